"""Vectors in the folder of a generation: exact by matrix, large collections by Chroma, both after any change."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

import knowledge.dense
import knowledge.dense_folder
from knowledge.dense import DenseHit, Rij, Stand, collectie_naam
from knowledge.dense_folder import CHROMA, MATRICES, FolderStore
from knowledge.generations import Beschadigd

NOORD = collectie_naam("noord")


def vector(*getallen: float) -> np.ndarray:
    rij = np.array(getallen, dtype=np.float32)
    return rij / np.linalg.norm(rij)


class Vectors:
    """Texts are two numbers: their vector."""

    def __init__(self, tmp_path: Path) -> None:
        self._map = tmp_path
        self._store = FolderStore()
        self.stand: Stand | None = None

    def bouw(self, *, weg: Sequence[Rij] = (), erbij: Sequence[Rij] = ()) -> Stand:
        n = len(list(self._map.glob("gen-*"))) + 1
        generatie = self._map / f"gen-{n}"
        generatie.mkdir()
        schrijver = self._store.writer(generatie, self.stand, weg, erbij)
        try:
            nodig = schrijver.nodig()
            rijen = [vector(*map(float, rij.tekst.split())) for rij in nodig]
            matrix = np.array(rijen, dtype=np.float32).reshape(len(rijen), 2 if rijen else 0)
            self.stand = Stand(generatie, schrijver.write(nodig, matrix, lambda _: None))
        finally:
            schrijver.close()
        return self.stand

    def zoek(
        self,
        *getallen: float,
        k: int = 10,
        collecties: Sequence[str] | None = None,
        af: tuple[float, float] | None = None,
    ) -> list[DenseHit]:
        assert self.stand
        lezer = self._store.reader(self.stand)
        try:
            return lezer.search(
                vector(*getallen), collecties, k, None if af is None else np.array(af, dtype=np.float32)
            )
        finally:
            lezer.close()


@pytest.fixture
def vectors(tmp_path: Path) -> Vectors:
    return Vectors(tmp_path)


@pytest.fixture(params=["exact", "chroma"])
def manier(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to search: small collections and large ones."""
    if request.param == "chroma":
        monkeypatch.setattr(knowledge.dense, "EXACT_TOT", 0)


def tekst(nummer: int, getallen: str, collectie: str = NOORD) -> Rij:
    return Rij(collectie, nummer, None, getallen)


def vraag(nummer: int, plaats: int, getallen: str, collectie: str = NOORD) -> Rij:
    return Rij(collectie, nummer, plaats, getallen)


BASIS = [tekst(1, "1 0"), vraag(1, 0, "0 1"), vraag(1, 1, "1 1"), tekst(2, "0 1"), tekst(3, "1 3", "algemeen")]


@pytest.mark.usefixtures("manier")
def test_the_nearest_text_comes_first_and_a_very_near_question_adds_a_little(vectors: Vectors) -> None:
    vectors.bouw(erbij=BASIS)
    hits = vectors.zoek(0, 1)
    assert [hit.nummer for hit in hits] == [2, 3, 1]
    assert hits[0] == DenseHit(2, pytest.approx(1), pytest.approx(1))
    assert hits[2].tekst == pytest.approx(0, abs=1e-6)
    assert (hits[2].plaats, hits[2].vraag) == (0, pytest.approx(1))
    assert hits[2].score == pytest.approx(0.25 * 0.1 + 0.05)
    assert vectors.zoek(1, 1)[1].plaats == 1
    assert [hit.nummer for hit in vectors.zoek(0, 1, collecties=[NOORD, "bestaat-niet"])] == [2, 1]
    assert [hit.nummer for hit in vectors.zoek(0, 1, k=1)] == [2]


@pytest.mark.usefixtures("manier")
def test_what_is_left_out_ranks_texts_and_not_questions(vectors: Vectors) -> None:
    vectors.bouw(erbij=[tekst(1, "1 0"), tekst(2, "3 4"), tekst(3, "0 1"), vraag(3, 0, "1 1")])
    assert [hit.nummer for hit in vectors.zoek(1, 1)] == [2, 3, 1]
    hits = vectors.zoek(1, 1, af=(0.0, 0.7))
    assert [hit.nummer for hit in hits] == [1, 2, 3]
    assert [hit.tekst for hit in hits] == pytest.approx([0.7071, 0.9899, 0.7071], abs=1e-3)
    assert [hit.score for hit in hits] == pytest.approx([0.7071, 0.4299, 0.0071 + 0.075], abs=1e-3)
    assert hits[2].vraag == pytest.approx(1)


@pytest.mark.usefixtures("manier")
def test_a_change_takes_out_and_adds(vectors: Vectors) -> None:
    vectors.bouw(erbij=BASIS)
    stand = vectors.bouw(weg=BASIS[:3], erbij=[tekst(4, "1 0"), vraag(4, 0, "1 9"), tekst(5, "5 1", "regeling-zuid")])
    assert stand.vectoren == {"algemeen": 1, NOORD: 3, "regeling-zuid": 1}
    assert [hit.nummer for hit in vectors.zoek(1, 0)] == [4, 5, 3, 2]
    vectors.bouw(weg=[tekst(5, "5 1", "regeling-zuid")])
    assert "regeling-zuid" not in vectors.stand.vectoren  # type: ignore[union-attr]
    assert [hit.nummer for hit in vectors.zoek(1, 0)] == [4, 3, 2]


@pytest.mark.usefixtures("manier")
def test_many_vectors_give_what_a_full_comparison_gives(vectors: Vectors) -> None:
    hoeken = np.random.default_rng(1).uniform(0, np.pi / 2, 3000)
    rijen = [tekst(n, f"{np.cos(h):.6f} {np.sin(h):.6f}") for n, h in enumerate(hoeken)]
    vectors.bouw(erbij=rijen[:1000])
    vectors.bouw(erbij=rijen[1000:], weg=rijen[:500])
    verwacht = sorted(range(500, 3000), key=lambda n: abs(hoeken[n] - 0.7))[:10]
    assert {hit.nummer for hit in vectors.zoek(np.cos(0.7), np.sin(0.7))} == set(verwacht)


def test_what_did_not_change_is_the_same_file(vectors: Vectors) -> None:
    eerste = vectors.bouw(erbij=BASIS)
    tweede = vectors.bouw(erbij=[tekst(9, "1 0")])
    for naam, zelfde in (("algemeen", True), (NOORD, False)):
        oud, nieuw = (stand.generatie / MATRICES / f"{naam}.npy" for stand in (eerste, tweede))
        assert oud.samefile(nieuw) is zelfde


def test_a_collection_of_mostly_holes_is_made_anew(vectors: Vectors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowledge.dense_folder, "_SPELING", 0)
    monkeypatch.setattr(knowledge.dense, "EXACT_TOT", 0)
    vectors.bouw(erbij=[tekst(0, "1 0")])
    mappen = set()
    for n in range(4):
        stand = vectors.bouw(weg=[tekst(n, "1 0")], erbij=[tekst(n + 1, "1 0")])
        assert [hit.nummer for hit in vectors.zoek(1, 0)] == [n + 1]
        mappen |= {pad.name for pad in (stand.generatie / CHROMA).iterdir() if pad.is_dir()}
    assert len(mappen) > 1


def test_earlier_generations_stay_as_they_were(vectors: Vectors) -> None:
    eerste = vectors.bouw(erbij=BASIS)
    vectors.bouw(weg=BASIS[3:4], erbij=[tekst(7, "1 2")])
    vectors.stand = eerste
    assert [hit.nummer for hit in vectors.zoek(0, 1)] == [2, 3, 1]


def _leeg_chroma(stand: Stand) -> None:
    with sqlite3.connect(stand.generatie / CHROMA / "chroma.sqlite3") as db:
        db.execute("DELETE FROM embeddings")
    db.close()


def _korter(stand: Stand) -> None:
    pad = stand.generatie / MATRICES / f"{NOORD}.npy"
    pad.write_bytes(pad.read_bytes()[:-8])


def _weg(stand: Stand) -> None:
    (stand.generatie / MATRICES / f"{NOORD}.ids.npy").unlink()


@pytest.mark.parametrize("bederf", [_leeg_chroma, _korter, _weg])
def test_damage_is_found_by_the_next_build(vectors: Vectors, bederf: object) -> None:
    stand = vectors.bouw(erbij=BASIS)
    bederf(stand)  # type: ignore[operator]
    with pytest.raises(Beschadigd):
        vectors.bouw(erbij=[tekst(9, "1 0")])


@pytest.mark.parametrize("bederf", [_korter, _weg])
def test_damage_is_found_by_a_search(vectors: Vectors, bederf: object) -> None:
    stand = vectors.bouw(erbij=BASIS)
    bederf(stand)  # type: ignore[operator]
    with pytest.raises(Beschadigd):
        vectors.zoek(1, 0)


def test_vectors_that_are_not_there_can_not_be_taken_out(vectors: Vectors) -> None:
    vectors.bouw(erbij=BASIS)
    with pytest.raises(Beschadigd):
        vectors.bouw(weg=[tekst(77, "1 0")])


def test_an_empty_index_finds_nothing(vectors: Vectors) -> None:
    vectors.bouw(erbij=BASIS)
    assert vectors.bouw(weg=BASIS).vectoren == {}
    assert vectors.zoek(1, 0) == []


def test_the_name_of_a_collection_is_one_that_chroma_allows() -> None:
    assert collectie_naam(None) == "algemeen"
    assert collectie_naam("westfriesland-2025") == "regeling-westfriesland-2025"
    vreemd = [collectie_naam(naam) for naam in ("algemeen", "Súdwest", "a b", "x" * 500, "")]
    assert len(set(vreemd)) == 5
    assert all(naam.startswith("regeling-") and naam.isascii() and len(naam) < 64 for naam in vreemd)
