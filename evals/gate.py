"""The gate of CI: enough right, nothing unproven, no answer in the wrong regime."""

from __future__ import annotations

from collections.abc import Sequence

from evals.judging import Oordeel
from evals.quality import tel
from evals.scores import aandeel


def tekort(oordelen: Sequence[Oordeel], drempel: float) -> list[str]:
    """Why a run does not pass, as Dutch sentences; empty when it does.

    Args:
        oordelen: the judgements.
        drempel: the least share of right answers, from 0 to 1.
    """
    samen = aandeel(oordelen)
    redenen = []
    if samen.waarde < drempel:
        redenen.append(f"Goed is {samen.waarde:.1%} ({samen.goed} van {samen.van}), de drempel is {drempel:.1%}.")
    for soort, wat in (("onbewezen", "met een onbewezen feit"), ("regeling", "in de verkeerde regeling")):
        if aantal := tel(oordelen, soort):
            redenen.append(f"Antwoorden {wat}: {aantal}; dat mag er geen zijn.")
    return redenen
