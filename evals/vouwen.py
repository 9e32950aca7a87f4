"""Questions that the assistant learns from, in folds: each is measured by an assistant that learned from the others."""

from __future__ import annotations

from functools import cache
from zlib import crc32

from evals.questions import delen, is_meetdeel, lees

VOUWEN = 4
"""In so many folds the questions are split, by their id: the same in every run."""


def vouw_van(id: str) -> int:
    """The fold of a question, from 0."""
    return crc32(id.encode()) % VOUWEN


def ids_van(vouw: int) -> frozenset[str]:
    """The ids of all questions of a fold, over all parts to learn from."""
    return frozenset(id for id in _ids() if vouw_van(id) == vouw)


@cache
def _ids() -> tuple[str, ...]:
    """The ids of all questions to learn from; a process reads their files once."""
    return tuple(v.id for deel in delen() if not is_meetdeel(deel) for v in lees(deel))
