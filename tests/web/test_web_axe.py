"""Every page passes axe (WCAG 2.2 AA), light and dark, narrow and wide, and nothing sticks out sideways.

A new page: a line in `PAGES`, with what to do before it is looked at. axe-core comes from web/node_modules
(`make setup-dev`); it runs in the page from outside, so the Content-Security-Policy stays as it is.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from chromium import PATIENCE
from manage_support import fill
from processes import LONGEST
from web_support import DOCUMENT, Server, WithIndex

import web
from web.app import create_app
from web.intake import Task

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
AXE = Path(web.__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STAPELEN = "toewijzingen.0.segment=B&toewijzingen.1.segment=C&toewijzingen.2.segment=B&toewijzingen.2.aanbieder=X"
COLOUR_RULES = ["color-contrast", "link-in-text-block"]


def ask(page: Page) -> None:
    page.get_by_role("textbox", name="Uw vraag").fill("Mag segment B?")
    page.get_by_role("button", name="Vraag stellen").click()
    page.locator(".bronnen").wait_for()


def judge(page: Page) -> None:
    ask(page)
    page.get_by_text("Niet goed", exact=True).click()


def unfinished(page: Page) -> None:
    """Asked back, gone wrong, and being edited."""
    for question, selector in (("welke regio", ".keuzes"), ("dit ontploft", ".beurt .fout")):
        page.get_by_role("textbox", name="Uw vraag").fill(question)
        page.get_by_role("button", name="Vraag stellen").click()
        page.locator(selector).last.wait_for()
    page.locator(".beurt").last.get_by_role("link", name="Wijzig de vraag").click()


def shared(page: Page) -> None:
    ask(page)
    page.get_by_role("link", name="Deel dit gesprek").click()
    page.get_by_role("button", name="Maak een link").click()
    page.get_by_role("textbox").first.wait_for()


def reading(page: Page) -> None:
    shared(page)
    page.goto(page.get_by_role("textbox").first.input_value())


def renamed(page: Page) -> None:
    ask(page)
    page.goto(page.url.partition("/gesprekken")[0] + "/gesprekken")
    page.get_by_text("Hernoem", exact=True).first.click()


def menu(page: Page) -> None:
    button = page.get_by_role("button", name="Menu")
    if button.is_visible():
        button.click()


def draft(page: Page) -> None:
    page.get_by_role("textbox", name="E-mail").fill("1. Mag segment B?\n2. In welke regio?\n\nBel 06-12345678.")
    page.get_by_role("button", name="Maak een concept").click()
    page.locator("#antwoord").wait_for()


def no_mail(page: Page) -> None:
    page.get_by_role("button", name="Maak een concept").click()
    page.locator("#fout").wait_for()


def added(page: Page) -> None:
    files = [
        {"name": "lunch.md", "mimeType": "text/markdown", "buffer": b"# Lunch\n\nOp woensdag is er soep.\n"},
        {"name": "kapot.docx", "mimeType": "text/plain", "buffer": b"PK\x03\x04 kapot"},
    ]
    page.locator("#bestand").set_input_files(files)
    page.get_by_role("button", name="Voeg toe").click()
    page.get_by_role("heading", name="Documenten verwerkt").wait_for()


def chosen(page: Page) -> None:
    if page.locator(".document").count() == 0:
        added(page)
        page.get_by_role("link", name="Naar de documenten").click()
    page.locator("#bestand").set_input_files([{"name": "een.md", "mimeType": "text/plain", "buffer": b"een"}])
    page.get_by_text("Wat voor deze bestanden geldt").click()
    page.locator(".weg summary").first.click()


def judged(page: Page) -> None:
    page.get_by_role("link", name="Wat is het tarief?").first.click()
    page.locator(".lagen summary").last.click()


def opened(page: Page) -> None:
    for summary in page.locator(".lagen summary").all():
        summary.click()


def groups(page: Page) -> None:
    page.locator(".groepen summary").first.click()


PAGES: dict[str, tuple[str, Callable[[Page], None] | None]] = {
    "chat, empty": ("/", None),
    "chat, menu open": ("/", menu),
    "chat, answered": ("/", ask),
    "chat, judging": ("/", judge),
    "chat, unfinished": ("/", unfinished),
    "chat, in English": ("/?taal=en", None),
    "conversations": ("/", renamed),
    "sharing": ("/", shared),
    "shared": ("/", reading),
    "product codes": ("/opzoeken", None),
    "a code by the pattern": ("/opzoeken?q=507PE", None),
    "products": ("/opzoeken/producten", None),
    "stacking": ("/opzoeken/stapelen", None),
    "access": ("/opzoeken/toegang", None),
    "tools": ("/beslishulpen", None),
    "a form": ("/beslishulpen/signaalbudget", None),
    "a path": ("/beslishulpen/conversie?gericht_op=duurzaam&contract_2022=B&taal=en", None),
    "rows and a verdict": (f"/beslishulpen/stapelen?{STAPELEN}", None),
    "faults in a form": ("/beslishulpen/verzoek_om_wijziging?profiel=9&ingangsdatum=31-2-2026", None),
    "sources": ("/bronnen", None),
    "passages": ("/bronnen?q=toewijzingen", None),
    "a source": (f"/bronnen/{DOCUMENT}?q=toewijzingen", None),
    "a draft": ("/concepten", draft),
    "no mail to draft for": ("/concepten", no_mail),
    "management": ("/beheer", None),
    "own documents": ("/beheer/documenten", chosen),
    "documents that went in": ("/beheer/documenten", added),
    "documents that go in": ("/beheer/documenten/taken/loopt", None),
    "documents that were stopped": ("/beheer/documenten/taken/gestopt", None),
    "knowledge base": ("/beheer/kennisbank", None),
    "a regime": ("/beheer/kennisbank/regelingen/westfriesland-2025", opened),
    "an article": ("/beheer/kennisbank/artikelen/zw-persbericht-2021", opened),
    "feedback": ("/beheer/terugkoppeling", None),
    "a judgement": ("/beheer/terugkoppeling", judged),
    "unanswered": ("/beheer/onbeantwoord", groups),
    "use": ("/beheer/gebruik", None),
    "use, in English": ("/beheer/gebruik?taal=en&dagen=365", None),
    "embedded, answered": ("/inbedden?taal=nl", ask),
    "api": ("/api/docs", None),
    "an error": ("/nergens", None),
}


def _ended() -> threading.Event:
    event = threading.Event()
    event.set()
    return event


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WEGWIJZER_DATA", str(tmp_path_factory.mktemp("axe")))
        patch.setenv("WEGWIJZER_INBEDDEN", "https://intranet.example.nl")
        app = create_app(lambda melden: WithIndex())
        server = Server(app)
        address = server.start()
        assert app.state.opening.wait(LONGEST)
        fill(app.state.store)
        tasks = app.state.tasks
        tasks.add(Task("opnemen", ["een.md", "twee.md"], id="gestopt", ended=_ended(), state="gestopt"))
        going = Task("opnemen", ["drie.md"], id="loopt", state="bezig", step="Leest drie.md", done=1, total=2)
        tasks._known[going.id] = going
        yield address
        server.stop()


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.is_file():
        reden = "axe-core is not there; `make setup-dev` fetches it from npm"
        pytest.fail(reden) if os.environ.get("CI") else pytest.skip(reden)
    return AXE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(name: str, browser: Browser, address: str, axe: str) -> None:
    path, prepare = PAGES[name]
    page = browser.new_page(
        locale="nl-NL", reduced_motion="reduce", color_scheme="light", viewport={"width": 320, "height": 800}
    )
    page.set_default_timeout(PATIENCE)
    page.goto(address + path)
    if prepare:
        prepare(page)
    page.evaluate(axe)
    found = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="light")
        found += [f"{width} light: {fault}" for fault in _faults(page, {"type": "tag", "values": TAGS})]
        page.emulate_media(color_scheme="dark")  # the same elements in other colours
        found += [f"{width} dark: {fault}" for fault in _faults(page, {"type": "rule", "values": COLOUR_RULES})]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{width}: sticks out sideways")
    page.context.close()
    assert found == []


def _faults(page: Page, rules: dict[str, Any]) -> list[str]:
    result: dict[str, Any] = page.evaluate("rules => axe.run({ runOnly: rules, resultTypes: ['violations'] })", rules)
    return [
        f"{v['id']}: {node['target']} {node['failureSummary']}" for v in result["violations"] for node in v["nodes"]
    ]
