"""How people go on in a conversation (`woordenschat/gesprek.yaml`): thanks, corrections, a new case, back to before.

Only data and the compiled patterns, all for folded text; what follows from a match is decided in `assistant`.
"""

from __future__ import annotations

import re
from functools import cached_property

from pydantic import Field

from knowledge.folding import patroon
from knowledge.models import Model
from knowledge.word_lists import Begin, Gevouwen, Lijst, Termen, VlakVoor, lezer


class Antwoordvorm(Model):
    """How a short answer to a question for one fact is read."""

    slot: str = Field(description="The input that the question asks for.")
    vraag: Termen = Field(description="Words of the question.")
    lees: str | None = Field(default=None, pattern=r"\{antwoord\}", description="How the answer is read.")
    ja: Gevouwen | None = Field(default=None, description="How yes is read.")
    nee: Gevouwen | None = Field(default=None, description="How no is read.")
    altijd: bool = Field(default=False, description="Also where the answer alone gives such a fact: of what it is.")


class Gesprekswoorden(Model):
    """The file `gesprek.yaml`."""

    einde_nu: Termen = Field(description="Before a day: the end that the allocation has now.")
    dank: Lijst = Field(description="A turn of nothing but these asks nothing.")
    dank_erbij: Lijst = Field(description="Small words beside those.")
    vraagt_bevestiging: Termen = Field(description="Before what is asked to be so.")
    vergelijkt: Termen = Field(description="Beside a value that is not meant exactly.")
    begrenst: dict[str, Termen] = Field(description="Kind of bound -> words for it beside a value.")
    tot_hoogstens: Termen = Field(description="Beside a number: a lower one fits too.")
    niet_eerder: Termen = Field(description="Beside a day: a later one fits too.")
    bevestigt: Termen = Field(description="Begins of a turn that asks whether what was said is so, or why.")
    opnieuw: Termen = Field(description="Asks what was asked before once more, of the facts as they are now.")
    opnieuw_erbij: Termen = Field(description="Small words beside those.")
    hol: Lijst = Field(description="Words of four letters or more by which a turn says nothing of what it is about.")
    correctie: Termen = Field(description="Signs that a turn puts right what was said.")
    vervolg: Termen = Field(description="Begins of a turn that goes on with what was said.")
    verwijst: Termen = Field(description="Words that point back to what was said.")
    op_die_plaats: Termen = Field(description="Points back to the region or municipality that was spoken of.")
    zelfde_geval: Termen = Field(description="Words that point back to the client that was spoken of.")
    ander_geval: Termen = Field(description="Signs of another case.")
    een_geval: Termen = Field(description="A case in general.")
    nieuwe_vraag: Termen = Field(description="Signs of another subject.")
    terug: Termen = Field(description="Signs that a turn goes back to an earlier subject.")
    vraagwoorden: Termen = Field(description="Words that ask for something of their own.")
    andersom: Termen = Field(description="Says that a thing is otherwise than was told.")
    voegt_toe: Termen = Field(description="Signs that a turn adds to what was told.")
    valt_weg: Begin = Field(description="After a segment: it is left out.")
    valt_weg_slot: frozenset[str] = Field(description="What may stand after that in the same clause.")
    contract_erbij: Termen = Field(description="Signs that segments come to the contract that was told before.")
    segment_erbij: Termen = Field(description="The same, where the conversation is about contracts.")
    komt_erbij: Termen = Field(description="Signs that an amount comes on top of what was spent.")
    vanaf_vandaag: Termen = Field(description="Signs that today is where one counts from.")
    telt_vanaf: Termen = Field(description="Asks how much is left, so that a later day may be where one counts from.")
    einde: Termen = Field(description="Words before a day that is an end.")
    budget: Termen = Field(description="Words beside an amount that may be spent.")
    gebruikt: Termen = Field(description="Words beside an amount that was spent.")
    dag_terzijde: Termen = Field(description="Beside a day of something else than what is asked.")
    maand_erna: Termen = Field(description="The month after the one that was spoken of.")
    dag_gevraagd: Termen = Field(description="Beside a day of what is asked.")
    geen_stand: Termen = Field(description="Beside a number that is no budget and nothing that was spent.")
    bedragen_weg: Termen = Field(description="Takes back all amounts that were told before.")
    profiel_gewenst: Termen = Field(description="The profile that is told is the one that is wished.")
    onveranderd: Termen = Field(description="Says that a thing stays as it was told.")
    duurzaam: dict[str, Termen] = Field(description="Intensity -> one word for it among the lasting ones.")
    antwoorden: list[Antwoordvorm]
    ja: Begin
    nee: Begin
    ook: Termen = Field(description="Beside the name of a child: what was told of another one holds for it too.")
    ontkent: Termen = Field(description="Beside it: what was told of the other one does not hold.")
    sluit_uit: VlakVoor = Field(description="Right before the name of a child: that one is left out.")
    op_na: Termen = Field(description="Beside the name of who is left out: all others are meant.")
    bevestigt_of_ontkent: Termen = Field(description="Words of a clause that says nothing but that.")

    @cached_property
    def enkel_dank(self) -> re.Pattern[str]:
        """Thanks and the small words beside it."""
        return patroon([*self.dank, *self.dank_erbij])

    @cached_property
    def dank_begin(self) -> re.Pattern[str]:
        """Thanks at the very start, with the signs after it."""
        return re.compile(rf"[^a-z0-9]*(?:{patroon(self.dank).pattern}[\s,.!;:)-]+)+")

    @cached_property
    def vervolg_begin(self) -> re.Pattern[str]:
        """A word that goes on with what was said, at the very start."""
        return re.compile(rf"[^a-z0-9]*{self.vervolg.pattern}")

    @cached_property
    def vraagwoord_begin(self) -> re.Pattern[str]:
        """A word that asks, at the very start or after such words."""
        return re.compile(rf"[^a-z0-9]*(?:{self.vervolg.pattern}[\s,:]+){{0,2}}{self.vraagwoorden.pattern}")


laad_gesprekswoorden = lezer(Gesprekswoorden, "gesprek.yaml")
