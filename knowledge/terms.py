"""The search terms of passages, taken from their texts once and kept from one generation of the index to the next.

Taking words and codes out of a text is most of the work of a lexical index. A passage with the same content
has the same terms as long as the code that takes them (`versie`) is the same, so they are kept by its hash.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
import zlib
from contextlib import suppress
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import NamedTuple, Self

from knowledge import text
from knowledge.documents import Passage
from knowledge.text import Analyse, analyse, stem, woorden

_TABELLEN = """
CREATE TABLE versie (versie TEXT);
CREATE TABLE termen (sleutel BLOB PRIMARY KEY, termen BLOB NOT NULL) WITHOUT ROWID;
"""


class Termen(NamedTuple):
    """The terms of one passage: of what it is under, of its text and of its example questions."""

    kop: Analyse
    tekst: Analyse
    vragen: tuple[Analyse, ...]

    @property
    def delen(self) -> tuple[Analyse, ...]:
        """All of them."""
        return (self.kop, self.tekst, *self.vragen)


@lru_cache(maxsize=1)
def versie() -> str:
    """Of the code that takes terms out of a text."""
    som = hashlib.sha256(metadata.version("snowballstemmer").encode())
    for bestand in (__file__, text.__file__):
        som.update(Path(bestand).read_bytes())
    return som.hexdigest()[:16]


class Termenlijst:
    """The terms of the passages of one generation, in a file of its own; close it.

    Args:
        pad: the file. What an earlier generation left there is used when it is of this version of the code; None:
            nothing is kept.
    """

    def __init__(self, pad: Path | None = None) -> None:
        self._db = _open(pad)
        self._gebruikt: set[bytes] = set()

    def woordenschat(self, passage: Passage) -> list[str]:
        """Every word of a passage that compounds may be split by."""
        return self._regels(passage)[0].split()

    def van(self, passage: Passage) -> Termen:
        """The terms of a passage."""
        regels = [tuple(regel.split()) for regel in self._regels(passage)[1:]]
        delen = [
            Analyse(woorden, tuple(map(stem, woorden)), codes, deelcodes)
            for woorden, codes, deelcodes in zip(regels[::3], regels[1::3], regels[2::3], strict=True)
        ]
        return Termen(delen[0], delen[1], tuple(delen[2:]))

    def _regels(self, passage: Passage) -> list[str]:
        sleutel = _sleutel(passage)
        rij = self._db.execute("SELECT termen FROM termen WHERE sleutel = ?", (sleutel,)).fetchone()
        if rij is None:
            rij = (_inpakken(passage),)
            self._db.execute("INSERT INTO termen VALUES (?, ?)", (sleutel, *rij))
        self._gebruikt.add(sleutel)
        return zlib.decompress(rij[0]).decode().split("\n")

    def bewaar(self) -> None:
        """Keep the terms that were asked for, and nothing else: no word of a document that went stays behind."""
        alle = self._db.execute("SELECT sleutel FROM termen").fetchall()
        oud = [rij for rij in alle if rij[0] not in self._gebruikt]
        self._db.executemany("DELETE FROM termen WHERE sleutel = ?", oud)
        self._db.commit()
        if oud:
            self._db.execute("VACUUM")

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _open(pad: Path | None) -> sqlite3.Connection:
    """The file when it is of this version, else a new one."""
    if pad is not None and pad.exists():
        db = sqlite3.connect(pad)
        with suppress(sqlite3.DatabaseError):
            if db.execute("SELECT versie FROM versie").fetchone() == (versie(),):
                return db
        db.close()
        pad.unlink()
    db = sqlite3.connect(pad or ":memory:")
    db.execute("PRAGMA journal_mode = OFF")  # an unfinished generation is thrown away as a whole
    db.executescript(_TABELLEN)
    db.execute("INSERT INTO versie VALUES (?)", (versie(),))
    return db


def _kop(passage: Passage) -> str:
    """What a passage is under: title, headings, subject, and for a user's file its name."""
    naam = re.sub(r"[_/.]", " ", passage.document) if passage.herkomst == "gebruiker" else ""
    return " ".join(dict.fromkeys(filter(None, (passage.kop, passage.onderwerp, naam))))


def _sleutel(passage: Passage) -> bytes:
    inhoud = "\0".join((_kop(passage), passage.zoektekst, passage.text, *passage.vragen))
    return hashlib.sha256(inhoud.encode("utf-8", "replace")).digest()[:16]


def _inpakken(passage: Passage) -> bytes:
    """The words and codes of a passage: one line with its vocabulary, then three for each part.

    A stem is worked out in less time than it takes to keep it.
    """
    schat = set(woorden(passage.zoektekst)).union(*map(woorden, passage.vragen))
    regels = [sorted(schat - text.STOPWOORDEN)]
    for deel in map(analyse, (_kop(passage), passage.text, *passage.vragen)):
        regels += [list(deel.woorden), list(deel.codes), list(deel.deelcodes)]
    return zlib.compress("\n".join(map(" ".join, regels)).encode("utf-8", "replace"), 1)
