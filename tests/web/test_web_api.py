"""The HTTP interface with a scripted assistant."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from web_support import DOCUMENT, SECTIE, ScriptedAssistant

from tools import registry


def events(body: str) -> list[tuple[str, dict[str, Any]]]:
    """The events of a stream, in order."""
    frames = [frame.split("\n") for frame in body.strip().split("\n\n")]
    return [(kind.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for kind, data in frames]


def test_ask_gives_the_answer_object(client: TestClient) -> None:
    antwoord = client.post("/api/ask", json={"id": "7", "question": "Mag segment B met segment B?"})
    assert antwoord.status_code == 200
    data = antwoord.json()
    assert list(data) == [
        "id",
        "status",
        "answer",
        "citations",
        "tool_results",
        "regelingen",
        "clarification",
        "redacted",
        "writer",
        "versions",
        "timings_ms",
    ]
    assert (data["id"], data["status"]) == ("7", "answered")
    assert data["tool_results"][0]["verdict"] == "voorwaardelijk"


def test_ask_passes_on_everything_that_was_given(client: TestClient, assistant: ScriptedAssistant) -> None:
    client.post(
        "/api/ask",
        json={
            "question": "en nu?",
            "history": [{"question": "eerst", "answer": "zo"}],
            "regeling": "westfriesland-2025",
            "peildatum": "1 maart 2026",
        },
    )
    (gevraagd,) = assistant.requests
    assert gevraagd.history[0].question == "eerst"
    assert gevraagd.regeling == "westfriesland-2025"
    assert str(gevraagd.peildatum) == "2026-03-01"


def test_ask_streams_the_events_of_the_contract(client: TestClient) -> None:
    antwoord = client.post("/api/ask", json={"question": "Mag segment B?"}, headers={"Accept": "text/event-stream"})
    assert antwoord.headers["content-type"].startswith("text/event-stream")
    gebeurd = events(antwoord.text)
    soorten = [soort for soort, _ in gebeurd]
    assert soorten[:3] == ["status", "tool_result", "passages"]
    assert set(soorten[3:-1]) == {"token"}
    assert soorten[-1] == "final"
    tokens = "".join(data["text"] for soort, data in gebeurd if soort == "token")
    assert tokens == gebeurd[-1][1]["answer"]


def test_a_stream_keeps_line_breaks_inside_its_frames(client: TestClient) -> None:
    vraag = "regel een\n\nevent: final\ndata: {}\n\nregel twee"
    antwoord = client.post("/api/ask", json={"question": vraag}, headers={"Accept": "text/event-stream"})
    assert [soort for soort, _ in events(antwoord.text)].count("final") == 1


def test_wrong_input_to_a_stream_is_an_error_with_its_own_status(client: TestClient) -> None:
    antwoord = client.post("/api/ask", json={"question": "onbekende regeling"}, headers={"Accept": "text/event-stream"})
    assert antwoord.status_code == 422
    assert antwoord.json()["errors"][0]["field"] == "regeling"


def test_an_error_halfway_a_stream_is_an_event(client: TestClient) -> None:
    antwoord = client.post("/api/ask", json={"question": "halverwege stuk"}, headers={"Accept": "text/event-stream"})
    soort, data = events(antwoord.text)[-1]
    assert soort == "error"
    assert data["detail"] == "De index is niet meer te lezen."


def test_tools_are_listed_with_their_schema(client: TestClient) -> None:
    gevonden = client.get("/api/tools").json()["tools"]
    assert [tool["name"] for tool in gevonden] == registry.namen()
    assert all(tool["title"] and tool["description"] and "properties" in tool["schema"] for tool in gevonden)


def test_a_tool_gives_its_envelope(client: TestClient) -> None:
    antwoord = client.post(
        "/api/tools/stapelen",
        json={"regeling": "westfriesland-2025", "toewijzingen": [{"segment": "B"}, {"segment": "B"}]},
    )
    assert antwoord.status_code == 200
    data = antwoord.json()
    assert list(data) == [
        "tool",
        "regeling",
        "input",
        "verdict",
        "conclusion",
        "checks",
        "data",
        "missing",
        "notes",
    ]
    assert data["verdict"] == "voorwaardelijk"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ('{"regeling": "westfriesland-2025", "onbekend": 1}', "onbekend"),
        ('{"toewijzingen": [{"segment": "X"}, {"segment": "B"}]}', "toewijzingen.0.segment"),
        ('{"toewijzingen": [' + ",".join(['{"segment": "B"}'] * 1000) + "]}", "toewijzingen"),
        ('{"regeling": "nergens"}', "regeling"),
        ("[]", "invoer"),
        ("geen json", "invoer"),
        ("[" * 50_000, "invoer"),
        ('"' + "x" * 1_000_000 + '"', "invoer"),
        (b"\xff\xfe", "invoer"),
        ('{"regeling": "\\ud800"}', "regeling"),
        ('{"\\ud800": 1}', "invoer"),
    ],
)
def test_wrong_input_to_a_tool_names_the_field(client: TestClient, body: str | bytes, field: str) -> None:
    antwoord = client.post("/api/tools/stapelen", content=body)
    assert antwoord.status_code == 422
    assert antwoord.json()["errors"][0]["field"] == field


def test_a_tool_works_while_the_assistant_is_not_open(app: FastAPI) -> None:
    with TestClient(app, base_url="http://127.0.0.1") as client:
        antwoord = client.post("/api/tools/productcode", json={"code": "504DZ"})
    assert antwoord.json()["verdict"] == "gevonden"


def test_search_gives_passages(client: TestClient) -> None:
    passages = client.get("/api/search", params={"q": "stapelen", "k": "2"}).json()["passages"]
    assert len(passages) == 2
    assert {"document", "section", "text", "score"} <= set(passages[0])


def test_a_document_can_be_read(client: TestClient) -> None:
    document = client.get(f"/api/documents/{DOCUMENT}").json()
    assert document["secties"][0]["section"] == SECTIE
    assert document["laat_open"]


def test_health_and_readiness(client: TestClient) -> None:
    assert client.get("/healthz").json()["status"] == "ok"
    assert client.get("/readyz").json()["status"] == "ok"


def test_openapi_names_every_operation_and_resolves(client: TestClient) -> None:
    schema = client.get("/api/openapi.json").json()
    assert set(schema["paths"]) >= {
        "/api/ask",
        "/api/feedback",
        "/api/gesprekken",
        "/api/gesprekken/{id}/berichten/{message_id}/stroom",
        "/api/tools",
        "/api/tools/{name}",
        "/api/search",
        "/api/documents/{document}",
        "/healthz",
        "/readyz",
    }
    bekend = schema["components"]["schemas"]
    for ref in _refs(schema):
        assert ref.removeprefix("#/components/schemas/") in bekend


def _refs(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [ref for value in node.values() for ref in _refs(value)]
    return [ref for item in node for ref in _refs(item)] if isinstance(node, list) else []


def test_the_api_page_lists_the_operations_without_anything_from_elsewhere(client: TestClient) -> None:
    page = client.get("/api/docs")
    assert page.headers["content-type"].startswith("text/html")
    assert "POST /api/tools/{name}" in page.text
    assert "http://" not in page.text
    assert "https://" not in page.text
