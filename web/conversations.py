"""Conversations over HTTP, as the application itself uses them; below `/api/gesprekken`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from assistant.models import Event
from web.asking import Question, ask, running, store, unknown_conversation
from web.problems import describe
from web.store import Conversation, ConversationRow, Message, Share, Store
from web.streaming import EventResponse, als_tekst
from web.turns import turn_html

router = APIRouter(prefix="/api/gesprekken", tags=["gesprekken"])

QUIET = 15.0
"""Seconds without an event after which a sign of life is sent."""
LOOK = 1.0
"""Seconds between two looks at an answer that another server makes."""


class ConversationList(BaseModel):
    """Conversations, the one that changed last first."""

    conversations: list[ConversationRow]
    total: int


class Title(BaseModel):
    """Another title."""

    title: str = Field(min_length=1, max_length=200)


_ASKED: dict[int | str, dict[str, Any]] = {
    201: {
        "description": "Het bericht. Met Accept: text/event-stream komt het als de gebeurtenis `asked`, met daarachter "
        "de gebeurtenissen van het antwoord.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


@router.post("", status_code=201, response_model=Message, responses=_ASKED, summary="Begin een gesprek met een vraag")
async def begin(request: Request, question: Question) -> Message | Response:
    """Keep a question in a new conversation and begin to make its answer."""
    return _asked(request, await ask(request, question, None))


@router.get("", summary="Welke gesprekken er zijn")
def overview(
    request: Request,
    q: Annotated[str, Query(max_length=200, description="Woorden uit titel, vragen of antwoorden.")] = "",
    start: Annotated[int, Query(ge=0, description="Hoeveel gesprekken over te slaan.")] = 0,
) -> ConversationList:
    """The conversations, 50 at a time."""
    rows, total = store(request).conversations.find(q, start=start)
    return ConversationList(conversations=rows, total=total)


@router.get("/{id}", summary="Lees een gesprek")
def read(request: Request, id: str) -> Conversation:
    """A conversation with its messages and their whole answers."""
    found = store(request).conversations.conversation(id)
    if found is None:
        raise unknown_conversation()
    return found


@router.patch("/{id}", status_code=204, summary="Geef een gesprek een andere naam")
def rename(request: Request, id: str, title: Title) -> None:
    """Change the title."""
    _there(store(request).conversations.rename(id, title.title))


@router.delete("/{id}", status_code=204, summary="Verwijder een gesprek")
def remove(request: Request, id: str) -> None:
    """Remove a conversation; for seven days it can be brought back."""
    _there(store(request).conversations.remove(id))


@router.post("/{id}/terug", status_code=204, summary="Haal een verwijderd gesprek terug")
def bring_back(request: Request, id: str) -> None:
    """Undo the removal."""
    _there(store(request).conversations.bring_back(id))


@router.post("/{id}/delen", status_code=201, summary="Deel een gesprek met een link")
def share(request: Request, id: str) -> Share:
    """Make a link (`/gedeeld/{id}`) by which others can read the conversation as it is now."""
    found = store(request).shares.share(id)
    if found is None:
        raise unknown_conversation()
    return found


@router.delete("/{id}/delen/{share_id}", status_code=204, summary="Trek een link in")
def withdraw(request: Request, id: str, share_id: str) -> None:
    """Let a link work no more."""
    _there(store(request).shares.withdraw(share_id, id))


@router.post(
    "/{id}/berichten",
    status_code=201,
    response_model=Message,
    responses=_ASKED,
    summary="Stel een vraag in een gesprek",
)
async def ask_more(request: Request, id: str, question: Question) -> Message | Response:
    """Keep a question and begin to make its answer."""
    return _asked(request, await ask(request, question, id))


@router.post("/{id}/berichten/{message_id}/stop", status_code=204, summary="Stop een antwoord")
def stop(request: Request, id: str, message_id: str) -> None:
    """Stop making an answer; what there is of it is kept."""
    _message(store(request), id, message_id)
    running(request).stop(message_id)


@router.get(
    "/{id}/berichten/{message_id}/stroom",
    summary="Volg een antwoord",
    response_class=Response,
    responses={
        200: {
            "description": "De gebeurtenissen status, tool_result, passages en token, elk met een nummer, en aan het "
            "eind `ended` met het bericht en hoe de pagina het laat zien.",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        }
    },
)
async def follow(
    request: Request,
    id: str,
    message_id: str,
    na: Annotated[int, Query(ge=0, description="Het nummer van de laatste gebeurtenis die al is gezien.")] = 0,
    last_event_id: Annotated[str, Header(max_length=20)] = "",
) -> Response:
    """The events of an answer from any one on, while it is made and after."""
    await run_in_threadpool(_message, store(request), id, message_id)
    after = int(last_event_id) if last_event_id.isdecimal() else na
    return EventResponse(_events(request, message_id, after))


def _asked(request: Request, message: Message) -> Message | Response:
    """The message; for who asks for events, with its answer behind it on the same connection."""
    if "text/event-stream" not in request.headers.get("accept", ""):
        return message
    first = als_tekst("asked", message.model_dump(mode="json"))
    return EventResponse(_behind(first, _events(request, message.id, 0)), 201)


async def _behind(first: str, events: AsyncIterator[str]) -> AsyncIterator[str]:
    yield first
    async for text in events:
        yield text


async def _events(request: Request, message_id: str, after: int) -> AsyncIterator[str]:
    live = running(request).get(message_id)
    try:
        if live is not None:
            async for text in _with_signs_of_life(live.follow(after)):
                yield text
        message = await run_in_threadpool(store(request).conversations.message, message_id)
        while message is not None and message.state == "bezig":  # another server makes it
            yield als_tekst("partial", {"text": message.partial})
            await asyncio.sleep(LOOK)
            message = await run_in_threadpool(store(request).conversations.message, message_id)
        if message is None:
            raise unknown_conversation()
        html = await run_in_threadpool(turn_html, request, message)
        yield als_tekst("ended", {"message": message.model_dump(mode="json"), "html": html})
    except Exception as error:  # noqa: BLE001 - the stream has begun: an error can only be an event in it
        yield als_tekst("problem", describe(error).as_dict())


async def _with_signs_of_life(batches: AsyncIterator[tuple[int, list[Event]]]) -> AsyncIterator[str]:
    """The events as text; a comment where it is quiet for long, so that nobody takes the connection for dead."""
    coming = asyncio.ensure_future(anext(batches, None))
    try:
        while True:
            done, _ = await asyncio.wait({coming}, timeout=QUIET)
            if not done:
                yield ": \n\n"
                continue
            if (batch := coming.result()) is None:
                return
            yield _frames(*batch)
            coming = asyncio.ensure_future(anext(batches, None))
    finally:
        coming.cancel()


def _frames(last: int, events: list[Event]) -> str:
    """Events as text, each with its number; words that come together are one event."""
    frames: list[str] = []
    words: list[str] = []
    for number, event in enumerate(events, last - len(events) + 1):
        is_word = event.event == "token"
        if is_word:
            words.append(event.data["text"])
        if words and (not is_word or number == last):
            frames.append(f"id: {number if is_word else number - 1}\n{als_tekst('token', {'text': ''.join(words)})}")
            words = []
        if not is_word:
            frames.append(f"id: {number}\n{als_tekst(event.event, event.data)}")
    return "".join(frames)


def _message(kept: Store, conversation: str, message_id: str) -> Message:
    message = kept.conversations.message(message_id)
    if message is None or message.conversation != conversation:
        raise unknown_conversation()
    return message


def _there(found: bool) -> None:
    if not found:
        raise HTTPException(404, "Dit is er niet (meer).")
