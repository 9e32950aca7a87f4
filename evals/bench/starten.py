"""Cold start and memory: processes that open an index of each size, against one that only loads the model."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, perf_counter, sleep
from typing import Any

from evals.bench.metingen import Meting, samen
from evals.bench.opbouw import Maat
from evals.bench.proces import geheugen

RONDEN = 5
_MB = 2**20
_WACHT = 300.0  # seconds that a server may take before the measurement gives up


def meet_processen(
    maten: Sequence[Maat], vraag: str, ronden: int = RONDEN, meld: Callable[[str], None] = lambda _: None
) -> list[Meting]:
    """Fastest run of each process (the least disturbed), memory at its peak, and bytes a passage there and on disk.

    Args:
        maten: the indexes.
        vraag: a question that is embedded: not a bare code.
        ronden: runs of each process.
        meld: is told how far it is.
    """
    kaal: list[dict[str, Any]] = []
    met: dict[int, list[dict[str, Any]]] = {maat.passages: [] for maat in maten}
    for maat in maten:
        _proces(vraag, str(maat.index), str(maat.cache))  # the disk's pages are in memory from here on
    for ronde in range(ronden):
        meld(f"koude start: ronde {ronde + 1} van {ronden}")
        kaal.append(_proces(vraag))
        for maat in maten:
            met[maat.passages].append(_proces(vraag, str(maat.index), str(maat.cache)))
    return [meting for maat in maten for meting in _maat(maat, met[maat.passages], kaal)]


def _maat(maat: Maat, met: Sequence[dict[str, Any]], kaal: Sequence[dict[str, Any]]) -> list[Meting]:
    def minste(runs: Sequence[dict[str, Any]], veld: str) -> float:
        return float(min(run[veld] for run in runs))

    def middelste(runs: Sequence[dict[str, Any]], veld: str) -> float:
        return statistics.median(float(run[veld]) for run in runs)

    start, vloer = minste(met, "seconden"), minste(kaal, "seconden")
    piek, piek_kaal = middelste(met, "VmHWM"), middelste(kaal, "VmHWM")
    wat, n = "proces dat alleen het model laadt en één vraag inbedt", maat.passages
    verder = {
        "eigen": middelste(met, "RssAnon"),
        "bestanden": middelste(met, "RssFile"),
        "runs": samen([r["seconden"] for r in met]),
    }
    return [
        Meting("Koude start", "index openen en eerste vraag, als proces", start, "s", vloer, wat, bij=n, verder=verder),
        Meting("Geheugen", "proces na één vraag", piek / _MB, "MB", piek_kaal / _MB, wat, bij=n, verder=verder),
        Meting("Geheugen", "daarvan voor de index, per passage", (piek - piek_kaal) / n, "bytes", bij=n),
        Meting("Schijf", "index per passage", maat.schijf / n, "bytes", 384 * 4.0, "de vector zelf", bij=n),
    ]  # fmt: skip


def _proces(vraag: str, *index: str) -> dict[str, Any]:
    begin = perf_counter()
    klaar = subprocess.run(
        [sys.executable, "-m", "evals.bench.proces", vraag, *index], check=True, capture_output=True, env=omgeving()
    )
    return {"seconden": perf_counter() - begin, **json.loads(klaar.stdout)}


def omgeving(data: Path | None = None) -> dict[str, str]:
    """The environment of a process: this code importable, the data folder given."""
    wortel = str(Path(__file__).resolve().parents[2])
    pad = os.pathsep.join(filter(None, [wortel, os.environ.get("PYTHONPATH")]))
    return {**os.environ, "PYTHONPATH": pad, **({"WEGWIJZER_DATA": str(data)} if data else {})}


def meet_server(maten: Sequence[Maat], ronden: int = 3, meld: Callable[[str], None] = lambda _: None) -> list[Meting]:
    """Seconds until `wegwijzer serve` can answer, and its memory at the peak; the fastest and least of the rounds.

    In each round the bare server (`evals.bench.kale_server`) starts too; its figures come first.
    """
    kaal: list[tuple[float, float]] = []
    uitkomsten: dict[int, list[tuple[float, float]]] = {maat.passages: [] for maat in maten}
    for ronde in range(ronden + 1):
        meld(f"server starten: ronde {ronde} van {ronden}")
        gemeten = {maat.passages: _server(*_ONZE, data=maat.data) for maat in maten}
        vloer = _server("evals.bench.kale_server")
        if ronde:  # the first one may have things to put in its cache
            kaal.append(vloer)
            for n, uitkomst in gemeten.items():
                uitkomsten[n].append(uitkomst)
    tijd_kaal, bytes_kaal = (min(waarden) for waarden in zip(*kaal, strict=True))
    wat = "ondergrens: server van alleen FastAPI, LangGraph, SQLAlchemy en het model"
    metingen = [
        Meting("Koude start", wat, tijd_kaal, "s", verder={"runs": kaal}),
        Meting("Geheugen", wat, bytes_kaal / _MB, "MB"),
    ]
    for maat in maten:
        tijden, bytes_ = zip(*uitkomsten[maat.passages], strict=True)
        verder = {"runs": uitkomsten[maat.passages]}
        n = maat.passages
        metingen += [
            Meting("Koude start", "server klaar voor vragen", min(tijden), "s", budget=4.0, bij=n, verder=verder),
            Meting("Geheugen", "server die klaar is", min(bytes_) / _MB, "MB", budget=700.0, bij=n, verder=verder),
        ]
    return metingen


_ONZE = ("assistant.cli", "serve", "--port", "0")


def _server(module: str, *opties: str, data: Path | None = None) -> tuple[float, float]:
    """Start a server that prints its address, wait until it is ready, stop it; seconds and bytes."""
    begin = perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", module, *opties],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**omgeving(data), "PYTHONUNBUFFERED": "1"},
    ) as server:  # fmt: skip
        try:
            assert server.stdout is not None
            poort = int(server.stdout.readline().rstrip().rstrip("/").rpartition(":")[2])
            einde = monotonic() + _WACHT
            while not _klaar(poort):
                if server.poll() is not None or monotonic() > einde:
                    raise RuntimeError(f"de server ({module}) op {data} kwam niet klaar")
                sleep(0.02)
            return perf_counter() - begin, float(geheugen(server.pid)["VmHWM"])
        finally:
            server.terminate()


def _klaar(poort: int) -> bool:
    verbinding = HTTPConnection("127.0.0.1", poort, timeout=5)
    try:
        verbinding.request("GET", "/readyz")
        return verbinding.getresponse().status == 200
    except OSError:
        return False
    finally:
        verbinding.close()
