"""The peers: what one gets from other libraries as they come, on the same texts with the same embedding model.

Two rank our own passages, the others cut the files themselves, each with its own defaults. Every library is
imported only here and only when it is measured; one that is not installed is named, not missed in silence.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from langchain_core.embeddings import Embeddings

from evals.zoeken.eigen import DIEPTE, Stelsel, Zoeker
from knowledge.documents import Passage
from knowledge.embedding import EmbeddingCache, embed_texts, get_embeddings, model_id
from knowledge.index import Progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class BewaardeEmbeddings(Embeddings):
    """The embedding model behind the cache, so that a second run embeds nothing."""

    def __init__(self, model: str, cache: Path, progress: Callable[[Progress], None] | None = None) -> None:
        self._embeddings = get_embeddings(model)
        self._id = model_id(model)
        self._cache = EmbeddingCache(cache / "vectors.sqlite")
        self._progress = progress

    def matrix(self, texts: Sequence[str], naam: str | None = None) -> NDArray[np.float32]:
        """One unit vector a passage; with a name its progress is told."""
        gedaan = None
        if self._progress and naam:
            meld, totaal = self._progress, len(set(texts))
            gedaan = lambda aantal: meld(Progress(f"Peer {naam}", aantal, totaal))  # noqa: E731
        return embed_texts(self._embeddings, self._id, "passage", texts, self._cache, gedaan)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages."""
        return self.matrix(texts).tolist() if texts else []

    def embed_query(self, text: str) -> list[float]:
        """Vector of one question."""
        return embed_texts(self._embeddings, self._id, "query", [text], self._cache)[0].tolist()  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Bron:
    """What a peer gets.

    Attributes:
        teksten: by document its whole text.
        passages: our own passages.
        embeddings: the embedding model.
    """

    teksten: Mapping[str, str]
    passages: Sequence[Passage]
    embeddings: BewaardeEmbeddings


def lees_teksten(corpus: Path) -> dict[str, str]:
    """By path below the folder the text of each file that is UTF-8 text and not empty, as plain loaders read it."""
    teksten = {}
    for pad in sorted(corpus.rglob("*")):
        if pad.is_file() and not pad.name.startswith("."):
            try:
                tekst = pad.read_text(encoding="utf-8-sig")
            except UnicodeDecodeError:
                continue
            if tekst.strip():
                teksten[pad.relative_to(corpus).as_posix()] = tekst
    return teksten


def maak_peers(
    corpus: Path,
    passages: Sequence[Passage],
    model: str,
    cache: Path,
    progress: Callable[[Progress], None] | None = None,
) -> tuple[list[Stelsel], list[tuple[str, str]]]:
    """Build every peer that is installed.

    Args:
        corpus: the folder with the files.
        passages: our own passages of them.
        model: the embedding model.
        cache: folder where vectors are kept.
        progress: is told how far it is.

    Returns:
        The peers; and those that are not installed, with why.
    """
    bron = Bron(lees_teksten(corpus), passages, BewaardeEmbeddings(model, cache, progress))
    stelsels: list[Stelsel] = []
    ontbreekt: list[tuple[str, str]] = []
    for naam, bouw in BOUWERS.items():
        try:
            stelsels += [Stelsel(peer, zoek) for peer, zoek in bouw(bron).items()]
        except ImportError as error:
            pakket = (error.name or naam).partition(".")[0]
            ontbreekt.append((naam, f"het pakket {pakket} is niet geïnstalleerd (extra 'peers')"))
    return stelsels, ontbreekt


def _beste(scores: NDArray[Any]) -> list[int]:
    """The places of the highest scores, best first."""
    import numpy as np

    return np.argsort(-scores, kind="stable")[:DIEPTE].tolist()  # type: ignore[no-any-return]


def _dense(bron: Bron) -> dict[str, Zoeker]:
    """Exact cosine over our passages."""
    import numpy as np

    matrix = bron.embeddings.matrix([p.zoektekst for p in bron.passages], "dense")

    def zoek(vraag: str) -> list[str]:
        punt = np.asarray(bron.embeddings.embed_query(vraag), dtype=np.float32)
        return [bron.passages[i].document for i in _beste(matrix @ punt)]

    return {"dense, onze passages": zoek}


def _bm25(bron: Bron) -> dict[str, Zoeker]:
    """BM25 over the lowercased words of our passages, cut as `bm25s` does by default."""
    import bm25s

    woorden = partial(bm25s.tokenize, stopwords=None, return_ids=False, show_progress=False)
    index = bm25s.BM25()
    index.index(woorden([p.zoektekst for p in bron.passages]), show_progress=False)

    def zoek(vraag: str) -> list[str]:
        gevraagd = woorden([vraag])[0]
        scores = index.get_scores(gevraagd) if gevraagd else None
        return [] if scores is None else [bron.passages[i].document for i in _beste(scores) if scores[i] > 0]

    return {"BM25, onze passages": zoek}


def _langchain(bron: Bron) -> dict[str, Zoeker]:
    """The quick start: recursive splitter of 1,000 characters with 200 overlap, vector store in memory."""
    from langchain_core.documents import Document
    from langchain_core.vectorstores import InMemoryVectorStore
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    stukken = splitter.split_documents(
        [Document(page_content=tekst, metadata={"source": naam}) for naam, tekst in bron.teksten.items()]
    )
    bron.embeddings.matrix([stuk.page_content for stuk in stukken], "LangChain")
    store = InMemoryVectorStore(bron.embeddings)
    store.add_documents(stukken)
    return {
        "LangChain, eerste stappen": lambda vraag: [
            d.metadata["source"] for d in store.similarity_search(vraag, DIEPTE)
        ]
    }


def _llama_index(bron: Bron) -> dict[str, Zoeker]:
    """`VectorStoreIndex` with the default splitter; the path of the file is embedded too, as its reader does."""
    from llama_index.core import Document, VectorStoreIndex
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.core.node_parser.text.utils import split_by_sentence_tokenizer_internal
    from llama_index.core.schema import MetadataMode
    from nltk.tokenize import PunktSentenceTokenizer

    class Model(BaseEmbedding):  # type: ignore[misc]
        def _get_text_embedding(self, text: str) -> list[float]:
            return bron.embeddings.embed_documents([text])[0]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            return bron.embeddings.embed_documents(texts)

        def _get_query_embedding(self, query: str) -> list[float]:
            return bron.embeddings.embed_query(query)

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return bron.embeddings.embed_query(query)

    # its default sentence tokenizer, without the word list that it loads beside it and does not use: nltk
    # refuses that file where an installer made it a hard link
    zinnen = partial(split_by_sentence_tokenizer_internal, tokenizer=PunktSentenceTokenizer())
    documenten = [Document(text=tekst, metadata={"file_path": naam}) for naam, tekst in bron.teksten.items()]
    nodes = SentenceSplitter(chunking_tokenizer_fn=zinnen).get_nodes_from_documents(documenten)
    bron.embeddings.matrix([node.get_content(MetadataMode.EMBED) for node in nodes], "LlamaIndex")
    retriever = VectorStoreIndex(nodes, embed_model=Model()).as_retriever(similarity_top_k=DIEPTE)
    return {"LlamaIndex": lambda vraag: [hit.node.metadata["file_path"] for hit in retriever.retrieve(vraag)]}


def _haystack(bron: Bron) -> dict[str, Zoeker]:
    """`DocumentSplitter` (200 words) with the retrievers in memory: by words, by meaning, and both joined."""
    os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "False")
    from haystack import Document
    from haystack.components.joiners import DocumentJoiner
    from haystack.components.preprocessors import DocumentSplitter
    from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    documenten = [Document(content=tekst, meta={"file_path": naam}) for naam, tekst in bron.teksten.items()]
    stukken = DocumentSplitter().run(documents=documenten)["documents"]
    vectoren = bron.embeddings.matrix([stuk.content for stuk in stukken], "Haystack")
    store = InMemoryDocumentStore()
    store.write_documents([replace(s, embedding=v.tolist()) for s, v in zip(stukken, vectoren, strict=True)])
    woorden = InMemoryBM25Retriever(store, top_k=DIEPTE)
    betekenis = InMemoryEmbeddingRetriever(store, top_k=DIEPTE)
    joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=DIEPTE)

    def op_woorden(vraag: str) -> list[Any]:
        return woorden.run(query=vraag)["documents"]  # type: ignore[no-any-return]

    def op_betekenis(vraag: str) -> list[Any]:
        return betekenis.run(query_embedding=bron.embeddings.embed_query(vraag))["documents"]  # type: ignore[no-any-return]

    def samen(vraag: str) -> list[Any]:
        return joiner.run(documents=[op_woorden(vraag), op_betekenis(vraag)])["documents"]  # type: ignore[no-any-return]

    def paden(zoek: Callable[[str], list[Any]]) -> Zoeker:
        return lambda vraag: [hit.meta["file_path"] for hit in zoek(vraag)]

    return {
        "Haystack, BM25": paden(op_woorden),
        "Haystack, embeddings": paden(op_betekenis),
        "Haystack, samen (RRF)": paden(samen),
    }


BOUWERS: Mapping[str, Callable[[Bron], dict[str, Zoeker]]] = {
    "dense": _dense,
    "BM25": _bm25,
    "LangChain": _langchain,
    "LlamaIndex": _llama_index,
    "Haystack": _haystack,
}
"""Name of a peer -> what builds it: the systems that it gives, by name."""
