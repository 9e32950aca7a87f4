"""What comes in as a message: hostile XML, text that is none, files on the command line; nothing personal goes out."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jw_berichten import GEHEIM, JW315, JW317, anders

from knowledge.errors import InvoerFout
from tools.ijw.lezen import MEESTE_ELEMENTEN, decodeer
from tools.jw_bericht import LANGSTE_BERICHT
from tools.registry import voer_uit

ENGELS = re.compile(r"(?i)\b(should|input|valid|line|tag|entity|expected|error|document|content|and|mismatch)\b")
BOM = "\ufeff"


def klaagt(xml: Any) -> str:
    """The fault that a text must give: at this field, Dutch, short, and without anything of the text."""
    with pytest.raises(InvoerFout) as gevangen:
        voer_uit("jw_bericht", {"xml": xml})
    assert gevangen.value.field == "xml"
    assert len(gevangen.value.message) < 300
    assert not ENGELS.search(gevangen.value.message)
    assert not [geheim for geheim in GEHEIM if geheim in gevangen.value.message]
    return gevangen.value.message


@pytest.mark.parametrize(
    "xml",
    [
        "",
        "   \n",
        BOM,
        "tekst",
        "bericht.xml",
        '{"xml": 1}',
        "<",
        "<a",
        "<a>",
        "<a></b>",
        "<a/><b/>",
        "<a>&onbekend;</a>",
        "<a b=1/>",
        "<x:a/>",
        "<a>1 < 2</a>",
        "<a>\x00</a>",
        "<a>\x07</a>",
        "<a>&#1;</a>",
        "<a>" + chr(0xD800) + "</a>",
        "<a>\ufffd</a>",
        "<!-- niets",
        "<?xml version='1.0'?>",
        JW317 + JW317,
        JW317[: len(JW317) // 2],
        JW317.replace("</m:Client>", ""),
        5,
        True,
        ["<a/>"],
    ],
)
def test_what_is_no_xml_is_wrong_input(xml):
    klaagt(xml)


def test_a_fault_in_the_xml_is_told_by_line():
    assert "regel 2:" in klaagt("<a>\n<b></a>")
    assert "regel 4:" in klaagt("\n\n<a>\n<b></a>")


LACH = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "dtd",
    [
        f'<!DOCTYPE m:Bericht [<!ENTITY l0 "ha">{LACH}]>',
        '<!DOCTYPE m:Bericht [<!ENTITY geheim SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE m:Bericht SYSTEM "http://127.0.0.1:9/x.dtd">',
        "<!DOCTYPE m:Bericht>",
        "<!-- x --><?y z?>\n<!DOCTYPE m:Bericht>",
        "<!doctype html>",
    ],
)
def test_a_dtd_is_refused_before_anything_is_read(dtd, monkeypatch):
    def verboden(*_: Any, **__: Any) -> None:
        raise AssertionError("no network")

    monkeypatch.setattr(socket, "create_connection", verboden)
    for vulling in ("&l9;", "&geheim;", "999900006"):
        melding = klaagt(JW317.replace("<m:Bericht", f"{dtd}<m:Bericht", 1).replace("999900006", vulling))
        assert "DTD" in melding


def test_deep_nesting_and_too_much_are_refused():
    assert "te diep" in klaagt("<a>" * 3000 + "</a>" * 3000)
    assert "elementen" in klaagt(f"<a>{'<b/>' * (2 * MEESTE_ELEMENTEN)}</a>")
    assert "1.000.000" in klaagt("<a>" + "x" * LANGSTE_BERICHT + "</a>")


def test_a_message_of_a_megabyte_is_read():
    vol = JW317.replace("<m:Client>", f"<!-- {'x' * (LANGSTE_BERICHT - len(JW317) - 9)} --><m:Client>")
    assert len(vol) == LANGSTE_BERICHT
    assert voer_uit("jw_bericht", {"xml": vol}).verdict == "voorwaardelijk"
    product = JW317[JW317.index("<m:NieuwProduct>") : JW317.index("</m:NieuweProducten>")]
    veel = JW317.replace(product, product * 1500)
    uit = voer_uit("jw_bericht", {"xml": veel})
    assert {"TR101", "TR410"} <= {c.rule for c in uit.checks if c.outcome == "geschonden"}
    assert len(uit.model_dump_json()) < 100_000


def test_an_instance_attribute_that_empties_an_element_is_no_part_of_a_message():
    nil = '<m:RedenVerzoek xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true">1<'
    uit = voer_uit("jw_bericht", {"xml": anders(JW317, "<m:RedenVerzoek>1<", nil)})
    assert [c.rule for c in uit.checks if c.outcome == "geschonden"] == ["structuur"]


# --- properties --------------------------------------------------------------------------------------------


def uitkomst(xml: str) -> str:
    """The outcome or the fault as text."""
    melding = ""
    try:
        return voer_uit("jw_bericht", {"xml": xml}).model_dump_json()
    except InvoerFout as fout:
        melding = fout.message
    assert not ENGELS.search(melding), melding
    return melding


@settings(max_examples=150)
@given(st.text(max_size=200))
@example("<")
@example("<?xml encoding='\u0130'?><a/>")
def test_no_text_makes_it_crash(tekst):
    uitkomst(tekst)
    uitkomst(f"<a>{tekst}</a>")


STUKKEN = [
    "<",
    ">",
    "/",
    "&",
    "m:Bsn",
    "<ijw:Code>",
    "</m:Client>",
    "2026-13-41",
    "-",
    "",
    " ",
    "9" * 40,
    "<m:Omvang/>",
    "é",
]


@settings(max_examples=200)
@given(st.sampled_from([JW317, JW315]), st.data())
def test_no_damage_to_a_message_makes_it_crash_or_leak(bericht, data):
    for _ in range(data.draw(st.integers(1, 4))):
        van = data.draw(st.integers(0, len(bericht)))
        tot = min(len(bericht), van + data.draw(st.integers(0, 60)))
        bericht = bericht[:van] + data.draw(st.sampled_from(STUKKEN) | st.text(max_size=5)) + bericht[tot:]
    tekst = uitkomst(bericht)
    assert not [geheim for geheim in GEHEIM if geheim in tekst]


WAARDEN = sorted(set(re.findall(r">([^<>\s]+)</", JW317 + JW315)))


@settings(max_examples=200)
@given(st.sampled_from([JW317, JW315]), st.data())
def test_a_bsn_in_any_place_stays_in(bericht, data):
    waarde = data.draw(st.sampled_from([w for w in WAARDEN if f">{w}<" in bericht]))
    geheim = data.draw(st.sampled_from(["123456782", "Geheimenaam"]))
    vorm = data.draw(
        st.sampled_from([">{0}<", ">{0}{0}<", "><x{0}>1</x{0}><", "><{0}/><", ">1<!-- {0} --><", "><y a='{0}'/><"])
    )
    assert geheim not in uitkomst(bericht.replace(f">{waarde}<", vorm.format(geheim), 1)).replace("‘Geheimenaam’", "")


# --- files -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inhoud", "noot"),
    [
        (JW315.encode(), None),
        ((BOM + JW315).encode(), "BOM"),
        (JW315.replace("UTF-8", "ISO-8859-1").replace("Voorbeeldnaam", "André").encode("latin-1"), "ISO8859-1"),
        (JW315.replace("UTF-8", "windows-1252").encode("cp1252"), "CP1252"),
        ((BOM + JW315.replace("UTF-8", "UTF-16")).encode("utf-16-le"), "UTF-16"),
    ],
)
def test_a_file_is_read_by_its_own_character_set(inhoud, noot):
    uit = voer_uit("jw_bericht", {"xml": decodeer(inhoud)})
    assert uit.verdict == "toegestaan"
    assert [n for n in uit.notes if "OP192" in n and (noot or "-") in n] or noot is None


@pytest.mark.parametrize(
    "inhoud",
    [
        JW315.replace("Voorbeeldnaam", "André").encode("latin-1"),
        JW315.replace("UTF-8", "EBCDIC-onzin").encode(),
        JW315.replace("UTF-8", "base64").encode(),
        b"\xff\xfe\x00",
    ],
)
def test_a_file_in_another_character_set_than_it_says_is_wrong_input(inhoud):
    with pytest.raises(InvoerFout, match="UTF-8") as fout:
        voer_uit("jw_bericht", {"xml": decodeer(inhoud)})
    assert fout.value.field == "xml"


def test_the_command_line_reads_a_file(cli: Any, tmp_path: Path) -> None:
    bestand = tmp_path / "bericht.xml"
    bestand.write_text(JW315, encoding="utf-8")
    gelezen = cli("tool", "jw_bericht", "--json", json.dumps({"xml": str(bestand)}))
    assert gelezen.code == 0, gelezen.stderr
    assert json.loads(gelezen.stdout) == voer_uit("jw_bericht", {"xml": JW315}).model_dump(mode="json")
    fout = cli("tool", "jw_bericht", "--json", json.dumps({"xml": str(tmp_path / "er-is-niets.xml")}))
    assert (fout.code, fout.stdout) == (2, "")
    assert fout.stderr.startswith("xml: ")
    bestand.write_bytes(JW315.replace("Voorbeeldnaam", "André").encode("latin-1"))
    fout = cli("tool", "jw_bericht", "--json", json.dumps({"xml": str(bestand)}))
    assert (fout.code, "UTF-8" in fout.stderr) == (2, True)


def test_the_tool_itself_never_opens_a_file(tmp_path: Path) -> None:
    bestand = tmp_path / "bericht.xml"
    bestand.write_text(JW315, encoding="utf-8")
    klaagt(str(bestand))


def test_asking_for_tools_does_not_load_an_xml_parser() -> None:
    code = (
        "import sys; from tools.registry import namen, tool\n"
        "[tool(n).schema() for n in namen()]\n"
        "assert not {'lxml', 'tools.ijw.lezen', 'knowledge.ijw'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_fault_does_not_depend_on_what_was_read_before() -> None:
    eerst = klaagt("<a>\n<b></a>")
    klaagt("<a>1 < 2</a>")
    assert klaagt("<a>\n<b></a>") == eerst
