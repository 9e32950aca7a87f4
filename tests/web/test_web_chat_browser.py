"""Conversations in a real Chromium: answers that go on by themselves, tabs, going back, sharing, judging."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from processes import free_port
from web_support import Bezoek, ScriptedAssistant, Server

from web.app import create_app

pytestmark = pytest.mark.browser
pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Locator, Page, expect  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser

KLAAR = "Toegestaan onder een voorwaarde"


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Uw vraag")


def ask(page: Page, question: str) -> None:
    expect(page.locator("#vraagformulier")).to_have_attribute("data-bediend", "")  # the script has taken over
    box(page).fill(question)
    page.get_by_role("button", name="Vraag stellen").click()


def half(page: Page) -> None:
    """Wait until half the answer to a question with `wacht` is there."""
    expect(page.locator(".tekst").last).to_contain_text("verschillende aanbieders")
    expect(page.locator(".bezig")).to_be_visible()


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press Tab until this has the focus."""
    for _ in range(60):
        page.keyboard.press(key)
        if target.evaluate("e => e === document.activeElement"):
            return
    raise AssertionError(f"{target} is not reached by {key}")


def test_the_answer_comes_on_the_connection_of_the_question(visit: Any, assistant: ScriptedAssistant) -> None:
    page = visit().open()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {urlsplit(request.url).path}"))
    ask(page, "Mag segment B? wacht")
    half(page)
    assistant.go_on.set()
    expect(page.get_by_role("heading", name=KLAAR)).to_be_visible()
    assert [call for call in asked if "/api/" in call] == ["POST /api/gesprekken"]


def test_an_address_with_a_part_that_means_nothing_opens(visit: Any) -> None:
    page = visit().open("/#%")
    ask(page, "hallo")
    expect(page.locator(".tekst")).to_have_text("U vroeg: hallo.")


def test_a_reload_halfway_goes_on_with_the_same_answer(visit: Any, assistant: ScriptedAssistant) -> None:
    page = visit().open()
    ask(page, "Mag segment B? wacht")
    half(page)
    page.reload()
    half(page)
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    assistant.go_on.set()
    expect(page.get_by_role("heading", name=KLAAR)).to_be_visible()
    expect(page.get_by_role("button", name="Vraag stellen")).to_be_visible()
    assert len(assistant.requests) == 1


def test_an_answer_is_made_when_nobody_looks(visit: Any, assistant: ScriptedAssistant) -> None:
    page = visit().open()
    ask(page, "Mag segment B? wacht")
    half(page)
    address = page.url
    page.goto("about:blank")
    assistant.go_on.set()
    page.goto(address)
    expect(page.get_by_role("heading", name=KLAAR)).to_be_visible()
    assert not assistant.closed_early.is_set()


def test_two_tabs_follow_one_answer_and_the_other_one_catches_up(visit: Any, assistant: ScriptedAssistant) -> None:
    bezoek = visit()
    page = bezoek.open()
    ask(page, "Mag segment B? wacht")
    half(page)
    other = bezoek.open(urlsplit(page.url).path)
    half(other)
    assistant.go_on.set()
    for tab in (page, other):
        expect(tab.get_by_role("heading", name=KLAAR)).to_be_visible()
    ask(other, "hallo")
    expect(other.locator(".tekst").last).to_have_text("U vroeg: hallo.")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # someone comes back to this tab
    expect(page.locator(".tekst").last).to_have_text("U vroeg: hallo.")


def test_two_tabs_hold_two_conversations(visit: Any, assistant: ScriptedAssistant) -> None:
    bezoek = visit()
    page, other = bezoek.open(), bezoek.open()
    ask(page, "welke regio")
    ask(other, "hallo")
    expect(other.locator(".tekst")).to_have_text("U vroeg: hallo.")
    page.get_by_role("button", name="Hoorn").click()
    expect(page.locator(".beurt").last).to_contain_text("U vroeg: Hoorn.")
    assert [turn.question for turn in assistant.requests[-1].history] == ["welke regio"]
    assert page.url != other.url


@pytest.fixture
def restarts(browser: Browser, assistant: ScriptedAssistant) -> Iterator[Any]:
    """A server that can be started again at the same address."""
    servers: list[Server] = []

    def start(port: int) -> tuple[str, Server]:
        server = Server(create_app(lambda melden: assistant), port)
        servers.append(server)
        return server.start(), server

    yield start
    assistant.go_on.set()
    for server in servers:
        server.stop()


def test_a_server_that_restarts_halfway_loses_nothing(
    restarts: Any, browser: Browser, assistant: ScriptedAssistant
) -> None:
    url, server = restarts(free_port())
    page = Bezoek(browser.new_context(locale="nl-NL"), url).open()
    ask(page, "Mag segment B? wacht")
    half(page)
    server.stop()
    expect(page.locator(".bezig")).to_contain_text("De verbinding is weg; ik probeer het steeds opnieuw.")
    expect(page.locator(".bezig")).to_contain_text("Is de server intussen gestopt, dan is het antwoord afgebroken")
    restarts(urlsplit(url).port)
    expect(page.locator(".beurt .stand")).to_contain_text("Afgebroken doordat de server stopte.")
    expect(page.locator(".tekst")).to_contain_text("verschillende aanbieders")
    assistant.go_on.set()
    page.get_by_role("button", name="Stel opnieuw").click()
    expect(page.get_by_role("heading", name=KLAAR)).to_be_visible()
    expect(page.locator(".beurt")).to_have_count(1)
    page.context.close()


def test_back_and_forward_keep_their_place(visit: Any) -> None:
    bezoek = visit()
    page = bezoek.open("/bronnen")
    page.get_by_role("link", name="Vragen").click()
    ask(page, "Mag segment B?")
    expect(page.get_by_role("heading", name=KLAAR)).to_be_visible()
    page.locator(".bronnen li a").first.click()
    expect(page.locator(".sectie:target")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name=KLAAR)).to_be_visible()
    page.go_back()
    expect(page).to_have_url(f"{bezoek.url}/bronnen")
    page.go_forward()
    expect(page.get_by_role("heading", name=KLAAR)).to_be_visible()


def test_the_last_question_is_edited(visit: Any, assistant: ScriptedAssistant) -> None:
    page = visit().open()
    ask(page, "hallo")
    expect(page.locator(".tekst")).to_have_text("U vroeg: hallo.")
    page.get_by_role("link", name="Wijzig de vraag").click()
    expect(box(page)).to_have_value("hallo")
    expect(box(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(box(page)).to_have_value("")
    expect(page.get_by_text("U wijzigt uw laatste vraag")).to_be_hidden()
    page.get_by_role("link", name="Wijzig de vraag").click()
    ask(page, "dag")
    expect(page.locator(".tekst")).to_have_text(["U vroeg: dag."])
    assert assistant.requests[-1].history == []
    page.reload()
    expect(page.locator(".tekst")).to_have_text(["U vroeg: dag."])


def test_the_list_of_conversations_grows_and_leads_back(visit: Any) -> None:
    page = visit().open()
    ask(page, "welke regio")
    expect(page.get_by_role("button", name="Hoorn")).to_be_visible()
    recent = page.get_by_role("navigation", name="Gesprekken").get_by_role("listitem")
    expect(recent).to_have_text(["welke regio"])
    page.get_by_role("link", name="Nieuw gesprek").click()
    ask(page, "hallo")
    expect(recent).to_have_text(["hallo", "welke regio"])
    page.get_by_role("link", name="Alle gesprekken").click()
    page.get_by_role("searchbox").fill("regio")
    page.keyboard.press("Enter")
    expect(page.locator(".gesprekken li")).to_have_count(1)
    page.get_by_role("button", name="Verwijder welke regio").click()
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.locator(".gesprekken li")).to_have_count(2)
    page.locator(".gesprekken li").last.get_by_text("Hernoem").click()
    page.get_by_label("Naam van het gesprek").last.fill("Over de regio")
    page.get_by_role("button", name="Bewaar").last.click()
    page.get_by_role("link", name="Over de regio").click()
    expect(page.get_by_role("button", name="Hoorn")).to_be_enabled()


def test_a_conversation_is_shared_by_a_link(visit: Any) -> None:
    bezoek = visit(permissions=["clipboard-read", "clipboard-write"])
    page = bezoek.open()
    ask(page, "Mag segment B?")
    expect(page.get_by_role("heading", name=KLAAR)).to_be_visible()
    page.get_by_role("link", name="Deel dit gesprek").click()
    page.get_by_role("button", name="Maak een link").click()
    page.get_by_role("button", name="Kopieer de link").click()
    link = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(rf"{bezoek.url}/gedeeld/[\w-]{{32}}", link)
    reader = bezoek.open(urlsplit(link).path)
    expect(reader.get_by_role("heading", name=KLAAR)).to_be_visible()
    assert reader.get_by_role("textbox").count() == 0
    page.get_by_role("button", name="Trek de link in").click()
    expect(page.get_by_text("Er is geen link naar dit gesprek.")).to_be_visible()


def test_an_answer_is_judged_on_the_page(visit: Any, app: Any) -> None:
    page = visit().open()
    ask(page, "Mag segment B?")
    page.get_by_text("Niet goed", exact=True).click()
    page.get_by_label("Er ontbreekt iets").check()
    page.get_by_label("Welk antwoord had u verwacht?").fill("Ook segment C")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.locator(".duimen")).to_contain_text("Uw oordeel is bewaard")
    [entry], _ = app.state.store.feedback.find()
    assert (entry.thumb, entry.reason, entry.expected) == ("down", "Er ontbreekt iets", "Ook segment C")
    ask(page, "hallo")
    page.get_by_role("button", name="Goed antwoord").click()
    expect(page.locator(".duimen").last).to_contain_text("Uw oordeel is bewaard")
    page.reload()
    expect(page.locator(".duimen").first).to_contain_text("Uw oordeel is bewaard")


def test_from_question_to_judgement_by_keyboard_alone(visit: Any, app: Any) -> None:
    page = visit().open()
    tab_to(page, page.get_by_role("button", name="Wat is een signaalbudget?"))
    page.keyboard.press("Enter")
    expect(page.locator(".tekst")).to_have_text("U vroeg: Wat is een signaalbudget?.")
    expect(box(page)).to_be_focused()
    page.keyboard.type("Mag segment B?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=KLAAR)).to_be_visible()
    laatste = page.locator(".beurt").last
    tab_to(page, laatste.get_by_text("Niet goed", exact=True), "Shift+Tab")
    page.keyboard.press("Enter")
    tab_to(page, laatste.get_by_label("Het klopt niet"))
    page.keyboard.press("Space")
    tab_to(page, laatste.get_by_role("button", name="Verstuur"))
    page.keyboard.press("Enter")
    expect(laatste.locator(".duimen .klein")).to_be_focused()
    [entry], _ = app.state.store.feedback.find()
    assert entry.reason == "Het klopt niet"
    tab_to(page, laatste.get_by_role("link", name="[1]"), "Shift+Tab")
    page.keyboard.press("Enter")
    tab_to(page, laatste.locator(".bronnen li a").first)
    page.keyboard.press("Enter")
    expect(page.locator(".sectie:target")).to_be_visible()


def test_at_twice_the_size_nothing_is_lost(visit: Any) -> None:
    page = visit(viewport={"width": 640, "height": 450}, device_scale_factor=2).open()  # 1280 x 900 at 200 %
    ask(page, "Mag segment B?")
    expect(page.get_by_role("heading", name=KLAAR)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    for name in ("Gesprekken", "Nieuw gesprek", "Deel dit gesprek"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
    ask(page, "hallo")
    expect(page.locator(".tekst").last).to_have_text("U vroeg: hallo.")


def test_on_paper_there_is_the_conversation_and_nothing_to_press(visit: Any) -> None:
    page = visit().open()
    ask(page, "Mag segment B?")
    expect(page.get_by_role("heading", name=KLAAR)).to_be_visible()
    page.emulate_media(media="print")
    assert [b.inner_text() for b in page.get_by_role("button").all() if b.is_visible()] == []
    expect(page.locator(".bronnen blockquote").first).to_be_visible()
    expect(page.locator(".regels li").first).to_be_visible()
