"""Who refers, read out of a story: the party that stands nearest to what the one who refers does.

A party to whom something is sent, that is denied or that is one of two to choose from refers nothing. Where a story
gives the part to both, what happened in the end counts; else it stays open. The words stand in
`knowledge/woordenschat/verwijzing.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.text.clauses import woorden_in
from knowledge.referral_words import Verwijzingswoorden, laad_verwijzingswoorden

VERSTE = 14
"""So many words stand at most between a party and what it does."""
_ONTKEND_VOOR = 3
"""So many words stand at most between a denial and what is denied."""
_AGENS = 3
"""Words that a party seems nearer by a word that says that it does it ("door de huisarts")."""
_VLAKBIJ = 4
"""So many words, for one that is told of the request of now."""
_KOMMA = 5
"""Words that it seems further away beyond a comma."""
_NIET_DOOR = re.compile(
    r"\b(?:niet|not)\s+(?:(?:door|via|vanuit|by)\s+)?(?:(?:de|het|een|the|onze|jullie)\s+)?(?:eigen\s+)?$"
)
_ZIN = re.compile(r"(?:[^.!?;\n]|[.!?;](?=\w))+")


@dataclass(frozen=True)
class Gelezen:
    """What a story tells of the referrer.

    Attributes:
        waarde: who it is; None where the story does not tell.
        onzeker: whether it names more than one, and none in the end.
        rest: the text without the parties that are denied or that are to choose from.
    """

    waarde: str | None
    onzeker: bool
    rest: str


@dataclass(frozen=True)
class _Partij:
    waarde: str
    begin: int
    eind: int


@dataclass(frozen=True)
class _Rol:
    """A party that refers, with how sure that is: 0 it was thought of, 1 it is told, 2 it was so in the end."""

    waarde: str
    zekerheid: int
    wie: str = ""


def lees_verwijzer(tekst: str) -> Gelezen:
    """The referrer in a folded text."""
    woorden = laad_verwijzingswoorden()
    tekst = _zonder_toen(tekst, woorden)
    weg: set[_Partij] = set()
    rollen: list[_Rol] = []
    for zin in _ZIN.finditer(tekst):
        rollen += _rollen(tekst, zin, woorden, weg)
    if not rollen and weg and _niet_de_gemeente(tekst, woorden, weg):
        rollen.append(_Rol("extern", 1))
    if not rollen and not weg and len(via := _loopt_via(tekst, woorden)) == 1:
        rollen.append(_Rol(via.pop(), 1))
    ontkend = {tekst[p.begin : p.eind] for p in weg}
    rollen = [r for r in rollen if r.wie not in ontkend] or rollen  # "... de huisarts. Dus niet de huisarts."
    meest = max((r.zekerheid for r in rollen), default=0)
    waarden = {r.waarde for r in rollen if r.zekerheid == meest}
    for p in sorted(weg, key=lambda p: -p.begin):
        tekst = f"{tekst[: p.begin]}{' ' * (p.eind - p.begin)}{tekst[p.eind :]}"
    return Gelezen(waarden.pop() if len(waarden) == 1 else None, len(waarden) > 1, tekst)


def _zonder_toen(tekst: str, woorden: Verwijzingswoorden) -> str:
    """A text without the parties of an earlier request, where it names another that is told of the one of now."""
    partijen = [_Partij(str(m.lastgroup), *m.span()) for m in woorden.partij.finditer(tekst)]
    for toen in woorden.toen.finditer(tekst):
        vroeger = [p for p in partijen if toen.start() <= p.begin < toen.end()]
        nu = woorden.nu.search(tekst, toen.end())
        later = [p for p in partijen if nu and p.begin > nu.start() and _doet_het(tekst, p, woorden)]
        for p in vroeger if later else ():
            tekst = f"{tekst[: p.begin]}{' ' * (p.eind - p.begin)}{tekst[p.eind :]}"
    return tekst


def _doet_het(tekst: str, partij: _Partij, woorden: Verwijzingswoorden) -> bool:
    """Whether a party is told to be the way by which it goes, or stands beside what one who refers does."""
    zin = next(z for z in _ZIN.finditer(tekst) if z.start() <= partij.begin < z.end())
    if _bestemming(tekst, zin, partij, woorden):
        return False
    daden = _daden(tekst, zin, woorden)
    via = woorden.via_hem.search(tekst, 0, partij.begin) is not None
    return via or any(_afstand(tekst, partij, d, woorden) <= _VLAKBIJ for d in daden)


def _loopt_via(tekst: str, woorden: Verwijzingswoorden) -> set[str]:
    """The parties by way of which a request goes, where nothing else tells who refers."""
    uit = set[str]()
    for zin in _ZIN.finditer(tekst):
        if woorden.loopt.search(zin[0]) and tekst[zin.end() : zin.end() + 1] != "?":
            uit |= {
                str(m.lastgroup)
                for m in woorden.partij.finditer(tekst, *zin.span())
                if woorden.via_hem.search(tekst, zin.start(), m.start())
                and not woorden.hij_niet.search(tekst, zin.start(), m.start())
            }
    return uit


def _rollen(tekst: str, zin: re.Match[str], woorden: Verwijzingswoorden, weg: set[_Partij]) -> Iterator[_Rol]:
    """Who refers in a sentence; adds to `weg` the parties of which it says that they don't."""
    partijen = [_Partij(str(m.lastgroup), *m.span()) for m in woorden.partij.finditer(tekst, *zin.span())]
    weg |= {p for p in partijen if woorden.hij_niet.search(tekst, zin.start(), p.begin)}
    for een, ander in pairwise(partijen):
        if een.waarde != ander.waarde and woorden.een_van_twee.fullmatch(tekst, een.eind, ander.begin):
            weg |= {een, ander}
    over = [p for p in partijen if p not in weg and not _bestemming(tekst, zin, p, woorden)]
    for m in _daden(tekst, zin, woorden):
        naaste = min(over, key=lambda p: _afstand(tekst, p, m, woorden), default=None)
        if naaste is None or _afstand(tekst, naaste, m, woorden) > VERSTE:
            continue
        if _ontkend(tekst, zin, m, woorden):
            weg.add(naaste)
            na = [p for p in over if p.begin > m.end() and woorden.dat_was_hij.search(tekst, m.end(), p.begin)]
            yield from (_Rol(p.waarde, 1) for p in na[:1])
        else:
            zekerheid = _zekerheid(tekst, zin, max(naaste.eind, m.end()), woorden)
            yield _Rol(naaste.waarde, zekerheid, tekst[naaste.begin : naaste.eind])


def _niet_de_gemeente(tekst: str, woorden: Verwijzingswoorden, weg: set[_Partij]) -> bool:
    """Whether all that is told is that the municipality did not refer: then it was somebody outside it."""
    return {p.waarde for p in weg} == {"gemeente"} and all(_verwees_niet(tekst, p, woorden) for p in weg)


def _verwees_niet(tekst: str, partij: _Partij, woorden: Verwijzingswoorden) -> bool:
    """Whether it is told, and not asked or doubted, that a party did not refer."""
    zin = next(z for z in _ZIN.finditer(tekst) if z.start() <= partij.begin < z.end())
    if tekst[zin.end() : zin.end() + 1] == "?" or woorden.twijfel.search(zin[0]):
        return False
    return bool(_NIET_DOOR.search(tekst, zin.start(), partij.begin) and woorden.verwijst.search(zin[0]))


def _bestemming(tekst: str, zin: re.Match[str], partij: _Partij, woorden: Verwijzingswoorden) -> bool:
    """Whether a party is only the one to whom something goes, and not the one who goes on with it."""
    erheen = woorden.niet_door_hem.search(tekst, zin.start(), partij.begin)
    return erheen is not None and not woorden.die_wel.match(tekst, partij.eind, zin.end())


def _daden(tekst: str, zin: re.Match[str], woorden: Verwijzingswoorden) -> list[re.Match[str]]:
    """What a referrer does, in a sentence."""
    daden = list(woorden.verwijst.finditer(tekst, *zin.span()))
    papier = woorden.papieren.search(tekst, *zin.span())
    return daden if papier else [*daden, *woorden.stuurt.finditer(tekst, *zin.span())]


def _afstand(tekst: str, partij: _Partij, daad: re.Match[str], woorden: Verwijzingswoorden) -> int:
    """Words between a party and what is done."""
    voor = partij.eind <= daad.start()
    tussen = tekst[partij.eind : daad.start()] if voor else tekst[daad.end() : partij.begin]
    agens = woorden.door_hem.search(tekst, 0, partij.begin) is not None
    return len(woorden_in(tussen)) + _KOMMA * tussen.count(",") - _AGENS * agens


def _ontkend(tekst: str, zin: re.Match[str], daad: re.Match[str], woorden: Verwijzingswoorden) -> bool:
    """Whether it is denied: "heeft niet zelf verwezen", "verwees niet"."""
    voor = tekst[zin.start() : daad.start()].rpartition(",")[2]
    na = tekst[daad.end() : zin.end()].partition(",")[0]
    dichtbij = " ".join(woorden_in(voor)[-_ONTKEND_VOOR:])
    return bool(woorden.ontkent.search(dichtbij) or woorden.ontkent.fullmatch(" ".join(woorden_in(na)[:1])))


def _zekerheid(tekst: str, zin: re.Match[str], eind: int, woorden: Verwijzingswoorden) -> int:
    if woorden.ten_slotte.search(tekst, zin.start(), eind):
        return 2
    return 0 if woorden.zou.search(tekst, zin.start(), eind) else 1
