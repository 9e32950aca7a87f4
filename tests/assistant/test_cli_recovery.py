"""An index whose building is broken off: the next command makes it whole by itself, and answers right."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from processes import LONGEST, wait_until

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
    _, fouten = proces.communicate(timeout=LONGEST)
    return proces.returncode, fouten


def _begonnen(cache: Path) -> bool:
    """Whether a first portion of vectors is kept."""
    if not cache.exists():
        return False
    try:
        with closing(sqlite3.connect(f"file:{cache}?mode=ro", uri=True, timeout=30)) as db:
            return bool(db.execute("SELECT count(*) FROM vectors").fetchone()[0])
    except sqlite3.OperationalError:  # not made up yet
        return False


def _vul_aan(bron: Path, doel: Path) -> None:
    """Add the vectors that are missing to the cache that a killed process left, so that building on is quick."""
    db = sqlite3.connect(doel / "cache" / "vectors.sqlite", timeout=30)
    with db:
        db.execute("ATTACH ? AS vol", (str(bron / "cache" / "vectors.sqlite"),))
        db.execute("INSERT OR IGNORE INTO vectors SELECT * FROM vol.vectors")
    db.close()


def test_broken_off_again_and_again(
    cli: Any, fresh: Callable[..., Path], built: Path, copy_learned: Callable[[Path], None]
) -> None:
    """While embedding and at each stage of writing, on what the ones before left: never half an index."""
    data = fresh(cache=False)
    proces = cli.start("ask", VRAAG, data=data)
    wait_until(lambda: _begonnen(data / "cache" / "vectors.sqlite"), proces)
    assert proces.poll() is None, "the building was over before it could be broken off"
    code, fouten = _breek(proces, signal.SIGKILL)
    assert code == -signal.SIGKILL
    assert "Traceback" not in fouten
    assert not (data / "index" / "CURRENT").exists()
    _vul_aan(built, data)
    copy_learned(data)  # no part of the index
    for teken, sein in (("chroma", signal.SIGINT), ("tantivy", signal.SIGKILL)):
        was = set(data.glob(f"index/gen-*/{teken}/*"))
        proces = cli.start("ask", VRAAG, data=data)
        wait_until(lambda teken=teken, was=was: not set(data.glob(f"index/gen-*/{teken}/*")) <= was, proces)  # type: ignore[misc]
        code, fouten = _breek(proces, sein)
        assert "Traceback" not in fouten
        assert code != 0, teken
    _goed(cli("ask", VRAAG, "--json", data=data))
    assert len(list(data.glob("index/gen-*"))) <= 2, "what was broken off is cleared away"


# --- a full disk --------------------------------------------------------------------------------------------


_RUIM = 200 * 1024 * 1024


def _eigen_schijf(punt: Path) -> bool:
    """Mount a disk of its own there; False where this user or this kernel does not."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        return False
    opdracht = ["mount", "-t", "tmpfs", "-o", f"size={_RUIM}", "tmpfs", str(punt)]
    return subprocess.run(opdracht, capture_output=True, check=False).returncode == 0


def _maak(punt: Path, grootte: int) -> None:
    """Make the disk this large, in bytes."""
    subprocess.run(["mount", "-o", f"remount,size={grootte}", str(punt)], check=True)


def _vol(klaar: Any) -> None:
    assert klaar.code == 1
    assert "schijf" in klaar.complaint
    assert not klaar.complaint.startswith("Er ging iets mis")


@pytest.mark.parametrize("vrij", [50_000, 1_500_000])
def test_a_full_disk(cli: Any, copy_cache: Callable[[Path], None], tmp_path: Path, vrij: int) -> None:
    """Full while the vectors are looked up, and while the index is written."""
    schijf = tmp_path / "schijf"
    schijf.mkdir()
    gemount = _eigen_schijf(schijf)
    try:
        copy_cache(schijf)
        if gemount:
            _maak(schijf, shutil.disk_usage(schijf).used + vrij)
        grens = None if gemount else lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
        _vol(cli("ask", VRAAG, data=schijf, preexec_fn=grens))
        if gemount:
            _maak(schijf, _RUIM)
        _goed(cli("ask", VRAAG, "--json", data=schijf))
    finally:
        if gemount:
            subprocess.run(["umount", "-l", str(schijf)], check=True)
