"""What styles and numbering of a Word document say of a paragraph: its heading level, its number, its bullet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TITEL = 0
"""The level of the document's title."""

_KOP = re.compile(r"(?:heading|kop|titre|überschrift) ?([1-9])", re.I)
_INHOUD = re.compile(
    r"(?:toc|inhopg) ?\d|toc heading|kop ?van ?inhoudsopgave|table of figures|lijst met afbeeldingen", re.I
)


@dataclass(frozen=True, slots=True)
class Teken:
    """What stands before a numbered or bulleted paragraph.

    Attributes:
        text: the number, such as "3.2" or "b)"; empty for a bullet.
        diepte: level in the list, from 0.
    """

    text: str
    diepte: int


@dataclass(slots=True)
class _Stijl:
    naam: str
    basis: str | None
    eigenschappen: _Element | None
    vet: bool | None


@dataclass(slots=True)
class _Niveau:
    soort: str = "decimal"
    text: str = ""
    begin: int = 1


@dataclass(slots=True)
class _Lijst:
    """A list definition, with how far its numbers are."""

    niveaus: dict[int, _Niveau] = field(default_factory=dict)
    stijlen: dict[str, int] = field(default_factory=dict)
    tellers: dict[int, int] = field(default_factory=dict)


class Stijlen:
    """Styles and numbering of one document; numbers count on, so ask for each paragraph once and in order."""

    def __init__(self, stijlen: _Element, nummering: _Element | None) -> None:
        self._stijlen = {s.get(W + "styleId", ""): _lees_stijl(s) for s in stijlen.iter(W + "style")}
        self._lijsten: dict[str, _Lijst] = {}
        self._herstart: dict[str, dict[int, int]] = {}
        if nummering is not None:
            self._lees_nummering(nummering)

    def niveau(self, alinea: _Element) -> int | None:
        """The heading level (`TITEL`, 1 to 9), or None for a paragraph that is no heading."""
        eigen = _waarde(alinea.find(f"{W}pPr/{W}outlineLvl"))
        if eigen is not None:
            return int(eigen) + 1 if int(eigen) < 9 else None
        for stijl in self._keten(alinea):
            if stijl.naam.lower() in ("title", "titel"):
                return TITEL
            omlijning = _waarde(_vind(stijl.eigenschappen, "outlineLvl"))
            if omlijning is not None:
                return int(omlijning) + 1 if int(omlijning) < 9 else None
            if m := _KOP.fullmatch(stijl.naam):
                return int(m[1])
        return None

    def is_inhoudsopgave(self, alinea: _Element) -> bool:
        """Whether it is a line of a table of contents."""
        return any(_INHOUD.match(stijl.naam) for stijl in self._keten(alinea)[:1])

    def is_vet(self, alinea: _Element) -> bool:
        """Whether the style makes it bold."""
        return next((stijl.vet for stijl in self._keten(alinea) if stijl.vet is not None), False)

    def is_lijstalinea(self, alinea: _Element) -> bool:
        """Whether the style is one of a list, whatever its number."""
        return any(re.match(r"list|lijst", stijl.naam, re.I) for stijl in self._keten(alinea)[:1])

    def teken(self, alinea: _Element) -> Teken | None:
        """The number or bullet before the paragraph, or None; counts it."""
        gevonden = self._nummer_en_diepte(alinea)
        if gevonden is None:
            return None
        nummer, diepte = gevonden
        lijst = self._lijsten.get(nummer)
        niveau = lijst.niveaus.get(diepte) if lijst else None
        if lijst is None or niveau is None:
            return Teken("", diepte)
        if niveau.soort == "none":
            return None
        begin = self._herstart.get(nummer, {}).pop(diepte, None)
        lijst.tellers[diepte] = begin if begin is not None else lijst.tellers.get(diepte, niveau.begin - 1) + 1
        for dieper in [d for d in lijst.tellers if d > diepte]:
            del lijst.tellers[dieper]
        return Teken("" if niveau.soort == "bullet" else _label(lijst, niveau), diepte)

    def _nummer_en_diepte(self, alinea: _Element) -> tuple[str, int] | None:
        """List number and depth: of the paragraph itself, or else of its style."""
        eigenschappen = [alinea.find(W + "pPr"), *(stijl.eigenschappen for stijl in self._keten(alinea))]
        diepte: str | None = None
        for pPr in eigenschappen:
            numPr = _vind(pPr, "numPr")
            if numPr is None:
                continue
            diepte = diepte or _waarde(_vind(numPr, "ilvl"))
            nummer = _waarde(_vind(numPr, "numId"))
            if nummer is not None:
                if nummer == "0":
                    return None
                return nummer, int(diepte) if diepte else self._diepte_van_stijl(nummer, alinea)
        return None

    def _diepte_van_stijl(self, nummer: str, alinea: _Element) -> int:
        lijst = self._lijsten.get(nummer)
        naam = _waarde(alinea.find(f"{W}pPr/{W}pStyle")) or ""
        return lijst.stijlen.get(naam, 0) if lijst else 0

    def _keten(self, alinea: _Element) -> list[_Stijl]:
        """The style of a paragraph and those it is based on."""
        naam = _waarde(alinea.find(f"{W}pPr/{W}pStyle"))
        keten: list[_Stijl] = []
        while naam in self._stijlen and self._stijlen[naam] not in keten:
            keten.append(self._stijlen[naam])
            naam = keten[-1].basis
        return keten

    def _lees_nummering(self, nummering: _Element) -> None:
        abstract = {}
        for element in nummering.iter(W + "abstractNum"):
            lijst = abstract[element.get(W + "abstractNumId")] = _Lijst()
            for lvl in element.iter(W + "lvl"):
                _lees_niveau(lijst, lvl)
        for num in nummering.iter(W + "num"):
            sleutel = num.get(W + "numId", "")
            self._lijsten[sleutel] = abstract.get(_waarde(num.find(W + "abstractNumId")), _Lijst())
            begin = {
                int(o.get(W + "ilvl", "0")): int(_waarde(o.find(W + "startOverride")) or 1)
                for o in num.iter(W + "lvlOverride")
                if o.find(W + "startOverride") is not None
            }
            self._herstart[sleutel] = begin


def _lees_stijl(element: _Element) -> _Stijl:
    vet = element.find(f"{W}rPr/{W}b")
    return _Stijl(
        _waarde(element.find(W + "name")) or "",
        _waarde(element.find(W + "basedOn")),
        element.find(W + "pPr"),
        None if vet is None else vet.get(W + "val", "1") not in ("0", "false"),
    )


def _lees_niveau(lijst: _Lijst, lvl: _Element) -> None:
    diepte = int(lvl.get(W + "ilvl", "0"))
    lijst.niveaus[diepte] = _Niveau(
        _waarde(lvl.find(W + "numFmt")) or "decimal",
        _waarde(lvl.find(W + "lvlText")) or "",
        int(_waarde(lvl.find(W + "start")) or 1),
    )
    if stijl := _waarde(lvl.find(W + "pStyle")):
        lijst.stijlen[stijl] = diepte


def _label(lijst: _Lijst, niveau: _Niveau) -> str:
    """The number as the document shows it: "2.1", "b)", "Artikel 4"."""

    def vul(m: re.Match[str]) -> str:
        diepte = int(m[1]) - 1
        bron = lijst.niveaus.get(diepte, niveau)
        return _cijfer(lijst.tellers.get(diepte, bron.begin), bron.soort)

    return re.sub(r"%([1-9])", vul, niveau.text).strip()


def _cijfer(n: int, soort: str) -> str:
    if soort in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (n - 1) % 26) * ((n - 1) // 26 + 1)
        return letter if soort == "lowerLetter" else letter.upper()
    if soort in ("lowerRoman", "upperRoman"):
        romeins = _romeins(n)
        return romeins.lower() if soort == "lowerRoman" else romeins
    return f"{n:02}" if soort == "decimalZero" else str(n)


def _romeins(n: int) -> str:
    uit = ""
    for waarde, teken in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        uit += teken * (n // waarde)
        n %= waarde
    return uit


def _vind(element: _Element | None, naam: str) -> _Element | None:
    return None if element is None else element.find(W + naam)


def _waarde(element: Any) -> str | None:
    return None if element is None else element.get(W + "val")
