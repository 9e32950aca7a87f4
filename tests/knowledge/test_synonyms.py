from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from knowledge.errors import KennisFout
from knowledge.store import KENNISMAP
from knowledge.synonyms import Synoniemen, Term, laad_synoniemen
from knowledge.text import analyse
from tools.proef import controleer_alles

GROEPEN = Synoniemen(
    [["JW317", "VOW", "verzoek om wijziging"], ["factuur", "declaratie", "JW323"]],
    {"huisarts": ["dokter", "de"], "verwijzer": ["dokter"], "aanvang": ["van start"]},
)


@pytest.mark.parametrize(
    ("vraag", "anders"),
    [
        ("Wat is een VOW?", ["JW317", "verzoek om wijziging"]),
        ("Hoe vul ik de jw 317?", ["VOW", "verzoek om wijziging"]),
        ("een verzoek om wijzigingen", ["JW317", "VOW"]),
        ("Welk verzoek hoort bij een wijziging?", []),
        ("wijziging", []),
        ("facturen declareren", ["declaratie", "JW323"]),
        ("de VOW en de factuur", ["JW317", "verzoek om wijziging", "declaratie", "JW323"]),
        ("de dokters", ["huisarts", "verwijzer"]),
        ("de huisarts", []),
        ("van start gaan", ["aanvang"]),
        ("hallo", []),
        ("", []),
    ],
)
def test_another_way_to_say_it(vraag: str, anders: list[str]) -> None:
    assert GROEPEN.anders(analyse(vraag)) == [Term.van(tekst) for tekst in anders]


def _map(tmp_path: Path, tekst: str) -> Path:
    (tmp_path / "woordenschat").mkdir()
    (tmp_path / "woordenschat" / "zoektermen.yaml").write_text(tekst, encoding="utf-8")
    return tmp_path


def test_a_folder_without_the_file_has_no_groups(tmp_path: Path) -> None:
    assert laad_synoniemen(tmp_path).anders(analyse("VOW")) == []


def test_every_fault_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(KennisFout) as fout:
        laad_synoniemen(_map(tmp_path, "gelijk:\n  a:\n    - [een]\n    - [een, twee]\n    - drie\n"))
    assert [str(f).split(": ")[0] for f in fout.value.fouten] == [
        "woordenschat/zoektermen.yaml:3",
        "woordenschat/zoektermen.yaml:5",
    ]


def test_the_check_of_the_knowledge_base_names_every_file_of_words(tmp_path: Path) -> None:
    shutil.copytree(KENNISMAP, tmp_path / "kennis")
    woorden = tmp_path / "kennis" / "woordenschat"
    (woorden / "zoektermen.yaml").write_text("gelijk:\n  a:\n    - [een]\n", encoding="utf-8")
    (woorden / "peilvragen.yaml").write_text("vragen: geen lijst\n", encoding="utf-8")
    fouten = [str(fout).split(": ")[0] for fout in controleer_alles(tmp_path / "kennis", date(2026, 11, 22))]
    assert fouten == ["woordenschat/peilvragen.yaml:1", "woordenschat/zoektermen.yaml:3"]


def test_the_groups_of_the_knowledge_base_are_whole() -> None:
    assert Term.van("JW317") in laad_synoniemen().anders(analyse("vow"))
