"""`wegwijzer ask`, `search` and `ingest` as real processes."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from processes import LONGEST

pytestmark = [pytest.mark.usefixtures("built"), pytest.mark.slow]

VRAAG = "Mogen in Westfriesland segment B en segment V naast elkaar bij verschillende aanbieders?"
WF = "westfriesland-2025"


def test_an_answer_for_people(cli: Any) -> None:
    klaar = cli("ask", VRAAG)
    assert (klaar.code, klaar.stderr) == (0, "")
    assert klaar.stdout.startswith("Ja")
    assert "Westfriesland" in klaar.stdout
    assert "\nBronnen:\n[1] " in klaar.stdout
    assert "(wf-segment-b-2025)" in klaar.stdout


def test_lines_are_answered_in_order_with_errors_in_between(cli: Any) -> None:
    vervolg = [{"question": "Mag in Westfriesland segment B naast segment B?", "answer": "Dat ligt eraan."}]
    dagen = "Hoeveel dagen nog om oude indicaties in Westfriesland om te zetten?"
    regels: list[Any] = [
        {"id": "a", "question": VRAAG},
        "geen json",
        {"id": "b", "question": ""},
        {"id": "c", "question": "x", "kleur": 1},
        {"id": "d", "question": VRAAG, "regeling": "nergens"},
        {"id": "e", "question": VRAAG, "peildatum": "31-2-2026"},
        {"id": "f", "question": "En bij dezelfde aanbieder?", "history": vervolg},
        {"id": "g", "question": dagen, "peildatum": "20-6-2026"},
        {"question": "Wat is het weer vandaag?"},
        {"id": "h", "question": "\ud800"},
        {"id": "i", "question": VRAAG, "regeling": None, "history": None, "peildatum": None},
        {"id": "j", "question": "x" * 20_001},
        {"id": "k", "question": f"Cliënt 123456782: {VRAAG}"},
        {"id": 9, "question": VRAAG},
        {"id": 0, "question": VRAAG},
    ]
    tekst = [r if isinstance(r, str) else json.dumps(r) for r in regels]
    proces = cli.start("ask", "--jsonl")
    try:
        proces.stdin.write(tekst[0] + "\n")
        proces.stdin.flush()
        eerste = proces.stdout.readline()  # comes before the next line is given
        rest, fouten = proces.communicate("\n".join(tekst[1:]), timeout=LONGEST)
    finally:
        proces.kill()
        proces.wait()
    assert (proces.returncode, fouten) == (0, "")
    uit = [json.loads(r) for r in (eerste + rest).splitlines()]
    assert len(uit) == len(regels)
    assert {u["id"]: u["error"]["field"] for u in uit if "error" in u} == {
        **{None: "invoer", "b": "question", "c": "kleur", "d": "regeling", "e": "peildatum"},
        **{"h": "question", "j": "question"},
    }
    assert [u["id"] for u in uit if "error" not in u and u["status"] != "refused"] == ["a", "f", "g", "i", "k", 9, 0]
    per = {u["id"]: u for u in uit}
    assert per["f"]["tool_results"][0]["verdict"] == "niet_toegestaan"
    assert per["g"]["tool_results"][0]["data"]["dagen_resterend"] == 10
    assert per["a"]["answer"] == per["i"]["answer"]
    assert uit[8]["status"] == "refused"
    assert uit[8]["id"]
    assert per["k"]["redacted"] == ["bsn"]
    assert "123456782" not in eerste + rest


def test_lines_that_name_no_regime_get_that_of_the_command(cli: Any) -> None:
    vraag = "Wie mag verwijzen naar verblijf?"
    regels = [{"id": "a", "question": vraag}, {"id": "b", "question": vraag, "regeling": WF}]
    tekst = "\n".join(json.dumps(r) for r in regels)
    klaar = cli("ask", "--jsonl", "--regeling", "amstelveen-aalsmeer-2022", text=tekst)
    assert klaar.code == 0
    uit = [json.loads(r) for r in klaar.lines]
    assert uit[0]["regelingen"] == ["amstelveen-aalsmeer-2022"]
    assert "amstelveen-aalsmeer-2022" not in uit[1]["regelingen"]


def test_a_conversation_goes_on_after_a_wrong_question(cli: Any) -> None:
    vragen = ["Mogen in Westfriesland twee toewijzingen segment B naast elkaar?", "x" * 20_001]
    klaar = cli("ask", text="\n".join([*vragen, "En bij dezelfde aanbieder?", "", "Niet meer.", ""]))
    assert klaar.code == 0
    assert klaar.stdout.count("Bronnen:") == 2
    een, twee = (deel.strip() for deel in klaar.stdout.split("Bronnen:")[:2])
    assert "op voorwaarde" in een
    assert "\nNee" in f"\n{twee}"
    assert "Traceback" not in klaar.stderr
    assert "question" in klaar.stderr


# --- search -------------------------------------------------------------------------------------------------


def test_search_in_one_regime_as_json(cli: Any) -> None:
    klaar = cli("search", "signaalbudget", "--k", "3", "--regeling", "amstelveen-aalsmeer-2022", "--json")
    assert (klaar.code, klaar.stderr) == (0, "")
    data = json.loads(klaar.stdout)
    assert len(data) == 3
    for passage in data:
        assert {"document", "section", "text", "score"} <= set(passage)
        assert passage["regeling"] == "amstelveen-aalsmeer-2022"
    assert [p["score"] for p in data] == sorted((p["score"] for p in data), reverse=True)


def test_search_over_lines(cli: Any) -> None:
    vreemd = ["", "   ", "?!", "\x00", "\ud800", '"a AND (', "a" * 300]
    regels = [
        json.dumps({"id": "a", "question": "onderhanden werk"}),
        "stuk",
        json.dumps({"id": "b"}),
        json.dumps({"id": "c", "question": "x", "k": 0}),
        json.dumps({"id": "d", "question": "x", "regeling": "nergens"}),
        json.dumps({"id": "e", "question": "504DZ", "k": 1}),
        *(json.dumps({"id": "f", "question": tekst}) for tekst in vreemd),
    ]
    klaar = cli("search", "--jsonl", "--k", "4", text="\n".join(regels))
    assert (klaar.code, klaar.stderr) == (0, "")
    uit = [json.loads(r) for r in klaar.lines]
    assert [u["id"] for u in uit] == ["a", None, "b", "c", "d", "e", *["f"] * len(vreemd)]
    assert all(set(u) in ({"id", "passages"}, {"id", "error"}) for u in uit)
    assert [len(u.get("passages", "")) for u in uit[:6]] == [4, 0, 0, 0, 0, 1]
    assert "504DZ" in uit[5]["passages"][0]["section"]
    assert [u["error"]["field"] for u in uit[:6] if "error" in u] == ["invoer", "question", "k", "regeling"]


# --- ingest -------------------------------------------------------------------------------------------------


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    """Two documents of a user, one in a folder below."""
    map_ = tmp_path / "documenten"
    (map_ / "onder").mkdir(parents=True)
    (map_ / "een.md").write_text(
        "# Handboek\n\n## Fietsen\nDe fietsvergoeding voor begeleiders is 23 cent per kilometer.\n", encoding="utf-8"
    )
    (map_ / "onder" / "twee.txt").write_text("Koffie halen mag tot 16.30 uur in de kantine.\n", encoding="utf-8")
    return map_


def _tel(klaar: Any) -> tuple[int, ...]:
    assert klaar.code == 0, klaar.stderr
    data = json.loads(klaar.stdout)
    return tuple(data[k] for k in ("bestanden", "nieuw", "gewijzigd", "ongewijzigd", "verwijderd"))


def test_ingest_into_an_index_of_its_own(cli: Any, map_: Path, tmp_path: Path) -> None:
    index = tmp_path / "eigen"
    (map_ / "weg.txt").write_text("Dit gaat weer weg.\n", encoding="utf-8")
    (map_ / "plaatje.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    klaar = cli("ingest", map_, "--index", index)
    assert klaar.code == 0
    assert "3 nieuw" in klaar.stdout
    assert "plaatje.png" in klaar.stderr
    assert "Traceback" not in klaar.stderr
    for pad in (map_ / "plaatje.png", map_ / "weg.txt"):
        pad.unlink()
    (map_ / "een.md").write_text("# Handboek\n\n## Lopen\nWie loopt krijgt 31 cent.\n", encoding="utf-8")
    (map_ / "drie.md").write_text("# Derde\n\nDe sleutel ligt bij BSN 123456782.\n", encoding="utf-8")
    assert _tel(cli("ingest", map_, "--index", index, "--json")) == (3, 1, 1, 1, 1)
    klaar = cli("search", "wat krijgt wie loopt", "--index", index, "--json")
    data = json.loads(klaar.stdout)
    assert data[0]["document"] == "een.md"
    assert "31 cent" in data[0]["text"]
    assert {p["document"] for p in data} == {"een.md", "drie.md", "onder/twee.txt"}, "the knowledge base is not in it"
    assert "123456782" not in klaar.stdout, "a BSN in a document stays out of the index"


def test_documents_beside_the_knowledge_base_are_asked_and_cited(
    cli: Any, map_: Path, fresh: Callable[..., Path]
) -> None:
    data = fresh(index=True)
    assert _tel(cli("ingest", map_, "--regeling", WF, "--json", data=data)) == (2, 2, 0, 0, 0)
    fiets = "Hoeveel cent per kilometer is de fietsvergoeding voor begeleiders in {}?"
    regels = [{"question": q} for q in (fiets.format("Westfriesland"), fiets.format("Amstelveen"), VRAAG)]
    klaar = cli("ask", "--jsonl", text="\n".join(map(json.dumps, regels)), data=data)
    wf, aa, stapelen = (json.loads(r) for r in klaar.lines)
    assert wf["status"] == "answered"
    assert "23 cent" in wf["answer"]
    assert "een.md" in {c["document"] for c in wf["citations"]}
    assert "23 cent" not in aa["answer"], "a document of one regime says nothing of another"
    assert {c["regeling"] for c in aa["citations"]} <= {"amstelveen-aalsmeer-2022"}
    assert stapelen["tool_results"][0]["verdict"] == "toegestaan"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_exit_1(cli: Any, map_: Path, tmp_path: Path) -> None:
    dicht = tmp_path / "dicht"
    dicht.mkdir(mode=0o500)
    assert cli("ingest", map_, "--index", dicht / "index").code == 1


def test_a_data_folder_that_is_a_file_is_exit_1_with_one_sentence(cli: Any, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x")
    klaar = cli("ask", VRAAG, data=tmp_path / "bestand")
    assert klaar.code == 1
    assert klaar.complaint
