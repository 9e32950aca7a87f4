"""A change told by codes, and a code asked for by bare numbers: which profile, which intensity, from which to which."""

from __future__ import annotations

import pytest
from assistant_support import ask, verdicts

from assistant.reading.products.codes import codewissel, lees_profielen, los_voor_intensiteit
from assistant.service import Assistant
from knowledge.folding import vouw
from knowledge.vocabulary import laad_woordenschat


@pytest.mark.parametrize(
    ("tekst", "van", "naar"),
    [
        ("Wij willen van 501PE naar 505PE", "1PE", "5PE"),
        ("504DL omzetten naar 501PE", "4DL", "1PE"),
        ("501PE wijzigen in 501IN, mag dat?", "1PE", "1IN"),
        ("Kan 505PE in plaats van 501PE, vanaf 1 oktober 2025?", "1PE", "5PE"),
        ("1PE moet 2PE worden per 1 november 2025", "1PE", "2PE"),
        ("code 504 DZ -> 504 DL", "4DZ", "4DL"),
        ("Hij heeft 504DZ en moet naar 503IN.", "4DZ", "3IN"),
        ("Mag 501PE per 1 september 2025 naar 502IN?", "1PE", "2IN"),
    ],
)
def test_two_codes_tell_from_where_to_where(tekst: str, van: str, naar: str) -> None:
    plat = vouw(tekst)
    assert codewissel(plat) == (van, naar)
    profielen = lees_profielen(plat)
    assert profielen.nummers == (int(van[0]),)
    assert profielen.nieuw == (int(naar[0]) if naar[0] != van[0] else None)


@pytest.mark.parametrize(
    "tekst",
    [
        "Wat is het verschil tussen 501PE en 501IN?",
        "Mag 501PE naar 501IN en daarna naar 504DL?",
        "Hij krijgt 501PE. Wij sturen de factuur naar Hoorn. Is 501IN ook per maand?",
        "Van 501PE gaat de factuur naar de gemeente, van 504DZ niet",
        "501PE naar 501PE",
        "Welke code hoort erbij, 501IN of 501PE?",
    ],
)
def test_codes_beside_each_other_are_no_change(tekst: str) -> None:
    assert codewissel(vouw(tekst)) is None


@pytest.mark.parametrize(
    "vraag",
    [
        "Wij willen van 501PE naar 505PE",
        "504DL omzetten naar 501PE",
        "Cliënt gaat van code 501IN naar code 502IN. Mag dat?",
    ],
)
def test_a_change_to_a_code_of_another_profile_is_judged(assistant: Assistant, vraag: str) -> None:
    assert verdicts(ask(assistant, vraag)) == {("verzoek_om_wijziging", "niet_toegestaan")}


@pytest.mark.parametrize(
    "vraag",
    [
        "Wat betekent 501PE en wat 505PE?",
        "Bestaat er een code 505PE? We willen van 501PE naar 505PE.",
        "Onze cliënt gaat van 501PE naar 505PE. Wat betekenen die codes?",
    ],
)
def test_what_codes_are_is_looked_up(assistant: Assistant, vraag: str) -> None:
    assert {tool for tool, _ in verdicts(ask(assistant, vraag))} == {"productcode"}


@pytest.mark.parametrize(
    ("tekst", "paren"),
    [
        ("Wat is de productcode van 4 duurzaam zwaar?", ((4, "duurzaam_zwaar"),)),
        ("code van 1 intensief?", ((1, "intensief"),)),
        ("codes van 1 intensief en 4 duurzaam licht", ((1, "intensief"), (4, "duurzaam_licht"))),
        ("de code van onze 4 duurzaam zwaar", ()),
        ("code voor 3 duurzaam zwaar trajecten", ()),
        ("code van 9 duurzaam zwaar", ()),
        ("code per 1 duurzaam zwaar", ()),
        ("de code van 14 intensief", ()),
    ],
)
def test_a_bare_number_right_before_an_intensity_is_its_profile(tekst: str, paren: tuple[tuple[int, str], ...]) -> None:
    assert los_voor_intensiteit(vouw(tekst), laad_woordenschat()) == paren


def test_the_code_of_a_bare_number_is_given_without_asking_for_the_profile(assistant: Assistant) -> None:
    antwoord = ask(assistant, "Wat is de productcode van 4 duurzaam zwaar?")
    assert antwoord.status == "answered"
    assert "504DZ" in antwoord.answer


def test_a_number_of_clients_is_no_profile(assistant: Assistant) -> None:
    antwoord = ask(assistant, "We hebben 4 intensief cliënten, welke productcode hoort daarbij?")
    assert antwoord.status == "clarify"
    assert [e.input for e in antwoord.tool_results] == [{"intensiteit": "intensief"}]
