"""Dates as Dutch people write them, read without guessing, and written in full."""

from __future__ import annotations

import calendar
import re
from datetime import date

MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_MAANDNUMMER = {naam: i for i, naam in enumerate(MAANDEN, 1)} | {
    kort: i
    for i, namen in enumerate(
        ["jan", "feb", "mrt maa", "apr", "mei", "jun", "jul", "aug", "sep sept", "okt", "nov", "dec"], 1
    )
    for kort in namen.split()
}
EERSTE_JAAR, LAATSTE_JAAR = 1900, 2199
"""Years that a date may have; anything else is a typing error."""

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NL = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})")
_WOORD = re.compile(r"(\d{1,2})(?:e|ste|de)?\s+([a-z]+)\.?\s+(\d{4})")


def maandnummer(woord: str) -> int | None:
    """The number of a Dutch month name or its usual abbreviation; None when it is neither."""
    return _MAANDNUMMER.get(woord.casefold().rstrip("."))


def lees_datum(tekst: str) -> date:
    """Read `2025-07-01`, `1-7-2025`, `1/7/2025`, `1.7.2025` or `1 juli 2025`.

    Raises:
        ValueError: no such spelling, or a day that does not exist; the message is Dutch.
    """
    schoon = " ".join(tekst.split()).casefold() if len(tekst) <= 60 else ""
    if m := _ISO.fullmatch(schoon):
        jaar, maand, dag = (int(deel) for deel in m.groups())
    elif m := _NL.fullmatch(schoon):
        dag, maand, jaar = (int(deel) for deel in m.groups())
    elif (m := _WOORD.fullmatch(schoon)) and (nummer := maandnummer(m[2])):
        dag, maand, jaar = int(m[1]), nummer, int(m[3])
    else:
        raise ValueError("geen datum; schrijf bijvoorbeeld 2025-07-01, 1-7-2025 of 1 juli 2025")
    if not EERSTE_JAAR <= jaar <= LAATSTE_JAAR:
        raise ValueError(f"het jaar moet tussen {EERSTE_JAAR} en {LAATSTE_JAAR} liggen")
    try:
        return date(jaar, maand, dag)
    except ValueError:
        raise ValueError(f"{tekst.strip()[:40]!r} is geen bestaande dag") from None


def schrijf(dag: date) -> str:
    """The date in full: `1 juli 2025`."""
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def schrijf_iso(tekst: str) -> str:
    """An ISO date in full; any other text as it is."""
    try:
        return schrijf(date.fromisoformat(tekst))
    except ValueError:
        return tekst


def schrijf_periode(van: str | None, tot: str | None) -> str:
    """A period by its first and last day, ISO: `1 juli 2025 tot en met 30 juni 2026`; empty when neither is known."""
    if van and tot:
        return f"{schrijf_iso(van)} tot en met {schrijf_iso(tot)}"
    return f"vanaf {schrijf_iso(van)}" if van else f"tot en met {schrijf_iso(tot)}" if tot else ""


def plus_maanden(dag: date, maanden: int) -> date:
    """The same day of the month `maanden` later, or the last day where that day does not exist."""
    nummer = dag.year * 12 + dag.month - 1 + maanden
    jaar, maand = divmod(nummer, 12)
    laatste = calendar.monthrange(jaar, maand + 1)[1]
    return date(jaar, maand + 1, min(dag.day, laatste))
