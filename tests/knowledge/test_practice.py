"""Questions of practice: all of them have a place, none is held out, and they join the example questions."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.library import kennis_passages
from evals.questions import delen, is_meetdeel, lees
from knowledge.practice import Praktijkvraag, bij_beslishulpen, bij_passages, laad_praktijkvragen
from knowledge.store import KENNISMAP
from knowledge.tool_questions import GEEN
from tools.proef import controleer_alles
from tools.registry import namen

PASSAGE = kennis_passages()[0]
OPEN = Praktijkvraag(vraag="En in 2040?", document=PASSAGE.document, sectie=PASSAGE.section, open=True)
WEL = Praktijkvraag(vraag="Waar ging dat ook alweer over?", document=PASSAGE.document, sectie=PASSAGE.section)
TOOL = Praktijkvraag(vraag="Mag dat erbij?", beslishulp="stapelen")
LOS = Praktijkvraag(vraag="Hoe zit het?")


def test_they_name_tools_and_sections_that_are_there() -> None:
    secties = {(p.document, p.section) for p in kennis_passages()}
    vragen = laad_praktijkvragen()
    assert {v.beslishulp for v in vragen if v.beslishulp} <= set(namen())
    assert {(v.document, v.sectie) for v in vragen if v.document} <= secties


def test_nothing_that_is_held_out_is_among_them() -> None:
    """A question to measure with that was learned from would measure nothing. No text of those is shown."""
    geleerd = {" ".join(v.vraag.lower().split()) for v in laad_praktijkvragen()}
    gemeten = [b for deel in delen() if is_meetdeel(deel) for item in lees(deel) for b in item.beurten if len(b) > 30]
    assert sum(" ".join(b.lower().split()) in geleerd for b in gemeten) == 0
    bronnen = {v.uit for v in laad_praktijkvragen()}
    assert sum(item.id in bronnen for deel in delen() if is_meetdeel(deel) for item in lees(deel)) == 0


@pytest.mark.parametrize(
    "velden",
    [
        {"vraag": ""},
        {"vraag": "x", "document": "d"},
        {"vraag": "x", "sectie": "s"},
        {"vraag": "x", "document": "d", "sectie": "s", "beslishulp": "stapelen"},
        {"vraag": "x", "open": True},
        {"vraag": "x", "tool": "stapelen"},
    ],
)
def test_a_question_with_half_a_place_is_refused(velden: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Praktijkvraag.model_validate(velden)


def test_they_stand_after_the_examples_of_a_tool_or_of_none() -> None:
    samen = bij_beslishulpen({"stapelen": ["B met C?"], "uitdienen": ["Tot wanneer?"]}, [TOOL, LOS, WEL])
    assert samen == {
        "stapelen": ("B met C?", "Mag dat erbij?"),
        "uitdienen": ("Tot wanneer?",),
        GEEN: ("Hoe zit het?", "Waar ging dat ook alweer over?"),
    }


def test_they_stand_after_the_examples_of_their_section() -> None:
    ander = replace(PASSAGE, section="Anders")
    nu, zelfde = bij_passages([PASSAGE, ander], [OPEN, WEL, TOOL])
    assert nu.vragen == (*PASSAGE.vragen, OPEN.vraag, WEL.vraag)
    assert nu.onbeantwoord == (*PASSAGE.onbeantwoord, OPEN.vraag)
    assert zelfde is ander


def test_what_is_an_example_already_is_not_put_twice() -> None:
    al = Praktijkvraag(vraag=PASSAGE.vragen[0], document=PASSAGE.document, sectie=PASSAGE.section, open=True)
    assert bij_passages([PASSAGE], [al]) == [PASSAGE]


@pytest.mark.parametrize(
    ("regel", "melding"),
    [
        ("sectie: Nergens", "in zw-persbericht-2021 staat geen kop 'Nergens'"),
        ("kop: Nergens", "Extra inputs are not permitted"),
        ("beslishulp: stapeln", "geen beslishulp heet 'stapeln'"),
    ],
)
def test_the_check_names_file_and_line_of_a_wrong_one(tmp_path: Path, regel: str, melding: str) -> None:
    kennis = tmp_path / "kennis"
    shutil.copytree(KENNISMAP, kennis, ignore=shutil.ignore_patterns("*.py", "*.npz", "__pycache__", "praktijk"))
    (kennis / "woordenschat" / "praktijk").mkdir()
    document = "" if regel.startswith("beslishulp") else "  document: zw-persbericht-2021\n"
    tekst = f'- vraag: "een"\n- vraag: "twee"\n{document}  {regel}\n'
    (kennis / "woordenschat" / "praktijk" / "vragen.yaml").write_text(tekst, encoding="utf-8")
    fouten = controleer_alles(kennis, date(2026, 11, 22))
    eigen = [f for f in fouten if f.bestand == "woordenschat/praktijk/vragen.yaml"]
    assert any(melding in f.melding and f.regel == len(tekst.splitlines()) for f in eigen), fouten
