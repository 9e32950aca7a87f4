"""JSON: names become headings, records a table, and every string stays whole."""

from __future__ import annotations

import json
from typing import Any

import pytest

from knowledge.decoding import LeesFout
from knowledge.readers.data import lees_json
from knowledge.readers.model import Gelezen

CODELIJST = {
    "standaard": "iJw",
    "actief": True,
    "codelijst": {
        "id": "COD032",
        "naam": "Land",
        "definitie": "Identificatie van een land of gebiedsdeel.",
        "codes": [{"code": f"L{n:02}", "omschrijving": f"Land nummer {n}"} for n in range(60)],
    },
}


def lees(data: Any, naam: str = "COD032.json") -> Gelezen:
    return lees_json((data if isinstance(data, str) else json.dumps(data)).encode(), naam)


def secties(gelezen: Gelezen) -> dict[str, str]:
    return {" > ".join(s.pad): s.ruw for s in gelezen.sections.secties}


def test_records_become_a_table_below_their_path() -> None:
    gevonden = secties(lees(CODELIJST))
    assert gevonden[""] == "- standaard: iJw\n- actief: ja"
    assert "- naam: Land" in gevonden["codelijst"]
    assert gevonden["codelijst > codes"].startswith("| code | omschrijving |\n| --- | --- |\n| L00 | Land nummer 0 |")
    assert "| L59 | Land nummer 59 |" in gevonden["codelijst > codes"]


def test_the_title_is_the_name_with_its_code() -> None:
    assert lees(CODELIJST).kenmerken.titel == "COD032 Land"
    assert lees({"a": "iets"}, "map/lijst.json").kenmerken.titel == "lijst.json"


def test_large_records_get_a_heading_with_their_first_value() -> None:
    vragen = [
        {
            "hoofdvraag": f"toon codelijst WJ00{n}",
            "varianten": [f"Welke codes voor lijst {n}, vraag {i}?" for i in range(12)],
        }
        for n in (3, 4)
    ]
    gevonden = secties(lees({"toon codes": vragen}))
    varianten = gevonden["toon codes > toon codes 1: toon codelijst WJ003"]
    assert "vraag 11?" in varianten or any("vraag 11?" in tekst for pad, tekst in gevonden.items() if "WJ003" in pad)


def test_small_records_of_different_shape_become_one_line_each() -> None:
    gevonden = secties(lees({"regels": [{"a": "een", "b": {"c": "twee"}}, {"d": "drie"}] * 30}))
    assert gevonden["regels"].startswith("- a: een; b / c: twee\n- d: drie")


def test_a_long_string_is_a_paragraph_of_its_own() -> None:
    lang = "Dit is de volledige toelichting op de regel. " * 20
    assert f"**toelichting**: {lang.strip()}" in secties(lees({"toelichting": lang, "code": "R1"}))[""]


def test_text_that_looks_like_markup_makes_no_heading() -> None:
    assert set(secties(lees(json.dumps(["# geen kop", "| geen | tabel |"])))) == {""}


def test_lines_of_json() -> None:
    regels = "\n".join(json.dumps({"vraag": f"vraag {n}", "antwoord": "ja"}) for n in range(30))
    assert "| vraag 29 | ja |" in secties(lees(regels, "vragen.jsonl"))[""]


def test_numbers_keep_their_spelling_and_nothing_is_not_none() -> None:
    tekst = secties(lees('{"code": 504, "bedrag": 12.50, "leeg": null, "lijst": []}'))[""]
    assert tekst == "- code: 504\n- bedrag: 12.50\n- leeg: (leeg)\n- lijst: (leeg)"


@pytest.mark.parametrize(
    ("text", "reden"),
    [
        ('{"a": 1,\n "b": }', r"geen geldige JSON \(regel 2\)"),
        ("[" * 100_000 + "]" * 100_000, "te diep genest"),
        ('{"a":' * 300 + "1" + "}" * 300, "te diep genest"),
        ("{}", "geen leesbare tekst"),
        (" ", "leeg"),
    ],
)
def test_what_cannot_be_read_says_why(text: str, reden: str) -> None:
    with pytest.raises(LeesFout, match=reden):
        lees(text)
