"""Strict YAML: duplicate keys, impossible dates, and the line of every value."""

from __future__ import annotations

import pytest

from knowledge.errors import Fout
from knowledge.yaml_file import lees, lees_bestand, regel_van

TEKST = """\
een: 1
lijst:
  - naam: a
    waarde: 2025-01-01
  - naam: b
diep: {x: {y: [p, q]}}
anker: &anker
  k: v
gebruik:
  <<: *anker
  m: n
"""


@pytest.mark.parametrize(
    ("pad", "regel"),
    [
        ([], 1),
        (["een"], 1),
        (["lijst"], 2),
        (["lijst", 0], 3),
        (["lijst", 0, "waarde"], 4),
        (["lijst", 1, "naam"], 5),
        (["diep", "x", "y", 1], 6),
        (["gebruik", "m"], 11),
        (["lijst", 1, "ontbreekt"], 5),
        (["lijst", 7], 2),
        (["bestaat_niet"], 1),
        (["een", "te", "diep"], 1),
        (["gebruik", "k"], 9),
    ],
)
def test_de_regel_van_een_waarde_of_van_de_naaste_ouder(pad, regel):
    assert regel_van(TEKST, pad) == regel


def test_de_regel_in_lege_tekst():
    assert regel_van("", ["x", 0]) == 1


def test_een_goed_bestand():
    data, fouten = lees(TEKST, "x.yaml")
    assert fouten == []
    assert data["gebruik"] == {"k": "v", "m": "n"}
    assert list(data) == ["een", "lijst", "diep", "anker", "gebruik"]


@pytest.mark.parametrize(
    ("tekst", "regel", "woorden"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "de sleutel 'a' staat hier twee keer"),
        ("a:\n  b: 1\n  c: {d: 1, d: 2}\n", 3, "de sleutel 'd' staat hier twee keer"),
        ("- a: 1\n  a: 1\n", 2, "twee keer"),
        ("a: 1\n? [b]\n: 2\n", 2, "geen woord"),
        ("a: [\n", 2, "na een [ of { staat iets dat daar niet hoort"),
        ("a: 1\nb: [1, 2\nc: 3\n", 3, "er ontbreekt een komma of een ]"),
        ("a:\n\tb: 2\n", 2, "een teken dat hier niet mag staan"),
        ("a: b: c\n", 1, "een dubbele punt die hier niet mag"),
        ("a: 'x\n", 2, "geen geldige YAML"),
        ("a: *b\n", 1, "geen geldige YAML"),
        ("a: 1\nb: 2025-02-31\n", 2, "geen bestaande datum"),
        ("a: 2025-02-28\nb:\n  - 2025-13-01\n", 3, "geen bestaande datum"),
        ("a: !!python/object:os.system x\n", 1, "geen geldige YAML"),
        ("a: \x00\n", 1, "geen geldige YAML"),
    ],
)
def test_elke_fout_met_haar_regel(tekst, regel, woorden):
    data, fouten = lees(tekst, "x.yaml")
    assert data is None
    assert [(f.bestand, f.regel) for f in fouten] == [("x.yaml", regel)]
    assert woorden in fouten[0].melding


def test_een_datum_tussen_aanhalingstekens_is_geen_datum_en_dus_geen_fout():
    assert lees("a: '2025-02-31'\n", "x") == ({"a": "2025-02-31"}, [])


def test_lezen_van_schijf(tmp_path):
    goed = tmp_path / "goed.yaml"
    goed.write_text("naam: één\n", encoding="utf-8")
    assert lees_bestand(goed) == ("naam: één\n", {"naam": "één"}, [])
    fout = tmp_path / "fout.yaml"
    fout.write_bytes(b"a: 1\nb: 2\nnaam: caf\xe9\n")
    assert lees_bestand(fout) == ("", None, [Fout("fout.yaml", 3, "niet te lezen: een teken is geen UTF-8")])
    [ontbreekt] = lees_bestand(tmp_path / "weg.yaml")[2]
    assert ontbreekt.melding.startswith("niet te lezen")
    [map] = lees_bestand(tmp_path)[2]
    assert map.melding.startswith("niet te lezen")
