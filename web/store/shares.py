"""Conversations shared by a link that nobody can guess: a snapshot that can be withdrawn."""

from __future__ import annotations

import secrets

from sqlalchemy import select

from web.store.conversations import messages, now
from web.store.database import Database
from web.store.records import Conversation, Share
from web.store.tables import ConversationTable, ShareTable


class Shares:
    """The links in the database.

    Args:
        database: where they are kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def share(self, conversation: str) -> Share | None:
        """Make a link to a conversation as it is now; None when there is no such conversation."""
        with self._database.write() as session:
            row = session.get(ConversationTable, conversation)
            if row is None or row.removed_at is not None:
                return None
            shown = [m.id for m in row.messages if m.replaced_by is None and m.state != "bezig"]
            share = ShareTable(
                id=secrets.token_urlsafe(24),
                conversation_id=row.id,
                title=row.title,
                messages=shown,
                created_at=now(),
            )
            session.add(share)
            return _share(share)

    def of(self, conversation: str) -> list[Share]:
        """The links to a conversation that work, the newest first."""
        query = (
            select(ShareTable)
            .where(ShareTable.conversation_id == conversation, ShareTable.withdrawn_at.is_(None))
            .order_by(ShareTable.created_at.desc())
        )
        with self._database.read() as session:
            return [_share(row) for row in session.scalars(query)]

    def read(self, id_: str) -> Conversation | None:
        """What a link shows; None when there is no such link (any more)."""
        with self._database.read() as session:
            share = session.get(ShareTable, id_)
            if share is None or share.withdrawn_at is not None:
                return None
            row = session.get(ConversationTable, share.conversation_id)
            if row is None or row.removed_at is not None:
                return None
            return Conversation(
                id=row.id,
                title=share.title,
                regeling=row.regeling,
                created_at=row.created_at,
                changed_at=share.created_at,
                messages=messages(session, share.messages),
            )

    def withdraw(self, id_: str, conversation: str) -> bool:
        """Let a link to a conversation work no more; whether it did."""
        with self._database.write() as session:
            row = session.get(ShareTable, id_)
            if row is None or row.conversation_id != conversation or row.withdrawn_at is not None:
                return False
            row.withdrawn_at = now()
            return True


def _share(row: ShareTable) -> Share:
    return Share(id=row.id, conversation=row.conversation_id, title=row.title, created_at=row.created_at)
