"""Products and categories of a catalogue that a folded text names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from knowledge.folding import vouw
from knowledge.form_words import laad_formulierwoorden
from knowledge.models import Catalogus, Profiel
from tools.tekst import lijkt_op

_NAAST = 3
"""Words beside the name of a profile that are looked at."""
_TUSSEN = 25
"""Signs that may stand between the parts of such a name."""


def namen_in(tekst: str, catalogus: Catalogus) -> list[str]:
    """Products named in a folded text, in its order: every telling word of the name, else one that only it has."""
    categorieen = tuple((c.naam, *c.synoniemen) for c in catalogus.categorieen)
    producten = tuple(tuple(c.producten) for c in catalogus.categorieen)
    eigen, rest = _bij_categorie(tekst, categorieen, producten)
    los = _namen_in(rest, categorieen, tuple(p for rij in producten for p in rij))
    plekken = dict(eigen) | {naam: _plek(naam, los, rest) for naam in los}
    return sorted(plekken, key=lambda naam: plekken[naam])


def _plek(naam: str, namen: Sequence[str], tekst: str) -> int:
    """Where a product is named first: by a word of its name that no other product named there has, if it has one."""
    woorden = _woorden_van(tuple(namen))
    stil = laad_formulierwoorden().product.stille_woorden
    anders = {deel for ander in namen if ander != naam for deel in woorden[ander]}
    delen = [d for d in woorden[naam] if d not in stil]
    delen = [d for d in delen if not any(_staat_tussen(a, [d]) for a in anders)] or delen
    return next((m.start() for m in re.finditer(r"[a-z0-9]+", tekst) if _staat_tussen(m[0], delen)), len(tekst))


def _staat_tussen(woord: str, delen: Iterable[str]) -> bool:
    """Whether a word is one of some parts of names, or one of running text that stands for it."""
    return any(woord == deel or _is_woord(deel, woord) for deel in delen)


def categorieen_in(tekst: str, catalogus: Catalogus) -> list[str]:
    """The ids of the categories of the catalogue that a folded text names, in the order of the catalogue."""
    woorden = re.findall(r"[a-z0-9\-]+", tekst)
    namen = {c.id: [vouw(naam) for naam in (c.naam, c.id, *c.synoniemen)] for c in catalogus.categorieen}
    return [id_ for id_, van in namen.items() if any(naam in (tekst if " " in naam else woorden) for naam in van)]


def profielen_in(tekst: str, profielen: Sequence[Profiel]) -> tuple[int, ...]:
    """The profiles that a folded text calls by their own name in the table.

    That is all that the table says of one, in one place, or what it says of no other, with the word profile beside it.
    """
    plat = tekst.replace("(s)", "s")
    delen = {p.nummer: tuple(vouw(d).replace("(s)", "s") for d in p.grondslag) for p in profielen}
    komt_voor = Counter(deel for rij in delen.values() for deel in rij)
    gevonden = {n for n, rij in delen.items() if len(rij) > 1 and _staat_op_rij(rij, plat)}
    gevonden |= {n for n, rij in delen.items() for d in rij if komt_voor[d] == 1 and _bij_profiel(d, plat)}
    return tuple(sorted(n for n in gevonden if not any(_omvat(delen[ander], delen[n]) for ander in gevonden)))


@lru_cache(maxsize=256)
def _naamdeel(deel: str) -> re.Pattern[str]:
    """A part of the name of a profile, whatever stands between its words."""
    return re.compile(rf"(?<![a-z])(?:{r'[^a-z0-9]+(?:van )?'.join(re.findall(r'[a-z]+', deel))})(?![a-z])")


def _staat_op_rij(delen: Sequence[str], tekst: str) -> bool:
    """Whether all parts stand in a text, close to each other."""
    plekken = [m.start() if (m := _naamdeel(d).search(tekst)) else None for d in delen]
    gezien = [p for p in plekken if p is not None]
    return len(gezien) == len(delen) and max(gezien) - min(gezien) <= sum(map(len, delen)) + _TUSSEN


def _omvat(meer: Sequence[str], minder: Sequence[str]) -> bool:
    """Whether one name says all that another does, and more."""
    return tuple(meer) != tuple(minder) and all(any(deel in ander for ander in meer) for deel in minder)


def _bij_profiel(deel: str, tekst: str) -> bool:
    """Whether a part of a name has a word beside it that says that it is one."""
    woord = laad_formulierwoorden().toegang.profielnaam
    return any(
        woord.search(" ".join(re.findall(r"[a-z]+", tekst[: m.start()])[-_NAAST:]))
        or woord.search(" ".join(re.findall(r"[a-z]+", tekst[m.end() :])[:_NAAST]))
        for m in _naamdeel(deel).finditer(tekst)
    )


def staat_in(naam: str, tekst: str) -> bool:
    """Whether every telling word of a name stands in a folded text, near each other."""
    woorden = [w for w in re.findall(r"[a-z0-9]+", tekst) if len(w) > 2]
    stil = laad_formulierwoorden().product.stille_woorden
    delen = [d for d in re.findall(r"[a-z]{4,}", vouw(naam)) if d not in stil]
    return _staat_bijeen(delen, woorden, set(woorden))


@lru_cache(maxsize=64)
def _woorden_van(namen: tuple[str, ...]) -> dict[str, list[str]]:
    """Each name with its words."""
    return {naam: re.findall(r"[a-z0-9]+", vouw(naam)) for naam in namen}


@lru_cache(maxsize=4096)
def _bij_categorie(
    tekst: str, categorieen: tuple[tuple[str, ...], ...], producten: tuple[tuple[str, ...], ...]
) -> tuple[tuple[tuple[str, int], ...], str]:
    """Products of which only one part is named, beside their category ("EED-diagnostiek"), each with its place; and the
    text without them.

    What the names of all products of a category share stands for that category, so that any name of it will do.
    """
    gevonden: dict[str, tuple[int, int]] = {}
    for namen, rij in zip(categorieen, producten, strict=True):
        delen = {p: _woorden_van(rij)[p] for p in rij}
        samen = set.intersection(*map(set, delen.values())) if len(rij) > 1 else set()
        eigen = {p: rest[0] for p, woorden in delen.items() if len(rest := [w for w in woorden if w not in samen]) == 1}
        for product, deel in eigen.items() if samen else ():
            patroon = _bij_elkaar(namen, deel, frozenset(samen), frozenset(eigen.values()) - {deel})
            if m := patroon.search(tekst):
                gevonden[product] = m.span()
    for begin, eind in gevonden.values():
        tekst = tekst[:begin] + " " * (eind - begin) + tekst[eind:]
    return tuple((product, begin) for product, (begin, _) in gevonden.items()), tekst


@lru_cache(maxsize=256)
def _bij_elkaar(
    categorie: tuple[str, ...], deel: str, samen: frozenset[str], andere: frozenset[str]
) -> re.Pattern[str]:
    """A name of a category and a part of the name of a product: as one word, or with only small words between.

    Another such part may be in between too: "diagnostiek en behandeling bij dyslexie".
    """
    woorden = laad_formulierwoorden().product
    naam = _een_van(vouw(n) for n in categorie)
    en, rest = _een_van(woorden.stille_woorden), _een_van(andere)
    klein = rf"(?:{_een_van(woorden.voor_categorie | samen)}|{rest}\s+{en}|{en}\s+{rest})"
    los = rf"(?:[\s\-]+{klein}){{0,4}}[\s\-]+"
    vorm = rf"{re.escape(deel)}[a-z]{{0,2}}"
    return re.compile(rf"(?<![a-z0-9])(?:{naam}(?:{los})?{vorm}|{vorm}{los}{naam})(?![a-z0-9])")


def _een_van(woorden: Iterable[str]) -> str:
    """A pattern for one of some words; for none, one that is never there."""
    lijst = sorted(map(re.escape, woorden), key=lambda w: (-len(w), w))
    return f"(?:{'|'.join(lijst)})" if lijst else "(?!)"


@lru_cache(maxsize=4096)
def _namen_in(tekst: str, categorieen: tuple[tuple[str, ...], ...], producten: tuple[str, ...]) -> tuple[str, ...]:
    categorienamen = {vouw(naam) for namen in categorieen for naam in namen}
    woorden = [w for w in re.findall(r"[a-z0-9]+", tekst) if len(w) > 2]
    los = [w for w in woorden if w not in categorienamen]
    stil = laad_formulierwoorden().product.stille_woorden
    delen_van = {p: [d for d in delen if d not in stil] for p, delen in _woorden_van(producten).items()}
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
