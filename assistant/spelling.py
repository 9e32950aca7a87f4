"""Mend typing errors in words of the field: only words that nobody here knows, only towards words that matter."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

KORTSTE = 5
"""Shorter words are left alone: too many are one letter apart."""


class Spelling:
    """Correction towards `doelen`, for words outside `bekend`; both folded."""

    def __init__(self, doelen: Iterable[str], bekend: Iterable[str]) -> None:
        self._doelen = sorted({d for d in doelen if len(d) >= KORTSTE})
        self._bekend = frozenset(bekend) | frozenset(self._doelen)
        self._zoek = lru_cache(maxsize=4096)(self._dichtstbij)

    def _dichtstbij(self, woord: str) -> str:
        grens = 1 if len(woord) < 8 else 2
        treffer = process.extractOne(woord, self._doelen, scorer=OSA.distance, score_cutoff=grens)
        if treffer is None or treffer[0][0] != woord[0]:
            return woord
        doel = treffer[0]
        return woord if doel.startswith(woord) or woord.startswith(doel) else doel  # another ending is no error

    def verbeter(self, tekst: str) -> str:
        """The folded text with words of the field mended."""

        def woord(m: re.Match[str]) -> str:
            return m[0] if m[0] in self._bekend else self._zoek(m[0])

        return re.sub(rf"(?<![a-z0-9@.\-])[a-z]{{{KORTSTE},}}(?![a-z0-9@])", woord, tekst)
