"""The tool that a question is for, without the words that name it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant.forms import maak_vraag
from assistant.routing import Toolkeuze
from assistant.slots import Slots
from knowledge.tool_questions import GEEN, laad_beslishulpvragen
from knowledge.vocabulary import laad_woordenschat
from tools.registry import namen

VRAGEN = {"stapelen": ["mogen die twee naast elkaar"], "uitdienen": ["wanneer is het oude klaar"], GEEN: ["wie is wie"]}
VECTOREN = {
    vraag: np.eye(3, dtype=np.float32)[i] for i, vraag in enumerate(v for lijst in VRAGEN.values() for v in lijst)
}


def test_there_are_examples_of_every_tool_and_of_none() -> None:
    assert set(laad_beslishulpvragen()) == {GEEN, *namen()}


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
