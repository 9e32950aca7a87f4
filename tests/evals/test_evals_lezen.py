"""The templates of messages: filled with values that are told, and held against what a tool got."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from assistant.service import Assistant
from evals.lezen.meting import Gesteld, missers, stel, tabel
from evals.lezen.sjablonen import DELEN, GAT, Sjabloon, is_meetdeel, lees_sjablonen
from evals.lezen.vergelijken import Lezing, Soort, vergelijk
from evals.lezen.vullen import Bericht, vul
from tools.envelope import Envelope
from tools.registry import namen

_WIJZIGING = Sjabloon(
    tool="verzoek_om_wijziging",
    beurten=["Hoorn, profiel {profiel}, van {oud} naar {nieuw} per {ingang}; brief van {x1}. Mag dat met een 317?"],
    waar={"profiel": "profiel", "intensiteit": "oud", "nieuwe_intensiteit": "nieuw", "ingangsdatum": "ingang"},
)


def _uitkomst(tool: str, invoer: dict[str, Any]) -> Envelope:
    return Envelope.model_construct(tool=tool, input=invoer)


@pytest.mark.parametrize("deel", DELEN)
def test_every_template_can_be_filled_and_is_for_a_tool(deel: str) -> None:
    sjablonen = lees_sjablonen(deel)
    assert {s.tool for s in sjablonen} <= set(namen())
    for n, sjabloon in enumerate(sjablonen):
        bericht = vul(sjabloon, random.Random(n))
        assert not any(GAT.search(beurt) for beurt in bericht.beurten)
        assert set(bericht.waarheid) == {*sjabloon.waar, *sjabloon.vast}


def test_only_what_is_to_measure_is_called_so() -> None:
    assert [d for d in DELEN if is_meetdeel(d)] == ["meet-1"]


@given(st.integers(0, 10_000))
def test_what_is_true_stands_in_the_message(zaad: int) -> None:
    bericht = vul(_WIJZIGING, random.Random(zaad))
    waar = bericht.waarheid
    assert f"profiel {waar['profiel']}," in bericht.beurten[0]
    assert waar["intensiteit"] != waar["nieuwe_intensiteit"]
    assert date(2025, 7, 1) <= waar["ingangsdatum"] <= date(2026, 12, 15)
    assert bericht == vul(_WIJZIGING, random.Random(zaad))


def test_a_fact_without_a_gap_is_refused() -> None:
    with pytest.raises(ValidationError, match="geen beurt heeft oud"):
        Sjabloon(tool="verzoek_om_wijziging", beurten=["Profiel {profiel}?"], waar={"intensiteit": "oud"})


def test_a_gap_of_no_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="'zomaar'"):
        vul(Sjabloon(tool="toegang", beurten=["{zomaar}?"], waar={}), random.Random(1))


_GOED = {"profiel": 2, "intensiteit": "perspectief", "ingangsdatum": "2026-03-01"}
_VERTELD = {"profiel": 2, "intensiteit": "perspectief", "ingangsdatum": date(2026, 3, 1)}


@pytest.mark.parametrize(
    ("invoer", "soort"),
    [
        (_GOED, "goed"),
        (_GOED | {"ingangsdatum": "2026-04-01"}, "fout"),
        (_GOED | {"einddatum": "2027-04-01"}, "fout"),
        ({"profiel": 2, "intensiteit": "perspectief"}, "gemist"),
        ({"profiel": 3}, "fout"),
    ],
)
def test_a_reading_is_right_incomplete_or_wrong(invoer: dict[str, Any], soort: Soort) -> None:
    tool = "verzoek_om_wijziging"
    assert vergelijk(tool, _VERTELD, [_uitkomst(tool, invoer)]).soort == soort
    assert vergelijk(tool, _VERTELD, [_uitkomst("toegang", invoer)]).soort == "geen"


def test_of_several_verdicts_the_one_that_is_read_best_counts() -> None:
    uitkomsten = [_uitkomst("verzoek_om_wijziging", invoer) for invoer in ({"profiel": 3}, _GOED)]
    assert vergelijk("verzoek_om_wijziging", _VERTELD, uitkomsten) == Lezing("meer")


@pytest.mark.parametrize(
    ("wie", "verteld", "soort"),
    [
        (("Parlan", "Parlan"), {"aanbieders": ["Parlan", "Parlan"]}, "goed"),
        (("Parlan", "Levvel"), {"aanbieders": ["Parlan", "Levvel"]}, "goed"),
        (("Parlan", "Levvel"), {"aanbieders": ["Parlan", "Parlan"]}, "fout"),
        (("Parlan", None), {"aanbieders": ["Parlan", "Parlan"]}, "gemist"),
        (("Parlan", "parlan"), {"zelfde": True}, "goed"),
        (("Parlan", "Levvel"), {}, "fout"),
        ((None, None), {}, "goed"),
    ],
)
def test_stacking_is_read_by_segments_and_whether_one_provider_delivers(
    wie: tuple[str | None, str | None], verteld: dict[str, Any], soort: Soort
) -> None:
    rijen = [{"segment": s, "aanbieder": w} for s, w in zip("CB", wie, strict=True)]
    waarheid = {"segmenten": ["B", "C"], **verteld}
    assert vergelijk("stapelen", waarheid, [_uitkomst("stapelen", {"toewijzingen": rijen})]).soort == soort
    assert vergelijk("stapelen", waarheid, [_uitkomst("stapelen", {"toewijzingen": rijen[:1]})]).soort == "fout"


@pytest.mark.parametrize(
    ("invoer", "soort"),
    [
        ({"budget": "5000", "gedeclareerd": "4000.00"}, "goed"),
        ({"budget": "5000", "gedeclareerd": "1000", "zeer_complex": False}, "fout"),
        ({"budget": "5000"}, "gemist"),
        ({"budget": "5000", "gedeclareerd": "4000", "zeer_complex": True}, "fout"),
    ],
)
def test_what_is_left_of_a_budget_tells_what_was_declared(invoer: dict[str, Any], soort: Soort) -> None:
    waarheid = {"budget": 5000, "rest": 1000, "zeer_complex": False}
    assert vergelijk("signaalbudget", waarheid, [_uitkomst("signaalbudget", invoer)]).soort == soort


def test_templates_are_put_to_the_assistant(assistant: Assistant) -> None:
    stappen = list[tuple[int, int]]()
    gesteld = stel(assistant, {"proef": [_WIJZIGING]}, 2, 1, lambda *stap: stappen.append(stap))
    assert [g.lezing.soort for g in gesteld] == ["goed", "goed"]
    assert gesteld[0].bericht != gesteld[1].bericht
    assert stappen == [(1, 2), (2, 2)]


def test_the_table_counts_by_tool_and_what_was_missed_is_told() -> None:
    bericht = Bericht(["Mag dat?\nGraag vandaag."], {})
    gesteld = [
        Gesteld("proef 0.0", "toegang", bericht, Lezing("goed")),
        Gesteld("proef 0.1", "toegang", bericht, Lezing("fout", (("profiel", 3, 2),), ("moment",))),
        Gesteld("proef 1.0", "stapelen", bericht, Lezing("geen")),
    ]
    rijen = tabel(gesteld, "proef").splitlines()
    assert "| toegang | 1 | 0 | 0 | 0 | 1 | 2 |" in rijen
    assert "| samen | 1 | 0 | 1 | 0 | 1 | 3 |" in rijen
    assert "Goed: 33.3%" in rijen[-1]
    assert [m.splitlines()[0] for m in missers(gesteld)] == [
        "- proef 0.1 (toegang): profiel: 3 in plaats van 2; gemist: moment",
        "- proef 1.0 (stapelen): geen",
    ]


def test_the_package_has_the_templates() -> None:
    from evals.lezen.sjablonen import SJABLONEN

    assert sorted(p.stem for p in Path(SJABLONEN).glob("*.yaml")) == sorted(DELEN)
