"""A document cut at its headings, and what stands at its top: the letterhead, the day it gives itself.

`markdown_sections` and `text_sections` cut it. The sections come out whole or as pieces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from knowledge.blocks import Section
from knowledge.periode import DAG, datum_van
from knowledge.pieces import Piece, gather, pack
from knowledge.text import fold

DATUM = re.compile(rf"\b{DAG}", re.I)
DATUMREGEL = re.compile(
    r"(?:bericht )?(?:geplaatst|gepubliceerd|datum|versie|publicatiedatum)\b.*(?:\d{4}|['’]\d\d)", re.I
)


@dataclass(slots=True)
class Sections:
    """A document, cut at its headings.

    Attributes:
        titel: the heading at the top, when the document opens with one.
        eerste_kop: the first heading anywhere.
        datum: the date that the document gives itself at the top, ISO.
        secties: the sections in order.
        genest: whether the levels of its headings are known, so that small sections may come together.
        stukken: its pieces, when the sections were cut up into those; then there are no sections any more.
    """

    titel: str | None
    eerste_kop: str | None
    datum: str | None
    secties: list[Section]
    genest: bool = False
    stukken: list[Piece] | None = None

    def cut(self) -> Sections:
        """The document as its pieces."""
        return replace(self, secties=[], stukken=self.pieces())

    def whole(self) -> list[Piece]:
        """Every section with text as one piece, as it stood."""
        return [Piece(s.pad, s.ruw.strip(), s.has_children) for s in self.secties if s.ruw.strip()]

    def pieces(self) -> list[Piece]:
        """The text in pieces of about 300 to 900 characters; small sections of one parent come together."""
        if self.stukken is not None:
            return self.stukken
        secties = gather(self.secties) if self.genest else self.secties
        return [
            Piece(s.pad, text, s.has_children, plaats)
            for s in secties
            for text, plaats in pack(s.blocks, los=not self.genest)
        ]


def bare_heading(kop: str) -> str:
    """A heading without its marks."""
    return " ".join(re.sub(r"\*\*|__", "", kop).split()).strip("* ")


def without_letterhead(text: str) -> str:
    """The text without lines that describe a logo and, at the top, the letterhead that repeats its words.

    The same letterhead stands above pages about other regions, so it says nothing about this text.
    """
    uit: list[str] = []
    woorden_logo: set[str] = set()
    gezien = 0
    in_briefhoofd = False
    for regel in text.split("\n"):
        kaal = regel.strip()
        if re.match(r"logo\b", kaal, re.I) and len(kaal) <= 150 and not kaal.endswith((".", ":")):
            woorden_logo |= _kopwoorden(kaal)
            in_briefhoofd = gezien <= 15
            continue
        if kaal and in_briefhoofd:
            eigen = _kopwoorden(kaal)
            in_briefhoofd = len(kaal) <= 80 and (not eigen or len(eigen & woorden_logo) >= 0.6 * len(eigen))
            if in_briefhoofd:
                continue
        gezien += bool(kaal)
        uit.append(regel)
    return "\n".join(uit)


def _kopwoorden(regel: str) -> set[str]:
    return set(re.findall(r"\w{3,}", fold(regel))) - {"logo"}


def own_date(regels: list[str]) -> str | None:
    """A day (one that exists) that stands by itself, or after 'geplaatst op' or the like, among the first lines."""
    for regel in [" ".join(r.split()).strip(" *") for r in regels if r.strip(" *\f")][:15]:
        m = DATUM.search(regel)
        if m and (m[0] == regel or DATUMREGEL.match(regel)) and (dag := datum_van(m[0])):
            return dag
    return None
