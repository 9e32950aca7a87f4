"""The words and signs by which pages show verdicts, outcomes and states: one table for server and browser."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from tools import registry
from tools.datum import schrijf
from web.language import Teksten

VERDICTS: dict[str, str] = {
    "toegestaan": "ja",
    "niet_toegestaan": "nee",
    "voorwaardelijk": "let-op",
    "gegevens_ontbreken": "onbekend",
    "niet_beschreven": "open",
    "niet_van_toepassing": "open",
    "gevonden": "ja",
    "niet_gevonden": "open",
    "berekend": "ja",
}
"""Verdict -> the sign in `static/icons.svg` (also the class for its colour); the words are texts below `oordeel`."""

OUTCOMES: dict[str, str] = {"voldaan": "ja", "geschonden": "nee", "onbekend": "onbekend"}
"""Outcome of a rule -> sign; the words are texts below `uitkomst`."""
STATUSES = ("answered", "clarify", "abstain", "refused")
VERSIONS = ("knowledge", "index", "code", "prompt", "model")
WRITERS = ("embedded", "llm")


_ID = re.compile(r"[a-z]+(_[a-z]+)+")
_SPELLING: dict[str, str] = {
    "agb_code": "AGB-code",
    "categorieen": "categorieën",
    "datum_tekst": "datum zoals in de bron",
    "id": "korte naam",
    "xml": "Bericht (XML)",
    "niet_getoetst": "Niet getoetst",
}
"""Ids that are spelled otherwise than their letters and spaces."""


def regelnaam(rule: str) -> str:
    """The id of a rule or a field as a label."""
    tekst = _SPELLING.get(rule) or rule.replace("_", " ").replace("-", " ")
    return tekst[:1].upper() + tekst[1:]


def waardenaam(value: str) -> str:
    """A value as people read it: an id of several words with spaces, any other text as it is."""
    return _SPELLING.get(value) or (value.replace("_", " ") if _ID.fullmatch(value) else value)


def moment(when: datetime) -> str:
    """A moment as people here read it: day and time in the time zone of the server."""
    here = when.astimezone()
    return f"{schrijf(here.date())}, {here:%H:%M}"


def size(bytes_: int, language: str) -> str:
    """The size of a file as people read it."""
    if bytes_ < 1_000_000:
        return f"{max(1, round(bytes_ / 1000))} kB"
    shown = f"{bytes_ / 1_000_000:.1f} MB"
    return shown.replace(".", ",") if language == "nl" else shown


def tables(t: Teksten, regelingen: dict[str, str]) -> dict[str, Any]:
    """Id -> words (and sign) of all that an answer can bear, for templates and for the scripts of the page.

    Args:
        t: the texts of the language.
        regelingen: id -> name of the regimes.
    """
    return {
        "verdicts": {naam: (t(f"oordeel.{naam}"), teken) for naam, teken in VERDICTS.items()},
        "outcomes": {naam: (t(f"uitkomst.{naam}"), teken) for naam, teken in OUTCOMES.items()},
        "statuses": {naam: "" if naam == "answered" else t(f"antwoord.{naam}") for naam in STATUSES},
        "versions": {naam: t(f"versie.{naam}") for naam in VERSIONS},
        "writers": {naam: t(f"schrijver.{naam}") for naam in WRITERS},
        "tools": {naam: registry.tool(naam).titel for naam in registry.namen()},
        "regelingen": regelingen,
    }
