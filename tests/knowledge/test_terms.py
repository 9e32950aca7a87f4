"""Terms of passages, kept from one generation to the next: the same index for less work, and nothing stays behind."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge import terms
from knowledge.documents import Passage
from knowledge.index import Index
from knowledge.terms import Termenlijst
from knowledge.text import analyse

PASSAGE = Passage(
    "codes_2025.txt",
    "codes_2025.txt",
    "Codes voor aanbieders",
    "Codes voor aanbieders",
    (),
    "Jeugdhulpaanbieders leveren JW317 aan op 1 juli 2025, met code 504DZ.",
    None,
    "gebruiker",
    "",
    vragen=("Welke code hoort bij een jeugdhulpaanbieder?",),
)
ANDER = replace(PASSAGE, document="pluimvee.txt", bestand="pluimvee.txt", text="Kippenhokken en eierdozen.", vragen=())


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    return tmp_path / "termen.db"


def _bewaar(bestand: Path, *passages: Passage) -> None:
    with Termenlijst(bestand) as termen:
        for passage in passages:
            termen.van(passage)
        termen.bewaar()


def test_the_terms_are_those_of_the_texts_first_and_again(bestand: Path) -> None:
    for _ in range(2):
        with Termenlijst(bestand) as termen:
            gevonden = termen.van(PASSAGE)
            assert gevonden.kop == analyse("Codes voor aanbieders codes 2025 txt")
            assert gevonden.tekst == analyse(PASSAGE.text)
            assert gevonden.vragen == (analyse(PASSAGE.vragen[0]),)
            assert {"jeugdhulpaanbieders", "hoort"} <= set(termen.woordenschat(PASSAGE))
            termen.bewaar()


def test_what_is_kept_is_not_worked_out_again(bestand: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _bewaar(bestand, PASSAGE)
    geteld: list[str] = []
    monkeypatch.setattr(terms, "analyse", lambda tekst: geteld.append(tekst) or analyse(tekst))
    with Termenlijst(bestand) as termen:
        termen.van(PASSAGE)
        assert geteld == []
        termen.van(replace(PASSAGE, text="Een andere tekst."))
        assert "Een andere tekst." in geteld


def test_terms_of_other_code_or_of_a_damaged_file_are_taken_anew(bestand: Path) -> None:
    _bewaar(bestand, PASSAGE)
    with sqlite3.connect(bestand) as db:
        db.execute("UPDATE versie SET versie = 'vroeger'")
        db.execute("UPDATE termen SET termen = ?", (zlib.compress(b"\n" * 9),))
    db.close()
    for _ in range(2):
        with Termenlijst(bestand) as termen:
            assert termen.van(PASSAGE).tekst == analyse(PASSAGE.text)
        bestand.write_bytes(b"geen database" * 1000)


def test_no_word_stays_of_a_passage_that_went(bestand: Path) -> None:
    _bewaar(bestand, PASSAGE, ANDER)
    groot = bestand.stat().st_size
    _bewaar(bestand, PASSAGE)
    assert bestand.stat().st_size <= groot
    with closing(sqlite3.connect(bestand)) as db:
        (termen,) = [zlib.decompress(rij[0]).decode() for rij in db.execute("SELECT termen FROM termen")]
    assert "jeugdhulpaanbieders" in termen
    assert "kippenhokken" not in termen


def test_an_index_that_grew_is_the_same_as_one_made_at_once(tmp_path: Path) -> None:
    """A compound is split by a word that came in later with another document."""
    losse = replace(ANDER, document="kip.txt", bestand="kip.txt", text="Een kip en een vleermuis; de vleermuiskast.")
    later = replace(ANDER, document="hok.txt", bestand="hok.txt", text="Een hok, een kast.")
    groei, ineens = Index.open(tmp_path / "a", cache_dir=tmp_path), Index.open(tmp_path / "b", cache_dir=tmp_path)
    groei.sync([losse], bron="gebruiker")
    assert not groei.search("kast", legs=("lexical",))
    groei.sync([losse, later], bron="gebruiker")
    ineens.sync([later, losse], bron="gebruiker")
    assert {h.passage.document for h in groei.search("kast", legs=("lexical",))} == {"kip.txt", "hok.txt"}
    for vraag in ("kast", "vleermuis", "hok", "vleermuiskast"):
        gevonden = [(h.passage.document, h.score) for h in groei.search(vraag, legs=("lexical",))]
        assert gevonden
        assert gevonden == [(h.passage.document, h.score) for h in ineens.search(vraag, legs=("lexical",))]
    groei.close()
    ineens.close()
