"""The form for work in progress: must this kind of provider hand it in, and is it on time."""

from __future__ import annotations

from assistant.dates import Datumvondst
from assistant.day_roles import Dagrol, beste
from assistant.forms.days import als_invoer
from assistant.forms.question import Formulier, Invoer, Kandidaat, Vraag
from knowledge.form_words import laad_formulierwoorden
from knowledge.models import Regeling

_TOOL = "onderhanden_werk"
_VAN_OPGAVE = (frozenset({Dagrol.INGANG}), frozenset({Dagrol.VANAF, Dagrol.GEEN}), frozenset({Dagrol.EINDE}))
"""How surely a day is the one of handing in."""


def _zegt_wanneer(dag: Datumvondst) -> tuple[bool, bool]:
    """The reference date first ("gisteren vergeten, mag het nu nog?"), a bare day last ("van de 10e tot de 20e")."""
    return dag.is_peildatum, dag.maand is not None


def _vul(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    slots = vraag.slots
    if _TOOL not in vraag.sterk:
        return []
    invoer: Invoer = {}
    aannames: tuple[str, ...] = ()
    if slots.soort_aanbieder:
        invoer["soort_aanbieder"] = slots.soort_aanbieder
    nu = [d for d in slots.datums if d.is_peildatum]
    if dagen := nu or beste(slots.datums, _VAN_OPGAVE, laad_formulierwoorden().onderhanden_werk.levert):
        dag = max(dagen, key=_zegt_wanneer)
        waarde, aannames = als_invoer(dag, vraag, regeling)
        if waarde:
            invoer["datum"] = waarde
    if "datum" not in invoer and slots.soort_aanbieder != "zelfstandige":
        return []
    return [Kandidaat(_TOOL, invoer, 0.9, regeling.regeling, (), aannames)]


FORMULIER = Formulier(_TOOL, "onderhanden_werk", _vul, frozenset({"soort_aanbieder", "datums"}))
