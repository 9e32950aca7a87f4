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


def test_each_pair_has_its_own_verdict(assistant: Assistant) -> None:
    vraag = "Mag segment B met segment V en segment C met segment C bij dezelfde aanbieder?"
    antwoord = assistant.ask(AskRequest(id="t", question=vraag, regeling="westfriesland-2025"))
    assert [t.verdict for t in antwoord.tool_results] == ["toegestaan", "niet_toegestaan"]
