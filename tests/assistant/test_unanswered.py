"""What was asked in one breath with something else and is not answered is named."""

from __future__ import annotations

import pytest

from assistant.answer.wording import NIET_BEANTWOORD
from assistant.drafts.reply import maak_concept
from assistant.models import AskRequest, DraftRequest
from assistant.service import Assistant


@pytest.mark.parametrize(
    ("vraag", "wat"),
    [
        (
            "Ik wil graag weten of een 317 mag bij profiel 6 van duurzaam licht naar duurzaam zwaar per 1 mei 2026 in "
            "Opmeer, en of we die met terugwerkende kracht kunnen stapelen",
            "terugwerkende",
        ),
    ],
)
def test_a_part_without_an_answer_is_named(assistant: Assistant, vraag: str, wat: str) -> None:
    antwoord = assistant.ask(AskRequest(id="t", question=vraag))
    regels = [r for r in antwoord.answer.splitlines() if r.startswith(NIET_BEANTWOORD)]
    assert antwoord.status == "answered"
    assert len(regels) == 1
    assert wat in regels[0].lower()


@pytest.mark.parametrize(
    "vraag",
    [
        "Zit ik met 3.000 van 4.000 euro in Aalsmeer aan de grens van het signaalbudget, en hoeveel is er over?",
        "Wat is CAP-J in Amstelveen, en wie heeft het ontwikkeld?",
        "Hersteltraject in Purmerend vanaf 3 mei 2021: welke dag loopt het af, en valt dat nog in 2022?",
    ],
)
def test_an_answer_to_both_parts_names_none(assistant: Assistant, vraag: str) -> None:
    assert NIET_BEANTWOORD not in assistant.ask(AskRequest(id="t", question=vraag)).answer


MAIL = """Beste,

1) Bij een cliënt in Aalsmeer met ambulante jeugdhulp is het signaalbudget 8.000 euro en wij declareerden er 6.400.
   Moeten we iets doen?
2) Geldt dat ook voor {wat}?

Groet,
Bas
"""


def test_what_nobody_knows_does_not_get_the_verdict_on_something_else(assistant: Assistant) -> None:
    antwoord = assistant.ask(AskRequest(id="t", question=MAIL.format(wat="Schoolbegeleidingsuren")))
    assert [uitkomst.input["budget"] for uitkomst in antwoord.tool_results] == ["8000"]


@pytest.mark.parametrize("wat", ["Dagbehandeling", "Schoolmaatschappelijk werk", "Ergotherapie"])
def test_the_answer_before_it_again_is_no_answer(assistant: Assistant, wat: str) -> None:
    """The budget of one kind of care is not the verdict on another one."""
    antwoord = assistant.ask(AskRequest(id="t", question=MAIL.format(wat=wat)))
    _, na = antwoord.answer.split(f"**Geldt dat ook voor {wat}?**")
    assert "80%" not in na


def test_a_draft_has_it_among_what_to_look_at_and_not_in_the_reply(assistant: Assistant) -> None:
    vraag = "of een 317 mag bij profiel 6 van duurzaam licht naar duurzaam zwaar per 1 mei 2026"
    mail = f"Beste,\n\nIk wil graag weten {vraag}, en of we die later kunnen stapelen. (Opmeer)\n\nGroet,\nBas"
    draft = maak_concept(assistant, DraftRequest(email=mail, peildatum="2026-03-01"))
    assert [(p.kind, p.question) for p in draft.open_punten if NIET_BEANTWOORD in p.text] == [("niet_behandeld", 1)]
    assert NIET_BEANTWOORD not in draft.reply
