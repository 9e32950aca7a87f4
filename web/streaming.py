"""Server-sent events from the assistant's synchronous stream, without blocking the event loop.

The whole stream runs in one worker thread (a generator that keeps context variables must not hop between
threads) and hands its events to the loop. When the client is gone, the thread ends at the next event.
"""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing
from typing import Any, Self

from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse
from starlette.types import Send

from assistant.models import Event
from web.problems import describe

logger = logging.getLogger(__name__)


class Eventstroom:
    """The events of one question, made in a worker thread and read in the event loop."""

    def __init__(self, open_stream: Callable[[], Iterator[Event]]) -> None:
        self._open_stream = open_stream
        self._wachtrij: asyncio.Queue[Event | Exception | None] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        self._gestopt = threading.Event()
        self._werk = asyncio.create_task(run_in_threadpool(self._lees))

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Event:
        """The next event; whatever the assistant raises is raised here."""
        item = await self._wachtrij.get()
        if item is None:
            raise StopAsyncIteration
        if isinstance(item, Exception):
            raise item
        return item

    def stop(self) -> None:
        """Nobody reads any more: the worker ends at its next event."""
        self._gestopt.set()

    def _lees(self) -> None:
        stream: Iterator[Event] | None = None
        try:
            stream = self._open_stream()
            for event in stream:
                if self._gestopt.is_set():
                    break
                self._geef(event)
            self._geef(None)
        except Exception as fout:  # noqa: BLE001 - handed over to the reader, which raises it
            self._geef(fout)
        finally:
            sluit = getattr(stream, "close", None)
            if sluit is not None:
                sluit()

    def _geef(self, item: Event | Exception | None) -> None:
        try:
            self._loop.call_soon_threadsafe(self._wachtrij.put_nowait, item)
        except RuntimeError:  # the loop is closed: the server has stopped
            self._gestopt.set()


class EventResponse(StreamingResponse):
    """Server-sent events that are closed the moment the client goes."""

    def __init__(self, body: AsyncIterator[str], status: int = 200) -> None:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        super().__init__(body, status, headers, "text/event-stream")

    async def stream_response(self, send: Send) -> None:
        """Send every event; close the stream however this ends."""
        async with aclosing(self.body_iterator):  # type: ignore[type-var]
            await super().stream_response(send)


async def event_response(open_stream: Callable[[], Iterator[Event]]) -> EventResponse:
    """Answer with the events of a stream.

    The first event is awaited before anything is sent, so that wrong input is an error with its own status.
    An error after that is an event `error` with the problem document.
    """
    stroom = Eventstroom(open_stream)
    try:
        eerste = await anext(stroom, None)
    except BaseException:
        stroom.stop()
        raise
    return EventResponse(_teksten(stroom, eerste))


async def _teksten(stroom: Eventstroom, eerste: Event | None) -> AsyncIterator[str]:
    try:
        if eerste is not None:
            yield als_tekst(eerste.event, _data(eerste))
        async for event in stroom:
            yield als_tekst(event.event, _data(event))
    except Exception as fout:
        logger.exception("De stroom van een antwoord brak af")
        yield als_tekst("error", describe(fout).as_dict())
    finally:
        stroom.stop()


def _data(event: Event) -> dict[str, Any]:
    data: dict[str, Any] = event.model_dump(mode="json")["data"]
    return data


def als_tekst(event: str, data: dict[str, Any]) -> str:
    """One server-sent event; the JSON is one line, so the frame cannot be broken from inside."""
    return f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
