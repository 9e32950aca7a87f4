"""What all tests share: one data folder, the real assistant, the command line as a process, no network.

The knowledge base is embedded once, into `.wegwijzer/tests` below the checkout, and kept there between runs; the
first run takes two minutes for it. A test that changes an index works on a copy (`fresh`).

Tests run side by side (`make test` starts a worker for every core): what they share is only read once it is there,
folders and databases are of one test or one worker, and ports are free ones (`processes.free_port`).
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from chromium import CHROMIUM, PATIENCE
from filelock import FileLock
from hypothesis import settings
from processes import LONGEST, interruptible

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from assistant.service import Assistant
    from evals.assistants import Assistenten

ROOT = Path(__file__).resolve().parent.parent
NO_NETWORK = ROOT / "tests" / "no_network"
DATA = ROOT / ".wegwijzer" / "tests"
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


settings.register_profile("tests", deadline=None)  # the machine may be busy
settings.load_profile("tests")


def pytest_configure(config: pytest.Config) -> None:
    """No test reaches beyond this computer, and none touches the user's own data folder."""
    _share_the_cores(int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))
    os.environ["WEGWIJZER_DATA"] = str(DATA)
    os.environ.pop("WEGWIJZER_EMBEDDING", None)
    sys.path.insert(0, str(NO_NETWORK))
    try:
        sys.modules.pop("sitecustomize", None)
        __import__("sitecustomize")
    finally:
        sys.path.remove(str(NO_NETWORK))


def _share_the_cores(workers: int) -> None:
    """Have libraries that calculate with several threads take this worker's part of the cores, in its processes too."""
    if workers > 1:
        threads = str(max(1, (os.cpu_count() or 1) // workers))
        for name in THREADS:
            os.environ.setdefault(name, threads)


@pytest.fixture(scope="session")
def data() -> Path:
    """The data folder of all tests; whoever needs it filled asks for `real_assistant` or `built`."""
    DATA.mkdir(parents=True, exist_ok=True)
    return DATA


@pytest.fixture(scope="session")
def real_assistant(built: Path) -> Iterator[Assistant]:
    """The real assistant on the built-in knowledge base; one for all tests of a worker, so nobody closes it."""
    from assistant.service import Assistant
    from assistant.settings import Settings

    assistant = Assistant.open(Settings(data=built))
    yield assistant
    assistant.close()


@pytest.fixture(scope="session")
def assistants(real_assistant: Assistant, built: Path) -> Callable[..., Assistenten]:
    """Whom to ask about documents: `Assistenten` with the session's assistant, and an index that is there already."""
    from evals.assistants import Assistenten

    return partial(Assistenten, gewoon=real_assistant, kennis=built / "index")


@pytest.fixture(scope="session")
def assistant(real_assistant: Assistant) -> Assistant:
    """The same; a folder of tests may have an assistant of its own under this name."""
    return real_assistant


@pytest.fixture(scope="session")
def built(data: Path) -> Path:
    """The data folder with the knowledge base in it and every vector that opening takes; one worker has it built, the
    others wait for it. It is built by a process of its own, with all cores."""
    from knowledge.builder import indeling
    from knowledge.store import laad, versie

    done, version = data / "built.txt", f"{versie(laad().map)} {indeling()}"
    with FileLock(data / "building.lock"):
        if not done.exists() or done.read_text() != version:
            env = {name: value for name, value in os.environ.items() if name not in THREADS}
            code = "from assistant.service import Assistant; Assistant.open().close()"
            subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, env=env)
            done.write_text(version)
    return data


@pytest.fixture(scope="session")
def copy_learned(built: Path) -> Callable[[Path], None]:
    """Copy what is learned from the example questions into a data folder: learning it takes longer than all else."""

    def copy(folder: Path) -> None:
        for learned in (p for p in (built / "cache").iterdir() if p.suffix in (".npz", ".json")):
            shutil.copy2(learned, folder / "cache")

    return copy


@pytest.fixture(scope="session")
def copy_cache(built: Path, copy_learned: Callable[[Path], None]) -> Callable[[Path], None]:
    """Copy the cache of embeddings, and what is learned from it, into a data folder.

    The embeddings as a database: other processes may be writing to it.
    """

    def copy(folder: Path) -> None:
        (folder / "cache").mkdir(parents=True, exist_ok=True)
        source, target = (sqlite3.connect(f / "cache" / "vectors.sqlite") for f in (built, folder))
        with source, target:
            source.backup(target)
        source.close()
        target.close()
        copy_learned(folder)

    return copy


@pytest.fixture
def fresh(built: Path, tmp_path: Path, copy_cache: Callable[[Path], None]) -> Callable[..., Path]:
    """A data folder of its own: the vectors are there (unless `cache=False`), the index only with `index=True`."""

    def make(name: str = "data", *, cache: bool = True, index: bool = False) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        if cache:
            copy_cache(folder)
        if index:
            shutil.copytree(built / "index", folder / "index")
        return folder

    return make


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium; one for all tests of a worker, since Playwright can be started only once in a process."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("no `chromium` on the PATH; install Debian's package chromium to run the browser tests")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield browser
        browser.close()


# --- the command line as a process -------------------------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """How a process ended."""

    code: int
    stdout: str
    stderr: str

    @property
    def lines(self) -> list[str]:
        """The lines on stdout."""
        return self.stdout.splitlines()

    @property
    def said(self) -> list[str]:
        """The lines on stderr, without those of progress."""
        progress = re.compile(r": \d+ van \d+(, |$)|^De index wordt de eerste keer gemaakt")
        return [line for line in self.stderr.splitlines() if line and not progress.search(line)]

    @property
    def complaint(self) -> str:
        """The one sentence on stderr; stdout is empty and there is no traceback."""
        assert self.stdout == ""
        assert "Traceback" not in self.stderr
        regels = self.said
        assert len(regels) == 1, self.stderr
        assert regels[0].rstrip().endswith("."), self.stderr
        return regels[0]


class CommandLine:
    """Runs `python -m assistant.cli` with the data folder of the tests."""

    def __init__(self, data: Path, cwd: Path) -> None:
        self._data = data
        self._cwd = cwd

    def environment(self, data: Path | None = None) -> dict[str, str]:
        """The environment of a process: the checkout importable, the network refused."""
        pad = os.pathsep.join([str(NO_NETWORK), str(ROOT)])
        return {
            **os.environ,
            "PYTHONPATH": pad,
            "PYTHONIOENCODING": "utf-8",
            "WEGWIJZER_DATA": str(data or self._data),
        }

    def start(self, *args: str | Path, data: Path | None = None, flags: tuple[str, ...] = (), **more: Any) -> Any:
        """Start a process and return it; its streams are pipes of text."""
        with interruptible():
            return subprocess.Popen(
                [sys.executable, *flags, "-m", "assistant.cli", *map(str, args)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                cwd=self._cwd,
                **{"env": self.environment(data), **more},
            )

    def __call__(
        self,
        *args: str | Path,
        text: str | bytes = "",
        data: Path | None = None,
        flags: tuple[str, ...] = (),
        timeout: float = LONGEST,
        **more: Any,
    ) -> Outcome:
        """Run a process to its end, with this text on stdin."""
        klaar = subprocess.run(
            [sys.executable, *flags, "-m", "assistant.cli", *map(str, args)],
            input=text if isinstance(text, bytes) else text.encode(),
            capture_output=True,
            cwd=self._cwd,
            timeout=timeout,
            check=False,
            **{"env": self.environment(data), **more},
        )
        uit = Outcome(klaar.returncode, klaar.stdout.decode(), klaar.stderr.decode())
        assert "reached for the network" not in uit.stderr
        return uit


@pytest.fixture
def cli(data: Path, tmp_path: Path) -> CommandLine:
    """`wegwijzer` as a process: `cli("tool", "--list")` gives code, stdout and stderr."""
    return CommandLine(data, tmp_path)
