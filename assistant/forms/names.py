"""Products and categories of a catalogue that a folded text names."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from knowledge.form_words import laad_formulierwoorden
from knowledge.models import Catalogus
from knowledge.vocabulary import vouw
from tools.tekst import lijkt_op


def namen_in(tekst: str, catalogus: Catalogus) -> list[str]:
    """Products named in a folded text: every telling word of the name, else a word that only this product has."""
    categorieen = tuple((c.naam, *c.synoniemen) for c in catalogus.categorieen)
    return list(_namen_in(tekst, categorieen, tuple(p for c in catalogus.categorieen for p in c.producten)))


def categorie_in(tekst: str, catalogus: Catalogus) -> str | None:
    """The id of the first category of the catalogue that a folded text names."""
    woorden = re.findall(r"[a-z0-9\-]+", tekst)
    for categorie in catalogus.categorieen:
        for naam in [categorie.naam, categorie.id, *categorie.synoniemen]:
            gezocht = vouw(naam)
            if gezocht in tekst if " " in gezocht else gezocht in woorden:
                return categorie.id
    return None


def staat_in(naam: str, tekst: str) -> bool:
    """Whether every telling word of a name stands in a folded text, near each other."""
    woorden = [w for w in re.findall(r"[a-z0-9]+", tekst) if len(w) > 2]
    stil = laad_formulierwoorden().product.stille_woorden
    delen = [d for d in re.findall(r"[a-z]{4,}", vouw(naam)) if d not in stil]
    return _staat_bijeen(delen, woorden, set(woorden))


@lru_cache(maxsize=4096)
def _namen_in(tekst: str, categorieen: tuple[tuple[str, ...], ...], producten: tuple[str, ...]) -> tuple[str, ...]:
    categorienamen = {vouw(naam) for namen in categorieen for naam in namen}
    woorden = [w for w in re.findall(r"[a-z0-9]+", tekst) if len(w) > 2]
    los = [w for w in woorden if w not in categorienamen]
    stil = laad_formulierwoorden().product.stille_woorden
    delen_van = {p: [d for d in re.findall(r"[a-z0-9]+", vouw(p)) if d not in stil] for p in producten}
    vrij = set(los)
    heel = {p: set(delen) for p, delen in delen_van.items() if _staat_bijeen(delen, woorden, vrij)}
    if heel:
        return tuple(p for p, delen in heel.items() if not any(delen < langer for langer in heel.values()))
    komt_voor = Counter(d for delen in delen_van.values() for d in set(delen))
    return tuple(
        product
        for product, delen in delen_van.items()
        if any(komt_voor[d] == 1 and len(d) >= 8 and d in los for d in delen)
    )


def _staat_bijeen(delen: list[str], woorden: list[str], los: set[str]) -> bool:
    """Whether all words of a name stand in a text, not more than a few words apart."""
    plekken = [[i for i, w in enumerate(woorden) if w == d or (w in los and _is_woord(d, w))] for d in delen]
    if not plekken or not all(plekken):
        return False
    return any(all(any(abs(plek - begin) < len(delen) + 3 for plek in rij) for rij in plekken) for begin in plekken[0])


@lru_cache(maxsize=65536)
def _is_woord(deel: str, woord: str) -> bool:
    """Whether a word of running text is this part of a name: but for its ending or a typing error, or in a compound."""
    if lijkt_op(deel, woord):
        return len(woord) >= len(deel) - 3  # "gezin" is not "gezinshuizen"
    stam = deel if len(deel) < 6 else deel[:-3]
    return len(stam) >= 4 and len(woord) >= len(stam) + 4 and (woord.startswith(stam) or woord.endswith(deel))
