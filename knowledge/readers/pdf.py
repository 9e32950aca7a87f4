"""PDF: headings by bookmark, tag, or size and weight of the letters; columns, lists and tables as they are read.

Running headers and footers and page numbers are left out, words cut at a line end are mended, and a table that
goes on over a page keeps its header.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable
from io import BytesIO
from typing import Any, NamedTuple

from knowledge.decoding import LeesFout
from knowledge.kenmerken import Kenmerken
from knowledge.readers.model import Gelezen
from knowledge.readers.opmaak import ALLEEN_BEELD, BEVEILIGD, GEEN_TEKST, gelezen, kenmerken, leesbaar
from knowledge.readers.pdf_indeling import indeling
from knowledge.readers.pdf_opbouw import Opbouw, blokken
from knowledge.readers.pdf_pagina import Pagina, Regel, lees_pagina
from knowledge.text import fold

_RAND = 0.13  # the part of a page, at its top and bottom, where headers and footers stand
_WIT = 0.5  # of a letter size between a header or footer and the text, at least
_PAGINANUMMER = re.compile(
    r"(?:pagina|page|blz\.?|p\.)?\s*\d{1,4}(?:\s*(?:/|van|of)\s*\d{1,4})?|[-–|]\s*\d{1,4}\s*[-–|]?|[ivxl]{1,6}", re.I
)
_ONLEESBAAR = "de letters in dit bestand zijn niet te herkennen; laat er tekstherkenning (OCR) op los"


def lees_pdf(inhoud: bytes, naam: str) -> Gelezen:
    """A PDF with text.

    Raises:
        LeesFout: it is empty, broken, protected, or has no text but only images.
    """
    if not inhoud.strip():
        raise LeesFout(naam, "het bestand is leeg")
    with leesbaar(naam):
        boek = _lees(inhoud, naam)
        paginas = boek.paginas
        tekens = sum(pagina.tekens for pagina in paginas)
        if tekens and sum(pagina.onleesbaar for pagina in paginas) * 3 > tekens:
            raise LeesFout(naam, _ONLEESBAAR)
        _zonder_randen(paginas)
        delen = [(pagina.nummer, indeling(pagina)) for pagina in paginas]
        regels = [deel for _, groep in delen for deel in groep if isinstance(deel, Regel)]
        markdown = list(blokken(delen, Opbouw(boek.bladwijzers, _gewone_grootte(paginas), regels)))
    leeg = ALLEEN_BEELD if any(pagina.beeld for pagina in paginas) else GEEN_TEKST
    return gelezen(naam, markdown if tekens else [], boek.kenmerken, _meldingen(boek), leeg)


class _Boek(NamedTuple):
    """What was read of a file; `kapot` are the numbers of the pages that could not be."""

    paginas: list[Pagina]
    kapot: list[int]
    bladwijzers: dict[str, int]
    kenmerken: Kenmerken


def _lees(inhoud: bytes, naam: str) -> _Boek:
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it tells of every small fault in a file
    try:
        with pdfplumber.open(BytesIO(inhoud)) as pdf:
            paginas, kapot = _paginas(pdf, naam)
            return _Boek(paginas, kapot, _bladwijzers(pdf), _kenmerken(pdf.metadata))
    except (PdfminerException, PDFEncryptionError) as error:
        oorzaak = error.args[0] if error.args else error
        if isinstance(oorzaak, PDFPasswordIncorrect | PDFEncryptionError) or isinstance(error, PDFEncryptionError):
            raise LeesFout(naam, BEVEILIGD) from error
        raise


def _paginas(pdf: Any, naam: str) -> tuple[list[Pagina], list[int]]:
    """The pages, and the numbers of those that are broken.

    Raises:
        LeesFout: all of them are.
    """
    paginas: list[Pagina] = []
    kapot: list[int] = []
    for nummer, bron in enumerate(pdf.pages, start=1):
        try:
            with leesbaar(naam):
                paginas.append(lees_pagina(bron, nummer))
        except LeesFout:
            if nummer == len(pdf.pages) and not paginas:
                raise
            kapot.append(nummer)
        bron.close()
    return paginas, kapot


def _bladwijzers(pdf: Any) -> dict[str, int]:
    """The outline of the file: folded title -> level, from 1."""
    from pdfminer.pdfdocument import PDFNoOutlines

    try:
        return {fold(str(titel)).strip(): int(niveau) for niveau, titel, *_ in pdf.doc.get_outlines()}
    except (PDFNoOutlines, KeyError, TypeError, ValueError, AttributeError):
        return {}  # an outline is a help, not the text


def _kenmerken(gegevens: dict[str, Any]) -> Kenmerken:
    from datetime import date

    m = re.match(r"D:(\d{4})(\d\d)(\d\d)", str(gegevens.get("ModDate") or gegevens.get("CreationDate") or ""))
    try:
        dag = date(int(m[1]), int(m[2]), int(m[3])) if m else None
    except ValueError:
        dag = None
    return kenmerken(
        titel=str(gegevens.get("Title") or ""),
        auteur=str(gegevens.get("Author") or ""),
        datum=dag,
        onderwerp=str(gegevens.get("Subject") or ""),
    )


def _meldingen(boek: _Boek) -> list[str]:
    uit = []
    if beeld := [p.nummer for p in boek.paginas if p.beeld and p.tekens == 0]:
        uit.append(f"{_noem(beeld)} alleen beeld; wat daarin staat is niet gelezen")
    if boek.kapot:
        uit.append(f"{_noem(boek.kapot)} beschadigd en overgeslagen")
    return uit


def _noem(nummers: list[int]) -> str:
    *eerdere, laatste = map(str, nummers)
    return f"pagina {', '.join(eerdere)} en {laatste} zijn" if eerdere else f"pagina {laatste} is"


# --- headers and footers -----------------------------------------------------------------------------------


def _zonder_randen(paginas: list[Pagina]) -> None:
    """Take running headers, footers and page numbers out."""
    gewoon = _gewone_grootte(paginas)
    vaak: Counter[tuple[str, int]] = Counter()
    for pagina in paginas:
        vaak.update({sleutel for regel in pagina.regels for sleutel in _plekken(regel, pagina)})
    for pagina in paginas:
        op_hoogte = sorted(pagina.regels, key=lambda regel: regel.boven)
        weg: set[int] = set()
        for volgorde in (op_hoogte, op_hoogte[::-1]):
            weg |= _rand(volgorde, pagina, len(paginas), vaak, gewoon)
        pagina.regels = [regel for regel in pagina.regels if id(regel) not in weg]


def _rand(
    volgorde: list[Regel], pagina: Pagina, paginas: int, vaak: Counter[tuple[str, int]], gewoon: float
) -> set[int]:
    """The lines of a header or footer, from the edge of the page inwards; only what white parts from the text."""
    rand: set[int] = set()
    groep: set[int] = set()
    vorige: Regel | None = None
    for regel in volgorde:
        wit = 0.0 if vorige is None else max(regel.boven - vorige.onder, vorige.boven - regel.onder)
        if vorige is not None and wit > _WIT * vorige.grootte:
            rand |= groep
            groep = set()
        aantal = max((vaak[sleutel] for sleutel in _plekken(regel, pagina)), default=0)
        nummer = paginas > 1 and bool(_PAGINANUMMER.fullmatch(regel.text)) and _in_rand(regel, pagina)
        if not nummer and aantal < _nodig(regel, pagina, paginas, not rand, gewoon):
            return rand
        groep.add(id(regel))
        vorige = regel
    return rand | groep


def _plekken(regel: Regel, pagina: Pagina) -> list[tuple[str, int]]:
    """The text without its numbers, at its height and at those next to it; nothing for what is no header."""
    if not _in_rand(regel, pagina):
        return []
    text = re.sub(r"\d+", "#", fold(regel.text))
    van = regel.boven if regel.boven < pagina.hoogte / 2 else regel.boven - pagina.hoogte
    return [(text, round(van / 6) + stap) for stap in (-1, 0, 1)]


def _in_rand(regel: Regel, pagina: Pagina) -> bool:
    return regel.onder < pagina.hoogte * _RAND or regel.boven > pagina.hoogte * (1 - _RAND)


def _nodig(regel: Regel, pagina: Pagina, paginas: int, buitenste: bool, gewoon: float) -> float:
    """On how many pages a line must stand at one height to be a header or footer.

    The outermost line of a page is one soon, such as the name of a chapter; a large one at the top is a title,
    unless it is on nearly every page.
    """
    if regel.boven < pagina.hoogte / 2 and regel.grootte > 1.15 * gewoon:
        return max(4, 0.75 * paginas)
    if paginas < 5:
        return 2
    return 3 if buitenste else max(3, 0.3 * paginas)


def _gewone_grootte(paginas: Iterable[Pagina]) -> float:
    """The size of letters that most of the text has."""
    tekens: Counter[float] = Counter()
    for pagina in paginas:
        for regel in pagina.regels:
            tekens[regel.grootte] += len(regel.text)
    return tekens.most_common(1)[0][0] if tekens else 11.0
