"""Where sentences end in a folded text, and the words and lone values in it: shapes that several readers share."""

from __future__ import annotations

import re

ZIN = re.compile(r"(?<=[.!?;])\s+|\n")
"""Between two sentences; the sign that ends one stays with it."""
ZINSEINDE = re.compile(r"[.;!?](?=\s|$)|\n")
"""The sign that ends a sentence."""
WAARDE = re.compile(r"(?<![a-z0-9'])(?:[bcv]|\d+)(?![a-z0-9'])")
"""What may be a value, by itself: a segment or a number."""


def woorden_in(tekst: str) -> list[str]:
    """The words of a folded text."""
    return re.findall(r"[a-z0-9']+", tekst)
