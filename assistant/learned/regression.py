"""What example questions teach: to what a question belongs (a passage, a tool), and whether it is left open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge import regression

if TYPE_CHECKING:
    from knowledge.regression import Matrix

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

        self._namen = [*dict.fromkeys(v.passage for v in voorbeelden), OPEN]
        woorden = [v.woorden for v in voorbeelden]
        gemiddeld = np.zeros(len(self._namen))
        gemiddeld[-1] = np.mean([1.0 if v.open else -1.0 for v in voorbeelden])
        if gewichten is None:
            gewichten = regression.leer(punten, woorden, self._doelen(voorbeelden) - gemiddeld)
        self.gewichten = gewichten
        self._geleerd = regression.Geleerd(punten, woorden, gewichten, gemiddeld)

    def _doelen(self, voorbeelden: Sequence[Voorbeeld]) -> Matrix:
        import numpy as np

        kolom = {naam: i for i, naam in enumerate(self._namen)}
        doelen = np.zeros((len(voorbeelden), len(self._namen)))
        doelen[np.arange(len(voorbeelden)), [kolom[v.passage] for v in voorbeelden]] = 1.0
        doelen[:, -1] = [1.0 if v.open else -1.0 for v in voorbeelden]
        return doelen

    def op(self, punt: Matrix, woorden: dict[str, float]) -> dict[str, float]:
        """What was learned, by name, at one point (of length 1) with these weighted words."""
        return dict(zip(self._namen, self._geleerd.op(punt, woorden).tolist(), strict=True))


def leercode(*bestanden: str) -> str:
    """Changes with the code that learns, and with these files."""
    return regression.leercode(__file__, *bestanden)
