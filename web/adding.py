"""Adding documents, for the page and for the API: check, keep, and let the index follow."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from assistant.documents import lees_opgave
from knowledge.errors import InvoerFout, WegwijzerError
from knowledge.ingest import controleer
from web.access import manager
from web.asking import opening
from web.intake import Task, Tasks, outcome
from web.uploads import keep, sending

router = APIRouter(dependencies=[Depends(manager)])

_LOOK = 0.05
"""Seconds between two looks whether a task is done."""
_STOPPED = "Het opnemen is gestopt; er is niets opgenomen. De bestanden zijn bewaard."
_TEXT = {"type": "string"}
_FORM = {
    "requestBody": {
        "required": True,
        "description": "Een formulier (multipart/form-data) met een of meer bestanden, en wat voor alle geldt:",
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["bestand"],
                    "properties": {
                        "bestand": {"type": "array", "items": {"type": "string", "format": "binary"}},
                        **dict.fromkeys(("regeling", "titel", "datum", "uitgever", "van", "tot"), _TEXT),
                    },
                }
            }
        },
    }
}


class Taken(BaseModel):
    """What came of documents that were sent; counts are of files."""

    bestanden: int = Field(description="Bestanden die zijn bekeken.")
    nieuw: int
    gewijzigd: int
    ongewijzigd: int
    verwijderd: int
    overgeslagen: list[dict[str, str]] = Field(description="Wat niet gelezen kon worden: bestand en reden.")
    passages: int
    dubbel: list[dict[str, Any]]
    meldingen: list[str]
    seconden: float


def tasks(request: Request) -> Tasks:
    """The tasks on documents of this application."""
    found: Tasks = request.app.state.tasks
    return found


async def take(request: Request, *, defaults: dict[str, str] | None = None) -> Task:
    """Keep the files of a request and have them taken into the index; returns as soon as they are kept.

    Args:
        request: with a form of files and options.
        defaults: options that count when the form does not have them.

    Raises:
        InvoerFout: no files, too many, or an option that is wrong; nothing is kept.
        NogNietKlaar: the assistant is not open; nothing is kept.
        WegwijzerError: the disk refuses.
    """
    _ = opening(request).assistent
    async with sending(request) as sent:
        options = {**(defaults or {}), **sent.options}
        await run_in_threadpool(_check, options, len(sent.files))
        kept, left_out = await run_in_threadpool(keep, tasks(request).folder, sent.files)
    return await run_in_threadpool(tasks(request).add, Task("opnemen", kept, options, left_out))


def _check(options: dict[str, str], files: int) -> None:
    said = lees_opgave(options)
    if said.titel and files != 1:
        raise InvoerFout("titel", "een titel kan alleen bij één bestand worden opgegeven")
    controleer([], replace(said, titel=None))


async def wait(task: Task, seconds: float | None = None) -> bool:
    """Wait until a task has ended, but no longer than this; whether it has."""
    try:
        async with asyncio.timeout(seconds):
            while not task.ended.is_set():
                await asyncio.sleep(_LOOK)
    except TimeoutError:
        return False
    return True


@router.post(
    "/api/documents",
    summary="Neem documenten op",
    response_model=Taken,
    openapi_extra=_FORM,
    responses={202: {"description": "Met `Prefer: respond-async`: begonnen; Location zegt waar de stand te zien is."}},
)
async def add(request: Request) -> Response:
    """Take the files of a form into the index; files that were there already are replaced by name."""
    task = await take(request)
    if "respond-async" in request.headers.get("prefer", ""):
        return started(task)
    await wait(task)
    if task.problem or task.state == "gestopt":
        raise WegwijzerError(task.problem or _STOPPED)
    return JSONResponse(outcome(task))


def address(task: Task) -> str:
    """Where one sees how far a task is."""
    return f"/beheer/documenten/taken/{task.id}"


def started(task: Task) -> Response:
    """It has begun: where one sees how far it is."""
    return JSONResponse({"id": task.id, "adres": address(task)}, 202, {"Location": address(task)})
