"""The data on iJw messages: whole, the same as the article says, and no part of what the chat searches."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from assistant.library import kennis_passages
from knowledge.artikelen import artikelbestanden, lees_artikel
from knowledge.check import controleer
from knowledge.ijw import BESTAND, MAP, laad_standaard
from knowledge.store import KENNISMAP, laad, versie
from tools.proef import controleer_alles

VANDAAG = date(2026, 11, 21)
HEEL = Path(__file__).parent / "kapot" / "_heel"


@pytest.fixture
def kennismap(tmp_path: Path) -> Path:
    """A small whole base with the standard."""
    shutil.copytree(HEEL, tmp_path / "kennis")
    shutil.copytree(KENNISMAP / MAP, tmp_path / "kennis" / MAP)
    return tmp_path / "kennis"


def test_the_article_tells_the_codes_and_the_rules_of_the_data():
    standaard = laad_standaard(KENNISMAP)
    artikel, _ = lees_artikel(KENNISMAP / MAP / f"{standaard.document}.md")
    assert artikel is not None
    tekst = {sectie.kop: sectie.tekst for sectie in artikel.secties}
    for nummer, lijst in standaard.codelijsten.items():
        for code, naam in lijst.codes.items():
            sectie = tekst[lijst.bron.section]
            assert f"| {code} | {naam} |" in sectie or f"{code}: {naam}" in sectie, (nummer, code)
    for nummer, regel in standaard.regels.items():
        rij = f"| {nummer} | {', '.join(regel.berichten)} | {regel.eis} |"
        assert rij in tekst[regel.bron.section], nummer
    for naam, bericht in standaard.berichten.items():
        assert bericht.code in tekst[f"Opbouw van de {naam}"]
        assert bericht.naamruimte in tekst[standaard.bron_structuur.section]


def test_the_standard_belongs_to_no_regime_and_is_not_searched(tmp_path: Path):
    document = laad_standaard(KENNISMAP).document
    assert document not in {passage.document for passage in kennis_passages()}
    assert document in {pad.stem for pad in artikelbestanden(KENNISMAP)}
    assert all(document not in regeling.documenten for regeling in laad().regelingen.values())
    zonder = tmp_path / "zonder"
    for deel in ("regelingen", "bronnen", "onderwerpen", "woordenschat"):
        shutil.copytree(KENNISMAP / deel, zonder / deel)
    assert versie(zonder) == versie(KENNISMAP)


def test_a_base_with_the_standard_is_whole(kennismap: Path):
    assert controleer(kennismap, VANDAAG)[1] == []


YAML, ARTIKEL = f"{MAP}/{BESTAND}", f"{MAP}/ijw-3.2-verzoeken.md"


@pytest.mark.parametrize(
    ("bestand", "oud", "nieuw", "melding"),
    [
        (YAML, "#Condities (CD-regels)", "#Onbekende kop", "de kop 'Onbekende kop' staat niet in ijw-3.2-verzoeken"),
        (YAML, "ijw-3.2-verzoeken#Korte codelijsten", "pd#Korte codelijsten", "het artikel 'pd' bestaat niet"),
        (YAML, "codelijst: WJ758", "codelijst: WJ999", "de codelijst 'WJ999' bestaat niet"),
        (YAML, "{regel: RS010, langste: 3}", "{regel: RS099, langste: 3}", "de regel 'RS099' bestaat niet"),
        (YAML, "waarde: RedenVerzoek}", "waarde: Onbekend}", "RedenVerzoek: de waarde 'Onbekend' bestaat niet"),
        (YAML, 'JW317: {code: "486"', 'JW317: {code: "487"', "staat anders bij soorten_bericht"),
        (YAML, "toets: historie", "toets: bericht", "waarom hoort bij een regel die één bericht niet laat zien"),
        (YAML, "toets: structuur", "toets: zomaar", "niet toegestaan; kies uit"),
        (YAML, "berichten: [JW317]", "berichten: [JW301]", "het bericht 'JW301' wordt niet getoetst"),
        (YAML, "gecontroleerd_op: 2026-11-21", "gecontroleerd_op: 2027-01-01", "ligt in de toekomst"),
        (YAML, "standaard: iJw 3.2", "standard: iJw 3.2", "dit veld is onbekend"),
        (ARTIKEL, "regeling: null", "regeling: proefstad", "een standaard hoort bij geen regeling; schrijf null"),
        (ARTIKEL, "gecontroleerd_op: 2026-11-21", "gecontroleerd_op: 2027-01-01", "ligt in de toekomst"),
        (ARTIKEL, "*Plaats in de bron:* codelijst WJ758.", "", "ontbreekt de regel *Plaats in de bron:*"),
    ],
)
def test_a_fault_in_the_standard_is_told_with_file_and_line(
    kennismap: Path, bestand: str, oud: str, nieuw: str, melding: str
):
    pad = kennismap / bestand
    tekst = pad.read_text(encoding="utf-8")
    assert oud in tekst
    pad.write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")
    fouten = [str(fout) for fout in controleer(kennismap, VANDAAG)[1]]
    (fout,) = [f for f in fouten if melding in f][:1]
    assert fout.startswith(f"{bestand}:")
    assert 1 <= int(fout.split(":")[1]) <= tekst.count("\n")


def test_a_rule_without_a_function_is_a_fault(kennismap: Path):
    pad = kennismap / YAML
    tekst = pad.read_text(encoding="utf-8")
    pad.write_text(tekst.replace("  CS003:", "  CS004:"), encoding="utf-8")
    fouten = [f.melding for f in controleer_alles(kennismap, VANDAAG) if f.bestand == YAML]
    assert "regels.CS004: daar is geen toets voor" in fouten
    assert "regels: CS003 ontbreekt of wordt niet getoetst" in fouten


def test_an_article_of_a_source_needs_a_regime(kennismap: Path):
    pad = kennismap / "bronnen" / "ps-bron.md"
    pad.write_text(pad.read_text(encoding="utf-8").replace("regeling: proefstad", "regeling: null"), encoding="utf-8")
    assert [
        f for f in controleer(kennismap, VANDAAG)[1] if f.bestand == "bronnen/ps-bron.md" and "regeling" in f.melding
    ]
