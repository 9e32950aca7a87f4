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


def _folder(tmp_path: Path, vraag: str) -> Path:
    map_ = tmp_path / "kennis"
    (map_ / "woordenschat" / "praktijk").mkdir(parents=True, exist_ok=True)
    (map_ / "woordenschat" / "praktijk" / "een.yaml").write_text(f'- vraag: "{vraag}"\n  beslishulp: stapelen\n')
    return map_


@pytest.mark.parametrize("vraag", ["Mag dat erbij?", "Één regel,\\ntwee ‘regels’ — en {haken}", "€ 1.000 of 50%?"])
def test_what_is_kept_of_them_says_the_same(tmp_path: Path, vraag: str) -> None:
    map_, bewaar = _folder(tmp_path, vraag), tmp_path / "praktijk.json"
    gelezen = laad_praktijkvragen(map_)
    keren = []
    for _ in range(2):
        laad_praktijkvragen.cache_clear()
        keren.append(laad_praktijkvragen(map_, bewaar))
    assert keren == [gelezen, gelezen]
    assert bewaar.exists()


def test_a_file_that_changes_is_read_anew(tmp_path: Path) -> None:
    bewaar = tmp_path / "praktijk.json"
    for vraag in ("Mag dat erbij?", "Mag dit erbij?", "Mag dat erbij?"):
        laad_praktijkvragen.cache_clear()
        assert [p.vraag for p in laad_praktijkvragen(_folder(tmp_path, vraag), bewaar)] == [vraag]


@pytest.mark.parametrize("rommel", ["", "{sleutel}", "{sleutel}\n", "{sleutel}\n[{{", "{sleutel}\n[{{}}]", "iets\n[]"])
def test_what_was_kept_and_is_broken_costs_only_time(tmp_path: Path, rommel: str) -> None:
    map_, bewaar = _folder(tmp_path, "Mag dat erbij?"), tmp_path / "praktijk.json"
    laad_praktijkvragen(map_, bewaar)
    sleutel = bewaar.read_text().partition("\n")[0]
    bewaar.write_text(rommel.format(sleutel=sleutel))
    laad_praktijkvragen.cache_clear()
    assert [p.vraag for p in laad_praktijkvragen(map_, bewaar)] == ["Mag dat erbij?"]


def test_where_nothing_can_be_written_they_are_read_every_time(tmp_path: Path) -> None:
    map_ = _folder(tmp_path, "Mag dat erbij?")
    (tmp_path / "bestand").write_text("geen map")
    assert [p.vraag for p in laad_praktijkvragen(map_, tmp_path / "bestand" / "praktijk.json")] == ["Mag dat erbij?"]
