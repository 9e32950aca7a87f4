"""A value that a text leaves in doubt stays open, and what is only asked is no doubt."""

from __future__ import annotations

import pytest
from assistant_support import ask

from assistant.models import AskRequest, Turn
from assistant.reading.certainty.doubt import lees_twijfel
from assistant.reading.slots import Slots, lees_slots
from assistant.service import Assistant
from knowledge.folding import vouw
from knowledge.vocabulary import laad_woordenschat


def _slots(tekst: str) -> Slots:
    return lees_slots(vouw(tekst), laad_woordenschat())


@pytest.mark.parametrize(
    "tekst",
    [
        "Of het profiel 3 of profiel 4 wordt weten we nog niet. Welke code hoort bij DL?",
        "Profiel 3 of 4, daar twijfelen we over. Intensief. Welke code hoort erbij?",
        "De huisarts schrijft profiel 5, in ons systeem staat profiel 6. Wat sturen we in?",
        "Volgens de brief is het profiel 1, volgens het portaal profiel 2.",
        "Mijn collega zegt profiel 7. De ander houdt het op 8.",
    ],
)
def test_a_profile_in_doubt_is_none(tekst: str) -> None:
    slots = _slots(tekst)
    assert (slots.profielen, slots.open) == ((), frozenset({"profielen"}))


@pytest.mark.parametrize(
    "tekst",
    [
        "We horen nog of V erbij komt; in 2022 hebben we B. Duurzaam licht in segment B.",
        "In de mail staat dat we in 2022 B hebben. In het portaal staat B en V. Duurzaam zwaar in segment B.",
        "Of we voor 2022 ook V gegund krijgen is nog niet bekend; B hebben we zeker. Cliënt zit in segment B.",
        "Voor 2022 hebben we B, over V wordt nog beslist. Jongen in segment B.",
        "Wij kregen voor 2022 B en misschien V. Jongen in segment B.",
    ],
)
def test_a_contract_in_doubt_is_open_beside_the_segment_of_a_client(tekst: str) -> None:
    slots = _slots(tekst)
    assert (slots.contract_2022, slots.segmenten, slots.open) == (None, ("B",), frozenset({"contract_2022"}))


@pytest.mark.parametrize(
    "tekst",
    [
        "Is het nou profiel 3 of 4? Welke code hoort bij DL?",
        "Ik weet niet of B naast V mag.",
        "Mag B of V naast C? Ik heb geen idee.",
        "Ik weet niet of voor profiel 5 een perspectiefplan nodig is.",
        "Volgens de gemeente zit het kind in segment B. Wij hebben voor 2022 B en V.",
        "In de brief stond profiel 3, maar dat klopt niet meer: in ons dossier staat profiel 4.",
        "Op de ene toewijzing staat B, op de andere C. Mag dat samen?",
        "De consulent zegt dat profiel 3 mag wisselen, volgens mij geldt dat ook voor profiel 3 met DL.",
        "Voor 2022 gecontracteerd voor B en V. Misschien handig: de cliënt zit in B.",
    ],
)
def test_what_is_asked_or_told_twice_is_no_doubt(tekst: str) -> None:
    assert not lees_twijfel(vouw(tekst), laad_woordenschat()).open


def test_the_text_keeps_its_length() -> None:
    tekst = vouw("Segment B of C, dat hoor ik morgen. Profiel 3.")
    rest = lees_twijfel(tekst, laad_woordenschat()).rest
    assert rest == tekst.replace(" b ", "   ").replace(" c,", "  ,")


@pytest.mark.parametrize(
    ("vraag", "tool", "gevraagd"),
    [
        (
            "Wij wachten nog op bericht of het voor 2022 alleen B wordt of ook V. Cliënt uit Oostzaan heeft duurzaam"
            " zwaar in segment B en wij hadden in 2021 een contract. Krijgen we een uitvraag of niet?",
            "conversie",
            "2022",
        ),
        (
            "Landsmeer, duurzaam licht in segment B, contract in 2021. Volgens de gunningsbrief hebben we voor 2022 B,"
            " volgens het overzicht op de website B en V. Welke conversieprocedure?",
            "conversie",
            "2022",
        ),
        (
            "Externe verwijzer, verlenging, Hoorn. In het plan staat profiel 3, in onze administratie profiel 8. Welk"
            " document hebben wij nodig?",
            "toegang",
            "profiel",
        ),
        (
            "Meisje met een beperking uit Hoorn, duurzaam zwaar. Het is nog niet besloten of het begeleiding wordt of"
            " behandeling. Mag ik vast de productcode?",
            "productcode",
            "profiel",
        ),
        (
            "In Hoorn loopt een toewijzing waarvan de letter onleesbaar is, C of V. Dezelfde aanbieder vraagt er een B"
            " naast. Mag dat samen?",
            "stapelen",
            "segment",
        ),
    ],
)
def test_a_value_in_doubt_is_asked_for(assistant: Assistant, vraag: str, tool: str, gevraagd: str) -> None:
    antwoord = ask(assistant, vraag)
    assert antwoord.status == "clarify"
    assert [t.tool for t in antwoord.tool_results] == [tool]
    assert gevraagd in antwoord.answer


def test_doubt_in_a_later_turn_opens_what_was_known_and_an_answer_closes_it(assistant: Assistant) -> None:
    eerst = Turn(
        question="Duurzaam licht in segment B, Wormerland, contract in 2021 en in 2022 alleen B. Welke procedure?",
        answer="De procedure is ‘duurzaam, alleen segment B in 2022’.",
    )
    twijfel = "Ik hoor net dat het voor 2022 ofwel B ofwel C wordt, dat weten we nog niet."
    antwoord = assistant.ask(AskRequest(id="t", question=twijfel, history=[eerst]))
    assert (antwoord.status, antwoord.tool_results[0].input.get("contract_2022")) == ("clarify", None)
    daarna = [eerst, Turn(question=twijfel, answer=antwoord.answer)]
    antwoord = assistant.ask(AskRequest(id="t", question="Het is voor 2022 een contract voor B.", history=daarna))
    assert (antwoord.status, antwoord.tool_results[0].input["contract_2022"]) == ("answered", ["B"])
