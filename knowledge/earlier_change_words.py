"""How a story tells whether an allocation was changed before (`woordenschat/eerdere_wijziging.yaml`).

Only data and the compiled patterns, all for folded text; what follows from a match is decided in
`assistant.earlier_change`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from knowledge.models import Model
from knowledge.store import KENNISMAP
from knowledge.vocabulary import patroon
from knowledge.word_file import lees_woorden

_NAAM = "eerdere_wijziging.yaml"
Termen = Annotated[list[str], Field(min_length=1)]


class EerdereWijziging(Model):
    """The file `eerdere_wijziging.yaml`; every list is of terms."""

    wijzigt: Termen = Field(description="Of a change of an allocation, or what stands for one.")
    gedaan: Termen = Field(description="It was done.")
    wil: Termen = Field(description="It is wished or asked, and has not been done.")
    terug: Termen = Field(description="Asks to go back, whatever to.")
    herhaalt: Termen = Field(description="Repeats something, without saying that it was done before.")
    later: Termen = Field(description="Of what comes after the change that is asked for.")
    ontkent: Termen = Field(description="Denies what follows in the same part of a sentence.")
    vraagt_mag: Termen = Field(description="Begins a question in which a denial denies nothing.")
    onzeker: Termen = Field(description="It is not known.")
    iets_anders: Termen = Field(description="Said of the one who asks, or of no allocation.")
    ander_ding: Termen = Field(description="Something else that was changed.")


@dataclass(frozen=True)
class Wijzigingswoorden:
    """The same as patterns for folded text."""

    wijzigt: re.Pattern[str]
    gedaan: re.Pattern[str]
    wil: re.Pattern[str]
    terug: re.Pattern[str]
    herhaalt: re.Pattern[str]
    later: re.Pattern[str]
    ontkent: re.Pattern[str]
    vraagt_mag: re.Pattern[str]
    onzeker: re.Pattern[str]
    iets_anders: re.Pattern[str]
    ander_ding: re.Pattern[str]


@lru_cache(maxsize=4)
def laad_wijzigingswoorden(map: Path = KENNISMAP) -> Wijzigingswoorden:
    """Read the words of earlier changes of a knowledge folder.

    Raises:
        KennisFout: the file is not there or does not fit; with every fault.
    """
    w = lees_woorden(EerdereWijziging, _NAAM, map)
    return Wijzigingswoorden(**{veld.name: patroon(getattr(w, veld.name)) for veld in fields(Wijzigingswoorden)})
