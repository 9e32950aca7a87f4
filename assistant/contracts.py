"""For which segments somebody says to be contracted in which year: "in 21 al c, per 2022 niks meer".

A sentence is read clause by clause. A clause belongs to the last year named; the segments in it are contracted then,
unless it denies them; a clause that denies without naming a segment means: none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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
_LETTER = re.compile(r"(?<![a-z0-9'@.\-])([bcv])(?![a-z0-9'\-])")


@dataclass(frozen=True)
class Jaarcontract:
    """What is told of one year.

    Attributes:
        wel: whether there was a contract; None when the text doesn't tell.
        segmenten: for which segments, as far as it names them.
    """

    wel: bool | None = None
    segmenten: tuple[str, ...] = ()


def lees_contracten(tekst: str, schat: Woordenschat) -> dict[int, Jaarcontract]:
    """What a folded text says of the contracts of 2021 and of 2022, by year.

    Only sentences with a year and a word of having, getting or losing a contract count.
    """
    uit = {2021: Jaarcontract(), 2022: Jaarcontract()}
    if "2021" in tekst:
        tekst = schat.volgend_jaar.sub("2022", tekst)
    for zin in _ZIN.split(tekst):
        jaren: list[int] = []
        kaal = False
        for deel in _GRENS.split(zin) if schat.contracteert.search(zin) else ():
            if genoemd := [2000 + int(a or b) for a, b in _JAAR.findall(deel)]:
                jaren = [*jaren, *genoemd] if kaal and _NOG_EEN_JAAR.match(deel) else genoemd
            letters = _LETTER.findall(deel)
            kaal = bool(genoemd) and not letters and not schat.contract.search(deel)  # "in 2021 en 2022 alleen B"
            if not schat.over_client.search(deel):
                uit |= {jaar: _erbij(uit[jaar], deel, letters, schat) for jaar in jaren}
    return uit


def _erbij(eerder: Jaarcontract, deel: str, letters: list[str], schat: Woordenschat) -> Jaarcontract:
    """What was told of a year with what one more clause tells."""
    if schat.ontkent.search(deel):
        return eerder if letters or eerder.wel else Jaarcontract(wel=False)
    if letters:
        return Jaarcontract(True, tuple(sorted({*eerder.segmenten, *(letter.upper() for letter in letters)})))
    return Jaarcontract(True, eerder.segmenten) if schat.contract.search(deel) else eerder
