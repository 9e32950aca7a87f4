"""The words by which an answer claims something that must be proven (`woordenschat/bewijs.yaml`).

Only data and the compiled patterns, all for folded text; what follows from a match is decided in
`assistant.proof.claims`.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated

from pydantic import Field

from knowledge.folding import patroon, vouw
from knowledge.models import Model
from knowledge.word_lists import Gevouwen, Lijst, Termen, Woorden, gelezen, lezer


def _een_van(vormen: list[str]) -> str:
    return "|".join(re.escape(v) for v in sorted(vormen, key=len, reverse=True))


def _documentnaam(uitgangen: list[str]) -> re.Pattern[str]:
    uitgang = _een_van([vouw(u) for u in uitgangen])
    return re.compile(rf"(?<![a-z0-9])([a-z]{{2,}}-?(?:{uitgang}))(?:en|s|'s)?(?![a-z0-9])")


def _antwoord(termen: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{patroon(termen).pattern})")


def _aanloop(termen: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{patroon(termen).pattern})[\s:,;]*")


Documentnaam = Annotated[re.Pattern[str], gelezen(_documentnaam)]
"""A word that ends so; its first group is the name."""
Antwoord = Annotated[re.Pattern[str], gelezen(_antwoord)]
"""At the very start, after signs; for `match`."""
Aanloop = Annotated[re.Pattern[str], gelezen(_aanloop)]
"""The same, with the signs behind it."""


class Bewijswoorden(Model):
    """The file `bewijs.yaml`."""

    documentwoorden: Documentnaam = Field(description="How names of documents and forms end.")
    geen_document: Woorden = Field(description="Words that end so and name no document.")
    ja: Antwoord = Field(description="Begins of a sentence that answers yes.")
    nee: Antwoord = Field(description="Begins of a sentence that answers no.")
    mag: Termen
    mag_niet: Termen
    moet: Termen
    moet_niet: Termen
    ontkenning: Termen
    scheiding: Termen = Field(description="Words that begin a new clause.")
    eenheden: dict[str, Lijst] = Field(description="Unit -> ways of writing.")
    tijdseenheden: Woorden = Field(description="Units before which the article counts as the number one.")
    vulwoorden: Woorden = Field(description="Words without a meaning of their own.")
    kenmerken: dict[str, dict[str, Termen]] = Field(description="Kind -> value -> terms; values exclude each other.")
    beperkingen: dict[str, Termen] = Field(description="What narrows a statement -> terms.")
    aanlopen: Aanloop = Field(description="How a sentence begins without saying anything by it.")
    met_accent: dict[str, str] = Field(description="Word that its accents tell from another -> how it is read.")
    ook_beperkend: dict[str, Termen] = Field(description="Restriction -> terms by which a model may put it.")
    neutraal: Woorden = Field(description="Words that only tie sentences together.")
    zegswijzen: Woorden = Field(description="Words of headings that say something otherwise, not something else.")
    bij_datum: dict[Gevouwen, str] = Field(description="Word right before a date -> value of the kind `tijd`.")

    @cached_property
    def geschreven(self) -> dict[str, str]:
        """Way of writing -> unit."""
        return {vouw(vorm): naam for naam, vormen in self.eenheden.items() for vorm in vormen}

    @cached_property
    def eenheid(self) -> re.Pattern[str]:
        """A unit at this place; its text is a key of `geschreven`."""
        return re.compile(rf"[\s-]*(?P<eenheid>{_een_van([*self.geschreven])})(?![a-z])")


laad_bewijswoorden = lezer(Bewijswoorden, "bewijs.yaml")
