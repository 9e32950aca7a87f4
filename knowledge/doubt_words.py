"""How a story leaves a value open (`woordenschat/twijfel.yaml`).

Only data and the compiled patterns, all for folded text; what follows from a match is decided in
`assistant.reading.certainty.doubt`.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated

from pydantic import Field

from knowledge.models import Model
from knowledge.word_lists import Termen, VlakNa, VlakVoor, lezer


class Twijfelwoorden(Model):
    """The file `twijfel.yaml`."""

    keuze: Termen = Field(description="Between two values of a kind: one of the two.")
    open: Termen = Field(description="Said of a value: it cannot be read, or is not settled.")
    gezegde: Termen = Field(description="After a value in a clause that begins with a word of choice.")
    ertussen: Termen = Field(description="What may stand between that value and those words.")
    misschien: Termen = Field(description="Before a segment of a contract: it may be one, or not.")
    aangevraagd: Termen = Field(description="After one: it was asked for, and may not come.")
    toegekend: Termen = Field(description="Anywhere in the text: what came of what was asked for is told.")
    vraagt_aan: Termen = Field(description="The same, before one.")
    vraagt: Termen = Field(description="What is not known is what is asked, and no value.")
    samen: Termen = Field(description="Somewhere in the text: two sources tell of two things that go together.")
    bron: Termen = Field(description="Who or what tells a value.")
    tegenover: Termen = Field(description="The other one, beside one of those.")
    beslist: Termen = Field(description="Says which of two values holds, or that both do.")
    contract: Termen = Field(description="What makes segments those of a contract for the year after.")
    contract_ervoor: Termen = Field(description="What makes them those of the contract before.")
    voor_profiel: VlakVoor = Field(description="Right before a number: it may be a profile.")
    geen_profiel: VlakNa = Field(description="Right after a number: it is none.")
    hulp: Annotated[dict[str, Termen], Field(min_length=2)] = Field(description="Kind of help -> words for it.")

    @cached_property
    def na_waarde(self) -> re.Pattern[str]:
        """At the beginning of what stands after a value: `gezegde`, whatever small words stand before it."""
        return re.compile(rf"(?:\s+(?:{self.ertussen.pattern}))*\s+(?:{self.gezegde.pattern})")


laad_twijfelwoorden = lezer(Twijfelwoorden, "twijfel.yaml")
