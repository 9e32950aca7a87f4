"""The form for work in progress: must this kind of provider hand it in, and is it on time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.forms.days import BIJ_LEESTEKEN, als_invoer, in_een_rij
from assistant.forms.question import Formulier, Invoer, Kandidaat, Vraag
from assistant.reading.days.dates import Datumvondst
from assistant.reading.days.roles import Dagrol, beste, rol
from knowledge.form_words import laad_formulierwoorden
from knowledge.message_words import laad_berichtwoorden
from knowledge.models import Regeling
from knowledge.vocabulary import laad_woordenschat
from tools.datum import MAANDEN

_TOOL = "onderhanden_werk"
_VAN_OPGAVE = (frozenset({Dagrol.INGANG}), frozenset({Dagrol.VANAF, Dagrol.GEEN}), frozenset({Dagrol.EINDE}))
"""How surely a day is the one of handing in."""


_MEESTE_DAGEN = 4
"""Days of one row that are each answered."""
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
    jaar = dagen[-1].jaar
    rij = [als_invoer(d if d.jaar or jaar is None else replace(d, jaar=jaar), vraag, regeling) for d in dagen]
    return [(waarde, aannames) for waarde, aannames in rij if waarde] if all(w for w, _ in rij) else []


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
