"""What a user points at, and which files that comes down to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from knowledge.errors import InvoerFout
from knowledge.sources import toonbaar, vind_bestanden, vind_bronnen


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    for naam in ("a.txt", "b.md", "sub/c.TXT", "sub/diep/d.txt", "[x]/e.txt"):
        pad = tmp_path / "stukken" / naam
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_text(naam)
    return tmp_path / "stukken"


def _documenten(*paden: Path | str) -> list[str]:
    return [document for bron in vind_bronnen(paden) for document in vind_bestanden(bron).bestanden]


def test_a_folder_gives_its_files_by_their_path_below_it(map_: Path) -> None:
    assert _documenten(map_) == ["[x]/e.txt", "a.txt", "b.md", "sub/c.TXT", "sub/diep/d.txt"]
    assert _documenten(map_ / "sub") == ["c.TXT", "diep/d.txt"]
    assert _documenten(map_ / "sub/diep/d.txt") == ["d.txt"]


@pytest.mark.parametrize(
    ("patroon", "verwacht"),
    [
        ("*.txt", ["a.txt"]),
        ("**/*.txt", ["[x]/e.txt", "a.txt", "sub/c.TXT", "sub/diep/d.txt"]),
        ("sub/*", ["c.TXT", "diep/d.txt"]),
        ("s?b/**/d.*", ["sub/diep/d.txt"]),
        ("*", ["[x]/e.txt", "a.txt", "b.md", "sub/c.TXT", "sub/diep/d.txt"]),
        ("[ab].*", ["a.txt", "b.md"]),
    ],
)
def test_a_pattern_names_its_files_below_its_fixed_part(map_: Path, patroon: str, verwacht: list[str]) -> None:
    assert _documenten(f"{map_}/{patroon}") == verwacht


def test_a_folder_whose_name_looks_like_a_pattern_is_a_folder(map_: Path) -> None:
    assert _documenten(map_ / "[x]") == ["e.txt"]


def test_what_lies_in_a_folder_that_is_given_is_not_taken_twice(map_: Path, tmp_path: Path) -> None:
    (tmp_path / "stukken2").mkdir()
    (tmp_path / "stukken2/f.txt").write_text("f")
    (map_ / ".geheim.txt").write_text("g")
    gegeven: list[Path | str] = [map_ / "a.txt", map_, map_ / "sub", f"{map_}/sub/*.txt", map_, tmp_path / "stukken2"]
    assert [bron.pad.name for bron in vind_bronnen(gegeven)] == ["stukken", "stukken2"]
    assert ".geheim.txt" in _documenten(map_, map_ / ".geheim.txt"), "the folder leaves it out, the user names it"


def test_hidden_temporary_and_lock_files_are_left_out(map_: Path) -> None:
    for naam in (".x.txt", "~$b.docx", "a.txt~", "b.tmp", "Thumbs.db", ".git/config", "node_modules/x.md"):
        pad = map_ / "sub/diep" / naam
        pad.parent.mkdir(exist_ok=True)
        pad.write_text("x")
    assert _documenten(map_ / "sub/diep") == ["d.txt"]


def test_links_are_not_followed_out_of_the_folder(map_: Path, tmp_path: Path) -> None:
    (tmp_path / "buiten").mkdir()
    (tmp_path / "buiten/geheim.txt").write_text("x")
    (map_ / "sub/uit.txt").symlink_to(tmp_path / "buiten/geheim.txt")
    (map_ / "sub/map-uit").symlink_to(tmp_path / "buiten")
    (map_ / "sub/binnen").symlink_to(map_ / "sub/diep")
    (map_ / "sub/kringloop").symlink_to(map_ / "sub")
    (map_ / "sub/stuk.txt").symlink_to(map_ / "sub/nergens.txt")
    (bron,) = vind_bronnen([map_ / "sub"])
    vondst = vind_bestanden(bron)
    assert list(vondst.bestanden) == ["c.TXT", "diep/d.txt"]
    assert {rij["bestand"] for rij in vondst.overgeslagen} == {"uit.txt", "map-uit"}
    assert "koppeling" in vondst.overgeslagen[0]["reden"]
    (tmp_path / "ingang").symlink_to(map_ / "sub")
    assert _documenten(tmp_path / "ingang") == ["c.TXT", "diep/d.txt"], "what the user points at may be a link"


@pytest.mark.parametrize(
    ("pad", "tekst"),
    [
        ("nergens.txt", "bestaat niet"),
        ("nergens/*.pdf", "past op geen enkel bestand"),
        ("een\0twee", "is geen pad"),
        ("n" * 300, "niet te vinden"),
    ],
)
def test_a_path_that_leads_nowhere_is_wrong_input(map_: Path, pad: str, tekst: str) -> None:
    with pytest.raises(InvoerFout, match=tekst) as fout:
        vind_bronnen([map_, f"{map_}/{pad}"])
    assert fout.value.field == "pad"


def test_a_pipe_is_no_file(map_: Path) -> None:
    os.mkfifo(map_ / "pijp.txt")
    with pytest.raises(InvoerFout, match="geen bestand of map"):
        vind_bronnen([map_ / "pijp.txt"])
    assert "pijp.txt" not in _documenten(map_)


def test_names_of_odd_bytes_can_be_shown_and_stay_apart(map_: Path) -> None:
    for naam in (b"raar\xff.txt", b"raar\xfe.txt", b"twee\nregels.txt", "één.txt".encode()):
        Path(os.fsdecode(os.fsencode(map_ / "sub/diep") + b"/" + naam)).write_text("x")
    documenten = _documenten(map_ / "sub/diep")
    assert documenten == ["d.txt", "raar\\xfe.txt", "raar\\xff.txt", "twee\\nregels.txt", "één.txt"]
    assert all(document.encode() for document in documenten)
    assert toonbaar("gewoon bestand (1).txt") == "gewoon bestand (1).txt"
