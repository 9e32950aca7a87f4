"""The chat page in a real Chromium: what a person sees, by mouse and by keyboard."""

from __future__ import annotations

import re
import threading
from typing import Any

import pytest
from processes import LONGEST
from web_support import SECTIE, VIJANDIG, ScriptedAssistant

from knowledge.index import Progress
from web.app import create_app
from web.rendering import answer_html

pytestmark = pytest.mark.browser
pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Locator, Page, expect  # noqa: E402

EERSTE_ZIN = "Dat mag, als de twee toewijzingen verschillende aanbieders hebben [1]."


def box(page: Page) -> Locator:
    """The field for the question."""
    return page.get_by_role("textbox", name="Uw vraag")


def ask(page: Page, question: str) -> None:
    box(page).fill(question)
    page.get_by_role("button", name="Vraag stellen").click()


LONG = "Mag een toewijzing in segment B naast een andere in segment B lopen? " * 20


@pytest.mark.parametrize("width", [360, 1280])
def test_a_long_question_scrolls_by_keyboard(visit: Any, width: int) -> None:
    page = visit(viewport={"width": width, "height": 700}).open()
    box(page).fill(LONG.strip())
    page.keyboard.press("Enter")
    page.locator(".bronnen").wait_for()
    region = page.get_by_role("region", name="Uw vraag", exact=True)
    assert region.evaluate("e => e.scrollHeight > e.clientHeight")
    region.focus()
    page.keyboard.press("End")
    page.wait_for_function("e => e.scrollTop > 0", arg=region.element_handle())
    box(page).fill("hallo")
    page.keyboard.press("Enter")
    expect(page.locator(".beurt")).to_have_count(2)
    expect(region).to_have_count(1)
    expect(page.get_by_role("heading", name=LONG.strip())).to_be_visible()


def test_the_answer_streams_in_and_ends_with_verdict_and_sources(visit: Any, assistant: ScriptedAssistant) -> None:
    page = visit().open()
    ask(page, "Mag segment B met segment B? wacht")
    tekst = page.locator(".beurt .tekst")
    expect(tekst).to_contain_text("verschillende aanbieders")
    expect(tekst).not_to_contain_text("tweede aanbieder")
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    expect(page.locator(".bezig")).to_be_visible()
    expect(page.locator(".oordeel")).to_have_count(0)
    assistant.go_on.set()

    expect(page.get_by_role("heading", name="Toegestaan onder een voorwaarde")).to_be_visible()
    regels = page.locator(".regels li")
    expect(regels).to_have_count(3)
    assert [regel.locator(".uitkomst").inner_text() for regel in regels.all()] == [
        "Onbekend",
        "Voldaan",
        "Niet voldaan",
    ]
    expect(regels.first).to_contain_text("Matrix. Alleen met verschillende aanbieders.")
    expect(page.locator(".oordeel .teken")).to_have_count(4)
    expect(page.get_by_text("Een leeg vakje in de tabel")).to_be_visible()
    expect(page.locator(".opmerkingen li")).to_have_count(1)  # the other note stands in the text already
    expect(page.locator(".bronnen li")).to_have_count(2)
    expect(page.locator("table td").first).to_have_text("B met B")
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    expect(page.get_by_role("status")).to_contain_text("Antwoord: Dat mag")


def test_tokens_are_not_announced_one_by_one(visit: Any, assistant: ScriptedAssistant) -> None:
    page = visit().open()
    page.evaluate(
        """() => {
          window.said = [];
          new MutationObserver(() => window.said.push(document.getElementById("melding").textContent))
            .observe(document.getElementById("melding"), { childList: true });
        }"""
    )
    ask(page, "Mag segment B?")
    expect(page.locator(".bronnen")).to_be_visible()
    gezegd = page.evaluate("window.said")
    assert gezegd == ["Uw vraag is verstuurd.", f"Antwoord: {EERSTE_ZIN}"]
    assert page.locator("[aria-live]").count() == 0


def test_a_citation_leads_to_its_source_and_that_to_the_passage(visit: Any) -> None:
    page = visit().open()
    ask(page, "Mag segment B?")
    page.get_by_role("link", name="[1]").click()
    assert re.search("#b-[0-9a-f]{32}-bron-1$", page.url)
    page.locator(".bronnen").get_by_role("link", name=SECTIE).click()
    expect(page.locator(".sectie:target h3")).to_have_text(SECTIE)
    page.go_back()
    expect(page.get_by_role("heading", name="Toegestaan onder een voorwaarde")).to_be_visible()
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Vragen").click()
    expect(page.locator(".beurt")).to_have_count(0)
    page.get_by_role("navigation", name="Gesprekken").get_by_role("link", name="Mag segment B?").click()
    expect(page.get_by_role("heading", name="Toegestaan onder een voorwaarde")).to_be_visible()


def test_with_many_sources_a_citation_opens_its_quote(visit: Any) -> None:
    page = visit().open()
    ask(page, "veel bronnen")
    citaat = page.locator(".bronnen li").nth(4).locator("blockquote")
    expect(page.locator(".bronnen li")).to_have_count(6)
    expect(citaat).to_be_hidden()
    page.get_by_role("link", name="[5]").click()
    expect(citaat).to_be_visible()


def test_an_option_is_asked_with_the_conversation(visit: Any, assistant: ScriptedAssistant) -> None:
    page = visit().open()
    ask(page, "welke regio")
    box(page).fill("dit schreef ik alvast")
    page.get_by_role("button", name="Hoorn").click()
    expect(page.locator(".beurt")).to_have_count(2)
    expect(page.locator(".beurt").last).to_contain_text("U vroeg: Hoorn.")
    expect(page.get_by_role("button", name="Hoorn")).to_be_disabled()
    expect(box(page)).to_have_value("dit schreef ik alvast")
    assert [turn.question for turn in assistant.requests[-1].history] == ["welke regio"]
    assert assistant.requests[-1].history[0].answer == "Dat hangt af van de regio."


def test_a_question_asked_during_an_answer_follows_it(visit: Any, assistant: ScriptedAssistant) -> None:
    page = visit().open()
    ask(page, "wacht segment B")
    expect(page.locator(".tekst")).to_contain_text("Dat mag")
    box(page).fill("welke regio")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("zodra dit antwoord er is")
    expect(box(page)).to_have_value("welke regio")
    assistant.go_on.set()
    expect(page.get_by_role("button", name="Hoorn")).to_be_visible()
    expect(page.locator(".beurt")).to_have_count(2)
    expect(page.locator("#fout")).to_be_empty()
    expect(box(page)).to_have_value("")


def test_what_waits_is_not_asked_when_the_answer_is_stopped(visit: Any, assistant: ScriptedAssistant) -> None:
    page = visit().open()
    ask(page, "eindeloos")
    expect(page.locator(".tekst")).to_contain_text("woord woord")
    box(page).fill("welke regio")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("zodra dit antwoord er is")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".beurt .stand")).to_have_text("Gestopt. Dit antwoord is niet af.")
    expect(page.locator("#fout")).to_be_empty()
    expect(page.locator(".beurt")).to_have_count(1)
    expect(box(page)).to_have_value("welke regio")


def test_an_example_that_waits_is_asked_and_not_what_stands_in_the_box(
    visit: Any, assistant: ScriptedAssistant
) -> None:
    go_on = threading.Event()

    def slow(melden: Any) -> ScriptedAssistant:
        go_on.wait(LONGEST)
        return assistant

    page = visit(create_app(slow), expect_complaints=True, ready=False).open()
    box(page).fill("nog niet af")
    page.get_by_role("button", name="Wat is een signaalbudget?").click()
    expect(page.get_by_role("alert")).to_contain_text("vanzelf gesteld")
    go_on.set()
    expect(page.locator(".tekst")).to_have_text("U vroeg: Wat is een signaalbudget?.")
    expect(box(page)).to_have_value("nog niet af")
    assert [r.question for r in assistant.requests] == ["Wat is een signaalbudget?"]


def test_a_question_that_was_changed_during_an_answer_stays_in_the_box(
    visit: Any, assistant: ScriptedAssistant
) -> None:
    page = visit().open()
    ask(page, "wacht segment B")
    expect(page.locator(".tekst")).to_contain_text("Dat mag")
    box(page).fill("welke regio")
    page.keyboard.press("Enter")
    box(page).fill("welke regio en")
    assistant.go_on.set()
    expect(page.locator("#fout")).to_be_empty()
    expect(page.get_by_role("button", name="Vraag stellen")).to_be_visible()
    expect(page.locator(".beurt")).to_have_count(1)
    expect(box(page)).to_have_value("welke regio en")


def test_stop_stops_the_work_and_keeps_what_there_was(visit: Any, assistant: ScriptedAssistant) -> None:
    page = visit().open()
    ask(page, "eindeloos")
    expect(page.locator(".tekst")).to_contain_text("woord woord")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".beurt .stand")).to_have_text("Gestopt. Dit antwoord is niet af.")
    assert assistant.closed_early.wait(LONGEST)
    expect(box(page)).to_be_focused()
    page.reload()
    expect(page.locator(".tekst")).to_contain_text("woord woord")
    expect(page.locator(".beurt .stand")).to_have_text("Gestopt. Dit antwoord is niet af.")
    expect(page.get_by_role("button", name="Vraag stellen")).to_be_visible()


def test_a_whole_conversation_by_keyboard(visit: Any, assistant: ScriptedAssistant) -> None:
    page = visit().open()
    for _ in range(15):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "vraag":
            break
    expect(box(page)).to_be_focused()
    page.keyboard.type("welke regio")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("is het?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Hoorn")).to_be_visible()
    assert assistant.requests[0].question == "welke regio\nis het?"
    expect(box(page)).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.value") == "Segment B":
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Toegestaan onder een voorwaarde")).to_be_visible()
    expect(box(page)).to_be_focused()


def test_an_example_is_asked_at_once(visit: Any, assistant: ScriptedAssistant) -> None:
    page = visit().open()
    page.get_by_role("button", name="Wat is een signaalbudget?").click()
    expect(page.locator(".tekst")).to_have_text("U vroeg: Wat is een signaalbudget?.")
    expect(page.get_by_role("heading", name="Voorbeelden")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(box(page)).to_be_focused()


def test_the_chosen_regime_goes_along_and_stays(visit: Any, assistant: ScriptedAssistant) -> None:
    page = visit().open()
    page.get_by_label("Regeling").select_option("westfriesland-2025")
    ask(page, "hallo")
    expect(page.locator(".tekst")).to_have_text("U vroeg: hallo.")
    assert assistant.requests[0].regeling == "westfriesland-2025"
    page.reload()
    expect(page.get_by_label("Regeling")).to_have_value("westfriesland-2025")
    expect(page.locator(".tekst")).to_have_text("U vroeg: hallo.")


def test_a_reload_keeps_the_conversation_and_a_new_one_begins_empty(visit: Any) -> None:
    page = visit().open()
    ask(page, "Mag segment B?")
    expect(page.locator(".bronnen")).to_be_visible()
    box(page).fill("half geschreven")
    page.reload()
    expect(page.get_by_role("heading", name="Toegestaan onder een voorwaarde")).to_be_visible()
    expect(box(page)).to_have_value("half geschreven")
    page.get_by_role("link", name="Nieuw gesprek").click()
    expect(page.locator(".beurt")).to_have_count(0)
    expect(page.get_by_role("heading", name="Voorbeelden")).to_be_visible()


def test_personal_data_is_not_shown_kept_or_sent_along(visit: Any, assistant: ScriptedAssistant) -> None:
    page = visit().open()
    ask(page, "Kind 1112.22.333, bel 06-12345678, start 01-07-2025, en 123456789")
    expect(page.get_by_text("een burgerservicenummer, een telefoonnummer")).to_be_visible()
    expect(page.locator(".vraag")).to_contain_text("Kind [BSN verwijderd], bel [telefoonnummer verwijderd]")
    expect(page.locator(".vraag")).to_contain_text("start 01-07-2025, en 123456789")
    assert "1112.22.333" not in page.content()
    ask(page, "en verder?")
    expect(page.locator(".beurt").last).to_contain_text("U vroeg: en verder?.")
    assert "[BSN verwijderd]" in assistant.requests[-1].history[0].question


def test_copying_gives_text_with_sources(visit: Any) -> None:
    bezoek = visit(permissions=["clipboard-read", "clipboard-write"])
    page = bezoek.open()
    ask(page, "Mag segment B?")
    page.get_by_role("button", name="Kopieer", exact=True).click()
    expect(page.get_by_role("button", name="Gekopieerd")).to_be_visible()
    tekst = page.evaluate("navigator.clipboard.readText()")
    assert tekst.startswith("Mag segment B?\n\nDat mag, als de twee toewijzingen verschillende aanbieders hebben [1].")
    assert "1. Wie is de ene aanbieder?" in tekst
    assert "B met B | verschillende aanbieders" in tekst
    assert f"[1] Westfriesland: specialistische jeugdhulp segment B vanaf 1 juli 2025, {SECTIE}" in tekst
    page.get_by_role("button", name="Kopieer als Markdown").click()
    expect(page.get_by_role("button", name="Gekopieerd")).to_have_count(2)
    tekst = page.evaluate("navigator.clipboard.readText()")
    assert tekst.startswith("> Mag segment B?\n\nDat mag, als de twee toewijzingen **verschillende aanbieders**")
    assert f"- [1] Westfriesland: specialistische jeugdhulp segment B vanaf 1 juli 2025, *{SECTIE}*" in tekst


@pytest.mark.parametrize("kleur", ["light", "dark"])
@pytest.mark.parametrize("breedte", [320, 360, 1280])
def test_nothing_scrolls_sideways(visit: Any, breedte: int, kleur: str) -> None:
    bezoek = visit(viewport={"width": breedte, "height": 740}, color_scheme=kleur)
    page = bezoek.open()
    for question in ("Mag segment B?", "welke regio", "vijandig", "x" * 300):
        ask(page, question)
        expect(page.locator(".tekst").last).not_to_be_empty()
        expect(page.get_by_role("button", name="Vraag stellen")).to_be_visible()
    for path in (None, "/bronnen/wf-segment-b-2025", "/api/docs"):
        if path:
            page.goto(bezoek.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= breedte


def test_without_scripts_the_whole_conversation_works(visit: Any, assistant: ScriptedAssistant) -> None:
    page = visit(java_script_enabled=False).open()
    ask(page, "welke regio")
    expect(page.get_by_role("heading", name="Om welke regio gaat het?")).to_be_visible()
    page.get_by_role("button", name="Segment B").click()
    expect(page.get_by_role("heading", name="Toegestaan onder een voorwaarde")).to_be_visible()
    assert [turn.question for turn in assistant.requests[-1].history] == ["welke regio"]
    page.locator(".bronnen").get_by_role("link", name=SECTIE).click()
    expect(page.locator(".sectie:target h3")).to_have_text(SECTIE)


def test_the_page_waits_for_the_assistant_and_says_so(visit: Any, assistant: ScriptedAssistant) -> None:
    go_on = threading.Event()

    def slow(melden: Any) -> ScriptedAssistant:
        melden(Progress("Passages lezen", 30, 120))
        go_on.wait(LONGEST)
        return assistant

    bezoek = visit(create_app(slow), expect_complaints=True, ready=False)  # the browser reports each 503 on its console
    page = bezoek.open()
    expect(page.locator("#stand")).to_contain_text("De wegwijzer wordt klaargezet. Passages lezen.")
    expect(page.locator("progress")).to_have_js_property("value", 30)
    ask(page, "Mag segment B?")
    expect(page.get_by_role("alert")).to_contain_text("Uw vraag wordt vanzelf gesteld")
    expect(box(page)).to_have_value("Mag segment B?")
    go_on.set()
    expect(page.get_by_role("heading", name="Toegestaan onder een voorwaarde")).to_be_visible()
    expect(page.locator("#stand")).to_be_hidden()
    expect(page.locator("#fout")).to_be_empty()
    expect(box(page)).to_have_value("")
    assert bezoek.outside == []


def test_a_question_that_was_changed_while_it_waited_is_not_asked(visit: Any, assistant: ScriptedAssistant) -> None:
    go_on = threading.Event()

    def slow(melden: Any) -> ScriptedAssistant:
        go_on.wait(LONGEST)
        return assistant

    page = visit(create_app(slow), expect_complaints=True, ready=False).open()
    ask(page, "Mag segment B?")
    expect(page.get_by_role("alert")).to_contain_text("Uw vraag wordt vanzelf gesteld")
    box(page).fill("Mag segment B of")
    go_on.set()
    expect(page.locator("#stand")).to_contain_text("De wegwijzer is klaar voor uw vraag.")
    expect(page.locator("#fout")).to_be_empty()
    expect(box(page)).to_have_value("Mag segment B of")
    assert assistant.requests == []


@pytest.mark.parametrize(
    ("question", "melding"),
    [
        (
            "onbekende regeling",
            "De invoer klopt niet. regeling: 'x' is geen bekende regeling; kies uit a, b.",
        ),
        ("halverwege stuk", "De index is niet meer te lezen."),
        ("dit ontploft", "De server kon deze aanvraag niet afmaken."),
    ],
)
def test_an_error_says_what_to_do_and_loses_nothing(visit: Any, question: str, melding: str) -> None:
    page = visit().open()
    ask(page, question)
    expect(page.locator(".beurt .fout")).to_contain_text(melding)
    expect(page.get_by_role("status")).to_contain_text(melding)
    expect(page.locator(".vraag")).to_contain_text(question)
    page.get_by_role("button", name="Stel opnieuw").click()
    expect(page.locator(".beurt .fout")).to_contain_text(melding)
    expect(page.locator(".beurt")).to_have_count(1)
    ask(page, "hallo")
    expect(page.locator(".tekst").last).to_have_text("U vroeg: hallo.")


def test_a_question_that_is_too_long_stays_in_the_box(visit: Any) -> None:
    page = visit().open()
    box(page).evaluate("box => (box.value = 'x'.repeat(20001))")
    page.get_by_role("button", name="Vraag stellen").click()
    expect(page.get_by_role("alert")).to_contain_text("Kort hem in tot 20000 tekens; nu zijn het er 20001.")
    expect(box(page)).to_have_js_property("value", "x" * 20001)


def test_offline_is_said(visit: Any) -> None:
    bezoek = visit(expect_complaints=True)
    page = bezoek.open()
    bezoek.context.set_offline(True)
    ask(page, "Mag segment B?")
    expect(page.get_by_role("alert")).to_contain_text("U bent offline.")
    expect(box(page)).to_have_value("Mag segment B?")


def test_a_server_that_is_gone_is_said(visit: Any, serve: Any, app: Any, browser: Any) -> None:
    url, server = serve(app)
    page = browser.new_context().new_page()
    page.goto(url)
    server.stop()
    ask(page, "Mag segment B?")
    expect(page.get_by_role("alert")).to_contain_text("De server antwoordt niet.")
    expect(box(page)).to_have_value("Mag segment B?")


def test_hostile_text_stays_text_in_the_browser(visit: Any) -> None:
    page = visit().open()
    ask(page, f"vijandig {VIJANDIG}")
    expect(page.locator(".tekst")).to_have_text(VIJANDIG)
    assert page.locator(".beurt img, .beurt script, .tekst a").count() == 0


MARKDOWN = [
    "Gewoon **vet *schuin* vet** en _ook_ en duurzaam_licht_x en `code [1]`.",
    "Een [1] twee [2][1] en [7] en **vet [1]**.",
    "# Kop met **vet**\n\nTekst\nop twee regels.",
    "Inleiding:\n- een\n- twee\n  - diep\n  - dieper\n- drie",
    "1. een\n2. twee\n3. drie",
    "3. drie\n4. vier",
    "| a | b |\n| :-- | --: |\n| 1 | **2** [1] |\n| 3 | |\n\nNa de tabel.",
    "> citaat\n> gaat door\n\nklaar",
    "a < b & c <b>x</b> 2 * 3 * 4 \\*ster\\*",
    "[klik](javascript:alert(1)) ![x](y.png) <https://evil.example>",
    "- een\n\n- twee",
    "hier: /beslishulpen/jw_bericht. En **/beslishulpen/toegang**, https://x.nl/beslishulpen/a",
    "**",
    "",
]


@pytest.mark.parametrize("text", MARKDOWN)
def test_the_browser_shows_markdown_as_the_server_does(visit: Any, text: str) -> None:
    page = visit().open("/api/docs")
    made, expected = page.evaluate(
        """async ([text, html]) => {
          const { markdown } = await import("/static/markdown.js");
          const made = document.createElement("div");
          made.append(markdown(text, (n) => (n < 3 ? `#p-${n}` : null)));
          const expected = new DOMParser().parseFromString(html, "text/html").body;
          for (const e of [made, expected]) {
            for (const link of e.querySelectorAll("a")) link.removeAttribute("class");
          }
          return [made.innerHTML, expected.innerHTML];
        }""",
        [text, str(answer_html(text, {1, 2}, "p-"))],
    )
    assert _flat(made) == _flat(expected)


def _flat(html: str) -> str:
    tight = re.sub(r"<(/?)p>", "", re.sub(r"\s+", " ", html)) if "<li>" in html else html
    return re.sub(r">\s+|\s+<", lambda m: m[0].strip(), re.sub(r"\s+", " ", tight)).strip()
