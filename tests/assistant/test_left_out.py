"""A segment that a turn leaves out is gone until it is named again; one that only changes provider stays."""

from __future__ import annotations

import pytest
from assistant_support import talk

from assistant.service import Assistant

ONS = "uw eigen organisatie"
DRIE = "Mag B bij ons, C bij Parlan en V bij Horizon in Hoorn?"
TWEE = "Mag B bij ons en C bij Parlan in Hoorn?"
KAAL = "Mag B, C en V in Hoorn?"


@pytest.mark.parametrize(
    ("turns", "rows"),
    [
        ((DRIE, "zonder C dan?"), {"B": ONS, "V": "Horizon"}),
        ((DRIE, "C gaat niet door"), {"B": ONS, "V": "Horizon"}),
        (
            (DRIE, "zonder C dan?", "en als C er niet bij Parlan maar bij ons is?"),
            {"B": ONS, "C": ONS, "V": "Horizon"},
        ),
        (
            ("Mag B bij ons, V bij ons en C bij Parlan in Hoorn?", "nee, zonder C", "toch met C, maar bij Horizon"),
            {"B": ONS, "V": ONS, "C": "Horizon"},
        ),
        ((TWEE, "zonder C, met V bij Parlan"), {"B": ONS, "V": "Parlan"}),
        (
            (TWEE, "zonder C, met V bij Parlan", "en dan toch C bij ons erbij?"),
            {"B": ONS, "V": "Parlan", "C": ONS},
        ),
        (
            (
                "Mag B bij ons, C bij Parlan en V bij Parlan in Hoorn?",
                "zonder V bij Parlan, maar V bij Horizon",
            ),
            {"B": ONS, "C": "Parlan", "V": "Horizon"},
        ),
        ((KAAL, "en als V er niet bij komt?"), {"B": None, "C": None}),
        ((KAAL, "en als V er niet bij komt?", "en als V er wel bij komt?"), {"B": None, "C": None, "V": None}),
        ((KAAL, "zonder V?", "en met V erbij?"), {"B": None, "C": None, "V": None}),
        (
            ("Mag B, V en C in Hoorn?", "en als de V er niet bij dezelfde aanbieder is als C?"),
            {"B": "aanbieder 1", "V": "aanbieder 2", "C": "aanbieder 3"},
        ),
        ((TWEE, "en als C er niet bij Parlan zit maar bij Horizon?"), {"B": ONS, "C": "Horizon"}),
        ((TWEE, "B vervalt, er komt V bij ons voor in de plaats"), {"C": "Parlan", "V": ONS}),
        (("Mag B naast V in Hoorn?", "en zonder V, met C?"), {"B": None, "C": None}),
    ],
)
def test_what_is_left_out_is_gone_until_it_is_named_again(
    assistant: Assistant, turns: tuple[str, ...], rows: dict[str, str | None]
) -> None:
    (envelope,) = talk(assistant, *turns)[-1].tool_results
    assert envelope.tool == "stapelen"
    assert {r["segment"]: r.get("aanbieder") for r in envelope.input["toewijzingen"]} == rows


@pytest.mark.parametrize("turn", ["Waarom mag C er niet bij als wij B ook doen?"])
def test_asking_whether_a_segment_may_come_leaves_none_out(assistant: Assistant, turn: str) -> None:
    (envelope,) = talk(assistant, "Mag B naast C in Hoorn?", turn)[-1].tool_results
    assert {r["segment"] for r in envelope.input["toewijzingen"]} == {"B", "C"}
