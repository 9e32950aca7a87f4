"""The part of a message that asks, and typing errors in the words of the field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.sentences import deelvragen, kern, meer_vragen, zinnen, zoektekst, zonder_groet
from assistant.text.spelling import Spelling

MAIL = """Beste collega,

Vorige week spraken wij elkaar over de overgang. Bij ons loopt een traject van een meisje dat al twee jaar hulp krijgt.
De ouders zijn tevreden en de school ook. Het team heeft overlegd en iedereen is het erover eens dat dit goed gaat.

Welk document moeten wij aanleveren voor een verlenging bij profiel 3?

Met vriendelijke groet,
de administratie van Zorgbureau Voorbeeld
"""


def test_the_core_of_a_mail_is_its_question() -> None:
    assert kern(MAIL) == "Welk document moeten wij aanleveren voor een verlenging bij profiel 3?"


def test_the_core_of_a_mail_with_two_questions_has_both() -> None:
    tweede = MAIL.replace("profiel 3?", "profiel 3?\nWie voert de regie?")
    assert "Welk document" in kern(tweede)
    assert "Wie voert de regie?" in kern(tweede)
    assert meer_vragen(tweede)


def test_the_search_text_of_a_mail_leaves_greetings_out() -> None:
    zoek = zoektekst(MAIL)
    assert "Welk document moeten wij aanleveren" in zoek
    for weg in ("Beste collega", "vriendelijke groet", "twee jaar hulp"):
        assert weg not in zoek


@pytest.mark.parametrize("kort", ["501in wat is dat", "Mag B met C?", "stapeling westfriesland: C + C, mag dat"])
def test_a_short_message_is_its_own_core(kort: str) -> None:
    assert kern(kort) == kort
    assert zoektekst(kort) == kort


@pytest.mark.parametrize(
    "tekst",
    ["Hallo,\n\nMag dit?\n\nGroet, planning", "Mag dit?\nAlvast bedankt, Jan", "Goedemiddag,\nMag dit?\nMvg"],
)
def test_greetings_go(tekst: str) -> None:
    assert zonder_groet(tekst) == "Mag dit?"


def test_a_message_that_is_only_a_greeting_is_left() -> None:
    assert zonder_groet("Hallo!") == "Hallo!"


def test_sentences() -> None:
    assert zinnen("Dat mag. Maar niet altijd! Waarom?\n\nDaarom") == [
        "Dat mag.",
        "Maar niet altijd!",
        "Waarom?",
        "Daarom",
    ]
    assert zinnen("Per 1.7.2025 is het € 1.250,50 voor B.") == ["Per 1.7.2025 is het € 1.250,50 voor B."]


@pytest.mark.parametrize(
    ("tekst", "meer"),
    [("Wat is een SPIC?", False), ("Wat is een SPIC en wie maakt die?", True), ("Mag dit? En mag dat?", True)],
)
def test_more_than_one_question(tekst: str, meer: bool) -> None:
    assert meer_vragen(tekst) is meer


@pytest.mark.parametrize(
    ("tekst", "delen"),
    [
        ("Wat is een SPIC?", []),
        ("Wat is een SPIC en wie maakt die?", ["Wat is een SPIC", "wie maakt die?"]),
        (
            "Vanaf welke dag komt de lijst, van wie krijgen wij die, en moeten we alles invullen?",
            ["Vanaf welke dag komt de lijst", "van wie krijgen wij die", "moeten we alles invullen?"],
        ),
        ("Mag dit bij ons? En wie beslist dat?", ["Mag dit bij ons?", "En wie beslist dat?"]),
        ("Geldt dat voor B en C?", []),
        ("Wat is het verschil tussen segment B en segment C?", ["Wat is segment B?", "Wat is segment C?"]),
        ("verschillen tussen een 315 en een 317", ["Wat is een 315?", "Wat is een 317?"]),
        ("Maakt het verschil tussen de gemeenten iets uit?", []),
    ],
)
def test_the_things_that_a_message_asks(tekst: str, delen: list[str]) -> None:
    assert deelvragen(tekst) == delen


@pytest.mark.parametrize("lang", ["x" * 20_000, "woord " * 4000, "?" * 20_000, "\n" * 20_000, "a.b? " * 4000])
def test_long_messages_give_short_cores(lang: str) -> None:
    assert len(kern(lang)) <= 400
    assert len(zoektekst(lang)) <= 500


# --- spelling ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling(
        {"productcode", "profiel", "perspectief", "westfriesland", "stapelen", "intensief", "segment"},
        {"profielen", "persoon", "proces", "product"},
    )


@pytest.mark.parametrize(
    ("fout", "goed"),
    [
        ("prodctcode", "productcode"),
        ("productocde", "productcode"),
        ("perspektief", "perspectief"),
        ("westfrisland", "westfriesland"),
        ("stapellen", "stapelen"),
        ("intensif", "intensief"),
        ("segmnt", "segment"),
        ("perspectie", "perspectief"),  # without its last letter
        ("wat is de prodctcode voor perspektief", "wat is de productcode voor perspectief"),
    ],
)
def test_typing_errors_are_mended(spelling: Spelling, fout: str, goed: str) -> None:
    assert spelling.verbeter(fout) == goed


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "productcode",
        "profielen",
        "persoon proces product",
        "prof 3",
        "504dz 504pe",
        "stapelen@voorbeeld.nl",
        "de het een van",
        "appeltaart",
        "segmenten",
        "1 juli 2025, € 10.000",
    ],
)
def test_other_words_are_left(spelling: Spelling, tekst: str) -> None:
    assert spelling.verbeter(tekst) == tekst


def test_another_ending_of_a_word_that_no_list_has_is_left() -> None:
    """The list of Dutch words has neither: nothing tells that the shorter one is wrong."""
    assert Spelling(["jeugdhulporganisaties"], []).verbeter("jeugdhulporganisatie") == "jeugdhulporganisatie"


def test_mending_twice_changes_no_more(spelling: Spelling) -> None:
    eens = spelling.verbeter("prodctcode en perspektief bij stapellen")
    assert spelling.verbeter(eens) == eens


@given(data=st.data(), woord=st.sampled_from(["hoofdbehandelaar", "toevoegen", "budgetplafond", "verlenging"]))
def test_a_word_without_some_of_its_vowels_is_mended(data: st.DataObject, woord: str) -> None:
    schrijver = Spelling(["hoofdbehandelaar", "toevoegen", "budgetplafond", "verlenging", "verlengen"], [])
    klinkers = [i for i, letter in enumerate(woord) if i and letter in "aeiouy"]
    weg = data.draw(st.sets(st.sampled_from(klinkers), min_size=1))
    kort = "".join(letter for i, letter in enumerate(woord) if i not in weg)
    if len(kort) >= 5:
        assert schrijver.verbeter(kort) == woord


def test_of_two_words_with_the_same_consonants_neither_is_taken() -> None:
    assert Spelling(["verlenging", "verlongeng"], []).verbeter("vrlngng") == "vrlngng"


def test_a_quoted_question_asks_too() -> None:
    tekst = (
        "Deze kwam binnen van een aanbieder die al jaren voor ons werkt en die het graag deze week nog wil weten, want "
        "dan is het overleg:\n'Wij hebben vier trajecten. Vanaf wanneer horen we iets?'\nWat schrijf ik terug?"
    )
    assert "Vanaf wanneer horen we iets?" in kern(tekst)
