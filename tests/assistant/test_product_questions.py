"""Which of several products is asked about, and by which words a category is known."""

from __future__ import annotations

import pytest

from assistant.models import AskRequest
from assistant.reading.products.catalogue import namen_in
from assistant.service import Assistant
from knowledge.folding import vouw
from knowledge.store import laad


def test_a_product_that_does_not_belong_is_looked_up_outside_the_category(assistant: Assistant) -> None:
    """Of several products the one that is not in the category that is named."""
    vraag = "Welk product valt in Amstelveen niet onder Crisis: crisis noodbed, logeren of crisisopvang?"
    antwoord = assistant.ask(AskRequest(id="t", question=vraag))
    assert [t.input for t in antwoord.tool_results] == [{"zoek": "Logeren"}]


def test_a_category_is_known_without_its_last_letter(assistant: Assistant) -> None:
    """Spelling mends it, though another ending is no error."""
    antwoord = assistant.ask(AskRequest(id="t", question="welke prodcuten horen er bij verblij in aalsmeer"))
    assert [t.input for t in antwoord.tool_results] == [{"categorie": "verblijf"}]


PER_CATEGORIE = ["EED", "dyslexie", "Dyslexiezorg"]


@pytest.mark.parametrize("naam", PER_CATEGORIE)
@pytest.mark.parametrize("deel", ["diagnostiek", "behandeling"])
@pytest.mark.parametrize(
    "vorm",
    ["{naam}-{deel}", "{naam} {deel}", "{deel} bij {naam}", "{deel} van ernstige {naam}", "{deel} voor {naam}"],
)
def test_a_part_of_a_name_beside_its_category_is_that_product(naam: str, deel: str, vorm: str) -> None:
    catalogus = laad().regeling("amstelveen-aalsmeer-2022").catalogus
    assert catalogus is not None
    tekst = vouw(f"Is {vorm.format(naam=naam, deel=deel)} ambulant?")
    assert namen_in(tekst, catalogus) == [f"Ernstige Enkelvoudige Dyslexie – {deel.capitalize()}"]


@pytest.mark.parametrize(
    ("tekst", "namen"),
    [
        ("is dyslexiediagnostiek ambulant?", ["Ernstige Enkelvoudige Dyslexie – Diagnostiek"]),
        (
            "vallen diagnostiek en behandeling van dyslexie onder ambulant?",
            ["Ernstige Enkelvoudige Dyslexie – Diagnostiek", "Ernstige Enkelvoudige Dyslexie – Behandeling"],
        ),
        ("is diagnostiek ambulant?", ["Diagnostiek"]),
        ("is diagnostiek ambulant, en wat is eed?", ["Diagnostiek"]),
        ("vallen daghulp en eed-diagnostiek eronder?", ["Daghulp", "Ernstige Enkelvoudige Dyslexie – Diagnostiek"]),
    ],
)
def test_other_products_stay_what_they_are(tekst: str, namen: list[str]) -> None:
    catalogus = laad().regeling("amstelveen-aalsmeer-2022").catalogus
    assert catalogus is not None
    assert namen_in(tekst, catalogus) == namen


def test_eed_diagnostics_have_no_signal_budget(assistant: Assistant) -> None:
    vraag = "Voor dyslexie diagnostiek hebben we 800 van 1000 euro gedeclareerd. Is de drempel bereikt?"
    antwoord = assistant.ask(AskRequest(id="t", question=vraag, regeling="amstelveen-aalsmeer-2022"))
    assert [t.verdict for t in antwoord.tool_results] == ["niet_van_toepassing"]


@pytest.mark.parametrize(
    ("vraag", "invoer"),
    [
        (
            "Hebben jullie in Aalsmeer voor diagnostiek een signaalbudget? En voor crisis en dyslexie ook of niet?",
            [{"zoek": "Diagnostiek"}, {"categorie": "crisis"}, {"categorie": "dyslexie"}],
        ),
        (
            "Geldt er een signaalbudget voor crisis en dyslexie in Amstelveen?",
            [{"categorie": "crisis"}, {"categorie": "dyslexie"}],
        ),
        (
            "Is er een signaalbudget voor Behandeling groep en voor pleegzorg regulier (Aalsmeer)?",
            [{"zoek": "Behandeling groep"}, {"zoek": "Pleegzorg regulier"}],
        ),
        ("Is er voor diagnostiek in Aalsmeer een signaalbudget?", [{"zoek": "Diagnostiek"}]),
        ("Wie mag verwijzen naar crisis ambulant in Aalsmeer?", [{"zoek": "Crisis ambulant"}]),
    ],
)
def test_what_holds_for_several_is_told_of_each_once(
    assistant: Assistant, vraag: str, invoer: list[dict[str, str]]
) -> None:
    antwoord = assistant.ask(AskRequest(id="t", question=vraag))
    assert [t.input for t in antwoord.tool_results] == invoer


def test_a_product_told_before_the_question_is_the_one_that_is_placed(assistant: Assistant) -> None:
    vraag = "Wij leveren Behandeling groep in Aalsmeer. Hoort dat bij crisis?"
    antwoord = assistant.ask(AskRequest(id="t", question=vraag))
    assert [t.input for t in antwoord.tool_results] == [{"zoek": "Behandeling groep"}]
