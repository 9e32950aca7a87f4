"""Errors as answers: one shape (RFC 9457 problem details, in Dutch) for every route, a page for browsers.

Every problem has `type`, `title`, `status` and `detail`; wrong input adds `errors` with the field and what is
allowed, a server that is not ready adds `state` and `progress`.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import Response

from knowledge.errors import InvoerFout, WegwijzerError
from tools.invoer import velden
from tools.registry import OnbekendeTool
from web.headers import HEADERS
from web.opening import NogNietKlaar

logger = logging.getLogger(__name__)

_TITELS = {
    400: "De aanvraag is niet te lezen",
    401: "Meld u eerst aan",
    403: "Deze aanvraag is geweigerd",
    404: "Niet gevonden",
    405: "Dit kan hier niet",
    413: "De aanvraag is te groot",
    415: "Dit soort inhoud kan hier niet",
    421: "Verkeerd adres",
    422: "De invoer klopt niet",
    429: "Te veel pogingen",
    500: "Er ging iets mis",
    503: "Nog niet klaar",
}
_DETAILS = {
    400: "De server kan de inhoud van de aanvraag niet lezen.",
    404: "Dit adres bestaat niet (meer). Kijk of het goed is getypt, of begin opnieuw op de startpagina.",
    405: "Dit adres bestaat, maar niet met deze methode.",
    413: "Stuur ten hoogste 1 MB. Maak de tekst korter en probeer het opnieuw.",
    500: (
        "De server kon deze aanvraag niet afmaken. Probeer het opnieuw; blijft het misgaan, kijk dan in het "
        "venster waar de server draait."
    ),
}
_ONLEESBAAR = "There was an error parsing the body"
"""What FastAPI says of a body that is no UTF-8, or JSON that is too deep."""
_MELDINGEN = {
    "missing": "dit is verplicht",
    "extra_forbidden": "dit veld bestaat niet{velden}",
    "string_too_short": "mag niet leeg zijn",
    "string_too_long": "hoogstens {max_length} tekens",
    "string_type": "geen tekst",
    "string_unicode": "geen geldige tekst",
    "int_parsing": "geen heel getal",
    "int_type": "geen heel getal",
    "greater_than_equal": "moet {ge} of hoger zijn",
    "less_than_equal": "mag hoogstens {le} zijn",
    "literal_error": "kies uit {expected}",
    "enum": "kies uit {expected}",
    "list_type": "geen lijst",
    "too_long": "hoogstens {max_length} stuks",
    "json_invalid": "geen geldige JSON",
    "model_type": "geen object met velden",
    "dict_type": "geen object met velden",
    "model_attributes_type": "geen object met velden",
}


@dataclass(frozen=True)
class Problem:
    """What went wrong: status, one or two Dutch sentences, and members of its own."""

    status: int
    detail: str
    extra: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The kind of problem, in Dutch."""
        return _TITELS.get(self.status, _TITELS[500 if self.status >= 500 else 400])

    def as_dict(self) -> dict[str, Any]:
        """The members of the problem document."""
        return {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            **self.extra,
        }


def invalid(errors: Sequence[tuple[str, str]]) -> Problem:
    """Wrong input: fields with what is allowed."""
    detail = "; ".join(f"{veld}: {melding}" for veld, melding in errors) + "."
    return Problem(422, detail, {"errors": [{"field": veld, "message": melding} for veld, melding in errors]})


def describe(exc: Exception, body: type[BaseModel] | None = None) -> Problem:
    """The problem that an exception stands for; anything unknown is a 500 that gives nothing away.

    Args:
        exc: what went wrong.
        body: what the route takes as its body, for the fields that are allowed.
    """
    match exc:
        case InvoerFout():
            return invalid([(exc.field, exc.message)])
        case RequestValidationError():
            return invalid([_invoerfout(detail, body) for detail in exc.errors()])
        case HTTPException() if exc.detail == _ONLEESBAAR:
            return invalid([("invoer", "geen geldige JSON in UTF-8")])
        case OnbekendeTool():
            return Problem(404, f"{exc}.")
        case NogNietKlaar():
            return not_ready(exc)
        case WegwijzerError():
            return Problem(500, str(exc))
        case HTTPException():
            eigen = exc.detail if exc.detail and not _is_standaard(exc) else ""
            detail = eigen or _DETAILS.get(exc.status_code, _DETAILS[400])
            return Problem(exc.status_code, detail, headers=exc.headers or {})
        case _:
            return Problem(500, _DETAILS[500])


def not_ready(exc: NogNietKlaar) -> Problem:
    """The assistant is not open: what is going on, and when to come back."""
    stand = exc.stand
    if stand.state == "failed":
        return Problem(503, stand.text, {"state": stand.state})
    progress = {"done": stand.done, "total": stand.total} if stand.total else None
    detail = f"{stand.text} Probeer het over een ogenblik opnieuw."
    return Problem(503, detail, {"state": stand.state, "progress": progress}, {"Retry-After": "2"})


def respond(request: Request, problem: Problem) -> Response:
    """The problem as an HTTP answer: a page where a browser asks for one, else a problem document."""
    if wants_page(request):
        page: Response = request.app.state.templates.TemplateResponse(
            request, "error.html", {"problem": problem}, problem.status, dict(problem.headers)
        )
        return page
    body = json.dumps(problem.as_dict(), ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, problem.status, dict(problem.headers), "application/problem+json")


def wants_page(request: Request) -> bool:
    """Whether the answer is for a person in a browser, not for a program."""
    path = request.scope["path"]
    if path.startswith("/api/") or path in {"/healthz", "/readyz"}:
        return False
    return "text/html" in request.headers.get("accept", "")


def install(app: FastAPI) -> None:
    """Let every error of the application leave in the one shape."""
    for kind in (HTTPException, RequestValidationError, WegwijzerError, OnbekendeTool, Exception):
        app.add_exception_handler(kind, _handle)


async def _handle(request: Request, exc: Exception) -> Response:
    problem = describe(exc, _body(request))
    if problem.status >= 500 and isinstance(exc, WegwijzerError) and not isinstance(exc, NogNietKlaar):
        logger.error("%s: %s", request.scope["path"], exc)
    response = respond(request, problem)
    response.headers.update(HEADERS)  # an unforeseen error is answered outside the guard
    return response


def _body(request: Request) -> type[BaseModel] | None:
    """The model of the body that the route of a request takes; None where it takes none."""
    field_ = getattr(request.scope.get("route"), "body_field", None)
    soort = getattr(getattr(field_, "field_info", None), "annotation", None)
    return soort if isinstance(soort, type) and issubclass(soort, BaseModel) else None


def _is_standaard(exc: HTTPException) -> bool:
    """Whether nobody wrote a detail: Starlette fills in the English name of the status."""
    return exc.detail == HTTPStatus(exc.status_code).phrase


def _invoerfout(detail: Mapping[str, Any], body: type[BaseModel] | None) -> tuple[str, str]:
    pad = [str(deel) for deel in detail["loc"] if deel not in ("body", "query", "path")]
    if detail["type"] == "json_invalid":
        pad = []
    veld = ".".join(pad)[:80] or "invoer"
    if detail["type"] == "value_error":  # a validator of ours: its message is Dutch already
        return veld, detail["msg"].removeprefix("Value error, ")
    melding = _MELDINGEN.get(detail["type"], "deze waarde past hier niet")
    if detail["type"] == "model_attributes_type" and not pad:
        melding += "; stuur JSON met Content-Type: application/json"
    context = {"velden": f"; toegestaan zijn {velden(body, pad)}" if body else "", **detail.get("ctx", {})}
    context["expected"] = str(context.get("expected", "")).replace(" or ", " of ")
    return veld, melding.format_map(context)
