"""In what order the documents of a standard answer a question, from all that was found for it.

Each leg finds other documents: by words, by meaning, by terms, by what questions taught. How much each tells, and
when, is learned from the questions of `knowledge.search_questions` (`python -m evals.zoeken.ordenen`): small trees
that ask the same questions of every document and add up to how much it answers. They look at figures only, not at
what a document is, so they hold for any document of the standard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from knowledge.concept_leg import Bedoeld
    from knowledge.passage_groups import Groepen

    Waarden = NDArray[np.float64]
    Matrix = NDArray[np.float32]

BESTAND = Path(__file__).parent / "volgorde.npz"
KENMERKEN = (
    "rang woorden",
    "rang betekenis",
    "deel woorden",
    "cosinus",
    "samen",
    "verheven",
    "begrip",
    "geleerd",
    "geleerde rang",
    "geleerd onder de eerste",
    "geleerd van de eerste",
    "buur",
    "buren",
    "passages",
    "woorden van de vraag",
    "code",
    "verheven onder de eerste",
    "cosinus onder de eerste",
)
"""What the trees look at, by column of `kenmerken`."""
_VLAK = 10  # flattens the ranks, like `knowledge.fusion` does


@dataclass(frozen=True, slots=True)
class Sporen:
    """What was found for a question, by number of passage, best first.

    Attributes:
        woorden: by words, with the BM25 score.
        dicht: by meaning, with the cosine of its text.
        samen: both, with the score.
        verheven: the same after terms lifted theirs.
        begrippen: the terms that the question seems to be about.
        lengte: number of words of the question.
        code: whether it is after a code.
    """

    woorden: Sequence[tuple[int, float]]
    dicht: Sequence[tuple[int, float]]
    samen: Sequence[tuple[int, float]]
    verheven: Sequence[tuple[int, float]]
    begrippen: Sequence[Bedoeld]
    lengte: int
    code: bool


def kenmerken(sporen: Sporen, groepen: Groepen, geleerd: Waarden, buur: Waarden, buren: Waarden) -> Matrix:
    """The features of every document, a row each; the columns are `KENMERKEN`.

    Args:
        sporen: what was found.
        groepen: the passages of each document.
        geleerd: of each document how much the question is one for it, by what questions taught.
        buur: how often it answers together with the document of which that says most, times how much.
        buren: the same of all documents together.
    """
    import numpy as np

    aantal = len(groepen)
    rang_woorden, bm25 = _eerste(sporen.woorden, groepen)
    rang_dicht, cosinus = _eerste(sporen.dicht, groepen)
    gefuseerd, verheven = _eerste(sporen.samen, groepen)[1], _eerste(sporen.verheven, groepen)[1]
    mate: dict[int, float] = {}
    for begrip in sporen.begrippen:
        for nummer in begrip.nummers:
            mate.setdefault(nummer, begrip.mate)
    begrepen = _eerste(sorted(mate.items(), key=lambda item: -item[1]), groepen)[1]
    rang = np.argsort(np.argsort(-geleerd, kind="stable"), kind="stable")
    kolommen = (
        rang_woorden,
        rang_dicht,
        bm25 / max(float(bm25.max(initial=0.0)), 1e-9),
        cosinus,
        gefuseerd,
        verheven,
        begrepen,
        geleerd,
        1 / (1 + rang),
        geleerd - geleerd.max(),
        np.full(aantal, geleerd.max()),
        buur,
        buren,
        np.log(groepen.aantallen()),
        np.full(aantal, sporen.lengte),
        np.full(aantal, sporen.code),
        verheven - verheven.max(),
        cosinus - cosinus.max(),
    )
    return np.stack(kolommen, axis=1).astype(np.float32)


def _eerste(gevonden: Sequence[tuple[int, float]], groepen: Groepen) -> tuple[Waarden, Waarden]:
    """Of every document the place of its first passage (1 is first, falling towards 0) and the value of that."""
    import numpy as np

    plek, waarde = np.zeros(len(groepen)), np.zeros(len(groepen))
    rang = {nummer: (r, w) for r, (nummer, w) in enumerate(gevonden, start=1)}
    for document, nummers in groepen.van(list(rang)).items():
        r, waarde[document] = rang[nummers[0]]
        plek[document] = (_VLAK + 1) / (_VLAK + r)
    return plek, waarde


class Bomen:
    """Trees that ask, level by level, whether a feature is above a limit; the answers point at a leaf.

    Args:
        kenmerk: the feature, by tree and level.
        grens: its limit.
        blad: the values of the leaves, by tree.
        begin: what they are added to.
    """

    def __init__(self, kenmerk: NDArray[np.integer], grens: Matrix, blad: Matrix, begin: NDArray[np.floating]) -> None:
        import numpy as np

        self._kenmerk, self._grens, self._blad, self._begin = kenmerk.astype(np.intp), grens, blad, float(begin[0])
        self._macht = 2 ** np.arange(kenmerk.shape[1])[::-1]
        self._rij = np.arange(len(blad))

    def op(self, tabel: Matrix) -> Waarden:
        """How much each row answers, about 0 to 1."""
        import numpy as np

        plek = (tabel[:, self._kenmerk] > self._grens) @ self._macht
        uit: Waarden = self._begin + self._blad[self._rij, plek].sum(axis=1, dtype=np.float64)
        return uit


@lru_cache(maxsize=2)
def laad_bomen(pad: Path = BESTAND) -> Bomen | None:
    """The trees that come with the program; None when there are none."""
    import numpy as np

    if not pad.exists():
        return None
    with np.load(pad, allow_pickle=False) as archief:
        return Bomen(archief["kenmerk"], archief["grens"], archief["blad"], archief["begin"])
