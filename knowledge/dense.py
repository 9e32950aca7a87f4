"""The dense leg: vectors in Chroma, one collection a regime.

Chroma keeps the vectors. A question asked of a collection of at most `EXACT_TOT` vectors is answered from
that collection's matrix, read from Chroma once: one product, exact, and the same every time. Larger
collections are asked through Chroma's approximate index. (Measured on 2 cores: a Chroma query takes 1.2 ms at
250 vectors and 1.5 ms at 1,000, nearly all of it inside its engine; the product takes 0.03 ms at 250 vectors
and 1.3 ms at 20,000.)
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge.generations import Beschadigd

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

ALGEMEEN = "algemeen"
"""Collection of passages that hold for no regime in particular; part of every search."""

EXACT_TOT = 20_000
"""Largest collection that is searched exactly."""

_PORTIE = 5000
_slot = threading.Lock()  # Chroma's registry of clients is not made for threads


def collectie_naam(regeling: str | None) -> str:
    """The name of the collection of a regime, in the letters that Chroma allows."""
    if regeling is None:
        return ALGEMEEN
    if re.fullmatch(r"[a-z0-9][a-z0-9-]{1,60}[a-z0-9]", regeling) and regeling != ALGEMEEN:
        return f"regeling-{regeling}"
    return f"regeling-{sha256(regeling.encode()).hexdigest()[:24]}"


@dataclass(frozen=True, slots=True)
class DenseHit:
    """A passage that is near a question.

    Attributes:
        nummer: number of the passage.
        score: what hits are ranked by: `tekst`, and a little more when an example question is very near.
        tekst: cosine of the text; None when only a question of it was near.
        plaats: which of its example questions is nearest; None when it has none, or none was near.
        vraag: cosine of that question.
    """

    nummer: int
    score: float
    tekst: float | None
    plaats: int | None = None
    vraag: float | None = None


def _toeslag(vraag: Any) -> Any:
    """What a near example question adds to the cosine of the text (a number or an array).

    Questions resemble each other far more than a question resembles a text, and those of one passage ask for
    different things: on held-out questions the text ranked much better than the best question (MRR 0.76
    against 0.48). So the text leads, and only a question that says nearly the same adds something.
    """
    import numpy as np

    return 0.25 * np.maximum(vraag - 0.90, 0.0) + np.maximum(vraag - 0.95, 0.0)


def _client(directory: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    with _slot:
        return chromadb.PersistentClient(path=str(directory), settings=Settings(anonymized_telemetry=False))


def _sluit(client: Any) -> None:
    with _slot:
        client.close()


class DenseWriter:
    """Changes the vectors of a generation that is being built.

    Args:
        directory: Chroma's folder, empty or a copy of an earlier one.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._client = _client(directory)

    def add(self, collectie: str, ids: Sequence[str], vectors: Vectors) -> None:
        """Add vectors to a collection, which is made when needed."""
        # Threshold 1: every portion goes to the index files at once; a reader has nothing left to write.
        doel = self._client.get_or_create_collection(
            collectie,
            embedding_function=None,
            configuration={"hnsw": {"space": "ip", "batch_size": 2, "sync_threshold": 1}},
        )
        for begin in range(0, len(ids), _PORTIE):
            doel.add(ids=list(ids[begin : begin + _PORTIE]), embeddings=vectors[begin : begin + _PORTIE])

    def delete(self, collectie: str, ids: Sequence[str]) -> None:
        """Take vectors out; a collection without any goes too."""
        doel = self._client.get_collection(collectie, embedding_function=None)
        for begin in range(0, len(ids), _PORTIE):
            doel.delete(ids=list(ids[begin : begin + _PORTIE]))
        if not doel.count():
            self._client.delete_collection(collectie)

    def close(self) -> None:
        """Stop, without looking whether all is well."""
        _sluit(self._client)

    def finish(self) -> dict[str, int]:
        """Close, read everything once as a reader will, and give the number of vectors by collection."""
        _sluit(self._client)
        self._client = _client(self._directory)
        aantallen = {}
        for collectie in self._client.list_collections():
            doel = self._client.get_collection(collectie.name, embedding_function=None)
            doel.get(limit=1, include=["embeddings"])
            aantallen[collectie.name] = doel.count()
        _sluit(self._client)
        return dict(sorted(aantallen.items()))


class _Matrix:
    """The vectors of one collection: texts and questions apart."""

    def __init__(self, ids: Sequence[str], vectors: Vectors) -> None:
        import numpy as np

        delen = [id_.partition(":") for id_ in ids]
        is_vraag = np.array([bool(dubbelepunt) for _, dubbelepunt, _ in delen], dtype=bool)
        nummers = np.array([int(nr) for nr, _, _ in delen], dtype=np.int64)
        vragen = np.array([int(vraag or 0) for _, _, vraag in delen], dtype=np.int64)
        volgorde = np.lexsort((vragen, nummers))
        nummers, vragen, is_vraag, vectors = (
            nummers[volgorde],
            vragen[volgorde],
            is_vraag[volgorde],
            vectors[volgorde],
        )
        self.tekst_nummers, self.teksten = nummers[~is_vraag], np.ascontiguousarray(vectors[~is_vraag])
        self.vraag_nummers, self.vragen = nummers[is_vraag], np.ascontiguousarray(vectors[is_vraag])
        self.vraag_plaats = vragen[is_vraag]
        # questions of one passage stand together: where each such group begins, and which text it belongs to
        anders = self.vraag_nummers[1:] != self.vraag_nummers[:-1]
        self.groepen = np.flatnonzero(np.concatenate((np.ones(min(1, len(self.vraag_nummers)), dtype=bool), anders)))
        self.groep_tekst = np.searchsorted(self.tekst_nummers, self.vraag_nummers[self.groepen])
        self.tekst_groep = np.full(len(self.tekst_nummers), -1)
        self.tekst_groep[self.groep_tekst] = np.arange(len(self.groepen))

    def search(self, vector: Vectors, k: int) -> list[DenseHit]:
        """The k nearest passages, best first."""
        import numpy as np

        tekst = self.teksten @ vector
        if not len(self.vragen):
            return [DenseHit(int(self.tekst_nummers[n]), float(tekst[n]), float(tekst[n])) for n in _top(tekst, k)]
        vraag = self.vragen @ vector
        hoogste = np.maximum.reduceat(vraag, self.groepen)
        score = tekst.copy()
        score[self.groep_tekst] += _toeslag(hoogste)
        hits = []
        for n in _top(score, k):
            groep = int(self.tekst_groep[n])
            plaats = cosinus = None
            if groep >= 0:
                begin = self.groepen[groep]
                eind = self.groepen[groep + 1] if groep + 1 < len(self.groepen) else len(vraag)
                beste = int(begin + np.argmax(vraag[begin:eind]))
                plaats, cosinus = int(self.vraag_plaats[beste]), float(vraag[beste])
            hits.append(DenseHit(int(self.tekst_nummers[n]), float(score[n]), float(tekst[n]), plaats, cosinus))
        return hits

    def cosinus(self, nummers: Sequence[int], vector: Vectors) -> dict[int, float]:
        import numpy as np

        gevraagd = np.asarray(nummers, dtype=np.int64)
        if not len(self.tekst_nummers) or not len(gevraagd):
            return {}
        plaats = np.minimum(np.searchsorted(self.tekst_nummers, gevraagd), len(self.tekst_nummers) - 1)
        hier = self.tekst_nummers[plaats] == gevraagd
        waarden = self.teksten[plaats[hier]] @ vector
        return dict(zip(gevraagd[hier].tolist(), waarden.tolist(), strict=True))


def _top(waarden: Vectors, k: int) -> list[int]:
    """Places of the k highest values, highest first; equal values in order of place."""
    import numpy as np

    if len(waarden) > 4 * k:
        kandidaten = np.sort(np.argpartition(-waarden, k)[: k + 1])
    else:
        kandidaten = np.arange(len(waarden))
    volgorde = np.argsort(-waarden[kandidaten], kind="stable")[:k]
    return [int(n) for n in kandidaten[volgorde]]


class DenseIndex:
    """The vectors of a finished generation, for searching; opened at first use, safe in threads.

    Args:
        directory: Chroma's folder.
        vectoren: collection -> number of vectors, as the manifest has it.
    """

    def __init__(self, directory: Path, vectoren: Mapping[str, int]) -> None:
        self._directory = directory
        self._vectoren = dict(vectoren)
        self._slot = threading.Lock()
        self._chroma: Any = None
        self._collecties: dict[str, Any] = {}
        self._matrices: dict[str, _Matrix] = {}

    def search(self, vector: Vectors, collecties: Sequence[str] | None, k: int) -> list[DenseHit]:
        """The k nearest passages, best first.

        Args:
            vector: unit vector of the question.
            collecties: where to look; None: everywhere.
            k: how many.

        Raises:
            Beschadigd: Chroma does not have what the manifest says.
        """
        delen = [self._zoek(naam, vector, k) for naam in self._namen(collecties)]
        if len(delen) == 1:
            return delen[0]
        return sorted((hit for deel in delen for hit in deel), key=lambda hit: (-hit.score, hit.nummer))[:k]

    def cosinus(self, nummers: Sequence[int], vector: Vectors, collecties: Sequence[str] | None) -> dict[int, float]:
        """Cosine of the texts of these passages, as far as their collections are searched exactly."""
        gevonden: dict[int, float] = {}
        for naam in self._namen(collecties):
            if naam in self._matrices:
                gevonden.update(self._matrices[naam].cosinus(nummers, vector))
        return gevonden

    def _namen(self, collecties: Sequence[str] | None) -> list[str]:
        if collecties is None:
            return list(self._vectoren)
        return [naam for naam in dict.fromkeys(collecties) if naam in self._vectoren]

    def _zoek(self, naam: str, vector: Vectors, k: int) -> list[DenseHit]:
        if self._vectoren[naam] <= EXACT_TOT:
            return self._matrix(naam).search(vector, k)
        antwoord = self._vraag_chroma(naam, vector, min(4 * k, self._vectoren[naam]))
        teksten: dict[int, float] = {}
        vragen: dict[int, tuple[int, float]] = {}
        for id_, afstand in zip(antwoord["ids"][0], antwoord["distances"][0], strict=True):
            nummer, is_vraag, plaats = id_.partition(":")
            if is_vraag:
                vragen.setdefault(int(nummer), (int(plaats), 1.0 - float(afstand)))
            else:
                teksten[int(nummer)] = 1.0 - float(afstand)
        laagste = min(teksten.values(), default=0.0)  # a text that is not among them is at most this near
        hits = []
        for nummer in teksten.keys() | vragen.keys():
            plaats_vraag, cosinus = vragen.get(nummer, (None, None))
            score = teksten.get(nummer, laagste) + (0.0 if cosinus is None else float(_toeslag(cosinus)))
            hits.append(DenseHit(nummer, score, teksten.get(nummer), plaats_vraag, cosinus))
        return sorted(hits, key=lambda hit: (-hit.score, hit.nummer))[:k]

    def _vraag_chroma(self, naam: str, vector: Vectors, aantal: int) -> Any:
        from chromadb.errors import ChromaError

        collectie = self._collectie(naam)
        try:
            return collectie.query(query_embeddings=vector, n_results=aantal, include=["distances"])
        except (ChromaError, OSError, ValueError, RuntimeError) as error:
            raise Beschadigd(f"de vectoren zijn onleesbaar ({error})") from error

    def _matrix(self, naam: str) -> _Matrix:
        if naam not in self._matrices:
            collectie = self._collectie(naam)
            with self._slot:
                if naam not in self._matrices:
                    import numpy as np

                    alles = self._lees(collectie)
                    if len(alles["ids"]) != self._vectoren[naam]:
                        raise Beschadigd(f"de vectoren van {naam} zijn niet compleet")
                    self._matrices[naam] = _Matrix(alles["ids"], np.asarray(alles["embeddings"], dtype=np.float32))
        return self._matrices[naam]

    def _lees(self, collectie: Any) -> Any:
        from chromadb.errors import ChromaError

        try:
            return collectie.get(include=["embeddings"])
        except (ChromaError, OSError, ValueError, RuntimeError) as error:
            raise Beschadigd(f"de vectoren zijn onleesbaar ({error})") from error

    def _collectie(self, naam: str) -> Any:
        with self._slot:
            if naam not in self._collecties:
                from chromadb.errors import ChromaError

                try:
                    if self._chroma is None:
                        self._chroma = _client(self._directory)
                    collectie = self._chroma.get_collection(naam, embedding_function=None)
                    if collectie.count() != self._vectoren[naam]:
                        raise Beschadigd(f"de vectoren van {naam} zijn niet compleet")
                    self._collecties[naam] = collectie
                except (ChromaError, OSError, ValueError, RuntimeError) as error:
                    raise Beschadigd(f"de vectoren zijn onleesbaar ({error})") from error
            return self._collecties[naam]

    def close(self) -> None:
        """Let go of the files."""
        with self._slot:
            if self._chroma is not None:
                _sluit(self._chroma)
                self._chroma = None
                self._collecties.clear()
