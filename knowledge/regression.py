"""What examples teach together: of every target, how much a question is one of it.

Kernel ridge regression; its kernel adds nearness in meaning and shared words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge import space, terms, vocabulary
from knowledge.products import gewogen_som, per_rij

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]
    Reeks = NDArray[np.floating[Any]]

BREEDTE = 1.0
"""Of the kernel on meaning: how fast an example loses its say with the distance."""
WOORDEN = 0.6
"""Weight of shared words beside shared meaning."""
TEUGEL = 0.1
"""Ridge: how little a single example may bend the rest."""

_PORTIE = 256
"""Examples whose words are added up together: all at once takes much memory, one at a time much time."""


def leer(punten: Matrix, woorden: Sequence[Mapping[str, float]], doelen: Matrix) -> Matrix:
    """The say of every example (row) in every target (column).

    Args:
        punten: where the examples lie, a row of length 1 each.
        woorden: their telling words -> their weight; of length 1 together.
        doelen: how much each is of every target, a row each.
    """
    import numpy as np

    kern = _nabijheid(punten @ punten.T)
    for rijen, gewichten in _per_woord(woorden):
        kern[np.ix_(rijen, rijen)] += WOORDEN * np.outer(gewichten, gewichten)
    kern[np.diag_indices_from(kern)] += TEUGEL * (1 + WOORDEN)
    return np.asarray(np.linalg.solve(kern, doelen), dtype=np.float64)


class Geleerd:
    """What was learned, at any point.

    Args:
        punten: where the examples lie.
        woorden: their telling words.
        gewichten: what `leer` made of them.
        gemiddeld: what a point far from all examples gets, by target.
    """

    def __init__(
        self,
        punten: Matrix,
        woorden: Sequence[Mapping[str, float]],
        gewichten: Matrix,
        gemiddeld: Matrix | float = 0.0,
    ) -> None:
        import numpy as np

        self._punten, self._gewichten, self._gemiddeld = punten.astype(np.float32), gewichten, gemiddeld
        self._rij = _rangen(woorden)
        self._per_woord = np.zeros((len(self._rij), gewichten.shape[1]))
        for begin in range(0, len(woorden), _PORTIE):
            portie = woorden[begin : begin + _PORTIE]
            voorbeeld = np.repeat(np.arange(begin, begin + len(portie)), [len(w) for w in portie])
            rij = np.array([self._rij[stam] for w in portie for stam in w], dtype=np.intp)
            gewicht = np.array([g for w in portie for g in w.values()])
            np.add.at(self._per_woord, rij, (WOORDEN * gewicht)[:, None] * gewichten[voorbeeld])

    def op(self, punt: Matrix, woorden: Mapping[str, float]) -> Matrix:
        """Of every target how much a question is of it, at one point (of length 1) with these weighted words."""
        import numpy as np

        nabij = _nabijheid(per_rij(self._punten, punt.astype(np.float32)))  # single precision: half the time
        uit: Matrix = self._gemiddeld + gewogen_som(nabij.astype(np.float64), self._gewichten)
        for stam, gewicht in woorden.items():
            if (rij := self._rij.get(stam)) is not None:
                uit = uit + gewicht * self._per_woord[rij]
        return uit


def _rangen(woorden: Sequence[Mapping[str, float]]) -> dict[str, int]:
    """The place of each word."""
    return {stam: i for i, stam in enumerate(sorted({stam for w in woorden for stam in w}))}


def _per_woord(woorden: Sequence[Mapping[str, float]]) -> Iterator[tuple[NDArray[np.intp], Matrix]]:
    """Of each word the examples that have it, in order, and its weight there: most words stand in few examples."""
    import numpy as np

    per_woord: dict[str, dict[int, float]] = {}
    for i, w in enumerate(woorden):
        for stam, gewicht in w.items():
            per_woord.setdefault(stam, {})[i] = gewicht
    for plekken in per_woord.values():
        yield np.array([*plekken], dtype=np.intp), np.array([*plekken.values()])


def _nabijheid(cosinus: Reeks) -> Reeks:
    """In place: for all examples at once this is a large part of memory."""
    import numpy as np

    cosinus -= 1
    cosinus *= 2 * BREEDTE
    np.exp(cosinus, out=cosinus)
    return cosinus


@cache
def leercode(*bestanden: str) -> str:
    """Changes with the code that takes words out of a question and learns from them, and with these files."""
    som = hashlib.sha256(terms.versie().encode())
    for bestand in (__file__, space.__file__, vocabulary.__file__, *bestanden):
        som.update(Path(bestand).read_bytes())
    return som.hexdigest()
