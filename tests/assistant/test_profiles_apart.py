"""Several profiles in one message, each with facts of its own: an answer for each, or a question which is whose."""

import pytest

from assistant.message.reader import lees_bericht
from assistant.models import AskRequest
from assistant.service import Assistant

_REGELING = "westfriesland-2025"


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        (
            "Profiel 5, huisarts, aanvraag; profiel 6, gemeente, verlenging. Welke documenten zijn nodig?",
            [(5, "extern", "aanvraag"), (6, "gemeente", "verlenging")],
        ),
        (
            "Welke documenten zijn nodig? Profiel 5: huisarts, aanvraag. Profiel 8: gemeente, verlenging.",
            [(5, "extern", "aanvraag"), (8, "gemeente", "verlenging")],
        ),
        (
            "Welke documenten zijn nodig voor profiel 6 gemeente verlenging, profiel 7 huisarts aanvraag?",
            [(6, "gemeente", "verlenging"), (7, "extern", "aanvraag")],
        ),
        (
            "Profiel 5 en profiel 6, huisarts, aanvraag. Welke documenten zijn nodig?",
            [(5, "extern", "aanvraag"), (6, "extern", "aanvraag")],
        ),
    ],
)
def test_each_profile_has_its_own_referrer_and_moment(
    assistant: Assistant, vraag: str, verwacht: list[tuple[int, str, str]]
) -> None:
    """What is told once is of all."""
    antwoord = assistant.ask(AskRequest(id="t", question=vraag, regeling=_REGELING))
    gelezen = [tuple(t.input.get(v) for v in ("profiel", "verwijzer", "moment")) for t in antwoord.tool_results]
    assert gelezen == verwacht


def test_each_change_has_its_own_verdict(assistant: Assistant) -> None:
    """By its profile, its intensities and its day."""
    vraag = (
        "Wij hebben 3 cliënten: profiel 2 PE naar IN per 1 aug 2025, profiel 5 PE naar IN per 1 aug 2025, "
        "profiel 3 DL naar DZ per 15 aug 2025. Welke kunnen met een 317?"
    )
    antwoord = assistant.ask(AskRequest(id="t", question=vraag, regeling=_REGELING))
    gelezen = [(t.input["profiel"], t.input["ingangsdatum"], t.verdict) for t in antwoord.tool_results]
    assert gelezen == [
        (2, "2025-08-01", "voorwaardelijk"),
        (5, "2025-08-01", "niet_toegestaan"),
        (3, "2025-08-15", "niet_toegestaan"),
    ]


@pytest.mark.parametrize(
    "vraag",
    [
        "Mag van profiel 3 perspectief naar profiel 4 intensief per 1 maart 2026?",
        "Wat is nodig voor profiel 5 en profiel 6 bij een aanvraag via de huisarts?",
        "Profiel 5 of 6, huisarts, aanvraag: welk document?",
    ],
)
def test_profiles_without_facts_of_their_own_are_no_cases(vraag: str) -> None:
    assert len(lees_bericht(vraag).vragen) == 1


def test_two_questions_that_each_name_a_profile_stay_what_they_are(assistant: Assistant) -> None:
    """What is asked by itself of a second profile is no case of the first question."""
    vraag = "Wat is de code voor profiel 1 intensief? En die van profiel 4 duurzaam licht?"
    antwoord = assistant.ask(AskRequest(id="t", question=vraag, regeling=_REGELING))
    assert [t.input["profiel"] for t in antwoord.tool_results] == [1, 4]
