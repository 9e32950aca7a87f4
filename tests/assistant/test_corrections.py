"""What a message puts right itself: what stood before no longer holds."""

from __future__ import annotations

import pytest
from assistant_support import ask

from assistant.service import Assistant
from assistant.slots import Slots, lees_slots
from knowledge.vocabulary import laad_woordenschat, vouw


def _slots(tekst: str) -> Slots:
    return lees_slots(vouw(tekst), laad_woordenschat())


@pytest.mark.parametrize(
    ("tekst", "segment", "contract"),
    [
        ("Segment B, in 2022 ook B. O nee, ik keek in de verkeerde map: het is segment C, in 2022 alleen C.", "C", "C"),
        ("Segment C, voor 2022 ook C. Nee wacht, ik zat verkeerd te kijken: segment B, voor 2022 alleen B.", "B", "B"),
        ("Duurzaam in segment B. Ik vergis me, we hebben hem in segment C. In 2022 alleen C.", "C", "C"),
        ("Segment C en in 2022 alleen B. Oeps, dat was de verkeerde cliënt, deze zit in segment B.", "B", "B"),
    ],
)
def test_the_later_facts_of_a_kind_take_the_place_of_the_earlier(tekst: str, segment: str, contract: str) -> None:
    slots = _slots(tekst)
    assert ({*slots.segmenten}, slots.contract_2022) == ({segment}, tuple(contract))


def test_facts_that_are_not_told_again_stay() -> None:
    slots = _slots("Profiel 3, duurzaam licht, ingang 3 mei 2025. O nee, ik keek verkeerd: het is profiel 4.")
    assert (slots.profielen, slots.intensiteiten, len(slots.datums)) == ((4,), ("duurzaam_licht",), 1)


def test_one_of_two_that_is_put_right_leaves_both() -> None:
    assert _slots("Mag B met C? O nee, er komt nog een V bij.").segmenten == ("B", "C", "V")


def test_another_file_gets_the_procedure_of_its_own(assistant: Assistant) -> None:
    antwoord = ask(
        assistant,
        "Een jongen uit Zaandam met duurzaam zwaar in segment B, wij hadden in 2021 een contract en in 2022 alleen B. "
        "O nee, ik keek in het verkeerde dossier: hij zit in segment C en in 2022 doen wij alleen C. Welke procedure?",
    )
    (envelope,) = antwoord.tool_results
    assert (envelope.input["segment"], envelope.input["contract_2022"]) == ("C", ["C"])
    assert envelope.data["procedure"] == "duurzaam_uitvraag"


@pytest.mark.parametrize(
    ("vraag", "wijziging"),
    [
        (
            "Voor ons contract van 2016 (groepspraktijk, Amsterdam) willen we het budgetplafond omhoog, o nee, dat "
            "hoeft niet meer. Het gaat om de AGB-code, die moet gewijzigd. Kan ik dat zelf?",
            "agb_code",
        ),
        (
            "Wij willen in het contract van 2017 in Amsterdam een hoofdbehandelaar toevoegen... nee wacht, dat is al "
            "gebeurd. We willen een extra product toevoegen. Mogen wij dat zelf?",
            "producten",
        ),
    ],
)
def test_another_change_than_first_said(assistant: Assistant, vraag: str, wijziging: str) -> None:
    (envelope,) = ask(assistant, vraag).tool_results
    assert (envelope.tool, envelope.data["wijziging"]) == ("contractmutatie", wijziging)
