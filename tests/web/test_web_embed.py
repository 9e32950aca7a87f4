"""The chat on another website: only where the setting says so, by one script tag, by mouse and by keyboard."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from fastapi import FastAPI
from processes import LONGEST, wait_until
from starlette.testclient import TestClient
from web_support import ScriptedAssistant

from assistant.settings import Settings
from knowledge.errors import InvoerFout
from web.app import create_app
from web.headers import HEADERS

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Browser, FrameLocator, Page, expect

SITE = "https://intranet.example.nl"


@pytest.fixture
def embeddable(monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    monkeypatch.setenv("WEGWIJZER_INBEDDEN", f"{SITE}, http://localhost:81/")
    return create_app(lambda melden: ScriptedAssistant())


def open_client(app: FastAPI) -> TestClient:
    return TestClient(app, base_url="http://127.0.0.1")


def test_nowhere_unless_it_is_set(client: TestClient) -> None:
    for path in ("/inbedden", "/inbedden.js", "/inbedden/x"):
        response = client.get(path)
        assert response.status_code == 404
        assert "WEGWIJZER_INBEDDEN" in response.json()["detail"]
        for name, value in HEADERS.items():
            assert response.headers[name] == value


def test_only_the_page_for_it_may_be_framed_and_only_by_who_is_named(embeddable: FastAPI) -> None:
    with open_client(embeddable) as client:
        policy = client.get("/inbedden").headers["content-security-policy"]
        assert policy == HEADERS["Content-Security-Policy"].replace(
            "frame-ancestors 'none'", f"frame-ancestors {SITE} http://localhost:81"
        )
        assert client.get("/inbedden.js").headers["cross-origin-resource-policy"] == "cross-origin"
        for path in ("/", "/gesprekken", "/inbeddenx", "/beheer", "/static/inbedden.js", "/inbedden.jsx", "/api/docs"):
            headers = client.get(path).headers
            for name, value in HEADERS.items():
                assert headers[name] == value, path


def test_the_page_shows_no_conversations_of_others_and_no_menu(embeddable: FastAPI) -> None:
    with open_client(embeddable) as client:
        embeddable.state.store.conversations.ask("Een vraag van een ander")
        page = client.get("/inbedden?taal=en&kleur=donker").text
        assert "Een vraag van een ander" not in page
        assert "Hoofdmenu" not in page
        assert 'action="/inbedden?taal=en&amp;kleur=donker"' in page
        assert 'data-kleur="donker"' in page
        assert client.get("/inbedden/onbekend").status_code == 404


def test_a_plain_form_stays_in_the_frame(embeddable: FastAPI) -> None:
    with open_client(embeddable) as client:
        embeddable.state.opening.wait(LONGEST)
        page = client.post("/inbedden?taal=en", data={"vraag": "Mag segment B?"})
        assert page.url.path.startswith("/inbedden/")
        assert page.url.query == b"taal=en"
        assert "verschillende aanbieders" in page.text


@pytest.mark.parametrize(
    "value",
    [
        "intranet.example.nl",
        "*",
        "https://*",
        "https://a.nl/pad",
        "https://a.nl; script-src *",
        "https://a.nl 'self'",
        "ftp://a.nl",
    ],
)
def test_what_is_no_website_is_refused(value: str) -> None:
    with pytest.raises(InvoerFout, match="WEGWIJZER_INBEDDEN"):
        Settings(inbedden=value)


def test_websites_are_read_with_spaces_or_commas_between() -> None:
    read = Settings(inbedden=" https://A.nl/,http://b.nl:81\n https://c.nl ").inbedden_op
    assert read == ("https://a.nl", "http://b.nl:81", "https://c.nl")
    assert Settings().inbedden_op == ()


# --- in a browser ------------------------------------------------------------------------------------------


class Website(ThreadingHTTPServer):
    """Another website, with one page that has the script tag and forbids itself nearly everything else."""

    def __init__(self) -> None:
        self.chat = ""
        site = self

        class Page(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                policy = f"default-src 'none'; script-src {site.chat}; frame-src {site.chat}; img-src data:"
                self.send_header("Content-Security-Policy", policy)
                self.end_headers()
                tag = f'<script src="{site.chat}/inbedden.js" async></script>'
                head = '<!doctype html><html lang="nl"><title>Intranet</title><h1>Intranet</h1>'
                self.wfile.write(f'{head}<a href="#x">Een link</a>{tag}'.encode())

            def log_message(self, *args: Any) -> None:
                pass

        super().__init__(("localhost", 0), Page)
        self.url = f"http://localhost:{self.server_port}"


@pytest.fixture
def website() -> Iterator[Website]:
    site = Website()
    thread = threading.Thread(target=site.serve_forever, daemon=True)
    thread.start()
    yield site
    site.shutdown()
    site.server_close()
    thread.join(5)


@pytest.fixture
def served(website: Website, serve: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a chat that this website may embed."""
    monkeypatch.setenv("WEGWIJZER_INBEDDEN", website.url)
    website.chat, _ = serve(create_app(lambda melden: ScriptedAssistant()))
    return website.chat


@pytest.fixture
def page(browser: Browser, website: Website, served: str) -> Iterator[Page]:
    context = browser.new_context(locale="nl-NL")
    page = context.new_page()
    page.set_default_timeout(10_000)
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda e: complaints.append(str(e)))
    page.goto(website.url)
    yield page
    context.close()
    assert [c for c in complaints if "favicon" not in c] == []


def chat(page: Page) -> FrameLocator:
    return page.frame_locator("iframe[title='Wegwijzer Jeugdhulp']")


@pytest.mark.browser
def test_one_script_tag_gives_a_button_and_a_chat_by_keyboard(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    button = page.get_by_role("button", name="Vraag het de wegwijzer")
    expect(button).to_have_attribute("aria-expanded", "false")
    assert asked == []  # nothing before somebody opens it
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Wegwijzer Jeugdhulp")).to_be_visible()
    box = chat(page).get_by_role("textbox", name="Uw vraag")
    expect(box).to_be_focused()
    page.keyboard.type("Mag segment B?")
    page.keyboard.press("Enter")
    expect(chat(page).locator(".beurt .tekst")).to_contain_text("verschillende aanbieders")
    expect(chat(page).locator(".oordeel")).to_be_visible()

    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(chat(page).locator(".beurt")).to_have_count(1)  # it went nowhere
    expect(box).to_be_focused()
    page.evaluate("postMessage('wegwijzer:sluit', '*')")  # only the chat itself may close it
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("button", name="Sluiten").click()
    expect(page.get_by_role("dialog")).to_be_hidden()


@pytest.mark.browser
def test_a_source_opens_beside_the_website_and_a_reload_stays_in_the_frame(page: Page, served: str) -> None:
    page.get_by_role("button", name="Vraag het de wegwijzer").click()
    chat(page).get_by_role("textbox", name="Uw vraag").fill("Mag segment B?")
    chat(page).get_by_role("button", name="Vraag stellen").click()
    expect(chat(page).locator(".bronnen li")).to_have_count(2)
    with page.expect_popup() as opened:
        chat(page).locator(".bronnen a").first.click()
    opened.value.wait_for_load_state()
    assert opened.value.url.startswith(f"{served}/bronnen/")
    frame = page.frames[1]
    assert frame.url.startswith(f"{served}/inbedden/")
    frame.evaluate("location.reload()")
    expect(chat(page).locator(".beurt .tekst")).to_contain_text("verschillende aanbieders")
    chat(page).get_by_role("link", name="Nieuw gesprek").click()
    expect(chat(page).locator(".beurt")).to_have_count(0)


@pytest.mark.browser
def test_a_website_that_is_not_named_gets_an_empty_frame(
    browser: Browser, website: Website, serve: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEGWIJZER_INBEDDEN", SITE)
    website.chat, _ = serve(create_app(lambda melden: ScriptedAssistant()))
    context = browser.new_context(locale="nl-NL")
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda m: refused.append(m.text))
    page.goto(website.url)
    page.get_by_role("button", name="Vraag het de wegwijzer").click()
    page.wait_for_function("() => true")
    expect(page.locator("iframe")).to_be_visible()
    wait_until(lambda: page.wait_for_timeout(20) or any("frame-ancestors" in text for text in refused))
    assert chat(page).get_by_role("textbox", name="Uw vraag").count() == 0
    context.close()
