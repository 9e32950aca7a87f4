"""Decide for which contract regime the answer must hold: what the user names, else what the question betrays."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from assistant.forms import Kandidaat, kandidaten, volgorde
from assistant.line.state import Interpretatie, Scope
from assistant.reading.places import VreemdePlaatsen
from assistant.reading.products.catalogue import namen_in
from knowledge.folding import patroon, vouw
from knowledge.index import Hit
from knowledge.models import Regeling
from knowledge.store import Kennisbank
from knowledge.vocabulary import Woordenschat

GENOEG = 2.0
"""Evidence from which a regime is taken as meant."""
VOORSPRONG = 1.0
"""How much more evidence it must have than the next."""
DUIDELIJK = 2.5
"""Evidence of telling terms from which a regime is meant, and another place in the question only mentioned."""
ZEKERE_TOOL = 0.75
"""Certainty of a tool from which a question is for a regime that has rules for it."""

VER = 0.3
"""What an unrestricted search says at most of a regime that is far off; the nearest has 1.6."""

LIJKT = 0.4
"""How much more a question must be like what is asked of one regime than of the next, where words don't decide."""


@dataclass(frozen=True)
class _Patronen:
    gebied: re.Pattern[str]
    getypt: re.Pattern[str]
    gedeeld: re.Pattern[str]
    plaatsen: re.Pattern[str]
    ongenoemd: Mapping[str, str]
    kenmerken: tuple[tuple[re.Pattern[str], float, str], ...]
    jaren: frozenset[int]


class Scoper:
    """Weighs the evidence; the terms come from the regimes' own files."""

    def __init__(self, kennis: Kennisbank, schat: Woordenschat) -> None:
        self._kennis = kennis
        self._per_regeling = {r.regeling: self._maak(r) for r in kennis.regelingen.values()}
        self._vreemd = VreemdePlaatsen(kennis, schat)

    def _maak(self, r: Regeling) -> _Patronen:
        gebied = patroon(r.plaatsnamen)
        ongenoemd = {_kaal(vouw(naam)): naam for naam in self._ongenoemd(r)}
        return _Patronen(
            gebied=gebied,
            getypt=re.compile(gebied.pattern, re.IGNORECASE),
            gedeeld=patroon(r.herkenning.gedeelde_gebieden),
            plaatsen=patroon([*r.plaatsnamen, *r.herkenning.gedeelde_gebieden, *ongenoemd]),
            ongenoemd=ongenoemd,
            kenmerken=tuple((patroon([t.term]), t.gewicht, t.term) for t in r.herkenning.kenmerken),
            jaren=frozenset(r.herkenning.jaren),
        )

    def _ongenoemd(self, r: Regeling) -> list[str]:
        """The places that count as lying in a region although its own sources don't name them: those that its file says
        so of, and the municipalities of a regime with which it shares a region."""
        gedeeld = patroon(r.herkenning.gedeelde_gebieden)
        gedeelde = [
            naam
            for ander in self._kennis.regelingen.values()
            if ander.regeling != r.regeling and any(gedeeld.search(vouw(g)) for g in ander.herkenning.gebieden)
            for naam in (*ander.gemeenten, *ander.herkenning.omgeving)
        ]
        return [naam for naam in (*r.herkenning.omgeving, *gedeelde) if naam not in r.gemeenten]

    def genoemd(self, plat: str) -> list[str]:
        """The regimes whose own region or municipality a folded text names."""
        gevonden = [(m.start(), naam) for naam, p in self._per_regeling.items() if (m := p.gebied.search(plat))]
        return [naam for _, naam in sorted(gevonden)]

    def met_regio(self, tekst: str, regeling: str | None) -> str:
        """A text for comparing by meaning, with its region named in the one way in which all such texts name it.

        Args:
            tekst: a question; a region or municipality of one regime in it becomes the name of that region.
            regeling: the regime that is known to hold, if one is; it is named where the text names none.
        """
        genoemd = self.genoemd(vouw(tekst))
        if len(genoemd) > 1 or not (genoemd or regeling):
            return tekst
        streek = self._streek(genoemd[0] if genoemd else str(regeling))
        if not streek:
            return tekst
        return (
            self._per_regeling[genoemd[0]].getypt.sub(streek, tekst)
            if genoemd
            else f"{tekst.rstrip('?! .')} in {streek}?"
        )

    def _streek(self, regeling: str) -> str:
        gebieden = self._kennis.regelingen[regeling].herkenning.gebieden
        return gebieden[0] if gebieden else ""

    def niet_in_bron(self, tekst: str, regelingen: Sequence[str]) -> list[tuple[str, str]]:
        """The places in a folded text that count as lying in a region although its sources don't name them, each with
        the regime; a name inside a longer one ("Waterland" in "Zaanstreek-Waterland") is none."""
        return [
            (naam, r)
            for r in regelingen
            for naam in dict.fromkeys(
                self._per_regeling[r].ongenoemd.get(_kaal(m[0]), "")
                for m in self._per_regeling[r].plaatsen.finditer(tekst)
            )
            if naam
        ]

    def van_elders(self, tekst: str, regeling: str) -> list[tuple[str, str]]:
        """The telling terms of other regimes in a folded text that has none of this one: (term, regime)."""
        if self._kenmerken(tekst)[regeling] >= VOORSPRONG:
            return []
        return [
            (term, naam)
            for naam, p in self._per_regeling.items()
            for kenmerk, gewicht, term in p.kenmerken
            if naam != regeling and gewicht >= DUIDELIJK and kenmerk.search(tekst)
        ]

    def bewijs(self, interpretatie: Interpretatie) -> dict[str, float]:
        """Evidence per regime from the words of the question and, less, of the conversation."""
        tekst = interpretatie.vraag.tekst
        punten: dict[str, float] = defaultdict(float)
        kenmerken = self._kenmerken(tekst)
        for naam, p in self._per_regeling.items():
            punten[naam] += 5.0 if p.gebied.search(tekst) else 0.0
            punten[naam] += 2.0 if p.gedeeld.search(tekst) else 0.0
            punten[naam] += min(6.0, kenmerken[naam])
            catalogus = self._kennis.regelingen[naam].catalogus
            punten[naam] += 2.0 if catalogus and namen_in(tekst, catalogus) else 0.0
            punten[naam] += 2.0 if interpretatie.vraag.slots.profiel_fout and self._heeft_profielen(naam) else 0.0
            punten[naam] += 1.0 if p.jaren & set(interpretatie.vraag.slots.jaren) else 0.0
            for afstand, eerder in enumerate(reversed(interpretatie.eerdere[-4:]), 1):
                punten[naam] += (2.0 if p.gebied.search(eerder) else 0.0) / afstand
        return dict(punten)

    def _heeft_profielen(self, naam: str) -> bool:
        return bool(self._kennis.regelingen[naam].profielen)

    def kandidaten(self, interpretatie: Interpretatie) -> list[Kandidaat]:
        """The tools that fit, over all regimes, surest first."""
        alle = [k for r in self._kennis.regelingen.values() for k in kandidaten(interpretatie.vraag, r)]
        return sorted(alle, key=volgorde(interpretatie.vraag))

    def bepaal(
        self,
        interpretatie: Interpretatie,
        gekozen: str | None,
        tools: list[Kandidaat],
        hits: list[Hit],
        lijkt_op: Callable[[], Mapping[str, float]],
    ) -> Scope:
        """The regime, or the choices when the evidence does not decide.

        Args:
            interpretatie: the question.
            gekozen: the regime that the user chose, if any.
            tools: the tools that fit it.
            hits: passages of all regimes.
            lijkt_op: gives of every regime how much the question is like what is asked of it
                (`Voorbeelden.per_regeling`).
        """
        if gekozen is not None:
            return Scope((gekozen,), expliciet=True)
        nu = vouw(interpretatie.origineel)
        jaren = frozenset(interpretatie.vraag.slots.jaren)
        zeker = {k.regeling for k in tools if k.zekerheid >= ZEKERE_TOOL}
        voorbarig = [] if self.genoemd(nu) else [n for n in self._nog_niet(jaren) if n not in zeker]
        genoemd = [n for n in self.genoemd(nu) or self.genoemd(interpretatie.vraag.tekst) if n not in voorbarig]
        woorden = _met_tools(self.bewijs(interpretatie), tools)
        punten = _met_hits(woorden, hits) | dict.fromkeys(voorbarig, 0.0)
        if genoemd:
            kenmerken = self._kenmerken(interpretatie.vraag.tekst)
            return self._genoemde(genoemd, punten, kenmerken, jaren, lijkt_op, zeker)
        teksten = [interpretatie.origineel, *([interpretatie.zoektekst] if interpretatie.vervolg else [])]
        vreemd = next(filter(None, map(self._vreemd.eerste, teksten)), None)
        if vreemd is not None:
            return Scope((), vreemd=vreemd)
        return self._zonder_naam(punten, woorden, hits, lijkt_op)

    def _zonder_naam(
        self,
        punten: Mapping[str, float],
        woorden: Mapping[str, float],
        hits: list[Hit],
        lijkt_op: Callable[[], Mapping[str, float]],
    ) -> Scope:
        """The regime of a question that names none, or the choices.

        Args:
            punten: the evidence of each.
            woorden: what of it words and tools give.
            hits: passages of all regimes.
            lijkt_op: as in `bepaal`.
        """
        volgorde = sorted(punten, key=lambda n: -punten[n])
        beste, tweede = volgorde[0], volgorde[1] if len(volgorde) > 1 else None
        if punten[beste] >= GENOEG and (tweede is None or punten[beste] - punten[tweede] >= VOORSPRONG):
            return Scope((beste,))
        grens = max(punten[beste] - 1.6, 0.4)
        keuzes = tuple(n for n in volgorde if punten[n] >= grens)
        loopt = self._kennis.regelingen[beste].geldig.tot is None  # what has ended is taken only when words point to it
        if len(keuzes) == 1 and (woorden[beste] > 0 or (loopt and _raak(hits))):
            return Scope(keuzes)
        if loopt and hits and _steekt_uit(lijkt_op()) == beste:
            return Scope((beste,))
        return Scope((), keuzes=keuzes if len(keuzes) > 1 else tuple(volgorde))

    def _kenmerken(self, tekst: str) -> dict[str, float]:
        """Evidence per regime from its telling terms alone."""
        return {
            naam: sum(gewicht for kenmerk, gewicht, _ in p.kenmerken if kenmerk.search(tekst))
            for naam, p in self._per_regeling.items()
        }

    def _voorbij(self, naam: str, jaren: frozenset[int]) -> bool:
        """Whether a regime had ended before every year that the question names."""
        tot = self._kennis.regelingen[naam].geldig.tot
        return tot is not None and bool(jaren) and min(jaren) > tot.year

    def _nog_niet(self, jaren: frozenset[int]) -> list[str]:
        """The regimes that began after the years that the question names, where those are years of one that ended."""
        perioden = [(naam, r.geldig.van, r.geldig.tot) for naam, r in self._kennis.regelingen.items() if jaren]
        toen = any(van and tot and van.year <= min(jaren) <= max(jaren) <= tot.year for _, van, tot in perioden)
        return [naam for naam, van, _ in perioden if toen and van and max(jaren) < van.year]

    def _genoemde(
        self,
        genoemd: list[str],
        punten: dict[str, float],
        kenmerken: dict[str, float],
        jaren: frozenset[int],
        lijkt_op: Callable[[], Mapping[str, float]],
        zeker: Collection[str],
    ) -> Scope:
        """Named regimes; a region that another regime shares gives way to what the question, or its year, is about.

        A year is no reason where only the named one has rules for what is surely asked: it may be told of anything.
        """
        genoemd = [n for n in genoemd if not self._voorbij(n, jaren)] or genoemd
        for naam in list(genoemd):
            for ander, p in self._per_regeling.items():
                gedeeld = any(p.gedeeld.search(vouw(g)) for g in self._kennis.regelingen[naam].herkenning.gebieden)
                if not gedeeld or (self._voorbij(ander, jaren) and kenmerken.get(ander, 0.0) < DUIDELIJK):
                    continue
                toen = bool(jaren) and jaren <= p.jaren and kenmerken.get(naam, 0.0) < VOORSPRONG
                toen = toen and (naam not in zeker or ander in zeker)
                over = punten.get(ander, 0.0) - punten[naam] >= VOORSPRONG
                if ander not in genoemd and (over or toen or _steekt_uit(lijkt_op(), naam, ander) == ander):
                    genoemd = [ander if n == naam else n for n in genoemd]
                elif set(genoemd) == {naam, ander} and (een := _steekt_uit(lijkt_op(), naam, ander)):
                    genoemd = [een]
        eigen = [n for n in genoemd if kenmerken.get(n, 0.0) >= DUIDELIJK]
        if len(eigen) == 1 and all(kenmerken.get(n, 0.0) < VOORSPRONG for n in genoemd if n != eigen[0]):
            return Scope((eigen[0],), expliciet=True)  # the other place is only mentioned
        if len(genoemd) > 1:
            beste = max(genoemd, key=lambda n: punten[n])
            deel = [n for n in genoemd if punten[beste] - punten[n] < 3.0]
            return Scope(tuple(deel), expliciet=True)
        return Scope(tuple(genoemd), expliciet=True)


def _kaal(naam: str) -> str:
    """A folded name with one space wherever it may be spelled otherwise."""
    return re.sub(r"[\s\-/(),]+", " ", naam)


def _steekt_uit(lijkt_op: Mapping[str, float], *namen: str) -> str | None:
    """Which of these regimes (of all, without names) has the examples that a question is clearly most like, if any."""
    volgorde = sorted(namen or lijkt_op, key=lambda naam: -lijkt_op.get(naam, 0.0))
    if len(volgorde) < 2:
        return None
    beste, tweede = (lijkt_op.get(naam, 0.0) for naam in volgorde[:2])
    return volgorde[0] if beste - tweede >= LIJKT else None


def _met_tools(bewijs: Mapping[str, float], tools: Sequence[Kandidaat]) -> dict[str, float]:
    """The evidence with what the surest tool of each regime adds; one with a tool has nothing against it."""
    punten = dict(bewijs)
    zekerst: dict[str, float] = {}
    for kandidaat in tools:
        zekerst[kandidaat.regeling] = max(zekerst.get(kandidaat.regeling, 0.0), kandidaat.zekerheid)
    for naam, zekerheid in zekerst.items():
        punten[naam] = max(punten[naam], 0.0) + 2.0 * zekerheid
    return punten


def _met_hits(bewijs: Mapping[str, float], hits: list[Hit]) -> dict[str, float]:
    """The evidence with what the passages that were found add."""
    punten = dict(bewijs)
    for naam, sterkte in _uit_hits(hits).items():
        punten[naam] = punten.get(naam, 0.0) + sterkte
    return punten


def _raak(hits: list[Hit]) -> bool:
    """Whether the question is all but one of the example questions."""
    return max((h.vraag_score or 0.0 for h in hits), default=0.0) >= 0.93


def alleen_bij(hits: list[Hit]) -> str | None:
    """The regime of the nearest passages, where those of every other are far off."""
    per = sorted(_uit_hits(hits).items(), key=lambda paar: -paar[1])
    return per[0][0] if per and all(punten <= VER for _, punten in per[1:]) else None


def _uit_hits(hits: list[Hit]) -> dict[str, float]:
    """What an unrestricted search says of the regime: the nearest passages of each, against the best."""
    per: dict[str, float] = {}
    for hit in hits:
        naam = hit.passage.regeling
        if naam is not None:
            waarde = max(hit.vraag_score or 0.0, (hit.dense or 0.0))
            per[naam] = max(per.get(naam, 0.0), waarde)
    if not per:
        return {}
    beste = max(per.values())
    return {naam: max(0.0, 1.6 - (beste - waarde) * 32) for naam, waarde in per.items()}
