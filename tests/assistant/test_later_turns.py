"""Later turns that add, correct or withdraw facts and ask nothing anew: the question stays, its facts change."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from assistant_support import WF, talk

from assistant.conversation.turns import wijst_op_plaats, zonder_onveranderd, zonder_opnieuw
from assistant.line.interpret import Interpreter
from assistant.line.state import Interpretatie
from assistant.service import Assistant
from assistant.text.spelling import Spelling
from knowledge.conversation_words import laad_gesprekswoorden
from knowledge.folding import vouw
from knowledge.redaction import verwijder
from knowledge.vocabulary import laad_woordenschat

CHANGE = (
    "Kind uit Medemblik met profiel 2 gaat per 1 maart 2026 van perspectief naar intensief, einddatum 3 mei 2027. "
    "Kan dat?"
)
BUDGET = "Aalsmeer, ambulant: budget 9.000 euro en 4.000 gedeclareerd. Al een signaal nodig?"


@pytest.fixture(scope="module")
def interpreter() -> Interpreter:
    """The interpreter, without the rest of the assistant."""
    schat = laad_woordenschat()
    return Interpreter(schat, Spelling(schat.woorden, ()))


def read(interpreter: Interpreter, *turns: str) -> Interpretatie:
    """The last turn in the light of those before."""
    return interpreter.interpreteer(turns[-1], [(turn, "Ja.") for turn in turns[:-1]], date(2026, 2, 1))


@pytest.mark.parametrize(
    ("turn", "rest"),
    [
        ("Het was segment C. Maakt dat nog uit?", "Het was segment C."),
        ("Inmiddels is het 800 euro, hoe zit het dan?", "Inmiddels is het 800 euro,"),
        ("Hij heeft profiel 3! Blijft het antwoord dan hetzelfde?", "Hij heeft profiel 3!"),
        ("Wat wordt de nieuwe einddatum?", "Wat wordt de nieuwe einddatum?"),
        ("Verandert dat de datum die wij melden?", "Verandert dat de datum die wij melden?"),
        ("En nu?", "En nu?"),
    ],
)
def test_what_asks_the_same_again_is_no_question_of_its_own(turn: str, rest: str) -> None:
    assert zonder_opnieuw(turn, laad_gesprekswoorden()) == rest


@pytest.mark.parametrize("before", [[], ["hoi"]])
def test_what_asks_the_same_again_counts_in_a_first_message(interpreter: Interpreter, before: list[str]) -> None:
    text = "Ik wil een 317 indienen per 1 maart 2026 in Westfriesland, mag dat?"
    assert "mag dat" in read(interpreter, *before, text).vraag.kern


def test_what_is_told_beside_what_stays_is_read(interpreter: Interpreter) -> None:
    turn = "De einddatum verandert niet en er is nog niet eerder gewijzigd."
    assert read(interpreter, CHANGE, turn).vraag.slots.eerder_gewijzigd == "nee"


def test_what_stays_as_it_was_tells_nothing_new() -> None:
    said = vouw("Het kind zit in B. Wat wij voor 2022 kregen, blijft gewoon staan.")
    assert "2022" not in zonder_onveranderd(
        vouw("Het is B. Ons contract voor 2022 blijft hetzelfde."), laad_gesprekswoorden()
    )
    assert "zit in b" in zonder_onveranderd(said, laad_gesprekswoorden())
    kept = vouw("Het eerste traject blijft gewoon segment C.")
    assert zonder_onveranderd(kept, laad_gesprekswoorden()) == kept


@pytest.mark.parametrize(
    ("turn", "days"),
    [
        ("Pardon, het gaat om profiel 3. De brief daarover is van 4 april 2019. Wat nu?", {"2026-03-01", "2027-05-03"}),
        ("Hij is trouwens op 2 juni 2012 geboren en het is profiel 4. Maakt dat uit?", {"2026-03-01", "2027-05-03"}),
        ("Oeps, per 1 juni 2026 bedoel ik, zo staat het in het verslag van 9 mei 2021.", {"2026-06-01", "2027-05-03"}),
        ("Excuus, de einddatum lees ik nu pas goed. In het systeem staat 8 juli 2027.", {"2026-03-01", "2027-07-08"}),
        ("nee, 1 september 2026", {"2026-09-01", "2027-05-03"}),
    ],
)
def test_only_a_day_of_what_is_asked_takes_the_place_of_one(
    interpreter: Interpreter, turn: str, days: set[str]
) -> None:
    reading = read(interpreter, CHANGE, turn)
    assert {str(d.als_datum()) for d in reading.vraag.slots.datums} == days
    assert reading.vervolg


@pytest.mark.parametrize(
    ("turn", "start"),
    [
        ("en per de vijftiende?", "2026-03-15"),
        ("kan het wel op de eerste van de maand daarna?", "2026-04-01"),
        ("dan wordt het toch juni", "2026-06-01"),
        ("en begin november?", "2026-11-01"),
        ("en in januari?", None),
    ],
)
def test_a_month_or_the_number_of_a_day_moves_the_start(interpreter: Interpreter, turn: str, start: str | None) -> None:
    days = {str(d.als_datum()) for d in read(interpreter, CHANGE, turn).vraag.slots.datums}
    assert days == {"2027-05-03", *([start] if start else [])}


def test_a_wished_profile_is_replaced_by_a_wished_profile(interpreter: Interpreter) -> None:
    first = "Hoorn: profiel van 2 naar 4, per 1 april 2026, intensief. Mag dat?"
    slots = read(interpreter, first, "Wacht, het gewenste profiel is profiel 3. En dan?").vraag.slots
    assert (slots.profielen, slots.nieuw_profiel) == ((2,), 3)


@pytest.mark.parametrize(
    ("turns", "amounts"),
    [
        (["Foutje, er is nog 2.500 over."], [9000, 2500]),
        (["De gemeente heeft het budget vorige week na lang overleg bijgesteld naar 12.000. En nu?"], [4000, 12000]),
        (["Excuses, beide bedragen waren van vorig jaar.", "Het budget is 8.000."], [8000]),
        (["Er is nog 2.500 van over. De laatste factuur was 640."], [9000, 2500]),
        (["Er is nog 2.500 over.", "Sorry, er is nog 1.500 over."], [9000, 1500]),
        (["Er is nog 2.500 over.", "Intussen is er 7.000 gedeclareerd."], [9000, 7000]),
        (
            ["De gemeente heeft het budget in mei aangepast, het is nu 8.000. De declaraties blijven gelijk."],
            [4000, 8000],
        ),
        (["Vorig jaar was het budget trouwens 6.500. Maakt dat uit?"], [9000, 4000]),
        (["Er is nu 5.000 gedeclareerd, ons uurtarief is trouwens 120 euro."], [9000, 5000]),
    ],
)
def test_an_amount_takes_the_place_of_the_one_of_its_kind(
    interpreter: Interpreter, turns: list[str], amounts: list[int]
) -> None:
    assert [b for b, _ in read(interpreter, BUDGET, *turns).vraag.slots.bedragen] == amounts


@pytest.mark.parametrize(
    ("turns", "tool", "given"),
    [
        (
            [CHANGE, "Excuus, ik zie dat er op 3 mei 2021 wél al een wijziging op doorgevoerd is. Maakt dat uit?"],
            "verzoek_om_wijziging",
            {"ingangsdatum": "2026-03-01", "eerder_gewijzigd": True, "profiel": 2},
        ),
        (
            [
                "Welke toegang geldt bij profiel 4 in Hoorn bij een aanvraag via de huisarts?",
                "Ik zat in de verkeerde regel te kijken, het profiel moet 2 zijn.",
            ],
            "toegang",
            {"profiel": 2, "verwijzer": "extern", "moment": "aanvraag"},
        ),
        (
            [
                "Toewijzing in Opmeer gestart op 3 mei 2025, mag ik uitdienen?",
                "Verkeken: in het systeem staat 8 maart 2025 als startdatum. Wat is dan de uitkomst?",
            ],
            "uitdienen",
            {"startdatum": "2025-03-08"},
        ),
        (
            [BUDGET, "Twee weken later komen de declaraties in totaal uit op 8.100. Hoe zit het nu?"],
            "signaalbudget",
            {"budget": "9000", "gedeclareerd": "8100"},
        ),
    ],
)
def test_a_turn_that_changes_facts_reaches_the_tool(
    assistant: Assistant, turns: list[str], tool: str, given: dict[str, Any]
) -> None:
    last = talk(assistant, *turns)[-1]
    inputs = [e.input for e in last.tool_results if e.tool == tool]
    assert inputs
    assert {k: inputs[-1].get(k) for k in given} == given


def test_a_birthdate_does_not_take_the_start_before_it_with_it() -> None:
    text, _ = verwijder("Bij hem is de ingangsdatum 16/7/2021, geboren 6-2-2010. Ook herstel.")
    assert "16/7/2021" in text
    assert "6-2-2010" not in text


def test_a_year_of_something_else_does_not_move_to_another_regime(assistant: Assistant) -> None:
    last = talk(
        assistant,
        "Mag een kind in Drechterland twee keer segment B hebben?",
        "Het loopt al sinds 5 juni 2016 en het is bij dezelfde aanbieder.",
    )[-1]
    assert last.regelingen == [WF]
    assert [e.tool for e in last.tool_results] == ["stapelen"]


@pytest.mark.parametrize(
    ("turns", "left"),
    [
        (("Mogen B, C en V naast elkaar bij dezelfde aanbieder in Hoorn?", "zonder V dan?"), ["B", "C"]),
        (("Mogen B, C en V naast elkaar bij dezelfde aanbieder in Hoorn?", "En zonder segment C?"), ["B", "V"]),
        (("Mag B naast C en V in Hoorn?", "en als V er niet bij is?"), ["B", "C"]),
        (("Mag B naast C en V in Hoorn?", "Stel dat C wegvalt, mag het dan?"), ["B", "V"]),
    ],
)
def test_a_segment_that_a_turn_leaves_out_is_gone(
    assistant: Assistant, turns: tuple[str, str], left: list[str]
) -> None:
    (envelope,) = talk(assistant, *turns)[-1].tool_results
    assert [row["segment"] for row in envelope.input["toewijzingen"]] == left


@pytest.mark.parametrize(
    "turn",
    [
        "de ene bij ons, de andere bij Parlan",
        "De ene is van ons en de andere van Parlan.",
        "een bij ons en een bij Parlan",
    ],
)
def test_who_delivers_each_of_two_goes_on_with_them(assistant: Assistant, turn: str) -> None:
    (envelope,) = talk(assistant, "Mag B naast B in Hoorn?", turn)[-1].tool_results
    assert (envelope.tool, envelope.verdict) == ("stapelen", "toegestaan")


def test_a_new_question_that_points_back_to_a_region_is_about_that_region(assistant: Assistant) -> None:
    laatste = talk(
        assistant,
        "Mag ik in Hoorn een 317 sturen voor profiel 3?",
        "En hoe zit dat in Zaanstreek-Waterland?",
        "Wat is daar de productcode?",
    )[-1]
    assert WF not in laatste.regelingen
    assert laatste.status == "abstain"


def test_a_new_question_that_does_not_point_back_is_about_its_own_region(assistant: Assistant) -> None:
    vragen = ("Hoe werkt het signaalbudget in Amstelveen?", "Wat is de productcode van profiel 1 intensief?")
    assert talk(assistant, *vragen)[-1].regelingen == [WF]


@pytest.mark.parametrize(
    ("beurt", "plaats"),
    [
        ("wat is daar de productcode?", True),
        ("welke codes gelden in die regio?", True),
        ("wie mag daar in 2022 verwijzen?", True),
        ("hoort daar een perspectiefplan bij?", False),
        ("wat moet ik daar voor invullen?", False),
        ("wat valt daar allemaal onder?", False),
        ("wat staat daarin?", False),
        ("kunt u daar iets over zeggen?", False),
    ],
)
def test_a_word_for_a_place_is_not_half_of_another(beurt: str, plaats: bool) -> None:
    assert wijst_op_plaats(beurt, laad_gesprekswoorden()) is plaats
