"""What examples teach together: of every target, how much a question is one of it.

Kernel ridge regression; its kernel adds nearness in meaning and shared words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge import space, terms, vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

BREEDTE = 1.0
"""Of the kernel on meaning: how fast an example loses its say with the distance."""
WOORDEN = 0.6
"""Weight of shared words beside shared meaning."""
TEUGEL = 0.1
"""Ridge: how little a single example may bend the rest."""


def leer(punten: Matrix, woorden: Sequence[Mapping[str, float]], doelen: Matrix) -> Matrix:
    """The say of every example (row) in every target (column).

    Args:
        punten: where the examples lie, a row of length 1 each.
        woorden: their telling words -> their weight; of length 1 together.
        doelen: how much each is of every target, a row each.
    """
    import numpy as np

    rij, kolom, gewicht, rang = _posten(woorden)
    tabel = np.zeros((len(woorden), len(rang)))
    tabel[rij, kolom] = gewicht
    kern = _nabijheid(punten, punten) + WOORDEN * (tabel @ tabel.T)
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

        self._punten, self._gewichten, self._gemiddeld = punten, gewichten, gemiddeld
        rij, kolom, gewicht, self._rij = _posten(woorden)
        self._per_woord = np.zeros((len(self._rij), gewichten.shape[1]))
        np.add.at(self._per_woord, kolom, WOORDEN * gewicht[:, None] * gewichten[rij])

    def op(self, punt: Matrix, woorden: Mapping[str, float]) -> Matrix:
        """Of every target how much a question is of it, at one point (of length 1) with these weighted words."""
        uit: Matrix = self._gemiddeld + (_nabijheid(punt[None, :], self._punten) @ self._gewichten)[0]
        for stam, gewicht in woorden.items():
            if (rij := self._rij.get(stam)) is not None:
                uit = uit + gewicht * self._per_woord[rij]
        return uit


def _posten(
    woorden: Sequence[Mapping[str, float]],
) -> tuple[NDArray[np.intp], NDArray[np.intp], Matrix, dict[str, int]]:
    """Every word of every example: its example, its place, its weight; and the place of each word."""
    import numpy as np

    rang = {stam: i for i, stam in enumerate(sorted({stam for w in woorden for stam in w}))}
    rij = np.repeat(np.arange(len(woorden)), [len(w) for w in woorden])
    kolom = np.array([rang[stam] for w in woorden for stam in w], dtype=np.intp)
    return rij, kolom, np.array([g for w in woorden for g in w.values()]), rang


def _nabijheid(links: Matrix, rechts: Matrix) -> Matrix:
    import numpy as np

    nabij: Matrix = np.exp(-BREEDTE * (2 - 2 * links @ rechts.T))
    return nabij


@cache
def leercode(*bestanden: str) -> str:
    """Changes with the code that takes words out of a question and learns from them, and with these files."""
    som = hashlib.sha256(terms.versie().encode())
    for bestand in (__file__, space.__file__, vocabulary.__file__, *bestanden):
        som.update(Path(bestand).read_bytes())
    return som.hexdigest()
