"""Answers while they are made: on the server, whether anybody looks on or not, and kept when they end.

Each answer is made in a worker thread, which adds its events to a list. Whoever follows it reads that list from any
place on, so that a reload, a second tab or a connection that broke sees the same answer go on.
"""

from __future__ import annotations

import asyncio
import contextvars
import logging
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from assistant.models import Answer, Event
from assistant.stopping import stop_when
from knowledge.errors import WegwijzerError
from web.problems import describe
from web.store import Message, MessageState, Store, UseEvent

logger = logging.getLogger(__name__)

WORKERS = 64
"""Answers that are made at once; more wait their turn."""
BEAT = 2.0
"""Seconds between two times that what there is of an answer is kept."""
TIDY = 30
"""Beats between two times that answers of servers that are gone are closed off."""


class Live:
    """One answer while it is made; followed from the event loop, filled by a thread."""

    def __init__(self, message: Message, loop: asyncio.AbstractEventLoop) -> None:
        self.message = message
        self.events: list[Event] = []
        self.stopped = threading.Event()
        self.ended = False
        self._loop = loop
        self._wakers: set[asyncio.Event] = set()

    @property
    def text(self) -> str:
        """What there is of the answer."""
        return "".join(e.data["text"] for e in list(self.events) if e.event == "token")

    def add(self, event: Event) -> None:
        """One more event."""
        self.events.append(event)
        self._wake()

    def end(self) -> None:
        """There will be no more."""
        self.ended = True
        self._wake()

    async def follow(self, after: int) -> AsyncIterator[tuple[int, list[Event]]]:
        """The events after the first so many, as they come, until the end: how many there are, and the new ones."""
        waker = asyncio.Event()
        self._wakers.add(waker)
        try:
            while True:
                waker.clear()
                ended = self.ended
                if fresh := self.events[after:]:
                    after += len(fresh)
                    yield after, fresh
                if ended:
                    return
                await waker.wait()
        finally:
            self._wakers.discard(waker)

    def _wake(self) -> None:
        try:
            self._loop.call_soon_threadsafe(self._wake_followers)
        except RuntimeError:  # the loop is closed: the server has stopped, nobody follows
            self.stopped.set()

    def _wake_followers(self) -> None:
        for waker in self._wakers:
            waker.set()


class Running:
    """All answers that are being made.

    Args:
        store: where they are kept when they end.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._live: dict[str, Live] = {}
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="wegwijzer-antwoord")
        self._closed = threading.Event()
        self._beat = threading.Thread(target=self._keep_beating, name="wegwijzer-hartslag", daemon=True)

    def start(self, message: Message, open_stream: Callable[[], Iterator[Event]]) -> None:
        """Begin to make an answer; returns at once. To be called in the event loop."""
        live = Live(message, asyncio.get_running_loop())
        self._live[message.id] = live
        if not self._beat.ident:
            self._beat.start()
        self._pool.submit(contextvars.copy_context().run, self._make, live, open_stream)

    def get(self, message: str) -> Live | None:
        """The answer to a message while it is being made here."""
        return self._live.get(message)

    def stop(self, message: str) -> None:
        """Stop making an answer and keep what there is; the work ends at its next event."""
        live = self._live.get(message)
        if live is not None:
            live.stopped.set()
        self._end(message, live, "gestopt", partial=live.text if live else "")

    def later(self, work: Callable[[], None]) -> None:
        """Do what nobody waits for; a fault in it is only logged."""
        if not self._closed.is_set():
            self._pool.submit(_quietly, work)

    def count(self, event: UseEvent) -> None:
        """Count a question that was answered elsewhere."""
        self.later(lambda: self._store.events.add(event))

    def close(self) -> None:
        """Stop all work and keep what there is of it."""
        self._closed.set()
        for id_, live in list(self._live.items()):
            live.stopped.set()
            self._end(id_, live, "afgebroken", partial=live.text)
        self._pool.shutdown(wait=False, cancel_futures=True)

    # --- in a worker thread ----------------------------------------------------------------------------------

    def _make(self, live: Live, open_stream: Callable[[], Iterator[Event]]) -> None:
        stream: Iterator[Event] | None = None
        stop_when(live.stopped.is_set)
        try:
            stream = open_stream()
            answer = self._read(live, stream)
        except Exception as error:
            if not isinstance(error, WegwijzerError):
                logger.exception("Een antwoord is niet af")
            self._end(live.message.id, live, "mislukt", partial=live.text, problem=describe(error).as_dict())
        else:
            if answer is not None:
                self._end(live.message.id, live, "klaar", answer=answer)
        finally:
            close = getattr(stream, "close", None)
            if close is not None:
                close()

    def _read(self, live: Live, stream: Iterator[Event]) -> Answer | None:
        """Take the events up to the last; the answer, or None when it was stopped."""
        answer: Answer | None = None
        for event in stream:
            if live.stopped.is_set():
                return None
            if event.event == "final":
                answer = Answer.model_validate(event.data)
            else:
                live.add(event)
        if answer is None:
            raise WegwijzerError("Het antwoord bleef uit; probeer het opnieuw.")
        return answer

    def _end(self, id_: str, live: Live | None, state: MessageState, **result: Any) -> None:
        """Keep how it ended, then tell the followers; whoever is first decides how it ended."""
        try:
            event = _event(live.message, state, result.get("answer")) if live else None
            self._store.conversations.finish(id_, state, event=event, **result)
        except WegwijzerError:
            logger.exception("Een antwoord kon niet worden bewaard")
        finally:
            self._live.pop(id_, None)
            if live is not None:
                live.end()

    def _keep_beating(self) -> None:
        beats = 0
        while not self._closed.wait(BEAT):
            beats += 1
            try:
                if partial := {id_: live.text for id_, live in list(self._live.items())}:
                    self._store.conversations.alive(partial)
                if self._store.database.shared and beats % TIDY == 0:
                    self._store.conversations.tidy()
            except WegwijzerError:
                logger.exception("De stand van de antwoorden kon niet worden bewaard")


def _quietly(work: Callable[[], None]) -> None:
    try:
        work()
    except Exception:
        logger.exception("Werk op de achtergrond is niet af")


def use_event(channel: str, answer: Answer, question: str, message: str | None = None) -> UseEvent:
    """What is counted of an answer.

    Args:
        channel: where the question was asked.
        answer: the answer.
        question: without personal data.
        message: the message it belongs to.
    """
    return UseEvent(
        at=datetime.now(UTC),
        channel=channel,
        status=answer.status,
        regeling=next(iter(answer.regelingen), None),
        tool=next((e.tool for e in answer.tool_results), None),
        writer=answer.writer,
        total_ms=answer.timings_ms.total,
        question=question,
        message_id=message,
    )


def _event(message: Message, state: MessageState, answer: Answer | None) -> UseEvent:
    if answer is not None:
        return use_event("chat", answer, message.question, message.id)
    return UseEvent(
        at=datetime.now(UTC), channel="chat", status=state, regeling=message.regeling, message_id=message.id
    )
