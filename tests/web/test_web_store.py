"""What is kept: whole or not at all, over a restart, by many at once, and in a database of the right version."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from processes import LONGEST
from sqlalchemy import update
from store_support import LONG_AGO, answer, use_of_every_part

from web.store import Feedback, Store, StoreError
from web.store.tables import ConversationTable, MessageTable


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    store = Store(database)
    store.open()
    yield store
    store.close()


def test_every_part_keeps_and_gives_back(store: Store) -> None:
    use_of_every_part(store)


def test_what_was_being_made_is_cut_off_by_a_restart_and_keeps_what_there_was(store: Store, database: str) -> None:
    message = store.conversations.ask("hallo")
    assert message is not None
    store.conversations.alive({message.id: "Er was al"})
    store.close()
    store = Store(database)
    store.open()
    found = store.conversations.message(message.id)
    assert found is not None
    assert (found.state, found.partial, found.question) == ("afgebroken", "Er was al", "hallo")
    assert not store.conversations.finish(message.id, "klaar", answer=answer())
    store.close()


def test_a_write_that_fails_leaves_nothing_behind(store: Store) -> None:
    message = store.conversations.ask("hallo")
    assert message is not None
    assert store.conversations.ask("weer", conversation=message.conversation, replaces="bestaat niet") is None
    with suppress(ZeroDivisionError), store.database.write() as session:
        session.execute(update(MessageTable).values(question="half"))
        session.add(ConversationTable(id="x", title=str(1 / 0)))
    found = store.conversations.conversation(message.conversation)
    assert found is not None
    assert [(m.question, m.state) for m in found.messages] == [("hallo", "bezig")]


def test_a_title_keeps_what_stands_in_place_of_personal_data(store: Store) -> None:
    message = store.conversations.ask("Belt *mevrouw* [naam verwijderd] ([telefoonnummer verwijderd])?")
    assert message is not None
    kept = store.conversations.conversation(message.conversation)
    assert kept is not None
    assert kept.title == "Belt mevrouw [naam verwijderd] ([telefoonnummer verwijderd])?"


def test_a_process_that_is_killed_loses_nothing_that_was_kept(database: str) -> None:
    script = (
        "import os, sys; from web.store import Store; s = Store(sys.argv[1]); s.open()\n"
        "for n in range(5): s.conversations.ask(f'vraag {n}')\n"
        "os.kill(os.getpid(), 9)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", script, database], cwd=root, check=False, timeout=LONGEST)
    assert done.returncode == -9
    store = Store(database)
    rows, total = store.conversations.find()
    assert total == 5
    assert rows[0].title == "vraag 4"
    store.close()


def test_many_at_once_get_a_place_each(store: Store) -> None:
    first = store.conversations.ask("begin")
    assert first is not None
    faults: list[Exception] = []

    def ask(number: int) -> None:
        try:
            for n in range(5):
                message = store.conversations.ask(f"{number}.{n}", conversation=first.conversation)
                assert message is not None
                store.conversations.finish(message.id, "klaar", answer=answer(message.id))
        except Exception as fault:  # noqa: BLE001 - shown below
            faults.append(fault)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    found = store.conversations.conversation(first.conversation)
    assert found is not None
    assert len(found.messages) == 41


def test_removed_is_gone_for_good_after_a_week(store: Store) -> None:
    message = store.conversations.ask("hallo")
    assert message is not None
    store.feedback.add(Feedback(thumb="up", question="hallo", message_id=message.id))
    assert store.conversations.remove(message.conversation)
    store.conversations.tidy()
    assert store.conversations.bring_back(message.conversation)
    assert store.conversations.remove(message.conversation)
    with store.database.write() as session:
        row = session.get(ConversationTable, message.conversation)
        assert row is not None
        row.removed_at = datetime.now(UTC) - timedelta(days=8)
    store.conversations.tidy()
    assert not store.conversations.bring_back(message.conversation)
    with store.database.read() as session:
        assert session.get(MessageTable, message.id) is None
    [entry] = store.feedback.all()
    assert (entry.question, entry.message_id) == ("hallo", None)


def test_the_file_is_for_its_owner_only(store: Store, tmp_path: Path) -> None:
    mode = stat.S_IMODE((tmp_path / "gesprekken.sqlite").stat().st_mode)
    assert mode == 0o600


@pytest.mark.parametrize(("version", "advice"), [(99, "werk het programma bij"), (0, "reservekopie")])
def test_a_database_of_another_version_is_refused(store: Store, database: str, version: int, advice: str) -> None:
    store.close()
    with sqlite3.connect(database.removeprefix("sqlite:///")) as connection:
        connection.execute("UPDATE schema_version SET version = ?", (version,))
    connection.close()
    with pytest.raises(StoreError, match=advice):
        Store(database).open()


@pytest.mark.parametrize(
    ("url", "melding"),
    [
        ("geen adres", "geen adres van een database"),
        ("mysql://x/y", "mysql kan niet"),
        ("sqlite:////proc/nergens/x.sqlite", "kan niet worden geschreven"),
    ],
)
def test_a_database_that_cannot_be_is_said(url: str, melding: str) -> None:
    with pytest.raises(StoreError, match=melding):
        Store(url).open()


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    path.write_bytes(b"dit is geen database" * 1000)
    with pytest.raises(StoreError, match="De database doet het niet"):
        Store(f"sqlite:///{path}").open()


def test_signs_that_mean_something_to_a_database_are_only_text(store: Store) -> None:
    message = store.conversations.ask("100% _zeker_ \x00'; DROP TABLE messages; --")
    assert message is not None
    assert store.conversations.find("100% _zeker_ drop")[1] == 1
    assert store.conversations.find("%_%")[1] == 0
    assert store.conversations.find("   ")[1] == 1


def test_use_is_counted_by_day(store: Store) -> None:
    use_of_every_part(store)
    [day] = store.events.per_day(LONG_AGO)
    assert day.counts == {"abstain": 1, "answered": 1}


def test_a_full_disk_is_said_in_dutch(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    Store(f"sqlite:///{path}").open()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TRIGGER vol BEFORE INSERT ON conversations BEGIN SELECT RAISE(ABORT, 'disk is full'); END")
    with pytest.raises(StoreError, match="de schijf is vol"):
        Store(f"sqlite:///{path}").conversations.ask("Wat is segment B?")
