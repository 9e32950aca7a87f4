"""What a message puts right itself: what stood before no longer holds."""

from __future__ import annotations

import pytest
from assistant_support import ask

from assistant.message.repairs import met_herstel
from assistant.reading.slots import Slots, lees_slots
from assistant.service import Assistant
from knowledge.folding import vouw
from knowledge.vocabulary import laad_woordenschat


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


@pytest.mark.parametrize(
    ("vraag", "invoer"),
    [
        (
            "Westfriesland: profiel 5 duurzaam licht, welk document bij de aanvraag door de gemeente? Ik had de "
            "verkeerde bijlage: daar stond profiel 8 in.",
            {"profiel": 5},
        ),
        (
            "Zaanstreek-Waterland: duurzame cliënt in segment B, in 2021 contract B, in 2022 B. Mijn collega had het "
            "verkeerde contract voor zich en zei dat we in 2022 alleen C hadden. Welke procedure?",
            {"contract_2022": ["B"]},
        ),
        (
            "Groepspraktijk in Amsterdam: mochten we op 15 maart 2016 onderhanden werk aanleveren? Mijn collega zei "
            "van niet, ze had de verkeerde pagina voor zich, die voor een zelfstandige.",
            {"soort_aanbieder": "groepspraktijk"},
        ),
        (
            "Westfriesland: welke productcode hoort bij profiel 5 duurzaam licht? In de toewijzing zat een verkeerde "
            "code, daar stond profiel 3 intensief.",
            {"profiel": 5, "intensiteit": "duurzaam_licht"},
        ),
        (
            "Westfriesland: welk document bij de aanvraag voor profiel 3 perspectief, door de gemeente? Mijn collega "
            "had het verkeerde overzicht en dacht dat een huisarts verwees.",
            {"verwijzer": "gemeente"},
        ),
        (
            "Westfriesland: profiel 4 duurzaam licht, welke productcode? De stagiair keek in de verkeerde regel en "
            "noemde profiel 6.",
            {"profiel": 4},
        ),
        (
            "Westfriesland: profiel 4 duurzaam licht, welke productcode? Er stond profiel 6 intensief in de mail. Dat "
            "was fout.",
            {"profiel": 4, "intensiteit": "duurzaam_licht"},
        ),
    ],
)
def test_the_mistake_of_another_puts_nothing_right(assistant: Assistant, vraag: str, invoer: dict[str, object]) -> None:
    (envelope,) = ask(assistant, vraag).tool_results
    assert {k: envelope.input[k] for k in invoer} == invoer


def test_a_mistake_without_what_stood_there_leaves_both_values() -> None:
    slots = _slots("Segment B. Mijn collega zat in het verkeerde dossier, het is segment C.")
    assert {*slots.segmenten} == {"B", "C"}


@pytest.mark.parametrize(
    "tekst",
    [
        "Profiel 5. Sorry, ik zit in het verkeerde dossier: het is profiel 4.",
        "Profiel 5. Nee, wacht, profiel 4.",
        "Profiel 5. Ik heb me vergist, er stond profiel 7, maar het is profiel 4.",
        "Profiel 5. Ik had het verkeerde overzicht voor me: profiel 4.",
    ],
)
def test_the_writer_puts_his_own_question_right(tekst: str) -> None:
    assert _slots(tekst).profielen == (4,)


@pytest.mark.parametrize(
    "vraag",
    [
        "we willen een hoofdbehandelaar toevoegen. Oeps, en ook het budgetplafond moet omhoog. Kan dat?",
        "we willen een hoofdbehandelaar toevoegen. O nee, ook het budgetplafond moet omhoog. Kan dat?",
        "het budgetplafond moet omhoog. O wacht, verder willen we een hoofdbehandelaar toevoegen. Kan dat zelf?",
    ],
)
def test_what_comes_beside_the_first_change_takes_no_place(assistant: Assistant, vraag: str) -> None:
    antwoord = ask(assistant, f"Amsterdam groepspraktijk: {vraag}")
    assert {e.data["wijziging"] for e in antwoord.tool_results} == {"hoofdbehandelaar_toevoegen", "budgetplafond"}


def test_a_contract_that_comes_beside_takes_no_place() -> None:
    assert _slots("Voor 2022 hebben wij contract B. Oeps, en voor 2022 contract V.").contract_2022 == ("B", "V")


@pytest.mark.parametrize(
    ("tekst", "goed"),
    [
        ("De startdatum is 1 augustus. Nee, 1 september. Mag dat?", "De startdatum is 1 september. Mag dat?"),
        ("Ingang per 1 augustus - nee, 1 september.", "Ingang per 1 september."),
        ("Per 1 augustus. Nee dat moet 1 september zijn.", "Per 1 september"),
        (
            "Het budget is 12.000 euro. Nee, 15.000. Gedeclareerd is 9.000.",
            "Het budget is 15.000. Gedeclareerd is 9.000.",
        ),
        ("Profiel 2. Nee, 3. Van perspectief naar intensief.", "profiel 3. Van perspectief naar intensief."),
        ("Code voor profiel 3 intensief. Nee, duurzaam licht.", "Code voor profiel 3 duurzaam licht."),
        ("Mag segment B naast segment C bij ons? Nee, segment V.", "Mag segment B naast segment V bij ons?"),
        ("profiel 4, nee dat is die van zijn broertje, 2 moet het zijn", "profiel 2"),
        ("profiel 3? O nee, dat is die van haar broer, 5 is het.", "profiel 5"),
        ("profiel 6, sorry dat was een andere cliënt, 1 moet het zijn", "profiel 1"),
    ],
)
def test_a_bare_no_with_the_right_value_puts_right(tekst: str, goed: str) -> None:
    assert met_herstel(tekst).startswith(goed)


@pytest.mark.parametrize(
    "tekst",
    [
        "Is hij eerder gewijzigd? Nee. Profiel 4 van perspectief naar intensief.",
        "Eerder gewijzigd: nee, profiel 4, van perspectief naar intensief.",
        "Profiel 2, ingang 1 mei. Nee, de brief van 3 april ken ik niet.",
        "Mag B naast C? Nee, B naast C mag niet volgens jullie.",
        "Het is profiel 2. Nee, 3 maanden geleden is er niets gewijzigd.",
    ],
)
def test_a_no_that_answers_puts_nothing_right(tekst: str) -> None:
    assert met_herstel(tekst) == tekst
