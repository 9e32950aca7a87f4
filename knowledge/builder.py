"""Building the next generation of the index from the last one and the documents that changed."""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from knowledge import concept_leg, concepts, lexical, question_leg, search_questions
from knowledge.dense import DenseStore, Rij, Stand, collectie_naam, rijen
from knowledge.documents import Passage
from knowledge.embedding import EmbeddingCache, Kind, embed_texts
from knowledge.generations import Beschadigd, DocumentInfo, Manifest, controleer
from knowledge.terms import Termenlijst

if TYPE_CHECKING:
    import numpy as np
    from langchain_core.embeddings import Embeddings
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

logger = logging.getLogger(__name__)

_SOORTEN: tuple[Kind, ...] = get_args(Kind)

DB = "passages.db"
"""File of a generation with the passages themselves; everything else in it is derived."""
BEGRIPPEN = "begrippen"
"""Folder of a generation with the terms that its passages are about."""
ZOEKVRAGEN = "zoekvragen"
"""Folder of a generation with what was learned for its documents from questions."""
TERMEN = "termen.db"
"""File of a generation with the search terms of its passages, for the next one."""


_GELEERD = "zoekvragen.npz"
"""File beside the vectors with what was learned for all documents that questions name."""
_INDELING = 6  # raise when the same passages give another index


@lru_cache(maxsize=1)
def indeling() -> str:
    """Version of what is in a generation: of this code, the fields of a passage, the terms of the field and
    the questions that are learned from."""
    delen = [*(veld.name for veld in fields(Passage)), concepts.vingerafdruk(), search_questions.vingerafdruk()]
    return f"{_INDELING}-{hashlib.sha256(','.join(delen).encode()).hexdigest()[:8]}"


@dataclass(frozen=True)
class Progress:
    """How far a long step is: what is done (Dutch), how much of it, and the file that is being read."""

    fase: str
    gedaan: int
    totaal: int
    bestand: str = ""


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
        store: DenseStore,
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self._pad = generatie
        self._basis = basis
        self._store = store
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
        versie = _versie(self._model, bronnen)
        return Manifest(indeling(), self._model, versie, bronnen, vectoren, aantal, opslag=self._store.soort)

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
        return weg, erbij

    def _vectoren(self, weg: list[tuple[int, Passage]], erbij: list[tuple[int, Passage]]) -> dict[str, int]:
        """Write the vectors; how many there are by collection."""
        if self._basis.heel and self._basis.pad and self._basis.manifest:
            try:
                vorige = Stand(self._basis.pad, self._basis.manifest.vectoren)
                return self._schrijf_vectoren(vorige, weg, erbij)
            except Beschadigd as error:
                logger.warning("Alle vectoren worden opnieuw opgeslagen: %s", error)
        return self._schrijf_vectoren(None, [], self._alle())

    def _schrijf_vectoren(
        self, vorige: Stand | None, weg: list[tuple[int, Passage]], erbij: list[tuple[int, Passage]]
    ) -> dict[str, int]:
        uit = [rij for nr, passage in weg for rij in rijen(nr, passage)]
        in_ = [rij for nr, passage in erbij for rij in rijen(nr, passage)]
        schrijver = self._store.writer(self._pad, vorige, uit, in_)
        try:
            nodig = schrijver.nodig()
            matrix = self._embed(nodig)
            return schrijver.write(nodig, matrix, lambda n: self._meld("Vectoren opslaan", n, len(nodig)))
        finally:
            schrijver.close()

    def _embed(self, nodig: Sequence[Rij]) -> Vectors:
        """The vectors of these rows, in order."""
        import numpy as np

        teksten = {kind: [rij.tekst for rij in nodig if rij.kind == kind] for kind in _SOORTEN}
        totaal = sum(len(set(deel)) for deel in teksten.values())
        klaar = 0

        def gedaan(aantal: int) -> None:
            self._meld("Teksten omzetten naar vectoren", klaar + aantal, totaal)

        delen = {}
        for kind, deel in teksten.items():
            delen[kind] = iter(embed_texts(self._embeddings, self._model, kind, deel, self._cache, gedaan))
            klaar += len(set(deel))
        return np.array([next(delen[rij.kind]) for rij in nodig], dtype=np.float32)

    def _alle(self) -> list[tuple[int, Passage]]:
        """Every passage of this generation, with its number."""
        with closing(sqlite3.connect(self._pad / DB)) as db:
            rijen = db.execute("SELECT nr, json FROM passages ORDER BY bron, document, nr").fetchall()
        return [(nr, Passage.from_json(regel)) for nr, regel in rijen]

    def _lexicaal(self) -> int:
        """Write the lexical index of all passages, the terms they are about and what questions teach of their
        documents; how many passages there are."""
        doel = self._pad / "tantivy"
        doel.mkdir()
        self._meld("Woorden indexeren", 0, 1)
        passages = [(nr, collectie_naam(p.regeling), p) for nr, p in self._alle()]
        for map_ in (BEGRIPPEN, ZOEKVRAGEN):
            (self._pad / map_).mkdir()
        with self._termen() as termen:
            lexical.build(doel, passages, termen)
            concept_leg.build(self._pad / BEGRIPPEN, passages, self._embed_vragen, termen)
            termen.bewaar()
        bewaar = self._cache.path.with_name(_GELEERD)
        question_leg.build(self._pad / ZOEKVRAGEN, passages, self._embed_vragen, self._model, bewaar)
        self._meld("Woorden indexeren", 1, 1)
        return len(passages)

    def _termen(self) -> Termenlijst:
        """The terms of passages, those of the last generation in it."""
        doel = self._pad / TERMEN
        if self._basis.pad and self._basis.manifest:
            with suppress(Beschadigd):
                controleer(self._basis.pad, self._basis.manifest, alleen=TERMEN)
                shutil.copyfile(self._basis.pad / TERMEN, doel)
        return Termenlijst(doel)

    def _embed_vragen(self, teksten: Sequence[str]) -> Vectors:
        return embed_texts(self._embeddings, self._model, "query", teksten, self._cache)


def _versie(model: str, bronnen: Mapping[str, Mapping[str, DocumentInfo]]) -> str:
    inhoud = sorted((naam, info.hash) for documenten in bronnen.values() for naam, info in documenten.items())
    return hashlib.sha256(json.dumps([indeling(), model, inhoud]).encode()).hexdigest()[:12]
