"""Plain text and Markdown, with front matter."""

from __future__ import annotations

from collections.abc import Callable

from knowledge.decoding import decode
from knowledge.kenmerken import lees_front_matter, split_front_matter
from knowledge.markdown_sections import markdown_sections
from knowledge.readers.model import Gelezen
from knowledge.redaction import verwijder_bsn
from knowledge.sections import Sections
from knowledge.text_sections import text_sections


def lees_tekst(inhoud: bytes, naam: str) -> Gelezen:
    """A plain text: headings are recognised by their look."""
    return _lees(inhoud, naam, text_sections)


def lees_markdown(inhoud: bytes, naam: str) -> Gelezen:
    """A Markdown text."""
    return _lees(inhoud, naam, markdown_sections)


def _lees(inhoud: bytes, naam: str, snijd: Callable[[str], Sections]) -> Gelezen:
    text, _ = verwijder_bsn(decode(inhoud, naam))
    try:
        data, body, _ = split_front_matter(text)
    except ValueError:
        return Gelezen(snijd(text))  # a horizontal rule at the top, not front matter
    kenmerken, ongebruikt = lees_front_matter(data)
    meldingen = (f"met dit uit de kop is niets gedaan: {'; '.join(ongebruikt)}",) if ongebruikt else ()
    return Gelezen(snijd(body), kenmerken, meldingen)
