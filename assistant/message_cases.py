"""Two cases in one question ("de oudste …, de jongste …"): the same question of each, with its own facts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.slots import Slots
from knowledge.message_words import Berichtwoorden
from knowledge.vocabulary import vouw

_EINDE = re.compile(r"[.?!](?=\s|$)|\n|$")
_EIGEN = ("datums", "profielen", "intensiteiten", "verwijzer", "contract_2022", "codes", "bedragen")
"""Facts of which each case has one of its own."""


@dataclass(frozen=True)
class Geval:
    """One case of a text.

    Attributes:
        naam: how the text calls it, with a capital.
        tekst: the text without the facts of the other cases.
    """

    naam: str
    tekst: str


def lees_gevallen(tekst: str, slots: Callable[[str], Slots], woorden: Berichtwoorden) -> tuple[Geval, ...]:
    """The cases that a text tells apart, in order; none when it has only one.

    Args:
        tekst: facts and question, as they stand.
        slots: reads the facts of a piece of text.
        woorden: with the pairs of names by which people tell cases apart.
    """
    plat = vouw(tekst)
    if len(plat) != len(tekst):
        return ()
    for eerste, tweede in woorden.gevalsparen:
        een = eerste.search(plat)
        ander = tweede.search(plat, een.end()) if een else None
        if een is None or ander is None:
            continue
        eind = _EINDE.search(plat, ander.end())
        assert eind is not None
        stukken = [tekst[een.start() : ander.start()], tekst[ander.start() : eind.end()]]
        if _elk_eigen(*(slots(stuk) for stuk in stukken)):
            voor, na = tekst[: een.start()], tekst[eind.end() :]
            namen = [tekst[m.start() : m.end()] for m in (een, ander)]
            return tuple(
                Geval(f"{naam[:1].upper()}{naam[1:]}", f"{voor}{stuk.rstrip(' ,;.')}. {na.strip()}".strip())
                for naam, stuk in zip(namen, stukken, strict=True)
            )
    return ()


def _elk_eigen(een: Slots, ander: Slots) -> bool:
    """Whether both have a fact of a kind, and another one: else it is one case that takes two turns to tell."""
    paren = [(getattr(een, veld), getattr(ander, veld)) for veld in _EIGEN]
    return any(a and b and a != b for a, b in paren)
