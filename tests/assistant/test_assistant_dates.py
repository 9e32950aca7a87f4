"""Dates in running text: every spelling, no guessed year, no day that does not exist."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dates import Datumvondst, vind_datums
from knowledge.vocabulary import vouw

MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
KORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
SPELLINGEN = (
    lambda d: f"{d.day}-{d.month}-{d.year}",
    lambda d: f"{d:%d-%m-%Y}",
    lambda d: f"{d.day}/{d.month}/{d.year}",
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"{d.day} - {d.month} - {d.year}",
    lambda d: d.isoformat(),
    lambda d: f"{d.day} {MAANDEN[d.month - 1]} {d.year}",
    lambda d: f"{d.day} {MAANDEN[d.month - 1].upper()} {d.year}",
    lambda d: f"{d.day} {KORT[d.month - 1]} {d.year}",
    lambda d: f"{d.day} {KORT[d.month - 1]}. {d.year}",
    lambda d: f"{d.day}e {MAANDEN[d.month - 1]} {d.year}",
    lambda d: f"{d.day}\u00a0{MAANDEN[d.month - 1]}\u00a0{d.year}",
)
"""How people write a date in full."""
ZINNEN = (
    "{}",
    "Kan dat per {}?",
    "Het gaat in op {}.",
    "(vanaf {}, profiel 3)",
    "Cliënt met 504DZ: {}; de rest volgt over 18 maanden.",
    "Ingangsdatum: {}\nMet vriendelijke groet",
)


def lees(tekst: str, peildatum: date | None = None) -> list[Datumvondst]:
    return vind_datums(vouw(tekst), peildatum)


@given(
    dag=st.dates(date(2000, 1, 1), date(2099, 12, 31)), schrijf=st.sampled_from(SPELLINGEN), zin=st.sampled_from(ZINNEN)
)
def test_every_date_in_every_spelling_is_found_once(dag: date, schrijf: object, zin: str) -> None:
    tekst = zin.format(schrijf(dag))  # type: ignore[operator]
    assert [d.als_datum() for d in lees(tekst)] == [dag], tekst


@pytest.mark.parametrize(
    "tekst",
    [
        "1-7-25",
        "01-07-25",
        "1 juli '25",
        "1 jul. '25",
        "1ste juli 2025",
        "1 july 2025",
        "July 1, 2025",
        "July 1st, 2025",
        "1st of July 2025",
        "eerste juli 2025",
        "de eerste van juli 2025",
        "de 1e van juli 2025",
        "eerste dag van juli 2025",
        "dinsdag 1 juli 2025",
    ],
)
def test_other_spellings_of_the_first_of_july_2025(tekst: str) -> None:
    assert [d.als_datum() for d in lees(f"De wijziging gaat in op {tekst}, mag dat?")] == [date(2025, 7, 1)]


@pytest.mark.parametrize("tekst", ["1 juli", "1e juli", "1 jul", "1-7", "1/7", "01-07", "de eerste van juli"])
@pytest.mark.parametrize(
    "zin", ["Kan het per {} ingaan?", "Het gaat in per {}.", "per {}", "Per {}, en in 2025 verder?"]
)
def test_a_missing_year_stays_missing(tekst: str, zin: str) -> None:
    gevonden = lees(zin.format(tekst))
    assert [(d.dag, d.maand, d.jaar, d.fout) for d in gevonden] == [(1, 7, None, None)]
    assert gevonden[0].als_datum() is None
    assert gevonden[0].als_datum(2026) == date(2026, 7, 1)


@pytest.mark.parametrize(
    "tekst", ["op 1 juli 14:00 uur", "op 1 juli 10.30 uur", "op 1 juli 12 kinderen", "1 juli 24 uur per dag hulp"]
)
def test_a_number_after_a_day_is_not_taken_for_its_year(tekst: str) -> None:
    assert [(d.dag, d.maand, d.jaar) for d in lees(tekst)] == [(1, 7, None)]


@pytest.mark.parametrize(
    "tekst",
    [
        "31 februari 2025",
        "31-2-2025",
        "31/02/2025",
        "2025-02-31",
        "30 feb",
        "29 februari 2023",
        "31 april 2026",
        "31-11-2025",
        "32 januari 2025",
        "1-13-2025",
    ],
)
def test_a_day_that_does_not_exist_is_kept_as_a_fault(tekst: str) -> None:
    gevonden = lees(f"Het recht ging in op {tekst} in de regio.")
    assert [d.fout for d in gevonden] == [tekst]
    assert gevonden[0].als_datum() is None
    assert gevonden[0].als_datum(2024) is None


def test_a_leap_day_exists_where_its_year_has_one() -> None:
    assert [d.als_datum() for d in lees("29 februari 2024")] == [date(2024, 2, 29)]
    [zonder] = lees("29 februari")
    assert zonder.fout is None
    assert zonder.als_datum(2023) is None
    assert zonder.als_datum(2024) == date(2024, 2, 29)


@pytest.mark.parametrize(
    "tekst",
    [
        "18 maanden",
        "504DZ",
        "profiel 3",
        "profiel 1-4 in 2026",
        "profielen 1 t/m 4",
        "2021/2022",
        "2015-2017",
        "€ 1.250,50",
        "30% en 75 %",
        "€ 10.000 in 2025",
        "020-1234567",
        "artikel 2.3.1",
        "in 2022",
        "in mei",
        "negen",
        "",
    ],
)
def test_what_is_no_date(tekst: str) -> None:
    assert lees(tekst) == []


def test_dates_come_in_order_with_the_words_before_them() -> None:
    eerste, tweede = lees("Gestart op 1 maart 2025, einddatum 30-06-2026.")
    assert (eerste.als_datum(), tweede.als_datum()) == (date(2025, 3, 1), date(2026, 6, 30))
    assert eerste.ervoor.endswith("gestart op ")
    assert tweede.ervoor.endswith("einddatum ")


def test_relative_days_need_a_day_that_counts_as_today() -> None:
    assert lees("Kan dat vandaag of volgende maand?") == []
    vandaag, volgende = lees("Kan dat vandaag of volgende maand?", date(2026, 12, 15))
    assert (vandaag.als_datum(), volgende.als_datum()) == (date(2026, 12, 15), date(2027, 1, 1))


@given(tekst=st.text(alphabet="0123456789-/. januarifebmtpl'e", max_size=60))
def test_any_text_is_read_without_a_fault(tekst: str) -> None:
    for gevonden in lees(tekst):
        assert gevonden.als_datum() is None or gevonden.fout is None
        assert gevonden.begin < gevonden.eind
