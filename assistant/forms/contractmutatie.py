"""The form for changes to a contract: may something be changed, and by whom."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.forms.question import Formulier, Kandidaat, Vraag
from assistant.repairs import herzien_vanaf
from knowledge.form_words import laad_formulierwoorden
from knowledge.models import Contractmutaties, Regeling
from knowledge.vocabulary import laad_woordenschat
from tools.contractmutatie import herken, noemt_anders

_TOOL = "contractmutatie"
_LANGSTE = 300
"""Signs of a change that is passed on as typed."""


def _vul(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    regels, woorden = regeling.contractmutatie, laad_formulierwoorden().contractmutatie
    assert regels is not None
    if not vraag.signaal(_TOOL) or "verzoek_om_wijziging" in vraag.sterk or woorden.niet_te_zien.search(vraag.tekst):
        return []

    def met(zekerheid: float, *wijzigingen: str) -> list[Kandidaat]:
        return [Kandidaat(_TOOL, {"wijziging": w}, zekerheid, regeling.regeling) for w in wijzigingen]

    wijzigt = _TOOL in vraag.zwak
    gevonden = next(filter(None, (herken(t, regels) for t in _teksten(vraag, regels))), None)
    if gevonden and wijzigt:
        zeker = _TOOL in vraag.sterk or woorden.zeker.search(vraag.tekst)
        return met(0.85 if zeker else 0.7, *(_alle(_na_herziening(vraag.tekst, regels), regels) or [gevonden[0]]))
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
    if not woorden.meer.search(tekst) and not laad_woordenschat().herziet.search(tekst):
        return []
    return list(dict.fromkeys(gevonden[0] for d in _gevraagd(tekst) if (gevonden := herken(d, regels))))


def _teksten(vraag: Vraag, regels: Contractmutaties) -> Iterator[str]:
    """Where to look for the change: in what asks, then in all; without what is denied, then with it."""
    teksten = [_na_herziening(t, regels) for t in (vraag.kern, vraag.tekst)]
    yield from (" ".join(_gevraagd(t)) for t in teksten)
    yield from teksten


def _na_herziening(tekst: str, regels: Contractmutaties) -> str:
    """A text from where it puts right what it said before, if it names a change there; else all of it."""
    eind = herzien_vanaf(tekst, laad_woordenschat())
    return tekst[eind:] if eind and herken(" ".join(_gevraagd(tekst[eind:])), regels) else tekst


def _gevraagd(tekst: str) -> list[str]:
    """The parts of a text, but for those that say that a change is not meant."""
    woorden = laad_formulierwoorden().contractmutatie
    return [d for d in woorden.tussen.split(tekst) if not woorden.niet_die.search(d)]


FORMULIER = Formulier(_TOOL, "contractmutatie", _vul, frozenset({"soort_aanbieder"}))
