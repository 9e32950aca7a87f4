"""Which tool a question is for, learned from example questions of every tool and of none.

It knows what people mean without the words that name a procedure; which facts a question gives, the forms read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.forms import Vraag
from assistant.learned.regression import OPEN, Regressie, Voorbeeld, leercode
from knowledge.kept import als_reeks, bewaard, uit_reeks
from knowledge.space import Ruimte, stammen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_STAMMEN, _GEWICHTEN = "stammen", "gewichten"
ZWAK = 0.4
"""Likelihood from which a question is taken to hint at a tool."""
STERK = 0.65
"""Likelihood from which it asks for the tool."""
ONWAARSCHIJNLIJK = 0.12
"""Likelihood up to which words are no sign of a tool, where another one is likely."""


class Toolkeuze:
    """Tells how likely each tool is.

    Args:
        vragen: name of a tool -> its example questions.
        vectoren: example question -> its unit vector.
        bewaar: file in which what was learned from them is kept; None: it is learned at every start.
    """

    def __init__(
        self,
        vragen: Mapping[str, Sequence[str]],
        vectoren: Mapping[str, NDArray[np.float32]],
        bewaar: Path | None = None,
    ) -> None:
        import numpy as np

        rijen = [(vraag, tool) for tool, lijst in vragen.items() for vraag in lijst]
        matrix = np.stack([vectoren[v] for v, _ in rijen])
        sleutel = hashlib.sha256(json.dumps([leercode(__file__), rijen]).encode() + matrix.tobytes()).hexdigest()
        geleerd = bewaard(bewaar, sleutel, lambda: _leer(matrix, rijen))
        self._ruimte = Ruimte(matrix, uit_reeks(geleerd[_STAMMEN]))
        self._geleerd = _regressie(self._ruimte, rijen, geleerd[_GEWICHTEN])

    def kansen(self, vector: Sequence[float], tekst: str) -> dict[str, float]:
        """Of every tool how likely a question is for it: about 0 to 1, and about 1 together."""
        uit = self._geleerd.op(self._ruimte.punt(vector), self._ruimte.woorden(tekst))
        return {tool: kans for tool, kans in uit.items() if tool != OPEN}

    def duid(self, vraag: Vraag, vector: Sequence[float], tekst: str) -> Vraag:
        """A question with the signs of tools that its meaning gives, beside those of its words."""
        kansen = self.kansen(vector, tekst)
        ander = max(kansen.values()) >= ZWAK
        weg = {tool for tool, kans in kansen.items() if ander and kans <= ONWAARSCHIJNLIJK}
        return replace(
            vraag,
            sterk=vraag.sterk - weg | {tool for tool, kans in kansen.items() if kans >= STERK},
            zwak=vraag.zwak - weg | {tool for tool, kans in kansen.items() if kans >= ZWAK},
            kansen=kansen,
        )


def _leer(matrix: NDArray[np.float32], rijen: Sequence[tuple[str, str]]) -> dict[str, NDArray[Any]]:
    woorden = [stammen(vraag) for vraag, _ in rijen]
    return {_STAMMEN: als_reeks(woorden), _GEWICHTEN: _regressie(Ruimte(matrix, woorden), rijen).gewichten}


def _regressie(
    ruimte: Ruimte, rijen: Sequence[tuple[str, str]], gewichten: NDArray[np.float64] | None = None
) -> Regressie:
    voorbeelden = [Voorbeeld(w, tool, False) for w, (_, tool) in zip(ruimte.gewogen, rijen, strict=True)]
    return Regressie(ruimte.punten, voorbeelden, gewichten)
