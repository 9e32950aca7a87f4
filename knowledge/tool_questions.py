"""Example questions by the tool that must answer them (`woordenschat/beslishulpvragen.yaml`); `geen`: the documents."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, RootModel

from knowledge.store import KENNISMAP
from knowledge.word_file import lees_woorden

GEEN = "geen"
"""The name under which questions stand that no tool answers."""
_NAAM = "beslishulpvragen.yaml"


class Beslishulpvragen(RootModel[dict[str, Annotated[list[str], Field(min_length=1)]]]):
    """Name of a tool -> questions."""


@lru_cache(maxsize=4)
def laad_beslishulpvragen(map: Path = KENNISMAP) -> dict[str, tuple[str, ...]]:
    """The example questions of every tool, and those of `GEEN`.

    Raises:
        KennisFout: the file is not there or does not fit; with every fault.
    """
    gelezen = lees_woorden(Beslishulpvragen, _NAAM, map)
    return {naam: tuple(vragen) for naam, vragen in gelezen.root.items()}
