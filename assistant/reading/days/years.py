"""A year alone that tells when an allocation began: "een indicatie uit 2024", "van vóór 2025", "in 2023 gestart"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.form_words import UitdienWoorden

_JAAR = re.compile(r"(?<![\w./-])(?:19|20)\d\d(?![\w/-]|[.,]\d|\s*(?:euro|eur|%))")
_GRENS = re.compile(r"[.,;:?!\n](?=\s|$)")
"""Where what is told of an allocation begins or ends."""
_NABIJ = 4
"""So many words after a year say of it that something began then."""


@dataclass(frozen=True)
class Beginjaar:
    """The first and the last day on which an allocation can have begun.

    Attributes:
        begin: where the year stands in the text.
        eerste: the first of the days that are told; none where it is "before" a year.
        laatste: the last of them.
        van_toewijzing: whether the year is said of an allocation itself, and not of whoever began.
    """

    begin: int
    eerste: date | None
    laatste: date
    van_toewijzing: bool = False

    def omvat(self, dag: date) -> bool:
        """Whether a day is one of those."""
        return dag <= self.laatste and (self.eerste is None or self.eerste <= dag)


def zinsdeel(tekst: str, plek: int) -> str:
    """The part of a text around a place, from sign to sign."""
    begin = max((m.end() for m in _GRENS.finditer(tekst, 0, plek)), default=0)
    eind = _GRENS.search(tekst, plek)
    return tekst[begin : eind.start() if eind else len(tekst)]


def vlak_erna(tekst: str, plek: int) -> str:
    """The first words behind a place, in its part of the text."""
    return " ".join(_GRENS.split(tekst[plek:], maxsplit=1)[0].split()[:_NABIJ])


def beginjaren(tekst: str, woorden: UitdienWoorden) -> list[Beginjaar]:
    """The years in which a folded text says that an allocation began, in order.

    None that it denies, and none of an allocation that is over.

    Args:
        tekst: a folded text.
        woorden: by which a year is told to be that.
    """
    uit: list[Beginjaar] = []
    for m in _JAAR.finditer(tekst):
        begin = max((g.end() for g in _GRENS.finditer(tekst, 0, m.start())), default=0)
        voor, jaar = tekst[begin : m.start()], int(m[0])
        deel = zinsdeel(tekst, m.start())
        if _ontkend(voor, woorden) or woorden.voorbij.search(deel):
            continue
        gegeven = woorden.toewijzing.search(deel)
        begon = woorden.wat_begint.search(deel) and not woorden.geen_begin.search(deel)
        erna = woorden.begonnen_erna.search(vlak_erna(tekst, m.end()))
        uit_jaar = gegeven is not None and woorden.uit_jaar.search(voor) is not None
        if gegeven and (van_voor := woorden.van_voor_jaar.search(voor)):
            begonnen = woorden.begonnen_erna.search(van_voor[0]) is not None
            uit.append(Beginjaar(m.start(), None, date(jaar, 1, 1) - timedelta(days=1), not begonnen))
        elif uit_jaar or (begon and (woorden.sinds_jaar.search(voor) or (woorden.in_jaar.search(voor) and erna))):
            uit.append(Beginjaar(m.start(), date(jaar, 1, 1), date(jaar, 12, 31), uit_jaar))
    return uit


def _ontkend(voor: str, woorden: UitdienWoorden) -> bool:
    """Whether what stands before a year denies it; in "niet uit 2023 maar uit 2024" only of the first."""
    begin = max((m.end() for m in woorden.ontkent_tot.finditer(voor)), default=0)
    return woorden.ontkent_jaar.search(voor, begin) is not None
