"""Example questions as points in space: is a question like those that are answered, or like those left open?

The nearest example of either kind says how near the field is; all of them together, weighed by how near they lie and
which words they share, say to which kind a question leans, and of which passage it is most likely a question.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.learned.regression import OPEN, Regressie, Voorbeeld, leercode
from knowledge.documents import Passage
from knowledge.index import Hit
from knowledge.kept import als_reeks, bewaard, uit_reeks
from knowledge.products import per_rij
from knowledge.space import Ruimte, stammen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_STAMMEN = "stammen"
GEEN_OPEN = -0.2
"""Cosine that stands for the examples left open, of a passage that has none."""
_AANDEEL = 2.5
"""Say of the examples in the order of passages, beside that of the search."""
_NAASTEN = 5
"""So many of the nearest examples of a regime count."""
_ONTHOUDEN = 64
"""Questions of which is remembered what the examples say: choosing, ranking and judging passages ask for the same."""
_NAASTE_TELT = 10.0
"""Weight of their cosines, which lie close together, beside the likelihood of a passage."""


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


@dataclass(frozen=True)
class Overwicht:
    """How much more a question is like what a passage leaves open than like what it answers, by its own examples.

    Attributes:
        naaste: by the nearest of either kind, in cosine seen from the middle of all examples.
        naasten: the same by the mean of the nearest three.
        woorden: by the share of words in common, of the example with most of them.
    """

    naaste: float
    naasten: float
    woorden: float


class Voorbeelden:
    """All example questions of the knowledge base with their vectors.

    Args:
        passages: with their example questions.
        vectoren: example question -> its unit vector.
        bewaar: file in which what was learned from them is kept; None: it is learned at every start.
    """

    def __init__(
        self, passages: Sequence[Passage], vectoren: dict[str, NDArray[np.float32]], bewaar: Path | None = None
    ) -> None:
        import numpy as np

        rijen = [(v, p, v in p.onbeantwoord) for p in passages for v in p.vragen]
        self._matrix = np.stack([vectoren[v] for v, _, _ in rijen]) if rijen else np.zeros((0, 1), dtype=np.float32)
        self._regeling = np.array([p.regeling or "" for _, p, _ in rijen])
        self._open = np.array([o for _, _, o in rijen], dtype=bool)
        self._van_regeling = {naam: _plaats(self._regeling == naam) for naam in sorted({*self._regeling.tolist()})}
        self._passages = [p.id for _, p, _ in rijen]
        self._van_passage = _groepen(self._passages)
        teksten = [v for v, _, _ in rijen]
        geleerd = bewaard(bewaar, self._sleutel(teksten), lambda: self._leer(teksten))
        self.stammen = uit_reeks(geleerd[_STAMMEN])
        """The words of every example question."""
        self._ruimte = Ruimte(self._matrix, self.stammen)
        self._velden = self._maak_velden(self._ruimte, geleerd)
        self._van = lru_cache(maxsize=_ONTHOUDEN)(self._leg_voor)

    def _sleutel(self, teksten: Sequence[str]) -> str:
        """Of all that is learned from, and of the code that learns."""
        som = hashlib.sha256(leercode(__file__).encode())
        som.update(json.dumps([teksten, self._passages, self._regeling.tolist(), self._open.tolist()]).encode())
        som.update(self._matrix.tobytes())
        return som.hexdigest()

    def _leer(self, teksten: Sequence[str]) -> dict[str, NDArray[Any]]:
        woorden = [stammen(tekst) for tekst in teksten]
        velden = self._maak_velden(Ruimte(self._matrix, woorden), {})
        return {_STAMMEN: als_reeks(woorden), **{naam: veld.gewichten for naam, veld in velden.items()}}

    def _maak_velden(self, ruimte: Ruimte, geleerd: Mapping[str, NDArray[Any]]) -> dict[str, Regressie]:
        """What the examples of each regime teach, with what is known of it already."""
        import numpy as np

        voorbeelden = [
            Voorbeeld(gewogen, passage, bool(open_))
            for gewogen, passage, open_ in zip(ruimte.gewogen, self._passages, self._open, strict=True)
        ]
        velden = {}
        plekken = np.arange(len(voorbeelden))
        for naam, mee in self._van_regeling.items():
            rijen = plekken[mee]
            velden[naam] = Regressie(ruimte.punten[rijen], [voorbeelden[i] for i in rijen], geleerd.get(naam))
        return velden

    def nabij(self, vector: Sequence[float], tekst: str, regelingen: Collection[str]) -> Nabijheid:
        """Where a question lies among the examples of these regimes (of all regimes when empty)."""
        import numpy as np

        if not len(self._matrix):
            return Nabijheid(0.0, 0.0, 0.0)
        namen = [naam for naam in self._van_regeling if not regelingen or naam in regelingen]
        if not namen:
            return Nabijheid(0.0, 0.0, 0.0)
        punt = np.asarray(vector, dtype=np.float32)
        cosinus = {naam: self._cosinus(naam, punt) for naam in namen}
        open_ = {naam: self._open[self._van_regeling[naam]] for naam in namen}
        wel = max(float(cosinus[naam].max(where=~open_[naam], initial=0.0)) for naam in namen)
        niet = max(float(cosinus[naam].max(where=open_[naam], initial=0.0)) for naam in namen)
        naaste = max(namen, key=lambda naam: cosinus[naam].max())
        return Nabijheid(wel, niet, self._van(naaste, tuple(vector), tekst)[OPEN])

    def _cosinus(self, regeling: str, punt: NDArray[np.float32]) -> NDArray[np.float32]:
        """The cosines of a question with all examples of a regime."""
        cosinus: NDArray[np.float32] = per_rij(self._matrix[self._van_regeling[regeling]], punt)
        return cosinus

    def overwicht(self, vector: Sequence[float], tekst: str, passage: str) -> Overwicht:
        """What the examples of one passage (its id) say: does it answer the question or leave it open?"""
        import numpy as np

        rijen = self._van_passage.get(passage)
        if rijen is None:
            return Overwicht(0.0, 0.0, 0.0)
        cosinus = self._ruimte.punten[rijen] @ self._ruimte.punt(vector)
        woorden = stammen(tekst)
        gedeeld = np.array([len(woorden & w) / (len(woorden | w) or 1) for w in (self.stammen[i] for i in rijen)])
        open_ = self._open[rijen]
        return Overwicht(
            _hoogste(cosinus[open_], 1, GEEN_OPEN) - _hoogste(cosinus[~open_], 1, 0.0),
            _hoogste(cosinus[open_], 3, GEEN_OPEN) - _hoogste(cosinus[~open_], 3, 0.0),
            _hoogste(gedeeld[open_], 1, 0.0) - _hoogste(gedeeld[~open_], 1, 0.0),
        )

    def rangschik(self, hits: Sequence[Hit], vector: Sequence[float], tekst: str) -> list[Hit]:
        """Passages that were found, anew in order: the examples know better than a search which passage is asked for.

        Only passages that have examples get another score, still from 0 to 1.
        """
        regelingen = {h.passage.regeling or "" for h in hits if h.passage.vragen} & set(self._velden)
        punt = tuple(vector)
        punten = {naam: self._van(naam, punt, tekst) for naam in regelingen}

        def score(hit: Hit) -> float:
            eigen = punten.get(hit.passage.regeling or "", {}).get(hit.passage.id)
            if eigen is None:
                return hit.score
            return (hit.score + _AANDEEL * max(0.0, min(1.0, eigen))) / (1 + _AANDEEL)

        return sorted((replace(h, score=score(h)) for h in hits), key=lambda h: -h.score)

    def per_regeling(self, vector: Sequence[float], tekst: str) -> dict[str, float]:
        """How much a question is like the examples of each regime: its likeliest passage, and the nearest examples.

        Of 365 development questions in the field that name no place, one regime had 0.1 more than the next in 346, and
        it was the right one in all of them. Of a region that nobody knows, and of another field, it says nothing.
        """
        import numpy as np

        punt = np.asarray(vector, dtype=np.float32)
        uit = {}
        for naam in self._velden:
            naaste = np.sort(self._cosinus(naam, punt))[-_NAASTEN:].mean()
            kansen = self._van(naam, tuple(vector), tekst)
            beste = max((kans for passage, kans in kansen.items() if passage != OPEN), default=0.0)
            uit[naam] = float(beste + _NAASTE_TELT * naaste)
        return uit

    def _leg_voor(self, regeling: str, vector: tuple[float, ...], tekst: str) -> Mapping[str, float]:
        """What the examples of a regime say of a question."""
        return self._velden[regeling].op(self._ruimte.punt(vector), self._ruimte.woorden(tekst))


def _plaats(mee: NDArray[np.bool_]) -> slice | NDArray[np.intp]:
    """The rows that count: a part, where they stand together, so that nothing of them is copied."""
    rijen = mee.nonzero()[0]
    begin, eind = int(rijen[0]), int(rijen[-1]) + 1
    return slice(begin, eind) if eind - begin == len(rijen) else rijen


def _groepen(namen: Sequence[str]) -> dict[str, list[int]]:
    """Name -> the places where it stands."""
    plekken: dict[str, list[int]] = {}
    for plek, naam in enumerate(namen):
        plekken.setdefault(naam, []).append(plek)
    return plekken


def _hoogste(waarden: NDArray[np.float64], aantal: int, anders: float) -> float:
    """The mean of so many of the highest, or something else where there are none."""
    import numpy as np

    return float(np.sort(waarden)[-aantal:].mean()) if len(waarden) else anders
