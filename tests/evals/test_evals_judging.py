"""The judge of the evaluation: a right answer passes, and each way of being wrong is seen for what it is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from assistant.models import Answer, Citation, Clarification, Timings, Versions
from assistant.verify import onbewezen
from evals.quality import interval, rapport
from evals.questions import DELEN, VRAGEN, Vraag, beoordeel, lees_vragen
from knowledge.store import laad
from tools.registry import namen, voer_uit

BESTANDEN = sorted(p.stem for p in VRAGEN.glob("*.yaml"))
WF, AA = "westfriesland-2025", "amstelveen-aalsmeer-2022"
TEKST = "De code is 504DZ, dat mag vanaf 1 juli 2025. [1] Dit geldt voor Westfriesland."


def vraag(**velden: Any) -> Vraag:
    basis = {
        "id": "x-001",
        "vraag": "Welke code hoort bij profiel 4 duurzaam zwaar?",
        "regeling": WF,
        "onderwerp": "productcode",
        "gebruiker": "nieuw",
        "manier": "gewoon",
        "status": "answered",
        "feiten": [["504DZ"], ["1 juli 2025", "1-7-2025"]],
        "verboden": ["507DZ"],
        "tool": "productcode",
        "verdict": "gevonden",
        "bronnen": ["wf-segment-b-2025"],
    }
    return Vraag.model_validate(basis | velden)


def answer(**velden: Any) -> Answer:
    basis: dict[str, Any] = {
        "id": "x-001",
        "status": "answered",
        "answer": TEKST,
        "citations": [
            Citation(
                marker=1,
                document="wf-segment-b-2025",
                title="t",
                section="s",
                regeling=WF,
                quote="504DZ geldt vanaf 1 juli 2025.",
            )
        ],
        "tool_results": [voer_uit("productcode", {"code": "504DZ"})],
        "regelingen": [WF],
        "versions": Versions(knowledge="a", index="b", code="c"),
        "timings_ms": Timings(),
    }
    return Answer(**(basis | velden))


def fouten(v: Vraag, a: Answer) -> list[str]:
    oordeel = beoordeel(v, a, onbewezen(a.answer, a.tool_results, a.citations))
    assert oordeel.goed == (not oordeel.fouten)
    return [f.split(":")[0] for f in oordeel.fouten]


def test_a_right_answer_passes() -> None:
    assert fouten(vraag(), answer()) == []


@pytest.mark.parametrize(
    ("tekst", "goed"),
    [
        ("de CODE is 504dz, vanaf 1-7-2025.", True),
        ("De code is **504DZ** vanaf 1 juli [1] 2025.", True),
        ("De code is 504DZ, vanaf 1\u00a0juli 2025.", True),
        ("De code is 1504DZ, vanaf 1 juli 2025.", False),
        ("De code is 504DZ, vanaf 11 juli 2025.", False),
        ("De code is 504DZ, vanaf 21-7-2025.", False),
        ("De code is 504DZ, vanaf 1 juli 20251.", False),
        ("De code is 504DZ.", False),
        ("", False),
    ],
)
def test_a_decisive_fact_must_be_there(tekst: str, goed: bool) -> None:
    assert ("feit" not in fouten(vraag(), answer(answer=tekst))) == goed


def test_a_fact_in_the_question_back_counts() -> None:
    terug = answer(
        status="clarify",
        answer="Dat verschilt.",
        clarification=Clarification(question="504DZ of 1 juli 2025?", options=[]),
    )
    assert "feit" not in fouten(vraag(status="clarify"), terug)


@pytest.mark.parametrize(
    ("v", "a", "fout"),
    [
        ({}, {"status": "abstain"}, "status"),
        ({"status": "refused"}, {}, "status"),
        ({"feiten": [["504DL"]]}, {}, "feit"),
        ({"verboden": ["504dz"]}, {}, "verboden"),
        ({"bronnen": ["zw-conversie-2022"]}, {}, "bron"),
        ({}, {"citations": []}, "bron"),
        ({"regeling": AA}, {}, "regeling"),
        ({}, {"regelingen": [WF, AA]}, "regeling"),
        ({}, {"answer": f"{TEKST} Het kost € 12.345."}, "onbewezen"),
        ({"tool": "stapelen", "verdict": None}, {}, "tool"),
        ({}, {"tool_results": []}, "tool"),
        ({"verdict": "niet_gevonden"}, {}, "verdict"),
    ],
)
def test_each_way_of_being_wrong_is_seen(v: dict[str, Any], a: dict[str, Any], fout: str) -> None:
    assert fout in fouten(vraag(**v), answer(**a))
    assert fouten(vraag(), answer()) == []


def test_more_than_one_status_may_be_right() -> None:
    v = vraag(status=["answered", "abstain"], bronnen=[])
    assert fouten(v, answer()) == []
    assert "status" not in fouten(v, answer(status="abstain"))
    assert "status" in fouten(v, answer(status="clarify"))


def test_no_source_is_asked_of_a_question_back() -> None:
    v = vraag(status="clarify", feiten=[], tool=None, verdict=None)
    assert fouten(v, answer(status="clarify", answer="Welke regio?", citations=[], tool_results=[])) == []


def test_the_verdict_of_any_run_of_the_tool_counts() -> None:
    beide = [voer_uit("productcode", {"code": "504DZ"}), voer_uit("productcode", {"code": "507DZ"})]
    assert "verdict" not in fouten(vraag(), answer(tool_results=beide))
    assert "verdict" not in fouten(vraag(), answer(tool_results=beide[::-1]))


# --- figures ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("goed", "totaal", "laag", "hoog"),
    [(90, 100, 0.8256, 0.9448), (80, 80, 0.9542, 1.0), (0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634)],
)
def test_the_interval(goed: int, totaal: int, laag: float, hoog: float) -> None:
    """Wilson's interval, with figures from the textbook formula."""
    assert interval(goed, totaal) == pytest.approx((laag, hoog), abs=2e-4)


def test_the_interval_of_nothing_and_its_bounds() -> None:
    assert interval(0, 0) == (0.0, 0.0)
    for totaal in (1, 7, 160):
        for goed in range(totaal + 1):
            onder, boven = interval(goed, totaal)
            assert -1e-9 <= onder <= goed / totaal + 1e-9
            assert goed / totaal - 1e-9 <= boven <= 1 + 1e-9


def test_the_report_counts_and_shows_faults_only_when_it_may() -> None:
    goed = beoordeel(vraag(), answer(), set())
    fout = beoordeel(vraag(id="x-002", regeling=AA), answer(), {"g:5"})
    tekst = rapport([goed, fout, goed], "proef", met_fouten=False)
    assert "2 van 3 goed (66.7%" in tekst
    assert "onbewezen feit: 1" in tekst
    assert "verkeerde regeling: 1" in tekst
    assert "x-002" not in tekst
    assert f"| regeling | {AA} | 0 | 1 |" in tekst
    assert "**x-002**" in rapport([goed, fout, goed], "proef", met_fouten=True)


# --- the question files -------------------------------------------------------------------------------------


def test_every_part_has_its_file_and_every_file_its_part() -> None:
    assert set(DELEN) == set(BESTANDEN)
    assert any(d.startswith("ontwikkel") for d in DELEN)
    assert any(d.startswith("meet") for d in DELEN)


@pytest.mark.parametrize("deel", BESTANDEN)
def test_the_questions_are_well_formed(deel: str) -> None:
    kennis, documenten = laad(), {p.stem for p in (Path(laad().map) / "bronnen").glob("*.md")}
    vragen = lees_vragen(deel)
    assert len(vragen) >= 20
    kapot = []
    for v in vragen:
        statussen = [v.status] if isinstance(v.status, str) else v.status
        klopt = (
            v.vraag.strip()
            and (v.regeling is None or v.regeling in kennis.regelingen)
            and (v.regeling_gegeven is None or v.regeling_gegeven in kennis.regelingen)
            and (v.tool is None or v.tool in namen())
            and (v.verdict is None or v.tool is not None)
            and set(v.bronnen) <= documenten
            and all(groep and all(f.strip() for f in groep) for groep in v.feiten)
            and (statussen != ["answered"] or v.feiten or v.verdict)
            and v.manier
            in {
                *("gewoon", "email", "kort", "typfouten", "spreektaal", "engels", "onbeantwoordbaar"),
                *("dubbelzinnig", "vijandig", "vervolg", "valse_premisse"),
            }
            and v.request().question
        )
        if not klopt:
            kapot.append(v.id)
    assert kapot == []


def test_no_id_stands_twice() -> None:
    alle = [v for deel in BESTANDEN for v in lees_vragen(deel)]
    assert [i for i, n in Counter(v.id for v in alle).items() if n > 1] == []
    assert len(alle) >= 160


def _sleutels(soort: str) -> set[tuple[str, str]]:
    vragen = [v for deel in BESTANDEN if deel.startswith(soort) for v in lees_vragen(deel)]
    return {(" ".join(v.vraag.casefold().split()), str(v.history)) for v in vragen}


def test_no_question_to_measure_with_is_one_to_learn_from() -> None:
    aantal = len(_sleutels("meet") & _sleutels("ontwikkel"))
    assert aantal == 0, "which ones is not shown: questions to measure with are not looked at"


def test_half_of_the_questions_are_for_measuring() -> None:
    per = Counter(deel.split("-")[0] for deel in BESTANDEN for _ in lees_vragen(deel))
    assert per["meet"] >= 80


def test_a_question_with_an_unknown_field_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "proef.yaml").write_text("- {id: a, vraag: b, kleur: c}", encoding="utf-8")
    with pytest.raises(ValueError, match="kleur"):
        lees_vragen("proef", tmp_path)
