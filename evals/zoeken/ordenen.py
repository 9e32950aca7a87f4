"""Learn in what order documents of the message standard answer a question: `python -m evals.zoeken.ordenen CORPUS`.

From the search questions of the knowledge base, never from questions that are measured with. What a question taught
itself may have no say in what is found for it, so each is searched with what the others taught.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast

from assistant.settings import Settings
from evals.zoeken.bomen import leer
from knowledge.concept_leg import Bedoeld
from knowledge.document_order import BESTAND, Sporen
from knowledge.index import Index
from knowledge.ingest import ingest
from knowledge.question_leg import QuestionIndex, alle_namen, gezegden
from knowledge.search_questions import documenten, laad_zoekvragen
from knowledge.searching import Zoekvraag, zoek

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from knowledge.snapshot import Snapshot

    Vectors = NDArray[np.float32]

DELEN = 10
"""In how many parts the questions are cut; those of one are searched with what the others taught."""
BOMEN = 250


class _Luisteraar:
    """What a question leg is asked: the candidates and their features."""

    def __init__(self, been: QuestionIndex) -> None:
        self._been = been
        self.gehoord: tuple[list[int], Vectors] | None = None

    def search(
        self,
        tekst: str | None,
        vector: Vectors,
        collecties: Collection[str] | None = None,  # noqa: ARG002
        gevonden: Sequence[int] = (),
        sporen: Sporen | None = None,
    ) -> list[Bedoeld]:
        """Keep them, and say nothing."""
        self.gehoord = None if sporen is None else self._been.kandidaten(tekst, vector, gevonden, sporen)
        return []


class _MetAnderBeen:
    """A generation with another question leg."""

    def __init__(self, snapshot: Snapshot, been: _Luisteraar) -> None:
        self._snapshot = snapshot
        self.questions = been

    def __getattr__(self, naam: str) -> Any:
        return getattr(self._snapshot, naam)


def voorbeelden(
    index: Index, snapshot: Snapshot, gemeen: Callable[[], Vectors | None]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The features of every candidate of every search question, and how much it answers.

    Args:
        index: an index of the whole standard.
        snapshot: its generation.
        gemeen: what all questions have in common.
    """
    import numpy as np

    vragen = laad_zoekvragen()
    namen = alle_namen(vragen)
    eerste = snapshot.questions.eerste_passages()
    passages, alle = snapshot.passages(eerste), index.passages()
    plek = {passages[nummer].document: rij for rij, nummer in enumerate(eerste)}
    gevonden = documenten(namen, alle)
    van_naam = {n: [plek[d] for d in per] for n, per in gevonden.items()}
    gezegd = gezegden(gevonden, enumerate(alle))
    vectoren = index.query_vectors([*(vraag.vraag for vraag in vragen), *(zin for zin, _ in gezegd)])

    def embed(teksten: Sequence[str]) -> Vectors:
        return np.stack([vectoren[tekst] for tekst in teksten])

    delen = np.random.default_rng(0).permutation(len(vragen)) % DELEN
    tabellen: list[Vectors] = []
    doelen: list[list[float]] = []
    for deel in range(DELEN):
        ander = [vraag for vraag, d in zip(vragen, delen, strict=True) if d != deel]
        been = _Luisteraar(snapshot.questions.anders_geleerd(ander, gezegd, namen, embed))
        anders = cast("Snapshot", _MetAnderBeen(snapshot, been))
        for vraag in (vraag for vraag, d in zip(vragen, delen, strict=True) if d == deel):
            been.gehoord = None
            vector = vectoren[vraag.vraag]
            zoek(anders, Zoekvraag(vraag.vraag, vector=vector.tolist()), index.embed_query, gemeen)
            if been.gehoord is None:
                continue
            mee, tabel = been.gehoord
            waarde = {rij: w for naam, w in vraag.doelen.items() for rij in van_naam.get(naam, ())}
            tabellen.append(tabel)
            doelen.append([waarde.get(rij, 0.0) for rij in mee])
    return np.concatenate(tabellen), np.concatenate(doelen).astype(np.float32)


def main(corpus: Path, cache: Path, uit: Path = BESTAND) -> None:
    """Learn, and write the trees.

    Args:
        corpus: the folder with the standard.
        cache: where vectors are kept.
        uit: the file.
    """
    import numpy as np

    with TemporaryDirectory(prefix="ordenen-", ignore_cleanup_errors=True) as map_:
        index = Index.open(Path(map_), Settings().embedding, cache_dir=cache)
        ingest([corpus], index)
        with index.generatie() as (snapshot, gemeen):
            tabel, doel = voorbeelden(index, snapshot, gemeen)
        index.close()
    print(f"{len(tabel)} voorbeelden, {doel.sum():.0f} goed")
    np.savez_compressed(uit, **leer(tabel, doel, BOMEN))  # type: ignore[arg-type]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Settings().cache)
