"""Questions about pairs of segments, each of its own: "Mag B met B bij ons, en B met V?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.message.cases.facts import SEGMENT
from assistant.message.cases.source import MEESTE_GEVALLEN, Geval
from knowledge.folding import vouw_even_lang
from knowledge.message_words import Berichtwoorden

_SEGMENT = r"(?:een\s+|nog een\s+|a\s+)?(?:segment\s+)?[bcv](?![\w'’@])"
_MET = r"(?:met|naast|plus|with|beside|\+|&)"
_DERDE = rf"\s*(?:,|{_MET}|(?:,\s*)?\b(?:en|and)\b)\s*{_SEGMENT}(?!\s*{_MET}\s*{_SEGMENT})"
_PAAR = re.compile(rf"(?<![\w'’@.-])(?<!met )(?<!naast )(?<!with ){_SEGMENT}\s*{_MET}\s*{_SEGMENT}(?!{_DERDE})")
"""Two segments and no third: "B met V", not "B met V en C"."""
_VOEGT = re.compile(r"\s*(?:[,;/]\s*(?:en|of|and|or)\b|[,;/]|\b(?:en|of|and|or)\b)\s*(?:ook\s+|also\s+)?", re.I)
_ZIN = re.compile(r"[^.?!\n]+[.?!]*")
_JAAR = re.compile(r"\b20\d\d\b")


@dataclass(frozen=True)
class _Vraag:
    """A pair with what stands before and after it in its part of a sentence."""

    voor: str
    paar: str
    na: str
    zin: int


def lees_paren(tekst: str, woorden: Berichtwoorden) -> tuple[Geval, ...]:
    """The questions about pairs of segments, each written out; none where there are no two, or they make one pile.

    A sentence that denies one, compares them or tells of contracts or years does not ask about each.

    Args:
        tekst: facts and question, as they stand.
        woorden: with what says that all of them run side by side.
    """
    zinnen = [m[0].strip() for m in _ZIN.finditer(tekst) if m[0].strip()]
    stukken = [_in_zin(zin, n) for n, zin in enumerate(zinnen)]
    vragen = [v for rij in stukken for v in rij]
    if not 1 < len(vragen) <= MEESTE_GEVALLEN or woorden.een_stapel.search(vouw_even_lang(tekst)):
        return ()
    met = [zin for zin, rij in zip(zinnen, stukken, strict=True) if rij]
    if len(zinnen) > 1 and not all(zin.endswith("?") for zin in met):
        return ()
    if any(_JAAR.search(zin) or woorden.geen_paarvragen.search(vouw_even_lang(zin)) for zin in met):
        return ()
    rond = [zin for zin, rij in zip(zinnen, stukken, strict=True) if not rij]
    uit = [_voluit(vragen, n) for n in range(len(vragen))]
    return tuple(Geval(zin, " ".join([*rond, zin]), frozenset({SEGMENT}), los=True) for zin in dict.fromkeys(uit))


def _in_zin(zin: str, nummer: int) -> list[_Vraag]:
    """The pairs of a sentence, each with its own words before and after it."""
    paren = [m.span() for m in _PAAR.finditer(vouw_even_lang(zin))]
    uit, begin = list[_Vraag](), 0
    for n, (van, tot) in enumerate(paren):
        laatste = n + 1 == len(paren)
        volgende = len(zin) if laatste else paren[n + 1][0]
        voegt = [] if laatste else [*_VOEGT.finditer(zin, tot, volgende)]
        eind = voegt[-1].start() if voegt else volgende
        voor = zin[begin:van]
        begint = _VOEGT.match(voor)
        uit.append(
            _Vraag(voor[begint.end() :] if begint else voor, zin[van:tot], zin[tot:eind].strip(" ,;?.!"), nummer)
        )
        begin = eind
    return uit


def _voluit(vragen: Sequence[_Vraag], n: int) -> str:
    """The question about a pair, with the words that only another one of them has."""
    vraag = vragen[n]
    voor = next((v.voor for v in reversed(vragen[: n + 1]) if re.search(r"\w", v.voor)), "")
    later = [v.na for v in vragen[n:] if v.zin == vraag.zin]
    eerder = [v.na for v in reversed(vragen[:n])]
    na = next((na for na in [*later, *eerder] if na), "")
    return f"{voor.strip()} {vraag.paar} {na}".strip() + "?"
