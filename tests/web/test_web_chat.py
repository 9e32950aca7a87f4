"""Chat and conversations as a browser without scripts and as a program see them."""

from __future__ import annotations

import json
import re
import threading
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from fastapi import FastAPI
from processes import LONGEST, wait_until
from starlette.testclient import TestClient
from web_support import DOCUMENT, SECTIE, STAPELEN, ScriptedAssistant

from web.app import create_app
from web.running import Live

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def ask(client: TestClient, question: str, **fields: str) -> Any:
    return client.post("/", data={"vraag": question, **fields})


def begin(client: TestClient, question: str, **more: Any) -> dict[str, Any]:
    """Ask over the API and wait for the answer; the message."""
    asked = client.post("/api/gesprekken", json={"question": question, **more})
    assert asked.status_code == 201, asked.text
    return ended(client, asked.json())


def more(client: TestClient, conversation: str, question: str, **fields: Any) -> dict[str, Any]:
    asked = client.post(f"/api/gesprekken/{conversation}/berichten", json={"question": question, **fields})
    assert asked.status_code == 201, asked.text
    return ended(client, asked.json())


def stream(client: TestClient, message: dict[str, Any], **options: Any) -> list[tuple[int, str, Any]]:
    """The events of an answer: number (0 without), kind, data."""
    path = f"/api/gesprekken/{message['conversation']}/berichten/{message['id']}/stroom"
    return events(client.get(path, **options).text)


def events(text: str) -> list[tuple[int, str, Any]]:
    found = re.findall(r"(?:id: (\d+)\n)?event: (\w+)\ndata: (.*)\n\n", text)
    return [(int(number or 0), kind, json.loads(data)) for number, kind, data in found]


def ended(client: TestClient, message: dict[str, Any]) -> dict[str, Any]:
    _, kind, data = stream(client, message)[-1]
    assert kind == "ended", data
    found: dict[str, Any] = data["message"]
    return found


def _wait_for_text(live: Live) -> None:
    """Until half the answer is there (a question with `wacht`)."""
    wait_until(lambda: "verschillende aanbieders" in live.text)


# --- over the API ------------------------------------------------------------------------------------------


def test_who_asks_for_events_gets_the_answer_behind_the_message(client: TestClient) -> None:
    kop = {"Accept": "text/event-stream"}
    asked = client.post("/api/gesprekken", json={"question": "Mag segment B?"}, headers=kop)
    assert (asked.status_code, asked.headers["content-type"]) == (201, "text/event-stream; charset=utf-8")
    (_, first, message), *rest = events(asked.text)
    assert (first, message["question"], message["state"]) == ("asked", "Mag segment B?", "bezig")
    assert rest[-1] == stream(client, message)[-1]
    kinds = [kind for _, kind, _ in rest]
    assert kinds[-1] == "ended"
    assert kinds == ["ended"] or kinds[0] == "status"  # one that is made before the stream begins comes whole
    path = f"/api/gesprekken/{message['conversation']}/berichten"
    (_, _, second), *_ = events(client.post(path, json={"question": "hallo"}, headers=kop).text)
    assert second["conversation"] == message["conversation"]
    refused = client.post(path, json={"question": " "}, headers=kop)
    assert refused.headers["content-type"] == "application/problem+json"
    assert client.post(path, json={"question": "dag"}).json()["question"] == "dag"


# --- the page without scripts ------------------------------------------------------------------------------


def test_a_plain_form_gets_its_conversation(client: TestClient, assistant: ScriptedAssistant) -> None:
    velden = {"vraag": "Mag segment B?", "regeling": "westfriesland-2025"}
    antwoord = client.post("/", data=velden, follow_redirects=False)
    assert antwoord.status_code == 303
    page = client.get(antwoord.headers["location"].partition("#")[0]).text
    assert "<strong>verschillende aanbieders</strong>" in page
    assert "Toegestaan onder een voorwaarde" in page
    assert page.count('<strong class="uitkomst">') == 3
    [bron] = re.findall(r'href="#(b-\w+-bron-1)"', page)
    assert f'id="{bron}"' in page
    assert f'href="/bronnen/{DOCUMENT}#{SECTIE.replace(" ", "-")}"' in page
    assert assistant.requests[0].regeling == "westfriesland-2025"
    assert '<option value="westfriesland-2025" selected>' in page


def test_the_conversation_goes_on(client: TestClient, assistant: ScriptedAssistant) -> None:
    eerste = ask(client, "welke regio")
    assert '<button type="submit" form="vraagformulier" name="keuze" value="Hoorn" formnovalidate>' in eerste.text
    gesprek = re.search(r'id="gesprek-id" value="(\w+)"', eerste.text)
    assert gesprek
    tweede = client.post("/", data={"keuze": "Hoorn", "vraag": "niet dit", "gesprek": gesprek[1]}).text
    gevraagd = assistant.requests[-1]
    assert gevraagd.question == "Hoorn"
    [turn] = gevraagd.history
    assert (turn.question, turn.answer) == ("welke regio", "Dat hangt af van de regio.")
    assert tweede.count('<article class="beurt" id') == 2
    assert 'value="Hoorn" formnovalidate disabled>' in tweede


def test_the_last_question_can_be_edited_and_asked_again(client: TestClient, assistant: ScriptedAssistant) -> None:
    eerste = begin(client, "welke regio")
    more(client, eerste["conversation"], "hallo")
    page = client.get(f"/gesprekken/{eerste['conversation']}").text
    [wijzig] = re.findall(r'href="(/gesprekken/\w+\?wijzig=\w+)#vraag"', page)
    formulier = client.get(wijzig).text
    assert ">hallo</textarea>" in formulier
    [wijzigt] = re.findall(r'id="wijzigt" value="(\w+)"', formulier)
    page = ask(client, "dag", gesprek=eerste["conversation"], wijzigt=wijzigt).text
    assert "U vroeg: dag." in page
    assert "U vroeg: hallo." not in page
    assert [turn.question for turn in assistant.requests[-1].history] == ["welke regio"]
    [opnieuw] = re.findall(r'name="opnieuw" value="(\w+)"', page)
    page = client.post("/", data={"opnieuw": opnieuw, "gesprek": eerste["conversation"]}).text
    assert page.count("U vroeg: dag.") == 3  # in the text, and twice to copy
    assert assistant.requests[-1].question == "dag"


def test_a_page_without_scripts_waits_for_its_answer(
    client: TestClient, assistant: ScriptedAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.pages.chat.PATIENCE", 0.05)
    page = ask(client, "wacht segment B").text
    assert '<noscript><meta http-equiv="refresh"' in page
    [stop] = re.findall(r'action="(/gesprekken/\w+/berichten/\w+/stop)"', page)
    page = client.post(stop).text
    assert "Gestopt. Dit antwoord is niet af." in page
    assert "Dat mag" in page
    assert "http-equiv" not in page
    assistant.go_on.set()


def test_an_unknown_conversation_is_said(client: TestClient) -> None:
    for path in ("/gesprekken/nergens", "/gesprekken/nergens/delen", "/gedeeld/nergens"):
        antwoord = client.get(path, headers={"Accept": "text/html"})
        assert antwoord.status_code == 404
        assert "(meer)" in antwoord.text
    assert client.post("/", data={"vraag": "hallo", "gesprek": "nergens"}).status_code == 404
    assert client.post("/api/gesprekken/nergens/berichten", json={"question": "x"}).status_code == 404


# --- the list ----------------------------------------------------------------------------------------------


def titles(client: TestClient, **query: str) -> list[str]:
    page = client.get("/gesprekken", params=query).text
    return [unescape(t) for t in re.findall(r'<a class="titel[^>]*>([^<]*)', page)]


def test_conversations_are_listed_searched_renamed_removed_and_brought_back(client: TestClient) -> None:
    een, twee = begin(client, "Over het weer"), begin(client, "Mag segment B?")
    assert titles(client) == ["Mag segment B?", "Over het weer"]
    assert titles(client, q="BUITEN gebied") == ["Over het weer"]
    assert titles(client, q="segment niets") == []
    assert "Probeer andere woorden" in client.get("/gesprekken", params={"q": "zzz"}).text

    pad = f"/gesprekken/{een['conversation']}"
    client.post(pad, data={"actie": "hernoem", "waarde": "Regen <b>"})
    assert titles(client)[-1] == "Regen <b>"
    page = client.post(pad, data={"actie": "verwijder"}).text
    assert "Zeven dagen lang kunt u het terughalen." in page
    assert titles(client) == ["Mag segment B?"]
    assert client.get(pad).status_code == 404
    client.post(pad, data={"actie": "terug"})
    assert titles(client) == ["Mag segment B?", "Regen <b>"]
    assert client.post(f"/gesprekken/{twee['conversation']}", data={"actie": "ontplof"}).status_code == 422


def test_a_shared_conversation_is_read_as_it_was_until_it_is_withdrawn(client: TestClient) -> None:
    eerste = begin(client, "Mag segment B?")
    pad = f"/gesprekken/{eerste['conversation']}"
    page = client.post(pad, data={"actie": "deel"}).text
    [link] = re.findall(r'readonly value="http://127.0.0.1(/gedeeld/[\w-]{32})"', page)
    more(client, eerste["conversation"], "en verder?")
    gedeeld = client.get(link).text
    assert "Toegestaan onder een voorwaarde" in gedeeld
    assert "en verder?" not in gedeeld
    assert "<textarea" not in gedeeld
    assert 'name="opnieuw"' not in gedeeld
    assert "Goed antwoord" not in gedeeld
    client.post(pad, data={"actie": "trek_in", "waarde": link.rpartition("/")[2]})
    assert client.get(link).status_code == 404


# --- feedback ----------------------------------------------------------------------------------------------


def test_a_thumb_is_kept_with_question_answer_and_reason(app: FastAPI, client: TestClient) -> None:
    begin(client, "welke regio")
    bericht = begin(client, "Mag segment B? BSN 111222333")
    pad = f"/gesprekken/{bericht['conversation']}/berichten/{bericht['id']}/oordeel"
    velden = {"duim": "down", "reden": "Het klopt niet", "verwacht": "Bel 0612345678 voor het goede antwoord"}
    assert "Uw oordeel is bewaard" in client.post(pad, data=velden).text
    [entry], totaal = app.state.store.feedback.find(thumb="down")
    assert totaal == 1
    assert entry.reason == "Het klopt niet"
    assert entry.expected == "Bel [telefoonnummer verwijderd] voor het goede antwoord"
    assert entry.question == "Mag segment B? BSN [BSN verwijderd]"
    assert entry.answer is not None
    assert entry.answer.tool_results[0].tool == "stapelen"
    assert client.post(pad, data={"duim": "scheef"}).status_code == 422


def test_feedback_over_the_api(app: FastAPI, client: TestClient) -> None:
    bericht = begin(client, "hallo")
    assert client.post("/api/feedback", json={"id": bericht["id"], "thumb": "up"}).status_code == 201
    los = {"id": "van-api-ask", "thumb": "down", "expected": "iets anders"}
    fout = client.post("/api/feedback", json=los)
    assert fout.status_code == 422
    assert fout.json()["errors"][0]["field"] == "question"
    assert client.post("/api/feedback", json={**los, "question": "Wat is dit?"}).status_code == 201
    assert [e.question for e in app.state.store.feedback.all()] == ["hallo", "Wat is dit?"]


# --- the API -----------------------------------------------------------------------------------------------


def test_the_answer_is_followed_from_any_event_on(client: TestClient, assistant: ScriptedAssistant) -> None:
    asked = client.post("/api/gesprekken", json={"question": "Mag segment B? wacht"}).json()
    assert asked["state"] == "bezig"
    assistant.go_on.set()
    heel = stream(client, asked)
    assert heel[-1][1] == "ended"
    assert heel[-1][2]["message"]["answer"]["id"] == asked["id"]
    assert 'class="oordeel let-op"' in heel[-1][2]["html"]


def test_following_goes_on_where_it_was(app: FastAPI, client: TestClient, assistant: ScriptedAssistant) -> None:
    asked = client.post("/api/gesprekken", json={"question": "Mag segment B? wacht"}).json()
    live = app.state.running.get(asked["id"])
    _wait_for_text(live)
    gezien = len(live.events) - 3
    al_gelezen = "".join(e.data["text"] for e in live.events[:gezien] if e.event == "token")
    threading.Timer(0.2, assistant.go_on.set).start()
    rest = stream(client, asked, headers={"Last-Event-ID": str(gezien)})
    assert al_gelezen + "".join(data["text"] for _, soort, data in rest if soort == "token") == STAPELEN
    nummers = [nummer for nummer, _, _ in rest[:-1]]
    assert nummers[0] > gezien
    assert nummers == sorted(set(nummers))


def test_an_answer_is_kept_whole_and_for_ever(client: TestClient, assistant: ScriptedAssistant) -> None:
    bericht = begin(client, "Mag segment B?")
    kept = client.get(f"/api/gesprekken/{bericht['conversation']}").json()["messages"][0]["answer"]
    made = assistant.ask(assistant.requests[0].model_copy(update={"id": bericht["id"]})).model_dump(mode="json")
    assert kept == made


def test_stop_keeps_what_there_was(client: TestClient, assistant: ScriptedAssistant) -> None:
    asked = client.post("/api/gesprekken", json={"question": "eindeloos"}).json()
    stop = client.post(f"/api/gesprekken/{asked['conversation']}/berichten/{asked['id']}/stop")
    assert stop.status_code == 204
    assert assistant.closed_early.wait(LONGEST)
    bericht = ended(client, asked)
    assert bericht["state"] == "gestopt"
    assert bericht["answer"] is None


def test_an_answer_that_goes_wrong_says_so_and_gives_nothing_away(client: TestClient) -> None:
    bericht = begin(client, "dit ontploft")
    assert bericht["state"] == "mislukt"
    assert bericht["problem"]["status"] == 500
    assert "dit mag niemand zien" not in json.dumps(bericht)


def test_a_regime_that_does_not_exist_keeps_nothing(client: TestClient) -> None:
    fout = client.post("/api/gesprekken", json={"question": "hallo", "regeling": "nergens"})
    assert fout.status_code == 422
    assert client.get("/api/gesprekken").json() == {"conversations": [], "total": 0}


def test_nothing_is_kept_before_the_assistant_is_ready(assistant: ScriptedAssistant) -> None:
    client = TestClient(create_app(lambda melden: assistant), base_url="http://127.0.0.1")
    assert client.post("/api/gesprekken", json={"question": "hallo"}).status_code == 503
    assert client.get("/api/gesprekken").json()["total"] == 0


def test_a_server_that_stops_halfway_leaves_the_question(assistant: ScriptedAssistant) -> None:
    def start() -> TestClient:
        return TestClient(create_app(lambda melden: assistant), base_url="http://127.0.0.1")

    with start() as client:
        assert client.app.state.opening.wait(LONGEST)  # type: ignore[attr-defined]
        asked = client.post("/api/gesprekken", json={"question": "Mag segment B? wacht"}).json()
        live = client.app.state.running.get(asked["id"])  # type: ignore[attr-defined]
        _wait_for_text(live)
    assistant.go_on.set()
    with start() as client:
        bericht = ended(client, asked)
        assert bericht["state"] == "afgebroken"
        assert bericht["partial"].startswith("Dat mag")
        page = client.get(f"/gesprekken/{asked['conversation']}").text
        assert "Afgebroken doordat de server stopte." in page
        assert 'name="opnieuw"' in page


def test_every_question_is_counted_once(app: FastAPI, client: TestClient) -> None:
    begin(client, "hallo")
    begin(client, "Praat over het weer, BSN 111222333")
    begin(client, "dit ontploft")
    client.post("/api/ask", json={"question": "hallo"})
    client.post("/api/ask", json={"question": "weer"}, headers={"Accept": "text/event-stream"})
    wait_until(lambda: len(app.state.store.events.since(LONG_AGO)) >= 5)  # it is done in the background
    [dag] = app.state.store.events.per_day(LONG_AGO)
    assert dag.counts == {"answered": 2, "refused": 2, "mislukt": 1}
    gevraagd = app.state.store.events.unanswered(statuses=["refused"])
    assert {(e.channel, e.question) for e in gevraagd} == {
        ("chat", "Praat over het weer, BSN [BSN verwijderd]"),
        ("api", "weer"),
    }
