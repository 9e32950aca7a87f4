"""Word documents (docx): headings by style, numbers as shown, lists, tables, footnotes and text boxes.

Walks the XML that python-docx opens, since its own paragraphs leave out insertions, numbers, notes and text boxes.
Inserted text counts, deleted text does not; headers, footers, comments and tables of contents stay out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Literal, NamedTuple

from knowledge.readers.model import Gelezen
from knowledge.readers.opmaak import (
    ALLEEN_BEELD,
    GEEN_TEKST,
    alinea,
    controleer_pakket,
    gelezen,
    kop,
    leesbaar,
    ooxml_kenmerken,
    punt,
    tabel,
)
from knowledge.readers.word_stijlen import TITEL, Stijlen, W

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_OVERSLAAN = {
    W + naam for naam in ("del", "moveFrom", "pPr", "rPr", "tblPr", "trPr", "tcPr", "instrText", "delText", "sdtPr")
}
_SYMBOLEN = {"F0FC": "✓", "F0FB": "✗", "F0FE": "☒", "F0A8": "☐", "F06F": "☐", "F0E0": "→", "F0E8": "→"}
_KEUZE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_LANGSTE_KOP = 90


class _Deel(NamedTuple):
    """A piece of the document on its way to Markdown; `niveau` of a heading (None: one by its look only)."""

    soort: Literal["kop", "alinea", "punt", "tabel"]
    text: str
    niveau: int | None = None


def lees_word(inhoud: bytes, naam: str) -> Gelezen:
    """A Word document.

    Raises:
        LeesFout: it is empty, broken, protected, of an old kind, or without text.
    """
    from docx import Document

    controleer_pakket(inhoud, naam)
    with leesbaar(naam):
        document = Document(BytesIO(inhoud))
        delen = list(_Lezer(document).lees())
        uit_bestand = ooxml_kenmerken(inhoud)
        beeld = any(True for _ in document.element.body.iter("{*}blip"))
    return gelezen(naam, _blokken(delen), uit_bestand, leeg=ALLEEN_BEELD if beeld else GEEN_TEKST)


# --- the walk ----------------------------------------------------------------------------------------------


class _Lezer:
    """One walk through a document."""

    def __init__(self, document: Document) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE as RT

        self._document = document
        self._stijlen = Stijlen(document.styles.element, self._onderdeel(RT.NUMBERING))
        self._noten = {
            soort: self._lees_noten(self._onderdeel(getattr(RT, soort)), soort) for soort in ("FOOTNOTES", "ENDNOTES")
        }
        self._te_noemen: list[str] = []
        self._kaders: list[_Element] = []
        self._noot = 0

    def _onderdeel(self, soort: str) -> _Element | None:
        from docx.oxml import parse_xml

        try:
            return parse_xml(self._document.part.part_related_by(soort).blob)
        except KeyError:
            return None

    def _lees_noten(self, element: _Element | None, soort: str) -> dict[str, _Element]:
        noten = [] if element is None else element.iter(W + soort.lower().rstrip("s"))
        return {noot.get(W + "id", ""): noot for noot in noten if noot.get(W + "type") in (None, "normal")}

    def lees(self) -> Iterator[_Deel]:
        """The parts of the body, in order."""
        yield from self._inhoud(self._document.element.body)

    def _inhoud(self, element: _Element) -> Iterator[_Deel]:
        for kind in element:
            if kind.tag == W + "p":
                yield from self._alinea(kind)
            elif kind.tag == W + "tbl":
                yield from self._tabel(kind)
            elif kind.tag == W + "sdt":
                if not _is_inhoudsopgave(kind):
                    yield from self._inhoud(kind)
            elif isinstance(kind.tag, str) and kind.tag not in _OVERSLAAN:
                yield from self._inhoud(kind)

    def _alinea(self, p: _Element) -> Iterator[_Deel]:
        """A paragraph, followed by the text boxes that hang on it."""
        text = self._tekst(p)
        kaders, self._kaders = self._kaders, []
        if text and not self._stijlen.is_inhoudsopgave(p):
            yield self._deel(p, text)
        for kader in kaders:
            yield from self._inhoud(kader)

    def _deel(self, p: _Element, text: str) -> _Deel:
        niveau = self._stijlen.niveau(p)
        teken = self._stijlen.teken(p)
        if niveau is not None:
            return _Deel("kop", f"{teken.text} {text}" if teken and teken.text else text, niveau)
        if teken is not None:
            return _Deel("punt", punt(text, teken.diepte, teken.text))
        if self._stijlen.is_lijstalinea(p):
            return _Deel("punt", f"  {text}")
        if self._lijkt_kop(p, text):
            return _Deel("kop", text)
        return _Deel("alinea", alinea(text))

    def _lijkt_kop(self, p: _Element, text: str) -> bool:
        """Whether a paragraph without a heading style looks like one: short and wholly bold."""
        if len(text) > _LANGSTE_KOP or text[-1] in ".,;:!" or "\n" in text:
            return False
        runs = [r for r in p.iter(W + "r") if any((t.text or "").strip() for t in r.iter(W + "t"))]
        return bool(runs) and all(_is_vet(r, self._stijlen.is_vet(p)) for r in runs)

    # --- text ----------------------------------------------------------------------------------------------

    def _tekst(self, p: _Element) -> str:
        """The text of a paragraph, its footnotes behind it; text boxes are put aside in `_kaders`."""
        buiten, self._te_noemen = self._te_noemen, []
        text = "\n".join(" ".join(regel.split()) for regel in "".join(self._stukken(p)).split("\n")).strip()
        noten, self._te_noemen = self._te_noemen, buiten
        return " ".join([text, *noten]) if text else ""

    def _stukken(self, element: _Element | list[_Element]) -> Iterator[str]:
        for kind in element:
            tag = kind.tag
            if not isinstance(tag, str) or tag in _OVERSLAAN:
                continue
            naam = tag.rpartition("}")[2]
            if naam == "t":
                yield kind.text or ""
            elif tag == W + "txbxContent":
                self._kaders.append(kind)
            elif tag == _KEUZE:
                yield from self._stukken(list(kind)[:1])
            elif tag in (W + "footnoteReference", W + "endnoteReference"):
                yield self._verwijzing(kind, naam)
            elif naam in _TEKENS and tag.startswith(W):
                yield _TEKENS[naam](kind)
            elif not (tag == W + "r" and _is_verborgen(kind)) and not (tag == W + "sdt" and _is_voorbeeld(kind)):
                yield from self._stukken(kind)

    def _verwijzing(self, element: _Element, naam: str) -> str:
        """The mark of a footnote; its text goes behind the paragraph."""
        noot = self._noten["FOOTNOTES" if naam.startswith("foot") else "ENDNOTES"].get(element.get(W + "id", ""))
        if noot is None:
            return ""
        text = " ".join(filter(None, (self._tekst(p) for p in noot.iter(W + "p"))))
        if not text:
            return ""
        self._noot += 1
        self._te_noemen.append(f"(Noot {self._noot}: {text})")
        return f" (noot {self._noot})"

    # --- tables --------------------------------------------------------------------------------------------

    def _tabel(self, tbl: _Element) -> Iterator[_Deel]:
        rijen = [tr for tr in _kinderen(tbl, "tr") if tr.find(f"{W}trPr/{W}del") is None]
        if len(rijen) == 1 or all(len(_kinderen(tr, "tc")) == 1 for tr in rijen):
            for tr in rijen:  # a frame around text, not a table
                for tc in _kinderen(tr, "tc"):
                    yield from self._inhoud(tc)
            return
        inhoud, kopregels = self._rijen(rijen)
        for blok in tabel(inhoud, kopregels):
            yield _Deel("tabel" if blok.startswith("|") else "alinea", blok)

    def _rijen(self, rijen: list[_Element]) -> tuple[list[list[str]], int]:
        """The rows with the value of a merged cell in each that it covers, and the number of header rows."""
        breedte = max(sum(_breedte(tc) for tc in _kinderen(tr, "tc")) for tr in rijen)
        boven: list[str] = [""] * breedte
        uit: list[list[str]] = []
        gekoppeld = False
        for nummer, tr in enumerate(rijen):
            rij: list[str] = [""] * int(_getal(tr.find(f"{W}trPr/{W}gridBefore"), 0))
            for tc in _kinderen(tr, "tc"):
                samen = tc.find(f"{W}tcPr/{W}vMerge")
                vervolg = samen is not None and samen.get(W + "val", "continue") == "continue"
                text = boven[len(rij)] if vervolg and len(rij) < breedte else self._celtekst(tc)
                rij += [text] * _breedte(tc)
                gekoppeld |= nummer == 1 and vervolg
            boven = (rij + [""] * breedte)[:breedte]
            uit.append(rij[:1] if len(_kinderen(tr, "tc")) == 1 and len(rij) == breedte else rij)
        return uit, _aantal_kopregels(rijen, uit, gekoppeld)

    def _celtekst(self, tc: _Element) -> str:
        """The text of a cell, its paragraphs and the rows of a table in it on lines of their own."""
        regels = []
        for deel in self._inhoud(tc):
            text = deel.text.strip().removeprefix("- ")
            if deel.soort == "tabel":
                rijen = [r.strip("| ").replace(" | ", ": ") for r in text.split("\n") if not r.startswith("| ---")]
                text = "; ".join(rijen)
            regels.append(text)
        return "\n".join(regels)


_TEKENS: dict[str, Callable[[_Element], str]] = {
    "tab": lambda _: " ",
    "br": lambda e: "" if e.get(W + "type") in ("page", "column") else "\n",
    "cr": lambda _: "\n",
    "noBreakHyphen": lambda _: "-",
    "softHyphen": lambda _: "",
    "sym": lambda e: _SYMBOLEN.get(e.get(W + "char", "").upper(), ""),
}


def _kinderen(element: _Element, naam: str) -> list[_Element]:
    """The rows of a table or the cells of a row, also those inside a content control."""
    uit = []
    for kind in element:
        if kind.tag == W + naam:
            uit.append(kind)
        elif kind.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
            uit += _kinderen(kind, naam)
    return uit


def _aantal_kopregels(rijen: list[_Element], inhoud: list[list[str]], gekoppeld: bool) -> int:
    """The rows marked as header, or else the first; two when a merged cell holds the first two together."""
    gemerkt = 0
    for tr, rij in zip(rijen, inhoud, strict=True):
        merkteken = tr.find(f"{W}trPr/{W}tblHeader")
        if merkteken is None or merkteken.get(W + "val") in ("0", "false"):
            break
        gemerkt += len(rij) > 1
    if gemerkt:
        return gemerkt
    return 2 if gekoppeld and len(inhoud) > 2 and len(set(inhoud[0])) < len(inhoud[0]) else 1


def _breedte(tc: _Element) -> int:
    return max(1, min(_getal(tc.find(f"{W}tcPr/{W}gridSpan"), 1), 200))


def _getal(element: _Element | None, anders: int) -> int:
    return anders if element is None else int(element.get(W + "val") or anders)


def _aan(element: _Element | None) -> bool:
    return element is not None and element.get(W + "val", "1") not in ("0", "false", "off")


def _is_vet(r: _Element, anders: bool) -> bool:
    eigen = r.find(f"{W}rPr/{W}b")
    if eigen is not None:
        return _aan(eigen)
    stijl = r.find(f"{W}rPr/{W}rStyle")
    return anders or (stijl is not None and stijl.get(W + "val", "").lower() in ("strong", "zwaar"))


def _is_verborgen(r: _Element) -> bool:
    return _aan(r.find(f"{W}rPr/{W}vanish"))


def _is_voorbeeld(sdt: _Element) -> bool:
    """Whether a content control still shows its "click here"."""
    return _aan(sdt.find(f"{W}sdtPr/{W}showingPlcHdr"))


def _is_inhoudsopgave(sdt: _Element) -> bool:
    galerij = sdt.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return _is_voorbeeld(sdt) or (galerij is not None and "Contents" in galerij.get(W + "val", ""))


# --- Markdown ----------------------------------------------------------------------------------------------


def _blokken(delen: list[_Deel]) -> list[str]:
    """The parts as Markdown; with a title, the headings come below it."""
    delen = _een_titel(delen)
    heeft_titel = any(deel.niveau == TITEL for deel in delen if deel.soort == "kop")
    niveau = 0
    blokken: list[str] = []
    for nummer, deel in enumerate(delen):
        volgend = delen[nummer + 1] if nummer + 1 < len(delen) else None
        if deel.soort == "kop" and deel.niveau is not None:
            niveau = 1 if deel.niveau == TITEL else deel.niveau + heeft_titel
            blokken.append(kop(niveau, deel.text))
        elif deel.soort == "kop" and volgend is not None and volgend.soort != "kop":
            blokken.append(kop(max(niveau, 1) + 1, deel.text))
        elif deel.soort == "kop":
            blokken.append(alinea(deel.text))
        elif deel.soort == "punt" and nummer and delen[nummer - 1].soort == "punt":
            blokken[-1] += "\n" + deel.text
        else:
            blokken.append(deel.text.strip() if deel.soort == "punt" else deel.text)
    return blokken


def _een_titel(delen: list[_Deel]) -> list[_Deel]:
    """Title paragraphs in a row become one; a later one is a heading."""
    uit: list[_Deel] = []
    for deel in delen:
        if deel.soort == "kop" and deel.niveau == TITEL:
            if uit and uit[-1].niveau == TITEL and uit[-1].soort == "kop":
                uit[-1] = uit[-1]._replace(text=f"{uit[-1].text} {deel.text}")
                continue
            if any(d.soort == "kop" and d.niveau is not None for d in uit):
                deel = deel._replace(niveau=1)
        uit.append(deel)
    return uit
