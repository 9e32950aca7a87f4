"""Managing in a real Chromium, with the real assistant: a document goes in, answers a question, and goes out."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from processes import LONGEST
from web_support import ScriptedAssistant, WithIndex

from assistant.documents import neem_op
from knowledge.index import Progress
from knowledge.ingest import LEZEN, Afgebroken
from web.app import create_app
from web.intake import Task

pytestmark = pytest.mark.browser
pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, Route, expect  # noqa: E402

QUESTION = "Hoeveel cent per kilometer is de fietsvergoeding voor een begeleider?"
FIETS = "# Werkafspraak fietsvergoeding\n\nDe fietsvergoeding voor een begeleider is 23 cent per kilometer.\n"
DAMAGED = "kapot.docx: het bestand is beschadigd (de inhoud is niet uit te pakken)."


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """One that can be read and one that is broken."""
    (tmp_path / "fietsafspraak.md").write_text(FIETS)
    (tmp_path / "kapot.docx").write_bytes(b"PK\x03\x04 kapot")
    return [tmp_path / "fietsafspraak.md", tmp_path / "kapot.docx"]


@pytest.fixture
def real(fresh: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    """The application as it is served, on a data folder of its own."""
    monkeypatch.setenv("WEGWIJZER_DATA", str(fresh(index=True)))
    return create_app()


@pytest.fixture
def with_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    """The scripted assistant beside a real index, empty."""
    monkeypatch.setenv("WEGWIJZER_DATA", str(tmp_path / "data"))
    return create_app(lambda melden: WithIndex())


def ask(page: Page, question: str) -> str:
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Vragen").click()
    page.get_by_role("textbox", name="Uw vraag").fill(question)
    page.get_by_role("button", name="Vraag stellen").click()
    expect(page.locator(".beurt[data-stand=klaar]")).to_be_visible()
    return page.locator(".beurt .tekst").inner_text()


def to_documents(page: Page) -> None:
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Beheer").click()
    page.locator("main").get_by_role("link", name="Documenten").first.click()


@pytest.mark.slow
def test_a_document_goes_in_answers_and_goes_out(visit: Any, real: FastAPI, files: list[Path]) -> None:
    page = visit(real).open("/beheer")
    assert real.state.opening.wait(LONGEST)
    assert "23 cent" not in ask(page, QUESTION)

    to_documents(page)
    page.get_by_label("Bestanden").set_input_files(files)
    expect(page.locator(".gekozen li")).to_have_count(2)
    expect(page.get_by_role("status")).to_have_text("2 bestanden gekozen.")
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.get_by_role("heading", name="Documenten verwerkt")).to_be_visible()
    expect(page.get_by_role("heading", name="1 bestand is overgeslagen")).to_be_visible()
    expect(page.locator(".uitkomsten .nee")).to_have_text(DAMAGED)
    expect(page.locator(".uitkomsten .ja")).to_have_text("fietsafspraak.md: 1 passage")

    assert "23 cent per kilometer" in ask(page, QUESTION)
    page.locator(".bronnen").get_by_role("link", name="Werkafspraak fietsvergoeding").click()
    expect(page.locator(".sectie").first).to_contain_text("23 cent per kilometer")

    to_documents(page)
    expect(page.locator(".document")).to_have_count(2)
    expect(page.locator(".document.aandacht")).to_contain_text("Overgeslagen: het bestand is beschadigd")
    row = page.locator(".document").filter(has_text="fietsafspraak.md")
    row.get_by_text("Verwijder", exact=True).click()
    row.get_by_role("button", name="Ja, verwijder fietsafspraak.md").click()
    expect(page.get_by_role("heading", name="Verwijderd")).to_be_visible()
    assert "23 cent" not in ask(page, QUESTION)


def test_the_same_without_scripts(visit: Any, with_index: FastAPI, files: list[Path]) -> None:
    visitor = visit(with_index, java_script_enabled=False)
    assert with_index.state.opening.wait(LONGEST)
    page = visitor.open("/beheer/documenten")
    page.get_by_label("Bestanden").set_input_files(files)
    page.get_by_text("Wat voor deze bestanden geldt").click()
    page.get_by_label("Uitgever").fill("Gemeente Hoorn")
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.get_by_role("heading", name="Documenten verwerkt")).to_be_visible()
    expect(page.locator(".uitkomsten .nee")).to_have_text(DAMAGED)
    page.get_by_role("link", name="Naar de documenten").click()
    row = page.locator(".document").filter(has_text="fietsafspraak.md")
    expect(row).to_contain_text("Gemeente Hoorn")
    row.get_by_text("Verwijder", exact=True).click()
    row.get_by_role("button", name="Ja, verwijder").click()
    expect(page.get_by_role("heading", name="Verwijderd")).to_be_visible()
    page.get_by_role("link", name="Naar de documenten").click()
    expect(page.locator(".document")).to_have_count(1)


DROP = """([name, text]) => {
  const files = new DataTransfer();
  files.items.add(new File([typeof text === "number" ? "x".repeat(text) : text], name));
  for (const kind of ["dragover", "drop"]) {
    const how = { bubbles: true, cancelable: true, dataTransfer: files };
    document.body.dispatchEvent(new DragEvent(kind, how));
  }
}"""


def test_files_are_dropped_taken_back_and_too_large_ones_refused(
    visit: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEGWIJZER_DATA", str(tmp_path / "data"))
    page = visit().open("/beheer/documenten")
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.get_by_role("status")).to_have_text("Kies eerst een of meer bestanden.")
    page.evaluate(DROP, ["een.md", "een"])
    page.evaluate(DROP, ["twee.md", "twee"])
    page.evaluate(DROP, ["een.md", "nog een"])
    expect(page.locator(".gekozen li")).to_have_text(["een.md1 kB×", "twee.md1 kB×", "een (2).md1 kB×"])
    page.get_by_role("button", name="Haal een (2).md weg").click()
    page.get_by_role("button", name="Haal twee.md weg").press("Enter")
    expect(page.locator(".gekozen li")).to_have_count(1)
    expect(page.get_by_label("Bestanden")).to_be_focused()
    page.evaluate(DROP, ["groot.md", 50 * 1024 * 1024 + 1])
    expect(page.locator(".gekozen li")).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text(
        "groot.md is groter dan 50 MB en kan er niet bij. 1 bestand gekozen."
    )


def test_files_chosen_before_the_script_came_are_in_the_list(
    visit: Any, tmp_path: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEGWIJZER_DATA", str(tmp_path / "data"))
    visitor = visit()
    page = visitor.open("/beheer")
    held: list[Route] = []
    page.route("**/beheer-documenten.js*", lambda route: held.append(route))
    page.goto(f"{visitor.url}/beheer/documenten", wait_until="commit")
    page.get_by_label("Bestanden").set_input_files(files)
    expect(page.locator(".gekozen li")).to_have_count(0)
    held[0].continue_()
    expect(page.locator(".gekozen li")).to_have_count(2)
    expect(page.get_by_role("status")).to_have_text("2 bestanden gekozen.")


def test_each_file_is_seen_being_sent_and_sending_can_be_stopped(
    visit: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEGWIJZER_DATA", str(tmp_path / "data"))
    page = visit().open("/beheer/documenten")
    for name in ("een.md", "twee.md"):
        page.evaluate(DROP, [name, "woord " * 200_000])
    cdp = page.context.new_cdp_session(page)
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 300_000}
    cdp.send("Network.emulateNetworkConditions", slow)
    page.get_by_role("button", name="Voeg toe").click()
    first, second = page.locator(".gekozen progress").all()
    page.wait_for_function("bar => bar.value > 0 && bar.value < bar.max", arg=first.element_handle())
    assert second.evaluate("bar => bar.value") == 0
    expect(page.get_by_role("status")).to_have_text("Bestanden worden verstuurd.")
    expect(page.get_by_role("button", name="Voeg toe")).to_be_disabled()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("status")).to_have_text("Gestopt. Er is niets toegevoegd.")
    expect(page.get_by_role("button", name="Haal een.md weg")).to_be_visible()
    assert not (tmp_path / "data" / "documenten").exists()


@pytest.mark.parametrize("wide", [1280, 360])
def test_taking_in_is_stopped_by_keyboard_and_goes_on(
    visit: Any, with_index: FastAPI, files: list[Path], monkeypatch: pytest.MonkeyPatch, wide: int
) -> None:
    """From the page of the task and from the list; one hears that it stopped, and the focus is at its heading."""
    free = threading.Event()

    def slow(paths: Any, index: Any, said: Any, progress: Any, *, stop: Callable[[], bool], nu: Any) -> Any:
        progress(Progress(LEZEN, 1, len(paths), Path(paths[0]).name))
        while not free.wait(0.01):
            if stop():
                raise Afgebroken("")
        return neem_op(paths, index, said, progress, stop=stop, nu=nu)

    monkeypatch.setattr("web.intake.neem_op", slow)
    visitor = visit(with_index, viewport={"width": wide, "height": 800})
    assert with_index.state.opening.wait(LONGEST)
    page = visitor.open("/beheer/documenten")
    page.get_by_label("Bestanden").set_input_files(files[:1])
    page.get_by_role("button", name="Voeg toe").click()
    button = page.get_by_role("button", name="Stop")
    expect(button).to_have_accessible_description(re.compile("Als u stopt, blijft wat al was opgenomen"))
    button.press("Enter")
    expect(page.get_by_role("heading", name="Gestopt")).to_be_focused()
    expect(page.get_by_role("heading", name="1 bestand is niet opgenomen")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="Naar de documenten").click()
    line = page.locator(".taakregel")
    expect(line).to_contain_text("Gestopt: 1 bestand is niet opgenomen")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    line.get_by_role("button", name="Ga verder").press("Enter")
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    page.goto(f"{visitor.url}/beheer/documenten")
    page.locator(".taakregel").get_by_role("button", name="Stop").press("Enter")
    expect(page.get_by_role("heading", name="Gestopt")).to_be_visible()
    free.set()
    page.get_by_role("button", name="Ga verder").press("Enter")
    expect(page.get_by_role("heading", name="1 document is opgenomen")).to_be_visible()


def test_a_server_that_is_gone_is_said_where_files_are_added_and_where_they_are_processed(
    visit: Any, with_index: FastAPI
) -> None:
    visitor = visit(with_index, expect_complaints=True)
    assert with_index.state.opening.wait(LONGEST)
    task = Task("opnemen", ["een.md"])
    with_index.state.tasks._known[task.id] = task
    adding, processing = visitor.open("/beheer/documenten"), visitor.open(f"/beheer/documenten/taken/{task.id}")
    expect(processing.get_by_text("Begint zo")).to_be_visible()
    notice = "De server antwoordt niet."
    for page in (adding, processing):
        expect(page.get_by_text(notice)).to_be_hidden()
    visitor.context.set_offline(True)
    for page in (adding, processing):
        expect(page.get_by_text(notice)).to_be_visible()
    visitor.context.set_offline(False)
    for page in (adding, processing):
        expect(page.get_by_text(notice)).to_be_hidden()


def test_logging_in_by_keyboard_comes_where_one_was_going(
    visit: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WEGWIJZER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("WEGWIJZER_BEHEER_WACHTWOORD", "een goed wachtwoord")
    visitor = visit(create_app(lambda melden: ScriptedAssistant()), expect_complaints=True)
    page = visitor.open("/beheer/gebruik")
    expect(page.get_by_label("Wachtwoord")).to_be_focused()
    page.keyboard.type("fout")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Dit wachtwoord klopt niet.")
    page.keyboard.type("een goed wachtwoord")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Gebruik", level=1)).to_be_visible()
    [cookie] = [c for c in visitor.context.cookies() if c["name"] == "beheer"]
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
    page.get_by_role("button", name="Afmelden").press("Enter")
    expect(page.get_by_role("heading", name="Aanmelden bij het beheer")).to_be_visible()
    page.goto(visitor.url + "/beheer/kennisbank")
    expect(page.get_by_label("Wachtwoord")).to_be_visible()
