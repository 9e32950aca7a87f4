"""How a story tells who refers a child (`woordenschat/verwijzing.yaml`).

Only data and the compiled patterns, all for folded text; what follows from a match is decided in
`assistant.reading.referral`.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated

from pydantic import Field

from knowledge.models import Model
from knowledge.word_lists import Termen, lezer


class Verwijzingswoorden(Model):
    """The file `verwijzing.yaml`."""

    partijen: Annotated[dict[str, Termen], Field(min_length=1)] = Field(description="Value -> parties that have it.")
    verwijst: Termen = Field(description="What the one who refers does.")
    stuurt: Termen = Field(description="The same, but of papers too.")
    papieren: Termen = Field(description="Papers, of which a sentence with such a word may be.")
    niet_door: Termen = Field(description="Right before a party that is not the one who does it.")
    die: Termen = Field(description="Right after such a party that is the one after all.")
    door: Termen = Field(description="Right before a party that is.")
    lidwoorden: Termen = Field(description="Between such a word and the party.")
    keuze: Termen = Field(description="Between two parties of which one is asked for.")
    ontkent: Termen = Field(description="Denies what follows or goes before.")
    dat_was: Termen = Field(description="Right before the one who did it, after one who did not.")
    twijfel: Termen = Field(description="It is not told for certain, or only asked.")
    destijds: Termen = Field(description="Begins what was so for an earlier request.")
    nu: Termen = Field(description="Ends that: what follows is so now.")
    via: Termen = Field(description="Right before a party by way of which a request goes.")
    loopt: Termen = Field(description="Of a request, in the sentence of such a party.")
    zou: Termen = Field(description="What did not happen after all.")
    ten_slotte: Termen = Field(description="What happened in the end.")

    @cached_property
    def partij(self) -> re.Pattern[str]:
        """A party at some place; its group is the value."""
        return re.compile("|".join(f"(?P<{waarde}>{p.pattern})" for waarde, p in self.partijen.items()))

    @cached_property
    def toen(self) -> re.Pattern[str]:
        """What is told of an earlier request, up to where it is told how it is now."""
        return re.compile(rf"(?:{self.destijds.pattern})[^.;!?\n]*?(?=(?:{self.nu.pattern})|[.;!?\n]|$)")

    @cached_property
    def niet_door_hem(self) -> re.Pattern[str]:
        """At the end of what stands before a party: `niet_door`."""
        return self._ervoor(self.niet_door.pattern)

    @cached_property
    def door_hem(self) -> re.Pattern[str]:
        """At the end of what stands before a party: `door`."""
        return self._ervoor(self.door.pattern)

    @cached_property
    def via_hem(self) -> re.Pattern[str]:
        """At the end of what stands before a party: `via`."""
        return self._ervoor(self.via.pattern)

    @cached_property
    def dat_was_hij(self) -> re.Pattern[str]:
        """At the end of what stands before a party: `dat_was`."""
        return self._ervoor(self.dat_was.pattern)

    @cached_property
    def hij_niet(self) -> re.Pattern[str]:
        """At the end of what stands before a party: it is denied."""
        return self._ervoor(rf"(?:{self.ontkent.pattern})(?:\s+(?:{self.door.pattern}))?")

    @cached_property
    def die_wel(self) -> re.Pattern[str]:
        """At the begin of what stands after a party, with the rest of its name: `die`."""
        return re.compile(rf"(?:\s+[a-z-]+){{0,3}}?,\s+(?:[a-z]+\s+)?(?:{self.die.pattern})")

    @cached_property
    def een_van_twee(self) -> re.Pattern[str]:
        """All that stands between two parties: `keuze`."""
        naam = rf"(?:(?!\s+(?:{self.ontkent.pattern}))\s+[a-z-]+){{0,2}}"
        return re.compile(rf"{naam}[\s,]+(?:{self.keuze.pattern}){self._lid}?")

    @property
    def _lid(self) -> str:
        return rf"(?:\s+(?:{self.lidwoorden.pattern}))*\s+"

    def _ervoor(self, woorden: str) -> re.Pattern[str]:
        return re.compile(f"(?:{woorden}){self._lid}$")


laad_verwijzingswoorden = lezer(Verwijzingswoorden, "verwijzing.yaml")
