"""What example questions teach together: to what a question belongs (a passage, a tool), and whether it is left open.

Kernel ridge regression; its kernel adds nearness in meaning and shared words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import space
from knowledge import terms, vocabulary

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
OPEN = "open"
"""The name under which it is learned whether a question is left open."""


@dataclass(frozen=True)
class Voorbeeld:
    """One example question.

    Attributes:
        woorden: its telling words -> their weight; of length 1 together.
        passage: to what it belongs: the id of a passage, or the name of a tool.
        open: the passage leaves it open.
    """

    woorden: dict[str, float]
    passage: str
    open: bool


class Regressie:
    """Learned from examples, for every passage, whether a question is one of it (1) or not (0), and whether it is left
    open (1) or answered (-1).

    Args:
        punten: where the examples lie, a row of length 1 each.
        voorbeelden: the examples, in the same order.
        gewichten: what was learned from the very same examples before; solving it anew is the slow part.

    Attributes:
        gewichten: of every example (row) its say in every passage and in `OPEN` (column).
    """

    def __init__(self, punten: Matrix, voorbeelden: Sequence[Voorbeeld], gewichten: Matrix | None = None) -> None:
        import numpy as np

        self._punten = punten
        self._namen = [*dict.fromkeys(v.passage for v in voorbeelden), OPEN]
        stammen = sorted({stam for v in voorbeelden for stam in v.woorden})
        self._rij = {stam: i for i, stam in enumerate(stammen)}
        rij = np.repeat(np.arange(len(voorbeelden)), [len(v.woorden) for v in voorbeelden])
        kolom = np.array([self._rij[stam] for v in voorbeelden for stam in v.woorden], dtype=np.intp)
        gewicht = np.array([g for v in voorbeelden for g in v.woorden.values()])
        self._gemiddeld = np.zeros(len(self._namen))
        self._gemiddeld[-1] = np.mean([1.0 if v.open else -1.0 for v in voorbeelden])
        if gewichten is None:
            tabel = np.zeros((len(voorbeelden), len(stammen)))
            tabel[rij, kolom] = gewicht
            gewichten = self._leer(voorbeelden, tabel)
        self.gewichten = gewichten
        self._per_woord = np.zeros((len(stammen), gewichten.shape[1]))
        np.add.at(self._per_woord, kolom, WOORDEN * gewicht[:, None] * gewichten[rij])

    def _leer(self, voorbeelden: Sequence[Voorbeeld], tabel: Matrix) -> Matrix:
        import numpy as np

        kolom = {naam: i for i, naam in enumerate(self._namen)}
        doel = np.zeros((len(voorbeelden), len(self._namen)))
        doel[np.arange(len(voorbeelden)), [kolom[v.passage] for v in voorbeelden]] = 1.0
        doel[:, -1] = [1.0 if v.open else -1.0 for v in voorbeelden]
        kern = _nabijheid(self._punten, self._punten) + WOORDEN * (tabel @ tabel.T)
        kern[np.diag_indices_from(kern)] += TEUGEL * (1 + WOORDEN)
        return np.asarray(np.linalg.solve(kern, doel - self._gemiddeld), dtype=np.float64)

    def op(self, punt: Matrix, woorden: dict[str, float]) -> dict[str, float]:
        """What was learned, by name, at one point (of length 1) with these weighted words."""
        uit = self._gemiddeld + (_nabijheid(punt[None, :], self._punten) @ self.gewichten)[0]
        for stam, gewicht in woorden.items():
            if (rij := self._rij.get(stam)) is not None:
                uit = uit + gewicht * self._per_woord[rij]
        return dict(zip(self._namen, uit.tolist(), strict=True))


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
