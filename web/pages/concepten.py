"""Reply drafts on a page: a mail in, its questions answered, a reply to edit and to take along as a file.

Nothing of the mail is kept. What a download needs besides the edited text travels in the form itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Request
from markupsafe import Markup
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response

from assistant.drafts.export import DOCX, EML, als_docx, als_eml
from assistant.drafts.mail import Inkomend, lees_mail
from assistant.drafts.reply import kale_tekst, maak_concept
from assistant.models import Draft, DraftQuestion, DraftRequest, OpenPoint, vandaag_als_peildatum
from assistant.settings import Settings
from knowledge.errors import InvoerFout, WegwijzerError
from knowledge.redaction import verwijder
from knowledge.store import laad
from web.asking import opening, running
from web.formdata import fields
from web.guard import GROOTSTE_BODY
from web.opening import Stand
from web.page import regelingen, show
from web.problems import Problem, describe
from web.rendering import answer_html
from web.running import use_event
from web.turns import words

router = APIRouter()

LANGSTE_ONDERTEKENING = 1000
"""Longest signature, in characters."""
_PLEK = re.compile(r"\[(?:NOG |uw )[^\]]*\]")
"""A place in a reply that is to be filled in; concepten.js counts them again while one types."""
_ADRES = re.compile(r"[^\s<>,;@]+@[^\s<>,;@]+")
_OUTLOOK = b"\xd0\xcf\x11\xe0"
_GEEN_MAIL = (b"%PDF", b"PK\x03\x04", b"{\\rtf")
"""How files begin that hold text but are no mail: PDF, Word and what is zipped, RTF."""


@dataclass(frozen=True)
class Vraag:
    """A question of the mail as the page shows it."""

    vraag: DraftQuestion
    html: Markup
    bron_prefix: str
    """Beginning of the ids in the list of its sources."""


@dataclass
class ConceptPage:
    """What `concepten.html` shows: the form, or a draft."""

    stand: Stand
    regelingen: dict[str, str]
    """Id -> name of every regime, to choose from."""
    email: str = ""
    regeling: str = ""
    ondertekening: str = ""
    langste_ondertekening: int = LANGSTE_ONDERTEKENING
    concept: Draft | None = None
    vragen: list[Vraag] = field(default_factory=list)
    gelezen: str = ""
    """The mail as it was read: without personal data."""
    rest: str = ""
    """What a download needs besides the fields that can be edited: a Draft as JSON."""
    woorden: dict[str, Any] = field(default_factory=dict)
    probleem: Problem | None = None
    fout_veld: str = ""
    """The field that is wrong: `email`, `bestand`, `regeling`, `ondertekening` or nothing."""
    fout: str = ""

    @property
    def plekken(self) -> int:
        """How many places of the reply are to be filled in."""
        return len(_PLEK.findall(self.concept.reply)) if self.concept else 0


@router.get("/concepten")
def empty(request: Request) -> Response:
    """The form, empty."""
    return show(request, "concepten.html", {"page": ConceptPage(opening(request).stand, regelingen())})


@router.post("/concepten")
async def draft(request: Request) -> Response:
    """Draft a reply to the mail of the form; where that fails the form stands there again, with what was typed."""
    page = ConceptPage(opening(request).stand, await run_in_threadpool(regelingen))
    try:
        bestand = await _form(request, page)
        await run_in_threadpool(_maak, request, page, bestand)
    except WegwijzerError as error:
        _meld(page, error)
    return show(request, "concepten.html", {"page": page}, page.probleem.status if page.probleem else 200)


async def _form(request: Request, page: ConceptPage) -> bytes:
    """Put what was typed on the page; gives the contents of the file, empty without one.

    Raises:
        InvoerFout: the form can't be read.
    """
    try:
        async with request.form(max_files=1, max_fields=20, max_part_size=GROOTSTE_BODY) as form:
            typed = {name: value.replace("\r\n", "\n") for name, value in form.items() if isinstance(value, str)}
            page.email, page.regeling = typed.get("email", ""), typed.get("regeling", "")
            page.ondertekening = typed.get("ondertekening", "")
            upload = form.get("bestand")
            return await upload.read() if isinstance(upload, UploadFile) else b""
    except HTTPException:  # Starlette says in English what is wrong with a form that is not ours
        raise InvoerFout("formulier", "het formulier is niet te lezen; open deze pagina opnieuw") from None


def _meld(page: ConceptPage, error: WegwijzerError) -> None:
    page.probleem = describe(error)
    page.fout = page.probleem.detail
    if isinstance(error, InvoerFout):
        page.fout_veld, page.fout = error.field, f"{error.message[:1].upper()}{error.message[1:]}."


def _maak(request: Request, page: ConceptPage, bestand: bytes) -> None:
    """Make the draft and put it on the page.

    Raises:
        InvoerFout: nothing to read, too much of it, or no mail.
        NogNietKlaar: the assistant is not open.
    """
    mail = _mail(page, bestand)
    if page.regeling:
        laad().regeling(page.regeling)
    if len(page.ondertekening) > LANGSTE_ONDERTEKENING:
        raise InvoerFout("ondertekening", f"hoogstens {LANGSTE_ONDERTEKENING} tekens")
    aanvraag = DraftRequest(email="-", regeling=page.regeling or None, signature=page.ondertekening)
    assistent, sjablonen = opening(request).assistent, Settings().sjablonen
    concept = maak_concept(assistent, vandaag_als_peildatum(aanvraag), sjablonen=sjablonen, mail=mail)
    concept = concept.model_copy(update={"open_punten": _punten(concept)})
    for vraag in concept.questions:
        running(request).count(use_event("concept", vraag.answer, vraag.asked.replace("\0", "")))
    page.concept, page.vragen, page.woorden = concept, _vragen(concept.questions), words(request)
    page.gelezen, page.email = verwijder(mail.tekst)[0].strip(), ""
    page.rest = concept.model_copy(update={"questions": [], "sender": None, "reply": "", "text": ""}).model_dump_json()


def _mail(page: ConceptPage, bestand: bytes) -> Inkomend:
    """The mail that was pasted or chosen.

    Raises:
        InvoerFout: neither, both, or a file of another kind.
    """
    if bestand and page.email.strip():
        raise InvoerFout("email", "u plakte een e-mail en koos een bestand; laat een van de twee weg")
    if not bestand and not page.email.strip():
        raise InvoerFout("email", "plak de tekst van een e-mail, of kies een bestand")
    if bestand.startswith(_OUTLOOK):
        raise InvoerFout("bestand", "dit is een .msg-bestand; sla de e-mail in Outlook op als .eml, of plak de tekst")
    if b"\0" in bestand or bestand.startswith(_GEEN_MAIL):
        raise InvoerFout("bestand", "dit bestand is geen e-mail; kies een .eml-bestand, of plak de tekst")
    return lees_mail(bestand or page.email)


def _punten(concept: Draft) -> list[OpenPoint]:
    """The open points by question, those of the whole mail last; of each its first paragraph."""
    punten = sorted(concept.open_punten, key=lambda punt: punt.question or len(concept.questions) + 1)
    return [punt.model_copy(update={"text": punt.text.partition("\n\n")[0]}) for punt in punten]


def _vragen(vragen: Sequence[DraftQuestion]) -> list[Vraag]:
    return [_vraag(v, f"vraag-{v.number}-bron-") for v in vragen]


def _vraag(vraag: DraftQuestion, prefix: str) -> Vraag:
    answer = vraag.answer
    return Vraag(vraag, answer_html(answer.answer, {c.marker for c in answer.citations}, prefix), prefix)


@router.post("/concepten/bestand")
async def download(request: Request) -> Response:
    """The edited reply as a Word document or as a mail; open points that were ticked off are left out."""
    form = await fields(request)
    vorm = form.get("vorm", "")
    if vorm not in ("docx", "eml"):
        raise InvoerFout("vorm", "kies docx of eml")
    concept = _bewerkt(form)
    maak, soort = (als_docx, DOCX) if vorm == "docx" else (als_eml, EML)
    kop = {"Content-Disposition": f'attachment; filename="concept.{vorm}"'}
    return Response(await run_in_threadpool(maak, concept), media_type=soort, headers=kop)


def _bewerkt(form: dict[str, str]) -> Draft:
    """The draft of a form, as it was edited.

    Raises:
        InvoerFout: an empty reply, an address that is none, or a form that is not ours.
    """
    antwoord, aan = form.get("antwoord", "").strip(), form.get("aan", "").strip()
    if not antwoord:
        raise InvoerFout("antwoord", "het antwoord is leeg; ga terug en schrijf een antwoord")
    if aan and not _ADRES.fullmatch(aan):
        raise InvoerFout("aan", "dit is geen e-mailadres; ga terug en pas het aan, of laat het leeg")
    try:
        concept = Draft.model_validate_json(form.get("concept", ""))
    except ValidationError:
        raise InvoerFout("concept", "het concept is niet te lezen; ga terug en maak het opnieuw") from None
    over = [p for n, p in enumerate(concept.open_punten) if f"nagelopen-{n}" not in form]
    return concept.model_copy(
        update={
            "subject": form.get("onderwerp", "").strip(),
            "to": aan or None,
            "reply": antwoord,
            "text": kale_tekst(antwoord),
            "open_punten": over,
        }
    )
