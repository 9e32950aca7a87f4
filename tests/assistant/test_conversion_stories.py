"""What a story tells of the contracts of both years without saying it; and which end is asked for."""

from __future__ import annotations

import pytest

from assistant.models import AskRequest
from assistant.service import Assistant


@pytest.mark.parametrize(
    "vraag",
    [
        "Landsmeer: wij doen sinds jaar en dag alleen segment B en dat blijft in 2022 zo. Wat gebeurt er met onze "
        "duurzame cliënten?",
        "Wij hebben in Zaanstad beide jaren uitsluitend segment B. Welke procedure geldt voor duurzaam zwaar?",
        "Oostzaan. Ons contract is en blijft alleen segment B. Moeten wij een uitvraag doen voor duurzame cliënten?",
    ],
)
def test_one_segment_in_both_years_is_that_of_the_client(assistant: Assistant, vraag: str) -> None:
    """What was allocated in 2021 can be in no other."""
    (uitslag,) = assistant.ask(AskRequest(id="t", question=vraag)).tool_results
    assert (uitslag.tool, uitslag.verdict, uitslag.input["segment"]) == ("conversie", "gevonden", "B")


@pytest.mark.parametrize(
    "vraag",
    [
        "Zaanstad. Onze collega's hebben alleen segment B, dit jaar en volgend jaar. Wij C. Hoe gaat het met onze "
        "duurzame cliënten?",
        "Zaanstad. Wij hebben in 2022 alleen segment B. Wat gebeurt er met onze duurzame cliënten?",
    ],
)
def test_a_contract_of_one_year_or_of_others_says_nothing_of_the_client(assistant: Assistant, vraag: str) -> None:
    """Then the segment is asked for."""
    assert all(t.input.get("segment") != "B" for t in assistant.ask(AskRequest(id="t", question=vraag)).tool_results)


@pytest.mark.parametrize(
    "vraag",
    [
        "wij mogen niet door in 2022, zaanstad heeft ons geen contract meer gegeven. 4 duurzame kinderen in C zijn er "
        "nog. wat nu?",
        "Vanaf 2022 zijn wij niet meer gecontracteerd in Edam. We begeleiden nog duurzame kinderen in segment C. Welke "
        "procedure?",
    ],
)
def test_who_has_no_contract_any_more_had_one(assistant: Assistant, vraag: str) -> None:
    """It is taken as given, and told."""
    antwoord = assistant.ask(AskRequest(id="t", question=vraag))
    (uitslag,) = antwoord.tool_results
    assert (uitslag.tool, uitslag.verdict, uitslag.data["procedure"]) == ("conversie", "gevonden", "maatwerk")
    assert "aangenomen dat de aanbieder er in 2021 een had" in antwoord.answer


@pytest.mark.parametrize(
    "vraag",
    [
        "Zaanstad. Wij hadden nooit een contract, ook niet in 2022. Duurzame cliënt in segment C gaat bij ons in zorg. "
        "Wat nu?",
        "Zaanstad. Krijgen we in 2022 geen contract meer als we nu duurzame cliënten uit segment B hebben?",
    ],
)
def test_a_contract_that_never_was_is_not_taken_as_given(assistant: Assistant, vraag: str) -> None:
    """Nor one of which it is only asked whether it ends."""
    assert all(
        not t.input.get("gecontracteerd_2021") for t in assistant.ask(AskRequest(id="t", question=vraag)).tool_results
    )


@pytest.mark.parametrize(
    "vraag",
    [
        "Tot welke datum loopt het intensieve hersteltraject van een jongen uit Edam na de verlenging door?",
        "Een meisje uit Zaanstad zit in perspectief. Op welke dag eindigt haar traject na de verlenging?",
    ],
)
def test_the_day_on_which_it_began_is_asked_for(assistant: Assistant, vraag: str) -> None:
    """The end of one allocation cannot be told without it."""
    antwoord = assistant.ask(AskRequest(id="t", question=vraag))
    assert antwoord.status == "clarify"
    assert antwoord.tool_results[0].missing == ["ingangsdatum"]


@pytest.mark.parametrize(
    "vraag",
    [
        "Zaanstad: tot wanneer loopt het contract dat op 1 januari 2022 begint?",
        "Zaanstad, brief van 12 november 2021 over perspectief: tot wanneer kunnen we reageren?",
        "Zaanstad: wanneer krijgen we de verlengde toewijzing voor perspectief? Wij begonnen 12 november 2020.",
    ],
)
def test_the_end_of_something_else_is_not_reckoned(assistant: Assistant, vraag: str) -> None:
    """Eighteen months are for the right to recovery."""
    assert not [t for t in assistant.ask(AskRequest(id="t", question=vraag)).tool_results if t.verdict == "berekend"]


@pytest.mark.parametrize(
    ("vraag", "moment"),
    [
        (
            "Via een externe verwijzer kregen we een kind uit Hoorn binnen, meisje van 9, profiel 8. Is een "
            "aanvraagformulier goed?",
            "aanvraag",
        ),
        (
            "Via een externe verwijzer kregen we twee jaar geleden een gezin uit Hoorn binnen, profiel 8. Welk stuk is "
            "nodig om te verlengen?",
            "verlenging",
        ),
        ("Een cliënt uit Hoorn die vorig jaar via een externe verwijzer binnenkwam, profiel 8. Welk document?", None),
    ],
)
def test_who_just_came_in_asks_for_the_first_time(assistant: Assistant, vraag: str, moment: str | None) -> None:
    """But not who came in long ago."""
    (uitslag,) = assistant.ask(AskRequest(id="t", question=vraag)).tool_results
    assert (uitslag.tool, uitslag.input.get("moment")) == ("toegang", moment)


def test_a_misspelt_when_is_read(assistant: Assistant) -> None:
    """Also where what is written happens to be a word."""
    vraag = "cliënt perspectief zaanstad, igangsdatum rcht 12 november 2020, tot wanner loopt de verlengde toewijzng?"
    (uitslag,) = assistant.ask(AskRequest(id="t", question=vraag)).tool_results
    assert (uitslag.tool, uitslag.input.get("ingangsdatum")) == ("einddatum_herstel", "2020-11-12")
    waneer = "waneer krijgen we het uitvraag bestnd voor de duurzaame clienten in zaanstad"
    assert "13 oktober" in assistant.ask(AskRequest(id="t", question=waneer)).answer


@pytest.mark.parametrize(
    "vraag",
    [
        "Wat krijgt een herstelcliënt bij een aanbieder die in 2022 geen contract meer heeft in Edam-Volendam?",
        "Wat krijgen kinderen met perspectief nu wij voor 2022 geen contract meer hebben in Zaanstad?",
        "Welke procedure geldt voor intensief bij een organisatie die vanaf 2022 niet meer gecontracteerd is in "
        "Wormerland?",
    ],
)
def test_a_loss_that_a_question_takes_as_known_is_told(assistant: Assistant, vraag: str) -> None:
    """Recovery does not depend on the contract for 2022."""
    (uitslag,) = assistant.ask(AskRequest(id="t", question=vraag)).tool_results
    assert uitslag.data["procedure"] == "herstel"


@pytest.mark.parametrize(
    "vraag",
    [
        "Heeft een aanbieder met herstelcliënten in 2022 geen contract meer nodig in Zaanstad?",
        "Wat krijgt een herstelcliënt bij een aanbieder die in 2021 geen contract had in Edam-Volendam?",
    ],
)
def test_a_loss_that_is_asked_or_of_before_is_not_told(assistant: Assistant, vraag: str) -> None:
    uitslagen = assistant.ask(AskRequest(id="t", question=vraag)).tool_results
    assert not any(e.input.get("gecontracteerd_2021") for e in uitslagen)
