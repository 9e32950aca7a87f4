"""Readings that apply only where nothing else can be meant."""

from __future__ import annotations

import pytest
from assistant_support import ask, talk, verdicts

from assistant.service import Assistant


def test_what_can_i_do_with_this_is_about_what_was_answered(assistant: Assistant) -> None:
    assert talk(assistant, "Mag B naast C in Hoorn?", "Wat kan ik hier mee?")[-1].status == "answered"


@pytest.mark.parametrize("vraag", ["Wat kan ik hier vragen?", "Wat kun je allemaal?", "Waarmee kunt u mij helpen?"])
def test_what_can_be_asked_is_told(assistant: Assistant, vraag: str) -> None:
    assert ask(assistant, vraag).answer.startswith("Goedendag.")


@pytest.mark.parametrize(
    ("vraag", "oordeel"),
    [
        (
            "Moet ik een 315 sturen om op te schalen van perspectief naar intensief, profiel 2, per 1 september 2025 "
            "in Hoorn?",
            "voorwaardelijk",
        ),
        (
            "Moet ik een nieuw verzoek om toewijzing doen om van perspectief naar intensief te gaan, profiel 2 "
            "in Hoorn?",
            "gegevens_ontbreken",
        ),
    ],
)
def test_a_change_is_judged_though_another_message_is_named(assistant: Assistant, vraag: str, oordeel: str) -> None:
    assert verdicts(ask(assistant, vraag)) == {("verzoek_om_wijziging", oordeel)}


@pytest.mark.parametrize(
    "vraag",
    [
        "Wat is de productcode voor 1 intensief en 2 duurzaam licht in Hoorn?",
        "Wat is de productcode voor 1 intensief in Hoorn?",
        "Wat is de productcode van 1 intensief en 2 duurzaam licht in Hoorn?",
    ],
)
def test_a_number_that_may_count_is_no_profile(assistant: Assistant, vraag: str) -> None:
    assert ask(assistant, vraag).status == "clarify"


def test_a_bare_number_of_a_code_is_one(assistant: Assistant) -> None:
    assert "504DZ is" in ask(assistant, "Wat is de code van 4 duurzaam zwaar in Hoorn?").answer
