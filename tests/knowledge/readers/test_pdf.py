from __future__ import annotations

import base64
import html
import re
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pdfplumber
import pytest
from PIL import Image

from knowledge.decoding import LeesFout
from knowledge.readers.model import Gelezen
from knowledge.readers.pdf import lees_pdf
from knowledge.readers.pdf_pagina import lees_pagina, plak

Druk = Callable[..., Gelezen]

PAGINA = (
    '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{titel}</title><style>{stijl}</style></head>'
)
STIJL = """
@page { size: A4; margin: 20mm } body { font: 11pt "Liberation Serif", serif; margin: 0 }
h1 { font-size: 22pt } h2 { font-size: 16pt } h3 { font-size: 13pt }
table { border-collapse: collapse } td, th { padding: 2pt 8pt; text-align: left }
.lijnen td, .lijnen th { border: 1px solid #555 } .strepen td { border-bottom: 1px solid #555; padding: 2pt 4pt }
.ruim td, .ruim th { padding: 3pt 22pt 3pt 0 }
"""
ZIN = "De jeugdhulpaanbieder meldt zich bij de gemeente en wacht daar op een besluit over de toewijzing. "


@pytest.fixture(scope="session")
def afdruk(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., bytes]:
    """Print a body of HTML; without tags, as most programs write a pdf, unless told otherwise."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("chromium is not installed, so no pdf can be printed")

    def afdruk(body: str, *opties: str, stijl: str = "", titel: str = "x", tags: bool = False) -> bytes:
        map_ = tmp_path_factory.mktemp("pdf")
        bron, doel = map_ / "bron.html", map_ / "document.pdf"
        kop = PAGINA.format(titel=html.escape(titel), stijl=STIJL + stijl)
        bron.write_text(f"{kop}<body>{body}</body></html>", encoding="utf-8")
        vlaggen = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", *opties]
        vlaggen += [] if tags else ["--disable-pdf-tagging"]
        opdracht = [chromium, *vlaggen, f"--user-data-dir={map_ / 'profiel'}", f"--print-to-pdf={doel}", bron.as_uri()]
        subprocess.run(opdracht, check=True, capture_output=True, timeout=300)
        return doel.read_bytes()

    return afdruk


@pytest.fixture(scope="session")
def druk(afdruk: Callable[..., bytes]) -> Druk:
    """Print a body of HTML and read the pdf."""

    def druk(body: str, *opties: str, **meer: Any) -> Gelezen:
        return lees_pdf(afdruk(body, *opties, **meer), "document.pdf")

    return druk


def secties(gelezen: Gelezen) -> dict[tuple[str, ...], str]:
    return {p.pad: p.text for p in gelezen.sections.whole()}


def rijen(*rijen: str) -> str:
    cellen = [f"<tr>{''.join(f'<td>{cel}</td>' for cel in rij.split(' | '))}</tr>" for rij in rijen]
    return "".join(cellen)


HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def schrijf_pdf(*objecten: bytes, extra: bytes = b"") -> bytes:
    """A pdf of these objects, numbered from 1; the first is its catalogue."""
    uit, plekken = b"%PDF-1.4\n", []
    for nummer, inhoud in enumerate(objecten, start=1):
        plekken.append(len(uit))
        uit += b"%d 0 obj%s endobj\n" % (nummer, inhoud)
    tabel = b"".join(b"%010d 00000 n \n" % plek for plek in plekken)
    aantal = len(objecten) + 1
    slot = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (aantal, extra, len(uit))
    return uit + b"xref\n0 %d\n0000000000 65535 f \n" % aantal + tabel + slot


def tekststroom(*regels: tuple[float, float, str]) -> bytes:
    """The contents of a page: lines of text at their place, in font F1."""
    text = b"".join(b"BT /F1 11 Tf %f %f Td (%s) Tj ET\n" % (x, y, regel.encode()) for x, y, regel in regels)
    return b"<</Length %d>>stream\n%s\nendstream" % (len(text), text)


def twee_paginas(eerste: bytes, tweede: bytes, letters: bytes) -> bytes:
    """Two pages with these contents; `letters` is the font of the second."""
    pagina = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 %d 0 R>>>>>>"
    kinderen = b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>"
    koppen = b"<</Type/Catalog/Pages 2 0 R>>", kinderen, pagina % (5, 7), pagina % (6, 8)
    return schrijf_pdf(*koppen, eerste, tweede, HELVETICA, letters)


# --- structure ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tags", [False, True])
def test_headings_by_size_and_weight_or_by_tag_become_the_path(druk: Druk, tags: bool) -> None:
    gelezen = druk(
        f"<h1>Werkafspraken jeugdhulp</h1><p>Voor alle gemeenten.</p><h2>Toegang</h2><p>{ZIN * 3}</p>"
        f"<h3>Spoed</h3><p>Bij spoed volstaat een telefoontje.</p><h2>Bezwaar tegen een<br>besluit</h2><p>{ZIN}</p>",
        tags=tags,
    )
    assert gelezen.kenmerken.titel == "Werkafspraken jeugdhulp"
    assert secties(gelezen) == {
        (): "Voor alle gemeenten.",
        ("Toegang",): (ZIN * 3).strip(),
        ("Toegang", "Spoed"): "Bij spoed volstaat een telefoontje.",
        ("Bezwaar tegen een besluit",): ZIN.strip(),
    }


def test_bookmarks_make_headings_of_lines_that_look_like_text() -> None:
    regels = ["Toegang", "Zonder verwijzing start geen hulp.", "Declareren", "Declareer binnen dertig dagen."]
    inhoud = schrijf_pdf(
        b"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        tekststroom(*((60, 700 - 40 * n, regel) for n, regel in enumerate(regels))),
        HELVETICA,
        b"<</Type/Outlines/First 7 0 R/Last 8 0 R/Count 2>>",
        b"<</Title(Toegang)/Parent 6 0 R/Next 8 0 R/Dest[3 0 R/Fit]>>",
        b"<</Title(Declareren)/Parent 6 0 R/Prev 7 0 R/Dest[3 0 R/Fit]>>",
    )
    assert secties(lees_pdf(inhoud, "x.pdf")) == {(regels[0],): regels[1], (regels[2],): regels[3]}


def test_columns_are_read_one_after_the_other(druk: Druk) -> None:
    kolom = (
        "<p>Links begint het verhaal over de toegang tot de hulp voor jeugdigen en hun ouders in de regio, en over wie "
        "er mag verwijzen naar een aanbieder die een contract heeft.</p>"
    )
    ander = (
        "<p>Rechts gaat het verder met de declaratie van de geleverde zorg, die iedere maand volgt, en met de termijn "
        "van dertig dagen waarbinnen de aanbieder haar indient.</p>"
    )
    gelezen = druk(
        f"<h1>Twee kolommen</h1><p>{ZIN * 2}</p><div style='display:flex;gap:10mm'><div style='flex:1'>{kolom}</div>"
        f"<div style='flex:1'>{ander}</div></div><p>{ZIN * 2}</p>"
    )
    text = secties(gelezen)[()]
    assert "in de regio, en over wie er mag verwijzen naar een aanbieder die een contract heeft." in text
    assert "dertig dagen waarbinnen de aanbieder haar indient." in text
    assert text.index("contract heeft") < text.index("Rechts gaat het verder")
    assert text.endswith((ZIN * 2).strip())


def test_lists_keep_their_items_whole_and_nested(druk: Druk) -> None:
    lang = "een hulpplan dat samen met de jeugdige en de ouders is gemaakt en dat de doelen noemt waaraan wordt gewerkt"
    gelezen = druk(
        f"<p>{ZIN}</p><p>De aanbieder levert:</p><ul><li>{lang}</li><li>een evaluatie<ul><li>na een half jaar</li></ul>"
        f"</li></ul><ol><li>Aanmelden</li><li>Intake</li></ol><p>Dat was het.</p>"
    )
    assert secties(gelezen)[()].split("\n\n")[2:] == [
        f"- {lang}\n- een evaluatie\n    - na een half jaar\n1. Aanmelden\n2. Intake",
        "Dat was het.",
    ]


# --- tables ------------------------------------------------------------------------------------------------

CODES = [
    "Code | Naam | Tarief",
    "45A04 | Ambulant<br>licht | € 75,00",
    "45A05 | Groep | € 92,50",
    "44A09 | Verblijf | € 8",
]


@pytest.mark.parametrize("soort", ["lijnen", "strepen", "ruim"])
def test_a_table_is_one_whatever_its_lines(druk: Druk, soort: str) -> None:
    gelezen = druk(f"<p>{ZIN}</p><table class={soort}>{rijen(*CODES)}</table><p>{ZIN}</p>")
    assert secties(gelezen)[()].split("\n\n")[1].split("\n") == [
        "| Code | Naam | Tarief |",
        "| --- | --- | --- |",
        "| 45A04 | Ambulant licht | € 75,00 |",
        "| 45A05 | Groep | € 92,50 |",
        "| 44A09 | Verblijf | € 8 |",
    ]


def test_a_tagged_table_is_read_by_its_tags_even_when_its_cells_touch(druk: Druk) -> None:
    kop = "<tr><th>Code</th><th>Naam</th><th>Tarief</th></tr>"
    gelezen = druk(f"<p>{ZIN}</p><table>{kop}{rijen(*CODES[1:])}</table>", stijl="td { padding: 0 }", tags=True)
    assert "| 45A05 | Groep | € 92,50 |" in secties(gelezen)[()]


def test_a_merged_cell_has_its_value_in_each_and_a_band_heads_its_own_table(druk: Druk) -> None:
    gelezen = druk(
        "<table class=lijnen><tr><th rowspan=2>Code<th colspan=2>Tarief</tr><tr><th>2025<th>2026</tr>"
        "<tr><td colspan=3>Ambulant</tr><tr><td rowspan=2>45A04<td>70<td>72</tr><tr><td>71<td>73</tr></table>"
    )
    assert secties(gelezen)[()] == (
        "Ambulant\n\n| Code | Tarief – 2025 | Tarief – 2026 |\n| --- | --- | --- |\n"
        "| 45A04 | 70 | 72 |\n| 45A04 | 71 | 73 |"
    )


def test_a_table_that_goes_on_over_a_page_keeps_its_header_and_each_row_its_page(druk: Druk) -> None:
    regels = [f"45A{n:03} | Product {n} | € {n},50" for n in range(90)]
    gelezen = druk(f"<h1>Codes</h1><table class=lijnen>{rijen('Code | Naam | Tarief', *regels)}</table>")
    pieces = gelezen.sections.pieces()
    assert all(p.text.startswith("| Code | Naam | Tarief |\n| --- |") for p in pieces)
    assert [p.plaats for p in pieces if "| 45A001 |" in p.text] == ["pagina 1"]
    assert all(p.plaats != "pagina 1" for p in pieces if "| 45A089 | Product 89 | € 89,50 |" in p.text)
    assert sum(p.text.count("| 45A") for p in pieces) == 90


# --- noise -------------------------------------------------------------------------------------------------


def test_headers_footers_and_page_numbers_stay_out_but_their_like_in_the_text_does_not(druk: Druk) -> None:
    rand = """@page { @top-left { content: "Gemeente Duinrand" } @bottom-left { content: "Versie 2, vertrouwelijk" }
    @top-right { content: counter(page, lower-roman) }
    @bottom-right { content: "pagina " counter(page) " van " counter(pages) } }"""
    body = "".join(f"<h2>Hoofdstuk {n}</h2><p>{ZIN * 70}</p><p>Zie pagina {n} van 3.</p>" for n in range(1, 6))
    text = "\n".join(secties(druk(body, stijl=rand)).values())
    assert "Gemeente Duinrand" not in text
    assert "vertrouwelijk" not in text
    assert not re.search(r"^[ivx]+$", text, re.M)
    assert text.count("Zie pagina") == 5
    assert text.count(ZIN.strip()) == 350  # no sentence is cut by a page end


def test_dots_and_page_numbers_of_a_table_of_contents_stay_out(druk: Druk) -> None:
    inhoud = "".join(f"<p>Hoofdstuk {n} {'.' * 60} {n}</p>" for n in range(1, 6))
    assert secties(druk(f"{inhoud}<p>{ZIN}</p>"))[()] == ZIN.strip()


@pytest.mark.parametrize(
    ("delen", "heel"),
    [
        (("jeugdhulpaan-", "bieder"), "jeugdhulpaanbieder"),
        (("zorg\u00ad", "aanbieder"), "zorgaanbieder"),
        (("in-", "en uitstroom"), "in- en uitstroom"),
        (("JW-", "bericht"), "JW-bericht"),
        (("Amsterdam-", "Amstelland"), "Amsterdam-Amstelland"),
        (("2025 -", "2026"), "2025 - 2026"),
        (("gewoon", "door"), "gewoon door"),
    ],
)
def test_words_cut_at_a_line_end_are_whole_again(delen: tuple[str, ...], heel: str) -> None:
    assert plak(delen) == heel


# --- files -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("titel", "verwacht"),
    [("Inkoopkader regio Duinrand", "Inkoopkader regio Duinrand"), ("Microsoft Word - x.docx", None)],
)
def test_the_title_in_the_file_counts_when_it_is_one(druk: Druk, titel: str, verwacht: str | None) -> None:
    assert druk(f"<p>{ZIN}</p>", titel=titel).kenmerken.titel == verwacht


def beeld(soort: str) -> bytes:
    uit = BytesIO()
    Image.new("RGB", (200, 200), "white").save(uit, soort)
    return uit.getvalue()


def test_a_page_without_text_is_reported(druk: Druk) -> None:
    bron = f"data:image/png;base64,{base64.b64encode(beeld('PNG')).decode()}"
    plaatje = f'<div style="break-before:page"><img src="{bron}"></div>'
    assert druk(f"<p>{ZIN}</p>{plaatje}").meldingen == ("pagina 2 is alleen beeld; wat daarin staat is niet gelezen",)


def test_a_broken_page_is_reported_and_the_others_are_read() -> None:
    stroom = tekststroom((60, 700, "Zonder verwijzing start geen hulp."))
    kapot = b"<</Type/Font/Subtype/Type0/BaseFont/X/DescendantFonts[]>>"
    gelezen = lees_pdf(twee_paginas(stroom, stroom, kapot), "x.pdf")
    assert gelezen.meldingen == ("pagina 2 is beschadigd en overgeslagen",)
    assert secties(gelezen) == {(): "Zonder verwijzing start geen hulp."}


def test_no_letter_is_lost_whatever_sizes_stand_on_a_page(afdruk: Callable[..., bytes]) -> None:
    alineas = "".join(f"<p style='font-size:{maat}pt;margin:1pt'>{'sos ' * 60}</p>" for maat in (8, 10, 12, 16) * 4)
    with pdfplumber.open(BytesIO(afdruk(f"{alineas}<table class=lijnen>{rijen(*CODES)}</table>"))) as pdf:
        paginas = [lees_pagina(bron, nummer) for nummer, bron in enumerate(pdf.pages, start=1)]
    text = "".join(regel.text for pagina in paginas for regel in pagina.regels)
    cellen = "".join(cel for pagina in paginas for r in pagina.roosters for rij in r.rijen for cel in rij)
    assert text.count("sos") == 16 * 60
    assert sorted(cellen.replace(" ", "")) == sorted(re.sub(r"<br>|[| ]", "", "".join(CODES)))


def test_letters_printed_twice_to_look_bold_are_read_once() -> None:
    dubbel = tekststroom((60, 700, "Alle willekeurige codes"), (60.4, 700, "Alle willekeurige codes"))
    gelezen = lees_pdf(twee_paginas(dubbel, tekststroom((60, 700, "Einde.")), HELVETICA), "x.pdf")
    assert secties(gelezen)[()].startswith("Alle willekeurige codes\n")


def met_wachtwoord() -> bytes:
    """A pdf that no empty password opens."""
    return schrijf_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
        b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>",
        extra=b"/Encrypt 4 0 R/ID[<61><61>]",
    )


@pytest.mark.parametrize(
    ("inhoud", "reden"),
    [
        (b"", "leeg"),
        (b"dit is geen pdf", "beschadigd"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 4, "beschadigd"),
        (beeld("PDF"), r"tekstherkenning \(OCR\)"),
        (met_wachtwoord(), "wachtwoord"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(inhoud: bytes, reden: str) -> None:
    with pytest.raises(LeesFout, match=reden):
        lees_pdf(inhoud, "stuk.pdf")


@pytest.mark.parametrize("deel", [0.3, 0.6, 0.9])
def test_half_a_file_is_refused(deel: float) -> None:
    inhoud = beeld("PDF")
    with pytest.raises(LeesFout):
        lees_pdf(inhoud[: int(len(inhoud) * deel)], "half.pdf")
