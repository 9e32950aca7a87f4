"""Whether an allocation was changed before, read out of a story.

Both yes and no make a verdict certain, so that each is read only where it is said of a change, by nobody denied or
doubted; where a story says both, or neither, it stays open. The words stand in
`knowledge/woordenschat/eerdere_wijziging.yaml`, and those that say yes or no in `begrip.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from assistant.reading.earlier_change.fields import lees_velden
from assistant.text.clauses import woorden_in
from knowledge.earlier_change_words import Wijzigingswoorden, laad_wijzigingswoorden

_ZIN = re.compile(r"(?:[^.!?;\n]|[.!?;](?=\w))+[.!?;]?|\n(?=\n)")
_DEEL = re.compile(r"[,:()]|\s-\s|\b(?:maar|en|but|and)\b")
"""Where another part of a sentence begins."""
_ONTKEND_VOOR = 6
"""So many words stand at most between a denial and what is denied."""
_NAAST = 3
"""Words beside what says that something was changed, among which that something is looked for."""
_UITZONDERING = 6
"""Words after an exception among which is said of what it was a change."""
_ERNA = 4
"""Words after "not before" among which that something was done is looked for, where it may be asked of a day."""
_KALE_WOORDEN = {"ja": 2, "nee": 4}
"""With so few words beside it, what says yes or no is said of what the rest of the story is about."""

Intensiteiten = Callable[[str], tuple[tuple[str, ...], str | None]]
"""The intensities that a folded text names, and the one towards which it goes."""


@dataclass(frozen=True)
class _Gezegd:
    """What is said at some place: yes or no, and whether it is only repeated."""

    waarde: str
    herhaalt: bool = False


def lees_eerder_gewijzigd(
    tekst: str, waarden: Mapping[str, re.Pattern[str]], intensiteiten: Intensiteiten
) -> str | None:
    """`ja` or `nee` where a folded text says so; None where it does not, or says both.

    Args:
        tekst: the text.
        waarden: value -> the words that mean it.
        intensiteiten: reads which intensities a sentence names, and towards which it goes.
    """
    woorden = laad_wijzigingswoorden()
    velden = lees_velden(tekst, woorden)
    tekst = woorden.niet_de_eerste.sub(" ", velden.rest)
    zinnen = _zonder_weerlegd([z[0] for z in _ZIN.finditer(tekst) if z[0].strip()], woorden)
    mislukt = any(_mislukt(zin, woorden) for zin in zinnen)
    gezegd = [g for zin in zinnen for g in _in_zin(zin, waarden, woorden, mislukt=mislukt)]
    zeker = {g.waarde for g in gezegd if not g.herhaalt} | {w for w in velden.waarden if w}
    if not zeker and _twee_wijzigingen(zinnen, woorden, intensiteiten):
        return "ja"
    if not zeker and gezegd:
        return gezegd[0].waarde
    return zeker.pop() if len(zeker) == 1 else None


def _zonder_weerlegd(zinnen: list[str], woorden: Wijzigingswoorden) -> list[str]:
    """The sentences without those that the next takes back: "Er is al gewijzigd, zegt ze. Dat klopt niet."."""

    def weerlegt(zin: str) -> bool:
        terug = woorden.wijst_terug.match(zin.strip()) is not None
        return woorden.weerlegd.search(zin) is not None or (terug and woorden.andere_toewijzing.search(zin) is not None)

    volgende = [*zinnen, ""][1:]
    return [
        zin for zin, erna in zip(zinnen, volgende, strict=True) if not (weerlegt(erna) and len(woorden_in(zin)) > 1)
    ]


def _mislukt(zin: str, woorden: Wijzigingswoorden) -> bool:
    """Whether a request is told that came to nothing: refused, sent back, lost."""
    return any(not woorden.nog_niet.search(_deel(zin, m)) for m in woorden.mislukt.finditer(zin))


def _in_zin(
    zin: str, waarden: Mapping[str, re.Pattern[str]], woorden: Wijzigingswoorden, *, mislukt: bool
) -> Iterator[_Gezegd]:
    """What a sentence says; nothing where it says that it is not known, not so, or of a request that came to nothing.

    Args:
        zin: the sentence.
        waarden: value -> the words that mean it.
        woorden: the words of earlier changes.
        mislukt: whether the text tells of such a request, so that none of another number says that anything changed.
    """
    if woorden.onzeker.search(zin) or woorden.weerlegd.search(zin) or _mislukt(zin, woorden):
        return
    if _behalve(zin, woorden.op_een_na, woorden) is not None:
        if woorden.ontkent.search(zin):
            yield _Gezegd("ja")  # "behalve de opschaling is er nooit iets gewijzigd": once there was
        return
    iets = _behalve(zin, woorden.op_iets_na, woorden)
    if iets is not None and not woorden.ander_ding.search(" ".join(woorden_in(zin[iets:])[:_UITZONDERING])):
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
        if mislukt and (woorden.verzoek.search(_deel(zin, m)) or not woorden.veranderd.search(_deel(zin, m))):
            continue
        if _van_regel(zin, m, woorden) or _van_anders(zin, m, waarde, woorden) or _vraagt_het(zin, woorden):
            continue
        if waarde == "ja" and (_ontkend(zin, m, woorden) or woorden.hier_niet.search(zin, m.end())):
            yield _Gezegd("nee")
        else:
            yield _Gezegd(waarde, herhaalt)


def _behalve(zin: str, wat: re.Pattern[str], woorden: Wijzigingswoorden) -> int | None:
    """Where what a sentence excepts ends, if it is one of some things; None where it excepts none of them."""
    for m in woorden.uitzondering.finditer(zin):
        gevonden = wat.search(zin, m.start())
        if gevonden is not None and gevonden.start() < m.end():
            return gevonden.end()
    return None


def _van_regel(zin: str, m: re.Match[str], woorden: Wijzigingswoorden) -> bool:
    """Whether it is a condition of the rule that somebody tells: "als het al eens gewijzigd is mag het niet meer"."""
    als = list(woorden.voorwaarde.finditer(zin, 0, m.start()))
    if not als:
        return False
    return woorden.ontkent.search(zin, m.end()) is not None or woorden.regel.search(zin) is not None


def _vraagt_het(zin: str, woorden: Wijzigingswoorden) -> bool:
    """Whether a sentence asks that itself, and nothing else: "is er al een wijziging geweest?"."""
    kaal = zin.strip()
    return kaal.endswith("?") and woorden.vraagt_of.match(kaal) is not None and _DEEL.search(kaal) is None


def _van_anders(zin: str, m: re.Match[str], waarde: str, woorden: Wijzigingswoorden) -> bool:
    """Whether it is said of another allocation, of a part of the time, or of a day before which nothing is to begin."""
    deel = _deel(zin, m)
    if waarde == "nee" and woorden.worden.match(zin[m.end() :].lstrip()):
        return True  # "mag de intensiteit niet gewijzigd worden?"
    if waarde == "ja":
        van_dag = m[0].startswith("eerder") and any(map(woorden.ontkent.fullmatch, woorden_in(zin[: m.start()])[-1:]))
        return (van_dag and _mag(zin, m, woorden)) or woorden.andere_toewijzing.search(zin) is not None
    if any(p.search(deel) for p in (woorden.andere_toewijzing, woorden.dit_jaar)) or woorden.een_tijd.search(zin):
        return True
    erna = " ".join(woorden_in(zin[m.end() :])[:_ERNA])
    if "niet eerder" not in m[0]:
        return False
    if woorden.veranderd.search(f"{m[0]} {erna}"):
        return woorden.worden.search(erna) is not None and _mag(zin, m, woorden)
    return woorden.van_dag.match(erna) is not None or _mag(zin, m, woorden)


def _mag(zin: str, m: re.Match[str], woorden: Wijzigingswoorden) -> bool:
    """Whether before a place, in the same part of the sentence, is asked whether something may."""
    return woorden.vraagt_mag.search(zin, _deelbegin(zin, m), m.start()) is not None


def _deelbegin(zin: str, m: re.Match[str]) -> int:
    return max((d.end() for d in _DEEL.finditer(zin, 0, m.start())), default=0)


def _van_wijziging(zin: str, m: re.Match[str], waarde: str, woorden: Wijzigingswoorden) -> bool:
    """Whether it is said of a change: a word of one stands in the sentence, or hardly any word at all."""
    voor, na = woorden_in(zin[: m.start()]), woorden_in(zin[m.end() :])
    naast = (" ".join(voor[-_NAAST:]), " ".join(na[:_NAAST]))
    deel = _deel(zin, m)
    if woorden.iets_anders.search(deel) or any(woorden.ander_ding.search(w) for w in naast):
        return False
    return (
        woorden.wijzigt.search(zin) is not None
        or len(woorden_in(deel)) - len(woorden_in(m[0])) <= _KALE_WOORDEN[waarde]
    )


def _deel(zin: str, m: re.Match[str]) -> str:
    """The part of a sentence around a place."""
    eind = _DEEL.search(zin, m.end())
    return zin[_deelbegin(zin, m) : eind.start() if eind else len(zin)]


def _ontkend(zin: str, m: re.Match[str], woorden: Wijzigingswoorden) -> bool:
    """Whether what says yes is denied: "nooit al eens", "has never been changed before"."""
    voor = zin[_deelbegin(zin, m) : m.start()]
    dichtbij = " ".join(woorden_in(voor)[-_ONTKEND_VOOR:])
    if not woorden.ontkent.search(dichtbij):
        return False
    return not (zin.rstrip().endswith("?") and woorden.vraagt_mag.search(voor))


def is_gedaan(deel: str, woorden: Wijzigingswoorden, intensiteiten: Intensiteiten) -> bool:
    """Whether a piece of text tells of a change from one intensity to another that was made, of this allocation."""
    if woorden.ontkent.search(woorden.niet_erg.sub(" ", deel)) or woorden.onzeker.search(deel):
        return False
    anders = (woorden.andere_toewijzing, woorden.iets_anders, woorden.begin, woorden.weerlegd)
    if (
        any(p.search(deel) for p in anders)
        or _mislukt(deel, woorden)
        or not woorden.gedaan.search(deel)
        or woorden.wil.search(deel)
    ):
        return False
    genoemd, naar = intensiteiten(deel)
    return naar is not None and len(genoemd) > 1


def _twee_wijzigingen(zinnen: list[str], woorden: Wijzigingswoorden, intensiteiten: Intensiteiten) -> bool:
    """Whether a change is told that is behind us, and another is asked for: to another intensity, or back.

    What an allocation began with is no change, nor is what happened under another one.
    """
    toen, nu = list[str](), list[str | None]()
    for zin in zinnen:
        ontkend = woorden.ontkent.search(woorden.niet_erg.sub(" ", zin))
        if woorden.onzeker.search(zin) or ontkend or woorden.weerlegd.search(zin):
            continue
        (genoemd, naar), wil = intensiteiten(zin), woorden.wil.search(zin)
        if naar and woorden.gedaan.search(zin) and not wil:
            anders = (woorden.andere_toewijzing, woorden.begin, woorden.iets_anders, woorden.vergissing)
            if len(genoemd) > 1 and not (any(p.search(zin) for p in anders) or _mislukt(zin, woorden)):
                toen.append(naar)
        elif wil and (naar or woorden.terug.search(zin)):
            nu.append(naar)
    return bool(toen) and any(naar != toen[0] for naar in nu)
