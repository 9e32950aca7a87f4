"""Profiles that a text denies are no facts: "geen profiel 8: het is een 7".

What is asked is not denied: "mag dat niet van profiel 2 naar profiel 5?" keeps both.
"""

from __future__ import annotations

import re

_PROFIEL = r"profiel\w*\s*[1-8](?:\s*(?:,|en|of|t/m|tot en met|-)\s*(?:geen\s+|niet\s+)?(?:profiel\s*)?[1-8])*(?![\d-])"
_GEEN = r"\b(?:geen|niet|not|no)\s+(?:(?:een|om|het|echt|meer|a|about)\s+)*"
_GEEN_PROFIEL = re.compile(
    rf"{_GEEN}{_PROFIEL}(?:\s*,?\s+(?:maar|doch|wel|but)\s+(?:(?:wel|om|een|in|op|a|about)\s+)*"
    r"(?P<wel>[1-8])(?!\d|[./-]\d|\s+[a-z]+en\b|\s*(?:x|keer|maal|jaar|uur|maand|week|dag)\b))?"
)
_LOS_PROFIEL = re.compile(
    r"\b(?:(?:het|dat|dit|deze|die|ze|zij|hij|kind|jongen|meisje|client|jeugdige|it)\s+(?:is|was|wordt|betreft|gaat\s+om)"
    r"|(?:is|was|wordt|betreft)\s+(?:het|dat|dit|deze|die|ze|zij|hij)|gaat\s+het\s+om)"
    r"(?:\s+(?:hier|dus|nu|wel|gewoon|toch|eigenlijk|echt|namelijk|bij|haar|hem|ons))*\s+(?:een|a)\s+(?P<los>[1-8])"
    r"(?='?e?tje\b|\s*(?:[,.;:!?)]|$)|\s+(?:en|maar|dus|dat|geen|niet|bij)\b)(?![.,]\d)"
)
_SCORE = re.compile(r"\b(?:cijfer\w*|score\w*|scoort|schaal|rapport\w*|punt|punten|beoordeling|grade|scale)\b")
_GEEN_DAGBESTEDING = re.compile(r"\b(?:geen|niet|zonder|no|not)\s+(?:(?:om|de|een|voor)\s+)*dagbesteding\w*")


def zonder_geloochende(tekst: str) -> str:
    """A folded text without the profiles that it denies; what is right instead becomes a profile."""
    tekst = _GEEN_PROFIEL.sub(lambda m: f" profiel {m['wel']} " if m["wel"] else " profiel ", tekst)
    return _GEEN_DAGBESTEDING.sub(" ", tekst)


def los_profiel(tekst: str) -> int | None:
    """The one profile that a folded text gives as a bare number: "het is een 7"; None where it gives several."""
    if _SCORE.search(tekst):
        return None
    gevonden = {int(m["los"]) for m in _LOS_PROFIEL.finditer(tekst)}
    return gevonden.pop() if len(gevonden) == 1 else None
