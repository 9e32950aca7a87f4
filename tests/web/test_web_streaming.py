"""Streams behind a real server: they come as they are made, and end when the reader goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from processes import LONGEST
from web_support import ScriptedAssistant

SSE = {"Accept": "text/event-stream"}


@pytest.fixture
def url(app: FastAPI, serve: Callable[[FastAPI], tuple[str, Any]]) -> str:
    """The address of a server."""
    return serve(app)[0]


def test_events_arrive_before_the_answer_is_ready(url: str, assistant: ScriptedAssistant) -> None:
    with httpx.stream(
        "POST", f"{url}/api/ask", json={"question": "wacht segment B"}, headers=SSE, timeout=LONGEST
    ) as antwoord:
        gelezen = ""
        for stuk in antwoord.iter_text():
            gelezen += stuk
            if "event: token" in gelezen and not assistant.go_on.is_set():
                assert "event: final" not in gelezen
                assistant.go_on.set()
    assert "event: final" in gelezen


def test_the_work_stops_when_the_client_goes(url: str, assistant: ScriptedAssistant) -> None:
    with httpx.stream(
        "POST", f"{url}/api/ask", json={"question": "eindeloos"}, headers=SSE, timeout=LONGEST
    ) as antwoord:
        assert antwoord.status_code == 200
        next(antwoord.iter_text())
    assert assistant.closed_early.wait(LONGEST)


def test_other_questions_go_on_while_streams_are_slow(url: str, assistant: ScriptedAssistant) -> None:
    with httpx.stream(
        "POST", f"{url}/api/ask", json={"question": "wacht segment B"}, headers=SSE, timeout=LONGEST
    ) as antwoord:
        next(antwoord.iter_text())
        assert httpx.post(f"{url}/api/ask", json={"question": "hallo"}, timeout=LONGEST).status_code == 200
        assert httpx.get(f"{url}/healthz", timeout=LONGEST).status_code == 200
        assert not assistant.go_on.is_set(), "answered while the stream still waits"
        assistant.go_on.set()


def test_a_large_body_gets_its_answer_over_a_real_connection(url: str) -> None:
    assert httpx.post(f"{url}/api/ask", content=b"x" * 5_000_000, timeout=LONGEST).status_code == 413
