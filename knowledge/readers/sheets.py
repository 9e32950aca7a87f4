"""Workbooks (xlsx; xls, xlsb and ods too): a heading a sheet, each block of cells a table with its own header.

Values stand as a Dutch reader sees them. openpyxl reads xlsx row by row, so that a long list costs little memory;
calamine reads the other kinds, and an xlsx that openpyxl refuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile, is_zipfile

from knowledge.decoding import LeesFout
from knowledge.kenmerken import Kenmerken
from knowledge.readers.blad import Blad, Samengevoegd, blokken
from knowledge.readers.getallen import toon
from knowledge.readers.model import Gelezen
from knowledge.readers.opmaak import BEVEILIGD, controleer_pakket, gelezen, kop, leesbaar, merk, ooxml_kenmerken

if TYPE_CHECKING:
    from openpyxl import Workbook

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_VANZELF = re.compile(r"(?:blad|sheet|werkblad|tabelle|feuil)\s?\d*", re.I)
MEESTE_CELLEN = 2_000_000
"""Filled cells that are read of one file; what comes after is left out, and said."""


def lees_sheets(inhoud: bytes, naam: str) -> Gelezen:
    """A workbook.

    Raises:
        LeesFout: it is empty, broken, protected, or without text.
    """
    oud = inhoud.startswith(b"\xd0\xcf\x11\xe0")
    if not oud or b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0" in inhoud:
        controleer_pakket(inhoud, naam)
    uit_bestand = Kenmerken()
    with leesbaar(naam):
        is_xlsx = _is_xlsx(inhoud)
    if is_xlsx:
        try:
            with leesbaar(naam):
                bladen = _met_openpyxl(inhoud)
        except LeesFout:
            bladen = _met_calamine(inhoud, naam)
        with leesbaar(naam):
            uit_bestand = ooxml_kenmerken(inhoud)
    else:
        bladen = _met_calamine(inhoud, naam)
    gevuld = [blad for blad in bladen if any(blad.rijen.values())]
    return gelezen(naam, list(_markdown(gevuld)), uit_bestand, [m for blad in gevuld for m in blad.meldingen])


def _is_xlsx(inhoud: bytes) -> bool:
    if not is_zipfile(BytesIO(inhoud)):
        return False
    with ZipFile(BytesIO(inhoud)) as pakket:
        return "xl/workbook.xml" in pakket.namelist()


def _markdown(bladen: list[Blad]) -> Iterator[str]:
    for blad in bladen:
        met_kop = len(bladen) > 1 or not _VANZELF.fullmatch(blad.naam)
        yield merk("blad", blad.naam, verborgen=blad.verborgen)
        if met_kop:
            yield kop(2, blad.naam)
        yield from blokken(blad, kop(2, blad.naam) if met_kop else None)


# --- xlsx --------------------------------------------------------------------------------------------------


def _met_openpyxl(inhoud: bytes) -> list[Blad]:
    from openpyxl import load_workbook

    boek = load_workbook(BytesIO(inhoud), read_only=True, data_only=True)
    try:
        ruimte = MEESTE_CELLEN
        bladen = []
        for werkblad in boek.worksheets:
            blad = _lees_blad(boek, werkblad, ruimte)
            ruimte -= sum(map(len, blad.rijen.values()))
            bladen.append(blad)
        return bladen
    finally:
        boek.close()


def _lees_blad(boek: Workbook, werkblad: Any, ruimte: int) -> Blad:
    """One sheet; at most `ruimte` cells of it."""
    blad = Blad(werkblad.title, verborgen=werkblad.sheet_state != "visible")
    if blad.verborgen:
        blad.meldingen.append(f"blad '{blad.naam}' is verborgen; de inhoud is wel gelezen")
    verborgen_rijen, zonder_uitkomst = _bekijk_vooraf(boek, werkblad, blad)
    werkblad.reset_dimensions()  # what a file says of its own size is not always true
    for nummer, rij in enumerate(werkblad.iter_rows(), start=1):
        gevuld = [cel for cel in rij if cel.value is not None]
        teksten = [toon(cel.value, cel.number_format) if cel.value is not None else "" for cel in rij] if gevuld else []
        if not any(teksten):
            continue
        ruimte -= len(gevuld)
        if ruimte < 0:
            blad.meldingen.append(f"blad '{blad.naam}' is te lang; alleen de rijen tot {nummer} zijn gelezen")
            break
        while not teksten[-1]:
            teksten.pop()
        blad.rijen[nummer] = teksten
        if all(cel.font.b for cel in gevuld):
            blad.vet.add(nummer)
    if verborgen_rijen:
        blad.meldingen.append(f"blad '{blad.naam}' heeft {verborgen_rijen} verborgen rijen; die zijn wel gelezen")
    if zonder_uitkomst:
        blad.meldingen.append(
            f"blad '{blad.naam}' heeft {zonder_uitkomst} formules waarvan de uitkomst leeg is of ontbreekt; "
            "open het bestand in Excel, sla het op en lees het opnieuw in"
        )
    return blad


def _bekijk_vooraf(boek: Any, werkblad: Any, blad: Blad) -> tuple[int, int]:
    """Find what reading row by row does not give: merged cells, hidden rows, formulas without a value."""
    from lxml import etree
    from openpyxl.utils.cell import range_boundaries

    verborgen = zonder_uitkomst = 0
    with boek._archive.open(werkblad._worksheet_path) as bron:
        for _, element in etree.iterparse(bron, tag=(f"{_S}row", f"{_S}mergeCell"), resolve_entities=False):
            if element.tag == f"{_S}mergeCell":
                links, boven, rechts, onder = (n or 1 for n in range_boundaries(element.get("ref", "A1")))
                blad.samengevoegd.append(Samengevoegd(boven, links, onder, rechts))
            else:
                verborgen += element.get("hidden") in ("1", "true") and any(len(c) > 0 for c in element)
                zonder_uitkomst += sum(not c.findtext(f"{_S}v") for c in element if c.find(f"{_S}f") is not None)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    return verborgen, zonder_uitkomst


# --- the other kinds ---------------------------------------------------------------------------------------


def _met_calamine(inhoud: bytes, naam: str) -> list[Blad]:
    from python_calamine import CalamineWorkbook, PasswordError

    with leesbaar(naam):
        try:
            boek = CalamineWorkbook.from_filelike(BytesIO(inhoud))
        except PasswordError as error:
            raise LeesFout(naam, BEVEILIGD) from error
        ruimte = MEESTE_CELLEN
        bladen = []
        for gegevens in boek.sheets_metadata:
            blad = Blad(gegevens.name, verborgen="Visible" not in str(gegevens.visible))
            if blad.verborgen:
                blad.meldingen.append(f"blad '{blad.naam}' is verborgen; de inhoud is wel gelezen")
            vel = boek.get_sheet_by_name(gegevens.name)
            for boven_links, onder_rechts in vel.merged_cell_ranges or []:
                blad.samengevoegd.append(Samengevoegd(*(n + 1 for n in (*boven_links, *onder_rechts))))
            for nummer, rij in enumerate(vel.to_python(skip_empty_area=False), start=1):
                teksten = [toon(None if waarde == "" else waarde) for waarde in rij]
                while teksten and not teksten[-1]:
                    teksten.pop()
                ruimte -= len(teksten)
                if ruimte < 0:
                    blad.meldingen.append(f"blad '{blad.naam}' is te lang; alleen de rijen tot {nummer} zijn gelezen")
                    break
                if teksten:
                    blad.rijen[nummer] = teksten
            bladen.append(blad)
        return bladen
