"""Telling a folder of ours, an index, from a user's own that happens to have a file of the same name."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from knowledge.generations import Beschadigd, Generations, lees_manifest

CATALOGUS = "bronnen.sqlite"
"""The list of what users brought in, beside the generations of the index."""

_TABELLEN = {"bron", "bestand", "passage"}


def is_index(map_: Path) -> bool:
    """Whether a folder is an index of ours: it has our catalogue, or CURRENT names a generation of ours."""
    if (map_ / "CURRENT").is_file() and _heeft_generatie(map_):
        return True
    return (map_ / CATALOGUS).is_file() and _is_catalogus(map_ / CATALOGUS)


def _heeft_generatie(map_: Path) -> bool:
    try:
        generatie = Generations(map_).current()
        if generatie is not None:
            lees_manifest(generatie)
    except (OSError, Beschadigd):
        return False
    return generatie is not None


def _is_catalogus(pad: Path) -> bool:
    """Whether a file is our catalogue; by SQLite itself, for what was written last may not be in the file yet."""
    try:
        with closing(sqlite3.connect(f"{pad.absolute().as_uri()}?mode=ro", uri=True)) as db:
            return {naam for (naam,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")} >= _TABELLEN
    except sqlite3.OperationalError:  # in use, or in a folder that may only be read: a name like that is ours
        return True
    except sqlite3.DatabaseError:
        return False
