"""One generation of the index, opened for reading."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

from knowledge import lexical
from knowledge.builder import BEGRIPPEN, DB, ZOEKVRAGEN
from knowledge.concept_leg import ConceptIndex
from knowledge.dense import DenseStore, Stand
from knowledge.documents import Passage
from knowledge.generations import Manifest
from knowledge.question_leg import QuestionIndex


class Snapshot:
    """One generation, opened for reading; closed when the last search on it ends."""

    def __init__(self, pad: Path, manifest: Manifest, store: DenseStore) -> None:
        self.pad = pad
        self.manifest = manifest
        self.dense = store.reader(Stand(pad, manifest.vectoren))
        self.lexical = lexical.LexicalIndex(pad / "tantivy")
        self.concepts = ConceptIndex(pad / BEGRIPPEN)
        self.questions = QuestionIndex(pad / ZOEKVRAGEN)
        self._db = sqlite3.connect(f"file:{pad / DB}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._slot = threading.Lock()
        self._bewaard: dict[int, Passage] = {}
        self._gebruikers = 1  # the index itself

    def passages(self, nummers: Sequence[int]) -> dict[int, Passage]:
        """The passages with these numbers."""
        with self._slot:
            nieuw = [n for n in nummers if n not in self._bewaard]
            if nieuw:
                if len(self._bewaard) > 50_000:
                    self._bewaard.clear()
                    nieuw = list(nummers)
                plekken = ",".join("?" * len(nieuw))
                rijen = self._db.execute(f"SELECT nr, json FROM passages WHERE nr IN ({plekken})", nieuw)
                self._bewaard.update((nr, Passage.from_json(regel)) for nr, regel in rijen)
            return {n: self._bewaard[n] for n in nummers if n in self._bewaard}

    def alle(self, bron: str | None, document: str | None) -> list[Passage]:
        """Every passage of an owner and document (None: any), in order."""
        with self._slot:
            rijen = self._db.execute(
                "SELECT json FROM passages WHERE (?1 IS NULL OR bron = ?1) AND (?2 IS NULL OR document = ?2)"
                " ORDER BY bron, document, nr",
                (bron, document),
            ).fetchall()
        return [Passage.from_json(regel) for (regel,) in rijen]

    def pak(self) -> bool:
        """Keep it open for one more user; False when it is closed already."""
        with self._slot:
            if self._gebruikers == 0:
                return False
            self._gebruikers += 1
            return True

    def laat(self) -> None:
        """One user less; the last one closes it."""
        with self._slot:
            self._gebruikers -= 1
            klaar = self._gebruikers == 0
        if klaar:
            self.dense.close()
            self._db.close()
