"""The words by which an answer claims something that must be proven (`woordenschat/bewijs.yaml`).

Only data and the compiled patterns, all for folded text; what follows from a match is decided in `assistant.claims`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from knowledge.folding import patroon, vouw
from knowledge.models import Model
from knowledge.store import KENNISMAP
from knowledge.word_file import lees_woorden

_NAAM = "bewijs.yaml"
Termen = Annotated[list[str], Field(min_length=1)]


class Bewijs(Model):
    """The file `bewijs.yaml`; every list is of terms."""

    documentwoorden: Termen = Field(description="How names of documents and forms end.")
    geen_document: list[str] = Field(description="Words that end so and name no document.")
    ja: Termen = Field(description="Begins of a sentence that answers yes.")
    nee: Termen = Field(description="Begins of a sentence that answers no.")
    mag: Termen
    mag_niet: Termen
    moet: Termen
    moet_niet: Termen
    ontkenning: Termen
    scheiding: Termen = Field(description="Words that begin a new clause.")
    eenheden: dict[str, Termen] = Field(description="Unit -> ways of writing.")
    tijdseenheden: Termen = Field(description="Units before which the article counts as the number one.")
    vulwoorden: Termen = Field(description="Words without a meaning of their own.")


@dataclass(frozen=True)
class Bewijswoorden:
    """The same as patterns for folded text."""

    document: re.Pattern[str]
    geen_document: frozenset[str]
    ja: re.Pattern[str]
    nee: re.Pattern[str]
    mag: re.Pattern[str]
    mag_niet: re.Pattern[str]
    moet: re.Pattern[str]
    moet_niet: re.Pattern[str]
    ontkenning: re.Pattern[str]
    scheiding: re.Pattern[str]
    eenheid: re.Pattern[str]
    """A unit at this place; its text is a key of `eenheden`."""
    eenheden: dict[str, str]
    """Way of writing -> unit."""
    tijdseenheden: frozenset[str]
    vulwoorden: frozenset[str]


def _maak(b: Bewijs) -> Bewijswoorden:
    geschreven = {vouw(vorm): naam for naam, vormen in b.eenheden.items() for vorm in vormen}
    vormen = "|".join(re.escape(v) for v in sorted(geschreven, key=len, reverse=True))
    uitgangen = "|".join(re.escape(vouw(w)) for w in sorted(b.documentwoorden, key=len, reverse=True))
    geen = frozenset(vouw(w) for w in b.geen_document)
    begin = [re.compile(rf"\W*(?:{patroon(lijst).pattern})") for lijst in (b.ja, b.nee)]
    return Bewijswoorden(
        document=re.compile(rf"(?<![a-z0-9])([a-z]{{2,}}-?(?:{uitgangen}))(?:en|s|'s)?(?![a-z0-9])"),
        geen_document=geen,
        ja=begin[0],
        nee=begin[1],
        mag=patroon(b.mag),
        mag_niet=patroon(b.mag_niet),
        moet=patroon(b.moet),
        moet_niet=patroon(b.moet_niet),
        ontkenning=patroon(b.ontkenning),
        scheiding=patroon(b.scheiding),
        eenheid=re.compile(rf"[\s-]*(?P<eenheid>{vormen})(?![a-z])"),
        eenheden=geschreven,
        tijdseenheden=frozenset(b.tijdseenheden),
        vulwoorden=frozenset(vouw(w) for w in b.vulwoorden),
    )


@lru_cache(maxsize=4)
def laad_bewijswoorden(map: Path = KENNISMAP) -> Bewijswoorden:
    """Read the words of proof of a knowledge folder.

    Raises:
        KennisFout: the file is not there or does not fit; with every fault.
    """
    return _maak(lees_woorden(Bewijs, _NAAM, map))
