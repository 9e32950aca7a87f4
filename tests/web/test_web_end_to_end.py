"""Page and interface around the real assistant: from a question to the passage that proves the answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from fastapi import FastAPI
from processes import LONGEST
from starlette.testclient import TestClient

from knowledge.store import KENNISMAP, laad
from web.app import create_app
from web.examples import EXAMPLES
from web.language import teksten
from web.opening import Assistent

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow

STAPELEN = "Mogen in Westfriesland twee toewijzingen in segment B naast elkaar lopen?"
DOCUMENTEN = sorted(pad.stem for pad in (KENNISMAP / "bronnen").glob("*.md"))


@pytest.fixture(scope="module")
def real(real_assistant: Assistent) -> Assistent:
    """The real assistant, shared with all tests."""
    return real_assistant


class Shared:
    """The assistant of all tests, which outlives the applications around it."""

    def __init__(self, real: Assistent) -> None:
        self.ask, self.stream = real.ask, real.stream
        self.search, self.document = real.search, real.document
        self.toestand = real.toestand

    def close(self) -> None:
        """Keep it open for the next test."""


@pytest.fixture
def app(real: Assistent) -> FastAPI:
    return create_app(lambda melden: Shared(real))


def test_a_question_gets_its_verdict_and_sources(client: TestClient) -> None:
    data = client.post("/api/ask", json={"question": STAPELEN}).json()
    assert data["status"] == "answered"
    assert data["tool_results"][0]["tool"] == "stapelen"
    assert data["tool_results"][0]["verdict"] == "voorwaardelijk"
    assert data["citations"][0]["document"] == "wf-segment-b-2025"


def test_the_stream_ends_with_the_same_answer(client: TestClient) -> None:
    heel = client.post("/api/ask", json={"question": STAPELEN}).json()
    stroom = client.post("/api/ask", json={"question": STAPELEN}, headers={"Accept": "text/event-stream"})
    soorten = re.findall(r"^event: (\w+)$", stroom.text, re.MULTILINE)
    assert soorten[0] == "status"
    assert {"tool_result", "passages", "token"} <= set(soorten)
    assert soorten[-1] == "final"
    assert heel["answer"].splitlines()[0][:60] in stroom.text


@pytest.mark.parametrize("document", DOCUMENTEN)
def test_every_document_reads_well(client: TestClient, document: str) -> None:
    page = client.get(f"/bronnen/{document}", headers={"Accept": "text/html"}).text
    kale = re.sub(r"<[^>]*>", "", page.partition("<article")[2])
    assert not re.search(r"\*\*\w", kale)
    assert not re.search(r"^\s*\|", kale, re.MULTILINE)
    ids = re.findall(r'class="sectie" id="([^"]*)"', page)
    assert len(ids) == len(set(ids)) > 5
    inhoud = re.findall(r'<li><a[^>]* href="#([^"]*)"', page)
    assert [unquote(unescape(doel)) for doel in inhoud] == [unescape(id_) for id_ in ids]


@pytest.mark.parametrize("vraag", [vraag for _, vragen in EXAMPLES for vraag in vragen])
def test_every_example_is_answered_and_its_links_lead_to_a_passage(client: TestClient, vraag: str) -> None:
    antwoord = client.post("/", data={"vraag": vraag})
    assert antwoord.status_code == 200
    stand = re.findall(r'<p class="stand">([^<]*)', antwoord.text)
    assert stand in ([], [teksten("nl")("antwoord.clarify")])
    links = {unescape(link) for link in re.findall(r'href="(/bronnen/[^"]*)"', antwoord.text)}
    assert links or stand
    for link in links:
        pad, _, anker = link.partition("#")
        bron = client.get(pad)
        assert bron.status_code == 200
        assert unquote(anker) in [unescape(id_) for id_ in re.findall(r' id="([^"]*)"', bron.text)], link


def test_an_unknown_regime_is_named(client: TestClient) -> None:
    antwoord = client.post("/api/ask", json={"question": STAPELEN, "regeling": "nergens"})
    assert antwoord.status_code == 422
    assert antwoord.json()["errors"][0]["field"] == "regeling"


def test_search_stays_inside_the_regime(client: TestClient) -> None:
    gevonden = client.get("/api/search", params={"q": "signaalbudget", "regeling": "westfriesland-2025"}).json()
    assert {p["regeling"] for p in gevonden["passages"]} <= {"westfriesland-2025"}
    gevonden = client.get("/api/search", params={"q": "signaalbudget", "k": 5}).json()
    assert gevonden["passages"][0]["regeling"] == "amstelveen-aalsmeer-2022"


@pytest.mark.browser
def test_a_conversation_in_the_browser(visit: Any) -> None:
    from playwright.sync_api import expect

    page: Page = visit().open()
    page.get_by_role("button", name=STAPELEN).click()
    expect(page.get_by_role("heading", name="Toegestaan onder een voorwaarde")).to_be_visible()
    expect(page.locator(".regels li").first).to_be_visible()
    expect(page.locator(".bronnen li").first).to_be_visible()
    vak = page.get_by_role("textbox", name="Uw vraag")
    vak.fill("En als het twee verschillende aanbieders zijn?")
    vak.press("Enter")
    expect(page.locator(".beurt").last.get_by_role("heading", name="Toegestaan", exact=True)).to_be_visible()


@pytest.mark.browser
def test_a_question_back_in_the_browser(visit: Any) -> None:
    from playwright.sync_api import expect

    page: Page = visit().open()
    vak = page.get_by_role("textbox", name="Uw vraag")
    vak.fill("Vanaf welke datum gelden de nieuwe contracten?")
    vak.press("Enter")
    keuzes = page.locator(".keuzes button")
    expect(keuzes.first).to_be_visible()
    keuzes.filter(has_text="Westfriesland").first.click()
    expect(page.locator(".beurt").last.locator(".tekst")).to_contain_text("1 juli 2025")


def test_the_first_start_builds_the_index_behind_the_page(
    tmp_path: Path, serve: Callable[..., tuple[str, Any]]
) -> None:
    import httpx

    from assistant.service import Assistant
    from assistant.settings import Settings

    app = create_app(lambda melden: Assistant.open(Settings(data=tmp_path), progress=melden))
    url, server = serve(app, ready=False)
    assert "wordt klaargezet" in httpx.get(url, timeout=LONGEST).text
    gedaan = set()
    while (antwoord := httpx.get(f"{url}/readyz", timeout=LONGEST)).status_code == 503 and len(gedaan) < 3:
        gedaan.add((antwoord.json()["progress"] or {}).get("done"))
    assert len(gedaan) >= 2
    server.stop()
    assert laad().regelingen
