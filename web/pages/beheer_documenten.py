"""Management of the documents of users: what there is, adding, removing, reading again, and how far that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from knowledge.documents import GROOTSTE_BESTAND
from knowledge.errors import InvoerFout, WegwijzerError
from knowledge.ingest import LEZEN
from web.access import gate
from web.adding import address, started, take, tasks, wait
from web.asking import opening
from web.formdata import fields
from web.guard import GROOTSTE_ZENDING
from web.intake import Task, outcome
from web.opening import Stand
from web.own_documents import OwnDocument, Source, all_names, other_sources, own_documents
from web.page import regelingen, show
from web.problems import Problem, describe, wants_page
from web.uploads import MOST_FILES

router = APIRouter()

PER_PAGE = 50
"""How many documents are on one page of the list."""
PATIENCE = 20.0
"""Seconds that a plain form waits; the page that comes then looks again by itself."""
_UNKNOWN = "Deze opdracht is niet meer bekend. De lijst met documenten laat zien wat er is opgenomen."
_SHORT = 1.0
"""Seconds that a form waits for what is known to take long."""
NOTHING_SAID = {"regeling": "", "datum": "", "uitgever": "", "van": "", "tot": ""}
"""A form says all of these: an empty field takes back what was said earlier."""


@dataclass
class DocumentsPage:
    """What `beheer_documenten.html` shows."""

    stand: Stand
    regelingen: dict[str, str]
    rows: list[OwnDocument]
    total: int
    """Documents that fit what is looked for."""
    sources: list[Source]
    busy: list[Task]
    stopped: list[Task]
    q: str = ""
    page: int = 1
    problem: Problem | None = None
    problem_field: str = ""
    said: dict[str, str] | None = None
    """What was filled in, when that was wrong."""
    most_bytes: int = GROOTSTE_BESTAND
    most_at_once: int = GROOTSTE_ZENDING
    most_files: int = MOST_FILES

    def waits(self, name: str) -> Literal["verwerkt", "aan_de_beurt", "wacht"]:
        """What a document waits for that is not in the index yet: a task that is at it, one to come, or somebody."""
        states = {task.state for task in self.busy if task.kind == "herlezen" or name in task.files}
        return "verwerkt" if "bezig" in states else "aan_de_beurt" if states else "wacht"

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.total // PER_PAGE)

    def address(self, page: int) -> str:
        """Another page of the same list."""
        return f"?{urlencode({'q': self.q, 'pagina': page})}#lijst"


@router.get("/beheer/documenten")
def overview(request: Request, q: str = "", pagina: int = 1) -> Response:
    """The documents, and the form to add some."""
    return show(request, "beheer_documenten.html", {"page": _page(request, q[:200], pagina), **_frame(request)})


@router.post("/beheer/documenten")
async def add(request: Request) -> Response:
    """Add documents; a script gets the address of the task, a plain form the page of it."""
    try:
        task = await take(request, defaults=NOTHING_SAID)
    except WegwijzerError as error:
        if not wants_page(request):
            raise
        return await run_in_threadpool(_wrong, request, error)
    return await _follow(request, task)


@router.post("/beheer/documenten/verwijder")
async def remove(request: Request) -> Response:
    """Remove a document (`naam`), or take what came from elsewhere (`bron`) out of the index."""
    form = await fields(request)
    name = form.get("naam") or form.get("bron", "")
    if name not in await run_in_threadpool(_removable, request, "naam" in form):
        raise HTTPException(404, f"Er is geen toegevoegd document {name[:200]!r}.")
    task = Task("verwijderen", [name])
    return await _follow(request, await run_in_threadpool(tasks(request).add, task))


@router.post("/beheer/documenten/opnieuw")
async def read_again(request: Request) -> Response:
    """Read everything again that changed, and do what did not succeed."""
    tasks(request).retry()
    return await _follow(request, await run_in_threadpool(tasks(request).add, Task("herlezen")))


@router.get("/beheer/documenten/taken/{id}")
def task(request: Request, id: str) -> Response:
    """How far a task is, and what came of it: a page, or JSON for a script."""
    found = _known(request, id)
    if wants_page(request):
        rows = (
            {row.name: row for row in own_documents(*_folders(request), found.files)} if found.kind == "opnemen" else {}
        )
        context = {"task": found, "rows": rows, "outcome": outcome(found), **_frame(request)}
        return show(request, "beheer_taak.html", context)
    return JSONResponse(_state(found))


@router.post("/beheer/documenten/taken/{id}/stop")
async def stop(request: Request, id: str) -> Response:
    """Call a task off; nothing of it goes in, unless it was done already."""
    found = _known(request, id)
    await run_in_threadpool(tasks(request).stop, found)
    return await _follow(request, found)


@router.post("/beheer/documenten/taken/{id}/verder")
async def go_on(request: Request, id: str) -> Response:
    """Let a task that was stopped go on."""
    found = _known(request, id)
    await run_in_threadpool(tasks(request).resume, found)
    return await _follow(request, found, _SHORT)


def _known(request: Request, id: str) -> Task:
    if found := tasks(request).get(id):
        return found
    raise HTTPException(404, _UNKNOWN)


async def _follow(request: Request, task: Task, patience: float = PATIENCE) -> Response:
    if not wants_page(request):
        return started(task)
    await wait(task, patience)
    return RedirectResponse(f"{address(task)}#kop", 303)


def _state(task: Task) -> dict[str, Any]:
    """How far a task is, for a script."""
    return {
        "state": task.state,
        "step": task.step,
        "done": task.done,
        "total": task.total,
        "pace": task.pace,
        "phase": task.phase,
        "read": task.done if task.phase == LEZEN else len(task.files) if task.step else 0,
        "files": task.files,
    }


def _wrong(request: Request, error: WegwijzerError) -> Response:
    page = _page(request, "", 1)
    page.problem = describe(error)
    page.problem_field = error.field if isinstance(error, InvoerFout) else ""
    return show(request, "beheer_documenten.html", {"page": page, **_frame(request)}, page.problem.status)


def _page(request: Request, q: str, number: int) -> DocumentsPage:
    folders = _folders(request)
    found = [name for name in all_names(*folders) if q.casefold() in name.casefold()]
    number = min(max(number, 1), -(-len(found) // PER_PAGE) or 1)
    rows = own_documents(*folders, found[(number - 1) * PER_PAGE : number * PER_PAGE])
    return DocumentsPage(
        opening(request).stand,
        regelingen(),
        rows,
        len(found),
        other_sources(*folders),
        tasks(request).busy(),
        tasks(request).stopped(),
        q,
        number,
    )


def _removable(request: Request, own: bool) -> list[str]:
    folders = _folders(request)
    return all_names(*folders) if own else [source.name for source in other_sources(*folders)]


def _folders(request: Request) -> tuple[Any, Any]:
    return tasks(request).folder, request.app.state.settings.index


def _frame(request: Request) -> dict[str, Any]:
    return {"afmelden": gate(request).has_password}
