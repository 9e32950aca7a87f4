"""A later turn that only says who delivers instead: "nee, Horizon"."""

from __future__ import annotations

import pytest
from assistant_support import talk, verdicts

from assistant.reading.providers.allocations import lees_toewijzingen
from assistant.service import Assistant

TWEE = "Westfriesland: B bij Parlan en nog een B bij Horizon, mag dat?"


@pytest.mark.parametrize(
    ("eerst", "dan", "aanbieders"),
    [
        # of which of the two it is, is not told
        (TWEE, "nee, Horizon", (None, "Horizon")),
        (TWEE, "Sorry, het is Parlan", ("Parlan", None)),
        (TWEE, "nee wacht, Horizon doet het", (None, "Horizon")),
        (TWEE, "nee, De Linde", (None, None)),
        ("Mag B met C in Westfriesland? Parlan levert B en Horizon levert C.", "nee, Parlan", ("Parlan", None)),
        ("Westfriesland: B en V bij Parlan, mag dat?", "nee, Horizon", (None, None)),
        ("Client heeft B bij Parlan in Hoorn en nog een B bij Parlan, mag dat?", "nee, bij Horizon", (None, None)),
        (
            "Client heeft B bij Parlan in Hoorn. Mag er nog een B bij, bij dezelfde aanbieder?",
            "nee, Horizon",
            (None, None),
        ),
        # it is of both
        (TWEE, "nee, ook Parlan", ("Parlan", "Parlan")),
        (TWEE, "nee, beide Horizon", ("Horizon", "Horizon")),
        ("Westfriesland: B en V bij Parlan, mag dat?", "nee, beide Horizon", ("Horizon", "Horizon")),
        # nothing is put right
        (TWEE, "nee, dank u", ("Parlan", "Horizon")),
        (TWEE, "Horizon is een nieuwe aanbieder", ("Parlan", "Horizon")),
    ],
)
def test_who_is_put_right_is_not_kept(eerst: str, dan: str, aanbieders: tuple[str | None, ...]) -> None:
    gelezen = lees_toewijzingen((eerst, dan))
    assert tuple(t.aanbieder for t in gelezen) == aanbieders


@pytest.mark.parametrize(
    ("eerst", "dan"),
    [
        ("Client heeft B bij Parlan in Hoorn en nog een B bij Parlan, mag dat?", "nee, bij Horizon"),
        ("Client heeft B bij Parlan in Hoorn. Mag er nog een B bij, bij dezelfde aanbieder?", "nee, Horizon"),
    ],
)
def test_of_two_at_one_provider_another_name_moves_not_both(assistant: Assistant, eerst: str, dan: str) -> None:
    assert verdicts(talk(assistant, eerst, dan)[-1]) == {("stapelen", "voorwaardelijk")}


def test_the_verdict_is_not_that_of_before(assistant: Assistant) -> None:
    """It holds on a condition, until it is told who delivers which."""
    eerst, dan = talk(assistant, TWEE, "nee, Horizon")
    assert (verdicts(eerst), verdicts(dan)) == ({("stapelen", "toegestaan")}, {("stapelen", "voorwaardelijk")})
