"""By an address on the network others get the chat on other websites, and nothing of anybody else."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from chromium import CHROMIUM
from fastapi import FastAPI
from starlette.testclient import TestClient
from web_support import ScriptedAssistant, Server

from web.app import create_app

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Browser, expect

ADDRESS = "https://wegwijzer.example.nl"
SITE = "https://intranet.example.nl"
ELSEWHERE = ("10.0.0.7", 50000)
HERE = ("127.0.0.1", 50000)


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    monkeypatch.setenv("WEGWIJZER_INBEDDEN", SITE)
    return create_app(lambda melden: ScriptedAssistant(), address=ADDRESS)


@pytest.fixture
def elsewhere(app: FastAPI) -> Iterator[TestClient]:
    """Someone at another computer."""
    with TestClient(app, base_url=ADDRESS, client=ELSEWHERE, follow_redirects=False) as client:
        assert app.state.opening.wait(5)
        yield client


def test_the_chat_can_be_embedded_from_elsewhere(elsewhere: TestClient) -> None:
    page = elsewhere.get("/inbedden")
    assert page.status_code == 200
    assert f"frame-ancestors {SITE}" in page.headers["content-security-policy"]
    script = elsewhere.get("/inbedden.js")
    assert (script.status_code, script.headers["cross-origin-resource-policy"]) == (200, "cross-origin")
    asked = elsewhere.post("/api/gesprekken", json={"question": "Mag segment B?"}, headers={"Origin": ADDRESS})
    assert asked.status_code == 201
    own = f"/api/gesprekken/{asked.json()['conversation']}"
    stream = elsewhere.get(f"{own}/berichten/{asked.json()['id']}/stroom")
    assert "verschillende aanbieders" in stream.text
    assert elsewhere.get(own).json()["messages"][0]["state"] == "klaar"
    assert elsewhere.get(f"/inbedden/{asked.json()['conversation']}").status_code == 200
    assert elsewhere.post("/api/feedback", json={"id": asked.json()["id"], "thumb": "up"}).status_code == 201
    assert elsewhere.get("/").headers["location"] == "/inbedden"


def test_nothing_of_anybody_is_reached_from_elsewhere(elsewhere: TestClient, app: FastAPI) -> None:
    other = app.state.store.conversations.ask("Een vraag van een ander").conversation
    calls = [
        ("GET", "/gesprekken"),
        ("GET", f"/gesprekken/{other}"),
        ("GET", f"/gesprekken/{other}/delen"),
        ("POST", f"/gesprekken/{other}"),
        ("GET", "/api/gesprekken"),
        ("PATCH", f"/api/gesprekken/{other}"),
        ("DELETE", f"/api/gesprekken/{other}"),
        ("POST", f"/api/gesprekken/{other}/delen"),
        ("GET", "/beheer"),
        ("GET", "/beheer/aanmelden"),
        ("POST", "/api/documents"),
        ("GET", "/concepten"),
        ("POST", "/api/drafts"),
        ("GET", "/api/docs"),
        ("GET", "/api/openapi.json"),
        ("GET", "/inbedden/../gesprekken"),
        ("OPTIONS", "/gesprekken"),
    ]
    for method, path in calls:
        response = elsewhere.request(method, path, headers={"Origin": ADDRESS})
        assert response.status_code == 403, (method, path)
        assert "Een vraag van een ander" not in response.text
    page = elsewhere.get("/inbedden").text
    for reach in ('href="/gesprekken', 'href="/beheer', 'href="/api/docs"', 'id="los"'):
        assert reach not in page
    reading = elsewhere.get("/bronnen").text
    assert 'href="/opzoeken"' in reading
    for reach in ('href="/gesprekken', 'href="/beheer', 'href="/concepten"', 'href="/api/docs"'):
        assert reach not in reading


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "wegwijzer.example.nl:8000", "evil.example", "[::1]", ""])
def test_no_other_host_is_answered_from_elsewhere(elsewhere: TestClient, host: str) -> None:
    for path in ("/healthz", "/inbedden", "/gesprekken"):
        assert elsewhere.get(path, headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": ADDRESS}, 201),
        ({"Origin": f"{ADDRESS}:443"}, 201),
        ({"Sec-Fetch-Site": "same-origin"}, 201),
        ({"Origin": "http://wegwijzer.example.nl"}, 403),
        ({"Origin": SITE}, 403),
        ({"Origin": "http://127.0.0.1"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": ADDRESS}, 403),
    ],
)
def test_only_its_own_pages_ask(elsewhere: TestClient, headers: dict[str, str], status: int) -> None:
    assert elsewhere.post("/api/gesprekken", json={"question": "hallo"}, headers=headers).status_code == status


def test_at_this_computer_everything_is_as_ever(app: FastAPI) -> None:
    with TestClient(app, base_url="http://127.0.0.1:8000", client=HERE) as client:
        assert client.get("/gesprekken").status_code == 200
        assert 'href="/beheer"' in client.get("/").text
        assert client.post("/api/gesprekken", json={"question": "x"}, headers={"Origin": SITE}).status_code == 403


def test_by_its_address_a_proxy_on_this_computer_gets_no_further(app: FastAPI) -> None:
    with TestClient(app, base_url=ADDRESS, client=HERE, follow_redirects=False) as client:
        assert client.get("/inbedden").status_code == 200
        assert client.get("/gesprekken").status_code == 403


# --- in a browser ------------------------------------------------------------------------------------------


class Intranet(ThreadingHTTPServer):
    """A website with the script tag."""

    def __init__(self) -> None:
        self.chat = ""
        site = self

        class Page(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                tag = f'<script src="{site.chat}/inbedden.js" async></script>'
                self.wfile.write(f'<!doctype html><html lang="nl"><title>Intranet</title>{tag}'.encode())

            def log_message(self, *args: Any) -> None:
                pass

        super().__init__(("127.0.0.1", 0), Page)
        self.url = f"http://intranet.example.nl:{self.server_port}"


@pytest.fixture
def intranet() -> Iterator[Intranet]:
    site = Intranet()
    thread = threading.Thread(target=site.serve_forever, daemon=True)
    thread.start()
    yield site
    site.shutdown()
    site.server_close()
    thread.join(5)


@pytest.mark.browser
@pytest.mark.parametrize("named", [True, False])
def test_a_website_embeds_the_chat_of_another_computer(
    browser: Browser, intranet: Intranet, monkeypatch: pytest.MonkeyPatch, named: bool
) -> None:
    monkeypatch.setenv("WEGWIJZER_INBEDDEN", intranet.url if named else SITE)
    with socket.create_server(("127.0.0.1", 0)) as sock:
        port = sock.getsockname()[1]
    intranet.chat = f"http://wegwijzer.example.nl:{port}"
    server = Server(create_app(lambda melden: ScriptedAssistant(), address=intranet.chat), port)
    server.start()
    args = [*CHROMIUM, "--host-resolver-rules=MAP *.example.nl 127.0.0.1"]
    own = browser.browser_type.launch(executable_path=shutil.which("chromium"), args=args)
    page = own.new_page(locale="nl-NL")
    page.goto(intranet.url)
    page.get_by_role("button", name="Vraag het de wegwijzer").click()
    chat = page.frame_locator("iframe")
    box = chat.get_by_role("textbox", name="Uw vraag")
    if named:
        expect(box).to_be_focused()
        page.keyboard.type("Mag segment B?")
        page.keyboard.press("Enter")
        expect(chat.locator(".beurt .tekst")).to_contain_text("verschillende aanbieders")
        expect(chat.locator(".oordeel")).to_be_visible()
        with page.expect_popup() as opened:
            chat.locator(".bronnen a").first.click()
        expect(opened.value.locator(".sectie:target")).to_be_visible()
        expect(opened.value.get_by_role("link", name="Beheer")).to_have_count(0)
    else:
        expect(page.locator("iframe")).to_be_visible()
        page.wait_for_timeout(500)
        assert box.count() == 0
    own.close()
    server.stop()
