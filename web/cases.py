"""Feedback as evaluation cases: YAML that `wegwijzer eval` reads, with what was said of the answer as a comment.

An answer that was found good is a case as it stands. Of one that was not, the exact values of the expected answer are
what must be in it, and somebody has to look at it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from assistant.proof.claims import vondsten
from web.store import FeedbackEntry

_ANY_STATUS = ["answered", "clarify", "abstain", "refused"]
_NUMBER = re.compile(r"(?:€\s*)?(\d[\d.,]*)\s*(?:%|[a-zé]+)?")
_HEAD = (
    "Vragen uit de terugkoppeling van gebruikers. Zet dit bestand als terugkoppeling.yaml in evals/vragen; "
    "daarna meet `wegwijzer eval terugkoppeling` ze. Vul na wat bij ‘nagaan’ staat."
)


def as_yaml(entries: Iterable[FeedbackEntry]) -> Iterator[str]:
    """The file, in pieces."""
    yield from _comment(_HEAD)
    none = True
    for entry in entries:
        none = False
        yield "\n" + "".join(_about(entry))
        yield yaml.safe_dump([case(entry)], allow_unicode=True, sort_keys=False, width=110)
    if none:
        yield "[]\n"


def case(entry: FeedbackEntry) -> dict[str, Any]:
    """One case, with the keys of `evals.questions.Vraag`."""
    answer, good = entry.answer, entry.thumb == "up"
    tools = answer.tool_results if answer else []
    fields: dict[str, Any] = {
        "id": f"terug-{entry.id[:12]}",
        "vraag": entry.question,
        "history": [turn.model_dump() for turn in entry.history],
        "regeling": (next(iter(answer.regelingen), None) if good and answer else None) or entry.regeling,
        "onderwerp": tools[0].tool if tools else "document",
        "gebruiker": "ondersteuner",
        "manier": "terugkoppeling",
        "status": answer.status if good and answer else _ANY_STATUS,
        "regeling_gegeven": entry.regeling,
        "peildatum": entry.given_at.astimezone().date().isoformat(),
    }
    if good and answer:
        fields |= {
            "tool": tools[0].tool if tools else None,
            "verdict": tools[0].verdict if tools else None,
            "bronnen": list(dict.fromkeys(c.document for c in answer.citations)),
        }
    elif entry.expected:
        fields["feiten"] = _facts(entry.expected)
    return {name: value for name, value in fields.items() if value not in (None, []) or name == "regeling"}


def _facts(expected: str) -> list[list[str]]:
    """The exact values of a text, as they are written; of a number with its unit the number is enough."""
    written = dict.fromkeys(expected[v.begin : v.eind].strip() for v in vondsten(expected))
    found = []
    for value in filter(None, written):
        number = _NUMBER.fullmatch(value)
        found.append([value, number[1]] if number else [value])
    return found


def _about(entry: FeedbackEntry) -> Iterator[str]:
    if entry.thumb == "up":
        return
    yield from _comment(f"Nagaan. Reden: {entry.reason or 'niet gezegd'}")
    yield from _comment(f"Verwacht: {entry.expected or 'niet gezegd'}")
    if entry.answer:
        yield from _comment(f"Antwoord was ({entry.answer.status}): {entry.answer.answer}")


def _comment(text: str) -> Iterator[str]:
    for line in text.splitlines():
        shown = "".join(c if c.isprintable() else " " for c in line)
        yield f"# {shown}\n"
