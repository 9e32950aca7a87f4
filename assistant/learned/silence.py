"""What articles say that their source does not say: which sentences are silent, and whether a question is about those.

An article tells facts and names the holes of its source side by side. A question that is nearer to a hole than to any
fact has no answer, however well the passage fits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.text.sentences import zinnen
from knowledge.documents import Passage
from knowledge.folding import vouw
from knowledge.vocabulary import Woordenschat

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectoren = NDArray[np.float32]

_TUSSEN_HAAKJES = re.compile(r"\([^)]*\)")
_KORTSTE = 8


@dataclass(frozen=True)
class Delen:
    """The sentences of a passage: those that tell something, and those that say that the source does not."""

    sprekend: tuple[str, ...]
    stil: tuple[str, ...]
    begint_stil: bool


class Stiltes:
    """Finds and weighs silences.

    Args:
        passages: the articles.
        schat: how an article words a silence.
        vectoren: the vectors of sentences, as of questions.
    """

    def __init__(
        self, passages: Sequence[Passage], schat: Woordenschat, vectoren: Callable[[list[str]], dict[str, Vectoren]]
    ) -> None:
        self._schat = schat
        self._delen = {p.id: self._ontleed(p.text) for p in passages}
        gemengd = [d for d in self._delen.values() if d.stil and d.sprekend]
        self._vectoren = vectoren(list(dict.fromkeys(z for d in gemengd for z in [*d.stil, *d.sprekend])))

    def delen(self, passage: Passage) -> Delen:
        """The sentences of a passage by kind; passages that are not of the articles are read on the spot."""
        return self._delen.get(passage.id) or self._ontleed(passage.text)

    def overwicht(self, vector: Sequence[float], passage: Passage) -> float:
        """How much nearer a question is to a silence of the passage than to any fact in it, in cosine; -1 without."""
        import numpy as np

        delen = self._delen.get(passage.id)
        if delen is None or not delen.stil:
            return -1.0
        if not delen.sprekend:
            return 1.0
        vraag = np.asarray(vector, dtype=np.float32)
        stil, sprekend = (max(float(self._vectoren[z] @ vraag) for z in kant) for kant in (delen.stil, delen.sprekend))
        return stil - sprekend

    def _is_stil(self, zin: str) -> bool:
        return bool(self._schat.stiltes.search(_TUSSEN_HAAKJES.sub(" ", vouw(zin)).split(";")[0]))

    def _ontleed(self, tekst: str) -> Delen:
        """A list below a silent sentence that ends in a colon is silent too."""
        sprekend, stil = list[str](), list[str]()
        begint_stil: bool | None = None
        opsomming_stil = False
        for regel in filter(str.strip, tekst.split("\n")):
            if regel.startswith("- "):
                (stil if opsomming_stil else sprekend).append(regel.removeprefix("- "))
                continue
            for zin in zinnen(regel):
                is_stil = self._is_stil(zin)
                begint_stil = is_stil if begint_stil is None else begint_stil
                opsomming_stil = zin.rstrip().endswith(":") and (is_stil or (opsomming_stil and not sprekend))
                (stil if is_stil or opsomming_stil else sprekend).append(zin)
        lang = [tuple(z for z in kant if len(z) > _KORTSTE) for kant in (sprekend, stil)]
        return Delen(lang[0], lang[1], bool(begint_stil))
