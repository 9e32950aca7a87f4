"""Files of the documents in `stukken`: one for each form that a document comes in."""

from __future__ import annotations

import csv
import html
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from evals.eigen.stukken import Blok, Kop, Punten, Stuk, Tabel, Tekst


class GeenChromium(Exception):
    """No pdf can be printed: chromium is not installed."""


def maak(stuk: Stuk, vorm: str, map: Path) -> Path:
    """Write a document in one of its forms in a folder, and give the file.

    Raises:
        GeenChromium: it is a pdf, and there is no chromium.
    """
    pad = map / f"{stuk.naam}.{vorm}"
    _MAKERS[vorm](stuk, pad)
    return pad


def _md(stuk: Stuk, pad: Path) -> None:
    delen: list[str] = []
    for blok in stuk.blokken:
        match blok:
            case Kop(tekst, niveau):
                delen.append(f"{'#' * niveau} {tekst}")
            case Tekst(tekst):
                delen.append(tekst)
            case Punten(punten, genummerd):
                delen.append("\n".join(f"{f'{n}.' if genummerd else '-'} {p}" for n, p in enumerate(punten, start=1)))
            case Tabel(rijen):
                regels = [f"| {' | '.join(rij)} |" for rij in rijen]
                delen.append("\n".join([regels[0], "|" + " --- |" * len(rijen[0]), *regels[1:]]))
    pad.write_text("\n\n".join(delen) + "\n", encoding="utf-8")


def _txt(stuk: Stuk, pad: Path) -> None:
    delen: list[str] = []
    for blok in stuk.blokken:
        match blok:
            case Kop(tekst, niveau):
                delen.append(f"{tekst.upper()}\n{'=' * len(tekst)}" if niveau == 1 else tekst.upper())
            case Tekst(tekst):
                delen.append(tekst)
            case Punten(punten, genummerd):
                delen.append("\n".join(f"{f'{n}.' if genummerd else '-'} {p}" for n, p in enumerate(punten, start=1)))
            case Tabel(rijen):
                breedte = [max(len(rij[k]) for rij in rijen) + 3 for k in range(len(rijen[0]))]
                delen.append(
                    "\n".join("".join(c.ljust(b) for c, b in zip(r, breedte, strict=True)).rstrip() for r in rijen)
                )
    pad.write_text("\n\n".join(delen) + "\n", encoding="utf-8")


def _docx(stuk: Stuk, pad: Path) -> None:
    from docx import Document

    document = Document()
    for blok in stuk.blokken:
        match blok:
            case Kop(tekst, niveau):
                document.add_heading(tekst, niveau)
            case Tekst(tekst):
                document.add_paragraph(tekst)
            case Punten(punten, genummerd):
                for punt in punten:
                    document.add_paragraph(punt, style="List Number" if genummerd else "List Bullet")
            case Tabel(rijen):
                tabel = document.add_table(len(rijen), len(rijen[0]), style="Table Grid")
                for r, rij in enumerate(rijen):
                    for k, cel in enumerate(rij):
                        tabel.cell(r, k).text = cel
    document.save(str(pad))


def _xlsx(stuk: Stuk, pad: Path) -> None:
    from openpyxl import Workbook

    werkboek = Workbook()
    werkboek.remove(werkboek.active)  # type: ignore[arg-type]
    for kop, rijen in _tabellen(stuk):
        blad = werkboek.create_sheet(kop)
        for rij in rijen:
            blad.append(rij)
    werkboek.save(str(pad))


def _csv(stuk: Stuk, pad: Path) -> None:
    """The first table only: a csv has no sheets."""
    with pad.open("w", encoding="utf-8", newline="") as bestand:
        csv.writer(bestand, delimiter=";").writerows(next(_tabellen(stuk))[1])


def _tabellen(stuk: Stuk) -> Iterator[tuple[str, tuple[tuple[str, ...], ...]]]:
    kop = stuk.naam
    for blok in stuk.blokken:
        if isinstance(blok, Kop):
            kop = blok.tekst
        elif isinstance(blok, Tabel):
            yield kop, blok.rijen


# --- decks and pages ---------------------------------------------------------------------------------------------


def _dias(stuk: Stuk) -> list[list[Blok]]:
    dias: list[list[Blok]] = []
    for blok in stuk.blokken:
        if isinstance(blok, Kop) and blok.niveau <= 2:
            dias.append([])
        dias[-1].append(blok)
    return dias


def _pptx(stuk: Stuk, pad: Path) -> None:
    from pptx import Presentation
    from pptx.util import Cm

    presentatie = Presentation()
    for nummer, blokken in enumerate(_dias(stuk), start=1):
        dia = presentatie.slides.add_slide(presentatie.slide_layouts[5])
        boven = 5.0
        for blok in blokken:
            match blok:
                case Kop(tekst):
                    dia.shapes.title.text = tekst
                case Tekst(tekst):
                    _kader(dia, boven, [tekst])
                case Punten(punten):
                    _kader(dia, boven, list(punten))
                case Tabel(rijen):
                    vorm = dia.shapes.add_table(len(rijen), len(rijen[0]), Cm(1), Cm(boven), Cm(23), Cm(6))
                    for r, rij in enumerate(rijen):
                        for k, cel in enumerate(rij):
                            vorm.table.cell(r, k).text = cel
            boven += 0 if isinstance(blok, Kop) else 6
        _kader(dia, 18, [f"{stuk.voet} {nummer}"])
    presentatie.save(str(pad))


def _kader(dia: Any, boven: float, alineas: list[str]) -> None:
    from pptx.util import Cm

    kader = dia.shapes.add_textbox(Cm(1), Cm(boven), Cm(23), Cm(1)).text_frame
    kader.text = "\n".join(alineas)


def _html_van(blok: Blok) -> str:
    match blok:
        case Kop(tekst, niveau):
            return f"<h{niveau}>{html.escape(tekst)}</h{niveau}>"
        case Tekst(tekst):
            return f"<p>{html.escape(tekst)}</p>"
        case Punten(punten, genummerd):
            soort = "ol" if genummerd else "ul"
            return f"<{soort}>{''.join(f'<li>{html.escape(p)}</li>' for p in punten)}</{soort}>"
        case Tabel(rijen):
            regels = ["".join(f"<td>{html.escape(cel)}</td>" for cel in rij) for rij in rijen]
            regels[0] = regels[0].replace("td>", "th>")
            return f"<table>{''.join(f'<tr>{r}</tr>' for r in regels)}</table>"


_STIJL = """
body { font: 11pt "Liberation Sans", sans-serif; margin: 0 }
table { border-collapse: collapse } td, th { border: 1px solid #888; padding: 3pt 8pt; text-align: left }
"""
_STIJL_DIAS = """
@page { size: 254mm 143mm; margin: 0 }
section { width: 254mm; height: 142mm; position: relative; page-break-after: always; overflow: hidden }
section > * { margin-left: 12mm; margin-right: 12mm } h1, h2 { font-size: 26pt; margin-top: 14mm }
section footer { position: absolute; bottom: 3mm; left: 0; font-size: 8pt }
"""


def _html(stuk: Stuk, pad: Path) -> None:
    """A page; a document that comes as slides too has a section for each slide."""
    if "pptx" in stuk.vormen:
        binnen = "\n".join(
            f"<section>{''.join(map(_html_van, blokken))}<footer>{html.escape(stuk.voet)} {nummer}</footer></section>"
            for nummer, blokken in enumerate(_dias(stuk), start=1)
        )
    else:
        binnen = "\n".join(map(_html_van, stuk.blokken)) + f"</main><footer>{html.escape(stuk.voet)}</footer><main>"
    kop = next(b.tekst for b in stuk.blokken if isinstance(b, Kop))
    pad.write_text(
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{html.escape(kop)}</title>'
        f"<style>{_STIJL}{_STIJL_DIAS if 'pptx' in stuk.vormen else ''}</style></head>"
        f"<body><main>{binnen}</main></body></html>",
        encoding="utf-8",
    )


def _pdf(stuk: Stuk, pad: Path) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise GeenChromium
    bron = pad.with_suffix(".bron.html")
    _html(stuk, bron)
    opdracht = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    eigen = f"--user-data-dir={pad.parent / 'chromium'}"
    subprocess.run(
        [*opdracht, eigen, f"--print-to-pdf={pad}", bron.as_uri()], check=True, capture_output=True, timeout=300
    )
    bron.unlink()


_MAKERS: dict[str, Callable[[Stuk, Path], None]] = {
    "md": _md,
    "txt": _txt,
    "docx": _docx,
    "xlsx": _xlsx,
    "csv": _csv,
    "pptx": _pptx,
    "html": _html,
    "pdf": _pdf,
}
