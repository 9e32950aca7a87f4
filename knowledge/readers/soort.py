"""Which kind of file this is: by its content first, since names lie; by its extension where the content is text."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import PurePath
from typing import Literal

from knowledge.decoding import LeesFout
from knowledge.readers.archief import controleer_archief
from knowledge.readers.codering import brontekst

Soort = Literal["tekst", "markdown", "html", "xml", "csv", "json", "pdf", "docx", "pptx", "xlsx"]

_PER_SOORT: dict[Soort, str] = {
    "tekst": ".txt .text",
    "markdown": ".md .markdown .mdown",
    "html": ".html .htm .xhtml",
    "xml": ".xml .xsd .xsl .xslt .wsdl .rng .sch",
    "csv": ".csv .tsv .tab",
    "json": ".json .jsonl .ndjson .geojson",
    "pdf": ".pdf",
    "docx": ".docx .docm .dotx",
    "pptx": ".pptx .pptm .ppsx .potx",
    "xlsx": ".xlsx .xlsm .xltx",
}
_MET_EIGEN_VORM: frozenset[Soort] = frozenset({"pdf", "docx", "pptx", "xlsx"})
"""Kinds of which a plain text can't be."""
_EXTENSIES = {extensie: soort for soort, reeks in _PER_SOORT.items() for extensie in reeks.split()}
_OFFICE: dict[str, Soort] = {
    "word/document.xml": "docx",
    "ppt/presentation.xml": "pptx",
    "xl/workbook.xml": "xlsx",
}

_PAK_UIT = "pak het uit en neem de bestanden op"
_ALS_OFFICE = "sla het op als docx, pptx of xlsx en neem dat op"
_ALS_TEKST = "alleen bestanden met tekst worden gelezen"
_ONLEESBAAR: tuple[tuple[bytes, int, str], ...] = (
    (b"\x1f\x8b", 0, f"dit is een GZIP-archief; {_PAK_UIT}"),
    (b"7z\xbc\xaf\x27\x1c", 0, f"dit is een 7z-archief; {_PAK_UIT}"),
    (b"Rar!\x1a\x07", 0, f"dit is een RAR-archief; {_PAK_UIT}"),
    (b"ustar", 257, f"dit is een TAR-archief; {_PAK_UIT}"),
    (b"BZh", 0, f"dit is een BZIP2-archief; {_PAK_UIT}"),
    (b"\xfd7zXZ\x00", 0, f"dit is een XZ-archief; {_PAK_UIT}"),
    (b"{\\rtf", 0, "dit is een RTF-bestand; sla het op als docx en neem dat op"),
    (b"\x89PNG\r\n\x1a\n", 0, f"dit is een afbeelding (PNG); {_ALS_TEKST}"),
    (b"\xff\xd8\xff", 0, f"dit is een afbeelding (JPEG); {_ALS_TEKST}"),
    (b"GIF8", 0, f"dit is een afbeelding (GIF); {_ALS_TEKST}"),
    (b"II*\x00", 0, f"dit is een afbeelding (TIFF); {_ALS_TEKST}"),
    (b"MM\x00*", 0, f"dit is een afbeelding (TIFF); {_ALS_TEKST}"),
    (b"WEBP", 8, f"dit is een afbeelding (WebP); {_ALS_TEKST}"),
    (b"ftyp", 4, f"dit is een film of geluidsopname; {_ALS_TEKST}"),
    (b"ID3", 0, f"dit is een geluidsopname; {_ALS_TEKST}"),
    (b"OggS", 0, f"dit is een film of geluidsopname; {_ALS_TEKST}"),
    (b"MZ\x90", 0, f"dit is een programma; {_ALS_TEKST}"),
    (b"\x7fELF", 0, f"dit is een programma; {_ALS_TEKST}"),
    (b"SQLite format 3\x00", 0, f"dit is een database; {_ALS_TEKST}"),
)
"""First bytes, where they stand, and what the user reads."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_VERSLEUTELD = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ODF = b"application/vnd.oasis.opendocument"
_OUD = f"dit is een Officebestand van een soort van voor 2007; {_ALS_OFFICE}"
_BEVEILIGD = "het bestand is met een wachtwoord beveiligd; haal de beveiliging eraf en probeer het opnieuw"

_HTML = re.compile(r"\s*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_XML = re.compile(r"\s*(?:<\?xml\b|<!DOCTYPE\s+(?!html)|<([A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*\s[^<>]*xmlns\b)")
_MARKDOWN = re.compile(r"^ {0,3}(?:#{1,6}[ \t]+\S|\|.*\|[ \t]*$|\*\*[^*\n]+\*\*|```|[-*][ \t]+\*\*)", re.M)


def extensies() -> tuple[str, ...]:
    """The extensions that are known; a file without one is judged by its content."""
    return tuple(sorted(_EXTENSIES))


def soort_van(inhoud: bytes, naam: str) -> Soort:
    """The kind of a file.

    Args:
        inhoud: its bytes.
        naam: its name, for the extension and for errors.

    Raises:
        LeesFout: it is empty, or of a kind that can't be read; the reason says what the user can do.
    """
    if not inhoud.strip(b"\0 \r\n\t"):
        raise LeesFout(naam, "het bestand is leeg")
    if b"%PDF-" in inhoud[:1024]:
        return "pdf"
    if inhoud.startswith(_ZIP):
        return _soort_archief(inhoud, naam)
    if inhoud.startswith(_OLE):
        raise LeesFout(naam, _BEVEILIGD if _VERSLEUTELD in inhoud else _OUD)
    for begin, plek, reden in _ONLEESBAAR:
        if inhoud.startswith(begin, plek):
            raise LeesFout(naam, reden)
    return _soort_tekst(inhoud, naam)


def noemt_zich_anders(naam: str, soort: Soort) -> str | None:
    """What the user must know of a file that its name calls a PDF or an Office file and that is none; else None."""
    extensie = PurePath(naam).suffix.lower()
    opgegeven = _EXTENSIES.get(extensie)
    if opgegeven not in _MET_EIGEN_VORM or soort in _MET_EIGEN_VORM:
        return None
    return f"de naam eindigt op {extensie}, maar dat is het bestand niet; het is gelezen als {soort}"


def _soort_archief(inhoud: bytes, naam: str) -> Soort:
    """Office files of today are ZIP archives."""
    controleer_archief(inhoud, naam)
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        namen = {deel.replace("\\", "/").lstrip("/").lower() for deel in archief.namelist()}
        mimetype = _mimetype(archief)
    for kern, soort in _OFFICE.items():
        if kern in namen:
            return soort
    if "[content_types].xml" in namen:
        raise LeesFout(naam, f"dit is een Officebestand dat niet gelezen wordt; {_ALS_OFFICE}")
    if mimetype.startswith(_ODF):
        raise LeesFout(naam, f"dit is een OpenDocumentbestand; {_ALS_OFFICE}")
    raise LeesFout(naam, f"dit is een ZIP-archief; {_PAK_UIT}")


def _mimetype(archief: zipfile.ZipFile) -> bytes:
    """What an archive says it is, when it does."""
    try:
        with archief.open("mimetype") as deel:
            return deel.read(100)
    except (KeyError, zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return b""


def _soort_tekst(inhoud: bytes, naam: str) -> Soort:
    """The kind of a text: what it evidently is, else what its extension says, else what it looks like."""
    text = brontekst(inhoud, naam)
    extensie = PurePath(naam).suffix.lower()
    opgegeven = _EXTENSIES.get(extensie)
    begin = text[:20_000]
    if _HTML.match(begin):
        return "html"
    if _XML.match(begin):
        return _soort_xml(begin[:2000], naam)
    if extensie in (".eml", ".mht", ".mhtml"):
        raise LeesFout(naam, "dit is een opgeslagen bericht of webpagina; sla het op als pdf of html en neem dat op")
    if opgegeven in _MET_EIGEN_VORM:
        opgegeven = None
    if opgegeven is not None:
        return opgegeven
    if text.lstrip()[:1] in ("{", "[") and _is_json(text):
        return "json"
    return "markdown" if _MARKDOWN.search(begin) else "tekst"


def _soort_xml(begin: str, naam: str) -> Soort:
    if re.search(r"<svg\b", begin):
        raise LeesFout(naam, f"dit is een afbeelding (SVG); {_ALS_TEKST}")
    return "html" if re.search(r"<html\b", begin, re.I) else "xml"


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False
