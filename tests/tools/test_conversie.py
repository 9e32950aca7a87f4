"""The conversion: all 64 complete cases and every partial input against the words of the contract."""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

import pytest

CONTRACTEN = [frozenset(c) for n in range(4) for c in combinations("BVC", n)]
VELDEN: dict[str, list[Any]] = {
    "gericht_op": ["herstel", "duurzaam"],
    "segment": ["B", "C"],
    "gecontracteerd_2021": [True, False],
    "contract_2022": CONTRACTEN,
}


def procedure(geval: dict[str, Any]) -> str | None:
    """The procedure by the contract; None where the source is silent."""
    contract, segment = geval["contract_2022"], geval["segment"]
    if not geval["gecontracteerd_2021"]:
        return "maatwerk" if contract else None
    if geval["gericht_op"] == "herstel":
        return "herstel"
    if not contract:
        return "maatwerk"
    if contract == {"B"}:
        return "duurzaam_segment_b" if segment == "B" else None
    return "duurzaam_uitvraag" if contract in ({"B", "V"}, {"C"}, {"C", "V"}, {"V"}) else None


def volledig(deel: dict[str, Any]) -> list[dict[str, Any]]:
    """Every way to complete a partial input."""
    keuzes = [[deel[veld]] if veld in deel else waarden for veld, waarden in VELDEN.items()]
    return [dict(zip(VELDEN, waarden, strict=True)) for waarden in product(*keuzes)]


def doet_ertoe(veld: str, deel: dict[str, Any]) -> bool:
    """Whether some completion exists in which this input alone changes the procedure."""
    return any(procedure(geval) != procedure(geval | {veld: w}) for geval in volledig(deel) for w in VELDEN[veld])


def als_json(geval: dict[str, Any]) -> dict[str, Any]:
    return {k: sorted(v) if isinstance(v, frozenset) else v for k, v in geval.items()}


def test_alle_64_volledige_gevallen(run):
    gevallen = volledig({})
    assert len(gevallen) == 64
    for geval in gevallen:
        uit = run("conversie", **als_json(geval))
        verwacht = procedure(geval)
        assert uit.data["procedure"] == verwacht, geval
        assert uit.verdict == ("gevonden" if verwacht else "niet_beschreven"), geval
        assert uit.missing == [], geval
        assert bool(uit.data["stappen"]) == bool(verwacht), geval


def test_elke_onvolledige_invoer_vraagt_alleen_wat_er_nog_toe_doet(run):
    gezien = 0
    for waarden in product(*([None, *opties] for opties in VELDEN.values())):
        deel = {veld: w for veld, w in zip(VELDEN, waarden, strict=True) if w is not None}
        nodig = [veld for veld in VELDEN if veld not in deel and doet_ertoe(veld, deel)]
        uit = run("conversie", **als_json(deel))
        assert uit.missing == nodig, deel
        mogelijk = {procedure(geval) for geval in volledig(deel)}
        if nodig:
            assert uit.verdict == "gegevens_ontbreken", deel
            assert set(uit.data["mogelijke_procedures"]) == mogelijk - {None}, deel
        else:
            assert {uit.data["procedure"]} == mogelijk, deel
        gezien += 1
    assert gezien == 3 * 3 * 3 * 9


@pytest.mark.parametrize(
    ("intensiteit", "doel"),
    [("perspectief", "herstel"), ("IN", "herstel"), ("DL", "duurzaam"), ("duurzaam zwaar", "duurzaam")],
)
@pytest.mark.parametrize("veld", ["gericht_op", "intensiteit"])
def test_een_intensiteit_zegt_waar_de_toewijzing_op_gericht_is(run, veld, intensiteit, doel):
    rest = {"segment": "B", "gecontracteerd_2021": True, "contract_2022": ["B"]}
    uit = run("conversie", **{veld: intensiteit}, **rest)
    assert uit.data["procedure"] == procedure(
        {"gericht_op": doel, "segment": "B", "gecontracteerd_2021": True, "contract_2022": {"B"}}
    )


def test_doel_en_intensiteit_die_elkaar_tegenspreken(fout):
    assert fout("conversie", {"gericht_op": "herstel", "intensiteit": "DZ"}).field == "intensiteit"


STAPPEN = {
    "herstel": ["2021-11-01", "2022-12-31", None],
    "duurzaam_segment_b": ["2021-10-15", "2021-11-15", None],
    "duurzaam_uitvraag": ["2021-10-13", None, None, None],
    "maatwerk": [None],
}


@pytest.mark.parametrize("naam", STAPPEN)
def test_de_stappen_met_hun_dagen_en_bron(run, passages, naam):
    geval = next(g for g in volledig({}) if procedure(g) == naam)
    uit = run("conversie", **als_json(geval))
    assert [stap["datum"] for stap in uit.data["stappen"]] == STAPPEN[naam]
    for stap in uit.data["stappen"]:
        assert (stap["source"]["document"], stap["source"]["section"]) in passages
        assert stap["tekst"]
        assert stap["wie"] in {"aanbieder", "gemeente", "beide"}


def test_alleen_v_krijgt_de_noot_dat_de_kop_het_niet_noemt(run):
    geval = {"gericht_op": "duurzaam", "gecontracteerd_2021": True}
    assert any("punt 2" in n for n in run("conversie", **geval, contract_2022=["V"]).notes)
    assert not any("punt 2" in n for n in run("conversie", **geval, contract_2022=["C"]).notes)


def test_a_caveat_on_days_stands_where_steps_name_one(run):
    met = run("conversie", gericht_op="herstel", gecontracteerd_2021=True)
    zonder = run("conversie", gecontracteerd_2021=False, contract_2022=["B"])
    assert any("zonder jaartal" in noot for noot in met.notes)
    assert not any("zonder jaartal" in noot for noot in zonder.notes)


def test_volgorde_en_herhaling_in_de_contractlijst_maken_niet_uit(run):
    geval = {"gericht_op": "duurzaam", "gecontracteerd_2021": True}
    een = run("conversie", **geval, contract_2022=["V", "b", "V"])
    ander = run("conversie", **geval, contract_2022=["B", "V"])
    assert (een.verdict, een.data) == (ander.verdict, ander.data)


@pytest.mark.parametrize(
    ("invoer", "kop"),
    [
        (
            {"gericht_op": "duurzaam", "gecontracteerd_2021": True, "contract_2022": []},
            "Duurzaam en geen contract voor 2022",
        ),
        (
            {"gecontracteerd_2021": False, "contract_2022": ["B"]},
            "Nieuwe aanbieder: nu geen contract en vanaf 2022 wel",
        ),
    ],
)
def test_a_step_that_several_cases_share_has_the_source_of_the_case(run, invoer, kop):
    uit = run("conversie", **invoer)
    assert uit.data["procedure"] == "maatwerk"
    assert [stap["source"]["section"] for stap in uit.data["stappen"]] == [kop]
    assert [check.source.section for check in uit.checks] == [kop]
