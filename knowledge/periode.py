"""Days and periods in Dutch text; a day that does not exist is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

_MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
DAG = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}"
    rf"|\d{{1,2}}(?:e|ste|de)? (?:{'|'.join(_MAANDEN)}) \d{{4}})(?!\d)"
)
"""A day as Dutch texts write it, for use within a pattern (without regard to case)."""

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
    nummer = int(maand) if maand.isdecimal() else _MAANDEN.index(maand) + 1
    try:
        gelezen = date(int(jaar), nummer, int(dag))
    except ValueError:
        return None
    return gelezen.isoformat() if _EERSTE_JAAR <= gelezen.year <= _LAATSTE_JAAR else None


def periode_van(regels: Sequence[str]) -> tuple[str | None, str | None]:
    """First and last day, ISO, of what a document is about.

    Among the first lines the cue may stand anywhere, further on only where a line opens with it: elsewhere a period
    is one of an example. A period that ends before it begins is a slip, and says nothing.

    Args:
        regels: the first lines of the document, without empty ones.
    """
    for nummer, regel in enumerate(regels):
        for lees in (_van_tot, _jaren, _vanaf):
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
