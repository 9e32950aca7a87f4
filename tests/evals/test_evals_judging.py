"""The judge of the evaluation: a right answer passes, and each way of being wrong is seen for what it is."""

from __future__ import annotations

from typing import Any

import pytest
from evals_support import AA, TEKST, WF, answer, gesprek, vraag

from assistant.models import Answer, Clarification
from evals.judging import SOORTEN, beoordeel, beoordeel_gesprek
from evals.questions import Vraag
from tools.registry import voer_uit


def fouten(v: Vraag, a: Answer) -> list[str]:
    oordeel = beoordeel(v, a)
    assert oordeel.goed == (not oordeel.fouten)
    assert set(oordeel.soorten) <= set(SOORTEN)
    return oordeel.soorten


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
        ({"weggehaald": ["bsn"]}, {"redacted": []}, "weggehaald"),
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


def test_what_had_to_be_taken_out_and_was_is_no_fault() -> None:
    assert fouten(vraag(weggehaald=["bsn"]), answer(redacted=["bsn", "e-mail"])) == []


@pytest.mark.parametrize(
    ("statussen", "gegeven", "verwacht"),
    [
        ("answered", "abstain", "answered"),
        (["answered", "abstain"], "abstain", "abstain"),
        (["answered", "abstain"], "refused", "answered"),
    ],
)
def test_the_status_that_counts_as_expected(statussen: Any, gegeven: Any, verwacht: str) -> None:
    assert beoordeel(vraag(status=statussen), answer(status=gegeven)).verwacht == verwacht


# --- conversations ------------------------------------------------------------------------------------------


def test_a_conversation_is_judged_by_its_last_answer() -> None:
    fout, goed = answer(answer="Geen idee."), answer()
    assert beoordeel_gesprek(gesprek(), [fout, fout, goed]).goed
    assert beoordeel_gesprek(gesprek(), [goed, goed, fout]).soorten == ["feit"]
    assert beoordeel_gesprek(gesprek(), [fout, fout, goed]).answer is goed


def test_a_turn_before_the_last_is_held_to_what_is_expected_of_it() -> None:
    g = gesprek(tussen={2: {"status": "clarify", "feiten": [["welke regio"]]}})
    vraagt = answer(status="clarify", answer="Waar gaat het om?", citations=[], tool_results=[])
    assert not beoordeel_gesprek(g, [answer(), vraagt, answer()]).goed
    terug = vraagt.model_copy(update={"answer": "Welke regio bedoelt u?"})
    assert beoordeel_gesprek(g, [answer(), terug, answer()]).goed
    assert beoordeel_gesprek(g, [terug, answer(), answer()]).soorten == ["tussen"]


def test_nothing_unproven_may_stand_in_any_turn() -> None:
    verzonnen = answer(answer="Het kost € 12.345.")
    assert beoordeel_gesprek(gesprek(), [verzonnen, answer(), answer()]).soorten == ["onbewezen"]


def test_the_real_answers_become_the_conversation() -> None:
    eerder = [answer(answer="een"), answer(answer="twee")]
    request = gesprek(regeling_gegeven=WF, peildatum="2026-01-02").request(2, eerder)
    assert request.question == "en zwaar?"
    assert [(t.question, t.answer) for t in request.history] == [("hoi", "een"), ("profiel 4", "twee")]
    assert (request.regeling, str(request.peildatum)) == (WF, "2026-01-02")
