"""Which provider belongs to which allocation of a sentence: in the same part of it, else the nearest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.reading.providers.marks import ANDER, DIE, TOEWIJZING, ZELFDE, Teken, Zin, delen
from knowledge.provider_words import laad_aanbiederwoorden

_GRENS, _ERTUSSEN, _ZONDER_WIE, _ZONDER_WAT, _VERST = 4, 6, 25, 3, 30
"""What stands between a segment and a provider counts in words; what a sign without the other costs; the most."""
_VAST = -40
"""For what stands right after each other: "B van De Linde", "B: De Linde"."""
_RIJ = 6
"""Signs between two providers of one row at most."""


def opsomming(zin: Zin, wie: Sequence[Teken]) -> bool:
    """Whether the providers of a sentence stand in a row, each another one."""
    groep = laad_aanbiederwoorden().toewijzing.groep
    samen = all(set(re.findall(r"[\w']+", zin.tussen(a, b))) <= groep for a, b in pairwise(wie))
    vaag = any(p.niet or p.misschien or p.waarde in (DIE, ZELFDE) for p in wie)
    return len({p.waarde for p in wie}) == len(wie) > 1 and samen and not vaag


def vaag_in_rij(zin: Zin, p: Teken, wie: Sequence[Teken], gekozen: Sequence[Teken]) -> Teken:
    """A provider; not sure where another stands in a row with it that has no segment of its own: "B bij X en Y"."""
    groep = laad_aanbiederwoorden().toewijzing.groep
    naast = [q for q in wie if q not in gekozen and q.waarde != p.waarde and not q.waarde.startswith("=")]
    rij = any(set(re.findall(r"[\w']+", zin.tussen(p, q))) <= groep and len(zin.tussen(p, q)) <= _RIJ for q in naast)
    return replace(p, misschien=p.misschien or rij)


def koppel(zin: Zin, wat: Sequence[Teken], wie: Sequence[Teken]) -> dict[int, Teken]:
    """The provider of each sign for an allocation, by its place: in order, in the same part, near; groups share one."""
    beste: dict[tuple[int, int], tuple[float, tuple[tuple[int, int], ...]]] = {}
    for i in range(len(wat), -1, -1):
        for j in range(len(wie), -1, -1):
            keuzes: list[tuple[float, tuple[tuple[int, int], ...]]] = []
            if i == len(wat) or j == len(wie):
                keuzes.append((_ZONDER_WIE * (len(wat) - i) + _ZONDER_WAT * (len(wie) - j), ()))
            else:
                keuzes.append((beste[i + 1, j][0] + _ZONDER_WIE, beste[i + 1, j][1]))
                keuzes.append((beste[i, j + 1][0] + _ZONDER_WAT, beste[i, j + 1][1]))
                prijs = _afstand(zin, wat[i], wie[j], [*wat, *wie])
                if prijs <= _VERST:
                    kost, paren = beste[i + 1, j + 1]
                    keuzes.append((kost + prijs, ((i, j), *paren)))
            beste[i, j] = min(keuzes, key=lambda k: k[0])
    uit = {i: wie[j] for i, j in beste[0, 0][1]}
    _als_onderwerp(zin, wat, wie, uit)
    return _gedeeld(zin, wat, uit)


def _als_onderwerp(zin: Zin, wat: Sequence[Teken], wie: Sequence[Teken], bij: dict[int, Teken]) -> None:
    """Give what is left to the subject that is left: "kan X naast de B van Y ook C leveren"."""
    los = [p for p in wie if p not in bij.values() and not p.ervoor]
    for i, t in enumerate(wat):
        past = [p for p in los if p.begin < t.begin and not any(p.eind <= g < t.begin for g in delen(zin.plat))]
        if i not in bij and past and t.soort == "segment" and _afstand(zin, t, past[-1], []) <= _VERST:
            bij[i] = past[-1]


def _loopt_door(tussen: str) -> bool:
    """Whether a sentence goes on with the same subject: "is van X, die ...", "is van X en wilde ..."."""
    w = laad_aanbiederwoorden().wie
    if re.fullmatch(r"[^,;:()]*\((?:segment )?", tussen):
        return True
    stuk = re.split(r",|\b(?:en|and)\b", tussen)
    if len(stuk) != 2:
        return False
    na = stuk[1].strip()
    if "," in tussen and set(re.findall(r"[\w']+", na)) <= laad_aanbiederwoorden().toewijzing.bijstelling:
        return True  # "bij De Linde, ook B"
    return bool(w.voornaamwoord.match(na) if "," in tussen else w.levert.match(na))


def _afstand(zin: Zin, wat: Teken, wie: Teken, alle: Sequence[Teken]) -> float:
    links, rechts = sorted((wat, wie), key=lambda t: t.begin)
    tussen = zin.tussen(wat, wie)
    woorden = len(re.findall(r"[\w']+", tussen))
    if wie is links and not wie.ervoor and laad_aanbiederwoorden().wie.laat.search(zin.plat, links.eind):
        eerder = any(t.soort == "wie" and t.eind <= wie.begin for t in alle)
        if woorden or not eerder:  # "wij willen C laten doen"; not "wij willen Zilverberk C laten doen"
            return _VERST + 1
    if wat is links and _komt_na(zin, wat, wie, alle):
        return _VAST
    grenzen = sum(links.eind <= g < rechts.begin for g in delen(zin.plat))
    ertussen = sum(links.eind <= t.begin and t.eind <= rechts.begin for t in alle if t not in (wat, wie))
    if re.fullmatch(r"\s*[:=(]\s*(?:\w+\s+)?", tussen):
        return _VAST
    if wie.ervoor and wat.begin < wie.begin and not grenzen and not ertussen and woorden <= 4:
        return _VAST
    if wie is links and laad_aanbiederwoorden().zekerheid.melding.search(tussen):
        return _VERST + 1
    if wie is links and wie.ervoor and grenzen and not _loopt_door(tussen):
        return _VERST + 1
    return woorden + _GRENS * grenzen + _ERTUSSEN * ertussen


def _komt_na(zin: Zin, wat: Teken, wie: Teken, alle: Sequence[Teken]) -> bool:
    """Whether a part of its own only adds who delivers the segment before it: "wij willen er C bij, ook bij X"."""
    deel = max((g for g in delen(zin.plat) if g <= wie.begin), default=0)
    ander = any(t.soort != "wie" and wat.eind <= t.begin < wie.begin for t in alle)
    return not ander and deel >= wat.eind and zin.plat[deel] in ",;:(" and is_nagekomen(zin, deel, wie)


def is_nagekomen(zin: Zin, begin: int, wie: Teken) -> bool:
    """Whether a part of a sentence, or all of it, says nothing but who delivers: "ook bij X"."""
    w, rest = laad_aanbiederwoorden().wie, zin.plat[wie.eind :].strip()
    soort = re.match(r"\w+", rest)
    rest = rest[soort.end() :].lstrip() if soort and soort[0] in w.soort else rest
    stil = w.bijwoord | w.lidwoord | w.soort | w.voorzetsel_klein | w.nagekomen
    kaal = {*re.findall(r"[\w']+", zin.plat[begin : wie.begin])} <= stil
    einde = not rest[:1].isalnum() or bool(w.ook.match(rest)) or bool(w.nagekomen_erna.match(rest))
    return (wie.ervoor or wie.waarde in (ANDER, ZELFDE)) and not wie.niet and kaal and einde


def _gedeeld(zin: Zin, wat: Sequence[Teken], bij: dict[int, Teken]) -> dict[int, Teken]:
    """Give segments without a provider of their own that of the group, or of the sentence that goes on."""
    uit = dict(bij)
    for i in range(len(wat) - 2, -1, -1):
        erna = uit.get(i + 1)
        if i not in uit and erna and erna.begin > wat[i + 1].begin and _groep(zin, wat[i], wat[i + 1]):
            uit[i] = erna
    for i in range(1, len(wat)):
        vorige = uit.get(i - 1)
        if i not in uit and vorige and _deelt(zin, wat[i - 1], wat[i], vorige):
            uit[i] = vorige
    return uit


def _deelt(zin: Zin, een: Teken, ander: Teken, wie: Teken) -> bool:
    """Whether who delivers a segment delivers the next one too, which has no provider of its own."""
    if een.soort != "segment" or ander.soort != "segment":
        return False
    w = laad_aanbiederwoorden()
    na = zin.plat[ander.eind :].lstrip()
    ook = w.wie.ook.match(na)
    if ook and not na[ook.end() :].lstrip()[:1].isalnum():
        return True
    if w.toewijzing.eigen_zin.match(na):
        return False  # "wij doen de B en de C loopt al"
    woorden = {k for k in re.findall(r"[\w']+", zin.tussen(een, ander)) if not TOEWIJZING.match(k)}
    if een.vorm == "bepaald" and w.toewijzing.naast_ervoor.search(zin.plat[: een.begin]) and "ook" not in woorden:
        return False  # "wij doen naast de B een C": whose that B is, it doesn't say
    door = w.toewijzing.doorlopend | w.wie.lidwoord
    return wie.begin < een.begin and (woorden <= door or _groep(zin, een, ander))


def _groep(zin: Zin, een: Teken, ander: Teken) -> bool:
    """Whether two segments stand side by side as one group."""
    tussen, groep = zin.tussen(een, ander), laad_aanbiederwoorden().toewijzing.groep
    return een.soort == ander.soort == "segment" and set(re.findall(r"[\w']+", tussen)) <= groep and len(tussen) <= 8
