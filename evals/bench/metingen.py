"""What is measured: a figure beside its floor, and the spread of many times."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Meting:
    """One figure.

    Attributes:
        groep: heading in the report, Dutch.
        wat: what was measured, Dutch.
        waarde: the figure.
        eenheid: its unit.
        vloer: the floor, in the same unit; None when there is none.
        vloer_is: what the floor is, Dutch.
        budget: largest ratio to the floor (with `minstens`: smallest), or largest figure when there is no floor.
        minstens: whether the ratio must be at least the budget.
        bij: passages in the index; None when it does not matter.
        verder: other figures, for the JSON.
    """

    groep: str
    wat: str
    waarde: float
    eenheid: str
    vloer: float | None = None
    vloer_is: str = ""
    budget: float | None = None
    minstens: bool = False
    bij: int | None = None
    verder: dict[str, Any] = field(default_factory=dict)

    @property
    def verhouding(self) -> float | None:
        """The figure as a ratio to its floor."""
        return self.waarde / self.vloer if self.vloer else None

    @property
    def gehaald(self) -> bool | None:
        """Whether it stays within its budget; None when it has none."""
        if self.budget is None:
            return None
        getal = self.waarde if self.verhouding is None else self.verhouding
        return getal >= self.budget if self.minstens else getal <= self.budget


def percentiel(waarden: Sequence[float], deel: float) -> float:
    """The smallest value that at least this part of the values does not exceed."""
    return sorted(waarden)[max(0, math.ceil(deel * len(waarden)) - 1)]


def samen(waarden: Sequence[float]) -> dict[str, float]:
    """Median, p95, least and number of values."""
    return {
        "p50": statistics.median(waarden),
        "p95": percentiel(waarden, 0.95),
        "minste": min(waarden),
        "aantal": len(waarden),
    }
