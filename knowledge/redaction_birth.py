"""Birthdates in a message, and the names beside them.

A date is one of birth when a word says so (geb., geboren op, dob), when it stands in a column that says so, or when a
name stands right beside it and it is no likely date of an allocation. Allocations begin on the first of a month and
end on the last, and none is older than 2015; of the first years after that only the days on which contracts begin and
end are left alone, since few ask of those years and many clients were born in them.
"""

from __future__ import annotations

import re

from knowledge.redaction_dates import Datum, lees_delen
from knowledge.redaction_names import Naam, herhalingen, kleine_naam, namen, regelnaam
from knowledge.redaction_rules import patroon
from knowledge.redaction_text import Gevouwen, Vindplaats

_OUDSTE_TOEWIJZING = 2015
_OUDSTE_GEBOORTE = 1990
"""Eight digits that nothing calls a birthdate are one of nobody who was born before this year."""
_MAANDEN = 12
_CONTRACTDAGEN = {(1, 1), (30, 6), (1, 7), (31, 12)}
_LINKS = 160
_RECHTS = 80
_KOPREGELS = 40
_LANGSTE_KOP = 30
_DATUM_ERNA = re.compile(r"\W*(?:op\s+)?\d")
"""A date right after the word of birth, which is the one that it announces."""


def geboorten(tekst: Gevouwen, datums: list[Datum]) -> list[Vindplaats]:
    """Every birthdate and the name beside it; a name that went once goes wherever it stands again."""
    gevonden: list[Vindplaats] = []
    gezien: list[Naam] = []
    vorige = 0
    for datum in _met_aaneen(tekst.klein, datums):
        begin, naam = _geboorte(tekst, datum, vorige)
        vorige = datum.eind
        if begin is None:
            continue
        gevonden += _plaatsen(tekst, begin, datum.eind, naam)
        gezien += [naam] if naam else []
    bezet = [(p.begin, p.eind) for p in gevonden]
    return gevonden + [Vindplaats(a, b, "geboortedatum", "naam") for a, b in herhalingen(tekst, gezien, bezet)]


def _met_aaneen(klein: str, datums: list[Datum]) -> list[Datum]:
    """The dates, and eight digits that can be read as one, after a word of birth six too; no word need stand before
    eight that begin with the day, which a name has to stand beside."""
    meer = []
    for m in patroon("aaneen").finditer(klein):
        genoemd = patroon("geboren_ervoor").search(klein[max(0, m.start() - 60) : m.start()])
        c = m[0]
        if not genoemd and len(c) != 8:
            continue
        gelezen = lees_delen(*m.span(), d=c[:2], m=c[2:4], j=c[4:])
        if gelezen and not genoemd and (int(c[2:4]) > _MAANDEN or gelezen.jaar < _OUDSTE_GEBOORTE):
            continue
        if genoemd and not gelezen and len(c) == 8:
            gelezen = lees_delen(*m.span(), d=c[6:], m=c[4:6], j=c[:4])
        meer += [gelezen] if gelezen else []
    return sorted([*datums, *meer], key=lambda d: d.begin)


def _geboorte(tekst: Gevouwen, datum: Datum, vorige: int) -> tuple[int | None, Naam | None]:
    """Where the birthdate begins (its word included) and the name; (None, None) when it is another date."""
    klein = tekst.klein
    links = max(vorige, datum.begin - 60)
    kop = _kolomkop(klein, datum.begin)
    woord = patroon("geboren_ervoor").search(klein[links : datum.begin])
    if woord and not (kop and "\n" in woord[0]):
        begin = links + woord.start()
        return begin, _naam_bij(tekst, begin, datum.eind, vorige)
    erna = patroon("geboren_erna").search(klein[datum.eind : datum.eind + 30])
    if erna and not (_ander_ervoor(klein, datum) and _DATUM_ERNA.match(klein, datum.eind + erna.end())):
        return datum.begin, _naam_bij(tekst, datum.begin, datum.eind, vorige)
    if kop and patroon("geboren_los").search(kop):
        return datum.begin, regelnaam(tekst, datum.begin, datum.eind)
    if (kop and patroon("andere_kolom").search(kop)) or not _kan(klein, datum):
        return None, None
    naam = _naast(tekst, datum, vorige)
    return (datum.begin, naam) if naam else (None, None)


def _ander_ervoor(klein: str, datum: Datum) -> bool:
    """Whether the words before a date call it another one: "ingangsdatum"."""
    return patroon("andere_ervoor").search(klein[max(0, datum.begin - 30) : datum.begin]) is not None


def _kan(klein: str, datum: Datum) -> bool:
    """Whether a date that nothing calls a birthdate can be one."""
    if _ander_ervoor(klein, datum):
        return False
    if datum.jaar < _OUDSTE_TOEWIJZING:
        return True
    gewoon = (datum.dag, datum.maand) in _CONTRACTDAGEN or (datum.grens and datum.jaar > _OUDSTE_TOEWIJZING + 5)
    return not gewoon and not patroon("periode_erna").search(klein[datum.eind : datum.eind + 30])


# --- the name ----------------------------------------------------------------------------------------------


def _naam_bij(tekst: Gevouwen, begin: int, eind: int, vorige: int) -> Naam | None:
    """The name that goes with a birthdate which a word announces: right before, right after, or near it."""
    vanaf = max(vorige, begin - _LINKS)
    links = namen(tekst, vanaf, begin)
    if links and patroon("vlak_voor").search(tekst.klein[links[-1].eind : begin]):
        return _met_achternaam(tekst, links)
    rechts = namen(tekst, eind, eind + _RECHTS)
    if rechts and patroon("vlak_na").search(tekst.klein[eind : rechts[0].begin]):
        return rechts[0]
    klein = kleine_naam("kleine_naam", tekst, max(vorige, begin - 80), begin)
    if klein:
        return klein
    return next((n for n in (*reversed(links), *rechts) if n.woorden > 1 or n.genoemd), None)


def _naast(tekst: Gevouwen, datum: Datum, vorige: int) -> Naam | None:
    """The name right beside a date that nothing announces."""
    links = namen(tekst, max(vorige, datum.begin - _LINKS), datum.begin)
    if links:
        tussen = tekst.klein[links[-1].eind : datum.begin]
        alleen = "(" in tussen and not links[-1].na_lidwoord
        if patroon("vlak_ernaast").search(tussen) and (links[-1].woorden > 1 or links[-1].na_rol or alleen):
            return _met_achternaam(tekst, links)
    if datum.jaar < _OUDSTE_TOEWIJZING:
        los = kleine_naam("kleine_los", tekst, max(vorige, datum.begin - 80), datum.begin)
        if los and (los.woorden > 1 or "(" in tekst.klein[los.eind : datum.begin]):
            return los
    rechts = namen(tekst, datum.eind, datum.eind + _RECHTS)
    if rechts and rechts[0].woorden > 1 and patroon("vlak_na").search(tekst.klein[datum.eind : rechts[0].begin]):
        regel = tekst.klein[tekst.klein.rfind("\n", 0, datum.begin) + 1 : datum.begin]
        return rechts[0] if not regel.strip(" |\t;-*,(") else None
    return None


def _met_achternaam(tekst: Gevouwen, links: list[Naam]) -> Naam:
    """The last of these names, with the surname before its comma or in the cell before it."""
    naam = links[-1]
    if len(links) == 1 or naam.woorden > 1:
        return naam
    tussen = tekst.klein[links[-2].eind : naam.begin]
    return links[-2].tot(naam) if re.fullmatch(r" ?[,|;\t] {0,3}", tussen) else naam


def _plaatsen(tekst: Gevouwen, begin: int, eind: int, naam: Naam | None) -> list[Vindplaats]:
    soort = "geboortedatum"
    if naam is None:
        return [Vindplaats(begin, eind, soort)]
    tussen = tekst.klein[naam.eind : begin] if naam.eind <= begin else tekst.klein[eind : naam.begin]
    if len(tussen) <= 24 and not re.search(r"[\n|\t;#\d]", tussen):
        van, tot = min(begin, naam.begin), max(eind, naam.eind)
        return [Vindplaats(van, _met_haakje(tekst.klein, van, tot), soort, "naam en geboortedatum")]
    return [Vindplaats(begin, eind, soort), Vindplaats(naam.begin, naam.eind, soort, "naam")]


def _met_haakje(klein: str, begin: int, eind: int) -> int:
    """Where it ends with the bracket that closes one in it."""
    haak = re.compile(r" {0,2}[)\]'\"]{1,2}").match(klein, eind)
    return haak.end() if haak and re.search(r"[(\[]", klein[begin:eind]) else eind


# --- tables ------------------------------------------------------------------------------------------------


def _kolomkop(klein: str, plek: int) -> str:
    """The heading of the column in which this place stands; empty outside a table."""
    begin = klein.rfind("\n", 0, plek) + 1
    regel = klein[begin : plek + 400].split("\n")[0]
    for teken in "|\t;,":
        aantal = regel.count(teken)
        if aantal > (teken == ","):
            cellen = _kopregel(klein, begin, teken, aantal).split(teken)
            nummer = klein[begin:plek].count(teken)
            kop = cellen[nummer].strip() if nummer < len(cellen) else ""
            if kop:
                return kop if len(kop) <= _LANGSTE_KOP else ""
    return ""


def _kopregel(klein: str, begin: int, teken: str, aantal: int) -> str:
    """The nearest line above with as many cells and no digit."""
    for _ in range(_KOPREGELS):
        if begin <= 0:
            break
        vorige = klein.rfind("\n", max(0, begin - 401), begin - 1) + 1
        regel = klein[vorige : begin - 1]
        if regel.count(teken) == aantal and re.search("[a-z]", regel) and not re.search(r"\d", regel):
            return regel
        begin = vorige
    return ""
