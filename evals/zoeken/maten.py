"""The metrics by `ir-measures`, on files: the first ten different files of the passages found, in their order.

A reader opens a file, and peers cut files differently, so files compare where passages cannot. nDCG counts every
judged file (2: answers, 1: helps); the others only the files that answer by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evals.zoeken.vragen import ZoekVraag
from knowledge.errors import WegwijzerError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Waarden = NDArray[np.float64]

MATEN = {"nDCG@10": "nDCG@10", "recall@5": "R(rel=2)@5", "raak@5": "Success(rel=2)@5", "MRR": "RR(rel=2)@10"}
"""Our name -> the measure of `ir-measures`: recall@5 is the share of the answering files among the first five,
raak@5 whether at least one is, MRR the inverse of the rank of the first."""
BESTANDEN = 10
_TREKKINGEN = 10_000
_ZAAD = 20260101


@dataclass(frozen=True)
class Schatting:
    """A mean with its 95 % bootstrap interval.

    Attributes:
        waarde: the mean.
        laag: lower end.
        hoog: upper end.
        aantal: number of questions.
    """

    waarde: float
    laag: float
    hoog: float
    aantal: int


def bestanden(documenten: Iterable[str], aantal: int = BESTANDEN) -> list[str]:
    """The first different files of ranked passages."""
    return list(dict.fromkeys(documenten))[:aantal]


def meet(vragen: Sequence[ZoekVraag], gevonden: Mapping[str, Sequence[str]]) -> dict[str, Waarden]:
    """By metric one value a question, in order.

    Args:
        vragen: the questions.
        gevonden: by id of a question the files found, best first.

    Raises:
        WegwijzerError: `ir-measures` is not installed.
    """
    import numpy as np

    try:
        import ir_measures
    except ImportError as error:
        raise WegwijzerError(
            "Voor de zoekmeting is het pakket ir-measures nodig; installeer het met: "
            "pip install 'wegwijzer-jeugdhulp[peers]'."
        ) from error
    oordelen = {v.id: dict(v.goed) for v in vragen}
    # only the order counts: scores that fall with the rank
    lijst = {v.id: {b: -float(rang) for rang, b in enumerate(gevonden.get(v.id, ()))} for v in vragen}
    maten = {ir_measures.parse_measure(maat): naam for naam, maat in MATEN.items()}
    per = {(maten[m.measure], m.query_id): m.value for m in ir_measures.iter_calc(list(maten), oordelen, lijst)}
    return {naam: np.array([per.get((naam, v.id), 0.0) for v in vragen]) for naam in MATEN}


def schat(waarden: Waarden) -> Schatting:
    """The mean, and the interval in which it lies for 95 % of the samples drawn from these values.

    For the difference to a peer give the differences question by question: then the sampling is paired.
    """
    import numpy as np

    if not len(waarden):
        return Schatting(0.0, 0.0, 0.0, 0)
    rng = np.random.default_rng(_ZAAD)
    gemiddelden = waarden[rng.integers(0, len(waarden), (_TREKKINGEN, len(waarden)))].mean(axis=1)
    laag, hoog = np.percentile(gemiddelden, [2.5, 97.5])
    return Schatting(float(waarden.mean()), float(laag), float(hoog), len(waarden))
