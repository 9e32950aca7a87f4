"""Two to four cases in one question ("de oudste …, de jongste …"): the same question of each, with its own facts.

Whatever the mark by which a text tells them apart, it counts only when each case has a fact of one kind and all of
those differ. The words stand in `knowledge/woordenschat/bericht.yaml`; shapes stand here and beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.message.cases import marks, stretches
from assistant.message.cases.facts import EIGEN, SEGMENT, verschilt, waarde
from assistant.message.cases.source import MEESTE_GEVALLEN, Bron, Geval, Plek, Stuk
from assistant.reading.slots import Slots
from knowledge.folding import vouw_even_lang
from knowledge.message_words import Berichtwoorden

_VOORWAARDEN = tuple(v for v in EIGEN if v not in (SEGMENT, "contract_2022"))
"""Facts that a condition can give; a segment after a preposition that comes back is that of a contract."""
_HERHAALD = ("datums", "bedragen")
"""Facts that a word can announce twice in one sentence: "startdatum …, startdatum …"."""


@dataclass(frozen=True)
class _Manier:
    """A way to tell cases apart.

    Attributes:
        plekken: finds the marks of the cases, in order.
        stukken: gives each its text.
        vanzelf: whether it needs no word that says that there are more cases ("allebei").
        velden: the facts that it tells apart.
    """

    plekken: Callable[[Bron], Iterator[list[Plek]]]
    stukken: Callable[[Bron, Sequence[Plek]], list[Stuk]]
    vanzelf: bool = False
    velden: tuple[str, ...] = EIGEN


_MANIEREN = (
    _Manier(marks.reeksnamen, stretches.zonder_gedeeld, vanzelf=True),
    _Manier(marks.een_voor_een, stretches.als_zin, vanzelf=True),
    _Manier(marks.initialen, stretches.zonder_gedeeld, vanzelf=True),
    _Manier(marks.voornamen_met_werkwoord, stretches.zonder_gedeeld),
    _Manier(marks.items, stretches.van_items),
    _Manier(marks.voegwoorden, stretches.onder_voorwaarde, vanzelf=True, velden=_VOORWAARDEN),
    _Manier(marks.herhaalde_woorden, stretches.tot_een_teken, velden=_HERHAALD),
    _Manier(marks.dagen, stretches.van_dagen, velden=("datums",)),
    _Manier(marks.profielen, stretches.per_profiel, vanzelf=True),
)


def lees_gevallen(tekst: str, slots: Callable[[str], Slots], woorden: Berichtwoorden) -> tuple[Geval, ...]:
    """The cases that a text tells apart, in order; none when it has only one.

    Args:
        tekst: facts and question, as they stand.
        slots: reads the facts of a piece of text.
        woorden: with the ways by which people tell cases apart.
    """
    plat = vouw_even_lang(tekst)
    bron = Bron(tekst, plat, woorden, slots)
    meer = bool(woorden.meer_gevallen.search(plat))
    for manier in _MANIEREN:
        if not meer and not manier.vanzelf:
            continue
        for plekken in manier.plekken(bron):
            stukken = manier.stukken(bron, plekken)
            anders = _anders(bron, stukken, manier.velden) if len(stukken) <= MEESTE_GEVALLEN else None
            if anders:
                return tuple(_geval(bron, stukken, stuk, anders) for stuk in stukken)
    return ()


def _anders(bron: Bron, stukken: Sequence[Stuk], velden: Sequence[str]) -> frozenset[str]:
    """Kinds of which all have a fact, each another one: without such it is one case that takes more turns to tell."""
    alle = [bron.slots(f"{bron.tekst[s.begin : s.eind]}{s.erbij}") for s in stukken]
    return frozenset(veld for veld in velden if verschilt([waarde(getattr(s, veld)) for s in alle]))


def _geval(bron: Bron, stukken: Sequence[Stuk], stuk: Stuk, velden: frozenset[str]) -> Geval:
    voor, na = bron.tekst[: stukken[0].begin], bron.tekst[stukken[-1].eind :]
    eigen = f"{bron.tekst[stuk.begin : stuk.eind]}{stuk.erbij}{stuk.daarna}"
    if not na.strip() or na.startswith("\n"):
        na = f".{na}"
    naam = f"{stuk.naam[:1].upper()}{stuk.naam[1:]}{stuk.erbij}"
    return Geval(naam.replace("Éé", "Eé"), f"{voor}{eigen}{na}".strip(), velden, stuk.voorwaarde)
