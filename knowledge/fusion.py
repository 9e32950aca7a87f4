"""Fusing the legs: weighted reciprocal rank, the weights following the question."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.text import Analyse

_K = 10  # flattens the ranks; between 3 and 60 it made no measurable difference here


def weights(termen: Analyse) -> tuple[float, float]:
    """How much the lexical and the dense leg count for a question; together 1.

    Only codes and numbers: lexical alone. A code among words: mostly lexical. A few loose words: even. A
    sentence: mostly meaning.
    """
    if termen.alleen_codes:
        return 1.0, 0.0
    if not termen.woorden and not termen.codes:
        return 0.0, 1.0
    if any(
        len(code) > 2 and any(t.isalpha() for t in code) and any(t.isdigit() for t in code) for code in termen.codes
    ):
        return 0.6, 0.4
    return (0.5, 0.5) if len(termen.woorden) <= 2 else (0.4, 0.6)


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
