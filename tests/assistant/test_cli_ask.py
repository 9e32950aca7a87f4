"""`wegwijzer ask`, `search` and `ingest` as real processes."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.usefixtures("built"), pytest.mark.slow]

VRAAG = "Mogen in Westfriesland segment B en segment V naast elkaar bij verschillende aanbieders?"
WF = "westfriesland-2025"


def test_an_answer_for_people(cli: Any) -> None:
    klaar = cli("ask", VRAAG)
    assert klaar.code == 0
    assert klaar.stdout.startswith("Ja")
    assert "Westfriesland" in klaar.stdout
    assert "\nBronnen:\n[1] " in klaar.stdout
    assert "(wf-segment-b-2025)" in klaar.stdout
    assert klaar.stderr == ""


def test_an_answer_as_json(cli: Any) -> None:
    klaar = cli("ask", VRAAG, "--json")
    assert (klaar.code, klaar.stderr) == (0, "")
    data = json.loads(klaar.stdout)
    assert data["status"] == "answered"
    assert data["regelingen"] == [WF]
    assert data["tool_results"][0]["verdict"] == "toegestaan"


def test_a_question_back_shows_its_options(cli: Any) -> None:
    klaar = cli("ask", "Vanaf welke datum gelden de nieuwe contracten?")
    assert klaar.code == 0
    assert " | " in klaar.stdout


def test_the_given_regime_holds(cli: Any) -> None:
    klaar = cli("ask", "Vanaf welke datum gelden de nieuwe contracten?", "--regeling", WF, "--json")
    assert json.loads(klaar.stdout)["regelingen"] == [WF]


def test_an_unknown_regime_is_exit_2(cli: Any) -> None:
    klaar = cli("ask", VRAAG, "--regeling", "nergens")
    assert klaar.code == 2
    assert WF in klaar.complaint


def test_lines_are_answered_in_order_with_errors_in_between(cli: Any) -> None:
    regels: list[Any] = [
        {"id": "a", "question": VRAAG},
        "geen json",
        {"id": "b", "question": ""},
        {"id": "c", "question": "x", "kleur": 1},
        {"id": "d", "question": VRAAG, "regeling": "nergens"},
        {"id": "e", "question": VRAAG, "peildatum": "31-2-2026"},
        {
            "id": "f",
            "question": "En bij dezelfde aanbieder?",
            "history": [{"question": "Mag in Westfriesland segment B naast segment B?", "answer": "Dat ligt eraan."}],
        },
        {
            "id": "g",
            "question": "Hoeveel dagen nog om oude indicaties in Westfriesland om te zetten?",
            "peildatum": "20-6-2026",
        },
        {"question": "Wat is het weer vandaag?"},
        {"id": "h", "question": "\ud800"},
        {"id": "i", "question": VRAAG, "regeling": None, "history": None, "peildatum": None},
        {"id": "j", "question": "x" * 20_001},
    ]
    tekst = "\n".join(r if isinstance(r, str) else json.dumps(r) for r in regels)
    klaar = cli("ask", "--jsonl", text=tekst)
    assert (klaar.code, klaar.stderr) == (0, "")
    uit = [json.loads(r) for r in klaar.lines]
    assert len(uit) == len(regels)
    fouten = {u["id"]: u["error"]["field"] for u in uit if "error" in u}
    assert fouten == {
        **{None: "invoer", "b": "question", "c": "kleur", "d": "regeling", "e": "peildatum"},
        **{"h": "question", "j": "question"},
    }
    assert [u["id"] for u in uit if "error" not in u and u["status"] != "refused"] == ["a", "f", "g", "i"]
    per = {u["id"]: u for u in uit}
    assert per["f"]["tool_results"][0]["verdict"] == "niet_toegestaan"
    assert per["g"]["tool_results"][0]["data"]["dagen_resterend"] == 10
    assert per["a"]["answer"] == per["i"]["answer"]
    assert uit[8]["status"] == "refused"
    assert uit[8]["id"]


def test_a_line_is_answered_before_the_next_is_given(cli: Any) -> None:
    proces = cli.start("ask", "--jsonl")
    try:
        for nummer in range(2):
            proces.stdin.write(json.dumps({"id": str(nummer), "question": VRAAG}) + "\n")
            proces.stdin.flush()
            assert json.loads(proces.stdout.readline())["id"] == str(nummer)
        _, fouten = proces.communicate(timeout=60)
        assert (proces.returncode, fouten) == (0, "")
    finally:
        proces.kill()
        proces.wait()


def test_a_conversation(cli: Any) -> None:
    vragen = (
        "Mogen in Westfriesland twee toewijzingen segment B naast elkaar?\nEn bij dezelfde aanbieder?\n\nNiet meer.\n"
    )
    klaar = cli("ask", text=vragen)
    assert klaar.code == 0
    assert klaar.stdout.count("Bronnen:") == 2
    een, twee = (deel.strip() for deel in klaar.stdout.split("Bronnen:")[:2])
    assert "op voorwaarde" in een
    assert "\nNee" in f"\n{twee}"
    assert len(klaar.stderr.splitlines()) == 1


def test_a_conversation_goes_on_after_a_wrong_question(cli: Any) -> None:
    klaar = cli("ask", text="x" * 20_001 + f"\n{VRAAG}\n")
    assert klaar.code == 0
    assert "Ja, " in klaar.stdout
    assert "Traceback" not in klaar.stderr
    assert "question" in klaar.stderr


def test_a_bsn_does_not_come_back(cli: Any) -> None:
    klaar = cli("ask", f"Cliënt 123456782: {VRAAG}", "--json")
    assert "123456782" not in klaar.stdout + klaar.stderr
    assert json.loads(klaar.stdout)["redacted"] == ["bsn"]


# --- search -------------------------------------------------------------------------------------------------


def test_search_for_people_and_as_json(cli: Any) -> None:
    klaar = cli("search", "onderhanden werk aanleveren", "--k", "3")
    assert klaar.code == 0
    assert klaar.stdout.startswith("1. az-vrijgevestigden-2017 – ")
    klaar = cli("search", "signaalbudget", "--k", "3", "--regeling", "amstelveen-aalsmeer-2022", "--json")
    assert (klaar.code, klaar.stderr) == (0, "")
    data = json.loads(klaar.stdout)
    assert len(data) == 3
    for passage in data:
        assert {"document", "section", "text", "score"} <= set(passage)
        assert passage["regeling"] == "amstelveen-aalsmeer-2022"
    assert [p["score"] for p in data] == sorted((p["score"] for p in data), reverse=True)


def test_search_over_lines(cli: Any) -> None:
    regels = [
        json.dumps({"id": "a", "question": "onderhanden werk"}),
        "stuk",
        json.dumps({"id": "b"}),
        json.dumps({"id": "c", "question": "x", "k": 0}),
        json.dumps({"id": "d", "question": "x", "regeling": "nergens"}),
        json.dumps({"id": "e", "question": "504DZ", "k": 1}),
    ]
    klaar = cli("search", "--jsonl", "--k", "4", text="\n".join(regels))
    assert klaar.code == 0
    uit = [json.loads(r) for r in klaar.lines]
    assert [u["id"] for u in uit] == ["a", None, "b", "c", "d", "e"]
    assert [len(u.get("passages", "")) for u in uit] == [4, 0, 0, 0, 0, 1]
    assert "504DZ" in uit[-1]["passages"][0]["text"] + uit[-1]["passages"][0]["section"]
    assert [u["error"]["field"] for u in uit if "error" in u] == ["invoer", "question", "k", "regeling"]


@pytest.mark.parametrize("tekst", ["", "   ", "?!", "x" * 30_000, "\x00"])
def test_odd_texts_to_search_for(cli: Any, tekst: str) -> None:
    klaar = cli("search", "--jsonl", text=json.dumps({"id": 1, "question": tekst}))
    assert klaar.code == 0
    assert set(json.loads(klaar.stdout)) in ({"id", "passages"}, {"id", "error"})


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
    ingest = ("ingest", map_, "--index", index, "--json")
    assert _tel(cli(*ingest)) == (2, 2, 0, 0, 0)
    assert _tel(cli(*ingest)) == (2, 0, 0, 2, 0)
    (map_ / "een.md").write_text("# Handboek\n\n## Lopen\nWie loopt krijgt 31 cent.\n", encoding="utf-8")
    (map_ / "drie.md").write_text("# Derde\n\nDe sleutel ligt bij de balie.\n", encoding="utf-8")
    (map_ / "onder" / "twee.txt").unlink()
    assert _tel(cli(*ingest)) == (2, 1, 1, 0, 1)
    klaar = cli("search", "wat krijgt wie loopt", "--index", index, "--json")
    data = json.loads(klaar.stdout)
    assert data[0]["document"] == "een.md"
    assert "31 cent" in data[0]["text"]
    assert {p["document"] for p in data} == {"een.md", "drie.md"}, "the built-in knowledge base is not in it"


def test_a_document_below_a_folder_is_named_by_its_path(cli: Any, map_: Path, tmp_path: Path) -> None:
    cli("ingest", map_, "--index", tmp_path / "i")
    data = json.loads(cli("search", "koffie kantine", "--index", tmp_path / "i", "--json").stdout)
    assert data[0]["document"] == "onder/twee.txt"
    cli("ingest", map_ / "onder" / "twee.txt", "--index", tmp_path / "j")
    data = json.loads(cli("search", "koffie kantine", "--index", tmp_path / "j", "--json").stdout)
    assert data[0]["document"] == "twee.txt"


def test_ingest_for_people_says_what_was_left_out(cli: Any, map_: Path, tmp_path: Path) -> None:
    (map_ / "plaatje.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    klaar = cli("ingest", map_, "--index", tmp_path / "i")
    assert klaar.code == 0
    assert "2 nieuw" in klaar.stdout
    assert "plaatje.png" in klaar.stderr
    assert "Traceback" not in klaar.stderr


def test_ingest_beside_the_knowledge_base_is_asked_and_cited(cli: Any, map_: Path, fresh: Callable[..., Path]) -> None:
    data = fresh(index=True)
    assert _tel(cli("ingest", map_, "--regeling", WF, "--json", data=data)) == (2, 2, 0, 0, 0)
    assert _tel(cli("ingest", map_, "--regeling", WF, "--json", data=data)) == (2, 0, 0, 2, 0)
    klaar = cli(
        "ask",
        "Hoeveel cent per kilometer is de fietsvergoeding voor begeleiders in Westfriesland?",
        "--json",
        data=data,
    )
    answer = json.loads(klaar.stdout)
    assert answer["status"] == "answered"
    assert "23 cent" in answer["answer"]
    assert "een.md" in {c["document"] for c in answer["citations"]}
    klaar = cli("ask", VRAAG, "--json", data=data)
    assert json.loads(klaar.stdout)["tool_results"][0]["verdict"] == "toegestaan"


def test_a_document_of_one_regime_is_not_cited_for_another(cli: Any, map_: Path, fresh: Callable[..., Path]) -> None:
    data = fresh(index=True)
    cli("ingest", map_, "--regeling", WF, data=data)
    klaar = cli(
        "ask", "Hoeveel cent per kilometer is de fietsvergoeding voor begeleiders in Amstelveen?", "--json", data=data
    )
    answer = json.loads(klaar.stdout)
    assert "23 cent" not in answer["answer"]
    assert {c["regeling"] for c in answer["citations"]} <= {"amstelveen-aalsmeer-2022"}


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
