"""What tests need that start processes and servers, where others run beside them."""

from __future__ import annotations

import os
import random
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from subprocess import Popen
from typing import Any

LONGEST = 300.0
"""Seconds that anything may take; far above what it needs, since the machine may be busy."""
PORTS = range(20_000, 32_000)
"""Below those that the system hands out by itself, so that nobody takes a port while its server is down."""


@contextmanager
def interruptible() -> Iterator[None]:
    """What is started in here stops at Ctrl-C, also where the tests run in the background.

    `nohup` and the background jobs of a script ignore Ctrl-C, and so does what they start: a signal that is ignored
    stays so in a new process, one that is handled gets its default.
    """
    was = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, was)


def free_port() -> int:
    """A port of 127.0.0.1 that is free, and stays so when its server is stopped and started again."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    own = PORTS[int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) :: workers]
    while True:
        port = random.choice(own)
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) != 0:
                return port


def wait_until(ready: Callable[[], object], process: Popen[Any] | None = None) -> None:
    """Wait until something is so, or this process has ended; who needs to know which asks for it afterwards."""
    until = time.monotonic() + LONGEST
    while not ready() and (process is None or process.poll() is None):
        assert time.monotonic() < until, "this never happened"
        time.sleep(0.005)
