"""Stacking: every pair and triple against the words of the contract."""

from __future__ import annotations

import unicodedata
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tools.registry import voer_uit
from tools.stapelen import ONGENOEMD

SEGMENTEN = "BCV"
EERSTE, TWEEDE = "Zorg Een", "Zorg Twee"
ERNST = ["toegestaan", "voorwaardelijk", "niet_toegestaan"]


def mag_samen(een: dict[str, str], ander: dict[str, str]) -> str:
    """B with B and C with C need different providers; B with C is not for one provider; all else may."""
    wie, wie_ook = een.get("aanbieder"), ander.get("aanbieder")
    bekend = wie is not None and wie_ook is not None
    paar = {een["segment"], ander["segment"]}
    if paar in ({"B"}, {"C"}):
        if not bekend:
            return "voorwaardelijk"
        return "niet_toegestaan" if wie == wie_ook else "toegestaan"
    if paar == {"B", "C"} and bekend and wie == wie_ook:
        return "niet_toegestaan"
    return "toegestaan"


def toewijzing(segment: str, aanbieder: str | None) -> dict[str, str]:
    return {"segment": segment} | ({"aanbieder": aanbieder} if aanbieder else {})


def gevallen(aantal: int) -> list[list[dict[str, str]]]:
    los = [toewijzing(s, a) for s in SEGMENTEN for a in (None, EERSTE, TWEEDE)]
    return [list(rij) for rij in product(los, repeat=aantal)]


@pytest.mark.parametrize("aantal", [2, 3])
def test_elke_combinatie_krijgt_het_oordeel_van_het_slechtste_paar(run, aantal):
    for toewijzingen in gevallen(aantal):
        uit = run("stapelen", toewijzingen=toewijzingen)
        paren = {(i, j): mag_samen(toewijzingen[i], toewijzingen[j]) for i, j in combinations(range(aantal), 2)}
        assert {tuple(p["toewijzingen"]): p["verdict"] for p in uit.data["paren"]} == paren, toewijzingen
        assert uit.verdict == max(paren.values(), key=ERNST.index), toewijzingen
        assert uit.missing == (["aanbieder"] if uit.verdict == "voorwaardelijk" else []), toewijzingen
        for paar in uit.data["paren"]:
            assert paar["segmenten"] == [toewijzingen[i]["segment"] for i in paar["toewijzingen"]]
            assert paar["checks"], "every pair shows at least the rule of the matrix"


@pytest.mark.parametrize(
    ("een", "ander", "zelfde"),
    [
        ("Zorg Een", "zorg een", True),
        ("Zorg Een", "  Zorg   Een ", True),
        ("Zorg Een", "ZORG EEN", True),
        ("Zorg Een", "Zorg Eens", False),
        ("1", "2", False),
    ],
)
def test_dezelfde_naam_anders_gespeld_is_dezelfde_aanbieder(run, een, ander, zelfde):
    uit = run("stapelen", toewijzingen=[toewijzing("B", een), toewijzing("B", ander)])
    assert uit.verdict == ("niet_toegestaan" if zelfde else "toegestaan")


def test_een_aanbieder_voor_b_en_c_stuit_op_de_contractvorm_en_niet_op_de_matrix(run):
    uit = run("stapelen", toewijzingen=[toewijzing("B", EERSTE), toewijzing("C", EERSTE)])
    uitkomsten = {check.rule: check.outcome for check in uit.checks}
    assert uitkomsten == {"matrix": "voldaan", "contractvorm": "geschonden"}
    assert EERSTE in uit.conclusion


def test_b_met_c_zonder_aanbieder_waarschuwt_voor_een_aanbieder_met_beide(run):
    uit = run("stapelen", toewijzingen=[toewijzing("B", None), toewijzing("C", EERSTE)])
    assert any("contractvormen" in noot for noot in uit.notes)
    los = run("stapelen", toewijzingen=[toewijzing("V", None), toewijzing("C", EERSTE)])
    assert not any("contractvormen" in noot for noot in los.notes)


def test_de_conclusie_noemt_het_paar_waar_het_op_stuit(run):
    uit = run("stapelen", toewijzingen=[{"segment": "V"}, toewijzing("C", EERSTE), toewijzing("C", EERSTE)])
    assert uit.conclusion.startswith("Nee")
    assert "segment C met segment C" in uit.conclusion
    assert "segment V" not in uit.conclusion


def test_kleine_letters_en_spaties_om_een_segment(run):
    uit = run("stapelen", toewijzingen=[{"segment": " b "}, {"segment": "v"}])
    assert uit.input == {"toewijzingen": [{"segment": "B"}, {"segment": "V"}]}
    assert uit.verdict == "toegestaan"


def test_zonder_toewijzingen_ontbreken_die(run):
    uit = run("stapelen")
    assert (uit.verdict, uit.missing) == ("gegevens_ontbreken", ["toewijzingen"])


@pytest.mark.parametrize("segmenten", ["BB", "CC", "BC", "BV", "CV", "VV"])
def test_elk_paar_wijst_naar_zijn_eigen_plaats_in_de_bron(run, segmenten: str):
    uit: Any = run("stapelen", toewijzingen=[{"segment": s} for s in segmenten])
    assert uit.checks[0].source.section == f"Stapelen van segment {segmenten[0]} met segment {segmenten[1]}"


def test_de_check_zegt_wie_er_begrepen_is(run):
    zelfde = run("stapelen", toewijzingen=[toewijzing("B", EERSTE), toewijzing("B", EERSTE)])
    assert f"beide: {EERSTE}" in zelfde.checks[0].explanation
    ander = run("stapelen", toewijzingen=[toewijzing("B", EERSTE), toewijzing("B", TWEEDE)])
    assert EERSTE in ander.checks[0].explanation
    assert TWEEDE in ander.checks[0].explanation
    ongenoemd = run("stapelen", toewijzingen=[toewijzing("B", ONGENOEMD), toewijzing("B", ONGENOEMD)])
    assert ongenoemd.verdict == "niet_toegestaan"
    assert "beide:" not in ongenoemd.checks[0].explanation


@given(st.text(min_size=1, max_size=40).filter(str.strip), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
@example("Zorg één", "NFD")
@settings(deadline=None, max_examples=100)
def test_the_form_in_which_signs_are_written_makes_no_other_provider(naam, vorm):
    anders = unicodedata.normalize(vorm, naam)
    for segmenten in ("BB", "CC", "BC"):
        rij = [{"segment": s, "aanbieder": a} for s, a in zip(segmenten, (naam, anders), strict=True)]
        uit = voer_uit("stapelen", {"regeling": "westfriesland-2025", "toewijzingen": rij})
        assert uit.verdict == "niet_toegestaan"


@pytest.mark.parametrize(
    ("een", "ander", "zelfde"),
    [
        ("GGZ-Oost", "GGZ\u2011Oost", True),
        ("'t Huis", "\u2019t Huis", True),
        ("Zorg\u200bEen", "ZorgEen", True),
        ("Café Zorg", "Cafe Zorg", False),
    ],
)
def test_kinds_of_dashes_and_unseen_marks_make_no_other_provider(run, een, ander, zelfde):
    rij = [{"segment": "B", "aanbieder": een}, {"segment": "B", "aanbieder": ander}]
    uit = run("stapelen", regeling="westfriesland-2025", toewijzingen=rij)
    assert (uit.verdict == "niet_toegestaan") == zelfde


def test_a_caveat_stands_where_it_plays_a_part(run):
    leeg, drie = "Een leeg vakje", "over drie of meer"

    def caveats(*segmenten: str) -> tuple[bool, bool]:
        noten = " ".join(run("stapelen", toewijzingen=[{"segment": s} for s in segmenten]).notes)
        return leeg in noten, drie in noten

    assert caveats("B", "B") == (False, False)
    assert caveats("B", "V") == (True, False)
    assert caveats("C", "C", "C") == (False, True)
    assert caveats("B", "B", "V") == (True, True)
