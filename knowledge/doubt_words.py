"""How a story leaves a value open (`woordenschat/twijfel.yaml`).

Only data and the compiled patterns, all for folded text; what follows from a match is decided in `assistant.doubt`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from knowledge.models import Model
from knowledge.store import KENNISMAP
from knowledge.vocabulary import patroon
from knowledge.word_file import lees_woorden

_NAAM = "twijfel.yaml"
Termen = Annotated[list[str], Field(min_length=1)]


class Twijfel(Model):
    """The file `twijfel.yaml`; every list is of terms."""

    keuze: Termen = Field(description="Between two values of a kind: one of the two.")
    open: Termen = Field(description="Said of a value: it cannot be read, or is not settled.")
    gezegde: Termen = Field(description="After a value in a clause that begins with a word of choice.")
    ertussen: Termen = Field(description="What may stand between that value and those words.")
    misschien: Termen = Field(description="Before a segment of a contract: it may be one, or not.")
    vraagt: Termen = Field(description="What is not known is what is asked, and no value.")
    samen: Termen = Field(description="Somewhere in the text: two sources tell of two things that go together.")
    bron: Termen = Field(description="Who or what tells a value.")
    tegenover: Termen = Field(description="The other one, beside one of those.")
    beslist: Termen = Field(description="Says which of two values holds, or that both do.")
    contract: Termen = Field(description="What makes segments those of a contract for the year after.")
    contract_ervoor: Termen = Field(description="What makes them those of the contract before.")
    voor_profiel: Termen = Field(description="Right before a number: it may be a profile.")
    geen_profiel: Termen = Field(description="Right after a number: it is none.")
    hulp: Annotated[dict[str, Termen], Field(min_length=2)] = Field(description="Kind of help -> words for it.")


@dataclass(frozen=True)
class Twijfelwoorden:
    """The patterns of those terms."""

    keuze: re.Pattern[str]
    open: re.Pattern[str]
    gezegde: re.Pattern[str]
    """At the beginning of what stands after a value."""
    misschien: re.Pattern[str]
    vraagt: re.Pattern[str]
    samen: re.Pattern[str]
    bron: re.Pattern[str]
    tegenover: re.Pattern[str]
    beslist: re.Pattern[str]
    contract: re.Pattern[str]
    contract_ervoor: re.Pattern[str]
    voor_profiel: re.Pattern[str]
    """At the end of what stands before a number."""
    geen_profiel: re.Pattern[str]
    """At the beginning of what stands after it."""
    hulp: dict[str, re.Pattern[str]]


@lru_cache(maxsize=4)
def laad_twijfelwoorden(map: Path = KENNISMAP) -> Twijfelwoorden:
    """Read the words of doubt of a knowledge folder.

    Raises:
        KennisFout: the file is not there or does not fit; with every fault.
    """
    w = lees_woorden(Twijfel, _NAAM, map)
    return Twijfelwoorden(
        keuze=patroon(w.keuze),
        open=patroon(w.open),
        gezegde=re.compile(rf"(?:\s+(?:{patroon(w.ertussen).pattern}))*\s+(?:{patroon(w.gezegde).pattern})"),
        misschien=patroon(w.misschien),
        vraagt=patroon(w.vraagt),
        samen=patroon(w.samen),
        bron=patroon(w.bron),
        tegenover=patroon(w.tegenover),
        beslist=patroon(w.beslist),
        contract=patroon(w.contract),
        contract_ervoor=patroon(w.contract_ervoor),
        voor_profiel=re.compile(rf"(?:{patroon(w.voor_profiel).pattern})\s*$"),
        geen_profiel=re.compile(rf"\s+(?:{patroon(w.geen_profiel).pattern})"),
        hulp={soort: patroon(termen) for soort, termen in w.hulp.items()},
    )
