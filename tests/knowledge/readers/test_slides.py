from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.util import Cm

from knowledge.decoding import LeesFout
from knowledge.readers.model import Gelezen
from knowledge.readers.slides import lees_slides

TITEL, MET_LIJST, SECTIE, ALLEEN_TITEL, LEEG = 0, 1, 2, 5, 6
"""Layouts of the default template."""

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
DGM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Deck:
    """A deck in the making."""

    def __init__(self) -> None:
        self.bestand = Presentation()

    def dia(self, titel: str | None = None, indeling: int = ALLEEN_TITEL) -> Any:
        slide = self.bestand.slides.add_slide(self.bestand.slide_layouts[indeling if titel else LEEG])
        if titel:
            slide.shapes.title.text = titel
        return slide

    def lees(self) -> Gelezen:
        uit = BytesIO()
        self.bestand.save(uit)
        return lees_slides(uit.getvalue(), "deck.pptx")

    def secties(self) -> list[tuple[tuple[str, ...], str]]:
        return [(p.pad, p.text) for p in self.lees().sections.whole()]


def vak(houder: Any, text: str, links: float = 1, boven: float = 5, breed: float = 8, hoog: float = 1) -> Any:
    frame = houder.shapes.add_textbox(Cm(links), Cm(boven), Cm(breed), Cm(hoog)).text_frame
    frame.text = text
    return frame


# --- titles ------------------------------------------------------------------------------------------------


def test_a_title_slide_gives_the_title_and_a_section_slide_heads_those_after_it() -> None:
    deck = Deck()
    deck.dia("Contract jeugdhulp 2031", TITEL).placeholders[1].text = "Regio Duinrand"
    vak(deck.dia("Agenda punt een"), "Eerst dit.")
    deck.dia("Segment B", SECTIE)
    vak(deck.dia("Stapelen"), "Dat mag niet.")
    gelezen = deck.lees()
    assert gelezen.kenmerken.titel == "Contract jeugdhulp 2031"
    assert [(p.pad, p.text) for p in gelezen.sections.whole()] == [
        ((), "Regio Duinrand"),
        (("Agenda punt een",), "Eerst dit."),
        (("Segment B", "Stapelen"), "Dat mag niet."),
    ]


def test_slides_in_a_row_with_one_title_are_one_section_and_each_keeps_its_place() -> None:
    deck = Deck()
    for titel, text in (("Tarieven (1/2)", "Ambulant kost € 75."), ("Tarieven (2/2)", "Verblijf kost € 210.")):
        vak(deck.dia(titel), text)
    vak(deck.dia("Contact"), "Bel ons.")
    assert deck.secties()[0] == (("Tarieven",), "Ambulant kost € 75.\n\n\n\nVerblijf kost € 210.")
    assert {b.plaats for s in deck.lees().sections.secties for b in s.blocks} == {"dia 1", "dia 2", "dia 3"}


def test_a_slide_without_a_title_has_its_first_short_line_or_its_number() -> None:
    deck = Deck()
    kort = deck.dia()
    vak(kort, "Belangrijke data", boven=1)
    vak(kort, "Tekenen kan tot 9 mei 2031.", boven=6)
    vak(deck.dia(), "Een lange zin die te lang is om de titel van een dia te zijn, want hij gaat maar door en door.")
    deck.dia("Meld wijzigingen altijd bij de gemeente")
    assert [pad for pad, _ in deck.secties()] == [
        ("Belangrijke data",),
        ("Dia 2",),
        ("Meld wijzigingen altijd bij de gemeente",),
    ]
    assert deck.secties()[2][1] == "Meld wijzigingen altijd bij de gemeente"


# --- text --------------------------------------------------------------------------------------------------


def test_bullets_are_nested_and_numbers_counted() -> None:
    deck = Deck()
    frame = deck.dia("Stappen", MET_LIJST).placeholders[1].text_frame
    frame.text = "Aanmelden"
    for text, niveau in (("bij de gemeente", 1), ("Intake", 0)):
        alinea = frame.add_paragraph()
        alinea.text, alinea.level = text, niveau
    frame = vak(deck.dia("Volgorde"), "Eerst")
    frame.add_paragraph().text = "Daarna"
    for alinea in frame.paragraphs:
        alinea._p.get_or_add_pPr().append(parse_xml(f'<a:buAutoNum {A} type="arabicPeriod"/>'))
    assert [text for _, text in deck.secties()] == [
        "- Aanmelden\n    - bij de gemeente\n- Intake",
        "1. Eerst\n2. Daarna",
    ]


def test_text_is_read_from_the_top_left_also_inside_groups() -> None:
    deck = Deck()
    dia = deck.dia("Schema")
    vak(dia, "vierde", links=12, boven=12)
    groep = dia.shapes.add_group_shape()
    vak(groep, "derde b", links=3, boven=12.1)
    vak(groep, "derde a", links=1, boven=12)
    vak(dia, "tweede", links=12, boven=5)
    vak(dia, "eerste", links=1, boven=5.2)
    assert deck.secties()[0][1].split("\n\n") == ["eerste", "tweede", "derde a", "derde b", "vierde"]


def test_what_returns_on_most_slides_is_left_out_and_the_like_elsewhere_is_not() -> None:
    deck = Deck()
    for n in range(6):
        dia = deck.dia(f"Onderwerp {'abcdef'[n]}")
        vak(dia, f"Regio Duinrand | {n + 1} van 6", boven=18)
        vak(dia, "logo van de regio", boven=0.2)
        vak(dia, f"Het tarief van product {n} is € {n}0.", boven=8)
    vak(dia, "Regio Duinrand koopt samen in.", boven=11)
    text = "\n".join(text for _, text in deck.secties())
    assert " van 6" not in text
    assert "logo" not in text
    assert text.count("Het tarief van product") == 6
    assert "Regio Duinrand koopt samen in." in text


def test_footers_dates_and_slide_numbers_of_the_template_stay_out() -> None:
    deck = Deck()
    dia = deck.dia("Kort")
    vak(dia, "Inhoud.")
    for soort, text in (("ftr", "Voettekst"), ("dt", "1-1-2031"), ("sldNum", "7")):
        frame = vak(dia, text, boven=17)
        frame._txBody.getparent().nvSpPr.nvPr.append(
            parse_xml(f'<p:ph xmlns:p="{dia.element.nsmap["p"]}" type="{soort}" idx="9{len(soort)}"/>')
        )
    nummer = vak(dia, "", boven=15)
    nummer.paragraphs[0]._p.append(
        parse_xml(f'<a:fld {A} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:t>7</a:t></a:fld>')
    )
    assert deck.secties() == [(("Kort",), "Inhoud.")]


def test_notes_are_kept_apart_and_a_hidden_slide_is_named() -> None:
    deck = Deck()
    dia = deck.dia("Tarieven")
    vak(dia, "Zie de bijlage.")
    dia.notes_slide.notes_text_frame.text = "De tarieven stijgen ieder jaar."
    verborgen = deck.dia("Oude codes")
    vak(verborgen, "Code 99X01 is vervallen.")
    verborgen.element.set("show", "0")
    gelezen = deck.lees()
    assert gelezen.sections.whole()[0].text == "Zie de bijlage.\n\nNotities:\n\nDe tarieven stijgen ieder jaar."
    assert gelezen.meldingen == ("dia 2 is verborgen; de tekst is wel gelezen",)
    assert gelezen.sections.secties[1].blocks[0].plaats == "dia 2 (verborgen)"


# --- tables, charts, diagrams ------------------------------------------------------------------------------


def test_a_table_has_the_value_of_a_merged_cell_in_each() -> None:
    deck = Deck()
    tabel = deck.dia("Codes").shapes.add_table(4, 3, Cm(1), Cm(5), Cm(20), Cm(5)).table
    inhoud = (("Segment", "Code", "Tarief"), ("B", "504DZ", "€ 75"), ("", "505DZ", "€ 80"), ("C", "op aanvraag", ""))
    for r, rij in enumerate(inhoud):
        for k, text in enumerate(rij):
            tabel.cell(r, k).text = text
    tabel.cell(1, 0).merge(tabel.cell(2, 0))
    tabel.cell(3, 1).merge(tabel.cell(3, 2))
    assert deck.secties()[0][1].split("\n") == [
        "| Segment | Code | Tarief |",
        "| --- | --- | --- |",
        "| B | 504DZ | € 75 |",
        "| B | 505DZ | € 80 |",
        "| C | op aanvraag | op aanvraag |",
    ]


def test_a_chart_is_a_table_of_its_numbers() -> None:
    deck = Deck()
    gegevens = CategoryChartData(number_format="0%")
    gegevens.categories = ["2030", "2031"]
    gegevens.add_series("Ambulant", (0.3, 0.45))
    gegevens.add_series("Verblijf", (0.7, None))
    grafiek = deck.dia("Verdeling").shapes.add_chart(XL_CHART_TYPE.AREA, Cm(1), Cm(5), Cm(10), Cm(8), gegevens).chart
    grafiek.has_title = True
    grafiek.chart_title.text_frame.text = "Aandeel in de kosten"
    assert deck.secties()[0][1].split("\n") == [
        "Aandeel in de kosten",
        "",
        "|  | Ambulant | Verblijf |",
        "| --- | --- | --- |",
        "| 2030 | 30% | 70% |",
        "| 2031 | 45% |  |",
    ]


def test_a_diagram_is_a_nested_list() -> None:
    punten = "".join(
        f'<dgm:pt modelId="{n}"{soort}><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        for n, soort, text in (
            (0, ' type="doc"', ""),
            (2, "", "Intake"),
            (1, "", "Aanmelding"),
            (3, "", "binnen vier weken"),
        )
    )
    lijnen = "".join(
        f'<dgm:cxn modelId="9{n}" srcId="{van}" destId="{naar}" srcOrd="{plek}"/>'
        for n, (van, naar, plek) in enumerate(((0, 2, 1), (0, 1, 0), (2, 3, 0)))
    )
    model = (
        f'<dgm:dataModel xmlns:dgm="{DGM}" {A}><dgm:ptLst>{punten}</dgm:ptLst>'
        f"<dgm:cxnLst>{lijnen}</dgm:cxnLst></dgm:dataModel>"
    )
    deck = Deck()
    dia = deck.dia("Proces")
    soort = "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml"
    deel = Part(PackURI("/ppt/diagrams/data1.xml"), soort, dia.part.package, model.encode())
    sleutel = dia.part.relate_to(deel, f"{RELS}/diagramData")
    dia.shapes._spTree.append(
        parse_xml(
            f'<p:graphicFrame xmlns:p="{dia.element.nsmap["p"]}" {A} xmlns:r="{RELS}"><p:nvGraphicFramePr>'
            '<p:cNvPr id="7" name="d"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/>'
            f'<a:ext cx="9" cy="9"/></p:xfrm><a:graphic><a:graphicData uri="{DGM}"><dgm:relIds xmlns:dgm="{DGM}" '
            f'r:dm="{sleutel}"/></a:graphicData></a:graphic></p:graphicFrame>'
        )
    )
    assert deck.secties()[0][1] == "- Aanmelding\n- Intake\n    - binnen vier weken"


# --- files -------------------------------------------------------------------------------------------------


def afbeelding() -> BytesIO:
    uit = BytesIO()
    Image.new("RGB", (20, 20)).save(uit, "PNG")
    uit.seek(0)
    return uit


def test_a_slide_that_is_only_a_picture_is_reported() -> None:
    deck = Deck()
    vak(deck.dia("Tekst"), "Hier staat iets.")
    deck.dia("Schema").shapes.add_picture(afbeelding(), Cm(1), Cm(1))
    assert deck.lees().meldingen == ("dia 2 is alleen beeld; wat daarin staat is niet gelezen",)


def alleen_beeld() -> bytes:
    deck = Deck()
    deck.dia().shapes.add_picture(afbeelding(), Cm(1), Cm(1))
    return opslaan(deck)


def opslaan(deck: Deck) -> bytes:
    uit = BytesIO()
    deck.bestand.save(uit)
    return uit.getvalue()


@pytest.mark.parametrize(
    ("maak", "reden"),
    [
        (lambda: b"", "leeg"),
        (lambda: b"geen deck", "beschadigd"),
        (lambda: opslaan(Deck())[:3000], "beschadigd"),
        (lambda: opslaan(Deck()), "geen leesbare tekst"),
        (alleen_beeld, r"tekstherkenning \(OCR\)"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"PowerPoint Document", "voor 2007"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(maak: Callable[[], bytes], reden: str) -> None:
    with pytest.raises(LeesFout, match=reden):
        lees_slides(maak(), "stuk.pptx")
