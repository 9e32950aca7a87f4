"""The children of a message, told apart by name, each with what is told of it, in whatever order that stands.

A name counts as that of a child where a case stands with it (a profile, a change, a budget with what is used of it),
and only where two have one of the same kind: a day, an amount or a referrer by itself may be that of whoever called,
treats or signs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.message.cases.facts import GETAL, feiten_van, soorten_in, verschilt, waarde
from assistant.message.cases.names import labels_in, naam_en_verwant, voornamen
from assistant.message.cases.shares import OPSOMTEKEN, Deel, deel_van, eigen_tekst, genoemd_in, verdeeld
from assistant.message.sentences import Zin
from assistant.reading.days.roles import Dagrol, rol
from assistant.reading.told import onderwerp_van, slots_van
from knowledge.folding import vouw
from knowledge.message_words import Berichtwoorden

_BEGINT = frozenset({Dagrol.INGANG, Dagrol.VANAF, Dagrol.LOOPT})
"""What a day must be said to be of, for each child to have one."""
MEESTE_KINDEREN = 4
"""More names are a list, and no choice of cases."""


@dataclass(frozen=True)
class Kinderen:
    """The children of a message.

    Attributes:
        namen: in order.
        soorten: the kinds of facts that they have of their own.
        genoemd: per sentence who is named in it.
    """

    namen: tuple[str, ...]
    soorten: frozenset[str]
    genoemd: tuple[frozenset[str], ...]
    _stukken: tuple[tuple[Deel, ...], ...]

    def deel(self, plek: int, zin: Zin, naam: str | None) -> Zin | None:
        """A sentence without what is of the other children (of any, without a name); None when nothing is left."""
        return deel_van(zin, self._stukken[plek], naam)

    def eigen(self, zinnen: Sequence[Zin], naam: str) -> frozenset[str]:
        """The kinds of facts that are told of one child alone."""
        return soorten_in(eigen_tekst(zinnen, self._stukken, naam))


def lees_kinderen(
    zinnen: Sequence[Zin], tekst: str, woorden: Berichtwoorden, gevallen: Callable[[str], Sequence[object]]
) -> Kinderen | None:
    """The children that the sentences of a message tell apart by name; None when it does not.

    Args:
        zinnen: the sentences of the message.
        tekst: the text that they are of, with its lines.
        woorden: the words of messages.
        gevallen: the cases that a text tells apart otherwise; where it has none, "cliënt A" is a name too, and where
            each of such names is told of again.
    """
    if genoemd := _kinderen_met(zinnen, tekst, voornamen(zinnen, woorden), woorden):
        return genoemd
    if genoemd := _kinderen_met(zinnen, tekst, naam_en_verwant(zinnen, woorden), woorden):
        return genoemd
    labels = labels_in(zinnen, woorden)
    if len(labels) < 2:
        return None
    verteld = [wie for zin in zinnen if not zin.vraag for plek in genoemd_in(zin.tekst, labels) for wie in {*plek.wie}]
    keert_terug = all(verteld.count(label) > 1 for label in labels)
    if not keert_terug and (any(" " not in label for label in labels) or gevallen(tekst)):
        return None
    return _kinderen_met(zinnen, tekst, labels, woorden, zeker=True)


def _kinderen_met(
    zinnen: Sequence[Zin], tekst: str, namen: Sequence[str], woorden: Berichtwoorden, *, zeker: bool = False
) -> Kinderen | None:
    """The children by these names; without what is no child of them (`zeker`: all of them are)."""
    while len(namen) > 1:
        stukken, genoemd = verdeeld(zinnen, tekst, namen, woorden)
        verteld = {naam: eigen_tekst(zinnen, stukken, naam) for naam in namen}
        eigen = {naam: soorten_in(verteld[naam]) for naam in namen}
        met = {n for n in namen if (eigen[n] if zeker else _is_geval(verteld[n]))}
        samen = [plek.wie for zin in zinnen if zin.vraag or zeker for plek in genoemd_in(zin.tekst, namen)]
        blijft = [n for n in namen if n in met or _bij(n, met, samen) or (met and _heeft_label(n, eigen[n], tekst))]
        if not met and (_elk_een_dag(zinnen, eigen, woorden) or _elk_zijn_feit([*verteld.values()], woorden)):
            blijft = [*namen]
        if len(blijft) == len(namen):
            return _kinderen(namen, eigen, stukken, genoemd, zinnen)
        namen = blijft
    return None


def _is_geval(verteld: str) -> bool:
    """Whether what is told with a name is a case of its own, and not only a day, an amount or a wish."""
    slots = slots_van(verteld)
    wijzigt = len(slots.intensiteiten) > 1 or slots.nieuw_profiel is not None
    bedragen = max(len(slots.bedragen), len(GETAL.findall(verteld)))
    return bool(slots.profielen or slots.codes or slots.gericht_op or wijzigt or bedragen > 1)


def _bij(naam: str, met: set[str], samen: Sequence[frozenset[str]]) -> bool:
    """Whether a name is joined with that of a child in what is asked: "mag dat voor Daan en Sofie?"."""
    return any(len(wie) > 1 and naam in wie and wie & met for wie in samen)


def _heeft_label(naam: str, feiten: frozenset[str], tekst: str) -> bool:
    """Whether a name begins an item of a list, or a line with a colon or brackets, with facts that are no mere days."""
    wie = re.escape(naam)
    label = rf"(?m)^(?:{OPSOMTEKEN.pattern}{wie}\b|[^\w\n]*{wie}[ \t]*(?:\([^()\n]*\))?[ \t]*[:(])"
    return bool(feiten - {"datums", "bedragen"}) and re.search(label, tekst) is not None


def _elk_een_dag(zinnen: Sequence[Zin], eigen: dict[str, frozenset[str]], woorden: Berichtwoorden) -> bool:
    """Whether each has a day and the message says that there are more cases than one: "allebei herstel"."""
    meer = any(woorden.meer_gevallen.search(vouw(zin.tekst)) for zin in zinnen)
    return meer and all("datums" in feiten for feiten in eigen.values())


def _elk_zijn_feit(verteld: Sequence[str], woorden: Berichtwoorden) -> bool:
    """Whether each is told to begin on a day of its own, or to be referred by another: "Anna per 1 maart, Bram per …".

    A day of something else, such as a call or an application, is no case.
    """
    if any(woorden.geen_kind_zelf.search(vouw(tekst)) for tekst in verteld):
        return False
    alle = [slots_van(tekst) for tekst in verteld]
    dagen = [slots.datums for slots in alle]
    if all(len(rij) == 1 for rij in dagen):
        rollen = {rol(rij[0]) for rij in dagen}
        if not rollen & _BEGINT or rollen - _BEGINT - {Dagrol.GEEN}:
            return False
        return verschilt([waarde(rij) for rij in dagen])
    return verschilt([slots.verwijzer for slots in alle]) and not any(dagen)


def _kinderen(
    namen: Sequence[str],
    eigen: dict[str, frozenset[str]],
    stukken: tuple[tuple[Deel, ...], ...],
    genoemd: tuple[frozenset[str], ...],
    zinnen: Sequence[Zin],
) -> Kinderen | None:
    """The children, unless there are too many, or what is told of them is of different kinds, or the same for all."""
    if len(namen) > MEESTE_KINDEREN or len([n for n in namen if eigen[n]]) < 1:
        return None
    zelfde_soort = any(eigen[a] & eigen[b] for a, b in combinations(namen, 2))
    open_kind = any(not eigen[n] for n in namen)
    verteld = {feiten_van(eigen_tekst(zinnen, stukken, n)) for n in namen}
    if not (zelfde_soort or open_kind) or len(verteld) < 2:
        return None
    soorten = frozenset[str]().union(*eigen.values())
    stapelt = any(onderwerp_van(z.tekst).sterk & {"stapelen"} for z in zinnen)
    if stapelt and soorten <= {"segmenten"}:
        return None
    return Kinderen(tuple(namen), soorten, genoemd, stukken)
