"""By which words a form sees what the input of its tool is (`woordenschat/formulier.yaml`).

Only data and the compiled patterns, all for folded text; what follows from a match is decided in `assistant.forms`.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Annotated

from pydantic import Field, model_validator

from knowledge.models import Model
from knowledge.word_lists import (
    Overal,
    Scheiding,
    Teksteinde,
    Termen,
    VlakNa,
    VlakVoor,
    Woorden,
    Zinsbegin,
    gelezen,
    lezer,
    overal,
)


def _voor_een_dag(tekens: int, termen: list[str]) -> re.Pattern[str]:
    """One of the terms with at most so many signs, and no digit, between it and the end of the text."""
    return overal(termen, rf"\D{{0,{tekens}}}$")


VoorDag10 = Annotated[re.Pattern[str], gelezen(partial(_voor_een_dag, 10))]
"""What stands close before a day, inside a word too."""
VoorDag14 = Annotated[re.Pattern[str], gelezen(partial(_voor_een_dag, 14))]
VoorDag16 = Annotated[re.Pattern[str], gelezen(partial(_voor_een_dag, 16))]


class ProductcodeWoorden(Model):
    """Words of the form for product codes."""

    een_code: Termen = Field(description="Asks for one code, not about codes.")
    na_wijziging: Termen = Field(description="Asks for the code that holds after a change.")
    telt_misschien: VlakVoor = Field(description="Before a bare number: it may count, and be no profile.")


class Kenmerkvraag(Model):
    """How people ask what holds for a category."""

    woorden: Termen = Field(description="One of these is enough.")
    na: Termen | None = Field(default=None, description="One of these, and after it on the same line ...")
    dan: Termen | None = Field(default=None, description="... one of these.")

    @model_validator(mode="after")
    def _samen(self) -> Kenmerkvraag:
        if (self.na is None) != (self.dan is None):
            raise ValueError("na en dan staan er allebei, of geen van beide")
        return self

    def staat_in(self, tekst: str) -> bool:
        """Whether a folded text asks it."""
        if self.woorden.search(tekst):
            return True
        if self.na is None or self.dan is None:
            return False
        return any((m := self.na.search(r)) and self.dan.search(r, m.end()) for r in tekst.split("\n"))


class ProductWoorden(Model):
    """Words of the form for products."""

    kenmerkvragen: dict[str, Kenmerkvraag] = Field(description="What holds for a category -> how people ask for it.")
    opsomming: Termen = Field(description="Asks for a list of products, not for one of them.")
    welke_producten: Termen = Field(description="The same, whatever products are named beside it.")
    deelt_in: Termen = Field(description="Asks in which category something belongs.")
    hoort_niet: Termen = Field(description="Asks which of them does not belong there.")
    is_een: Termen = Field(description="Does so too where the question names a category beside the product.")
    lijst: Termen = Field(description="Makes of a weak sign a question for a list.")
    onderdeel: Termen = Field(description="Stands for all products of a regime that has one category.")
    stille_woorden: Woorden = Field(description="Words in the name of a product that say nothing of it.")
    voor_categorie: Woorden = Field(description="May stand between a part of such a name and the category.")


class StapelWoorden(Model):
    """Words of the form for stacking."""

    naam_ervoor: Teksteinde = Field(description="Before a lone letter: it names a provider, not a segment.")
    geen_naam_ervoor: Teksteinde = Field(description="Where that is not so.")
    nog_iets: Termen = Field(description="A second allocation.")
    twee: Termen = Field(description="Says that there are two, of which one segment is named.")
    mag: Termen = Field(description="Asks whether it may.")
    toewijzing: Termen = Field(description="What is asked that of.")


class WijzigingWoorden(Model):
    """Words of the form for change requests."""

    twee_na_elkaar: Termen = Field(description="Asks for one change and another after it.")
    einde: VoorDag14 = Field(description="Before a day on which something ends.")
    stopt: VoorDag14 = Field(description="The same, unless it is a day from which something holds.")
    begint: VlakVoor = Field(description="Right before a day from which something holds.")
    begin: Termen = Field(description="In the same part of a sentence before a day: it is a start, not an end.")
    einde_erna: Termen = Field(description="After a day on which something ends, in the same part of the sentence.")
    staat_op: VlakVoor = Field(description="Right before the end, where the end itself is what changes.")
    nieuw_einde: VoorDag16 = Field(description="Before the day that is wished as the end.")
    wens: Termen = Field(description="Before one of two ends: it is the one that is wished.")
    van_nu: Termen = Field(description="Before one of two ends: it is the one that the allocation has.")
    ander_einde: Termen = Field(description="Before one of two ends: it is that of something or somebody else.")
    iets_met_einde: Termen = Field(description="Before an end that nobody wishes in words: perhaps of something else.")
    blijft: Termen = Field(description="Beside an end: it stays as it is.")
    van: VlakVoor = Field(description="Right before the day from which an end moves.")
    ingang: VoorDag14 = Field(description="Before the day from which the change holds.")
    wordt: VlakVoor = Field(description="Before the day to which an end moves.")
    wordt_erna: Termen = Field(description="Right after the day to which an end moves.")
    over_einde: Termen = Field(description="The end itself is what changes.")
    iets_anders: Termen = Field(description="Asks something of a request that the form does not decide.")
    einde_verschuift: Termen = Field(description="One end takes the place of another.")
    al_verlengd: Termen = Field(description="Says that this was done before, or is not what is asked.")
    mag: Termen = Field(description="Asks whether it may.")
    ander_bericht: Termen = Field(description="Another message than the one for changes.")
    dit_bericht: Termen = Field(description="The message for changes itself.")
    welk_bericht: Termen = Field(description="Asks which message to send.")
    meer_of_minder: Termen = Field(description="Says that another intensity is needed, without naming one.")
    kaal: Woorden = Field(description="Words of a question whether it may that says nothing of the case.")


class ConversieWoorden(Model):
    """Words of the form for the conversion of allocations."""

    naar_procedure: Termen = Field(description="Asks for the procedure.")
    loopt_al: Termen = Field(description="Tells that the care of an allocation runs with the provider already.")
    beide_jaren: Termen = Field(description="Says of a contract that it is the same in 2021 and in 2022.")
    verloor: Termen = Field(description="Tells that there is no contract any more, so that there was one.")
    bekend: Termen = Field(description="Before that in a sentence that asks: the loss is taken as known there.")
    van_anderen: Termen = Field(description="Of another provider than the reader.")
    verloor_niet: Termen = Field(description="In a sentence that does not tell so after all.")


class DagWoorden(Model):
    """Words by which the year of a day is read."""

    jaar_alleen: Termen = Field(description="Beside a year in a part of a sentence that says nothing else.")
    tussen_dagen: Termen = Field(description="Between days that stand in one row.")


class HerstelWoorden(Model):
    """Words of the form for the end of a recovery allocation."""

    recht: VoorDag16 = Field(description="Before the day on which the right to it began.")
    ging: VoorDag16 = Field(description="Before a day on which it may have begun, or somebody went somewhere.")
    ging_wat: Termen = Field(description="Before such a day: what began.")
    ging_in: Termen = Field(description="Right after such a day: it began.")
    ging_anders: Termen = Field(description="Right after such a day: something else happened.")
    ingang: VoorDag16 = Field(description="Before the day on which it began.")
    einde: VoorDag10 = Field(description="Before the day on which it ends.")
    na: VlakVoor = Field(description="Right before a day after which something is.")
    maanden_na: VlakVoor = Field(description="Of these, before a day from which months are counted.")
    een_traject: Termen = Field(description="About one allocation, whose first day has yet to be told.")
    vraagt_einde: Termen = Field(description="Asks for the end, beside the day on which the right began.")
    vraagt_anders: Termen = Field(description="Asks for something else, unless it asks for the end too.")
    ander_einde: Termen = Field(description="Asks for the end of something else.")


class ToegangWoorden(Model):
    """Words of the form for access: which documents, who directs the care."""

    vraagt_wat: Termen = Field(description="Asks what is needed, though it names no document.")
    regie: Termen = Field(description="About who directs the care.")
    document: Termen = Field(description="About documents.")
    welk: Termen = Field(description="Asks which document.")
    zelf_nodig: Termen = Field(description="Asks what somebody himself must do.")
    externe_verwijzer: Termen = Field(description="Referrers of whom the source does not say that they are external.")
    lokale_verwijzer: Termen = Field(description="Referrers that work for the municipality.")
    beide_momenten: Termen = Field(description="Asks for the request and for the extension, in one sentence.")
    welke_profielen: Termen = Field(description="Asks for which profiles something holds.")
    wie_maakt: Termen = Field(description="Asks who makes a document, not which one is needed.")
    profielnaam: Termen = Field(description="Says that what stands beside it is the name of a profile.")


class UitdienWoorden(Model):
    """Words of the form for allocations under the old contract."""

    peildatum: VoorDag14 = Field(description="Before the day from which one counts.")
    grens: VlakVoor = Field(description="Before a day that is no start.")
    hoeveel_nog: Termen = Field(description="Asks how much is left, so that a day may be the one to count from.")
    op: VlakVoor = Field(description="Before such a day.")
    begon: VoorDag16 = Field(description="Before the day on which the allocation began.")
    vanaf: VoorDag16 = Field(description="Before such a day, but before others too.")
    begonnen: VoorDag14 = Field(description="Close before the day on which it began, which is behind us.")
    begonnen_erna: Termen = Field(description="After such a day, in the same part of the sentence.")
    begin_zonder_dag: Termen = Field(description="Tells when it begins without a day.")
    uit_jaar: VlakVoor = Field(description="Right before a year alone: the allocation beside it began in it.")
    sinds_jaar: VlakVoor = Field(description="So too, beside anything that begins.")
    toewijzing: Termen = Field(description="What has a year.")
    geen_begin: Termen = Field(description="Beside a year: it is that of something else.")
    van_voor_jaar: VlakVoor = Field(description="So too: before that year.")
    ontkent_jaar: Termen = Field(description="Before a year: it did not begin in it.")
    ontkent_tot: Termen = Field(description="Ends such a denial.")
    voorbij: Termen = Field(description="Beside a year: what began in it is over.")
    in_jaar: VlakVoor = Field(description="Right before a year, with a word of `begonnen_erna`.")
    begint_erna: Termen = Field(description="After a month, in the same part of the sentence: it begins in it.")
    eindigt: Termen = Field(description="Beside a day or a month: it ends then.")
    wie: Termen = Field(description="Somebody of whom another case is told.")
    wat_begint: Termen = Field(description="What that may be told of.")
    vraagt_of: Termen = Field(description="Asks of one allocation whether it must be moved.")
    is_oud: Termen = Field(description="Says that it is an old one.")
    na_de_termijn: Termen = Field(description="Asks what comes after the last day.")
    nu: Termen = Field(description="Asks about now, so that today is the day to count from.")
    oud: Termen = Field(description="About what runs on under the old contract.")


class BudgetWoorden(Model):
    """Words of the form for the signal budget."""

    rest_ervoor: VlakVoor = Field(description="Right before an amount that is left.")
    rest_erna: Termen = Field(description="Right after an amount that is left.")
    rest_los: Termen = Field(description="Right after an amount that is left, whatever stands before it.")
    budget: Overal = Field(description="Beside an amount that may be spent.")
    gebruikt: Overal = Field(description="Beside an amount that was spent.")
    gebruikt_woord: Termen = Field(description="So too, but as a word of its own.")
    deel_over: Termen = Field(description="After such a share, in the same part of the sentence: it is left.")
    niets_gebruikt: Termen = Field(description="Says that nothing was used yet.")
    deel_regel: Termen = Field(description="Before such a share: it tells the rule, and no state of one's own.")
    deel_gebruikt: Termen = Field(description="Says that a share of the budget has been used.")
    van_het_geheel: VlakVoor = Field(description="Between two amounts: the second is the whole of the first.")
    geldt: Termen = Field(description="Asks whether there is one for a product.")
    stand: Termen = Field(description="Beside an amount to which the declarations have come at some moment.")
    moment: Termen = Field(description="A moment before an amount, that goes on with the one before it.")
    geen_stand: Termen = Field(description="Says that amounts are of a month, a part, or of several people.")
    aanloop: Termen = Field(description="Asks whether something must be done by now.")
    na_geheel: Termen = Field(description="Right after the whole of a part without a unit: it is none.")
    andere_eenheid: Termen = Field(description="Says that numbers are no amounts.")
    meer_budgetten: Termen = Field(description="Says that there is more than one budget.")


class BedragrolWoorden(Model):
    """Words by which an amount is told to be a budget, what was declared of it, what is left, or something else."""

    budget: Termen = Field(description="Beside an amount that may be spent.")
    geheel_ervoor: VlakVoor = Field(description="Right before an amount of which a part is told.")
    van_het_geheel: Termen = Field(description="All that stands between a part and its whole.")
    gedeclareerd: Termen = Field(description="Beside an amount that was spent.")
    rest: Termen = Field(description="Beside an amount that is left.")
    nog: VlakVoor = Field(description="Right before an amount that is left, beside `nog_erna`.")
    nog_erna: VlakNa = Field(description="Right after it.")
    anders: Termen = Field(description="In the sentence of an amount that is none of these.")
    anders_erna: Termen = Field(description="After such an amount, in its sentence.")
    andere_keer: Termen = Field(description="Of those: what also holds of the next amount in the sentence ...")
    eigen: Termen = Field(description="... unless one of these stands between the two.")
    gaat_naar: Termen = Field(description="All that stands between what an amount was and what it became.")
    nu: Termen = Field(description="Before an amount that is of now, whatever was told of another time before it.")
    om_signaal: Termen = Field(description="About a sign to give, so that bare numbers may be amounts ...")
    om_bedrag: Termen = Field(description="... beside one of these, where no budget is named.")


class MutatieWoorden(Model):
    """Words of the form for changes to a contract."""

    zeker: Termen = Field(description="Makes it sure that such a change is meant.")
    zelf: Termen = Field(description="Asks whether somebody may do it himself.")
    feitvraag: Zinsbegin = Field(description="Asks for facts, not whether something may be changed.")
    contract: Termen = Field(description="About the contract or where it is kept.")
    iets: Termen = Field(description="A change of which is not said what it is.")
    overig: Termen = Field(description="None of the changes that are asked about.")
    niet_te_zien: Termen = Field(description="Tells that a change was made and cannot be seen.")
    meer: Termen = Field(description="Says that there is more than one change.")
    tussen: Scheiding = Field(description="Between one change and the next.")
    niet_die: Termen = Field(description="Beside a change that is not asked for.")
    plek: Termen = Field(description="With the name of a place: where somebody works, or wants to.")
    andere_plek: Termen = Field(description="Says that such a word means another thing.")
    tussen_wensen: Scheiding = Field(description="Between the changes of one sentence.")
    wenst: Termen = Field(description="Makes of what is named a change that is wished.")
    onveranderd: Termen = Field(description="Beside what stays as it is, or was changed already.")
    is_er: Termen = Field(description="Tells what there is, which is no wish.")
    lidwoord: Termen = Field(description="Before a name in a list, beside the words of a wish.")
    voorzetsel: Termen = Field(description="Before what only says of what, or where.")
    werkwoord_ervoor: VlakVoor = Field(description="Before such a word: what follows is what is changed.")


class OhwWoorden(Model):
    """Words of the form for work in progress."""

    levert: Termen = Field(description="It is handed in on the day beside it.")
    toen: Termen = Field(description="Before a day: it is told of an earlier time.")
    geleverd: Termen = Field(description="The same, where another day is told of this time.")
    deze_keer: Termen = Field(description="Before a day: it is the one of this time.")


class Formulierwoorden(Model):
    """The file `formulier.yaml`: the words of the form of every tool that needs any."""

    productcode: ProductcodeWoorden
    product: ProductWoorden
    stapelen: StapelWoorden
    dagen: DagWoorden
    verzoek_om_wijziging: WijzigingWoorden
    conversie: ConversieWoorden
    einddatum_herstel: HerstelWoorden
    toegang: ToegangWoorden
    uitdienen: UitdienWoorden
    signaalbudget: BudgetWoorden
    bedragrollen: BedragrolWoorden
    contractmutatie: MutatieWoorden
    onderhanden_werk: OhwWoorden


laad_formulierwoorden = lezer(Formulierwoorden, "formulier.yaml")
