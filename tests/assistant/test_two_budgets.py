"""Several budgets in one question: each product gets its own amounts, or it is asked which are whose."""

import pytest

from assistant.models import AskRequest
from assistant.reading.products.catalogue import namen_in
from assistant.service import Assistant
from knowledge.store import laad

_DAGHULP, _DIAGNOSTIEK = ("Daghulp", "5000", "3000"), ("Diagnostiek", "2000", "1800")


def _gelezen(assistant: Assistant, vraag: str) -> list[tuple[str, str, str]]:
    antwoord = assistant.ask(AskRequest(id="t", question=f"Amstelveen: {vraag}"))
    return [(t.input.get("product"), t.input.get("budget"), t.input.get("gedeclareerd")) for t in antwoord.tool_results]


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        (
            "pleegzorg regulier budget 5000 gedeclareerd 6000, en daghulp budget 2000 gedeclareerd 500. Mag dat?",
            [("Pleegzorg regulier", "5000", "6000"), ("Daghulp", "2000", "500")],
        ),
        (
            "daghulp budget 5000 gedeclareerd 3000; diagnostiek budget 2000 gedeclareerd 1800. Moeten we bellen?",
            [_DAGHULP, _DIAGNOSTIEK],
        ),
        (
            "diagnostiek budget 2000 gedeclareerd 1800, en daghulp budget 5000 gedeclareerd 3000. Mag dat?",
            [_DIAGNOSTIEK, _DAGHULP],
        ),
        (
            "5000 budget, 3000 gedeclareerd voor daghulp, 2000 budget, 1800 gedeclareerd voor diagnostiek. Mag dat?",
            [_DAGHULP, _DIAGNOSTIEK],
        ),
        ("daghulp en diagnostiek, budgetten 5000 en 2000, gedeclareerd 3000 en 1800.", [_DAGHULP, _DIAGNOSTIEK]),
        (
            "daghulp budget 5000 en diagnostiek budget 2000, gedeclareerd 3000 en 1800. Zijn we over de 75%?",
            [_DAGHULP, _DIAGNOSTIEK],
        ),
        (
            "van het budget van 5000 voor logeren is 6000 gedeclareerd en van het budget van 2000 voor "
            "systeembegeleiding is 500 gedeclareerd. Mag dat?",
            [("Logeren", "5000", "6000"), ("Systeembegeleiding", "2000", "500")],
        ),
        (
            "Budgetten: daghulp 5.000, diagnostiek 2.000. Gedeclareerd: diagnostiek 1.800, daghulp 3.000.",
            [_DAGHULP, _DIAGNOSTIEK],
        ),
        (
            "signaalbudgetten voor daghulp 4.000 en voor diagnostiek 2.000. Gedeclareerd is voor diagnostiek 1.000 "
            "en voor daghulp 3.800.",
            [("Daghulp", "4000", "3800"), ("Diagnostiek", "2000", "1000")],
        ),
        (
            "Budget daghulp 5.000, budget logeren 2.000, gedeclareerd logeren 1.800, gedeclareerd daghulp 3.000.",
            [_DAGHULP, ("Logeren", "2000", "1800")],
        ),
        (
            "Budget behandeling groep 10.000 en daghulp 4.000, gedeclareerd daghulp 3.500 en behandeling groep 5.000.",
            [("Behandeling groep", "10000", "5000"), ("Daghulp", "4000", "3500")],
        ),
    ],
)
def test_each_product_gets_its_own_amounts(
    assistant: Assistant, vraag: str, verwacht: list[tuple[str, str, str]]
) -> None:
    """Whichever is named first, and whether it is told product by product or kind by kind."""
    assert _gelezen(assistant, vraag) == verwacht


@pytest.mark.parametrize(
    "vraag",
    [
        "budget 5000 gedeclareerd 3000 en budget 2000 gedeclareerd 1800, voor daghulp en diagnostiek. Mag dat?",
        "3.000 van de 5.000 euro op voor daghulp, en 1.800 van de 2.000 euro voor diagnostiek. Moeten we bellen?",
        "budget 5000 voor daghulp en 2000 voor diagnostiek, gedeclareerd 1800 voor diagnostiek en 3000 voor daghulp.",
        "daghulp budget 5000 en diagnostiek budget 2000, gedeclareerd diagnostiek 1800 en 3000.",
        "daghulp gedeclareerd 3.000, nog 2.000 over; diagnostiek gedeclareerd 1.000, nog 500 over. Bellen?",
        "het signaalbudget van daghulp is 5.000 euro en bij diagnostiek is 3.900 euro gedeclareerd. Moeten we bellen?",
        "het signaalbudget is 5.000 euro voor daghulp, en 3.900 euro is gedeclareerd voor diagnostiek. Bellen?",
    ],
)
def test_amounts_of_which_it_is_not_told_whose_they_are_are_asked_for(assistant: Assistant, vraag: str) -> None:
    """No pair is made of what may belong to another product."""
    assert _gelezen(assistant, vraag) == [(None, None, None)]


def test_a_product_beside_it_that_has_no_such_budget_is_told_apart(assistant: Assistant) -> None:
    """It gets none of the amounts."""
    vraag = "Begeleiding groep: budget 12000, gedeclareerd 9300. Over de 75%? En als het crisisopvang was geweest?"
    antwoord = assistant.ask(AskRequest(id="t", question=f"Amstelveen, {vraag}"))
    assert [(t.input["product"], t.verdict) for t in antwoord.tool_results] == [
        ("Begeleiding groep", "berekend"),
        ("Crisisopvang", "niet_van_toepassing"),
    ]


def test_the_verdict_names_the_product(assistant: Assistant) -> None:
    """So that those of two products can be told apart."""
    vraag = "Amstelveen: daghulp budget 5000 gedeclareerd 6000, en diagnostiek budget 2000 gedeclareerd 1800. Mag dat?"
    tekst = assistant.ask(AskRequest(id="t", question=vraag)).answer
    assert "Nee, dit mag niet voor ‘Daghulp’" in tekst
    assert "Voor ‘Diagnostiek’: € 1.800 van € 2.000 is 90%" in tekst


@pytest.mark.parametrize(
    ("tekst", "namen"),
    [
        ("systeembegeleiding en individuele begeleiding", ["Systeembegeleiding", "Individuele begeleiding"]),
        ("individuele begeleiding en systeembegeleiding", ["Individuele begeleiding", "Systeembegeleiding"]),
        ("begeleiding groep en behandeling groep", ["Begeleiding groep", "Behandeling groep"]),
        ("pleegzorg regulier, daghulp en logeren", ["Pleegzorg regulier", "Daghulp", "Logeren"]),
    ],
)
def test_products_come_in_the_order_of_the_text(tekst: str, namen: list[str]) -> None:
    catalogus = laad().regeling("amstelveen-aalsmeer-2022").catalogus
    assert catalogus is not None
    assert namen_in(tekst, catalogus) == namen
