"""From lines and tables in reading order to Markdown: headings, paragraphs, lists, tables over page ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Literal

from knowledge.readers.opmaak import alinea, kop, merk, punt, tabel, zonder_vervolg
from knowledge.readers.pdf_indeling import OPSOMTEKEN, Deel
from knowledge.readers.pdf_pagina import Regel, Rooster, plak
from knowledge.text import fold

ALLEEN_VET = 9
_GROTER = 1.12  # letters of a heading are this many times those of the text
_LANGSTE_KOP = 140
_VOORBLAD = 400  # letters on a title page, at most
_LANGSTE_VETTE_KOP = 90
_EINDE = (".", ":", ";", "!", "?")
_PUNTJES = re.compile(r"(?:\.\s?){5,}\s*\d{0,4}$|…{2,}\s*\d{0,4}$")


class Opbouw:
    """How this document shows its headings: by tags, bookmarks, size or weight.

    Args:
        bladwijzers: the outline of the file: folded title -> level, from 1.
        gewoon: size of the letters of its text.
        regels: all its lines.
    """

    def __init__(self, bladwijzers: dict[str, int], gewoon: float, regels: Sequence[Regel]) -> None:
        self.gewoon = gewoon
        gemerkt = [(r.merk, r.grootte) for r in regels if r.merk and r.merk.blok]
        koppen = [grootte for merk, grootte in gemerkt if merk.kop is not None]
        soorten = sum(a[0].blok != b[0].blok for a, b in pairwise(gemerkt)) + 1
        heel = len(gemerkt) > 0.8 * len(regels) and len(gemerkt) < 15 * soorten
        self.met_merken = heel and len(koppen) < 0.4 * len(regels)
        self._met_kopmerken = self.met_merken and bool(koppen)
        self._titelgrootte = max(koppen, default=0.0) * _GROTER
        self._met_titel = any(r.grootte >= self._titelgrootte and self._is_los(r) for r in regels)
        self._niveaus = _niveaus(regels, gewoon)
        self._bladwijzers = self._stem_af(bladwijzers, regels)

    def _is_los(self, regel: Regel) -> bool:
        return regel.merk is not None and regel.merk.kop is None

    def _stem_af(self, bladwijzers: dict[str, int], regels: Sequence[Regel]) -> dict[str, int]:
        """The bookmarks, when the text has them; letters of one size are then one level with them."""
        gevonden: dict[float, list[int]] = {}
        for regel in regels:
            if (niveau := bladwijzers.get(fold(regel.text).strip())) is not None:
                gevonden.setdefault(regel.grootte, []).append(niveau)
        if sum(map(len, gevonden.values())) < max(2, 0.4 * len(bladwijzers)):
            return {}
        titel = int(any(grootte > max(gevonden) * 1.05 for grootte in self._niveaus))
        boven = 0
        for grootte in sorted(self._niveaus, reverse=True):
            if grootte in gevonden:
                boven = round(median(gevonden[grootte])) + titel
            self._niveaus[grootte] = boven if grootte in gevonden else boven + 1
        return {kop: niveau + titel for kop, niveau in bladwijzers.items()}

    def niveau(self, regel: Regel) -> int | None:
        """The level of a heading (`ALLEEN_VET` for one that is only bold), or None."""
        if len(regel.text) > _LANGSTE_KOP or not re.search(r"\w", regel.text):
            return None
        if self._met_kopmerken:
            if regel.merk is None or regel.merk.kop is None:
                return 1 if regel.grootte >= self._titelgrootte else None
            return regel.merk.kop + self._met_titel
        if self._is_punt(regel):
            return None
        if regel.grootte in self._niveaus:
            return self._niveaus[regel.grootte]
        if (niveau := self._bladwijzers.get(fold(regel.text).strip())) is not None:
            return niveau
        vet = regel.vet and regel.grootte >= 0.95 * self.gewoon and len(regel.text) <= _LANGSTE_VETTE_KOP
        return ALLEEN_VET if vet and regel.text[-1] not in ".,;:" else None

    def _is_punt(self, regel: Regel) -> bool:
        """Whether it is an item of a list; "1." and the like may be the number of a heading."""
        if regel.stip or (self.met_merken and regel.merk is not None and regel.merk.punt is not None):
            return True
        m = OPSOMTEKEN.match(regel.text)
        return m is not None and not m[0][0].isdigit() and _los(regel.text, m.end())


def _niveaus(regels: Sequence[Regel], gewoon: float) -> dict[float, int]:
    """Sizes of letters larger than those of the text -> level of heading; sizes that hardly differ are one level."""
    groottes = {r.grootte for r in regels if r.grootte >= gewoon * _GROTER and re.search(r"[^\W\d_]{3}", r.text)}
    niveaus: dict[float, int] = {}
    for grootte in sorted(groottes, reverse=True):
        gelijk = next((g for g in niveaus if abs(g - grootte) < 0.06 * g), None)
        niveaus[grootte] = niveaus[gelijk] if gelijk else min(len(set(niveaus.values())) + 1, 4)
    return niveaus


@dataclass
class _Blok:
    """A block on its way to Markdown."""

    soort: Literal["kop", "alinea", "punt", "tabel"]
    pagina: int
    regels: list[Regel] = field(default_factory=list)
    rooster: Rooster | None = None
    niveau: int = 0
    diepte: int = 0

    @property
    def text(self) -> str:
        """Its lines as one text."""
        return plak(regel.text for regel in self.regels)


def blokken(paginas: Sequence[tuple[int, list[Deel]]], opbouw: Opbouw) -> Iterator[str]:
    """The whole document as blocks of Markdown, a mark where each page begins."""
    bouwer = _Bouwer(opbouw)
    for nummer, delen in paginas:
        bouwer.voeg_toe(nummer, delen)
    lijst = _met_titelblad(_zonder_lege_koppen(bouwer.blokken))
    pagina = 0
    niveau = 0
    koptekst = ""
    punten: list[str] = []
    for nummer, blok in enumerate(lijst):
        if blok.soort != "punt" or blok.pagina != pagina:
            yield from _klaar(punten)
        while pagina < blok.pagina:
            pagina = blok.pagina
            yield merk("pagina", pagina)
        if blok.soort == "punt":
            punten.append(_punt(blok))
        elif blok.soort == "kop":
            if blok.niveau < ALLEEN_VET:
                niveau = blok.niveau
            eigen = blok.niveau if blok.niveau < ALLEEN_VET else niveau + 1
            titel = zonder_vervolg(blok.text)
            if fold(titel) != koptekst:
                yield kop(eigen, titel)
            koptekst = fold(titel) if blok.niveau < ALLEEN_VET else koptekst
        elif blok.rooster is not None:
            vorige = lijst[nummer - 1] if nummer else None
            yield from _tabel(blok.rooster, vorige.rooster if vorige and vorige.pagina == blok.pagina - 1 else None)
        else:
            yield alinea(blok.text)
    yield from _klaar(punten)


def _klaar(punten: list[str]) -> Iterator[str]:
    if punten:
        yield "\n".join(punten)
        punten.clear()


def _punt(blok: _Blok) -> str:
    m = OPSOMTEKEN.match(blok.text)
    teken = m[0] if m else ""
    return punt(blok.text[len(teken) :].strip(), blok.diepte, teken if teken[:1].isalnum() and teken != "o" else "")


def _tabel(rooster: Rooster, vorige: Rooster | None) -> list[str]:
    """A table; one that goes on from the page before gets its header."""
    if vorige is not None and _loopt_door(rooster, vorige):
        rooster.rijen = [*vorige.rijen[: vorige.kopregels], *rooster.rijen]
        rooster.kopregels = vorige.kopregels
    return tabel(rooster.rijen, rooster.kopregels)


def _loopt_door(rooster: Rooster, vorige: Rooster) -> bool:
    breedtes = {len(rij) for rij in (*rooster.rijen, *vorige.rijen) if len(rij) > 1}
    zelfde_plek = abs(rooster.plek[0] - vorige.plek[0]) < 12 and abs(rooster.plek[2] - vorige.plek[2]) < 12
    eigen_kop = rooster.rijen[0] == vorige.rijen[0] or (bool(rooster.vet[:1] == [True]) and vorige.vet[:1] == [True])
    return len(breedtes) == 1 and zelfde_plek and not eigen_kop


# --- blocks ------------------------------------------------------------------------------------------------


class _Bouwer:
    """Puts lines and tables together to blocks, page after page."""

    def __init__(self, opbouw: Opbouw) -> None:
        self._opbouw = opbouw
        self.blokken: list[_Blok] = []
        self._pagina = 0
        self._wit = 2.0
        self._rechts = 0.0

    def voeg_toe(self, pagina: int, delen: Sequence[Deel]) -> None:
        """Add a page."""
        regels = [d for d in delen if isinstance(d, Regel)]
        wit = sorted(b.boven - a.onder for a, b in pairwise(regels) if -6 < b.boven - a.onder < 20)
        self._pagina = pagina
        self._wit = min(wit[len(wit) // 4] if wit else 2.0, 0.6 * self._opbouw.gewoon)
        self._rechts = max((r.rechts for r in regels), default=0.0)
        for deel in delen:
            if isinstance(deel, Rooster):
                if not _is_inhoudsopgave(deel):
                    self.blokken.append(_Blok("tabel", pagina, rooster=deel))
            elif not _PUNTJES.search(deel.text) and re.search(r"\w", deel.text):
                self._regel(deel)

    def _regel(self, regel: Regel) -> None:
        """Put a line in the last block when it goes on there, or begin a new block."""
        vorige = self.blokken[-1] if self.blokken and self.blokken[-1].regels else None
        niveau = self._opbouw.niveau(regel)
        if niveau is not None:
            if vorige and vorige.soort == "kop" and vorige.niveau == niveau and self._zelfde_kop(vorige, regel):
                vorige.regels.append(regel)
            else:
                self.blokken.append(_Blok("kop", self._pagina, [regel], niveau=niveau))
            return
        diepte = self._begint_punt(vorige, regel)
        if diepte is not None:
            self.blokken.append(_Blok("punt", self._pagina, [regel], diepte=diepte))
        elif vorige and vorige.soort != "kop" and self._gaat_door(vorige, regel):
            vorige.regels.append(regel)
        else:
            self.blokken.append(_Blok("alinea", self._pagina, [regel]))

    def _zelfde_kop(self, blok: _Blok, regel: Regel) -> bool:
        """Whether a heading goes on on this line."""
        laatste = blok.regels[-1]
        if blok.pagina != self._pagina or len(blok.regels) > 3:
            return False
        if self._opbouw.met_merken and laatste.merk and regel.merk:
            return laatste.merk.blok == regel.merk.blok
        dichtbij = regel.boven - laatste.onder < 0.7 * regel.grootte
        return dichtbij and laatste.grootte == regel.grootte and laatste.vet == regel.vet

    def _begint_punt(self, vorige: _Blok | None, regel: Regel) -> int | None:
        """The depth of the list item that begins here, or None."""
        if self._opbouw.met_merken and regel.merk is not None:
            laatste = vorige.regels[-1].merk if vorige and vorige.soort == "punt" else None
            nieuw = regel.merk.punt is not None and (laatste is None or laatste.punt != regel.merk.punt)
            return regel.merk.diepte if nieuw else None
        m = OPSOMTEKEN.match(regel.text)
        begint = m is not None and (
            _los(regel.text, m.end())
            or regel.text[0] in "•▪◦●○■\uf0b7\uf0a7"
            or bool(re.match(r"\d+[.)][^\W\d_][^\W\d_]", regel.text))
        )
        return self._diepte(regel) if begint or regel.stip else None

    def _diepte(self, regel: Regel) -> int:
        """How deep a list item is, by its indent against the items before it."""
        for blok in reversed(self.blokken):
            if blok.soort != "punt":
                break
            verschil = regel.links - blok.regels[0].links
            if abs(verschil) <= 4 or (verschil > 4 and blok.pagina != self._pagina):
                return blok.diepte
            if verschil > 4:
                return min(blok.diepte + 1, 4)
        return 0

    def _gaat_door(self, blok: _Blok, regel: Regel) -> bool:
        """Whether a line goes on where the block before it stopped."""
        laatste = blok.regels[-1]
        if self._opbouw.met_merken and laatste.merk and regel.merk and blok.pagina == self._pagina:
            zelfde_punt = laatste.merk.punt is not None and laatste.merk.punt == regel.merk.punt
            return zelfde_punt or laatste.merk.blok == regel.merk.blok
        if abs(laatste.grootte - regel.grootte) > 0.15 * regel.grootte:
            return False
        if blok.pagina != self._pagina or regel.boven < laatste.boven - 2:  # the next page or column
            return not laatste.text.endswith(_EINDE) and (regel.text[0].islower() or laatste.text.endswith("-"))
        if regel.boven - laatste.onder > max(self._wit + 0.35 * regel.grootte, self._wit * 1.5):
            return False
        if blok.soort == "punt":
            return regel.links > blok.regels[0].links + 3 or blok.regels[0].stip
        if regel.links > laatste.links + 8 and laatste.text.endswith(_EINDE):
            return False
        kort = laatste.rechts < self._rechts - 0.25 * (self._rechts - min(laatste.links, regel.links))
        los = laatste.text.endswith(_EINDE) or (regel.text[0].isupper() and len(laatste.text) < 50)
        return not (kort and los)


def _los(text: str, plek: int) -> bool:
    return text[plek : plek + 1].isspace()


def _is_inhoudsopgave(rooster: Rooster) -> bool:
    """Whether it is a list of titles with rising page numbers."""
    laatste = [rij[-1] for rij in rooster.rijen]
    if len(laatste) < 4 or not all(re.fullmatch(r"\d{1,4}", cel) for cel in laatste):
        return False
    nummers = [int(cel) for cel in laatste]
    return nummers == sorted(nummers) and nummers[-1] < 2000 and len(rooster.rijen[0]) <= 3


def _met_titelblad(lijst: list[_Blok]) -> list[_Blok]:
    """The one heading on a page with little else is the title, and all others come below it."""
    koppen = [blok for blok in lijst if blok.soort == "kop" and blok.niveau < ALLEEN_VET]
    if len(koppen) < 2 or koppen[0] is not lijst[0] or koppen[1].pagina == koppen[0].pagina or koppen[0].niveau > 1:
        return lijst
    voorblad = [blok for blok in lijst if blok.pagina == koppen[0].pagina]
    if any(blok.rooster for blok in voorblad) or sum(len(blok.text) for blok in voorblad) > _VOORBLAD:
        return lijst
    if min(kop.niveau for kop in koppen[1:]) == 1:
        for kop in koppen[1:]:
            kop.niveau = min(kop.niveau + 1, 6)
    return lijst


def _zonder_lege_koppen(lijst: list[_Blok]) -> list[_Blok]:
    """A heading with nothing below it is text: else it would be lost."""
    uit: list[_Blok] = []
    for nummer, blok in enumerate(lijst):
        volgend = lijst[nummer + 1] if nummer + 1 < len(lijst) else None
        leeg = blok.soort == "kop" and (volgend is None or (volgend.soort == "kop" and volgend.niveau <= blok.niveau))
        if leeg and nummer and blok.niveau > 1:
            uit.append(_Blok("alinea", blok.pagina, blok.regels))
        else:
            uit.append(blok)
    return uit
