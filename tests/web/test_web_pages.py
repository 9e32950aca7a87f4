"""The pages as a browser without scripts sees them."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from web_support import DOCUMENT, SECTIE, ScriptedAssistant

import web
from knowledge.store import laad
from web.app import create_app
from web.examples import EXAMPLES


def test_the_page_offers_regimes_and_examples(client: TestClient) -> None:
    page = client.get("/").text
    assert '<html lang="nl">' in page
    for regeling in laad().regelingen.values():
        assert f'<option value="{regeling.regeling}">{regeling.naam}</option>' in page
    for _, vragen in EXAMPLES:
        assert all(vraag in unescape(page) for vraag in vragen)


def test_no_inline_script_style_or_handler(client: TestClient) -> None:
    for path in ("/", f"/bronnen/{DOCUMENT}", "/api/docs"):
        page = client.get(path).text
        scripts = re.findall(r"<script[^>]*>", page)
        assert all("src=" in tag or 'type="application/json"' in tag for tag in scripts)
        assert "<style" not in page
        assert not re.search(r"<[^>]*\s(style|on\w+)=", page.replace("onerror=alert", ""))


@pytest.mark.parametrize(
    ("velden", "status", "melding"),
    [
        ({"vraag": "  "}, 422, "typ eerst een vraag"),
        ({"vraag": "x" * 20_001}, 422, "hoogstens 20000 tekens"),
        ({"vraag": "hallo", "regeling": "nergens"}, 422, "geen bekende regeling"),
        ({"vraag": "hallo", "regeling": "r" * 101}, 422, "hoogstens 100 tekens"),
    ],
)
def test_what_was_typed_is_kept_on_an_error(
    client: TestClient, velden: dict[str, str], status: int, melding: str
) -> None:
    antwoord = client.post("/", data=velden)
    assert antwoord.status_code == status
    assert melding in antwoord.text
    assert velden["vraag"].strip() in antwoord.text


def test_what_was_typed_is_kept_while_the_server_gets_ready(assistant: ScriptedAssistant) -> None:
    client = TestClient(create_app(lambda melden: assistant), base_url="http://127.0.0.1")
    antwoord = client.post("/", data={"vraag": "Bewaar mij"})
    assert antwoord.status_code == 503
    assert ">Bewaar mij</textarea>" in antwoord.text
    assert "wordt klaargezet" in antwoord.text


def test_hostile_text_stays_text(client: TestClient) -> None:
    vraag = '"><script>alert(1)</script>'
    page = client.post("/", data={"vraag": f"vijandig {vraag}"}).text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page


def test_a_bsn_is_not_repeated(client: TestClient) -> None:
    page = client.post("/", data={"vraag": "Kind met bsn 111222333 zoekt hulp"}).text
    assert "111222333" not in page
    assert "burgerservicenummer" in page


def test_the_reading_view_has_an_anchor_for_every_section(client: TestClient) -> None:
    page = client.get(f"/bronnen/{DOCUMENT}").text
    assert f'id="{SECTIE.replace(" ", "-")}"' in page
    assert "vanaf 1 juli 2025" in page
    assert "De voetnoten ontbreken." in page
    assert "Plaats in de bron: dia ‘Stapelen’." in page
    assert '<h2 class="groep">Stapelen</h2>' in page
    assert "<td>1</td>" in page
    assert "<img" not in page


def test_scripts_and_styles_ask_nothing_from_elsewhere() -> None:
    for path in (p for p in (Path(web.__file__).parent / "static").rglob("*") if p.is_file()):
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http" not in re.sub(r"https?\b(?!:)", "", text), path.name
        assert "innerHTML" not in text
        assert "outerHTML" not in text
        assert "insertAdjacentHTML" not in text
