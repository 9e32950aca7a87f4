from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from knowledge.decoding import LeesFout
from knowledge.readers.getallen import toon
from knowledge.readers.model import Gelezen
from knowledge.readers.sheets import lees_sheets


def opslaan(boek: Workbook) -> bytes:
    uit = BytesIO()
    boek.save(uit)
    return uit.getvalue()


def lees(boek: Workbook) -> Gelezen:
    return lees_sheets(opslaan(boek), "codes.xlsx")


def blad(cellen: dict[str, Any], naam: str = "Codes", *samen: str) -> Workbook:
    boek = Workbook()
    werkblad = boek.active
    assert werkblad is not None
    werkblad.title = naam
    for plek, waarde in cellen.items():
        werkblad[plek] = waarde
    for bereik in samen:
        werkblad.merge_cells(bereik)
    return boek


def secties(boek: Workbook) -> dict[tuple[str, ...], str]:
    return {p.pad: p.text for p in lees(boek).sections.whole()}


def rijen(*rijen: list[Any], begin: int = 1, kolom: str = "A") -> dict[str, Any]:
    return {f"{chr(ord(kolom) + k)}{begin + r}": w for r, rij in enumerate(rijen) for k, w in enumerate(rij)}


# --- values ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("waarde", "opmaak", "text"),
    [
        (dt.datetime(2025, 7, 1), "mm-dd-yy", "1-7-2025"),  # noqa: DTZ001
        (dt.date(2025, 7, 1), "d mmmm yyyy", "1-7-2025"),
        (dt.datetime(2025, 7, 1, 14, 5), "dd-mm-yyyy hh:mm", "1-7-2025 14:05"),  # noqa: DTZ001
        (dt.datetime(2025, 7, 1), "mmmm yyyy", "juli 2025"),  # noqa: DTZ001
        (dt.datetime(2025, 1, 1), "yyyy", "2025"),  # noqa: DTZ001
        (dt.time(9, 30), "hh:mm", "9:30"),
        (dt.timedelta(hours=36), "[h]:mm", "36:00"),
        (0.3, "0%", "30%"),
        (0.125, "0.0%", "12,5%"),
        (0.1 + 0.2, "General", "0,3"),
        (7, "00000", "00007"),
        (1234.5, '"€" #,##0.00', "€ 1.234,50"),
        (-1234.5, "[$€-413] #,##0.00;[Red]-[$€-413] #,##0.00", "€ -1.234,50"),
        (35000, "#,##0", "35.000"),
        (35000, "General", "35000"),
        (75.0, "General", "75"),
        (12, '0" dagen"', "12 dagen"),
        (True, "General", "ja"),
        ("#N/A", "General", ""),
        ("00123", "@", "00123"),
        (None, "General", ""),
        (1e21, "0.00E+00", "1000000000000000000000"),
    ],
)
def test_values_stand_as_a_dutch_reader_sees_them(waarde: object, opmaak: str, text: str) -> None:
    assert toon(waarde, opmaak) == text


def test_the_format_of_a_cell_in_a_file_is_followed() -> None:
    boek = blad(rijen(["Code", "Vanaf", "Deel"], ["045A", dt.date(2025, 7, 1), 0.3], [54, dt.date(2026, 1, 1), 1]))
    werkblad = boek.active
    assert werkblad is not None
    werkblad["A3"].number_format = "0000"
    werkblad["C2"].number_format = werkblad["C3"].number_format = "0%"
    assert secties(boek)[("Codes",)].split("\n")[2:] == ["| 045A | 1-7-2025 | 30% |", "| 0054 | 1-1-2026 | 100% |"]


# --- blocks ------------------------------------------------------------------------------------------------


def test_a_title_above_a_table_is_its_heading_and_several_tables_are_told_apart() -> None:
    cellen = rijen(["Productcodes 2025"], ["Code", "Naam"], ["45A04", "Ambulant"], ["45A05", "Groep"])
    cellen |= rijen(["Tarieven"], ["Code", "Tarief"], ["45A04", 75], ["45A05", 80], begin=8)
    cellen |= rijen(["Gemeente", "Contact"], ["Duinrand", "Team Zuid"], kolom="E")
    assert secties(blad(cellen)) == {
        ("Codes", "Productcodes 2025"): "| Code | Naam |\n| --- | --- |\n| 45A04 | Ambulant |\n| 45A05 | Groep |",
        ("Codes",): "| Gemeente | Contact |\n| --- | --- |\n| Duinrand | Team Zuid |",
        ("Codes", "Tarieven"): "| Code | Tarief |\n| --- | --- |\n| 45A04 | 75 |\n| 45A05 | 80 |",
    }


def test_merged_cells_have_their_value_in_each_and_two_header_rows_become_one() -> None:
    cellen = rijen(
        ["Segment", "Tarief", None], [None, 2025, 2026], ["B", 70, 72], ["C", 210, 215], ["C", 310, 315], begin=2
    )
    boek = blad(cellen, "Tarieven", "A2:A3", "B2:C2", "A5:A6")
    assert secties(boek)[("Tarieven",)].split("\n") == [
        "| Segment | Tarief – 2025 | Tarief – 2026 |",
        "| --- | --- | --- |",
        "| B | 70 | 72 |",
        "| C | 210 | 215 |",
        "| C | 310 | 315 |",
    ]


def test_a_bold_line_over_the_rows_heads_a_table_of_its_own() -> None:
    boek = blad(
        rijen(["Code", "Naam"], ["Ambulant"], ["45A04", "Licht"], ["Verblijf"], ["44A09", "Zwaar"], ["44A10", None])
    )
    werkblad = boek.active
    assert werkblad is not None
    for plek in ("A2", "A4"):
        werkblad[plek].font = Font(bold=True)
    assert secties(boek)[("Codes",)] == (
        "Ambulant\n\n| Code | Naam |\n| --- | --- |\n| 45A04 | Licht |\n\n"
        "Verblijf\n\n| Code | Naam |\n| --- | --- |\n| 44A09 | Zwaar |\n| 44A10 |  |"
    )


def test_an_empty_row_or_column_inside_a_table_does_not_cost_it_its_header() -> None:
    cellen = rijen(["Code", "Dagen"], ["45A04", 5], ["45A05", 6]) | rijen(["45A06", 7], ["45A07", 8], begin=5)
    assert secties(blad(cellen))[("Codes",)].count("| Code | Dagen |") == 2
    los = rijen(["Code", None, "Naam"], ["45A04", None, "Licht"], ["45A05", None, "Zwaar"])
    assert "| 45A05 | Zwaar |" in secties(blad(los))[("Codes",)]


def test_names_with_values_and_columns_of_text_are_no_tables() -> None:
    cellen = rijen(["Regio:", "Duinrand"], ["Ingang:", dt.date(2025, 7, 1)]) | rijen(
        ["Toelichting"],
        ["Codes gelden per gemeente."],
        ["Zie ook het contract, want daar staat meer over de codes."],
        begin=5,
    )
    boek = blad(cellen, "Info")
    werkblad = boek.active
    assert werkblad is not None
    werkblad["A5"].font = Font(bold=True)
    assert secties(boek) == {
        ("Info",): "- Regio: Duinrand\n- Ingang: 1-7-2025",
        (
            "Info",
            "Toelichting",
        ): "Codes gelden per gemeente.\n\nZie ook het contract, want daar staat meer over de codes.",
    }


def test_rows_without_a_header_stay_whole() -> None:
    assert secties(blad(rijen([1, "a", 3], [2, "b", 4])))[("Codes",)] == "- 1; a; 3\n- 2; b; 4"


# --- sheets ------------------------------------------------------------------------------------------------


def test_each_sheet_is_a_place_and_hidden_ones_are_named() -> None:
    boek = blad(rijen(["Code", "Naam"], ["45A04", "Licht"], ["45A05", "Zwaar"]), "Productcodes")
    oud = boek.create_sheet("Oud")
    oud["A1"] = "Deze codes zijn vervallen."
    oud.sheet_state = "hidden"
    boek.create_sheet("Leeg")
    werkblad = boek["Productcodes"]
    werkblad.row_dimensions[3].hidden = True
    werkblad["C9"].font = Font(bold=True)  # an empty cell with a format
    gelezen = lees(boek)
    assert gelezen.sections.pieces()[0].plaats == "blad Productcodes"
    assert any("verborgen" in (p.plaats or "") for p in gelezen.sections.pieces())
    assert sorted(gelezen.meldingen) == [
        "blad 'Oud' is verborgen; de inhoud is wel gelezen",
        "blad 'Productcodes' heeft 1 verborgen rijen; die zijn wel gelezen",
    ]


def test_formulas_give_their_stored_value_and_those_without_one_are_reported() -> None:
    boek = blad(rijen(["Code", "Som"], ["a", "=1+1"], ["b", 3]))
    assert "1 formules waarvan de uitkomst leeg is" in lees(boek).meldingen[0]
    uit = BytesIO()
    with ZipFile(BytesIO(opslaan(boek))) as bron, ZipFile(uit, "w", ZIP_DEFLATED) as doel:
        for deel in bron.namelist():
            xml = (
                bron.read(deel)
                .replace(b"<v></v>", b"<v>2</v>")
                .replace(b"<v />", b"<v>2</v>")
                .replace(b"<v/>", b"<v>2</v>")
            )
            doel.writestr(deel, xml)
    gelezen = lees_sheets(uit.getvalue(), "x.xlsx")
    assert not gelezen.meldingen
    assert "| a | 2 |" in gelezen.sections.whole()[0].text


def test_a_sheet_name_that_a_program_gave_is_no_heading() -> None:
    boek = blad(rijen(["Tarieven"], ["Code", "Tarief"], ["a", 1]), "Blad1")
    assert list(secties(boek)) == [("Tarieven",)]


def test_every_piece_of_a_long_code_list_has_the_header() -> None:
    boek = blad(rijen(["Code", "Omschrijving", "Vanaf"]))
    werkblad = boek.active
    assert werkblad is not None
    for n in range(5000):
        werkblad.append([f"{n:05}", f"Product {n}", dt.date(2025, 1, 1)])
    pieces = lees(boek).sections.pieces()
    assert len(pieces) > 100
    assert all("| Code | Omschrijving | Vanaf |\n| --- |" in p.text for p in pieces)
    assert sum(p.text.count("| Product ") for p in pieces) == 5000
    assert sum("| 04999 | Product 4999 | 1-1-2025 |" in p.text for p in pieces) == 1


# --- files -------------------------------------------------------------------------------------------------


def test_the_properties_of_the_file_give_title_and_date() -> None:
    boek = blad(rijen(["Code", "Naam"], ["a", "b"]))
    boek.properties.title = "Productcodes regio Duinrand"
    boek.properties.creator = "Regio Duinrand"
    kenmerken = lees(boek).kenmerken
    assert (kenmerken.titel, kenmerken.uitgever) == ("Productcodes regio Duinrand", "Regio Duinrand")


def test_a_file_that_openpyxl_refuses_is_read_all_the_same() -> None:
    uit = BytesIO()
    with ZipFile(BytesIO(opslaan(blad(rijen(["Code", "Naam"], ["a", "b"]))))) as bron, ZipFile(uit, "w") as doel:
        for deel in bron.namelist():
            inhoud = bron.read(deel).replace(b'xsi:type="dcterms:W3CDTF">2', b'xsi:type="dcterms:W3CDTF">vandaag')
            doel.writestr(deel, inhoud)
    with pytest.raises(ValueError, match="could not read properties"):
        load_workbook(uit)
    assert "| a | b |" in lees_sheets(uit.getvalue(), "x.xlsx").sections.whole()[0].text


@pytest.mark.parametrize(
    ("inhoud", "reden"),
    [
        (b"", "leeg"),
        (b"geen werkmap", "beschadigd"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
        (opslaan(Workbook()), "geen leesbare tekst"),
        (opslaan(Workbook())[:900], "beschadigd"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(inhoud: bytes, reden: str) -> None:
    with pytest.raises(LeesFout, match=reden):
        lees_sheets(inhoud, "stuk.xlsx")
