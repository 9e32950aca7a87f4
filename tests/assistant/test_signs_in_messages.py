"""A sign that becomes more when it is folded ("…", "½", "™", a letter and its accent apart) switches no reading off."""

from __future__ import annotations

import unicodedata

import pytest
from assistant_support import ask, talk

from assistant.message.parts import lees_delen
from assistant.message.reader import lees_bericht
from assistant.reading.places import VreemdePlaatsen
from assistant.reading.told import slots_van
from assistant.service import Assistant
from knowledge.folding import samengesteld, vouw, vouw_even_lang
from knowledge.message_words import laad_berichtwoorden
from knowledge.store import laad
from knowledge.vocabulary import laad_woordenschat

ZINNEN = [
    "Even een vraag…",
    "Zij werkt er 3½ dag.",
    "Zij werkt met Kindplan™.",
    "Zij komt uit de \ufb01lmwereld.",
    "Het café is dicht.",
    unicodedata.normalize("NFD", "Het café is dicht."),
]
"""Sentences that tell nothing."""


def _gelezen(tekst: str) -> str:
    return " ".join(vraag.zelfstandig for vraag in lees_bericht(tekst).vragen)


@pytest.mark.parametrize("zin", ZINNEN)
def test_a_value_that_is_put_right_gives_way(zin: str) -> None:
    gelezen = _gelezen(f"{zin} De wijziging gaat in per 1 mei 2026, nee sorry, ik bedoel 1 juni 2026. Mag dat?")
    assert "1 juni 2026" in gelezen
    assert "1 mei" not in gelezen


@pytest.mark.parametrize("zin", ZINNEN)
def test_what_is_not_of_the_case_goes(zin: str) -> None:
    gelezen = _gelezen(
        f"{zin} Vorige maand vroeg uw collega iets over profiel 4; dat betrof een ander kind. Wat is in Opmeer de code "
        "van profiel 2, perspectief?"
    )
    assert slots_van(gelezen).profielen == (2,)


@pytest.mark.parametrize("zin", ZINNEN)
def test_two_cases_get_a_question_each(zin: str) -> None:
    een, ander = lees_bericht(
        f"{zin} Kind 1: profiel 3, van perspectief naar intensief. Kind 2: profiel 6, van intensief naar perspectief. "
        "Mag dat met een 317?"
    ).vragen
    assert (slots_van(een.zelfstandig).profielen, slots_van(ander.zelfstandig).profielen) == ((3,), (6,))


@pytest.mark.parametrize(
    ("tekst", "aantal"),
    [
        ("Twee vragen… 1) Moet ik een 317 sturen? 2) Mag B naast C?", 2),
        ("Ik wil weten of ik een 317 moet sturen…, en daarnaast hoe lang wij mogen uitdienen", 2),
    ],
)
def test_questions_in_one_line_are_told_apart(tekst: str, aantal: int) -> None:
    assert len(lees_bericht(tekst).vragen) == aantal


@pytest.mark.parametrize("naam", ["Van den Berg™", "De \ufb01liaal"])
def test_a_greeting_in_the_line_of_the_question_goes(naam: str) -> None:
    delen = lees_delen(
        f"Beste mevrouw {naam}, mag segment B naast segment C bij dezelfde aanbieder?", laad_berichtwoorden()
    )
    assert delen.tekst.startswith("mag segment B")


def test_a_place_with_a_capital_is_found_beside_such_a_sign() -> None:
    plaatsen = VreemdePlaatsen(laad(), laad_woordenschat())
    assert plaatsen.eerste("Hoe zit dat in Ede… mag daar profiel 3?") == "Ede"
    assert plaatsen.eerste("Ik weet het niet… ede mag dat?") is None


@pytest.mark.parametrize(
    ("tekst", "plat"),
    [("Een… Ténsie", "een. tensie"), ("3½ ™ \ufb01", "3½ ™ \ufb01"), ("’t “Huis” –", '\'t "huis" -'), ("HÉ‼", "he!")],
)
def test_folding_sign_by_sign_keeps_every_place(tekst: str, plat: str) -> None:
    assert vouw_even_lang(tekst) == plat
    assert len(vouw_even_lang(tekst)) == len(tekst)


@pytest.mark.parametrize("tekst", ["Café", "ÉÉN ÀÇ", "’t “Huis” – €"])
def test_both_foldings_agree_where_no_sign_becomes_more(tekst: str) -> None:
    assert vouw_even_lang(samengesteld(unicodedata.normalize("NFD", tekst))) == vouw(tekst)


@pytest.mark.parametrize("zin", ZINNEN)
def test_the_answer_is_the_same(assistant: Assistant, zin: str) -> None:
    vraag = (
        "In Zaanstad: profiel 3, van perspectief naar intensief, de eerste wijziging, per 1 mei 2026, nee sorry, "
        "ik bedoel 1 juni 2026. Mag dat met een 317?"
    )
    kaal, met = (ask(assistant, tekst) for tekst in (vraag, f"{zin} {vraag}"))
    assert [t.input for t in met.tool_results] == [t.input for t in kaal.tool_results] != []


def test_a_letter_and_its_accent_apart_are_one_in_all_turns(assistant: Assistant) -> None:
    beurten = ["Eén jeugdige in Zaanstad krijgt segment C. Mag B ernaast?", "Bij één en dezelfde aanbieder."]
    apart, samen = ([unicodedata.normalize(vorm, t) for t in beurten] for vorm in ("NFD", "NFC"))
    assert [a.answer for a in talk(assistant, *apart)] == [a.answer for a in talk(assistant, *samen)]
