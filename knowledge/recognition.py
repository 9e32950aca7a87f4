"""Which contract regime a text is about, from terms that point to one."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from knowledge.sections import without_letterhead
from knowledge.text import fold


def score_terms(text: str, herkenning: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """For each regime the weight of its terms in the text; repetition counts, ever less.

    Args:
        text: the text of a document; its letterhead is left out.
        herkenning: for each regime its terms with their weight. A negative weight points away.
    """
    plat = " ".join(fold(without_letterhead(text)).split())
    scores: dict[str, float] = {}
    for regeling, termen in herkenning.items():
        score = 0.0
        for term, gewicht in termen.items():
            patroon = r"[\s-]+".join(re.escape(deel) for deel in re.split(r"[\s-]+", fold(term).strip()))
            keer = len(re.findall(rf"(?<!\w){patroon}(?!\w)", plat))
            if keer:
                score += gewicht * (1 + math.log(keer))
        if score:
            scores[regeling] = score
    return scores
