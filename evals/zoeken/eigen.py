"""Our own index as something to be measured: built anew from the corpus, fused and by leg."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge.documents import Passage
from knowledge.index import Index, Progress
from knowledge.ingest import ingest
from knowledge.searching import LEGS, Leg

SAMEN = "Wegwijzer"
BENEN: dict[str, Leg] = {"Wegwijzer, alleen betekenis": "dense", "Wegwijzer, alleen woorden": "lexical"}
"""Name of what is measured -> leg of the index."""
DIEPTE = 50
"""Passages that are asked for: enough for ten different files."""

Zoeker = Callable[[str], Sequence[str]]
"""A question -> the documents of the passages found, best first; a document may come more than once."""


@dataclass(frozen=True)
class Stelsel:
    """Something that finds passages.

    Attributes:
        naam: what it is called in the report.
        zoek: finds.
        eigen: whether it is (a leg of) our own index.
    """

    naam: str
    zoek: Zoeker = field(repr=False)
    eigen: bool = False


class EigenIndex:
    """An index of the corpus in a folder of its own, made by the code as it is now; vectors come from the cache.

    Attributes:
        passages: what is in it.
        overgeslagen: the files that did not go in, with why.
    """

    def __init__(
        self, corpus: Path, model: str, cache: Path, vragen: Sequence[str], progress: Callable[[Progress], None] | None
    ) -> None:
        self._map = TemporaryDirectory(prefix="zoekmeting-", ignore_cleanup_errors=True)
        self._index = Index.open(Path(self._map.name), model, cache_dir=cache)
        verslag = ingest([corpus], self._index, progress=progress)
        self.overgeslagen = [(o["bestand"], o["reden"]) for o in verslag.overgeslagen]
        self.passages: list[Passage] = self._index.passages()
        self._vectoren = self._index.query_vectors(list(dict.fromkeys(vragen)))

    def stelsels(self) -> list[Stelsel]:
        """The index as it answers, and each of its legs."""
        benen = [Stelsel(naam, partial(self._zoek, legs=(been,)), eigen=True) for naam, been in BENEN.items()]
        return [Stelsel(SAMEN, self._zoek, eigen=True), *benen]

    def _zoek(self, vraag: str, legs: Collection[Leg] = LEGS) -> list[str]:
        hits = self._index.search(vraag, k=DIEPTE, vector=self._vectoren[vraag].tolist(), legs=legs, spread=True)
        return [hit.passage.document for hit in hits]

    def close(self) -> None:
        """Let go of the index and remove its folder."""
        self._index.close()
        self._map.cleanup()
