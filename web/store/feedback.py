"""What people think of answers, kept with the question, the answer and how it came about."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select

from web.store.conversations import now
from web.store.database import Database
from web.store.records import Feedback, FeedbackEntry, Thumb
from web.store.tables import FeedbackTable

PAGE = 50


class FeedbackBook:
    """The feedback in the database.

    Args:
        database: where it is kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, feedback: Feedback) -> str:
        """Keep what someone thinks; the id of the entry."""
        fields = feedback.model_dump(mode="json")
        with self._database.write() as session:
            row = FeedbackTable(id=uuid.uuid4().hex, given_at=now(), **fields)
            session.add(row)
            return row.id

    def add_trace(self, id_: str, trace: dict[str, Any]) -> None:
        """Add how the answer came about, once that is known."""
        with self._database.write() as session:
            row = session.get(FeedbackTable, id_)
            if row is not None:
                row.trace = trace

    def find(
        self, *, thumb: Thumb | None = None, open_only: bool = False, start: int = 0, most: int = PAGE
    ) -> tuple[list[FeedbackEntry], int]:
        """What was given, the newest first.

        Args:
            thumb: only these.
            open_only: only what was not handled yet.
            start: how many to leave out.
            most: how many at most.

        Returns:
            The entries, and how many there are in all.
        """
        query = select(FeedbackTable)
        if thumb:
            query = query.where(FeedbackTable.thumb == thumb)
        if open_only:
            query = query.where(FeedbackTable.handled_at.is_(None))
        ordered = query.order_by(FeedbackTable.given_at.desc(), FeedbackTable.id).offset(start).limit(most)
        with self._database.read() as session:
            rows = [_entry(row) for row in session.scalars(ordered)]
            return rows, session.scalar(select(func.count()).select_from(query.subquery())) or 0

    def entry(self, id_: str) -> FeedbackEntry | None:
        """One entry; None when there is none of this id."""
        with self._database.read() as session:
            row = session.get(FeedbackTable, id_)
            return _entry(row) if row else None

    def all(self) -> Iterator[FeedbackEntry]:
        """Every entry, oldest first, for an export."""
        with self._database.read() as session:
            for row in session.scalars(select(FeedbackTable).order_by(FeedbackTable.given_at)):
                yield _entry(row)

    def handle(self, id_: str, *, handled: bool = True) -> bool:
        """Mark an entry as handled or not; whether there is such an entry."""
        with self._database.write() as session:
            row = session.get(FeedbackTable, id_)
            if row is not None:
                row.handled_at = now() if handled else None
            return row is not None


def _entry(row: FeedbackTable) -> FeedbackEntry:
    return FeedbackEntry(**{name: getattr(row, name) for name in FeedbackEntry.model_fields})
