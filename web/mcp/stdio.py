"""The server as a process: the protocol on stdin and stdout, everything else on stderr.

It ends when whoever started it closes stdin, no longer reads stdout, or interrupts it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import AsyncIterator

import anyio
from anyio import to_thread
from mcp.server.stdio import stdio_server

from web.mcp.on_demand import OnDemand, open_without_model
from web.mcp.server import make_server


def serve() -> None:
    """Serve until the client goes away."""
    if sys.stdin.isatty():
        print(
            "Dit is voor een assistent die dit proces zelf start; zie de handleiding. Stop met Ctrl-C.", file=sys.stderr
        )
    anyio.run(_serve)


async def _serve() -> None:
    source = OnDemand(open_without_model)
    server = make_server(source)
    async with anyio.create_task_group() as group:
        interrupted = anyio.Event()
        group.start_soon(_cancel_when_interrupted, group.cancel_scope, interrupted)
        async with stdio_server(stdin=_lines()) as (incoming, outgoing):  # type: ignore[arg-type]
            try:
                await server.run(incoming, outgoing, server.create_initialization_options())
            except anyio.get_cancelled_exc_class():
                # A thread still waits for stdin and would keep the process for as long as that is open.
                with anyio.CancelScope(shield=True):
                    await to_thread.run_sync(source.close)
                if interrupted.is_set():
                    print("Afgebroken.", file=sys.stderr)
                os._exit(130 if interrupted.is_set() else 1)
        group.cancel_scope.cancel()
    source.close()


async def _cancel_when_interrupted(scope: anyio.CancelScope, interrupted: anyio.Event) -> None:
    with anyio.open_signal_receiver(signal.SIGINT) as signals:
        async for _ in signals:
            interrupted.set()
            scope.cancel()


async def _lines() -> AsyncIterator[str]:
    """The lines of stdin, which nothing else in this process can read any more."""
    private = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    file = os.fdopen(private, encoding="utf-8", errors="replace", closefd=False)
    async for line in anyio.wrap_file(file):
        yield _whole(line)


def _whole(line: str) -> str:
    """A line without halves of characters, which JSON allows; the SDK drops such a line and nobody gets an answer."""
    if "\\ud" not in line.lower():
        return line
    try:
        text = json.dumps(json.loads(line), ensure_ascii=False)
    except (ValueError, RecursionError):
        return line
    return text.encode("utf-8", "replace").decode()
