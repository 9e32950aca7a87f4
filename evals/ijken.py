"""Fit the weights of `assistant/ijking.yaml` on the development questions: when do the documents leave a question open?

    python -m evals.ijken

Asked are the single questions of the parts to learn from; counted are those that no fixed rule decides. The assistant
learns from most of these questions too (`evals.praktijk`): each is measured by one that has not learned from it. The
figures that are shown come from cross-validation: every question is judged by weights that were fitted without it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import yaml

from assistant.calibration import BESTAND, Ijking
from assistant.judge import Kenmerken
from assistant.service import Assistant
from evals.questions import Vraag, delen, is_meetdeel, lees_vragen
from evals.vouwen import VOUWEN, ids_van, vouw_van

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DREMPEL = 0.55
"""From which chance on a question counts as left open: F1 in cross-validation is about as high from 0.3 to 0.6, and the
higher, the fewer questions that are answered get silence."""
_STRAF = 0.1
"""Inverse strength of the penalty on weights."""
_VOUWEN = 10
_NIET = frozenset({"domein", "eigen_woorden"})
"""Features for telling another field only."""

Geval = tuple[Kenmerken, bool]
"""What was measured of a question, and whether the documents leave it open."""


def gevallen(assistant: Assistant, vragen: Iterable[Vraag]) -> Iterator[Geval]:
    """Those of the questions that the documents decide, as measured."""
    for vraag in vragen:
        verloop = assistant.volg(vraag.request())
        gemeten = [stap.kenmerken for stap in verloop.stappen if stap.kenmerken]
        if len(gemeten) == 1 and not verloop.answer.tool_results:
            yield gemeten[0], vraag.statussen == ["abstain"]


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
    """The single questions to learn from, of which it is clear whether the documents answer them."""
    alle = (vraag for deel in delen() if not is_meetdeel(deel) for vraag in lees_vragen(deel))
    return [v for v in alle if not v.documenten and v.statussen in (["answered"], ["abstain"])]


def ijk(metingen: Sequence[Geval]) -> Ijking:
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
        drempel=DREMPEL,
        snijpunt=round(float(model.intercept_[0] - gewichten @ midden), 4),
        gewichten={naam: round(float(w), 4) for naam, w in zip(namen, gewichten, strict=True)},
    )


def kruiselings(metingen: Sequence[Geval]) -> list[float]:
    """The chance of every question by weights that were fitted without it."""
    from sklearn.model_selection import StratifiedKFold

    _, x, y = _tabel(metingen)
    kansen = [0.0] * len(metingen)
    for leer, toets in StratifiedKFold(_VOUWEN, shuffle=True, random_state=0).split(x, y):
        geijkt = ijk([metingen[i] for i in leer])
        for i in toets:
            kansen[i] = geijkt.kans(metingen[i][0].waarden)
    return kansen


def _tabel(metingen: Sequence[Geval]) -> tuple[list[str], NDArray[np.float64], NDArray[np.bool_]]:
    import numpy as np

    namen = [naam for naam in metingen[0][0].waarden if naam not in _NIET]
    return (
        namen,
        np.array([[kenmerken.waarden[naam] for naam in namen] for kenmerken, _ in metingen]),
        np.array([open_ for _, open_ in metingen]),
    )


def verslag(metingen: Sequence[Geval], kansen: Sequence[float]) -> str:
    """F1 and the kinds of errors at several thresholds, the one that is used among them."""
    regels = [f"{len(metingen)} vragen, waarvan {sum(o for _, o in metingen)} open"]
    for drempel in (0.3, 0.4, DREMPEL, 0.6, 0.7):
        paren = [(kans >= drempel, open_) for kans, (_, open_) in zip(kansen, metingen, strict=True)]
        raak, loos, gemist = (paren.count(p) for p in ((True, True), (True, False), (False, True)))
        f1 = 2 * raak / (2 * raak + loos + gemist) if raak else 0.0
        regels.append(f"drempel {drempel}: terecht open {raak}, ten onrechte {loos}, gemist {gemist}, F1 {f1:.3f}")
    return "\n".join(regels)


def main() -> None:
    """Measure, fit and write the file."""
    metingen = list(ongezien(leervragen()))
    print(verslag(metingen, kruiselings(metingen)), file=sys.stderr)
    kop = "# Gewichten van de kans dat de documenten een vraag open laten; gemaakt door `python -m evals.ijken`.\n"
    BESTAND.write_text(kop + yaml.safe_dump(ijk(metingen).model_dump(), sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
