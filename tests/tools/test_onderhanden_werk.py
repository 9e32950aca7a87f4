"""Work in progress: every day from December 2014 to March 2018, every kind of provider."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

SOORTEN = ["instelling", "groepspraktijk", "zelfstandige"]


def oordeel(soort: str, dag: date) -> str:
    if soort == "zelfstandige" or dag >= date(2018, 2, 1):
        return "niet_van_toepassing"
    if dag < date(2015, 1, 1):
        return "niet_beschreven"
    return "toegestaan" if 10 <= dag.day <= 20 else "niet_toegestaan"


def volgend_venster(dag: date) -> dict[str, str] | None:
    """The first 10th after `dag`, not beyond January 2018, with its 20th."""
    while True:
        dag += timedelta(days=1)
        if dag > date(2018, 1, 10):
            return None
        if dag.day == 10:
            return {"van": dag.isoformat(), "tot_en_met": dag.replace(day=20).isoformat()}


@pytest.mark.parametrize("soort", SOORTEN)
def test_elke_dag(run, soort):
    dag = date(2014, 12, 1)
    while dag <= date(2018, 3, 31):
        uit = run("onderhanden_werk", soort_aanbieder=soort, datum=dag.isoformat())
        assert uit.verdict == oordeel(soort, dag), dag
        assert uit.missing == []
        if uit.verdict == "niet_toegestaan":
            assert uit.data["eerstvolgend_venster"] == volgend_venster(dag), dag
        else:
            assert "eerstvolgend_venster" not in uit.data, dag
        dag += timedelta(days=1)


def test_januari_2018_heeft_een_noot_over_het_venster(run):
    uit = run("onderhanden_werk", soort_aanbieder="instelling", datum="2018-01-12")
    assert uit.verdict == "toegestaan"
    assert any("laatste aanlevering" in n and "niet" in n for n in uit.notes)
    eerder = run("onderhanden_werk", soort_aanbieder="instelling", datum="2017-01-12")
    assert not any("laatste aanlevering" in n for n in eerder.notes)


def test_na_de_laatste_aanlevering_volgt_geen_venster(run):
    uit = run("onderhanden_werk", soort_aanbieder="groepspraktijk", datum="2018-01-21")
    assert uit.data["eerstvolgend_venster"] is None
    assert "geen venster meer" in uit.conclusion


@pytest.mark.parametrize(
    ("invoer", "verdict", "missing"),
    [
        ({}, "gegevens_ontbreken", ["soort_aanbieder", "datum"]),
        ({"soort_aanbieder": "instelling"}, "gegevens_ontbreken", ["datum"]),
        ({"soort_aanbieder": "zelfstandige"}, "niet_van_toepassing", []),
        ({"datum": "2016-05-12"}, "gegevens_ontbreken", ["soort_aanbieder"]),
        ({"datum": "2018-02-01"}, "niet_van_toepassing", []),
        ({"datum": "2014-12-31"}, "niet_beschreven", ["soort_aanbieder"]),
        ({"datum": "2014-12-31", "soort_aanbieder": "instelling"}, "niet_beschreven", []),
    ],
)
def test_onvolledige_vragen(run, invoer: dict[str, Any], verdict, missing):
    uit = run("onderhanden_werk", **invoer)
    assert (uit.verdict, uit.missing) == (verdict, missing)


@pytest.mark.parametrize("soort", ["Instelling", " GROEPSPRAKTIJK ", "zelfstandige"])
def test_hoofdletters_in_de_soort_maken_niet_uit(run, soort):
    assert run("onderhanden_werk", soort_aanbieder=soort).input["soort_aanbieder"] == soort.strip().lower()
