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
    jaren = [j for j in vraag.slots.jaren if regeling.geldig.van is None or j >= regeling.geldig.van.year]
    jaren = jaren or list(vraag.slots.jaren)
    if len(jaren) == 1:
        return dag.als_datum(jaren[0]), ()
    peil, geldig = vraag.slots.peildatum, regeling.geldig
    if peil is not None and (geldig.van is None or geldig.van <= peil) and (geldig.tot is None or peil <= geldig.tot):
        jaar = peil.year
        return dag.als_datum(jaar), (f"U noemt geen jaar; hier is {jaar} genomen.",)
    return None, ()
