"""A conversation as a fold over its turns: threads, each with one question, its facts and the region it is about.

A turn goes on with the last thread, goes back to an earlier one, or begins a new one; thanks change nothing. The
outcome depends on the turns alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from assistant.conversation.facts import (
    AANBIEDER,
    CLIENT,
    GEVAL,
    Manier,
    alleen,
    bruikbaar,
    gegeven,
    kale_bedragen,
    samen,
)
from assistant.conversation.turns import Beurt, heeft, laatste_vraag, productnamen, tools_van
from assistant.reading.days.relative import verschuift
from assistant.reading.slots import Slots
from knowledge.conversation_words import Gesprekswoorden

KORT = 4
"""Words of a turn that is too short to stand by itself."""
VERWIJZEND = 14
"""Words of a turn without signs that says by a pronoun what it is about."""
ANTWOORD = 14
"""Words of the longest answer to a question of ours that has no facts we know."""
_TERUGKIJKEN = 3
"""Threads to which a fact may still belong."""
_EN = re.compile(r"(?:^|[.!?]\s+)(?:en|and)\b")
LANG = 40
"""Longer turns stand by themselves, whatever their words."""


@dataclass(frozen=True)
class Draad:
    """A question and what was said about it.

    Attributes:
        beurten: its turns, oldest first.
        plekken: their places in the conversation.
        slots: what is known.
        gebied: the regimes that were named with it.
        gebiedstekst: the words that named them, for a thread whose own turns do not.
        los: whether its last turn stands by itself.
        anders: the facts that its last turn changed; None when that began it.
    """

    beurten: tuple[Beurt, ...]
    plekken: tuple[int, ...]
    slots: Slots
    gebied: tuple[str, ...] = ()
    gebiedstekst: str = ""
    los: bool = True
    anders: frozenset[str] | None = None

    @property
    def onderwerp(self) -> frozenset[str]:
        """The tools for which its turns have strong signs."""
        return frozenset(t for b in self.beurten for t in b.sterk)

    @property
    def gebiedsnaam(self) -> str:
        """The folded words that name its region, said in it or before it."""
        return next((b.gebiedsnaam for b in reversed(self.beurten) if b.gebieden), self.gebiedstekst)

    @property
    def vragen(self) -> tuple[Beurt, ...]:
        """The turns that ask."""
        return tuple(b for b in self.beurten if b.vraagt)


class Gesprekslezer:
    """Folds the turns of a conversation into threads, the one that goes on last."""

    def __init__(self, woorden: Gesprekswoorden) -> None:
        self._woorden = woorden

    def vouw(self, beurten: Sequence[Beurt], antwoorden: Sequence[str]) -> tuple[Draad, ...]:
        """The threads after the last turn; empty when all are thanks.

        Args:
            beurten: the turns of the user, oldest first.
            antwoorden: what was answered to each but the last.
        """
        draden: tuple[Draad, ...] = ()
        vorige = ""
        for plek, beurt in enumerate(beurten):
            if not beurt.dank:
                draden = self._stap(draden, beurt, plek, vorige)
                vorige = antwoorden[plek] if plek < len(antwoorden) else ""
        return draden

    def _stap(self, draden: tuple[Draad, ...], beurt: Beurt, plek: int, antwoord: str) -> tuple[Draad, ...]:
        """One turn further."""
        if not draden:
            return (Draad((beurt,), (plek,), beurt.slots, beurt.gebieden),)
        nu = _waar_het_bij_past(draden, beurt)
        if beurt.terug and (eerder := _gezocht(draden, beurt)) is not None:
            draden = (*(d for d in draden if d is not eerder), eerder)
            return self._verder(draden, eerder, beurt, plek)
        if beurt.nieuw or not self._leunt(beurt, nu, antwoord):
            return (*draden, self._nieuw(nu, beurt, plek))
        return self._verder(draden, nu, beurt, plek)

    def _leunt(self, beurt: Beurt, draad: Draad, antwoord: str) -> bool:
        """Whether a turn goes on with a thread."""
        vult_aan = not beurt.vraagt and (beurt.opnieuw or beurt.corrigeert)
        if beurt.lengte > LANG and not vult_aan:
            return False
        if (
            vult_aan
            or not draad.vragen
            or beurt.corrigeert
            or beurt.verder
            or beurt.zelfde_geval
            or beurt.lengte <= KORT
        ):
            return True
        if beurt.ander_geval or _verschuift(beurt) or (beurt.verwijst and heeft(self._woorden.maand_erna, beurt.plat)):
            return True
        geld = bool(draad.slots.bedragen and kale_bedragen(beurt.plat))
        if not beurt.vraagt and (beurt.geeft or geld or (laatste_vraag(antwoord) and beurt.lengte <= ANTWOORD)):
            return True
        if not beurt.verwijst:
            return False
        return bool(beurt.sterk & draad.onderwerp) if beurt.sterk else beurt.lengte <= VERWIJZEND

    def _verder(self, draden: tuple[Draad, ...], draad: Draad, beurt: Beurt, plek: int) -> tuple[Draad, ...]:
        """A turn that goes on with a thread: the same question with other facts, or another about the same case."""
        verhuist = _verhuist(draad, beurt)
        tools = tools_van(beurt.gebieden or draad.gebied)
        voegt_toe = heeft(self._woorden.voegt_toe, beurt.plat)
        erbij = voegt_toe and bool(feiten := gegeven(beurt.slots)) and feiten <= gegeven(draad.slots)
        ander = bool(draad.vragen) and not erbij and not _vertelde(draad, beurt)
        ander = ander and beurt.zelfstandig(draad.onderwerp, tools)
        if ander:
            blijft = ("soort_aanbieder",) if verhuist else AANBIEDER if beurt.ander_geval else (*AANBIEDER, *GEVAL)
            return (*draden, self._begin(draad, beurt, plek, alleen(draad.slots, blijft), los=False))
        houdt = (*AANBIEDER, "datums") if _verschuift(beurt) else AANBIEDER  # its day is told by that of the other
        basis = alleen(draad.slots, houdt) if beurt.ander_geval else draad.slots
        onderwerp = draad.onderwerp | beurt.sterk
        manier = Manier(beurt.plat, draad.beurten[-1].slots, beurt.corrigeert, voegt_toe, onderwerp)
        slots = samen(basis, beurt.slots, manier, self._woorden)
        verder = replace(
            draad,
            beurten=(*_zonder_oud(draad.beurten, beurt, verhuist), beurt),
            plekken=(*draad.plekken, plek),
            slots=slots,
            gebied=() if beurt.elders else beurt.gebieden or draad.gebied,
            gebiedstekst="" if beurt.gebieden or beurt.elders else draad.gebiedstekst,
            los=False,
            anders=frozenset(f.name for f in fields(slots) if getattr(slots, f.name) != getattr(draad.slots, f.name)),
        )
        blijft_staan = verhuist and beurt.vraagt
        return (*draden, verder) if blijft_staan else (*(d for d in draden if d is not draad), verder)

    def _nieuw(self, draad: Draad, beurt: Beurt, plek: int) -> Draad:
        """A thread for a turn that stands by itself; of what was known only what holds whatever is asked."""
        if _verhuist(draad, beurt) or (beurt.gebieden and not draad.gebied):
            blijft: tuple[str, ...] = ("soort_aanbieder",)
        elif beurt.nieuw or beurt.ander_geval or beurt.een_geval or beurt.algemeen:
            blijft = AANBIEDER
        else:
            blijft = (*AANBIEDER, *CLIENT)
        return self._begin(draad, beurt, plek, alleen(draad.slots, blijft), los=True)

    def _begin(self, draad: Draad, beurt: Beurt, plek: int, bekend: Slots, *, los: bool) -> Draad:
        slots = samen(bekend, beurt.slots, Manier(beurt.plat), self._woorden)
        if beurt.gebieden or beurt.elders:
            return Draad((beurt,), (plek,), slots, beurt.gebieden, "", los)
        return Draad((beurt,), (plek,), slots, draad.gebied, draad.gebiedsnaam, los)


def _waar_het_bij_past(draden: tuple[Draad, ...], beurt: Beurt) -> Draad:
    """The last thread, unless a turn without signs gives facts that only the question of an earlier one can use."""
    if beurt.sterk or not (feiten := gegeven(beurt.slots)):
        return draden[-1]

    def past(draad: Draad) -> bool:
        return bool(feiten & (gegeven(draad.slots) | bruikbaar(draad.onderwerp)))

    laatste = draden[-1]
    if past(laatste):
        return laatste
    return next((d for d in reversed(draden[-_TERUGKIJKEN:]) if past(d)), laatste)


def _vertelde(draad: Draad, beurt: Beurt) -> bool:
    """Whether a turn asks by a pronoun of the allocations that were told of without a word of stacking: "die drie"."""
    return not draad.onderwerp and beurt.verwijst and beurt.sterk == {"stapelen"} and len(draad.slots.segmenten) > 1


def _verschuift(beurt: Beurt) -> bool:
    """Whether a turn tells the day of another case by that of the one before."""
    begint = _EN.search(beurt.plat) is not None and not beurt.slots.datums
    return begint and verschuift(beurt.plat)


def _verhuist(draad: Draad, beurt: Beurt) -> bool:
    """Whether a turn names another region than its thread is about."""
    return bool(draad.gebied) and (beurt.elders or bool(beurt.gebieden and set(beurt.gebieden) != set(draad.gebied)))


def _zonder_oud(eerder: tuple[Beurt, ...], beurt: Beurt, verhuist: bool) -> tuple[Beurt, ...]:
    """The earlier turns of a thread without the names that a new turn puts another in the place of."""
    if verhuist:
        eerder = tuple(b.zonder_gebied() for b in eerder)
    namen = productnamen()
    return tuple(b.zonder(namen) for b in eerder) if heeft(namen, beurt.plat) else eerder


def _gezocht(draden: tuple[Draad, ...], beurt: Beurt) -> Draad | None:
    """The earlier thread that a turn goes back to: the one that shares most with it."""

    def punten(draad: Draad) -> int:
        zelfde = 3 * bool(set(beurt.gebieden) & set(draad.gebied)) - 3 * bool(
            beurt.gebieden and draad.gebied and not set(beurt.gebieden) & set(draad.gebied)
        )
        woorden = frozenset(w for b in draad.beurten for w in b.inhoud)
        return zelfde + 2 * len(beurt.sterk & draad.onderwerp) + len(beurt.inhoud & woorden)

    beste = max(reversed(draden), key=punten)
    return beste if punten(beste) > 0 else None
