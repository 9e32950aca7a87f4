"""The database: SQLite in the data folder, or PostgreSQL by its URL; transactions, and the version of the schema."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from knowledge.errors import WegwijzerError
from web.store.tables import SCHEMA, Base, SchemaVersion

WAIT = 15.0
"""Seconds that a write waits for another one."""
_SUPPORTED = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
_REASONS = {
    "disk is full": "de schijf is vol; maak ruimte",
    "no space left": "de schijf is vol; maak ruimte",
    "disk i/o error": "de schijf is vol of stuk",
    "readonly": "er zijn geen schrijfrechten; geef die of kies een andere map",
    "unable to open": "het bestand is niet te openen; geef rechten of kies een andere map",
    "locked": "een ander proces houdt hem bezet",
}
_LOCK = 5217001
"""Number of the lock under which one of several servers makes the tables."""


class StoreError(WegwijzerError):
    """The database can't be used; says in Dutch why and what to do."""


class Database:
    """Connections to the database; thread-safe.

    Args:
        url: `sqlite:///path` or `postgresql://user:password@host/name`.

    Raises:
        StoreError: another kind of database, or its driver is not installed.
    """

    def __init__(self, url: str) -> None:
        self._engine = _engine(_url(url))
        self._reader = self._engine.execution_options(reading=True)
        self._lock = threading.Lock()
        self._turn: AbstractContextManager[object] = nullcontext() if self.shared else threading.Lock()
        """SQLite writes one at a time and leaves who waits to chance; here they wait for their turn."""
        self._opened = False

    @property
    def shared(self) -> bool:
        """Whether other servers may use it at the same time."""
        return self._engine.dialect.name != "sqlite"

    def open(self) -> None:
        """Connect and make the tables that are missing; does nothing the second time.

        Raises:
            StoreError: it can't be reached or written, or is of another version.
        """
        with self._lock:
            if self._opened:
                return
            if not self.shared:
                _make_private(Path(str(self._engine.url.database)))
            with _translated(), Session(self._engine) as session, session.begin():
                if self.shared:
                    session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
                Base.metadata.create_all(session.connection())
                _check_version(session)
            self._opened = True

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that only reads.

        Raises:
            StoreError: the database can't be read.
        """
        self.open()
        with _translated(), Session(self._reader, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that is kept whole or not at all.

        Raises:
            StoreError: the database can't be written.
        """
        self.open()
        with self._turn, _translated(), Session(self._engine, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()


def _url(text_: str) -> URL:
    try:
        url = make_url(text_)
    except ArgumentError:
        raise StoreError(
            "WEGWIJZER_DATABASE is geen adres van een database; geef bijvoorbeeld postgresql://naam:wachtwoord@server/naam."
        ) from None
    kind = url.drivername.split("+")[0]
    if kind not in _SUPPORTED:
        raise StoreError(f"WEGWIJZER_DATABASE: {kind[:40]} kan niet; kies sqlite of postgresql.")
    return url.set(drivername=_SUPPORTED[kind])


def _engine(url: URL) -> Engine:
    try:
        if url.get_backend_name() != "sqlite":
            return create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=40)
        engine = create_engine(
            url,
            poolclass=QueuePool,
            pool_size=8,
            max_overflow=56,
            connect_args={"timeout": WAIT, "check_same_thread": False},
        )
    except (ModuleNotFoundError, NoSuchModuleError):
        raise StoreError(
            "Voor PostgreSQL ontbreekt een onderdeel; installeer de wegwijzer met de extra ‘postgresql’."
        ) from None
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_private(path: Path) -> None:
    """Make the file, for nobody else to read."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreError(
            f"In {path.parent} kan niet worden geschreven ({error.strerror}); geef met WEGWIJZER_DATA een andere map."
        ) from None


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin when SQLAlchemy says so, see _begin_sqlite
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={int(WAIT * 1000)}"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Any) -> None:
    """A transaction that writes takes its place at once: halfway it could find that another was first."""
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _check_version(session: Session) -> None:
    found = session.get(SchemaVersion, 1)
    if found is None:
        session.add(SchemaVersion(id=1, version=SCHEMA))
    elif found.version != SCHEMA:
        advice = (
            "werk het programma bij" if found.version > SCHEMA else "begin met een lege of zet een reservekopie terug"
        )
        raise StoreError(
            f"De database is van versie {found.version} en dit programma werkt met versie {SCHEMA}; {advice}."
        )


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise StoreError(f"De database doet het niet: {_reason(error)}. Probeer het opnieuw.") from error
    except SQLAlchemyError as error:
        raise StoreError("De database is te druk; probeer het over een ogenblik opnieuw.") from error


def _reason(error: DBAPIError) -> str:
    """What the database says in its first line, without a statement or its values; in Dutch what is often so."""
    first = (str(error.orig).strip().splitlines() or ["onbekende fout"])[0]
    dutch = next((dutch for part, dutch in _REASONS.items() if part in first.lower()), None)
    return dutch or first.rstrip(".")[:200]
