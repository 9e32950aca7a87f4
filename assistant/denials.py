"""Profiles that a text denies are no facts: "geen profiel 8: het is een 7".

What is asked is not denied: "mag dat niet van profiel 2 naar profiel 5?" keeps both.
"""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.denial_words import laad_ontkenningswoorden

_PROFIEL = r"profiel\w*\s*[1-8](?:\s*(?:,|en|of|t/m|tot en met|-)\s*(?:geen\s+|niet\s+)?(?:profiel\s*)?[1-8])*(?![\d-])"
_GEEN = r"\b(?:geen|niet|not|no)\s+(?:(?:een|om|het|echt|meer|a|about)\s+)*"
_DAT = "het|dat|dit|deze|die|ze|zij|hij"
_GEEN_DAGBESTEDING = re.compile(r"\b(?:geen|niet|zonder|no|not)\s+(?:(?:om|de|een|voor)\s+)*dagbesteding\w*")


@lru_cache(maxsize=1)
def _geen_profiel() -> re.Pattern[str]:
    """A profile that is denied, and the number that is right instead."""
    eenheid = laad_ontkenningswoorden().eenheid.pattern
    return re.compile(
        rf"{_GEEN}{_PROFIEL}(?:\s*,?\s+(?:maar|doch|wel|but)\s+(?:(?:wel|om|een|in|op|a|about)\s+)*"
        rf"(?P<wel>[1-8])(?!\d|[./-]\d|\s+[a-z]+en\b|\s*{eenheid}\b))?"
    )


@lru_cache(maxsize=1)
def _los_profiel() -> re.Pattern[str]:
    """A bare number that is said to be what somebody or something is."""
    woorden = laad_ontkenningswoorden()
    return re.compile(
        rf"\b(?:(?:{_DAT}|it|{woorden.onderwerp.pattern})\s+(?:is|was|wordt|betreft|gaat\s+om)"
        rf"|(?:is|was|wordt|betreft)\s+(?:{_DAT})|gaat\s+het\s+om)"
        rf"(?:\s+{woorden.ertussen.pattern})*\s+(?:een|a)\s+(?P<los>[1-8])"
        r"(?='?e?tje\b|\s*(?:[,.;:!?)]|$)|\s+(?:en|maar|dus|dat|geen|niet|bij)\b)(?![.,]\d)"
    )


def zonder_geloochende(tekst: str) -> str:
    """A folded text without the profiles that it denies; what is right instead becomes a profile."""
    tekst = _geen_profiel().sub(lambda m: f" profiel {m['wel']} " if m["wel"] else " profiel ", tekst)
    return _GEEN_DAGBESTEDING.sub(" ", tekst)


def los_profiel(tekst: str) -> int | None:
    """The one profile that a folded text gives as a bare number: "het is een 7"; None where it gives several."""
    if laad_ontkenningswoorden().score.search(tekst):
        return None
    gevonden = {int(m["los"]) for m in _los_profiel().finditer(tekst)}
    return gevonden.pop() if len(gevonden) == 1 else None
