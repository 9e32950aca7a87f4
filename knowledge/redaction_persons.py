"""Persons who are named in full without a birthdate: by what the message says of whoever has the name.

A name is taken for that of a person when who it is stands before it ("zijn moeder Anja de Boer"), or behind it how old
the person is, where it lives or what its BSN is. A name alone is not: it may be that of a provider, and a first name
alone is how a message tells its children apart.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from knowledge.redaction_names import Naam, geen_naam, herhalingen, namen
from knowledge.redaction_rules import patroon, regels
from knowledge.redaction_text import Gevouwen, Vindplaats

_VOOR, _NA = 40, 60
_HELE_NAAM = 2
"""Words with a capital from which a name is whole: what "van" and another one follow is where the person works."""


def adressen(tekst: Gevouwen) -> list[Vindplaats]:
    """House addresses: with a postcode however they are written, else a street that is written as one."""
    vindplaatsen = [Vindplaats(*m.span(), "adres") for m in patroon("adres").finditer(tekst.klein)]
    return vindplaatsen + [Vindplaats(*m.span(), "adres") for m in patroon("straat_en_nummer").finditer(tekst.tekst)]


def clientnummers(tekst: Gevouwen) -> list[Vindplaats]:
    """Numbers that are called that of a client, with that word."""
    return [Vindplaats(*m.span(), "clientnummer") for m in patroon("clientnummer").finditer(tekst.klein)]


def personen(tekst: Gevouwen, adressen: list[Vindplaats], geboren: list[Vindplaats]) -> list[Vindplaats]:
    """Full names of persons, but for those that go with a birthdate; one that went goes wherever it stands again."""
    huizen = [p.begin for p in adressen]
    alle = (_voor_de_plaats(tekst, naam, huizen) for naam in namen(tekst, 0, len(tekst.tekst)))
    gezien = [naam for naam in alle if _is_persoon(tekst, naam, huizen)]
    bezet = [(naam.begin, naam.eind) for naam in gezien]
    plaatsen = [*bezet, *herhalingen(tekst, gezien, bezet)]
    return [Vindplaats(a, b, "naam") for a, b in plaatsen if not any(a < p.eind and p.begin < b for p in geboren)]


def _voor_de_plaats(tekst: Gevouwen, naam: Naam, huizen: list[int]) -> Naam:
    """A name without where the person is: "Anja de Boer in Hoorn" or "van Parlan", of which the answer needs that."""
    plekken = [*_einden(tekst, naam, "naar_plaats"), *_einden(tekst, naam, "naar_organisatie")]
    for eind, volgend, organisatie in sorted(plekken):
        woorden = sum(deel[:1].isupper() for deel in tekst.tekst[naam.begin : eind].split(" "))
        plaats = volgend in huizen or geen_naam(tekst.tekst[volgend : naam.eind].split(" ")[0])
        if woorden >= _HELE_NAAM if organisatie else plaats:
            return replace(naam, eind=eind, woorden=woorden)
    return naam


def _einden(tekst: Gevouwen, naam: Naam, soort: str) -> list[tuple[int, int, bool]]:
    """Where a name may end before a place: its end, where that begins, and whether any name may follow."""
    gevonden = patroon(soort).finditer(tekst.tekst[naam.begin : naam.eind])
    return [(naam.begin + m.start(), naam.begin + m.end(), soort == "naar_organisatie") for m in gevonden]


def _is_persoon(tekst: Gevouwen, naam: Naam, huizen: list[int]) -> bool:
    if naam.woorden < _HELE_NAAM or _van_het_vak(tekst.klein[naam.begin : naam.eind]):
        return False
    voor = tekst.klein[max(0, naam.begin - _VOOR) : naam.begin]
    if patroon("persoon_ervoor").search(voor):
        return True
    if patroon("organisatie_ervoor").search(voor):
        return False
    if patroon("persoon_erna").search(tekst.klein[naam.eind : naam.eind + _NA]):
        return True
    return any(
        patroon("voor_adres").search(tekst.klein[naam.eind : huis])
        for huis in huizen
        if naam.eind < huis <= naam.eind + _NA
    )


def _van_het_vak(naam: str) -> bool:
    return any(woord in _vakwoorden() for woord in naam.split(" "))


@lru_cache(maxsize=1)
def _vakwoorden() -> frozenset[str]:
    return frozenset(regels()["vakwoorden"])
