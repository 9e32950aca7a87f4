"""The HTTP interface: questions, tools, search, documents, and the state of the server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from assistant.drafts.export import DOCX, EML, als_docx, als_eml
from assistant.drafts.reply import maak_concept
from assistant.models import (
    Answer,
    AskRequest,
    DocumentView,
    Draft,
    DraftRequest,
    Event,
    Treffer,
    vandaag_als_peildatum,
)
from assistant.settings import Settings
from knowledge.errors import InvoerFout
from knowledge.redaction import verwijder
from tools import registry
from tools.envelope import Envelope
from tools.invoer import lees_json
from web.asking import opening as opening
from web.asking import running, store
from web.judging import Judgement, Kept, keep
from web.opening import NogNietKlaar
from web.problems import Problem, not_ready, respond
from web.running import use_event
from web.streaming import event_response

router = APIRouter()

PROBLEMS: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "Een fout, als problem details (RFC 9457) in het Nederlands.",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
}


class ToolInfo(BaseModel):
    """A tool: what it decides and what it needs."""

    model_config = ConfigDict(populate_by_name=True)

    name: str
    title: str
    description: str
    input_schema: dict[str, Any] = Field(alias="schema", description="JSON Schema van de invoer.")


class ToolList(BaseModel):
    """Every tool."""

    tools: list[ToolInfo]


class Passages(BaseModel):
    """Passages, the best first."""

    passages: list[Treffer]


class Health(BaseModel):
    """The state of the server."""

    status: str
    text: str


@router.post(
    "/api/ask",
    summary="Stel een vraag",
    response_model=Answer,
    responses={
        200: {
            "description": "Het antwoord; met Accept: text/event-stream komt het als gebeurtenissen "
            "status, tool_result, passages, token en final.",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        }
    },
)
async def ask(request: Request, vraag: AskRequest) -> Answer | Response:
    """Answer one question, whole or as a stream of events."""
    assistent = opening(request).assistent
    vraag = vandaag_als_peildatum(vraag)
    if "text/event-stream" in request.headers.get("accept", ""):
        return await event_response(lambda: _counted(request, vraag, assistent.stream(vraag)))
    antwoord = await run_in_threadpool(assistent.ask, vraag)
    _count(request, vraag, antwoord)
    return antwoord


def _counted(request: Request, vraag: AskRequest, stroom: Iterator[Event]) -> Iterator[Event]:
    for event in stroom:
        if event.event == "final":
            _count(request, vraag, Answer.model_validate(event.data))
        yield event


def _count(request: Request, vraag: AskRequest, antwoord: Answer) -> None:
    """Count a question in the background."""
    running(request).later(lambda: store(request).events.add(use_event("api", antwoord, verwijder(vraag.question)[0])))


@router.post(
    "/api/drafts",
    summary="Maak een conceptantwoord op een e-mail",
    response_model=Draft,
    responses={
        200: {
            "description": "Het concept; met format of Accept als Word-bestand of als e-mail (.eml).",
            "content": {soort: {"schema": {"type": "string", "format": "binary"}} for soort in (DOCX, EML)},
        }
    },
)
async def drafts(
    request: Request,
    aanvraag: DraftRequest,
    format: Annotated[Literal["json", "docx", "eml"] | None, Query(description="Vorm van het concept.")] = None,
) -> Draft | Response:
    """Draft a reply to an incoming mail, as JSON, .docx or .eml."""
    assistent, sjablonen = opening(request).assistent, Settings().sjablonen
    concept = await run_in_threadpool(maak_concept, assistent, vandaag_als_peildatum(aanvraag), sjablonen=sjablonen)
    accept = request.headers.get("accept", "")
    vorm = format or ("docx" if DOCX in accept else "eml" if EML in accept else "json")
    if vorm == "json":
        return concept
    maak, soort = (als_docx, DOCX) if vorm == "docx" else (als_eml, EML)
    kop = {"Content-Disposition": f'attachment; filename="concept.{vorm}"'}
    return Response(await run_in_threadpool(maak, concept), media_type=soort, headers=kop)


@router.post("/api/feedback", status_code=201, summary="Zeg wat u van een antwoord vindt")
async def feedback(request: Request, judgement: Judgement) -> Kept:
    """Keep a judgement of an answer, with the question, the answer and how that came about."""
    return await keep(request, judgement)


@router.get("/api/tools", summary="Welke beslishulpen er zijn")
def tools() -> ToolList:
    """Name, description and JSON Schema of every tool."""
    gevonden = [registry.tool(naam) for naam in registry.namen()]
    return ToolList(
        tools=[
            ToolInfo(name=t.naam, title=t.titel, description=t.beschrijving, input_schema=t.schema()) for t in gevonden
        ]
    )


@router.post(
    "/api/tools/{name}",
    summary="Voer een beslishulp uit",
    openapi_extra={
        "requestBody": {
            "required": True,
            "description": "De invoer; GET /api/tools geeft het JSON Schema van elke beslishulp.",
            "content": {"application/json": {"schema": {"type": "object"}}},
        }
    },
)
async def run_tool(name: str, request: Request) -> Envelope:
    """Run a deterministic tool on a JSON object."""
    body = await request.body()
    return await run_in_threadpool(_run, name, body)


def _run(name: str, body: bytes) -> Envelope:
    tool = registry.tool(name)  # an unknown tool is that, whatever the body says
    try:
        tekst = body.decode("utf-8")
    except UnicodeDecodeError:
        raise InvoerFout("invoer", "geen geldige UTF-8") from None
    return registry.voer_uit(name, lees_json(tekst, tool.grootste_invoer))


@router.get("/api/search", summary="Zoek passages")
async def search(
    request: Request,
    q: Annotated[str, Query(min_length=1, max_length=2000, description="Wat u zoekt.")],
    k: Annotated[int, Query(ge=1, le=100, description="Hoeveel passages.")] = 10,
    regeling: Annotated[str | None, Query(max_length=100, description="Alleen deze regeling.")] = None,
) -> Passages:
    """The passages that fit best."""
    assistent = opening(request).assistent
    return Passages(passages=await run_in_threadpool(assistent.search, q, k=k, regeling=regeling))


@router.get("/api/documents/{document:path}", summary="Lees een document")
async def document(request: Request, document: str) -> DocumentView:
    """One document, with its sections and what it leaves open."""
    assistent = opening(request).assistent
    gevonden = await run_in_threadpool(assistent.document, document)
    if gevonden is None:
        raise onbekend_document(document)
    return gevonden


def onbekend_document(document: str) -> HTTPException:
    """There is no document of this id."""
    return HTTPException(404, f"Er is geen document {document[:200]!r}.")


@router.head("/healthz", include_in_schema=False)
@router.get("/healthz", summary="Draait de server?")
async def healthz() -> Health:
    """Whether the server runs, whatever the assistant does."""
    return Health(status="ok", text="De server draait.")


@router.head("/readyz", include_in_schema=False)
@router.get("/readyz", summary="Kan de server vragen beantwoorden?", response_model=Health)
async def readyz(request: Request) -> Response:
    """Whether questions can be answered (`limited`: not as well as they should); 503 while they cannot."""
    stand = opening(request).stand
    if stand.state == "ready":
        toestand = await run_in_threadpool(opening(request).assistent.toestand)
        gezond = Health(status="limited", text=toestand) if toestand else Health(status="ok", text=stand.text)
        return JSONResponse(gezond.model_dump())
    return respond(request, not_ready(NogNietKlaar(stand)))


def problem_schema() -> dict[str, Any]:
    """JSON Schema of the problem document, for OpenAPI."""
    tekst = {"type": "string"}
    veld = {"type": "object", "properties": {"field": tekst, "message": tekst}}
    return {
        "type": "object",
        "required": list(Problem(500, "").as_dict()),
        "properties": {
            "type": tekst,
            "title": tekst,
            "status": {"type": "integer"},
            "detail": tekst,
            "errors": {"type": "array", "items": veld},
            "state": tekst,
            "progress": {"type": ["object", "null"]},
        },
    }
