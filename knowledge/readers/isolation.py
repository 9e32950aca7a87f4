"""Readers run in one process of their own, so that a hostile file can hang or break only that: a text file too.

The worker is started when the first file comes, does one file at a time, and is killed and replaced when a
file takes too long, takes too much memory or makes it crash. It talks over its standard input and output: a length
and JSON. When this process ends, however it ends, the worker sees its input close; while it is busy a timer of the
operating system bounds it. Nothing that comes back is run: it is JSON, checked against the type.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

from knowledge.decoding import LeesFout
from knowledge.readers.worker import ontvang, schrijf, vorm

if TYPE_CHECKING:
    from knowledge.readers.model import Gelezen

TIJDSLIMIET = 120.0
"""Seconds a file may take. A PDF of 500 pages with tables takes about half of that on a slow machine."""
GEHEUGENLIMIET = 2 * 2**30
"""Bytes of address space of the worker. A document of 50 MB stays below 1 GB; libraries take a few hundred MB."""
RUST = 60.0
"""Seconds without work after which the worker goes: a server that reads a file now and then keeps no memory for it."""

_WERK = "from knowledge.readers.worker import main; main()"


class Werker:
    """The worker process, as long as there is work; safe for threads, which take turns.

    Args:
        tijdslimiet: seconds that a file may take.
        geheugenlimiet: bytes of address space; ignored where the system knows no such limit.
        rust: seconds without work after which the process ends.
    """

    def __init__(
        self, tijdslimiet: float = TIJDSLIMIET, geheugenlimiet: int = GEHEUGENLIMIET, rust: float = RUST
    ) -> None:
        self._tijdslimiet = tijdslimiet
        self._geheugenlimiet = geheugenlimiet
        self._rust = rust
        self._slot = threading.RLock()
        self._proces: subprocess.Popen[bytes] | None = None
        self._wekker: threading.Timer | None = None

    @property
    def pid(self) -> int | None:
        """The process, when it is there."""
        return self._proces.pid if self._proces else None

    def lees(self, lezer: str, inhoud: bytes, naam: str) -> Gelezen:
        """Let the worker read a file.

        Args:
            lezer: module and name of the reader, as in "knowledge.readers.pdf:lees_pdf".
            inhoud: the bytes of the file.
            naam: its name, for errors.

        Raises:
            LeesFout: the reader refuses it, or it took too long, took too much memory or made the worker crash.
        """
        with self._slot:
            self._stop_wekker()
            try:
                antwoord = self._vraag({"lezer": lezer, "naam": naam}, inhoud)
            except BaseException:
                self.stop()  # Ctrl-C, or a file that broke the worker: the next one starts afresh
                raise
            if antwoord.get("versleten"):
                self.stop()
            else:
                self._zet_wekker()
        if reden := antwoord.get("fout"):
            raise LeesFout(naam, reden)
        return vorm().validate_python(antwoord["gelezen"])

    def stop(self) -> None:
        """End the worker; it starts again when there is work."""
        with self._slot:
            self._stop_wekker()
            proces, self._proces = self._proces, None
            if proces is not None:
                proces.kill()
                proces.wait()
                for pijp in filter(None, (proces.stdin, proces.stdout)):
                    with contextlib.suppress(OSError):
                        pijp.close()

    def breek_af(self) -> None:
        """End the file that is being read at once: it is refused, and the worker starts again when there is work."""
        proces = self._proces
        if proces is not None:
            proces.kill()

    def vergeet(self) -> None:
        """After a fork, in the child: the worker belongs to the parent."""
        self._slot = threading.RLock()
        self._proces = self._wekker = None

    def _vraag(self, vraag: dict[str, str], inhoud: bytes) -> dict[str, Any]:
        if self._proces is None or self._proces.poll() is not None:
            self.stop()
            self._proces = self._start()
        te_laat = threading.Event()
        klok = threading.Timer(self._tijdslimiet, self._breek_af, (self._proces, te_laat))
        klok.daemon = True
        klok.start()
        try:
            assert self._proces.stdin is not None
            assert self._proces.stdout is not None
            schrijf(self._proces.stdin, json.dumps(vraag).encode(), inhoud)
            return dict(json.loads(ontvang(self._proces.stdout)))
        except (OSError, EOFError, ValueError) as error:
            raise LeesFout(vraag["naam"], self._reden(te_laat.is_set())) from error
        finally:
            klok.cancel()

    @staticmethod
    def _breek_af(proces: subprocess.Popen[bytes], te_laat: threading.Event) -> None:
        te_laat.set()
        proces.kill()

    def _reden(self, te_laat: bool) -> str:
        if te_laat:
            return f"het lezen duurt langer dan {self._tijdslimiet:.0f} seconden en is afgebroken; splits het bestand"
        return "het bestand is beschadigd: het lezen ervan is vastgelopen"

    def _start(self) -> subprocess.Popen[bytes]:
        """A fresh interpreter that finds the same modules (and none in the folder at hand), out of reach of Ctrl-C."""
        omgeving = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        return subprocess.Popen(
            [sys.executable, "-P", "-c", _WERK, str(self._geheugenlimiet), str(self._tijdslimiet)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=omgeving,
            start_new_session=True,
        )

    def _zet_wekker(self) -> None:
        self._wekker = threading.Timer(self._rust, self.stop)
        self._wekker.daemon = True
        self._wekker.start()

    def _stop_wekker(self) -> None:
        if self._wekker is not None:
            self._wekker.cancel()
            self._wekker = None


_werker = Werker()
atexit.register(_werker.stop)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_werker.vergeet)


def breek_lezen_af() -> None:
    """Wait no longer for the file that is being read; see `Werker.breek_af`."""
    _werker.breek_af()


def lees_apart(lezer: str, inhoud: bytes, naam: str) -> Gelezen:
    """Read a file in the worker process; see `Werker.lees`."""
    return _werker.lees(lezer, inhoud, naam)
