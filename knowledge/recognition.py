"""Which contract regime a text is about, from terms that point to one."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from knowledge.sections import without_letterhead
from knowledge.text import fold

NAAM = 1.0
"""Weight of a term that names a regime: its region, or a municipality of it."""


def score_terms(text: str, herkenning: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """For each regime that the text names the weight of its terms in it; repetition counts, ever less.

    A regime that is not named has no score, whatever it is known by: words of the field stand in documents of any
    region.

    Args:
        text: the text of a document; its letterhead is left out.
        herkenning: for each regime its terms with their weight. A negative weight points away.
    """
    plat = " ".join(fold(without_letterhead(text)).split())
    scores: dict[str, float] = {}
    for regeling, termen in herkenning.items():
        score, genoemd = 0.0, False
        for term, gewicht in termen.items():
            patroon = r"[\s-]+".join(re.escape(deel) for deel in re.split(r"[\s-]+", fold(term).strip()))
            keer = len(re.findall(rf"(?<!\w){patroon}(?!\w)", plat))
            if keer:
                score += gewicht * (1 + math.log(keer))
                genoemd = genoemd or gewicht >= NAAM
        if genoemd:
            scores[regeling] = score
    return scores
