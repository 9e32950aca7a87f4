"""Citations: every marker bound to a passage, by document and section."""

from __future__ import annotations

from pathlib import Path

from assistant.library import bladplaats
from assistant.models import Citation
from knowledge.artikelen import Artikel, Sectie, artikelbestanden, lees_artikel
from knowledge.documents import Passage
from knowledge.errors import KennisFout
from knowledge.models import Bron

LANGSTE_CITAAT = 1500
"""Longest quote, in characters."""


class Artikelen:
    """The articles of the knowledge base by section, also of standards, which are not searched."""

    def __init__(self, map: Path) -> None:
        self._artikelen: dict[str, Artikel] = {}
        for pad in artikelbestanden(map):
            artikel, fouten = lees_artikel(pad)
            if artikel is None:
                raise KennisFout(fouten)
            self._artikelen[pad.stem] = artikel
        self._secties = {(naam, s.kop): s for naam, a in self._artikelen.items() for s in a.secties}

    def artikel(self, document: str) -> Artikel | None:
        """The article with this id."""
        return self._artikelen.get(document)

    def sectie(self, document: str, kop: str) -> Sectie | None:
        """A section by its heading."""
        return self._secties.get((document, kop))


class Bronnenlijst:
    """The citations of one answer: the same passage keeps its marker."""

    def __init__(self, artikelen: Artikelen) -> None:
        self._artikelen = artikelen
        self._citaties: dict[tuple[str, str], Citation] = {}

    def bron(self, bron: Bron) -> str:
        """The marker, as `[1]`, of a section of an article."""
        sectie = self._artikelen.sectie(bron.document, bron.section)
        artikel = self._artikelen.artikel(bron.document)
        if sectie is None or artikel is None:
            raise KeyError(f"{bron.document}#{bron.section}")
        return self._merk(bron.document, artikel.voorwerk.titel, bron.section, artikel.voorwerk.regeling, sectie.tekst)

    def tekst(self, bron: Bron) -> str:
        """The text of a section of an article; empty when there is none."""
        sectie = self._artikelen.sectie(bron.document, bron.section)
        return sectie.tekst if sectie else ""

    def passage(self, passage: Passage) -> str:
        """The marker of a passage."""
        plaats = bladplaats(passage)
        return self._merk(
            passage.document,
            passage.titel,
            passage.section,
            passage.regeling,
            passage.text,
            plaats,
            deel=passage.herkomst == "gebruiker",
        )

    def bevat(self, passage: Passage) -> bool:
        """Whether a passage is cited already."""
        return any((c.document, c.section) == (passage.document, passage.section) for c in self._citaties.values())

    def _merk(
        self,
        document: str,
        titel: str,
        sectie: str,
        regeling: str | None,
        tekst: str,
        plaats: str = "",
        *,
        deel: bool = False,
    ) -> str:
        """The marker of a section; `deel` where the text may be a part of it, and another part was cited before."""
        sleutel = (document, sectie if len(tekst) < LANGSTE_CITAAT else f"{sectie}{tekst[:80]}")
        if deel and (er := self._citaties.get(sleutel)) and tekst[:LANGSTE_CITAAT] not in er.quote:
            sleutel = (document, f"{sectie}{tekst}")
        if sleutel not in self._citaties:
            self._citaties[sleutel] = Citation(
                marker=len(self._citaties) + 1,
                document=document,
                title=titel,
                section=sectie,
                regeling=regeling,
                quote=tekst[:LANGSTE_CITAAT],
                plaats=plaats,
            )
        return f"[{self._citaties[sleutel].marker}]"

    @property
    def citaties(self) -> list[Citation]:
        """All citations, by marker."""
        return list(self._citaties.values())
