"""Which of the days in a question is which, and how it goes into a tool."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.dates import Datumvondst
from assistant.forms.question import Vraag
from knowledge.models import Regeling

_ERVOOR = 28
"""Signs before a day that are looked at."""


_JAAR_ERVOOR = re.compile(
    r"(?P<sinds>\b(?:sinds|since|vanaf|tot)\s+)?(?<![\d./-])(?P<jaar>20[0-3]\d)(?![\d./-]|\s*(?:euro|eur)\b)"
    r"[\s,:;(-]+(?P<tussen>[a-z]+[\s,:(-]+){0,2}$"
)
"""A year right before a day: "kerst 2024, op 20 december"."""
_SINDS = re.compile(r"\b(?:sinds|since|geboren in|born in|uit|tot)\s+(?:eind\s+|begin\s+|medio\s+)?$")
"""Before the year of something that has gone on for long."""


def met_rol(datums: Sequence[Datumvondst], *woorden: re.Pattern[str]) -> list[Datumvondst]:
    """The days with one of these words before them."""
    return [d for d in datums if any(p.search(d.ervoor[-_ERVOOR:]) for p in woorden)]


def als_invoer(dag: Datumvondst, vraag: Vraag, regeling: Regeling) -> tuple[str | None, tuple[str, ...]]:
    """What goes into the tool, and what was assumed: an ISO date, or an impossible one as typed for the tool to refuse.

    None for a day of which the year is not known.
    """
    gevonden, aannames = _met_jaar(dag, vraag, regeling)
    return dag.fout or (gevonden.isoformat() if gevonden else None), aannames


def _met_jaar(dag: Datumvondst, vraag: Vraag, regeling: Regeling) -> tuple[date | None, tuple[str, ...]]:
    """A date without a year, with a year that the question or the regime leaves no choice in; and what was assumed."""
    if dag.jaar is not None:
        return dag.als_datum(), ()
    erbij = _JAAR_ERVOOR.search(dag.ervoor)
    if erbij and not (erbij["sinds"] and erbij["tussen"]):
        return dag.als_datum(int(erbij["jaar"])), ()
    jaren_genoemd = _genoemde_jaren(vraag)
    jaren = [j for j in jaren_genoemd if regeling.geldig.van is None or j >= regeling.geldig.van.year]
    jaren = jaren or jaren_genoemd
    if len(jaren) == 1:
        return dag.als_datum(jaren[0]), ()
    peil, geldig = vraag.slots.peildatum, regeling.geldig
    if peil is not None and (geldig.van is None or geldig.van <= peil) and (geldig.tot is None or peil <= geldig.tot):
        jaar = peil.year
        return dag.als_datum(jaar), (f"U noemt geen jaar; hier is {jaar} genomen.",)
    return None, ()


def _genoemde_jaren(vraag: Vraag) -> list[int]:
    """The years that it names; not that of a day reckoned from today, nor one since which something goes on."""
    gerekend = {d.jaar for d in vraag.slots.datums if d.relatief}
    genoemd = {d.jaar for d in (*vraag.slots.datums, *vraag.slots.maanden) if not d.relatief}

    def telt(jaar: int) -> bool:
        plekken = [m.start() for m in re.finditer(rf"\b{jaar}\b", vraag.tekst)]
        if jaar in genoemd or not plekken:
            return jaar in genoemd or jaar not in gerekend
        return any(not _SINDS.search(vraag.tekst[max(0, p - 24) : p]) for p in plekken)

    return [j for j in vraag.slots.jaren if telt(j)]
