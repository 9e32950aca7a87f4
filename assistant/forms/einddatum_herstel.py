"""The form for the end of a recovery allocation: on which day it ends, from the day on which it began."""

from __future__ import annotations

import re

from assistant.forms.conversie import LOPEND, gericht_op
from assistant.forms.days import als_invoer, met_rol
from assistant.forms.question import Formulier, Invoer, Kandidaat, Vraag
from assistant.reading.days.dates import Datumvondst
from assistant.reading.days.roles import VAN_TOEWIJZING, beste
from knowledge.form_words import HerstelWoorden, laad_formulierwoorden
from knowledge.models import Regeling

_TOOL = "einddatum_herstel"
_EINDE = re.compile(r"\s*(?:[.,;:?!)]|$|(?:en|maar|dus|wat|and|but)\b)")
"""Where a part of a sentence ends."""
_GING_IN = re.compile(r"(?:\b(?:ging\w*|gingen) (?:\w+ ){0,3}in|inging\w*)\b\D{0,16}$")
"""It began, all before the day: "ging in op", "ging het niet in op"."""


def _vul(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    slots, woorden = vraag.slots, laad_formulierwoorden().einddatum_herstel
    geteld = met_rol(slots.datums, woorden.maanden_na)
    eind = [d for d in slots.datums if met_rol([d], woorden.einde) or (d not in geteld and met_rol([d], woorden.na))]
    gegaan = [d for d in slots.datums if met_rol([d], woorden.ging)]
    elders = [d for d in gegaan if not _ging_in(d, woorden)]
    recht = [d for d in slots.datums if d not in elders and (d in gegaan or met_rol([d], woorden.recht))]
    if not (
        _TOOL in vraag.sterk or (recht and slots.gericht_op == "herstel" and woorden.vraagt_einde.search(vraag.kern))
    ):
        return []
    anders = woorden.vraagt_anders.search(vraag.kern) and not woorden.vraagt_einde.search(vraag.kern)
    if anders or woorden.ander_einde.search(vraag.kern):
        return []
    if slots.gericht_op == "duurzaam":
        return _niet_herstel(vraag, regeling)
    nu = met_rol(slots.datums, laad_formulierwoorden().uitdienen.peildatum)
    over = [d for d in slots.datums if d not in eind and d not in elders and (d in recht or d.relatief or d not in nu)]
    over = beste(over, VAN_TOEWIJZING)
    dagen = [d for d in recht if d in over] or met_rol(over, woorden.ingang) or [d for d in over if not d.is_peildatum]
    if dagen:
        dag, aannames = als_invoer(dagen[0], vraag, regeling)
        invoer = {"ingangsdatum": dag} if dag else {}
        return [Kandidaat(_TOOL, invoer, 0.9, regeling.regeling, (), aannames)]
    doel = gericht_op(slots, regeling.conversie) if regeling.conversie else slots.gericht_op
    if doel == "herstel" and (eind or woorden.een_traject.search(vraag.kern)):
        return [Kandidaat(_TOOL, {}, 0.6 if eind else 0.55, regeling.regeling)]
    return []


def _ging_in(dag: Datumvondst, woorden: HerstelWoorden) -> bool:
    """Whether something began on a day with "ging" before it, so that nobody went somewhere on it."""
    erna = dag.erna.lstrip()
    if woorden.ging_anders.match(erna):
        return False
    if woorden.ging_wat.search(dag.ervoor):
        return True
    erin = woorden.ging_in.match(erna)
    direct = _GING_IN.search(dag.ervoor) is not None
    return direct or (erin is not None and _EINDE.match(erna, erin.end()) is not None)


def _niet_herstel(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    """A lasting allocation has no such end: what there is for it is its conversion."""
    datum = laad_formulierwoorden().einddatum_herstel.ingang
    if regeling.conversie is None or "conversie" in vraag.sterk or not met_rol(vraag.slots.datums, datum):
        return []
    aanname = (
        "De regel voor de einddatum is er voor herstel; voor een duurzame toewijzing noemt de bron geen einddatum."
    )
    invoer: Invoer = {"gericht_op": "duurzaam", "gecontracteerd_2021": True}
    if len(segmenten := {*vraag.slots.segmenten} & {*regeling.conversie.segmenten}) == 1:
        (invoer["segment"],) = segmenten
    return [Kandidaat("conversie", invoer, 0.75, regeling.regeling, (), (aanname, LOPEND))]


FORMULIER = Formulier(_TOOL, "einddatum_herstel", _vul, frozenset({"datums"}))
