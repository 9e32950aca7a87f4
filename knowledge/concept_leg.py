"""Questions in everyday words to passages about a term of the field, by the words of `knowledge.concepts`.

Each term in a heading of a user's document is a small text (that heading, and what people say for it), searched
by words like a passage. By meaning a question is held against all of that text and against each saying: one that is
very near counts, whatever else is said for the term. Only a term that stands out among the others lifts its passages.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge import lexical
from knowledge.concepts import Vindplaats, laad_begrippen, vindplaatsen
from knowledge.dense import ALGEMEEN
from knowledge.documents import Passage
from knowledge.passage_groups import Groepen, schrijf
from knowledge.products import per_rij
from knowledge.terms import Termenlijst
from knowledge.text import Analyse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Waarden = NDArray[np.float64]

PER_BEGRIP = 3
"""Passages that a term has a say in; of those that were not found, so many come with it."""
_WOORDEN, _VECTOREN, _TEKSTEN = "woorden", "vectoren.npy", "teksten.npy"
_WOORDDEEL = 0.3  # of the score, when words and meaning are both searched
_RUIS = 1.0  # BM25: a question about a term gives 2 or so; one loose word in common must not stand out
_SPREUKDEEL = 0.7  # of the meaning: the nearest sayings, against all that is said; 0.6 to 0.75 is as good
_NAASTE = 2  # sayings; every term has that many texts: its heading and at least one saying
_VANAF, _TOT = 1.5, 4.25  # standard deviations above the other terms: from here a term counts, from there fully


@dataclass(frozen=True, slots=True)
class Bedoeld:
    """What a question seems to be about: a term, or a document (`knowledge.question_leg`).

    Attributes:
        mate: how much, from 0 to 1; a term stands out, so that it has more than 0.
        nummers: numbers of its passages: those that were found, and the first of the others.
    """

    mate: float
    nummers: tuple[int, ...]


def build(
    directory: Path,
    rijen: Iterable[tuple[int, str, Passage]],
    embed: Callable[[Sequence[str]], Vectors],
    termen: Termenlijst | None = None,
) -> None:
    """Write the terms that these passages are about.

    Args:
        directory: an empty folder.
        rijen: number, collection and passage, in a fixed order. Articles of the knowledge base have questions of their
            own and are left out.
        embed: gives the vectors of texts as questions, a row each.
        termen: where the terms of passages are kept.
    """
    import numpy as np

    eigen = [(nummer, collectie, p) for nummer, collectie, p in rijen if p.herkomst == "gebruiker"]
    plekken = vindplaatsen(laad_begrippen(), [(nummer, p) for nummer, _, p in eigen])
    collecties = {nummer: collectie for nummer, collectie, _ in eigen}
    per_term = [_teksten(plek) for plek in plekken]
    schrijf(directory, [[(nummer, collecties[nummer]) for nummer in plek.nummers] for plek in plekken])
    if not plekken:
        return
    passages = [_als_passage(teksten) for teksten in per_term]
    (directory / _WOORDEN).mkdir()
    lexical.build(directory / _WOORDEN, ((nr, ALGEMEEN, p) for nr, p in enumerate(passages)), termen)
    np.save(directory / _TEKSTEN, [len(teksten) for teksten in per_term])
    np.save(directory / _VECTOREN, embed([tekst for teksten in per_term for tekst in teksten]))


def _teksten(plek: Vindplaats) -> tuple[str, ...]:
    """The heading of a term, and what people say for it."""
    term = plek.begrip.term
    return (term if plek.kop == term else f"{plek.kop} {term}", *plek.begrip.gezegd)


def _als_passage(teksten: Sequence[str]) -> Passage:
    """The text that a term is searched as by words."""
    kop, *gezegd = teksten
    return Passage("", "", kop, kop, (), "\n".join(gezegd), None, "kennisbank", "")


class ConceptIndex:
    """The terms of a finished generation, for searching; safe in threads.

    Args:
        directory: where `build` wrote them.
    """

    def __init__(self, directory: Path) -> None:
        import numpy as np

        self._passages = Groepen(directory)
        if self._passages:
            self._lexical = lexical.LexicalIndex(directory / _WOORDEN)
            self._vectoren: Vectors = np.load(directory / _VECTOREN)
            termen = np.arange(len(self._passages))
            self._term = np.repeat(termen, np.load(directory / _TEKSTEN))
            self._begin = np.searchsorted(self._term, termen)
            som = np.add.reduceat(self._vectoren, self._begin)
            self._samen: Vectors = som / np.maximum(np.linalg.norm(som, axis=1, keepdims=True), 1e-9)

    def search(
        self,
        termen: Analyse | None,
        vector: Vectors | None,
        af: Vectors | None = None,
        collecties: Collection[str] | None = None,
        gevonden: Sequence[int] = (),
    ) -> list[Bedoeld]:
        """The terms that a question seems to be about, those that stand out most first.

        Args:
            termen: the words of the question; None: do not search by words.
            vector: unit vector of the question; None: do not search by meaning.
            af: what is to be left out of it; None: nothing.
            collecties: only passages in these; None: all.
            gevonden: passages that were found otherwise, all in those collections.
        """
        import numpy as np

        if not self._passages:
            return []
        woorden = None if termen is None else _uitstekend(self._woorden(termen), _RUIS)
        dicht = None if vector is None else self._betekenis(vector if af is None else vector - af)
        if woorden is None or dicht is None:
            samen = woorden if dicht is None else dicht
        else:
            samen = _WOORDDEEL * woorden + (1 - _WOORDDEEL) * dicht
        if samen is None:
            return []
        mate = np.clip((samen - _VANAF) / (_TOT - _VANAF), 0.0, 1.0)
        eigen = self._passages.van(gevonden)
        uit = []
        for term in np.argsort(-samen, kind="stable").tolist():
            if mate[term] <= 0:
                break
            nummers = eigen.get(term, [])
            eerste = self._passages.eerste(term, PER_BEGRIP + len(nummers), collecties)
            if nummers or eerste:
                uit.append(Bedoeld(float(mate[term]), tuple(dict.fromkeys((*nummers, *eerste)))))
        return uit

    def _woorden(self, termen: Analyse) -> Waarden:
        import numpy as np

        scores = np.zeros(len(self._passages))
        for term, score in self._lexical.search(termen, None, len(self._passages)):
            scores[term] = score
        return scores

    def _betekenis(self, vector: Vectors) -> Waarden:
        """How far each term stands out: by all that is said for it, and by the sayings nearest to the question."""
        import numpy as np

        per_tekst = per_rij(self._vectoren, vector)
        volgorde = np.lexsort((-per_tekst, self._term))  # by term, its nearest text first
        naaste = np.mean([per_tekst[volgorde[self._begin + rang]] for rang in range(_NAASTE)], axis=0)
        return (1 - _SPREUKDEEL) * _uitstekend(per_rij(self._samen, vector)) + _SPREUKDEEL * _uitstekend(naaste)


def _uitstekend(scores: Vectors | Waarden, ruis: float = 1e-9) -> Waarden:
    """By how many standard deviations (at least `ruis`) each score stands out."""
    import numpy as np

    afwijking: Waarden = scores - scores.mean(dtype=np.float64)
    uit: Waarden = afwijking / max(float(afwijking.std()), ruis)
    return uit
