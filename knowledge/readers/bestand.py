"""One file, read from begin to end: its kind, its text, what it says of itself, its pieces; for the worker process."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

from knowledge.metadata import kenmerken_van
from knowledge.readers.model import Gelezen, Reader
from knowledge.readers.soort import Soort, noemt_zich_anders, soort_van

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

_MET_EIGENSCHAPPEN: frozenset[Soort] = frozenset({"pdf", "docx", "pptx", "xlsx"})
"""Kinds whose metadata a program fills in by itself."""


def lees_bestand(inhoud: bytes, naam: str) -> Gelezen:
    """Read a file of any kind; see `knowledge.readers.lees`."""
    soort = soort_van(inhoud, naam)
    module, _, functie = _LEZERS[soort].partition(":")
    lezer: Reader = getattr(import_module(module), functie)
    gelezen = lezer(inhoud, naam)
    if anders := noemt_zich_anders(naam, soort):
        gelezen = replace(gelezen, meldingen=(*gelezen.meldingen, anders))
    gelezen = kenmerken_van(gelezen, tekst_eerst=soort in _MET_EIGENSCHAPPEN)
    return replace(gelezen, sections=gelezen.sections.cut())
