"""Documents of users among the sources: where a passage stands, what is known of its document, who may read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi import FastAPI
from pptx import Presentation
from starlette.testclient import TestClient

from assistant.models import AskRequest
from assistant.service import Assistant
from assistant.settings import Settings
from evals.assistants import Assistenten
from knowledge.documents import read_file
from web.app import create_app

ADDRESS = "https://wegwijzer.example.nl"
NOTA = """---
titel: Nota vervoer Duin
datum: 2026-03-05
uitgever: Gemeente Duin
periode: {van: 2026-04-01, tot: 2026-12-31}
---
# Vervoer

De begeleider krijgt in Duin 23 cent per fietskilometer.
"""
RIJEN = "\n".join(
    f"| {n}QX | Begeleiding van soort {n} met een omschrijving die lang is | {n} |" for n in range(101, 221)
)
LANG = f"# Lijst van Duin\n\n## Codes\n\n| code | omschrijving | bedrag |\n| --- | --- | --- |\n{RIJEN}\n"


def _deck(path: Path) -> None:
    deck = Presentation()
    for title, text in (("Contract Duin", "Voor aanbieders"), ("Tarief", "Het tarief van 901QX is 84 euro per uur.")):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = text
    deck.save(str(path))


@pytest.fixture(scope="module")
def own(assistants: Callable[..., Assistenten], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant that has read a deck, a note and a long table."""
    folder: Path = tmp_path_factory.mktemp("stukken")
    _deck(folder / "deck.pptx")
    (folder / "nota.md").write_text(NOTA, encoding="utf-8")
    (folder / "lang.md").write_text(LANG, encoding="utf-8")
    with assistants(Settings(model=None)) as assistenten:
        yield assistenten.met(str(folder))


@pytest.fixture
def app(own: Assistant) -> FastAPI:
    class Kept:
        """The assistant, which the server may not close."""

        def __getattr__(self, name: str) -> object:
            return getattr(own, name)

        def close(self) -> None:
            """Leave it open for the next test."""

    return create_app(lambda melden: Kept(), address=ADDRESS)  # type: ignore[arg-type,return-value]


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 50000)) as client:
        assert app.state.opening.wait(60)
        yield client


def test_the_slide_of_a_passage_is_said(client: TestClient, own: Assistant) -> None:
    sections = client.get("/api/documents/deck.pptx").json()["secties"]
    assert "dia 2" in [s["plaats"] for s in sections]
    hit = client.get("/api/search", params={"q": "901QX"}).json()["passages"][0]
    assert (hit["document"], hit["plaats"]) == ("deck.pptx", "dia 2")
    assert "dia 2" in client.get("/bronnen?q=901QX").text
    assert "dia 2" in client.get("/bronnen/deck.pptx").text


def test_a_hit_in_an_article_has_no_slide(client: TestClient) -> None:
    hits = client.get("/api/search", params={"q": "segment B stapelen", "regeling": "westfriesland-2025"}).json()
    assert hits["passages"][0]["document"] == "wf-segment-b-2025"
    assert hits["passages"][0]["plaats"] == ""


def test_a_citation_keeps_the_keys_of_the_contract(own: Assistant) -> None:
    answer = own.ask(AskRequest(question="Hoeveel cent per fietskilometer krijgt de begeleider in Duin?"))
    keys = {"marker", "document", "title", "section", "regeling", "quote"}
    assert all(set(c.model_dump()) == keys for c in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "Wat is het tarief van 901QX in het contract Duin?",
        "Wat is het tarief van 901 QX?",
        "wat kost 901qx per uur",
        "Hoeveel euro is 901QX per uur?",
        "Wat is 901QX?",
    ],
)
def test_the_exact_code_of_a_question_is_answered_by_the_document_that_bears_it(
    client: TestClient, question: str
) -> None:
    answer = client.post("/api/ask", json={"question": question}).json()
    assert answer["status"] == "answered"
    assert "84 euro per uur" in answer["answer"]
    assert "Dit staat in uw document" in answer["answer"]
    assert answer["citations"][0]["document"] == "deck.pptx"


@pytest.mark.parametrize(
    "question",
    [
        "Mag ik 901QX stapelen met segment B?",
        "Wie is de contactpersoon voor 901QX?",
        "Wat is het tarief van 902QX?",
        "Wat is het tarief van 50405DZ?",
        "Wat is het tarief?",
        "Welk formulier heb ik nodig?",
        "Wat is de einddatum van het contract?",
    ],
)
def test_what_no_own_passage_says_is_not_answered_from_it(client: TestClient, question: str) -> None:
    answer = client.post("/api/ask", json={"question": question}).json()
    assert "84 euro" not in answer["answer"] or answer["status"] == "abstain"


@pytest.mark.parametrize("where", ["/bronnen/nota.md", "/bronnen?q=fietskilometer"])
def test_date_and_publisher_are_shown(client: TestClient, where: str) -> None:
    page = unescape(client.get(where).text)
    assert "5 maart 2026" in page
    assert "Gemeente Duin" in page


def test_the_period_of_an_own_document_is_its_own(client: TestClient) -> None:
    view = client.get("/api/documents/nota.md").json()
    assert view["periode"] == "1 april 2026 tot en met 31 december 2026"
    assert (view["datum"], view["uitgever"]) == ("2026-03-05", "Gemeente Duin")
    assert client.get("/api/documents/lang.md").json()["periode"] == "niet genoemd"


@pytest.mark.parametrize("code", ["102QX", "160QX", "219QX"])
def test_a_hit_leads_to_its_own_piece(client: TestClient, code: str) -> None:
    page = unescape(client.get("/bronnen", params={"q": code}).text)
    found = re.search(r'href="/bronnen/lang\.md\?q=\w+#([^"]+)"', page)
    assert found
    reading = unescape(client.get("/bronnen/lang.md").text)
    piece = re.search(rf'<section(?:(?!<section).)*id="{re.escape(found[1])}".*?</section>', reading, re.DOTALL)
    assert piece
    assert code in piece[0]


def test_every_piece_has_an_anchor_of_its_own(client: TestClient, tmp_path: Path) -> None:
    reading = client.get("/bronnen/lang.md").text
    ids = re.findall(r'\bid="([^"]+)"', reading)
    assert len(ids) == len(set(ids))
    path = tmp_path / "lang.md"
    path.write_text(LANG, encoding="utf-8")
    assert sum(id_.startswith("passage-") for id_ in ids) == len(read_file(path, tmp_path)) > 5


def test_others_on_the_network_read_no_documents_of_users(app: FastAPI) -> None:
    with TestClient(app, base_url=ADDRESS, client=("10.0.0.7", 50000)) as elsewhere:
        assert app.state.opening.wait(60)
        for document in ("deck.pptx", "nota.md", "lang.md"):
            assert elsewhere.get(f"/bronnen/{document}").status_code == 404
        for question in ("901QX", "fietskilometer", "segment B stapelen"):
            page = elsewhere.get("/bronnen", params={"q": question})
            assert page.status_code == 200
            assert not re.search(r"deck\.pptx|nota\.md|lang\.md|84 euro|23 cent", page.text)
        assert "wf-segment-b-2025" in page.text
        assert elsewhere.get("/bronnen/wf-segment-b-2025").status_code == 200
