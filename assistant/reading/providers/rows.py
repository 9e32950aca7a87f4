"""The allocations of a conversation as they are being read: what the sentences so far told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from assistant.reading.providers.marks import ONS, Teken

PAAR = 2
"""Allocations that a stack has at least."""


@dataclass
class Rij:
    """An allocation as it is being read."""

    segment: str
    beurt: int
    zin: int
    wie: str | None = None
    open: bool = False
    extra: bool = False
    weg: bool = False
    geteld: Literal["", "gevraagd", "verteld"] = ""
    niet: set[str] = field(default_factory=set)


@dataclass
class Stand:
    """What was read so far.

    Attributes:
        gemeente: whether a municipality tells it, which delivers nothing itself.
        rijen: the allocations, in order.
        laatste: the places of those that were spoken of last.
        ons: the key of the name of who tells it.
    """

    gemeente: bool
    rijen: list[Rij] = field(default_factory=list)
    laatste: list[int] = field(default_factory=list)
    ons: str | None = None

    def verwijder(self, plek: int) -> None:
        """Take an allocation away."""
        del self.rijen[plek]
        self.laatste = [i - (i > plek) for i in self.laatste if i != plek]

    def als_ons(self, t: Teken) -> Teken:
        """A sign with "us" in the place of the name of who tells it."""
        if t.soort == "wie" and t.waarde == self.ons:
            return Teken(t.begin, t.eind, "wie", ONS, t.ervoor, niet=t.niet, misschien=t.misschien)
        return t
