"""Learning from the development questions: what is taken from them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from evals_support import vraag

from evals import praktijk
from evals.questions import Vraag, is_meetdeel
from knowledge.practice import Praktijkvraag

if TYPE_CHECKING:
    from assistant.service import Assistant


def gemaakt(assistant: Assistant, monkeypatch: pytest.MonkeyPatch, *vragen: Vraag) -> list[Praktijkvraag]:
    monkeypatch.setattr(praktijk, "lees_vragen", lambda deel: list(vragen))
    return [Praktijkvraag.model_validate(p) for p in praktijk.praktijkvragen(assistant, ["ontwikkel-99"])]


def test_no_part_to_measure_with_is_learned_from() -> None:
    assert praktijk.leerdelen()
    assert not any(map(is_meetdeel, praktijk.leerdelen()))


def test_a_question_gets_its_tool_or_its_section(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    wat = "Wat is de Beschikbaarheidswijzer in Westfriesland?"
    dicht = "Wat kost een arrangement voor profiel 2 in Westfriesland in euro's?"
    geen = {"tool": None, "verdict": None, "onderwerp": "document"}
    een, twee, drie = gemaakt(
        assistant,
        monkeypatch,
        vraag(id="v-1"),
        vraag(id="v-2", vraag=wat, feiten=[], **geen),
        vraag(id="v-3", vraag=dicht, feiten=[], status="abstain", **geen),
    )
    assert (een.beslishulp, een.document, een.uit) == ("productcode", None, "v-1")
    assert (twee.vraag, twee.beslishulp, twee.document, twee.open) == (wat, None, "wf-segment-b-2025", False)
    assert (drie.document, drie.open) == ("wf-segment-b-2025", True)


@pytest.mark.parametrize(
    "velden",
    [
        {"manier": "meervoudig"},
        {"status": "refused"},
        {"regeling": None},
        {"tool": None},
        {"vraag": "Wat is de productcode voor profiel 4 duurzaam zwaar in Hoorn? BSN 111222333."},
        {"history": [{"question": "hoi", "answer": "dag"}]},
    ],
)
def test_what_teaches_nothing_sure_is_left_out(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, velden: dict[str, object]
) -> None:
    assert gemaakt(assistant, monkeypatch, vraag(**velden)) == []


def test_a_wrong_answer_teaches_no_section(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    velden = {"vraag": "Wat is in Westfriesland een arrangement?", "tool": None, "verdict": None}
    (fout,) = gemaakt(assistant, monkeypatch, vraag(feiten=[["paars"]], onderwerp="document", **velden))
    assert (fout.beslishulp, fout.document) == (None, None)


def test_the_file_that_is_written_is_read(tmp_path: Path) -> None:
    vragen = [{"vraag": "é “x”?", "beslishulp": "stapelen", "uit": "v-1"}, {"vraag": "los", "uit": "v-2"}]
    praktijk.schrijf(vragen, tmp_path / "p.yaml")
    assert yaml.safe_load((tmp_path / "p.yaml").read_text(encoding="utf-8")) == vragen
