"""What the tests of the assistant look at in an answer: everything that the contract promises of any answer."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from assistant.models import Answer, AskRequest, Turn
from assistant.proof.verify import onbewezen
from assistant.service import Assistant
from knowledge.artikelen import lees_artikel
from knowledge.store import KENNISMAP, laad

KEYS = {
    *("id", "status", "answer", "citations", "tool_results", "regelingen", "clarification", "redacted"),
    *("writer", "versions", "timings_ms"),
}
CITATION_KEYS = {"marker", "document", "title", "section", "regeling", "quote"}
ENVELOPE_KEYS = {
    *("tool", "regeling", "input", "verdict", "conclusion", "checks", "data", "missing", "notes"),
}
WF, ZW = "westfriesland-2025", "zaanstreek-waterland-2022"
AA, AZ = "amstelveen-aalsmeer-2022", "amsterdam-zaanstreek-2015-2017"


def ask(assistant: Assistant, question: str, *turns: tuple[str, str], **more: Any) -> Answer:
    """Ask, after these earlier turns."""
    history = [Turn(question=q, answer=a) for q, a in turns]
    return assistant.ask(AskRequest(question=question, history=history, **more))


def talk(assistant: Assistant, *questions: str) -> list[Answer]:
    """A conversation: every question with the turns before it."""
    turns: list[tuple[str, str]] = []
    answers = []
    for question in questions:
        answers.append(ask(assistant, question, *turns))
        turns.append((question, answers[-1].answer))
    return answers


def verdicts(answer: Answer) -> set[tuple[str, str]]:
    """The tools that ran, with their verdicts."""
    return {(e.tool, e.verdict) for e in answer.tool_results}


def stable(answer: Answer) -> dict[str, Any]:
    """An answer without what differs from one time to the next."""
    return answer.model_dump(mode="json", exclude={"id", "timings_ms"})


@lru_cache(maxsize=1)
def sections() -> dict[tuple[str, str], str]:
    """The text below every heading of every article."""
    gevonden = {}
    for pad in (KENNISMAP / "bronnen").glob("*.md"):
        artikel, fouten = lees_artikel(pad)
        assert artikel is not None, fouten
        gevonden |= {(pad.stem, s.kop): s.tekst for s in artikel.secties}
    return gevonden


def _whole(text: str) -> str:
    return " ".join(text.split())


def faults(answer: Answer) -> list[str]:
    """Where an answer breaks contract section 4; nothing when it does not."""
    data = answer.model_dump(mode="json")
    uit = []
    if set(data) != KEYS:
        uit.append(f"keys {set(data) ^ KEYS}")
    if not data["answer"].strip():
        uit.append("empty answer")
    uit += _citations(data)
    uit += _tools(data)
    uit += _status(data)
    if mist := onbewezen(answer.answer, answer.tool_results, answer.citations):
        uit.append(f"not proven: {sorted(mist)}")
    if any(not data["versions"][k] for k in ("knowledge", "index", "code")) or data["versions"]["index"] == "leeg":
        uit.append(f"versions {data['versions']}")
    if set(data["versions"]) != {"knowledge", "index", "code", "prompt", "model"}:
        uit.append("keys of versions")
    if set(data["timings_ms"]) != {"embed", "retrieve", "total"} or not data["timings_ms"]["total"] > 0:
        uit.append(f"timings {data['timings_ms']}")
    if data["writer"] != "embedded":
        uit.append(f"writer {data['writer']}")
    return uit


def _citations(data: dict[str, Any]) -> list[str]:
    uit = []
    gezet = [int(n) for n in re.findall(r"\[(\d+)\]", data["answer"])]
    geciteerd = [c["marker"] for c in data["citations"]]
    if len(set(geciteerd)) != len(geciteerd):
        uit.append(f"a marker twice: {geciteerd}")
    if set(gezet) - set(geciteerd):
        uit.append(f"markers without citation: {sorted(set(gezet) - set(geciteerd))}")
    if set(geciteerd) - set(gezet):
        uit.append(f"citations without marker in the text: {sorted(set(geciteerd) - set(gezet))}")
    for c in data["citations"]:
        wat = f"{c['document']}#{c['section']}"
        if set(c) != CITATION_KEYS:
            uit.append(f"keys of citation {wat}")
        tekst = sections().get((c["document"], c["section"]))
        if tekst is None:
            uit.append(f"no such section: {wat}")
        elif not c["quote"].strip() or _whole(c["quote"]) not in _whole(tekst):
            uit.append(f"quote is not in {wat}")
        if not c["title"]:
            uit.append(f"no title for {wat}")
        if c["regeling"] not in laad().regelingen or c["document"] not in laad().regelingen[c["regeling"]].documenten:
            uit.append(f"regime {c['regeling']} of {wat}")
        if data["regelingen"] and c["regeling"] not in data["regelingen"]:
            uit.append(f"cites {c['regeling']} for an answer on {data['regelingen']}")
    return uit


def _tools(data: dict[str, Any]) -> list[str]:
    uit = []
    for e in data["tool_results"]:
        if set(e) != ENVELOPE_KEYS:
            uit.append(f"keys of {e['tool']}")
        uit += [
            f"{e['tool']}: no section {c['source']}"
            for c in e["checks"]
            if (c["source"]["document"], c["source"]["section"]) not in sections()
        ]
        if e["regeling"] not in data["regelingen"]:
            uit.append(f"{e['tool']} ran for {e['regeling']}, the answer is for {data['regelingen']}")
    return uit


def _status(data: dict[str, Any]) -> list[str]:
    uit = []
    vraag = data["clarification"]
    if (data["status"] == "clarify") != (vraag is not None):
        uit.append(f"{data['status']} with clarification {vraag}")
    if vraag is not None and (set(vraag) != {"question", "options"} or not vraag["question"].endswith((".", "?"))):
        uit.append(f"clarification {vraag}")
    if data["status"] == "answered":
        if not data["regelingen"]:
            uit.append("answered without a regime")
        if not data["citations"]:
            uit.append("answered without a source")
        uit += [f"does not name {r}" for r in data["regelingen"] if laad().regelingen[r].naam not in data["answer"]]
    if data["status"] == "refused" and (data["citations"] or data["tool_results"] or data["regelingen"]):
        uit.append("refused, with sources or verdicts")
    return uit
