"""`wegwijzer serve` as a process: addresses, ports, and a quiet end."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys

import httpx
import pytest
from processes import LONGEST, interruptible

RUN = "import typer; from web.command import serve; app = typer.Typer(); app.command()(serve); app()"


def run(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", RUN, *args], capture_output=True, text=True, timeout=LONGEST)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.nl", "", "127.0.0.1.evil.example"])
@pytest.mark.parametrize("options", [[], ["--adres", "https://wegwijzer.example.nl"]])
def test_any_other_address_is_refused(host: str, options: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGWIJZER_INBEDDEN", "https://intranet.example.nl")
    klaar = run("--host", host, *options)
    assert klaar.returncode == 2
    assert klaar.stdout == ""
    assert klaar.stderr.count("\n") == 1
    assert klaar.stderr.startswith("De server luistert alleen op deze computer")


@pytest.mark.parametrize(
    "address",
    ["wegwijzer.example.nl", "https://wegwijzer.example.nl/pad", "http://127.0.0.1:8000", "https://[::1]", "*"],
)
def test_an_address_for_others_is_one_that_others_can_reach(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGWIJZER_INBEDDEN", "https://intranet.example.nl")
    klaar = run("--adres", address)
    assert (klaar.returncode, klaar.stdout) == (2, "")
    assert klaar.stderr.startswith("Geef bij --adres hoe anderen in het netwerk bij de server komen")


def test_an_address_for_others_is_only_for_websites_that_are_named() -> None:
    klaar = run("--adres", "https://wegwijzer.example.nl")
    assert (klaar.returncode, klaar.stdout) == (2, "")
    assert klaar.stderr.startswith("Noem eerst in WEGWIJZER_INBEDDEN de websites")


def test_by_the_address_for_others_they_get_the_chat_only(tmp_path: object) -> None:
    env = {
        "PYTHONPATH": ".",
        "PYTHONUNBUFFERED": "1",
        "WEGWIJZER_DATA": str(tmp_path),
        "WEGWIJZER_INBEDDEN": "https://intranet.example.nl",
    }
    options = ["--port", "0", "--adres", "http://Wegwijzer.example.nl/"]
    with subprocess.Popen([sys.executable, "-c", RUN, *options], stdout=subprocess.PIPE, text=True, env=env) as proces:
        assert proces.stdout is not None
        match = re.search(r"http://127\.0\.0\.1:(\d+)/", proces.stdout.readline())
        assert match
        assert (
            proces.stdout.readline() == "De chat op andere websites staat op http://wegwijzer.example.nl/inbedden.js\n"
        )
        here = f"http://127.0.0.1:{match[1]}"
        by_address = {"Host": "wegwijzer.example.nl"}
        assert httpx.get(f"{here}/inbedden.js", headers=by_address, timeout=20).status_code == 200
        assert httpx.get(f"{here}/gesprekken", headers=by_address).status_code == 403
        assert httpx.get(f"{here}/gesprekken").status_code == 200
        proces.send_signal(signal.SIGINT)


def test_a_port_that_does_not_exist_is_refused() -> None:
    klaar = run("--port", "70000")
    assert (klaar.returncode, klaar.stderr.count("\n")) == (2, 1)


def test_a_port_in_use_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as sock:
        port = sock.getsockname()[1]
        klaar = run("--port", str(port))
    assert klaar.returncode == 1
    assert klaar.stderr == f"Poort {port} is al in gebruik; kies een andere met --port.\n"


def test_it_prints_the_address_answers_and_stops(tmp_path: object) -> None:
    with interruptible():
        proces = subprocess.Popen(
            [sys.executable, "-c", RUN, "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={"PYTHONPATH": ".", "PYTHONUNBUFFERED": "1", "WEGWIJZER_DATA": str(tmp_path)},
        )
    try:
        assert proces.stdout is not None
        regel = proces.stdout.readline()
        match = re.search(r"http://127\.0\.0\.1:\d+/", regel)
        assert match, regel
        assert httpx.get(f"{match[0]}healthz", timeout=LONGEST).status_code == 200
        assert "Stel uw vraag" in httpx.get(match[0], timeout=LONGEST).text
        proces.send_signal(signal.SIGINT)
        _, fouten = proces.communicate(timeout=LONGEST)
        assert proces.returncode == 0
        assert "Traceback" not in fouten
    finally:
        proces.kill()
        proces.wait()


def test_the_window_shows_what_is_left_out_of_answers_but_not_the_talk_of_libraries() -> None:
    code = (
        "import logging; from web.command import meld_in_venster; meld_in_venster();"
        " logging.getLogger('assistant.line.steps').info('Zin weggelaten');"
        " logging.getLogger('chromadb.x').info('praat'); logging.getLogger('uvicorn.error').info('praat')"
    )
    klaar = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert klaar.stderr.endswith("INFO assistant.line.steps: Zin weggelaten\n")
    assert "praat" not in klaar.stderr
