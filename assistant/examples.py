"""Example questions as points in space: how near is a question to one that the documents answer, or leave open?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.documents import Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Nabijheid:
    """Cosines of the nearest example question that is answered, and of the nearest that is not."""

    beantwoord: float
    onbeantwoord: float


class Voorbeelden:
    """All example questions of the knowledge base with their vectors."""

    def __init__(self, passages: Sequence[Passage], vectoren: dict[str, NDArray[np.float32]]) -> None:
        import numpy as np

        rijen = [(v, p, v in p.onbeantwoord) for p in passages for v in p.vragen]
        self._matrix = np.stack([vectoren[v] for v, _, _ in rijen]) if rijen else np.zeros((0, 1), dtype=np.float32)
        self._regeling = np.array([p.regeling or "" for _, p, _ in rijen])
        self._open = np.array([o for _, _, o in rijen], dtype=bool)

    def nabij(self, vector: Sequence[float], regelingen: Collection[str]) -> Nabijheid:
        """The nearest examples in these regimes (all regimes when empty)."""
        import numpy as np

        if not len(self._matrix):
            return Nabijheid(0.0, 0.0)
        cosinus = self._matrix @ np.asarray(vector, dtype=np.float32)
        mee = np.isin(self._regeling, list(regelingen)) if regelingen else np.ones(len(cosinus), dtype=bool)
        wel = cosinus[mee & ~self._open]
        niet = cosinus[mee & self._open]
        return Nabijheid(float(wel.max(initial=0.0)), float(niet.max(initial=0.0)))
