"""Readers: from the bytes of a file, of any supported kind, to its text along its own structure."""

from __future__ import annotations

from knowledge.readers.isolation import lees_apart
from knowledge.readers.model import Gelezen, Reader
from knowledge.readers.soort import extensies

__all__ = ["Gelezen", "Reader", "lees", "soorten"]

_LEZER = "knowledge.readers.bestand:lees_bestand"


def soorten() -> tuple[str, ...]:
    """The extensions of files that can be read; a text without extension is read too."""
    return extensies()


def lees(inhoud: bytes, naam: str) -> Gelezen:
    """Read one file, in the worker process: also a plain text can be made to keep its reader busy for ever.

    Args:
        inhoud: its bytes.
        naam: its name, as the user knows it; the extension helps to tell its kind.

    Raises:
        LeesFout: there is no reader for it, it is empty, broken, protected or a danger, or reading it takes too
            much time or memory.
    """
    return lees_apart(_LEZER, inhoud, naam)
