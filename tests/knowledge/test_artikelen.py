"""Articles: front matter, sections with their path, line and place in the source."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.artikelen import Artikel, lees_artikel
from knowledge.store import KENNISMAP

TEKST = """\
---
document: proef
titel: "Een proef"
uitgever: null
datum: 2025-05-08
regeling: proefstad
periode: {van: 2025-01-01, tot: null}
gecontroleerd_op: 2026-11-21
laat_open: ["Niets."]
---
# Een proef

## Groep een
Inleiding.

*Plaats in de bron:* blad 1.

### Sectie a
Eerste zin. #geen kop

- punt
- punt twee

*Plaats in de bron:* blad 2, kop ‘A’.

### Sectie b ###
Tekst b.

## Groep twee

#### Diep
"""


def lees(tmp_path: Path, tekst: str) -> Artikel:
    pad = tmp_path / "proef.md"
    pad.write_text(tekst, encoding="utf-8")
    artikel, fouten = lees_artikel(pad)
    assert fouten == []
    assert artikel is not None
    return artikel


def test_voorwerk(tmp_path):
    voorwerk = lees(tmp_path, TEKST).voorwerk
    assert (voorwerk.document, voorwerk.datum, voorwerk.uitgever) == ("proef", date(2025, 5, 8), None)
    assert voorwerk.laat_open == ["Niets."]
    assert (voorwerk.periode.van, voorwerk.periode.tot) == (date(2025, 1, 1), None)


def test_secties_met_pad_regel_en_plaats(tmp_path):
    artikel = lees(tmp_path, TEKST)
    secties = {s.kop: s for s in artikel.secties}
    assert list(secties)[:4] == ["Een proef", "Groep een", "Sectie a", "Sectie b ###"]
    a = secties["Sectie a"]
    assert a.pad == ("Een proef", "Groep een")
    assert a.niveau == 3
    assert a.plaats == "blad 2, kop ‘A’."
    assert a.tekst == "Eerste zin. #geen kop\n\n- punt\n- punt twee"
    assert TEKST.splitlines()[a.regel - 1] == "### Sectie a"
    assert secties["Groep een"].tekst == "Inleiding."
    assert secties["Groep twee"].tekst == ""
    assert secties["Sectie b ###"].plaats == ""
    assert secties["Groep twee"].pad == ("Een proef",)
    assert artikel.koppen == set(secties)


def test_elke_regel_wijst_naar_zijn_kop(tmp_path):
    regels = TEKST.splitlines()
    for sectie in lees(tmp_path, TEKST).secties:
        assert regels[sectie.regel - 1] == f"{'#' * sectie.niveau} {sectie.kop}"


def test_windows_regeleinden(tmp_path):
    gewoon = lees(tmp_path, TEKST)
    pad = tmp_path / "proef.md"
    pad.write_bytes(TEKST.replace("\n", "\r\n").encode())
    assert lees_artikel(pad)[0] == gewoon


@pytest.mark.parametrize(
    ("oud", "nieuw", "regel", "woorden"),
    [
        ("---\ndocument", "document", 1, "voorwerk"),
        ("---\n# Een", "# Een", 1, "voorwerk"),
        ("regeling: proefstad\n", "", 2, "regeling: dit verplichte veld ontbreekt"),
        ("uitgever: null", "uitgeverij: null", 4, "uitgeverij: dit veld is onbekend"),
        ("datum: 2025-05-08", "datum: 2025-02-29", 5, "geen bestaande datum"),
        ("datum: 2025-05-08", "datum: mei", 5, "datum: geen bestaande datum"),
        (
            "van: 2025-01-01, tot: null",
            "van: 2025-01-02, tot: 2025-01-01",
            7,
            "periode: de einddatum 2025-01-01 ligt voor",
        ),
        ("laat_open: [", "laat_open: niets # [", 9, "laat_open: moet een lijst zijn"),
        ('titel: "Een proef"', 'titel: "Een', 9, "geen geldige YAML"),
        ("document: proef", "document: proeft", 2, "document: heet 'proeft', maar het bestand heet 'proef'"),
        (
            'titel: "Een proef"',
            'titel: "Een proef"\ndatum: null',
            6,
            "de sleutel 'datum' staat hier twee keer",
        ),
    ],
)
def test_elke_fout_in_het_voorwerk_met_haar_regel(tmp_path, oud, nieuw, regel, woorden):
    assert TEKST.count(oud) == 1
    pad = tmp_path / "proef.md"
    pad.write_text(TEKST.replace(oud, nieuw), encoding="utf-8")
    artikel, fouten = lees_artikel(pad)
    assert artikel is None
    assert any(woorden in f.melding for f in fouten), fouten
    if "YAML: " not in fouten[0].melding or "sleutel" in fouten[0].melding:
        assert regel in {f.regel for f in fouten}, fouten


def test_een_leeg_of_onleesbaar_bestand(tmp_path):
    for inhoud, woorden in ((b"", "voorwerk"), (b"---\n\xff\n---\n", "geen UTF-8")):
        (tmp_path / "proef.md").write_bytes(inhoud)
        artikel, [fout] = lees_artikel(tmp_path / "proef.md")
        assert artikel is None
        assert woorden in fout.melding
    artikel, [fout] = lees_artikel(tmp_path / "weg.md")
    assert fout.melding.startswith("niet te lezen")


@pytest.mark.parametrize("pad", sorted((KENNISMAP / "bronnen").glob("*.md")), ids=lambda pad: pad.stem)
def test_elk_ingebouwd_artikel_heeft_secties_met_een_plaats(pad):
    artikel, fouten = lees_artikel(pad)
    assert fouten == []
    assert artikel is not None
    secties = [s for s in artikel.secties if s.tekst]
    assert secties
    assert all(s.plaats for s in secties)
    assert not any("Plaats in de bron" in s.tekst for s in secties)
