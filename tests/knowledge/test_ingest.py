from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.errors import InvoerFout
from knowledge.index import Index, Progress
from knowledge.ingest import ingest

HERKENNING = {"polder": {"Polderland": 1.0}, "zee": {"Zeeland": 1.0}}


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("vectoren")


@pytest.fixture
def index(tmp_path: Path, cache: Path) -> Iterator[Index]:
    index = Index.open(tmp_path / "index", cache_dir=cache)
    yield index
    index.close()


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    map_ = tmp_path / "stukken"
    (map_ / "sub").mkdir(parents=True)
    (map_ / "codes.txt").write_text("Codes in Polderland\n\nDe code 504DZ hoort bij profiel 4 in Polderland.\n")
    (map_ / "sub/afspraak.md").write_text("# Afspraak\n\n## Termijn\n\nDe termijn is 6 weken.\n")
    (map_ / "leeg.txt").write_text("")
    (map_ / "foto.jpg").write_bytes(b"\xff\xd8")
    (map_ / ".verborgen.txt").write_text("geheim")
    return map_


def test_a_folder_goes_in_and_what_can_not_is_named(index: Index, map_: Path) -> None:
    stappen: list[Progress] = []
    report = ingest([map_], index, herkenning=HERKENNING, progress=stappen.append)
    assert (report.bestanden, report.nieuw, report.passages) == (4, 2, 2)
    redenen = {o["bestand"]: o["reden"] for o in report.overgeslagen}
    assert set(redenen) == {"leeg.txt", "foto.jpg"}
    assert "leeg" in redenen["leeg.txt"]
    assert "'.jpg'" in redenen["foto.jpg"]
    assert stappen[0].fase == "Bestanden lezen"
    (hit,) = index.search("504DZ")
    assert (hit.passage.document, hit.passage.regeling, hit.passage.herkomst) == (
        "codes.txt",
        "polder",
        "gebruiker",
    )
    assert {p.document: p.regeling for p in index.passages()} == {
        "codes.txt": "polder",
        "sub/afspraak.md": None,
    }


def test_again_reads_only_what_changed(index: Index, map_: Path) -> None:
    ingest([map_], index, herkenning=HERKENNING)
    versie = index.versie
    report = ingest([map_], index, herkenning=HERKENNING)
    assert (report.nieuw, report.gewijzigd, report.ongewijzigd, report.verwijderd) == (0, 0, 2, 0)
    assert index.versie == versie

    (map_ / "codes.txt").write_text("Codes\n\nDe code 504DL hoort bij profiel 4.\n")
    (map_ / "sub/afspraak.md").unlink()
    (map_ / "nieuw.txt").write_text("Nieuw\n\nEr is ook 501PE.\n")
    report = ingest([map_], index, herkenning=HERKENNING)
    assert (report.nieuw, report.gewijzigd, report.ongewijzigd, report.verwijderd) == (1, 1, 0, 1)
    assert index.search("504DZ") == []
    assert [h.passage.document for h in index.search("504DL")] == ["codes.txt"]
    assert {p.document for p in index.passages()} == {"codes.txt", "nieuw.txt"}


def test_another_regime_reads_again(index: Index, map_: Path) -> None:
    ingest([map_], index)
    report = ingest([map_], index, "zee")
    assert report.gewijzigd == 2
    assert {p.regeling for p in index.passages()} == {"zee"}


def test_a_file_that_breaks_goes_out(index: Index, map_: Path) -> None:
    ingest([map_], index)
    (map_ / "codes.txt").write_bytes(b"\x00\x01" * 500)
    report = ingest([map_], index)
    assert report.verwijderd == 1
    assert "codes.txt" in {o["bestand"] for o in report.overgeslagen}
    assert index.search("504DZ") == []


def test_a_file_alone_and_a_folder_are_sets_of_their_own(index: Index, map_: Path, tmp_path: Path) -> None:
    los = tmp_path / "los.txt"
    los.write_text("Los\n\nHier staat 777QQ.\n")
    report = ingest([map_, los], index)
    assert (report.bestanden, report.nieuw, report.passages) == (5, 3, 3)
    assert index.search("777QQ")[0].passage.document == "los.txt"
    los.write_text("Los\n\nHier staat 888RR.\n")
    ingest([los], index)
    assert [h.passage.section for h in index.search("888RR")] == ["Los"]
    assert len(index.search("504DZ")) == 1


def test_a_path_that_is_not_there_is_wrong_input_and_changes_nothing(index: Index, map_: Path) -> None:
    with pytest.raises(InvoerFout, match="bestaat niet") as fout:
        ingest([map_, map_ / "weg"], index)
    assert fout.value.field == "pad"
    assert index.is_empty


def test_by_folder_of_the_index(map_: Path, tmp_path: Path, cache: Path) -> None:
    report = ingest([str(map_)], tmp_path / "index", cache_dir=cache)
    assert report.to_dict()["passages"] == 2
    index = Index.open(tmp_path / "index", cache_dir=cache)
    assert index.counts["documenten"] == 2
    index.close()
