"""Management of feedback: what users thought of answers, how those came about, and the same as evaluation cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from web import rendering
from web.access import gate
from web.asking import store
from web.cases import as_yaml
from web.formdata import fields
from web.page import show
from web.store import FeedbackEntry, Thumb
from web.store.feedback import PAGE
from web.tracing_view import steps
from web.turns import words

router = APIRouter()

Which = Literal["open", "down", "up", "alle"]
WHICH: tuple[Which, ...] = ("open", "down", "up", "alle")
"""Not handled yet; not good; good; all."""


@dataclass(frozen=True)
class FeedbackPage:
    """What `beheer_terugkoppeling.html` shows."""

    entries: list[FeedbackEntry]
    total: int
    which: Which
    page: int
    choices: tuple[Which, ...] = WHICH

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.total // PAGE)

    def address(self, page: int) -> str:
        """Another page of the same list."""
        return f"?{urlencode({'welke': self.which, 'pagina': page})}"


@router.get("/beheer/terugkoppeling")
def overview(request: Request, welke: str = "open", pagina: int = 1) -> Response:
    """What was given, the newest first."""
    which = next((w for w in WHICH if w == welke), WHICH[0])
    pagina = min(max(pagina, 1), 10_000)
    entries, total = store(request).feedback.find(
        thumb=_thumb(which), open_only=which == "open", start=(pagina - 1) * PAGE
    )
    return _show(request, "beheer_terugkoppeling.html", {"page": FeedbackPage(entries, total, which, pagina)})


@router.get("/beheer/terugkoppeling.yaml")
async def export(request: Request, welke: str = "alle") -> Response:
    """The same as evaluation cases."""
    text = await run_in_threadpool(_export, request, welke)
    head = {"Content-Disposition": 'attachment; filename="terugkoppeling.yaml"'}
    return Response(text, media_type="application/yaml; charset=utf-8", headers=head)


@router.get("/beheer/terugkoppeling/{id}")
def one(request: Request, id: str) -> Response:
    """One entry with the answer and the whole trace."""
    entry = _entry(request, id)
    answer = entry.answer
    html = rendering.answer_html(answer.answer, {c.marker for c in answer.citations}, "bron-") if answer else ""
    context = {"entry": entry, "html": html, "stappen": steps(entry.trace), "woorden": words(request)}
    return _show(request, "beheer_oordeel.html", context)


@router.get("/beheer/terugkoppeling/{id}/spoor.json")
def trace(request: Request, id: str) -> Response:
    """The whole trace, as it is kept."""
    return JSONResponse(_entry(request, id).trace or {"steps": []})


@router.post("/beheer/terugkoppeling/{id}")
async def handle(request: Request, id: str) -> Response:
    """Mark an entry as handled, or as not handled after all."""
    form = await fields(request)
    if not await run_in_threadpool(lambda: store(request).feedback.handle(id, handled=form.get("stand") == "af")):
        raise _unknown()
    return RedirectResponse(f"/beheer/terugkoppeling/{id}", 303)


def _export(request: Request, which: str) -> str:
    kept = store(request).feedback.all()
    chosen = (e for e in kept if _fits(e, which))
    return "".join(as_yaml(chosen))


def _fits(entry: FeedbackEntry, which: str) -> bool:
    if which == "open":
        return entry.handled_at is None
    return which not in ("up", "down") or entry.thumb == which


def _thumb(which: Which) -> Thumb | None:
    return which if which in ("up", "down") else None


def _entry(request: Request, id_: str) -> FeedbackEntry:
    entry = store(request).feedback.entry(id_)
    if entry is None:
        raise _unknown()
    return entry


def _unknown() -> HTTPException:
    return HTTPException(404, "Deze terugkoppeling is er niet (meer).")


def _show(request: Request, template: str, context: dict[str, Any]) -> Response:
    return show(request, template, {**context, "afmelden": gate(request).has_password})
