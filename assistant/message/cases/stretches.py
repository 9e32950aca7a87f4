"""What is told of each case, from its mark to the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.message.cases.facts import EIGEN, SEGMENT, soorten_in, waarde
from assistant.message.cases.source import Bron, Plek, Stuk

_PER_PROFIEL = frozenset({"datums", "intensiteiten", "verwijzer", "moment", "eerder_gewijzigd"})
"""Facts that make a profile a case of its own."""
_ZINEINDE = re.compile(r"[.?!](?=\s|$)")
_DEELEINDE = re.compile(r"[,;:.?!](?=\s|$)|\n|$")
_LANGSTE_NAAM = 4
_LANGSTE_ZIN = 60


def zonder_gedeeld(bron: Bron, plekken: Sequence[Plek]) -> list[Stuk]:
    """From each mark to the next; the last one without the part that says it is of all: ", allebei per 1 maart"."""
    *eerste, laatste = aaneen(bron, plekken)
    begin = plekken[-1].eind
    allen = bron.woorden.meer_gevallen.search(bron.plat, begin, laatste.eind)
    if allen is None or not soorten_in(bron.tekst[allen.end() : laatste.eind]) - {SEGMENT}:
        return [*eerste, laatste]
    tekens = [m.start() for m in _DEELEINDE.finditer(bron.plat, begin, allen.start()) if m[0]]
    los = tekens and re.search(r"\w", bron.plat[begin : tekens[-1]])
    return [*eerste, replace(laatste, eind=tekens[-1]) if los else laatste]


def per_profiel(bron: Bron, plekken: Sequence[Plek]) -> list[Stuk]:
    """From each profile to the next, where each has facts of the same kinds; one that has the same as the first too.

    None where they may be those of one client, in turn: "had profiel 3, en daarna profiel 4".
    """
    stukken = als_zin(bron, plekken)
    in_de_tijd = bron.woorden.na_elkaar.search(bron.plat) and not bron.woorden.meer_gevallen.search(bron.plat)
    if in_de_tijd or bron.slots(bron.tekst).nieuw_profiel is not None:
        return []
    soorten = [_PER_PROFIEL & soorten_in(bron.tekst[s.begin : s.eind]) for s in stukken]
    gelijk = bool(soorten[0]) and all(s == soorten[0] for s in soorten)
    return stukken if gelijk and len({bron.tekst[s.begin : s.eind] for s in stukken}) > 1 else []


def als_zin(bron: Bron, plekken: Sequence[Plek]) -> list[Stuk]:
    """From each mark to the next; a case that has no name of its own is called by what is told of it."""
    uit = []
    for stuk in aaneen(bron, plekken):
        heel = bron.tekst[stuk.begin : stuk.eind]
        uit.append(replace(stuk, naam=heel) if len(heel) <= _LANGSTE_ZIN else stuk)
    return uit


def van_items(bron: Bron, plekken: Sequence[Plek]) -> list[Stuk]:
    """What stands behind the mark of each item; its first words are its name."""
    uit = []
    for plek, eind in zip(plekken, [*(p.begin for p in plekken[1:]), bron.einde(plekken[-1].eind)], strict=True):
        naam = re.match(rf"[^\s,:;(.?!]+(?:\s[^\s,:;(.?!]+){{0,{_LANGSTE_NAAM - 1}}}", bron.plat[plek.eind : eind])
        uit.append(bron.stuk(plek.eind, plek.eind + (naam.end() if naam else 0), eind))
    return uit


def van_dagen(bron: Bron, plekken: Sequence[Plek]) -> list[Stuk]:
    """Each day, with the year that only the last one has."""
    return [Stuk(p.begin, p.eind, bron.tekst[p.begin : p.eind], p.erbij) for p in plekken]


def tot_het_eind(bron: Bron, plekken: Sequence[Plek]) -> list[Stuk]:
    """From behind each mark to the next, and to the end of the text."""
    einden = [*(p.begin for p in plekken[1:]), len(bron.plat)]
    return [bron.stuk(p.eind, p.eind, tot) for p, tot in zip(plekken, einden, strict=True)]


def tot_een_teken(bron: Bron, plekken: Sequence[Plek]) -> list[Stuk]:
    """From each mark to the next, the last one up to a comma; what they hold is their name."""
    laatste = bron.stuk(plekken[-1].begin, plekken[-1].eind, bron.einde(plekken[-1].eind, _DEELEINDE))
    stukken = [*aaneen(bron, plekken)[:-1], laatste]
    return [Stuk(s.begin, s.eind, bron.tekst[s.begin : s.eind]) for s in stukken]


def onder_voorwaarde(bron: Bron, plekken: Sequence[Plek]) -> list[Stuk]:
    """What each of several conditions says, with the question that they share."""
    *eerste, _ = aaneen(bron, plekken)
    return _met_gedeelde_vraag(bron, [*eerste, _laatste(bron, eerste[0], plekken[-1])])


def _met_gedeelde_vraag(bron: Bron, stukken: Sequence[Stuk]) -> list[Stuk]:
    """Conditions with, for all, the question that stands after the first: "bij A: wanneer moet het, en bij B?"."""
    eerste = stukken[0]
    vraag = bron.woorden.vraagt_nu.search(bron.plat, eerste.begin, eerste.eind)
    daarna = bron.tekst[vraag.start() : eerste.eind] if vraag else ""
    stukken = [replace(eerste, eind=vraag.start()), *stukken[1:]] if vraag else stukken
    return [Stuk(s.begin, s.eind, bron.tekst[s.begin : s.eind], daarna=daarna, voorwaarde=True) for s in stukken]


def _laatste(bron: Bron, eerste: Stuk, plek: Plek) -> Stuk:
    """The last part of a sentence up to where it has told what the first does: what follows holds for all."""
    eind = bron.einde(plek.eind, _DEELEINDE)
    if not plek.bijzin:
        velden = [v for v in EIGEN if getattr(bron.slots(bron.tekst[eerste.begin : eerste.eind]), v)]
        alles = _feiten(bron, plek.begin, eind, velden)
        grenzen = [plek.eind + w.end() for w in re.finditer(r"\S+", bron.plat[plek.eind : eind])]
        eind = next((g for g in grenzen if _feiten(bron, plek.begin, g, velden) == alles), eind)
    return bron.stuk(plek.begin, eind, eind)


def _feiten(bron: Bron, begin: int, eind: int, velden: Sequence[str]) -> list[object]:
    slots = bron.slots(bron.tekst[begin:eind])
    return [waarde(getattr(slots, veld)) for veld in velden]


def aaneen(bron: Bron, plekken: Sequence[Plek]) -> list[Stuk]:
    """From each place to the next; the last one takes as many sentences as the longest of the others, no question."""
    grenzen = [p.begin for p in plekken]
    zinnen = max(len(_ZINEINDE.findall(bron.plat[a:b].rstrip())) for a, b in pairwise(grenzen))
    slot = bron.einde(plekken[-1].eind)
    vraag = bron.woorden.vraagt_nu.search(bron.plat, plekken[-1].eind, slot)
    slot = vraag.start() if vraag else slot
    for _ in range(zinnen - 1):
        volgende = bron.einde(slot + 1)
        if volgende <= slot + 1 or bron.plat[volgende : volgende + 1] == "?":
            break
        slot = volgende
    slot = _voor_haakje(bron.plat, plekken, slot)
    return [bron.stuk(p.begin, p.eind, tot) for p, tot in zip(plekken, [*grenzen[1:], slot], strict=True)]


def _voor_haakje(plat: str, plekken: Sequence[Plek], slot: int) -> int:
    """The end of the last case, without what is said of all of them in brackets: "(alle drie herstel)"."""
    haakje = re.search(r"\s*\([^()]*\)\W*$", plat[plekken[-1].eind : slot])
    eerder = plat[plekken[0].begin : plekken[-1].begin]
    return plekken[-1].eind + haakje.start() if haakje and "(" not in eerder else slot
