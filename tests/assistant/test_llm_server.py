"""Language model mode with a real model behind a real server; skipped without `EXTRAS=test-models`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from assistant_support import ask, faults

from assistant.llm.model import ModelFout, Taalmodel, open_model
from assistant.service import Assistant
from assistant.settings import Settings
from evals.modelserver import modelserver, ontbreekt
from evals.taalmodel import los_onbewezen

REDEN = ontbreekt()
pytestmark = [pytest.mark.slow, pytest.mark.skipif(REDEN is not None, reason=str(REDEN))]
VRAGEN = [
    "Hoeveel aanbieders hebben een contract voor segment B in Westfriesland?",
    "Mag ik segment B en segment C stapelen bij dezelfde aanbieder in Westfriesland?",
]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with modelserver() as adres:
        yield adres


@pytest.fixture(scope="module")
def model(url: str) -> Taalmodel:
    return open_model(Settings(model="openai:smollm2", model_url=url, model_tokens=50, model_timeout=300))


def test_a_real_model_gives_text_in_pieces(model: Taalmodel) -> None:
    assert len(list(model.schrijf([("user", "Say hello in one short sentence.")]))) > 1


def test_a_real_model_fills_a_form_or_is_a_fault(model: Taalmodel) -> None:
    from assistant.llm.reread import Lezing

    try:
        assert isinstance(model.lees([("user", "Geef de vraag: mag dat?")], Lezing, aandeel=1.0), Lezing)
    except ModelFout as fout:
        assert not fout.onbereikbaar  # noqa: PT017 - a small model may run out of tokens; the server did answer


def test_with_a_real_model_nothing_unproven_goes_out(built: Any, url: str, assistant: Assistant) -> None:
    settings = Settings(data=built, model="openai:smollm2", model_url=url, model_tokens=50, model_timeout=300)
    met_model = Assistant.open(settings)
    try:
        for vraag in VRAGEN:
            answer, vast = ask(met_model, vraag), ask(assistant, vraag)
            assert los_onbewezen(answer) == []
            assert [f for f in faults(answer) if not f.startswith("writer")] == []
            assert (answer.status, answer.citations, answer.tool_results) == (
                *(vast.status, vast.citations, vast.tool_results),
            )
    finally:
        met_model.close()
