"""Figures over judged answers: shares with intervals, a confusion table, abstention, reliability; no text of anyone."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evals.judging import Oordeel
from evals.questions import Item

STATUSSEN = ("answered", "clarify", "abstain", "refused")
GROEPEN: dict[str, Callable[[Item], str]] = {
    "regeling": lambda v: v.regeling or "geen",
    "onderwerp": lambda v: v.onderwerp,
    "gebruiker": lambda v: v.gebruiker,
    "manier": lambda v: v.manier,
    "status": lambda v: "/".join(v.statussen),
}
"""How answers are grouped: name, and the value of an item."""
_Z = 1.959964
"""Of an interval of 95 %."""


@dataclass(frozen=True)
class Aandeel:
    """A share with Wilson's interval of 95 %."""

    goed: int
    van: int

    @property
    def waarde(self) -> float:
        """The share; 0 of nothing."""
        return self.goed / self.van if self.van else 0.0

    @property
    def grenzen(self) -> tuple[float, float]:
        """The interval."""
        return interval(self.goed, self.van)


def interval(goed: int, totaal: int) -> tuple[float, float]:
    """Wilson interval of 95 % around a share; (0, 0) of nothing."""
    if totaal == 0:
        return 0.0, 0.0
    p = goed / totaal
    noemer = 1 + _Z * _Z / totaal
    midden = (p + _Z * _Z / (2 * totaal)) / noemer
    marge = _Z * math.sqrt(p * (1 - p) / totaal + _Z * _Z / (4 * totaal * totaal)) / noemer
    return max(0.0, midden - marge), min(1.0, midden + marge)


def aandeel(oordelen: Iterable[Oordeel]) -> Aandeel:
    """The share of right answers."""
    alle = [o.goed for o in oordelen]
    return Aandeel(sum(alle), len(alle))


def per_groep(oordelen: Sequence[Oordeel]) -> dict[str, dict[str, Aandeel]]:
    """The share of right answers by group and value."""
    uit: dict[str, dict[str, Aandeel]] = {}
    for groep, sleutel in GROEPEN.items():
        per: dict[str, list[Oordeel]] = defaultdict(list)
        for o in oordelen:
            per[sleutel(o.vraag)].append(o)
        uit[groep] = {waarde: aandeel(per[waarde]) for waarde in sorted(per)}
    return uit


def verwarring(oordelen: Iterable[Oordeel]) -> Counter[tuple[str, str]]:
    """How often a status was expected (first) and given (second)."""
    return Counter((o.verwacht, o.answer.status) for o in oordelen)


@dataclass(frozen=True)
class Onthouding:
    """How well is told when not to answer.

    Attributes:
        precisie: of the answers that abstained, the share that had to.
        dekking: of those that had to, the share that did (recall).
        f1: their harmonic mean.
        f1_grenzen: interval of 95 %: F1 is 2J / (1 + J), J being the share of hits among hits, misses and false
            alarms, of which Wilson's interval is taken.
    """

    precisie: Aandeel
    dekking: Aandeel
    f1: float
    f1_grenzen: tuple[float, float]


def onthouding(oordelen: Iterable[Oordeel], statussen: Iterable[str] = ("abstain",)) -> Onthouding:
    """Precision, recall and F1 of these statuses against all others."""
    positief = set(statussen)
    paren = Counter((o.verwacht in positief, o.answer.status in positief) for o in oordelen)
    raak, gemist, loos = paren[True, True], paren[True, False], paren[False, True]
    laag, hoog = interval(raak, raak + gemist + loos)
    return Onthouding(
        Aandeel(raak, raak + loos),
        Aandeel(raak, raak + gemist),
        2 * raak / (2 * raak + gemist + loos) if raak else 0.0,
        (2 * laag / (1 + laag), 2 * hoog / (1 + hoog)),
    )


@dataclass(frozen=True)
class Klasse:
    """Questions with about the same chance of an answer, and the share of them that the documents answer.

    Attributes:
        midden: mean chance.
        verwacht: how many had to be answered.
        gegeven: how many were answered.
    """

    midden: float
    verwacht: Aandeel
    gegeven: Aandeel


def betrouwbaarheid(oordelen: Iterable[Oordeel], klassen: int = 8) -> list[Klasse]:
    """Reliability of the chance: among questions that no fixed rule decided, the share to answer, by equal counts."""
    punten = sorted(
        (ronde.spoor.kans, o.verwacht == "answered", o.answer.status == "answered")
        for o in oordelen
        for ronde in o.rondes[-1:]
        if ronde.spoor and ronde.spoor.kans is not None and not o.rondes[:-1]
    )
    if len(punten) < 2 * klassen:
        return []
    grenzen = [round(i * len(punten) / klassen) for i in range(klassen + 1)]
    delen = [punten[a:b] for a, b in pairwise(grenzen)]
    return [
        Klasse(
            sum(p[0] for p in deel) / len(deel),
            Aandeel(sum(p[1] for p in deel), len(deel)),
            Aandeel(sum(p[2] for p in deel), len(deel)),
        )
        for deel in delen
    ]


def gevangen(oordelen: Iterable[Oordeel]) -> int:
    """How many texts held something unproven before they were checked."""
    return sum(bool(ronde.spoor and ronde.spoor.gevangen) for o in oordelen for ronde in o.rondes)
