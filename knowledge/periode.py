"""Days and periods in Dutch text; a day that does not exist is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

_MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_KORT = {"jan": 1, "feb": 2, "mrt": 3, "maa": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8}
_KORT |= {"sep": 9, "sept": 9, "okt": 10, "nov": 11, "dec": 12}
_NUMMERS = {naam: nummer for nummer, naam in enumerate(_MAANDEN, 1)} | _KORT
_MAAND = rf"(?:(?:{'|'.join(_MAANDEN)})|(?:{'|'.join(sorted(_KORT, reverse=True))})\b\.?)"
_JAAR = r"(?:\d{4}|['’‘`]\d\d)"
DAG = (
    rf"(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]{_JAAR}"
    rf"|\d{{1,2}}(?:e|ste|de)? {_MAAND} {_JAAR})(?!\d)"
)
"""A day as Dutch texts write it, for use within a pattern (without regard to case)."""
_KWARTALEN = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}
_TIJDVAK = (
    rf"(?:{_MAAND} {_JAAR}|\d{{4}}[ -]?[qk][1-4]\b|[qk][1-4][ -]\d{{4}}"
    rf"|(?:[1-4]e|{'|'.join(_KWARTALEN)}) kwartaal (?:van )?\d{{4}})(?!\d)"
)
"""A month or a quarter, with its year."""

_EERSTE_JAAR, _LAATSTE_JAAR = 1990, 2099
_EERSTE_REGELS = 15

_AANLEIDING = (
    r"\b(?:geldig|geldend|geldigheid|geldigheidsduur|looptijd|contract(?:periode|duur)?|overeenkomst(?:en)?|periode"
    r"|tijdvak|van kracht|in werking|gaat over|van toepassing)\b"
)
_VAN_TOT = re.compile(
    rf"{_AANLEIDING}[^.]{{0,60}}?[\s:|(](?P<van>{DAG})\s*(?P<woord>t/m|tot en met|tot|[-–])\s*(?P<tot>{DAG})", re.I
)
_JAREN = re.compile(
    rf"{_AANLEIDING}[^.]{{0,60}}?[\s:|(]"
    r"(?P<van>(?:19|20)\d\d)\s*(?:t/m|tot en met|[-–])\s*(?P<tot>(?:19|20)\d\d)(?![\d-])",
    re.I,
)
_VAK = re.compile(
    rf"(?:{_AANLEIDING}|\b(?:\w*rapportage|kwartaal(?:bericht|overzicht|verslag)|verslag over)\b)"
    rf"[^.\d]{{0,60}}?[\s:|(](?P<van>{_TIJDVAK})(?:\s*(?:t/m|tot en met|[-–])\s*(?P<tot>{_TIJDVAK}))?[\s.)|]*$",
    re.I,
)
"""A line by itself: within a sentence a month is mostly one of what is told."""
_INGAAND = re.compile(
    rf"(?:(?:\w*tarieven|\w*tarievenlijst|\w*prijslijst)\b[^.\d]{{0,60}}\s)?"
    rf"(?:per|ingaande|ingangsdatum|met ingang van|m\.?i\.?v\.?)[\s:|]+(?P<van>{DAG})[\s.)|]*$",
    re.I,
)
"""A line by itself that says from when it holds, or on top of a list of tariffs."""
_VANAF = re.compile(
    r"\b(?:geldig|geldend|van kracht|in werking)\b[^.]{0,40}?\b(?:vanaf|van|per|met ingang van|sinds|op)[\s:|]+"
    rf"(?P<van>{DAG})",
    re.I,
)


def datum_van(text: str) -> str | None:
    """The day with which a text begins, ISO; None when it begins with none, or with no such day."""
    gevonden = re.match(DAG, text, re.I)
    if gevonden is None:
        return None
    delen = re.findall(r"\d+|[a-z]{3,}", gevonden[0].lower())
    jaar, maand, dag = delen if len(delen[0]) == 4 else reversed(delen)
    try:
        gelezen = date(_jaar(jaar), int(maand) if maand.isdecimal() else _NUMMERS[maand], int(dag))
    except ValueError:
        return None
    return gelezen.isoformat() if _EERSTE_JAAR <= gelezen.year <= _LAATSTE_JAAR else None


def _jaar(cijfers: str) -> int:
    """A year of four digits, or of the two that stand behind an apostrophe."""
    jaar = int(cijfers)
    return jaar if len(cijfers) == 4 else jaar + (1900 if jaar >= _EERSTE_JAAR % 100 else 2000)


def _tijdvak(text: str) -> tuple[date, date]:
    """First and last day of a month or a quarter."""
    delen = re.findall(r"\d+|[a-z]+", text.lower())
    jaar = _jaar(max((d for d in delen if d.isdecimal()), key=len))
    if delen[0] in _NUMMERS:
        eerste = laatste = _NUMMERS[delen[0]]
    else:
        kwartaal = next((n for naam, n in _KWARTALEN.items() if naam in delen), None)
        kwartaal = kwartaal or int(next(d for d in delen if d in ("1", "2", "3", "4")))
        eerste, laatste = 3 * kwartaal - 2, 3 * kwartaal
    volgende = date(jaar + laatste // 12, laatste % 12 + 1, 1)
    return date(jaar, eerste, 1), volgende - timedelta(days=1)


def periode_van(regels: Sequence[str]) -> tuple[str | None, str | None]:
    """First and last day, ISO, of what a document is about.

    Among the first lines the cue may stand anywhere, further on only where a line opens with it: elsewhere a period
    is one of an example. A period that ends before it begins is a slip, and says nothing.

    Args:
        regels: the first lines of the document, without empty ones.
    """
    for nummer, regel in enumerate(regels):
        for lees in (_van_tot, _jaren, _vak, _vanaf, _ingaand):
            van, tot = lees(regel, nummer < _EERSTE_REGELS)
            if van:
                return van, tot
    return None, None


def _zoek(patroon: re.Pattern[str], regel: str, overal: bool) -> re.Match[str] | None:
    return patroon.search(regel) if overal else patroon.match(regel)


def _van_tot(regel: str, overal: bool) -> tuple[str | None, str | None]:
    gevonden = _zoek(_VAN_TOT, regel, overal)
    van, tot = (datum_van(gevonden["van"]), datum_van(gevonden["tot"])) if gevonden else (None, None)
    if gevonden and tot and gevonden["woord"].lower() == "tot":
        tot = (date.fromisoformat(tot) - timedelta(days=1)).isoformat()
    return (van, tot) if van and tot and van <= tot else (None, None)


def _jaren(regel: str, overal: bool) -> tuple[str | None, str | None]:
    gevonden = _zoek(_JAREN, regel, overal)
    if gevonden is None or gevonden["van"] > gevonden["tot"]:
        return None, None
    return f"{gevonden['van']}-01-01", f"{gevonden['tot']}-12-31"


def _vanaf(regel: str, overal: bool) -> tuple[str | None, str | None]:
    """Without a last day; a line that gives one, but a wrong one, says nothing."""
    gevonden = None if _zoek(_VAN_TOT, regel, overal) else _zoek(_VANAF, regel, overal)
    return (datum_van(gevonden["van"]), None) if gevonden else (None, None)


def _vak(regel: str, overal: bool) -> tuple[str | None, str | None]:
    """A month or a quarter as the period, or from one to another."""
    gevonden = _VAK.match(regel) if overal else None
    if gevonden is None:
        return None, None
    van, tot = _tijdvak(gevonden["van"])[0], _tijdvak(gevonden["tot"] or gevonden["van"])[1]
    goed = van.year >= _EERSTE_JAAR and van <= tot and tot.year <= _LAATSTE_JAAR
    return (van.isoformat(), tot.isoformat()) if goed else (None, None)


def _ingaand(regel: str, overal: bool) -> tuple[str | None, str | None]:
    """Only the first day, where a line among the first ones says no more than that."""
    gevonden = _INGAAND.match(regel) if overal else None
    return (datum_van(gevonden["van"]), None) if gevonden else (None, None)
