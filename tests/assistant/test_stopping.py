"""Who stops waiting for an answer stops the language model too."""

from __future__ import annotations

import contextvars
import threading
from time import monotonic
from typing import Any

import pytest

from assistant.models import AskRequest
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.stopping import stop_when
from evals.scripted import Gedrag, scripted

pytest.importorskip("langchain_openai")

AANTAL = "Hoeveel aanbieders hebben een contract voor segment B in Westfriesland?"


def test_a_model_that_dawdles_is_left_as_soon_as_nobody_waits(built: Any) -> None:
    with scripted(Gedrag(tekst=lambda _: "Dat duurt lang.", wacht=120)) as server:
        settings = Settings(data=built, model="openai:proef", model_url=server.url, model_timeout=120, model_retries=0)
        assistant = Assistant.open(settings)
        stop = threading.Event()

        def ask() -> None:
            stop_when(stop.is_set)
            threading.Timer(1.0, stop.set).start()
            list(assistant.stream(AskRequest(question=AANTAL)))

        begin = monotonic()
        contextvars.copy_context().run(ask)
        duration = monotonic() - begin
        assistant.close()
    assert duration < 120, "it did not wait until the model spoke"
