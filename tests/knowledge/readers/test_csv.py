"""Tables in text files: separator, encoding and header are found, and no row loses its column names."""

from __future__ import annotations

import pytest

from knowledge.decoding import LeesFout
from knowledge.readers.model import Gelezen
from knowledge.readers.tables import lees_csv

CODES = "Code;Omschrijving;Tarief\n504DZ;Duurzaam zwaar;€ 1.234,50\n501PE;Cliënt, perspectief;€ 900,00\n"
TABEL = (
    "| Code | Omschrijving | Tarief |\n| --- | --- | --- |\n"
    "| 504DZ | Duurzaam zwaar | € 1.234,50 |\n| 501PE | Cliënt, perspectief | € 900,00 |"
)


def lees(inhoud: str | bytes, naam: str = "codes.csv") -> Gelezen:
    return lees_csv(inhoud.encode() if isinstance(inhoud, str) else inhoud, naam)


def tekst(gelezen: Gelezen) -> str:
    return "\n\n".join(s.ruw for s in gelezen.sections.secties)


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings_that_spreadsheets_write(codering: str) -> None:
    assert tekst(lees(CODES.encode(codering))) == TABEL


@pytest.mark.parametrize("scheider", [";", "\t", "|"])
def test_separators(scheider: str) -> None:
    assert tekst(lees(CODES.replace(";", scheider))) == TABEL


def test_commas_with_quotes_line_breaks_and_pipes_in_cells() -> None:
    inhoud = 'Code,Uitleg\r\nA1,"eerste regel\r\nTweede, met ""aanhaling"""\r\nA2,links | rechts\r\n'
    assert tekst(lees(inhoud)).split("\n")[2:] == [
        '| A1 | eerste regel; Tweede, met "aanhaling" |',
        "| A2 | links \\| rechts |",
    ]


def test_a_decimal_comma_is_no_separator() -> None:
    assert "| 504DZ | 1,5 |" in tekst(lees("Code;Uren\n504DZ;1,5\n501PE;2,5\n"))


def test_the_separator_that_a_file_names_itself() -> None:
    assert tekst(lees("sep=;\n" + CODES)) == TABEL


def test_lines_above_the_table_stay_text() -> None:
    inhoud = tekst(lees("Productcodes regio;;\nPeildatum 1 juli 2025;;\n" + CODES))
    assert inhoud.startswith("Productcodes regio\n\nPeildatum 1 juli 2025\n\n| Code |")


def test_a_table_without_header_keeps_its_first_row() -> None:
    inhoud = tekst(lees("504;12,50\n505;13,00\n506;14,25\n"))
    assert inhoud.startswith("| kolom 1 | kolom 2 |")
    assert "| 504 | 12,50 |" in inhoud


def test_years_as_column_names_are_a_header() -> None:
    assert tekst(lees("Product;2024;2025\nAmbulant;ja;nee\nVerblijf;nee;ja\n")).startswith("| Product | 2024 | 2025 |")


def test_rows_too_wide_to_read_become_lines_with_column_names() -> None:
    kop = [f"Kolom{n}" for n in range(20)]
    inhoud = tekst(lees(";".join(kop) + "\n" + ";".join(["", *(f"w{n}" for n in range(1, 20))]) + "\n"))
    assert inhoud.startswith("- Kolom1: w1; Kolom2: w2;")
    assert inhoud.endswith("Kolom19: w19")


def test_long_texts_in_cells_become_lines_too() -> None:
    lang = "Deze regel geldt alleen wanneer de gemeente dat vooraf schriftelijk heeft bevestigd. " * 8
    assert f"- Code: R1; Uitleg: {lang.strip()}" in tekst(lees(f"Code;Uitleg\nR1;{lang}\nR2;{lang}\n"))


def test_rows_with_more_or_fewer_cells_lose_nothing() -> None:
    inhoud = tekst(lees("Code;Naam\nA;een;extra\nB\nC;drie\nD;vier\n"))
    assert "| A | een | extra |" in inhoud
    assert "| C | drie |" in inhoud
    assert "B" in inhoud.split()


def test_every_piece_of_a_long_table_has_the_header() -> None:
    rijen = "".join(f"{n:04};gemeente nummer {n}\n" for n in range(300))
    stukken = lees("Code;Naam\n" + rijen).sections.pieces()
    assert len(stukken) > 5
    assert all("| Code | Naam |" in stuk.text for stuk in stukken)
    assert sum(f"| {n:04} |" in stuk.text for stuk in stukken for n in range(300)) == 300


def test_a_bsn_in_a_cell_is_taken_out() -> None:
    assert "999990019" not in tekst(lees("Naam;BSN\nVoorbeeld;999990019\n"))


@pytest.mark.parametrize(
    ("inhoud", "reden"),
    [
        (b"", "leeg"),
        (b";;\n;;\n", "geen leesbare tekst"),
        (bytes(range(256)) * 20, "geen tekst"),
        (b'a;b\n"x;y\n' + b"1;2\n" * 300_000, "aanhalingsteken"),
    ],
)
def test_what_is_no_table_says_why(inhoud: bytes, reden: str) -> None:
    with pytest.raises(LeesFout, match=reden):
        lees(inhoud)
