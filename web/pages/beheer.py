"""Management: its front page, and logging in where a password is set."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from fastapi import APIRouter, Depends, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from web.access import gate, manager
from web.adding import tasks
from web.asking import store
from web.formdata import fields
from web.own_documents import all_names
from web.page import show
from web.pages import (
    beheer_documenten,
    beheer_gebruik,
    beheer_kennisbank,
    beheer_onbeantwoord,
    beheer_terugkoppeling,
)

PARTS = ("documenten", "kennisbank", "terugkoppeling", "onbeantwoord", "gebruik")
"""The pages below the front page, in order; texts below `beheer`."""

router = APIRouter()
_inside = APIRouter(dependencies=[Depends(manager)])
_OURS = re.compile(r"/beheer(?:/[A-Za-z0-9._~%/-]*)?")


@_inside.get("/beheer")
def front(request: Request) -> Response:
    """What there is to manage."""
    kept, settings = store(request), request.app.state.settings
    standing = {
        "documenten": len(all_names(tasks(request).folder, settings.index)),
        "terugkoppeling": kept.feedback.find(open_only=True, most=1)[1],
        "onbeantwoord": len(kept.events.unanswered()),
        "gebruik": len(kept.events.since(datetime.now(UTC) - timedelta(days=30))),
    }
    context = {"delen": PARTS, "stand": standing, "afmelden": gate(request).has_password}
    return show(request, "beheer.html", context)


@router.get("/beheer/aanmelden")
def ask_password(request: Request, naar: str = "/beheer") -> Response:
    """The form for the password."""
    if not gate(request).has_password:
        return RedirectResponse("/beheer", 303)
    return show(request, "beheer_aanmelden.html", {"naar": _safe(naar), "fout": ""})


@router.post("/beheer/aanmelden")
async def log_in(request: Request) -> Response:
    """Log in, or say that the password is wrong."""
    form = await fields(request)
    to = _safe(form.get("naar", ""))
    if not gate(request).has_password:
        return RedirectResponse("/beheer", 303)
    try:
        right, problem = gate(request).knows(form.get("wachtwoord", "")), "wachtwoord"
    except HTTPException as error:
        return show(request, "beheer_aanmelden.html", {"naar": to, "fout": str(error.detail)}, error.status_code)
    if not right:
        return show(request, "beheer_aanmelden.html", {"naar": to, "fout": problem}, 403)
    response = RedirectResponse(to, 303)
    gate(request).log_in(request, response)
    return response


@router.post("/beheer/afmelden")
def log_out(request: Request) -> Response:
    """Log out."""
    response = RedirectResponse("/beheer/aanmelden", 303)
    gate(request).log_out(response)
    return response


def _safe(to: str) -> str:
    """Where to go on to: only to the management itself."""
    return to if _OURS.fullmatch(to) and "//" not in to and ".." not in to else "/beheer"


for _part in (beheer_documenten, beheer_kennisbank, beheer_terugkoppeling, beheer_onbeantwoord, beheer_gebruik):
    _inside.include_router(_part.router)
router.include_router(_inside)
