"""The kinds of facts that a case can have of its own, and in which of them cases differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from assistant.reading.days.dates import Datumvondst
from assistant.reading.told import slots_van

SOORTEN = (
    "datums", "profielen", "intensiteiten", "verwijzer", "contract_2022", "codes", "bedragen", "gericht_op", "moment",
    "segmenten", "eerder_gewijzigd", "dagbesteding",
)  # fmt: skip
"""The kinds of facts that can be of one child."""
SEGMENT = "segmenten"
EIGEN = (
    "datums", "profielen", "intensiteiten", "verwijzer", "contract_2022", "codes", "bedragen", "gericht_op", "moment",
    "soort_aanbieder", SEGMENT,
)  # fmt: skip
"""Facts of which each case has one of its own."""
GETAL = re.compile(r"\b\d{1,3}[.]\d{3}\b")


def soorten_in(tekst: str) -> frozenset[str]:
    """The kinds of facts that a text gives; a number in thousands is an amount, whatever it is the amount of."""
    slots = slots_van(tekst)
    bedrag = {"bedragen"} if GETAL.search(tekst) else set[str]()
    return frozenset(soort for soort in SOORTEN if getattr(slots, soort)) | bedrag


def waarde(feit: object) -> object:
    """A fact without the place where it stands."""
    if isinstance(feit, tuple):
        return tuple((d.dag, d.maand, d.jaar) if isinstance(d, Datumvondst) else d for d in feit)
    return feit


def verschilt(waarden: Sequence[object]) -> bool:
    """Whether all have a fact, each another one."""
    return len(waarden) > 1 and all(waarden) and all(a != b for a, b in combinations(waarden, 2))


def feiten_van(tekst: str) -> tuple[object, ...]:
    """The facts of a text."""
    slots = slots_van(tekst)
    return (*(waarde(getattr(slots, soort)) for soort in SOORTEN), *GETAL.findall(tekst))
