"""A question about the message standard is pointed to the tool and its article; one about a contract is not."""

from __future__ import annotations

import pytest

from assistant.models import AskRequest
from assistant.service import Assistant
from knowledge.ijw import laad_standaard
from knowledge.store import KENNISMAP

ADRES = "/beslishulpen/jw_bericht"
ARTIKEL = laad_standaard(KENNISMAP).document


@pytest.mark.parametrize(
    "question",
    [
        "Hoe controleer ik een JW317-bericht?",
        "Kan ik hier een 315-bericht nakijken?",
        "Kun je deze xml controleren?",
        "Klopt ons bericht 317 volgens iJw 3.2?",
    ],
)
def test_who_wants_a_message_checked_is_told_where(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(AskRequest(question=question))
    assert answer.status == "answered"
    assert f"‘Bericht controleren’: {ADRES}." in answer.answer
    assert [c.document for c in answer.citations] == [ARTIKEL]
    assert answer.clarification is None


@pytest.mark.parametrize("number", ["TR352", "TR349", "CS002", "RS035", "WJ756", "WJ758"])
def test_a_rule_or_code_list_is_told_with_the_line_of_the_article(assistant: Assistant, number: str) -> None:
    standard = laad_standaard(KENNISMAP)
    answer = assistant.ask(AskRequest(question=f"Wat betekent {number.lower()}?"))
    assert answer.status == "answered"
    rule = standard.regels.get(number)
    said = rule.eis if rule else f"codelijst ‘{standard.codelijsten[number].naam}’"
    assert said in answer.answer
    assert ADRES in answer.answer
    source = rule.bron if rule else standard.codelijsten[number].bron
    assert [(c.document, c.section) for c in answer.citations] == [(source.document, source.section)]
    if rule:
        assert number in answer.citations[0].quote


@pytest.mark.parametrize("question", ["Wat is een JW301?", "Wat betekent TR999?", "Wat betekent retourcode 0001?"])
def test_what_is_not_known_of_the_standard_is_no_unexplained_refusal(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(AskRequest(question=question))
    assert answer.status == "abstain"
    assert answer.answer.startswith("Dat gaat over de landelijke standaard voor berichten")
    assert ADRES in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Mag in Westfriesland een 317 bij profiel 5 per 1 maart 2026?",
        "Hoe dien ik een 317 in om op te schalen van perspectief naar intensief?",
        "Moet ik voor een wijziging van profiel een 315 of een 317 insturen?",
        "mag een 317-bericht per 15 maart?",
        "Mag een aanbieder factureren op 507 in?",
        "Wat is de hoofdstad van Frankrijk?",
    ],
)
def test_a_question_about_a_contract_goes_on_as_before(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(AskRequest(question=question))
    assert ADRES not in answer.answer
    assert ARTIKEL not in {c.document for c in answer.citations}


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Check: op welke dag moet een 317-bericht ingaan?", "answered"),
        ("Kunt u checken of ik voor een wijziging een 317-bericht of een 315-bericht nodig heb?", "answered"),
        ("Kunt u nakijken wanneer een 315-bericht nodig is in Hoorn?", "answered"),
        ("XML bestand van de uitvraag, hoe controleer ik dat?", "answered"),
        ("Controleert de gemeente het 315-bericht?", "abstain"),
        ("Moet de wijziging via iJw?", "clarify"),
        ("Gaat de toewijzing via iJw of via het portaal?", "clarify"),
        ("Zijn de berichten volgens iJw?", "clarify"),
    ],
)
def test_what_a_contract_says_of_messages_is_not_taken_for_a_message(
    assistant: Assistant, question: str, status: str
) -> None:
    answer = assistant.ask(AskRequest(question=question))
    assert answer.status == status
    assert ADRES not in answer.answer


@pytest.mark.parametrize("question", ["Wat is iJw?", "Wat staat er in iJw 3.2?"])
def test_what_the_standard_is_is_pointed_to(assistant: Assistant, question: str) -> None:
    assert ADRES in assistant.ask(AskRequest(question=question)).answer
