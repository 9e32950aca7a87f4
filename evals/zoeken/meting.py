"""One measurement: the same questions to our own index, its legs and the peers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from evals.zoeken.eigen import EigenIndex, Stelsel
from evals.zoeken.maten import Schatting, bestanden, meet, schat
from evals.zoeken.vragen import ZoekVraag, controleer_corpus
from knowledge.index import Progress

if TYPE_CHECKING:
    from evals.zoeken.maten import Waarden

Groep = Literal["soort", "wijze"]
GROEPEN: tuple[Groep, ...] = ("soort", "wijze")


@dataclass(frozen=True)
class Uitslag:
    """What one system scored on one part.

    Attributes:
        stelsel: its name.
        eigen: whether it is (a leg of) our own index.
        per_vraag: by metric one value a question.
        gevonden: by id of a question the files found.
    """

    stelsel: str
    eigen: bool
    per_vraag: Mapping[str, Waarden]
    gevonden: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Deelmeting:
    """The scores of all systems on one part; the first is our own index.

    Attributes:
        deel: name of the part.
        vragen: its questions.
        uitslagen: one a system.
    """

    deel: str
    vragen: Sequence[ZoekVraag]
    uitslagen: Sequence[Uitslag]

    @property
    def eigen(self) -> Uitslag:
        """The scores of our own index."""
        return self.uitslagen[0]

    def schatting(
        self, uitslag: Uitslag, maat: str, groep: Groep | None = None, waarde: str | None = None
    ) -> Schatting:
        """The mean of a metric with its interval, over all questions or those of one group."""
        return schat(uitslag.per_vraag[maat][self._kies(groep, waarde)])

    def verschil(self, uitslag: Uitslag, maat: str) -> Schatting:
        """How much higher our own index scores than this system, sampled by question."""
        return schat(self.eigen.per_vraag[maat] - uitslag.per_vraag[maat])

    def waarden(self, groep: Groep) -> list[str]:
        """The values of a group, in the order of the questions."""
        return list(dict.fromkeys(getattr(v, groep) for v in self.vragen))

    def missers(self) -> list[ZoekVraag]:
        """The questions for which our own index has no answering file in the first five."""
        return [v for v, raak in zip(self.vragen, self.eigen.per_vraag["raak@5"], strict=True) if not raak]

    def _kies(self, groep: Groep | None, waarde: str | None) -> list[int]:
        return [i for i, v in enumerate(self.vragen) if groep is None or getattr(v, groep) == waarde]


@dataclass(frozen=True)
class Zoekmeting:
    """A whole run.

    Attributes:
        delen: the parts that were measured.
        overgeslagen: files of the corpus that did not go in, with why.
        ontbreekt: peers that were not measured, with why.
        passages: number of passages of our own index.
        bestanden: number of documents in it.
        model: the embedding model of all systems.
    """

    delen: Sequence[Deelmeting]
    overgeslagen: Sequence[tuple[str, str]]
    ontbreekt: Sequence[tuple[str, str]]
    passages: int
    bestanden: int
    model: str


def stel(stelsels: Sequence[Stelsel], deel: str, vragen: Sequence[ZoekVraag]) -> Deelmeting:
    """Put the questions of a part to every system."""
    uitslagen = []
    for stelsel in stelsels:
        gevonden = {v.id: bestanden(stelsel.zoek(v.vraag)) for v in vragen}
        uitslagen.append(Uitslag(stelsel.naam, stelsel.eigen, meet(vragen, gevonden), gevonden))
    return Deelmeting(deel, vragen, uitslagen)


def zoekmeting(
    corpus: Path,
    delen: Mapping[str, Sequence[ZoekVraag]],
    *,
    model: str,
    cache: Path,
    met_peers: bool = True,
    progress: Callable[[Progress], None] | None = None,
) -> Zoekmeting:
    """Measure retrieval on a corpus.

    Args:
        corpus: the folder that the questions are about.
        delen: by name of a part its questions.
        model: the embedding model, for us and for the peers.
        cache: folder where vectors are kept.
        met_peers: whether the peers are measured too.
        progress: is told how far it is.

    Raises:
        InvoerFout: the folder is not that corpus.
        WegwijzerError: a package for the metrics is not installed.
    """
    alle = [vraag for vragen in delen.values() for vraag in vragen]
    controleer_corpus(corpus, alle)
    meet([], {})  # a missing package shows before the long work
    index = EigenIndex(corpus, model, cache, [v.vraag for v in alle], progress)
    try:
        stelsels = index.stelsels()
        ontbreekt: list[tuple[str, str]] = []
        if met_peers:
            from evals.zoeken.peers import maak_peers

            peers, ontbreekt = maak_peers(corpus, index.passages, model, cache, progress)
            stelsels += peers
        gemeten = [stel(stelsels, deel, vragen) for deel, vragen in delen.items()]
        documenten = len({passage.document for passage in index.passages})
        return Zoekmeting(gemeten, index.overgeslagen, ontbreekt, len(index.passages), documenten, model)
    finally:
        index.close()
