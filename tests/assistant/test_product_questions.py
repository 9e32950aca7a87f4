"""Which of several products is asked about, and by which words a category is known."""

from __future__ import annotations

from assistant.models import AskRequest
from assistant.service import Assistant


def test_a_product_that_does_not_belong_is_looked_up_outside_the_category(assistant: Assistant) -> None:
    """Of several products the one that is not in the category that is named."""
    vraag = "Welk product valt in Amstelveen niet onder Crisis: crisis noodbed, logeren of crisisopvang?"
    antwoord = assistant.ask(AskRequest(id="t", question=vraag))
    assert [t.input for t in antwoord.tool_results] == [{"zoek": "Logeren"}]


def test_a_category_is_known_without_its_last_letter(assistant: Assistant) -> None:
    """Spelling mends it, though another ending is no error."""
    antwoord = assistant.ask(AskRequest(id="t", question="welke prodcuten horen er bij verblij in aalsmeer"))
    assert [t.input for t in antwoord.tool_results] == [{"categorie": "verblijf"}]
