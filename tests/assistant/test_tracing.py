"""Spans of every step when a collector is set; never the text of a question unless that is asked for."""

from __future__ import annotations

import json
from typing import Any

import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from assistant.models import AskRequest
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.tracing import open_spoor
from knowledge.store import laad

VRAAG = "Welke code hoort in Westfriesland bij profiel 4 duurzaam zwaar? BSN 123456782"


def spans(assistant: Assistant, *, stroom: bool = False, **instelling: Any) -> list[dict[str, Any]]:
    """The spans of one question, asked of an assistant on the same index."""
    naar = InMemorySpanExporter()
    spoor = open_spoor(Settings(**instelling), naar)
    assert spoor is not None
    ander = Assistant(laad(), assistant._index, spoor=spoor)
    request = AskRequest(question=VRAAG)
    _ = list(ander.stream(request)) if stroom else ander.ask(request)
    spoor.close()
    return [json.loads(s.to_json()) for s in naar.get_finished_spans()]


@pytest.mark.parametrize("stroom", [False, True])
def test_every_step_is_a_span_below_that_of_the_answer(assistant: Assistant, stroom: bool) -> None:
    gevonden = spans(assistant, stroom=stroom)
    namen = [s["name"].removeprefix("wegwijzer.") for s in gevonden]
    assert namen == [
        *("guard", "split", "interpret", "scope", "tools", "retrieve", "write", "verify", "join", "antwoord"),
    ]
    wortel = gevonden[-1]["context"]["span_id"]
    assert {s["parent_id"] for s in gevonden[:-1]} == {wortel}


def test_a_span_tells_what_happened_and_nothing_of_the_text(assistant: Assistant) -> None:
    gevonden = spans(assistant)
    kenmerken = {k: v for s in gevonden for k, v in s["attributes"].items()}
    assert kenmerken["wegwijzer.regelingen"] == ["westfriesland-2025"]
    assert kenmerken["wegwijzer.tools"] == ["productcode: gevonden"]
    assert kenmerken["wegwijzer.weggehaald"] == ["bsn"]
    assert (kenmerken["wegwijzer.status"], kenmerken["wegwijzer.writer"]) == ("answered", "embedded")
    assert "profiel" not in json.dumps(gevonden)


def test_with_texts_the_question_is_there_without_personal_data(assistant: Assistant) -> None:
    tekst = json.dumps(spans(assistant, tracing_tekst=True))
    assert "profiel 4" in tekst
    assert "123456782" not in tekst


def test_without_a_collector_there_are_no_spans() -> None:
    assert open_spoor(Settings()) is None
