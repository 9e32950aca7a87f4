"""Reply drafts over HTTP, with a scripted assistant."""

from __future__ import annotations

import io
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from docx import Document
from starlette.testclient import TestClient
from web_support import ScriptedAssistant

from assistant.drafts.export import DOCX, EML

MAIL = "Beste,\n\nMag segment B met segment B in Hoorn?\n\nGroet,\nEls de Wit"


def test_a_draft_is_given_as_json(client: TestClient, assistant: ScriptedAssistant) -> None:
    antwoord = client.post("/api/drafts", json={"email": MAIL, "subject": "stapelen", "peildatum": "1 maart 2026"})
    assert antwoord.status_code == 200
    data = antwoord.json()
    assert data["subject"] == "Re: stapelen"
    assert data["sender"] == "Els de Wit"
    assert data["questions"][0]["answer"]["tool_results"][0]["verdict"] == "voorwaardelijk"
    assert data["sources"][0]["number"] == 1
    (gevraagd,) = assistant.requests
    assert str(gevraagd.peildatum) == "2026-03-01"


@pytest.mark.parametrize(
    ("query", "accept", "soort"),
    [
        ("?format=docx", "*/*", DOCX),
        ("", DOCX, DOCX),
        ("?format=eml", DOCX, EML),
        ("", f"{EML}, */*;q=0.1", EML),
        ("?format=json", EML, "application/json"),
        ("", "*/*", "application/json"),
    ],
)
def test_the_form_is_chosen_by_query_or_accept(client: TestClient, query: str, accept: str, soort: str) -> None:
    antwoord = client.post(f"/api/drafts{query}", json={"email": MAIL}, headers={"Accept": accept})
    assert antwoord.headers["content-type"].split(";")[0] == soort
    if soort == DOCX:
        assert Document(io.BytesIO(antwoord.content)).paragraphs
        assert 'filename="concept.docx"' in antwoord.headers["content-disposition"]
    if soort == EML:
        assert message_from_bytes(antwoord.content, policy=policy.default)["X-Unsent"] == "1"


@pytest.mark.parametrize(
    ("invoer", "veld"),
    [({}, "email"), ({"email": "  "}, "email"), ({"email": MAIL, "wat": 1}, "wat"), ({"email": "x" * 30_000}, "email")],
)
def test_wrong_input_names_the_field(client: TestClient, invoer: dict[str, object], veld: str) -> None:
    antwoord = client.post("/api/drafts", json=invoer)
    assert antwoord.status_code == 422
    assert antwoord.json()["errors"][0]["field"] == veld


def test_own_templates_are_used(client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "aanhef.j2").write_text("Dag {{ afzender }},", encoding="utf-8")
    monkeypatch.setenv("WEGWIJZER_SJABLONEN", str(tmp_path))
    assert client.post("/api/drafts", json={"email": MAIL}).json()["reply"].startswith("Dag Els de Wit,")
    (tmp_path / "aanhef.j2").write_text("{% if %}", encoding="utf-8")
    kapot = client.post("/api/drafts", json={"email": MAIL})
    assert kapot.status_code == 500
    assert "aanhef.j2:1" in kapot.json()["detail"]
