"""The form for access: which documents are needed for a profile, by whom it is referred, and who directs the care."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.forms.question import Formulier, Invoer, Kandidaat, Vraag
from assistant.reading.certainty.denials import los_profiel
from assistant.reading.products.catalogue import profielen_in
from assistant.reading.slots import Slots
from assistant.reading.told import slots_van
from knowledge.form_words import laad_formulierwoorden
from knowledge.models import Regeling

_TOOL = "toegang"
_GRENZEN = (re.compile(r"[;.?!\n]"), re.compile(r"[,;.?!\n]|\b(?:en|and)\b"))
"""Where a text is cut into what is told of one profile, in long and in short parts."""
_MEER = 2
_VOETNOOTTEKEN = re.compile(r"(?<![*\w])\*{1,3}(?![*\w])")
"""A mark of a footnote that stands by itself: its meaning is asked of the documents."""


def _vul(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    woorden = laad_formulierwoorden().toegang
    vraag = _met_profiel(vraag, regeling)
    slots, signaal = vraag.slots, _signaal(vraag)
    if not signaal or (woorden.welke_profielen.search(vraag.kern) and not slots.profielen):
        return []  # for which profiles something holds is asked of the documents
    if _VOETNOOTTEKEN.search(vraag.kern) and not (slots.verwijzer and slots.moment):
        return []
    bericht = laad_formulierwoorden().verzoek_om_wijziging.welk_bericht
    if bericht.search(vraag.kern) and not (slots.verwijzer or slots.moment):
        return []  # a message is none of the documents
    invoer = _gegeven(slots)
    invoer = {veld: w for veld, w in invoer.items() if veld == "profiel" or not _verschilt(vraag, veld)}
    if woorden.wie_maakt.search(vraag.kern) and not {"profiel", "verwijzer", "moment"} <= {*invoer}:
        return []  # by whom, no further fact would tell
    regie = bool(woorden.regie.search(vraag.tekst))
    document = bool(woorden.document.search(vraag.tekst))
    if "profiel" not in invoer and not (document and _vraagt_wat_nodig_is(vraag, invoer)):
        return []
    if [*invoer] == ["profiel"] and not regie and not document and vraag.algemeen:
        return []
    gevraagd = _gevraagd(invoer, regie=regie, document=document)
    aannames = _aannames(vraag)
    zekerheid = 0.5 + 0.15 * signaal + 0.1 * len(invoer)
    per_profiel: list[Invoer] = [invoer | {"profiel": p} for p in _profielen(slots)] or [invoer]
    beide = not gevraagd and woorden.beide_momenten.search(vraag.tekst)
    momenten: list[Invoer] = [{"moment": m} for m in ("aanvraag", "verlenging")] if beide else [{}]
    return [
        Kandidaat(_TOOL, gegeven | moment, zekerheid, regeling.regeling, gevraagd, aannames)
        for gegeven in per_profiel
        for moment in momenten
    ]


def _verschilt(vraag: Vraag, veld: str) -> bool:
    """Whether a text with more than one profile gives more than one value of a field: which is of which is not told."""
    if len(vraag.slots.profielen) < _MEER or not vraag.beurten:
        return False
    delen = {deel for grens in _GRENZEN for deel in grens.split(vraag.beurten[-1])}
    gegeven = {getattr(slots_van(deel), veld) for deel in delen} - {None}
    return len(gegeven) >= _MEER


def _gevraagd(invoer: Invoer, *, regie: bool, document: bool) -> tuple[str, ...]:
    """Which of the two things that the overview tells is asked for, where the other is not and may miss a fact."""
    if regie and not document and "moment" not in invoer:
        return ("regie",)
    return ("document",) if document and not regie and "profiel" not in invoer else ()


def _profielen(slots: Slots) -> tuple[int, ...]:
    """The profiles that are asked about: where care is applied for or prolonged in another one, that one."""
    if slots.nieuw_profiel is None:
        return slots.profielen[:4]
    return (slots.nieuw_profiel,) if slots.moment else (*slots.profielen[:3], slots.nieuw_profiel)


def _met_profiel(vraag: Vraag, regeling: Regeling) -> Vraag:
    """The question with the profile that it calls by its name, or by a bare number, where it gives no number as one.

    A bare number ("het gaat om een 5") counts as a profile only where a document is asked for, and who refers is told.
    """
    slots, document = vraag.slots, laad_formulierwoorden().toegang.document
    if slots.profielen or slots.profiel_fout or slots.dagbesteding or "profielen" in slots.open:
        return vraag
    genoemd = profielen_in(vraag.tekst, regeling.profielen)
    los = (
        los_profiel(vraag.tekst) if slots.verwijzer and _TOOL in vraag.sterk and document.search(vraag.tekst) else None
    )
    return replace(vraag, slots=replace(slots, profielen=genoemd or ((los,) if los else ())))


def _aannames(vraag: Vraag) -> tuple[str, ...]:
    """How the referrer was read, where the text calls it otherwise than the source does."""
    verwijzer, woorden = vraag.slots.verwijzer, laad_formulierwoorden().toegang
    if verwijzer == "extern" and woorden.externe_verwijzer.search(vraag.tekst):
        return ("De bron zegt niet wie een externe verwijzer is; hier is de genoemde verwijzer als extern gelezen.",)
    if verwijzer == "extern" and "extern" not in vraag.tekst:
        return (
            "De bron kent de gemeente en een externe verwijzer; hier is wie niet de gemeente is als extern gelezen.",
        )
    if verwijzer == "gemeente" and woorden.lokale_verwijzer.search(vraag.tekst):
        return ("Hier is de genoemde verwijzer (consulent, loket of lokaal team) als de gemeente gelezen.",)
    return ()


def _signaal(vraag: Vraag) -> float:
    """The sign for this tool; profile, referrer and moment together make a weak one, as nothing else has all three."""
    slots, signaal = vraag.slots, vraag.signaal(_TOOL)
    if "verzoek_om_wijziging" in vraag.sterk or not (slots.profielen or slots.dagbesteding) or not slots.verwijzer:
        return signaal
    genoeg = slots.moment or laad_formulierwoorden().toegang.vraagt_wat.search(vraag.kern)
    return max(signaal, 0.5) if genoeg else signaal


def _gegeven(slots: Slots) -> Invoer:
    """The input that the text gives; of several profiles the first."""
    profiel: int | str | None = slots.profiel_fout or ("dagbesteding" if slots.dagbesteding else None)
    if slots.profielen:
        profiel = slots.profielen[0]
    gegeven = {"profiel": profiel, "verwijzer": slots.verwijzer, "moment": slots.moment}
    return {naam: waarde for naam, waarde in gegeven.items() if waarde is not None}


def _vraagt_wat_nodig_is(vraag: Vraag, invoer: Invoer) -> bool:
    """Whether it asks so openly for a document that it is for this tool without a profile."""
    woorden = laad_formulierwoorden().toegang
    if not invoer:
        return vraag.eigen and bool(woorden.zelf_nodig.search(vraag.kern))
    return len(invoer) == 2 or bool(woorden.welk.search(vraag.kern))


FORMULIER = Formulier(_TOOL, "toegang", _vul, frozenset({"verwijzer", "moment"}))
