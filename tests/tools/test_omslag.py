"""What holds for every tool: the envelope, its sources, that it is pure, and which regime answers."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any, get_args

import pytest

import tools
from knowledge.errors import InvoerFout
from knowledge.store import KENNISMAP, Kennisbank, laad_regeling
from tools.envelope import Check, Outcome, Verdict, oordeel, opsomming
from tools.registry import OnbekendeTool, namen, tool, voer_uit

SLEUTELS = ["tool", "regeling", "input", "verdict", "conclusion", "checks", "data", "missing", "notes"]
CONTRACTTOOLS = {
    "productcode",
    "product",
    "stapelen",
    "verzoek_om_wijziging",
    "conversie",
    "einddatum_herstel",
    "toegang",
    "uitdienen",
    "signaalbudget",
    "onderhanden_werk",
    "contractmutatie",
}
WIJZIGING = {
    "profiel": 1,
    "intensiteit": "PE",
    "nieuwe_intensiteit": "IN",
    "ingangsdatum": "1 september 2025",
}
BUDGET = {"product": "Daghulp", "budget": "10.000"}
CONVERSIE = {"gecontracteerd_2021": True, "segment": "C"}
GEVALLEN: list[tuple[str, dict[str, Any]]] = [
    *[
        ("productcode", i)
        for i in (
            {},
            {"code": "501PE"},
            {"code": "508DZ"},
            {"code": "x"},
            {"zoek": "beperking"},
            {"profiel": 2, "intensiteit": "DL"},
            {"profiel": 1},
        )
    ],
    *[
        ("product", i)
        for i in ({}, {"zoek": "Daghulp"}, {"categorie": "verblijf"}, {"zoek": "paard"}, {"zoek": "vervoer"})
    ],
    *[
        ("stapelen", {"toewijzingen": [{"segment": s, "aanbieder": a} for s, a in rij]})
        for rij in (["BA", "BA"], ["BA", "BZ"], ["BA", "CA"], ["VA", "CA", "BA"])
    ],
    ("stapelen", {"toewijzingen": [{"segment": "B"}, {"segment": "B"}]}),
    ("stapelen", {}),
    *[
        ("verzoek_om_wijziging", WIJZIGING | i)
        for i in (
            {},
            {"eerder_gewijzigd": False},
            {"eerder_gewijzigd": True},
            {"profiel": 8},
            {"nieuwe_einddatum": "1-1-2027"},
        )
    ],
    ("verzoek_om_wijziging", {}),
    *[
        ("conversie", CONVERSIE | i)
        for i in (
            {},
            {"gericht_op": "herstel"},
            {"gericht_op": "DL", "contract_2022": ["V"]},
            {"gericht_op": "duurzaam", "contract_2022": ["B"]},
        )
    ],
    *[("einddatum_herstel", i) for i in ({}, {"ingangsdatum": "2021-01-01"}, {"ingangsdatum": "31-12-2021"})],
    *[
        ("toegang", i)
        for i in (
            {},
            {"profiel": 8},
            {"profiel": "dagbesteding", "verwijzer": "extern"},
            {"profiel": 8, "verwijzer": "extern", "moment": "aanvraag"},
        )
    ],
    *[("uitdienen", i) for i in ({}, {"startdatum": "2025-07-01"}, {"peildatum": "2026-11-21"})],
    *[
        ("signaalbudget", BUDGET | i)
        for i in (
            {},
            {"gedeclareerd": 7500},
            {"gedeclareerd": "1"},
            {"gedeclareerd": "20000"},
            {"product": "Logeren"},
            {"product": "x"},
            {"gedeclareerd": "9.000", "zeer_complex": True},
        )
    ],
    *[
        ("onderhanden_werk", i)
        for i in (
            {},
            {"soort_aanbieder": "zelfstandige"},
            {"datum": "2018-03-01"},
            {"datum": "2014-01-01"},
            {"soort_aanbieder": "instelling", "datum": "2016-01-12"},
            {"soort_aanbieder": "instelling", "datum": "2016-01-22"},
        )
    ],
    *[
        ("contractmutatie", i)
        for i in ({}, {"wijziging": "agb_code"}, {"wijziging": "producten"}, {"wijziging": "overig"})
    ],
]


def test_de_tools_van_het_contract_zijn_er():
    assert set(namen()) >= CONTRACTTOOLS


def test_elke_tool_komt_in_de_gevallen_voor():
    assert {naam for naam, _ in GEVALLEN} == CONTRACTTOOLS


@pytest.mark.parametrize(("naam", "invoer"), GEVALLEN)
def test_de_omslag_heeft_precies_deze_sleutels_en_soorten(run, passages, naam, invoer):
    uit = run(naam, **invoer).model_dump(mode="json")
    assert list(uit) == SLEUTELS
    assert json.loads(json.dumps(uit, allow_nan=False)) == uit, "the envelope is plain JSON"
    assert uit["tool"] == naam
    assert uit["regeling"] is None or (KENNISMAP / "regelingen" / f"{uit['regeling']}.yaml").exists()
    assert uit["verdict"] in get_args(Verdict)
    assert uit["conclusion"].endswith((".", "?"))
    for check in uit["checks"]:
        assert list(check) == ["rule", "outcome", "explanation", "source"]
        assert check["outcome"] in get_args(Outcome)
        assert check["explanation"]
        assert list(check["source"]) == ["document", "section"]
        assert (check["source"]["document"], check["source"]["section"]) in passages
    assert set(uit["missing"]) <= {*tool(naam).invoer.model_fields, "aanbieder"}
    assert all(isinstance(noot, str) and noot for noot in uit["notes"])
    assert (uit["verdict"] == "gegevens_ontbreken") <= bool(uit["missing"])
    if uit["verdict"] in {"toegestaan", "niet_toegestaan", "gevonden", "niet_van_toepassing", "berekend"}:
        assert uit["missing"] == []
        assert uit["checks"]
    if uit["verdict"] == "toegestaan":
        assert {c["outcome"] for c in uit["checks"]} == {"voldaan"}
    assert (uit["verdict"] == "niet_toegestaan") == ("geschonden" in {c["outcome"] for c in uit["checks"]})


@pytest.mark.parametrize(("naam", "invoer"), GEVALLEN)
def test_dezelfde_invoer_geeft_dezelfde_uitkomst(naam, invoer):
    banken = []
    for _ in range(2):  # loaded anew: nothing of an earlier run may linger
        geladen = [laad_regeling(pad)[0] for pad in sorted((KENNISMAP / "regelingen").glob("*.yaml"))]
        banken.append(Kennisbank(KENNISMAP, {r.regeling: r for r in geladen if r}))
        if naam not in {"conversie", "stapelen"}:
            break
    eerst = voer_uit(naam, json.loads(json.dumps(invoer)), banken[0]).model_dump_json()
    assert voer_uit(naam, invoer, banken[-1]).model_dump_json() == eerst
    assert voer_uit(naam, invoer).model_dump_json() == eerst


@pytest.mark.parametrize(("naam", "invoer"), GEVALLEN)
def test_wat_begrepen_is_geeft_opnieuw_gevraagd_hetzelfde(run, naam, invoer):
    uit = run(naam, **invoer)
    assert run(naam, **uit.input).model_dump() == uit.model_dump()


@pytest.mark.parametrize(("naam", "invoer"), GEVALLEN)
def test_de_invoer_verandert_niet(kennis, naam, invoer):
    ervoor = json.dumps(invoer)
    voer_uit(naam, invoer, kennis)
    assert json.dumps(invoer) == ervoor


@pytest.mark.parametrize(("naam", "invoer"), GEVALLEN)
def test_met_de_regeling_erbij_is_het_antwoord_hetzelfde(run, naam, invoer):
    zonder = run(naam, **invoer)
    if zonder.regeling is not None:
        assert run(naam, **invoer, regeling=zonder.regeling) == zonder


@pytest.mark.parametrize("naam", sorted(CONTRACTTOOLS))
def test_een_regeling_zonder_zulke_regels_is_niet_beschreven(run, kennis, naam):
    onderdeel = tool(naam).onderdeel
    zonder = [r for r in kennis.regelingen.values() if getattr(r, onderdeel) is None]
    assert zonder
    for regeling in zonder:
        uit = run(naam, regeling=regeling.regeling)
        assert (uit.verdict, uit.regeling) == ("niet_beschreven", regeling.regeling)
        assert regeling.naam in uit.conclusion
        assert uit.data == {}, "nothing of another regime"


@pytest.mark.parametrize("naam", sorted(CONTRACTTOOLS))
def test_een_onbekende_regeling_noemt_de_bekende(naam, kennis):
    with pytest.raises(InvoerFout) as fout:
        voer_uit(naam, {"regeling": "texel-2030"})
    assert fout.value.field == "regeling"
    assert all(r in fout.value.message for r in kennis.regelingen)


@pytest.mark.parametrize("naam", ["", "STAPELEN", "stapel", "../stapelen", "x" * 1_000_000])
def test_een_onbekende_tool(naam):
    with pytest.raises(OnbekendeTool, match="is geen tool; kies uit productcode") as fout:
        voer_uit(naam, {})
    assert len(str(fout.value)) < 400


@pytest.mark.parametrize("naam", sorted(CONTRACTTOOLS))
def test_elke_tool_heeft_een_schema_van_zijn_invoer(naam):
    schema = tool(naam).schema()
    assert schema["additionalProperties"] is False
    assert "regeling" in schema["properties"]
    assert all(veld.get("description") for veld in schema["properties"].values())
    assert tool(naam).titel
    assert tool(naam).beschrijving


def test_geen_klok_toeval_omgeving_of_net_in_de_tools():
    """Purity: a tool may not even name what makes its outcome depend on anything but its input."""
    verboden = {
        "today",
        "now",
        "utcnow",
        "time",
        "monotonic",
        "perf_counter",
        "environ",
        "getenv",
        "random",
        "urandom",
    }
    modules = {
        "time",
        "random",
        "os",
        "secrets",
        "uuid",
        "socket",
        "requests",
        "httpx",
        "subprocess",
        "threading",
    }
    for pad in Path(tools.__file__).parent.rglob("*.py"):
        for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8"))):
            if isinstance(knoop, ast.Attribute):
                assert knoop.attr not in verboden, f"{pad.name}:{knoop.lineno}"
            if isinstance(knoop, ast.Import | ast.ImportFrom):
                gehaald = {alias.name.split(".")[0] for alias in knoop.names}
                if isinstance(knoop, ast.ImportFrom):
                    gehaald = {(knoop.module or "").split(".")[0]}
                assert not gehaald & modules, f"{pad.name}:{knoop.lineno}"


def test_een_geschonden_regel_beslist_wat_er_ook_open_staat():
    def checks(*uitkomsten: Outcome) -> list[Check]:
        bron = {"document": "d", "section": "s"}
        return [Check(rule="r", outcome=u, explanation="e", source=bron) for u in uitkomsten]  # type: ignore[arg-type]

    assert oordeel(checks("voldaan", "onbekend", "geschonden")) == "niet_toegestaan"
    assert oordeel(checks("voldaan", "onbekend")) == "voorwaardelijk"
    assert oordeel(checks("voldaan")) == "toegestaan"


def test_opsomming():
    assert [opsomming(list(s)) for s in ("", "a", "ab", "abc")] == ["", "a", "a en b", "a, b en c"]
    assert opsomming(["a", "b", "c"], "of") == "a, b of c"
