"""The list of documents, searching in it, and the reading view."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from starlette.testclient import TestClient
from web_support import DOCUMENT, SECTIE, VIJANDIG, ScriptedAssistant

from knowledge.artikelen import artikelbestanden
from knowledge.store import laad
from tools import registry
from web.app import create_app
from web.documents import artikelen, eigen_documenten
from web.highlight import LANGSTE_FRAGMENT, Zoekwoorden, fragment, markeer_html
from web.usage import gebruik


@pytest.fixture
def added(cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with three documents that somebody added."""
    folder = tmp_path / "stukken"
    folder.mkdir()
    for number in (1, 2, 3):
        (folder / f"nota-{number}.md").write_text(
            f"# Nota {number}\n\nDe termijn van nota {number} is {number}0 weken.\n"
        )
    data = tmp_path / "data"
    klaar = cli("ingest", folder, "--regeling", "westfriesland-2025", "--index", data / "index", "--json")
    assert klaar.code == 0, klaar.stderr
    monkeypatch.setenv("WEGWIJZER_DATA", str(data))
    return data


def test_every_article_is_listed_with_regime_and_period(client: TestClient) -> None:
    page = unescape(client.get("/bronnen").text)
    rows = artikelen(laad())
    assert [row.document for row in rows] == [p.stem for p in artikelbestanden(laad().map)]
    for row in rows:
        assert f'href="/bronnen/{row.document}">{row.titel}</a>' in page
        assert row.periode in page
    assert rows[0].periode == "vanaf 1 januari 2022"
    assert "Er zijn geen documenten toegevoegd." in page


def test_documents_that_were_added_are_listed(client: TestClient, added: Path) -> None:
    page = unescape(client.get("/bronnen").text)
    assert re.findall(r'href="/bronnen/(nota-\d\.md)">(Nota \d)</a>', page) == [
        (f"nota-{n}.md", f"Nota {n}") for n in (1, 2, 3)
    ]
    rows, total = eigen_documenten(1, 1)
    assert ([(r.document, r.regeling, r.eigen) for r in rows], total) == (
        [("nota-2.md", "westfriesland-2025", True)],
        3,
    )


def test_what_is_known_of_a_document_that_was_added_is_in_the_list(
    client: TestClient, cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nota.md").write_text("# Nota\n\nDe termijn is 10 weken.\n")
    data = tmp_path / "data"
    said = ["--datum", "5 maart 2026", "--uitgever", "Gemeente Duin", "--van", "1-4-2026"]
    klaar = cli("ingest", tmp_path / "nota.md", *said, "--index", data / "index", "--json")
    assert klaar.code == 0, klaar.stderr
    monkeypatch.setenv("WEGWIJZER_DATA", str(data))
    assert "vanaf 1 april 2026 · 5 maart 2026 · Gemeente Duin" in unescape(client.get("/bronnen").text)


def test_a_long_list_has_pages(client: TestClient, added: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.pages.sources.PER_PAGINA", 2)
    first, second = client.get("/bronnen").text, client.get("/bronnen?pagina=2").text
    assert ("nota-2.md" in first, "nota-3.md" in first, "Pagina 1 van 2" in first) == (True, False, True)
    assert ("nota-2.md" in second, "nota-3.md" in second) == (False, True)
    for odd in ("0", "-1", "x", "9" * 30, "3"):
        assert client.get(f"/bronnen?pagina={odd}").status_code == 200


def test_hits_have_their_words_marked_and_lead_to_the_passage(client: TestClient) -> None:
    page = client.get("/bronnen?q=toewijzing+naast+elkaar").text
    assert "<mark>toewijzing</mark>" in page
    anchor = SECTIE.replace(" ", "-")
    assert f'href="/bronnen/{DOCUMENT}?q=toewijzing+naast+elkaar#{anchor}"' in page
    assert page.count(f'<h3><a href="/bronnen/{DOCUMENT}?q=') == 3


def test_what_is_only_near_in_meaning_is_said(client: TestClient, assistant: ScriptedAssistant) -> None:
    found = assistant.search("iets", k=2)
    far = [hit.model_copy(update={"woord": False}) for hit in found]
    said = "Deze woorden staan in geen passage"
    for hits, is_said in ((found, False), (far, True), ([far[0], found[0]], False)):
        assistant.search = lambda *_, hits=hits, **__: hits  # type: ignore[method-assign,misc]
        page = client.get("/bronnen?q=iets").text
        assert (said in page) == is_said
        assert ("De 2 passages die het best passen" in page) != is_said
        assert page.count("<li>\n      <h3><a href=") == 2


@pytest.mark.parametrize(
    ("question", "has_words"),
    [
        ("xyzzy", False),
        ("qwerty asdf", False),
        ("pannenkoeken recept", False),
        ("raket naar mars", False),
        ("voetbaluitslag", False),
        ("zzz", False),
        ("xkcd 927", False),
        ("uitbetaling", True),
        ("einddatum herstel", True),
        ("wanneer factureren", True),
        ("budgetplafond verhogen", True),
        ("mag een psycholoog twee dossiers tegelijk", True),
        ("504dz", True),
    ],
)
def test_whether_a_word_is_anywhere_is_known_of_a_search(real_assistant: Any, question: str, has_words: bool) -> None:
    hits = real_assistant.search(question, k=20)
    assert any(hit.woord for hit in hits) == has_words
    assert "woord" not in hits[0].model_dump()


def test_hostile_words_stay_words(client: TestClient) -> None:
    page = client.get("/bronnen", params={"q": VIJANDIG}).text
    assert "<script>alert" not in page
    assert "<img" not in page


def test_a_search_that_cannot_be_done_is_said_on_the_page(client: TestClient) -> None:
    answer = client.get("/bronnen?q=iets&regeling=onbekend")
    assert answer.status_code == 422
    assert "geen bekende regeling" in unescape(answer.text)
    waiting = TestClient(create_app(lambda melden: ScriptedAssistant()), base_url="http://127.0.0.1")
    answer = waiting.get("/bronnen?q=iets")
    assert answer.status_code == 503
    assert "wordt klaargezet" in answer.text
    assert "wf-segment-b-2025" in answer.text


def test_the_reading_view_marks_words_and_points_at_a_passage(client: TestClient) -> None:
    page = client.get(f"/bronnen/{DOCUMENT}?q=toewijzing&passage=Tot-slot").text
    assert "<mark>toewijzingen</mark>" in page
    assert '<section class="sectie aangewezen" id="Tot-slot"' in page
    assert "<mark>" not in client.get(f"/bronnen/{DOCUMENT}").text


def test_the_reading_view_says_where_a_section_is_used(client: TestClient) -> None:
    uses = gebruik(laad(), DOCUMENT)
    assert [u.tool for u in uses["Stapelen van segment B met segment B"]] == ["stapelen"]
    assert [u.titel for u in uses["Wat een intensiteit is"]] == ["Begrippen"]
    assert "Wat een intensiteit is" not in gebruik(laad(), "zw-conversie-2022")
    for name in registry.namen():
        rules = laad().regelingen["westfriesland-2025"]
        part = registry.tool(name).regels(rules)
        if part is not None:
            assert name in [u.tool for u in uses[part.bron.section]]


def test_the_use_of_a_section_links_to_the_tool(client: TestClient, assistant: ScriptedAssistant) -> None:
    section = assistant.document(DOCUMENT)
    assert section
    real = section.secties[0].model_copy(update={"section": "Stapelen van segment B met segment B"})
    assistant.document = lambda document: section.model_copy(update={"secties": [real]})  # type: ignore[method-assign]
    page = client.get(f"/bronnen/{DOCUMENT}").text
    assert 'Gebruikt in: <a class="utrecht-link" href="/beslishulpen/stapelen">Stapelen van toewijzingen</a>' in page


# --- marking words


@pytest.mark.parametrize(
    ("question", "text", "marked"),
    [
        ("toewijzing", "De Toewijzing en de toewijzingen.", ["Toewijzing", "toewijzingen"]),
        ("toewijzingen", "een toewijzing", ["toewijzing"]),
        ("cliënten", "Clienten en cliënten", ["Clienten", "cliënten"]),
        ("504DZ de", "de code 504DZ", ["504DZ"]),
        ("", "niets", []),
        ("mag", "vermag magie mag", ["mag"]),
        ("<b> weken", "a <b> & <i>weken</i> b", ["weken"]),
    ],
)
def test_words_are_marked_whatever_their_ending(question: str, text: str, marked: list[str]) -> None:
    html = fragment(text, Zoekwoorden(question))
    assert re.findall("<mark>(.*?)</mark>", html) == marked
    assert unescape(re.sub("</?mark>", "", html)) == text
    assert set(re.findall("<[^>]*>", html)) <= {"<mark>", "</mark>"}


def test_an_excerpt_is_short_and_has_the_words() -> None:
    html = fragment(
        f"{'Vooraf gaat veel. ' * 60}Hier staat de **termijn** van zes weken. {'Daarna ook. ' * 60}",
        Zoekwoorden("termijn"),
    )
    assert "<mark>termijn</mark>" in html
    assert len(re.sub("<[^>]*>", "", html)) <= LANGSTE_FRAGMENT + 4
    assert "**" not in html


def test_marking_leaves_the_html_whole() -> None:
    html = Markup('<p>Een <a href="/termijn">termijn</a> &lt;termijn&gt;</p>')
    assert str(markeer_html(html, Zoekwoorden("termijn"))) == (
        '<p>Een <a href="/termijn"><mark>termijn</mark></a> &lt;<mark>termijn</mark>&gt;</p>'
    )
