"""Personal data goes out of a message, and nothing of the field goes with it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from knowledge.redaction import elfproef, verwijder
from knowledge.redaction_rules import LABELS, SOORTEN, regels
from knowledge.store import KENNISMAP, laad

BERICHTEN: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "berichten_met_persoonsgegevens.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("bericht", BERICHTEN, ids=[str(n) for n in range(1, len(BERICHTEN) + 1)])
def test_personal_data_goes_and_the_rest_stays(bericht: dict[str, Any]) -> None:
    tekst = bericht["tekst"]
    assert [deel for deel in (*bericht["weg"], *bericht["blijft"]) if deel not in tekst] == []
    schoon, soorten = verwijder(tekst)
    assert [deel for deel in bericht["weg"] if deel in schoon] == []
    assert [deel for deel in bericht["blijft"] if deel not in schoon] == []
    assert soorten == bericht["soorten"]
    assert verwijder(schoon) == (schoon, [])


@pytest.mark.parametrize(
    ("tekst", "schoon"),
    [
        ("mevrouw Bos (06-12345678) belt", "mevrouw Bos ({}) belt"),
        ("mevrouw Bos (06 12 34 56 78)", "mevrouw Bos ({})"),
        ("het wijkteam (0229 123456) en (020 765 43 21)", "het wijkteam ({}) en ({})"),
        ("bel ((020) 765 43 21) of (06) 12345678", "bel ({}) of {}"),
        ("bel (020) 1234567 of (0229)-123456", "bel {} of {}"),
    ],
)
def test_a_number_takes_only_its_own_brackets_along(tekst: str, schoon: str) -> None:
    assert verwijder(tekst)[0] == schoon.replace("{}", LABELS["telefoon"])


@pytest.mark.parametrize(
    ("tekst", "schoon"),
    [
        ("Noor Visser 01022015 heeft profiel 3", "[naam en geboortedatum verwijderd] heeft profiel 3"),
        ("Het gaat om Noor Visser (12032014).", "Het gaat om [naam en geboortedatum verwijderd]."),
        ("bel o6-12345678 of O6 87654321", "bel [telefoonnummer verwijderd] of [telefoonnummer verwijderd]"),
        ("BSN123456782 en profiel 2", "BSN [BSN verwijderd] en profiel 2"),
    ],
)
def test_sloppy_writing_hides_nothing(tekst: str, schoon: str) -> None:
    assert verwijder(tekst)[0] == schoon
    assert verwijder(schoon) == (schoon, [])


@pytest.mark.parametrize(
    "tekst",
    [
        "Stichting Lijn, AGB 94001234, KvK 12345678",
        "Gemeente Hoorn, startdatum 01022015",
        "Zaak 20260211 en dossier 31122025 van de gemeente",
        "profiel o6 en code 506IN",
        "Anna Bos heeft zaaknummer 45671234",
    ],
)
def test_other_numbers_of_eight_digits_stay(tekst: str) -> None:
    assert verwijder(tekst) == (tekst, [])


def test_the_set_is_whole() -> None:
    assert len(BERICHTEN) == 113
    assert {soort for bericht in BERICHTEN for soort in bericht["soorten"]} == set(SOORTEN)
    assert sum(not bericht["weg"] for bericht in BERICHTEN) >= 15


# --- BSN ---------------------------------------------------------------------------------------------------


def _bsn(acht: int) -> str | None:
    cijfers = f"{acht:08}"
    controle = sum(int(c) * g for c, g in zip(cijfers, range(9, 1, -1), strict=True)) % 11
    return None if controle == 10 or acht == 0 else f"{cijfers}{controle}"


BSNS = st.integers(1, 99_999_999).map(_bsn).filter(bool)
CIJFERS = {"ascii": "0", "full-width": "０", "arabic": "٠", "devanagari": "०", "bold": "𝟎"}
GROEPEN = [(9,), (3, 3, 3), (4, 2, 3), (2, 2, 2, 3), (1,) * 9]
TEKENS = [*" .-/_\t·–,:;+*|~=#'", "\u00a0", "\u200b", "\u00ad", "\n", "\r\n", " - ", "  ", "\n> "]


def _gegroepeerd(bsn: str, groepen: tuple[int, ...], tussen: str) -> str:
    delen = re.findall("".join(f"(.{{{n}}})" for n in groepen), bsn)[0]
    return tussen.join([delen] if isinstance(delen, str) else delen)


@given(
    bsn=BSNS,
    groepen=st.sampled_from(GROEPEN),
    tussen=st.sampled_from(TEKENS),
    nul=st.sampled_from(list(CIJFERS.values())),
    voor=st.sampled_from(["bsn", "BSN: ", "burgerservicenummer ", "de BSN is ", "b.s.n.: "]),
)
def test_a_bsn_that_is_called_so_goes_with_any_separators(
    bsn: str, groepen: tuple[int, ...], tussen: str, nul: str, voor: str
) -> None:
    assume(not (groepen == (2, 2, 2, 3) and _is_datum(bsn)))
    nummer = "".join(chr(ord(nul) + int(c)) for c in bsn)
    schoon, soorten = verwijder(f"{voor}{_gegroepeerd(nummer, groepen, tussen)} heeft 504DZ")
    assert soorten == ["bsn"]
    assert re.sub("504DZ", "", schoon).count(LABELS["bsn"]) == 1
    assert not re.search(r"\d", schoon.replace("504DZ", ""))


def _is_datum(bsn: str) -> bool:
    return 1 <= int(bsn[:2]) <= 31 and 1 <= int(bsn[2:4]) <= 12


@given(
    bsn=BSNS, tussen=st.sampled_from(["", " ", ".", "-", "/", "\n", "·", ",", ":", "\u200b"]), voor=st.text(max_size=30)
)
def test_a_bsn_goes_without_its_name(bsn: str, tussen: str, voor: str) -> None:
    assume(not any(c.isnumeric() for c in voor) and voor.strip() == voor)
    assume(not all(re.fullmatch(r"50[1-8]|3[0-2]\d", bsn[n : n + 3]) for n in (0, 3, 6)))
    assume(not re.search(r"[€+]|eur|tel|\bbel", voor, re.IGNORECASE))
    schoon, soorten = verwijder(f"{voor} x {_gegroepeerd(bsn, (3, 3, 3), tussen)} y")
    assert "bsn" in soorten
    assert not re.search(r"\d", schoon)


@given(acht=st.integers(1_000_000, 9_999_999))
def test_eight_digits_go_only_after_the_word(acht: int) -> None:
    bsn = _bsn(acht)
    assume(bsn)
    kort = str(bsn)[1:]
    assert verwijder(f"bsn {kort} in Hoorn") == ("bsn [BSN verwijderd] in Hoorn", ["bsn"])
    assert verwijder(f"AGB {kort} in Hoorn") == (f"AGB {kort} in Hoorn", [])


@given(nummer=st.from_regex(r"[1-9][0-9]{8}", fullmatch=True))
def test_nine_digits_that_fail_the_proof_stay(nummer: str) -> None:
    assume(not elfproef(nummer))
    assert verwijder(f"Contractnummer {nummer} voor 504DZ.")[1] == []


# --- persons -----------------------------------------------------------------------------------------------

VOORNAMEN = st.sampled_from(["Kevin", "Anne-Fleur", "Mohammed", "J.", "A.B.", "Şeyma", "José", "Zoë"])
ACHTERNAMEN = st.sampled_from(["Jansen", "de Boer", "van der Berg", "el Idrissi", "Visser-Smit", "'t Hart"])
ZINNEN_OVER_EEN_PERSOON = (
    "{} (12 jaar) heeft 501PE",
    "zijn moeder {} vraagt om 501PE",
    "cliënt {} krijgt 501PE",
    "{} woont in Hoorn en heeft 501PE",
    "{}, Dorpsstraat 12 in Hoorn, heeft 501PE",
    "{}, cliëntnummer 12345678, heeft 501PE",
)


@given(voor=VOORNAMEN, achter=ACHTERNAMEN, zin=st.sampled_from(ZINNEN_OVER_EEN_PERSOON))
def test_a_full_name_goes_where_the_message_says_that_it_is_of_a_person(voor: str, achter: str, zin: str) -> None:
    schoon, soorten = verwijder(zin.format(f"{voor} {achter}"))
    assert "naam" in soorten
    assert voor not in schoon
    assert achter.split(" ")[-1] not in schoon
    assert schoon.endswith("501PE")
    assert "Hoorn" not in zin or "Hoorn" in schoon


@given(
    naam=st.sampled_from(
        [r.naam for r in laad().regelingen.values()] + [g for r in laad().regelingen.values() for g in r.gemeenten]
    ),
    zin=st.sampled_from(["{}, Dorpsstraat", "gemeente {} (12 jaar)", "{} woont", "cliënt {} heeft 501PE", "in {} te"]),
)
def test_a_region_is_nobody(naam: str, zin: str) -> None:
    assert verwijder(zin.format(naam)) == (zin.format(naam), [])


@given(
    woord=st.sampled_from(
        [p for r in laad().regelingen.values() if r.catalogus for c in r.catalogus.categorieen for p in c.producten]
    ),
    zin=st.sampled_from(["{} (12 jaar)", "cliënt {}", "{}, Dorpsweg", "{} 12 dagen", "{}, cliënt A"]),
)
def test_a_product_is_nobody(woord: str, zin: str) -> None:
    tekst = zin.format(woord.title())
    assert verwijder(tekst) == (tekst, [])


# --- what stays --------------------------------------------------------------------------------------------

DATUMVORMEN = (
    "{0.day}-{0.month}-{0.year}",
    "{0:%d-%m-%Y}",
    "{0:%Y-%m-%d}",
    "{0:%d/%m/%Y}",
    "{0:%d.%m.%Y}",
    "{0:%d-%m-%y}",
)
ZINNEN = (
    "ingangsdatum {} voor 504DZ",
    "van {} tot {}",
    "Per {} gaat 502PE over in 502IN.",
    "De toewijzing van 501PE (vanaf {}) eindigt op {}",
    "Hoorn, {}, segment B",
    "317 op {} 504 3 keer",
    "- start {}\n- eind {}",
)


@given(
    dag=st.dates(date(2015, 1, 1), date(2035, 12, 31)),
    vorm=st.sampled_from(DATUMVORMEN),
    zin=st.sampled_from(ZINNEN),
)
def test_dates_of_allocations_stay(dag: date, vorm: str, zin: str) -> None:
    tekst = zin.replace("{}", vorm.format(dag))
    assert verwijder(tekst) == (tekst, [])


CODES = st.one_of(
    st.from_regex(r"50 ?[1-8](PE|IN|DL|DZ)", fullmatch=True),
    st.from_regex(r"(JW ?)?3(0[1-8]|1[5-9]|2[0-5])", fullmatch=True),
    st.from_regex(r"(OP|TR|IV|UP)[0-9]{3}(x[1-9])?", fullmatch=True),
    st.from_regex(r"[45][0-9][A-Z][0-9]{2}", fullmatch=True),
    st.from_regex(r"(AGB|KvK) [1-9][0-9]{7}", fullmatch=True),
    st.from_regex(r"(Z-)?20[12][0-9]-[0-9]{5}", fullmatch=True),
    st.from_regex(r"€ ?[1-9][0-9]{0,2}(\.[0-9]{3}){0,2}(,[0-9]{2})?", fullmatch=True),
)


@given(codes=st.lists(CODES, min_size=1, max_size=25), tussen=st.sampled_from([", ", " en ", "; ", " | ", "\n- "]))
def test_enumerations_of_codes_stay(codes: list[str], tussen: str) -> None:
    tekst = f"Het gaat om {tussen.join(codes)}."
    assert verwijder(tekst) == (tekst, [])


@given(tekst=st.text(max_size=200))
@example("naam: Jan geboren at")
@example("geboortedatum e-mail tel bsn")
def test_without_digit_or_at_sign_a_text_stays(tekst: str) -> None:
    assume(not any(c.isnumeric() or c in "@＠﹫" for c in tekst) and not re.search(r"at|a\b|apenst", tekst))
    assert verwijder(tekst) == (tekst, [])


def test_the_knowledge_base_itself_stays() -> None:
    for pad in (*KENNISMAP.glob("bronnen/*.md"), *KENNISMAP.glob("regelingen/*.yaml")):
        tekst = pad.read_text(encoding="utf-8")
        assert verwijder(tekst) == (tekst, []), pad.name
    assert regels()["gepubliceerd"]


# --- any text ----------------------------------------------------------------------------------------------

STUKKEN = st.sampled_from(
    [
        *("Jan de Vries", "sanne", " geb. ", "3-4-2012", " (12-03-2011) ", " naam: ", " geboren op ", "van ", "Hoorn"),
        *("123456782", " 111 222 333 ", "bsn ", "1", "12", "317", " 504DZ ", "1-7-2025", "€ "),
        *("06-12345678", " tel ", "+31 6 ", "0031", "a@b.nl", "@", "Dorpsstraat 1, 1234 AB "),
        *(" moeder ", "Anja de Boer", " (12 jaar) ", " woont ", " cliëntnummer ", "12345678", "Kerklaan 12", " op "),
        *("\n", " | ", ", ", ".", " ", "(", ")", "[BSN verwijderd]", "[naam verwijderd]"),
    ]
)


@given(stukken=st.lists(STUKKEN, max_size=14))
def test_what_was_cleaned_is_clean(stukken: list[str]) -> None:
    schoon, soorten = verwijder("".join(stukken))
    assert verwijder(schoon) == (schoon, [])
    assert soorten == [soort for soort in SOORTEN if soort in soorten]


@given(tekst=st.text(max_size=300))
def test_any_text_can_be_cleaned(tekst: str) -> None:
    schoon, _ = verwijder(tekst)
    assert verwijder(schoon) == (schoon, [])


VEEL = [
    *("a", "1", "1 ", "@", "a@", "A.", "06 ", "+1 ", "1-1-2010 ", "Jan Bos 2-2-2010 "),
    *("cliënt ", "Anja de ", "Dorpsstraat ", "cliëntnummer 12-", "moeder Anja Bos "),
    *("geb. ", "2-2-2016;a\n", "laan 1 ", "a at ", "123456782 ", "bsn ", "("),
]


@pytest.mark.parametrize("stuk", VEEL)
def test_100000_characters_of_nearly_something_end(stuk: str) -> None:
    """With a pattern that goes back and forth this would take hours."""
    tekst = stuk * (100_000 // len(stuk))
    schoon, soorten = verwijder(tekst)
    assert soorten or schoon == tekst
