"""Bars over time: counts by day, week or month, and where each piece of a bar stands in a picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median, quantiles
from typing import Literal

from web.store import UseEvent

Step = Literal["dag", "week", "maand"]
WIDTH, HEIGHT = 720.0, 240.0
"""Size of a picture, in its own units; a page makes it as wide as it can."""
LEFT, BOTTOM, TOP = 44.0, 28.0, 10.0
"""Room for the numbers at the left, the days below, and above."""
MOST_LABELS = 8
"""How many days are named below a picture."""
SERIES: dict[str, tuple[str, ...]] = {
    "answered": ("answered",),
    "clarify": ("clarify",),
    "geen": ("abstain", "refused"),
    "niet_af": ("gestopt", "afgebroken", "mislukt"),
}
"""What a bar is made of, from below -> the statuses that count for it."""


@dataclass
class Period:
    """A day, a week or a month, and what was asked in it."""

    first: date
    counts: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many questions."""
        return sum(self.counts.values())

    @property
    def median_ms(self) -> int | None:
        """The middle of the times that answers took; None without any."""
        return round(median(self.times)) if self.times else None

    @property
    def p95_ms(self) -> int | None:
        """The time within which 95 in 100 answers were there; None without any."""
        if len(self.times) < 2:
            return self.median_ms
        return round(quantiles(self.times, n=20, method="inclusive")[-1])


@dataclass(frozen=True)
class Piece:
    """A piece of a bar: which series, and where."""

    series: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Chart:
    """A picture of bars.

    Attributes:
        pieces: of the bars.
        lines: height and number of each line across.
        labels: place and first day of the periods that are named.
    """

    pieces: tuple[Piece, ...]
    lines: tuple[tuple[float, int], ...]
    labels: tuple[tuple[float, date], ...]
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    floor: float = HEIGHT - BOTTOM


def periods(events: Iterable[UseEvent], first: date, last: date, step: Step) -> list[Period]:
    """Every period from one day to another, those without questions too."""
    found: dict[date, Period] = {}
    day = first
    while day <= last:
        found.setdefault(_begin(day, step), Period(_begin(day, step)))
        day += timedelta(days=1)
    for event in events:
        period = found.get(_begin(event.at.astimezone().date(), step))
        if period is None:
            continue
        period.counts[_series(event.status)] += 1
        if event.total_ms is not None:
            period.times.append(event.total_ms)
    return list(found.values())


def _begin(day: date, step: Step) -> date:
    if step == "maand":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if step == "week" else day


def _series(status: str) -> str:
    return next((name for name, statuses in SERIES.items() if status in statuses), "niet_af")


def stacked(rows: Sequence[tuple[date, Mapping[str, float]]]) -> Chart:
    """Bars of stacked series.

    Args:
        rows: for each period its first day and the value of each series, from below.
    """
    top = _round_up(max((sum(values.values()) for _, values in rows), default=0))
    floor, room = HEIGHT - BOTTOM, HEIGHT - BOTTOM - TOP
    step = (WIDTH - LEFT) / max(1, len(rows))
    bar = min(step * 0.75, 48.0)
    pieces = []
    for nr, (_, values) in enumerate(rows):
        y, x = floor, LEFT + nr * step + (step - bar) / 2
        for series, value in values.items():
            height = value / top * room
            y -= height
            if value:
                pieces.append(Piece(series, round(x, 1), round(y, 1), round(bar, 1), round(height, 1)))
    lines = tuple(
        (round(floor - room * part / 2, 1), round(top * part / 2)) for part in ((0, 1, 2) if top > 1 else (0, 2))
    )
    every = -(-len(rows) // MOST_LABELS) or 1
    labels = tuple((round(LEFT + (nr + 0.5) * step, 1), day) for nr, (day, _) in enumerate(rows) if nr % every == 0)
    return Chart(tuple(pieces), lines, labels)


def _round_up(value: float) -> int:
    """An even, round number that is not less; 1 or 2 at least."""
    if value <= 1:
        return 1
    size = 1
    while True:
        for times in (2, 4, 6, 8, 10):
            if value <= times * size:
                return times * size
        size *= 10
