"""Questions that mean about the same, put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from web.store import UseEvent

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ALIKE = 0.6
"""Likeness (see `knowledge.index.Index.likeness`) from which questions belong together."""
MOST = 200
"""How many different questions are compared; of more, the newest."""

Likeness = Callable[[Sequence[str]], "NDArray[np.float32]"]


@dataclass(frozen=True)
class Group:
    """Questions that mean about the same, the newest first."""

    events: tuple[UseEvent, ...]
    name: str
    """The question that is most like the others."""

    @property
    def different(self) -> list[tuple[UseEvent, int]]:
        """Each question once, as it was asked last, and how often it was asked."""
        times = Counter(_key(event) for event in self.events)
        last = {_key(event): event for event in reversed(self.events)}
        return [(last[key], n) for key, n in times.items()]

    @property
    def latest(self) -> datetime:
        """When it was asked last."""
        return self.events[0].at


def groups(events: Sequence[UseEvent], likeness: Likeness | None) -> list[Group]:
    """Put questions together, the largest group first.

    Args:
        events: with their question, the newest first.
        likeness: how alike questions are; without it only the same words belong together.
    """
    texts = list(dict.fromkeys(_key(event) for event in events))[:MOST]
    if likeness is None or not texts:
        together = [[nr] for nr in range(len(texts))]
        names = dict(enumerate(texts))
    else:
        matrix = likeness(texts)
        together = _together(matrix)
        names = {g[0]: texts[max(g, key=lambda nr, g=g: float(matrix[nr, g].sum()))] for g in together}  # type: ignore[misc]
    of = {texts[nr]: group[0] for group in together for nr in group}
    found: dict[int, list[UseEvent]] = {}
    for event in events:
        if (first := of.get(_key(event))) is not None:
            found.setdefault(first, []).append(event)
    made = [Group(tuple(members), names[first]) for first, members in found.items()]
    return sorted(made, key=lambda group: (-len(group.events), -group.latest.timestamp()))


def _together(matrix: NDArray[np.float32]) -> list[list[int]]:
    """Each question goes to the group that it is most like on average, when that is enough; else it begins one."""
    found: list[list[int]] = []
    for nr in range(len(matrix)):
        best = max(found, key=lambda group: float(matrix[nr, group].mean()), default=None)
        if best is not None and float(matrix[nr, best].mean()) >= ALIKE:
            best.append(nr)
        else:
            found.append([nr])
    return found


def _key(event: UseEvent) -> str:
    return " ".join((event.question or "").split())
