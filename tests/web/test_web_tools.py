"""The forms of the tools, as a browser without scripts sees them: the same verdicts as the tools themselves."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from pydantic import Field
from starlette.testclient import TestClient

from knowledge.store import laad
from tools import registry
from tools.invoer import Datum, Invoer
from web import cards, paths
from web.forms import Optie, formulier, invoer
from web.language import teksten

T = teksten("nl")


def encode(fields: dict[str, Any]) -> list[tuple[str, str]]:
    """The input of a tool as its form sends it."""
    pairs: list[tuple[str, str]] = []
    for name, value in fields.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            pairs += [(f"{name}.{n}.{part}", str(v)) for n, row in enumerate(value) for part, v in row.items()]
        elif isinstance(value, list):
            pairs += [(name, str(v)) for v in value] or [(name, "geen")]
        else:
            pairs.append((name, ("ja" if value else "nee") if isinstance(value, bool) else str(value)))
    return pairs


def examples() -> Iterator[Any]:
    for regime in laad().regelingen.values():
        for name in registry.namen():
            rules = registry.tool(name).regels(regime)
            for number, example in enumerate(rules.voorbeelden if rules else []):
                yield pytest.param(regime.regeling, name, example.invoer, id=f"{name}-{regime.regeling}-{number}")


@pytest.mark.parametrize(("regime", "name", "fields"), list(examples()))
def test_every_example_of_the_rules_has_its_verdict_on_the_page(
    client: TestClient, regime: str, name: str, fields: dict[str, Any]
) -> None:
    direct = registry.voer_uit(name, {"regeling": regime, **fields})
    answer = client.get(f"/beslishulpen/{name}?{urlencode(encode({'regeling': regime, **fields}))}")
    assert answer.status_code == 200
    page = unescape(answer.text)
    assert f"{T(f'oordeel.{direct.verdict}')}</h3>" in page
    assert direct.conclusion in page
    for check in direct.checks:
        assert check.explanation in page
    for note in direct.notes:
        assert note in page


def test_every_tool_has_a_form_with_its_words(client: TestClient) -> None:
    overview = unescape(client.get("/beslishulpen").text)
    for name in registry.namen():
        tool = registry.tool(name)
        assert f'href="/beslishulpen/{name}"' in overview
        assert tool.titel in overview
        page = unescape(client.get(f"/beslishulpen/{name}").text)
        for field, schema in tool.schema()["properties"].items():
            assert schema["description"] in page or field == "regeling", (name, field)


def test_an_unknown_tool_is_not_found(client: TestClient) -> None:
    answer = client.get("/beslishulpen/onzin", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "geen tool" in answer.text


def test_every_fault_stands_at_its_field_and_above_the_form(client: TestClient) -> None:
    answer = client.get("/beslishulpen/verzoek_om_wijziging?profiel=9&ingangsdatum=31-2-2026&intensiteit=IN&onzin=1")
    assert answer.status_code == 422
    page = unescape(answer.text)
    assert "<title>Fout: " in page
    assert 'href="#veld-profiel">Profiel: kies een profiel van 1 tot en met 8</a>' in page
    assert 'id="veld-ingangsdatum-fout"' in page
    assert 'aria-describedby="veld-ingangsdatum-uitleg veld-ingangsdatum-fout" aria-invalid="true"' in page
    assert 'value="31-2-2026"' in page
    assert "onzin: dit veld bestaat niet" in page
    assert 'class="oordeel' not in page


def test_a_fault_in_a_row_stands_in_that_row(client: TestClient) -> None:
    page = client.get("/beslishulpen/stapelen?toewijzingen.0.segment=B&toewijzingen.1.segment=X").text
    assert 'id="veld-toewijzingen-1-segment-fout"' in page
    assert 'id="veld-toewijzingen-0-segment-fout"' not in page


def test_what_was_filled_in_can_be_shared(client: TestClient) -> None:
    query = "toewijzingen.0.segment=B&toewijzingen.0.aanbieder=De+Eerste&toewijzingen.1.segment=C"
    page = client.get(f"/beslishulpen/stapelen?{query}").text
    assert 'name="toewijzingen.0.aanbieder" value="De Eerste"' in page
    assert page.count('<option value="B" selected') == 1
    assert page.count('<option value="C" selected') == 1


def rows(page: str) -> list[str]:
    return re.findall(r'name="(toewijzingen\.\d+)\.segment"', page)


def test_rows_come_and_go_without_scripts(client: TestClient) -> None:
    path = "/beslishulpen/stapelen"
    assert rows(client.get(path).text) == ["toewijzingen.0", "toewijzingen.1"]
    query = "toewijzingen.0.segment=B&toewijzingen.1.segment=C"
    more = client.get(f"{path}?{query}&rijen=3").text
    assert rows(more) == ["toewijzingen.0", "toewijzingen.1", "toewijzingen.2"]
    assert 'class="oordeel' not in more
    less = client.get(f"{path}?{query}&toewijzingen.2.segment=V&zonder=toewijzingen.0").text
    assert rows(less) == ["toewijzingen.0", "toewijzingen.1"]
    assert re.findall(r'<option value="(\w)" selected', less) == ["C", "V"]
    assert len(rows(client.get(f"{path}?rijen=999999").text)) == 2
    assert len(rows(client.get(f"{path}?rijen=99").text)) == 25


def test_what_was_not_sent_is_not_asked(client: TestClient) -> None:
    for address in ("/beslishulpen/uitdienen", "/beslishulpen/toegang?taal=nl", "/beslishulpen/toegang?onzin="):
        page = client.get(address).text
        assert 'class="oordeel' not in page
        assert T("hulp.nog_niets") in page


@pytest.mark.parametrize("name", registry.namen())
def test_a_form_that_is_sent_empty_has_its_outcome_or_says_what_is_needed(client: TestClient, name: str) -> None:
    direct = registry.voer_uit(name, {})
    empty = [(field, "") for field in registry.tool(name).schema()["properties"]]
    if name == "stapelen":
        empty = [(f"toewijzingen.{n}.{part}", "") for n in (0, 1) for part in ("segment", "aanbieder")]
    page = unescape(client.get(f"/beslishulpen/{name}?{urlencode(empty)}").text)
    assert f"{T(f'oordeel.{direct.verdict}')}</h3>" in page
    assert direct.conclusion in page
    assert len(re.findall("<[^>]* autofocus>", page)) == bool(direct.missing)
    if direct.missing:
        field = f"veld-{direct.missing[0]}"
        assert f'<a class="utrecht-link" href="#{field}"' in page
        assert re.search(f'id="{field}-fout".*?{re.escape(direct.conclusion)}', page)
        assert 'id="uitkomst"' not in page


def test_what_is_needed_first_is_only_for_a_form_that_is_empty(client: TestClient) -> None:
    assert " autofocus" not in client.get("/beslishulpen/toegang?profiel=8").text


def test_a_box_beside_none_is_a_contradiction(client: TestClient) -> None:
    answer = client.get("/beslishulpen/conversie?gericht_op=duurzaam&contract_2022=B&contract_2022=geen")
    assert answer.status_code == 422
    page = unescape(answer.text)
    assert 'href="#veld-contract_2022">Contract 2022: u koos B en ook ‘geen’; kies het een of het ander</a>' in page
    assert 'class="oordeel' not in page
    three = unescape(client.get("/beslishulpen/conversie?contract_2022=B&contract_2022=V&contract_2022=geen").text)
    assert "u koos B en V en ook ‘geen’" in three
    assert client.get("/beslishulpen/conversie?contract_2022=geen&contract_2022=geen").status_code == 200


MACHINE_WORDS = re.compile(r"[a-z]+_[a-z]+|\bIds?\b|ieen\b|\bAgb\b|Datum tekst")


def readable(page: str) -> str:
    """What a page shows."""
    shown = re.sub("<script.*?</script>", "", page, flags=re.S)
    return unescape(re.sub("<[^>]+>", " ", shown))


def test_no_page_of_a_tool_shows_the_words_of_the_machine(client: TestClient) -> None:
    addresses = [f"/beslishulpen/{name}" for name in registry.namen()]
    for regime in laad().regelingen.values():
        addresses.append(f"/beheer/kennisbank/regelingen/{regime.regeling}")
        for name in registry.namen():
            rules = registry.tool(name).regels(regime)
            examples = [e.invoer for e in rules.voorbeelden] if rules else []
            addresses += [
                f"/beslishulpen/{name}?{urlencode(encode({'regeling': regime.regeling, **e}))}" for e in examples
            ]
    addresses.append("/beslishulpen/conversie?gericht_op=herstel&intensiteit=duurzaam_licht")
    found = {address: MACHINE_WORDS.findall(readable(client.get(address).text)) for address in addresses}
    assert {address: words for address, words in found.items() if words} == {}


def test_an_empty_list_is_not_the_same_as_no_list() -> None:
    fields = formulier(registry.tool("conversie"), [Optie("a", "A")], {}).velden
    assert invoer(fields, {"contract_2022": ["geen"]}) == {"contract_2022": []}
    assert invoer(fields, {"contract_2022": ["B", "V"]}) == {"contract_2022": ["B", "V"]}
    assert invoer(fields, {"contract_2022": [""]}) == {}


class LongInput(Invoer):
    """A text without a limit, a short one, and a day."""

    xml: str | None = Field(default=None, description="Het bericht.")
    naam: str | None = Field(default=None, max_length=50, description="Een naam.")
    dag: Datum | None = Field(default=None, description="Een dag.")


def test_a_long_text_is_posted_and_others_stand_in_the_address(client: TestClient) -> None:
    tool = dataclasses.replace(registry.tool("toegang"), invoer=LongInput)
    form = formulier(tool, [], {})
    assert [(v.naam, v.soort) for v in form.velden] == [("xml", "lang"), ("naam", "tekst"), ("dag", "datum")]
    assert form.methode == "post"
    assert formulier(registry.tool("toegang"), [], {}).methode == "get"
    fields = {"profiel": "8", "verwijzer": "extern", "moment": "aanvraag"}
    asked = client.get("/beslishulpen/toegang", params=fields).text
    posted = client.post("/beslishulpen/toegang", data=fields).text
    assert re.findall('<section class="oordeel.*?</section>', posted, re.S) == re.findall(
        '<section class="oordeel.*?</section>', asked, re.S
    )


def test_a_regime_is_asked_only_where_there_is_a_choice(client: TestClient) -> None:
    assert 'name="regeling"' not in client.get("/beslishulpen/stapelen").text
    assert 'name="regeling"' in client.get("/beslishulpen/product").text


# --- the path of a decision


CASES = [
    {},
    {"gericht_op": "duurzaam", "gecontracteerd_2021": "ja", "contract_2022": ["B"], "segment": "B"},
    {"gericht_op": "herstel"},
    {"gecontracteerd_2021": "nee", "contract_2022": []},
]


@pytest.mark.parametrize("given", CASES)
def test_each_other_answer_on_the_path_is_what_the_tool_gives(client: TestClient, given: dict[str, Any]) -> None:
    tool = registry.tool("conversie")
    fields = formulier(tool, [Optie("a", "A")], dict(parse_qs(urlencode(encode(given))))).velden
    steps = paths.pad("conversie", fields, given, ja="Ja", nee="Nee")
    assert [s.veld.naam for s in steps] == ["gericht_op", "gecontracteerd_2021", "contract_2022", "segment"]
    assert [len(s.antwoorden) for s in steps] == [2, 2, 8, 2]
    assert [s.beantwoord for s in steps] == [s.veld.naam in given for s in steps]
    page = unescape(client.get(f"/beslishulpen/conversie?{urlencode(encode(given))}").text)
    links = re.findall(r'<a href="(\?[^"#]*)#uitkomst"', page)
    assert len(links) == 14
    for step, link in zip([(s, a) for s in steps for a in s.antwoorden], links, strict=True):
        sent = parse_qs(urlsplit(link).query)
        assert sent.pop(step[0].veld.naam) == list(step[1].waarden)
        assert client.get(f"/beslishulpen/conversie{link}").status_code == 200
        direct = registry.voer_uit("conversie", invoer(fields, parse_qs(urlsplit(link).query)))
        assert direct == step[1].uitkomst


def test_the_path_says_what_makes_no_difference(client: TestClient) -> None:
    fields = formulier(registry.tool("conversie"), [Optie("a", "A")], {}).velden
    given = {"gericht_op": "herstel", "gecontracteerd_2021": "ja"}
    matters = {s.veld.naam: s.maakt_uit for s in paths.pad("conversie", fields, given, ja="Ja", nee="Nee")}
    assert matters == {"gericht_op": True, "gecontracteerd_2021": True, "contract_2022": False, "segment": False}
    page = client.get("/beslishulpen/conversie?gericht_op=herstel&gecontracteerd_2021=ja").text
    assert page.count(T("pad.geen_verschil")) == 2
    assert page.count('aria-current="true"') == 1 + 2  # the navigation, and two answers


# --- what was found


def test_what_was_read_tells_that_there_is_none_and_leaves_out_what_came_with_the_question() -> None:
    read = cards.gelezen({"segment": "B", "contract_2022": [], "peildatum": "2026-02-10", "regeling": "x"})
    assert [(g.label, g.waarde) for g in cards.gegevens(read, "Ja", "Nee")] == [
        ("Segment", "B"),
        ("Contract 2022", "geen"),
    ]


def test_data_are_shown_as_people_read_them() -> None:
    data = {
        "einddatum": "2025-07-01",
        "drempel_bereikt": True,
        "intensiteit": "duurzaam_licht",
        "leeg": [],
        "paren": [{"toewijzingen": [0, 1], "verdict": "niet_toegestaan", "checks": [{"rule": "x"}]}],
        "codes": ["504DZ", "504DL"],
        "regie": None,
    }
    shown = [(g.label, g.vorm, g.waarde) for g in cards.gegevens(data, "Ja", "Nee")]
    assert shown == [
        ("Einddatum", "tekst", "1 juli 2025"),
        ("Drempel bereikt", "tekst", "Ja"),
        ("Intensiteit", "tekst", "Duurzaam licht"),
        ("Paren", "tabel", [{"Toewijzingen": "1, 2", "Oordeel": "Niet toegestaan"}]),
        ("Codes", "lijst", ["504DZ", "504DL"]),
    ]
