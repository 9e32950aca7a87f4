"""The form for work in progress: must this kind of provider hand it in, and is it on time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.forms.days import BIJ_LEESTEKEN, als_invoer, in_een_rij
from assistant.forms.question import Formulier, Invoer, Kandidaat, Vraag
from assistant.reading.days.dates import Datumvondst, vind_datums
from assistant.reading.days.roles import Dagrol, beste, rol
from assistant.reading.days.rows import met_jaren
from assistant.reading.told import slots_van
from knowledge.folding import vouw
from knowledge.form_words import laad_formulierwoorden
from knowledge.message_words import laad_berichtwoorden
from knowledge.models import Regeling
from knowledge.vocabulary import laad_woordenschat
from tools.datum import MAANDEN

_TOOL = "onderhanden_werk"
_VAN_OPGAVE = (frozenset({Dagrol.INGANG}), frozenset({Dagrol.VANAF, Dagrol.GEEN}), frozenset({Dagrol.EINDE}))
"""How surely a day is the one of handing in."""


_MEESTE_DAGEN = 4
"""Days of one row, or of as many providers, that are each answered."""
_OVER_HET_JAAR = (
    "U noemt het jaar alleen bij de laatste dag; voor de andere is dat gekozen waarin de dagen het dichtst bij "
    "elkaar liggen."
)
_IN_JAAR = re.compile(rf"\b(?:in|over|van|eind|begin|medio|{'|'.join(MAANDEN)})\s+$")
"""Right before a year in which something is asked."""
_ZIN = re.compile(r"(?<=[.!?\n])\s+")
_DEEL = re.compile(r"[.!?;\n](?!\d)|\b(?:en|maar|and|but)\b")
"""Where what is told of a day begins."""


def _zegt_wanneer(dag: Datumvondst) -> tuple[bool, bool]:
    """The reference date first ("gisteren vergeten, mag het nu nog?"), a bare day last ("van de 10e tot de 20e")."""
    return dag.is_peildatum, dag.maand is not None


def _vul(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    slots = vraag.slots
    if _TOOL not in vraag.sterk:
        return []
    invoer: Invoer = {}
    aannames: tuple[str, ...] = ()
    buiten_bron = False
    if slots.soort_aanbieder:
        invoer["soort_aanbieder"] = slots.soort_aanbieder
    nu = [d for d in slots.datums if d.is_peildatum]
    dagen = _van_deze_keer(slots.datums)
    if dagen := nu or beste(dagen, _VAN_OPGAVE, laad_formulierwoorden().onderhanden_werk.levert):
        if rij := _in_een_rij(slots.datums, vraag, regeling):
            return [
                Kandidaat(_TOOL, invoer | {"datum": d}, 0.9, regeling.regeling, (), aannames) for d, aannames in rij
            ]
        if per := _per_aanbieder(vraag, regeling):
            return [Kandidaat(_TOOL, eigen, 0.9, regeling.regeling, (), aannames) for eigen, aannames in per]
        dag = max(dagen, key=_zegt_wanneer)
        waarde, aannames = als_invoer(dag, vraag, regeling)
        if waarde:
            invoer["datum"] = waarde
    if "datum" not in invoer and (jaar := _voor_de_bron(vraag, regeling)):
        invoer["datum"] = date(jaar, 12, 31).isoformat()
        buiten_bron = True
        aannames = ("U noemt geen dag; welke dag van dat jaar het was, maakt hier niet uit.",)
    if "datum" not in invoer and slots.soort_aanbieder != "zelfstandige":
        return []
    return [Kandidaat(_TOOL, invoer, 0.9, regeling.regeling, (), aannames, buiten_bron=buiten_bron)]


def _in_een_rij(dagen: Sequence[Datumvondst], vraag: Vraag, regeling: Regeling) -> list[tuple[str, tuple[str, ...]]]:
    """The days that stand in one row, each with the year that only the last one has; none where one has no year."""
    if not in_een_rij(dagen) or len(dagen) > _MEESTE_DAGEN or not all(d.maand for d in dagen):
        return []
    laatste, rij = dagen[-1].jaar, list[tuple[str, tuple[str, ...]]]()
    for dag, met_jaar in zip(dagen, met_jaren(dagen), strict=True):
        waarde, aannames = als_invoer(met_jaar, vraag, regeling)
        if waarde is None:
            return []
        rij.append((waarde, (*aannames, _OVER_HET_JAAR) if met_jaar.jaar != (dag.jaar or laatste) else aannames))
    return rij


def _per_aanbieder(vraag: Vraag, regeling: Regeling) -> list[tuple[Invoer, tuple[str, ...]]]:
    """The day of each provider with its kind, where several are told of: all before their day, or all after it."""
    alle = vraag.slots.datums
    if len(_van_deze_keer(alle)) != len(alle) or not {rol(d) for d in alle} <= frozenset().union(*_VAN_OPGAVE):
        return []
    for plat in map(vouw, reversed(vraag.beurten)):
        dagen = vind_datums(plat, vraag.slots.peildatum)
        if 1 < len(dagen) <= _MEESTE_DAGEN and [d.als_datum() for d in dagen] == [d.als_datum() for d in alle]:
            break
    else:
        return []
    grenzen = [0, *(plek for d in dagen for plek in (d.begin, d.eind)), len(plat)]
    tussen = [slots_van(plat[a:b]).soort_aanbieder for a, b in zip(grenzen[::2], grenzen[1::2], strict=True)]
    soorten = next((rij for rij in (tussen[:-1], tussen[1:]) if all(rij)), [])
    waarden = [als_invoer(d, vraag, regeling) for d in dagen]
    if not soorten or not all(waarde and d.maand for (waarde, _), d in zip(waarden, dagen, strict=True)):
        return []
    return [
        ({"soort_aanbieder": str(soort), "datum": str(waarde)}, aannames)
        for soort, (waarde, aannames) in zip(soorten, waarden, strict=True)
    ]


def _van_deze_keer(dagen: Sequence[Datumvondst]) -> Sequence[Datumvondst]:
    """The days of this time, where some are told of an earlier one: "vorige maand op 12 april, nu op 22 mei"."""
    woorden = laad_formulierwoorden().onderhanden_werk

    def laatst(dag: Datumvondst, *soorten: re.Pattern[str]) -> int:
        deel = _DEEL.split(dag.voor)[-1]
        return max((m.end() for soort in soorten for m in soort.finditer(deel)), default=-1)

    nu = [d for d in dagen if laatst(d, woorden.deze_keer) > laatst(d, woorden.toen)]
    eerder = [d for d in dagen if laatst(d, woorden.toen, woorden.geleverd) > laatst(d, woorden.deze_keer)]
    return nu if nu and eerder else dagen


def _voor_de_bron(vraag: Vraag, regeling: Regeling) -> int | None:
    """The year of which is asked, where all of it lies before the first day that the source describes."""
    regels, plat = regeling.onderhanden_werk, vraag.kern
    jaren = vraag.slots.jaren
    if regels is None or len(jaren) != 1 or date(jaren[0], 12, 31) >= regels.eerste_dag:
        return None
    for deel in _gevraagd(plat):
        for m in re.finditer(rf"\b{jaren[0]}\b", deel):
            voor, na = deel[: m.start()], deel[m.end() :]
            dag = Datumvondst(*m.span(), 1, 1, jaren[0], voor, voor=voor, na=na)
            if _IN_JAAR.search(voor) and rol(dag) in {Dagrol.GEEN, Dagrol.VANAF}:
                return jaren[0]
    return None


def _gevraagd(plat: str) -> list[str]:
    """Of every sentence that asks, the last part that names the work in progress; of all sentences if none asks."""
    noemt, vraagt = laad_woordenschat().sterk[_TOOL].search, laad_berichtwoorden().vraagzin.search
    zinnen = _ZIN.split(plat)
    gevraagd = [zin for zin in zinnen if "?" in zin or vraagt(zin)] or zinnen
    delen = [[deel for deel in BIJ_LEESTEKEN.split(zin) if noemt(deel)] for zin in gevraagd]
    return [genoemd[-1] for genoemd in delen if genoemd]


FORMULIER = Formulier(_TOOL, "onderhanden_werk", _vul, frozenset({"soort_aanbieder", "datums"}), beoordeelt=True)
