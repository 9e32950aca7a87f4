"""The worker: a file that hangs, eats memory or crashes takes nothing with it, and nobody is left behind."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from processes import LONGEST, interruptible

from knowledge.decoding import LeesFout
from knowledge.readers.isolation import Werker

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")


@pytest.fixture
def werker() -> Iterator[Werker]:
    werker = Werker()
    yield werker
    werker.stop()


def lees(werker: Werker, lezer: str, inhoud: bytes = b"Gewone tekst.") -> str:
    gelezen = werker.lees(f"vijandige_lezers:{lezer}", inhoud, "map/bestand.pdf")
    return gelezen.sections.pieces()[0].text


def leeft(pid: int) -> bool:
    """Whether a process runs; one that only waits for its parent does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    toestand = Path(f"/proc/{pid}/stat")
    with contextlib.suppress(OSError):
        return toestand.read_text().rpartition(")")[2].split()[0] != "Z"
    return True


def wacht_tot(klaar: Callable[[], bool]) -> bool:
    einde = time.monotonic() + LONGEST
    while time.monotonic() < einde:
        if klaar():
            return True
        time.sleep(0.05)
    return False


def test_what_the_worker_read_comes_back_whole(werker: Werker) -> None:
    gelezen = werker.lees("vijandige_lezers:gewoon", b"Gewone tekst.", "a.pdf")
    assert gelezen.sections.titel == "Titel"
    assert gelezen.meldingen == ("een melding",)
    assert [stuk.text for stuk in gelezen.sections.pieces()] == ["Gewone tekst."]


def test_one_process_reads_all_files(werker: Werker) -> None:
    eerste = lees(werker, "zegt_wie")
    assert lees(werker, "zegt_wie") == eerste == str(werker.pid)
    assert eerste != str(os.getpid())


def test_what_a_library_prints_does_not_come_between(werker: Werker) -> None:
    assert lees(werker, "praat") == "Gewone tekst."


@pytest.mark.parametrize(
    ("lezer", "reden"),
    [("weigert", "dit kan niet"), ("struikelt", "beschadigd en niet te lezen"), ("duikt", "te diep genest")],
)
def test_an_error_of_the_reader_leaves_the_worker_in_place(werker: Werker, lezer: str, reden: str) -> None:
    eerste = lees(werker, "zegt_wie")
    with pytest.raises(LeesFout, match=reden) as fout:
        lees(werker, lezer)
    assert fout.value.bestand == "map/bestand.pdf"
    assert lees(werker, "zegt_wie") == eerste


@pytest.mark.parametrize(
    ("lezer", "reden"),
    [
        pytest.param("crasht", "vastgelopen", marks=POSIX),
        ("verdwijnt", "vastgelopen"),
    ],
)
def test_a_crash_is_reported_and_the_next_file_is_read(werker: Werker, lezer: str, reden: str) -> None:
    eerste = lees(werker, "zegt_wie")
    with pytest.raises(LeesFout, match=reden):
        lees(werker, lezer)
    assert lees(werker, "zegt_wie") != eerste


def test_a_file_that_hangs_is_given_up(werker: Werker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lees(werker, "gewoon")  # a process that has to start may take longer than this file gets
    pid = werker.pid
    assert pid is not None
    with monkeypatch.context() as kort:
        kort.setattr(werker, "_tijdslimiet", 1)
        with pytest.raises(LeesFout, match="langer dan 1 seconden"):
            lees(werker, "hangt", str(tmp_path / "begonnen").encode())
    assert not leeft(pid)
    assert lees(werker, "gewoon") == "Gewone tekst."


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the address space")
def test_a_file_that_eats_memory_is_given_up(werker: Werker) -> None:
    eerste = lees(werker, "zegt_wie")
    with pytest.raises(LeesFout, match="te veel geheugen"):
        lees(werker, "vreet")
    assert lees(werker, "zegt_wie") != eerste


def test_a_reader_that_is_not_installed_is_no_fault_of_the_file(werker: Werker) -> None:
    with pytest.raises(LeesFout, match=r"ontbreekt een onderdeel .*\(bestaat_niet\)"):
        werker.lees("bestaat_niet:lees", b"x", "a.pdf")


def test_a_worker_without_work_goes() -> None:
    werker = Werker(rust=0.1)
    lees(werker, "gewoon")
    assert wacht_tot(lambda: werker.pid is None)
    assert lees(werker, "gewoon") == "Gewone tekst."
    werker.stop()


# --- nobody is left behind ---------------------------------------------------------------------------------

PROGRAMMA = """
import os, pathlib, signal, sys, time
from knowledge.readers.isolation import Werker
werker = Werker(tijdslimiet={limiet})
werker.lees("vijandige_lezers:gewoon", b"tekst", "a.pdf")
print(werker.pid, flush=True)
{slot}
"""
SLAAPT = "pathlib.Path(sys.argv[1]).touch(); time.sleep(600)"
HANGT = 'werker.lees("vijandige_lezers:hangt", sys.argv[1].encode(), "a.pdf")'


def omgeving() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


@contextlib.contextmanager
def programma(slot: str, begonnen: Path, limiet: float = LONGEST) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A program that has a worker and has come to its last line, and the worker."""
    code = PROGRAMMA.format(slot=slot, limiet=limiet)
    with interruptible():
        proces = subprocess.Popen(
            [sys.executable, "-c", code, str(begonnen)],
            env=omgeving(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
    with proces:
        try:
            assert proces.stdout is not None
            pid = int(proces.stdout.readline())
            assert wacht_tot(begonnen.exists)
            yield proces, pid
        finally:
            proces.kill()


@POSIX
@pytest.mark.parametrize("slot", [SLAAPT, HANGT])
def test_ctrl_c_leaves_no_worker(slot: str, tmp_path: Path) -> None:
    with programma(slot, tmp_path / "begonnen") as (proces, pid):
        proces.send_signal(signal.SIGINT)
        proces.wait(LONGEST)
        assert wacht_tot(lambda: not leeft(pid))


@POSIX
def test_ctrl_c_in_the_terminal_does_not_reach_the_worker() -> None:
    code = PROGRAMMA.format(
        limiet=LONGEST,
        slot="signal.signal(signal.SIGINT, lambda *_: None); os.killpg(0, signal.SIGINT); time.sleep(0.5);"
        "pid = werker.pid; werker.lees('vijandige_lezers:gewoon', b'tekst', 'a.pdf'); print(werker.pid == pid)",
    )
    with interruptible():
        uit = subprocess.run(
            [sys.executable, "-c", code],
            env=omgeving(),
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
            check=True,
        )
    assert uit.stdout.split()[1] == "True"


@POSIX
@pytest.mark.parametrize("slot", [SLAAPT, HANGT])
def test_a_kill_leaves_no_worker(slot: str, tmp_path: Path) -> None:
    with programma(slot, tmp_path / "begonnen", limiet=15) as (proces, pid):
        assert leeft(pid)
        proces.kill()
        proces.wait(LONGEST)
        assert wacht_tot(lambda: not leeft(pid))


def test_a_program_that_ends_leaves_no_worker(tmp_path: Path) -> None:
    with programma("pathlib.Path(sys.argv[1]).touch()", tmp_path / "begonnen") as (proces, pid):
        proces.wait(LONGEST)
        assert wacht_tot(lambda: not leeft(pid))


def test_a_text_loads_no_parsers_here() -> None:
    code = (
        "import sys; from knowledge import readers; from knowledge.readers import isolation;"
        "readers.lees(b'# Kop\\n\\nEen alinea.', 'a.md'); readers.lees(b'a;b\\n1;2', 'a.csv');"
        "print(isolation._werker.pid is not None, sorted({'lxml', 'bs4'} & set(sys.modules)))"
    )
    uit = subprocess.run([sys.executable, "-c", code], env=omgeving(), capture_output=True, text=True, check=True)
    assert uit.stdout == "True []\n"
