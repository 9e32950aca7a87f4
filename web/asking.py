"""Asking within a conversation, for the page and for the API: check, keep, and begin to make the answer."""

from __future__ import annotations

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from assistant.models import LANGSTE_VRAAG, AskRequest, vandaag_als_peildatum
from knowledge.errors import InvoerFout
from knowledge.redaction import verwijder
from knowledge.store import laad
from web.opening import Opening
from web.running import Running
from web.store import Message, Store

MOST_TURNS = 10
"""How many earlier turns go along with a question."""


class Question(BaseModel):
    """A question in a conversation."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    question: str = Field(max_length=LANGSTE_VRAAG, description="De vraag.")
    regeling: str | None = Field(default=None, max_length=100, description="De regeling die is gekozen.")
    replaces: str | None = Field(
        default=None, max_length=40, description="Id van de vraag die hierdoor wordt vervangen (gewijzigd of opnieuw)."
    )


def opening(request: Request) -> Opening:
    """The opening of the assistant that belongs to this application."""
    found: Opening = request.app.state.opening
    return found


def store(request: Request) -> Store:
    """What the application remembers."""
    found: Store = request.app.state.store
    return found


def running(request: Request) -> Running:
    """The answers that are being made."""
    found: Running = request.app.state.running
    return found


async def ask(request: Request, question: Question, conversation: str | None) -> Message:
    """Keep a question and begin to make its answer; returns as soon as that has begun.

    Args:
        request: of the page or the API.
        question: what is asked.
        conversation: the conversation it belongs to; a new one when None.

    Raises:
        InvoerFout: no question, or an unknown regime.
        NogNietKlaar: the assistant is not open.
        StoreError: the question can't be kept.
        HTTPException: there is no such conversation, or no such message in it (404).
    """
    if not question.question:
        raise InvoerFout("vraag", "typ eerst een vraag")
    assistent = opening(request).assistent
    message, to_ask = await run_in_threadpool(_keep, store(request), question, conversation)
    running(request).start(message, lambda: assistent.stream(to_ask))
    return message


def _keep(kept: Store, question: Question, conversation: str | None) -> tuple[Message, AskRequest]:
    """The message, and the question as it was typed: the assistant says itself what it left out."""
    if question.regeling:
        laad().regeling(question.regeling)
    clean, kinds = verwijder(question.question)
    message = kept.conversations.ask(
        clean,
        redacted=kinds,
        regeling=question.regeling or None,
        conversation=conversation,
        replaces=question.replaces,
    )
    if message is None:
        raise unknown_conversation()
    history = kept.conversations.history(message.conversation, message.id, MOST_TURNS)
    request = AskRequest(id=message.id, question=question.question, history=history, regeling=message.regeling)
    return message, vandaag_als_peildatum(request)


def unknown_conversation() -> HTTPException:
    """There is no conversation of this id."""
    return HTTPException(404, "Dit gesprek is er niet (meer). Begin een nieuw gesprek op de startpagina.")
