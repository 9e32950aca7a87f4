"""A CrossEncoder puts the best hits in order: a tiny real one, made here."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from knowledge.documents import Passage, passage_id
from knowledge.errors import WegwijzerError
from knowledge.index import Hit, Index, Opties
from knowledge.reranking import EERSTE, Reranker, get_reranker

torch_nodig = pytest.mark.skipif(
    importlib.util.find_spec("sentence_transformers") is None, reason="needs sentence-transformers"
)
WOORDEN = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "fiets", "brood", "trein", "hond", "stalling"]


def maak_model(map_: Path, num_labels: int = 1) -> Path:
    """A CrossEncoder of one layer that knows these words; each weight is drawn once, so it is the same every time."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.WordLevel({w: n for n, w in enumerate(WOORDEN)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, unk_token="[UNK]", pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]",
        mask_token="[MASK]", model_max_length=64,
    ).save_pretrained(map_)  # fmt: skip
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(WOORDEN), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        max_position_embeddings=64, num_labels=num_labels, initializer_range=2.0,
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(map_)
    return map_


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return maak_model(tmp_path_factory.mktemp("kruis"))


@pytest.fixture(scope="module")
def gebouwd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = tmp_path_factory.mktemp("index")
    index = Index.open(map_, cache_dir=map_)
    teksten = ["De fiets in de stalling.", "Het brood van de bakker.", "De trein naar zee 504DZ.", "Een hond loopt."]
    index.sync(
        [
            Passage(
                id=passage_id("d", (str(n),), text), document=f"d{n}", titel="T", section=str(n), pad=(str(n),),
                text=text, regeling=None, herkomst="gebruiker", bestand="d", volgnummer=n, vragen=(),
            )
            for n, text in enumerate(teksten)
        ],
        bron="b",
    )  # fmt: skip
    index.close()
    return map_


Opener = Callable[[Path | None], Index]


@pytest.fixture
def open_index(gebouwd: Path) -> Iterator[Opener]:
    indexen: list[Index] = []

    def nieuw(reranker: Path | None) -> Index:
        opties = Opties(reranker=str(reranker) if reranker else None)
        indexen.append(Index.open(gebouwd, cache_dir=gebouwd, opties=opties))
        return indexen[-1]

    yield nieuw
    for index in indexen:
        index.close()


def volgorde(hits: list[Hit]) -> list[str]:
    return [hit.passage.document for hit in hits]


@torch_nodig
def test_scores_are_between_0_and_1_and_tell_texts_apart(model: Path) -> None:
    reranker = Reranker(str(model))
    scores = reranker.scores("fiets", ["stalling fiets", "brood", "trein hond", "hond " * 500])
    assert all(0 < score < 1 for score in scores)
    assert max(scores) - min(scores) > 0.01
    assert reranker.scores("fiets", ["brood"]) == pytest.approx([scores[1]], abs=1e-5)
    assert reranker.scores("fiets", []) == []


@torch_nodig
@pytest.mark.parametrize("vraag", ["fiets stalling", "brood van de bakker", "hond in de trein"])
def test_the_first_hits_come_in_the_order_of_the_reranker(model: Path, open_index: Opener, vraag: str) -> None:
    zonder, met = open_index(None).search(vraag), open_index(model).search(vraag)
    scores = Reranker(str(model)).scores(vraag, [hit.passage.zoektekst for hit in met])
    assert [hit.rerank for hit in met] == pytest.approx(scores, abs=1e-5)
    assert scores == sorted(scores, reverse=True)
    assert sorted(volgorde(met)) == sorted(volgorde(zonder))
    assert [hit.score for hit in met] == [hit.score for hit in zonder]  # what a place is worth stays
    assert all(hit.rerank is None for hit in zonder)


@torch_nodig
def test_the_best_of_the_first_thirty_comes_up_however_few_are_asked(model: Path, open_index: Opener) -> None:
    index = open_index(model)
    for vraag in ("fiets", "de hond loopt"):
        assert volgorde(index.search(vraag, k=1)) == volgorde(index.search(vraag, k=EERSTE))[:1]
    assert index.search("fiets", k=0) == []


@torch_nodig
def test_it_changes_the_order_of_some_question(model: Path, open_index: Opener) -> None:
    vragen = ["fiets", "brood", "trein", "hond", "stalling"]
    zonder, met = open_index(None), open_index(model)
    assert any(volgorde(zonder.search(vraag)) != volgorde(met.search(vraag)) for vraag in vragen)


@torch_nodig
def test_a_bare_code_stays_exact(model: Path, open_index: Opener) -> None:
    (hit,) = open_index(model).search("504DZ")
    assert (hit.passage.document, hit.rerank) == ("d2", None)


@torch_nodig
def test_a_reranker_that_is_not_there_is_one_sentence(open_index: Opener, tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    (tmp_path / "stuk").mkdir()
    (tmp_path / "stuk" / "config.json").write_text(json.dumps({"model_type": "onzin"}))
    for map_ in (Path("/bestaat/niet"), tmp_path / "leeg", tmp_path / "stuk"):
        with pytest.raises(WegwijzerError, match=r"model voor herordening .* is niet te laden") as fout:
            open_index(map_).search("fiets")
        assert "\n" not in str(fout.value)


@torch_nodig
def test_a_model_with_more_than_one_score_is_refused(tmp_path: Path, open_index: Opener) -> None:
    drie = maak_model(tmp_path / "drie", num_labels=3)
    with pytest.raises(WegwijzerError, match="die één score geeft"):
        open_index(drie).search("fiets")


def test_without_sentence_transformers_it_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, open_index: Opener
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(WegwijzerError, match="pip install"):
        open_index(Path("/een/ander/model")).search("fiets")


def test_no_name_is_no_reranker() -> None:
    assert get_reranker(None) is None
    assert get_reranker("") is None
