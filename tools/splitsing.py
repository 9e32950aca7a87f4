"""Which missing input tells most: the expected uncertainty that is left over the cases of a finite table."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

_GELIJK = 1e-9
"""Expectations that differ less than this are the same."""


@dataclass(frozen=True)
class Geval:
    """A complete case of a table, with what the table says of it.

    Attributes:
        velden: every input with its value.
        uitkomst: what is decided, the main thing first; what comes after it is asked for only when that is certain.
    """

    velden: Mapping[str, Hashable]
    uitkomst: tuple[Hashable, ...]


def maakt_uit(gevallen: Sequence[Geval], velden: Iterable[str], diepte: int | None = None) -> list[str]:
    """Those of the inputs that alone can change the outcome in some case, in the order given.

    Args:
        gevallen: the cases that are still possible.
        velden: the inputs to look at.
        diepte: how many parts of the outcome count; by default all.
    """

    def verschilt(veld: str) -> bool:
        per_rest: dict[Hashable, set[Hashable]] = defaultdict(set)
        for geval in gevallen:
            rest = tuple(waarde for naam, waarde in geval.velden.items() if naam != veld)
            per_rest[rest].add(geval.uitkomst[:diepte])
        return any(len(uitkomsten) > 1 for uitkomsten in per_rest.values())

    return [veld for veld in velden if verschilt(veld)]


def rest_na(gevallen: Sequence[Geval], veld: str, diepte: int | None = None) -> float:
    """The bits of uncertainty on the outcome that are left on average once an input is known."""
    per_waarde: dict[Hashable, Counter[Hashable]] = defaultdict(Counter)
    for geval in gevallen:
        per_waarde[geval.velden[veld]][geval.uitkomst[:diepte]] += 1
    return sum(aantallen.total() / len(gevallen) * _bits(aantallen) for aantallen in per_waarde.values())


def _bits(aantallen: Counter[Hashable]) -> float:
    delen = [aantal / aantallen.total() for aantal in aantallen.values()]
    return -sum(deel * math.log2(deel) for deel in delen)


def volgorde(gevallen: Sequence[Geval], velden: Sequence[str]) -> list[str]:
    """The inputs that still make a difference, the one that tells most of the main outcome first.

    Args:
        gevallen: the cases that are still possible, all as likely.
        velden: the inputs that are not known; of two that tell as much the first goes first.
    """
    hoofd = maakt_uit(gevallen, velden, 1)
    rest = [veld for veld in maakt_uit(gevallen, velden) if veld not in hoofd]
    return [*_op_rest(gevallen, hoofd, 1), *_op_rest(gevallen, rest, None)]


def _op_rest(gevallen: Sequence[Geval], velden: list[str], diepte: int | None) -> list[str]:
    return sorted(velden, key=lambda veld: round(rest_na(gevallen, veld, diepte) / _GELIJK))
