"""The space in which questions lie: where they point to in meaning, and their telling words.

Cosines of the default embedding lie close together whatever the subject; seen from the middle of all examples they
tell more.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from knowledge.folding import vouw
from knowledge.text import analyse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]


class Ruimte:
    """The space that example questions span.

    Args:
        vectoren: their unit vectors, a row each.
        woorden: the stems of each.

    Attributes:
        punten: where they lie seen from their middle, a row of length 1 each.
        gewogen: their words by rarity, of length 1 each.
    """

    def __init__(self, vectoren: NDArray[np.float32], woorden: Sequence[frozenset[str]]) -> None:
        self._midden = vectoren.mean(axis=0) if len(vectoren) else vectoren
        self._zeldzaamheid = _zeldzaamheid(woorden)
        self.punten = self._richt(vectoren)
        self.gewogen = [self._weeg(w) for w in woorden]

    def punt(self, vector: Sequence[float] | NDArray[np.float32]) -> Matrix:
        """Where a question with this unit vector lies."""
        import numpy as np

        gericht: Matrix = self._richt(np.asarray(vector, dtype=np.float32)[None, :])[0]
        return gericht

    def woorden(self, tekst: str) -> dict[str, float]:
        """The words of a text that the examples know, by their rarity."""
        return self._weeg(stammen(tekst))

    def _weeg(self, woorden: frozenset[str]) -> dict[str, float]:
        gewogen = {s: self._zeldzaamheid[s] for s in sorted(woorden) if s in self._zeldzaamheid}
        lengte = math.sqrt(sum(w * w for w in gewogen.values())) or 1.0
        return {s: w / lengte for s, w in gewogen.items()}

    def _richt(self, vectoren: NDArray[np.float32]) -> Matrix:
        import numpy as np

        verschil = (vectoren - self._midden).astype(np.float64)
        gericht: Matrix = verschil / np.maximum(np.linalg.norm(verschil, axis=1, keepdims=True), 1e-9)
        return gericht


@lru_cache(maxsize=16384)
def stammen(tekst: str) -> frozenset[str]:
    """The stems and codes in a text."""
    gelezen = analyse(vouw(tekst))
    return frozenset(gelezen.stammen) | frozenset(gelezen.codes)


def _zeldzaamheid(teksten: Sequence[frozenset[str]]) -> dict[str, float]:
    """Inverse document frequency, smoothed."""
    komt_voor = Counter(s for tekst in teksten for s in tekst)
    return {s: math.log((1 + len(teksten)) / (1 + n)) + 1 for s, n in komt_voor.items()}


def tussen(een: Sequence[float], ander: Sequence[float], deel: float) -> list[float]:
    """The unit vector between two, so much of the way (0 to 1) towards the second."""
    gemengd = [(1 - deel) * a + deel * b for a, b in zip(een, ander, strict=True)]
    lengte = math.hypot(*gemengd) or 1.0
    return [x / lengte for x in gemengd]
