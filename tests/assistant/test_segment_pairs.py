"""Several questions about pairs of segments are each answered by themselves, and make no pile."""

import pytest

from assistant.message.reader import lees_bericht
from assistant.models import AskRequest
from assistant.service import Assistant


@pytest.mark.parametrize(
    ("vraag", "delen"),
    [
        ("Mag B met B bij ons? Mag B met V bij ons?", ["Mag B met B bij ons?", "Mag B met V bij ons?"]),
        (
            "Mag B met B bij één aanbieder? En B met V?",
            ["Mag B met B bij één aanbieder?", "Mag B met V bij één aanbieder?"],
        ),
        (
            "Mag segment B met segment V en segment C met segment C bij dezelfde aanbieder?",
            [
                "Mag segment B met segment V bij dezelfde aanbieder?",
                "Mag segment C met segment C bij dezelfde aanbieder?",
            ],
        ),
        (
            "Mag B met B bij één aanbieder, en B met V bij verschillende aanbieders?",
            ["Mag B met B bij één aanbieder?", "Mag B met V bij verschillende aanbieders?"],
        ),
        ("Kan B met V bij ons, of C met V?", ["Kan B met V bij ons?", "Kan C met V bij ons?"]),
    ],
)
def test_pairs_are_questions_of_their_own(vraag: str, delen: list[str]) -> None:
    """Each with the provider that is told of it, or of another one where it is told once."""
    assert [v.zelfstandig for v in lees_bericht(vraag).vragen] == delen


@pytest.mark.parametrize(
    "vraag",
    [
        "Mag B met V en C bij dezelfde aanbieder?",
        "Mag B naast B en V?",
        "Mag B met V met C bij ons?",
        "Mag B met B en B met V, dus alle vier tegelijk?",
        "De contractvormen zijn V met B en V met C. Klopt dat?",
        "Daan heeft B met V bij De Linde. Mag C met V er ook bij?",
    ],
)
def test_a_pile_stays_a_pile(vraag: str) -> None:
    assert len(lees_bericht(vraag).vragen) == 1


@pytest.mark.parametrize(
    "vraag",
    [
        "Welke procedure geldt als wij in 2021 B plus C hadden en in 2022 B plus V, segment B duurzaam, in Zaanstad?",
        "Zaanstad: wat moeten wij doen als wij in 2021 B + V hadden en in 2022 C + V, duurzame client segment C?",
        "Wat gebeurt er als wij in 2021 contract B + C hadden en in 2022 contract B + V?",
        "Wat is het verschil tussen B met C en B met V in Hoorn?",
        "Klopt het dat B met V wel mag en B met C niet in Westfriesland?",
        "Mag B met C niet, en B met V wel, in Hoorn?",
        "Klopt het dat B met B niet mag bij dezelfde aanbieder? En B met V?",
    ],
)
def test_pairs_that_are_denied_compared_or_of_contracts_are_no_questions_of_their_own(vraag: str) -> None:
    """A "ja" below a question with "niet" says the opposite, and contracts of two years are one case."""
    assert len(lees_bericht(vraag).vragen) == 1


def test_contracts_of_two_years_give_the_procedure(assistant: Assistant) -> None:
    """With all that is told of the conversion in one question."""
    vraag = "Welke procedure geldt als wij in 2021 B plus C hadden en in 2022 B plus V, client segment B duurzaam?"
    antwoord = assistant.ask(AskRequest(id="t", question=vraag, regeling="zaanstreek-waterland-2022"))
    assert [t.tool for t in antwoord.tool_results] == ["conversie"]
    assert "De procedure is ‘duurzaam met uitvraag’" in antwoord.answer


def test_each_pair_has_its_own_verdict(assistant: Assistant) -> None:
    vraag = "Mag segment B met segment V en segment C met segment C bij dezelfde aanbieder?"
    antwoord = assistant.ask(AskRequest(id="t", question=vraag, regeling="westfriesland-2025"))
    assert [t.verdict for t in antwoord.tool_results] == ["toegestaan", "niet_toegestaan"]
