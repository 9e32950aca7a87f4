"""What counts as the same passage; and above all what does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.documents import Passage
from knowledge.duplicates import afdruk, eigenaren

LANG = (
    "De aanbieder stuurt binnen 5 werkdagen na de start van de jeugdhulp een bericht aan de gemeente. "
    "Duurt de behandeling langer dan 12 maanden, dan vraagt de aanbieder een verlenging aan met code 504DZ. "
    "De gemeente beslist niet zonder een plan dat met de jeugdige en de ouders is besproken."
)


def _passage(text: str, **anders: object) -> Passage:
    basis = Passage(
        id="1",
        document="a.md",
        titel="Afspraken",
        section="Termijn",
        pad=("Afspraken", "Termijn"),
        text=text,
        regeling=None,
        herkomst="gebruiker",
        bestand="a.md",
    )
    return replace(basis, **anders)  # type: ignore[arg-type]


def _dubbel(een: Passage, ander: Passage) -> bool:
    teksten = {"een": een, "ander": ander}
    return eigenaren(((naam, afdruk(p)) for naam, p in teksten.items()), lambda n: teksten[n].text) == {"ander": "een"}


@pytest.mark.parametrize(
    "ander",
    [
        LANG,
        LANG.upper(),
        LANG.replace(" ", "\n  "),
        LANG.replace("jeugdhulp", "jeugd-\nhulp"),
        LANG.replace("gemeente", "**gemeente**"),
        LANG.replace("ouders", "óuders").replace("ó", "o"),
        f"Pagina 3 van 12\n{LANG}",
        f"{LANG}\nAfgedrukt op 3 maart 2024 om 14:02 uur, pagina 4",
        LANG.replace("behandeling", "behandelng"),
        LANG.replace("verlenging", "verlengiing").replace("aan de gemeente", "aan gemeente"),
    ],
)
def test_layout_case_the_printer_and_a_slip_do_not_matter(ander: str) -> None:
    assert _dubbel(_passage(LANG), _passage(ander, document="b.md"))


@pytest.mark.parametrize(
    ("was", "wordt"),
    [
        ("504DZ", "504DL"),
        ("504DZ", "503DZ"),
        ("5 werkdagen", "6 werkdagen"),
        ("12 maanden", "1,2 maanden"),
        ("12 maanden", "12 weken"),
        ("beslist niet", "beslist"),
        ("zonder een plan", "met een plan"),
        ("aan de gemeente", "aan de aanbieder"),
        ("De aanbieder stuurt", "De gemeente stuurt"),
        ("binnen", "buiten"),
        ("langer", "korter"),
        ("en de ouders", "of de ouders"),
        ("de gemeente", "de gemeente Aalsmeer"),
        ("jeugdige", "minderjarige"),
        ("behandeling", "begeleiding"),
        ("de start", "de staat"),
    ],
)
def test_one_word_or_number_makes_another_passage(was: str, wordt: str) -> None:
    assert was in LANG
    assert not _dubbel(_passage(LANG), _passage(LANG.replace(was, wordt), document="b.md"))


@pytest.mark.parametrize(
    ("een", "ander"),
    [
        ("Temperatuur -5 graden", "Temperatuur 5 graden"),
        ("Het tarief is 35.000 euro", "Het tarief is 35,000 euro"),
        ("☒ ja ☐ nee", "☐ ja ☒ nee"),
        ("| ja | |\n|---|---|", "| | ja |\n|---|---|"),
        ("Tarief > 5", "Tarief < 5"),
        ("Regie: ja*", "Regie: ja"),
        ("Combinatie B + V", "Combinatie B, V"),
        ("profiel 1 | 23", "profiel 12 | 3"),
    ],
)
def test_signs_that_say_something_count(een: str, ander: str) -> None:
    assert not _dubbel(_passage(een), _passage(ander, document="b.md"))


def test_a_short_text_has_no_slips() -> None:
    """In a few words every letter may be the point."""
    assert not _dubbel(_passage("Dit is de uitvraag."), _passage("Dit is de uitvraaag."))
    assert not _dubbel(_passage("De verwijzer meldt zich."), _passage("De verwijder meldt zich."))


def test_many_slips_are_another_text() -> None:
    slordig = LANG.replace("aanbieder", "aanbeder").replace("behandeling", "behandelng")
    assert not _dubbel(_passage(LANG), _passage(slordig.replace("besproken", "bespoken")))


@pytest.mark.parametrize(
    "anders",
    [
        {"regeling": "westfriesland-2025"},
        {"pad": ("Afspraken", "Segment C")},
        {"van": "2025-01-01"},
        {"tot": "2025-12-31"},
        {"titel": "Afspraken 2025"},
        {"titel": "Afspraken OP034"},
        {"titel": "Afspraken Aalsmeer"},
        {"titel": "Afspraken segment B"},
    ],
)
def test_the_same_words_said_of_something_else_are_another_passage(anders: dict[str, object]) -> None:
    zonder_titel = {"pad": ("Termijn",)}
    assert _dubbel(_passage(LANG, **zonder_titel), _passage(LANG, **zonder_titel, document="b.md"))
    assert not _dubbel(_passage(LANG, **zonder_titel), _passage(LANG, **(zonder_titel | anders)))


@pytest.mark.parametrize("titel", ["Toegang tot jeugdhulp", "Document 2", "Afspraken kopie"])
def test_boilerplate_is_the_same_under_another_title(titel: str) -> None:
    ander = _passage(LANG, titel=titel, pad=(titel, "Termijn"), document="b.md")
    assert _dubbel(_passage(LANG), ander)


def test_the_first_one_is_kept_and_slips_do_not_chain_beyond_it() -> None:
    teksten = [LANG, LANG.replace("behandeling", "behandelng"), LANG.replace("behandeling", "behndelng"), LANG.upper()]
    passages = dict(enumerate(map(_passage, teksten)))
    van = eigenaren(((nr, afdruk(p)) for nr, p in passages.items()), lambda nr: passages[nr].text)
    assert van == {1: 0, 3: 0}
