"""How people build a message (`woordenschat/bericht.yaml`): greetings, closings, cues for a new question or a fact.

Only data and the compiled patterns, all for folded text; what follows from a match is decided in `assistant.message`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from knowledge.models import Model
from knowledge.store import KENNISMAP
from knowledge.vocabulary import patroon, vouw
from knowledge.word_file import lees_woorden

_NAAM = "bericht.yaml"
Termen = Annotated[list[str], Field(min_length=1)]
Zin = Annotated[str, Field(pattern=r"\{waarde\}")]


class Bericht(Model):
    """The file `bericht.yaml`; every list is of terms."""

    kopregels: Termen = Field(description="Names of the lines above a forwarded mail.")
    onderwerpregels: Termen = Field(description="Those that say what it is about.")
    afzenderregels: Termen = Field(description="Those that name the sender.")
    onderwerpvoorvoegsels: Termen = Field(description="What stands before a subject: re, fwd.")
    scheidingen: Termen = Field(description="What stands in a line between a message and the one below it.")
    citaatinleidingen: Termen = Field(description="Ends of a line that introduces quoted mail.")
    aanheffen: Termen = Field(description="Begins of a greeting.")
    groeten: Termen = Field(description="Begins of a closing; the signature follows.")
    beleefdheden: Termen = Field(description="Sentences without a fact or a question.")
    kleine_letters: Termen = Field(description="Begins of the small print.")
    naschriften: Termen = Field(description="Begins of a postscript.")
    geen_naam: Termen = Field(description="Words by which a line of a signature is no person.")
    tussenvoegsels: Termen = Field(description="Small words inside a name.")
    afkortingen: Termen = Field(description="Short forms whose full stop ends no sentence.")
    vraagzinnen: Termen = Field(description="What stands before the question proper.")
    vraagbegin: Termen = Field(description="Words with which a question begins.")
    vraagaanloop: Termen = Field(description="Small words before those.")
    vraagwoorden: Termen = Field(description="Words by which a part of a sentence asks.")
    persoonsvormen: Termen = Field(description="A part of a sentence that can be asked by itself has one of these.")
    voorzetsels: Termen = Field(description="Words with which a question goes on that leaves out its verb.")
    nieuwe_vraag: Termen = Field(description="Begins by which a next question is one of its own.")
    begripsvragen: Termen = Field(description="Begins of a question for the meaning of a term.")
    hoort_bij_vorige: Termen = Field(description="Begins of a question that goes on with the one before it.")
    verwijst: Termen = Field(description="Words that point back.")
    verwijst_niet: Termen = Field(description="Where those do not point back.")
    holle_woorden: Termen = Field(description="Words that say nothing of what a question is about.")
    bij_vorige: Termen = Field(description="Begins of a fact that belongs to the question before it.")
    bij_volgende: Termen = Field(description="Begins of a fact with which a next case begins.")
    doorsturen: Termen = Field(description="Said by whoever forwards a mail.")
    gevalsparen: list[Annotated[list[str], Field(min_length=2, max_length=2)]] = Field(
        description="Pairs of names by which people tell two cases apart."
    )
    geen_geval: Termen = Field(description="After such a name, these make it a party and no case.")
    plaatszin: Zin = Field(description="Sentence that carries a place to a question that leaves it out.")
    gevalszin: Zin = Field(description="Sentence that carries the facts of a case to a question that leaves them out.")
    gevalswoorden: dict[str, dict[str, str]] = Field(description="Input -> value -> how that sentence puts it.")
    kortste_vraag: int = Field(ge=1, description="Words that a question of its own has at least.")


@dataclass(frozen=True)
class Berichtwoorden:
    """The words of messages as patterns; those named `…_begin` match at the start only (with `match`)."""

    def leunt(self, tekst: str) -> bool:
        """Whether a folded text points back to what was said before it."""
        return bool(self.verwijst.search(self.verwijst_niet.sub(" ", tekst)))

    kopregel: re.Pattern[str]
    onderwerp: re.Pattern[str]
    afzender: re.Pattern[str]
    onderwerpvoorvoegsel: re.Pattern[str]
    scheiding: re.Pattern[str]
    citaatinleiding: re.Pattern[str]
    aanhef_begin: re.Pattern[str]
    groet_begin: re.Pattern[str]
    beleefd_begin: re.Pattern[str]
    kleine_letters_begin: re.Pattern[str]
    naschrift_begin: re.Pattern[str]
    geen_naam: re.Pattern[str]
    tussenvoegsels: frozenset[str]
    afkortingen: frozenset[str]
    vraagzin: re.Pattern[str]
    vraag_begin: re.Pattern[str]
    vraagdeel: re.Pattern[str]
    persoonsvorm: re.Pattern[str]
    voorzetsel_begin: re.Pattern[str]
    aanloop: re.Pattern[str]
    nieuw_begin: re.Pattern[str]
    begrip_begin: re.Pattern[str]
    vorige_begin: re.Pattern[str]
    verwijst: re.Pattern[str]
    verwijst_niet: re.Pattern[str]
    holle_woorden: frozenset[str]
    feit_vorige_begin: re.Pattern[str]
    feit_volgende_begin: re.Pattern[str]
    doorsturen: re.Pattern[str]
    gevalsparen: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    plaatszin: str
    gevalszin: str
    gevalswoorden: dict[str, dict[str, str]]
    kortste_vraag: int


def _begin(termen: list[str], aanloop: list[str] | None = None) -> re.Pattern[str]:
    """One of the terms at the very start, after signs and, where given, small words."""
    voor = rf"(?:{patroon(aanloop).pattern}[\s,:.-]+){{0,3}}" if aanloop else ""
    return re.compile(rf"[^a-z0-9]*{voor}{patroon(termen).pattern}")


def _regelnaam(termen: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{patroon(termen).pattern})\s*:")


def _geval(naam: str, geen: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:\b(?:bij|van|voor|for|of|with)\s+)?{patroon([naam]).pattern}(?!\s+{patroon(geen).pattern})")


def _maak(b: Bericht) -> Berichtwoorden:
    deel = rf"(?:[,;]\s*(?P<en>en|and)?|\s(?P<los>en|and))\s+(?=(?:{patroon(b.nieuwe_vraag).pattern}\s+)?\(?"
    return Berichtwoorden(
        kopregel=_regelnaam(b.kopregels),
        onderwerp=_regelnaam(b.onderwerpregels),
        afzender=_regelnaam(b.afzenderregels),
        onderwerpvoorvoegsel=re.compile(rf"(?:{patroon(b.onderwerpvoorvoegsels).pattern}\s*:\s*)+"),
        scheiding=re.compile(rf"\W*{patroon(b.scheidingen).pattern}\W*:?\W*$"),
        citaatinleiding=re.compile(rf".*{patroon(b.citaatinleidingen).pattern}[^:]{{0,60}}:\s*$"),
        aanhef_begin=_begin(b.aanheffen),
        groet_begin=_begin(b.groeten),
        beleefd_begin=_begin(b.beleefdheden),
        kleine_letters_begin=_begin(b.kleine_letters),
        naschrift_begin=re.compile(rf"\W*{patroon(b.naschriften).pattern}[\s:.]"),
        geen_naam=patroon(b.geen_naam),
        tussenvoegsels=frozenset(vouw(t) for t in b.tussenvoegsels),
        afkortingen=frozenset(vouw(t) for t in b.afkortingen),
        vraagzin=patroon(b.vraagzinnen),
        vraag_begin=_begin(b.vraagbegin, b.vraagaanloop),
        vraagdeel=re.compile(rf"{deel}{patroon(b.vraagwoorden).pattern})"),
        persoonsvorm=patroon(b.persoonsvormen),
        voorzetsel_begin=re.compile(rf"\W*(?:(?:en|and)\s+)?(?P<voorzetsel>{patroon(b.voorzetsels).pattern})\s"),
        aanloop=re.compile(rf"\W*(?:{patroon(b.nieuwe_vraag).pattern}\s*[:,]\s*|(?:en|maar|and|but)\s+)"),
        nieuw_begin=_begin(b.nieuwe_vraag),
        begrip_begin=_begin(b.begripsvragen, b.vraagaanloop),
        vorige_begin=_begin(b.hoort_bij_vorige, ["en", "maar", "and"]),
        verwijst=patroon(b.verwijst),
        verwijst_niet=patroon(b.verwijst_niet),
        holle_woorden=frozenset(vouw(t) for t in b.holle_woorden),
        feit_vorige_begin=_begin(b.bij_vorige),
        feit_volgende_begin=_begin(b.bij_volgende),
        doorsturen=patroon(b.doorsturen),
        gevalsparen=tuple((_geval(een, b.geen_geval), _geval(ander, b.geen_geval)) for een, ander in b.gevalsparen),
        plaatszin=b.plaatszin,
        gevalszin=b.gevalszin,
        gevalswoorden=b.gevalswoorden,
        kortste_vraag=b.kortste_vraag,
    )


@lru_cache(maxsize=4)
def laad_berichtwoorden(map: Path = KENNISMAP) -> Berichtwoorden:
    """Read the words of messages of a knowledge folder.

    Raises:
        KennisFout: the file is not there or does not fit; with every fault.
    """
    return _maak(lees_woorden(Bericht, _NAAM, map))
