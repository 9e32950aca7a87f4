"""A reply draft as HTML, as a Word document and as a mail that opens as a draft. The same draft, the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

from assistant.models import Draft, OpenPoint

if TYPE_CHECKING:
    from markdown_it.token import Token

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EML = "message/rfc822"
_VAST = datetime(2000, 1, 1)  # noqa: DTZ001 - no clock: the same draft gives the same file
_SOORT = {
    "geen_antwoord": "Geen antwoord in de documenten",
    "geweigerd": "Buiten het onderwerp",
    "gegevens_nodig": "Gegeven nodig van de afzender",
    "niet_beschreven": "Niet beschreven in de bron",
    "aanname": "Aanname",
    "let_op": "Let op",
    "niet_bewezen": "Niet na te gaan",
    "niet_behandeld": "Niet behandeld",
    "geen_vraag": "Geen vraag gevonden",
}
"""Kind of an open point -> how a person reads it."""


def toon_punt(punt: OpenPoint) -> str:
    """An open point as one line of text."""
    waar = f" (vraag {punt.question})" if punt.question else ""
    return f"{_SOORT[punt.kind]}{waar}: {_een_regel(punt.text)}"


def als_tekst(draft: Draft) -> str:
    """The reply for a terminal, with the open points below it."""
    delen = [f"Onderwerp: {draft.subject}", draft.text]
    if draft.open_punten:
        delen.append("Nalopen voor u dit verstuurt:\n" + "\n".join(f"- {toon_punt(p)}" for p in draft.open_punten))
    return "\n\n".join(delen)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table").disable(["image", "reference"])


def als_html(draft: Draft) -> str:
    """The reply as a whole HTML page; HTML in the text stays text."""
    inhoud = _parser().render(draft.reply)
    return f'<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8"></head>\n<body>\n{inhoud}</body></html>\n'


def als_eml(draft: Draft) -> bytes:
    """The reply as a mail (.eml) that mail programs open as a draft, in the thread of the incoming one.

    The list of open points is no part of it: what must be filled in or looked at stands between square brackets in the
    text.
    """
    mail = EmailMessage(policy=SMTP.clone(raise_on_defect=False))
    mail["X-Unsent"] = "1"
    mail["Subject"] = _een_regel(draft.subject)
    if draft.to:
        mail["To"] = draft.to
    if draft.in_reply_to:
        mail["In-Reply-To"] = draft.in_reply_to
        mail["References"] = " ".join(draft.references[-20:])
    mail.set_content(draft.text + "\n", charset="utf-8")
    mail.add_alternative(als_html(draft), subtype="html", charset="utf-8")
    mail.set_boundary("=_wegwijzer-concept")
    return mail.as_bytes()


def _een_regel(tekst: str) -> str:
    return re.sub(r"[\s\x00-\x1f\x7f]+", " ", tekst).strip()


# --- Word --------------------------------------------------------------------------------------------------------


def als_docx(draft: Draft) -> bytes:
    """The reply as a Word document: open points on top, marked; the reply; a table of the sources."""
    from docx import Document

    document = Document()
    eigenschappen = document.core_properties
    eigenschappen.title, eigenschappen.author = _xml(draft.subject)[:255], "Wegwijzer Jeugdhulp"
    eigenschappen.language = "nl-NL"
    eigenschappen.created = eigenschappen.modified = _VAST
    document.add_heading(_xml(draft.subject), level=1)
    _zet_open_punten(document, draft.open_punten)
    _zet_markdown(document, _zonder_bronnen(draft))
    _zet_bronnen(document, draft)
    uit = io.BytesIO()
    document.save(uit)
    return _vaste_tijden(uit.getvalue())


def _xml(tekst: str) -> str:
    """Without the control characters that XML does not know."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "", tekst)


def _zonder_bronnen(draft: Draft) -> str:
    """The reply up to its list of sources, which becomes a table."""
    return draft.reply.split("\n**Bronnen**\n", 1)[0] if draft.sources else draft.reply


def _zet_open_punten(document: Any, punten: list[OpenPoint]) -> None:
    from docx.enum.text import WD_COLOR_INDEX

    if not punten:
        return
    kop = document.add_paragraph()
    run = kop.add_run("Nalopen voor u dit verstuurt (haal dit deel daarna weg):")
    run.bold, run.font.highlight_color = True, WD_COLOR_INDEX.YELLOW
    opmerking = document.add_comment(run, author="Wegwijzer Jeugdhulp", initials="WJ")
    opmerking.paragraphs[0].add_run("Deze punten kan de assistent niet afmaken. Loop ze na voor u de brief verstuurt.")
    _zonder_tijd(opmerking)
    for punt in punten:
        regel = document.add_paragraph(style="List Bullet").add_run(_xml(toon_punt(punt)))
        regel.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _zonder_tijd(opmerking: Any) -> None:
    """Take the moment of writing off a comment."""
    from docx.oxml.ns import qn

    opmerking._comment_elm.attrib.pop(qn("w:date"), None)


def _zet_bronnen(document: Any, draft: Draft) -> None:
    if not draft.sources:
        return
    document.add_heading("Bronnen", level=2)
    tabel = document.add_table(rows=1, cols=4, style="Table Grid")
    for cel, kop in zip(tabel.rows[0].cells, ("Nr.", "Document", "Onderdeel", "Geldt voor"), strict=True):
        cel.paragraphs[0].add_run(kop).bold = True
    for bron in draft.sources:
        waarden = (
            str(bron.number),
            f"{bron.title} ({bron.document})",
            bron.section,
            bron.regeling_naam or "alle regio's",
        )
        for cel, waarde in zip(tabel.add_row().cells, waarden, strict=True):
            cel.text = _xml(waarde)


def _zet_markdown(document: Any, markdown: str) -> None:
    """The blocks of a Markdown text as paragraphs, lists and tables."""
    lijsten: list[str] = []
    nummer = ""
    rijen: list[list[Token]] = []
    for token in _parser().parse(markdown):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lijsten.append("List Bullet" if token.type.startswith("bullet") else "List")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lijsten.pop()
        elif token.type == "list_item_open":
            nummer = f"{token.info}. " if token.info else ""
        elif token.type == "tr_open":
            rijen.append([])
        elif token.type == "table_close":
            _zet_tabel(document, rijen)
            rijen = []
        elif token.type == "inline" and rijen:
            rijen[-1].append(token)
        elif token.type == "inline":
            _zet_alinea(document, token, lijsten[-1] if lijsten else None, nummer)
            nummer = ""
        elif token.type in ("fence", "code_block"):
            document.add_paragraph(_xml(token.content))


def _zet_alinea(document: Any, token: Token, stijl: str | None, nummer: str) -> None:
    """A paragraph; one that is bold as a whole is a heading. The number of a list item is text, so that it is right."""
    kop = stijl is None and re.fullmatch(r"\*\*[^*]+\*\*", token.content.strip())
    alinea = document.add_heading(level=2) if kop else document.add_paragraph(nummer, style=stijl)
    _zet_tekst(alinea, token, vet=not kop)


def _zet_tabel(document: Any, rijen: list[list[Token]]) -> None:
    tabel = document.add_table(rows=0, cols=max(map(len, rijen)), style="Table Grid")
    for rij in rijen:
        cellen = tabel.add_row().cells
        for cel, token in zip(cellen, rij, strict=False):
            _zet_tekst(cel.paragraphs[0], token)


def _zet_tekst(alinea: Any, token: Token, *, vet: bool = True) -> None:
    """Running text with its bold and italic parts; what must be filled in is marked."""
    from docx.enum.text import WD_COLOR_INDEX

    dik = schuin = 0
    for kind in token.children or []:
        dik += (kind.type == "strong_open") - (kind.type == "strong_close")
        schuin += (kind.type == "em_open") - (kind.type == "em_close")
        if kind.type in ("softbreak", "hardbreak"):
            alinea.add_run().add_break()
        elif kind.content:
            run = alinea.add_run(_xml(kind.content))
            run.bold, run.italic = (bool(dik) and vet) or None, bool(schuin) or None
            if re.search(r"\[(?:NOG |uw )", kind.content):
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _vaste_tijden(docx: bytes) -> bytes:
    """The same file with the same moment on every part."""
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as oud, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as nieuw:
        for deel in oud.infolist():
            nieuw.writestr(zipfile.ZipInfo(deel.filename, (2000, 1, 1, 0, 0, 0)), oud.read(deel), zipfile.ZIP_DEFLATED)
    return uit.getvalue()
