"""Fusing the legs: weighted reciprocal rank, the weights following the question; lifting what a term is about,
and putting documents in the order that questions taught."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.concept_leg import PER_BEGRIP, Bedoeld
from knowledge.text import Analyse

_K = 10  # flattens the ranks; between 3 and 60 it made no measurable difference here
_EXACT = re.compile(r"(?=.*[A-Z])(?=.*\d).{3,}|(?!19|20)\d{4}")  # OP033x1, 504DZ, 9361; not a year
_BEGRIP = 0.9  # how far a term that stands out fully lifts its passages, towards 1
_ENKELE = 2  # words; as many are hardly a sentence
_GELEERD = 2.0  # say of what questions taught, beside the legs; 1.5 to 2.5 is as good
_GEORDEND = 20.0  # the same where what the legs found is in it already: then it decides


def weights(termen: Analyse) -> tuple[float, float]:
    """How much the lexical and the dense leg count for a question; together 1.

    Only codes and numbers: lexical alone. A code or a number of four digits among words: mostly lexical. A few loose
    words: even. A sentence: mostly meaning.
    """
    if termen.alleen_codes:
        return 1.0, 0.0
    if not termen.woorden and not termen.codes:
        return 0.0, 1.0
    if _exact(termen):
        return 0.7, 0.3
    return (0.5, 0.5) if len(termen.woorden) <= _ENKELE else (0.3, 0.7)


def _exact(termen: Analyse) -> bool:
    return any(_EXACT.fullmatch(code) for code in termen.codes)


def naar_code(termen: Analyse) -> bool:
    """Whether a question is after a code: one that is no chance, or a number with hardly a word.

    Questions taught little about codes: with a say of their own in these, nDCG@10 of questions by number fell from
    0.93, 0.90 and 0.82 on the first three development parts to 0.87, 0.75 and 0.74. `knowledge.document_order` knows
    when a question is after one.
    """
    return _exact(termen) or bool(termen.codes and len(termen.woorden) <= _ENKELE)


def fuse(termen: Analyse, woorden: Sequence[int], dicht: Sequence[int]) -> list[tuple[int, float]]:
    """Passages with a score of 0 to 1, best first; 1 is first in every leg that counts.

    Args:
        termen: the terms of the question.
        woorden: numbers of the lexical hits, best first.
        dicht: numbers of the dense hits, best first.
    """
    scores: dict[int, float] = {}
    gewichten = weights(termen) if dicht else (1.0, 0.0)  # meaning not asked, or out of reach
    for gewicht, lijst in zip(gewichten, (woorden, dicht), strict=True):
        if gewicht:
            for rang, nummer in enumerate(lijst, start=1):
                scores[nummer] = scores.get(nummer, 0.0) + gewicht * (_K + 1) / (_K + rang)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def verhef(rangen: Sequence[tuple[int, float]], bedoeld: Sequence[Bedoeld]) -> list[tuple[int, float]]:
    """The passages with those about a term that the question means lifted, best first; scores stay between 0 and 1.

    Args:
        rangen: passages with a score, best first.
        bedoeld: the terms that the question seems to be about.
    """
    scores = dict(rangen)
    mate: dict[int, float] = {}
    for begrip in bedoeld:
        for nummer in sorted(begrip.nummers, key=lambda nr: (-scores.get(nr, 0.0), nr))[:PER_BEGRIP]:
            mate[nummer] = max(mate.get(nummer, 0.0), begrip.mate)
    for nummer, deel in mate.items():
        scores[nummer] = 1 - (1 - scores.get(nummer, 0.0)) * (1 - _BEGRIP * deel)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def herschik(
    rangen: Sequence[tuple[int, float]], documenten: Sequence[Bedoeld], geordend: bool = False
) -> list[tuple[int, float]]:
    """The passages of documents that questions name, in an order that what was learned has a say in.

    They change places, and scores with them, among themselves only; all others keep theirs. Of a document the best
    passage has that say in full, another as far as it comes near to the best. A document that was not found at all
    comes in with its first passage.

    Args:
        rangen: passages with a score, best first.
        documenten: the documents that count, with how much the question is one for them.
        geordend: whether that has in it what the legs found (`knowledge.document_order`).
    """
    gewicht = _GEORDEND if geordend else _GELEERD
    scores = dict(rangen)
    waarde: dict[int, float] = {}
    for document in documenten:
        gevonden = [nr for nr in document.nummers if nr in scores] or [document.nummers[0]]
        beste = max((scores.get(nr, 0.0) for nr in gevonden), default=0.0)
        for nr in gevonden:
            eigen = scores.setdefault(nr, 0.0)
            waarde[nr] = eigen + gewicht * document.mate * (eigen / beste if beste else 1.0)
    volgorde = sorted(waarde, key=lambda nr: (-waarde[nr], nr))
    scores.update(zip(volgorde, sorted((scores[nr] for nr in waarde), reverse=True), strict=True))
    rang = {nr: plek for plek, nr in enumerate(volgorde)}
    return sorted(scores.items(), key=lambda item: (-item[1], rang.get(item[0], -1), item[0]))
