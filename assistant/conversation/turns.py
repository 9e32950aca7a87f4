"""Read one turn of a conversation by itself: its facts, its signs, and how it stands to what was said before.

Nothing here looks at other turns, so that a reading can be kept for as long as its text is the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.forms import FORMULIEREN
from assistant.message.reader import lees_bericht
from assistant.message.sentences import lees_zinnen
from assistant.reading.slots import Slots
from assistant.text.clauses import WAARDE
from knowledge.conversation_words import Gesprekswoorden, laad_gesprekswoorden
from knowledge.folding import patroon, vouw
from knowledge.message_words import laad_berichtwoorden
from knowledge.store import laad
from tools.contractmutatie import herken

KORTSTE_VRAAG = 3
"""Words of its own that a question has which can be asked by itself."""
_JAAR = re.compile(r"(?<![\d./-])20[0-3]\d(?![\d./-])")
_DEELZIN = re.compile(r"(?<=[.!?;:,\n])(?=\s)|(?<=\n)|(?=\s(?:en|maar|and|but)\s)")
_CLAUSULE = re.compile(r"(?<=[.!?;:,\n])(?=\s)|(?<=\n)")
_MET_VOORZETSEL = re.compile(
    r"\bdaar\s+(?:(?:nu|nog|wel|ook|dan|iets|wat|niet|geen|eigenlijk|precies)\s+)*"
    r"(?:van|bij|voor|mee|in|op|aan|over|onder|uit|naar|om|tegen|door|tussen|achter|na)\b(?!\s+\d)"
    r"|\bdaar\b(?=[^.?!;\n]*\b(?:van|bij|voor|mee|in|op|aan|over|onder|uit|naar|om|tegen|door|tussen|achter|na)"
    r"(?:\s+[a-z]+en)?\s*(?:[.?!,;]|$))"
)
"""A "daar" that is half of a word like "daarvoor"."""
_OPSOMMING = re.compile(r"[-*#|>]|\d+[.)]\s")
"""How a line of a list, a table, a quotation or a head begins."""
LANGSTE_DANK = 10
"""Words of the longest turn that may be thanks and nothing else."""


@dataclass(frozen=True)
class Beurt:
    """A turn of the user.

    Attributes:
        tekst: as typed, redacted.
        plat: folded, abbreviations in full, typing errors mended; without thanks before it.
        kern: the part of it that asks, so too.
        zoek: what to search for.
        slots: the facts that it gives.
        sterk: the tools for which it has strong signs.
        zwak: those for which it has weak signs.
        vraagt: whether it asks something of its own.
        opnieuw: whether it asks what was asked before once more: "verandert dat het antwoord?"
        algemeen: whether it asks for facts rather than for a verdict.
        zin: whether it is a whole sentence, with a verb of its own.
        vraagwoord: whether it asks for something of its own ("wie", "hoe lang").
        inhoud: its words that say what it is about.
        lengte: how many words it has.
        gebieden: the regimes whose own region or municipality it names.
        gebiedsnaam: the first of their names in it.
        elders: whether it names a municipality that none of our regimes knows.
        dank: whether it is nothing but thanks or a greeting.
        corrigeert: whether it puts something right.
        verder: whether it begins as something that goes on.
        veronderstelt: whether it begins as another case put: "en als de gemeente ...".
        verwijst: whether it points back, otherwise than to the client that was spoken of.
        daar: whether it points back to the region or municipality that was spoken of.
        zelfde_geval: whether it points back to the client that was spoken of.
        ander_geval: whether it is about another client than before.
        een_geval: whether it speaks of a client in general.
        nieuw: whether it says that it is about something else.
        terug: whether it says that it goes back to something earlier.
    """

    tekst: str
    plat: str
    kern: str
    zoek: str
    slots: Slots
    sterk: frozenset[str]
    zwak: frozenset[str]
    vraagt: bool
    opnieuw: bool
    algemeen: bool
    zin: bool
    vraagwoord: bool
    inhoud: frozenset[str]
    lengte: int
    gebieden: tuple[str, ...]
    gebiedsnaam: str
    elders: bool
    dank: bool
    corrigeert: bool
    verder: bool
    veronderstelt: bool
    verwijst: bool
    daar: bool
    zelfde_geval: bool
    ander_geval: bool
    een_geval: bool
    nieuw: bool
    terug: bool

    @property
    def geeft(self) -> bool:
        """Whether it gives any fact."""
        return replace(self.slots, peildatum=None) != Slots()

    def zelfstandig(self, onderwerp: frozenset[str], tools: frozenset[str]) -> bool:
        """Whether it asks something else than what the conversation is about, and can be asked by itself.

        Args:
            onderwerp: the tools that the conversation is about.
            tools: the tools there are rules for.
        """
        if not self.vraagt or self.sterk & tools & onderwerp:
            return False
        if self.sterk & tools:
            return True
        if self.verwijst or not (self.zin or self.vraagwoord):
            return False
        if self.veronderstelt and self.geeft and not self.vraagwoord:
            return False
        iets_anders = bool(self.zwak & tools) and not self.zwak & onderwerp
        return len(self.inhoud) >= KORTSTE_VRAAG or (iets_anders and self.geeft)

    @property
    def vol(self) -> bool:
        """Whether it says itself what it asks for, though perhaps not of what."""
        return self.vraagt and self.vraagwoord and bool(self.inhoud)

    def zonder_gebied(self) -> Beurt:
        """The same turn without the names of regions in it."""
        naam = _gebieden()[1]
        return replace(self.zonder(naam), gebieden=())

    def zonder(self, naam: re.Pattern[str]) -> Beurt:
        """The same turn without these names in it."""
        plat, kern, zoek = (_weg(naam, t) for t in (self.plat, self.kern, self.zoek))
        return replace(self, plat=plat, kern=kern, zoek=zoek)


@lru_cache(maxsize=4096)
def _weg(naam: re.Pattern[str], tekst: str) -> str:
    return naam.sub(" ", vouw(tekst))


@lru_cache(maxsize=8192)
def heeft(patroon_: re.Pattern[str], plat: str) -> bool:
    """Whether a folded text holds a match; kept, since a conversation is read again at every turn."""
    return bool(patroon_.search(plat))


def wijst_op_plaats(plat: str, woorden: Gesprekswoorden) -> bool:
    """Whether a folded turn points back to a place; a "daar" that goes with a preposition ("daar ... bij") does not."""
    return bool(woorden.op_die_plaats.search(_MET_VOORZETSEL.sub(" ", plat)))


@lru_cache(maxsize=2048)
def laatste_vraag(antwoord: str) -> str:
    """The question that an answer of ours asks back, folded, whatever remark follows it; empty when it asks none."""
    regels = [r.strip() for r in antwoord.splitlines() if r.strip()]
    vragen = [r for i, r in enumerate(regels) if r.endswith("?") and (i == len(regels) - 1 or not _OPSOMMING.match(r))]
    return vouw(vragen[-1]) if vragen else ""


def zonder_dank(plat: str, woorden: Gesprekswoorden) -> str:
    """A folded turn without the thanks before it; "ok" and the like before an answer say nothing either."""
    m = woorden.dank_begin.match(plat)
    return plat[m.end() :] if m and plat[m.end() :].strip() else plat


def is_dank(plat: str, woorden: Gesprekswoorden) -> bool:
    """Whether a folded turn is thanks or a greeting, and nothing else."""
    if len(re.findall(r"[a-z0-9]+", plat)) > LANGSTE_DANK or not woorden.dank_begin.match(f"{plat} "):
        return False
    return not re.search(r"[a-z0-9]", woorden.enkel_dank.sub(" ", plat))


def zonder_opnieuw(tekst: str, woorden: Gesprekswoorden) -> str:
    """A turn without the clauses that ask what was asked before once more; itself where it has nothing else."""
    if not woorden.opnieuw.search(vouw(tekst)):
        return tekst
    stukken = [s for s in _CLAUSULE.split(tekst) if s.strip()]
    rest = "".join(s for s in stukken if not _is_opnieuw(vouw(s), woorden)).strip()
    return rest if re.search(r"\w", rest) else tekst


def _is_opnieuw(plat: str, woorden: Gesprekswoorden) -> bool:
    zonder = woorden.opnieuw.sub(" ", plat)
    return zonder != plat and not re.search(r"[a-z0-9]", woorden.opnieuw_erbij.sub(" ", zonder))


def zonder_onveranderd(plat: str, woorden: Gesprekswoorden) -> str:
    """A folded turn without the clauses that only say that a thing stays as it was: "ons contract blijft gelijk"."""
    if not woorden.onveranderd.search(plat):
        return plat
    stukken = _DEELZIN.split(plat)
    return "".join(s for s in stukken if not (woorden.onveranderd.search(s) and not WAARDE.search(_JAAR.sub(" ", s))))


@lru_cache(maxsize=2048)
def delen(tekst: str) -> tuple[str, ...]:
    """The separate questions of an earlier message, each by itself."""
    return tuple(vraag.zelfstandig for vraag in lees_bericht(tekst).vragen)


def vraagt(tekst: str) -> bool:
    """Whether a text asks something."""
    woorden = laad_berichtwoorden()
    plat = vouw(tekst)
    return "?" in plat or bool(woorden.vraagzin.search(plat)) or any(z.vraag for z in lees_zinnen(tekst, woorden))


def is_zin(plat: str) -> bool:
    """Whether a folded text has a verb of its own."""
    return bool(laad_berichtwoorden().persoonsvorm.search(plat))


def inhoud(plat: str) -> frozenset[str]:
    """The words of a folded text that say what it is about."""
    hol = laad_berichtwoorden().holle_woorden.union(laad_gesprekswoorden().hol)
    return frozenset(w for w in re.findall(r"[a-z0-9]{4,}", plat) if not w.isdigit()) - hol


def gebieden(plat: str) -> tuple[str, ...]:
    """The regimes whose own region or municipality a folded text names, in order."""
    gevonden = [(m.start(), naam) for naam, p in _gebieden()[0].items() if (m := p.search(plat))]
    return tuple(naam for _, naam in sorted(gevonden))


def gebiedsnaam(plat: str) -> str:
    """The first name of a region of ours in a folded text; empty when it has none."""
    m = min((m for p in _gebieden()[0].values() if (m := p.search(plat))), key=lambda m: m.start(), default=None)
    return m[0] if m else ""


@lru_cache(maxsize=64)
def tools_van(namen: tuple[str, ...]) -> frozenset[str]:
    """The tools that some of these regimes have rules for; of none all tools."""
    regelingen = [r for naam, r in laad().regelingen.items() if naam in namen or not namen]
    return frozenset(t for t, f in FORMULIEREN.items() if any(getattr(r, f.onderdeel) for r in regelingen))


@lru_cache(maxsize=1)
def productnamen() -> re.Pattern[str]:
    """The names of products and their categories in the catalogues of all regimes."""
    catalogi = [r.catalogus for r in laad().regelingen.values() if r.catalogus]
    categorieen = [c for catalogus in catalogi if len(catalogus.categorieen) > 1 for c in catalogus.categorieen]
    return patroon([n for c in categorieen for n in (c.naam, *c.synoniemen, *c.producten)])


@lru_cache(maxsize=2048)
def noemt_mutatie(plat: str) -> bool:
    """Whether a folded text names a change to a contract that some regime lists."""
    regels = [r.contractmutatie for r in laad().regelingen.values() if r.contractmutatie]
    return any(herken(plat, r) is not None for r in regels)


@lru_cache(maxsize=1)
def _gebieden() -> tuple[dict[str, re.Pattern[str]], re.Pattern[str]]:
    alle = laad().regelingen.values()
    kaal = [vouw(n) for r in alle for n in r.plaatsnamen]
    los = re.compile(rf"(?:\b(?:in|voor|bij|naar|te|uit|for|de regio|regio)\s+)?{patroon(kaal).pattern}:?")
    return {r.regeling: patroon(r.plaatsnamen) for r in alle}, los
