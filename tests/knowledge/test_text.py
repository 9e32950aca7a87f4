from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.text import Splitser, analyse, fold, stem, woorden


@pytest.mark.parametrize(
    ("getypt", "code"),
    [
        ("504DZ", "504DZ"),
        ("504 dz", "504DZ"),
        ("504-DZ", "504DZ"),
        ("JW317", "JW317"),
        ("jw 317", "JW317"),
        ("jw-317", "JW317"),
        ("317-bericht", "317"),
        ("317 bericht", "317"),
        ("OP033x1", "OP033X1"),
        ("OP 033x1", "OP033X1"),
        ("op033 x1", "OP033X1"),
        ("OP-033x1", "OP033X1"),
        ("regel op 033-x1", "OP033X1"),
        ("COD 757", "COD757"),
        ("cod-757", "COD757"),
        ("num 112", "NUM112"),
        ("Wmo 303", "WMO303"),
        ("op 45A48", "45A48"),
        ("zo 45A48", "45A48"),
        ("TR410", "TR410"),
        ("tr 410", "TR410"),
        ("1-1-2022", "D2022-01-01"),
        ("01-01-2022", "D2022-01-01"),
        ("2022-01-01", "D2022-01-01"),
        ("1 januari 2022", "D2022-01-01"),
        ("15 november", "D--11-15"),
        ("30%", "P30"),
        ("30 procent", "P30"),
        ("35.000 euro", "35000"),
        ("achttien maanden", "18"),
        ("de 10e van de maand", "10"),
        ("Segment B", "B"),
        ("b en c", "C"),
    ],
)
def test_a_code_has_one_spelling_however_it_is_typed(getypt: str, code: str) -> None:
    assert code in analyse(getypt).codes


@pytest.mark.parametrize(
    ("getypt", "deel"),
    [("JW317", "317"), ("504DZ", "504"), ("15 november 2021", "D--11-15"), ("31-12-2021", "2021")],
)
def test_a_code_is_found_by_the_part_that_people_name(getypt: str, deel: str) -> None:
    assert deel in analyse(getypt).deelcodes


@pytest.mark.parametrize("text", ["54 aanbieders", "2017 is voorbij", "OHW 2017", "binnen 6 weken", "100 en meer"])
def test_a_number_before_or_after_a_word_stays_a_number(text: str) -> None:
    termen = analyse(text)
    assert all(code.isdigit() for code in termen.codes)
    assert termen.codes


@pytest.mark.parametrize(
    ("text", "alleen"),
    [
        ("504DZ", True),
        ("317", True),
        ("30-06-2026", True),
        ("wat is 317", True),
        ("317-bericht", False),
        ("hallo", False),
        ("", False),
    ],
)
def test_only_codes(text: str, alleen: bool) -> None:
    assert analyse(text).alleen_codes is alleen


@pytest.mark.parametrize(
    "vormen",
    [
        "aanbieder aanbieders",
        "code codes",
        "toewijzing toewijzingen toewijzen",
        "wijziging wijzigen gewijzigd",
        "gemeente gemeenten",
        "duurzaam duurzame",
        "huis huizen",
        "brief brieven",
        "plan plannen",
        "declaratie declaraties",
        "stapelen gestapeld stapeling",
        "afschalen afgeschaald",
        "aanvragen aangevraagd",
        "ontvangen ontvangt",
        "intensief intensieve",
        "gericht gerichte richten",
        "budget budgetten",
    ],
)
def test_forms_of_a_word_share_a_stem(vormen: str) -> None:
    assert len({stem(vorm) for vorm in vormen.split()}) == 1


@pytest.mark.parametrize(
    ("een", "ander"),
    [
        ("gemeente", "mening"),
        ("gebied", "bieden"),
        ("wijzigen", "wijzen"),
        ("contract", "contact"),
        ("proces", "product"),
    ],
)
def test_different_words_keep_different_stems(een: str, ander: str) -> None:
    assert stem(een) != stem(ander)


def test_accents_quotes_and_case_do_not_matter() -> None:
    assert fold("Cliënten’s VOORBEELD — ﬁn") == "clienten's voorbeeld - fin"
    assert woorden("De regio’s, bijv. één CRÈME") == ["de", "regio", "bijv", "een", "creme"]
    assert analyse("cliënt").stammen == analyse("CLIENT").stammen


def test_stop_words_are_no_terms() -> None:
    assert analyse("wat is het en wanneer moet ik dat doen").stammen == ()


@pytest.mark.parametrize(
    ("woord", "deel"),
    [
        ("jeugdhulpaanbieders", "aanbieder"),
        ("productcodes", "code"),
        ("zorgtoewijzingen", "toewijzing"),
        ("verblijfsproduct", "product"),
        ("gezinshuizen", "huis"),
        ("einddatum", "datum"),
        ("ondersteuningsprofielen", "profiel"),
    ],
)
def test_a_compound_is_found_by_its_tail(woord: str, deel: str) -> None:
    assert stem(deel) in Splitser().delen(woord)


def test_the_corpus_teaches_parts() -> None:
    assert Splitser().delen("vleermuiskast") == ()
    assert Splitser(["vleermuis", "kast", "kasten"]).delen("vleermuiskasten") == (
        stem("vleermuis"),
        stem("kast"),
    )


@pytest.mark.parametrize("woord", ["aanbieder", "verwijzer", "toewijzing", "intensiteit", "gemeente", "herstel"])
def test_a_plain_word_is_not_cut(woord: str) -> None:
    assert Splitser(["wijzer", "steen", "bieder", "her", "stel"]).delen(woord) in ((), None)


def test_a_splitter_survives_being_written() -> None:
    splitser = Splitser(["vleermuis", "kast"])
    opnieuw = Splitser.from_data(splitser.to_data())
    assert opnieuw.delen("vleermuiskast") == splitser.delen("vleermuiskast") != ()


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_is_analysed(text: str) -> None:
    termen = analyse(text)
    assert len(termen.woorden) == len(termen.stammen)
    assert all(term and not term.isspace() for term in (*termen.stammen, *termen.codes, *termen.deelcodes))
