"""Files that can't be read, vanish or change: named and left out, while the rest goes in."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge import intake
from knowledge.catalogue import BESTAND, Catalogue
from knowledge.decoding import LeesFout
from knowledge.documents import GROOTSTE_BESTAND, lees_bytes, read_file
from knowledge.errors import WegwijzerError
from knowledge.index import Index, Progress
from knowledge.ingest import ingest
from knowledge.sources import Onbereikbaar, lees_rustig

ROOT = os.geteuid() == 0


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
    (map_ / "codes.txt").write_text("Codes\n\nDe code 504DZ hoort bij profiel 4.\n")
    (map_ / "sub/termijn.txt").write_text("Termijn\n\nDe termijn is 6 weken.\n")
    return map_


def _redenen(report: object) -> dict[str, str]:
    return {rij["bestand"]: rij["reden"] for rij in report.overgeslagen}  # type: ignore[attr-defined]


def test_what_can_not_be_read_is_named_and_the_rest_goes_in(index: Index, map_: Path) -> None:
    (map_ / "leeg.txt").write_bytes(b"")
    (map_ / "ruis.txt").write_bytes(bytes(range(256)) * 20)
    (map_ / "liegt.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 100)
    with (map_ / "groot.txt").open("wb") as bestand:
        bestand.truncate(GROOTSTE_BESTAND + 1)
    report = ingest([map_], index)
    assert (report.bestanden, report.nieuw, report.passages) == (6, 2, 2)
    redenen = _redenen(report)
    assert set(redenen) == {"leeg.txt", "ruis.txt", "liegt.txt", "groot.txt"}
    assert "50 MB" in redenen["groot.txt"]
    assert _redenen(ingest([map_], index)) == redenen, "named again, though not tried again"


def test_a_file_that_breaks_goes_out_and_comes_back_when_it_is_mended(index: Index, map_: Path) -> None:
    ingest([map_], index)
    goed = (map_ / "codes.txt").read_bytes()
    (map_ / "codes.txt").write_bytes(b"\x00\x01" * 500)
    report = ingest([map_], index)
    assert (report.verwijderd, report.ongewijzigd, report.passages) == (1, 1, 1)
    assert _redenen(report)["codes.txt"].endswith("de eerdere versie is uit de index gehaald")
    assert index.search("504DZ") == []
    report = ingest([map_], index)
    assert (report.verwijderd, report.ongewijzigd) == (0, 1)
    assert "eerdere versie" not in _redenen(report)["codes.txt"]
    (map_ / "codes.txt").write_bytes(goed)
    assert ingest([map_], index).nieuw == 1
    assert len(index.search("504DZ")) == 1


@pytest.mark.parametrize("keer", [0, 1, 2])
def test_a_file_that_changes_while_it_is_read_is_not_half_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keer: int
) -> None:
    """Another program writes to it, so many times, after it was opened."""
    pad = tmp_path / "wankel.txt"
    pad.write_text("begin")
    over = keer

    def ondertussen(bestand: Path, document: str) -> bytes:
        nonlocal over
        inhoud = lees_bytes(bestand, document)
        if over:
            over -= 1
            with bestand.open("a") as schrijver:
                schrijver.write(" meer")
        return inhoud

    monkeypatch.setattr("knowledge.sources.lees_bytes", ondertussen)
    if keer < 2:
        assert lees_rustig(pad, "wankel.txt") == b"begin" + b" meer" * keer
    else:
        with pytest.raises(Onbereikbaar, match="verandert terwijl"):
            lees_rustig(pad, "wankel.txt")


def test_a_file_that_vanishes_while_reading_goes_out(index: Index, map_: Path) -> None:
    ingest([map_], index)

    def weg(stand: Progress) -> None:
        if stand.fase == "Bestanden lezen" and stand.gedaan == 1:
            (map_ / "sub/termijn.txt").unlink(missing_ok=True)

    report = ingest([map_], index, progress=weg)
    assert (report.ongewijzigd, report.verwijderd) == (1, 1)
    assert "verdween" in _redenen(report)["sub/termijn.txt"]
    assert index.counts["documenten"] == 1


@pytest.mark.skipif(ROOT, reason="root may read everything")
def test_what_may_not_be_read_now_stays_as_it_was(index: Index, map_: Path) -> None:
    ingest([map_], index)
    (map_ / "codes.txt").chmod(0)
    (map_ / "sub").chmod(0)
    try:
        report = ingest([map_], index)
    finally:
        (map_ / "sub").chmod(0o755)
    assert report.verwijderd == 0
    redenen = _redenen(report)
    assert "rechten" in redenen["codes.txt"]
    assert redenen["codes.txt"].endswith("de eerdere versie blijft in de index")
    assert "rechten" in redenen["sub/"]
    assert index.counts["documenten"] == 2


def test_a_file_that_fails_now_stays_as_it_was(index: Index, map_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a disk that fails; what the file says now is not known, so what it said stays."""
    ingest([map_], index)

    def hapert(pad: Path, document: str) -> bytes:
        raise LeesFout(document, "het bestand is niet te lezen") from OSError(5, "Input/output error")

    monkeypatch.setattr("knowledge.sources.lees_bytes", hapert)
    report = ingest([map_], index)
    assert (report.verwijderd, report.passages, index.counts["passages"]) == (0, 2, 2)
    assert _redenen(report)["codes.txt"] == "het bestand is niet te lezen; de eerdere versie blijft in de index"


def test_a_reader_that_trips_costs_one_file(index: Index, map_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    echt = read_file

    def struikelt(pad: Path, *args: Any, **meer: Any) -> Any:
        if pad.name == "codes.txt":
            raise RecursionError
        return echt(pad, *args, **meer)

    monkeypatch.setattr(intake, "read_file", struikelt)
    report = ingest([map_], index)
    assert (report.nieuw, report.passages) == (1, 1)
    assert "RecursionError" in _redenen(report)["codes.txt"]
    monkeypatch.undo()
    assert ingest([map_], index).nieuw == 1, "tried again"


def test_a_folder_that_can_not_be_listed_now_keeps_what_is_in(
    index: Index, map_: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a network drive that fails; the real thing needs a user who is not root (the test above)."""
    ingest([map_], index)
    echt = os.scandir

    def hapert(pad: str) -> Iterator[os.DirEntry[str]]:
        if str(pad).endswith("sub"):
            raise OSError(5, "Input/output error", str(pad))
        return echt(pad)

    monkeypatch.setattr(os, "scandir", hapert)
    report = ingest([map_], index)
    assert (report.verwijderd, report.passages) == (0, 2)
    assert "blijft" in _redenen(report)["sub/"]


def test_the_index_follows_when_it_was_broken_off_after_reading(index: Index, map_: Path) -> None:
    """The list says that all is in, the index does not have it (restored from an older copy, or built anew)."""
    ingest([map_], index)
    versie = index.versie
    index.sync([], bron="gebruiker")
    assert index.is_empty
    report = ingest([map_], index)
    assert (report.ongewijzigd, report.passages) == (2, 2)
    assert index.versie == versie


def test_two_at_once_is_refused_in_one_sentence(index: Index, map_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest([map_], index)
    monkeypatch.setattr("knowledge.catalogue.WACHTEN", 0.2)
    bezig = Catalogue(index.directory)
    with bezig.wijzigen(), pytest.raises(WegwijzerError, match="in gebruik door een ander proces"):
        ingest([map_], index)
    bezig.close()
    assert ingest([map_], index).ongewijzigd == 2


def test_a_list_of_another_layout_is_made_again(index: Index, map_: Path) -> None:
    ingest([map_], index)
    with sqlite3.connect(index.directory / BESTAND) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    report = ingest([map_], index)
    assert report.passages == index.counts["passages"] == 2
