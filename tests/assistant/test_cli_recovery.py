"""An index whose building is broken off: the next command makes it whole by itself, and answers right."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import copy_cache

pytestmark = [pytest.mark.usefixtures("built"), pytest.mark.slow]

VRAAG = "Mogen in Westfriesland segment B en segment V naast elkaar bij verschillende aanbieders?"


def _goed(klaar: Any) -> None:
    """The next command answers right, and says nothing of a traceback."""
    assert klaar.code == 0, klaar.stderr
    assert "Traceback" not in klaar.stderr
    answer = json.loads(klaar.stdout)
    assert answer["status"] == "answered"
    assert answer["tool_results"][0]["verdict"] == "toegestaan"
    assert answer["citations"][0]["document"] == "wf-segment-b-2025"


def _breek(proces: Any, sein: int) -> tuple[int, str]:
    proces.send_signal(sein)
    _, fouten = proces.communicate(timeout=60)
    return proces.returncode, fouten


def _wacht(klaar: Callable[[], bool], proces: Any, hoogstens: float = 60.0) -> None:
    eind = time.monotonic() + hoogstens
    while not klaar() and proces.poll() is None and time.monotonic() < eind:
        time.sleep(0.01)


def _vul_aan(bron: Path, doel: Path) -> None:
    """Add the vectors that are missing to the cache that a killed process left, so that building on is quick."""
    pad = doel / "cache" / "vectors.sqlite"
    if not pad.exists():
        copy_cache(bron, doel)
        return
    with sqlite3.connect(pad, timeout=30) as db:
        db.execute("ATTACH ? AS vol", (str(bron / "cache" / "vectors.sqlite"),))
        db.execute("CREATE TABLE IF NOT EXISTS vectors AS SELECT * FROM vol.vectors WHERE 0")
        db.execute("INSERT OR IGNORE INTO vectors SELECT * FROM vol.vectors")
    db.close()


@pytest.mark.parametrize("sein", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM], ids=["kill -9", "Ctrl-C", "TERM"])
def test_broken_off_while_embedding(cli: Any, fresh: Callable[..., Path], built: Path, sein: int) -> None:
    data = fresh(cache=False)
    proces = cli.start("ask", VRAAG, data=data)
    _wacht((data / "cache" / "vectors.sqlite").exists, proces)
    time.sleep(1.5)
    assert proces.poll() is None, "the building was over before it could be broken off"
    code, fouten = _breek(proces, sein)
    assert code != 0
    assert "Traceback" not in fouten
    if sein == signal.SIGINT:
        assert fouten.splitlines()[-1] == "Afgebroken."
    _vul_aan(built, data)
    _goed(cli("ask", VRAAG, "--json", data=data))


@pytest.mark.parametrize("teken", ["index", "index/gen-*", "index/gen-*/chroma", "index/gen-*/tantivy", "index/CURRENT"])
@pytest.mark.parametrize("sein", [signal.SIGKILL, signal.SIGINT], ids=["kill -9", "Ctrl-C"])
def test_broken_off_while_writing_the_index(cli: Any, fresh: Callable[..., Path], teken: str, sein: int) -> None:
    if sein == signal.SIGINT and teken != "index/gen-*/chroma":
        pytest.skip("one moment is enough for Ctrl-C")
    data = fresh()
    proces = cli.start("ask", VRAAG, data=data)
    _wacht(lambda: any(data.glob(teken)), proces)
    code, fouten = _breek(proces, sein)
    assert "Traceback" not in fouten
    assert code != 0
    _goed(cli("ask", VRAAG, "--json", data=data))


# --- a full disk --------------------------------------------------------------------------------------------


@pytest.fixture
def schijf(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own of 1 MB; skips where this user may not mount one."""
    punt = tmp_path / "schijf"
    punt.mkdir()
    opdracht = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(punt)]
    if os.geteuid() != 0 or shutil.which("mount") is None or subprocess.run(opdracht, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk takes root and a kernel that lets it")
    yield punt
    subprocess.run(["umount", "-l", str(punt)], check=True)


def _vol(klaar: Any) -> None:
    assert klaar.code == 1
    assert klaar.stdout == ""
    assert "Traceback" not in klaar.stderr
    assert klaar.stderr.splitlines()[-1].endswith(".")
    assert len(klaar.stderr.splitlines()) == 1


def test_a_full_disk(cli: Any, built: Path, schijf: Path) -> None:
    _vol(cli("ask", VRAAG, data=schijf))
    subprocess.run(["mount", "-o", "remount,size=9m", str(schijf)], check=True)
    _vul_aan(built, schijf)
    _vol(cli("ask", VRAAG, data=schijf))
    subprocess.run(["mount", "-o", "remount,size=200m", str(schijf)], check=True)
    _goed(cli("ask", VRAAG, "--json", data=schijf))


@pytest.mark.parametrize("grens", [20_000, 400_000], ids=["at once", "halfway"])
def test_files_that_may_not_grow(cli: Any, fresh: Callable[..., Path], grens: int) -> None:
    data = fresh()
    _vol(cli("ask", VRAAG, data=data, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (grens, grens))))
    _goed(cli("ask", VRAAG, "--json", data=data))


# --- damage -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bestand", ["index/CURRENT", "index/*/passages.db", "cache/vectors.sqlite"])
def test_a_damaged_file_is_made_anew(cli: Any, fresh: Callable[..., Path], built: Path, bestand: str) -> None:
    data = fresh(index=True)
    [pad] = data.glob(bestand)
    pad.write_bytes(b"onzin" * 50)
    if bestand.startswith("cache"):
        klaar = cli("ask", VRAAG, "--json", data=data, timeout=600)
        assert klaar.code == 0
        return
    _goed(cli("ask", VRAAG, "--json", data=data))


def test_two_first_starts_at_once(cli: Any, fresh: Callable[..., Path]) -> None:
    data = fresh()
    processen = [cli.start("ask", VRAAG, "--json", data=data) for _ in range(2)]
    for proces in processen:
        uit, fouten = proces.communicate(timeout=120)
        assert (proces.returncode, "Traceback" in fouten) == (0, False), fouten
        assert json.loads(uit)["tool_results"][0]["verdict"] == "toegestaan"
