"""Nothing on a page moves by itself: no layout shift on a first visit, as the server gets ready, or as an answer comes.

Shifts right after input do not count, as in the definition of Cumulative Layout Shift.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from manage_support import fill
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from test_web_axe import PAGES, draft, judged, no_mail, reading, shared
from web_support import Bezoek, ScriptedAssistant, Server, WithIndex

from assistant.models import AskRequest, Event
from knowledge.index import Progress
from web.app import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect  # noqa: E402

SIZES = {"wide": {"width": 1280, "height": 900}, "narrow": {"width": 360, "height": 740}}
SINCE_INPUT = 600
"""Milliseconds after which a shift is nobody's doing; the definition says 500."""
LOADS_A_PAGE = (None, draft, judged, no_mail, reading, shared)
METER = """
window.shifts = [];
const name = (node) => node ? [node.nodeName, node.id, node.className, node.textContent?.slice(0, 40)].join(" ") : "?";
new PerformanceObserver((list) => {
  for (const { hadRecentInput, value, sources } of list.getEntries()) {
    const moved = sources.map((s) => `${name(s.node)}: ${JSON.stringify([s.previousRect, s.currentRect])}`);
    if (!hadRecentInput) shifts.push([value, ...moved]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""


def metered(browser: Browser, url: str, size: str) -> Bezoek:
    bezoek = Bezoek(browser.new_context(locale="nl-NL", viewport=SIZES[size]), url)  # type: ignore[arg-type]
    bezoek.context.add_init_script(METER)
    return bezoek


def shifts(page: Page) -> list[Any]:
    """What moved since the page was opened: how much, and what."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")  # what is drawn is seen
    found: list[Any] = page.evaluate("shifts")
    return found


class InPieces:
    """ASGI middleware: sends a page as a slow connection does, so that the browser has it half for a while."""

    SIZE = 700

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        html = False

        async def slowly(message: Message) -> None:
            nonlocal html
            if message["type"] == "http.response.start":
                html = any(value.startswith(b"text/html") for _, value in message["headers"])
            if message["type"] != "http.response.body" or not html:
                await send(message)
                return
            body = message["body"]
            for start in range(0, len(body), self.SIZE):
                await send({**message, "body": body[start : start + self.SIZE], "more_body": True})
                await asyncio.sleep(0.02)
            await send({**message, "body": b""})

        if scope["type"] == "http":  # not compressed: the pieces of a compressed page come out together
            scope = {**scope, "headers": [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]}
        await self._app(scope, receive, slowly)


# --- a first visit -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WEGWIJZER_DATA", str(tmp_path_factory.mktemp("shift")))
        patch.setenv("WEGWIJZER_INBEDDEN", "https://intranet.example.nl")
        app = create_app(lambda melden: WithIndex())
        app.add_middleware(InPieces)
        server = Server(app)
        address = server.start()
        assert app.state.opening.wait(60)
        fill(app.state.store)
        yield address
        server.stop()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", [name for name, (_, prepare) in PAGES.items() if prepare in LOADS_A_PAGE])
def test_nothing_moves_on_a_first_visit(browser: Browser, address: str, name: str, size: str) -> None:
    path, prepare = PAGES[name]
    bezoek = metered(browser, address, size)
    page = bezoek.open(path)
    if prepare is not None:
        prepare(page)
    page.wait_for_load_state("networkidle")
    assert shifts(page) == []
    bezoek.context.close()


# --- getting ready, and an answer --------------------------------------------------------------------------


class Stepwise(ScriptedAssistant):
    """Gives every event of an answer when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.steps = threading.Semaphore(0)

    def _events(self, request: AskRequest) -> Iterator[Event]:
        for event in super()._events(request):
            self.steps.acquire(timeout=20)
            yield event


@pytest.mark.parametrize("size", SIZES)
def test_nothing_moves_as_an_answer_comes(browser: Browser, serve: Any, size: str) -> None:
    assistant = Stepwise()
    url, _ = serve(create_app(lambda melden: assistant))
    page = metered(browser, url, size).open()
    for question in ("Mag segment B?", "welke regio", "Mag segment B dan?", "hoe is het weer"):
        turns = page.locator(".beurt").count()
        page.get_by_role("textbox", name="Uw vraag").fill(question)
        page.keyboard.press("Enter")
        page.wait_for_timeout(SINCE_INPUT)
        turn = page.locator(".beurt").nth(turns)
        while turn.get_attribute("data-stand") != "klaar":
            assistant.steps.release()
            page.evaluate("new Promise(requestAnimationFrame)")
        expect(page.get_by_role("button", name="Vraag stellen")).to_be_in_viewport()
        assert shifts(page) == [], question


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", ["/", "/concepten", "/beheer/documenten"])
def test_nothing_moves_when_the_server_gets_ready(browser: Browser, serve: Any, path: str, size: str) -> None:
    go_on = threading.Event()

    def slow(melden: Any) -> ScriptedAssistant:
        melden(Progress("Passages lezen", 30, 120))
        go_on.wait(15)
        return ScriptedAssistant()

    url, _ = serve(create_app(slow), ready=False)
    page = metered(browser, url, size).open(path)
    expect(page.locator("#stand")).to_contain_text("De wegwijzer wordt klaargezet. Passages lezen.")
    go_on.set()
    expect(page.locator("#stand")).to_contain_text("De wegwijzer is klaar voor uw vraag.")
    assert shifts(page) == []
