"""Wrong input: the error names the field and what is allowed, in Dutch, and at once; never a verdict."""

from __future__ import annotations

import ast
import math
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import tools
from knowledge.errors import InvoerFout
from tools.invoer import GROOTSTE_INVOER, LANGSTE_TEKST, lees_json
from tools.registry import namen, tool, voer_uit

ENGELS = re.compile(
    r"(?i)\b(should|input|valid|value|field|required|must|error|string|integer|expected|unable|limit|extra|or|and)\b"
)
WIJZIGING = "verzoek_om_wijziging"
B = {"segment": "B"}
DATUMVELDEN = [
    (WIJZIGING, "ingangsdatum"),
    (WIJZIGING, "einddatum"),
    (WIJZIGING, "nieuwe_einddatum"),
    ("einddatum_herstel", "ingangsdatum"),
    ("uitdienen", "startdatum"),
    ("uitdienen", "peildatum"),
    ("onderhanden_werk", "datum"),
]
PROFIELVELDEN = [
    (WIJZIGING, "profiel"),
    (WIJZIGING, "nieuw_profiel"),
    ("productcode", "profiel"),
    ("toegang", "profiel"),
]
INTENSITEITVELDEN = [
    (WIJZIGING, "intensiteit"),
    (WIJZIGING, "nieuwe_intensiteit"),
    ("productcode", "intensiteit"),
    ("conversie", "gericht_op"),
    ("conversie", "intensiteit"),
]
JANEEVELDEN = [
    (WIJZIGING, "eerder_gewijzigd"),
    ("conversie", "gecontracteerd_2021"),
    ("signaalbudget", "zeer_complex"),
]
KEUZEVELDEN = [
    ("conversie", "segment"),
    ("toegang", "verwijzer"),
    ("toegang", "moment"),
    ("onderhanden_werk", "soort_aanbieder"),
]
BEDRAGVELDEN = [("signaalbudget", "budget"), ("signaalbudget", "gedeclareerd")]
TEKSTVELDEN = [
    ("productcode", "code"),
    ("productcode", "zoek"),
    ("product", "zoek"),
    ("product", "categorie"),
    ("signaalbudget", "product"),
    ("contractmutatie", "wijziging"),
]
ALLE_VELDEN = [(naam, veld) for naam in namen() for veld in tool(naam).invoer.model_fields]


def klaagt(naam: str, data: Any, veld: str) -> InvoerFout:
    """The one error: at this field, in Dutch, and short."""
    with pytest.raises(InvoerFout) as gevangen:
        voer_uit(naam, data)
    fout = gevangen.value
    assert fout.field == veld
    assert fout.message
    assert len(str(fout)) < 600
    assert not ENGELS.search(fout.message), fout.message
    str(fout).encode("utf-8")
    return fout


@pytest.mark.parametrize("naam", namen())
def test_een_onbekend_veld_noemt_de_velden_die_er_zijn(naam):
    fout = klaagt(naam, {"profeil": 1}, "profeil")
    assert all(veld in fout.message for veld in tool(naam).invoer.model_fields)


def test_een_onbekend_veld_in_een_toewijzing_noemt_de_velden_van_een_toewijzing():
    fout = klaagt("stapelen", {"toewijzingen": [B, B | {"segmnt": "B"}]}, "toewijzingen.1.segmnt")
    assert "segment, aanbieder" in fout.message
    assert "regeling" not in fout.message


@pytest.mark.parametrize("data", [None, [], "x", 1, True, [{"regeling": "x"}]])
@pytest.mark.parametrize("naam", namen())
def test_invoer_die_geen_object_is(naam, data):
    klaagt(naam, data, "invoer")


@pytest.mark.parametrize(("naam", "veld"), PROFIELVELDEN)
@pytest.mark.parametrize(
    "waarde",
    [
        0,
        9,
        -1,
        10,
        1.5,
        True,
        False,
        "x",
        "9",
        "0",
        "1.0",
        "",
        "١",
        "1 2",
        [1],
        {"a": 1},
        math.nan,
        10**30,
        "1" * 10_000,
    ],
)
def test_een_profiel_buiten_1_tot_8(naam, veld, waarde):
    fout = klaagt(naam, {veld: waarde}, veld)
    assert "profiel van 1 tot en met 8" in fout.message


def test_een_getal_van_duizenden_cijfers_is_ook_maar_een_fout_getal():
    klaagt(WIJZIGING, {"profiel": 10**5000}, "profiel")
    klaagt("toegang", {"profiel": 10**5000}, "profiel")
    klaagt("signaalbudget", {"budget": 10**5000}, "budget")
    with pytest.raises(InvoerFout, match="geen geldige JSON"):
        lees_json('{"profiel": ' + "1" * 5000 + "}")


@pytest.mark.parametrize(("naam", "veld"), DATUMVELDEN)
@pytest.mark.parametrize(
    "waarde",
    [
        "31-02-2025",
        "31 februari 2025",
        "2025-02-31",
        "29-2-2025",
        "2025-13-01",
        "0-1-2025",
        "morgen",
        "",
        "1-7-25",
        "x",
        20250701,
        1.5,
        True,
        [2025, 7, 1],
        {"jaar": 2025},
        "1-1-0001",
        "1-1-9999",
        "2025-07-01T10:00:00",
    ],
)
def test_een_dag_die_niet_bestaat(naam, veld, waarde):
    klaagt(naam, {veld: waarde}, veld)


@pytest.mark.parametrize(("naam", "veld"), INTENSITEITVELDEN)
@pytest.mark.parametrize("waarde", ["licht", "duurzaam!", "XX", "", 1, True, ["PE"], {"PE": 1}])
def test_een_intensiteit_die_niet_bestaat(naam, veld, waarde):
    fout = klaagt(naam, {veld: waarde}, veld)
    assert "kies uit" in fout.message
    assert "'" in fout.message, "what is allowed is named"


@pytest.mark.parametrize(("naam", "veld"), JANEEVELDEN)
@pytest.mark.parametrize("waarde", [0, 1, 2, 1.0, "misschien", "1", "yes", "on", "t", "", [], [True], {}])
def test_ja_of_nee_en_niets_anders(naam, veld, waarde):
    assert "ja" in klaagt(naam, {veld: waarde}, veld).message


@pytest.mark.parametrize(("naam", "veld"), KEUZEVELDEN)
@pytest.mark.parametrize("waarde", ["X", "", 1, True, ["B"], {"B": 1}, "gemeentes"])
def test_een_keuze_die_er_niet_is(naam, veld, waarde):
    assert "kies uit" in klaagt(naam, {veld: waarde}, veld).message


@pytest.mark.parametrize("waarde", ["X", "D", "", "BC", 1, None, True, ["B"], {"B": 1}])
def test_een_segment_dat_niet_bestaat(waarde):
    fout = klaagt("stapelen", {"toewijzingen": [B, {"segment": waarde}]}, "toewijzingen.1.segment")
    assert all(f"'{letter}'" in fout.message for letter in "BCV")
    fout = klaagt("conversie", {"contract_2022": ["B", waarde]}, "contract_2022.1")
    assert all(f"'{letter}'" in fout.message for letter in "BCV")


def test_segment_v_kan_bij_een_conversie_geen_toewijzing_zijn():
    assert "'V'" not in klaagt("conversie", {"segment": "V"}, "segment").message


@pytest.mark.parametrize(
    ("toewijzingen", "veld"),
    [
        ([], "toewijzingen"),
        ([B], "toewijzingen"),
        ([B] * 26, "toewijzingen"),
        ([B] * 10_000, "toewijzingen"),
        ("BB", "toewijzingen"),
        ({"segment": "B"}, "toewijzingen"),
        (2, "toewijzingen"),
        (["B", "C"], "toewijzingen.0"),
        ([B, None], "toewijzingen.1"),
        ([B, {}], "toewijzingen.1.segment"),
        ([B, B | {"aanbieder": ""}], "toewijzingen.1.aanbieder"),
        ([B, B | {"aanbieder": "  "}], "toewijzingen.1.aanbieder"),
        ([B, B | {"aanbieder": 5}], "toewijzingen.1.aanbieder"),
        ([B, B | {"aanbieder": "x" * 1_000_000}], "toewijzingen.1.aanbieder"),
    ],
)
def test_een_verkeerde_lijst_toewijzingen(toewijzingen, veld):
    klaagt("stapelen", {"toewijzingen": toewijzingen}, veld)


@pytest.mark.parametrize(
    ("lijst", "veld"),
    [
        ("B", "contract_2022"),
        ({"B": 1}, "contract_2022"),
        (["B"] * 10_000, "contract_2022"),
        (5, "contract_2022"),
    ],
)
def test_een_verkeerde_lijst_contracten(lijst, veld):
    klaagt("conversie", {"contract_2022": lijst}, veld)


@pytest.mark.parametrize(("naam", "veld"), BEDRAGVELDEN)
@pytest.mark.parametrize(
    "waarde",
    [
        math.nan,
        math.inf,
        -math.inf,
        "NaN",
        "Infinity",
        "veel",
        "",
        True,
        [5],
        {"euro": 5},
        -1,
        "-0,01",
        10**12,
        "1" * 13,
        "1.000.000.000.000",
        1e300,
        0.001,
        "1,234.50",
        "0,001",
        1e-9,
    ],
)
def test_bedragen_die_niet_kunnen(naam, veld, waarde):
    klaagt(naam, {"product": "Daghulp", "budget": "10", "gedeclareerd": "5"} | {veld: waarde}, veld)


def test_een_budget_van_nul_kan_niet():
    klaagt("signaalbudget", {"budget": 0}, "budget")
    assert voer_uit("signaalbudget", {"gedeclareerd": 0}).verdict == "gegevens_ontbreken"


@pytest.mark.parametrize(("naam", "veld"), TEKSTVELDEN)
@pytest.mark.parametrize("waarde", ["", "   ", 5, True, ["a"], {"a": 1}, "\ud800"])
def test_tekst_die_geen_tekst_is(naam, veld, waarde):
    klaagt(naam, {veld: waarde}, veld)


@pytest.mark.parametrize(("naam", "veld"), ALLE_VELDEN)
def test_een_tekst_van_een_megabyte(naam, veld):
    tweede = "toewijzingen" if veld == "toewijzingen" else veld
    for teken in ("x", " 9", "1-7-2025 ", "\N{COMBINING ACUTE ACCENT}"):
        klaagt(naam, {veld: teken * (1_000_000 // len(teken))}, tweede)


@pytest.mark.parametrize("naam", namen())
def test_een_veldnaam_van_een_megabyte(naam):
    klaagt(naam, {"x" * 1_000_000: 1}, "x" * 80)


@pytest.mark.parametrize(("naam", "veld"), TEKSTVELDEN)
def test_de_langste_tekst_die_nog_mag(naam, veld):
    lengte = 40 if veld == "code" else LANGSTE_TEKST
    voer_uit(naam, {veld: "x" * lengte})
    assert str(lengte) in klaagt(naam, {veld: "x" * (lengte + 1)}, veld).message


@pytest.mark.parametrize(("naam", "veld"), ALLE_VELDEN)
def test_null_is_hetzelfde_als_niet_gegeven(naam, veld):
    assert voer_uit(naam, {veld: None}) == voer_uit(naam, {})


@pytest.mark.parametrize("waarde", ["", 5, True, ["westfriesland-2025"], "x" * 101, "\ud800", "WESTFRIESLAND-2025"])
@pytest.mark.parametrize("naam", namen())
def test_een_regeling_die_er_niet_is(naam, waarde):
    klaagt(naam, {"regeling": waarde}, "regeling")


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "{",
        "{'a': 1}",
        "[" * 90_000,
        '{"a":' * 10_000,
        "nul",
        '{"a": 1}' * 2,
        "x" * 1_000_000,
        '{"zoek": "' + "x" * 1_000_000 + '"}',
    ],
)
def test_tekst_die_geen_json_is_of_te_groot(tekst):
    with pytest.raises(InvoerFout, match=r"geen geldige JSON|hoogstens 100\.000 tekens") as fout:
        lees_json(tekst)
    assert fout.value.field == "invoer"


def test_json_op_de_grens():
    assert lees_json('"' + "x" * (GROOTSTE_INVOER - 2) + '"') == "x" * (GROOTSTE_INVOER - 2)


WAARDEN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda kind: st.lists(kind, max_size=4) | st.dictionaries(st.text(max_size=8), kind, max_size=4),
    max_leaves=6,
)


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(namen()), st.data())
def test_willekeurige_invoer_geeft_een_omslag_of_een_nette_fout(naam, data):
    velden = st.sampled_from([*tool(naam).invoer.model_fields, "onbekend"])
    invoer = data.draw(st.dictionaries(velden, WAARDEN, max_size=4))
    melding = ""
    try:
        voer_uit(naam, invoer)
    except InvoerFout as fout:
        melding = fout.message
    assert not ENGELS.search(melding), melding


def test_choices_stand_in_one_order_whatever_was_loaded_first():
    """Two Literals of the same letters are one to `typing`: that of the module that is loaded first."""
    per_keuze: dict[frozenset[Any], set[tuple[Any, ...]]] = {}
    for pad in Path(tools.__file__).parent.glob("*.py"):
        for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8"))):
            if isinstance(knoop, ast.Subscript) and isinstance(knoop.value, ast.Name) and knoop.value.id == "Literal":
                keuze = tuple(ast.literal_eval(knoop.slice)) if isinstance(knoop.slice, ast.Tuple) else ()
                per_keuze.setdefault(frozenset(keuze), set()).add(keuze)
    assert frozenset("BCV") in per_keuze
    assert all(len(volgordes) == 1 for volgordes in per_keuze.values()), per_keuze


# --- what the schema says and what is accepted ---------------------------------------------------------------


VAN_HET_SCHEMA = [
    *[1, 1.0, 8.0, 1.5, 9, True, False, "ja", "nee", "misschien", "dagbesteding"],
    *["PE", "IN", "DL", "DZ", "XX", "perspectief", "duurzaam_zwaar", "herstel"],
    *["B", "C", "gemeente", "extern", "aanvraag", "verlenging", "zelfstandige"],
]


@pytest.mark.parametrize(("naam", "veld"), [*PROFIELVELDEN, *INTENSITEITVELDEN, *JANEEVELDEN, *KEUZEVELDEN])
@pytest.mark.parametrize("waarde", VAN_HET_SCHEMA)
def test_what_the_schema_allows_is_accepted_and_the_other_way_round(naam, veld, waarde):
    """Beside it a text may be a number, since forms send texts, and may be written in another way."""
    if Draft202012Validator(tool(naam).schema()).is_valid({veld: waarde}):
        assert voer_uit(naam, {veld: waarde}).tool == naam
    else:
        klaagt(naam, {veld: waarde}, veld)
