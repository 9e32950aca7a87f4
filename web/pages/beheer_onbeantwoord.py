"""Management of questions that got no answer: put together, with how often and when last."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from web.access import gate
from web.asking import opening, store
from web.grouping import MOST, Likeness, groups
from web.page import regelingen, show
from web.store import UseEvent

router = APIRouter()

KINDS = ("abstain", "clarify", "refused")
"""The documents are silent; asked back and nothing came; not a question for the assistant."""


@router.get("/beheer/onbeantwoord")
async def overview(request: Request, soort: str = "") -> Response:
    """The groups of one kind, or of every kind."""
    return await run_in_threadpool(_overview, request, soort if soort in KINDS else "")


def _overview(request: Request, kind: str) -> Response:
    events = _events(request, kind)
    found = groups(events, _likeness(request))
    context = {
        "groepen": found,
        "vragen": sum(len(group.events) for group in found),
        "weggelaten": len({e.question for e in events}) > MOST,
        "meeste": MOST,
        "soort": kind,
        "soorten": KINDS,
        "regelingen": regelingen(),
        "gesprekken": store(request).conversations.of_messages([e.message_id for e in events if e.message_id]),
        "afmelden": gate(request).has_password,
    }
    return show(request, "beheer_onbeantwoord.html", context)


def _events(request: Request, kind: str) -> Sequence[UseEvent]:
    kept = store(request).events
    events: list[UseEvent] = []
    if statuses := [s for s in ("abstain", "refused") if kind in ("", s)]:
        events += kept.unanswered(statuses=statuses)
    if kind in ("", "clarify"):
        events += kept.asked_back()
    return sorted(events, key=lambda event: event.at, reverse=True)


def _likeness(request: Request) -> Likeness | None:
    """How alike questions are, once the assistant is open."""
    if opening(request).stand.state != "ready":
        return None
    return opening(request).assistent.index.likeness
