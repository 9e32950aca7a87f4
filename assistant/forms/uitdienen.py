"""The form for allocations under the old contract: under which contract one falls, and how long it may run on."""

from __future__ import annotations

from assistant.dates import Datumvondst
from assistant.forms.days import als_invoer, met_rol
from assistant.forms.question import Formulier, Invoer, Kandidaat, Vraag
from knowledge.form_words import laad_formulierwoorden
from knowledge.models import Regeling, Uitdienen

_TOOL = "uitdienen"


def _vul(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    slots, regels, woorden = vraag.slots, regeling.uitdienen, laad_formulierwoorden().uitdienen
    assert regels is not None
    if _TOOL not in vraag.sterk and not (_TOOL in vraag.zwak and slots.datums):
        return []
    grenzen = met_rol(slots.datums, woorden.grens)
    peil = _peildagen(vraag, grenzen)
    start = _startdagen(vraag, [*peil, *grenzen], regels)
    invoer: Invoer = {}
    aannames: tuple[str, ...] = ()
    if start:
        invoer["startdatum"], aannames = als_invoer(start[0], vraag, regeling)
    if peil:
        invoer["peildatum"], _ = als_invoer(peil[-1], vraag, regeling)
    elif slots.peildatum is not None and woorden.nu.search(vraag.tekst):
        invoer["peildatum"] = slots.peildatum.isoformat()
    invoer = {k: v for k, v in invoer.items() if v is not None}
    if "startdatum" not in invoer and not peil and (vraag.algemeen or not woorden.oud.search(vraag.tekst)):
        return []
    return [Kandidaat(_TOOL, invoer, 0.85 if invoer else 0.6, regeling.regeling, (), aannames)]


def _peildagen(vraag: Vraag, grenzen: list[Datumvondst]) -> list[Datumvondst]:
    """The days from which one may count."""
    datums, woorden = vraag.slots.datums, laad_formulierwoorden().uitdienen
    peil = met_rol(datums, woorden.peildatum) or [d for d in datums if d.is_peildatum]
    if peil or not woorden.hoeveel_nog.search(vraag.tekst):
        return peil
    vrij = [d for d in datums if d not in grenzen]
    begonnen = met_rol(vrij, woorden.begon)
    return [d for d in met_rol(vrij, woorden.op) if d not in begonnen]


def _startdagen(vraag: Vraag, niet: list[Datumvondst], regels: Uitdienen) -> list[Datumvondst]:
    """The days on which the allocation may have begun; the last day for moving it is none."""
    laatste, woorden = regels.omzetten_voor, laad_formulierwoorden().uitdienen
    anders = [
        d
        for d in vraag.slots.datums
        if d not in niet and (d.jaar, d.maand, d.dag) != (laatste.year, laatste.month, laatste.day)
    ]
    return met_rol(anders, woorden.begon, woorden.vanaf) or anders


FORMULIER = Formulier(_TOOL, "uitdienen", _vul, frozenset({"datums"}))
