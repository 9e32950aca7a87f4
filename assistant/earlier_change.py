"""Whether an allocation was changed before, read out of a story.

Both yes and no make a verdict certain, so that each is read only where it is said of a change, by nobody denied or
doubted; where a story says both, or neither, it stays open. The words stand in
`knowledge/woordenschat/eerdere_wijziging.yaml`, and those that say yes or no in `begrip.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from knowledge.earlier_change_words import Wijzigingswoorden, laad_wijzigingswoorden

_ZIN = re.compile(r"(?:[^.!?;\n]|[.!?;](?=\w))+[.!?;]?|\n(?=\n)")
_DEEL = re.compile(r"[,:()]|\s-\s|\b(?:maar|en|but|and)\b")
"""Where another part of a sentence begins."""
_ONTKEND_VOOR = 6
"""So many words stand at most between a denial and what is denied."""
_NAAST = 3
"""Words beside what says that something was changed, among which that something is looked for."""
_KALE_WOORDEN = {"ja": 2, "nee": 4}
"""With so few words beside it, what says yes or no is said of what the rest of the story is about."""

Intensiteit = Callable[[str], str | None]
"""The intensity towards which a folded text goes."""


@dataclass(frozen=True)
class _Gezegd:
    """What is said at some place: yes or no, and whether it is only repeated."""

    waarde: str
    herhaalt: bool = False


def lees_eerder_gewijzigd(
    tekst: str, waarden: Mapping[str, re.Pattern[str]], naar_intensiteit: Intensiteit
) -> str | None:
    """`ja` or `nee` where a folded text says so; None where it does not, or says both.

    Args:
        tekst: the text.
        waarden: value -> the words that mean it.
        naar_intensiteit: reads towards which intensity a sentence goes.
    """
    woorden = laad_wijzigingswoorden()
    zinnen = [z[0] for z in _ZIN.finditer(tekst) if z[0].strip()]
    gezegd = [g for zin in zinnen for g in _in_zin(zin, waarden, woorden)]
    zeker = {g.waarde for g in gezegd if not g.herhaalt}
    if not zeker and (gezegd or _twee_wijzigingen(zinnen, woorden, naar_intensiteit)):
        return "ja" if _twee_wijzigingen(zinnen, woorden, naar_intensiteit) else gezegd[0].waarde
    return zeker.pop() if len(zeker) == 1 else None


def _in_zin(zin: str, waarden: Mapping[str, re.Pattern[str]], woorden: Wijzigingswoorden) -> Iterator[_Gezegd]:
    """What a sentence says; nothing where it says that it is not known."""
    if woorden.onzeker.search(zin):
        return
    treffers = sorted(
        ((m, waarde) for waarde, patroon in waarden.items() for m in patroon.finditer(zin)),
        key=lambda t: -len(t[0][0]),
    )
    bezet: list[tuple[int, int]] = []
    for m, waarde in treffers:
        if any(a < m.end() and m.start() < b for a, b in bezet):
            continue
        bezet.append(m.span())
        herhaalt = woorden.herhaalt.fullmatch(m[0]) is not None
        if not _van_wijziging(zin, m, waarde, woorden) or (herhaalt and woorden.later.search(zin)):
            continue
        if waarde == "ja" and _ontkend(zin, m, woorden):
            yield _Gezegd("nee")
        else:
            yield _Gezegd(waarde, herhaalt)


def _van_wijziging(zin: str, m: re.Match[str], waarde: str, woorden: Wijzigingswoorden) -> bool:
    """Whether it is said of a change: a word of one stands in the sentence, or hardly any word at all."""
    voor, na = _woorden(zin[: m.start()]), _woorden(zin[m.end() :])
    naast = (" ".join(voor[-_NAAST:]), " ".join(na[:_NAAST]))
    deel = _deel(zin, m)
    if woorden.iets_anders.search(deel) or any(woorden.ander_ding.search(w) for w in naast):
        return False
    return woorden.wijzigt.search(zin) is not None or len(_woorden(deel)) - len(_woorden(m[0])) <= _KALE_WOORDEN[waarde]


def _deel(zin: str, m: re.Match[str]) -> str:
    """The part of a sentence around a place."""
    begin = max((d.end() for d in _DEEL.finditer(zin, 0, m.start())), default=0)
    eind = _DEEL.search(zin, m.end())
    return zin[begin : eind.start() if eind else len(zin)]


def _ontkend(zin: str, m: re.Match[str], woorden: Wijzigingswoorden) -> bool:
    """Whether what says yes is denied: "nooit al eens", "has never been changed before"."""
    begin = max((d.end() for d in _DEEL.finditer(zin, 0, m.start())), default=0)
    voor = zin[begin : m.start()]
    dichtbij = " ".join(_woorden(voor)[-_ONTKEND_VOOR:])
    if not woorden.ontkent.search(dichtbij):
        return False
    return not (zin.rstrip().endswith("?") and woorden.vraagt_mag.search(voor))


def _twee_wijzigingen(zinnen: list[str], woorden: Wijzigingswoorden, naar_intensiteit: Intensiteit) -> bool:
    """Whether a change is told that is behind us, and another is asked for: to another intensity, or back."""
    toen, nu = list[str](), list[str | None]()
    for zin in zinnen:
        if woorden.onzeker.search(zin) or woorden.ontkent.search(zin):
            continue
        naar, wil = naar_intensiteit(zin), woorden.wil.search(zin)
        if naar and woorden.gedaan.search(zin) and not wil:
            toen.append(naar)
        elif wil and (naar or woorden.terug.search(zin)):
            nu.append(naar)
    return bool(toen) and any(naar != toen[0] for naar in nu)


def _woorden(tekst: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", tekst)
