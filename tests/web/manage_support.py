"""What there is to manage: feedback with its trace, questions without an answer, use over time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from store_support import answer
from web_support import citation, envelope

from assistant.models import Turn
from web.store import Feedback, Store, UseEvent


def bad(question: str = "Wat is het tarief?", **fields: Any) -> Feedback:
    return Feedback(thumb="down", question=question, answer=answer(text="Dat is 10 euro [1]."), **fields)


def good() -> Feedback:
    right = answer(text="Ja, **dat mag** [1].").model_copy(
        update={"tool_results": [envelope()], "citations": [citation(1)], "regelingen": ["westfriesland-2025"]}
    )
    before = [Turn(question="Hallo", answer="Dag")]
    return Feedback(thumb="up", question="Mag segment B?", answer=right, history=before, regeling="westfriesland-2025")


TRACE = {
    "steps": [
        {"name": "guard", "added": {}, "evidence": {}},
        {
            "name": "scope",
            "added": {"scope": {"regelingen": ["westfriesland-2025"]}},
            "evidence": {"westfriesland-2025": 5},
        },
        {
            "name": "retrieve",
            "added": {
                "hits": [
                    {"passage": {"document": "d", "section": "Een kop", "text": "heel veel tekst"}, "score": 0.5},
                    {
                        "passage": {"document": "d", "section": "<b>", "text": "nog meer tekst"},
                        "score": 0.25,
                        "dense": 0.8,
                    },
                ]
            },
        },
    ]
}


def fill(store: Store) -> None:
    """Something of everything that the pages of the management show."""
    store.feedback.add(good())
    id_ = store.feedback.add(bad(reason="Het klopt niet", expected="12,50 euro per uur"))
    store.feedback.add_trace(id_, TRACE)
    now = datetime.now(UTC)
    for day in range(40):
        for nr, status in enumerate(("answered", "answered", "clarify", "abstain", "mislukt")[: 2 + day % 4]):
            at = now - timedelta(days=day, minutes=nr)
            question = f"Wat kost een kamer in {'Hoorn' if day % 2 else 'Opmeer'}?"
            regime, ms = "westfriesland-2025" if day % 3 else None, 80.0 + 13 * day
            store.events.add(
                UseEvent(at=at, channel="chat", status=status, regeling=regime, total_ms=ms, question=question)
            )
