"""Readers: from the bytes of a file, of any supported kind, to its text along its own structure."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

from knowledge.readers.isolation import lees_apart
from knowledge.readers.model import Gelezen, Reader
from knowledge.readers.soort import Soort, extensies, noemt_zich_anders, soort_van

__all__ = ["Gelezen", "Reader", "lees", "soorten"]

_LEZERS: dict[Soort, str] = {
    "tekst": "knowledge.readers.text:lees_tekst",
    "markdown": "knowledge.readers.text:lees_markdown",
    "csv": "knowledge.readers.tables:lees_csv",
    "json": "knowledge.readers.data:lees_json",
    "html": "knowledge.readers.html:lees_html",
    "xml": "knowledge.readers.xml:lees_xml",
    "pdf": "knowledge.readers.pdf:lees_pdf",
    "docx": "knowledge.readers.word:lees_word",
    "pptx": "knowledge.readers.slides:lees_slides",
    "xlsx": "knowledge.readers.sheets:lees_sheets",
}
"""The reader of each kind, by name: its libraries are loaded when there is such a file."""

_HIER: frozenset[Soort] = frozenset({"tekst", "markdown", "csv", "json"})
"""Kinds that Python itself reads, in this process; the others have parsers that a file can break."""

_MET_EIGENSCHAPPEN: frozenset[Soort] = frozenset({"pdf", "docx", "pptx", "xlsx"})
"""Kinds whose metadata a program fills in by itself."""


def soorten() -> tuple[str, ...]:
    """The extensions of files that can be read; a text without extension is read too."""
    return extensies()


def lees(inhoud: bytes, naam: str) -> Gelezen:
    """Read one file.

    Args:
        inhoud: its bytes.
        naam: its name, as the user knows it; the extension helps to tell its kind.

    Raises:
        LeesFout: there is no reader for it, it is empty, broken, protected or a danger, or reading it takes too
            much time or memory.
    """
    from knowledge.metadata import kenmerken_van

    soort = soort_van(inhoud, naam)
    if soort in _HIER:
        module, _, functie = _LEZERS[soort].partition(":")
        lezer: Reader = getattr(import_module(module), functie)
        gelezen = lezer(inhoud, naam)
    else:
        gelezen = lees_apart(_LEZERS[soort], inhoud, naam)
    if anders := noemt_zich_anders(naam, soort):
        gelezen = replace(gelezen, meldingen=(*gelezen.meldingen, anders))
    return kenmerken_van(gelezen, tekst_eerst=soort in _MET_EIGENSCHAPPEN)
