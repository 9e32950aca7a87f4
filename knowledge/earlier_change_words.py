"""How a story tells whether an allocation was changed before (`woordenschat/eerdere_wijziging.yaml`).

Only data and the compiled patterns, all for folded text; what follows from a match is decided in
`assistant.reading.earlier_change.story`.
"""

from __future__ import annotations

from pydantic import Field

from knowledge.models import Model
from knowledge.word_lists import Termen, lezer


class Wijzigingswoorden(Model):
    """The file `eerdere_wijziging.yaml`."""

    wijzigt: Termen = Field(description="Of a change of an allocation, or what stands for one.")
    gedaan: Termen = Field(description="It was done.")
    wil: Termen = Field(description="It is wished or asked, and has not been done.")
    terug: Termen = Field(description="Asks to go back, whatever to.")
    herhaalt: Termen = Field(description="Repeats something, without saying that it was done before.")
    later: Termen = Field(description="Of what comes after the change that is asked for.")
    ontkent: Termen = Field(description="Denies what follows in the same part of a sentence.")
    vraagt_mag: Termen = Field(description="Begins a question in which a denial denies nothing.")
    niet_de_eerste: Termen = Field(description="Of an earlier change, or asked: neither yes nor no for certain.")
    onzeker: Termen = Field(description="It is not known.")
    iets_anders: Termen = Field(description="Said of the one who asks, or of no allocation.")
    ander_ding: Termen = Field(description="Something else that was changed.")
    weerlegd: Termen = Field(description="It is told, and said not to be so.")
    hier_niet: Termen = Field(description="After what says so of another case: of this one it is not so.")
    uitzondering: Termen = Field(description="Excepts something from what is denied.")
    op_een_na: Termen = Field(description="What is excepted is a change that was done.")
    op_iets_na: Termen = Field(description="After those: a change of something that is not named.")
    wijst_terug: Termen = Field(description="Begins a sentence that says more of what stands before it.")
    mislukt: Termen = Field(description="A request came to nothing.")
    vergissing: Termen = Field(description="It was changed by mistake.")
    nog_niet: Termen = Field(description="Beside it: it has not come to nothing yet.")
    verzoek: Termen = Field(description="A request, which need not have been carried out.")
    veranderd: Termen = Field(description="Something was changed.")
    voorwaarde: Termen = Field(description="Begins a condition.")
    regel: Termen = Field(description="The condition is one of the rule, not of a case.")
    andere_toewijzing: Termen = Field(description="Of another allocation than the one that is asked about.")
    een_tijd: Termen = Field(description="Of a part of the time only.")
    dit_jaar: Termen = Field(description="So too, in the same part of a sentence.")
    van_dag: Termen = Field(description='After "not before": it is said of a day.')
    worden: Termen = Field(description="After what is to be done: it is asked from which day.")
    begin: Termen = Field(description="How an allocation began, which is no change.")
    niet_erg: Termen = Field(description="Denies that something matters, not that it was done.")
    veld: Termen = Field(description="The label of a field that asks whether there was a change before.")
    eerste_veld: Termen = Field(description="So too, but it asks whether this is the first one.")
    vraagt_of: Termen = Field(description="Begins a question whether there was one.")
    veld_ja: Termen = Field(description="Filled in behind such a label: yes.")
    veld_nee: Termen = Field(description="Filled in behind it: no.")
    veld_open: Termen = Field(description="Filled in behind it: neither.")
    veld_toch: Termen = Field(description="After a no: what makes it less than one.")


laad_wijzigingswoorden = lezer(Wijzigingswoorden, "eerdere_wijziging.yaml")
