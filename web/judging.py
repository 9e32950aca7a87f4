"""Feedback on an answer, kept with all that tells how it came about."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import to_jsonable_python
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from assistant.models import LANGSTE_VRAAG, AskRequest, Turn
from knowledge.errors import InvoerFout
from knowledge.redaction import verwijder
from web.asking import MOST_TURNS, opening, running, store
from web.store import Feedback, Message, Store, Thumb

logger = logging.getLogger(__name__)

_HEAVY = frozenset({"vector", "request"})
"""What a step adds that says nothing to a reader."""


class Judgement(BaseModel):
    """What someone thinks of an answer."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    id: str = Field(max_length=200, description="Id van het antwoord.")
    thumb: Thumb = Field(description="Goed of niet goed.")
    reason: str = Field(default="", max_length=5000, description="Wat er niet goed is.")
    expected: str = Field(default="", max_length=5000, description="Het antwoord dat u had verwacht.")
    question: str = Field(
        default="", max_length=LANGSTE_VRAAG, description="De vraag; nodig bij een antwoord uit /api/ask."
    )
    regeling: str | None = Field(default=None, max_length=100, description="De regeling die daarbij was gekozen.")
    history: list[Turn] = Field(default=[], max_length=50, description="De eerdere beurten die daarbij hoorden.")


class Kept(BaseModel):
    """The feedback is kept."""

    id: str = Field(description="Id van de feedback.")


async def keep(request: Request, judgement: Judgement) -> Kept:
    """Keep feedback; how the answer came about is found out afterwards, by making it again.

    Raises:
        InvoerFout: the answer is not one of a conversation and no question came with it.
    """
    feedback, again = await run_in_threadpool(_feedback, store(request), judgement)
    id_ = await run_in_threadpool(store(request).feedback.add, feedback)
    follow = getattr(opening(request).assistent, "volg", None) if opening(request).stand.state == "ready" else None
    if follow is not None:
        running(request).later(lambda: _trace(store(request), id_, follow, again))
    return Kept(id=id_)


def _feedback(kept: Store, judgement: Judgement) -> tuple[Feedback, AskRequest]:
    message = kept.conversations.message(judgement.id)
    if message is not None and message.answer is None:
        raise HTTPException(422, "Dit antwoord is niet af; oordeel over een antwoord dat er is.")
    if message is None and not judgement.question:
        raise InvoerFout("question", "dit antwoord hoort niet bij een gesprek; geef de vraag erbij")
    history = kept.conversations.history(message.conversation, message.id, MOST_TURNS) if message else _clean(judgement)
    feedback = Feedback(
        thumb=judgement.thumb,
        reason=verwijder(judgement.reason)[0],
        expected=verwijder(judgement.expected)[0],
        message_id=message.id if message else None,
        question=message.question if message else verwijder(judgement.question)[0],
        history=history,
        regeling=message.regeling if message else judgement.regeling,
        answer=message.answer if message else None,
    )
    return feedback, _again(feedback, message)


def _clean(judgement: Judgement) -> list[Turn]:
    return [Turn(question=verwijder(t.question)[0], answer=verwijder(t.answer)[0]) for t in judgement.history]


def _again(feedback: Feedback, message: Message | None) -> AskRequest:
    """The question as it was asked, on the day that it was asked."""
    return AskRequest(
        question=feedback.question,
        history=feedback.history,
        regeling=feedback.regeling,
        peildatum=message.asked_at.astimezone().date() if message else None,
    )


def _trace(kept: Store, id_: str, follow: Callable[[AskRequest], Any], request: AskRequest) -> None:
    steps = [
        {
            "name": step.naam,
            "added": {k: v for k, v in (step.nieuw or {}).items() if k not in _HEAVY},
            "evidence": step.bewijs,
        }
        for step in follow(request).stappen
    ]
    kept.feedback.add_trace(id_, to_jsonable_python({"steps": steps}, fallback=repr, inf_nan_mode="strings"))
