"""A message that is pasted in the chat: no crash, nothing of the client, and where it can be checked."""

from __future__ import annotations

import pytest
from jw_berichten import GEHEIM, JW315, JW317

from assistant.models import AskRequest
from assistant.service import Assistant
from knowledge.ijw import laad_standaard
from knowledge.store import KENNISMAP


@pytest.mark.parametrize("question", [JW317, f"Klopt dit bericht?\n\n{JW315}"])
def test_a_pasted_message_points_to_the_tool(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(AskRequest(question=question))
    assert answer.answer.startswith("In uw vraag staat een bericht")
    assert "‘Bericht controleren’" in answer.answer
    assert "/beslishulpen/jw_bericht." in answer.answer
    assert "999900006" not in answer.model_dump_json()
    assert "bsn" in answer.redacted
    assert GEHEIM[3] not in answer.answer


def test_a_question_about_messages_is_only_answered(assistant: Assistant) -> None:
    answer = assistant.ask(AskRequest(question="Mag in Westfriesland een 317 bij profiel 5 per 1 maart 2026?"))
    assert "Bericht controleren" not in answer.answer


def test_the_article_on_the_standard_can_be_opened_and_is_not_found(assistant: Assistant) -> None:
    standard = laad_standaard(KENNISMAP)
    document = assistant.document(standard.document)
    assert document is not None
    assert document.regeling is None
    headings = {section.section for section in document.secties}
    assert {rule.bron.section for rule in standard.regels.values()} <= headings
    hits = assistant.search("elfproef van het BSN in een JW317, codelijst WJ758", k=20)
    assert standard.document not in {hit.document for hit in hits}
