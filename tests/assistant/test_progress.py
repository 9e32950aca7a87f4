"""How far a long step is: rate, time left, and where it is shown."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.progress import Tempo, Voortgangsmelder
from knowledge.index import Progress

FASE = "Teksten omzetten naar vectoren"


def test_what_came_from_a_cache_does_not_count_for_the_rate() -> None:
    tempo = Tempo()
    assert tempo(Progress(FASE, 900, 1000), 10.0).per_seconde is None
    stand = tempo(Progress(FASE, 920, 1000), 15.0)
    assert (stand.per_seconde, stand.resterend) == (4.0, 20.0)
    assert str(stand) == f"{FASE}: 920 van 1000, 4,0 passages per seconde, nog 20 s"


def test_each_step_has_a_rate_of_its_own() -> None:
    tempo = Tempo()
    tempo(Progress("Bestanden lezen", 1, 300), 0.0)
    klaar = tempo(Progress("Bestanden lezen", 301, 301), 1.0)
    assert (klaar.per_seconde, klaar.tempo) == (300, "")
    assert tempo(Progress(FASE, 0, 10), 2.0).tempo == ""
    assert tempo(Progress(FASE, 5, 10), 12.0).tempo == "0,5 passages per seconde, nog 10 s"


@pytest.mark.parametrize(("seconden", "tekst"), [(0.2, "1 s"), (75, "1 min 15 s"), (7300, "2 uur 01 min")])
def test_time_left_in_words(seconden: float, tekst: str) -> None:
    tempo = Tempo()
    tempo(Progress(FASE, 0, 2), 0.0)
    assert tempo(Progress(FASE, 1, 2), seconden).tempo.endswith(f"nog {tekst}")


def test_elsewhere_than_on_a_terminal_a_line_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    with Voortgangsmelder(om_de=0.0) as melder:
        melder(Progress(FASE, 1, 4))
        melder(Progress(FASE, 2, 4))
    regels = capsys.readouterr().err.splitlines()
    assert regels[0] == f"{FASE}: 1 van 4"
    assert regels[1].startswith(f"{FASE}: 2 van 4, ")
    with Voortgangsmelder(om_de=60.0) as melder:
        melder(Progress(FASE, 1, 4))
    assert capsys.readouterr().err == "", "silent when nothing is long"


def test_on_a_terminal_a_bar_that_goes_again() -> None:
    """A real terminal: the bar is drawn on stderr, stdout stays empty."""
    doe = (
        "import time\n"
        "from assistant.progress import Voortgangsmelder\n"
        "from knowledge.index import Progress\n"
        "with Voortgangsmelder() as melder:\n"
        "    for n in range(4):\n"
        f"        melder(Progress({FASE!r}, n, 4)); time.sleep(0.15)\n"
    )
    meester, slaaf = pty.openpty()
    omgeving = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "TERM": "xterm", "COLUMNS": "120"}
    proces = subprocess.Popen([sys.executable, "-c", doe], stdout=subprocess.PIPE, stderr=slaaf, env=omgeving)
    os.close(slaaf)
    getoond = b""
    while deel := _lees(meester):
        getoond += deel
    os.close(meester)
    assert proces.communicate()[0] == b""
    assert proces.returncode == 0
    tekst = getoond.decode()
    assert FASE in tekst
    assert "3/4" in tekst
    assert "passages per seconde, nog" in tekst


def _lees(fd: int) -> bytes:
    try:
        return os.read(fd, 65536)
    except OSError:  # the other side has closed
        return b""
