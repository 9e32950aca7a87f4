"""Figures over judged answers, against the textbook."""

from __future__ import annotations

from typing import Any

import pytest
from evals_support import AA, WF, answer, vraag

from evals.gate import tekort
from evals.judging import Oordeel, Ronde, beoordeel
from evals.quality import rapport
from evals.scores import betrouwbaarheid, gevangen, interval, onthouding, per_groep, verwarring
from evals.trace import Spoor


def oordeel(verwacht: Any, gegeven: str, kans: float | None = None, **velden: Any) -> Oordeel:
    o = beoordeel(vraag(status=verwacht, **velden), answer(status=gegeven))
    spoor = Spoor(stappen=(), gevangen=frozenset({"g:5"} if kans is None else ()), kans=kans)
    return Oordeel(o.vraag, o.answer, o.fouten, (Ronde("?", o.answer, spoor),))


@pytest.mark.parametrize(
    ("goed", "totaal", "laag", "hoog"),
    [(90, 100, 0.8256, 0.9448), (80, 80, 0.9542, 1.0), (0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634)],
)
def test_the_interval(goed: int, totaal: int, laag: float, hoog: float) -> None:
    """Wilson's interval, with figures from the textbook formula."""
    assert interval(goed, totaal) == pytest.approx((laag, hoog), abs=2e-4)


def test_the_interval_of_nothing_and_its_bounds() -> None:
    assert interval(0, 0) == (0.0, 0.0)
    for totaal in (1, 7, 160):
        for goed in range(totaal + 1):
            onder, boven = interval(goed, totaal)
            assert 0 <= onder <= goed / totaal + 1e-9
            assert goed / totaal - 1e-9 <= boven <= 1


def test_the_confusion_table_counts_expected_against_given() -> None:
    tabel = verwarring(
        [
            oordeel("answered", "answered"),
            oordeel("answered", "abstain"),
            oordeel("answered", "abstain"),
            oordeel(["answered", "clarify"], "clarify"),
        ]
    )
    assert tabel == {("answered", "answered"): 1, ("answered", "abstain"): 2, ("clarify", "clarify"): 1}


def test_abstention() -> None:
    alle = [oordeel("abstain", "abstain")] * 3 + [oordeel("abstain", "refused")] + [oordeel("answered", "abstain")] * 2
    o = onthouding(alle + [oordeel("answered", "answered")] * 4)
    assert (o.precisie.goed, o.precisie.van) == (3, 5)
    assert (o.dekking.goed, o.dekking.van) == (3, 4)
    assert o.f1 == pytest.approx(2 * 0.6 * 0.75 / (0.6 + 0.75))
    laag, hoog = interval(3, 6)
    assert o.f1_grenzen == pytest.approx((2 * laag / (1 + laag), 2 * hoog / (1 + hoog)))
    assert o.f1_grenzen[0] < o.f1 < o.f1_grenzen[1]
    ruim = onthouding(alle, ("abstain", "refused"))
    assert (ruim.dekking.goed, ruim.dekking.van) == (4, 4)


def test_abstention_of_nothing() -> None:
    assert onthouding([oordeel("answered", "answered")]).f1 == 0.0


def test_reliability_sorts_by_nearness_into_equal_counts() -> None:
    ver = [oordeel("abstain", "abstain", 0.80 + i / 1000) for i in range(4)]
    dichtbij = [oordeel("answered", "answered", 0.95 + i / 1000) for i in range(3)]
    klassen = betrouwbaarheid([*dichtbij, oordeel("answered", "abstain", 0.96), *ver], klassen=2)
    assert [(k.verwacht.goed, k.gegeven.goed, k.verwacht.van) for k in klassen] == [(0, 0, 4), (4, 3, 4)]
    assert [round(k.midden, 2) for k in klassen] == [0.80, 0.95]


def test_reliability_leaves_out_what_was_not_searched_for() -> None:
    assert betrouwbaarheid([oordeel("answered", "answered", None)] * 50, klassen=2) == []


def test_groups() -> None:
    groepen = per_groep([oordeel("answered", "answered"), oordeel("answered", "answered", regeling=AA)])
    assert {naam: (a.goed, a.van) for naam, a in groepen["regeling"].items()} == {WF: (1, 1), AA: (0, 1)}
    assert list(groepen) == ["regeling", "onderwerp", "gebruiker", "manier", "status"]


def test_texts_that_the_check_took_something_out_of_are_counted() -> None:
    assert gevangen([oordeel("answered", "answered"), oordeel("answered", "answered", 0.9)]) == 1


def test_the_report_counts_and_shows_faults_only_when_it_may() -> None:
    goed = beoordeel(vraag(), answer(), set())
    fout = beoordeel(vraag(id="x-002", regeling=AA), answer(), {"g:5"})
    tekst = rapport([goed, fout, goed], "proef", met_fouten=False)
    assert "2 van 3 goed (66.7%" in tekst
    assert "onbewezen feit: 1" in tekst
    assert "verkeerde regeling: 1" in tekst
    assert "x-002" not in tekst
    assert f"| regeling | {AA} | 0 | 1 |" in tekst
    assert "**x-002**" in rapport([goed, fout, goed], "proef", met_fouten=True)


def test_the_gate() -> None:
    goed = beoordeel(vraag(), answer())
    mist = beoordeel(vraag(feiten=[["504PE"]]), answer())
    assert tekort([goed, goed], 1.0) == []
    assert tekort([goed, mist], 0.5) == []
    assert tekort([goed, mist], 0.95) == ["Goed is 50.0% (1 van 2), de drempel is 95.0%."]
    vreemd = beoordeel(vraag(regeling=AA, bronnen=[]), answer())
    verzonnen = beoordeel(vraag(), answer(), {"g:5"})
    assert len(tekort([goed, vreemd], 0.0)) == 1
    assert len(tekort([goed, verzonnen], 0.0)) == 1
