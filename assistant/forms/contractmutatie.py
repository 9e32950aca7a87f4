"""The form for changes to a contract: may something be changed, and by whom."""

from __future__ import annotations

from assistant.forms.question import Formulier, Kandidaat, Vraag
from knowledge.form_words import laad_formulierwoorden
from knowledge.models import Contractmutaties, Regeling
from tools.contractmutatie import herken, noemt_anders

_TOOL = "contractmutatie"
_LANGSTE = 300
"""Signs of a change that is passed on as typed."""


def _vul(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    regels, woorden = regeling.contractmutatie, laad_formulierwoorden().contractmutatie
    assert regels is not None
    if not vraag.signaal(_TOOL) or "verzoek_om_wijziging" in vraag.sterk:
        return []

    def met(zekerheid: float, *wijzigingen: str) -> list[Kandidaat]:
        return [Kandidaat(_TOOL, {"wijziging": w}, zekerheid, regeling.regeling) for w in wijzigingen]

    wijzigt = _TOOL in vraag.zwak
    gevonden = herken(vraag.kern, regels) or herken(vraag.tekst, regels)
    if gevonden and wijzigt:
        zeker = _TOOL in vraag.sterk or woorden.zeker.search(vraag.tekst)
        return met(0.85 if zeker else 0.7, *(_alle(vraag.tekst, regels) or [gevonden[0]]))
    if not wijzigt or vraag.algemeen or woorden.feitvraag.search(vraag.kern):
        return []
    if noemt_anders(vraag.kern, regels):
        return met(0.7, vraag.kern[:_LANGSTE])
    if not woorden.zelf.search(vraag.kern) or not woorden.contract.search(vraag.tekst):
        return []
    if woorden.overig.search(vraag.tekst):
        return met(0.6, "overig")
    if woorden.iets.search(vraag.tekst):
        return [Kandidaat(_TOOL, {}, 0.7, regeling.regeling)]  # what it is has yet to be told
    return met(0.6, vraag.kern[:_LANGSTE])


def _alle(tekst: str, regels: Contractmutaties) -> list[str]:
    """The changes that a text asks for, where it says that they are more than one."""
    woorden = laad_formulierwoorden().contractmutatie
    if not woorden.meer.search(tekst):
        return []
    delen = [d for d in woorden.tussen.split(tekst) if not woorden.niet_die.search(d)]
    return list(dict.fromkeys(gevonden[0] for d in delen if (gevonden := herken(d, regels))))


FORMULIER = Formulier(_TOOL, "contractmutatie", _vul, frozenset({"soort_aanbieder"}))
