"""What a tool could only ask about: the documents answer what is asked in general, and beside a question back stands
what holds anyway."""

from __future__ import annotations

import pytest
from assistant_support import ask

from assistant.answer.explaining import past_bij
from assistant.service import Assistant
from knowledge.documents import Passage
from knowledge.store import laad
from tools.registry import voer_uit


@pytest.mark.parametrize(
    ("vraag", "feit"),
    [
        (
            "Wij hebben voor 2022 een gunning voor segment B in Zaanstreek-Waterland. Welk stappenplan van het "
            "processchema geldt voor duurzame cliënten?",
            "stappenplan 2",
        ),
        (
            "Gemeente Wormerland stuurde ons de uitvraag over onze duurzame cliënten in C. Wie controleert wat wij "
            "terugsturen?",
            "controleert",
        ),
    ],
)
def test_a_general_question_with_a_case_gets_the_documents(assistant: Assistant, vraag: str, feit: str) -> None:
    answer = ask(assistant, vraag)
    assert answer.status == "answered"
    assert feit in answer.answer
    assert answer.clarification is None


@pytest.mark.parametrize(
    "vraag",
    [
        "Onze cliënten in Oostzaan zitten op duurzaam in segment B, contract hadden we in 2021. Welke procedure volgt?",
        "Profiel 3 in Hoorn, per 1 maart 2026 een 317. Mag dat?",
    ],
)
def test_a_case_is_asked_on(assistant: Assistant, vraag: str) -> None:
    answer = ask(assistant, vraag)
    assert answer.status == "clarify"
    assert answer.clarification is not None


def test_beside_a_question_back_stands_what_holds_anyway(assistant: Assistant) -> None:
    answer = ask(assistant, "Welk formulier heb ik nodig bij een verlenging in Westfriesland?")
    assert answer.status == "clarify"
    assert answer.clarification is not None
    assert "Zie ook ‘" in answer.answer
    assert answer.answer.endswith(answer.clarification.question)
    assert "toegang" in [e.tool for e in answer.tool_results]


def _passage(document: str, section: str) -> Passage:
    return Passage("x", document, "titel", section, (section,), "tekst", None, "kennisbank", "x.md")


def test_only_what_fits_the_verdict_explains_it() -> None:
    kennis = laad()
    regeling = kennis.regelingen["zaanstreek-waterland-2022"]
    invoer = {"regeling": regeling.regeling, "gecontracteerd_2021": False, "contract_2022": ["B"]}
    maatwerk = [voer_uit("conversie", invoer, kennis)]
    assert maatwerk[0].data["procedure"] == "maatwerk"
    bron = "zw-conversie-2022"
    assert not past_bij(_passage(bron, "Stappen duurzaam, alleen segment B in 2022"), "", maatwerk, regeling)
    assert past_bij(_passage(bron, "Nieuwe aanbieder: nu geen contract en vanaf 2022 wel"), "", maatwerk, regeling)
    assert past_bij(_passage(bron, "Voor wie de conversie is"), "", maatwerk, regeling)
    nog_open = [voer_uit("conversie", {"regeling": regeling.regeling, "gericht_op": "duurzaam"}, kennis)]
    assert past_bij(_passage(bron, "Stappen duurzaam, alleen segment B in 2022"), "", nog_open, regeling)


def test_what_holds_for_all_pairs_explains_each() -> None:
    kennis = laad()
    regeling = kennis.regelingen["westfriesland-2025"]
    invoer = {"regeling": regeling.regeling, "toewijzingen": [{"segment": "B"}, {"segment": "V"}]}
    stapel = [voer_uit("stapelen", invoer, kennis)]
    bron = "wf-segment-b-2025"
    assert past_bij(_passage(bron, "Welke contractvormen er zijn per segment"), "", stapel, regeling)
    assert not past_bij(_passage(bron, "Stapelen van segment C met segment C"), "", stapel, regeling)


def test_a_heading_on_another_code_or_profile_explains_nothing() -> None:
    kennis = laad()
    regeling = kennis.regelingen["westfriesland-2025"]
    invoer = {"regeling": regeling.regeling, "profiel": 3, "intensiteit": "PE", "nieuwe_intensiteit": "IN"}
    wijziging = [voer_uit("verzoek_om_wijziging", {**invoer, "ingangsdatum": "2025-10-01"}, kennis)]
    vraag = "mag profiel 3 van perspectief naar intensief?"
    assert not past_bij(_passage("wf-segment-b-2025", "Productcode 501PE"), vraag, wijziging, regeling)
    assert not past_bij(_passage("wf-segment-b-2025", "Profiel 8: multiprobleem"), vraag, wijziging, regeling)
    assert past_bij(_passage("wf-segment-b-2025", "Profiel 3: ouderproblematiek"), vraag, wijziging, regeling)
