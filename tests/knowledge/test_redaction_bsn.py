"""A BSN goes out of every text, documents included; what only looks like one stays."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from knowledge.redaction import elfproef, verwijder_bsn

VAST = "123456782"


def _bsn(acht: int) -> str | None:
    cijfers = f"{acht:08}"
    controle = sum(int(c) * g for c, g in zip(cijfers, range(9, 1, -1), strict=True)) % 11
    return None if controle == 10 or acht == 0 else f"{cijfers}{controle}"


BSNS = st.integers(1, 99_999_999).map(_bsn).filter(bool)
SEPARATORS = {
    "none": "",
    "space": " ",
    "dot": ".",
    "hyphen": "-",
    "slash": "/",
    "underscore": "_",
    "tab": "\t",
    "hyphen with spaces": " - ",
    "two spaces": "  ",
    "no-break space": "\u00a0",
    "narrow no-break space": "\u202f",
    "thin space": "\u2009",
    "en dash": "–",
    "no-break hyphen": "\u2011",
    "zero-width space": "\u200b",
}
GROUPS = {"3-3-3": (3, 3, 3), "4-2-3": (4, 2, 3), "2-2-2-3": (2, 2, 2, 3), "one by one": (1,) * 9, "5-4": (5, 4)}


def _gegroepeerd(bsn: str, groepen: tuple[int, ...], tussen: str) -> str:
    delen, plek = [], 0
    for lengte in groepen:
        delen.append(bsn[plek : plek + lengte])
        plek += lengte
    return tussen.join(delen)


def _cijfers(tekst: str) -> str:
    return re.sub(r"\D", "", tekst)


def test_the_eleven_proof() -> None:
    assert elfproef(VAST)
    assert elfproef("111222333")
    assert not elfproef("123456789")
    assert not elfproef("12345678")


@pytest.mark.parametrize("tussen", SEPARATORS.values(), ids=SEPARATORS.keys())
@pytest.mark.parametrize("groepen", GROUPS.values(), ids=GROUPS.keys())
def test_a_bsn_with_any_separators_goes_out(groepen: tuple[int, ...], tussen: str) -> None:
    schoon, geraakt = verwijder_bsn(f"De jeugdige (BSN {_gegroepeerd(VAST, groepen, tussen)}) heeft profiel 3.")
    assert geraakt
    assert _cijfers(schoon) == "3"
    assert schoon.startswith("De jeugdige (BSN ")
    assert schoon.endswith(") heeft profiel 3.")


@pytest.mark.parametrize(
    "tekst",
    [
        f"{VAST}",
        f"bsn:{VAST}",
        f"bsn={VAST}.",
        f"bsn{VAST}",
        f"BSN-nummer:{VAST};",
        f"({VAST})",
        f"{VAST}, geboren op 1-2-2012",
        f"geboren op 01-02-2012, {VAST}",
        f"01-02-2012 {VAST}",
        f"{VAST} 01-02-2012",
        f"{VAST}/2025",
        f"{VAST} en 111222333",
        f"{VAST}\n111222333",
        f"https://voorbeeld.nl/client/{VAST}",
        f"{VAST}@voorbeeld.nl",
        "".join(chr(0xFF10 + int(c)) for c in VAST),
    ],
)
def test_a_bsn_goes_out_wherever_it_stands(tekst: str) -> None:
    schoon, geraakt = verwijder_bsn(tekst)
    assert geraakt
    assert VAST not in _cijfers(schoon)
    assert "111222333" not in _cijfers(schoon)
    for rest in ("01-02-2012", "1-2-2012"):
        assert (rest in schoon) == (rest in tekst)


@given(
    bsns=st.lists(BSNS, min_size=1, max_size=3),
    tussen=st.sampled_from(["", " ", ".", "-", "/"]),
    voor=st.text(alphabet="abc ,.:;(\n", max_size=12),
)
def test_no_bsn_is_left_among_words(bsns: list[str], tussen: str, voor: str) -> None:
    tekst = " en ".join(f"{voor} {_gegroepeerd(b, (3, 3, 3), tussen)}" for b in bsns)
    schoon, geraakt = verwijder_bsn(tekst)
    assert geraakt
    assert not re.search(r"\d", schoon)
    assert verwijder_bsn(schoon) == (schoon, False)


# --- what stays ---------------------------------------------------------------------------------------------


def _blijft(tekst: str) -> None:
    assert verwijder_bsn(tekst) == (tekst, False)


@given(nummer=st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_nine_digits_that_fail_the_proof_stay(nummer: str) -> None:
    assume(not elfproef(nummer))
    _blijft(f"Dossier {nummer} van de aanbieder.")


@given(dag=st.dates(date(1900, 1, 1), date(2100, 12, 31)), vorm=st.integers(0, 5))
def test_a_date_stays(dag: date, vorm: int) -> None:
    vormen = ("{:%d-%m-%Y}", "{:%Y-%m-%d}", "{:%d/%m/%Y}", "{:%d.%m.%Y}", "{:%d-%m-%y}", "{:%Y-%m-%dT%H:%M}")
    tekst = vormen[vorm].format(dag)
    _blijft(f"Het begint op {tekst} en dan verder.")
    _blijft(f"{tekst} t/m {tekst}")


@given(dag=st.dates(date(2000, 1, 1), date(2030, 12, 31)), getal=st.integers(0, 9))
def test_a_date_before_another_number_stays(dag: date, getal: int) -> None:
    """The nine digits of both together may pass the proof."""
    _blijft(f"op {dag:%d-%m-%Y} {getal} kinderen, en op {dag.isoformat()} {getal}.00 uur")
    _blijft(f"{getal} {dag:%d-%m-%Y}")


@given(agb=st.from_regex(r"0[1-9][0-9]{6}|9[0-9]{7}", fullmatch=True))
def test_an_agb_code_stays(agb: str) -> None:
    _blijft(f"Onze AGB-code is {agb}, en die wijzigt.")
    _blijft(f"AGB {agb[:2]}-{agb[2:]} en {agb}")


@given(rest=st.from_regex(r"[1-9][0-9]{7}", fullmatch=True))
def test_a_phone_number_stays(rest: str) -> None:
    _blijft(f"Bel 06{rest} of 06-{rest}, of 06 {rest[:4]} {rest[4:]}.")
    _blijft(f"Bel 020-{rest[:7]} of (020) {rest[:3]} {rest[3:5]} {rest[5:7]}.")
    _blijft(f"Bel +316{rest} of 00316{rest}.")


def test_an_international_number_stays_though_its_tail_passes_the_proof() -> None:
    for bsn in (b for n in range(60_000_000, 60_000_400) if (b := _bsn(n))):
        _blijft(f"Bel +31 {bsn[0]} {bsn[1:]}.")


@given(bedrag=st.integers(0, 99_999_999), centen=st.integers(0, 99))
def test_an_amount_stays(bedrag: int, centen: int) -> None:
    gegroepeerd = f"{bedrag:,}".replace(",", ".")
    _blijft(f"Er is € {gegroepeerd} gedeclareerd.")
    _blijft(f"Er is € {gegroepeerd},{centen:02} gedeclareerd.")
    _blijft(f"Er is {bedrag},{centen:02} euro gedeclareerd.")


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "Geen getallen.",
        "504DZ, 501PE en profiel 3",
        "van 2021 naar 2022, en 18 maanden",
        "1-1-2022 tot en met 31-12-2022",
        "NL91 ABNA 0417 1643 00",
        f"{VAST}0",
        f"0{VAST}",
        "000000000",
        "KvK 12345678",
    ],
)
def test_other_text_stays(tekst: str) -> None:
    _blijft(tekst)


@given(tekst=st.text(max_size=200))
def test_any_text_without_nine_digits_stays(tekst: str) -> None:
    assume(sum(c.isdigit() for c in tekst) < 9)
    _blijft(tekst)


@pytest.mark.parametrize("tekst", ["1 " * 100_000, "12" * 100_000, "1-" * 100_000, "\u200b" * 200_000])
def test_200000_characters_of_nearly_a_bsn_end(tekst: str) -> None:
    schoon, gevonden = verwijder_bsn(tekst)
    assert gevonden or schoon == tekst
