"""What the web application remembers: conversations with their whole answers, shares, feedback and use.

`Store` is the way in. Its parts take and give plain objects (`records`), open a transaction of their own for every
call, and are safe to use from many threads.
"""

from __future__ import annotations

from web.store.conversations import Conversations
from web.store.database import Database, StoreError
from web.store.events import Events
from web.store.feedback import FeedbackBook
from web.store.records import (
    Conversation,
    ConversationRow,
    Feedback,
    FeedbackEntry,
    Message,
    MessageState,
    Share,
    Thumb,
    UseEvent,
    UsePerDay,
)
from web.store.shares import Shares

__all__ = [
    "Conversation",
    "ConversationRow",
    "Feedback",
    "FeedbackEntry",
    "Message",
    "MessageState",
    "Share",
    "Store",
    "StoreError",
    "Thumb",
    "UseEvent",
    "UsePerDay",
]


class Store:
    """Everything that is kept, in one database.

    Args:
        url: SQLAlchemy URL of the database; connects when it is first used, or by `open`.

    Raises:
        StoreError: the URL means no database that can be used here.
    """

    def __init__(self, url: str) -> None:
        self.database = Database(url)
        self.conversations = Conversations(self.database)
        self.shares = Shares(self.database)
        self.feedback = FeedbackBook(self.database)
        self.events = Events(self.database)

    def open(self) -> None:
        """Connect, make what is missing, and close off what an earlier run of the server left running.

        Raises:
            StoreError: the database can't be reached or written, or is of another version.
        """
        self.database.open()
        self.conversations.tidy()

    def close(self) -> None:
        """Let go of the connections."""
        self.database.close()
