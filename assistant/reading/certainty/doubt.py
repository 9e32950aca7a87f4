"""Which values a text leaves open: "B of V, dat hoor ik vrijdag", "de een zegt profiel 7, de ander houdt het op 8".

Two values of one kind leave it open where one of them holds and it is not known which, or where two sources tell
another one; a single value where it is told that it is not known whether that is it. What is asked itself ("ik weet
niet of B naast C mag") is no doubt about a value. The words stand in `knowledge/woordenschat/twijfel.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.reading.contracts.segments import LETTER
from assistant.text.clauses import woorden_in
from knowledge.doubt_words import Twijfelwoorden, laad_twijfelwoorden
from knowledge.vocabulary import Woordenschat

_ZIN = re.compile(r"(?:[^.!?;\n]|[.!?;](?=\w))+[.!?;]*")
_CIJFER = re.compile(r"(?<![\w.,/€-])[1-8](?![\w/%-]|[.,]\d)")
_PROFIEL = re.compile(r"\bprofiel|\bprofile")
_EN_OF = re.compile(r"\ben\s?/\s?of\b")
_OVER = re.compile(r"\bover\s+(?:segment\s+)?$")
_TWEE_JAREN = re.compile(r"2021\b.*2022\b|2022\b.*2021\b")
_VERSTE_KEUZE = 4
"""So many words stand at most between a value and a word of choice."""
_VLAKBIJ = 3
"""So many words stand at most between a segment and a word by which it is not sure."""
_TOT_GEZEGDE = 8
"""So many words stand at most between a word of choice and the one value of which it is not known whether it holds."""

_Plek = tuple[int, int, str]
"""Where a value begins and ends, and which it is."""


@dataclass(frozen=True)
class Twijfel:
    """What a text leaves open.

    Attributes:
        open: the names of the slots.
        rest: the text without the values that are in doubt, as long as it was.
    """

    open: frozenset[str]
    rest: str


def lees_twijfel(tekst: str, schat: Woordenschat) -> Twijfel:
    """The values that a folded text leaves open."""
    woorden = laad_twijfelwoorden()
    zegt = (woorden.open, schat.niet_geweten, woorden.misschien, woorden.aangevraagd, woorden.vraagt_aan, woorden.bron)
    if not any(p.search(tekst) for p in zegt):
        return Twijfel(frozenset(), tekst)
    over_contract, samen = woorden.contract.search(tekst), woorden.samen.search(tekst)
    namen: set[str] = set()
    weg: set[_Plek] = set()
    for naam, zinnen in _stukken(tekst):
        begin, eind = zinnen[0][0], zinnen[-1][1]
        plekken = _plekken(naam, tekst, begin, eind, woorden)
        if not plekken:
            continue
        gevonden = _keuze(tekst, plekken, begin, eind, schat, woorden)
        if not gevonden and not samen:
            gevonden = _verschil(tekst, plekken, begin, eind, woorden)
        if not gevonden and naam == "segmenten" and over_contract:
            gevonden = _misschien(tekst, plekken, begin, eind, woorden)
        weg |= gevonden
        if gevonden:
            met_waarde = " ".join(tekst[a:b] for a, b in zinnen if any(a <= p[0] < b for p in gevonden))
            namen |= _slots(naam, met_waarde, schat, woorden, over_contract=bool(over_contract))
    tekens = list(tekst)
    for begin, eind, _ in weg:
        tekens[begin:eind] = " " * (eind - begin)
    return Twijfel(frozenset(namen), "".join(tekens))


def _stukken(tekst: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Each kind of value with each sentence, by itself and with the next one."""
    zinnen = [m.span() for m in _ZIN.finditer(tekst)]
    for naam in ("segmenten", "profielen", "hulp"):
        for zin in zinnen:
            yield naam, [zin]
        for een, ander in pairwise(zinnen):
            if not tekst[slice(*een)].endswith("?") and not tekst[slice(*ander)].endswith("?"):
                yield naam, [een, ander]


def _slots(naam: str, stuk: str, schat: Woordenschat, woorden: Twijfelwoorden, *, over_contract: bool) -> set[str]:
    """The slots of which a value is in doubt in a sentence; none for a contract that ends.

    Where it is not told whether segments are those of a client or of a contract, both are.
    """
    if naam != "segmenten":
        return {naam}
    if woorden.contract.search(stuk):
        return {"contract_2022"}
    if woorden.contract_ervoor.search(stuk):
        return set()
    beide = over_contract and not schat.over_client.search(stuk)
    return {"segmenten", "contract_2022"} if beide else {"segmenten"}


def _plekken(naam: str, tekst: str, begin: int, eind: int, woorden: Twijfelwoorden) -> list[_Plek]:
    """The values of a kind between two places, in order."""
    if naam == "segmenten":
        return [(*m.span(), m[0]) for m in LETTER.finditer(tekst, begin, eind)]
    if naam == "profielen":
        over_profiel = _PROFIEL.search(tekst, begin, eind)
        return [
            (*m.span(), m[0])
            for m in (_CIJFER.finditer(tekst, begin, eind) if over_profiel else ())
            if woorden.voor_profiel.search(tekst, begin, m.start()) and not woorden.geen_profiel.match(tekst, m.end())
        ]
    return sorted((*m.span(), soort) for soort, p in woorden.hulp.items() for m in p.finditer(tekst, begin, eind))


def _keuze(
    tekst: str, plekken: list[_Plek], begin: int, eind: int, schat: Woordenschat, woorden: Twijfelwoorden
) -> set[_Plek]:
    """The values of which one holds, in a text that says that it is not known which."""
    onbekend = woorden.open.search(tekst, begin, eind) or schat.niet_geweten.search(tekst, begin, eind)
    if not onbekend or woorden.vraagt.search(tekst, begin, eind):
        return set()
    for een, ander in pairwise(plekken):
        keuze = woorden.keuze.search(tekst, een[1], ander[0])
        if keuze is None or een[2] == ander[2] or _EN_OF.search(tekst, een[1], ander[0]):
            continue
        if (
            max(len(woorden_in(tekst[een[1] : keuze.start()])), len(woorden_in(tekst[keuze.end() : ander[0]])))
            <= _VERSTE_KEUZE
        ):
            return {een, ander}
    return {
        plek
        for plek in plekken
        if woorden.na_waarde.match(tekst, plek[1], eind)
        and any(
            len(woorden_in(tekst[m.end() : plek[0]])) <= _TOT_GEZEGDE and "," not in tekst[m.end() : plek[0]]
            for m in woorden.keuze.finditer(tekst, begin, plek[0])
        )
    }


def _misschien(tekst: str, plekken: list[_Plek], begin: int, eind: int, woorden: Twijfelwoorden) -> set[_Plek]:
    """The segments that a contract may have, and may have not: "B en misschien V", "wel B aangevraagd"."""
    return {
        plek
        for plek in plekken
        if not woorden.vraagt.search(tekst, begin, eind)
        and (
            any(
                _vlak_na(tekst, m.end(), plek[0])
                for ervoor in (woorden.misschien, *(() if woorden.toegekend.search(tekst) else (woorden.vraagt_aan,)))
                for m in ervoor.finditer(tekst, begin, plek[0])
            )
            or (
                not woorden.toegekend.search(tekst)
                and any(_vlak_na(tekst, plek[1], m.start()) for m in woorden.aangevraagd.finditer(tekst, plek[1], eind))
            )
            or any(
                _vlak_na(tekst, plek[1], m.start())
                for m in woorden.open.finditer(tekst, plek[1], eind)
                if _OVER.search(tekst, begin, plek[0])
            )
        )
    }


def _vlak_na(tekst: str, eind: int, begin: int) -> bool:
    """Whether two things stand close by in one part of a sentence."""
    tussen = tekst[eind:begin]
    return len(woorden_in(tussen)) <= _VLAKBIJ and not re.search(r"[,;:]|\ben\b|\band\b", tussen)


def _verschil(tekst: str, plekken: list[_Plek], begin: int, eind: int, woorden: Twijfelwoorden) -> set[_Plek]:
    """The values that two sources tell and that are not the same."""
    if len(plekken) < 2 or _TWEE_JAREN.search(tekst, begin, eind) or woorden.beslist.search(tekst, begin, eind):
        return set()
    bronnen = sorted({m.start() for p in (woorden.bron, woorden.tegenover) for m in p.finditer(tekst, begin, eind)})
    if len(bronnen) < 2 or not woorden.bron.search(tekst, begin, eind):
        return set()
    for grenzen in ([*bronnen, eind], [begin, *bronnen]):
        per_bron = [[p for p in plekken if a <= p[0] < b] for a, b in pairwise(grenzen)]
        verteld = [rij for rij in per_bron if rij]
        if len({frozenset(p[2] for p in rij) for rij in verteld}) > 1:
            return {p for rij in verteld for p in rij}
    return set()
