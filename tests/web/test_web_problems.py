"""One shape of error on every route, in Dutch."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from web_support import ScriptedAssistant

from web.app import create_app

ROUTES = [
    ("POST", "/api/ask", 422),
    ("GET", "/api/ask", 405),
    ("DELETE", "/api/tools", 405),
    ("GET", "/api/tools/stapelen", 405),
    ("POST", "/api/tools/bestaat-niet", 404),
    ("POST", "/api/tools/stapelen", 422),
    ("GET", "/api/search", 422),
    ("GET", "/api/search?q=x&k=0", 422),
    ("GET", "/api/search?q=x&k=veel", 422),
    ("GET", "/api/search?q=x&regeling=onbekend", 422),
    ("POST", "/api/search", 405),
    ("GET", "/api/documents/bestaat-niet", 404),
    ("PUT", "/api/documents/x", 405),
    ("POST", "/healthz", 405),
    ("POST", "/readyz", 405),
    ("GET", "/api/nergens", 404),
    ("GET", "/nergens", 404),
    ("PUT", "/", 405),
    ("GET", "/bronnen/bestaat-niet", 404),
    ("GET", "/static/bestaat-niet.js", 404),
    ("GET", "/static/../app.py", 404),
    ("GET", "/static/%2e%2e/app.py", 404),
]


@pytest.mark.parametrize(("method", "path", "status"), ROUTES)
def test_every_route_errs_in_the_same_shape(client: TestClient, method: str, path: str, status: int) -> None:
    antwoord = client.request(method, path)
    assert antwoord.status_code == status
    assert antwoord.headers["content-type"] == "application/problem+json"
    problem = antwoord.json()
    assert {"type", "title", "status", "detail"} <= set(problem)
    assert problem["status"] == status
    engels = ("Not Found", "Method", "Field", "Input should", "required", "valid")
    assert not any(woord in problem["title"] + problem["detail"] for woord in engels)


@pytest.mark.parametrize(
    ("body", "field", "melding"),
    [
        ({}, "question", "verplicht"),
        ({"question": ""}, "question", "leeg"),
        ({"question": "   "}, "question", "leeg"),
        ({"question": "x" * 20_001}, "question", "20000"),
        ({"question": 3}, "question", "tekst"),
        (
            {"question": "x", "extra": 1},
            "extra",
            "bestaat niet; toegestaan zijn id, question, history, regeling, peildatum",
        ),
        ({"question": "x", "history": "nee"}, "history", "lijst"),
        ({"question": "x", "history": [{"answer": "y"}]}, "history.0.question", "verplicht"),
        ({"question": "x", "peildatum": "31 februari 2026"}, "peildatum", ""),
        ({"question": "x", "history": [1]}, "history.0", "geen object met velden"),
        ([], "invoer", "object met velden; stuur JSON met Content-Type"),
    ],
)
def test_a_wrong_question_names_the_field(client: TestClient, body: object, field: str, melding: str) -> None:
    antwoord = client.post("/api/ask", json=body)
    assert antwoord.status_code == 422
    fout = antwoord.json()["errors"][0]
    assert fout["field"] == field
    assert melding in fout["message"]
    assert field == "invoer" or "Content-Type" not in fout["message"]


@pytest.mark.parametrize("path", ["/api/ask", "/api/drafts", "/api/feedback", "/api/tools/stapelen"])
@pytest.mark.parametrize("body", [b"{", b"\xff", b'{"question": "\xff"}', b"[" * 50_000, b""])
def test_what_is_no_json_is_wrong_input_on_every_route(client: TestClient, path: str, body: bytes) -> None:
    antwoord = client.post(path, content=body, headers={"Content-Type": "application/json"})
    assert antwoord.status_code == 422
    assert antwoord.headers["content-type"] == "application/problem+json"
    assert antwoord.json()["errors"][0]["message"]


def test_a_choice_that_is_not_there_names_those_that_are(client: TestClient) -> None:
    antwoord = client.post("/api/feedback", json={"id": "x", "thumb": "zijwaarts", "question": "x"})
    (fout,) = antwoord.json()["errors"]
    assert fout["field"] == "thumb"
    assert fout["message"] == "kies uit 'up' of 'down'"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_the_state_can_be_asked_without_a_body(client: TestClient, path: str) -> None:
    antwoord = client.head(path)
    assert (antwoord.status_code, antwoord.content) == (client.get(path).status_code, b"")


def test_an_unforeseen_error_gives_nothing_away_and_keeps_the_headers(client: TestClient) -> None:
    antwoord = client.post("/api/ask", json={"question": "dit ontploft"})
    assert antwoord.status_code == 500
    assert "niemand" not in antwoord.text
    assert antwoord.json()["detail"].startswith("De server kon deze aanvraag niet afmaken.")
    assert "default-src 'none'" in antwoord.headers["content-security-policy"]


def test_a_fault_of_ours_says_what_is_wrong(client: TestClient) -> None:
    antwoord = client.post("/api/ask", json={"question": "meteen stuk"}, headers={"Accept": "text/event-stream"})
    assert antwoord.status_code == 500
    assert antwoord.json()["detail"].startswith("De index is niet te lezen")


def test_a_browser_gets_a_page(client: TestClient) -> None:
    antwoord = client.get("/bronnen/bestaat-niet", headers={"Accept": "text/html,*/*"})
    assert antwoord.status_code == 404
    assert antwoord.headers["content-type"].startswith("text/html")
    assert "<h1>Niet gevonden</h1>" in antwoord.text


def test_the_name_of_a_document_is_shown_as_text(client: TestClient) -> None:
    antwoord = client.get("/bronnen/<script>alert(1)</script>", headers={"Accept": "text/html"})
    assert "<script>alert" not in antwoord.text


@pytest.mark.parametrize("path", ["/api/ask", "/api/tools/stapelen", "/"])
@pytest.mark.parametrize("stated", [True, False])
def test_a_body_over_1_mb_is_too_large(client: TestClient, path: str, stated: bool) -> None:
    body = b'{"question": "' + b"x" * (1024 * 1024) + b'"}'
    content = body if stated else iter([body[i : i + 65536] for i in range(0, len(body), 65536)])
    antwoord = client.post(path, content=content, headers={"Content-Type": "application/json"})
    assert antwoord.status_code == 413
    assert antwoord.json()["title"] == "De aanvraag is te groot"


def test_until_the_assistant_is_open_every_question_is_503(assistant: ScriptedAssistant) -> None:
    app = create_app(lambda melden: assistant)
    client = TestClient(app, base_url="http://127.0.0.1")  # no lifespan: nothing opens the assistant
    for method, path in [("POST", "/api/ask"), ("GET", "/api/search?q=x"), ("GET", "/api/documents/x")]:
        antwoord = client.request(method, path, json={"question": "x"} if method == "POST" else None)
        assert antwoord.status_code == 503
        assert antwoord.headers["retry-after"] == "2"
        problem = antwoord.json()
        assert problem["state"] == "opening"
        assert problem["detail"].startswith("De wegwijzer wordt klaargezet.")
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
