"""Stacking for a child with a name: what he has counts, and his name is not that of who delivers it."""

from __future__ import annotations

import pytest

from assistant.models import AskRequest
from assistant.service import Assistant

Paar = tuple[str, str | None]
_KOP = "Hoorn, mag dit naast elkaar?\n\n"


def _gelezen(assistant: Assistant, vraag: str) -> list[Paar]:
    """The allocations that the tool was given, without a kind before a name."""
    antwoord = assistant.ask(AskRequest(id="t", question=vraag))
    (invoer,) = [e.input for e in antwoord.tool_results if e.tool == "stapelen"]
    wie = [(r["segment"], r.get("aanbieder")) for r in invoer["toewijzingen"]]
    return [(s, str(k).removeprefix("aanbieder ") if k else None) for s, k in wie]


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        (
            "Hoorn. Voor Isa hebben we al segment C. Nu vraagt Zilverberk V aan. Mag dat naast elkaar?",
            [("C", "uw eigen organisatie"), ("V", "Zilverberk")],
        ),
        (
            "Voor Noor heb ik al segment B bij De Linde. Havenlicht wil nu segment B. Mag dat stapelen in Opmeer?",
            [("B", "De Linde"), ("B", "Havenlicht")],
        ),
        (
            "Hoorn: voor Bram hebben we al segment B geregeld. Voor Noor: segment C bij De Linde en segment C bij "
            "Havenlicht, mag dat stapelen?",
            [("C", "De Linde"), ("C", "Havenlicht")],
        ),
    ],
)
def test_what_a_child_has_already_is_not_settled(assistant: Assistant, vraag: str, verwacht: list[Paar]) -> None:
    assert _gelezen(assistant, vraag) == verwacht


@pytest.mark.parametrize(
    ("tabel", "verwacht"),
    [
        (
            "| jeugdige | segment | aanbieder |\n|---|---|---|\n| Isa | B | wij |\n| Isa | C | Zilverberk |",
            [("B", "uw eigen organisatie"), ("C", "Zilverberk")],
        ),
        (
            "| kind | segment | aanbieder |\n|---|---|---|\n| Isa | B | wij |\n| Isa | C | wij |",
            [("B", "uw eigen organisatie"), ("C", "uw eigen organisatie")],
        ),
        ("| kind | segment |\n|---|---|\n| Isa | B |\n| Isa | C |", [("B", None), ("C", None)]),
        (
            "| naam | segment |\n|---|---|\n| Zilverberk | B |\n| Havenlicht | B |",
            [("B", "Zilverberk"), ("B", "Havenlicht")],
        ),
    ],
)
def test_the_name_of_a_child_in_a_table_is_not_a_provider(
    assistant: Assistant, tabel: str, verwacht: list[Paar]
) -> None:
    assert _gelezen(assistant, f"{_KOP}{tabel}") == verwacht
