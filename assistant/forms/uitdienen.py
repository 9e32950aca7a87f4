"""The form for allocations under the old contract: under which contract one falls, and how long it may run on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.forms.days import BIJ_LEESTEKEN, als_invoer, in_zinsdeel, met_rol
from assistant.forms.question import Formulier, Invoer, Kandidaat, Vraag
from assistant.reading.days.dates import Datumvondst
from assistant.reading.days.roles import VAN_TOEWIJZING, Dagrol, beste, rol
from assistant.reading.days.years import Beginjaar, beginjaren, vlak_erna, zinsdeel
from knowledge.form_words import laad_formulierwoorden
from knowledge.models import Regeling, Uitdienen
from tools.datum import schrijf

_TOOL = "uitdienen"


def _vul(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    slots, regels, woorden = vraag.slots, regeling.uitdienen, laad_formulierwoorden().uitdienen
    assert regels is not None
    zeker = _TOOL in vraag.sterk
    if not zeker and "verzoek_om_wijziging" in vraag.sterk:
        return []
    if not zeker and not (_TOOL in vraag.zwak and (slots.datums or slots.maanden)):
        return []
    if slots.segmenten and not set(slots.segmenten) & set(regels.segmenten):
        return []
    if woorden.na_de_termijn.search(vraag.kern) and not met_rol(slots.datums, woorden.begon):
        return []  # what comes after it they do not tell
    grenzen = met_rol(slots.datums, woorden.grens)
    peil = _peildagen(vraag, grenzen)
    invoer, aannames = _start(vraag, [*peil, *grenzen], regeling)
    jaren = _jaren(vraag, [*peil, *grenzen], regels)
    if "startdatum" not in invoer and len(jaren) == 1 and _van_jaar(jaren[0], regels) is None:
        return [_naar_begin(regeling)]
    gevallen = _gevallen(vraag, jaren, invoer, aannames, regels)
    if len(gevallen) > 1:
        return [Kandidaat(_TOOL, dict(g.invoer), 0.85, regeling.regeling, (), g.aannames) for g in gevallen]
    if gevallen:
        invoer, aannames = dict(gevallen[0].invoer), gevallen[0].aannames
    aannames = (*aannames, *_eindigt_eerder(vraag, regels))
    if peil:
        invoer["peildatum"], _ = als_invoer(peil[-1], vraag, regeling)
    elif slots.peildatum is not None and woorden.nu.search(vraag.tekst):
        invoer["peildatum"] = slots.peildatum.isoformat()
    invoer = {k: v for k, v in invoer.items() if v is not None}
    zonder_jaar = any(d.jaar is None for d in slots.datums)
    telt_af = woorden.hoeveel_nog.search(vraag.tekst)
    lopend = woorden.oud.search(vraag.tekst) or (zeker and (zonder_jaar or telt_af))
    if zeker and "startdatum" not in invoer and _begint_later(vraag):
        return [_naar_begin(regeling)]
    if "startdatum" not in invoer and not peil and (vraag.algemeen or not lopend):
        return [_naar_begin(regeling)] if zeker and _van_een(vraag) else []
    begon = [] if "startdatum" in invoer else [d for d in slots.datums if _begonnen(d)]
    vraagt = "startdatum" if any(d.jaar is None and d not in peil for d in begon) else None
    zekerheid = (0.85 if zeker else 0.7) if invoer else 0.6
    if "peildatum" not in invoer and _te_laat(slots.peildatum, invoer, regels):
        invoer["peildatum"] = str(slots.peildatum)
    return [Kandidaat(_TOOL, invoer, zekerheid, regeling.regeling, (), aannames, vraagt=vraagt)]


def _te_laat(vandaag: date | None, invoer: Invoer, regels: Uitdienen) -> bool:
    """Whether the day before which the indications had to be moved has come, so that the answer must say so."""
    oud = "startdatum" not in invoer or str(invoer["startdatum"]) < regels.nieuw_vanaf.isoformat()
    return vandaag is not None and vandaag >= regels.omzetten_voor and oud


@dataclass(frozen=True)
class _Geval:
    """One allocation of which the text tells when it began: where it does, and what that gives."""

    plek: int
    invoer: Invoer
    aannames: tuple[str, ...] = ()


def _gevallen(
    vraag: Vraag, jaren: list[Beginjaar], gelezen: Invoer, aannames: tuple[str, ...], regels: Uitdienen
) -> list[_Geval]:
    """The allocations that began at another time, each with its own; those of whom it asks, where it says so.

    None where the text tells of no year and of no old allocation beside a day.
    """
    woorden = laad_formulierwoorden().uitdienen
    dag = date.fromisoformat(start) if isinstance(start := gelezen.get("startdatum"), str) and _is_dag(start) else None
    uit = [g for j in jaren if (dag is None or not j.omvat(dag)) and (g := _van_jaar(j, regels))]
    if dag is not None and not uit and dag >= regels.nieuw_vanaf:
        uit = [_Geval(plek, {}) for plek in _oude(vraag)]
    if dag is not None and uit:
        vondsten = (*vraag.slots.datums, *vraag.slots.maanden)
        plek = next((d.begin for d in vondsten if d.als_datum(dag.year) == dag), 0)
        uit = sorted([_Geval(plek, gelezen, aannames), *uit], key=lambda g: g.plek)
    gevraagd = {m[0] for m in woorden.wie.finditer(zinsdeel(vraag.tekst, _vraagplek(vraag.tekst)))}
    eigen = [g for g in uit if gevraagd & {m[0] for m in woorden.wie.finditer(zinsdeel(vraag.tekst, g.plek))}]
    return eigen if len(eigen) == 1 else uit


def _jaren(vraag: Vraag, niet: list[Datumvondst], regels: Uitdienen) -> list[Beginjaar]:
    """The years in which an allocation began.

    Beside a day of an allocation none in which only somebody began ("in 2023 gestart, toewijzing per 1 oktober 2025"),
    unless one of the two is told of somebody else.
    """
    woorden, tekst, laatste = laad_formulierwoorden().uitdienen, vraag.tekst, regels.omzetten_voor
    jaren = beginjaren(tekst, woorden)
    dagen = [
        d
        for d in (*vraag.slots.datums, *vraag.slots.maanden)
        if d not in niet and rol(d) is not Dagrol.EINDE and d.als_datum(laatste.year) != laatste
    ]
    delen = [
        deel for d in dagen if (deel := zinsdeel(tekst, d.begin)) and (_begonnen(d) or woorden.toewijzing.search(deel))
    ]
    if not delen or any(woorden.wie.search(deel) for deel in delen):
        return jaren
    return [j for j in jaren if j.van_toewijzing or woorden.wie.search(zinsdeel(tekst, j.begin))]


def _is_dag(waarde: str) -> bool:
    """Whether a value is a day that exists, and not one as typed."""
    try:
        return bool(date.fromisoformat(waarde))
    except ValueError:
        return False


def _vraagplek(tekst: str) -> int:
    """Where the last question of a text ends; else its end."""
    return max(tekst.rfind("?"), 1) - 1 if "?" in tekst else max(len(tekst.rstrip(" .")) - 1, 0)


def _van_jaar(jaar: Beginjaar, regels: Uitdienen) -> _Geval | None:
    """What a year alone gives: a day of it, as good as any other; nothing where it matters which."""
    if jaar.laatste < regels.nieuw_vanaf:
        dag = jaar.eerste or jaar.laatste
    elif jaar.eerste is not None and jaar.eerste >= regels.nieuw_vanaf:
        dag = jaar.eerste
    else:
        return None
    aanname = f"U noemt alleen een jaar; hier is {schrijf(dag)} genomen, want welke dag het was maakt niet uit."
    return _Geval(jaar.begin, {"startdatum": dag.isoformat()}, (aanname,))


def _oude(vraag: Vraag) -> list[int]:
    """Where somebody else is told to have an old allocation, without a day."""
    woorden = laad_formulierwoorden().uitdienen
    plekken = [m.start() for m in woorden.is_oud.finditer(vraag.tekst)]
    return [p for p in plekken if woorden.wie.search(zinsdeel(vraag.tekst, p))][:1]


def _eindigt_eerder(vraag: Vraag, regels: Uitdienen) -> tuple[str, ...]:
    """That the source doesn't say what holds for an allocation that ends before it must be moved."""
    woorden = laad_formulierwoorden().uitdienen
    for dag in (*vraag.slots.datums, *vraag.slots.maanden):
        gevonden = dag.als_datum()
        deel = zinsdeel(vraag.tekst, dag.begin)
        if gevonden and regels.nieuw_vanaf <= gevonden < regels.omzetten_voor and woorden.eindigt.search(deel):
            grens = schrijf(regels.omzetten_voor)
            return (f"Wat geldt voor een indicatie die al vóór {grens} afloopt, staat niet in de bron.",)
    return ()


def _begint_later(vraag: Vraag) -> bool:
    """Whether a part of a sentence tells of an allocation or a client that it begins on a day that is not told."""
    woorden = laad_formulierwoorden().uitdienen
    delen = BIJ_LEESTEKEN.split(vraag.tekst)
    return any(woorden.begin_zonder_dag.search(deel) and woorden.wat_begint.search(deel) for deel in delen)


def _van_een(vraag: Vraag) -> bool:
    """Whether it asks of one allocation whether it must be moved, without saying that it is an old one."""
    woorden = laad_formulierwoorden().uitdienen
    return vraag.eigen and bool(woorden.vraagt_of.search(vraag.kern)) and not woorden.is_oud.search(vraag.tekst)


def _naar_begin(regeling: Regeling) -> Kandidaat:
    return Kandidaat(_TOOL, {}, 0.7, regeling.regeling, vraagt="startdatum")


def _start(vraag: Vraag, niet: list[Datumvondst], regeling: Regeling) -> tuple[Invoer, tuple[str, ...]]:
    """The day on which the allocation began, and what was assumed; of a month alone its first day, as good as any."""
    regels, woorden = regeling.uitdienen, laad_formulierwoorden().uitdienen
    assert regels is not None
    if start := _startdagen(vraag, niet, regels):
        dag, aannames = als_invoer(start[0], vraag, regeling, eigen_jaar=True)
        if aannames and dag and (_begonnen(start[0]) or woorden.is_oud.search(vraag.tekst)):
            return {}, ()  # begun already: in this year or in one before it, which is not told
        return {"startdatum": dag}, aannames
    maanden = [
        m
        for m in vraag.slots.maanden
        if met_rol([m], woorden.begon) or woorden.begint_erna.search(vlak_erna(vraag.tekst, m.eind))
    ]
    maanden = maanden if regels.nieuw_vanaf.day == 1 else []
    if not maanden or (dag_een := maanden[0].als_datum()) is None:
        return {}, ()
    aanname = "U noemt geen dag; hier is de eerste van de maand genomen, want welke dag het was maakt niet uit."
    return {"startdatum": dag_een.isoformat()}, (aanname,)


def _begonnen(dag: Datumvondst) -> bool:
    """Whether it is told that an allocation has begun on a day."""
    woorden = laad_formulierwoorden().uitdienen
    return bool(met_rol([dag], woorden.begonnen)) or in_zinsdeel(dag, woorden.begonnen_erna)


def _peildagen(vraag: Vraag, grenzen: list[Datumvondst]) -> list[Datumvondst]:
    """The days from which one may count."""
    datums, woorden = vraag.slots.datums, laad_formulierwoorden().uitdienen
    telt_af = woorden.hoeveel_nog.search(vraag.tekst)
    peil = met_rol(datums, woorden.peildatum) or [d for d in datums if d.is_peildatum]
    if not telt_af:
        return [d for d in peil if not (d.is_peildatum and rol(d) is Dagrol.INGANG)]  # "die vandaag start"
    if peil:
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
    if woorden.is_oud.search(vraag.tekst):  # no day on which the new contract holds is the first of an old one
        anders = [d for d in anders if met_rol([d], woorden.begon) or not _na(d, regels.nieuw_vanaf)]
    anders = beste(anders, VAN_TOEWIJZING)
    return met_rol(anders, woorden.begon, woorden.vanaf) or anders


def _na(dag: Datumvondst, grens: date) -> bool:
    gevonden = dag.als_datum()
    return gevonden is not None and gevonden >= grens


FORMULIER = Formulier(_TOOL, "uitdienen", _vul, frozenset({"datums"}))
