"""One deck on a made-up contract as pptx, html, pdf of slides and pdf of a report, and ten questions on it."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Cm, Pt

VOET = "Regio Duinrand – informatiebijeenkomst aanbieders jeugdhulp"
LOGO = "Duinrand Jeugd"


@dataclass(frozen=True)
class Dia:
    titel: str
    tekst: str = ""
    punten: tuple[str, ...] = ()
    """Bullets; one that begins with "> " stands below the one before."""
    stappen: tuple[str, ...] = ()
    tabel: tuple[tuple[str, ...], ...] = ()
    notities: str = ""


@dataclass(frozen=True)
class Vraag:
    vraag: str
    feiten: tuple[str, ...] = field()


DECK = (
    Dia(
        "Jeugdhulp in de regio Duinrand",
        "Informatiebijeenkomst over het contract specialistische jeugdhulp\n12 maart 2031",
    ),
    Dia("Agenda", punten=("Wat verandert er", "Productcodes en tarieven", "Stapelen", "Overgang", "Contact")),
    Dia(
        "Wat verandert er",
        punten=(
            "Het contract gaat in op 1 juli 2031 en loopt vier jaar",
            "Zes gemeenten kopen samen in",
            "> Zandvoorde, Helmduin, Strandwijk, Oosterduin, Meerhout en Kreekdam",
            "Betaling per inspanning, niet meer per traject",
        ),
    ),
    Dia(
        "Productcodes en tarieven",
        tabel=(
            ("Code", "Product", "Eenheid", "Tarief 2031"),
            ("71K01", "Ambulant licht", "uur", "€ 84,60"),
            ("71K02", "Ambulant zwaar", "uur", "€ 97,20"),
            ("71K05", "Dagbehandeling", "dagdeel", "€ 152,75"),
            ("71K09", "Pleegzorg met begeleiding", "etmaal", "€ 61,40"),
        ),
    ),
    Dia(
        "Productcodes en tarieven (vervolg)",
        tabel=(
            ("Code", "Product", "Eenheid", "Tarief 2031"),
            ("72K01", "Verblijf in een gezinshuis", "etmaal", "€ 238,10"),
            ("72K04", "Besloten verblijf", "etmaal", "€ 511,90"),
        ),
        notities="De tarieven worden ieder jaar op 1 januari geïndexeerd met de OVA.",
    ),
    Dia(
        "Stapelen van producten",
        "Twee producten tegelijk voor één jeugdige mag alleen in deze gevallen:",
        tabel=(
            ("Eerste product", "Tweede product", "Mag het"),
            ("Ambulant licht", "Dagbehandeling", "ja, hoogstens 13 weken"),
            ("Ambulant zwaar", "Dagbehandeling", "nee"),
            ("Verblijf in een gezinshuis", "Ambulant licht", "alleen met toestemming van de regio"),
        ),
    ),
    Dia(
        "Belangrijke data",
        tabel=(
            ("Wat", "Uiterste datum"),
            ("Aanleveren van het personeelsoverzicht", "15 april 2031"),
            ("Tekenen van de overeenkomst", "9 mei 2031"),
            ("Laatste declaratie onder het oude contract", "30 september 2031"),
        ),
    ),
    Dia(
        "Overgang van lopende trajecten",
        stappen=(
            "De aanbieder stuurt vóór 20 mei 2031 een lijst met lopende trajecten",
            "De gemeente zet elk traject om en verstuurt een nieuwe toewijzing met een JW301",
            "De aanbieder controleert de toewijzing binnen tien werkdagen",
        ),
    ),
    Dia(
        "Toegang en verwijzing",
        punten=(
            "Verwijzers zijn de huisarts, de jeugdarts, de medisch specialist en de gecertificeerde instelling",
            "Zonder verwijzing start geen hulp, behalve bij crisis",
            "> Bij crisis volgt de melding aan de gemeente binnen drie werkdagen",
        ),
    ),
    Dia(
        "Signaalbudget",
        "Voor ambulante producten geldt een signaalbudget per jeugdige van € 6.400 per kalenderjaar. Bij 80% "
        "uitputting overlegt de aanbieder met het lokale team over het vervolg.",
    ),
    Dia(
        "Wachttijden en kwaliteit",
        punten=(
            "De eerste afspraak is binnen vier weken na de aanmelding",
            "Lukt dat niet, dan meldt de aanbieder het bij het regionale meldpunt wachttijden",
            "Elk half jaar is er een kwaliteitsgesprek met de contractmanager",
        ),
    ),
    Dia(
        "Contact",
        tabel=(
            ("Onderwerp", "Bereikbaar via"),
            ("Contract en inkoop", "inkoop@regioduinrand.example"),
            ("Berichten en declaraties", "backoffice@regioduinrand.example"),
            ("Crisis buiten kantoortijd", "088 - 555 01 23"),
        ),
    ),
)

VRAGEN = (
    Vraag("Wanneer gaat het nieuwe contract in?", ("1 juli 2031",)),
    Vraag("Welke gemeenten doen mee?", ("Helmduin", "Kreekdam")),
    Vraag("Wat is het tarief van 71K05?", ("71K05", "€ 152,75")),
    Vraag("Welke code heeft verblijf in een gezinshuis?", ("72K01", "Verblijf in een gezinshuis")),
    Vraag("Mag ik ambulant zwaar en dagbehandeling stapelen?", ("Ambulant zwaar", "Dagbehandeling", "nee")),
    Vraag("Tot wanneer kan ik nog declareren onder het oude contract?", ("30 september 2031",)),
    Vraag("Hoe snel moet ik een nieuwe toewijzing nakijken?", ("binnen tien werkdagen",)),
    Vraag("Wat doe ik als iemand in crisis zonder verwijzing komt?", ("binnen drie werkdagen",)),
    Vraag("Hoe hoog is het signaalbudget?", ("€ 6.400 per kalenderjaar", "80%")),
    Vraag("Naar welk adres mail ik over declaraties?", ("backoffice@regioduinrand.example",)),
)


# --- the four files ----------------------------------------------------------------------------------------


def maak_pptx(pad: Path) -> None:
    presentatie = Presentation()
    presentatie.core_properties.title = "PowerPoint-presentatie"
    for nummer, dia in enumerate(DECK):
        slide = presentatie.slides.add_slide(presentatie.slide_layouts[0 if nummer == 0 else 5])
        slide.shapes.title.text = dia.titel
        if nummer == 0:
            slide.placeholders[1].text = dia.tekst
        elif dia.tekst:
            kader(slide, 4, dia.tekst)
        if dia.punten or dia.stappen:
            lijst(slide, dia)
        if dia.tabel:
            tabel = slide.shapes.add_table(len(dia.tabel), len(dia.tabel[0]), Cm(1), Cm(7), Cm(23), Cm(6)).table
            for r, rij in enumerate(dia.tabel):
                for k, text in enumerate(rij):
                    tabel.cell(r, k).text = text
        if dia.notities:
            slide.notes_slide.notes_text_frame.text = dia.notities
        kader(slide, 18, f"{VOET}   {nummer + 1}")
        kader(slide, 0.3, LOGO)
    presentatie.save(str(pad))


def kader(slide: Any, boven: float, text: str) -> Any:
    kader = slide.shapes.add_textbox(Cm(1), Cm(boven), Cm(23), Cm(0.8)).text_frame
    kader.text = text
    return kader


def lijst(slide: Any, dia: Dia) -> None:
    from pptx.oxml import parse_xml

    ns = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    teken = '<a:buAutoNum %s type="arabicPeriod"/>' if dia.stappen else '<a:buChar %s char="•"/>'
    frame = kader(slide, 6, "")
    for n, text in enumerate(dia.punten or dia.stappen):
        alinea = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        alinea.text = text.removeprefix("> ")
        alinea.level = int(text.startswith("> "))
        alinea.font.size = Pt(20)
        alinea._p.get_or_add_pPr().append(parse_xml(teken % ns))


def als_html(dia: Dia) -> str:
    delen = [f"<p>{html.escape(regel)}</p>" for regel in dia.tekst.split("\n") if regel]
    if dia.punten:
        binnen = ""
        for punt in dia.punten:
            if punt.startswith("> "):
                binnen = binnen.removesuffix("</li>") + f"<ul><li>{html.escape(punt[2:])}</li></ul></li>"
            else:
                binnen += f"<li>{html.escape(punt)}</li>"
        delen.append(f"<ul>{binnen}</ul>")
    if dia.stappen:
        delen.append("<ol>" + "".join(f"<li>{html.escape(stap)}</li>" for stap in dia.stappen) + "</ol>")
    if dia.tabel:
        rijen = ["".join(f"<td>{html.escape(cel)}</td>" for cel in rij) for rij in dia.tabel]
        rijen[0] = rijen[0].replace("td>", "th>")
        delen.append("<table>" + "".join(f"<tr>{rij}</tr>" for rij in rijen) + "</table>")
    if dia.notities:
        delen.append(f"<aside><p>{html.escape(dia.notities)}</p></aside>")
    return "".join(delen)


STIJL = """
body { font: 11pt "Liberation Sans", sans-serif; margin: 0 }
table { border-collapse: collapse; margin: 8pt 0 } td, th { border: 1px solid #888; padding: 3pt 8pt; text-align: left }
th { background: #dde }
"""
STIJL_DIAS = """
@page { size: 254mm 143mm; margin: 0 }
section { width: 254mm; height: 142mm; position: relative; page-break-after: always; overflow: hidden }
section > * { margin-left: 15mm; margin-right: 15mm } h1, h2 { font-size: 26pt; margin-top: 16mm }
h1 { font-size: 34pt }
section footer { position: absolute; bottom: 3mm; left: 0; font-size: 8pt; color: #555 }
section .logo { position: absolute; top: 3mm; right: 0; font-size: 9pt }
"""
STIJL_RAPPORT = """
@page {
  size: A4; margin: 25mm 20mm;
  @top-right { content: "%s"; font-size: 8pt }
  @bottom-left { content: "%s"; font-size: 8pt }
  @bottom-right { content: "pagina " counter(page) " van " counter(pages); font-size: 8pt }
}
h1 { font-size: 22pt } h2 { font-size: 15pt; break-after: avoid } tr { break-inside: avoid }
"""


def maak_html(pad: Path) -> None:
    secties = ""
    for nummer, dia in enumerate(DECK, start=1):
        kop = "h1" if nummer == 1 else "h2"
        secties += (
            f'<section><div class="logo">{LOGO}</div><{kop}>{html.escape(dia.titel)}</{kop}>{als_html(dia)}'
            f'<footer class="slide-footer">{html.escape(VOET)} {nummer}</footer></section>\n'
        )
    pad.write_text(
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Presentatie</title>'
        f"<style>{STIJL}{STIJL_DIAS}</style></head><body><main>{secties}</main></body></html>",
        encoding="utf-8",
    )


def maak_rapport(pad: Path) -> None:
    delen = f"<h1>{html.escape(DECK[0].titel)}</h1>{als_html(DECK[0])}"
    for dia in DECK[2:]:
        kop = "" if dia.titel.endswith("(vervolg)") else f"<h2>{html.escape(dia.titel)}</h2>"
        delen += kop + als_html(dia)
    pad.write_text(
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8">'
        f"<style>{STIJL}{STIJL_RAPPORT % (LOGO, VOET)}</style></head><body>{delen}</body></html>",
        encoding="utf-8",
    )


def druk_af(bron: Path, doel: Path, *opties: str) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("chromium is not installed, so no pdf can be printed")
    opdracht = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run(
        [*opdracht, *opties, f"--user-data-dir={doel.parent / 'chromium'}", f"--print-to-pdf={doel}", bron.as_uri()],
        check=True,
        capture_output=True,
        timeout=300,
    )


def maak_pdf(pad: Path) -> None:
    maak_html(pad.with_suffix(".bron.html"))
    druk_af(pad.with_suffix(".bron.html"), pad)


def maak_pdf_rapport(pad: Path) -> None:
    maak_rapport(pad.with_suffix(".bron.html"))
    druk_af(pad.with_suffix(".bron.html"), pad)


def maak_pdf_zonder_tags(pad: Path) -> None:
    maak_rapport(pad.with_suffix(".bron.html"))
    druk_af(pad.with_suffix(".bron.html"), pad, "--disable-pdf-tagging")


VORMEN: dict[str, Callable[[Path], None]] = {
    "bijeenkomst.pptx": maak_pptx,
    "bijeenkomst.html": maak_html,
    "bijeenkomst.pdf": maak_pdf,
    "rapport.pdf": maak_pdf_rapport,
    "zonder-tags.pdf": maak_pdf_zonder_tags,
}


def kaal(text: str) -> str:
    """A text without the marks of Markdown."""
    return " ".join(re.sub(r"[|*]|---", " ", text).split())
