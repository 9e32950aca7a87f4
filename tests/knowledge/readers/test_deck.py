"""One deck on a made-up contract as pptx, html, pdf of slides and pdf of a report: the same passages from each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from deck import DECK, LOGO, VOET, VORMEN, VRAGEN, Vraag, kaal

from knowledge.documents import Passage, read_file
from knowledge.index import Index


@dataclass(frozen=True)
class Vorm:
    naam: str
    passages: list[Passage]
    index: Index


@pytest.fixture(scope="module", params=VORMEN)
def vorm(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vorm]:
    map_ = tmp_path_factory.mktemp("deck")
    pad = map_ / request.param
    VORMEN[request.param](pad)
    passages = read_file(pad, map_, None)
    index = Index.open(map_ / "index", cache_dir=tmp_path_factory.getbasetemp() / "deckvectoren")
    index.sync(passages, bron="deck")
    yield Vorm(request.param, passages, index)
    index.close()


@pytest.mark.parametrize("vraag", VRAGEN, ids=lambda v: v.vraag)
def test_every_form_of_the_deck_gives_the_passage_with_the_same_fact(vorm: Vorm, vraag: Vraag) -> None:
    gevonden = [kaal(f"{hit.passage.kop} {hit.passage.text}") for hit in vorm.index.search(vraag.vraag, k=3)]
    assert any(all(feit in text for feit in vraag.feiten) for text in gevonden), gevonden


def test_every_form_has_the_title_and_no_footer_or_logo(vorm: Vorm) -> None:
    text = kaal(" ".join(f"{p.kop} {p.text}" for p in vorm.passages))
    assert {p.titel for p in vorm.passages} == {DECK[0].titel}
    assert VOET not in text
    assert LOGO not in text
    assert "OVA" in text


def test_every_form_keeps_every_row_of_every_table(vorm: Vorm) -> None:
    rijen = [" ".join(rij) for dia in DECK for rij in dia.tabel[1:]]
    teksten = [kaal(p.text) for p in vorm.passages]
    assert [rij for rij in rijen if not any(rij in text for text in teksten)] == []
