"""The form for change requests: from which profile and intensity to which, from when, and what the end becomes."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.forms.days import als_invoer, met_rol
from assistant.forms.ends import Einden, lees_einden
from assistant.forms.question import Formulier, Invoer, Kandidaat, Vraag
from assistant.reading.days.dates import Datumvondst
from assistant.reading.days.roles import VAN_WIJZIGING, Dagrol, beste, op_die_dag, rol
from assistant.reading.products.codes import codewissel, profielen_in_een_rij, wissels
from assistant.reading.products.intensity_letters import letters_voluit
from assistant.reading.slots import Slots
from assistant.text.clauses import ZIN
from knowledge.folding import patroon, vouw
from knowledge.form_words import laad_formulierwoorden
from knowledge.models import Regeling
from knowledge.vocabulary import laad_woordenschat

_TOOL = "verzoek_om_wijziging"


def _vul(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    slots, signaal = vraag.slots, vraag.signaal(_TOOL)
    van_intensiteit = slots.intensiteit_naar is not None and len(slots.intensiteiten) == 2
    wisselt = van_intensiteit or codewissel(vraag.tekst) is not None
    woorden = laad_formulierwoorden().verzoek_om_wijziging
    if _zonder_geval(vraag, regeling):
        return [Kandidaat(_TOOL, {}, 0.9, regeling.regeling)]
    if _welk_bericht(vraag):
        return [Kandidaat(_TOOL, _zorg(slots), 0.9, regeling.regeling)]
    if not (signaal or wisselt) or (_met_ander_bericht(vraag) and not van_intensiteit):
        return []
    if woorden.iets_anders.search(vraag.kern) and not woorden.mag.search(vraag.kern):
        return []
    if woorden.twee_na_elkaar.search(vraag.kern) and not slots.datums and not slots.eerder_gewijzigd:
        invoer = _zorg(slots) | {"eerder_gewijzigd": True}
        uitleg = "U noemt twee wijzigingen na elkaar; dit oordeel gaat over de tweede."
        return [Kandidaat(_TOOL, invoer, 0.9, regeling.regeling, (), (uitleg,))]
    einden = lees_einden(vraag.tekst, slots.datums)
    ingang = _ingang(vraag, einden)
    wissels_ = _wissels(vraag)
    invoer = _zorg(slots)
    meer = _meer_waarden(vraag, wissels_)
    if meer:
        weg = {"profiel", "nieuw_profiel"} | ({"intensiteit", "nieuwe_intensiteit"} if len(wissels_) > 1 else set())
        invoer = {k: v for k, v in invoer.items() if k not in weg}
    verlengt_slechts = einden.verschuift and not {"nieuwe_intensiteit", "nieuw_profiel"} & {*invoer}
    gevonden, aannames = _dagen(vraag, regeling, [] if verlengt_slechts else ingang, einden)
    invoer |= gevonden
    if slots.eerder_gewijzigd and invoer:
        invoer["eerder_gewijzigd"] = slots.eerder_gewijzigd == "ja"
    invoer = {k: v for k, v in invoer.items() if v is not None}
    aannames = (*aannames, *meer)
    gaat_in = bool(ingang) and not verlengt_slechts
    delen = [
        "profiel" in invoer or len(slots.profielen) > 1,
        "nieuwe_intensiteit" in invoer or len(wissels_) > 1,
        "ingangsdatum" in invoer or gaat_in,
    ]
    delen += ["nieuw_profiel" in invoer, "nieuwe_einddatum" in invoer]
    stellig = signaal == 1 and woorden.mag.search(vraag.kern) is not None
    dun = sum(delen) < 2 and not wisselt and not (stellig and (delen[2] or delen[4]))
    dun = dun or (verlengt_slechts and einden.nieuw is None)  # that no end may move, the documents say
    if not invoer or (dun and not (stellig and any(delen))):
        return []
    over_regels = not vraag.geval and not ({*invoer} - {"intensiteit", "nieuwe_intensiteit"})
    zekerheid = 0.6 + 0.15 * signaal + 0.08 * min(sum(delen), 3)
    return [Kandidaat(_TOOL, invoer, zekerheid, regeling.regeling, (), aannames, alleen_beslissend=dun or over_regels)]


def _met_ander_bericht(vraag: Vraag) -> bool:
    """Whether it asks of another message, and not of the one that this form is for."""
    woorden = laad_formulierwoorden().verzoek_om_wijziging
    gevraagd = " ".join(zin for zin in ZIN.split(vraag.tekst) if zin.endswith("?"))
    return bool(woorden.ander_bericht.search(gevraagd)) and not woorden.dit_bericht.search(vraag.tekst)


def _welk_bericht(vraag: Vraag) -> bool:
    """Whether it asks which message goes with another intensity that it does not name, for a profile that it names."""
    slots, woorden = vraag.slots, laad_formulierwoorden().verzoek_om_wijziging
    if len(slots.profielen) != 1 or slots.intensiteiten or slots.datums or slots.moment:
        return False
    return bool(woorden.welk_bericht.search(vraag.tekst) and woorden.meer_of_minder.search(vraag.tekst))


def _zonder_geval(vraag: Vraag, regeling: Regeling) -> bool:
    """Whether it asks just whether a request may be sent, and nothing is told of the case."""
    woorden, teken = laad_formulierwoorden().verzoek_om_wijziging, laad_woordenschat().sterk[_TOOL]
    gevraagd = [zin for zin in ZIN.split(vraag.tekst) if zin.endswith("?")]
    if len(gevraagd) != 1 or _zorg(vraag.slots) or vraag.slots.datums or vraag.slots.segmenten:
        return False
    if not teken.search(gevraagd[0]) or not woorden.mag.match(gevraagd[0]):
        return False
    rest = patroon(regeling.plaatsnamen).sub(" ", teken.sub(" ", gevraagd[0]))
    return {*re.findall(r"[a-z0-9]+", rest)} <= woorden.kaal


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


_VAN_EN_NAAR = 2
"""Intensities of one change."""


def _meer_waarden(vraag: Vraag, wissels_: Collection[tuple[str, str]]) -> tuple[str, ...]:
    """That a fact is asked for because the text gives more than one, and does not say which holds."""
    profielen = {*vraag.slots.profielen, *filter(None, [vraag.slots.nieuw_profiel])}
    if len(wissels_) > 1 and (len(profielen) > 1 or len({*vraag.slots.intensiteiten}) > _VAN_EN_NAAR):
        return ("U noemt meer dan één wijziging; welke bedoeld is, staat er niet bij.",)
    if len(vraag.slots.profielen) > 1 and any(map(profielen_in_een_rij, vraag.beurten[-1:])):
        return ("U noemt meer dan één profiel; voor welk de wijziging is, staat er niet bij.",)
    return ()


def _wissels(vraag: Vraag) -> frozenset[tuple[str, str]]:
    """The changes that the last turn with one tells: more than one where it tells of several cases, or of before."""
    schat = laad_woordenschat()
    for beurt in reversed(vraag.beurten):
        if gevonden := wissels(vouw(letters_voluit(beurt)), schat):
            return frozenset(gevonden)
    return frozenset()


def _ingang(vraag: Vraag, einden: Einden) -> list[Datumvondst]:
    """The days from which the change may hold."""
    vrij = [d for d in vraag.slots.datums if d not in einden.alle]
    gezegd = any(rol(d) in {Dagrol.INGANG, Dagrol.VANAF} for d in vrij if not op_die_dag(d))
    if not gezegd and len(dag := {d.als_datum(): d for d in vrij if op_die_dag(d)}) == 1:
        return list(dag.values())
    if genoemd := beste([d for d in vrij if not d.is_peildatum], VAN_WIJZIGING[:2]):
        vrij = genoemd  # "nu is intensief nodig, per 1 mei": that it is needed now is no start
    anders = [d for d in beste(vrij, VAN_WIJZIGING) if not (d.is_peildatum and rol(d) is Dagrol.GEEN)]
    return met_rol(anders, laad_formulierwoorden().verzoek_om_wijziging.ingang) or anders


def _dagen(
    vraag: Vraag, regeling: Regeling, ingang: list[Datumvondst], einden: Einden
) -> tuple[Invoer, tuple[str, ...]]:
    invoer: Invoer = {}
    aannames: tuple[str, ...] = ()
    if ingang:
        dag = ingang[-1] if len(ingang) > 1 and ingang[-1].maand is not None else ingang[0]
        invoer["ingangsdatum"], aannames = als_invoer(dag, vraag, regeling)
    for veld, einde in (("einddatum", einden.nu), ("nieuwe_einddatum", einden.nieuw)):
        if einde is not None:
            invoer[veld] = als_invoer(einde, vraag, regeling)[0]
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
    beoordeelt=True,
)
