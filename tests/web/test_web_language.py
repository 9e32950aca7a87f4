"""The texts of the interface, and what a visitor chooses: language and colours."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import web
from web.language import TALEN, TEKSTEN, teksten, verschillen

TEMPLATES = Path(web.__file__).parent / "templates"


def test_every_language_has_the_same_texts() -> None:
    assert verschillen() == []


def test_a_text_that_is_missing_or_has_other_places_is_found(tmp_path: Path) -> None:
    (tmp_path / "nl.yaml").write_text("a:\n  b: Dag {naam}\n  c: Ja\n")
    (tmp_path / "en.yaml").write_text("a:\n  b: Hello {name}\nd: No\n")
    assert verschillen(tmp_path) == [
        "a.c: not in en.yaml",
        "d: not in nl.yaml",
        "a.b: other places in nl.yaml than in en.yaml",
    ]


def test_every_text_that_a_template_names_exists() -> None:
    t = teksten("nl")
    for path in TEMPLATES.glob("*.html"):
        template = path.read_text(encoding="utf-8")
        for name, rest in re.findall(r'\bt\("([\w.]+)"((?:,[^)]*)?)\)', template):
            places = {place for _, place, _, _ in string.Formatter().parse(t(name)) if place}
            assert places <= set(re.findall(r"(\w+)=", rest)), f"{path.name}: {name}"
        for name in re.findall(r'\bt\.aantal\("([\w.]+)",', template):
            assert t.aantal(name, 1, totaal=3) != t.aantal(name, 2, totaal=3)


def test_numbers_have_their_own_text() -> None:
    t = teksten("nl")
    assert t.aantal("bronnen.delen", 1) == "1 deel"
    assert t.aantal("bronnen.delen", 7) == "7 delen"


def test_there_is_no_other_language() -> None:
    assert {path.stem for path in TEKSTEN.iterdir()} == set(TALEN)
    with pytest.raises(KeyError):
        teksten("de")


def test_a_language_is_chosen_in_the_address_and_kept(client: TestClient) -> None:
    assert '<html lang="nl">' in client.get("/beslishulpen", headers={"Accept-Language": "en"}).text
    page = client.get("/beslishulpen?taal=en").text
    assert '<html lang="en">' in page
    assert '<h2 lang="nl"><a href="/beslishulpen/stapelen">' in page
    assert ">Nederlands</a>" in page
    assert '<html lang="en">' in client.get("/opzoeken").text
    assert '<html lang="nl">' in client.get("/opzoeken?taal=nl").text
    assert '<html lang="nl">' in client.get("/opzoeken?taal=xx").text


def test_an_error_is_in_the_chosen_language_too(client: TestClient) -> None:
    client.get("/opzoeken?taal=en")
    page = client.get("/nergens", headers={"Accept": "text/html"}).text
    assert '<html lang="en">' in page
    assert '<h1 lang="nl">Niet gevonden</h1>' in page


def test_colours_are_chosen_in_the_address_and_kept(client: TestClient) -> None:
    assert "data-kleur" not in client.get("/opzoeken").text
    assert '<html lang="nl" data-kleur="donker">' in client.get("/opzoeken?kleur=donker").text
    assert '<html lang="nl" data-kleur="donker">' in client.get("/bronnen").text
    client.cookies.clear()
    client.cookies.set("kleur", '"><script>')
    assert "<script>" not in client.get("/bronnen").text


def test_a_choice_keeps_the_rest_of_the_address(client: TestClient) -> None:
    page = client.get("/opzoeken?q=504+dz&profiel=4").text
    assert 'href="?q=504+dz&amp;profiel=4&amp;taal=en"' in page
