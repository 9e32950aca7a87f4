"""Building the next generation of the index from the last one and the documents that changed."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge import lexical
from knowledge.dense import DenseWriter, collectie_naam
from knowledge.documents import Passage
from knowledge.embedding import EmbeddingCache, embed_texts
from knowledge.generations import Beschadigd, DocumentInfo, Manifest

if TYPE_CHECKING:
    import numpy as np
    from langchain_core.embeddings import Embeddings
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

DB = "passages.db"
"""File of a generation with the passages themselves; everything else in it is derived."""


_INDELING = 1  # raise when the same passages give another index


@lru_cache(maxsize=1)
def indeling() -> str:
    """Version of what is in a generation: of this code and of the fields of a passage."""
    velden = ",".join(veld.name for veld in fields(Passage))
    return f"{_INDELING}-{hashlib.sha256(velden.encode()).hexdigest()[:8]}"


@dataclass(frozen=True)
class Progress:
    """How far a long step is: what is done (Dutch), and how much of it."""

    fase: str
    gedaan: int
    totaal: int


@dataclass
class Basis:
    """What a new generation starts from."""

    pad: Path | None = None
    manifest: Manifest | None = None
    heel: bool = False
    melding: str | None = None


@dataclass
class Wijziging:
    """The documents of one owner, held against what the index has."""

    bron: str
    nieuw: tuple[str, ...] = ()
    gewijzigd: tuple[str, ...] = ()
    ongewijzigd: tuple[str, ...] = ()
    verwijderd: tuple[str, ...] = ()
    documenten: dict[str, list[Passage]] = field(default_factory=dict)
    info: dict[str, DocumentInfo] = field(default_factory=dict)

    @property
    def leeg(self) -> bool:
        """Whether nothing changes."""
        return not (self.nieuw or self.gewijzigd or self.verwijderd)


def content_hash(passages: Sequence[Passage]) -> str:
    """Hash of everything in the passages of one document."""
    som = hashlib.sha256()
    for passage in passages:
        som.update(passage.to_json().encode("utf-8", "replace"))
    return som.hexdigest()[:32]


def vergelijk(
    bron: str,
    documenten: dict[str, list[Passage]],
    info: dict[str, DocumentInfo],
    keep: Collection[str],
    manifest: Manifest | None,
) -> Wijziging:
    """Hold the documents of an owner against what a generation has of it."""
    had = manifest.bronnen.get(bron, {}) if manifest else {}
    blijft = {naam: had[naam] for naam in keep if naam in had and naam not in info}
    zelfde = {naam for naam in info if naam in had and had[naam].hash == info[naam].hash}
    return Wijziging(
        bron,
        nieuw=tuple(sorted(naam for naam in info if naam not in had)),
        gewijzigd=tuple(sorted(naam for naam in info if naam in had and naam not in zelfde)),
        ongewijzigd=tuple(sorted(zelfde | set(blijft))),
        verwijderd=tuple(sorted(naam for naam in had if naam not in info and naam not in blijft)),
        documenten=documenten,
        info=dict(sorted({**blijft, **info}.items())),
    )


class Builder:
    """Builds one generation: the passages, their vectors, the lexical index."""

    def __init__(
        self,
        generatie: Path,
        basis: Basis,
        embeddings: Embeddings,
        model: str,
        cache: EmbeddingCache,
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self._pad = generatie
        self._basis = basis
        self._embeddings = embeddings
        self._model = model
        self._cache = cache
        self._progress = progress

    def build(self, wijziging: Wijziging) -> Manifest:
        """All parts; the manifest of what was made."""
        oud = self._basis.manifest
        bronnen = {bron: dict(documenten) for bron, documenten in oud.bronnen.items()} if oud else {}
        if wijziging.bron:
            bronnen[wijziging.bron] = wijziging.info
        bronnen = {bron: documenten for bron, documenten in sorted(bronnen.items()) if documenten}
        weg, erbij = self._passages(wijziging)
        vectoren = self._vectoren(weg, erbij)
        aantal = self._lexicaal()
        verwacht = sum(info.passages for documenten in bronnen.values() for info in documenten.values())
        if aantal != verwacht:
            raise Beschadigd(f"de index heeft {aantal} passages in plaats van {verwacht}")
        return Manifest(indeling(), self._model, _versie(self._model, bronnen), bronnen, vectoren, aantal)

    def _meld(self, fase: str, gedaan: int, totaal: int) -> None:
        if self._progress:
            self._progress(Progress(fase, gedaan, totaal))

    def _passages(self, wijziging: Wijziging) -> tuple[list[tuple[int, Passage]], list[tuple[int, Passage]]]:
        """Write `passages.db`; what went out and what came in."""
        doel = self._pad / DB
        if self._basis.pad and self._basis.manifest:
            shutil.copyfile(self._basis.pad / DB, doel)
        with closing(sqlite3.connect(doel)) as db:
            db.execute(
                "CREATE TABLE IF NOT EXISTS passages"
                " (nr INTEGER PRIMARY KEY AUTOINCREMENT, bron TEXT NOT NULL,"
                " document TEXT NOT NULL, json TEXT NOT NULL)"
            )
            db.execute("CREATE INDEX IF NOT EXISTS documenten ON passages (bron, document)")
            weg: list[tuple[int, Passage]] = []
            for naam in (*wijziging.gewijzigd, *wijziging.verwijderd):
                rijen = db.execute(
                    "DELETE FROM passages WHERE bron = ? AND document = ? RETURNING nr, json",
                    (wijziging.bron, naam),
                ).fetchall()
                weg.extend((nr, Passage.from_json(regel)) for nr, regel in rijen)
            erbij: list[tuple[int, Passage]] = []
            for naam in sorted((*wijziging.nieuw, *wijziging.gewijzigd)):
                for passage in wijziging.documenten[naam]:
                    rij = db.execute(
                        "INSERT INTO passages (bron, document, json) VALUES (?, ?, ?)",
                        (wijziging.bron, naam, passage.to_json()),
                    )
                    erbij.append((rij.lastrowid or 0, passage))
            db.commit()
            if not self._basis.heel:  # every vector is made anew
                rijen = db.execute("SELECT nr, json FROM passages ORDER BY bron, document, nr").fetchall()
                weg, erbij = [], [(nr, Passage.from_json(regel)) for nr, regel in rijen]
        return weg, erbij

    def _vectoren(self, weg: list[tuple[int, Passage]], erbij: list[tuple[int, Passage]]) -> dict[str, int]:
        """Write the vectors; how many there are by collection."""
        teksten, vragen = self._embed(erbij)
        doel = self._pad / "chroma"
        doel.mkdir()
        if self._basis.heel and self._basis.pad:
            _kopieer_chroma(self._basis.pad / "chroma", doel)
        schrijver = DenseWriter(doel)
        try:
            for collectie, ids in _per_collectie(weg).items():
                schrijver.delete(collectie, ids)
            stand = 0
            for collectie, ids in _per_collectie(erbij).items():
                rijen = [
                    vragen[int(id_.split(":")[0])][int(id_.split(":")[1])] if ":" in id_ else teksten[int(id_)]
                    for id_ in ids
                ]
                import numpy as np

                schrijver.add(collectie, ids, np.vstack(rijen))
                stand += len(ids)
                self._meld("Vectoren opslaan", stand, len(teksten) + sum(len(v) for v in vragen.values()))
            return schrijver.finish()
        except BaseException:
            schrijver.close()
            raise

    def _embed(self, erbij: list[tuple[int, Passage]]) -> tuple[dict[int, Vectors], dict[int, Vectors]]:
        vragen = [(nr, vraag) for nr, passage in erbij for vraag in passage.vragen]
        totaal = len({p.zoektekst for _, p in erbij}) + len({v for _, v in vragen})
        fase = "Teksten omzetten naar vectoren"
        klaar = 0

        def gedaan(aantal: int) -> None:
            self._meld(fase, klaar + aantal, totaal)

        matrix = embed_texts(
            self._embeddings, self._model, "passage", [p.zoektekst for _, p in erbij], self._cache, gedaan
        )
        klaar = len({p.zoektekst for _, p in erbij})
        vraag_matrix = embed_texts(self._embeddings, self._model, "query", [v for _, v in vragen], self._cache, gedaan)
        per_vraag: dict[int, list[int]] = {}
        for rij, (nr, _) in enumerate(vragen):
            per_vraag.setdefault(nr, []).append(rij)
        return (
            {nr: matrix[rij] for rij, (nr, _) in enumerate(erbij)},
            {nr: vraag_matrix[rijen] for nr, rijen in per_vraag.items()},
        )

    def _lexicaal(self) -> int:
        """Write the lexical index of all passages; how many there are."""
        doel = self._pad / "tantivy"
        doel.mkdir()
        self._meld("Woorden indexeren", 0, 1)
        with closing(sqlite3.connect(self._pad / DB)) as db:
            rijen = db.execute("SELECT nr, json FROM passages ORDER BY bron, document, nr").fetchall()
        passages = [(nr, Passage.from_json(regel)) for nr, regel in rijen]
        lexical.build(doel, ((nr, collectie_naam(p.regeling), p) for nr, p in passages))
        self._meld("Woorden indexeren", 1, 1)
        return len(passages)


def _versie(model: str, bronnen: Mapping[str, Mapping[str, DocumentInfo]]) -> str:
    inhoud = sorted((naam, info.hash) for documenten in bronnen.values() for naam, info in documenten.items())
    return hashlib.sha256(json.dumps([indeling(), model, inhoud]).encode()).hexdigest()[:12]


def _per_collectie(rijen: Sequence[tuple[int, Passage]]) -> dict[str, list[str]]:
    """Ids of vectors by collection: `<number>` for a text, `<number>:<n>` for its n-th question."""
    ids: dict[str, list[str]] = {}
    for nr, passage in rijen:
        lijst = ids.setdefault(collectie_naam(passage.regeling), [])
        lijst.append(str(nr))
        lijst.extend(f"{nr}:{n}" for n in range(len(passage.vragen)))
    return ids


def _kopieer_chroma(van: Path, naar: Path) -> None:
    """Copy Chroma's folder; the database by SQLite itself, since a reader may have it open."""
    for pad in van.iterdir():
        if pad.is_dir():
            shutil.copytree(pad, naar / pad.name)
    with (
        closing(sqlite3.connect(f"file:{van / 'chroma.sqlite3'}?mode=ro", uri=True)) as bron,
        closing(sqlite3.connect(naar / "chroma.sqlite3")) as doel,
    ):
        bron.backup(doel)
