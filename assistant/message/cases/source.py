"""A text of which the cases are sought, and what is about one of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.reading.slots import Slots
from knowledge.message_words import Berichtwoorden

MEESTE_GEVALLEN = 4
"""What is told apart in more pieces is a list, and no choice of cases."""
_VOLGEND_ITEM = re.compile(r"\n\s*(?:[-*•·–]|\(?\w{1,2}[.):])\s*$")
"""The sign of the next item of a list, at the end of what is told before it."""
_EINDE = re.compile(r"[.?!](?=\s|$)|\n|$")


@dataclass(frozen=True)
class Geval:
    """One case of a text.

    Attributes:
        naam: how the text calls it, with a capital.
        tekst: the text without the facts of the other cases.
        velden: the kinds of facts by which it differs from them.
        voorwaarde: whether it is a condition ("als de gemeente verwijst"), and no client.
        los: whether its name tells all of it.
    """

    naam: str
    tekst: str
    velden: frozenset[str] = frozenset()
    voorwaarde: bool = False
    los: bool = False


@dataclass(frozen=True)
class Stuk:
    """The part of a text that is about one case.

    Attributes:
        begin: where it begins.
        eind: where it ends.
        naam: how the text calls the case.
        erbij: what it leaves to a later one to say (a year).
        daarna: what the first of them says for all (", welk document is nodig").
        voorwaarde: whether it is a condition.
    """

    begin: int
    eind: int
    naam: str
    erbij: str = ""
    daarna: str = ""
    voorwaarde: bool = False


@dataclass(frozen=True)
class Plek:
    """The mark of a case.

    Attributes:
        begin: where the case begins.
        eind: where its mark ends.
        erbij: what the mark leaves to a later one to say (a year).
        bijzin: whether a clause follows it ("als …").
    """

    begin: int
    eind: int
    erbij: str = ""
    bijzin: bool = False


@dataclass(frozen=True)
class Bron:
    """A text with its folded form, the words, and what reads its facts."""

    tekst: str
    plat: str
    woorden: Berichtwoorden
    slots: Callable[[str], Slots]

    def stuk(self, begin: int, naam_eind: int, eind: int) -> Stuk:
        """A part without what joins it to the next one."""
        heel = _VOLGEND_ITEM.sub("", self.plat[begin:eind])
        eind = begin + len(self.woorden.tussen_gevallen.sub("", heel).rstrip(" ,;.\n"))
        return Stuk(begin, max(eind, naam_eind), self.tekst[begin:naam_eind].strip(" ,;:.\n"))

    def einde(self, plek: int, teken: re.Pattern[str] = _EINDE) -> int:
        """Where the sentence at a place ends, or the part of it."""
        m = teken.search(self.plat, plek)
        return m.start() if m else len(self.plat)
