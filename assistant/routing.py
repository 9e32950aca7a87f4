"""Which tool a question is for, learned from example questions of every tool and of none.

It knows what people mean without the words that name a procedure; which facts a question gives, the forms read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.forms import Vraag
from assistant.regression import OPEN, Regressie, Voorbeeld
from assistant.space import Ruimte, stammen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
    """

    def __init__(self, vragen: Mapping[str, Sequence[str]], vectoren: Mapping[str, NDArray[np.float32]]) -> None:
        import numpy as np

        rijen = [(vraag, tool) for tool, lijst in vragen.items() for vraag in lijst]
        self._ruimte = Ruimte(np.stack([vectoren[v] for v, _ in rijen]), [stammen(v) for v, _ in rijen])
        voorbeelden = [Voorbeeld(w, tool, False) for w, (_, tool) in zip(self._ruimte.gewogen, rijen, strict=True)]
        self._geleerd = Regressie(self._ruimte.punten, voorbeelden)

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
