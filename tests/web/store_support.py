"""Use of every part of the store, the same for every kind of database."""

from __future__ import annotations

from datetime import UTC, datetime

from assistant.models import Answer, Timings, Turn, Versions
from web.store import Feedback, Store, UseEvent

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def answer(id_: str = "1", text: str = "Ja [1]", status: str = "answered") -> Answer:
    versions = Versions(knowledge="k", index="i", code="c")
    return Answer(id=id_, status=status, answer=text, versions=versions, timings_ms=Timings(total=3.5))


def use_of_every_part(store: Store) -> None:
    talk = store.conversations
    first = talk.ask("Mag dit?\nÉcht?", redacted=["bsn"], regeling="r")
    assert first is not None
    assert first.state == "bezig"
    assert talk.finish(first.id, "klaar", answer=answer(first.id))
    assert not talk.finish(first.id, "gestopt")
    second = talk.ask("En nu?", conversation=first.conversation)
    assert second is not None
    assert talk.history(first.conversation, second.id, 10) == [Turn(question="Mag dit?\nÉcht?", answer="Ja [1]")]
    assert talk.finish(second.id, "mislukt", partial="half", problem={"title": "t", "detail": "d"})
    third = talk.ask("En dan?", conversation=first.conversation, replaces=second.id)
    assert third is not None
    assert talk.history(first.conversation, third.id, 10) == [Turn(question="Mag dit?\nÉcht?", answer="Ja [1]")]

    found = talk.conversation(first.conversation)
    assert found is not None
    assert [(m.question, m.state) for m in found.messages] == [("Mag dit?\nÉcht?", "klaar"), ("En dan?", "bezig")]
    assert found.messages[0].answer == answer(first.id)
    assert found.messages[0].redacted == ["bsn"]
    assert abs((found.messages[0].asked_at - datetime.now(UTC)).total_seconds()) < 60
    assert found.title == "Mag dit? Écht?"
    assert [r.id for r in talk.find("écht JA")[0]] == [first.conversation]
    assert talk.find("niets")[1] == 0

    share = store.shares.share(first.conversation)
    assert share is not None
    assert [s.id for s in store.shares.of(first.conversation)] == [share.id]
    shared = store.shares.read(share.id)
    assert shared is not None
    assert [m.id for m in shared.messages] == [first.id]
    assert store.shares.withdraw(share.id, first.conversation)
    assert store.shares.read(share.id) is None

    id_ = store.feedback.add(Feedback(thumb="down", question="q", message_id=first.id, answer=answer()))
    store.feedback.add_trace(id_, {"steps": [1, "twee"]})
    assert store.feedback.handle(id_)
    entry = store.feedback.entry(id_)
    assert entry is not None
    assert entry.trace == {"steps": [1, "twee"]}
    assert entry.handled_at is not None
    assert store.feedback.find(open_only=True)[1] == 0
    message = talk.message(first.id)
    assert message is not None
    assert message.thumb == "down"

    for status in ("answered", "abstain"):
        store.events.add(UseEvent(at=datetime.now(UTC), channel="chat", status=status, question="q"))
    assert [e.question for e in store.events.unanswered()] == ["q"]
    assert [e.question for e in store.events.since(LONG_AGO)] == [None, "q"]

    back = talk.ask("Welke regio?", regeling="r")
    assert back is not None
    assert talk.finish(back.id, "klaar", answer=answer(back.id, "Welke?", "clarify"))
    assert [(e.question, e.status, e.message_id) for e in store.events.asked_back()] == [
        ("Welke regio?", "clarify", back.id)
    ]
    assert talk.of_messages([first.id, back.id, "weg"]) == {
        first.id: first.conversation,
        back.id: back.conversation,
    }
    assert talk.remove(back.conversation)
    assert store.events.asked_back() == []
    assert talk.of_messages([back.id]) == {}
