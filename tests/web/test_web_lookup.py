"""Looking up: product codes, products, the stacking matrix and the access overview."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from knowledge.store import laad
from tools import registry
from web.pages.lookup import matrix

CODES = ["501PE", "501IN", "504DL", "504DZ"]


def found(page: str) -> list[str]:
    return re.findall(r'data-kopieer="(\w+)"', page)


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", CODES),
        ("q=504", ["504DL", "504DZ"]),
        ("q=504+dz", ["504DZ"]),
        ("q=504-dz", ["504DZ"]),
        ("q=psychosociaal", ["501PE", "501IN"]),
        ("q=begeleiding+beperkingen", ["504DL", "504DZ"]),
        ("profiel=4", ["504DL", "504DZ"]),
        ("profiel=4&intensiteit=duurzaam_zwaar", ["504DZ"]),
        ("q=begeleiding&intensiteit=perspectief", []),
        ("regeling=westfriesland-2025", CODES),
        ("regeling=zaanstreek-waterland-2022", []),
        ("q=paardrijden", []),
        ("q=%3Cscript%3E", []),
    ],
)
def test_codes_are_found_by_code_words_and_filters(client: TestClient, query: str, codes: list[str]) -> None:
    page = client.get(f"/opzoeken?{query}").text
    assert found(page) == codes
    assert "<script>" not in page
    assert (f"{len(codes)} code" in page) is True


def test_a_code_is_decoded_with_what_the_regime_says_of_it(client: TestClient) -> None:
    page = unescape(client.get("/opzoeken?q=504DZ").text)
    profile = next(p for p in laad().regelingen["westfriesland-2025"].profielen if p.nummer == 4)
    assert f"<dd>4: {profile.omschrijving}</dd>" in page
    assert "<dd>Duurzaam zwaar</dd>" in page
    assert "stuks per maand" in page
    assert "Bron: Productcode 504DZ" in page


def test_a_code_that_only_fits_the_pattern_is_decoded_and_not_presented_as_existing(client: TestClient) -> None:
    page = unescape(client.get("/opzoeken?q=507pe").text)
    assert found(page) == []
    assert "Niet gevonden" in page
    assert "507PE staat niet in de tabel die wij hebben" in page
    parts = re.findall(r'<code class="utrecht-code">(\w+)</code><span>([^<]*)</span>', page)
    assert parts == [("50", "categorie"), ("7", "profiel"), ("PE", "intensiteit: perspectief")]
    assert 'href="/opzoeken?q=501PE"' in page


def test_a_code_that_breaks_the_pattern_has_the_nearest_as_suggestions(client: TestClient) -> None:
    page = unescape(client.get("/opzoeken?q=999XX").text)
    assert "volgt het patroon van de codes niet" in page
    assert "Volgens het patroon" not in page


def test_every_product_stands_with_what_holds_for_its_category(client: TestClient) -> None:
    page = unescape(client.get("/opzoeken/producten").text)
    for regime in laad().met("catalogus"):
        assert regime.catalogus
        for category in regime.catalogus.categorieen:
            for product in category.producten:
                assert f"<li>{product}</li>" in page
            for feature in category.kenmerken:
                assert feature.tekst in page


WORDS = {"geen": "Mag", "verschillende_aanbieders": "Mag bij verschillende aanbieders"}


def test_the_matrix_says_what_the_check_behind_each_cell_says(client: TestClient) -> None:
    page = unescape(client.get("/opzoeken/stapelen").text)
    cells = re.findall(r'<td class="[^"]*"><a href="([^"#]*)#uitkomst">.*?<span>([^<]*)</span>', page)
    table = matrix(laad().regelingen["westfriesland-2025"])
    assert len(cells) == len(table.segmenten) ** 2 == 9
    for address, word in cells:
        sent = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        pair = {sent["toewijzingen.0.segment"], sent["toewijzingen.1.segment"]}
        rows = [{"segment": sent[f"toewijzingen.{n}.segment"]} for n in (0, 1)]
        verdict = registry.voer_uit("stapelen", {"toewijzingen": rows}).data["paren"][0]["verdict"]
        assert word == WORDS["geen" if verdict == "toegestaan" else "verschillende_aanbieders"], pair
        assert client.get(address).status_code == 200


def test_the_access_overview_says_what_the_check_behind_each_cell_says(client: TestClient) -> None:
    page = unescape(client.get("/opzoeken/toegang").text)
    cells = re.findall(r'<td class="[^"]*"><a href="([^"#]*)#uitkomst">([^<]*)</a>', page)
    assert len(cells) == 9 * 4
    for address, word in cells:
        sent = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert registry.voer_uit("toegang", sent).data["cel"] == word
    assert page.count("De bron geeft de tekst van deze voetnoot niet.") == 3


def test_the_pages_stand_when_the_knowledge_base_does_not_load(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from knowledge.errors import Fout, KennisFout

    def broken() -> None:
        raise KennisFout([Fout("a.yaml", 1, "kapot")])

    monkeypatch.setattr("knowledge.store.laad", broken)
    monkeypatch.setattr("web.pages.lookup.laad", broken)
    monkeypatch.setattr("web.pages.sources.laad", broken)
    for path in ("/opzoeken", "/opzoeken/producten", "/opzoeken/stapelen", "/opzoeken/toegang", "/beslishulpen"):
        assert client.get(path).status_code == 200, path
    assert client.get("/bronnen").status_code == 200
