"""What a file is goes by its content; what can't be read says what the user can do."""

from __future__ import annotations

import io
import zipfile

import pytest

from knowledge import readers
from knowledge.decoding import LeesFout
from knowledge.readers.soort import soort_van


def archief(**delen: bytes) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as zip_:
        for naam, inhoud in delen.items():
            zip_.writestr(naam.replace("__", "/"), inhoud)
    return uit.getvalue()


def office(kern: str) -> bytes:
    return archief(**{"[Content_Types].xml": b"<Types/>", kern: b"<document/>"})


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
HTML = b"<!-- gemaakt door een programma -->\n<!DOCTYPE html>\n<html><body><h1>Kop</h1><p>Tekst.</p></body></html>"


@pytest.mark.parametrize(
    ("naam", "inhoud", "soort"),
    [
        # content goes before the name
        ("verslag.docx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "pdf"),
        ("verslag.txt", b"\r\n%PDF-1.4\n", "pdf"),
        ("pagina.txt", HTML, "html"),
        ("pagina.docx", HTML, "html"),
        ("lijst.xls", HTML, "html"),
        ("verslag.pdf", office("word/document.xml"), "docx"),
        ("verslag", office("ppt/presentation.xml"), "pptx"),
        ("codes.docx", office("xl/workbook.xml"), "xlsx"),
        ("bericht", b'\xef\xbb\xbf<?xml version="1.0"?><a/>', "xml"),
        ("bericht.txt", '<?xml version="1.0" encoding="utf-16"?><a/>'.encode("utf-16"), "xml"),
        ("pagina.xml", b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', "html"),
        ("schema", b'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>', "xml"),
        # plain text goes by its name
        ("tekst.txt", b"# Kop\n\n| a | b |\n", "tekst"),
        ("TEKST.MD", b"zomaar een zin", "markdown"),
        ("codes.CSV", b"a;b\n1;2\n", "csv"),
        ("codes.tsv", b"a\tb\n1\t2\n", "csv"),
        ("lijst.json", b"[1, 2]", "json"),
        ("JW317.xsd", b'## JW317.xsd\n\n<?xml version="1.0"?><a/>', "xml"),
        # without a name that helps, by its looks
        ("UP001", b"# UP001 - Titel\n\n## Uitgangspunt\n\nTekst.\n", "markdown"),
        ("tabel", b"Codes\n\n| Code | Naam |\n| --- | --- |\n", "markdown"),
        ("vet", b"**Weeknummer berekenen**\n\nTekst.\n", "markdown"),
        ("data", b'{"a": [1, 2]}', "json"),
        ("haakje", b"[1] Zie de toelichting.\n", "tekst"),
        ("LEESMIJ", b"Gewone tekst zonder opmaak.\n", "tekst"),
        ("bestand.onbekend", b"Gewone tekst zonder opmaak.\n", "tekst"),
        ("eigenlijk.docx", b"Gewone tekst die iemand zo heeft genoemd.\n", "tekst"),
    ],
)
def test_kind(naam: str, inhoud: bytes, soort: str) -> None:
    assert soort_van(inhoud, naam) == soort


@pytest.mark.parametrize(
    ("naam", "inhoud", "reden"),
    [
        ("leeg.txt", b"", "het bestand is leeg"),
        ("nullen.pdf", bytes(1000), "het bestand is leeg"),
        ("stukken.pdf", archief(a=b"tekst"), "dit is een ZIP-archief; pak het uit en neem de bestanden op"),
        ("genest.zip", archief(a=archief(b=b"tekst")), "dit is een ZIP-archief"),
        ("tekst.odt", archief(mimetype=b"application/vnd.oasis.opendocument.text"), "OpenDocument"),
        ("codes.xlsb", office("xl/workbook.bin"), "Officebestand dat niet gelezen wordt"),
        ("afgekapt.docx", office("word/document.xml")[:60], "beschadigd"),
        ("oud.doc", OLE, "van voor 2007; sla het op als docx"),
        ("geheim.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "met een wachtwoord beveiligd"),
        ("foto.docx", b"\x89PNG\r\n\x1a\n" + bytes(range(200)), "afbeelding"),
        ("foto", b"\xff\xd8\xff\xe0" + bytes(range(200)), "afbeelding"),
        ("tekening.svg", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "afbeelding"),
        ("brief.doc", b"{\\rtf1\\ansi Hallo}", "RTF-bestand; sla het op als docx"),
        ("pakket.txt", b"\x1f\x8b\x08" + bytes(range(200)), "GZIP-archief"),
        ("film.mp4", b"\x00\x00\x00\x20ftypisom" + bytes(range(200)), "film"),
        ("mail.eml", b"From: a\nMIME-Version: 1.0\n\nHallo\n", "opgeslagen bericht"),
        ("ruis.txt", bytes(range(256)) * 20, "bevat geen tekst"),
    ],
)
def test_what_cannot_be_read_says_what_it_is(naam: str, inhoud: bytes, reden: str) -> None:
    with pytest.raises(LeesFout, match=reden) as fout:
        soort_van(inhoud, naam)
    assert fout.value.bestand == naam


def test_parts_with_a_password_are_told_from_broken_ones() -> None:
    inhoud = bytearray(office("word/document.xml"))
    for begin, plek in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        nummer = -1
        while (nummer := inhoud.find(begin, nummer + 1)) >= 0:
            inhoud[nummer + plek] |= 1
    with pytest.raises(LeesFout, match="met een wachtwoord beveiligd"):
        soort_van(bytes(inhoud), "verslag.docx")


@pytest.mark.parametrize(
    "bom",
    [
        pytest.param(archief(word__document__xml=bytes(60 * 2**20)), id="ratio"),
        pytest.param(archief(**{f"deel{n}": b"" for n in range(10_001)}), id="parts"),
    ],
)
def test_a_bomb_is_refused_before_it_is_opened(bom: bytes) -> None:
    with pytest.raises(LeesFout, match="onmogelijk groot"):
        soort_van(bom, "verslag.docx")


def test_every_kind_of_text_is_read_through_one_door() -> None:
    bestanden = {
        "a.md": b"# Kop\n\nWoord een.",
        "b": b"# Kop\n\nWoord twee.",
        "c.txt": HTML.replace(b"Tekst.", b"Woord drie."),
        "d.xml": b"<a><b>Woord vier</b></a>",
        "e.csv": b"Naam;Code\nWoord vijf;1\n",
        "f.json": b'{"naam": "Woord zes"}',
        "g.txt": b"Woord zeven.",
    }
    teksten = [readers.lees(inhoud, naam).sections.pieces()[0].text for naam, inhoud in bestanden.items()]
    for woord, tekst in zip(("een", "twee", "drie", "vier", "vijf", "zes", "zeven"), teksten, strict=True):
        assert f"Woord {woord}" in tekst


def test_metadata_in_the_text_add_to_those_of_the_file() -> None:
    inhoud = (
        "---\nuitgever: Regio Voorbeeld\n---\n# Protocol\n\n- Auteur: Iemand anders\n- Publicatiedatum: 11-12-2024\n"
    )
    kenmerken = readers.lees(inhoud.encode(), "protocol.md").kenmerken
    assert (kenmerken.uitgever, kenmerken.datum, kenmerken.titel) == ("Regio Voorbeeld", "2024-12-11", None)


def test_the_text_of_an_office_file_goes_before_who_saved_it_last() -> None:
    from datetime import datetime

    from docx import Document

    document = Document()
    document.add_paragraph("Protocol declareren", style="Title")
    document.add_paragraph("Organisatie: Regio Voorbeeld")
    document.add_paragraph("Publicatiedatum: 11-12-2024")
    document.core_properties.author = "Voornaam Achternaam"
    document.core_properties.modified = datetime(2025, 6, 1)  # noqa: DTZ001 - as Word keeps it
    uit = io.BytesIO()
    document.save(uit)
    kenmerken = readers.lees(uit.getvalue(), "protocol.pdf").kenmerken
    assert (kenmerken.titel, kenmerken.uitgever, kenmerken.datum) == (
        "Protocol declareren",
        "Regio Voorbeeld",
        "2024-12-11",
    )


def test_known_extensions_are_listed() -> None:
    assert {".txt", ".md", ".html", ".pdf", ".docx", ".pptx", ".xlsx", ".csv", ".xml"} <= set(readers.soorten())
