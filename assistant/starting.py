"""Starting quickly: what a start makes stays, so nobody need look for rubbish in it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def zonder_opruimen() -> Iterator[None]:
    """Leave Python's search for cycles of rubbish until the end, and what was made out of it for good.

    It looks through all that was made, over and over, which takes a good part of the time of a start.
    """
    stond_aan = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if stond_aan:
            gc.enable()
