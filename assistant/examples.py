"""Example questions as points in space: is a question like those that are answered, or like those left open?

The nearest example of either kind says how near the field is; all of them together, weighed by how near they lie and
which words they share, say to which kind a question leans, and of which passage it is most likely a question.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from knowledge.documents import Passage
from knowledge.index import Hit
from knowledge.text import analyse
from knowledge.vocabulary import vouw

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

_BREEDTE = 1.0
"""Of the kernel on meaning: how fast an example loses its say with the distance."""
_WOORDEN = 0.6
"""Weight of shared words beside shared meaning."""
_TEUGEL = 0.1
"""Ridge: how little a single example may bend the rest."""
_OPEN = "open"
_AANDEEL = 2.5
"""Say of the examples in the order of passages, beside that of the search."""


@dataclass(frozen=True)
class Nabijheid:
    """Where a question lies among the example questions.

    Attributes:
        beantwoord: cosine of the nearest example that is answered.
        onbeantwoord: cosine of the nearest that is left open.
        neiging: to which kind it leans: about -1 as the answered ones, about 1 as the open ones.
    """

    beantwoord: float
    onbeantwoord: float
    neiging: float


class Voorbeelden:
    """All example questions of the knowledge base with their vectors."""

    def __init__(self, passages: Sequence[Passage], vectoren: dict[str, NDArray[np.float32]]) -> None:
        import numpy as np

        rijen = [(v, p, v in p.onbeantwoord) for p in passages for v in p.vragen]
        self.stammen = [stammen(v) for v, _, _ in rijen]
        """The words of every example question."""
        self._matrix = np.stack([vectoren[v] for v, _, _ in rijen]) if rijen else np.zeros((0, 1), dtype=np.float32)
        self._regeling = np.array([p.regeling or "" for _, p, _ in rijen])
        self._open = np.array([o for _, _, o in rijen], dtype=bool)
        self._midden = self._matrix.mean(axis=0) if rijen else self._matrix
        self._idf = _zeldzaamheid(self.stammen)
        gewogen = [_weeg(s, self._idf) for s in self.stammen]
        gericht = _richt(self._matrix, self._midden)
        self._velden: dict[str, _Veld] = {}
        for regeling in sorted(set(self._regeling)):
            rij = np.flatnonzero(self._regeling == regeling)
            doelen = [rijen[i][1].id for i in rij]
            self._velden[str(regeling)] = _Veld(gericht[rij], [gewogen[i] for i in rij], doelen, self._open[rij])

    def nabij(self, vector: Sequence[float], tekst: str, regelingen: Collection[str]) -> Nabijheid:
        """Where a question lies among the examples of these regimes (of all regimes when empty)."""
        import numpy as np

        if not len(self._matrix):
            return Nabijheid(0.0, 0.0, 0.0)
        punt = np.asarray(vector, dtype=np.float32)
        cosinus = self._matrix @ punt
        mee = np.isin(self._regeling, list(regelingen)) if regelingen else np.ones(len(cosinus), dtype=bool)
        if not mee.any():
            return Nabijheid(0.0, 0.0, 0.0)
        wel = cosinus[mee & ~self._open]
        niet = cosinus[mee & self._open]
        naaste = str(self._regeling[np.flatnonzero(mee)[cosinus[mee].argmax()]])
        neiging = self._van(naaste, vector, tekst)[_OPEN]
        return Nabijheid(float(wel.max(initial=0.0)), float(niet.max(initial=0.0)), neiging)

    def rangschik(self, hits: Sequence[Hit], vector: Sequence[float], tekst: str) -> list[Hit]:
        """Passages that were found, anew in order: the examples know better than a search which passage is asked for.

        Only passages that have examples get another score, still from 0 to 1.
        """
        regelingen = {h.passage.regeling or "" for h in hits if h.passage.vragen} & set(self._velden)
        punten = {naam: self._van(naam, vector, tekst) for naam in regelingen}

        def score(hit: Hit) -> float:
            eigen = punten.get(hit.passage.regeling or "", {}).get(hit.passage.id)
            if eigen is None:
                return hit.score
            return (hit.score + _AANDEEL * max(0.0, min(1.0, eigen))) / (1 + _AANDEEL)

        return sorted((replace(h, score=score(h)) for h in hits), key=lambda h: -h.score)

    def _van(self, regeling: str, vector: Sequence[float], tekst: str) -> dict[str, float]:
        import numpy as np

        punt = _richt(np.asarray(vector, dtype=np.float32)[None, :], self._midden)[0]
        return self._velden[regeling].van(punt, _weeg(stammen(tekst), self._idf))


class _Veld:
    """Kernel ridge regression on the examples of one regime: the kernel adds nearness in meaning and shared words.

    Learned are, for every passage, whether a question is one of it (1) or not (0), and whether it is left open (1) or
    answered (-1).
    """

    def __init__(
        self, punten: Matrix, woorden: Sequence[dict[str, float]], passages: Sequence[str], open_: NDArray[np.bool_]
    ) -> None:
        import numpy as np

        self._namen = [*dict.fromkeys(passages), _OPEN]
        doel = np.zeros((len(passages), len(self._namen)))
        doel[np.arange(len(passages)), [self._namen.index(p) for p in passages]] = 1.0
        doel[:, -1] = np.where(open_, 1.0, -1.0)
        self._gemiddeld = np.zeros(len(self._namen))
        self._gemiddeld[-1] = doel[:, -1].mean()
        self._kolom = {s: i for i, s in enumerate(sorted({s for w in woorden for s in w}))}
        tabel = np.zeros((len(woorden), len(self._kolom)))
        for rij, gewogen in enumerate(woorden):
            tabel[rij, [self._kolom[s] for s in gewogen]] = list(gewogen.values())
        kern = _nabijheid(punten, punten) + _WOORDEN * (tabel @ tabel.T)
        kern[np.diag_indices_from(kern)] += _TEUGEL * (1 + _WOORDEN)
        self._punten = punten
        self._gewichten = np.linalg.solve(kern, doel - self._gemiddeld)
        self._per_woord = _WOORDEN * (tabel.T @ self._gewichten)

    def van(self, punt: Matrix, woorden: dict[str, float]) -> dict[str, float]:
        """What was learned, at one point with these weighted words."""
        uit = self._gemiddeld + (_nabijheid(punt[None, :], self._punten) @ self._gewichten)[0]
        for stam, gewicht in woorden.items():
            if stam in self._kolom:
                uit = uit + gewicht * self._per_woord[self._kolom[stam]]
        return dict(zip(self._namen, uit.tolist(), strict=True))


@lru_cache(maxsize=16384)
def stammen(tekst: str) -> frozenset[str]:
    """The stems and codes in a text."""
    gelezen = analyse(vouw(tekst))
    return frozenset(gelezen.stammen) | frozenset(gelezen.codes)


def _zeldzaamheid(teksten: Sequence[frozenset[str]]) -> dict[str, float]:
    """Inverse document frequency, smoothed."""
    komt_voor = Counter(s for tekst in teksten for s in tekst)
    return {s: math.log((1 + len(teksten)) / (1 + n)) + 1 for s, n in komt_voor.items()}


def _weeg(woorden: frozenset[str], idf: dict[str, float]) -> dict[str, float]:
    """The known words by their rarity, as a vector of length 1."""
    gewogen = {s: idf[s] for s in sorted(woorden) if s in idf}
    lengte = math.sqrt(sum(w * w for w in gewogen.values())) or 1.0
    return {s: w / lengte for s, w in gewogen.items()}


def _richt(punten: NDArray[np.float32], midden: NDArray[np.float32]) -> Matrix:
    """Seen from the middle of all examples, at length 1: as they are, cosines lie too close together."""
    import numpy as np

    verschil = (punten - midden).astype(np.float64)
    gericht: Matrix = verschil / np.maximum(np.linalg.norm(verschil, axis=1, keepdims=True), 1e-9)
    return gericht


def _nabijheid(links: Matrix, rechts: Matrix) -> Matrix:
    import numpy as np

    nabij: Matrix = np.exp(-_BREEDTE * (2 - 2 * links @ rechts.T))
    return nabij
