"""The vectors that come with the program: those of the model, of what a first start needs, and nothing else."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding import EmbeddingCache, embed_texts, get_embeddings, model_id
from knowledge.search_questions import laad_zoekvragen
from knowledge.shipped import ship, shipped
from knowledge.store import laad
from knowledge.tool_questions import laad_beslishulpvragen

VRAGEN = [vraag for vragen in laad_beslishulpvragen(laad().map).values() for vraag in vragen]
ENOUGH = 0.9
"""With less of its texts in the file a first start takes long again: run `python -m evals.meeleveren`."""


class Unasked:
    """A model that may not be asked."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        raise AssertionError(texts)

    embed_query = embed_queries = embed_documents


def test_a_first_start_needs_little_more_than_what_came_along() -> None:
    assert len(shipped(model_id(), "query", VRAGEN)) >= ENOUGH * len(set(VRAGEN))


def test_documents_of_the_standard_hardly_wait_for_the_questions_that_are_learned_from() -> None:
    vragen = [v.vraag for v in laad_zoekvragen()]
    assert len(shipped(model_id(), "query", vragen)) >= ENOUGH * len(vragen)


@pytest.mark.parametrize("nummer", [0, 300, 700, -1])
def test_they_are_those_of_the_model(nummer: int) -> None:
    vraag = [v for v in VRAGEN if shipped(model_id(), "query", [v])][nummer]
    (vector,) = shipped(model_id(), "query", [vraag]).values()
    gemaakt = np.array(get_embeddings().embed_query(vraag))
    assert vector == pytest.approx(gemaakt / np.linalg.norm(gemaakt), abs=1e-4)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-6)


def test_the_model_is_not_asked_for_what_came_along_and_the_cache_has_it_after(tmp_path: Path) -> None:
    vragen = list(shipped(model_id(), "query", VRAGEN))[:40]
    cache = EmbeddingCache(tmp_path / "vectors.sqlite")
    rijen = embed_texts(Unasked(), model_id(), "query", vragen, cache)  # type: ignore[arg-type]
    assert len(cache.get(model_id(), "query", vragen)) == len(vragen)
    assert np.array_equal(rijen, embed_texts(Unasked(), model_id(), "query", vragen, cache))  # type: ignore[arg-type]


def test_another_model_another_kind_or_another_text_has_none() -> None:
    assert shipped("sentence-transformers:x", "query", VRAGEN) == {}
    assert shipped(model_id(), "zin", VRAGEN) == {}
    assert shipped(model_id(), "query", ["Deze vraag staat nergens in de kennisbank."]) == {}


@pytest.mark.parametrize("inhoud", [None, b"", b"PK\x03\x04 half", b"geen archief"])
def test_a_file_that_is_not_there_or_broken_costs_only_time(tmp_path: Path, inhoud: bytes | None) -> None:
    pad = tmp_path / "vectoren.npz"
    if inhoud is not None:
        pad.write_bytes(inhoud)
    assert shipped(model_id(), "query", VRAGEN, pad) == {}


def test_what_is_written_is_read(tmp_path: Path) -> None:
    vector = np.array([0.6, 0.8, 0.0], dtype=np.float32)
    pad = tmp_path / "vectoren.npz"
    assert ship("m", {"query": {hashlib.sha256(b"een").digest(): vector.tobytes()}}, pad) == 1
    gelezen = shipped("m", "query", ["een", "twee"], pad)
    assert list(gelezen) == ["een"]
    assert gelezen["een"] == pytest.approx(vector, abs=1e-3)
