"""The dense leg: vectors in Chroma, one collection a regime, in the index's own folder or on a server.

Here is what both ways share: the names, the vectors that passages have, what a hit is, and how a near example
question counts. `knowledge.dense_folder` and `knowledge.dense_server` are the two stores.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from knowledge.documents import Passage
    from knowledge.embedding import Kind

    Vectors = NDArray[np.float32]

ALGEMEEN = "algemeen"
"""Collection of passages that hold for no regime in particular; part of every search."""

EXACT_TOT = 20_000
"""Largest collection in a folder that is searched exactly."""

HNSW = {"space": "ip", "ef_search": 400}
"""Chroma's graph. At 100,000 clustered vectors `ef_search` 400 finds 0.98 of the ten nearest in 2.0 ms, the
default of 100 finds 0.92 in 1.2 ms; the exact product takes 16 ms there."""


def collectie_naam(regeling: str | None) -> str:
    """The name of the collection of a regime, in the letters that Chroma allows."""
    if regeling is None:
        return ALGEMEEN
    if re.fullmatch(r"[a-z0-9][a-z0-9-]{1,60}[a-z0-9]", regeling) and regeling != ALGEMEEN:
        return f"regeling-{regeling}"
    return f"regeling-{hashlib.sha256(regeling.encode()).hexdigest()[:24]}"


@dataclass(frozen=True)
class Stand:
    """A finished generation: its folder, and its number of vectors by collection."""

    generatie: Path
    vectoren: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Rij:
    """One vector that a passage has: that of its text, or of one of its example questions.

    Attributes:
        collectie: its collection.
        nummer: number of the passage.
        plaats: which question; None for the text.
        tekst: what is embedded.
    """

    collectie: str
    nummer: int
    plaats: int | None
    tekst: str

    @property
    def kind(self) -> Kind:
        """As what it is embedded."""
        return "passage" if self.plaats is None else "query"

    @property
    def sleutel(self) -> str:
        """The same for the same text of the same kind, whatever passage it belongs to."""
        return hashlib.sha256(f"{self.kind}\n{self.tekst}".encode("utf-8", "replace")).hexdigest()[:32]


def rijen(nummer: int, passage: Passage) -> list[Rij]:
    """The vectors that a passage has: its text first, then its questions in order."""
    collectie = collectie_naam(passage.regeling)
    vragen = (Rij(collectie, nummer, plaats, vraag) for plaats, vraag in enumerate(passage.vragen))
    return [Rij(collectie, nummer, None, passage.zoektekst), *vragen]


@dataclass(frozen=True, slots=True)
class DenseHit:
    """A passage that is near a question.

    Attributes:
        nummer: number of the passage.
        score: what hits are ranked by: `tekst` (less what is to be left out), and a little more when an example
            question is very near.
        tekst: cosine of the text; None when that was not needed: `DenseIndex.cosinus` gives it.
        plaats: which of its example questions is nearest; None when it has none, or none was near.
        vraag: cosine of that question.
    """

    nummer: int
    score: float
    tekst: float | None
    plaats: int | None = None
    vraag: float | None = None


def toeslag(vraag: Any) -> Any:
    """What a near example question adds to the cosine of the text (a number or an array).

    Questions resemble each other far more than a question resembles a text, and those of one passage ask for
    different things: on held-out questions the text ranked much better than the best question (MRR 0.76
    against 0.48). So the text leads, and only a question that says nearly the same adds something.
    """
    import numpy as np

    return 0.25 * np.maximum(vraag - 0.90, 0.0) + np.maximum(vraag - 0.95, 0.0)


def punten(vector: Vectors, af: Vectors | None, met_vragen: bool) -> tuple[list[Vectors], int]:
    """What to ask a graph for, and how many times as many as are wanted.

    Texts are ranked by the first point, questions by the last. With questions a passage may be found several times.
    """
    rang = vector if af is None else vector - af
    if not met_vragen:
        return [rang], 1
    return ([vector] if af is None else [rang, vector]), 2


def beste(hits: Sequence[DenseHit], k: int) -> list[DenseHit]:
    """The k best, best first."""
    return sorted(hits, key=lambda hit: (-hit.score, hit.nummer))[:k]


class DenseIndex(Protocol):
    """The vectors of a finished generation, for searching; safe in threads."""

    @property
    def toestand(self) -> str | None:
        """Why meaning can not be searched now, as a Dutch sentence; None when it can."""

    def search(
        self, vector: Vectors, collecties: Sequence[str] | None, k: int, af: Vectors | None = None
    ) -> list[DenseHit]:
        """The k nearest passages, best first; nothing while there is a `toestand`.

        Args:
            vector: unit vector of the question.
            collecties: where to look; None: everywhere.
            k: how many.
            af: what is to be left out of the question when texts are ranked; None: nothing.

        Raises:
            Beschadigd: the files are not what the manifest says.
        """

    def cosinus(self, nummers: Sequence[int], vector: Vectors, collecties: Sequence[str] | None) -> dict[int, float]:
        """Cosine of the texts of these passages, as far as they are in these collections."""

    def close(self) -> None:
        """Let go of the files."""


class DenseWriter(Protocol):
    """Writes the vectors of a generation that is being built."""

    def nodig(self) -> list[Rij]:
        """The vectors that are not in the store yet."""

    def write(self, nodig: Sequence[Rij], vectors: Vectors, gedaan: Callable[[int], None]) -> dict[str, int]:
        """Write them (a row each); the number of vectors by collection, of the whole generation.

        Raises:
            Beschadigd: what was there already is not whole: everything must be written anew.
        """

    def close(self) -> None:
        """Stop, done or not."""


class DenseStore(Protocol):
    """Where an index keeps its vectors."""

    soort: str
    """Kept in the manifest: vectors of one kind of store are of no use to the other."""

    def writer(self, generatie: Path, vorige: Stand | None, weg: Sequence[Rij], erbij: Sequence[Rij]) -> DenseWriter:
        """Begin the vectors of a generation.

        Args:
            generatie: its folder.
            vorige: the generation that it follows; None: everything is new and in `erbij`.
            weg: what goes out of it.
            erbij: what comes in.
        """

    def reader(self, stand: Stand, /) -> DenseIndex:
        """The vectors of a finished generation."""

    def heel(self, stand: Stand, /) -> bool:
        """Whether the store has exactly what a generation needs, as far as that can be seen at little cost."""

    def opruimen(self, stand: Stand, /) -> None:
        """Remove what only earlier generations needed; after the switch to this one. Never fails."""

    def close(self) -> None:
        """Let go of what readers share; none is used after it."""
