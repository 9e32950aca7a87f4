"""For which segments somebody says to be contracted in which year: "in 21 al c, per 2022 niks meer".

A sentence is read clause by clause. A clause belongs to the last year named; the segments in it are contracted then,
unless it denies them; a clause that denies without naming a segment means: none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from knowledge.vocabulary import Woordenschat

_ZIN = re.compile(r"(?<=[.!?;])\s+|\n")
_GRENS = re.compile(
    r"[.;!?:,()]+"
    r"|\s(?:maar|doch|terwijl|daarna|but|while)\s"
    r"|(?<![^a-z0-9][bcv])\s(?:en|and)\s|\s(?:en|and)\s(?!(?:ook\s+)?(?:segment\s+)?[bcv]\b)"  # "B en C" is one thing
    r"|\bwel\b(?=\s+(?:voor\s+|in\s+)?[bcv]\b)"
)
_JAAR = re.compile(r"\b20(2[12])\b|(?:\b(?:in|per|voor|vanaf|van|sinds|over|from|for)\s+|')(2[12])(?![\d\-/.:%])\b")
_NOG_EEN_JAAR = re.compile(rf"\s*(?:in\s+|voor\s+)?(?:{_JAAR.pattern})")
_EEN_JAAR = re.compile(r"\b20[0-4]\d\b")
_EN_OOK = re.compile(rf"\s+(?:als|en|and)\s+(?:(?:ook|weer|in|voor|vanaf)\s+)*(?:{_JAAR.pattern})")
_IN_HET_CONTRACT = re.compile(r"\bin (?:ons|onze|het|mijn|dit|de|hun|our|the) [a-z]*(?:contract|overeenkomst)[a-z]*")
"""Where it is about what stands in a contract, not about having one."""
_KORTE_ZIN = 6
"""Words of the longest clause that says of another year what the sentence before it said of the first."""
_LETTER = re.compile(r"(?<![a-z0-9'@.\-])([bcv])(?![a-z0-9'\-])")


@dataclass(frozen=True)
class Jaarcontract:
    """What is told of one year.

    Attributes:
        wel: whether there was a contract; None when the text doesn't tell.
        segmenten: for which segments, as far as it names them.
        plekken: where the text names those.
    """

    wel: bool | None = None
    segmenten: tuple[str, ...] = ()
    plekken: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class _Zin:
    """A sentence as its clauses are read.

    Attributes:
        vraagt: whether it ends with a question mark.
        volgend: whether it names the year after the contracts that run.
    """

    vraagt: bool
    volgend: bool


def lees_contracten(tekst: str, schat: Woordenschat, peildatum: date | None = None) -> dict[int, Jaarcontract]:
    """What a folded text says of the contracts of 2021 and of 2022, by year.

    Only sentences with a year and a word of having, getting or losing a contract count, and short ones right after such
    a sentence ("vanaf 2022 wel"). "Nu" and "dit jaar" are 2021, where they stand beside a contract or beside 2022.
    """
    uit = {2021: Jaarcontract(), 2022: Jaarcontract()}
    if _volgend_is_2022(tekst, peildatum):
        tekst = schat.volgend_jaar.sub(lambda m: "2022".ljust(len(m[0])), tekst)
    telde = False
    for plek, zin in _stukken(_ZIN, tekst):
        if schat.niet_geweten.search(zin):
            continue
        telde = bool(schat.contracteert.search(zin)) or (telde and _zegt_ook(zin, schat))
        soort = _Zin(zin.rstrip().endswith("?"), bool(re.search(r"\b2022\b|'22\b", zin)))
        jaren: list[int] = []
        kaal = False
        for begin, deel in _stukken(_GRENS, zin) if telde or soort.volgend else ():
            genoemd = _jaren(deel, soort, schat)
            if not telde and not (2021 in genoemd and schat.dit_jaar.search(deel)) and not jaren:
                continue
            if genoemd:
                jaren = [*jaren, *genoemd] if kaal and _NOG_EEN_JAAR.match(deel) else genoemd
            letters = list(_LETTER.finditer(deel))
            if 2022 in jaren and letters and _komt_erbij(deel, letters, uit[2021], schat):
                uit[2022] = replace(uit[2022], segmenten=tuple({*uit[2022].segmenten, *uit[2021].segmenten}))
            kaal = bool(genoemd) and not letters and not schat.contract.search(deel)  # "in 2021 en 2022 alleen B"
            if not schat.over_client.search(deel):
                uit |= {jaar: _erbij(uit[jaar], deel, letters, plek + begin, schat) for jaar in jaren}
    return uit


def _volgend_is_2022(tekst: str, peildatum: date | None) -> bool:
    """Whether "next year" can only be 2022: beside 2021, or where no year is named at all and today is in 2021."""
    if "2021" in tekst:
        return True
    return (peildatum is None or peildatum.year == 2021) and not _EEN_JAAR.search(tekst)


def _stukken(grens: re.Pattern[str], tekst: str) -> Iterator[tuple[int, str]]:
    """The parts of a text, with the place where each begins."""
    begin = 0
    for m in grens.finditer(tekst):
        yield begin, tekst[begin : m.start()]
        begin = m.end()
    yield begin, tekst[begin:]


def _zegt_ook(zin: str, schat: Woordenschat) -> bool:
    """Whether a sentence only says of another year what the one before it was about: "vanaf januari 2022 wel"."""
    deel = _GRENS.split(zin)[0]
    return bool(_JAAR.search(deel) and len(deel.split()) <= _KORTE_ZIN and schat.evenzo.search(zin))


def _jaren(deel: str, zin: _Zin, schat: Woordenschat) -> list[int]:
    """The years that a clause names, "now" as the year of the contracts that run."""
    genoemd = [2000 + int(a or b) for a, b in _JAAR.findall(deel)]
    nu = schat.dit_jaar.search(deel)
    if nu is None or 2021 in genoemd:
        return genoemd
    if genoemd:  # "zowel nu als in 2022"
        return [2021, *genoemd] if _EN_OOK.match(deel, nu.end()) else genoemd
    los = not deel[nu.end() :].strip() and not zin.vraagt  # "zij zijn nu en in 2022 gecontracteerd"
    if zin.volgend and (_LETTER.search(deel) or los):
        return [2021]
    heeft = schat.contract.search(_IN_HET_CONTRACT.sub(" ", deel))
    return [2021] if heeft and not zin.vraagt else []


def _komt_erbij(deel: str, letters: list[re.Match[str]], eerder: Jaarcontract, schat: Woordenschat) -> bool:
    """Whether the segments of a clause come to those of the year before: "in 2021 B, in 2022 ook V"."""
    nieuw = letters[0][0].upper() not in eerder.segmenten
    ervoor = [
        m
        for m in schat.bovendien.finditer(deel, 0, letters[0].start())
        if not deel[m.end() : letters[0].start()].strip()
    ]
    return nieuw and bool(ervoor)


def _erbij(
    eerder: Jaarcontract, deel: str, letters: list[re.Match[str]], plek: int, schat: Woordenschat
) -> Jaarcontract:
    """What was told of a year with what one more clause tells."""
    if schat.ontkent.search(deel):
        return eerder if letters or eerder.wel else Jaarcontract(wel=False)
    if letters:
        segmenten = {*eerder.segmenten, *(m[0].upper() for m in letters)}
        return Jaarcontract(True, tuple(sorted(segmenten)), (*eerder.plekken, *(plek + m.start() for m in letters)))
    return replace(eerder, wel=True) if schat.contract.search(deel) else eerder
