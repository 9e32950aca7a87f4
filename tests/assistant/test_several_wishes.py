"""Several changes in one sentence, places to work, standings against one budget, and lists of a category."""

from __future__ import annotations

import pytest

from assistant.models import AskRequest
from assistant.service import Assistant


def _gegevens(assistant: Assistant, vraag: str, tool: str, naam: str) -> list[object]:
    antwoord = assistant.ask(AskRequest(id="t", question=vraag))
    return [r.data.get(naam) for r in antwoord.tool_results if r.tool == tool]


@pytest.mark.parametrize(
    ("vraag", "wijzigingen"),
    [
        (
            "Groepspraktijk in Amsterdam, 2017: een nieuw product, een ruimer plafond en een derde locatie in ons "
            "contract. Wat kan er?",
            ["producten", "budgetplafond", "plaatsen"],
        ),
        (
            "Mogen wij in het Regioportaal (2016) onze producten, onze plaatsen en ons budgetplafond wijzigen?",
            ["producten", "plaatsen", "budgetplafond"],
        ),
        (
            "Kan ik in 2016 in het Regioportaal mijn AGB-code aanpassen en een locatie toevoegen?",
            ["agb_code", "plaatsen"],
        ),
        (
            "De AGB-code van onze hoofdbehandelaar is veranderd in 2016. Zelf aanpassen in het Regioportaal?",
            ["agb_code"],
        ),
        (
            "We willen in 2016 een extra product in ons contract; het budgetplafond blijft gelijk. Kan dat in het "
            "Regioportaal?",
            ["producten"],
        ),
        (
            "Ik wilde eerst een extra locatie aanmelden, maar laat maar. Wat ik nu wil: de AGB-code van onze nieuwe "
            "locatie doorgeven. Groepspraktijk in Waterland, 2016. Waar moet ik zijn?",
            ["agb_code"],
        ),
        (
            "Voor onze tweede locatie willen we in 2017 een hoofdbehandelaar toevoegen in het Regioportaal. Mag dat?",
            ["hoofdbehandelaar_toevoegen"],
        ),
    ],
)
def test_every_wish_of_a_sentence_gets_its_own_verdict(
    assistant: Assistant, vraag: str, wijzigingen: list[str]
) -> None:
    assert _gegevens(assistant, vraag, "contractmutatie", "wijziging") == wijzigingen


@pytest.mark.parametrize(
    ("vraag", "wijziging"),
    [
        ("Kan ik in 2016 een tweede plek in Diemen erbij zetten in ons contract in het Regioportaal?", "plaatsen"),
        ("Wij willen een dependance toevoegen aan ons lopende contract (2017, Regioportaal). Mag dat?", "plaatsen"),
        ("Kan ik in het Regioportaal in 2016 zelf een extra plek voor een kind in Diemen aanvragen?", "overig"),
        ("We willen in 2016 in onze groep in Diemen een plek erbij. Zelf wijzigen in het Regioportaal?", "overig"),
    ],
)
def test_a_place_to_work_is_no_place_for_a_client(assistant: Assistant, vraag: str, wijziging: str) -> None:
    assert _gegevens(assistant, vraag, "contractmutatie", "wijziging") == [wijziging]


@pytest.mark.parametrize(
    ("vraag", "procenten"),
    [
        (
            "Diagnostiek in Aalsmeer, signaalbudget € 4.000. Eind mei stonden we op € 2.800, eind juni komen we op "
            "€ 4.400 uit. Mag dat?",
            [70.0, 110.0],
        ),
        (
            "Het signaalbudget voor daghulp in Amstelveen is € 5.000. Op 1 mei stond er € 3.700 gedeclareerd, op 1 "
            "juni € 3.800. Vanaf wanneer overleggen?",
            [74.0, 76.0],
        ),
        ("Daghulp Amstelveen, signaalbudget € 5.000: in mei € 1.600 en in juni nog eens € 1.700. Is dat 75%?", []),
        (
            "Signaalbudget in Aalsmeer € 5.000: mei € 1.000, juni € 1.500, juli € 2.000. Drempel bereikt bij daghulp?",
            [],
        ),
        ("bij diagnostiek in aalsmeer zitten we op 4000 van de 5000, al aan de bel trekken?", [80.0]),
        ("bij daghulp in aalsmeer zitten we op 1500 van de 2000 dagdelen, moeten we al melden?", []),
        ("bij daghulp in aalsmeer zitten 300 van de 400 kinderen uit de gemeente, moeten we al melden?", []),
        (
            "Voor twee kinderen in Aalsmeer hebben we elk een eigen signaalbudget bij daghulp: € 5.000 en € 4.000. "
            "Samen is er € 6.000 gedeclareerd. Zitten we boven 75%?",
            [],
        ),
    ],
)
def test_standings_are_held_against_one_budget(assistant: Assistant, vraag: str, procenten: list[float]) -> None:
    assert _gegevens(assistant, vraag, "signaalbudget", "percentage") == procenten


@pytest.mark.parametrize(
    ("vraag", "categorieen"),
    [
        ("aalsmeer dyslexie wat valt eronder", ["Dyslexie"]),
        ("wat omvat de categorie crisis in Amstelveen?", ["Crisis"]),
        ("wat valt onder verblijfskosten bij een uitje in amstelveen", []),
        ("er is crisis bij een gezin in aalsmeer, wat valt er te regelen?", []),
    ],
)
def test_what_falls_under_a_category_is_its_list(assistant: Assistant, vraag: str, categorieen: list[str]) -> None:
    antwoord = assistant.ask(AskRequest(id="t", question=vraag))
    gevonden = [c["naam"] for r in antwoord.tool_results if r.tool == "product" for c in r.data["categorieen"]]
    assert gevonden == categorieen
