"""What a run has read, kept until a run succeeds, so that the next one goes on where this one was broken off.

It lies beside the index, in a SQLite file of its own, apart from the catalogue: what is broken off is undone there, and
stays here. It may be thrown away at any moment; what is missing is read again.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from knowledge.documents import Passage

BESTAND = "gelezen.sqlite"
_BIJWERK = ("", "-journal")


class Halverwege:
    """The files that were read and are not in the index yet; where the disk refuses, it keeps nothing."""

    def __init__(self, directory: Path) -> None:
        self._db: sqlite3.Connection | None = None
        with suppress(OSError, sqlite3.Error):
            db = sqlite3.connect(directory / BESTAND, isolation_level=None, timeout=1)
            self._db = db
            db.execute("PRAGMA synchronous = OFF")
            db.execute("CREATE TABLE IF NOT EXISTS gelezen (sleutel TEXT PRIMARY KEY, json TEXT NOT NULL)")

    def close(self) -> None:
        """Let go of the file."""
        if self._db is not None:
            self._db.close()

    def lees(self, som: str, document: str, pad: Path) -> tuple[list[Passage], list[str]] | None:
        """The passages of a file and what was said of it; None when it was not read.

        Args:
            som: hash of its content and of all else that decides on its passages.
            document: its name.
            pad: where it is.
        """
        if self._db is None:
            return None
        try:
            rij = self._db.execute(
                "SELECT json FROM gelezen WHERE sleutel = ?", (_sleutel(som, document, pad),)
            ).fetchone()
            inhoud = json.loads(rij[0]) if rij else None
            return inhoud and ([Passage.from_json(regel) for regel in inhoud["passages"]], inhoud["meldingen"])
        except (sqlite3.Error, ValueError, TypeError, KeyError):  # damaged: it is read again
            return None

    def bewaar(self, som: str, document: str, pad: Path, passages: Sequence[Passage], meldingen: Sequence[str]) -> None:
        """Keep what was read."""
        if self._db is None:
            return
        inhoud = {"passages": [passage.to_json() for passage in passages], "meldingen": list(meldingen)}
        with suppress(sqlite3.Error):
            self._db.execute(
                "INSERT OR REPLACE INTO gelezen VALUES (?, ?)", (_sleutel(som, document, pad), json.dumps(inhoud))
            )


def vergeet(directory: Path) -> None:
    """Throw away what was kept: it is in the index, or must not be anywhere."""
    for bij in _BIJWERK:
        with suppress(OSError):
            (directory / f"{BESTAND}{bij}").unlink(missing_ok=True)


def _sleutel(som: str, document: str, pad: Path) -> str:
    return hashlib.sha256("\n".join((som, document, str(pad))).encode("utf-8", "surrogateescape")).hexdigest()
