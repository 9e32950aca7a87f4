"""The form for the end of a recovery allocation: on which day it ends, from the day on which it began."""

from __future__ import annotations

from assistant.forms.days import als_invoer, met_rol
from assistant.forms.question import Formulier, Kandidaat, Vraag
from knowledge.form_words import laad_formulierwoorden
from knowledge.models import Regeling

_TOOL = "einddatum_herstel"


def _vul(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    slots, woorden = vraag.slots, laad_formulierwoorden().einddatum_herstel
    if _TOOL not in vraag.sterk or slots.gericht_op == "duurzaam":
        return []
    eind = met_rol(slots.datums, woorden.einde)
    begin = met_rol(slots.datums, woorden.recht) or met_rol(slots.datums, woorden.ingang)
    dagen = [d for d in begin or slots.datums if d not in eind]
    if dagen:
        dag, aannames = als_invoer(dagen[0], vraag, regeling)
        invoer = {"ingangsdatum": dag} if dag else {}
        return [Kandidaat(_TOOL, invoer, 0.9, regeling.regeling, (), aannames)]
    if slots.gericht_op == "herstel" and (eind or woorden.een_traject.search(vraag.kern)):
        return [Kandidaat(_TOOL, {}, 0.6 if eind else 0.55, regeling.regeling)]
    return []


FORMULIER = Formulier(_TOOL, "einddatum_herstel", _vul, frozenset({"datums"}))
