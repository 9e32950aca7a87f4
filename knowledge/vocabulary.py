"""The vocabulary (`woordenschat/`): which words of people mean which input, tool or subject.

Only data and the compiled patterns, all for folded text; what follows from a match is decided in `assistant`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, PrivateAttr

from knowledge.errors import Fout, KennisFout
from knowledge.folding import patroon, vouw
from knowledge.models import Model
from knowledge.store import KENNISMAP
from knowledge.word_file import lees_woorden
from knowledge.word_lists import Gevouwen, Lijst, Termen, VlakVoor, gelezen
from knowledge.yaml_file import lees_bestand


def _los(uitdrukkingen: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9])(?=\S)(?:{'|'.join(f'(?:{u})' for u in uitdrukkingen)})")


def _uitdrukking(uitdrukkingen: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{u})" for u in uitdrukkingen))


def _tussenruimte(termen: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:[^\w€]|{patroon(termen).pattern})*")


Uitdrukking = Annotated[re.Pattern[str], gelezen(_uitdrukking)]
"""Regular expressions instead of terms."""
Los = Annotated[re.Pattern[str], gelezen(_los)]
"""Regular expressions that begin where a word does."""
Tussenruimte = Annotated[re.Pattern[str], gelezen(_tussenruimte)]
"""Nothing but these terms and signs."""


class Signalen(Model):
    """Signs that a question is for a tool."""

    sterk: Lijst = Field(description="One of these is enough.")
    zwak: list[str] = Field(description="These count only beside fitting inputs.")


class Gevraagd(Model):
    """What people ask for, and the words of which a passage that answers it has one."""

    vraag: Termen
    passage: Termen


class Plaatswoorden(Model):
    """What stands before the name of a place."""

    soort: VlakVoor = Field(description="What it is: a municipality, a region.")
    ervoor: VlakVoor = Field(description="Other words right before it.")
    begin: Termen = Field(description="So too, with nothing before them.")
    als_plaats: Termen = Field(description="Before a word that can only be a place.")


class GevraagdVanEigen(Model):
    """What people ask of documents of their own, and how what answers it looks there."""

    vraag: Termen
    passage: Uitdrukking
    soms: bool = Field(default=False, description="Whether an answer may do without it.")


class Woordenschat(Model):
    """The file `begrip.yaml`, with the places of the Netherlands."""

    waardetermen: dict[str, dict[str, Lijst]] = Field(
        alias="waarden", description="Input -> value -> words that mean it."
    )
    bedoelingen: dict[str, Signalen] = Field(description="Tool -> signs.")
    geval: Termen = Field(description="Words that make a question one about a case.")
    eigen_geval: Termen = Field(description="Words that make it one about a client or allocation of the reader.")
    contracteert: Termen = Field(description="Words of having, getting or losing a contract.")
    contract: Termen = Field(description="Words for a contract itself.")
    ontkent: Termen = Field(description="Words by which what is told of a contract is that there is none.")
    dubbel_ontkend: Termen = Field(description="Denials of having none.")
    neemt_deel: Termen = Field(description="Words of having part in the contracts of a year, without that word.")
    om_tafel: Termen = Field(description="Words beside such, by which there is no contract yet.")
    slechts_gevraagd: Termen = Field(description="Words by which a contract was asked for, and need not have come.")
    over_client: Termen = Field(description="Words by which segments are those of a client, not of a contract.")
    volgend_jaar: Termen = Field(description="The year after the one that is spoken of.")
    dit_jaar: Termen = Field(description="The year of the contracts that run.")
    bovendien: Termen = Field(description="Words before segments that come to those of the year before.")
    evenzo: Termen = Field(description="Words by which a short sentence tells of another year the same, or not.")
    niet_geweten: Termen = Field(description="Words by which somebody does not know what a sentence speaks of.")
    herziet: Termen = Field(description="Words after which what is told puts right what was told before.")
    vergissing: Termen = Field(description="Words by which a sentence speaks of a mistake.")
    bij_vergissing: Termen = Field(description="Words before what stood there, or what was thought, by mistake.")
    weer_juist: Termen = Field(description="Beginnings of what is right, after what was not.")
    voegt_toe: Termen = Field(description="Beginnings of what comes beside what was told before.")
    enkeling: Termen = Field(description="Words by which a provider is one person.")
    samen_werkend: Termen = Field(description="Words by which a provider is more than one person.")
    nu_niets: Termen = Field(description="Words by which there was no contract before 2022.")
    niet_meer_dan: Termen = Field(description="Words by which segments are all that there are.")
    erbij: Termen = Field(description="Words after segments that come to those of the year before.")
    andermans: Termen = Field(description="Words for another party than who asks.")
    wij: Termen = Field(description="Words for who asks.")
    verbetert: Termen = Field(description="Words between a value and the one that puts it right.")
    voor_het_juiste: Tussenruimte = Field(description="What may stand between such words and the right value.")
    geld: Termen = Field(description="Words of money: beside them a number in words is an amount.")
    soorten: dict[str, Termen] = Field(description="Input -> words of its kind, one of which is denied for another.")
    plaats: Plaatswoorden = Field(description="What stands before the name of a place.")
    algemeen: Termen = Field(description="Words that ask for facts.")
    feitvraag: Termen = Field(description="Words that ask who, where, when, why or how many.")
    vakwoorden: Termen = Field(description="Words of the field, whether or not a source has them.")
    gewone_vakwoorden: Termen = Field(description="Everyday words for what the field is about.")
    aanval: Los = Field(description="Regular expressions of attempts to change the instructions.")
    opdracht_in_document: Los = Field(description="Those that count in a document only, not in a question.")
    buiten: Los = Field(description="Regular expressions of subjects outside the field.")
    wat_je_kan: Los = Field(description="Regular expressions of a question after what the assistant can do.")
    bedankt: Termen = Field(description="Words of thanks, in a turn that asks nothing.")
    synoniemen: dict[Gevouwen, Gevouwen] = Field(description="Word -> words put beside it before searching.")
    gevraagd: list[Gevraagd] = Field(description="What people ask for that a passage may have no word of.")
    gevraagd_van_eigen: list[GevraagdVanEigen] = Field(description="What people ask of documents of their own.")
    aankondigingen: Uitdrukking = Field(description="Regular expressions of sentences that say what a text will tell.")
    stiltes: Uitdrukking = Field(description="Regular expressions by which an article says that its source is silent.")
    afkortingen: dict[Gevouwen, Gevouwen] = Field(description="Short way of writing -> in full.")
    segmentwoorden: dict[str, Termen] = Field(description="Segment -> words that stand for it.")

    _plaatsen: dict[str, str] = PrivateAttr(default_factory=dict)

    @cached_property
    def waarden(self) -> dict[str, dict[str, re.Pattern[str]]]:
        """Input -> value -> what means it."""
        return {s: {w: patroon(t) for w, t in waarden.items()} for s, waarden in self.waardetermen.items()}

    @cached_property
    def sterk(self) -> dict[str, re.Pattern[str]]:
        """Tool -> signs of which one is enough."""
        return {tool: patroon(s.sterk) for tool, s in self.bedoelingen.items()}

    @cached_property
    def zwak(self) -> dict[str, re.Pattern[str]]:
        """Tool -> signs that count only beside fitting inputs."""
        return {tool: patroon(s.zwak) for tool, s in self.bedoelingen.items()}

    @cached_property
    def woorden(self) -> frozenset[str]:
        """Every word of five letters or more in the terms: the targets of spelling correction."""
        van_tools = (t for s in self.bedoelingen.values() for t in [*s.sterk, *s.zwak])
        return frozenset(w for t in [*self._waardetermen(), *van_tools] for w in re.findall(r"[a-z]{5,}", vouw(t)))

    @cached_property
    def woordparen(self) -> frozenset[tuple[str, str]]:
        """The terms for values that are two words."""
        paren = (vouw(t).split() for t in self._waardetermen() if "*" not in t)
        return frozenset((p[0], p[1]) for p in paren if len(p) == 2)

    def _waardetermen(self) -> Iterator[str]:
        return (t for waarden in self.waardetermen.values() for termen in waarden.values() for t in termen)

    @property
    def plaatsen(self) -> dict[str, str]:
        """Folded name of a municipality or region of the Netherlands -> its spelling."""
        return self._plaatsen

    def voluit(self, tekst: str) -> str:
        """The folded text with its abbreviations written in full."""
        for kort, heel, lang in self._voluit:
            if kort in tekst:
                tekst = heel.sub(lang, tekst)
        return tekst

    @cached_property
    def _voluit(self) -> tuple[tuple[str, re.Pattern[str], str], ...]:
        """Of each abbreviation itself, it as a whole word, and what it stands for."""
        return tuple(
            (kort, re.compile(rf"(?<![a-z0-9]){re.escape(kort)}(?![a-z0-9])"), lang)
            for kort, lang in self.afkortingen.items()
        )


@lru_cache(maxsize=4)
def laad_woordenschat(map: Path = KENNISMAP) -> Woordenschat:
    """Read `woordenschat/` of a knowledge folder.

    Raises:
        KennisFout: a file does not fit; with every fault.
    """
    schat = lees_woorden(Woordenschat, "begrip.yaml", map)
    schat._plaatsen = _lees_plaatsen(map)
    return schat


def _lees_plaatsen(map: Path) -> dict[str, str]:
    pad = map / "woordenschat" / "plaatsen.yaml"
    if not pad.exists():
        return {}
    _, data, fouten = lees_bestand(pad)
    if fouten:
        raise KennisFout([Fout(f"woordenschat/{pad.name}", f.regel, f.melding) for f in fouten])
    return {vouw(naam): naam for lijst in data.values() for naam in lijst}
