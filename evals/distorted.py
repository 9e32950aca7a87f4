"""Which sentences of a model look like a sentence of the source with a word turned round; by plain comparison of words.

Nothing here knows how `assistant.proof.verify` judges. What is found in the text of a real model is to be looked at: an
honest other word may be among it.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from assistant.models import Answer
from evals.leugens import BEPERKEND, WISSELWOORDEN

LIJKT = 0.7
"""Likeness from which a sentence is held to be one of the source with something changed."""
_STAART = 4
"""Words in a row that are added or gone, from which something is made up or left out."""
_EINDE = re.compile(r"(?<=[.!?:;])\s+(?=[^\s\[a-z])|\n+")
_WOORD = re.compile(r"\w+(?:[-.,]\w+)*")


def verdraaid(answer: Answer, vast: Answer) -> list[str]:
    """The sentences in which a fact, a party, a time or a restriction is not that of the nearest sentence.

    Args:
        answer: what went out.
        vast: the same answer by the fixed writer.
    """
    bron = [vast.answer, *(c.quote for c in vast.citations)]
    bron += [tekst for e in vast.tool_results for tekst in (e.conclusion, *e.notes, *(c.explanation for c in e.checks))]
    zinnen = [w for tekst in bron for zin in _zinnen(tekst) if (w := _woorden(zin))]
    uit = []
    for zin in _zinnen(answer.answer):
        woorden = _woorden(zin)
        if woorden and woorden not in zinnen and (verschil := _verschil(woorden, zinnen)):
            uit.append(f"{zin} ({verschil})")
    return uit


def _zinnen(tekst: str) -> list[str]:
    return [zin for zin in _EINDE.split(re.sub(r"\[\d+\]", "", tekst)) if zin.strip()]


def _woorden(zin: str) -> list[str]:
    return [w.casefold() for w in _WOORD.findall(zin)]


def _verschil(woorden: list[str], zinnen: list[list[str]]) -> str | None:
    """What tells a sentence from the nearest one; None where it is like none, or differs in nothing that counts."""
    beste = max(zinnen, key=lambda z: SequenceMatcher(None, z, woorden, autojunk=False).ratio(), default=[])
    vergelijk = SequenceMatcher(None, beste, woorden, autojunk=False)
    if vergelijk.ratio() < LIJKT:
        return None
    for soort, a, b, c, d in vergelijk.get_opcodes():
        weg, erbij = beste[a:b], woorden[c:d]
        telt = any(_telt(w) for w in (*weg, *erbij)) or max(b - a, d - c) >= _STAART
        vervangen = soort == "replace" and all(len(w) >= 7 for w in (*weg, *erbij))
        if soort != "equal" and (telt or vervangen):
            return f"{' '.join(weg) or 'niets'} werd {' '.join(erbij) or 'niets'}"
    return None


def _telt(woord: str) -> bool:
    bekend = woord in WISSELWOORDEN or woord in BEPERKEND or woord in {"b", "c", "v", "elke", "niet", "geen"}
    return bekend or any(teken.isdigit() for teken in woord)
