"""The tables. A change of theirs raises `SCHEMA`; a new table does not: it is made when it is missing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, Index, String, Text, TypeDecorator, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

SCHEMA = 1
"""Version of the tables."""


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; with its time zone on either side, whatever the database does with that."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """To the database."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """From the database."""
        return None if value is None else value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Of every table."""

    type_annotation_map: ClassVar = {datetime: Moment, dict[str, Any]: JSON(none_as_null=True), list[str]: JSON}


class SchemaVersion(Base):
    """One row: the version of the tables."""

    __tablename__ = "schema_version"
    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]


class ConversationTable(Base):
    """A conversation; one that is removed stays a while, so that it can be brought back."""

    __tablename__ = "conversations"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    regeling: Mapped[str | None] = mapped_column(String(100))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime] = mapped_column(index=True)
    removed_at: Mapped[datetime | None] = mapped_column(index=True)
    messages: Mapped[list[MessageTable]] = relationship(
        back_populates="conversation", order_by="MessageTable.position", passive_deletes=True
    )


class MessageTable(Base):
    """A question without personal data, and its whole answer."""

    __tablename__ = "messages"
    __table_args__ = (UniqueConstraint("conversation_id", "position"),)
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    position: Mapped[int]
    question: Mapped[str] = mapped_column(Text)
    redacted: Mapped[list[str]]
    regeling: Mapped[str | None] = mapped_column(String(100))
    state: Mapped[str] = mapped_column(String(20), index=True)
    partial: Mapped[str] = mapped_column(Text, default="")
    answer: Mapped[dict[str, Any] | None]
    problem: Mapped[dict[str, Any] | None]
    words: Mapped[str] = mapped_column(Text)
    """Question and answer in lower case, to search in."""
    asked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    alive_at: Mapped[datetime]
    """When the server that makes the answer last said so."""
    replaced_by: Mapped[str | None] = mapped_column(String(40))
    conversation: Mapped[ConversationTable] = relationship(back_populates="messages")


class ShareTable(Base):
    """A conversation as it was when it was shared."""

    __tablename__ = "shares"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    messages: Mapped[list[str]]
    created_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class FeedbackTable(Base):
    """What someone thought of an answer, with all that is needed to make a test case of it."""

    __tablename__ = "feedback"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    message_id: Mapped[str | None] = mapped_column(ForeignKey("messages.id", ondelete="SET NULL"), index=True)
    given_at: Mapped[datetime] = mapped_column(index=True)
    thumb: Mapped[str] = mapped_column(String(4), index=True)
    reason: Mapped[str] = mapped_column(Text)
    expected: Mapped[str] = mapped_column(Text)
    question: Mapped[str] = mapped_column(Text)
    history: Mapped[list[Any]] = mapped_column(JSON)
    regeling: Mapped[str | None] = mapped_column(String(100))
    answer: Mapped[dict[str, Any] | None]
    trace: Mapped[dict[str, Any] | None]
    handled_at: Mapped[datetime | None]


class EventTable(Base):
    """One question that was asked, wherever it came from."""

    __tablename__ = "events"
    __table_args__ = (Index("events_status_at", "status", "at"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(index=True)
    channel: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20))
    regeling: Mapped[str | None] = mapped_column(String(100))
    tool: Mapped[str | None] = mapped_column(String(60))
    writer: Mapped[str | None] = mapped_column(String(20))
    total_ms: Mapped[float | None]
    question: Mapped[str | None] = mapped_column(Text)
    """Without personal data; only of a question that got no answer."""
    message_id: Mapped[str | None] = mapped_column(String(40))
