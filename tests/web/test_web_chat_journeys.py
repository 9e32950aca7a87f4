"""The three users with the real assistant, each from the empty page to what they came for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI
from processes import wait_until

from web.app import create_app

if TYPE_CHECKING:
    from assistant.service import Assistant

pytestmark = [pytest.mark.slow, pytest.mark.browser]
pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Locator, Page, expect  # noqa: E402

"""Milliseconds that an answer may take on a busy machine."""


class Shared:
    """The assistant of all tests, which outlives the application around it."""

    def __init__(self, real: Assistant) -> None:
        self.ask, self.stream, self.volg = real.ask, real.stream, real.volg
        self.search, self.document, self.toestand = real.search, real.document, real.toestand

    def close(self) -> None:
        """Keep it open for the next test."""


@pytest.fixture
def app(real_assistant: Assistant) -> FastAPI:
    return create_app(lambda melden: Shared(real_assistant))


def ask(page: Page, question: str) -> Locator:
    """Ask and wait for the answer; the turn."""
    expect(page.locator("#vraagformulier")).to_have_attribute("data-bediend", "")  # the script has taken over
    number = page.locator(".beurt").count() + 1
    page.get_by_role("textbox", name="Uw vraag").fill(question)
    page.keyboard.press("Enter")
    return answered(page, number)


def answered(page: Page, number: int) -> Locator:
    expect(page.locator(".beurt")).to_have_count(number)
    turn = page.locator(".beurt").last
    expect(turn).to_have_attribute("data-stand", "klaar")
    return turn


def test_a_provider_checks_a_rule_and_opens_its_source(visit: Any, app: FastAPI) -> None:
    bezoek = visit(permissions=["clipboard-read", "clipboard-write"])
    page = bezoek.open()
    page.get_by_role("button", name="Mogen in Westfriesland twee toewijzingen").click()
    turn = answered(page, 1)
    expect(turn.get_by_role("heading", name="Toegestaan onder een voorwaarde")).to_be_visible()
    expect(turn.locator(".regels li").first).to_contain_text("Bron:")
    turn = ask(page, "En als het twee verschillende aanbieders zijn?")
    expect(turn.get_by_role("heading", name="Toegestaan", exact=True)).to_be_visible()
    turn.get_by_role("button", name="Kopieer", exact=True).click()
    expect(turn.get_by_role("button", name="Gekopieerd")).to_be_visible()
    assert "Bronnen:\n[1] Westfriesland" in page.evaluate("navigator.clipboard.readText()")
    turn.get_by_role("button", name="Goed antwoord").click()
    expect(turn.locator(".duimen")).to_contain_text("bewaard")
    section = turn.locator(".bronnen li a").first.inner_text()
    turn.locator(".bronnen li a").first.click()
    expect(page.locator(".sectie:target h3")).to_have_text(section)
    page.go_back()
    expect(page.locator(".beurt")).to_have_count(2)


def test_a_supporter_works_out_a_case_and_shares_it(visit: Any, app: FastAPI) -> None:
    bezoek = visit()
    page = bezoek.open()
    turn = ask(
        page, "Kind met BSN 111222333, hersteltraject Zaanstreek-Waterland, recht ingegaan op 1 mei 2021: einddatum?"
    )
    expect(turn.locator(".mededeling")).to_contain_text("een burgerservicenummer")
    expect(turn.locator(".tekst")).to_contain_text("1 november 2022")
    expect(turn.locator(".gelezen")).to_contain_text("Zo is de vraag gelezen")
    expect(turn.locator(".gelezen dd")).to_have_text(["1 mei 2021"])
    expect(turn.locator(".vraag")).not_to_contain_text("111222333")
    contracten = "Wij zijn in 2021 gecontracteerd en hebben in 2022 alleen segment"
    turn = ask(page, f"Hoe gaat de conversie van duurzame cliënten in segment B? {contracten} B.")
    expect(turn.locator(".tijdlijn li").first).to_be_visible()
    expect(turn.locator(".tijdlijn")).to_contain_text("15 november")
    gewijzigd = f"Hoe gaat de conversie van duurzame cliënten in segment C? {contracten} C."
    turn.get_by_role("link", name="Wijzig de vraag").click()
    page.get_by_role("textbox", name="Uw vraag").fill(gewijzigd)
    page.get_by_role("button", name="Vraag stellen").click()
    expect(page.locator(".vraagtekst").last).to_have_text(gewijzigd)
    turn = answered(page, 2)
    expect(turn.locator(".oordeel")).to_contain_text("uitvraag")
    page.get_by_role("link", name="Deel dit gesprek").click()
    page.get_by_role("button", name="Maak een link").click()
    reader = bezoek.open(urlsplit(page.get_by_role("textbox").input_value()).path)
    expect(reader.locator(".beurt")).to_have_count(2)
    expect(reader.locator(".tekst").first).to_contain_text("1 november 2022")


def test_a_newcomer_is_asked_back_goes_on_and_says_what_is_missing(visit: Any, app: FastAPI) -> None:
    page: Page = visit().open()
    turn = ask(page, "Vanaf welke datum gelden de nieuwe contracten?")
    turn.locator(".keuzes button").filter(has_text="Westfriesland").first.click()
    turn = answered(page, 2)
    expect(turn.locator(".tekst")).to_contain_text("1 juli 2025")
    expect(page.locator(".verder:visible")).to_have_count(1)
    page.locator(".verder button").first.click()
    turn = answered(page, 3)
    expect(turn.locator(".bronnen li").first).to_be_visible()
    turn.get_by_text("Niet goed", exact=True).click()
    turn.get_by_label("Het is onduidelijk").check()
    turn.get_by_role("button", name="Verstuur").click()
    expect(turn.locator(".duimen")).to_contain_text("bewaard")
    assert _trace(app)["steps"][0]["name"] == "guard"

    page.get_by_role("link", name="Nieuw gesprek").click()
    page.get_by_label("Regeling", exact=True).select_option(label="Amstelveen en Aalsmeer")
    turn = ask(page, "Wat is een signaalbudget?")
    expect(turn.locator(".tekst")).to_contain_text("Amstelveen")
    turn.get_by_text("Over dit antwoord").click()
    expect(turn.locator(".over")).to_contain_text("door u gekozen")
    page.get_by_role("link", name="Alle gesprekken").click()
    page.get_by_role("searchbox").fill("nieuwe contracten")
    page.keyboard.press("Enter")
    page.locator(".gesprekken .titel").first.click()
    expect(page.locator(".beurt")).to_have_count(3)


def _trace(app: FastAPI) -> dict[str, Any]:
    """How the answer came about, which is found out in the background."""
    found: list[dict[str, Any]] = []

    def look() -> list[dict[str, Any]]:
        [entry], _ = app.state.store.feedback.find()
        found.extend([dict(entry.trace)] if entry.trace else [])
        return found

    wait_until(look)
    return found[0]
