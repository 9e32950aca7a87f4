"""Who gets into the management, and what it shows: knowledge base, feedback, unanswered questions, use."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from fastapi import FastAPI
from manage_support import TRACE, bad, good
from processes import LONGEST
from starlette.testclient import TestClient
from store_support import answer
from web_support import ScriptedAssistant

from assistant.models import Turn
from evals.questions import Vraag, lees
from knowledge.store import KENNISMAP
from web.access import COOKIE, MOST_TRIES, SESSION, WINDOW, Gate, TooManyTries
from web.app import create_app
from web.cases import as_yaml
from web.charts import HEIGHT, LEFT, TOP, WIDTH, periods, stacked
from web.grouping import groups
from web.pages.beheer_kennisbank import faults
from web.store import Store, UseEvent

HTML = {"accept": "text/html"}
PASSWORD = "een goed wachtwoord"
PAGES = (
    "/beheer",
    "/beheer/documenten",
    "/beheer/kennisbank",
    "/beheer/kennisbank/regelingen/westfriesland-2025",
    "/beheer/kennisbank/artikelen/wf-segment-b-2025",
    "/beheer/terugkoppeling",
    "/beheer/terugkoppeling.yaml",
    "/beheer/onbeantwoord",
    "/beheer/gebruik",
)


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data folder of its own."""
    monkeypatch.setenv("WEGWIJZER_DATA", str(tmp_path / "data"))


@pytest.fixture
def store(app: FastAPI, client: TestClient) -> Store:
    found: Store = app.state.store
    return found


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """An application with a password."""
    monkeypatch.setenv("WEGWIJZER_BEHEER_WACHTWOORD", PASSWORD)
    app = create_app(lambda melden: ScriptedAssistant())
    with TestClient(app, base_url="http://127.0.0.1", client=("10.0.0.9", 1), follow_redirects=False) as client:
        yield client


# --- who gets in -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES)
def test_without_a_password_it_is_open_at_this_computer(client: TestClient, path: str) -> None:
    page = client.get(path, headers=HTML)
    assert page.status_code == 200
    assert "Afmelden" not in page.text


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Host"])
def test_what_was_passed_on_by_another_server_is_not_from_this_computer(client: TestClient, header: str) -> None:
    for path in (*PAGES, "/beheer/documenten/taken/x"):
        response = client.get(path, headers={header: "127.0.0.1"})
        assert response.status_code == 403
        assert "WEGWIJZER_BEHEER_WACHTWOORD" in response.json()["detail"]
    assert client.post("/api/documents", headers={header: "127.0.0.1"}).status_code == 403


def test_another_computer_does_not_get_in(app: FastAPI) -> None:
    with TestClient(app, base_url="http://127.0.0.1", client=("10.0.0.9", 1)) as client:
        assert client.get("/beheer").status_code == 403


@pytest.mark.parametrize("path", PAGES)
def test_with_a_password_a_page_leads_to_where_it_is_asked(locked: TestClient, path: str) -> None:
    response = locked.get(path, headers=HTML)
    assert response.status_code == 303
    assert response.headers["location"].startswith("/beheer/aanmelden?naar=%2Fbeheer")
    assert locked.get(path).status_code == 401


def test_every_route_of_the_management_is_behind_the_gate(locked: TestClient) -> None:
    modules = (Path(__file__).parents[2] / "web" / "pages").glob("beheer_*.py")
    routes = [r for m in modules for r in re.findall(r'router\.(get|post)\("([^"]+)"', m.read_text())]
    assert len(routes) >= 13
    for method, path in [*routes, ("post", "/api/documents"), ("get", "/beheer")]:
        assert locked.request(method, path.replace("{id}", "x")).status_code == 401, path
    assert locked.post("/api/documents").headers["www-authenticate"] == 'Bearer realm="beheer"'


def test_who_knows_the_password_gets_in_and_out(locked: TestClient) -> None:
    wrong = locked.post("/beheer/aanmelden", data={"wachtwoord": "fout", "naar": "/beheer"}, headers=HTML)
    assert wrong.status_code == 403
    assert "Dit wachtwoord klopt niet." in wrong.text
    right = locked.post("/beheer/aanmelden", data={"wachtwoord": PASSWORD, "naar": "/beheer/gebruik"})
    assert (right.status_code, right.headers["location"]) == (303, "/beheer/gebruik")
    cookie = right.headers["set-cookie"].lower()
    assert all(part in cookie for part in ("httponly", "samesite=strict", f"max-age={SESSION}", "path=/"))
    assert PASSWORD not in cookie
    page = locked.get("/beheer", headers=HTML)
    assert page.status_code == 200
    assert "Afmelden" in page.text
    assert locked.post("/api/documents").status_code == 422
    locked.post("/beheer/afmelden")
    assert locked.get("/beheer").status_code == 401


def test_a_program_sends_the_password_along(locked: TestClient) -> None:
    assert locked.get("/beheer", headers={"Authorization": f"Bearer {PASSWORD}"}).status_code == 200
    assert locked.get("/beheer", headers={"Authorization": f"bearer {PASSWORD}x"}).status_code == 401
    assert locked.get("/beheer", headers={"Authorization": PASSWORD}).status_code == 401


@pytest.mark.parametrize(
    ("naar", "to"),
    [
        ("/beheer/kennisbank", "/beheer/kennisbank"),
        ("//kwaad.example", "/beheer"),
        ("https://kwaad.example", "/beheer"),
        ("/beheer//kwaad.example", "/beheer"),
        ("/beheer/../gesprekken", "/beheer"),
        ("/beheer\\kwaad", "/beheer"),
        ("/gesprekken", "/beheer"),
        ("", "/beheer"),
    ],
)
def test_after_logging_in_one_stays_in_the_management(locked: TestClient, naar: str, to: str) -> None:
    response = locked.post("/beheer/aanmelden", data={"wachtwoord": PASSWORD, "naar": naar})
    assert response.headers["location"] == to


def test_a_cookie_of_ones_own_making_or_of_before_does_not_let_in(locked: TestClient) -> None:
    locked.post("/beheer/aanmelden", data={"wachtwoord": PASSWORD})
    given = locked.cookies[COOKIE]
    until, nonce, signature = given.split(".")
    locked.cookies.clear()
    for forged in (
        f"{int(until) + 1}.{nonce}.{signature}",
        f"{until}.{nonce}.{'0' * 64}",
        "",
        "..",
        f"{until}.{nonce}",
        "é",
    ):
        response = locked.get("/beheer", headers={"cookie": f"{COOKIE}={forged}".encode()})
        assert response.status_code == 401
    assert locked.get("/beheer", headers={"cookie": f"{COOKIE}={given}"}).status_code == 200
    assert not Gate("een ander wachtwoord")._valid(given)
    assert not Gate(PASSWORD, clock=lambda: float(until) + 1)._valid(given)


def test_guessing_is_stopped_for_a_while() -> None:
    now = [0.0]
    gate = Gate(PASSWORD, clock=lambda: now[0])
    for _ in range(MOST_TRIES):
        assert not gate.knows("mis")
    with pytest.raises(TooManyTries):
        gate.knows(PASSWORD)
    now[0] = WINDOW + 1
    assert gate.knows(PASSWORD)


def test_guessing_is_said_on_the_page(locked: TestClient) -> None:
    for _ in range(MOST_TRIES):
        locked.post("/beheer/aanmelden", data={"wachtwoord": "mis"})
    page = locked.post("/beheer/aanmelden", data={"wachtwoord": PASSWORD}, headers=HTML)
    assert page.status_code == 429
    assert "over vijf minuten" in page.text


def test_a_page_elsewhere_cannot_manage(client: TestClient) -> None:
    for path in ("/beheer/documenten", "/beheer/documenten/verwijder", "/beheer/documenten/opnieuw", "/api/documents"):
        for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://kwaad.example"}):
            assert client.post(path, headers=headers).status_code == 403


# --- knowledge base ----------------------------------------------------------------------------------------


def test_the_knowledge_base_is_shown_with_what_it_leaves_open(client: TestClient) -> None:
    page = client.get("/beheer/kennisbank", headers=HTML).text
    assert "De kennisbank klopt" in page
    assert page.count("/beheer/kennisbank/regelingen/") == 4
    assert page.count("/beheer/kennisbank/artikelen/") == 5
    regime = client.get("/beheer/kennisbank/regelingen/westfriesland-2025", headers=HTML).text
    assert "504DZ" in regime
    assert re.search(r"\d+ nagerekende voorbeelden", regime)
    article = client.get("/beheer/kennisbank/artikelen/wf-segment-b-2025", headers=HTML).text
    assert "Vragen waar de bron over zwijgt" in article
    assert "Gebruikt in:" in article
    for path in ("regelingen/nergens", "artikelen/nergens", "artikelen/..%2F..%2Fsettings"):
        assert client.get(f"/beheer/kennisbank/{path}", headers=HTML).status_code == 404


def test_a_fault_is_found_as_soon_as_the_file_has_it(tmp_path: Path) -> None:
    folder = tmp_path / "kennis"
    shutil.copytree(KENNISMAP, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__", "readers"))
    assert faults(folder) == []
    path = folder / "regelingen" / "westfriesland-2025.yaml"
    before, after = path.read_text().split("#Wat een arrangement is", 1)
    path.write_text(f"{before}#Deze kop is er niet{after}")
    [fault] = faults(folder)
    assert (fault.bestand, fault.regel) == ("regelingen/westfriesland-2025.yaml", before.count("\n") + 1)
    assert "staat niet in wf-segment-b-2025" in fault.melding


def test_a_fault_is_shown_with_its_file_and_line(client: TestClient, tmp_path: Path, monkeypatch: Any) -> None:
    folder = tmp_path / "kennis"
    shutil.copytree(KENNISMAP, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__", "readers"))
    (folder / "onderwerpen" / "los.yaml").write_text("document: los\nsecties: []\n")
    monkeypatch.setattr("web.pages.beheer_kennisbank.KENNISMAP", folder)
    page = client.get("/beheer/kennisbank", headers=HTML).text
    assert "De kennisbank klopt niet; er is 1 gebrek" in page
    assert "<code>onderwerpen/los.yaml:1</code> <span>bij dit bestand hoort geen artikel</span>" in page


# --- feedback ----------------------------------------------------------------------------------------------


def test_feedback_is_listed_and_shown_with_the_whole_trace_and_handled(client: TestClient, store: Store) -> None:
    store.feedback.add(good())
    id_ = store.feedback.add(bad(reason="Het klopt niet", expected="12,50 euro per uur"))
    store.feedback.add_trace(id_, TRACE)
    listed = client.get("/beheer/terugkoppeling", headers=HTML).text
    assert listed.index("Wat is het tarief?") < listed.index("Mag segment B?")
    assert "Het klopt niet" in listed
    assert "Mag segment B?" not in client.get("/beheer/terugkoppeling?welke=down", headers=HTML).text
    page = client.get(f"/beheer/terugkoppeling/{id_}", headers=HTML).text
    for text in ("12,50 euro per uur", "Dat is 10 euro", "<h3>Guard</h3>", "<h3>Retrieve</h3>", "westfriesland-2025"):
        assert text in page
    assert "&lt;b&gt;</a></td><td>0,25</td><td>0,8</td>" in page
    assert "heel veel tekst" not in page
    assert page.count("Deze stap voegde niets toe.") == 1
    assert client.get(f"/beheer/terugkoppeling/{id_}/spoor.json").json() == TRACE
    page = client.post(f"/beheer/terugkoppeling/{id_}", data={"stand": "af"}, headers=HTML).text
    assert "Toch niet afgehandeld" in page
    assert "Wat is het tarief?" not in client.get("/beheer/terugkoppeling", headers=HTML).text
    client.post(f"/beheer/terugkoppeling/{id_}", data={"stand": "open"})
    assert "Wat is het tarief?" in client.get("/beheer/terugkoppeling", headers=HTML).text
    assert client.get("/beheer/terugkoppeling/weg", headers=HTML).status_code == 404
    assert client.post("/beheer/terugkoppeling/weg").status_code == 404


def test_feedback_goes_out_as_cases_that_the_evaluation_reads(client: TestClient, store: Store, tmp_path: Path) -> None:
    store.feedback.add(good())
    odd = "Regel één:\n- id: nep\n  # 'x\u2028y'"
    store.feedback.add(
        bad(odd, reason="stuk\n- id: ook-nep", expected="Vanaf 1 juli 2025 is het 12,50 euro voor 504DZ.")
    )
    response = client.get("/beheer/terugkoppeling.yaml")
    assert "attachment" in response.headers["content-disposition"]
    (tmp_path / "terugkoppeling.yaml").write_text(response.text, encoding="utf-8")
    first, second = lees("terugkoppeling", tmp_path)
    assert isinstance(first, Vraag)
    assert isinstance(second, Vraag)
    assert (first.vraag, first.status, first.tool, first.verdict) == (
        "Mag segment B?",
        "answered",
        "stapelen",
        "voorwaardelijk",
    )
    assert (first.bronnen, first.regeling, first.history) == (
        ["wf-segment-b-2025"],
        "westfriesland-2025",
        [Turn(question="Hallo", answer="Dag")],
    )
    assert (second.vraag, second.feiten) == (odd, [["1 juli 2025"], ["12,50 euro", "12,50"], ["504DZ"]])
    assert len(second.statussen) == 4
    assert second.request().question == odd
    assert "# Nagaan. Reden: stuk\n# - id: ook-nep\n" in response.text
    assert client.get("/beheer/terugkoppeling.yaml?welke=up").text.count("\n- id: ") == 1


def test_no_feedback_is_a_file_with_no_cases(tmp_path: Path) -> None:
    text = "".join(as_yaml([]))
    assert yaml.safe_load(text) == []


# --- unanswered questions ----------------------------------------------------------------------------------


def event(question: str, status: str = "abstain", days: int = 0, **fields: Any) -> UseEvent:
    at = datetime(2026, 11, 20, 12, tzinfo=UTC) - timedelta(days=days)
    return UseEvent(at=at, channel="chat", status=status, question=question, **fields)


def test_unanswered_questions_that_are_alike_stand_together(client: TestClient, store: Store) -> None:
    for days, question in enumerate(["wat kost een kamer", "wat kost een kamer nu", "wie leidt de pilot"]):
        store.events.add(event(question, days=days))
    store.events.add(event("wat voor weer wordt het", "refused", days=9))
    store.events.add(event("en dit wel", "answered"))
    page = client.get("/beheer/onbeantwoord", headers=HTML).text
    assert "4 vragen in 3 groepen." in page
    assert page.index("2 keer gevraagd") < page.index("wie leidt de pilot")
    assert "20 november 2026" in page
    assert "en dit wel" not in page
    refused = client.get("/beheer/onbeantwoord?soort=refused", headers=HTML).text
    assert "wat voor weer" in refused
    assert "wie leidt" not in refused


def test_asked_back_counts_when_nothing_followed(client: TestClient, store: Store) -> None:
    for follows in (False, True):
        asked = store.conversations.ask(f"welke regio {follows}")
        assert asked is not None
        store.conversations.finish(asked.id, "klaar", answer=answer(asked.id, "Welke?", "clarify"))
        if follows:
            store.conversations.ask("Hoorn", conversation=asked.conversation)
    removed = store.conversations.ask("welke regio weg")
    assert removed is not None
    store.conversations.finish(removed.id, "klaar", answer=answer(removed.id, "Welke?", "clarify"))
    store.conversations.remove(removed.conversation)
    assert [e.question for e in store.events.asked_back()] == ["welke regio False"]
    page = client.get("/beheer/onbeantwoord?soort=clarify", headers=HTML).text
    assert "1 vraag in 1 groep." in page
    assert f"/gesprekken/{store.events.asked_back()[0].message_id}" not in page
    assert re.search(r'href="/gesprekken/[0-9a-f]{32}#b-[0-9a-f]{32}"', page)


def test_the_real_vectors_put_the_same_question_together(real_assistant: Any) -> None:
    asked = [
        "Hoeveel gezinnen kan een integraal gezinsteam helpen?",
        "hoeveel gezinnen helpt zo'n gezinsteam tegelijk",
        "Wie is de contactpersoon in Opmeer?",
        "telefoonnummer contactpersoon gemeente Opmeer",
        "Wat kost een kamer huren in Hoorn?",
        "Wat is het tarief van code 504DZ?",
    ]
    found = groups([event(q, days=n) for n, q in enumerate(asked)], real_assistant.index.likeness)
    assert sorted(sorted(asked.index(str(e.question)) for e in g.events) for g in found) == [[0, 1], [2, 3], [4], [5]]


def test_without_vectors_the_same_words_belong_together() -> None:
    found = groups([event("a  b"), event("a b"), event("c")], None)
    assert [len(g.events) for g in found] == [2, 1]
    assert groups([], None) == []


# --- use ---------------------------------------------------------------------------------------------------


def test_use_is_shown_as_pictures_with_the_same_figures_in_a_table(client: TestClient, store: Store) -> None:
    now = datetime.now(UTC)
    for status, ms in (("answered", 100.0), ("answered", 300.0), ("abstain", 50.0), ("mislukt", None)):
        store.events.add(UseEvent(at=now, channel="chat", status=status, regeling="westfriesland-2025", total_ms=ms))
    store.events.add(UseEvent(at=now - timedelta(days=60), channel="api", status="clarify", tool="stapelen"))
    page = client.get("/beheer/gebruik", headers=HTML).text
    assert "4 vragen in deze periode. Daarvan kreeg 50% een antwoord." in page
    assert page.count('<svg class="staven"') == 2
    assert "<td>2</td><td>0</td><td>1</td><td>1</td><td>4</td><td>100</td><td>280</td>" in page
    assert "style=" not in page
    year = client.get("/beheer/gebruik?dagen=365&taal=en", headers=HTML).text
    assert "5 questions in this period." in year
    assert "through the API" in year
    assert "Laatste 30 dagen" in client.get("/beheer/gebruik?dagen=7&taal=nl", headers=HTML).text
    assert client.get("/beheer/gebruik?dagen=x", headers=HTML).status_code == 422


def test_without_questions_it_says_so(client: TestClient) -> None:
    assert "In deze periode is er niets gevraagd." in client.get("/beheer/gebruik", headers=HTML).text


@pytest.mark.parametrize(
    ("step", "first"), [("dag", date(2026, 10, 1)), ("week", date(2026, 9, 28)), ("maand", date(2026, 10, 1))]
)
def test_every_period_is_there(step: Any, first: date) -> None:
    asked = UseEvent(at=datetime(2026, 10, 15, 12, tzinfo=UTC), channel="chat", status="answered")
    found = periods([asked], date(2026, 10, 1), date(2026, 11, 1), step)
    assert found[0].first == first
    assert len(found) == {"dag": 32, "week": 5, "maand": 2}[step]
    assert sum(p.total for p in found) == 1


def test_bars_stand_on_each_other_within_the_picture() -> None:
    chart = stacked([(date(2026, 1, n + 1), {"a": n, "b": 10 - n, "c": 0}) for n in range(11)])
    one = [p for p in chart.pieces if p.x == chart.pieces[3].x]
    assert [p.series for p in one] == ["a", "b"]
    assert one[0].y == pytest.approx(one[1].y + one[1].height, abs=0.2)
    assert all(
        p.x >= LEFT and p.x + p.width <= WIDTH and p.y >= TOP - 0.1 and p.y + p.height <= HEIGHT for p in chart.pieces
    )
    assert [value for _, value in chart.lines] == [0, 5, 10]
    assert stacked([]).pieces == ()
    assert [v for _, v in stacked([(date(2026, 1, 1), {"a": 1})]).lines] == [0, 1]


# --- the pages together ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [p for p in PAGES if not p.endswith("yaml")])
def test_every_page_is_in_the_menu_and_in_both_languages(client: TestClient, path: str) -> None:
    page = client.get(path, headers=HTML).text
    assert re.search(r'href="/beheer" aria-current="(page|true)"', page)
    english = client.get(f"{path}?taal=en", headers=HTML).text
    assert '<html lang="en"' in english
    assert "Toegevoegde" not in english
    for text in (page, english):
        assert " style=" not in text
        assert "onclick" not in text


def test_a_management_that_is_not_open_yet_still_shows(serve: Callable[..., Any]) -> None:
    app = create_app(lambda melden: (_ for _ in ()).throw(RuntimeError))
    with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 1)) as client:
        app.state.opening.wait(LONGEST)
        for path in PAGES:
            assert client.get(path, headers=HTML).status_code == 200
