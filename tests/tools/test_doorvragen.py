"""Which input is asked for first, and what is certain before it is: held against what the tools decide."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.doorvragen import staat_vast, vraag_eerst
from tools.envelope import NOG_MOGELIJK, Envelope
from tools.splitsing import Geval, maakt_uit, volgorde

Run = Callable[..., Envelope]
Gegeven = dict[str, Any]

VELDEN: dict[str, dict[str, list[Any]]] = {
    "toegang": {
        "profiel": [1, 2, 3, 4, 5, 6, 7, 8, "dagbesteding"],
        "verwijzer": ["gemeente", "extern"],
        "moment": ["aanvraag", "verlenging"],
    },
    "conversie": {
        "gericht_op": ["herstel", "duurzaam"],
        "segment": ["B", "C"],
        "gecontracteerd_2021": [True, False],
        "contract_2022": [list(c) for n in range(4) for c in combinations("BCV", n)],
    },
    "productcode": {
        "profiel": [1, 2, 3, 4, 5, 6, 7, 8],
        "intensiteit": ["perspectief", "intensief", "duurzaam_licht", "duurzaam_zwaar"],
    },
}
REGELING = {
    "toegang": "westfriesland-2025",
    "conversie": "zaanstreek-waterland-2022",
    "productcode": "westfriesland-2025",
}


def uitkomst(uit: Envelope) -> Any:
    """The one thing that a tool is asked for."""
    if uit.tool == "productcode":
        return tuple(c["code"] for c in uit.data["codes"])
    return uit.data.get("document") if uit.tool == "toegang" else uit.data["procedure"]


@pytest.fixture(scope="module")
def tabellen(run: Run) -> dict[str, list[tuple[Gegeven, Any]]]:
    """Every complete input of every tool with a table, with what the tool says of it."""
    return {
        naam: [
            (geval := dict(zip(velden, waarden, strict=True)), uitkomst(run(naam, regeling=REGELING[naam], **geval)))
            for waarden in product(*velden.values())
        ]
        for naam, velden in VELDEN.items()
    }


def bits(uitkomsten: list[Any]) -> float:
    delen = [n / len(uitkomsten) for n in Counter(uitkomsten).values()]
    return -sum(deel * math.log2(deel) for deel in delen)


def verwacht(rijen: list[tuple[Gegeven, Any]], waarden: dict[str, list[Any]]) -> dict[str, float]:
    """Of every input the bits that are left on average once it is known."""
    return {
        veld: sum(len(r := [u for g, u in rijen if g[veld] == w]) / len(rijen) * bits(r) for w in mogelijk)
        for veld, mogelijk in waarden.items()
    }


def gedeeltelijk(naam: str) -> list[Gegeven]:
    keuzes = [[None, *waarden] for waarden in VELDEN[naam].values()]
    deel = [dict(zip(VELDEN[naam], rij, strict=True)) for rij in product(*keuzes)]
    return [{veld: w for veld, w in d.items() if w is not None} for d in deel]


@pytest.mark.parametrize("naam", VELDEN)
def test_the_input_asked_for_first_leaves_the_least_in_doubt(run, kennis, tabellen, naam) -> None:
    for deel in gedeeltelijk(naam):
        uit = run(naam, regeling=REGELING[naam], **deel)
        if uit.verdict != "gegevens_ontbreken":
            continue
        rijen = [(g, u) for g, u in tabellen[naam] if all(g[v] == w for v, w in deel.items())]
        rest = verwacht(rijen, {v: w for v, w in VELDEN[naam].items() if v not in deel})
        gevraagd = vraag_eerst(uit, kennis)
        if bits([u for _, u in rijen]) > 0:
            assert rest[gevraagd[0]] == pytest.approx(min(rest.values())), deel


@pytest.mark.parametrize("naam", VELDEN)
def test_an_input_that_changes_nothing_is_not_asked_for(run, kennis, tabellen, naam) -> None:
    velden = VELDEN[naam]
    for deel in gedeeltelijk(naam):
        uit = run(naam, regeling=REGELING[naam], **deel)
        if uit.verdict != "gegevens_ontbreken":
            continue
        gevraagd = vraag_eerst(uit, kennis)
        assert set(gevraagd) <= {*uit.missing} or uit.missing == ["code"], deel
        assert not set(gevraagd) & set(deel), deel
        if not gevraagd or (naam == "toegang" and uit.data.get("document")):
            continue  # the document is certain: asked for is who directs the case
        rijen = {str(g): u for g, u in tabellen[naam]}
        gevallen = [g for g, _ in tabellen[naam] if all(g[v] == w for v, w in deel.items())]
        anders = (rijen[str(g)] != rijen[str(g | {gevraagd[0]: w})] for g in gevallen for w in velden[gevraagd[0]])
        assert any(anders), (deel, gevraagd)


@pytest.mark.parametrize(
    ("naam", "gegeven", "eerst"),
    [
        ("toegang", {}, "verwijzer"),
        ("toegang", {"moment": "verlenging"}, "verwijzer"),
        ("toegang", {"verwijzer": "gemeente"}, "moment"),
        ("toegang", {"verwijzer": "extern"}, "profiel"),
        ("toegang", {"profiel": 8}, "moment"),
        ("conversie", {}, "gecontracteerd_2021"),
        ("conversie", {"gericht_op": "duurzaam", "gecontracteerd_2021": True}, "contract_2022"),
        ("conversie", {"gericht_op": "duurzaam", "segment": "B"}, "contract_2022"),
        ("conversie", {"gericht_op": "herstel"}, "gecontracteerd_2021"),
        ("conversie", {"gericht_op": "duurzaam", "gecontracteerd_2021": True, "contract_2022": ["B"]}, "segment"),
        ("productcode", {}, "profiel"),
        ("productcode", {"profiel": 4}, "intensiteit"),
    ],
)
def test_what_is_asked_for_first(run, kennis, naam, gegeven, eerst) -> None:
    assert vraag_eerst(run(naam, regeling=REGELING[naam], **gegeven), kennis)[0] == eerst


def test_a_profile_without_codes_needs_no_intensity(run, kennis) -> None:
    uit = run("productcode", profiel=6)
    assert vraag_eerst(uit, kennis) == []
    assert "geen enkele code voor profiel 6" in uit.conclusion


def test_a_tool_without_a_table_keeps_its_order(run, kennis) -> None:
    uit = run("verzoek_om_wijziging", profiel=3)
    assert vraag_eerst(uit, kennis) == uit.missing


@given(data=st.data())
def test_the_order_never_depends_on_how_the_cases_are_listed(data: st.DataObject) -> None:
    velden = {"a": [1, 2], "b": [1, 2, 3], "c": [False, True]}
    rijen = [dict(zip(velden, w, strict=True)) for w in product(*velden.values())]
    uitkomsten = data.draw(st.lists(st.sampled_from("xyz"), min_size=len(rijen), max_size=len(rijen)))
    gevallen = [Geval(rij, (u,)) for rij, u in zip(rijen, uitkomsten, strict=True)]
    op_volgorde = volgorde(gevallen, list(velden))
    assert op_volgorde == volgorde(data.draw(st.permutations(gevallen)), list(velden))
    assert {*op_volgorde} == {*maakt_uit(gevallen, velden)}
    rest = verwacht([(g.velden, g.uitkomst) for g in gevallen], velden)  # type: ignore[misc]
    assert [rest[v] for v in op_volgorde] == pytest.approx(sorted(rest[v] for v in op_volgorde))
    if len({*uitkomsten}) > 1:
        assert rest[op_volgorde[0]] == pytest.approx(min(rest.values()))


# --- what is certain already ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("naam", "gegeven", "regels"),
    [
        (
            "verzoek_om_wijziging",
            {"profiel": 3, "intensiteit": "PE", "nieuwe_intensiteit": "IN"},
            ["profielen", "groepen"],
        ),
        ("verzoek_om_wijziging", {}, []),
        (
            "verzoek_om_wijziging",
            {"profiel": 3, "ingangsdatum": "2026-03-01"},
            ["profielen", "vanaf", "dag_van_de_maand"],
        ),
        ("toegang", {"profiel": 3}, ["regie", NOG_MOGELIJK]),
        ("toegang", {"verwijzer": "gemeente", "moment": "verlenging"}, ["document"]),
        ("toegang", {"verwijzer": "extern"}, []),
        ("conversie", {"gericht_op": "duurzaam", "gecontracteerd_2021": True}, [NOG_MOGELIJK]),
        ("conversie", {}, []),
        ("productcode", {"profiel": 4}, ["in_tabel", "in_tabel"]),
        ("productcode", {"profiel": 6}, []),
        ("signaalbudget", {"budget": "10000", "gedeclareerd": "8000"}, []),
    ],
)
def test_certain_is_what_the_given_facts_settle(run, kennis, passages, naam, gegeven, regels) -> None:
    vast = staat_vast(run(naam, **gegeven), kennis)
    assert [check.rule for check in vast] == regels
    assert all((check.source.document, check.source.section) in passages for check in vast)


def test_what_is_still_possible_is_named(run) -> None:
    uit = run("conversie", gericht_op="duurzaam", gecontracteerd_2021=True, segment="B", contract_2022=None)
    (check,) = uit.checks
    assert check.explanation == (
        "Mogelijk zijn nog de procedures ‘duurzaam, alleen segment B in 2022’, ‘duurzaam met uitvraag’ of ‘maatwerk’; "
        "het kan ook dat de bron dit geval niet beschrijft."
    )
    (document,) = [c for c in run("toegang", profiel=3).checks if c.rule == NOG_MOGELIJK]
    assert (
        document.explanation == "Mogelijk is nog nodig: een perspectiefplan, een vervolgdeel of helemaal geen document."
    )
    assert [c.explanation for c in run("productcode", profiel=4).checks] == [
        "504DL is de code voor profiel 4, duurzaam licht.",
        "504DZ is de code voor profiel 4, duurzaam zwaar.",
    ]


def test_a_document_that_holds_for_every_profile_is_told_without_one(run) -> None:
    for moment, document in (("aanvraag", "perspectiefplan"), ("verlenging", "vervolgdeel")):
        uit = run("toegang", verwijzer="gemeente", moment=moment)
        assert (uit.verdict, uit.missing, uit.data["document"]) == ("gegevens_ontbreken", ["profiel"], document)
        assert "regie" not in uit.data
    assert "document" not in run("toegang", verwijzer="extern", moment="aanvraag").data
