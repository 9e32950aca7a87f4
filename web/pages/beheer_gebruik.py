"""Management of use: how much is asked over time, with what outcome, how fast, and about what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from tools import registry
from web.access import gate
from web.asking import store
from web.charts import SERIES, Chart, Period, Step, periods, stacked
from web.page import regelingen, show
from web.store import UseEvent

router = APIRouter()

SPANS: dict[int, Step] = {14: "dag", 30: "dag", 91: "week", 365: "maand"}
"""How many days back one can look -> what a bar is."""
USUAL = 30


@dataclass(frozen=True)
class UsePage:
    """What `beheer_gebruik.html` shows."""

    days: int
    step: Step
    periods: list[Period]
    total: int
    answered: int
    """Percentage that got an answer."""
    counts: Chart
    times: Chart
    regimes: list[tuple[str, int]]
    channels: list[tuple[str, int]]
    tools: list[tuple[str, int]]
    spans: tuple[int, ...] = tuple(SPANS)
    series: tuple[str, ...] = tuple(SERIES)


@router.get("/beheer/gebruik")
async def overview(request: Request, dagen: int = USUAL) -> Response:
    """The use of the last so many days."""
    return await run_in_threadpool(_overview, request, dagen if dagen in SPANS else USUAL)


def _overview(request: Request, days: int) -> Response:
    now = datetime.now().astimezone()
    first = (now - timedelta(days=days - 1)).replace(hour=0, minute=0, second=0, microsecond=0)
    page = use_page(store(request).events.since(first), first.date(), now.date(), days)
    return show(request, "beheer_gebruik.html", {"page": page, "afmelden": gate(request).has_password})


def use_page(events: list[UseEvent], first: date, last: date, days: int) -> UsePage:
    """The page of these events."""
    step = SPANS[days]
    found = periods(events, first, last, step)
    counts = [(p.first, {name: p.counts[name] for name in SERIES}) for p in found]
    times = [(p.first, {"mediaan": p.median_ms or 0, "p95": (p.p95_ms or 0) - (p.median_ms or 0)}) for p in found]
    names, titles = regelingen(), {n: registry.tool(n).titel for n in registry.namen()}
    answered = sum(p.counts["answered"] for p in found)
    return UsePage(
        days,
        step,
        found,
        len(events),
        round(100 * answered / max(1, len(events))),
        stacked(counts),
        stacked(times),
        _most(events, lambda e: names.get(e.regeling, e.regeling) if e.regeling else ""),
        _most(events, lambda e: e.channel),
        _most(events, lambda e: titles.get(e.tool, e.tool) if e.tool else ""),
    )


def _most(events: Iterable[UseEvent], of: Callable[[UseEvent], str]) -> list[tuple[str, int]]:
    return Counter(of(event) for event in events).most_common(20)
