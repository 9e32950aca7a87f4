"""Who delivers, as the writer of a turn put it right or says that it is now: "Parlan doet B. Nee, Horizon."

Whoever was named first makes place for the right one; where it is not sure of whom that is said, nobody is sure. The
words stand in `knowledge/woordenschat/aanbieders.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from assistant.reading.providers.names import Naam, plaatsnamen, vind_namen
from knowledge.folding import samengesteld, vouw_even_lang
from knowledge.message_words import laad_berichtwoorden
from knowledge.provider_words import laad_aanbiederwoorden

_OPENT = re.compile(r"(?:^|[.!?,;:\n(–-])\s*$")
_ZINEIND = re.compile(r"[.!?](?=\s|$)|\n")
_NAAM = (
    r"(?P<naam>(?:(?:[Dd]e|[Hh]et|'t|’t)\s+)?[A-ZÀ-Ý][\w’'-]+"
    r"(?:\s+(?:(?:van|de|der|den|op|en)\s+)?[A-ZÀ-Ý\d][\w’'-]*){0,3})"
)
_LOSSE_NAAM = re.compile(
    rf"[\s,:]*(?P<klein>(?:[a-z]+\s+){{0,4}}){_NAAM}(?P<slot>[^.,;:!?\n)]{{0,24}})(?=[.,;:!?\n)]|$)"
)
_NIET_MAAR = re.compile(
    rf"[\s,:]*(?:niet|not)\s+(?P<fout>[^,.;:!?\n]{{2,40}}?),?\s+(?:maar|but)\s+(?P<klein>(?:[a-z]+\s+)?){_NAAM}"
)
_ANDERS = re.compile(r"[.!?;\n]|(?<![\w'])[bcv](?![\w'])")
"""Between two who deliver: the second is of something else."""
_DEELBEGIN = re.compile(r"[.!?;,\n]|(?<![\w'])[bcv](?![\w'])")
_VERST = 80
"""So many signs stand at most between who delivered and who does now."""


@lru_cache(maxsize=512)
def zoals_verbeterd(beurt: str) -> tuple[str, bool]:
    """A turn with the right providers, and whether it is sure of whom they take the place.

    Args:
        beurt: what the user typed.
    """
    tekst, zeker = _zonder_vergissing(samengesteld(beurt))
    tekst, nu = _zonder_vorige(tekst)
    return tekst, zeker and nu


def kale_verbetering(beurt: str) -> tuple[str, bool] | None:
    """The provider of a turn that puts one right and says nothing else: "nee, Horizon"; and whether it is of all.

    None for a turn that says more, or that puts nothing right.
    """
    tekst = samengesteld(beurt).strip()
    plat, w = vouw_even_lang(tekst), laad_aanbiederwoorden()
    begin = w.zekerheid.verbetert.match(plat)
    n = _LOSSE_NAAM.match(tekst, begin.end()) if begin else None
    if n is None or re.search(r"\w", tekst[n.end() :]) or not _is_aanbieder(n["naam"]):
        return None
    rond = vouw_even_lang(f"{n['klein']} {n['slot']}")
    kaal = w.wie.allemaal.sub(" ", rond)
    return (n["naam"], kaal != rond) if _zegt_alleen(kaal, "") else None


def _zonder_vergissing(tekst: str) -> tuple[str, bool]:
    for _ in range(3):
        plat = vouw_even_lang(tekst)
        gevonden = next(_vergissingen(tekst, plat), None)
        if gevonden is None:
            return tekst, True
        begin, eind, fout, goed = gevonden
        if fout is None:
            return tekst, False
        rest = tekst[eind:].lstrip(",;: ")
        midden = tekst[fout.eind : begin].rstrip(" ,;:(–-\n")
        tekst = f"{tekst[: fout.begin]}{goed}{midden}{'' if rest[:1] in '.!?)' or not rest else ' '}{rest}"
    return tekst, True


def _vergissingen(tekst: str, plat: str) -> Iterator[tuple[int, int, Naam | None, str]]:
    """What is put right: where the words that do so stand, who was wrong (None: not sure), and who is right."""
    w = laad_aanbiederwoorden().zekerheid
    namen = vind_namen(tekst, plat)
    for m in w.verbetert.finditer(plat):
        voor = [n for n in namen if n.eind <= m.start()]
        if not voor or not _OPENT.search(plat, 0, m.start()):
            continue
        eind = m.end()
        while volgt := w.verbetert.match(plat, eind + len(plat[eind:]) - len(plat[eind:].lstrip(" ,:"))):
            eind = volgt.end()
        if n := _NIET_MAAR.match(tekst, eind):
            fout = next((v for v in reversed(voor) if v.sleutel and v.sleutel in vouw_even_lang(n["fout"])), None)
            if fout and _is_aanbieder(n["naam"]):
                yield m.start(), n.end(), fout, n["naam"]
            continue
        n = _LOSSE_NAAM.match(tekst, eind)
        if n is None or not _is_aanbieder(n["naam"]) or not _zegt_alleen(n["klein"], n["slot"]):
            continue
        zinnen = [e.end() for e in _ZINEIND.finditer(plat, 0, voor[-1].begin)]
        in_zin = [v for v in voor if v.begin >= (zinnen[-1] if zinnen else 0)]
        eigen_zin = _ZINEIND.search(plat, voor[-1].eind, m.start()) is not None
        een = len(in_zin) == 1 or not eigen_zin
        if voor[-1].sleutel != vouw_even_lang(n["naam"]):
            yield m.start(), n.end(), voor[-1] if een else None, n["naam"]


def _is_aanbieder(naam: str) -> bool:
    """Whether a name can be that of who delivers: no place, no first name, no letter of a segment."""
    plat = vouw_even_lang(naam)
    return len(plat) > 1 and plat not in plaatsnamen() and plat not in laad_berichtwoorden().wel_voornaam


def _zegt_alleen(klein: str, slot: str) -> bool:
    """Whether beside a name stand no words but those that name who is meant."""
    w = laad_aanbiederwoorden()
    mag = w.wie.voorzetsel_klein | w.wie.lidwoord | w.zekerheid.rond_naam
    return {*re.findall(r"[\w']+", vouw_even_lang(f"{klein} {slot}"))} <= mag


def _zonder_vorige(tekst: str) -> tuple[str, bool]:
    """A text without who delivered before, where it says in one breath who does now; not sure where that is later."""
    w, zeker = laad_aanbiederwoorden().zekerheid, True
    plat = vouw_even_lang(tekst)
    for een, ander in reversed([*pairwise(vind_namen(tekst, plat))]):
        tussen = plat[een.eind : ander.begin]
        if een.sleutel == ander.sleutel or len(tussen) > _VERST or _ANDERS.search(tussen):
            continue
        begin = max((m.end() for m in _DEELBEGIN.finditer(plat, 0, een.begin)), default=0)
        voor = plat[begin : een.begin]
        stopte = w.leverde.search(f"{voor}|{tussen}") and w.levert_nu.search(tussen)
        gaat = w.gaat_van.search(voor) and w.gaat_naar.fullmatch(tussen.strip())
        if (stopte or gaat) and (re.search(r"\d", tussen) or w.levert_straks.search(tussen)):
            zeker = False
        elif stopte or gaat:
            tekst = f"{tekst[: een.begin]}{tekst[ander.begin :]}"
    return tekst, zeker
