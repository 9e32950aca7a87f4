"""The words and signs by which pages show verdicts, outcomes and states: one table for server and browser."""

from __future__ import annotations

from typing import Any

VERDICTS: dict[str, tuple[str, str]] = {
    "toegestaan": ("Toegestaan", "ja"),
    "niet_toegestaan": ("Niet toegestaan", "nee"),
    "voorwaardelijk": ("Toegestaan onder een voorwaarde", "let-op"),
    "gegevens_ontbreken": ("Er ontbreken gegevens", "onbekend"),
    "niet_beschreven": ("Niet beschreven in de bron", "open"),
    "niet_van_toepassing": ("Niet van toepassing", "open"),
    "gevonden": ("Gevonden", "ja"),
    "niet_gevonden": ("Niet gevonden", "open"),
    "berekend": ("Berekend", "ja"),
}
"""Verdict -> words, and the sign in `static/icons.svg` (also the class for its colour)."""

OUTCOMES: dict[str, tuple[str, str]] = {
    "voldaan": ("Voldaan", "ja"),
    "geschonden": ("Niet voldaan", "nee"),
    "onbekend": ("Onbekend", "onbekend"),
}
STATUSES: dict[str, str] = {
    "answered": "",
    "clarify": "Eerst één vraag terug",
    "abstain": "Dit staat niet in de bronnen",
    "refused": "Hier kan de wegwijzer niet bij helpen",
}
REDACTED = (
    "In uw bericht stond een burgerservicenummer. Dat is weggehaald voordat de vraag werd gelezen. "
    "Laat persoonsgegevens weg; voor een antwoord zijn ze niet nodig."
)
VERSIONS: dict[str, str] = {
    "knowledge": "Kennisbank",
    "index": "Index",
    "code": "Programma",
    "prompt": "Instructie",
    "model": "Model",
}
WRITERS: dict[str, str] = {"embedded": "de wegwijzer zelf", "llm": "een taalmodel, nagekeken"}


def regelnaam(rule: str) -> str:
    """The id of a rule as a label."""
    tekst = rule.replace("_", " ").replace("-", " ")
    return tekst[:1].upper() + tekst[1:]


def for_browser(tools: dict[str, str], regelingen: dict[str, str]) -> dict[str, Any]:
    """The same tables for the scripts of the page."""
    return {
        "verdicts": VERDICTS,
        "outcomes": OUTCOMES,
        "statuses": STATUSES,
        "redacted": REDACTED,
        "versions": VERSIONS,
        "writers": WRITERS,
        "tools": tools,
        "regelingen": regelingen,
    }
