"""A state in which answers are less good than they should be stands in the readiness of the server."""

from __future__ import annotations

from starlette.testclient import TestClient
from web_support import ScriptedAssistant


def test_readiness_says_what_is_missing(client: TestClient, assistant: ScriptedAssistant) -> None:
    assert client.get("/readyz").json()["status"] == "ok"
    assistant.toestand = lambda: "De Chroma-server antwoordt niet."  # type: ignore[method-assign]
    antwoord = client.get("/readyz")
    assert antwoord.status_code == 200
    assert antwoord.json() == {"status": "limited", "text": "De Chroma-server antwoordt niet."}
