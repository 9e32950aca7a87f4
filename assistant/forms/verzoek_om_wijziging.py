"""The form for change requests: from which profile and intensity to which, from when, and what the end becomes."""

from __future__ import annotations

from assistant.dates import Datumvondst
from assistant.forms.days import als_invoer, met_rol
from assistant.forms.question import Formulier, Invoer, Kandidaat, Vraag
from assistant.slots import Slots
from knowledge.form_words import laad_formulierwoorden
from knowledge.models import Regeling

_TOOL = "verzoek_om_wijziging"


def _vul(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    slots, signaal = vraag.slots, vraag.signaal(_TOOL)
    wisselt = slots.intensiteit_naar is not None and len(slots.intensiteiten) == 2
    if not signaal and not wisselt:
        return []
    woorden = laad_formulierwoorden().verzoek_om_wijziging
    if woorden.iets_anders.search(vraag.kern) and not woorden.mag.search(vraag.kern):
        return []
    einden = _einden(vraag)
    ingang = _ingang(vraag)
    gevonden, aannames = _dagen(vraag, regeling, ingang, einden)
    invoer = _zorg(slots) | gevonden
    if slots.eerder_gewijzigd and invoer:
        invoer["eerder_gewijzigd"] = slots.eerder_gewijzigd == "ja"
    invoer = {k: v for k, v in invoer.items() if v is not None}
    gaat_in = any(d not in einden for d in ingang)
    delen = ["profiel" in invoer, "nieuwe_intensiteit" in invoer, "ingangsdatum" in invoer or gaat_in]
    delen += ["nieuw_profiel" in invoer]
    stellig = signaal == 1 and woorden.mag.search(vraag.kern) is not None
    dun = sum(delen) < 2 and not wisselt and not (stellig and delen[2])
    if not invoer or (dun and not (stellig and any(delen))):
        return []
    over_regels = not vraag.geval and not ({*invoer} - {"intensiteit", "nieuwe_intensiteit"})
    zekerheid = 0.6 + 0.15 * signaal + 0.08 * min(sum(delen), 3)
    return [Kandidaat(_TOOL, invoer, zekerheid, regeling.regeling, (), aannames, alleen_beslissend=dun or over_regels)]


def _zorg(slots: Slots) -> Invoer:
    """The profile and the intensity, before and after."""
    invoer: Invoer = {}
    if profiel := (slots.profielen[0] if slots.profielen else slots.profiel_fout):
        invoer["profiel"] = profiel
    if slots.nieuw_profiel is not None:
        invoer["nieuw_profiel"] = slots.nieuw_profiel
    if len(slots.intensiteiten) >= 2:
        invoer["intensiteit"], invoer["nieuwe_intensiteit"] = slots.intensiteiten[0], slots.intensiteiten[-1]
    elif len(slots.intensiteiten) == 1:
        invoer["nieuwe_intensiteit" if slots.intensiteit_naar else "intensiteit"] = slots.intensiteiten[0]
    return invoer


def _einden(vraag: Vraag) -> list[Datumvondst]:
    """The days on which something ends: the end, or the old and the new one."""
    woorden, datums = laad_formulierwoorden().verzoek_om_wijziging, vraag.slots.datums
    einden = met_rol(datums, woorden.einde)
    if len(einden) == 1 and woorden.over_einde.search(vraag.tekst):  # "de einddatum gaat van … naar …"
        einden += [d for d in met_rol(datums, woorden.wordt) if d.begin > einden[0].begin][:1]
    return einden


def _ingang(vraag: Vraag) -> list[Datumvondst]:
    """The days from which the change may hold."""
    woorden, datums = laad_formulierwoorden().verzoek_om_wijziging, vraag.slots.datums
    einden = met_rol(datums, woorden.einde)
    return [d for d in met_rol(datums, woorden.ingang) if d not in einden] or [d for d in datums if d not in einden]


def _dagen(
    vraag: Vraag, regeling: Regeling, ingang: list[Datumvondst], einden: list[Datumvondst]
) -> tuple[Invoer, tuple[str, ...]]:
    invoer: Invoer = {}
    aannames: tuple[str, ...] = ()
    if ingang:
        dag = ingang[-1] if len(ingang) > 1 and ingang[-1].maand is not None else ingang[0]
        invoer["ingangsdatum"], aannames = als_invoer(dag, vraag, regeling)
    verschuift = laad_formulierwoorden().verzoek_om_wijziging.einde_verschuift
    if len(einden) == 1 or (len(einden) == 2 and verschuift.search(vraag.tekst)):
        for veld, dag in zip(("einddatum", "nieuwe_einddatum"), einden, strict=False):
            invoer[veld] = als_invoer(dag, vraag, regeling)[0]
    return invoer, aannames


FORMULIER = Formulier(
    _TOOL,
    "verzoek_om_wijziging",
    _vul,
    frozenset(
        {
            "profielen",
            "nieuw_profiel",
            "intensiteiten",
            "intensiteit_naar",
            "eerder_gewijzigd",
            "zeer_complex",
            "datums",
        }
    ),
)
