"""Instructions that stand hidden in a user's own document are data, never orders: they are left out of what is shown.

What reads as an order to an assistant (the patterns stand in the vocabulary) goes, with the rest of its paragraph:
whoever hides an order writes it in one piece. Articles of the knowledge base are our own and stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.text.sentences import zinnen
from knowledge.documents import Passage
from knowledge.folding import vouw
from knowledge.index import Hit
from knowledge.invisible import zonder_onzichtbaar
from knowledge.vocabulary import Woordenschat

_ALINEA = re.compile(r"\n[ \t]*\n|(?=<!--)|(?<=-->)|\n(?=[ \t]*(?:[-*•|>#]|\d+[.)]\s))")
"""Where a paragraph ends: at a blank line, around a comment, before an item of a list, a row or a heading."""


def zonder_opdrachten(hits: Iterable[Hit], schat: Woordenschat) -> Iterator[Hit]:
    """The same hits without the instructions in users' passages; a passage of nothing else is left out.

    Each is read when it is taken: of many that are found, few are shown.
    """
    for hit in hits:
        if hit.passage.herkomst == "kennisbank":
            yield hit
        elif (schoon := _schone_passage(hit.passage, schat.aanval, schat.opdracht_in_document)) is not None:
            yield hit if schoon is hit.passage else replace(hit, passage=schoon)


@lru_cache(maxsize=4096)
def _schone_passage(passage: Passage, *aanval: re.Pattern[str]) -> Passage | None:
    tekst = _schone_tekst(passage.text, aanval)
    if not tekst:
        return None
    if any(_heeft(kop, aanval) for kop in (passage.titel, *passage.pad, passage.section)):
        naam = passage.document.rsplit("/", 1)[-1]
        return replace(passage, titel=naam, section=naam, pad=(naam,), text=tekst)
    return passage if tekst == passage.text else replace(passage, text=tekst)


def _schone_tekst(tekst: str, aanval: Sequence[re.Pattern[str]]) -> str:
    """The text without orders; the very same text when it holds none."""
    if not _heeft(tekst, aanval):
        return tekst
    delen, vanaf = list[str](), 0
    for einde in [*_ALINEA.finditer(tekst), None]:
        alinea = tekst[vanaf : einde.start() if einde else len(tekst)]
        delen += [_schone_alinea(alinea, aanval), einde[0] if einde else ""]
        vanaf = einde.end() if einde else len(tekst)
    return re.sub(r"\n{3,}", "\n\n", "".join(delen)).strip()


def _schone_alinea(alinea: str, aanval: Sequence[re.Pattern[str]]) -> str:
    """A paragraph up to the first order in it; nothing of it where the order goes over several sentences."""
    if not _heeft(alinea, aanval):
        return alinea
    alle = zinnen(alinea)
    return " ".join(alle[: next((n for n, zin in enumerate(alle) if _heeft(zin, aanval)), 0)])


def _heeft(tekst: str, aanval: Sequence[re.Pattern[str]]) -> bool:
    plat = vouw(zonder_onzichtbaar(tekst))
    return any(p.search(plat) for p in aanval)
