"""Read a file of `woordenschat/` into its model, with every fault at its line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from knowledge.errors import Fout, KennisFout
from knowledge.yaml_file import lees_bestand, regel_van

M = TypeVar("M", bound=BaseModel)


def lees_woorden(model: type[M], bestand: str, map: Path) -> M:
    """A file of words of a knowledge folder.

    Args:
        model: what the file holds.
        bestand: its name.
        map: the knowledge folder.

    Raises:
        KennisFout: the file is not there or does not fit; with every fault.
    """
    tekst, data, fouten = lees_bestand(map / "woordenschat" / bestand)
    naam = f"woordenschat/{bestand}"
    if fouten:
        raise KennisFout([Fout(naam, f.regel, f.melding) for f in fouten])
    try:
        return model.model_validate(data)
    except ValidationError as fout:
        plekken = [(d["loc"], f"{'.'.join(map_str(d['loc']))}: {d['msg']}") for d in fout.errors()]
        raise KennisFout([Fout(naam, regel_van(tekst, loc), melding) for loc, melding in plekken]) from None


def map_str(loc: tuple[int | str, ...]) -> list[str]:
    """The parts of a place in a file, as text."""
    return [str(deel) for deel in loc]


def afdruk(paden: Iterable[Path]) -> str:
    """A short hash of files, in this order."""
    som = hashlib.sha256()
    for pad in paden:
        som.update(pad.read_bytes())
    return som.hexdigest()[:8]
