"""Vectors in the folder of a generation: embedded Chroma keeps them, a matrix a collection stands beside it.

A question asked of at most `EXACT_TOT` vectors is answered from the matrix: exact, and the same every time; Chroma
is not even opened. Of a larger collection Chroma's graph gives candidates and the matrix their exact cosines.
"""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge import dense
from knowledge.dense import HNSW, DenseHit, Rij, Stand, beste
from knowledge.generations import Beschadigd

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from knowledge.matrix import Matrix

    Vectors = NDArray[np.float32]
    Ids = NDArray[np.int64]

CHROMA = "chroma"
"""Chroma's folder in a generation."""
MATRICES = "vectoren"
"""Folder of the matrices in a generation."""

_PORTIE = 5000  # Chroma takes at most 5,461 vectors at once
_SPELING = 1000
_slot = threading.Lock()  # Chroma's registry of clients is not made for threads


class FolderStore:
    """Vectors in the folder of each generation."""

    soort = "map"

    def writer(self, generatie: Path, vorige: Stand | None, weg: Sequence[Rij], erbij: Sequence[Rij]) -> FolderWriter:
        """See `DenseStore`."""
        return FolderWriter(generatie, vorige, weg, erbij)

    def reader(self, stand: Stand, /) -> FolderIndex:
        """See `DenseStore`."""
        return FolderIndex(stand)

    def heel(self, _: Stand, /) -> bool:
        """Always: the files of a generation are checked with the rest of it."""
        return True

    def opruimen(self, _: Stand, /) -> None:
        """Nothing: they go with their generation."""

    def close(self) -> None:
        """Nothing: each reader has its own files."""


class FolderWriter:
    """Writes the vectors of one generation, from those of the one before it; see `DenseWriter`."""

    def __init__(self, generatie: Path, vorige: Stand | None, weg: Sequence[Rij], erbij: Sequence[Rij]) -> None:
        self._generatie = generatie
        self._vorige = vorige.generatie if vorige else None
        self._vectoren = dict(vorige.vectoren) if vorige else {}
        self._weg = _per_collectie(weg)
        self._erbij = list(erbij)
        self._client: Any = None
        self._klaar = 0
        self._gedaan: Callable[[int], None]

    def nodig(self) -> list[Rij]:
        """Everything that comes in."""
        return self._erbij

    def write(self, nodig: Sequence[Rij], vectors: Vectors, gedaan: Callable[[int], None]) -> dict[str, int]:
        """See `DenseWriter`."""
        for naam in (CHROMA, MATRICES):
            shutil.rmtree(self._generatie / naam, ignore_errors=True)
            (self._generatie / naam).mkdir()
        with _chroma_fouten():
            if self._vorige:
                _kopieer(self._vorige / CHROMA, self._generatie / CHROMA)
            self._client = _client(self._generatie / CHROMA)
            erbij = _per_collectie(nodig)
            plaats = {rij: n for n, rij in enumerate(nodig)}
            self._klaar, self._gedaan = 0, gedaan
            aantallen = {}
            for naam in sorted({*self._vectoren, *erbij}):
                rijen = erbij.get(naam, [])
                aantal = self._collectie(naam, rijen, vectors[[plaats[rij] for rij in rijen]])
                aantallen.update({naam: aantal} if aantal else {})
            self._proef(aantallen)
        return aantallen

    def _collectie(self, naam: str, rijen: Sequence[Rij], vectors: Vectors) -> int:
        """Bring one collection up to date: the matrix, then Chroma; its number of vectors."""
        import numpy as np

        from knowledge import matrix

        doel = self._generatie / MATRICES
        weg = self._weg.get(naam, [])
        if not rijen and not weg and self._vorige:
            matrix.neem_over(self._vorige / MATRICES, doel, naam)
            return self._vectoren[naam]
        ids = _ids(rijen)
        if naam in self._vectoren and self._vorige:
            oude_ids, oude = matrix.lees(self._vorige / MATRICES, naam)
            blijft = ~_zit_in(oude_ids, _ids(weg))
            if len(oude_ids) != self._vectoren[naam] or len(oude_ids) - blijft.sum() != len(weg):
                raise Beschadigd(f"de vectoren van {naam} zijn niet compleet")
            ids = np.concatenate((oude_ids[blijft], ids))
            vectors = np.concatenate((oude[blijft], vectors)) if len(vectors) else oude[blijft]
        if len(ids):
            matrix.schrijf(doel, naam, ids, vectors)
        self._chroma(naam, weg, ids, vectors, len(rijen))
        return len(ids)

    def _chroma(self, naam: str, weg: Sequence[Rij], ids: Ids, vectors: Vectors, nieuw: int) -> None:
        """Bring a collection of Chroma up to date; the last `nieuw` of these ids are not in it yet.

        Chroma keeps the places of what was taken out in its graph. When those are more than half of it, the
        collection is made anew.
        """
        bestaat = naam in self._vectoren
        had = self._client.get_collection(naam, embedding_function=None) if bestaat else None
        geplaatst = int((had.metadata or {}).get("geplaatst", 0)) + nieuw if had else nieuw
        if had and (not len(ids) or geplaatst > 2 * len(ids) + _SPELING):
            self._client.delete_collection(naam)
            had, nieuw, geplaatst = None, len(ids), len(ids)
        if not len(ids):
            return
        # Threshold 1: every portion goes to the index files at once; a reader has nothing left to write.
        doel = had or self._client.create_collection(
            naam,
            embedding_function=None,
            configuration={"hnsw": {**HNSW, "batch_size": 2, "sync_threshold": 1}},
        )
        oud = [_id(rij.nummer, rij.plaats) for rij in weg] if had else []
        for begin in range(0, len(oud), _PORTIE):
            doel.delete(ids=oud[begin : begin + _PORTIE])
        for begin in range(len(ids) - nieuw, len(ids), _PORTIE):
            deel = slice(begin, min(begin + _PORTIE, len(ids)))
            doel.add(ids=[_id(nummer, plaats) for nummer, plaats in ids[deel].tolist()], embeddings=vectors[deel])
            self._klaar = min(self._klaar + deel.stop - deel.start, len(self._erbij))
            self._gedaan(self._klaar)
        doel.modify(metadata={"geplaatst": geplaatst})

    def _proef(self, aantallen: Mapping[str, int]) -> None:
        """Close Chroma, and read everything once as a reader will."""
        self.close()
        self._client = _client(self._generatie / CHROMA)
        gevonden = {}
        for collectie in self._client.list_collections():
            doel = self._client.get_collection(collectie.name, embedding_function=None)
            doel.get(limit=1, include=["embeddings"])
            gevonden[collectie.name] = doel.count()
        self.close()
        if gevonden != aantallen:
            raise Beschadigd("de vectoren zijn niet compleet")

    def close(self) -> None:
        """Let go of Chroma."""
        if self._client is not None:
            _sluit(self._client)
            self._client = None


class FolderIndex:
    """The vectors of a finished generation; opened at first use. See `DenseIndex`."""

    toestand = None

    def __init__(self, stand: Stand) -> None:
        self._generatie = stand.generatie
        self._vectoren = dict(stand.vectoren)
        self._slot = threading.Lock()
        self._client: Any = None
        self._collecties: dict[str, Any] = {}
        self._matrices: dict[str, Matrix] = {}

    def search(
        self, vector: Vectors, collecties: Sequence[str] | None, k: int, af: Vectors | None = None
    ) -> list[DenseHit]:
        """See `DenseIndex`."""
        delen = [self._zoek(naam, vector, k, af) for naam in self._namen(collecties)]
        return delen[0] if len(delen) == 1 else beste([hit for deel in delen for hit in deel], k)

    def cosinus(self, nummers: Sequence[int], vector: Vectors, collecties: Sequence[str] | None) -> dict[int, float]:
        """See `DenseIndex`."""
        gevonden: dict[int, float] = {}
        for naam in self._namen(collecties):
            gevonden.update(self._matrix(naam).cosinus(nummers, vector))
        return gevonden

    def _namen(self, collecties: Sequence[str] | None) -> list[str]:
        if collecties is None:
            return list(self._vectoren)
        return [naam for naam in dict.fromkeys(collecties) if naam in self._vectoren]

    def _zoek(self, naam: str, vector: Vectors, k: int, af: Vectors | None) -> list[DenseHit]:
        matrix = self._matrix(naam)
        if self._vectoren[naam] <= dense.EXACT_TOT:
            return matrix.search(vector, k, af)
        collectie = self._collectie(naam)
        punten, keer = dense.punten(vector, af, matrix.met_vragen)
        aantal = min(keer * k, self._vectoren[naam])
        with _chroma_fouten():
            antwoord = collectie.query(query_embeddings=punten, n_results=aantal, include=[])
        nummers = dict.fromkeys(int(id_.partition(":")[0]) for lijst in antwoord["ids"] for id_ in lijst)
        return beste(matrix.hits(list(nummers), vector, af), k)

    def _matrix(self, naam: str) -> Matrix:
        if naam not in self._matrices:
            with self._slot:
                if naam not in self._matrices:
                    from knowledge.matrix import Matrix

                    self._matrices[naam] = Matrix(self._generatie / MATRICES, naam, self._vectoren[naam])
        return self._matrices[naam]

    def _collectie(self, naam: str) -> Any:
        if naam not in self._collecties:
            with self._slot, _chroma_fouten():
                if self._client is None:
                    self._client = _client(self._generatie / CHROMA)
                collectie = self._client.get_collection(naam, embedding_function=None)
                if collectie.count() != self._vectoren[naam]:
                    raise Beschadigd(f"de vectoren van {naam} zijn niet compleet")
                self._collecties[naam] = collectie
        return self._collecties[naam]

    def close(self) -> None:
        """See `DenseIndex`."""
        with self._slot:
            self._matrices.clear()
            self._collecties.clear()
            if self._client is not None:
                _sluit(self._client)
                self._client = None


def _client(map_: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    with _slot:
        return chromadb.PersistentClient(path=str(map_), settings=Settings(anonymized_telemetry=False))


def _sluit(client: Any) -> None:
    with _slot:
        client.close()


@contextmanager
def _chroma_fouten() -> Iterator[None]:
    """What Chroma says of files that are not as it left them is that they are damaged."""
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, sqlite3.DatabaseError, ValueError, RuntimeError) as error:
        raise Beschadigd(f"de vectoren zijn onleesbaar ({error})") from error


def _kopieer(van: Path, naar: Path) -> None:
    """Copy Chroma's folder; the database by SQLite itself, since a reader may have it open."""
    for pad in van.iterdir():
        if pad.is_dir():
            shutil.copytree(pad, naar / pad.name)
    with (
        closing(sqlite3.connect(f"file:{van / 'chroma.sqlite3'}?mode=ro", uri=True)) as bron,
        closing(sqlite3.connect(naar / "chroma.sqlite3")) as doel,
    ):
        bron.backup(doel)


def _per_collectie(rijen: Sequence[Rij]) -> dict[str, list[Rij]]:
    per: dict[str, list[Rij]] = {}
    for rij in rijen:
        per.setdefault(rij.collectie, []).append(rij)
    return per


def _id(nummer: int, plaats: int | None) -> str:
    """Name of a vector in Chroma: `<number>` for a text, `<number>:<n>` for its n-th question."""
    return str(nummer) if plaats is None or plaats < 0 else f"{nummer}:{plaats}"


def _ids(rijen: Sequence[Rij]) -> Ids:
    import numpy as np

    from knowledge.matrix import TEKST

    paren = [(rij.nummer, TEKST if rij.plaats is None else rij.plaats) for rij in rijen]
    return np.asarray(paren, dtype=np.int64).reshape(-1, 2)


def _zit_in(ids: Ids, gezocht: Ids) -> NDArray[np.bool_]:
    """Which of these ids are among those."""
    import numpy as np

    breed = np.int64(1) << 20  # more questions than a passage ever has
    return np.isin(ids[:, 0] * breed + ids[:, 1], gezocht[:, 0] * breed + gezocht[:, 1])
