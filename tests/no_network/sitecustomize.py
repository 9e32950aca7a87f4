"""Refuse every connection that leaves this computer; on the PYTHONPATH of processes that tests start."""

from __future__ import annotations

import os
import sys
from typing import Any

HERE = {"127.0.0.1", "::1", "localhost", "0.0.0.0", "::", "", None}
MELDING = "a test reached for the network"


def refuse(event: str, args: tuple[Any, ...]) -> None:
    if event == "socket.connect":
        host = args[1][0] if isinstance(args[1], tuple) else None
    elif event == "socket.getaddrinfo":
        host = args[0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if host not in HERE:
        os.write(2, f"{MELDING}: {event} {host}\n".encode())
        raise RuntimeError(f"{MELDING}: {event} {host}")


sys.addaudithook(refuse)
