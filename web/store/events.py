"""Use: every question that was asked, and the ones that found no answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from web.store.database import Database
from web.store.records import UseEvent, UsePerDay
from web.store.tables import ConversationTable, EventTable, MessageTable

UNANSWERED = frozenset({"abstain", "refused"})
"""Statuses of a question that got no answer; of these the question itself is kept."""


class Events:
    """The questions in the database.

    Args:
        database: where they are kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, event: UseEvent) -> None:
        """Count a question."""
        with self._database.write() as session:
            session.add(event_row(event))

    def unanswered(self, *, statuses: Collection[str] = ("abstain",), most: int = 1000) -> list[UseEvent]:
        """Questions that got no answer, the newest first."""
        query = (
            select(EventTable)
            .where(EventTable.status.in_(statuses), EventTable.question.is_not(None))
            .order_by(EventTable.at.desc())
            .limit(most)
        )
        with self._database.read() as session:
            return [_event(row) for row in session.scalars(query)]

    def asked_back(self, *, most: int = 1000) -> list[UseEvent]:
        """Questions of a conversation that ends with a question back, the newest first."""
        later = aliased(MessageTable)
        goes_on = (
            select(later.id)
            .where(
                later.conversation_id == MessageTable.conversation_id,
                later.position > MessageTable.position,
                later.replaced_by.is_(None),
            )
            .exists()
        )
        query = (
            select(MessageTable)
            .join(ConversationTable)
            .where(
                ConversationTable.removed_at.is_(None),
                MessageTable.state == "klaar",
                MessageTable.replaced_by.is_(None),
                MessageTable.answer["status"].as_string() == "clarify",
                ~goes_on,
            )
            .order_by(MessageTable.asked_at.desc())
            .limit(most)
        )
        with self._database.read() as session:
            return [
                UseEvent(
                    at=row.asked_at,
                    channel="chat",
                    status="clarify",
                    regeling=row.regeling,
                    question=row.question,
                    message_id=row.id,
                )
                for row in session.scalars(query)
            ]

    def since(self, moment: datetime) -> list[UseEvent]:
        """Every question from a moment on, the oldest first."""
        query = select(EventTable).where(EventTable.at >= moment).order_by(EventTable.at)
        with self._database.read() as session:
            return [_event(row) for row in session.scalars(query)]

    def per_day(self, moment: datetime) -> list[UsePerDay]:
        """How many questions there were on each day from a moment on, by status; days without any are left out."""
        query = select(EventTable.at, EventTable.status).where(EventTable.at >= moment)
        days: dict[date, Counter[str]] = {}
        with self._database.read() as session:
            for at, status in session.execute(query):
                days.setdefault(at.astimezone().date(), Counter())[status] += 1
        return [UsePerDay(day=day, counts=dict(counts)) for day, counts in sorted(days.items())]


def event_row(event: UseEvent) -> EventTable:
    """The row of an event."""
    fields = event.model_dump()
    if event.status not in UNANSWERED:
        fields["question"] = None
    return EventTable(**fields)


def _event(row: EventTable) -> UseEvent:
    return UseEvent(**{name: getattr(row, name) for name in UseEvent.model_fields})
