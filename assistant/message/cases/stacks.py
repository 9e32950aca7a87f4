"""Cases of allocations side by side, each with its own: "casus 1", "(1)", "los daarvan"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.message.cases import marks, stretches
from assistant.message.cases.facts import SEGMENT
from assistant.message.cases.source import MEESTE_GEVALLEN, Bron, Geval, Stuk
from assistant.reading.providers.doubt import meer_mensen
from assistant.reading.slots import Slots
from knowledge.folding import vouw, vouw_even_lang
from knowledge.message_words import Berichtwoorden

_LABEL_ACHTERAAN = re.compile(r"(?:^|\s)\(?\w{1,3}[.):]\s*$|(?:^|\n)\s*[-*•·–]\s*$")
_ZINDELEN = re.compile(r"[^.?!\n]+[.?!]*")
_GENOEMD = (marks.reeksnamen, stretches.aaneen, True)
_ITEMS = (marks.items, stretches.van_items, False)
_OP_NAAM = (marks.namen_vooraan, stretches.aaneen, True)
_LOS = (marks.los_daarvan, stretches.tot_het_eind, False)
"""Each way: its marks, what gives each its text, and whether a mark is a name."""


def lees_stapelgevallen(
    tekst: str, stapelt: Callable[[str], Sequence[bool]], woorden: Berichtwoorden, *, meer: bool
) -> tuple[Geval, ...]:
    """The cases that a text counts or tells apart ("casus 1", "(1)", "los daarvan"), each with allocations of its own.

    Args:
        tekst: facts and question, as they stand.
        stapelt: the allocations that a piece of text tells of: whether it says who delivers each.
        woorden: with the ways by which people tell cases apart.
        meer: whether it tells of more than one youth or case; else numbers can count allocations of one.
    """
    plat = vouw_even_lang(tekst)
    bron = Bron(tekst, plat, woorden, lambda _: Slots())
    geteld = () if woorden.meer_stapels.search(plat) is None else (_ITEMS,)
    for manier in (_GENOEMD, _ITEMS, _OP_NAAM, _LOS) if meer else (*geteld, _LOS):
        vind, verdeel, gelabeld = manier
        for stukken in (verdeel(bron, plekken) for plekken in vind(bron)):
            bekend = [stapelt(_zonder_label(bron, s, gelabeld)) for s in stukken]
            goed = all(b and (manier is not _OP_NAAM or any(b)) for b in bekend) and any(len(b) > 1 for b in bekend)
            goed = goed and (gelabeld or all(len(b) > 1 for b in bekend))
            if goed and 1 < len(stukken) <= MEESTE_GEVALLEN:
                return tuple(_stapelgeval(bron, stukken, stuk, gelabeld) for stuk in stukken)
    return ()


def _zonder_label(bron: Bron, stuk: Stuk, gelabeld: bool) -> str:
    """What is told of a case, without the name that tells it apart: "kind 2 krijgt B" as "het kind krijgt B"."""
    eigen = bron.tekst[stuk.begin : stuk.eind].strip(" ,;")
    if not gelabeld:
        wie = bron.woorden.verwant_geval.match(vouw(eigen))
        return f"{bron.woorden.stapelnaam} {eigen[wie.end() :].lstrip(' :,')}" if wie else eigen
    rest = bron.tekst[stuk.begin : stuk.eind].lstrip(" ,;")[len(stuk.naam) :].rstrip(" ,;")
    kaal = rest.lstrip(" :,;-–.")
    return kaal if kaal != rest.lstrip() else f"{bron.woorden.stapelnaam} {kaal}"


def _stapelgeval(bron: Bron, stukken: Sequence[Stuk], stuk: Stuk, gelabeld: bool) -> Geval:
    """A case with what is said around all of them, but for what speaks of more than one."""
    eigen = bron.tekst[stuk.begin : stuk.eind].strip(" ,;")
    rondom = [_LABEL_ACHTERAAN.sub(" ", bron.tekst[: stukken[0].begin]), bron.tekst[stukken[-1].eind :]]
    voor, na = (
        " ".join(
            z
            for z in _ZINDELEN.findall(deel)
            if z.strip(" .\n") and not (bron.woorden.meer_gevallen.search(vouw(z)) or meer_mensen((z,)))
        )
        for deel in rondom
    )
    kern = _zonder_label(bron, stuk, gelabeld)
    tekst = " ".join(
        d for d in (voor.strip(), f"{kern[:1].upper()}{kern[1:]}.", na.strip(), bron.woorden.stapelvraag) if d
    )
    return Geval(eigen, tekst, frozenset({SEGMENT}), los=True)
