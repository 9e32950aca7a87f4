"""The year of days in a row of which only the last one has it: "28 december en 4 januari 2017"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.days.dates import Datumvondst


def met_jaren(dagen: Sequence[Datumvondst]) -> list[Datumvondst]:
    """The days of a row, each with a year where the last one has it.

    That is the year of the day after it, or the one before that where the row goes over the end of a year and is
    nearer so: 28 december stands a week before 4 januari 2017, and not a year after it.
    """
    uit = list(dagen[-1:])
    for dag in reversed(dagen[:-1]):
        uit.insert(0, _bij(dag, uit[0]))
    return uit


def _bij(dag: Datumvondst, volgende: Datumvondst) -> Datumvondst:
    """A day with the year in which it stands nearest to the one after it in its row."""
    na, jaar = volgende.als_datum(), volgende.jaar
    if dag.jaar is not None or jaar is None:
        return dag
    zelfde, eerder = dag.als_datum(jaar), dag.als_datum(jaar - 1)
    over = na and zelfde and eerder and zelfde > na and na - eerder < zelfde - na
    return replace(dag, jaar=jaar - 1 if over else jaar)
