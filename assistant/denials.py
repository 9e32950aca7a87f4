"""Values that a text denies: "geen profiel 8: het is een 7", "geen intensief, wel perspectief"; they are no facts.

What is asked is not denied: "mag dat niet van profiel 2 naar profiel 5?" keeps both.
"""

from __future__ import annotations

import re

from knowledge.vocabulary import Woordenschat

_PROFIEL = r"profiel\w*\s*[1-8](?:\s*(?:,|en|of|t/m|tot en met|-)\s*(?:geen\s+|niet\s+)?(?:profiel\s*)?[1-8])*(?![\d-])"
_GEEN = r"\b(?:geen|niet|not|no)\s+(?:(?:een|om|het|echt|meer|a|about)\s+)*"
_GEEN_PROFIEL = re.compile(
    rf"{_GEEN}{_PROFIEL}(?:\s*,?\s+(?:maar|doch|wel|but)\s+(?:(?:wel|om|een|in|op|a|about)\s+)*"
    r"(?P<wel>[1-8])(?!\d|[./-]\d))?"
)
_LOS_PROFIEL = re.compile(
    r"\b(?:(?:het|dat|dit|deze|die|ze|zij|hij|kind|jongen|meisje|client|jeugdige|it)\s+(?:is|was|wordt|betreft|gaat\s+om)"
    r"|(?:is|was|wordt|betreft)\s+(?:het|dat|dit|deze|die|ze|zij|hij)|gaat\s+het\s+om)"
    r"(?:\s+(?:hier|dus|nu|wel|gewoon|toch|eigenlijk|echt|namelijk|bij|haar|hem|ons))*\s+(?:een|a)\s+(?P<los>[1-8])"
    r"(?='?e?tje\b|\s*(?:[,.;:!?)]|$)|\s+(?:en|maar|dus|dat|geen|niet|bij)\b)(?![.,]\d)"
)
_VRAAGT_MAG = re.compile(r"\b(?:mag|mogen|kan|kunnen|kunt|waarom|moet|moeten|may|can|why)\b[^.,;:!?\n]*$")
_GAAT_DOOR = re.compile(r"\s*(?:naar\b|to\b|->|=>|>|→)")
_GEEN_DAGBESTEDING = re.compile(r"\b(?:geen|niet|zonder|no|not)\s+(?:(?:om|de|een|voor)\s+)*dagbesteding\w*")


def zonder_geloochende(tekst: str, schat: Woordenschat) -> str:
    """A folded text without the profiles and intensities that it denies; what is right instead becomes a profile."""
    tekst = _GEEN_PROFIEL.sub(lambda m: f" profiel {m['wel']} " if m["wel"] else " profiel ", tekst)
    tekst = _GEEN_DAGBESTEDING.sub(" ", tekst)
    for patroon in schat.waarden["intensiteit"].values():
        tekst = re.sub(rf"{_GEEN}(?:{patroon.pattern})", lambda m: _zonder(m), tekst)
    return tekst


def _zonder(m: re.Match[str]) -> str:
    """Nothing for a denied intensity; all of it where somebody asks whether it may, or goes on to another."""
    gevraagd = _VRAAGT_MAG.search(m.string, 0, m.start()) or _GAAT_DOOR.match(m.string, m.end())
    return m[0] if gevraagd else " "


def los_profiel(tekst: str) -> int | None:
    """The one profile that a folded text gives as a bare number: "het is een 7"; None where it gives several."""
    gevonden = {int(m["los"]) for m in _LOS_PROFIEL.finditer(tekst)}
    return gevonden.pop() if len(gevonden) == 1 else None
