"""Days that a text reckons from today ("over twee weken", "aanstaande vrijdag", "de 1e van volgende maand").

A period ("vorige maand", "volgende week") is no day, and neither is what is about so ("ongeveer twee weken geleden").
All patterns are for folded text.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.numbers import TELWOORDEN
from tools.datum import plus_maanden

_DAGEN = {
    **{"vandaag": 0, "heden": 0, "today": 0, "vanaf nu": 0, "per nu": 0, "tot nu": 0, "per direct": 0},
    **{"as of now": 0, "from now on": 0},
    **{"morgenochtend": 1, "morgenmiddag": 1, "morgenavond": 1, "morgen": 1, "tomorrow": 1},
    **{"overmorgen": 2, "the day after tomorrow": 2, "day after tomorrow": 2},
    **{"gisterochtend": -1, "gistermiddag": -1, "gisteravond": -1, "gisteren": -1, "yesterday": -1},
    **{"eergisteren": -2, "the day before yesterday": -2, "day before yesterday": -2},
}
_WEEK = (
    *("maandag monday", "dinsdag tuesday", "woensdag wednesday", "donderdag thursday", "vrijdag friday"),
    *("zaterdag saturday", "zondag sunday"),
)
_WEEKDAGEN = {naam: nummer for nummer, namen in enumerate(_WEEK) for naam in namen.split()}
_GETALLEN = {
    **{woord: getal for woord, getal in TELWOORDEN.items() if 1 <= getal <= 20},
    **{"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5},
    **{"six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12},
}
_EENHEDEN = {
    **{"dag": ("d", 1), "dagen": ("d", 1), "week": ("d", 7), "weken": ("d", 7), "day": ("d", 1), "days": ("d", 1)},
    **{"weeks": ("d", 7), "maand": ("m", 1), "maanden": ("m", 1), "mnd": ("m", 1), "month": ("m", 1)},
    **{"months": ("m", 1), "jaar": ("m", 12), "jaren": ("m", 12), "year": ("m", 12), "years": ("m", 12)},
}
_STAPPEN = {
    **{"volgende": 1, "komende": 1, "aankomende": 1, "aanstaande": 1, "next": 1, "volgend": 1, "komend": 1},
    **{"deze": 0, "this": 0, "dit": 0, "de lopende": 0, "vorige": -1, "afgelopen": -1, "last": -1, "vorig": -1},
}
_NA, _VOOR = (
    r"aanstaande|aankomende|komende|a\.s\.?|as",
    r"afgelopen|laatstleden|jongstleden|j\.l\.?|jl\.?|ll\.?|l\.l\.?",
)


def _een_van(woorden: dict[str, int] | dict[str, tuple[str, int]]) -> str:
    return "|".join(re.escape(w) for w in sorted(woorden, key=len, reverse=True))


_MAAND = rf"(?P<stap>{_een_van(_STAPPEN)})\s+(?:maand|mnd|month)"
_VAN = r"(?:\s*(?:van|vd|v/d|v\.d\.?|of)(?:\s+de|\s+the)?)"
_DUUR = (
    rf"(?:(?P<n>\d{{1,3}}|{_een_van(_GETALLEN)})\s+(?P<e>{_een_van(_EENHEDEN)})"
    r"|(?P<half>(?:een\s+)?half\s?jaar|half\s+a\s+year)|(?P<anderhalf>anderhal(?:f|ve)\s+jaar))"
)
_ONGEVEER = re.compile(
    r"\b(?:ongeveer|zo'n|circa|ca\.?|ruim|bijna|krap|een paar|minstens|meer dan|about|almost|ruwweg)\s+$"
)
_GEEN_OVER = re.compile(
    r"\b(?:vra\w+|gaat|gaan|ging|informatie|uitleg|iets|duidelijkheid|weten|hebben|heb|het|praten|meer|alles|verdeeld|"
    r"uitgesmeerd|verspreid|loopt|lopen|duurt|gespreid)\s+$"
)


@dataclass(frozen=True)
class Relatief:
    """A day reckoned from the reference date; `fout` is its text when no such day exists."""

    begin: int
    eind: int
    dag: int
    maand: int
    jaar: int
    fout: str | None = None
    is_peildatum: bool = False


def _als(m: re.Match[str], dag: date, *, is_peildatum: bool = False) -> Relatief:
    return Relatief(*m.span(), dag.day, dag.month, dag.year, is_peildatum=is_peildatum)


def _dagwoord(m: re.Match[str], peildatum: date) -> Relatief | None:
    stap = _DAGEN[m["r"]]
    if m.start() == 0 and m["r"] == "morgen" and m.string[m.end() :][:1] in {",", "!"}:
        return None  # a greeting
    return _als(m, peildatum + timedelta(days=stap), is_peildatum=stap == 0)


def _duur(m: re.Match[str], peildatum: date) -> Relatief | None:
    voor = m.string[max(0, m.start() - 24) : m.start()]
    over = m.groupdict().get("over")
    if _ONGEVEER.search(voor) or (over == "over" and _GEEN_OVER.search(voor)):
        return None
    richting = 1 if over else -1
    soort, keer = ("m", 6) if m["half"] else ("m", 18) if m["anderhalf"] else _EENHEDEN[m["e"]]
    aantal = 1 if m["half"] or m["anderhalf"] else int(_GETALLEN.get(m["n"]) or m["n"])
    try:
        if soort == "d":
            return _als(m, peildatum + timedelta(days=richting * keer * aantal))
        return _als(m, plus_maanden(peildatum, richting * keer * aantal))
    except (ValueError, OverflowError):
        return None


def _in_week(m: re.Match[str], peildatum: date) -> Relatief:
    maandag = peildatum - timedelta(days=peildatum.weekday())
    return _als(m, maandag + timedelta(weeks=_STAPPEN[m["stap"]], days=_WEEKDAGEN[m["dag"]]))


def _weekdag(m: re.Match[str], peildatum: date) -> Relatief:
    dagen = (_WEEKDAGEN[m["dag"]] - peildatum.weekday() - 1) % 7 + 1
    return _als(m, peildatum + timedelta(days=dagen if m["na"] else dagen - 7 or -7))


def _in_maand(m: re.Match[str], peildatum: date) -> Relatief | None:
    delen = m.groupdict()
    eerste = plus_maanden(peildatum.replace(day=1), _STAPPEN[delen["stap"]] if delen.get("stap") else 0)
    laatste = calendar.monthrange(eerste.year, eerste.month)[1]
    dag = laatste if delen.get("laatste") else int(delen.get("d") or delen.get("dd") or 1)
    if not 1 <= dag <= 31:
        return None
    fout = m[0].strip() if dag > laatste else None
    return Relatief(*m.span(), dag, eerste.month, eerste.year, fout)


_WEEKDAG = rf"(?P<dag>{_een_van(_WEEKDAGEN)})"
_LAATSTE = r"(?P<laatste>\b(?:de\s+|the\s+)?(?<!na )(?<!na-)(?:laatste|last)\s+(?:dag|day)|\beinde?|\bend|\bultimo)"
_EERSTE = r"\b(?:de\s+|the\s+)?(?:eerste|first)(?:\s+(?:dag|day))?|(?<!\bik )\bbegin"
_NUMMER = r"(?<![\d.,/-])(?P<d>\d{1,2})(?:e|ste|de|th|st|nd|rd)"
_LOS_NUMMER = r"(?<![\d.,/-])(?P<dd>\d{1,2})"
_LOS_ERNA = r"(?=\s*(?:[,.;:?!)]|$)|\s+(?:van|naar|op|af|met|voor|in|ingaan|wijzigen|omzetten|dus|dan|al|een|of|en)\b)"
"""After a day of a month that is named before it: no number of something else."""
_NA = r"(?P<na>aanstaande|aankomende|komende|a\.s\.?|this coming)"
_VOOR = r"(?:afgelopen|laatstleden|jongstleden|j\.l\.?|jl\.?|l\.l\.?|ll\.?)"
_WEEK_STAP = rf"(?P<stap>{_een_van(_STAPPEN)})\s+week"
_REGELS: tuple[tuple[str, Callable[[re.Match[str], date], Relatief | None]], ...] = (
    (rf"\b(?:vandaag\s+|precies\s+|exact\s+|op de (?:kop|dag) af\s+)*{_DUUR}\s+(?:geleden|terug|ago)\b", _duur),
    (rf"\b(?:vandaag\s+|precies\s+)*(?P<over>over)\s+(?:precies\s+)?{_DUUR}\b(?!\s+heen)", _duur),
    (rf"\b{_DUUR}\s+(?P<over>from (?:now|today)|vanaf vandaag)\b", _duur),
    (rf"\b{_WEEK_STAP}\s+(?:op\s+)?{_WEEKDAG}\b", _in_week),
    (rf"\b{_WEEKDAG}\s+(?:(?:in|of|van)\s+)?{_WEEK_STAP}\b", _in_week),
    (rf"\b(?:{_NA}|{_VOOR})\s+{_WEEKDAG}\b", _weekdag),
    (rf"\b{_WEEKDAG}\s+(?:{_NA}|{_VOOR})(?![a-z0-9])", _weekdag),
    (rf"(?:{_EERSTE}|{_LAATSTE}|{_NUMMER}|{_LOS_NUMMER}(?={_VAN})){_VAN}?\s+{_MAAND}\b", _in_maand),
    (rf"\b{_MAAND}\s+(?:op|per|vanaf)\s+(?:{_EERSTE}|{_LAATSTE}|(?:de\s+)?{_NUMMER}){_LOS_ERNA}", _in_maand),
    (r"(?P<laatste>\b(?:einde?|end))\s+(?:van de|of the)\s+(?:maand|month)\b", _in_maand),
    (rf"\b(?:per|vanaf|ingaande|met ingang van|m\.i\.v\.|as of|from|starting)\s+{_MAAND}\b", _in_maand),
    (rf"(?<!goede )(?<!goeie )\b(?P<r>{_een_van(_DAGEN)})\b", _dagwoord),
)
_LEZERS = tuple((re.compile(patroon), lees) for patroon, lees in _REGELS)


def relatieve_dagen(tekst: str, peildatum: date) -> Iterator[Relatief]:
    """Every day that a folded text reckons from this one; the longer readings first, later ones may overlap."""
    for patroon, lees in _LEZERS:
        for m in patroon.finditer(tekst):
            if gevonden := lees(m, peildatum):
                yield gevonden


_VERSCHUIFT = re.compile(
    rf"\b{_DUUR}\s+(?:(?P<eerder>eerder|vroeger|daarvoor|ervoor|earlier|before)|(?P<over>later|daarna|erna|after))\b"
)


_EEN_DAG = date(2020, 1, 1)
"""Any day: whether a text shifts one does not depend on which."""


def verschoven(tekst: str, dag: date) -> date | None:
    """The day that lies before or after this one by as much as a folded text says: "een week eerder"."""
    m = _VERSCHUIFT.search(tekst)
    gevonden = _duur(m, dag) if m else None
    return date(gevonden.jaar, gevonden.maand, gevonden.dag) if gevonden else None


def verschuift(tekst: str) -> bool:
    """Whether a folded text tells a day by another that it does not name: "een maand later"."""
    return verschoven(tekst, _EEN_DAG) is not None


# --- the year of a day and month, by a word beside it ----------------------------------------------------------


def _eerstvolgend(dag: int, maand: int, peildatum: date) -> int:
    return peildatum.year + ((maand, dag) < (peildatum.month, peildatum.day))


def _laatstleden(dag: int, maand: int, peildatum: date) -> int:
    return peildatum.year - ((maand, dag) >= (peildatum.month, peildatum.day))


JAARWOORDEN: dict[str, int | Callable[[int, int, date], int]] = {
    **{"volgend jaar": 1, "komend jaar": 1, "next year": 1, "dit jaar": 0, "this year": 0},
    **{"vorig jaar": -1, "afgelopen jaar": -1, "last year": -1},
    **dict.fromkeys(["aanstaande", "aankomende", "komende", "a.s.", "a.s"], _eerstvolgend),
    **dict.fromkeys(["jongstleden", "laatstleden", "afgelopen"], _laatstleden),
    **dict.fromkeys(["jl.", "jl", "j.l.", "j.l", "ll.", "ll", "l.l.", "l.l"], _laatstleden),
}
"""Word beside a day and month -> the year it makes of them: so many from this one, or by what comes first."""


def jaar_bij(woord: str, dag: int, maand: int, peildatum: date) -> int:
    """The year of a day and month that has one of `JAARWOORDEN` beside it."""
    stap = JAARWOORDEN[woord]
    return peildatum.year + stap if isinstance(stap, int) else stap(dag, maand, peildatum)
