"""What people search with, learned: which documents of a standard a question in their words is for.

Often several documents answer a question (a rule, the technical rule that works it out, a code list) and only one is
written in words like those of the question. From the questions of `knowledge.search_questions` it is learned, for every
document they name, how much a question is one for it (`knowledge.regression`). What people say for a term
(`knowledge.concepts`) teaches that too, of the document that has the term in a heading. It is learned once for those
questions, sayings and embedding model; a generation of the index keeps what holds for the documents in it.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.concept_leg import Bedoeld
from knowledge.concepts import laad_begrippen, vindplaatsen
from knowledge.document_order import KENMERKEN, Sporen, kenmerken, laad_bomen
from knowledge.documents import Passage
from knowledge.kept import als_reeks, bewaard, uit_reeks
from knowledge.passage_groups import Groepen, schrijf
from knowledge.regression import BREEDTE, TEUGEL, WOORDEN, Geleerd, leercode
from knowledge.search_questions import Zoekvoorbeeld, documenten, laad_zoekvragen
from knowledge.space import Ruimte, stammen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from knowledge.kept import Reeksen

    Vectors = NDArray[np.float32]
    Matrix = NDArray[np.float64]

MINSTENS = 0.1
"""How much a question must be one for a document to bring in one that was not found."""
_GELEERD = "geleerd.npz"
_VECTOREN, _STAMMEN, _GEWICHTEN, _SAMEN, _NAMEN = "vectoren", "stammen", "gewichten", "samen", "namen"
_KANS = 0.05
"""As `MINSTENS`, where all that was found has a say; also of documents that answer together with one."""
_MEEST = 60  # documents that come in by that; of the whole standard seldom more do
_ZELDEN = 2.0  # questions that are added to those of a document: with few, it says little what else answers them
_GEZEGD = 0.8  # what a saying is for its document; it may be one for others too, which nobody wrote down
_EIGEN = 2  # documents; a term that stands in the headings of more is no matter of one

Gezegd = list[tuple[str, tuple[str, ...]]]
"""What people say -> the names of the documents that it is about."""


def build(
    directory: Path,
    rijen: Iterable[tuple[int, str, Passage]],
    embed: Callable[[Sequence[str]], Vectors],
    model: str,
    bewaar: Path | None = None,
) -> None:
    """Write what was learned for the documents that these passages are of; nothing is learned where there are none.

    Args:
        directory: an empty folder.
        rijen: number, collection and passage, in a fixed order. Only documents of users are looked at.
        embed: gives the vectors of texts as questions, a row each.
        model: what embeds.
        bewaar: file in which what was learned is kept; None: it is learned anew.
    """
    eigen = [(nummer, collectie, p) for nummer, collectie, p in rijen if p.herkomst == "gebruiker"]
    vragen = laad_zoekvragen() if eigen else ()
    namen = alle_namen(vragen)
    gevonden = documenten(namen, (p for _, _, p in eigen))
    plaatsen: dict[str, list[tuple[int, str]]] = {d: [] for naam in namen for d in gevonden.get(naam, ())}
    for nummer, collectie, passage in eigen:
        if passage.document in plaatsen:
            plaatsen[passage.document].append((nummer, collectie))
    schrijf(directory, [*plaatsen.values()])
    if plaatsen:
        import numpy as np

        gezegd = gezegden(gevonden, [(nummer, p) for nummer, _, p in eigen])
        geleerd = bewaard(bewaar, _sleutel(vragen, gezegd, model), lambda: _leer(vragen, gezegd, namen, embed))
        van_document = {document: rij for rij, document in enumerate(plaatsen)}
        koppels = sorted((van_document[d], n) for n, naam in enumerate(namen) for d in gevonden.get(naam, ()))
        np.savez(directory / _GELEERD, **geleerd, **{_NAMEN: np.array(koppels, dtype=np.int32)})  # type: ignore[arg-type]


def alle_namen(vragen: Iterable[Zoekvoorbeeld]) -> list[str]:
    """The names of documents that questions name, in order."""
    return list(dict.fromkeys(naam for vraag in vragen for naam in vraag.doelen))


def gezegden(gevonden: Mapping[str, Sequence[str]], passages: Iterable[tuple[int, Passage]]) -> Gezegd:
    """What people say for the terms in the headings of these passages.

    Args:
        gevonden: name -> the documents of that name.
        passages: number and passage, in a fixed order.
    """
    naam_van = {document: naam for naam, per in reversed([*gevonden.items()]) for document in per}
    rijen = [(nummer, p) for nummer, p in passages if p.document in naam_van]
    document_van = {nummer: p.document for nummer, p in rijen}
    uit: Gezegd = []
    for plek in vindplaatsen(laad_begrippen(), rijen):
        namen = tuple(dict.fromkeys(naam_van[document_van[nummer]] for nummer in plek.nummers))
        if len(namen) <= _EIGEN:
            uit += [(zin, namen) for zin in plek.begrip.gezegd]
    return uit


def _sleutel(vragen: Sequence[Zoekvoorbeeld], gezegd: Gezegd, model: str) -> str:
    """Of all that is learned from, and of the code that learns."""
    inhoud = [leercode(__file__), model, [(vraag.vraag, vraag.doelen) for vraag in vragen], gezegd]
    return hashlib.sha256(json.dumps(inhoud).encode()).hexdigest()


def _leer(
    vragen: Sequence[Zoekvoorbeeld],
    gezegd: Gezegd,
    namen: Sequence[str],
    embed: Callable[[Sequence[str]], Vectors],
) -> Reeksen:
    """The questions and sayings in space, and of each its say for every name."""
    import numpy as np

    teksten = [*(vraag.vraag for vraag in vragen), *(zin for zin, _ in gezegd)]
    doelen = [*(vraag.doelen for vraag in vragen), *(dict.fromkeys(over, _GEZEGD) for _, over in gezegd)]
    vectoren, woorden = embed(teksten), [stammen(tekst) for tekst in teksten]
    tabel = np.array([[doel.get(naam, 0.0) for naam in namen] for doel in doelen], dtype=np.float32)
    gewichten = _weeg(Ruimte(vectoren, woorden), tabel)
    antwoorden = (tabel[: len(vragen)] >= 1.0).astype(np.float64)
    samen = antwoorden.T @ antwoorden / (antwoorden.sum(axis=0)[:, None] + _ZELDEN)
    np.fill_diagonal(samen, 0.0)
    return {_VECTOREN: vectoren, _STAMMEN: als_reeks(woorden), _GEWICHTEN: gewichten, _SAMEN: samen.astype(np.float32)}


def _weeg(ruimte: Ruimte, doelen: Vectors) -> Vectors:
    """The say of every example in every target, as `knowledge.regression.leer`; in half the memory, for the many."""
    import numpy as np

    punten = ruimte.punten.astype(np.float32)
    kern = np.exp(2 * BREEDTE * (punten @ punten.T - 1))
    bij_woord: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for rij, gewogen in enumerate(ruimte.gewogen):
        for stam, gewicht in gewogen.items():
            bij_woord[stam].append((rij, gewicht))
    for plekken in bij_woord.values():
        rijen, zwaar = np.array([r for r, _ in plekken]), np.array([g for _, g in plekken], dtype=np.float32)
        kern[np.ix_(rijen, rijen)] += WOORDEN * np.outer(zwaar, zwaar)
    kern[np.diag_indices_from(kern)] += TEUGEL * (1 + WOORDEN)
    return np.asarray(np.linalg.solve(kern, doelen), dtype=np.float32)


class QuestionIndex:
    """What was learned for the documents of a finished generation; safe in threads.

    Args:
        directory: where `build` wrote it.
    """

    def __init__(self, directory: Path) -> None:
        import numpy as np

        self._passages = Groepen(directory)
        if self._passages:
            with np.load(directory / _GELEERD, allow_pickle=False) as archief:
                document, self._naam = archief[_NAMEN].T
                self._begin = np.searchsorted(document, np.arange(len(self._passages)))
                self._zet(archief)

    def _zet(self, geleerd: Reeksen) -> None:

        ruimte = Ruimte(geleerd[_VECTOREN], uit_reeks(geleerd[_STAMMEN]))
        self._geleerd = Geleerd(ruimte.punten, ruimte.gewogen, geleerd[_GEWICHTEN])
        ruimte.punten, ruimte.gewogen = ruimte.punten[:0].copy(), []  # what was learned has them; thousands are much
        self._ruimte = ruimte
        self._samen: Vectors = geleerd[_SAMEN]  # by name: there can be many documents of a name

    def anders_geleerd(
        self,
        vragen: Sequence[Zoekvoorbeeld],
        gezegd: Gezegd,
        namen: Sequence[str],
        embed: Callable[[Sequence[str]], Vectors],
    ) -> QuestionIndex:
        """The same documents, with what other questions teach.

        Args:
            vragen: those questions.
            gezegd: what people say for terms, as `gezegden` gives it.
            namen: the names that all questions name, in order.
            embed: gives the vectors of texts as questions, a row each.
        """
        ander = copy(self)
        ander._zet(_leer(vragen, gezegd, namen, embed))
        return ander

    def eerste_passages(self) -> list[int]:
        """Of every document the number of its first passage."""
        return [self._passages.eerste(document, 1)[0] for document in range(len(self._passages))]

    def search(
        self,
        tekst: str | None,
        vector: Vectors,
        collecties: Collection[str] | None = None,
        gevonden: Sequence[int] = (),
        sporen: Sporen | None = None,
    ) -> list[Bedoeld]:
        """Every document that counts, with how much it answers the question (0 to 1).

        Those with a passage that was found count, and others for which the question is one by `MINSTENS` or more.

        Args:
            tekst: the question, for its words; None: do not search by words.
            vector: its unit vector.
            collecties: only passages in these; None: all.
            gevonden: passages that were found otherwise, all in those collections.
            sporen: what was found, and how; None: only what questions taught is looked at.
        """
        import numpy as np

        if not self._passages:
            return []
        eigen = self._passages.van(gevonden)
        if sporen is not None and (bomen := laad_bomen()) is not None:
            mee, tabel = self.kandidaten(tekst, vector, gevonden, sporen)
            mate = dict(zip(mee, bomen.op(tabel).clip(0.0, 1.0).tolist(), strict=True))
        else:
            alle = self._per_document(self._per_naam(tekst, vector)).clip(0.0, 1.0)
            mate = {d: float(alle[d]) for d in {*eigen, *np.flatnonzero(alle >= MINSTENS).tolist()}}
        uit = []
        for document in sorted(mate):
            nummers = eigen.get(document) or self._passages.eerste(document, 1, collecties)
            if nummers:
                uit.append(Bedoeld(mate[document], tuple(nummers)))
        return uit

    def kandidaten(
        self, tekst: str | None, vector: Vectors, gevonden: Sequence[int], sporen: Sporen
    ) -> tuple[list[int], Vectors]:
        """The documents that may answer the question, and what `knowledge.document_order` looks at, a row each.

        Args:
            tekst: the question, for its words; None: do not search by words.
            vector: its unit vector.
            gevonden: passages that were found.
            sporen: how.
        """
        import numpy as np

        per_naam = self._per_naam(tekst, vector)
        samen = per_naam.clip(0.0, 1.0)[:, None] * self._samen
        geleerd = self._per_document(per_naam)
        buur = np.maximum.reduceat(samen.max(axis=0)[self._naam], self._begin)
        tabel = kenmerken(sporen, self._passages, geleerd, buur, self._per_document(samen.sum(axis=0)))
        kans = np.maximum(geleerd, tabel[:, KENMERKEN.index("buur")])
        kansrijk = np.flatnonzero(kans >= _KANS)
        if len(kansrijk) > _MEEST:  # many documents of a name
            kansrijk = kansrijk[np.argsort(-kans[kansrijk], kind="stable")[:_MEEST]]
        mee = sorted({*self._passages.van(gevonden), *kansrijk.tolist()})
        return mee, tabel[mee]

    def _per_naam(self, tekst: str | None, vector: Vectors) -> Matrix:
        """Of every name how much the question is one for it."""
        woorden = {} if tekst is None else self._ruimte.woorden(tekst)
        return self._geleerd.op(self._ruimte.punt(vector), woorden)

    def _per_document(self, per_naam: Matrix) -> Matrix:
        import numpy as np

        mate: Matrix = np.add.reduceat(per_naam[self._naam], self._begin)
        return mate
