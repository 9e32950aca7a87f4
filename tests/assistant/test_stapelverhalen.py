"""Stacking in whole questions: who delivers what, the next turn, more cases in one message."""

from __future__ import annotations

import pytest

from assistant.models import AskRequest, Turn
from assistant.service import Assistant

JA, NEE, MITS = "toegestaan", "niet_toegestaan", "voorwaardelijk"


def oordelen(assistant: Assistant, vraag: str, *eerder: str) -> list[str]:
    """The verdicts on stacking that a question gets, in order."""
    history = [Turn(question=v, answer="Dat staat in de stapeltabel van Westfriesland.") for v in eerder]
    antwoord = assistant.ask(AskRequest(question=vraag, history=history))
    return [e.verdict for e in antwoord.tool_results if e.tool == "stapelen"]


@pytest.mark.parametrize(
    ("vraag", "oordeel"),
    [
        (
            "Een meisje in Medemblik krijgt specialistische jeugdhulp van Praktijk Vlinderhof. Vlinderhof wil zelf ook "
            "hoogspecialistische jeugdhulp gaan geven. Kan dat naast elkaar?",
            NEE,
        ),
        ("Mogen wij voor één jongere in Hoorn én de B én de C doen, naast elkaar?", NEE),
        ("Onze stichting in Enkhuizen wil zowel de C als de B leveren voor dit kind. Mag dat?", NEE),
        ("Wij doen B in Hoorn en C loopt al bij Kroonwerk. Mag dat?", JA),
        (
            "In Opmeer krijgt een jongen B van Buro Zandloper. Nu wil school hem ook bij Praktijk Vlinderhof hebben, "
            "eveneens B. Kunnen die twee naast elkaar?",
            JA,
        ),
        (
            "Drie tegelijk in Koggenland: B van Molenrad, V van Huis ter Aa en nog een keer B van Molenrad. Haar zusje "
            "krijgt niets. Kan dat?",
            NEE,
        ),
        (
            "Stichting Het Anker heeft een contract voor V plus B. Kunnen zij voor een kind in Hoorn én het verblijf "
            "én de B-hulp doen?",
            JA,
        ),
        (
            "Westfriesland: naast de B moet er een tweede B komen. Mag dat?\n\nVan: Praktijk Vlinderhof (tweede B)\n"
            "Ook: Jeugdhulp Molenrad (lopende B)",
            JA,
        ),
    ],
)
def test_who_delivers_what_decides(assistant: Assistant, vraag: str, oordeel: str) -> None:
    assert oordelen(assistant, vraag) == [oordeel]


@pytest.mark.parametrize(
    "vraag",
    [
        "In Hoorn loopt bij ons een B. Een andere vestiging van onze stichting wil er ook een B naast zetten. Mag dat?",
        "Kind uit Opmeer heeft B bij ons. Een andere afdeling van onze instelling wil er een B naast. Mag dat?",
        "Onze zusterorganisatie wil in Medemblik een B naast onze B. Mag dat?",
        "Kind in Hoorn: segment B bij ons. Een andere locatie van onze club wil een tweede toewijzing erbij. Mag dat?",
    ],
)
def test_parts_of_one_organisation_are_not_two_providers(assistant: Assistant, vraag: str) -> None:
    assert set(oordelen(assistant, vraag)) <= {MITS, "gegevens_ontbreken"}


_TWEE = "Kind in Medemblik heeft B bij Buro Zandloper. Mag er een B bij van Atelier Blauw?"
_EEN = "Kind in Medemblik heeft B bij Buro Zandloper. Mag er nog een B bij van Buro Zandloper?"
_CV = "Mag De Meerkoet voor een jongere uit Hoorn zowel C als V doen?"


@pytest.mark.parametrize(
    ("eerst", "dan", "oordeel"),
    [
        (_TWEE, "en als die tweede het ook door Buro Zandloper laat doen?", NEE),
        (_TWEE, "en stel dat het dezelfde aanbieder is?", NEE),
        (_EEN, "en bij Atelier Blauw dan?", MITS),
        (_CV, "en stel het is B in plaats van V, bij diezelfde aanbieder?", NEE),
        (_CV, "en als het geen V maar B is?", NEE),
        (_CV, "en met B in plaats van C?", JA),
    ],
)
def test_a_next_turn_changes_provider_or_segment(assistant: Assistant, eerst: str, dan: str, oordeel: str) -> None:
    assert oordelen(assistant, dan, eerst) == [oordeel]


@pytest.mark.parametrize(
    ("dan", "oordelen_"),
    [
        ("en als Praktijk Vlinderhof ze allebei doet?", {NEE, MITS}),
        ("De Linde belde net, zij willen het ook weten.", {JA}),
        ("De Linde doet dit ook voor andere kinderen.", {JA}),
        ("Ook De Linde wil graag weten hoe het zit.", {JA}),
    ],
)
def test_who_is_but_spoken_of_in_a_next_turn_changes_nothing(
    assistant: Assistant, dan: str, oordelen_: set[str]
) -> None:
    assert set(oordelen(assistant, dan, "WF: B bij De Linde en B bij De Eik, mag dat?")) <= oordelen_


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        (
            "Casus 1: Bram, C bij Zonnekind en V bij Zonnekind. Casus 2: Fien, B bij Molenrad en nog een B bij "
            "Molenrad. Allebei uit Hoorn. Mag het?",
            [JA, NEE],
        ),
        (
            "Twee casussen uit Opmeer. (1) Saar krijgt B van Molenrad en ook B van Zonnekind. (2) Teun krijgt C van "
            "Molenrad en er moet nog een C bij, ook van Molenrad. Mag dat in beide gevallen?",
            [JA, NEE],
        ),
        (
            "Saar heeft B bij Molenrad en moet er V bij van Molenrad. Teun heeft B bij Molenrad en wil nog een B bij "
            "van Molenrad. Wat mag wel en wat niet in Medemblik?",
            [JA, NEE],
        ),
        (
            "Medemblik: organisatie Duinroos wil één kind zowel segment B als segment C geven, beide door henzelf. Los "
            "daarvan vroegen ze of één organisatie segment B met segment V mag doen.",
            [NEE, JA],
        ),
    ],
)
def test_each_case_has_a_verdict_of_its_own(assistant: Assistant, vraag: str, verwacht: list[str]) -> None:
    assert oordelen(assistant, vraag) == verwacht


@pytest.mark.parametrize(
    "vraag",
    [
        "Kind 1 krijgt B bij Molenrad en kind 2 krijgt ook B bij Molenrad, in Hoorn. Mag dat naast elkaar?",
        "Saar krijgt in Hoorn B van Molenrad en Teun krijgt B van Molenrad. Mag dat naast elkaar?",
        "Westfriesland: moeder is net verhuisd en krijgt C bij ons, het kind krijgt B bij ons. Mag dat naast elkaar?",
        "Westfriesland: zijn zus krijgt geen V maar B bij De Linde, hij krijgt B bij De Linde. Mag dat?",
    ],
)
def test_what_two_youths_get_is_not_stacked(assistant: Assistant, vraag: str) -> None:
    assert oordelen(assistant, vraag) == []
