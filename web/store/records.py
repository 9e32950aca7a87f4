"""What the store takes and gives: plain objects that no longer hang on the database."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from assistant.models import Answer, Turn

MessageState = Literal["bezig", "klaar", "gestopt", "afgebroken", "mislukt"]
"""Being made; made; stopped by the user; cut off because the server stopped; gone wrong."""
Thumb = Literal["up", "down"]


class Message(BaseModel):
    """A question with what came of it."""

    id: str
    conversation: str = Field(description="Id van het gesprek.")
    question: str = Field(description="De vraag, zonder persoonsgegevens.")
    redacted: list[str] = Field(description="Wat er is weggehaald.")
    regeling: str | None = Field(description="De regeling die bij deze vraag was gekozen.")
    state: MessageState
    partial: str = Field(description="Wat er al was van een antwoord dat niet af is.")
    answer: Answer | None = None
    problem: dict[str, Any] | None = Field(default=None, description="Wat er misging, als problem details.")
    asked_at: datetime
    ended_at: datetime | None = None
    thumb: Thumb | None = Field(default=None, description="Het laatste oordeel over dit antwoord.")


class ConversationRow(BaseModel):
    """A conversation in a list."""

    id: str
    title: str
    regeling: str | None = Field(description="De regeling die het laatst is gekozen.")
    created_at: datetime
    changed_at: datetime


class Conversation(ConversationRow):
    """A conversation with its messages; a question that was edited or asked again counts once, the last time."""

    messages: list[Message]


class Share(BaseModel):
    """A conversation that others may read, as it was then."""

    id: str
    conversation: str
    title: str
    created_at: datetime


class Feedback(BaseModel):
    """What someone thinks of an answer; texts without personal data."""

    thumb: Thumb
    reason: str = ""
    expected: str = ""
    message_id: str | None = None
    question: str
    history: list[Turn] = []
    regeling: str | None = None
    answer: Answer | None = None
    trace: dict[str, Any] | None = None


class FeedbackEntry(Feedback):
    """The same as it is kept."""

    id: str
    given_at: datetime
    handled_at: datetime | None = None


class UseEvent(BaseModel):
    """One question that was asked."""

    at: datetime
    channel: str = Field(description="chat, api, mcp, …")
    status: str = Field(description="The status of the answer, or gestopt, afgebroken, mislukt.")
    regeling: str | None = None
    tool: str | None = None
    writer: str | None = None
    total_ms: float | None = None
    question: str | None = None
    message_id: str | None = None


class UsePerDay(BaseModel):
    """How many questions there were on a day (in the time zone of the server), by status."""

    day: date
    counts: dict[str, int]
