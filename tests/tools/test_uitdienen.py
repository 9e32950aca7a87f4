"""Running out the old contract: by start date, and the days that are left."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tools.registry import voer_uit

NIEUW_VANAF, OMZETTEN_VOOR = date(2025, 7, 1), date(2026, 6, 30)
DAGEN = st.none() | st.dates(date(2023, 1, 1), date(2028, 12, 31))


@given(DAGEN, DAGEN)
@example(date(2025, 6, 30), date(2026, 6, 30))
@example(date(2025, 7, 1), date(2026, 6, 29))
@example(None, date(2026, 7, 1))
@settings(deadline=None, max_examples=300)
def test_elke_start_en_peildatum(start, peil):
    invoer = {k: v.isoformat() for k, v in (("startdatum", start), ("peildatum", peil)) if v}
    uit = voer_uit("uitdienen", invoer)
    assert uit.verdict == "berekend"
    assert uit.missing == []
    assert uit.data["termijn"] == "één jaar"
    contract = None if start is None else "nieuw" if start >= NIEUW_VANAF else "oud"
    assert uit.data["contract"] == contract
    assert len(uit.data["routes"]) == 3
    resterend = None if peil is None else max(0, OMZETTEN_VOOR.toordinal() - peil.toordinal())
    assert uit.data["dagen_resterend"] == resterend
    assert uit.data["omzetten_voor"] == (None if contract == "nieuw" else "2026-06-30")
    if contract == "nieuw":
        return
    voorbij = any("staat niet in de bron" in n and "oude indicatie" in n for n in uit.notes)
    assert voorbij == (resterend == 0), "a day that has passed is said to have passed"


@given(st.dates(date(2025, 7, 1), date(2028, 12, 31)))
@example(date(2026, 6, 29))
@example(date(2026, 6, 30))
@example(date(2026, 7, 1))
@settings(deadline=None, max_examples=200)
def test_the_conclusion_says_that_the_day_has_passed(peil):
    """From the day on that the indications had to be moved before, nothing is still to be done before it."""
    conclusie = voer_uit("uitdienen", {"peildatum": peil.isoformat()}).conclusion
    assert ("moest vóór" in conclusie) == (peil >= OMZETTEN_VOOR) == ("0 dagen over" in conclusie)
    assert ("is die dag voorbij" in conclusie) == (peil > OMZETTEN_VOOR)
    assert " nog " not in conclusie or peil < OMZETTEN_VOOR


@pytest.mark.parametrize(
    ("peil", "dagen"), [("2026-06-29", "nog 1 dag;"), ("2026-06-28", "nog 2 dagen;"), ("2025-07-01", "nog 364 dagen;")]
)
def test_de_dagen_staan_in_de_conclusie(run, peil, dagen):
    assert dagen in run("uitdienen", startdatum="2025-01-01", peildatum=peil).conclusion


def test_de_routes_hebben_een_bron(run, passages):
    for route in run("uitdienen").data["routes"]:
        assert (route["source"]["document"], route["source"]["section"]) in passages


@pytest.mark.parametrize(
    ("peil", "zin"), [("2026-06-29", "is dat nog 1 dag;"), ("2026-06-28", "zijn dat nog 2 dagen;")]
)
def test_one_day_is_one(run, peil, zin):
    assert zin in run("uitdienen", peildatum=peil).conclusion
