from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from knowledge.decoding import LeesFout
from knowledge.readers.word import lees_word

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def opslaan(document: Any) -> bytes:
    uit = BytesIO()
    document.save(uit)
    return uit.getvalue()


def stukken(document: Any) -> list[tuple[tuple[str, ...], str]]:
    return [(p.pad, p.text) for p in lees_word(opslaan(document), "protocol.docx").sections.whole()]


def tekst(document: Any) -> str:
    return "\n\n".join(t for _, t in stukken(document))


def met_xml(*xml: str) -> Any:
    """A document whose body is this XML."""
    document = Document()
    body = document.element.body
    for deel in xml:
        body.insert(len(body) - 1, parse_xml(f"<w:wrap {NS}>{deel}</w:wrap>")[0])
    return document


def nummering(document: Any, *niveaus: tuple[str, str, str]) -> int:
    """A multilevel list of (format, text, style); its id."""
    numbering = document.part.numbering_part.element
    lvls = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{soort}"/>'
        + (f'<w:pStyle w:val="{stijl}"/>' if stijl else "")
        + f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (soort, text, stijl) in enumerate(niveaus)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{lvls}</w:abstractNum>'))
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'),
    )
    return 91


def nummer(paragraph: Any, num: int, diepte: int = 0) -> None:
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{diepte}"/><w:numId w:val="{num}"/></w:numPr>')
    )


# --- headings ----------------------------------------------------------------------------------------------


def test_a_title_and_headings_of_every_kind_become_the_path() -> None:
    document = Document()
    document.add_paragraph("Werkafspraken jeugdhulp 2025", style="Title")
    document.add_heading("Toegang", 1)
    document.add_paragraph("De gemeente beslist binnen acht weken.")
    nederlands = document.styles.add_style("Kop 2", WD_STYLE_TYPE.PARAGRAPH)
    eigen = document.styles.add_style("Tussenkop gemeente", WD_STYLE_TYPE.PARAGRAPH)
    eigen.base_style = document.styles["Heading 3"]
    document.add_paragraph("Spoed", style=nederlands)
    document.add_paragraph("Bij spoed volstaat een telefoontje.")
    document.add_paragraph("Buiten kantoortijd", style=eigen)
    document.add_paragraph("Bel de piketdienst.")
    omlijnd = document.add_paragraph("Bezwaar")
    omlijnd._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="0"/>'))
    document.add_paragraph("Bezwaar kan zes weken lang.")

    gelezen = lees_word(opslaan(document), "x.docx")
    assert gelezen.kenmerken.titel == "Werkafspraken jeugdhulp 2025"
    assert [(p.pad, p.text) for p in gelezen.sections.whole()] == [
        (("Toegang",), "De gemeente beslist binnen acht weken."),
        (("Toegang", "Spoed"), "Bij spoed volstaat een telefoontje."),
        (("Toegang", "Spoed", "Buiten kantoortijd"), "Bel de piketdienst."),
        (("Bezwaar",), "Bezwaar kan zes weken lang."),
    ]


def test_numbers_of_headings_and_lists_are_those_that_word_shows() -> None:
    document = Document()
    num = nummering(
        document, ("decimal", "Artikel %1", "Heading1"), ("decimal", "%1.%2", ""), ("lowerLetter", "%3)", "")
    )
    for kop, leden in (("Begrippen", 1), ("Tarieven", 2)):
        nummer(document.add_heading(kop, 1), num)
        for lid in range(leden):
            nummer(document.add_paragraph(f"{kop} lid {lid + 1}"), num, 1)
            nummer(document.add_paragraph("onderdeel"), num, 2)
    assert stukken(document) == [
        (("Artikel 1 Begrippen",), "- 1.1 Begrippen lid 1\n        a) onderdeel"),
        (
            ("Artikel 2 Tarieven",),
            "- 2.1 Tarieven lid 1\n        a) onderdeel\n    - 2.2 Tarieven lid 2\n        a) onderdeel",
        ),
    ]


def test_a_short_bold_line_is_a_heading_only_with_text_below_it() -> None:
    document = Document()
    document.add_heading("Declareren", 1)
    document.add_paragraph("").add_run("Termijn").bold = True
    document.add_paragraph("Declareer binnen dertig dagen.")
    document.add_paragraph("").add_run("Versie 1.2 van mei").bold = True
    document.add_heading("Contact", 1)
    document.add_paragraph("").add_run("Let op: dit is een hele zin.").bold = True
    half = document.add_paragraph("Mail ")
    half.add_run("altijd").bold = True
    assert stukken(document) == [
        (("Declareren", "Termijn"), "Declareer binnen dertig dagen.\n\nVersie 1.2 van mei"),
        (("Contact",), "Let op: dit is een hele zin.\n\nMail altijd"),
    ]


# --- lists -------------------------------------------------------------------------------------------------


def test_lists_stay_together_and_nested() -> None:
    document = Document()
    document.add_paragraph("De aanbieder levert:")
    for text, stijl in (
        ("een hulpplan", "List Bullet"),
        ("met doelen", "List Bullet 2"),
        ("een evaluatie", "List Bullet"),
    ):
        document.add_paragraph(text, style=stijl)
    for text in ("Aanmelden", "Intake", "Start zorg"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("Dat was het.")
    assert tekst(document).split("\n\n")[:2] == [
        "De aanbieder levert:",
        "- een hulpplan\n- met doelen\n- een evaluatie\n1. Aanmelden\n2. Intake\n3. Start zorg",
    ]


# --- tables ------------------------------------------------------------------------------------------------


def tabel(document: Any, rijen: list[list[str]]) -> Any:
    tabel = document.add_table(rows=len(rijen), cols=max(map(len, rijen)))
    for r, rij in enumerate(rijen):
        for k, text in enumerate(rij):
            tabel.cell(r, k).text = text
    return tabel


def test_a_merged_cell_has_its_value_in_each_cell_it_covers() -> None:
    document = Document()
    t = tabel(
        document,
        [["Segment", "Code", "Tarief"], ["B", "504DZ", "€ 75"], ["", "505DZ", "€ 80"], ["C", "Op aanvraag", ""]],
    )
    t.cell(1, 0).merge(t.cell(2, 0)).text = "B"
    t.cell(3, 1).merge(t.cell(3, 2)).text = "op aanvraag | maatwerk"
    assert tekst(document).split("\n") == [
        "| Segment | Code | Tarief |",
        "| --- | --- | --- |",
        "| B | 504DZ | € 75 |",
        "| B | 505DZ | € 80 |",
        r"| C | op aanvraag \| maatwerk | op aanvraag \| maatwerk |",
    ]


def test_two_header_rows_become_one_and_a_band_heads_its_own_table() -> None:
    document = Document()
    t = tabel(
        document,
        [
            ["Code", "Tarief", ""],
            ["", "2025", "2026"],
            ["Ambulant", "", ""],
            ["45A01", "70", "72"],
            ["Verblijf", "", ""],
            ["44A09", "210", "215"],
        ],
    )
    t.cell(0, 0).merge(t.cell(1, 0)).text = "Code"
    t.cell(0, 1).merge(t.cell(0, 2)).text = "Tarief"
    for rij, text in ((2, "Ambulant"), (4, "Verblijf")):
        t.cell(rij, 0).merge(t.cell(rij, 2)).text = text
    assert tekst(document) == (
        "Ambulant\n\n| Code | Tarief – 2025 | Tarief – 2026 |\n| --- | --- | --- |\n| 45A01 | 70 | 72 |\n\n"
        "Verblijf\n\n| Code | Tarief – 2025 | Tarief – 2026 |\n| --- | --- | --- |\n| 44A09 | 210 | 215 |"
    )


def test_a_table_of_one_cell_is_a_frame_and_a_table_in_a_cell_stays_in_it() -> None:
    document = Document()
    kader = document.add_table(rows=1, cols=1).cell(0, 0)
    kader.paragraphs[0].text = "Let op: de termijn is drie dagen."
    kader.add_paragraph("Dat is kort.")
    document.add_paragraph("Daarna:")
    buiten = tabel(document, [["Stap", "Wie"], ["1", ""]])
    binnen = buiten.cell(1, 1).add_table(rows=2, cols=2)
    for plek, text in zip(((0, 0), (0, 1), (1, 0), (1, 1)), ("rol", "naam", "regie", "gemeente"), strict=True):
        binnen.cell(*plek).text = text
    assert tekst(document).split("\n\n")[:2] == ["Let op: de termijn is drie dagen.", "Dat is kort."]
    assert "| 1 | rol: naam; regie: gemeente |" in tekst(document)


# --- what hangs on a text ----------------------------------------------------------------------------------


def voetnoten(document: Any, **teksten: str) -> None:
    xml = "".join(
        f'<w:footnote w:id="{sleutel[1:]}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        for sleutel, text in teksten.items()
    )
    blob = f'<w:footnotes {NS}><w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>{xml}</w:footnotes>'
    soort = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    deel = Part(PackURI("/word/footnotes.xml"), soort, blob.encode(), document.part.package)
    document.part.relate_to(deel, RT.FOOTNOTES)


def test_a_footnote_stands_behind_the_paragraph_that_refers_to_it() -> None:
    document = met_xml(
        '<w:p><w:r><w:t>Het tarief is € 75</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        "<w:r><w:t xml:space='preserve'> per uur.</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>Geen noot hier.</w:t></w:r></w:p>",
    )
    voetnoten(document, n2="Exclusief btw.")
    assert tekst(document) == "Het tarief is € 75 (noot 1) per uur. (Noot 1: Exclusief btw.)\n\nGeen noot hier."


def test_insertions_count_and_deletions_and_comments_do_not() -> None:
    document = met_xml(
        "<w:p><w:r><w:t xml:space='preserve'>De termijn is </w:t></w:r>"
        '<w:del w:id="1" w:author="a"><w:r><w:delText>zes</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>acht</w:t></w:r></w:ins>'
        '<w:moveFrom w:id="3" w:author="a"><w:r><w:t> oud</w:t></w:r></w:moveFrom>'
        '<w:r><w:t xml:space="preserve"> weken.</w:t></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>verborgen</w:t></w:r></w:p>"
    )
    document.add_comment(document.paragraphs[0].runs, text="klopt dit?", author="b", initials="b")
    assert tekst(document) == "De termijn is acht weken."


def test_text_boxes_are_read_once_and_links_keep_their_text() -> None:
    kader = "<w:txbxContent><w:p><w:r><w:t>Bel 088-1234567</w:t></w:r></w:p></w:txbxContent>"
    document = met_xml(
        "<w:p><w:r><w:t xml:space='preserve'>Zie </w:t></w:r><w:hyperlink w:anchor='x'><w:r><w:t>de pagina</w:t></w:r>"
        "</w:hyperlink><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{kader}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{kader}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert tekst(document) == "Zie de pagina\n\nBel 088-1234567"


def test_headers_footers_and_the_table_of_contents_stay_out() -> None:
    document = met_xml(
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        "<w:sdtContent><w:p><w:r><w:t>Toegang ..... 3</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>De inhoud zelf.</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Klik hier</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>",
    )
    document.sections[0].header.paragraphs[0].text = "Gemeente Duinrand"
    document.sections[0].footer.paragraphs[0].text = "Vertrouwelijk"
    assert tekst(document) == "De inhoud zelf."


def test_text_that_looks_like_markdown_stays_text() -> None:
    document = Document()
    for regel in ("# geen kop", "```", "Daarna gaat het verder."):
        document.add_paragraph(regel)
    gelezen = lees_word(opslaan(document), "x.docx")
    assert gelezen.sections.eerste_kop is None
    assert [block.text for block in gelezen.sections.secties[0].blocks] == [
        r"\# geen kop",
        r"\```",
        "Daarna gaat het verder.",
    ]


# --- properties --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("titel", "verwacht"),
    [
        ("Inkoopkader jeugdhulp", "Inkoopkader jeugdhulp"),
        ("Microsoft Word - Document1", None),
        ("PowerPoint-presentatie", None),
        ("inkoop_v3.docx", None),
        ("Dia 1", None),
        ("Titel", None),
    ],
)
def test_a_title_counts_only_when_it_is_one(titel: str, verwacht: str | None) -> None:
    document = Document()
    document.add_paragraph("Tekst.")
    document.core_properties.title = titel
    document.core_properties.author = "python-docx"
    assert lees_word(opslaan(document), "x.docx").kenmerken.titel == verwacht
    assert lees_word(opslaan(document), "x.docx").kenmerken.uitgever is None


def test_the_properties_give_date_and_publisher_and_the_text_goes_first() -> None:
    document = Document()
    document.core_properties.author = "Regio Duinrand"
    document.core_properties.modified = datetime(2025, 3, 4, 10, 0)  # noqa: DTZ001
    document.add_paragraph("Tekst.")
    kenmerken = lees_word(opslaan(document), "x.docx").kenmerken
    assert (kenmerken.uitgever, kenmerken.datum) == ("Regio Duinrand", "2025-03-04")
    document.paragraphs[0].insert_paragraph_before("8 mei 2025")
    assert lees_word(opslaan(document), "x.docx").kenmerken.datum == "2025-05-08"


# --- what can't be read ------------------------------------------------------------------------------------


def met_tekst() -> bytes:
    document = Document()
    document.add_paragraph("Tekst.")
    return opslaan(document)


@pytest.mark.parametrize(
    ("maak", "reden"),
    [
        (lambda: b"", "leeg"),
        (lambda: b"dit is geen docx", "beschadigd"),
        (lambda: met_tekst()[:2000], "beschadigd"),
        (lambda: opslaan(Document()), "geen leesbare tekst"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"WordDocument", "voor 2007"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(maak: Callable[[], bytes], reden: str) -> None:
    with pytest.raises(LeesFout, match=reden):
        lees_word(maak(), "stuk.docx")
