"""The chance that the documents leave a question open, from what was measured of it: weights that a file holds.

The weights are fitted on the development questions by `python -m evals.ijken`, for the default embedding.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from knowledge.yaml_file import lees_vlot

BESTAND = Path(__file__).with_name("ijking.yaml")


class Ijking(BaseModel):
    """A logistic regression.

    Attributes:
        vragen: how many questions it was fitted on.
        drempel: from which chance on a question counts as left open.
        snijpunt: the intercept.
        gewichten: feature -> weight.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    vragen: int
    drempel: float = Field(gt=0, lt=1)
    snijpunt: float
    gewichten: dict[str, float]

    def kans(self, waarden: Mapping[str, float]) -> float:
        """The chance, from 0 to 1, that a question with these features is left open.

        Raises:
            KeyError: a feature is missing.
        """
        som = self.snijpunt + sum(gewicht * waarden[naam] for naam, gewicht in self.gewichten.items())
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, som))))


@cache
def laad_ijking(bestand: Path = BESTAND) -> Ijking:
    """The weights that come with the assistant."""
    return Ijking.model_validate(lees_vlot(bestand.read_text(encoding="utf-8")))
