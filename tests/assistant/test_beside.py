"""A question with the facts for a tool that asks for something else gets no verdict for an answer."""

from __future__ import annotations

import pytest

from assistant.learned.beside import Ernaast
from assistant.models import AskRequest
from assistant.service import Assistant

VERDICT = Ernaast(open=0.0, kans=0.9, geen=0.0, mist=False, zekerheid=0.9, vraagt=False, opgezocht=False)


def vraag(assistant: Assistant, tekst: str) -> tuple[str, str, list[str]]:
    answer = assistant.ask(AskRequest(question=tekst))
    return answer.status, answer.answer, [e.tool for e in answer.tool_results]


@pytest.mark.parametrize(
    ("geval", "beslist", "ernaast"),
    [
        (
            "Kind uit Hoorn, profiel 2, per 1 maart 2026 van perspectief naar intensief, nog nooit gewijzigd.",
            "Mag dat met een 317?",
            "Hoeveel werkdagen duurt het voor de gemeente daarop antwoordt?",
        ),
        (
            "Een jongen in Medemblik heeft segment B en segment V bij dezelfde aanbieder.",
            "Mag dat naast elkaar?",
            "Hoeveel procent korting gaat er dan van het tarief af?",
        ),
        (
            "Groepspraktijk in Zaandam, 14 maart 2017, onderhanden werk over 2016.",
            "Kunnen wij dat nog aanleveren?",
            "Welke boete staat erop als we het vergeten?",
        ),
    ],
)
def test_the_same_facts_with_another_question(assistant: Assistant, geval: str, beslist: str, ernaast: str) -> None:
    status, _, tools = vraag(assistant, f"{geval} {beslist}")
    assert (status, len(tools)) == ("answered", 1)
    status, tekst, _ = vraag(assistant, f"{geval} {ernaast}")
    assert status == "abstain"
    assert "Dat staat niet in de documenten" in tekst


def test_each_sign_weighs_towards_beside() -> None:
    assert not VERDICT.ernaast
    assert Ernaast(1.0, 0.1, 0.9, mist=True, zekerheid=0.6, vraagt=False, opgezocht=False).ernaast


def test_a_further_question_that_the_tool_does_not_answer_goes_to_the_documents(assistant: Assistant) -> None:
    answer = assistant.ask(
        AskRequest(
            question="Herstelkind uit Volendam, recht begonnen op 1 april 2021, intensief, staat nu tot 31-12-2021. "
            "Welke einddatum komt eruit, en waar vind ik de SPIC-gegevens?"
        )
    )
    assert answer.status == "answered"
    assert "1 oktober 2022" in answer.answer
    assert "RAP" in answer.answer
