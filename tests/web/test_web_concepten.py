"""The page of the reply drafts: by plain requests, and in a real Chromium with and without scripts."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from fastapi import FastAPI
from processes import LONGEST
from starlette.testclient import TestClient
from web_support import ScriptedAssistant

from web.app import create_app

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect

MAIL = """Beste collega,

Het gaat om een kind in Hoorn, bel 06-12345678.

1. Mag segment B met segment B naast elkaar in Hoorn?
2. Wat voor weer wordt het morgen in Parijs?
3. En voor welke regio geldt de nieuwe woonplaats?

Met vriendelijke groet,
Els de Wit
"""
EML = (
    "From: Els de Wit <els@voorbeeld.nl>\r\nTo: loket@gemeente.nl\r\nSubject: Stapelen\r\n"
    "Message-ID: <1@voorbeeld.nl>\r\n"
    "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + MAIL
).encode()


def paste(page: Page, mail: str = MAIL) -> None:
    page.get_by_role("textbox", name="E-mail").fill(mail)
    page.get_by_role("button", name="Maak een concept").click()


def saved(page: Page, button: str) -> bytes:
    """What a click on a download button gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_bytes()


@pytest.mark.parametrize(
    ("email", "bestand", "melding"),
    [
        ("  \n", b"", "Plak de tekst van een e-mail, of kies een bestand."),
        (MAIL, EML, "U plakte een e-mail en koos een bestand; laat een van de twee weg."),
        ("woord " * 4000, b"", "Hoogstens 20000 tekens tekst; plak alleen het bericht zelf."),
        ("", b"%PDF-1.7 tekst", "Dit bestand is geen e-mail; kies een .eml-bestand, of plak de tekst."),
        (
            "",
            b"\xd0\xcf\x11\xe0\0\0",
            "Dit is een .msg-bestand; sla de e-mail in Outlook op als .eml, of plak de tekst.",
        ),
        ("", b"plaatje\0\x01", "Dit bestand is geen e-mail; kies een .eml-bestand, of plak de tekst."),
    ],
)
def test_what_is_no_mail_is_said_and_nothing_typed_is_lost(
    client: TestClient, assistant: ScriptedAssistant, email: str, bestand: bytes, melding: str
) -> None:
    page = client.post(
        "/concepten", data={"email": email, "ondertekening": "Jan"}, files={"bestand": ("mail.eml", bestand)}
    )
    assert page.status_code == 422
    assert melding in page.text
    assert f"{email.strip()}" in page.text
    assert ">Jan</textarea>" in page.text
    assert assistant.requests == []


def test_an_assistant_that_is_not_ready_is_said_and_the_mail_stays(assistant: ScriptedAssistant) -> None:
    def broken(melden: Any) -> ScriptedAssistant:
        raise RuntimeError("stuk")

    app = create_app(broken)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        app.state.opening.wait(LONGEST)
        page = client.post("/concepten", data={"email": "Mag segment B?"}, files={"bestand": ("", b"")})
    assert page.status_code == 503
    assert "Mag segment B?</textarea>" in page.text
    assert "Uw e-mail staat hieronder nog." in page.text


def test_what_is_counted_has_no_personal_data(client: TestClient, app: FastAPI) -> None:
    page = client.post("/concepten", data={"email": MAIL}, files={"bestand": ("", b"")})
    assert page.status_code == 200
    assert "06-12345678" not in page.text
    app.state.running._pool.shutdown(wait=True)
    events = list(app.state.store.events.since(datetime(2000, 1, 1, tzinfo=UTC)))
    assert [(e.channel, e.status) for e in events] == [("concept", s) for s in ("answered", "refused", "clarify")]
    assert "06-12345678" not in "".join(e.question or "" for e in events)


@pytest.mark.parametrize(
    ("change", "melding"),
    [
        ({"antwoord": " "}, "het antwoord is leeg"),
        ({"aan": "a@b.nl\r\nBcc: c@d.nl"}, "dit is geen e-mailadres"),
        ({"concept": "{}"}, "het concept is niet te lezen"),
        ({"vorm": "pdf"}, "kies docx of eml"),
    ],
)
def test_a_download_of_something_else_is_refused(client: TestClient, change: dict[str, str], melding: str) -> None:
    form = {"vorm": "eml", "antwoord": "Dag", "aan": "", "concept": "{}"} | change
    answer = client.post("/concepten/bestand", data=form)
    assert answer.status_code == 422
    assert melding in answer.json()["detail"]


@pytest.mark.browser
def test_from_a_pasted_mail_to_an_edited_reply(visit: Any) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"]).open("/concepten")
    paste(page)
    expect(page.get_by_text("In de e-mail zijn 3 vragen gevonden.")).to_be_visible()
    expect(page.get_by_text("voordat hij werd gelezen: een telefoonnummer.")).to_be_visible()
    expect(page.locator(".mailvraag").first.get_by_role("heading", level=2)).to_contain_text("Mag segment B")
    expect(page.get_by_role("heading", name="Toegestaan onder een voorwaarde")).to_be_visible()
    expect(page.locator("#vraag-1 .bronnen li")).to_have_count(2)
    expect(page.get_by_role("checkbox", name="Buiten het onderwerp")).to_be_visible()
    reply = page.get_by_role("textbox", name="Antwoord", exact=True)
    expect(reply).to_have_value(re.compile("^Beste Els de Wit,"))
    expect(page.locator("#plekken p")).to_have_text("Nog 3 plekken in te vullen.")
    page.get_by_role("button", name="Ga naar de volgende plek").click()
    page.keyboard.type("Dat weet Piet.")
    expect(page.locator("#plekken p")).to_have_text("Nog 2 plekken in te vullen.")
    page.get_by_role("button", name="Kopieer").click()
    expect(page.get_by_role("button", name="Gekopieerd")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Dat weet Piet." in copied
    assert "**" not in copied


@pytest.mark.browser
def test_a_mail_file_by_scripts_shows_that_it_is_worked_on(visit: Any) -> None:
    page = visit().open("/concepten")
    expect(page.locator("#bestand-uitleg .met-script")).to_be_visible()
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.items.add(new File([text, "x".repeat(2_000_000)], "vraag.eml"));
          document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }""",
        EML.decode().replace("Content-Type: text/plain", "X-Attached: y\r\nContent-Type: text/plain"),
    )
    expect(page.get_by_text("Gekozen: vraag.eml")).to_be_visible()
    assert page.locator("#bestand").evaluate("input => input.files[0].size") == 900_000
    page.get_by_role("button", name="Haal het bestand weg").click()
    page.route("**/concepten", lambda route: None)  # the server does not answer
    page.get_by_role("textbox", name="E-mail").fill(MAIL)
    said = page.evaluate(  # in one go: Playwright itself waits as long as a page is on its way
        """async () => {
          document.getElementById("maak").click();
          await new Promise((done) => setTimeout(done, 200));
          const busy = [document.getElementById("melding").innerText, document.getElementById("maak").disabled];
          document.getElementById("stop").click();
          return busy;
        }"""
    )
    assert said == ["De e-mail wordt gelezen en elke vraag wordt beantwoord. Dat kan even duren.", True]
    expect(page.get_by_role("status")).to_have_text("Gestopt. Uw e-mail staat er nog.")
    expect(page.get_by_role("textbox", name="E-mail")).to_have_value(MAIL)


@pytest.mark.browser
def test_without_scripts_a_mail_file_becomes_a_word_file_and_a_mail(visit: Any) -> None:
    page = visit(java_script_enabled=False).open("/concepten")
    page.get_by_label("Of een bestand").set_input_files(
        {"name": "vraag.eml", "mimeType": "message/rfc822", "buffer": EML}
    )
    page.get_by_role("button", name="Maak een concept").click()
    expect(page.get_by_role("textbox", name="Aan")).to_have_value("els@voorbeeld.nl")
    page.get_by_role("textbox", name="Antwoord", exact=True).fill("**Antwoord**\n\nDat mag [1].")
    page.get_by_role("textbox", name="Onderwerp").fill("Re: anders")
    page.get_by_role("checkbox", name="Buiten het onderwerp").check()

    mail = message_from_bytes(saved(page, "Download als e-mail"), policy=policy.default)
    assert (mail["To"], mail["Subject"]) == ("els@voorbeeld.nl", "Re: anders")
    assert (mail["X-Unsent"], mail["In-Reply-To"]) == ("1", "<1@voorbeeld.nl>")
    assert mail.get_body(("plain",)).get_content().split() == ["Antwoord", "Dat", "mag", "[1]."]

    word = Document(io.BytesIO(saved(page, "Download als Word-bestand")))
    lines = [p.text for p in word.paragraphs]
    assert "Dat mag [1]." in lines
    assert "Gegeven nodig van de afzender (vraag 3): Om welke regio gaat het?" in lines
    assert not any(line.startswith("Buiten het onderwerp") for line in lines)
    assert word.tables[0].rows[1].cells[0].text == "1"
