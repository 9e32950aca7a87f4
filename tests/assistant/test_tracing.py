"""Spans of every step when a collector is set; never the text of a question unless that is asked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from assistant.line.tracing import open_spoor
from assistant.models import AskRequest
from assistant.service import Assistant
from assistant.settings import Settings
from knowledge.store import laad

VRAAG = "Welke code hoort in Westfriesland bij profiel 4 duurzaam zwaar? BSN 123456782"


def spans(assistant: Assistant, data: Path, **instelling: Any) -> list[list[dict[str, Any]]]:
    """The spans of one question, and of the same in a stream, asked of an assistant on the same index that learned the
    same."""
    naar = InMemorySpanExporter()
    spoor = open_spoor(Settings(**instelling), naar)
    assert spoor is not None
    ander = Assistant(laad(), assistant._index, spoor=spoor, bewaar=Settings(data=data).cache)
    request = AskRequest(question=VRAAG)
    ander.ask(request)
    _ = list(ander.stream(request))
    spoor.close()
    per_vraag: dict[str, list[dict[str, Any]]] = {}
    for span in (json.loads(s.to_json()) for s in naar.get_finished_spans()):
        per_vraag.setdefault(span["context"]["trace_id"], []).append(span)
    assert len(per_vraag) == 2
    return list(per_vraag.values())


@pytest.fixture(scope="module")
def gewoon(assistant: Assistant, data: Path) -> list[list[dict[str, Any]]]:
    return spans(assistant, data)


@pytest.mark.parametrize("stroom", [False, True])
def test_every_step_is_a_span_below_that_of_the_answer(gewoon: list[list[dict[str, Any]]], stroom: bool) -> None:
    gevonden = gewoon[stroom]
    namen = [s["name"].removeprefix("wegwijzer.") for s in gevonden]
    assert namen == [
        *("guard", "split", "interpret", "scope", "tools", "retrieve", "write", "verify", "join", "antwoord"),
    ]
    wortel = gevonden[-1]["context"]["span_id"]
    assert {s["parent_id"] for s in gevonden[:-1]} == {wortel}


def test_a_span_tells_what_happened_and_nothing_of_the_text(gewoon: list[list[dict[str, Any]]]) -> None:
    gevonden = gewoon[0]
    kenmerken = {k: v for s in gevonden for k, v in s["attributes"].items()}
    assert kenmerken["wegwijzer.regelingen"] == ["westfriesland-2025"]
    assert kenmerken["wegwijzer.tools"] == ["productcode: gevonden"]
    assert kenmerken["wegwijzer.weggehaald"] == ["bsn"]
    assert (kenmerken["wegwijzer.status"], kenmerken["wegwijzer.writer"]) == ("answered", "embedded")
    assert "profiel" not in json.dumps(gevonden)


def test_with_texts_the_question_is_there_without_personal_data(assistant: Assistant, data: Path) -> None:
    tekst = json.dumps(spans(assistant, data, tracing_tekst=True))
    assert "profiel 4" in tekst
    assert "123456782" not in tekst


def test_without_a_collector_there_are_no_spans() -> None:
    assert open_spoor(Settings()) is None
