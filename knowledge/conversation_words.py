"""How people go on in a conversation (`woordenschat/gesprek.yaml`): thanks, corrections, a new case, back to before.

Only data and the compiled patterns, all for folded text; what follows from a match is decided in `assistant`.
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
from knowledge.vocabulary import patroon, vouw
from knowledge.word_file import lees_woorden

_NAAM = "gesprek.yaml"
Termen = Annotated[list[str], Field(min_length=1)]


class Antwoordvorm(Model):
    """How a short answer to a question for one fact is read."""

    slot: str = Field(description="The input that the question asks for.")
    vraag: Termen = Field(description="Words of the question.")
    lees: str | None = Field(default=None, pattern=r"\{antwoord\}", description="How the answer is read.")
    ja: str | None = Field(default=None, description="How yes is read.")
    nee: str | None = Field(default=None, description="How no is read.")


class Gesprek(Model):
    """The file `gesprek.yaml`; every list is of terms."""

    dank: Termen = Field(description="A turn of nothing but these asks nothing.")
    dank_erbij: Termen = Field(description="Small words beside those.")
    correctie: Termen = Field(description="Signs that a turn puts right what was said.")
    vervolg: Termen = Field(description="Begins of a turn that goes on with what was said.")
    verwijst: Termen = Field(description="Words that point back to what was said.")
    zelfde_geval: Termen = Field(description="Words that point back to the client that was spoken of.")
    ander_geval: Termen = Field(description="Signs of another case.")
    een_geval: Termen = Field(description="A case in general.")
    nieuwe_vraag: Termen = Field(description="Signs of another subject.")
    terug: Termen = Field(description="Signs that a turn goes back to an earlier subject.")
    vraagwoorden: Termen = Field(description="Words that ask for something of their own.")
    andersom: Termen = Field(description="Says that a thing is otherwise than was told.")
    voegt_toe: Termen = Field(description="Signs that a turn adds to what was told.")
    contract_erbij: Termen = Field(description="Signs that segments come to the contract that was told before.")
    segment_erbij: Termen = Field(description="The same, where the conversation is about contracts.")
    komt_erbij: Termen = Field(description="Signs that an amount comes on top of what was spent.")
    vanaf_vandaag: Termen = Field(description="Signs that today is where one counts from.")
    telt_vanaf: Termen = Field(description="Asks how much is left, so that a later day may be where one counts from.")
    einde: Termen = Field(description="Words before a day that is an end.")
    budget: Termen = Field(description="Words beside an amount that may be spent.")
    gebruikt: Termen = Field(description="Words beside an amount that was spent.")
    duurzaam: dict[str, Termen] = Field(description="Intensity -> one word for it among the lasting ones.")
    antwoorden: list[Antwoordvorm]
    ja: Termen
    nee: Termen


@dataclass(frozen=True)
class Antwoordpatroon:
    """An `Antwoordvorm` with its question as a pattern."""

    slot: str
    vraag: re.Pattern[str]
    lees: str | None
    ja: str | None
    nee: str | None


@dataclass(frozen=True)
class Gesprekswoorden:
    """The words of conversations as patterns; those named `…_begin` match at the start only (with `match`)."""

    dank: re.Pattern[str]
    dank_begin: re.Pattern[str]
    correctie: re.Pattern[str]
    vervolg_begin: re.Pattern[str]
    verwijst: re.Pattern[str]
    zelfde_geval: re.Pattern[str]
    ander_geval: re.Pattern[str]
    een_geval: re.Pattern[str]
    nieuwe_vraag: re.Pattern[str]
    terug: re.Pattern[str]
    vraagwoord_begin: re.Pattern[str]
    andersom: re.Pattern[str]
    voegt_toe: re.Pattern[str]
    contract_erbij: re.Pattern[str]
    segment_erbij: re.Pattern[str]
    komt_erbij: re.Pattern[str]
    vanaf_vandaag: re.Pattern[str]
    telt_vanaf: re.Pattern[str]
    einde: re.Pattern[str]
    budget: re.Pattern[str]
    gebruikt: re.Pattern[str]
    duurzaam: dict[str, re.Pattern[str]]
    antwoorden: tuple[Antwoordpatroon, ...]
    ja: re.Pattern[str]
    nee: re.Pattern[str]


def _begin(termen: list[str]) -> re.Pattern[str]:
    """One of the terms at the very start, after signs."""
    return re.compile(rf"[^a-z0-9]*{patroon(termen).pattern}")


def _maak(g: Gesprek) -> Gesprekswoorden:
    dank = patroon(g.dank).pattern
    return Gesprekswoorden(
        dank=patroon([*g.dank, *g.dank_erbij]),
        dank_begin=re.compile(rf"[^a-z0-9]*(?:{dank}[\s,.!;:)-]+)+"),
        correctie=patroon(g.correctie),
        vervolg_begin=_begin(g.vervolg),
        verwijst=patroon(g.verwijst),
        zelfde_geval=patroon(g.zelfde_geval),
        ander_geval=patroon(g.ander_geval),
        een_geval=patroon(g.een_geval),
        nieuwe_vraag=patroon(g.nieuwe_vraag),
        terug=patroon(g.terug),
        vraagwoord_begin=re.compile(
            rf"[^a-z0-9]*(?:{patroon(g.vervolg).pattern}[\s,:]+){{0,2}}{patroon(g.vraagwoorden).pattern}"
        ),
        andersom=patroon(g.andersom),
        voegt_toe=patroon(g.voegt_toe),
        contract_erbij=patroon(g.contract_erbij),
        segment_erbij=patroon(g.segment_erbij),
        komt_erbij=patroon(g.komt_erbij),
        vanaf_vandaag=patroon(g.vanaf_vandaag),
        telt_vanaf=patroon(g.telt_vanaf),
        einde=patroon(g.einde),
        budget=patroon(g.budget),
        gebruikt=patroon(g.gebruikt),
        duurzaam={naam: patroon(termen) for naam, termen in g.duurzaam.items()},
        antwoorden=tuple(
            Antwoordpatroon(a.slot, patroon(a.vraag), a.lees, a.ja and vouw(a.ja), a.nee and vouw(a.nee))
            for a in g.antwoorden
        ),
        ja=_begin(g.ja),
        nee=_begin(g.nee),
    )


@lru_cache(maxsize=4)
def laad_gesprekswoorden(map: Path = KENNISMAP) -> Gesprekswoorden:
    """Read the words of conversations of a knowledge folder.

    Raises:
        KennisFout: the file is not there or does not fit; with every fault.
    """
    return _maak(lees_woorden(Gesprek, _NAAM, map))
