"""Dates: every usual spelling of every day, and every day that does not exist."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.datum import EERSTE_JAAR, LAATSTE_JAAR, lees_datum, maandnummer, plus_maanden, schrijf

MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
KORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def spellingen(jaar: int, maand: int, dag: int) -> list[str]:
    naam, kort = MAANDEN[maand - 1], KORT[maand - 1]
    return [
        f"{jaar}-{maand:02}-{dag:02}",
        f"{jaar}-{maand}-{dag}",
        f"{dag}-{maand}-{jaar}",
        f"{dag:02}-{maand:02}-{jaar}",
        f"{dag}/{maand}/{jaar}",
        f"{dag}.{maand}.{jaar}",
        f" {dag} - {maand} - {jaar} ",
        f"{dag} {naam} {jaar}",
        f"{dag:02} {naam.upper()} {jaar}",
        f"{dag}  {naam.title()}  {jaar}",
        f"{dag}e {naam} {jaar}",
        f"{dag} {kort} {jaar}",
        f"{dag} {kort}. {jaar}",
    ]


def test_elke_spelling_van_elke_dag_geeft_dezelfde_datum():
    dag = date(2014, 1, 1)
    while dag < date(2030, 1, 1):
        for tekst in spellingen(dag.year, dag.month, dag.day):
            assert lees_datum(tekst) == dag, tekst
        dag += timedelta(days=1)


@pytest.mark.parametrize("jaar", [1900, 2023, 2024, 2025, 2100])
def test_dagen_die_niet_bestaan(jaar):
    aantal = 0
    for maand in range(0, 14):
        for dag in range(0, 34):
            try:
                date(jaar, maand, dag)
            except ValueError:
                teksten = spellingen(jaar, maand, dag) if 1 <= maand <= 12 else [f"{jaar}-{maand}-{dag}"]
                for tekst in teksten:
                    with pytest.raises(ValueError, match=r"geen (bestaande dag|datum)"):
                        lees_datum(tekst)
                aantal += 1
    assert aantal == 34 * 14 - (366 if jaar == 2024 else 365)


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        " ",
        "morgen",
        "2025",
        "juli 2025",
        "1-7-25",
        "1 juli",
        "07-2025",
        "2025-07",
        "20250701",
        "1 juillet 2025",
        "2025-07-01T00:00",
        "1-7-2025 of 2-7-2025",
        "1--7-2025",
        "-1-7-2025",
        "12 13 2025",
        "2025/07/01",
        "1 juli 20255",
        "1 juli 2025" + " " * 60 + "of 2 juli 2025",
        "x" * 1_000_000,
    ],
)
def test_geen_datum(tekst):
    with pytest.raises(ValueError, match="geen datum"):
        lees_datum(tekst)


@pytest.mark.parametrize("jaar", [EERSTE_JAAR - 1, LAATSTE_JAAR + 1, 1000, 9999])
def test_een_jaar_dat_een_tikfout_moet_zijn(jaar):
    with pytest.raises(ValueError, match="het jaar moet tussen"):
        lees_datum(f"1-1-{jaar}")


@settings(deadline=None, max_examples=100)
@given(st.dates(date(EERSTE_JAAR, 1, 1), date(LAATSTE_JAAR, 12, 31)))
def test_geschreven_en_weer_gelezen_is_dezelfde_dag(dag):
    assert lees_datum(schrijf(dag)) == dag
    assert lees_datum(dag.isoformat()) == dag
    assert "01 " not in schrijf(dag.replace(day=1))


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=70))
def test_willekeurige_tekst_is_een_datum_of_een_nette_weigering(tekst):
    melding = ""
    try:
        lees_datum(tekst)
    except ValueError as fout:
        melding = str(fout)
    assert not melding or any(woord in melding for woord in ("datum", "dag", "jaar"))


@settings(deadline=None, max_examples=100)
@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)), st.integers(-600, 600))
def test_maanden_erbij(dag, maanden):
    uit = plus_maanden(dag, maanden)
    assert (uit.year - dag.year) * 12 + uit.month - dag.month == maanden
    if uit.day != dag.day:
        assert uit.day < dag.day
        assert (uit + timedelta(days=1)).day == 1, "only the last day of the month may stand in"


def test_maandnamen():
    assert [maandnummer(m) for m in MAANDEN] == list(range(1, 13))
    assert [maandnummer(m + ".") for m in KORT] == list(range(1, 13))
    assert maandnummer("brumaire") is None
