"""The check of a knowledge folder: the built-in base is whole, each broken one shows its fault and line.

`kapot/_heel` is a small base without a fault. Every other folder in `kapot` has the files that replace or
join those of `_heel`, with one fault; `meer_tegelijk` has several.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from knowledge import yaml_file
from knowledge.check import controleer
from knowledge.store import KENNISMAP
from tools.proef import controleer_alles

MAP = Path(__file__).parent / "kapot"
VANDAAG = date(2026, 11, 21)

KAPOT: dict[str, list[str]] = {
    "31_februari": [
        "regelingen/proefstad.yaml:60: geen bestaande datum",
    ],
    "31_februari_tekst": [
        "regelingen/proefstad.yaml:95: onderhanden_werk.eerste_dag: geen bestaande datum",
    ],
    "artikel_31_februari": [
        "bronnen/ps-bron.md:5: geen bestaande datum",
    ],
    "artikel_bestandsnaam": [
        "bronnen/ps-bron.md:2: document: heet 'pd-bron', maar het bestand heet 'ps-bron'",
    ],
    "artikel_bij_geen_regeling": [
        "bronnen/pd-bron.md:6: regeling: dit artikel staat niet bij documenten van proefstad",
    ],
    "artikel_geen_utf8": [
        "bronnen/ps-bron.md:16: niet te lezen: een teken is geen UTF-8",
    ],
    "artikel_onbekend_veld": [
        "bronnen/ps-bron.md:10: auteur: dit veld is onbekend",
    ],
    "artikel_onbekende_regeling": [
        "bronnen/ps-bron.md:6: regeling: 'proefdorp' bestaat niet",
    ],
    "artikel_toekomst": [
        "bronnen/ps-bron.md:8: gecontroleerd_op: ligt in de toekomst",
    ],
    "artikel_veld_ontbreekt": [
        "bronnen/ps-bron.md:2: uitgever: dit verplichte veld ontbreekt",
    ],
    "artikel_zonder_voorwerk": [
        "bronnen/ps-bron.md:1: het voorwerk tussen twee regels --- ontbreekt",
    ],
    "beslistabel_gat": [
        "regelingen/proefstad.yaml:61: conversie.tabel: geen enkele rij bij gericht_op=herstel, segment=B, "
        "gecontracteerd_2021=False, contract_2022=geen",
    ],
    "beslistabel_onbekende_invoer": [
        "regelingen/proefstad.yaml:62: conversie.tabel.0: onbekende invoer gecontracteerd_2020",
        "regelingen/proefstad.yaml:72: conversie.voorbeelden.0: is met deze regels niet te beantwoorden",
    ],
    "beslistabel_onbekende_procedure": [
        "regelingen/proefstad.yaml:65: conversie.tabel.1: de procedure 'ombouwen' bestaat niet",
    ],
    "beslistabel_onbekende_waarde": [
        "regelingen/proefstad.yaml:65: conversie.tabel.1: contract_2022 kan niet ['B', 'Q'] zijn",
    ],
    "beslistabel_overlap": [
        "regelingen/proefstad.yaml:65: conversie.tabel: de rijen 1, 2 tegelijk bij gericht_op=herstel, "
        "segment=B, gecontracteerd_2021=True, contract_2022=B",
    ],
    "beslistabel_waarde_van_verkeerde_soort": [
        "regelingen/proefstad.yaml:65: conversie.tabel.1: contract_2022 kan niet 1 zijn",
    ],
    "bestandsnaam": [
        "regelingen/proefstad.yaml:1: regeling: heet 'proefdorp', maar het bestand heet 'proefstad'",
    ],
    "bron_kop_zonder_tekst": [
        "regelingen/proefstad.yaml:84: toegang.rijen.0.bron: onder de kop 'Regels van Proefstad' van "
        "ps-bron staat geen tekst",
    ],
    "bron_onbekend_artikel": [
        "regelingen/proefstad.yaml:98: onderhanden_werk.bron_einde: het artikel 'pd-bron' bestaat niet",
    ],
    "bron_onbekende_kop": [
        "regelingen/proefstad.yaml:84: toegang.rijen.0.bron: de kop 'Formulieren in Proefdorp' staat niet in ps-bron",
    ],
    "bron_zonder_kop": [
        "regelingen/proefstad.yaml:84: toegang.rijen.0.bron: een bron schrijft u als document#kop",
    ],
    "buiten_bereik": [
        "regelingen/proefstad.yaml:93: onderhanden_werk.van_dag: moet 1 of hoger zijn",
    ],
    "buiten_de_regeling": [
        "regelingen/proefstad.yaml:35: stapelen.geldig: valt buiten de periode van de regeling",
    ],
    "cel_ontbreekt": [
        "regelingen/proefstad.yaml:82: toegang.rijen.0.extern: moet aanvraag en verlenging hebben",
        "regelingen/proefstad.yaml:86: toegang.voorbeelden.0: is met deze regels niet te beantwoorden",
    ],
    "code_dubbel": [
        "regelingen/proefstad.yaml:21: productcodes.codes: de code 601PE staat er 2 keer",
    ],
    "code_past_niet": [
        "regelingen/proefstad.yaml:22: productcodes.codes.0: 602PE past niet bij categorie, profiel en intensiteit",
        "regelingen/proefstad.yaml:31: productcodes.voorbeelden.0: geeft niet_gevonden, niet gevonden",
    ],
    "code_profiel_bestaat_niet": [
        "regelingen/proefstad.yaml:24: productcodes.codes.0.profiel: profiel 1 bestaat niet",
    ],
    "contractvorm_onbekend_segment": [
        "regelingen/proefstad.yaml:43: stapelen.contractvormen.0: noemt een onbekend segment",
    ],
    "datumvolgorde": [
        "regelingen/proefstad.yaml:4: geldig: de einddatum 2025-01-01 ligt voor de begindatum 2025-12-31",
    ],
    "document_bestaat_niet": [
        "regelingen/proefstad.yaml:6: documenten.1: het artikel 'pd-bron' bestaat niet",
    ],
    "dubbele_kop": [
        "bronnen/ps-bron.md:20: de kop 'Stapelen in Proefstad' staat er meer dan eens",
        "bronnen/ps-bron.md:30: de kop 'Stapelen in Proefstad' staat er meer dan eens",
    ],
    "dubbele_sleutel": [
        "regelingen/proefstad.yaml:95: geen geldige YAML: de sleutel 'van_dag' staat hier twee keer",
    ],
    "geen_doelen": [
        "regelingen/proefstad.yaml:51: conversie.gericht_op: heeft te weinig onderdelen; minstens 1",
    ],
    "geen_mapping": [
        "regelingen/proefstad.yaml:1: moet velden hebben",
    ],
    "geen_utf8": [
        "regelingen/proefstad.yaml:2: niet te lezen: een teken is geen UTF-8",
    ],
    "keuze_bestaat_niet": [
        "regelingen/proefstad.yaml:39: stapelen.matrix.0.voorwaarde: niet toegestaan; kies uit 'geen' of "
        "'verschillende_aanbieders'",
    ],
    "laatste_levering_midden_in_de_maand": [
        "regelingen/proefstad.yaml:96: onderhanden_werk.laatste_levering: moet de eerste dag van een maand zijn",
    ],
    "leeg_bestand": [
        "regelingen/proefstad.yaml:1: moet velden hebben",
    ],
    "lege_lijst": [
        "regelingen/proefstad.yaml:6: documenten: heeft te weinig onderdelen; minstens 1",
    ],
    "matrix_dubbel_paar": [
        "regelingen/proefstad.yaml:38: stapelen.matrix: het paar B met V staat er 2 keer",
        "regelingen/proefstad.yaml:38: stapelen.matrix: het paar V met V ontbreekt",
    ],
    "matrix_mist_paar": [
        "regelingen/proefstad.yaml:38: stapelen.matrix: het paar V met V ontbreekt",
    ],
    "onbekende_sleutel": [
        "regelingen/proefstad.yaml:9: navrag: dit veld is onbekend",
    ],
    "onbekende_sleutel_diep": [
        "regelingen/proefstad.yaml:28: productcodes.codes.0.eenheit: dit veld is onbekend",
    ],
    "onderwerp_ander_document": [
        "onderwerpen/ps-bron.yaml:1: document: moet 'ps-bron' zijn",
    ],
    "onderwerp_onbekende_kop": [
        "onderwerpen/ps-bron.yaml:6: de kop 'Stapelen in Proefdorp' staat niet in ps-bron",
    ],
    "onderwerp_verkeerde_vorm": [
        "onderwerpen/ps-bron.yaml:1: verwacht: document en secties",
    ],
    "onderwerp_zonder_artikel": [
        "onderwerpen/pd-bron.yaml:1: bij dit bestand hoort geen artikel",
    ],
    "onderwerp_zonder_vragen": [
        "onderwerpen/ps-bron.yaml:6: verwacht: sectie, vragen en onbeantwoord",
    ],
    "sectie_zonder_plaats": [
        "bronnen/ps-bron.md:20: onder 'Stapelen in Proefstad' ontbreekt de regel *Plaats in de bron:*",
    ],
    "sleutel_geen_woord": [
        "regelingen/proefstad.yaml:9: geen geldige YAML: een sleutel is geen woord",
    ],
    "toekomst": [
        "regelingen/proefstad.yaml:5: gecontroleerd_op: ligt in de toekomst",
    ],
    "toekomst_in_een_onderdeel": [
        "regelingen/proefstad.yaml:50: conversie.gecontroleerd_op: ligt in de toekomst",
    ],
    "venster_achterstevoren": [
        "regelingen/proefstad.yaml:93: onderhanden_werk.van_dag: ligt na tot_en_met_dag",
        "regelingen/proefstad.yaml:100: onderhanden_werk.voorbeelden.0: geeft niet_toegestaan, niet toegestaan",
    ],
    "verkeerde_soort": [
        "regelingen/proefstad.yaml:93: onderhanden_werk.van_dag: moet een heel getal zijn",
    ],
    "verplicht_veld_ontbreekt": [
        "regelingen/proefstad.yaml:11: productcodes.volledige_lijst: dit verplichte veld ontbreekt",
    ],
    "voetnoot_onbekend": [
        "regelingen/proefstad.yaml:80: toegang.rijen.0: het voetnootteken * staat niet bij voetnoten",
        "regelingen/proefstad.yaml:86: toegang.voorbeelden.0: is met deze regels niet te beantwoorden",
    ],
    "voorbeeld_verkeerd_oordeel": [
        "regelingen/proefstad.yaml:31: productcodes.voorbeelden.0: geeft gevonden, niet niet_gevonden",
    ],
    "voorbeeld_verkeerde_data": [
        "regelingen/proefstad.yaml:72: conversie.voorbeelden.0: geeft in data {'procedure': 'omzetten'}",
    ],
    "voorbeeld_verkeerde_invoer": [
        "regelingen/proefstad.yaml:86: toegang.voorbeelden.0: de invoer deugt niet: profiel: kies een "
        "profiel van 1 tot en met 8, of dagbesteding",
    ],
    "yaml_syntax": [
        "regelingen/proefstad.yaml:7: geen geldige YAML: er ontbreekt een komma of een ]",
    ],
    "yaml_tab": [
        "regelingen/proefstad.yaml:34: geen geldige YAML: een teken dat hier niet mag staan, bijvoorbeeld een tab",
    ],
    "zonder_einde_binnen_een_regeling_met_einde": [
        "regelingen/proefstad.yaml:35: stapelen.geldig: valt buiten de periode van de regeling",
    ],
}


@pytest.fixture
def bouw(tmp_path: Path) -> Callable[[str], Path]:
    """The whole base with the files of a broken folder over it."""

    def _bouw(naam: str) -> Path:
        shutil.copytree(MAP / "_heel", tmp_path / "kennis")
        shutil.copytree(MAP / naam, tmp_path / "kennis", dirs_exist_ok=True)
        return tmp_path / "kennis"

    return _bouw


def meldingen(map: Path) -> list[str]:
    return [str(fout) for fout in controleer_alles(map, VANDAAG)]


def test_de_ingebouwde_kennisbank_is_heel():
    assert controleer_alles(KENNISMAP, VANDAAG) == []


def test_de_kleine_kennisbank_is_heel():
    assert controleer_alles(MAP / "_heel", VANDAAG) == []


def test_elke_kapotte_map_staat_in_de_tabel():
    assert {map.name for map in MAP.iterdir()} == {"_heel", "meer_tegelijk", *KAPOT}


@pytest.mark.parametrize("naam", KAPOT)
def test_elke_fout_met_bestand_en_regel_en_geen_andere(bouw, naam):
    assert meldingen(bouw(naam)) == KAPOT[naam]


@pytest.mark.parametrize("naam", KAPOT)
def test_de_regel_die_genoemd_wordt_bestaat(bouw, naam):
    map = bouw(naam)
    for melding in meldingen(map):
        bestand, nummer = melding.split(":")[:2]
        assert 1 <= int(nummer) <= max(1, len((map / bestand).read_bytes().splitlines()))


def test_alle_fouten_van_alle_bestanden_tegelijk(bouw):
    assert meldingen(bouw("meer_tegelijk")) == [
        "bronnen/ps-bron.md:8: gecontroleerd_op: ligt in de toekomst",
        "bronnen/ps-bron.md:20: onder 'Stapelen in Proefstad' ontbreekt de regel *Plaats in de bron:*",
        "onderwerpen/ps-bron.yaml:3: de kop 'Codes' staat niet in ps-bron",
        "regelingen/proefstad.yaml:9: navrag: dit veld is onbekend",
        "regelingen/proefstad.yaml:40: stapelen.matrix.0.voorwaarde: niet toegestaan; "
        "kies uit 'geen' of 'verschillende_aanbieders'",
        "regelingen/proefstad.yaml:94: onderhanden_werk.van_dag: moet een heel getal zijn",
        "regelingen/tweede.yaml:3: geen geldige YAML: na een [ of { staat iets dat daar niet hoort",
    ]


def test_de_meldingen_zijn_nederlands(bouw):
    alles = " ".join(melding for rijen in KAPOT.values() for melding in rijen)
    assert not re.search(r"(?i)\b(should|input|valid|required|error|codec|expected|found|must|range)\b", alles)


def test_een_lege_map_is_ook_een_fout(tmp_path):
    assert [str(fout) for fout in controleer_alles(tmp_path, VANDAAG)] == [
        "regelingen:1: er staat geen enkele regeling in deze map"
    ]


def test_de_dag_van_vandaag_is_een_argument():
    """What was checked on a day is in the future of the day before."""
    regelingen, fouten = controleer(MAP / "_heel", date(2026, 11, 20))
    assert set(regelingen) == {"proefstad"}
    assert len(fouten) == 7, "the regime, its five rule blocks and the article"
    assert all("toekomst" in fout.melding for fout in fouten)


def test_een_regeling_met_een_fout_in_de_samenhang_laadt_nog_wel(bouw):
    regelingen, fouten = controleer(bouw("bron_onbekende_kop"), VANDAAG)
    assert set(regelingen) == {"proefstad"}
    assert len(fouten) == 1


def _with(tmp_path: Path, regeling: str, van: str, naar: str) -> list[str]:
    """The faults of the built-in base after one change in a regime."""
    map = tmp_path / "kennis"
    shutil.copytree(KENNISMAP, map, ignore=shutil.ignore_patterns("vectoren.npz", "__pycache__", "*.py"))
    bestand = map / "regelingen" / f"{regeling}.yaml"
    tekst = bestand.read_text(encoding="utf-8")
    assert re.search(van, tekst), "the change must change something"
    bestand.write_text(re.sub(van, naar, tekst, count=1), encoding="utf-8")
    return meldingen(map)


def test_a_profile_without_a_row_in_the_access_overview_is_a_fault(tmp_path):
    fouten = _with(tmp_path, "westfriesland-2025", r"(?m)^    - \{<<: \*licht, profiel: 4\}\n", "")
    assert any(fout.endswith("toegang.rijen: profiel 4 ontbreekt") for fout in fouten), fouten


def test_a_product_that_stands_twice_is_a_fault(tmp_path):
    fouten = _with(tmp_path, "amstelveen-aalsmeer-2022", r"producten: \[Behandeling ambulant", r"\g<0>, diagnostiek")
    assert len(fouten) == 1, fouten
    assert "het product 'Diagnostiek' staat er meer dan eens" in fouten[0]


def test_a_file_with_many_faults_is_parsed_once_for_their_lines(tmp_path, monkeypatch):
    """A missing article is a fault of every question of practice about it."""
    gelezen: list[int] = []
    compose = yaml.compose
    monkeypatch.setattr(yaml_file, "_boom", lru_cache(maxsize=4)(yaml_file._boom.__wrapped__))
    monkeypatch.setattr(yaml, "compose", lambda tekst, **k: gelezen.append(len(tekst)) or compose(tekst, **k))
    tekst = "".join(f"- {{vraag: v{i}, sectie: s{i}}}\n" for i in range(200))
    assert [yaml_file.regel_van(tekst, (i, "sectie")) for i in range(200)] == list(range(1, 201))
    assert len(gelezen) == 1
