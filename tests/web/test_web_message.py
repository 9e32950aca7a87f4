"""Checking an iJw message on its page and over HTTP: a large text that is posted, and never a file of the server."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from jw_berichten import GEHEIM, JW315, JW317, anders
from starlette.testclient import TestClient

from tools.registry import voer_uit
from web.guard import GROOTSTE_BODY, MET_BERICHT
from web.language import teksten

PAGE, API = "/beslishulpen/jw_bericht", "/api/tools/jw_bericht"
T = teksten("nl")


@pytest.mark.parametrize("xml", [JW317, JW315, anders(JW317, "999900006", "999900007"), "<x/>"])
def test_the_page_has_the_outcome_of_the_tool(client: TestClient, xml: str) -> None:
    direct = voer_uit("jw_bericht", {"xml": xml})
    answer = client.post(PAGE, data={"xml": xml})
    assert answer.status_code == 200
    page = unescape(answer.text)
    assert f"{T(f'oordeel.{direct.verdict}')}</h3>" in page
    assert direct.conclusion in page
    for check in direct.checks:
        assert check.explanation in page
    for note in direct.notes:
        assert note in page


def test_the_form_is_posted_and_can_be_filled_from_a_file(client: TestClient) -> None:
    page = client.get(PAGE).text
    assert f'<form class="formulier" method="post" action="{PAGE}#uitkomst">' in page
    assert '<textarea class="utrecht-textarea utrecht-textarea--html-textarea" id="veld-xml" name="xml"' in page
    assert 'type="file" accept=".xml,text/xml,application/xml" data-vult="veld-xml"' in page
    assert "message-file.js" in page
    assert "message-file.js" not in client.get("/beslishulpen/stapelen").text
    assert T("hulp.landelijk") in client.get("/beslishulpen").text


def test_wrong_input_stands_at_the_field(client: TestClient) -> None:
    answer = client.post(PAGE, data={"xml": "geen xml"})
    assert answer.status_code == 422
    assert 'id="veld-xml-fout"' in answer.text


def test_over_http_the_envelope_or_what_is_wrong(client: TestClient) -> None:
    answer = client.post(API, json={"xml": JW317})
    assert answer.json() == voer_uit("jw_bericht", {"xml": JW317}).model_dump(mode="json")
    assert not [secret for secret in GEHEIM if secret in answer.text]
    for xml in ("", "tekst", "<a>", "<!DOCTYPE a><a/>", 5, "<a>" + "x" * 1_000_000 + "</a>", __file__):
        wrong = client.post(API, json={"xml": xml})
        assert wrong.status_code == 422, xml
        assert wrong.json()["errors"][0]["field"] == "xml"


def test_a_file_of_the_server_is_never_read(client: TestClient, tmp_path: Path) -> None:
    file = tmp_path / "bericht.xml"
    file.write_text(JW315, encoding="utf-8")
    assert client.post(API, json={"xml": str(file)}).status_code == 422
    assert client.post(PAGE, data={"xml": str(file)}).status_code == 422


def test_a_message_may_be_larger_than_another_body(client: TestClient) -> None:
    filled = JW317.replace("<m:Client>", f"<!-- {';&' * 400_000} --><m:Client>")
    assert len(filled) < 1_000_000 < GROOTSTE_BODY < 2 * len(filled)
    assert {API, PAGE} == MET_BERICHT
    answer = client.post(PAGE, data={"xml": filled})
    assert answer.status_code == 200


def test_the_page_keeps_nothing(client: TestClient) -> None:
    client.post(PAGE, data={"xml": JW317})
    again = client.get(PAGE)
    assert not [secret for secret in GEHEIM if secret in again.text]
    assert again.headers["cache-control"] == "no-store"
