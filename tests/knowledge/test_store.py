"""Loading: all or nothing, every fault at once, once per folder; the version changes with every fact."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pydantic import ValidationError

from knowledge.errors import Fout, InvoerFout, KennisFout, WegwijzerError
from knowledge.store import KENNISMAP, laad, laad_regeling, versie

KAPOT = Path(__file__).parent / "kapot"
REGELINGEN = {
    "zaanstreek-waterland-2022",
    "amstelveen-aalsmeer-2022",
    "amsterdam-zaanstreek-2015-2017",
    "westfriesland-2025",
}


@pytest.fixture
def kopie(tmp_path: Path) -> Path:
    return Path(shutil.copytree(KAPOT / "_heel", tmp_path / "kennis"))


def test_de_vier_regelingen_van_het_contract():
    kennis = laad()
    assert set(kennis.regelingen) == REGELINGEN
    assert kennis.map == KENNISMAP
    assert {r.regeling for r in kennis.met("conversie")} == {"zaanstreek-waterland-2022"}
    assert {r.regeling for r in kennis.met("catalogus")} == {"amstelveen-aalsmeer-2022", "westfriesland-2025"}


def test_de_documenten_van_het_contract_horen_bij_hun_regeling():
    assert {naam: set(r.documenten) for naam, r in laad().regelingen.items()} == {
        "zaanstreek-waterland-2022": {"zw-conversie-2022", "zw-persbericht-2021"},
        "amstelveen-aalsmeer-2022": {"aa-inkoop-2022"},
        "amsterdam-zaanstreek-2015-2017": {"az-vrijgevestigden-2017"},
        "westfriesland-2025": {"wf-segment-b-2025"},
    }


def test_een_map_wordt_een_keer_gelezen():
    assert laad() is laad()


def test_wat_geladen_is_kan_niet_veranderen():
    regeling = laad().regeling("westfriesland-2025")
    with pytest.raises(ValidationError):
        regeling.naam = "Anders"


@pytest.mark.parametrize("naam", ["", "Westfriesland-2025", "westfriesland", "x" * 1_000_000])
def test_een_onbekende_regeling_is_foute_invoer(naam):
    with pytest.raises(InvoerFout) as fout:
        laad().regeling(naam)
    assert fout.value.field == "regeling"
    assert all(regeling in fout.value.message for regeling in REGELINGEN)
    assert len(fout.value.message) < 400


def test_een_kapot_bestand_houdt_alles_tegen_met_alle_fouten(kopie):
    goed = (kopie / "regelingen" / "proefstad.yaml").read_text(encoding="utf-8")
    (kopie / "regelingen" / "een.yaml").write_text("regeling: [", encoding="utf-8")
    twee = goed.replace("regeling: proefstad", "regeling: twee\nonzin: 1").replace("van_dag: 10", "van_dag: tien")
    (kopie / "regelingen" / "twee.yaml").write_text(twee, encoding="utf-8")
    with pytest.raises(KennisFout) as fout:
        laad(kopie)
    assert [(f.bestand, f.melding.split(":")[0]) for f in fout.value.fouten] == [
        ("regelingen/een.yaml", "geen geldige YAML"),
        ("regelingen/twee.yaml", "onzin"),
        ("regelingen/twee.yaml", "onderhanden_werk.van_dag"),
    ]
    assert isinstance(fout.value, WegwijzerError)
    for rij in fout.value.fouten:
        assert str(rij) in str(fout.value)


def test_een_map_zonder_regelingen(tmp_path):
    with pytest.raises(KennisFout, match="geen enkele regeling"):
        laad(tmp_path)


def test_een_regeling_heet_naar_haar_bestand(kopie):
    pad = kopie / "regelingen" / "proefstad.yaml"
    pad.rename(kopie / "regelingen" / "anders.yaml")
    regeling, fouten = laad_regeling(kopie / "regelingen" / "anders.yaml")
    assert regeling is None
    assert fouten == [Fout("regelingen/anders.yaml", 1, "regeling: heet 'proefstad', maar het bestand heet 'anders'")]


def test_de_regel_van_een_verkeerde_naam_telt_het_commentaar_mee(kopie):
    pad = kopie / "regelingen" / "proefstad.yaml"
    pad.write_text(
        "# een\n# twee\n" + pad.read_text(encoding="utf-8").replace("ng: proefstad", "ng: x"),
        encoding="utf-8",
    )
    assert laad_regeling(pad)[1][0].regel == 3


def test_fouten_dubbel_gemeld_staan_er_een_keer_op_volgorde():
    een, twee = Fout("b.yaml", 1, "x"), Fout("a.yaml", 9, "y")
    assert KennisFout([een, twee, een]).fouten == [twee, een]


def test_de_versie_verandert_met_elk_feit_en_alleen_dan(kopie, tmp_path):
    gezien = {versie(kopie)}
    for nummer, bestand in enumerate(["regelingen/proefstad.yaml", "bronnen/ps-bron.md", "onderwerpen/ps-bron.yaml"]):
        nieuw = Path(shutil.copytree(kopie, tmp_path / f"versie{nummer}"))
        pad = nieuw / bestand
        pad.write_text(pad.read_text(encoding="utf-8").replace("Proefstad", "Proefstede", 1), encoding="utf-8")
        gezien.add(versie(nieuw))
    assert len(gezien) == 4
    gelijk = Path(shutil.copytree(kopie, tmp_path / "gelijk"))
    (gelijk / "bronnen" / "kladje.txt").write_text("niet van de kennisbank")
    assert versie(gelijk) == versie(kopie)
