"""The tool that a question is for, without the words that name it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.forms import maak_vraag
from assistant.learned.routing import Toolkeuze
from assistant.models import AskRequest
from assistant.reading.slots import Slots
from assistant.service import Assistant
from knowledge.tool_questions import GEEN, laad_beslishulpvragen
from knowledge.vocabulary import laad_woordenschat
from tools.registry import namen

VRAGEN = {"stapelen": ["mogen die twee naast elkaar"], "uitdienen": ["wanneer is het oude klaar"], GEEN: ["wie is wie"]}
VECTOREN = {
    vraag: np.eye(3, dtype=np.float32)[i] for i, vraag in enumerate(v for lijst in VRAGEN.values() for v in lijst)
}


def test_there_are_examples_of_every_tool_that_a_question_can_run_and_of_none() -> None:
    zonder_vraag = {"jw_bericht"}  # takes a whole message, which nobody asks in words
    assert set(laad_beslishulpvragen()) == {GEEN, *namen()} - zonder_vraag


def test_no_example_stands_twice() -> None:
    vragen = [" ".join(v.lower().split()) for lijst in laad_beslishulpvragen().values() for v in lijst]
    assert len(vragen) == len(set(vragen))


def test_the_nearest_examples_tell_the_tool() -> None:
    kansen = Toolkeuze(VRAGEN, VECTOREN).kansen([0.1, 0.99, 0.0], "het oude")
    assert max(kansen, key=lambda tool: kansen[tool]) == "uitdienen"


@pytest.mark.parametrize(("vector", "weg"), [([0.0, 1.0, 0.0], True), ([0.58, 0.58, 0.58], False)])
def test_words_give_way_only_to_a_likely_other_tool(vector: list[float], weg: bool) -> None:
    vraag = replace(maak_vraag("tekst", "tekst", Slots(), laad_woordenschat()), sterk=frozenset({"stapelen"}))
    gelezen = Toolkeuze(VRAGEN, VECTOREN).duid(vraag, vector, "wanneer is het oude klaar" if weg else "tekst")
    assert ("stapelen" not in gelezen.sterk) is weg


def test_what_was_kept_gives_the_same_and_another_question_is_learned(tmp_path: Path) -> None:
    pad = tmp_path / "nieuw" / "b.npz"
    vers = Toolkeuze(VRAGEN, VECTOREN, pad).kansen([0.1, 0.9, 0.2], "het oude")
    assert Toolkeuze(VRAGEN, VECTOREN, pad).kansen([0.1, 0.9, 0.2], "het oude") == vers
    eerste = pad.read_bytes()
    meer = {**VRAGEN, "stapelen": [*VRAGEN["stapelen"], "het oude erbij"]}
    anders = Toolkeuze(meer, {**VECTOREN, "het oude erbij": VECTOREN["wanneer is het oude klaar"]}, pad)
    assert anders.kansen([0.1, 0.9, 0.2], "het oude")["stapelen"] > vers["stapelen"]
    assert pad.read_bytes() != eerste


@pytest.mark.parametrize(
    ("vraag", "tool"),
    [
        ("jongen zit al bij ons voor begeleiding, kan er bij de buren ook nog een B starten", "stapelen"),
        ("kind loopt nog op de indicatie van voor de zomer van 2025, wanneer moet die over zijn", "uitdienen"),
        ("we zitten aan 600 van de 900 euro voor dat gezin, moeten we al bellen met de verwijzer", "signaalbudget"),
        ("waarom zijn er eigenlijk drie segmenten gekomen", GEEN),
    ],
)
def test_the_tool_is_told_without_its_name(assistant: Assistant, vraag: str, tool: str) -> None:
    verloop = assistant.volg(AskRequest(question=vraag))
    kansen = next(s.nieuw["interpretatie"].vraag.kansen for s in verloop.stappen if s.naam == "interpret")
    assert max(kansen, key=lambda naam: kansen[naam]) == tool
