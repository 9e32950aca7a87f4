"""Messages that ask the same of two cases, and parts that point back."""

from __future__ import annotations

import pytest

from assistant.message import lees_bericht


def _delen(tekst: str) -> list[str]:
    return [deel.zelfstandig for deel in lees_bericht(tekst).vragen]


def test_two_cases_get_the_question_each_with_their_own_facts() -> None:
    een, ander = _delen(
        "Twee kinderen in Zaanstad. Bij de een is het recht ingegaan op 10 maart 2021, bij de ander op 1 juli 2021. "
        "Wat worden de einddatums?"
    )
    assert "10 maart" in een
    assert "1 juli" not in een
    assert "einddatums" in een
    assert "Zaanstad" in een
    assert "1 juli" in ander
    assert "10 maart" not in ander
    assert "einddatums" in ander
    assert "Zaanstad" in ander


def test_the_heading_names_the_case() -> None:
    bericht = lees_bericht(
        "Kind 1: profiel 3, van perspectief naar intensief. Kind 2: profiel 6, van intensief naar perspectief. "
        "Mag dat met een 317?"
    )
    assert [deel.tekst.split(":")[0] for deel in bericht.vragen] == ["Kind 1", "Kind 2"]


@pytest.mark.parametrize(
    "tekst",
    [
        "Mag segment B bij de ene aanbieder en C bij de andere aanbieder?",
        "De een zegt dat het mag, de ander niet. Mag een 317 voor profiel 3?",
        "Profiel 3, de eerste wijziging. Mag dat per 1 mei 2026?",
    ],
)
def test_parties_and_opinions_are_no_cases(tekst: str) -> None:
    assert len(lees_bericht(tekst).vragen) == 1


@pytest.mark.parametrize(
    ("tekst", "aantal"),
    [
        ("Hoe lang mogen wij de oude contracten uitdienen? En welk tarief krijgen wij in die periode?", 2),
        ("Moet ik zelf iets doen? En zo ja, wanneer?", 1),
        ("Het is 23 mei 2016. 1. OHW nog niet ingestuurd, kan dat nog? 2. Kan een vestiging in het contract erbij?", 2),
        ("Kan ik de AGB-code zelf wijzigen? En we willen een extra product in het contract, kan dat nu?", 2),
    ],
)
def test_what_asks_something_of_its_own_is_a_question(tekst: str, aantal: int) -> None:
    assert len(lees_bericht(tekst).vragen) == aantal


def test_a_part_that_points_back_is_read_as_the_next_turn() -> None:
    _, tweede = lees_bericht(
        "Onder welke categorie valt een ouder-kindplek in Aalsmeer? Welke gemeente betaalt de aanbieder dat dan?"
    ).vragen
    assert tweede.vervolg
