"""One search on one generation of the index: both legs, fused, and what terms and questions say, as passages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

from knowledge.common_direction import AANDEEL
from knowledge.concept_leg import Bedoeld
from knowledge.dense import ALGEMEEN, DenseHit, collectie_naam
from knowledge.document_order import Sporen
from knowledge.documents import Passage
from knowledge.fusion import fuse, herschik, naar_code, verhef
from knowledge.generations import Beschadigd
from knowledge.text import Analyse, analyse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from knowledge.snapshot import Snapshot

    Vector = NDArray[np.float32]

Leg = Literal["dense", "lexical"]
"""How passages are found: by meaning, or by words and codes."""
LEGS: tuple[Leg, ...] = get_args(Leg)

_DIEPTE = 50  # how far down each leg is read, at least
_ZELFDE_BESTAND = 0.85  # what a next passage of a file counts, each time again, when results are spread


@dataclass(frozen=True)
class Hit:
    """A passage that was found.

    Attributes:
        passage: the passage.
        score: 0 to 1; 1 is first in every leg that was asked, or in the place of one that is.
        dense: cosine of the question and the passage's text; None when meaning was not asked or not near.
        lexical: BM25 score; None when no word or code of the question is in it.
        vraag: the example question of the passage that is nearest; None when it has none or none is near.
        vraag_score: cosine of that question.
        rerank: what the reranker gave it, 0 to 1; None when it was not asked.
    """

    passage: Passage
    score: float
    dense: float | None
    lexical: float | None
    vraag: str | None = None
    vraag_score: float | None = None
    rerank: float | None = None


@dataclass(frozen=True)
class Zoekvraag:
    """What is searched for; see `Index.search`."""

    text: str
    regelingen: Sequence[str] | None = None
    k: int = 10
    vector: Sequence[float] | None = None
    legs: Collection[Leg] = LEGS
    spread: bool = False

    @property
    def leeg(self) -> bool:
        """Whether there is nothing to look for."""
        return self.k < 1 or not self.text.strip()

    @property
    def genoeg(self) -> int:
        """How many fused hits are looked at: some are double, and spreading brings up what is further down."""
        return (4 if self.spread else 2) * self.k

    @property
    def collecties(self) -> list[str] | None:
        """The collections to look in; None: all."""
        if self.regelingen is None:
            return None
        return [*(collectie_naam(regeling) for regeling in self.regelingen), ALGEMEEN]


def zoek(
    snapshot: Snapshot,
    vraag: Zoekvraag,
    embed: Callable[[str], Sequence[float]],
    gemeen: Callable[[], Vector | None],
) -> list[Hit]:
    """The best passages, best first.

    Args:
        snapshot: the generation.
        vraag: what is searched for.
        embed: gives the vector of a question; asked only when meaning is searched.
        gemeen: gives what all questions have in common (`knowledge.common_direction`).

    Raises:
        Beschadigd: the generation is not whole.
    """
    termen = analyse(vraag.text)
    collecties, diepte = vraag.collecties, max(_DIEPTE, 2 * vraag.k)
    woorden: list[tuple[int, float]] = []
    if "lexical" in vraag.legs:
        woorden = snapshot.lexical.search(termen, collecties, diepte)
    dicht: list[DenseHit] = []
    cosinus: dict[int, float] = {}
    punt = af = None
    if "dense" in vraag.legs and not termen.alleen_codes:
        import numpy as np

        punt = np.asarray(embed(vraag.text) if vraag.vector is None else vraag.vector, dtype=np.float32)
        gedeeld = gemeen()
        af = None if gedeeld is None else AANDEEL * gedeeld
        dicht = snapshot.dense.search(punt, collecties, diepte, af)
    rangen = fuse(termen, [nr for nr, _ in woorden], [hit.nummer for hit in dicht])
    if not termen.alleen_codes:
        gevraagd = termen if "lexical" in vraag.legs else None
        begrippen = snapshot.concepts.search(gevraagd, punt, af, collecties, _nummers(rangen))
        samen, rangen = rangen, verhef(rangen, begrippen)
        if punt is not None:
            sporen = _sporen(termen, woorden, dicht, samen, rangen, begrippen) if gevraagd else None
            if sporen or not naar_code(termen):
                tekst = vraag.text if gevraagd else None
                gevonden = snapshot.questions.search(tekst, punt, collecties, _nummers(rangen), sporen)
                rangen = herschik(rangen, gevonden, geordend=sporen is not None)
    rangen = rangen[: vraag.genoeg]
    if dicht and punt is not None:
        cosinus = snapshot.dense.cosinus([nr for nr, _ in rangen], punt, collecties)
    passages = snapshot.passages([nr for nr, _ in rangen])
    bm25, nabij = dict(woorden), {hit.nummer: hit for hit in dicht}
    hits: list[Hit] = []
    gezien: set[tuple[str | None, str]] = set()
    for nr, score in rangen:
        passage = passages.get(nr)
        if passage is None:
            raise Beschadigd(f"passage {nr} ontbreekt")
        if (passage.regeling, passage.text) in gezien:
            continue  # the same file, indexed by two routes
        gezien.add((passage.regeling, passage.text))
        hit = nabij.get(nr)
        nabijheid = cosinus.get(nr, hit.tekst if hit else None)
        voorbeeld = passage.vragen[hit.plaats] if hit and hit.plaats is not None else None
        hits.append(Hit(passage, score, nabijheid, bm25.get(nr), voorbeeld, hit.vraag if hit else None))
    return (_gespreid(hits) if vraag.spread else hits)[: vraag.k]


def _sporen(
    termen: Analyse,
    woorden: Sequence[tuple[int, float]],
    dicht: Sequence[DenseHit],
    samen: Sequence[tuple[int, float]],
    verheven: Sequence[tuple[int, float]],
    begrippen: Sequence[Bedoeld],
) -> Sporen:
    """What was found, as far as every search reads the legs."""
    nabij = [(hit.nummer, hit.tekst or 0.0) for hit in dicht[:_DIEPTE]]
    return Sporen(woorden[:_DIEPTE], nabij, samen, verheven, begrippen, len(termen.woorden), naar_code(termen))


def _nummers(rangen: Sequence[tuple[int, float]]) -> list[int]:
    return [nr for nr, _ in rangen]


def _gespreid(hits: list[Hit]) -> list[Hit]:
    """The hits with each next passage of a user's file lower, so that one long file does not fill the page."""
    eerder: dict[str, int] = {}
    uit = []
    for hit in hits:
        passage = hit.passage
        if passage.herkomst == "gebruiker":
            keer = eerder.get(passage.document, 0)
            eerder[passage.document] = keer + 1
            hit = replace(hit, score=hit.score * _ZELFDE_BESTAND**keer)
        uit.append(hit)
    return sorted(uit, key=lambda hit: -hit.score)
