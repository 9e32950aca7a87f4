"""In what order documents of a standard come, from all that was found."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from evals.zoeken.bomen import leer
from knowledge.concept_leg import Bedoeld
from knowledge.document_order import BESTAND, KENMERKEN, Bomen, Sporen, kenmerken, laad_bomen
from knowledge.fusion import herschik
from knowledge.passage_groups import Groepen, schrijf


@pytest.fixture
def groepen(tmp_path: Path) -> Groepen:
    """Three documents; passages 9 and 10 are of none."""
    schrijf(tmp_path, [[(nr, "algemeen") for nr in nummers] for nummers in ((0, 1, 2), (3,), (4, 5))])
    return Groepen(tmp_path)


def _kolom(tabel: np.ndarray, naam: str) -> list[float]:  # type: ignore[type-arg]
    return [round(float(x), 3) for x in tabel[:, KENMERKEN.index(naam)]]


def test_of_every_document_its_first_passage_counts(groepen: Groepen) -> None:
    sporen = Sporen(
        woorden=[(9, 8.0), (1, 4.0), (0, 3.0), (3, 2.0)],
        dicht=[(3, 0.8), (10, 0.7), (2, 0.6)],
        samen=[(3, 0.9), (1, 0.5)],
        verheven=[(3, 0.9), (4, 0.6), (1, 0.5)],
        begrippen=[Bedoeld(0.7, (4,)), Bedoeld(0.2, (4, 5, 1))],
        lengte=6,
        code=False,
    )
    buur = np.array([0, 0.4, 0])
    tabel = kenmerken(sporen, groepen, np.array([0.8, 0.1, -0.1]), buur, 2 * buur)
    assert tabel.shape == (3, len(KENMERKEN))
    assert _kolom(tabel, "rang woorden") == [round(11 / 12, 3), round(11 / 14, 3), 0]
    assert _kolom(tabel, "deel woorden") == [1, 0.5, 0]  # passages of other files do not matter
    assert _kolom(tabel, "cosinus") == [0.6, 0.8, 0]
    assert _kolom(tabel, "samen") == [0.5, 0.9, 0]
    assert _kolom(tabel, "verheven") == [0.5, 0.9, 0.6]
    assert _kolom(tabel, "begrip") == [0.2, 0, 0.7]
    assert _kolom(tabel, "geleerde rang") == [1, 0.5, round(1 / 3, 3)]
    assert (_kolom(tabel, "buur"), _kolom(tabel, "buren")) == ([0, 0.4, 0], [0, 0.8, 0])
    assert _kolom(tabel, "woorden van de vraag") == [6, 6, 6]


def test_nothing_found_gives_numbers_too(groepen: Groepen) -> None:
    leeg = Sporen((), (), (), (), (), 0, code=True)
    tabel = kenmerken(leeg, groepen, *np.zeros((3, 3)))
    assert np.isfinite(tabel).all()
    bomen = laad_bomen()
    assert bomen is not None
    assert np.isfinite(bomen.op(tabel)).all()


def test_without_the_file_there_are_no_trees(tmp_path: Path) -> None:
    assert laad_bomen(tmp_path / "niet.npz") is None


def test_the_trees_that_come_along_look_at_features_that_are_there() -> None:
    with np.load(BESTAND) as archief:
        kenmerk, grens, blad = archief["kenmerk"], archief["grens"], archief["blad"]
    assert kenmerk.shape == grens.shape
    assert blad.shape == (len(kenmerk), 2 ** kenmerk.shape[1])
    assert 0 <= kenmerk.min() <= kenmerk.max() < len(KENMERKEN)


def test_a_document_that_all_legs_and_the_questions_point_to_comes_before_one_that_only_words_find() -> None:
    bomen = laad_bomen()
    assert bomen is not None
    beide, alleen_woorden = np.zeros((2, len(KENMERKEN)), dtype=np.float32)
    for naam in ("rang woorden", "rang betekenis", "deel woorden", "samen", "verheven", "begrip", "geleerde rang"):
        beide[KENMERKEN.index(naam)] = 0.9
    for naam in ("geleerd", "geleerd van de eerste", "cosinus"):
        beide[KENMERKEN.index(naam)] = 0.8
    for naam, waarde in (("rang woorden", 0.9), ("deel woorden", 0.9), ("samen", 0.25), ("verheven", 0.25)):
        alleen_woorden[KENMERKEN.index(naam)] = waarde
    eerst, dan = bomen.op(np.stack([beide, alleen_woorden]))
    assert eerst > dan + 0.3


def test_trees_learn_what_only_features_together_tell() -> None:
    kans = np.random.default_rng(1)
    tabel = kans.random((4000, 4), dtype=np.float32)
    doel = ((tabel[:, 0] > 0.6) & (tabel[:, 2] < 0.4)).astype(np.float32)
    geleerd = leer(tabel, doel, 60, 3)
    bomen = Bomen(geleerd["kenmerk"], geleerd["grens"], geleerd["blad"], geleerd["begin"])
    wel, niet_een, niet_ander = bomen.op(
        np.array([[0.9, 0.5, 0.1, 0.5], [0.9, 0.5, 0.9, 0.5], [0.1, 0.5, 0.1, 0.5]], dtype=np.float32)
    )
    assert wel > 0.8
    assert max(niet_een, niet_ander) < 0.2


def test_where_all_that_was_found_is_weighed_that_decides() -> None:
    rangen = [(1, 0.9), (7, 0.8), (2, 0.6)]
    documenten = [Bedoeld(0.3, (1,)), Bedoeld(0.4, (2,))]
    assert herschik(rangen, documenten)[0][0] == 1
    assert herschik(rangen, documenten, geordend=True) == [(2, 0.9), (7, 0.8), (1, 0.6)]
