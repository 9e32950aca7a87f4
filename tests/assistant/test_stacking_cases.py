"""Two cases of stacking in one message, each with a verdict of its own."""

from __future__ import annotations

import pytest

from assistant.models import AskRequest
from assistant.service import Assistant


@pytest.mark.parametrize(
    ("vraag", "oordelen"),
    [
        (
            "Hoorn, twee gevallen.\nA) Tim heeft B van De Kade en daarnaast B van Linde Jeugd.\n"
            "B) Zijn broertje heeft C én V, allebei van De Kade.\nMogen die combinaties?",
            ["toegestaan", "toegestaan"],
        ),
        (
            "Twee situaties in Opmeer:\n1) Sara krijgt B van De Kade en B van De Kade.\n"
            "2) Haar zus heeft B en V van Linde.\nMag dat?",
            ["niet_toegestaan", "toegestaan"],
        ),
        (
            "Medemblik. I) Roos: B van Linde plus V van Linde. II) Haar broertje Finn: B van Linde plus B van Linde. "
            "Zijn die stapelingen toegestaan?",
            ["toegestaan", "niet_toegestaan"],
        ),
        (
            "Mogen deze combinaties in Hoorn?\n(a) V en C, beide van De Kade\n(b) B en B, van twee verschillende "
            "aanbieders",
            ["toegestaan", "toegestaan"],
        ),
    ],
)
def test_each_item_is_a_case(assistant: Assistant, vraag: str, oordelen: list[str]) -> None:
    """Also where one of them is called by who it is to the other."""
    antwoord = assistant.ask(AskRequest(id="t", question=vraag))
    assert [(t.tool, t.verdict) for t in antwoord.tool_results] == [("stapelen", oordeel) for oordeel in oordelen]


@pytest.mark.parametrize(
    ("vraag", "oordeel"),
    [
        ("Mees uit Hoorn heeft twee toewijzingen:\n1) B van De Kade\n2) C van De Kade\nMag dat?", "niet_toegestaan"),
        ("Een jongen uit Opmeer heeft: A) B van De Kade, B) V van De Kade. Mag die combinatie?", "toegestaan"),
        ("Hoorn:\nA. V van De Kade\nB. C van De Kade\nMag dat naast elkaar bij één meisje?", "toegestaan"),
    ],
)
def test_the_items_of_one_youth_are_one_case(assistant: Assistant, vraag: str, oordeel: str) -> None:
    """And the letter that numbers an item is no segment."""
    (uitslag,) = assistant.ask(AskRequest(id="t", question=vraag)).tool_results
    assert (uitslag.tool, uitslag.verdict) == ("stapelen", oordeel)
