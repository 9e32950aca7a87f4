"""The scripts of the pages: what their types say of the server is what the server sends, and nothing hides from them.

That the scripts keep to their types is checked by `make lint`, with TypeScript.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

import web
from assistant.models import Answer, Citation, Event
from knowledge.redaction_rules import regels
from tools.envelope import Check, Envelope
from web.api import Health
from web.intake import Task
from web.opening import NogNietKlaar, Stand
from web.pages.beheer_documenten import _state
from web.problems import describe
from web.store import Conversation, Message

WEB = Path(web.__file__).parent
SCRIPTS = sorted((WEB / "static").glob("*.js"))
SHAPES = {
    name: dict(re.findall(r"^  (\w+)\??: (.+);$", body, re.MULTILINE))
    for name, body in re.findall(
        r"^export interface (\w+) \{$(.*?)^\}$",
        (WEB / "types" / "server.d.ts").read_text(encoding="utf-8"),
        re.MULTILINE | re.DOTALL,
    )
}
MODELS: dict[str, type[BaseModel]] = {
    model.__name__: model for model in (Citation, Check, Envelope, Answer, Message, Conversation, Health)
}
SENT: dict[str, Mapping[str, Any]] = {
    "ProblemDetails": describe(NogNietKlaar(Stand("opening", "Even geduld."))).as_dict(),
    "TaskState": _state(Task("opnemen")),
    "RedactionRules": regels(),
}


def words(annotation: Any) -> set[Any]:
    """The words that a value can be, None for nothing; empty where it can be anything."""
    if get_origin(annotation) is Literal:
        return set(get_args(annotation))
    parts = get_args(annotation)
    if NoneType in parts and len(parts) == 2:
        inner = words(next(part for part in parts if part is not NoneType))
        return inner | {None} if inner else set()
    return set()


@pytest.mark.parametrize("name", MODELS)
def test_a_shape_has_the_fields_of_its_model_and_their_words(name: str) -> None:
    fields = {field: info for field, info in MODELS[name].model_fields.items() if not info.exclude}  # never sent
    assert set(SHAPES[name]) == set(fields)
    for field, info in fields.items():
        if allowed := words(info.annotation):
            said = SHAPES[name][field]
            assert set(re.findall(r'"(\w+)"', said)) | ({None} if "null" in said else set()) == allowed, field
        assert ("null" in SHAPES[name][field].split(" | ")) == (NoneType in get_args(info.annotation)), field


@pytest.mark.parametrize("name", SENT)
def test_a_shape_has_the_fields_that_are_sent(name: str) -> None:
    assert set(SHAPES[name]) == set(SENT[name])


def test_every_event_of_an_answer_has_a_shape() -> None:
    made = set(get_args(Event.model_fields["event"].annotation)) - {"final"}  # that one becomes `ended`
    assert set(SHAPES["StreamEvents"]) == made | {"partial", "ended", "problem"}


def test_every_shape_is_looked_at() -> None:
    assert set(SHAPES) == {*MODELS, *SENT, "StreamEvents"}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_hides_from_the_check_of_types(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert text.startswith("// @ts-check\n")
    assert re.findall(r"@ts-(?:ignore|nocheck|expect-error)|\{[^{}]*\bany\b[^{}]*\}", text) == []
