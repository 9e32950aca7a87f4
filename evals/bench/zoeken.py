"""Time of a search at each size, and answers a second for several callers at once.

Sizes take turns question by question, so that whatever else the machine does weighs on all of them. The floor is
the embedding inside the very same answer.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from time import perf_counter, process_time

from langchain_core.embeddings import Embeddings

from evals.bench.metingen import Meting, percentiel, samen
from knowledge.index import Index
from knowledge.together import kaal_model

RONDEN = 5
BELLERS = (1, 8, 32)
"""Callers at once."""

_PER_KEER = 96  # questions of one measurement with several callers
_MS = 1000


@dataclass(frozen=True)
class Tijd:
    """One answer, in milliseconds: all of it, its embedding, and the processor time of both."""

    geheel: float
    embed: float
    cpu: float
    cpu_embed: float


def een_vraag(embeddings: Embeddings, index: Index, vraag: str) -> Tijd:
    """Answer one question as `Index.search` does, with the embedding timed apart."""
    t0, c0 = perf_counter(), process_time()
    vector = embeddings.embed_query(vraag)
    t1, c1 = perf_counter(), process_time()
    index.search(vraag, vector=vector)
    t2, c2 = perf_counter(), process_time()
    return Tijd((t2 - t0) * _MS, (t1 - t0) * _MS, (c2 - c0) * _MS, (c1 - c0) * _MS)


def meet_zoeken(
    embeddings: Embeddings,
    indexen: Mapping[int, Index],
    vragen: Sequence[str],
    ronden: int = RONDEN,
    meld: Callable[[str], None] = lambda _: None,
) -> list[Meting]:
    """p50 and p95 over the questions, of each question the median of its rounds; and how p95 grows with the size."""
    for index in indexen.values():
        for vraag in vragen:
            index.search(vraag, vector=embeddings.embed_query(vraag))
    tijden: dict[int, list[list[Tijd]]] = {maat: [[] for _ in vragen] for maat in indexen}
    for ronde in range(ronden):
        meld(f"zoeken: ronde {ronde + 1} van {ronden}")
        for n, vraag in enumerate(vragen):
            for maat, index in indexen.items():
                tijden[maat][n].append(een_vraag(embeddings, index, vraag))
    metingen = [m for maat in indexen for m in _maat(maat, tijden[maat])]
    return [*metingen, *_groei(metingen)]


def _maat(maat: int, tijden: Sequence[Sequence[Tijd]]) -> list[Meting]:
    """The figures of one size: the answer against its embedding, and what it costs besides."""

    def per_vraag(wat: Callable[[Tijd], float]) -> list[float]:
        return [statistics.median(wat(tijd) for tijd in ronden) for ronden in tijden]

    geheel, embed = per_vraag(lambda t: t.geheel), per_vraag(lambda t: t.embed)
    buiten, cpu = per_vraag(lambda t: t.geheel - t.embed), per_vraag(lambda t: t.cpu)
    ruw = samen([tijd.geheel for ronden in tijden for tijd in ronden])
    verder = {"ruw": ruw, "cpu": samen(cpu), "cpu_embed": samen(per_vraag(lambda t: t.cpu_embed))}
    return [
        Meting("Zoeken", f"{wat}, {naam}", percentiel(waarden, deel), "ms", percentiel(embed, deel),
               "de vraag inbedden", bij=maat, verder=verder)
        for naam, deel in (("p50", 0.5), ("p95", 0.95))
        for wat, waarden in (("vraag inbedden en zoeken", geheel), ("alleen zoeken", buiten))
    ]  # fmt: skip


def _groei(metingen: Sequence[Meting]) -> list[Meting]:
    """p95 of each larger size against that of the smallest."""
    gevonden = {m.bij: m for m in metingen if m.wat == "vraag inbedden en zoeken, p95" and m.bij}
    klein = gevonden[min(gevonden)]
    return [
        Meting("Zoeken", f"p95 tegen die bij {klein.bij} passages", m.waarde, "ms", klein.waarde,
               f"p95 bij {klein.bij} passages", budget=1.5, bij=maat,
               verder={"verhouding_cpu": m.verder["cpu"]["p95"] / klein.verder["cpu"]["p95"]})
        for maat, m in gevonden.items()
        if m is not klein
    ]  # fmt: skip


def meet_bellers(
    embeddings: Embeddings,
    indexen: Mapping[int, Index],
    vragen: Sequence[str],
    bellers: Sequence[int] = BELLERS,
    ronden: int = 3,
    per_keer: int = _PER_KEER,
    meld: Callable[[str], None] = lambda _: None,
) -> list[Meting]:
    """Answers a second and p95 with so many threads, against as many that each ask the model for one embedding a call.

    The assistant itself has questions that wait at once embedded together, which the floor does not.
    """
    werk = [vragen[n % len(vragen)] for n in range(per_keer)]
    kaal = kaal_model(embeddings)
    metingen = []
    for aantal in bellers:
        alleen: list[tuple[float, float]] = []
        samen_: dict[int, list[tuple[float, float]]] = {maat: [] for maat in indexen}
        for ronde in range(ronden):
            meld(f"{aantal} vragers tegelijk: ronde {ronde + 1} van {ronden}")
            alleen.append(_tegelijk(aantal, werk, kaal.embed_query))
            for maat, index in indexen.items():
                samen_[maat].append(_tegelijk(aantal, werk, partial(een_vraag, embeddings, index)))
        vloer, vloer_p95 = (statistics.median(kolom) for kolom in zip(*alleen, strict=True))
        for maat, uitkomsten in samen_.items():
            tempo, p95 = (statistics.median(kolom) for kolom in zip(*uitkomsten, strict=True))
            naam = f"{aantal} {'vrager' if aantal == 1 else 'vragers tegelijk'}"
            wat = "inbeddingen met evenveel vragers"
            verder = {"ronden": uitkomsten, "vloer_ronden": alleen}
            metingen += [
                Meting("Tegelijk", f"antwoorden, {naam}", tempo, "per s", vloer, wat, 0.8, True, maat, verder),
                Meting("Tegelijk", f"p95, {naam}", p95, "ms", vloer_p95, wat, bij=maat),
            ]
    return metingen


def _tegelijk(aantal: int, werk: Sequence[str], doe: Callable[[str], object]) -> tuple[float, float]:
    """Do all of it with so many threads; how many a second, and the p95 of one in milliseconds."""

    def een(vraag: str) -> float:
        begin = perf_counter()
        doe(vraag)
        return (perf_counter() - begin) * _MS

    with ThreadPoolExecutor(aantal) as pool:
        begin = perf_counter()
        tijden = list(pool.map(een, werk))
        return len(werk) / (perf_counter() - begin), percentiel(tijden, 0.95)
