"""A second region is one YAML file and its article: the tools answer by its data, with no Python for it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge.errors import InvoerFout
from knowledge.store import KENNISMAP, Kennisbank, laad
from tools.envelope import Envelope
from tools.proef import controleer_alles
from tools.registry import namen, tool, voer_uit

REGIO = Path(__file__).parent / "tweede_regio"
VM = "veenmeer-2030"
VANDAAG = date(2026, 11, 21)


@pytest.fixture(scope="module")
def alleen() -> Kennisbank:
    """A base with the invented region and nothing else."""
    return laad(REGIO)


@pytest.fixture(scope="module")
def samen(tmp_path_factory: pytest.TempPathFactory) -> Kennisbank:
    """The built-in base with the invented region beside it."""
    map = tmp_path_factory.mktemp("samen")
    for bron in (KENNISMAP, REGIO):
        for deel in ("regelingen", "bronnen"):
            shutil.copytree(bron / deel, map / deel, dirs_exist_ok=True)
    assert controleer_alles(map, VANDAAG) == []
    return laad(map)


def vm(kennis: Kennisbank, naam: str, **invoer: Any) -> Envelope:
    uit = voer_uit(naam, {"regeling": VM, **invoer}, kennis)
    assert uit.regeling == VM
    assert {c.source.document for c in uit.checks} <= {"vm-regels-2030"}, "no source of another region"
    return uit


def test_de_verzonnen_regio_is_heel():
    assert controleer_alles(REGIO, VANDAAG) == []


def test_stapelen_volgt_de_eigen_matrix(samen):
    def oordeel(een: str, ander: str, *aanbieders: str) -> str:
        rijen = [{"segment": s} for s in (een, ander)]
        rijen = [r | {"aanbieder": a} for r, a in zip(rijen, aanbieders, strict=True)] if aanbieders else rijen
        return vm(samen, "stapelen", toewijzingen=rijen).verdict

    assert oordeel("B", "B") == "toegestaan"
    assert oordeel("B", "B", "a", "a") == "toegestaan"
    assert oordeel("B", "V") == "voorwaardelijk"
    assert oordeel("B", "V", "a", "a") == "niet_toegestaan"
    assert oordeel("V", "V", "a", "b") == "toegestaan"
    assert oordeel("B", "C") == "niet_beschreven", "a segment that the region does not know"


def test_wijziging_volgt_de_eigen_dag_groepen_en_profielen(samen):
    goed = {"profiel": 2, "intensiteit": "PE", "nieuwe_intensiteit": "DZ", "ingangsdatum": "2030-05-15"}
    anders = {
        "nieuw_profiel": 3,
        "eerder_gewijzigd": True,
        "einddatum": "2031-01-01",
        "nieuwe_einddatum": "2032-01-01",
    }
    uit = vm(samen, "verzoek_om_wijziging", **goed)
    assert uit.verdict == "toegestaan", "more than once is no rule here"
    assert "417" in uit.conclusion
    assert vm(samen, "verzoek_om_wijziging", **goed, **anders).verdict == "toegestaan"
    for fout, regel in [
        ({"profiel": 1}, "profielen"),
        ({"nieuwe_intensiteit": "IN"}, "groepen"),
        ({"ingangsdatum": "2030-05-01"}, "dag_van_de_maand"),
        ({"ingangsdatum": "2030-03-15"}, "vanaf"),
    ]:
        uit = vm(samen, "verzoek_om_wijziging", **goed | fout)
        assert uit.verdict == "niet_toegestaan"
        assert [c.rule for c in uit.checks if c.outcome == "geschonden"] == [regel]


def test_codes_volgen_het_eigen_patroon(alleen):
    assert voer_uit("productcode", {"profiel": 3, "intensiteit": "DZ"}, alleen).data["codes"][0]["code"] == "7.13BB"
    for code, profiel, intensiteit in (("7.12A", 2, "perspectief"), ("7.110BB", 10, "duurzaam_zwaar")):
        patroon = voer_uit("productcode", {"code": code}, alleen).data["patroon"]
        assert patroon == {"categorie": "7.1", "profiel": profiel, "intensiteit": intensiteit}
    for code in ("501PE", "7.14A", "7.11PE", "7x11A"):
        uit = voer_uit("productcode", {"code": code}, alleen)
        assert uit.verdict == "niet_gevonden"
        assert "patroon" not in uit.data


@pytest.mark.parametrize("code", ["7.11A", "7.13bb", "7 . 1 1 - a"])
def test_een_code_met_een_leesteken(alleen, code):
    assert voer_uit("productcode", {"code": code}, alleen).verdict == "gevonden"


def test_zoeken_gaat_door_elke_regeling(samen):
    def zoek(naam: str, **invoer: Any) -> Envelope:
        return voer_uit(naam, invoer, samen)

    assert zoek("productcode", code="501PE").regeling == "westfriesland-2025"
    assert zoek("productcode", zoek="zwaar vervolg").regeling == VM
    assert zoek("product", zoek="Wandelhulp").regeling == VM
    assert zoek("product", zoek="Crisis noodbed").regeling == "amstelveen-aalsmeer-2022"
    patroon = zoek("productcode", code="507DZ")
    assert patroon.verdict == "niet_gevonden"
    assert patroon.data["patroon"] == {"categorie": "50", "profiel": 7, "intensiteit": "duurzaam_zwaar"}
    twee = zoek("product", zoek="Daghulp")
    assert (twee.verdict, twee.missing) == ("gegevens_ontbreken", ["regeling"])
    assert twee.data["regelingen"] == ["amstelveen-aalsmeer-2022", VM]
    assert zoek("product", zoek="paardrijden").verdict == "niet_gevonden"


@pytest.mark.parametrize("naam", [n for n in namen() if tool(n).onderdeel and not tool(n).zoekt_overal])
def test_met_twee_regelingen_moet_de_regeling_erbij(samen, naam):
    uit = voer_uit(naam, {}, samen)
    assert (uit.verdict, uit.missing, uit.regeling) == ("gegevens_ontbreken", ["regeling"], None)
    assert VM in uit.data["regelingen"]
    assert len(uit.data["regelingen"]) == 2
    assert "Veenmeer" in uit.conclusion


def test_een_fout_in_de_invoer_gaat_voor_de_vraag_naar_de_regeling(samen):
    with pytest.raises(InvoerFout):
        voer_uit("uitdienen", {"startdatum": "31-2-2030"}, samen)


def test_conversie_volgt_de_eigen_tabel(samen):
    uit = vm(samen, "conversie", contract_2022=["V"])
    assert (uit.verdict, uit.data["procedure"]) == ("gevonden", "omzetten")
    assert uit.data["stappen"][0]["datum"] == "2030-03-01"
    assert vm(samen, "conversie", contract_2022=[]).verdict == "niet_beschreven"
    assert vm(samen, "conversie", gericht_op="herstel", segment="C").missing == ["contract_2022"]
    assert vm(samen, "conversie", gericht_op="DL", contract_2022=["C"]).verdict == "gevonden"


@pytest.mark.parametrize("invoer", [{"segment": "B"}, {"contract_2022": ["B"]}])
def test_een_segment_dat_de_regio_niet_heeft_is_foute_invoer(samen, invoer):
    with pytest.raises(InvoerFout) as fout:
        vm(samen, "conversie", **{"segment": "C", "contract_2022": ["V"]} | invoer)
    assert fout.value.field.split(".")[0] in invoer
    assert "C" in fout.value.message


def test_einddatum_volgt_de_eigen_maanden(samen):
    uit = vm(samen, "einddatum_herstel", ingangsdatum="2030-05-31")
    assert uit.data["einddatum"] == "2031-02-28"
    assert "9 maanden" in uit.conclusion
    assert not any("30 juni 2031" in n for n in uit.notes)
    assert any("30 juni 2031" in n for n in vm(samen, "einddatum_herstel", ingangsdatum="2030-10-01").notes)


def test_toegang_volgt_het_eigen_overzicht(samen):
    uit = vm(samen, "toegang", profiel=1)
    assert (uit.verdict, uit.data["document"], uit.data["regie"]) == ("gevonden", "geen", "ja")
    assert uit.data["voetnoten"] == [
        {"teken": "#", "bij": "regie", "tekst": "Alleen in de zomer.", "uitleg": "Alleen in de zomer."}
    ]
    uit = vm(samen, "toegang", profiel="dagbesteding")
    assert (uit.verdict, uit.missing) == ("gegevens_ontbreken", ["moment"]), "who refers makes no difference here"
    assert vm(samen, "toegang", profiel=5).verdict == "niet_beschreven"


def test_uitdienen_volgt_de_eigen_dagen_en_routes(samen):
    uit = vm(samen, "uitdienen", startdatum="14-4-2030", peildatum="15-9-2030")
    assert (uit.data["contract"], uit.data["omzetten_voor"], uit.data["dagen_resterend"]) == (
        "oud",
        "2030-10-15",
        30,
    )
    assert [r["naam"] for r in uit.data["routes"]] == ["een brief"]
    assert "zes maanden" in uit.conclusion
    assert vm(samen, "uitdienen", startdatum="15-4-2030").data["contract"] == "nieuw"


def test_signaalbudget_volgt_de_eigen_drempel_en_categorie(samen):
    for centen, bereikt in ((60499, False), (60500, True)):
        uit = vm(samen, "signaalbudget", product="Nachtopvang", budget=1000, gedeclareerd=centen / 100)
        assert uit.data["drempel_bereikt"] is bereikt
        assert uit.data["wat_nu"] == (["Bel de gemeente."] if bereikt else ["Ga door."])
    assert vm(samen, "signaalbudget", product="Praathulp", budget=1, gedeclareerd=1).verdict == "niet_van_toepassing"


def test_onderhanden_werk_volgt_het_eigen_venster(samen):
    def oordeel(datum: str, soort: str = "instelling") -> Envelope:
        return vm(samen, "onderhanden_werk", soort_aanbieder=soort, datum=datum)

    assert oordeel("2030-05-03").verdict == oordeel("2030-05-08").verdict == "toegestaan"
    uit = oordeel("2030-05-09")
    assert (uit.verdict, uit.data["eerstvolgend_venster"]["van"]) == ("niet_toegestaan", "2030-06-03")
    assert oordeel("2030-01-31").verdict == "niet_beschreven"
    assert oordeel("2031-06-09").data["eerstvolgend_venster"] is None
    assert oordeel("2031-07-01").verdict == "niet_van_toepassing"
    uit = oordeel("2030-05-05", "groepspraktijk")
    assert uit.verdict == "niet_van_toepassing"
    assert "groepspraktijk" in uit.conclusion
    assert oordeel("2030-05-05", "zelfstandige").verdict == "niet_beschreven", "the region does not say"


def test_contractmutatie_volgt_de_eigen_lijst(samen):
    uit = vm(samen, "contractmutatie", wijziging="ons logo is nieuw")
    assert (uit.verdict, uit.data["wijziging"], uit.data["contact"]) == (
        "niet_toegestaan",
        "logo",
        "Bel de drukker.",
    )
    assert vm(samen, "contractmutatie", wijziging="agb_code").verdict == "niet_beschreven"
    assert vm(samen, "contractmutatie").data["keuzes"] == ["logo", "overig"]
