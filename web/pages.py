"""The pages: asking (with and without scripts), reading a source, and the list of API addresses."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from markupsafe import Markup
from pydantic import TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from assistant.models import LANGSTE_VRAAG, Answer, AskRequest, SectieView, Turn, vandaag_als_peildatum
from knowledge.errors import InvoerFout, KennisFout, WegwijzerError
from knowledge.redaction import verwijder_bsn
from tools import registry
from tools.invoer import lees
from web import rendering, wording
from web.api import onbekend_document, opening
from web.examples import EXAMPLES
from web.opening import Stand
from web.problems import Problem, describe

router = APIRouter(include_in_schema=False)

MEESTE_BEURTEN = 10
"""How many earlier turns go along with a question."""
_BEURTEN = TypeAdapter(list[Turn])


@dataclass(frozen=True)
class Beurt:
    """One question on the page with what is known of its answer."""

    vraag: str
    html: Markup
    antwoord: Answer | None = None
    """The whole answer; None for an earlier turn, of which only the text is left."""


@dataclass(frozen=True)
class ChatPage:
    """What `chat.html` shows."""

    stand: Stand
    regelingen: dict[str, str]
    """Id -> name of every regime, to choose from."""
    woorden: dict[str, Any]
    regeling: str = ""
    vraag: str = ""
    """What stands in the box: kept when the question could not be answered."""
    beurten: list[Beurt] = field(default_factory=list)
    geschiedenis: str = "[]"
    """The conversation as JSON, for the next question without scripts."""
    probleem: Problem | None = None
    voorbeelden: tuple[tuple[str, tuple[str, ...]], ...] = EXAMPLES
    langste_vraag: int = LANGSTE_VRAAG


@router.get("/")
async def chat(request: Request) -> Response:
    """The chat page, empty."""
    regelingen = await run_in_threadpool(_regelingen)
    page = ChatPage(opening(request).stand, regelingen, await run_in_threadpool(_woorden, regelingen))
    return _toon(request, "chat.html", {"page": page})


@router.post("/")
async def chat_without_scripts(request: Request) -> Response:
    """Answer a plain form with a page."""
    velden = parse_qs((await request.body()).decode("utf-8", "replace"), keep_blank_values=True)
    keuze = velden.get("keuze", [""])[-1]
    vraag = keuze or velden.get("vraag", [""])[-1].replace("\r\n", "\n")
    regeling = velden.get("regeling", [""])[-1]
    eerder = _lees_beurten(velden.get("geschiedenis", ["[]"])[-1])
    beurten = [Beurt(b.question, rendering.answer_html(b.answer, (), "")) for b in eerder]
    probleem: Problem | None = None
    try:
        antwoord = await _antwoord(request, vraag, regeling, eerder)
    except WegwijzerError as fout:
        probleem = describe(fout)
    else:
        zichtbaar, _ = verwijder_bsn(vraag)
        markers = {c.marker for c in antwoord.citations}
        html = rendering.answer_html(antwoord.answer, markers, f"t{len(beurten) + 1}-bron-")
        beurten.append(Beurt(zichtbaar, html, antwoord))
        eerder = [*eerder, Turn(question=zichtbaar, answer=antwoord.answer)]
    regelingen = await run_in_threadpool(_regelingen)
    page = ChatPage(
        opening(request).stand,
        regelingen,
        await run_in_threadpool(_woorden, regelingen),
        regeling=regeling,
        vraag=vraag if probleem else "",
        beurten=beurten,
        geschiedenis=_BEURTEN.dump_json(eerder[-MEESTE_BEURTEN:]).decode(),
        probleem=probleem,
    )
    return _toon(request, "chat.html", {"page": page}, probleem.status if probleem else 200)


async def _antwoord(request: Request, vraag: str, regeling: str, eerder: list[Turn]) -> Answer:
    """Ask the assistant.

    Raises:
        InvoerFout: no question, or one that is too long.
        NogNietKlaar: the assistant is not open.
    """
    if not vraag.strip():
        raise InvoerFout("vraag", "typ eerst een vraag")
    if len(vraag) > LANGSTE_VRAAG:
        raise InvoerFout("vraag", f"hoogstens {LANGSTE_VRAAG} tekens")
    assistent = opening(request).assistent
    invoer = {"question": vraag, "regeling": regeling or None, "history": eerder[-MEESTE_BEURTEN:]}
    return await run_in_threadpool(assistent.ask, vandaag_als_peildatum(lees(AskRequest, invoer)))


def _lees_beurten(tekst: str) -> list[Turn]:
    """The earlier turns that the form carried; a form that was tampered with has none."""
    try:
        return _BEURTEN.validate_python(json.loads(tekst))
    except (ValueError, RecursionError, ValidationError):
        return []


@router.get("/bronnen/{document:path}")
async def source(request: Request, document: str) -> Response:
    """One document for reading."""
    assistent = opening(request).assistent
    bron = await run_in_threadpool(assistent.document, document)
    if bron is None:
        raise onbekend_document(document)
    regelingen = await run_in_threadpool(_regelingen)
    naam = regelingen.get(bron.regeling or "", bron.regeling)
    return _toon(request, "bron.html", {"bron": bron, "regeling": naam, "secties": _secties(bron.secties)})


@dataclass(frozen=True)
class Leessectie:
    """A section on the reading page; `groep` only where a new group of sections begins."""

    id: str
    kop: str
    groep: str | None
    html: Markup
    plaats: str


def _secties(secties: list[SectieView]) -> list[Leessectie]:
    gezien: dict[str, int] = {}
    vorige: str | None = None
    resultaat = []
    for sectie in secties:
        basis = rendering.anchor(sectie.section)
        gezien[basis] = gezien.get(basis, 0) + 1
        id_ = basis if gezien[basis] == 1 else f"{basis}-{gezien[basis]}"
        groep = next((kop for kop in reversed(sectie.pad) if kop != sectie.section), None)
        nieuw = groep if groep != vorige else None
        vorige = groep
        html = rendering.document_html(sectie.text)
        resultaat.append(Leessectie(id_, sectie.section, nieuw, html, sectie.plaats))
    return resultaat


@router.get("/api/docs")
async def api_docs(request: Request) -> Response:
    """The addresses of the API, from its OpenAPI document."""
    schema = request.app.openapi()
    operaties = [
        {"method": method.upper(), "path": path, **operatie}
        for path, methoden in schema["paths"].items()
        for method, operatie in methoden.items()
    ]
    return _toon(request, "api.html", {"operaties": operaties, "schemas": schema["components"]["schemas"]})


def _toon(request: Request, template: str, context: dict[str, Any], status: int = 200) -> Response:
    page: Response = request.app.state.templates.TemplateResponse(request, template, context, status)
    return page


def _regelingen() -> dict[str, str]:
    """Id and name of the regimes; none while the knowledge base does not load (the state says so)."""
    from knowledge.store import laad

    try:
        return {r.regeling: r.naam for r in laad().regelingen.values()}
    except KennisFout:
        return {}


def _woorden(regelingen: dict[str, str]) -> dict[str, Any]:
    tools = {naam: registry.tool(naam).titel for naam in registry.namen()}
    return wording.for_browser(tools, regelingen)
