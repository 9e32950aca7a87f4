"""A question that takes a wrong date or number for granted is contradicted up front, with the right one."""

from __future__ import annotations

import pytest
from assistant_support import ask

from assistant.answer.premise import NEE, weerlegt
from assistant.service import Assistant

CRISIS = "Crisishulp duurt maximaal 6 weken. [1] Dit geldt voor Amstelveen en Aalsmeer."


@pytest.mark.parametrize(
    ("vraag", "antwoord", "nee"),
    [
        ("Klopt het dat crisishulp maximaal 8 weken duurt?", CRISIS, True),
        ("Is het zo dat crisishulp acht weken duurt?", CRISIS, True),
        ("Klopt het dat er 60 aanbieders in segment B zijn?", "In segment B zijn 54 aanbieders (stand 8 mei).", True),
        ("Klopt het dat het Regioportaal per 1 januari 2017 vervalt?", "Per 1 januari 2018 vervalt het portaal.", True),
        # so it is, or it may be
        ("Klopt het dat crisishulp maximaal 6 weken duurt?", CRISIS, False),
        ("Klopt het dat crisishulp zes weken duurt?", CRISIS, False),
        ("Klopt het dat het Regioportaal per 1 januari vervalt?", "Per 1 januari 2018 vervalt het portaal.", False),
        ("Klopt het dat crisishulp minder dan 8 weken duurt?", CRISIS, False),
        ("Klopt het dat crisishulp niet 8 weken duurt?", CRISIS, False),
        # of something else, or nothing asked to be confirmed
        ("Klopt het dat pleegzorg 8 weken kan worden geboden na een gesprek?", CRISIS, False),
        ("Klopt het dat crisishulp 8 euro kost?", CRISIS, False),
        ("Hoe lang duurt crisishulp, 8 weken?", CRISIS, False),
        ("Klopt het dat crisishulp van 4 tot 8 weken duurt?", CRISIS, False),
    ],
)
def test_only_a_value_of_the_same_contradicts(vraag: str, antwoord: str, nee: bool) -> None:
    assert weerlegt(vraag, antwoord) is nee


@pytest.mark.parametrize(
    ("vraag", "feit"),
    [
        ("Zaanstreek-Waterland: klopt het dat het hersteltraject 12 maanden duurt?", "18 maanden"),
        ("Amstelveen: klopt het dat crisishulp maximaal 8 weken duurt?", "6 weken"),
        ("Zaanstreek-Waterland: klopt het dat de uitvraag op 1 september wordt verstuurd?", "13 oktober"),
        ("Klopt het dat het Regioportaal per 1 januari 2017 vervalt?", "1 januari 2018"),
        ("Klopt het dat de uitdientermijn in Westfriesland twee jaar is?", "één jaar"),
        ("Klopt het dat er in Westfriesland 60 aanbieders in segment B zijn?", "54 aanbieders"),
        ("Klopt het dat crisishulp acht weken duurt in Amstelveen?", "6 weken"),
        ("Klopt het dat de nieuwe inrichting van de jeugdhulp op 1 september 2025 ingaat in Hoorn?", "1 juli 2025"),
    ],
)
def test_the_answer_begins_with_no_and_the_right_fact(assistant: Assistant, vraag: str, feit: str) -> None:
    """Of a tool as well as of the documents."""
    antwoord = ask(assistant, vraag).answer
    assert antwoord.startswith(NEE)
    assert feit in antwoord[:200]


@pytest.mark.parametrize(
    "vraag",
    [
        "Amstelveen: klopt het dat crisishulp maximaal 6 weken duurt?",
        "Klopt het dat de nieuwe arrangementen in Westfriesland vanaf 1 juli 2025 gelden?",
        "Klopt het dat hersteltrajecten in Zaanstreek-Waterland op 31 december 2021 eindigen?",
        # within a bound
        "Klopt het dat crisishulp 3 weken kan duren in Amstelveen?",
        "Klopt het dat crisishulp 3 weken duurt in Amstelveen?",
        "Klopt het dat crisishulp 2 weken mag duren in Amstelveen?",
        "Klopt het dat crisishulp vijf weken kan zijn in Amstelveen?",
        "Klopt het dat crisishulp na drie weken kan stoppen in Amstelveen?",
        "Klopt het dat crisishulp na drie weken stopt in Amstelveen?",
        "Klopt het dat de nieuwe contracten op 1 maart 2022 gelden in Zaanstad?",
        "Klopt het dat de nieuwe inrichting van de jeugdhulp op 1 september 2025 geldt in Hoorn?",
        "Klopt het dat wij op 1 september 2025 met de nieuwe inrichting werken in Hoorn?",
        # of others
        "Klopt het dat er drie gemeenten genoemd worden in de bron over Westfriesland?",
    ],
)
def test_what_is_so_is_not_contradicted(assistant: Assistant, vraag: str) -> None:
    assert not ask(assistant, vraag).answer.startswith("Nee")
