"""What users added to the index: the documents of the management pages by name, other sources as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from knowledge.catalogue import BronStand, Catalogue, lees_standen
from knowledge.documents import Passage
from knowledge.sources import toonbaar
from tools.datum import schrijf_periode
from web.uploads import names


@dataclass(frozen=True)
class OwnDocument:
    """A document that was added on the management pages."""

    name: str
    size: int
    document: str = ""
    """What it is called where it is cited: its name, with a folder when another document has the same name."""
    title: str = ""
    regeling: str | None = None
    date: str | None = None
    publisher: str | None = None
    period: str = ""
    """What it is about, in Dutch."""
    passages: int = 0
    double: int = 0
    """Passages that are found at another document that says the same."""
    changed: datetime | None = None
    reason: str | None = None
    """Why it could not be read."""
    waiting: bool = False
    """Whether it is not in the index yet."""


@dataclass(frozen=True)
class Source:
    """A file, folder or pattern that was brought in by command."""

    name: str
    kind: str
    documents: int
    passages: int
    left_out: Mapping[str, str]
    """Its files that could not be read, and why."""
    changed: datetime | None


def own_documents(folder: Path, index: Path, only: list[str]) -> list[OwnDocument]:
    """What is known of these documents, in this order.

    Args:
        folder: where they are kept.
        index: folder of the index.
        only: their names.
    """
    known = {s.bron.naam: s for s in lees_standen(index)}
    paths = {name: toonbaar(str(folder / name)) for name in only}
    first, reasons = _read(index, {path for path in paths.values() if path in known})
    return [_document(folder / n, known.get(p), first.get(p), reasons.get(p)) for n, p in paths.items()]


def all_names(folder: Path, index: Path) -> list[str]:
    """Every document that was added: in the folder, or in the index still."""
    inside = [Path(s.bron.naam).name for s in lees_standen(index) if s.bron.pad.parent == folder]
    return sorted({*names(folder), *inside}, key=str.casefold)


def other_sources(folder: Path, index: Path) -> list[Source]:
    """What was brought in from elsewhere."""
    return [
        Source(s.bron.naam, s.bron.soort, s.documenten, s.passages, s.redenen, _moment(s.op))
        for s in lees_standen(index)
        if s.bron.pad.parent != folder
    ]


def _document(path: Path, standing: BronStand | None, first: Passage | None, reason: str | None) -> OwnDocument:
    size = path.stat().st_size if path.is_file() else 0
    if standing is None:
        return OwnDocument(path.name, size, waiting=True)
    of = first or standing.opgave
    return OwnDocument(
        path.name,
        size,
        document=first.document if first else path.name,
        title=first.titel if first else "",
        regeling=of.regeling,
        date=of.datum,
        publisher=of.uitgever,
        period=schrijf_periode(of.van, of.tot),
        passages=standing.passages,
        double=standing.dubbel,
        changed=_moment(standing.op),
        reason=reason,
    )


def _read(index: Path, sources: set[str]) -> tuple[dict[str, Passage], dict[str, str]]:
    """The first passage of each source, and why its file could not be read."""
    if not sources:
        return {}, {}
    with closing(Catalogue(index)) as catalogue:
        numbers = {bron.naam: nr for bron, nr in catalogue.bronnen().items() if bron.naam in sources}
        first = {name: catalogue.eerste_passage(nr) for name, nr in numbers.items()}
        reasons = {name: [b.reden for b in catalogue.bestanden(nr).values() if b.reden] for name, nr in numbers.items()}
    return {n: p for n, p in first.items() if p}, {n: r[0] for n, r in reasons.items() if r}


def _moment(iso: str | None) -> datetime | None:
    return datetime.fromisoformat(iso) if iso else None
