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
    zeker = _TOOL in vraag.sterk
    if not zeker and not (_TOOL in vraag.zwak and (slots.datums or slots.maanden)):
        return []
    grenzen = met_rol(slots.datums, woorden.grens)
    peil = _peildagen(vraag, grenzen)
    invoer, aannames = _start(vraag, [*peil, *grenzen], regeling)
    if peil:
        invoer["peildatum"], _ = als_invoer(peil[-1], vraag, regeling)
    elif slots.peildatum is not None and woorden.nu.search(vraag.tekst):
        invoer["peildatum"] = slots.peildatum.isoformat()
    invoer = {k: v for k, v in invoer.items() if v is not None}
    lopend = woorden.oud.search(vraag.tekst) or (zeker and any(d.jaar is None for d in slots.datums))
    if "startdatum" not in invoer and not peil and (vraag.algemeen or not lopend):
        return []
    zekerheid = (0.85 if zeker else 0.7) if invoer else 0.6
    return [Kandidaat(_TOOL, invoer, zekerheid, regeling.regeling, (), aannames)]


def _start(vraag: Vraag, niet: list[Datumvondst], regeling: Regeling) -> tuple[Invoer, tuple[str, ...]]:
    """The day on which the allocation began, and what was assumed; of a month alone its first day, as good as any."""
    regels, woorden = regeling.uitdienen, laad_formulierwoorden().uitdienen
    assert regels is not None
    if start := _startdagen(vraag, niet, regels):
        dag, aannames = als_invoer(start[0], vraag, regeling)
        return {"startdatum": dag}, aannames
    maanden = met_rol(vraag.slots.maanden, woorden.begon) if regels.nieuw_vanaf.day == 1 else []
    if not maanden or (dag_een := maanden[0].als_datum()) is None:
        return {}, ()
    aanname = "U noemt geen dag; hier is de eerste van de maand genomen, want welke dag het was maakt niet uit."
    return {"startdatum": dag_een.isoformat()}, (aanname,)


def _peildagen(vraag: Vraag, grenzen: list[Datumvondst]) -> list[Datumvondst]:
    """The days from which one may count."""
    datums, woorden = vraag.slots.datums, laad_formulierwoorden().uitdienen
    peil = met_rol(datums, woorden.peildatum) or [d for d in datums if d.is_peildatum]
    if peil or not woorden.hoeveel_nog.search(vraag.tekst):
        return peil
    vrij = [d for d in datums if d not in grenzen]
    begonnen = met_rol(vrij, woorden.begon)
    rest = [d for d in vrij if d not in begonnen]
    return met_rol(rest, woorden.op) or (rest if begonnen and len(rest) == 1 else [])


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
