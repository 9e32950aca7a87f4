"""Slide decks (pptx): a heading a slide, text in reading order, tables, charts and diagrams as text, notes kept.

What returns on most slides (footer, date, number, name of the organisation) is left out; slides in a row with the
same title belong together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from knowledge.readers.getallen import toon
from knowledge.readers.model import Gelezen
from knowledge.readers.opmaak import (
    ALLEEN_BEELD,
    GEEN_TEKST,
    alinea,
    controleer_pakket,
    gelezen,
    kop,
    leesbaar,
    merk,
    ooxml_kenmerken,
    punt,
    tabel,
    zonder_vervolg,
)
from knowledge.text import fold

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_KEUZE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_RAND = {"ftr", "sldNum", "dt", "hdr"}
_TITELS = {"title", "ctrTitle"}
_MEESTE_PUNTEN = 1000
_MINST_VAAK = 3  # a text on fewer slides does not count as returning


@dataclass
class _Vak:
    """What stands together on a slide; `sleutel` is its text for comparison with other slides."""

    boven: int
    links: int
    blokken: list[str]
    sleutel: str = ""


@dataclass
class _Dia:
    nummer: int
    titel: str = ""
    vakken: list[_Vak] = field(default_factory=list)
    notities: str = ""
    verborgen: bool = False
    soort: str = ""
    beeld: bool = False


def lees_slides(inhoud: bytes, naam: str) -> Gelezen:
    """A deck of slides.

    Raises:
        LeesFout: it is empty, broken, protected, of an old kind, or without text.
    """
    from pptx import Presentation

    controleer_pakket(inhoud, naam)
    with leesbaar(naam):
        presentatie = Presentation(BytesIO(inhoud))
        dias = [_lees_dia(nummer, dia, presentatie) for nummer, dia in enumerate(presentatie.slides, start=1)]
        uit_bestand = ooxml_kenmerken(inhoud)
    _zonder_herhaling(dias)
    alleen_beeld = [dia for dia in dias if dia.beeld and not dia.vakken and not dia.notities]
    leeg = ALLEEN_BEELD if any(dia.beeld for dia in dias) else GEEN_TEKST
    heeft_tekst = any(dia.vakken or dia.titel or dia.notities for dia in dias)
    return gelezen(naam, list(_blokken(dias)) if heeft_tekst else [], uit_bestand, _meldingen(dias, alleen_beeld), leeg)


def _meldingen(dias: list[_Dia], alleen_beeld: list[_Dia]) -> list[str]:
    return [
        f"{_opsomming(groep)} {'zijn' if len(groep) > 1 else 'is'} {wat}"
        for groep, wat in (
            ([d for d in dias if d.verborgen], "verborgen; de tekst is wel gelezen"),
            (alleen_beeld, "alleen beeld; wat daarin staat is niet gelezen"),
        )
        if groep
    ]


def _opsomming(dias: list[_Dia]) -> str:
    nummers = [str(dia.nummer) for dia in dias]
    return "dia " + (" en ".join(filter(None, (", ".join(nummers[:-1]), nummers[-1]))))


# --- from a slide ------------------------------------------------------------------------------------------


def _lees_dia(nummer: int, slide: Slide, presentatie: Presentation) -> _Dia:
    for keuze in list(slide.element.iter(_KEUZE)):
        _pak_uit(keuze)
    dia = _Dia(nummer, verborgen=slide.element.get("show") in ("0", "false"))
    dia.soort = slide.slide_layout.element.get("type", "")
    hoogte = presentatie.slide_height or 1
    dia.vakken = _vakken(slide.shapes, dia, hoogte)
    if slide.has_notes_slide and (kader := slide.notes_slide.notes_text_frame) is not None:
        dia.notities = "\n\n".join(filter(None, (alinea(p.text.replace("\v", "\n")) for p in kader.paragraphs)))
    return dia


def _pak_uit(keuze: Any) -> None:
    """Put the first of alternative drawings in place of the choice, since python-pptx sees no choices."""
    ouder = keuze.getparent()
    eerste = next(iter(keuze), None)
    if ouder is not None and eerste is not None:
        for kind in list(eerste):
            keuze.addprevious(kind)
        ouder.remove(keuze)


def _vakken(vormen: Iterable[Any], dia: _Dia, hoogte: int) -> list[_Vak]:
    """The shapes with text in reading order: from the top down, and from the left where they stand side by side."""
    vakken: list[_Vak] = []
    for vorm in vormen:
        soort = _plaatshouder(vorm)
        if soort in _TITELS and not dia.titel and vorm.has_text_frame:
            dia.titel = " ".join(vorm.text_frame.text.split())
            dia.soort = "title" if soort == "ctrTitle" else dia.soort
            continue
        dia.beeld |= vorm.element.tag.endswith("}pic")
        if soort in _RAND or _is_paginanummer(vorm):
            continue
        blokken = list(_inhoud(vorm, soort, dia, hoogte))
        if blokken:
            vakken.append(_Vak(vorm.top or 0, vorm.left or 0, blokken, _sleutel(vorm, blokken, hoogte)))
    return _op_volgorde(vakken, hoogte // 30)


def _op_volgorde(vakken: list[_Vak], speling: int) -> list[_Vak]:
    """Sorted by row and then from left to right; tops that differ less than `speling` are one row."""
    rij = 0
    uit: list[tuple[int, int, _Vak]] = []
    vorige: int | None = None
    for vak in sorted(vakken, key=lambda v: v.boven):
        if vorige is not None and vak.boven - vorige > speling:
            rij += 1
        if vorige is None or vak.boven - vorige > speling:
            vorige = vak.boven
        uit.append((rij, vak.links, vak))
    return [vak for _, _, vak in sorted(uit, key=lambda deel: deel[:2])]


def _plaatshouder(vorm: Any) -> str:
    """The kind of placeholder that a shape is, as the file names it; empty for none."""
    ph = next(vorm.element.iter("{*}ph"), None) if vorm.is_placeholder else None
    return "" if ph is None else ph.get("type", "obj")


def _is_paginanummer(vorm: Any) -> bool:
    """Whether its whole text is the number of the slide or the date of today."""
    velden = [veld for veld in vorm.element.iter(_A + "fld") if re.match(r"slidenum|datetime", veld.get("type", ""))]
    anders = "".join(t.text or "" for t in vorm.element.iter(_A + "t") if t.getparent() not in velden)
    return bool(velden) and not re.search(r"\w{3}", anders)


def _sleutel(vorm: Any, blokken: list[str], hoogte: int) -> str:
    """The text by which to know it again; at the edge of a slide numbers may differ."""
    text = fold(" ".join(blokken))
    if len(text) > 200 or blokken[0].startswith("|"):
        return ""
    boven, onder = vorm.top or 0, (vorm.top or 0) + (vorm.height or 0)
    return re.sub(r"\d+", "#", text) if len(text) <= 120 and (onder < hoogte * 0.12 or boven > hoogte * 0.88) else text


def _inhoud(vorm: Any, soort: str, dia: _Dia, hoogte: int) -> Iterator[str]:
    """The text of one shape as blocks of Markdown."""
    if vorm.element.tag.endswith("}grpSp"):
        for vak in _vakken(vorm.shapes, dia, hoogte):
            yield from vak.blokken
    elif getattr(vorm, "has_table", False):
        yield from _tabel(vorm.table)
    elif getattr(vorm, "has_chart", False):
        yield from _grafiek(vorm.chart.element)
    elif vorm.element.tag.endswith("}graphicFrame"):
        yield from _diagram(vorm)
    elif vorm.has_text_frame:
        yield from _alineas(vorm.text_frame.paragraphs, is_lijst=soort in ("body", "obj"))


def _alineas(alineas: Iterable[Any], is_lijst: bool) -> Iterator[str]:
    """Paragraphs as text or, where they have bullets, as one list."""
    met_tekst = [p for p in alineas if p.text.strip()]
    is_lijst = is_lijst and len(met_tekst) > 1
    lijst: list[str] = []
    tellers: Counter[int] = Counter()
    for p in met_tekst:
        text = p.text.replace("\v", "\n")
        teken = _opsomteken(p, is_lijst)
        if teken is None:
            yield from _klaar(lijst)
            tellers.clear()
            yield alinea(text)
            continue
        for dieper in [d for d in tellers if d > p.level]:
            del tellers[dieper]
        tellers[p.level] += 1
        lijst.append(punt(text, p.level, teken.format(tellers[p.level])))
    yield from _klaar(lijst)


def _klaar(lijst: list[str]) -> Iterator[str]:
    if lijst:
        yield "\n".join(lijst)
        lijst.clear()


def _opsomteken(p: Any, is_lijst: bool) -> str | None:
    """The pattern of the mark before a paragraph ("{}." where it is numbered); None without one."""
    eigenschappen = p._p.pPr
    namen = set() if eigenschappen is None else {str(e.tag).rpartition("}")[2] for e in eigenschappen}
    if "buAutoNum" in namen:
        return "{}."
    if "buNone" in namen:
        return None
    return "" if is_lijst or p.level or namen & {"buChar", "buBlip"} else None


def _tabel(table: Any) -> list[str]:
    rijen: list[list[str]] = []
    for r, rij in enumerate(table.rows):
        cellen: list[str] = []
        breedste = 1
        for k, cell in enumerate(rij.cells):
            if not cell.is_spanned:
                cellen.append(cell.text.replace("\v", "\n"))
                breedste = max(breedste, cell.span_width)
            else:  # the value of the cell to the left, or else of the one above
                van_links = cell._tc.hMerge
                cellen.append(cellen[k - 1] if van_links else (rijen[r - 1] * len(rij.cells))[k])
        rijen.append(cellen[:1] if breedste == len(cellen) > 1 else cellen)
    return tabel(rijen)


def _grafiek(ruimte: Any) -> Iterator[str]:
    """A chart as a table, from its XML: a row for each category, a column for each series."""
    titel = ruimte.find(f"{_C}chart/{_C}title")
    if titel is not None and (text := "".join(t.text or "" for t in titel.iter(_A + "t")).strip()):
        yield alinea(text)
    reeksen = list(ruimte.iter(_C + "ser"))
    namen = next((n for reeks in reeksen if (n := _punten(reeks, "cat", "xVal"))), [])
    waarden = [_punten(reeks, "val", "yVal") for reeks in reeksen]
    if any(waarden):
        hoofd = ["", *(" ".join(_punten(reeks, "tx")) for reeks in reeksen)]
        yield from tabel([hoofd, *(list(rij) for rij in zip_longest(namen, *waarden, fillvalue=""))])


def _punten(reeks: Any, *namen: str) -> list[str]:
    """The texts, numbers or dates of a series under the first of these names that it has."""
    bron = next((b for naam in namen if (b := reeks.find(_C + naam)) is not None), None)
    if bron is None:
        return []
    opmaak = next((code.text or "" for code in bron.iter(_C + "formatCode")), "General")
    punten = {int(pt.get("idx", "0")): _toon(pt.findtext(_C + "v") or "", opmaak) for pt in bron.iter(_C + "pt")}
    return [punten.get(n, "") for n in range(min(max(punten, default=-1) + 1, _MEESTE_PUNTEN))]


def _toon(text: str, opmaak: str) -> str:
    """A number in a chart as shown; other text as it is."""
    from openpyxl.styles.numbers import is_date_format
    from openpyxl.utils.datetime import from_excel

    if not re.fullmatch(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:E-?\d+)?", text):
        return text
    return toon(from_excel(float(text)) if is_date_format(opmaak) else float(text), opmaak)


def _diagram(vorm: Any) -> Iterator[str]:
    """The texts of a diagram (SmartArt) as a list, nested as drawn."""
    from lxml import etree

    verwijzing = next(vorm.element.iter(_DGM + "relIds"), None)
    if verwijzing is None:
        return
    sleutel = next((w for naam, w in verwijzing.attrib.items() if str(naam).endswith("}dm")), "")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    model = etree.fromstring(vorm.part.related_part(sleutel).blob, parser)
    teksten = {
        pt.get("modelId"): " ".join("".join(t.text or "" for t in pt.iter(_A + "t")).split())
        for pt in model.iter(_DGM + "pt")
        if pt.get("type", "node") in ("node", "asst", "doc")
    }
    kinderen: dict[str | None, list[tuple[int, str | None]]] = {}
    for cxn in model.iter(_DGM + "cxn"):
        if cxn.get("type", "parOf") == "parOf":
            kinderen.setdefault(cxn.get("srcId"), []).append((int(cxn.get("srcOrd", "0")), cxn.get("destId")))
    wortel = next((pt.get("modelId") for pt in model.iter(_DGM + "pt") if pt.get("type") == "doc"), None)
    regels = list(_tak(wortel, kinderen, teksten, 0)) or [punt(t) for t in teksten.values() if t]
    if regels:
        yield "\n".join(regels)


def _tak(
    knoop: str | None, kinderen: dict[str | None, list[tuple[int, str | None]]], teksten: dict[Any, str], diepte: int
) -> Iterator[str]:
    for _, kind in sorted(kinderen.pop(knoop, []), key=lambda deel: deel[0]):
        if text := teksten.get(kind, ""):
            yield punt(text, diepte)
        yield from _tak(kind, kinderen, teksten, diepte + bool(text))


# --- to Markdown -------------------------------------------------------------------------------------------


def _zonder_herhaling(dias: list[_Dia]) -> None:
    """Leave out what returns on at least half of the slides."""
    vaak = Counter(sleutel for dia in dias for sleutel in {vak.sleutel for vak in dia.vakken} if sleutel)
    grens = max(_MINST_VAAK, len(dias) / 2)
    for dia in dias:
        dia.vakken = [vak for vak in dia.vakken if vaak[vak.sleutel] < grens]


def _blokken(dias: list[_Dia]) -> Iterator[str]:
    vorige = ""
    in_deel = False
    for dia in dias:
        yield merk("dia", dia.nummer, verborgen=dia.verborgen)
        titel = zonder_vervolg(_titel(dia))
        if dia.soort == "secHead":
            in_deel = True
        if fold(titel) != fold(vorige):
            eerste = dia is dias[0] and dia.soort == "title"
            yield kop(1 if eerste else 3 if in_deel and dia.soort != "secHead" else 2, titel)
            if not dia.vakken and not dia.notities and dia.soort != "secHead" and len(titel) >= 15:
                yield alinea(titel)
        vorige = titel
        for vak in dia.vakken:
            yield from vak.blokken
        if dia.notities:
            yield "Notities:"
            yield dia.notities


def _titel(dia: _Dia) -> str:
    """The title of a slide, or else the short line at its top, or else its number."""
    if dia.titel:
        return dia.titel
    eerste = dia.vakken[0].blokken if dia.vakken else []
    if eerste and len(eerste[0]) <= 80 and "\n" not in eerste[0] and not eerste[0].startswith(("-", "|")):
        if len(eerste) > 1:
            dia.vakken[0].blokken = eerste[1:]
        elif len(dia.vakken) > 1:
            dia.vakken = dia.vakken[1:]
        return eerste[0]
    return f"Dia {dia.nummer}"
