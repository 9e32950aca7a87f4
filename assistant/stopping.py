"""Whether whoever asked still waits for the answer: looked at wherever making it takes long."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

_STOPPED: ContextVar[Callable[[], bool] | None] = ContextVar("stopped", default=None)


def stop_when(stopped: Callable[[], bool]) -> None:
    """Say how to tell that nobody waits any more; holds for the context of this thread and what is started from it."""
    _STOPPED.set(stopped)


def stopped() -> bool:
    """Whether nobody waits any more."""
    ask = _STOPPED.get()
    return ask is not None and ask()
