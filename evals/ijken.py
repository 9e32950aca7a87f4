"""Fit the weights of `assistant/learned/ijking.yaml` and `assistant/learned/ijking_beslishulpen.yaml` on the
development questions.

    python -m evals.ijken

The first tell when the documents leave a question open, the second when a question with the facts for a tool asks for
something beside it. Asked are the single questions of the parts to learn from, each of an assistant that has not
learned from it. The figures that are shown come from cross-validation: every question is judged by weights that were
fitted without it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from assistant.learned import beside, calibration
from assistant.learned.calibration import Ijking
from assistant.service import Assistant
from evals.questions import Vraag, delen, is_meetdeel, lees_vragen
from evals.vouwen import VOUWEN, ids_van, vouw_van

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DREMPEL = 0.55
"""From which chance on a question counts as left open: F1 in cross-validation is about as high from 0.3 to 0.6, and the
higher, the fewer questions that are answered get silence."""
DREMPEL_ERNAAST = 0.7
"""From which chance on a question is beside a tool. High: of the questions with the facts for a tool few are beside it,
and who asked what it tells should get it."""
_STRAF = 0.1
"""Inverse strength of the penalty on weights."""
_VOUWEN = 10
_NIET = frozenset({"domein", "eigen_woorden"})
"""Features for telling another field only."""


@dataclass(frozen=True)
class Geval:
    """What was measured of a question.

    Attributes:
        waarden: the features by name.
        open: whether the documents leave it open.
        beslishulp: whether a tool ran.
    """

    waarden: dict[str, float]
    open: bool
    beslishulp: bool


def gevallen(assistant: Assistant, vragen: Iterable[Vraag]) -> Iterator[Geval]:
    """The questions as measured: those that a tool was found for, and those that the documents decide."""
    for vraag in vragen:
        stappen = [stap for stap in assistant.volg(vraag.request()).stappen if stap.kenmerken]
        if len(stappen) != 1:
            continue
        kenmerken, ernaast = stappen[0].kenmerken, stappen[0].ernaast
        open_ = vraag.statussen == ["abstain"]
        if ernaast is not None:
            yield Geval(ernaast.waarden, open_, beslishulp=True)
        elif kenmerken is not None and len(vraag.statussen) == 1:
            waarden = {naam: waarde for naam, waarde in kenmerken.waarden.items() if naam not in _NIET}
            yield Geval(waarden, open_, beslishulp=False)


def ongezien(vragen: Sequence[Vraag]) -> Iterator[Geval]:
    """The same, with every question asked of an assistant that did not learn from it."""
    for vouw in range(VOUWEN):
        deel = [v for v in vragen if vouw_van(v.id) == vouw]
        assistant = Assistant.open(ongeleerd=ids_van(vouw))
        try:
            yield from gevallen(assistant, deel)
        finally:
            assistant.close()


def leervragen() -> list[Vraag]:
    """The single questions to learn from, of which it is clear whether the sources answer them."""
    alle = (vraag for deel in delen() if not is_meetdeel(deel) for vraag in lees_vragen(deel))
    return [v for v in alle if not v.documenten and _duidelijk(v)]


def _duidelijk(vraag: Vraag) -> bool:
    """Whether it is left open or not; of what a set names a tool for, any verdict is an answer."""
    return vraag.statussen in (["answered"], ["abstain"]) or (vraag.tool is not None and bool(vraag.statussen))


def ijk(metingen: Sequence[Geval], drempel: float) -> Ijking:
    """Fit the weights.

    Raises:
        ValueError: not both kinds of questions are there.
    """
    from sklearn.linear_model import LogisticRegression

    namen, x, y = _tabel(metingen)
    midden, spreiding = x.mean(axis=0), x.std(axis=0) + 1e-9
    model = LogisticRegression(C=_STRAF, max_iter=1000).fit((x - midden) / spreiding, y)
    gewichten = model.coef_[0] / spreiding
    return Ijking(
        vragen=len(y),
        drempel=drempel,
        snijpunt=round(float(model.intercept_[0] - gewichten @ midden), 4),
        gewichten={naam: round(float(w), 4) for naam, w in zip(namen, gewichten, strict=True)},
    )


def kruiselings(metingen: Sequence[Geval]) -> list[float]:
    """The chance of every question by weights that were fitted without it."""
    from sklearn.model_selection import StratifiedKFold

    _, x, y = _tabel(metingen)
    kansen = [0.0] * len(metingen)
    for leer, toets in StratifiedKFold(_VOUWEN, shuffle=True, random_state=0).split(x, y):
        geijkt = ijk([metingen[i] for i in leer], DREMPEL)
        for i in toets:
            kansen[i] = geijkt.kans(metingen[i].waarden)
    return kansen


def _tabel(metingen: Sequence[Geval]) -> tuple[list[str], NDArray[np.float64], NDArray[np.bool_]]:
    import numpy as np

    namen = list(metingen[0].waarden)
    return (
        namen,
        np.array([[geval.waarden[naam] for naam in namen] for geval in metingen]),
        np.array([geval.open for geval in metingen]),
    )


def verslag(metingen: Sequence[Geval], kansen: Sequence[float]) -> str:
    """F1 and the kinds of errors at several thresholds."""
    regels = [f"{len(metingen)} vragen, waarvan {sum(geval.open for geval in metingen)} open"]
    for drempel in (0.3, 0.4, 0.5, 0.55, 0.6, 0.7, 0.8):
        paren = [(kans >= drempel, geval.open) for kans, geval in zip(kansen, metingen, strict=True)]
        raak, loos, gemist = (paren.count(p) for p in ((True, True), (True, False), (False, True)))
        f1 = 2 * raak / (2 * raak + loos + gemist) if raak else 0.0
        regels.append(f"drempel {drempel}: terecht open {raak}, ten onrechte {loos}, gemist {gemist}, F1 {f1:.3f}")
    return "\n".join(regels)


def schrijf(metingen: Sequence[Geval], drempel: float, bestand: Path, wat: str) -> None:
    """Fit the weights, show how good they are, and write the file."""
    print(f"{bestand.name}: {verslag(metingen, kruiselings(metingen))}", file=sys.stderr)
    kop = f"# Gewichten van de kans dat {wat}; gemaakt door `python -m evals.ijken`.\n"
    bestand.write_text(kop + yaml.safe_dump(ijk(metingen, drempel).model_dump(), sort_keys=False), encoding="utf-8")


def main() -> None:
    """Measure, fit and write both files."""
    metingen = list(ongezien(leervragen()))
    zonder = [geval for geval in metingen if not geval.beslishulp]
    schrijf(zonder, DREMPEL, calibration.BESTAND, "de documenten een vraag open laten")
    met = [geval for geval in metingen if geval.beslishulp]
    schrijf(met, DREMPEL_ERNAAST, beside.BESTAND, "een vraag naast de beslishulp valt die erbij werd gevonden")


if __name__ == "__main__":
    main()
