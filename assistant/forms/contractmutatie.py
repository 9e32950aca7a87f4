"""The form for changes to a contract: may something be changed, and by whom."""

from __future__ import annotations

from assistant.forms.question import Formulier, Kandidaat, Vraag
from knowledge.form_words import laad_formulierwoorden
from knowledge.models import Regeling
from tools.contractmutatie import herken, noemt_anders

_TOOL = "contractmutatie"
_LANGSTE = 300
"""Signs of a change that is passed on as typed."""


def _vul(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    regels, woorden = regeling.contractmutatie, laad_formulierwoorden().contractmutatie
    assert regels is not None
    if not vraag.signaal(_TOOL) or "verzoek_om_wijziging" in vraag.sterk:
        return []

    def met(zekerheid: float, wijziging: str) -> list[Kandidaat]:
        return [Kandidaat(_TOOL, {"wijziging": wijziging}, zekerheid, regeling.regeling)]

    wijzigt = _TOOL in vraag.zwak
    gevonden = herken(vraag.kern, regels) or herken(vraag.tekst, regels)
    if gevonden and wijzigt:
        zeker = _TOOL in vraag.sterk or woorden.zeker.search(vraag.tekst)
        return met(0.85 if zeker else 0.7, gevonden[0])
    if not wijzigt or vraag.algemeen or woorden.feitvraag.search(vraag.kern):
        return []
    if noemt_anders(vraag.kern, regels):
        return met(0.7, vraag.kern[:_LANGSTE])
    if woorden.zelf.search(vraag.kern) and woorden.contract.search(vraag.tekst):
        return met(0.6, vraag.kern[:_LANGSTE])
    return []


FORMULIER = Formulier(_TOOL, "contractmutatie", _vul, frozenset({"soort_aanbieder"}))
