"""Ctrl-C in a command that can stop between two steps: the first one asks for that, a second one breaks off."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def te_stoppen() -> Iterator[Callable[[], bool]]:
    """Whether somebody pressed Ctrl-C, for as long as this lasts; a file that is being read is not waited for."""
    gedrukt = threading.Event()
    eerder = signal.getsignal(signal.SIGINT)
    if eerder is signal.SIG_IGN or threading.current_thread() is not threading.main_thread():
        yield gedrukt.is_set
        return

    def op_ctrl_c(_sein: int, _plek: FrameType | None) -> None:
        from knowledge.readers.isolation import breek_lezen_af

        gedrukt.set()
        signal.signal(signal.SIGINT, eerder)
        breek_lezen_af()

    signal.signal(signal.SIGINT, op_ctrl_c)
    try:
        yield gedrukt.is_set
    finally:
        signal.signal(signal.SIGINT, eerder)
