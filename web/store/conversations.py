"""Conversations and their messages: begun, answered, listed, searched, renamed, removed and brought back."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from assistant.models import Answer, Turn
from assistant.text.sentences import kort
from web.store.database import Database
from web.store.events import event_row
from web.store.records import Conversation, ConversationRow, Message, MessageState, Thumb, UseEvent
from web.store.tables import ConversationTable, FeedbackTable, MessageTable

LONGEST_TITLE = 80
"""Longest title, in characters."""
KEPT_AFTER_REMOVAL = timedelta(days=7)
"""How long a conversation that was removed can be brought back."""
SILENT = timedelta(seconds=60)
"""A server that says nothing of an answer for so long does not make it any more."""
PAGE = 50


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


class Conversations:
    """The conversations in the database; every call is one transaction.

    Args:
        database: where they are kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- asking and answering --------------------------------------------------------------------------------

    def ask(
        self,
        question: str,
        *,
        redacted: Sequence[str] = (),
        regeling: str | None = None,
        conversation: str | None = None,
        replaces: str | None = None,
    ) -> Message | None:
        """Keep a question, whose answer is now being made.

        Args:
            question: without personal data.
            redacted: the kinds of personal data that were taken out.
            regeling: the regime that was chosen.
            conversation: the conversation it belongs to; a new one when None.
            replaces: the message that was edited or asked again.

        Returns:
            The message; None when there is no such conversation, or no such message in it.
        """
        moment, question = now(), question.replace("\0", "")
        with self._database.write() as session:
            row = _conversation(session, conversation) if conversation else _begin(session, question, moment)
            if row is None:
                return None
            message = MessageTable(
                id=uuid.uuid4().hex,
                conversation_id=row.id,
                position=_next_position(session, row.id),
                question=question,
                redacted=list(redacted),
                regeling=regeling,
                state="bezig",
                partial="",
                words=question.casefold(),
                asked_at=moment,
                alive_at=moment,
            )
            if replaces is not None and not _replace(session, row.id, replaces, message.id):
                return None
            session.add(message)
            row.changed_at, row.regeling = moment, regeling
            session.flush()
            return _message(message)

    def finish(
        self,
        message: str,
        state: MessageState,
        *,
        answer: Answer | None = None,
        partial: str = "",
        problem: Mapping[str, Any] | None = None,
        event: UseEvent | None = None,
    ) -> bool:
        """Keep how a message ended, and count it; whether it was still being made."""
        words = (answer.answer if answer else partial).casefold()
        with self._database.write() as session:
            row = session.get(MessageTable, message, with_for_update=True)
            if row is None or row.state != "bezig":
                return False
            row.state, row.partial, row.ended_at = state, partial, now()
            row.answer = answer.model_dump(mode="json") if answer else None
            row.problem = dict(problem) if problem else None
            row.words = f"{row.words}\n{words}".replace("\0", "")
            if event is not None:
                session.add(event_row(event))
            return True

    def alive(self, partial: Mapping[str, str]) -> None:
        """Say that these messages (id -> what there is of the answer) are still being made."""
        with self._database.write() as session:
            for id_, text in partial.items():
                session.execute(
                    update(MessageTable)
                    .where(MessageTable.id == id_, MessageTable.state == "bezig")
                    .values(partial=text, alive_at=now())
                )

    def tidy(self) -> None:
        """Close off what no server makes any more, and let go of what was removed long ago.

        A SQLite file has one server, so at its start nothing is being made; others share a database.
        """
        silent = now() - SILENT if self._database.shared else now()
        with self._database.write() as session:
            session.execute(
                update(MessageTable)
                .where(MessageTable.state == "bezig", MessageTable.alive_at <= silent)
                .values(state="afgebroken", ended_at=now())
            )
            old = ConversationTable.removed_at < now() - KEPT_AFTER_REMOVAL
            session.execute(delete(ConversationTable).where(old))

    # --- reading ---------------------------------------------------------------------------------------------

    def message(self, id_: str) -> Message | None:
        """A message of a conversation that is there; None when there is none of this id."""
        with self._database.read() as session:
            row = session.get(MessageTable, id_)
            if row is None or row.conversation.removed_at is not None:
                return None
            return _message(row, _thumbs(session, [id_]))

    def history(self, conversation: str, before: str, most: int) -> list[Turn]:
        """The turns before a message that were answered, oldest first.

        Args:
            conversation: its conversation.
            before: id of the message.
            most: how many at most: the last ones.
        """
        at = select(MessageTable.position).where(MessageTable.id == before).scalar_subquery()
        query = (
            select(MessageTable)
            .where(
                MessageTable.conversation_id == conversation,
                MessageTable.position < at,
                MessageTable.replaced_by.is_(None),
                MessageTable.state == "klaar",
            )
            .order_by(MessageTable.position.desc())
            .limit(most)
        )
        with self._database.read() as session:
            rows = reversed(session.scalars(query).all())
            return [Turn(question=row.question, answer=(row.answer or {}).get("answer", "")) for row in rows]

    def conversation(self, id_: str) -> Conversation | None:
        """A conversation with its messages; None when there is none of this id."""
        with self._database.read() as session:
            row = _conversation(session, id_)
            if row is None:
                return None
            shown = [m for m in row.messages if m.replaced_by is None]
            thumbs = _thumbs(session, [m.id for m in shown])
            return Conversation(**_fields(row), messages=[_message(m, thumbs) for m in shown])

    def of_messages(self, ids: Collection[str]) -> dict[str, str]:
        """Message -> its conversation, of those that are still there."""
        query = (
            select(MessageTable.id, MessageTable.conversation_id)
            .join(ConversationTable)
            .where(MessageTable.id.in_(ids), ConversationTable.removed_at.is_(None))
        )
        with self._database.read() as session:
            return {str(id_): str(conversation) for id_, conversation in session.execute(query)}

    def find(self, search: str = "", *, start: int = 0, most: int = PAGE) -> tuple[list[ConversationRow], int]:
        """The conversations, the one that changed last first.

        Args:
            search: words that must all be in the title, in questions or in answers.
            start: how many to leave out.
            most: how many at most.

        Returns:
            The conversations, and how many there are in all.
        """
        query = select(ConversationTable).where(ConversationTable.removed_at.is_(None))
        for word in search.casefold().split()[:20]:
            said = select(MessageTable.conversation_id).where(MessageTable.words.contains(word, autoescape=True))
            in_title = func.lower(ConversationTable.title).contains(word, autoescape=True)
            query = query.where(or_(in_title, ConversationTable.id.in_(said)))
        ordered = query.order_by(ConversationTable.changed_at.desc(), ConversationTable.id).offset(start).limit(most)
        with self._database.read() as session:
            rows = [ConversationRow(**_fields(row)) for row in session.scalars(ordered)]
            return rows, session.scalar(select(func.count()).select_from(query.subquery())) or 0

    # --- changing --------------------------------------------------------------------------------------------

    def rename(self, id_: str, title: str) -> bool:
        """Give a conversation another title; whether there is such a conversation."""
        with self._database.write() as session:
            row = _conversation(session, id_)
            if row is not None:
                row.title = " ".join(title.replace("\0", "").split())[:LONGEST_TITLE]
            return row is not None

    def remove(self, id_: str) -> bool:
        """Remove a conversation, until `bring_back`; whether there is such a conversation."""
        with self._database.write() as session:
            row = _conversation(session, id_)
            if row is not None:
                row.removed_at = now()
            return row is not None

    def bring_back(self, id_: str) -> bool:
        """Undo `remove`; whether that was still possible."""
        with self._database.write() as session:
            row = session.get(ConversationTable, id_)
            if row is not None:
                row.removed_at = None
            return row is not None


def messages(session: Session, ids: Collection[str]) -> list[Message]:
    """Messages by their ids, in the order of the conversation."""
    rows = session.scalars(select(MessageTable).where(MessageTable.id.in_(ids)).order_by(MessageTable.position))
    return [_message(row) for row in rows]


def _begin(session: Session, question: str, moment: datetime) -> ConversationTable:
    title = kort(" ".join(question.split()), LONGEST_TITLE, haken=True)
    row = ConversationTable(id=uuid.uuid4().hex, title=title, created_at=moment, changed_at=moment)
    session.add(row)
    session.flush()
    return row


def _conversation(session: Session, id_: str) -> ConversationTable | None:
    row = session.get(ConversationTable, id_)
    return None if row is None or row.removed_at is not None else row


def _next_position(session: Session, conversation: str) -> int:
    """The next place; the conversation is locked, so that two questions at once don't get the same."""
    session.execute(select(ConversationTable.id).where(ConversationTable.id == conversation).with_for_update())
    last = session.scalar(select(func.max(MessageTable.position)).where(MessageTable.conversation_id == conversation))
    return 1 if last is None else last + 1


def _replace(session: Session, conversation: str, old: str, new: str) -> bool:
    row = session.get(MessageTable, old)
    if row is None or row.conversation_id != conversation:
        return False
    row.replaced_by = new
    return True


def _thumbs(session: Session, ids: Collection[str]) -> dict[str, Thumb]:
    """Message -> what was thought of it last."""
    query = (
        select(FeedbackTable.message_id, FeedbackTable.thumb)
        .where(FeedbackTable.message_id.in_(ids))
        .order_by(FeedbackTable.given_at)
    )
    return {str(id_): "up" if thumb == "up" else "down" for id_, thumb in session.execute(query)}


def _fields(row: ConversationTable) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ConversationRow.model_fields}


def _message(row: MessageTable, thumbs: Mapping[str, Thumb] | None = None) -> Message:
    return Message(
        id=row.id,
        conversation=row.conversation_id,
        question=row.question,
        redacted=row.redacted,
        regeling=row.regeling,
        state=row.state,
        partial=row.partial,
        answer=row.answer,
        problem=row.problem,
        asked_at=row.asked_at,
        ended_at=row.ended_at,
        thumb=(thumbs or {}).get(row.id),
    )
