"""When an allocation began: by a year or a month alone, and of whom it is where two are told of."""

import pytest

from assistant.models import AskRequest
from assistant.service import Assistant


def _starts(assistant: Assistant, vraag: str) -> list[str | None]:
    antwoord = assistant.ask(AskRequest(id="t", question=vraag, regeling="westfriesland-2025"))
    return [t.input.get("startdatum") for t in antwoord.tool_results if t.tool == "uitdienen"]


@pytest.mark.parametrize(
    ("vraag", "starts"),
    [
        ("Een indicatie uit 2024: oud of nieuw contract?", ["2024-01-01"]),
        ("Een indicatie van vóór 2025: oud of nieuw contract?", ["2024-12-31"]),
        ("Een toewijzing die in 2026 is gestart, moet die om?", ["2026-01-01"]),
        ("Vallen toewijzingen die in juni 2025 starten onder het nieuwe contract?", ["2025-06-01"]),
        ("Wij leveren sinds 2023 zorg. Een cliënt startte op 1 augustus 2025. Oud of nieuw contract?", ["2025-08-01"]),
        ("Een jongen uit 2012 startte op 1 augustus 2025. Valt hij onder het oude contract?", ["2025-08-01"]),
        ("De oude indicatie is gestart op 3 maart 2024. Moet die om?", ["2024-03-03"]),
        ("In 2024 kregen we een toewijzing die startte op 1 augustus 2025. Oud of nieuw contract?", ["2025-08-01"]),
    ],
)
def test_a_year_or_a_month_is_enough_where_the_day_makes_no_difference(
    assistant: Assistant, vraag: str, starts: list[str]
) -> None:
    """A year with a day of its own beside it is of something else."""
    assert _starts(assistant, vraag) == starts


def test_the_year_in_which_the_contracts_changed_is_asked_about(assistant: Assistant) -> None:
    """In it the day makes the difference."""
    vraag = "Een toewijzing uit 2025: oud of nieuw contract?"
    antwoord = assistant.ask(AskRequest(id="t", question=vraag, regeling="westfriesland-2025"))
    assert antwoord.status == "clarify"
    assert "Op welke dag" in (antwoord.clarification.question if antwoord.clarification else "")


@pytest.mark.parametrize(
    ("vraag", "starts"),
    [
        (
            "Wij hebben een jongen in zorg sinds 1 juli 2025. Zijn zusje heeft een oude indicatie uit 2024. "
            "Moet die van het zusje nog worden omgezet?",
            ["2024-01-01"],
        ),
        (
            "Een jongen startte op 1 juli 2025; hoe zit dat met een zusje dat nog een oude indicatie uit 2024 heeft?",
            ["2024-01-01"],
        ),
        (
            "Een jongen is sinds 1 juli 2025 in zorg. Zijn zusje heeft nog een oude indicatie. "
            "Moet die van het zusje worden omgezet?",
            [None],
        ),
        (
            "Een jongen is in zorg sinds 1 juli 2025. Zus heeft een indicatie van vóór 2025. Moet die worden omgezet?",
            ["2025-07-01", "2024-12-31"],
        ),
        (
            "Een cliënt startte op 1 september 2025, een andere heeft nog een toewijzing uit 2023. Welke moeten om?",
            ["2025-09-01", "2023-01-01"],
        ),
        ("Een jongen is in zorg sinds 1 juli 2025. Valt hij onder het nieuwe contract?", ["2025-07-01"]),
    ],
)
def test_the_start_of_one_is_not_taken_for_that_of_another(
    assistant: Assistant, vraag: str, starts: list[str | None]
) -> None:
    """The one that is asked about, or each apart where that is not said."""
    assert _starts(assistant, vraag) == starts


@pytest.mark.parametrize(
    ("vraag", "starts"),
    [
        (
            "De cliënt is in 2023 begonnen bij ons, de toewijzing is ingegaan op 1 oktober 2025. Moet die om?",
            ["2025-10-01"],
        ),
        (
            "Het kind is in 2022 gestart met een traject en heeft per 1 augustus 2025 een nieuwe beschikking. "
            "Oud of nieuw contract?",
            ["2025-08-01"],
        ),
        (
            "De cliënt is in 2024 gestart met onze zorg maar kreeg op 1 september 2025 een nieuwe toewijzing. "
            "Moet die worden omgezet?",
            [None],
        ),
        ("Cliënt in zorg sinds 2023, toewijzing afgegeven 15 juli 2025, onder welk contract valt dat?", []),
        (
            "De cliënt is in 2023 gestart en zijn broertje heeft een toewijzing van 1 oktober 2025. Moeten die om?",
            ["2023-01-01", "2025-10-01"],
        ),
        ("De toewijzing is in 2023 gestart en loopt tot 1 september 2026. Moet die om?", ["2023-01-01"]),
    ],
)
def test_beside_the_day_of_an_allocation_the_year_of_a_client_is_none_of_its(
    assistant: Assistant, vraag: str, starts: list[str | None]
) -> None:
    """Unless one of the two is told of somebody else."""
    assert _starts(assistant, vraag) == starts


@pytest.mark.parametrize(
    ("vraag", "starts"),
    [
        ("De indicatie is niet uit 2024 maar van 1 september 2025. Moet die worden omgezet?", ["2025-09-01"]),
        ("Deze toewijzing is geen indicatie uit 2023, hij startte op 1 oktober 2025, moet die om?", ["2025-10-01"]),
        ("Geen toewijzing van 2024 maar van 2026, moet die worden omgezet?", []),
        ("De toewijzing is niet uit 2023 maar uit 2024. Moet die worden omgezet?", ["2024-01-01"]),
        (
            "De toewijzing uit 2024 is beëindigd, nu is er een nieuwe toewijzing met startdatum 15 juli 2025. "
            "Moeten wij die omzetten?",
            ["2025-07-15"],
        ),
        (
            "De indicatie uit 2023 is per 1 augustus 2025 vervangen door een nieuwe indicatie, moet die om?",
            ["2025-08-01"],
        ),
    ],
)
def test_a_year_that_is_denied_or_over_is_not_answered(
    assistant: Assistant, vraag: str, starts: list[str | None]
) -> None:
    assert _starts(assistant, vraag) == starts


def test_what_ends_before_the_last_day_is_said_to_be_left_open(assistant: Assistant) -> None:
    """The source tells only of what runs on."""
    vraag = "wat als de oude indicatie al in maart 2026 afloopt"
    antwoord = assistant.ask(AskRequest(id="t", question=vraag, regeling="westfriesland-2025"))
    assert "al vóór 30 juni 2026 afloopt, staat niet in de bron" in antwoord.answer
