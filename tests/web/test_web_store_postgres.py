"""The same on a real PostgreSQL, started for these tests where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from processes import LONGEST
from store_support import use_of_every_part

from web.store import Store, StoreError

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A cluster that only listens on a socket in its own folder."""
    if not PROGRAMS:
        pytest.skip("no PostgreSQL; install Debian's package postgresql to run this test")
    pytest.importorskip("psycopg")
    folder = tmp_path_factory.mktemp("postgres")
    run = _Unprivileged(folder)
    data = folder / "data"
    run("initdb", "-D", str(data), "-U", "wegwijzer", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
    run("pg_ctl", "-D", str(data), "-w", "-o", options, "-l", str(folder / "log"), "start")
    yield f"postgresql://wegwijzer@/postgres?host={folder}"
    run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")


class _Unprivileged:
    """Runs a program of PostgreSQL, which refuses to run as root, as somebody who owns the folder."""

    def __init__(self, folder: Path) -> None:
        self._user: dict[str, str] = {}
        if os.getuid() == 0:
            shutil.chown(folder, "nobody")
            for above in folder.parents:
                if above != Path("/tmp") and above.stat().st_uid == 0 and above.is_relative_to("/tmp"):
                    above.chmod(above.stat().st_mode | 0o011)
            self._user = {"user": "nobody"}
        self._folder = folder

    def __call__(self, program: str, *args: str) -> None:
        subprocess.run(
            [PROGRAMS[-1] / program, *args],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=self._folder,
            timeout=LONGEST,
            **self._user,  # type: ignore[call-overload]
        )


def test_every_part_keeps_and_gives_back(url: str) -> None:
    store = Store(url)
    store.open()
    use_of_every_part(store)
    other = Store(url)  # a second server beside it
    other.open()
    [message] = [m for m in _messages(other) if m.question == "En dan?"]
    assert message.state == "bezig", "the first server still makes it"
    other.close()
    store.close()


def _messages(store: Store) -> list[object]:
    [row] = store.conversations.find()[0]
    found = store.conversations.conversation(row.id)
    assert found is not None
    return list(found.messages)


def test_a_server_that_is_not_there_is_said(url: str) -> None:
    with pytest.raises(StoreError, match="De database doet het niet"):
        Store("postgresql://wegwijzer@127.0.0.1:9/x?connect_timeout=2").open()
