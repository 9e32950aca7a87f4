"""The vectors of one collection as a matrix on disk, mapped into memory: searched exactly, opened at once.

Derived from what Chroma keeps: reading 100,000 vectors out of Chroma takes 24 s, mapping them takes 1 ms.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from knowledge.dense import DenseHit, toeslag
from knowledge.generations import Beschadigd
from knowledge.products import per_rij

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Ids = NDArray[np.int64]

TEKST = -1
"""In the second column of the ids of vectors: the vector is that of the text, not of a question."""


class Matrix:
    """The vectors of one collection, in the order of passages: texts and questions apart.

    Args:
        map_: folder of the matrices.
        naam: the collection.
        aantal: number of vectors that must be in it.

    Raises:
        Beschadigd: they are not.
    """

    def __init__(self, map_: Path, naam: str, aantal: int) -> None:
        ids, vectors = lees(map_, naam)
        if len(ids) != aantal:
            raise Beschadigd(f"de vectoren van {naam} zijn niet compleet")
        teksten = int((ids[:, 1] == TEKST).sum())
        self._tekst_nummers, self._teksten = ids[:teksten, 0], vectors[:teksten]
        self._vraag_nummers, self._vraag_plaats = ids[teksten:, 0], ids[teksten:, 1]
        self._vragen = vectors[teksten:]
        # questions of one passage stand together: where each such group begins, and which text it belongs to
        self._groepen = np.unique(self._vraag_nummers, return_index=True)[1]
        self._einden = np.append(self._groepen[1:], len(self._vragen))
        self._groep_tekst = np.searchsorted(self._tekst_nummers, self._vraag_nummers[self._groepen])
        self._tekst_groep = np.full(teksten, -1)
        self._tekst_groep[self._groep_tekst] = np.arange(len(self._groepen))

    @property
    def met_vragen(self) -> bool:
        """Whether any passage in it has an example question."""
        return len(self._vragen) > 0

    def search(self, vector: Vectors, k: int, af: Vectors | None) -> list[DenseHit]:
        """The k nearest passages, best first; see `DenseIndex.search`."""
        score = per_rij(self._teksten, vector if af is None else vector - af)
        vraag = per_rij(self._vragen, vector)
        if self.met_vragen:
            score[self._groep_tekst] += toeslag(np.maximum.reduceat(vraag, self._groepen))
        return self._hits(_top(score, k), vector, af, vraag)

    def hits(self, nummers: Sequence[int], vector: Vectors, af: Vectors | None) -> list[DenseHit]:
        """These passages as hits, as far as they are in this collection; see `DenseIndex.search`."""
        return self._hits(self._plaatsen(nummers), vector, af)

    def cosinus(self, nummers: Sequence[int], vector: Vectors) -> dict[int, float]:
        """Cosine of the texts of these passages, as far as they are in this collection."""
        plaatsen = self._plaatsen(nummers)
        waarden = per_rij(self._teksten[plaatsen], vector)
        return dict(zip(self._tekst_nummers[plaatsen].tolist(), waarden.tolist(), strict=True))

    def _hits(
        self, plaatsen: Ids, vector: Vectors, af: Vectors | None, vragen: Vectors | None = None
    ) -> list[DenseHit]:
        """Hits of the texts at these places; `vragen` are the cosines of all questions, where they are known."""
        teksten = self._teksten[plaatsen]
        cosinus = per_rij(teksten, vector)
        scores = cosinus if af is None else cosinus - per_rij(teksten, af)
        per_tekst = zip(self._tekst_nummers[plaatsen].tolist(), scores.tolist(), cosinus.tolist(), strict=True)
        hits = [DenseHit(nummer, score, tekst) for nummer, score, tekst in per_tekst]
        met_vragen = np.flatnonzero(self._tekst_groep[plaatsen] >= 0)
        naaste = self._naaste_vragen(self._tekst_groep[plaatsen[met_vragen]], vector, vragen)
        for n, plaats, vraag, erbij in zip(met_vragen.tolist(), *naaste, strict=True):
            hits[n] = DenseHit(hits[n].nummer, hits[n].score + erbij, hits[n].tekst, plaats, vraag)
        return hits

    def _naaste_vragen(
        self, groepen: Ids, vector: Vectors, vragen: Vectors | None
    ) -> tuple[list[int], list[float], list[float]]:
        """Of each of these groups the nearest question, its cosine, and what that adds to the score."""
        if not len(groepen):
            return [], [], []
        aantal = self._einden[groepen] - self._groepen[groepen]
        begin = np.cumsum(aantal) - aantal
        rijen = np.arange(aantal.sum()) + np.repeat(self._groepen[groepen] - begin, aantal)
        waarden = per_rij(self._vragen[rijen], vector) if vragen is None else vragen[rijen]
        hoogste = np.maximum.reduceat(waarden, begin)
        raak = np.flatnonzero(waarden == np.repeat(hoogste, aantal))
        naaste = rijen[raak[np.searchsorted(raak, begin)]]
        return self._vraag_plaats[naaste].tolist(), hoogste.tolist(), toeslag(hoogste.astype(np.float64)).tolist()

    def _plaatsen(self, nummers: Sequence[int]) -> Ids:
        """Places of the texts of these passages, as far as they are here."""
        gevraagd = np.asarray(nummers, dtype=np.int64)
        if not len(self._tekst_nummers):
            return gevraagd[:0]
        plaats = np.minimum(np.searchsorted(self._tekst_nummers, gevraagd), len(self._tekst_nummers) - 1)
        hier: Ids = plaats[self._tekst_nummers[plaats] == gevraagd]
        return hier


def _top(waarden: Vectors, k: int) -> Ids:
    """Places of the k highest values, highest first; equal values in order of place."""
    if len(waarden) > 4 * k:
        kandidaten = np.sort(np.argpartition(-waarden, k)[: k + 1])
    else:
        kandidaten = np.arange(len(waarden))
    beste: Ids = kandidaten[np.argsort(-waarden[kandidaten], kind="stable")[:k]]
    return beste


# --- on disk -----------------------------------------------------------------------------------------------


def _paden(map_: Path, naam: str) -> tuple[Path, Path]:
    return map_ / f"{naam}.ids.npy", map_ / f"{naam}.npy"


def lees(map_: Path, naam: str) -> tuple[Ids, Vectors]:
    """Ids (passage, question or `TEKST`) and vectors of a collection, the vectors mapped from disk.

    Raises:
        Beschadigd: a file is missing or unreadable.
    """
    ids_pad, vectors_pad = _paden(map_, naam)
    try:
        ids, vectors = np.load(ids_pad), np.load(vectors_pad, mmap_mode="r")
    except (OSError, ValueError, EOFError) as error:
        raise Beschadigd(f"de vectoren van {naam} zijn onleesbaar ({error})") from error
    if ids.ndim != 2 or vectors.ndim != 2 or len(ids) != len(vectors):
        raise Beschadigd(f"de vectoren van {naam} zijn niet compleet")
    return ids, vectors


def schrijf(map_: Path, naam: str, ids: Ids, vectors: Vectors) -> None:
    """Write a collection, texts first, each in order of passage."""
    volgorde = np.lexsort((ids[:, 1], ids[:, 0], ids[:, 1] != TEKST))
    ids_pad, vectors_pad = _paden(map_, naam)
    np.save(ids_pad, ids[volgorde])
    np.save(vectors_pad, vectors[volgorde])


def neem_over(van: Path, naar: Path, naam: str) -> None:
    """Have a collection as it is in an earlier generation too: the same files, since neither is ever changed."""
    for bron, doel in zip(_paden(van, naam), _paden(naar, naam), strict=True):
        try:
            os.link(bron, doel)
        except OSError:  # another file system, or one without links
            shutil.copyfile(bron, doel)
