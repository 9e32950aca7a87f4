"""The trace of an answer for a reader: what each step added, passages by their place and scores only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from web.nodes import Node, is_empty, node
from web.wording import regelnaam

_HIT = {"score": "score", "dense": "betekenis", "lexical": "woorden", "vraag": "lijkt_op", "vraag_score": "gelijkenis"}
"""What is shown of a passage that was found -> its name."""
_ANSWER = ("status", "answer", "regelingen", "redacted", "timings_ms")
"""What is shown of an answer: the rest of it stands on the page already."""


def steps(trace: Mapping[str, Any] | None) -> list[tuple[str, Node]]:
    """The steps in order, each with its name and what it added."""
    return [(regelnaam(str(step.get("name", ""))), _step(step)) for step in (trace or {}).get("steps", [])]


def _step(step: Mapping[str, Any]) -> Node:
    shown = {name: _readable(name, value) for name, value in (step.get("added") or {}).items()}
    return node(
        {name: value for name, value in {**shown, "bewijs": step.get("evidence")}.items() if not is_empty(value)}
    )


def _readable(name: str, value: Any) -> Any:
    if name == "hits" and isinstance(value, list):
        return [_hit(hit) for hit in value]
    if name == "answer" and isinstance(value, Mapping):
        return {field: value[field] for field in _ANSWER if field in value}
    return value


def _hit(hit: Any) -> Any:
    passage = hit.get("passage") if isinstance(hit, Mapping) else None
    if not isinstance(passage, Mapping):
        return hit
    place = {"document": str(passage.get("document", "")), "section": str(passage.get("section", ""))}
    return {"passage": place, **{word: hit.get(name) for name, word in _HIT.items()}}
