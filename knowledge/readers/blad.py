"""From the cells of a sheet to tables: blocks of filled cells, each with its title and its header rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from knowledge.readers.opmaak import alinea, cel, kop, punt
from knowledge.readers.tabelvorm import leesbare_tabel

_LANGSTE_KOP = 100
_MEESTE_KENMERKEN = 30
_WAARDE = re.compile(r"(?:€ )?-?\d[\d.,]*\s?%?|\d{1,2}-\d{1,2}-\d{4}.*|\d{1,2}:\d\d|ja|nee")
_JAAR = re.compile(r"(?:19|20)\d\d")


class Samengevoegd(NamedTuple):
    """Merged cells: first and last row and column, from 1."""

    boven: int
    links: int
    onder: int
    rechts: int


@dataclass
class Blad:
    """A sheet.

    Attributes:
        naam: its name.
        rijen: row number (from 1) -> the texts of its cells, from the first column to the last filled one.
        samengevoegd: the merged cells.
        vet: the rows in which every filled cell is bold.
        verborgen: whether the sheet is hidden.
        meldingen: what the user must know of it.
    """

    naam: str
    rijen: dict[int, list[str]] = field(default_factory=dict)
    samengevoegd: list[Samengevoegd] = field(default_factory=list)
    vet: set[int] = field(default_factory=set)
    verborgen: bool = False
    meldingen: list[str] = field(default_factory=list)


class _Vlak(NamedTuple):
    """A block of cells: the numbers of its filled rows, and its first and last column (from 0)."""

    rijen: list[int]
    links: int
    rechts: int


def blokken(blad: Blad, hoofdkop: str | None) -> Iterator[str]:
    """The sheet as blocks of Markdown; a title above a table is a heading below that of the sheet.

    Args:
        blad: the sheet.
        hoofdkop: the heading of the sheet, as Markdown; None when it has none.
    """
    niveau = 3 if hoofdkop else 2
    breedste = max(map(len, blad.rijen.values()), default=0)
    vlakken = sorted(_vlakken(blad, sorted(blad.rijen), 0, breedste - 1), key=lambda v: (v.rijen[0], v.links))
    vorige: _Tabel | None = None
    onder: _Vlak | None = None  # the block whose title is the heading above what follows
    for nummer, vlak in enumerate(vlakken):
        tabel = _Tabel(blad, vlak)
        if vorige is not None and tabel.loopt_door(vorige):
            tabel.hoofd = vorige.hoofd
        if hoofdkop and onder and not tabel.titels and (vlak.links > onder.rechts or vlak.rechts < onder.links):
            yield hoofdkop
            onder = None
        for blok in tabel.blokken(niveau, nummer + 1 < len(vlakken)):
            onder = vlak if blok.startswith("#") else onder
            yield blok
        vorige = tabel if tabel.hoofd else vorige if not tabel.inhoud else None


def _vlakken(blad: Blad, rijen: list[int], links: int, rechts: int) -> Iterator[_Vlak]:
    """Cut between empty rows and between empty columns, until nothing is left to cut."""
    groepen = _aaneen([r for r in rijen if any(blad.rijen[r][links : rechts + 1])])
    for groep in groepen:
        vol = sorted({k for r in groep for k, text in enumerate(blad.rijen[r][links : rechts + 1], links) if text})
        delen = [(kolommen[0], kolommen[-1]) for kolommen in _aaneen(vol)]
        delen = _bij_elkaar(blad, groep, delen)
        if len(delen) == 1:
            if len(groepen) == 1:
                yield _Vlak(groep, *delen[0])
            else:
                yield from _vlakken(blad, groep, *delen[0])
        else:
            for deel in delen:
                yield from _vlakken(blad, groep, *deel)


def _aaneen(nummers: list[int]) -> list[list[int]]:
    """Runs of consecutive numbers."""
    uit: list[list[int]] = []
    for nummer in nummers:
        if uit and nummer == uit[-1][-1] + 1:
            uit[-1].append(nummer)
        else:
            uit.append([nummer])
    return uit


def _bij_elkaar(blad: Blad, groep: list[int], delen: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put parts together that an empty column divides but that are one table.

    They are when one of them is a single column and both fill the same rows.
    """

    def gevuld(deel: tuple[int, int]) -> list[int]:
        return [r for r in groep if any(blad.rijen[r][deel[0] : deel[1] + 1])]

    uit = delen[:1]
    for deel in delen[1:]:
        smal = deel[0] == deel[1] or uit[-1][0] == uit[-1][1]
        samen = _over_heen(blad, groep, uit[-1], deel)
        if samen or (smal and len(groep) > 1 and gevuld(uit[-1]) == gevuld(deel)):
            uit[-1] = (uit[-1][0], deel[1])
        else:
            uit.append(deel)
    return uit


def _over_heen(blad: Blad, groep: list[int], a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether merged cells reach from one part into the other, in more than a title."""
    return any(
        m.boven in groep and m.links - 1 <= a[1] and m.rechts - 1 >= b[0] and m.links - 1 > a[0]
        for m in blad.samengevoegd
    )


class _Tabel:
    """One block of cells: its titles, its header and its rows."""

    def __init__(self, blad: Blad, vlak: _Vlak) -> None:
        self._vlak = vlak
        self._breedte = vlak.rechts - vlak.links + 1
        self._los = self._losse_rijen(blad)
        cellen = self._vul(blad)
        titels = 0
        while titels < len(vlak.rijen) and self._breedte > 1 and vlak.rijen[titels] in self._los:
            titels += 1
        self.titels = [next(filter(None, rij)) for rij in cellen[:titels]]
        self.inhoud = cellen[titels:]
        self._nummers = vlak.rijen[titels:]
        self._vet = [nummer in blad.vet for nummer in self._nummers]
        self.hoofd: list[str] = []
        self._kopregels = self._aantal_kopregels(blad)
        if self._kopregels:
            koppen = self.inhoud[: self._kopregels]
            self.hoofd = [" – ".join(dict.fromkeys(filter(None, kolom))) for kolom in zip(*koppen, strict=True)]

    def _losse_rijen(self, blad: Blad) -> set[int]:
        """The rows with one filled cell."""
        van, tot = self._vlak.links, self._vlak.rechts + 1
        return {r for r in self._vlak.rijen if sum(map(bool, blad.rijen[r][van:tot])) == 1}

    def _vul(self, blad: Blad) -> list[list[str]]:
        """The cells of the block, with the value of merged cells in each."""
        van, tot = self._vlak.links, self._vlak.rechts + 1
        cellen = [(blad.rijen[r][van:tot] + [""] * self._breedte)[: self._breedte] for r in self._vlak.rijen]
        plek = {r: n for n, r in enumerate(self._vlak.rijen)}
        for m in blad.samengevoegd:
            if m.boven not in plek or not van <= m.links - 1 < tot:
                continue
            waarde = cellen[plek[m.boven]][m.links - 1 - van]
            for r in range(m.boven, min(m.onder, self._vlak.rijen[-1]) + 1):
                if r in plek:
                    kolommen = range(m.links - 1 - van, min(m.rechts, tot) - van)
                    for k in kolommen:
                        cellen[plek[r]][k] = cellen[plek[r]][k] or waarde
        return cellen

    def _aantal_kopregels(self, blad: Blad) -> int:
        """How many rows at the top are the header; 0 when there is none."""
        if len(self.inhoud) < 2 or self._breedte < 2 or self._is_kenmerken() or not _lijkt_hoofd(self.inhoud[0]):
            return 0
        eerste = self._nummers[0]
        in_kop = [
            m for m in blad.samengevoegd if m.boven == eerste and self._vlak.links <= m.links - 1 <= self._vlak.rechts
        ]
        diepst = max((m.onder for m in in_kop), default=eerste)
        if any(m.rechts > m.links and m.onder == eerste for m in in_kop):
            diepst = max(diepst, eerste + 1)
        hoogte = sum(nummer <= diepst for nummer in self._nummers)
        return hoogte if hoogte < len(self.inhoud) else 1

    def _is_kenmerken(self) -> bool:
        """Whether it is a list of names with values, such as "Regio:" and "Westfriesland"."""
        if self._breedte != 2 or len(self.inhoud) > _MEESTE_KENMERKEN:
            return False
        namen = [rij[0] for rij in self.inhoud]
        met_punt = sum(naam.endswith(":") for naam in namen)
        return met_punt * 2 >= len(namen) or (bool(_WAARDE.fullmatch(self.inhoud[0][1])) and not any(self._vet))

    def loopt_door(self, vorige: _Tabel) -> bool:
        """Whether it goes on where an empty row cut the table above it."""
        zelfde = (self._vlak.links, self._vlak.rechts) == (vorige._vlak.links, vorige._vlak.rechts)
        if not zelfde or not vorige.hoofd or self.titels or any(self._vet[:1]) or not vorige._nummers:
            return False
        if len(self.inhoud) == 1 or not self.hoofd:
            return True
        patroon = [bool(_WAARDE.fullmatch(c)) or bool(re.search(r"\d", c)) for c in self.inhoud[0]]
        gewoon = [bool(_WAARDE.fullmatch(c)) or bool(re.search(r"\d", c)) for c in vorige.inhoud[-1]]
        return any(gewoon) and patroon == gewoon

    def blokken(self, niveau: int, volgt: bool) -> Iterator[str]:
        """The block as Markdown; `volgt`: whether another block of this sheet comes after it."""
        titels = self.titels
        if titels and (self.inhoud or volgt) and len(titels[0]) <= _LANGSTE_KOP:
            yield kop(niveau, titels[0])
            titels = titels[1:]
        yield from map(alinea, titels)
        if not self.inhoud:
            return
        if self._breedte == 1:
            yield from self._kolom(niveau, volgt)
        elif self.hoofd:
            begin = self._kopregels if self.hoofd != [] and self._eigen_hoofd() else 0
            yield leesbare_tabel(self.hoofd, [self._rij(n) for n in range(begin, len(self.inhoud))])
        elif self._is_kenmerken():
            yield "\n".join(
                punt(f"{naam.rstrip(': ')}: {cel(waarde)}" if waarde else naam) for naam, waarde in self.inhoud
            )
        else:
            yield "\n".join(punt("; ".join(filter(None, map(cel, rij)))) for rij in self.inhoud)

    def _eigen_hoofd(self) -> bool:
        koppen = self.inhoud[: self._kopregels]
        eigen = [" – ".join(dict.fromkeys(filter(None, kolom))) for kolom in zip(*koppen, strict=True)]
        return bool(koppen) and eigen == self.hoofd

    def _rij(self, n: int) -> list[str]:
        """A row; one cell where it is a heading over the rows below it."""
        rij = self.inhoud[n]
        los = self._nummers[n] in self._los and n + 1 < len(self.inhoud) and self._nummers[n + 1] not in self._los
        samen = len(set(rij)) == 1 and self._breedte > 1
        return [next(filter(None, rij))] if los and (samen or self._vet[n]) else rij

    def _kolom(self, niveau: int, volgt: bool) -> Iterator[str]:
        """A block of one column: a heading, paragraphs, or a list."""
        teksten = [rij[0] for rij in self.inhoud]
        if (volgt or len(teksten) > 1) and _is_titel(teksten[0]) and (len(teksten) == 1 or self._vet[0]):
            yield kop(niveau, teksten.pop(0))
        if len(teksten) > 2 and max(map(len, teksten)) <= _LANGSTE_KOP:
            yield "\n".join(map(punt, teksten))
        else:
            yield from map(alinea, teksten)


def _lijkt_hoofd(rij: list[str]) -> bool:
    """Whether a row has names of columns: no values but years."""
    gevuld = [c for c in rij if c]
    return len(gevuld) > 1 and not any(_WAARDE.fullmatch(c) and not _JAAR.fullmatch(c) for c in gevuld)


def _is_titel(text: str) -> bool:
    return len(text) <= _LANGSTE_KOP and "\n" not in text and text[-1] not in ".;,"
