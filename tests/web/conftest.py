"""Fixtures: the application around a scripted assistant, behind a test client, a server or a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fastapi import FastAPI
from processes import LONGEST
from starlette.testclient import TestClient
from web_support import Bezoek, ScriptedAssistant, Server

from web.app import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session", autouse=True)
def _database_of_the_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test writes conversations into the data folder; this one is for applications that live for a module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WEGWIJZER_DATABASE", f"sqlite:///{tmp_path_factory.mktemp('web') / 'gesprekken.sqlite'}")
        yield


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The database of every application that a test makes: its own, empty."""
    url = f"sqlite:///{tmp_path / 'gesprekken.sqlite'}"
    monkeypatch.setenv("WEGWIJZER_DATABASE", url)
    return url


@pytest.fixture
def assistant() -> ScriptedAssistant:
    return ScriptedAssistant()


@pytest.fixture
def app(assistant: ScriptedAssistant) -> FastAPI:
    return create_app(lambda melden: assistant)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    here = ("127.0.0.1", 50000)
    with TestClient(app, base_url="http://127.0.0.1", client=here, raise_server_exceptions=False) as client:
        assert app.state.opening.wait(LONGEST)
        yield client


@pytest.fixture
def serve() -> Iterator[Callable[..., tuple[str, Server]]]:
    """Start a server around an application; gives its address and the server."""
    servers: list[Server] = []

    def start(app: FastAPI, *, ready: bool = True) -> tuple[str, Server]:
        server = Server(app, ready=ready)
        servers.append(server)
        return server.start(), server

    yield start
    for server in servers:
        server.stop()


# --- a real browser ----------------------------------------------------------------------------------------


@pytest.fixture
def visit(browser: Browser, serve: Callable[..., tuple[str, Server]], app: FastAPI) -> Iterator[Any]:
    """Open the application in a browser; at the end there is nothing to complain about."""
    visits: list[Bezoek] = []

    def begin(app: FastAPI = app, *, expect_complaints: bool = False, ready: bool = True, **options: Any) -> Bezoek:
        url, _ = serve(app, ready=ready)
        bezoek = Bezoek(browser.new_context(locale="nl-NL", **options), url)
        if not expect_complaints:
            visits.append(bezoek)
        return bezoek

    yield begin
    for context in browser.contexts:
        context.close()
    for bezoek in visits:
        assert bezoek.complaints == []
        assert bezoek.outside == []
