"""By which words a denied profile, or a bare number that may be one, is told apart (`woordenschat/ontkenning.yaml`).

Only data and the compiled patterns, all for folded text; what follows from a match is decided in
`assistant.reading.certainty.denials`.
"""

from __future__ import annotations

from pydantic import Field

from knowledge.models import Model
from knowledge.word_lists import Overal, Termen, lezer


class Ontkenningswoorden(Model):
    """The file `ontkenning.yaml`."""

    eenheid: Overal = Field(description="After a number in the place of a denied profile: it counts these.")
    onderwerp: Termen = Field(description="Of whom it is said which profile it is, beside small words.")
    ertussen: Termen = Field(description="Small words between that and the number.")
    zoekt: Termen = Field(description="Before or after a code that is denied: somebody looks for another one.")
    score: Termen = Field(description="Beside a bare number: it is a mark, and no profile.")


laad_ontkenningswoorden = lezer(Ontkenningswoorden, "ontkenning.yaml")
