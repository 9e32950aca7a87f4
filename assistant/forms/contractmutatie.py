"""The form for changes to a contract: may something be changed, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.forms.question import Formulier, Kandidaat, Vraag
from assistant.forms.wishes import gewenst
from assistant.reading.certainty.repairs import herzien_vanaf
from knowledge.folding import vouw
from knowledge.form_words import laad_formulierwoorden
from knowledge.models import Contractmutaties, Regeling
from knowledge.vocabulary import laad_woordenschat
from tools.contractmutatie import herken, noemt_anders

_TOOL = "contractmutatie"
_PLAATSEN = "plaatsen"
"""The change of where a provider works, as the source lists it."""
_IN_PLAATS = re.compile(r"\b(?:in|naast|te)\s+([a-z][a-z\-]+)")
_IN_NAAM = re.compile(r"\b(?:in|naast|te)\s+[A-Z][a-z]{2,}")
"""So too a town that no list has, by its capital."""
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
        return met(0.85 if zeker else 0.7, *(_alle(vraag, regels) or [gevonden[0]]))
    if not wijzigt or vraag.algemeen or woorden.feitvraag.search(vraag.kern):
        return []
    if noemt_anders(vraag.kern, regels):
        return met(0.7, vraag.kern[:_LANGSTE])
    if _PLAATSEN in regels.mutaties and _wil_plek(vraag, regeling):
        return met(0.7, _PLAATSEN)
    if not woorden.zelf.search(vraag.kern) or not woorden.contract.search(vraag.tekst):
        return []
    if woorden.overig.search(vraag.tekst):
        return met(0.6, "overig")
    if woorden.iets.search(vraag.tekst):
        return [Kandidaat(_TOOL, {}, 0.7, regeling.regeling)]  # what it is has yet to be told
    return met(0.6, vraag.kern[:_LANGSTE])


def _wil_plek(vraag: Vraag, regeling: Regeling) -> bool:
    """Whether a question is about another place to work in some town: "een plek in Purmerend erbij"."""
    woorden = laad_formulierwoorden().contractmutatie
    if not woorden.plek.search(vraag.tekst) or woorden.andere_plek.search(vraag.tekst):
        return False
    if not woorden.wenst.search(vraag.tekst):
        return False
    gebieden = [*regeling.plaatsnamen, *regeling.herkenning.gedeelde_gebieden]
    namen = {vouw(n) for n in gebieden} | laad_woordenschat().plaatsen.keys()
    return any(m[1] in namen for m in _IN_PLAATS.finditer(vraag.tekst)) or any(map(_IN_NAAM.search, vraag.beurten[-1:]))


def _alle(vraag: Vraag, regels: Contractmutaties) -> list[str]:
    """The changes that a question asks for: those of one sentence, or all where it says that they are more."""
    woorden = laad_formulierwoorden().contractmutatie
    tekst = _na_herziening(vraag.tekst, regels)
    in_een_zin = gewenst(_na_herziening(vraag.kern, regels) if herken(vraag.kern, regels) else tekst, regels)
    if len(in_een_zin) > 1 or not (woorden.meer.search(tekst) or laad_woordenschat().herziet.search(tekst)):
        return in_een_zin if len(in_een_zin) > 1 or set(in_een_zin) <= set(regels.mutaties) else []
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
