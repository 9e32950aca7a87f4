"""What a user reads when a disk is full or may not be written: one Dutch sentence, whatever part ran into it."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from knowledge.catalogue import BESTAND, lees_standen
from knowledge.documents import Passage
from knowledge.embedding import EmbeddingCache
from knowledge.errors import WegwijzerError
from knowledge.index import Index
from knowledge.ingest import ingest
from knowledge.storage import opslagfout

PASSAGE = Passage("a.txt", "a.txt", "Kop", "Kop", (), "De termijn is zes weken.", None, "gebruiker", "")


@contextmanager
def _schijf(punt: Path) -> Iterator[Callable[[str], None]]:
    """A disk of its own: gives what changes it (`ro`, `rw`, or `size=…`)."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root may mount a disk")
    punt.mkdir()
    opdracht = ["mount", "-t", "tmpfs", "-o", "size=50m", "tmpfs", str(punt)]
    if subprocess.run(opdracht, capture_output=True, check=False).returncode:
        pytest.skip("no disk of its own can be mounted here")
    try:
        yield lambda anders: _wordt(punt, anders)
    finally:
        subprocess.run(["umount", "-l", str(punt)], check=True)


def _wordt(punt: Path, anders: str) -> None:
    """Mount anew; a disk on which a thread is just closing its last file is busy for a moment."""
    for _ in range(100):
        klaar = subprocess.run(["mount", "-o", f"remount,{anders}", str(punt)], capture_output=True, check=False)
        if not klaar.returncode:
            return
        time.sleep(0.1)
    pytest.fail(f"the disk could not be mounted {anders}: {klaar.stderr.decode()}")


def _melding(doe: Callable[[], object]) -> str:
    with pytest.raises(WegwijzerError) as fout:
        doe()
    zin = str(fout.value)
    assert zin.endswith(".")
    assert "Errno" not in zin
    return zin


def test_a_folder_that_may_only_be_read_is_told_by_every_part(tmp_path: Path) -> None:
    with _schijf(tmp_path / "d") as anders:
        plek = tmp_path / "d/index"
        index = Index.open(plek)
        index.sync([PASSAGE], bron="gebruiker")
        index.close()
        (tmp_path / "stuk.txt").write_text("De termijn is acht weken.")
        ingest([tmp_path / "stuk.txt"], plek)
        anders("ro")
        index = Index.open(plek)
        meldingen = [
            _melding(lambda: index.sync([], bron="gebruiker")),
            _melding(lambda: ingest([tmp_path / "stuk.txt"], plek)),
            _melding(lambda: EmbeddingCache(plek / "vectors.sqlite").put("m", "passage", {"x": b""})),
            _melding(lambda: lees_standen(plek)),
        ]
        index.close()
    assert all("kan niet worden geschreven" in melding for melding in meldingen)


@pytest.mark.parametrize("naam", ["vectors.sqlite", BESTAND])
def test_a_damaged_file_that_can_not_be_set_aside_is_told(tmp_path: Path, naam: str) -> None:
    with _schijf(tmp_path / "d") as anders:
        pad = tmp_path / "d" / naam
        pad.write_bytes(b"geen database " * 1000)
        anders("ro")
        lees: dict[str, Callable[[], object]] = {
            "vectors.sqlite": lambda: EmbeddingCache(pad).get("m", "passage", ["x"]),
            BESTAND: lambda: lees_standen(pad.parent),
        }
        assert "geschreven" in _melding(lees[naam])


def test_what_goes_wrong_while_reading_is_told(tmp_path: Path) -> None:
    """The passages of a generation that is open turn out to be unreadable."""
    index = Index.open(tmp_path)
    index.sync([PASSAGE], bron="gebruiker")
    (db,) = tmp_path.glob("gen-*/passages.db")
    inhoud = db.read_bytes()
    db.write_bytes(inhoud[:4096] + b"\xff" * (len(inhoud) - 4096))
    assert "zoekindex" in _melding(index.passages)
    index.close()


@pytest.mark.parametrize(
    ("fout", "verwacht"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "de schijf is vol"),
        (sqlite3.OperationalError("database or disk is full"), "de schijf is vol"),
        (OSError(errno.EROFS, "Read-only file system"), "kan niet worden geschreven"),
        (PermissionError(errno.EACCES, "Permission denied", "x"), "kan niet worden geschreven"),
        (sqlite3.OperationalError("attempt to write a readonly database"), "kan niet worden geschreven"),
        (sqlite3.OperationalError("database is locked"), "in gebruik"),
        (ValueError("iets anders"), "iets anders"),
    ],
)
def test_the_sentence_says_what_to_do(tmp_path: Path, fout: Exception, verwacht: str) -> None:
    zin = str(opslagfout("De gegevens", fout, tmp_path))
    assert verwacht in zin
    assert zin.endswith(".")
