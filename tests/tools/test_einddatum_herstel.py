"""The end date of herstel: eighteen months on, against counting by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tools.registry import voer_uit


def anderhalf_jaar_later(dag: date) -> date:
    """One year and six months on; the last day that exists when the day itself does not."""
    jaar, maand = dag.year + 1, dag.month + 6
    if maand > 12:
        jaar, maand = jaar + 1, maand - 12
    for nummer in range(dag.day, 0, -1):
        try:
            return date(jaar, maand, nummer)
        except ValueError:
            continue
    raise AssertionError


@given(st.dates(date(2018, 1, 1), date(2030, 12, 31)))
@example(date(2020, 8, 31))
@example(date(2022, 8, 30))
@example(date(2021, 6, 30))
@example(date(2021, 7, 1))
@settings(deadline=None, max_examples=300)
def test_elke_ingangsdatum(dag):
    uit = voer_uit("einddatum_herstel", {"ingangsdatum": dag.isoformat()})
    einde = anderhalf_jaar_later(dag)
    assert uit.verdict == "berekend"
    assert uit.data["einddatum"] == einde.isoformat()
    assert any("dezelfde dag" in noot for noot in uit.notes), "the counting convention"
    assert any("31 december 2022" in noot for noot in uit.notes) == (einde > date(2022, 12, 31))


@pytest.mark.parametrize(
    ("ingang", "einde"),
    [
        ("2021-03-01", "2022-09-01"),
        ("2020-08-31", "2022-02-28"),
        ("2022-08-31", "2024-02-29"),
        ("2021-12-31", "2023-06-30"),
        ("1-1-2021", "2022-07-01"),
        ("30 juni 2021", "2022-12-30"),
    ],
)
def test_voorbeelden(run, ingang, einde):
    assert run("einddatum_herstel", ingangsdatum=ingang).data["einddatum"] == einde


def test_de_grens_van_de_verlenging(run):
    op_tijd = run("einddatum_herstel", ingangsdatum="2021-06-30")
    te_laat = run("einddatum_herstel", ingangsdatum="2021-07-01")
    assert [c.outcome for c in op_tijd.checks] == ["voldaan", "voldaan"]
    assert [c.outcome for c in te_laat.checks] == ["voldaan", "onbekend"]


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
@example(date(2020, 6, 30))
@example(date(2020, 7, 1))
@example(date(2021, 12, 31))
@example(date(2022, 1, 1))
@settings(deadline=None, max_examples=300)
def test_the_rule_is_for_allocations_that_run_on_after_2021(dag):
    """One that has ended by then, or begins later, is counted with the words that the source says nothing of it."""
    uit = voer_uit("einddatum_herstel", {"ingangsdatum": dag.isoformat()})
    loopt_door = dag <= date(2021, 12, 31) < anderhalf_jaar_later(dag)
    assert any("zegt de bron niets" in noot for noot in uit.notes) == (not loopt_door)
    assert ("zegt de bron niet" in uit.conclusion) == (not loopt_door)
    administratie = next(c.outcome for c in uit.checks if c.rule == "administratie")
    binnen = loopt_door and anderhalf_jaar_later(dag) <= date(2022, 12, 31)
    assert administratie == ("voldaan" if binnen else "onbekend")


@given(st.dates(date(2018, 1, 1), date(2030, 12, 31)))
@example(date(2020, 8, 31))
@settings(deadline=None, max_examples=300)
def test_a_day_that_does_not_exist_is_said_to_be_so(dag):
    uit = voer_uit("einddatum_herstel", {"ingangsdatum": dag.isoformat()})
    zelfde = anderhalf_jaar_later(dag).day == dag.day
    assert any(f"Dag {dag.day} bestaat niet" in noot for noot in uit.notes) == (not zelfde)


def test_zonder_ingangsdatum(run):
    uit = run("einddatum_herstel")
    assert (uit.verdict, uit.missing) == ("gegevens_ontbreken", ["ingangsdatum"])


def test_laatste_dag_die_een_datum_mag_hebben(run):
    assert run("einddatum_herstel", ingangsdatum=date(2199, 12, 31)).data["einddatum"] == "2201-06-30"
