"""Dates in a message as people write them, for telling a birthdate from other dates and both from other numbers."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache

from knowledge.redaction_rules import regels
from knowledge.redaction_text import bedek

_MAANDEN = {"maa": 3, "mrt": 3, "mar": 3, "mei": 5, "may": 5, "okt": 10, "oct": 10}
_MAANDEN |= {"jan": 1, "feb": 2, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "nov": 11, "dec": 12}


@dataclass(frozen=True)
class Datum:
    """A date that exists, and where it stands in the folded text."""

    begin: int
    eind: int
    jaar: int
    maand: int
    dag: int

    @property
    def grens(self) -> bool:
        """Whether it is the first or the last day of a month, as allocations and contracts begin and end."""
        return self.dag in (1, monthrange(self.jaar, self.maand)[1])


def datums(klein: str) -> list[Datum]:
    """Every date in a folded text, in order; what stands in none of the known ways, or can't exist, is no date."""
    gevonden: list[Datum] = []
    for patroon, orde in _patronen():
        nieuw = []
        for m in patroon.finditer(klein):
            delen = [deel for deel in m.groups() if deel]
            datum = lees_delen(m.start(), m.end(), **dict(zip(orde, delen, strict=True)))
            if datum:
                nieuw.append(datum)
        gevonden += nieuw
        klein = bedek(klein, [(d.begin, d.eind) for d in nieuw])
    return sorted(gevonden, key=lambda d: d.begin)


@lru_cache(maxsize=1)
def _patronen() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(patroon), orde) for patroon, orde in regels()["datums"]]


def lees_delen(begin: int, eind: int, *, d: str, m: str, j: str) -> Datum | None:
    """Day, month and year as a date; month and day may be the other way round, as in the United States."""
    jaar = int(j) if len(j) == 4 else int(j) + (1900 if int(j) > 30 else 2000)
    dag, maand = int(d), _MAANDEN.get(m[:3]) or int(m)
    if maand > 12 >= dag:
        dag, maand = maand, dag
    bestaat = 1900 <= jaar <= 2099 and 1 <= maand <= 12 and 1 <= dag <= monthrange(jaar, maand)[1]
    return Datum(begin, eind, jaar, maand, dag) if bestaat else None
