"""Questions, conversations and answers to judge, right unless a field says otherwise."""

from __future__ import annotations

from typing import Any

from assistant.models import Answer, Citation, Timings, Versions
from evals.questions import Gesprek, Vraag
from tools.registry import voer_uit

WF, AA = "westfriesland-2025", "amstelveen-aalsmeer-2022"
TEKST = "De code is 504DZ, die geldt vanaf 1 juli 2025. [1] Dit geldt voor Westfriesland."

GEHEIM = "Mag in Opmeer segment V naast segment C als de burgemeester een paard heeft?"
"""A question of a part that nobody may look into."""

_ITEM = {
    "id": "x-001",
    "regeling": WF,
    "onderwerp": "productcode",
    "gebruiker": "nieuw",
    "manier": "gewoon",
    "status": "answered",
    "feiten": [["504DZ"], ["1 juli 2025", "1-7-2025"]],
    "verboden": ["507DZ"],
    "tool": "productcode",
    "verdict": "gevonden",
    "bronnen": ["wf-segment-b-2025"],
}


def vraag(**velden: Any) -> Vraag:
    return Vraag.model_validate({**_ITEM, "vraag": "Welke code hoort bij profiel 4 duurzaam zwaar?", **velden})


def gesprek(**velden: Any) -> Gesprek:
    return Gesprek.model_validate({**_ITEM, "beurten": ["hoi", "profiel 4", "en zwaar?"], **velden})


def answer(**velden: Any) -> Answer:
    basis: dict[str, Any] = {
        "id": "x-001",
        "status": "answered",
        "answer": TEKST,
        "citations": [
            Citation(
                marker=1,
                document="wf-segment-b-2025",
                title="t",
                section="s",
                regeling=WF,
                quote="504DZ geldt vanaf 1 juli 2025.",
            )
        ],
        "tool_results": [voer_uit("productcode", {"code": "504DZ"})],
        "regelingen": [WF],
        "versions": Versions(knowledge="a", index="b", code="c"),
        "timings_ms": Timings(),
    }
    return Answer(**(basis | velden))
