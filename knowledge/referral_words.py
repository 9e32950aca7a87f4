"""How a story tells who refers a child (`woordenschat/verwijzing.yaml`).

Only data and the compiled patterns, all for folded text; what follows from a match is decided in `assistant.referral`.
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

_NAAM = "verwijzing.yaml"
Termen = Annotated[list[str], Field(min_length=1)]


class Verwijzing(Model):
    """The file `verwijzing.yaml`; every list is of terms."""

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
    zou: Termen = Field(description="What did not happen after all.")
    ten_slotte: Termen = Field(description="What happened in the end.")


@dataclass(frozen=True)
class Verwijzingswoorden:
    """The same as patterns for folded text."""

    partij: re.Pattern[str]
    """A party at some place; its group is the value."""
    verwijst: re.Pattern[str]
    stuurt: re.Pattern[str]
    papieren: re.Pattern[str]
    niet_door: re.Pattern[str]
    """At the end of what stands before a party."""
    die: re.Pattern[str]
    """At the begin of what stands after a party, with the rest of its name."""
    door: re.Pattern[str]
    keuze: re.Pattern[str]
    """All that stands between two parties."""
    ontkend: re.Pattern[str]
    """At the end of what stands before a party, or around what is done."""
    ontkent: re.Pattern[str]
    dat_was: re.Pattern[str]
    """At the end of what stands before a party."""
    twijfel: re.Pattern[str]
    zou: re.Pattern[str]
    ten_slotte: re.Pattern[str]


@lru_cache(maxsize=4)
def laad_verwijzingswoorden(map: Path = KENNISMAP) -> Verwijzingswoorden:
    """Read the words of referrals of a knowledge folder.

    Raises:
        KennisFout: the file is not there or does not fit; with every fault.
    """
    w = lees_woorden(Verwijzing, _NAAM, map)
    lid = rf"(?:\s+(?:{patroon(w.lidwoorden).pattern}))*\s+$"
    voor = {naam: patroon(termen).pattern for naam, termen in (("niet", w.niet_door), ("door", w.door))}
    ontkent = patroon(w.ontkent).pattern
    return Verwijzingswoorden(
        partij=re.compile(
            "|".join(f"(?P<{waarde}>{patroon(termen).pattern})" for waarde, termen in w.partijen.items())
        ),
        verwijst=patroon(w.verwijst),
        stuurt=patroon(w.stuurt),
        papieren=patroon(w.papieren),
        niet_door=re.compile(f"(?:{voor['niet']}){lid}"),
        die=re.compile(rf"(?:\s+[a-z-]+){{0,3}}?,\s+(?:[a-z]+\s+)?(?:{patroon(w.die).pattern})"),
        door=re.compile(f"(?:{voor['door']}){lid}"),
        keuze=re.compile(rf"(?:(?!\s+(?:{ontkent}))\s+[a-z-]+){{0,2}}[\s,]+(?:{patroon(w.keuze).pattern}){lid[:-1]}?"),
        ontkend=re.compile(rf"(?:{ontkent})(?:\s+(?:{voor['door']}))?{lid}"),
        ontkent=patroon(w.ontkent),
        dat_was=re.compile(f"(?:{patroon(w.dat_was).pattern}){lid}"),
        twijfel=patroon(w.twijfel),
        zou=patroon(w.zou),
        ten_slotte=patroon(w.ten_slotte),
    )
