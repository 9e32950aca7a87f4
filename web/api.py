"""The HTTP interface: questions, tools, search, documents, and the state of the server."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from assistant.models import Answer, AskRequest, DocumentView, Treffer, vandaag_als_peildatum
from knowledge.errors import InvoerFout
from tools import registry
from tools.envelope import Envelope
from tools.invoer import lees_json
from web.opening import NogNietKlaar, Opening
from web.problems import Problem, not_ready, respond
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


def opening(request: Request) -> Opening:
    """The opening of the assistant that belongs to this application."""
    gevonden: Opening = request.app.state.opening
    return gevonden


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
        return await event_response(lambda: assistent.stream(vraag))
    return await run_in_threadpool(assistent.ask, vraag)


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
    registry.tool(name)  # an unknown tool is that, whatever the body says
    try:
        tekst = body.decode("utf-8")
    except UnicodeDecodeError:
        raise InvoerFout("invoer", "geen geldige UTF-8") from None
    return registry.voer_uit(name, lees_json(tekst))


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


@router.get("/healthz", summary="Draait de server?")
async def healthz() -> Health:
    """Whether the server runs, whatever the assistant does."""
    return Health(status="ok", text="De server draait.")


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
