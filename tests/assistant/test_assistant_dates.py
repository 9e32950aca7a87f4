"""Dates in running text: every spelling, no guessed year, no day that does not exist."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading.days.dates import Datumvondst, vind_datums, vind_maanden
from assistant.reading.days.relative import verschoven
from knowledge.folding import vouw

MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
KORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
WEEKDAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
RANGWOORDEN = (
    *("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende", "elfde"),
    *("twaalfde", "dertiende", "veertiende", "vijftiende", "zestiende", "zeventiende", "achttiende", "negentiende"),
    *("twintigste", "eenentwintigste", "tweeëntwintigste", "drieëntwintigste", "vierentwintigste"),
    *("vijfentwintigste", "zesentwintigste", "zevenentwintigste", "achtentwintigste", "negenentwintigste"),
    *("dertigste", "eenendertigste"),
)
ENGELS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
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
    lambda d: f"{d.day}-{KORT[d.month - 1]}-{d.year}",
    lambda d: f"{d.day}-{KORT[d.month - 1]}-{d:%y}",
    lambda d: f"{d.day}/{KORT[d.month - 1]}/{d.year}",
    lambda d: f"{d:%d-%m-%y}",
    lambda d: f"{d.day} {MAANDEN[d.month - 1]} '{d:%y}",
    lambda d: f"{WEEKDAGEN[d.weekday()]} {d.day} {MAANDEN[d.month - 1]} {d.year}",
    lambda d: f"de {d.day}e van {MAANDEN[d.month - 1]} {d.year}",
    lambda d: f"{RANGWOORDEN[d.day - 1]} {MAANDEN[d.month - 1]} {d.year}",
    lambda d: f"{d.day} {ENGELS[d.month - 1]} {d.year}",
    lambda d: f"{ENGELS[d.month - 1]} {d.day}, {d.year}",
    lambda d: f"{ENGELS[d.month - 1]} {d.day}th, {d.year}",
    lambda d: f"the {d.day}th of {ENGELS[d.month - 1]} {d.year}",
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
        "de eerste julidag van 2025",
        "juli 2025, de eerste dus",
        "juli 2025 (de 1e)",
        "juli 2025, en wel dinsdag de 1e",
        "July 2025, the first",
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
        "in juli 2025 de eerste wijziging",
        "in juli, de eerste keer",
        "de eerste maandag van juli",
        "de op een na laatste julidag",
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


VANDAAG = date(2025, 8, 19)
"""A Tuesday."""


def test_relative_days_need_a_day_that_counts_as_today() -> None:
    assert lees("Kan dat vandaag of per volgende maand, of over twee weken?") == []
    vandaag, volgende = lees("Kan dat vandaag of per volgende maand?", date(2026, 12, 15))
    assert (vandaag.als_datum(), volgende.als_datum()) == (date(2026, 12, 15), date(2027, 1, 1))


@pytest.mark.parametrize(
    ("tekst", "dag"),
    [
        ("morgen", date(2025, 8, 20)),
        ("overmorgen", date(2025, 8, 21)),
        ("gisteren", date(2025, 8, 18)),
        ("eergisteren", date(2025, 8, 17)),
        ("volgende week maandag", date(2025, 8, 25)),
        ("maandag volgende week", date(2025, 8, 25)),
        ("vorige week vrijdag", date(2025, 8, 15)),
        ("aanstaande vrijdag", date(2025, 8, 22)),
        ("aanstaande dinsdag", date(2025, 8, 26)),
        ("vrijdag a.s.", date(2025, 8, 22)),
        ("afgelopen dinsdag", date(2025, 8, 12)),
        ("zondag jl.", date(2025, 8, 17)),
        ("over twee weken", date(2025, 9, 2)),
        ("over 10 dagen", date(2025, 8, 29)),
        ("over een half jaar", date(2026, 2, 19)),
        ("twee maanden geleden", date(2025, 6, 19)),
        ("vandaag precies een jaar geleden", date(2024, 8, 19)),
        ("anderhalf jaar geleden", date(2024, 2, 19)),
        ("vandaag op de kop af drie maanden geleden", date(2025, 5, 19)),
        ("begin volgende maand", date(2025, 9, 1)),
        ("aanstaande oktober, de eerste dus", date(2025, 10, 1)),
        ("komende januari, de 15e", date(2026, 1, 15)),
        ("eind van deze maand", date(2025, 8, 31)),
        ("eind van de maand", date(2025, 8, 31)),
        ("de eerste van volgende maand", date(2025, 9, 1)),
        ("1e vd volgende mnd", date(2025, 9, 1)),
        ("de 15e van de volgende maand", date(2025, 9, 15)),
        ("per volgende maand", date(2025, 9, 1)),
        ("met ingang van volgende maand", date(2025, 9, 1)),
        ("volgend jaar 1 januari", date(2026, 1, 1)),
        ("1 januari volgend jaar", date(2026, 1, 1)),
        ("1 mei vorig jaar", date(2024, 5, 1)),
        ("1 juli aanstaande", date(2026, 7, 1)),
        ("1 september a.s.", date(2025, 9, 1)),
        ("1 juli jl.", date(2025, 7, 1)),
        ("1 december jongstleden", date(2024, 12, 1)),
        ("the first of next month", date(2025, 9, 1)),
        ("from next month", date(2025, 9, 1)),
        ("two weeks ago", date(2025, 8, 5)),
        ("yesterday", date(2025, 8, 18)),
    ],
)
def test_a_day_reckoned_from_today(tekst: str, dag: date) -> None:
    [vondst] = lees(f"Het gaat in op {tekst}, mag dat?", VANDAAG)
    assert (vondst.als_datum(), vondst.relatief, vondst.is_peildatum) == (dag, True, False)


@pytest.mark.parametrize("tekst", ["vandaag", "vanaf nu", "per direct", "today"])
def test_the_reference_day_is_known_as_such(tekst: str) -> None:
    [vondst] = lees(f"En {tekst}?", VANDAAG)
    assert (vondst.als_datum(), vondst.is_peildatum) == (VANDAAG, True)


@pytest.mark.parametrize(
    "tekst",
    [
        "vorige maand is er iets gewijzigd",
        "zij start volgende maand bij ons",
        "midden volgende maand",
        "ik begin volgende maand",
        "volgende week",
        "ongeveer twee weken geleden",
        "een vraag over 3 maanden verlenging",
        "binnen twee weken",
        "wat moet er nu gebeuren",
        "goedemorgen",
        "goede morgen allemaal",
        "Morgen! Een vraag",
        "halverwege juli",
        "begin juli 2025",
        "laatste dag van februari",
        "next month",
        "profiel 3 volgende maand",
        "20 250000",
    ],
)
def test_what_is_no_single_day_is_no_date(tekst: str) -> None:
    assert lees(tekst, VANDAAG) == []


def test_a_day_that_a_coming_month_does_not_have_is_a_fault() -> None:
    [vondst] = lees("Kan het op de 31e van volgende maand?", VANDAAG)
    assert vondst.als_datum() is None
    assert vondst.fout == "31e van volgende maand"


@given(vandaag=st.dates(date(2015, 1, 1), date(2040, 12, 31)), aantal=st.integers(1, 99))
def test_reckoning_there_and_back_is_exact(vandaag: date, aantal: int) -> None:
    [heen] = lees(f"over {aantal} dagen", vandaag)
    [terug] = lees(f"{aantal} dagen geleden", vandaag)
    assert heen.als_datum() == vandaag + timedelta(days=aantal)
    assert terug.als_datum() == vandaag - timedelta(days=aantal)


@given(vandaag=st.dates(date(2015, 1, 1), date(2040, 12, 31)), dag=st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_coming_and_past_days_lie_within_a_year(vandaag: date, dag: date) -> None:
    kort = f"{dag.day} {MAANDEN[dag.month - 1]}"
    [komend], [geweest] = lees(f"{kort} aanstaande", vandaag), lees(f"{kort} jl.", vandaag)
    if (later := komend.als_datum()) and (eerder := geweest.als_datum()):
        assert eerder < vandaag <= later
        assert (later - vandaag).days <= 366
        assert (vandaag - eerder).days <= 366
    else:
        assert dag == date(2024, 2, 29)


@given(tekst=st.text(alphabet="0123456789 -/.'", max_size=40), vandaag=st.none() | st.just(VANDAAG))
def test_no_day_comes_from_nothing(tekst: str, vandaag: date | None) -> None:
    for vondst in lees(tekst, vandaag):
        assert not vondst.relatief
        assert str(vondst.dag) in tekst


@pytest.mark.parametrize(
    ("tekst", "dag"),
    [
        ("begin Q3 2025", date(2025, 7, 1)),
        ("begin van het derde kwartaal van 2025", date(2025, 7, 1)),
        ("eind Q1 2026", date(2026, 3, 31)),
        ("de laatste junidag van 2026", date(2026, 6, 30)),
        ("laatste dag van juni 2026", date(2026, 6, 30)),
        ("per 010725", date(2025, 7, 1)),
        ("ingangsdatum: 01072025", date(2025, 7, 1)),
    ],
)
def test_a_day_at_the_edge_of_a_period_and_a_day_in_digits(tekst: str, dag: date) -> None:
    assert [d.als_datum() for d in lees(f"Het gaat om {tekst}.")] == [dag]


def test_two_days_joined_by_a_dash_stay_two() -> None:
    assert [(d.dag, d.maand) for d in lees("van 1 juli-31 augustus")] == [(1, 7), (31, 8)]
    assert [(d.dag, d.maand) for d in lees("van 1 juli - 12 augustus")] == [(1, 7), (12, 8)]


@given(tekst=st.text(alphabet="0123456789-/. januarifebmtpl'e", max_size=60))
def test_any_text_is_read_without_a_fault(tekst: str) -> None:
    for gevonden in lees(tekst):
        assert gevonden.als_datum() is None or gevonden.fout is None
        assert gevonden.begin < gevonden.eind


@given(maand=st.integers(1, 12), jaar=st.integers(2015, 2030), dag=st.integers(1, 28))
def test_a_month_without_a_day_is_a_month_and_no_day(maand: int, jaar: int, dag: int) -> None:
    for naam in (MAANDEN[maand - 1], KORT[maand - 1], f"{KORT[maand - 1]}."):
        for getal in (str(jaar), f"'{jaar % 100}"):
            (gevonden,) = vind_maanden(vouw(f"sinds {naam} {getal} in zorg"))
            assert gevonden.als_datum() == date(jaar, maand, 1)
            assert not vind_datums(vouw(f"sinds {naam} {getal} in zorg"))
            assert not vind_maanden(vouw(f"sinds {dag} {naam} {getal} in zorg"))


@given(dag=st.dates(date(2016, 1, 1), date(2030, 1, 1)), weken=st.integers(1, 9))
def test_so_much_earlier_and_so_much_later(dag: date, weken: int) -> None:
    assert verschoven(f"en een die {weken} weken eerder begon", dag) == dag - timedelta(weeks=weken)
    assert verschoven(f"en {weken} weken later", dag) == dag + timedelta(weeks=weken)
    assert verschoven("en een die eerder begon", dag) is None


@pytest.mark.parametrize("tekst", ["de op een na laatste dag van mei 2021", "de een-na-laatste dag van deze maand"])
def test_the_last_but_one_is_not_the_last(tekst: str) -> None:
    assert not vind_datums(tekst, date(2026, 1, 1))
