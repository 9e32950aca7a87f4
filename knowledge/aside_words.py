"""What stands in a message and is not of the case that it asks about (`woordenschat/terzijde.yaml`).

Only data and the compiled patterns, all for folded text; what follows from a match is decided in
`assistant.message.asides`, `assistant.message.repairs` and `assistant.message.tables`.
"""

from __future__ import annotations

from pydantic import Field

from knowledge.models import Model
from knowledge.word_lists import Begin, Termen, VlakNa, Woorden, lezer


class Terzijdewoorden(Model):
    """The file `terzijde.yaml`."""

    afgedaan: Termen = Field(description="Said of somebody or something: it is settled, or not asked.")
    niet_gevraagd: Termen = Field(description="Says that it is not about who is told of here.")
    was_ander: Termen = Field(description="Says that what stands before it was of somebody else.")
    vervallen: Termen = Field(description="Said of a draft or request: it no longer holds.")
    geldt_nu: Termen = Field(description="In a later part of that sentence: it tells what came in its place.")
    stuk: Termen = Field(description="What that is said of.")
    voorbij_label: Termen = Field(description="Labels of what has ended or does not count.")
    voorbij_status: Termen = Field(description="The same at the end of an item or a row.")
    over_nu: Termen = Field(description="A sentence with one of these is of the case that is asked about.")
    collega: Termen = Field(description="Somebody else who has a client or asked something.")
    hun_client: Termen = Field(description="Of whom that is told.")
    eigen_geval: Termen = Field(description="By these the writer comes to his own case.")
    mislukte_poging: Termen = Field(description="An attempt came to nothing.")
    vorige_keer: Termen = Field(description="An attempt before this one.")
    deze_keer: Termen = Field(description="The attempt that is asked about.")
    alleen_over: Termen = Field(description="Before whom the question is about.")
    wijst_terug: Begin = Field(description="Point back to the sentence before.")
    het_gaat_om: str = Field(description="In the place of those: who the case is about.")
    wenst: Termen = Field(description="Says that something is wished for somebody.")
    allemaal: Termen = Field(description="The question is about more than one.")
    verwanten: Termen = Field(description="People beside the one that it is about.")
    bezit: Termen = Field(description="Words before those.")
    herstelt: Termen = Field(description="After these the writer says anew what he said before.")
    kaal_nee: Termen = Field(description="So too at the begin of a part of a sentence, with the value right after it.")
    bedoelt: Termen = Field(description="Right after a value: it is the right one.")
    niet_bedoeld: VlakNa = Field(description="Right after those words: it is not.")
    aarzelt: Termen = Field(description="Before such a value: small words of somebody who puts right.")
    herstelwoord: str = Field(description="Of the words that put right, the one that comes in the place of those.")
    herstelt_niet: Termen = Field(description="Where those put nothing right.")
    omgedraaid: Termen = Field(description="Two values stand the wrong way round.")
    eerst_gezegd: Termen = Field(description="Call what stands before them what was said first.")
    fout_tussen_haken: Termen = Field(description="Between brackets: what stands there is wrong.")
    mensnaam: Woorden = Field(description="Of these, the heads of a column with the names of people.")
    mens: str = Field(description="What such a name is the name of, where the head doesn't say it.")
    segmentkolom: Woorden = Field(description="Heads of a column with segments.")
    na_heeft: Termen = Field(description='After "hebben we al" and a segment: it is settled all the same.')
    rijnaam: Woorden = Field(description="Heads of a column with whom the row is of.")
    veldnaam: Woorden = Field(description="Heads of a column with the names of facts.")
    kolom_nu: Woorden = Field(description="Heads of the column of what is so now.")
    kolom_straks: Woorden = Field(description="Heads of the column of what is wished.")
    statuskolom: Woorden = Field(description="Heads of a column that says how it stands.")
    feit_anders: str = Field(description="How a fact is put that is to change.")
    dag_anders: str = Field(description="How that is put of a day.")


laad_terzijdewoorden = lezer(Terzijdewoorden, "terzijde.yaml")
