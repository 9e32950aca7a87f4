"""By which words a denied profile, or a bare number that may be one, is told apart (`woordenschat/ontkenning.yaml`).

Only data and the compiled patterns, all for folded text; what follows from a match is decided in `assistant.denials`.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import Field

from knowledge.form_words import Overal, Termen
from knowledge.models import Model
from knowledge.store import KENNISMAP
from knowledge.word_file import lees_woorden

_NAAM = "ontkenning.yaml"


class Ontkenningswoorden(Model):
    """The file `ontkenning.yaml`."""

    eenheid: Overal = Field(description="After a number in the place of a denied profile: it counts these.")
    onderwerp: Termen = Field(description="Of whom it is said which profile it is, beside small words.")
    ertussen: Termen = Field(description="Small words between that and the number.")
    score: Termen = Field(description="Beside a bare number: it is a mark, and no profile.")


@lru_cache(maxsize=4)
def laad_ontkenningswoorden(map: Path = KENNISMAP) -> Ontkenningswoorden:
    """Read the words of denials of a knowledge folder.

    Raises:
        KennisFout: the file is not there or does not fit; with every fault.
    """
    return lees_woorden(Ontkenningswoorden, _NAAM, map)
