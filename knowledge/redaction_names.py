"""Names of persons in a message: by their capitals, by what stands before them, and by what they can't be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge.redaction_rules import patroon, regels
from knowledge.redaction_text import Gevouwen, bedek

_LIDWOORD = re.compile(r"(?<![a-z])(?:het|de|een|dit|dat|deze|die|ons|onze|the|a) $")
_WOORD = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True)
class Naam:
    """Words that can be the name of a person, and where they stand in the folded text."""

    begin: int
    eind: int
    woorden: int
    """How many words and initials; small words such as `de` don't count."""
    na_rol: bool = False
    """Whether a word such as cliënt, zoon or voor stands before it."""
    genoemd: bool = False
    """Whether `naam:` or such a word stands before it."""
    na_lidwoord: bool = False

    def tot(self, ander: Naam) -> Naam:
        """This name and the one behind it as one."""
        return Naam(self.begin, ander.eind, self.woorden + ander.woorden, self.na_rol, self.genoemd, self.na_lidwoord)


@lru_cache(maxsize=1)
def _woordenlijsten() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    alles = regels()
    return frozenset(alles["geen_naam"]), frozenset(alles["plaatsen"]), frozenset(alles["tussenvoegsels"])


def namen(tekst: Gevouwen, begin: int, eind: int) -> list[Naam]:
    """What can be a name between two places, in order."""
    begin, eind = max(0, begin), min(len(tekst.tekst), eind)
    gevonden: list[Naam] = []
    for m in patroon("naam").finditer(tekst.tekst[begin:eind]):
        if begin and m.start() == 0 and tekst.tekst[begin - 1].isalnum():
            continue  # the tail of a word
        gevonden += _delen(tekst, begin + m.start(), begin + m.end())
    return gevonden


def _delen(tekst: Gevouwen, begin: int, eind: int) -> list[Naam]:
    """A run of capitalised words without the words that are no name; what is left can be more than one."""
    stukken: list[list[tuple[int, int]]] = [[]]
    _, plaatsen, tussenvoegsels = _woordenlijsten()
    na_tussenvoegsel = False
    for m in re.finditer(r"[^ ]+", tekst.tekst[begin:eind]):
        woord = m[0].lower()
        plek = (begin + m.start(), begin + m.end())
        if woord in tussenvoegsels and (stukken[-1] or m[0] == woord):
            na_tussenvoegsel = True
            continue
        if geen_naam(m[0]) and not (na_tussenvoegsel and stukken[-1] and woord in plaatsen):
            stukken.append([])
        else:
            stukken[-1].append(plek)
        na_tussenvoegsel = False
    return [_naam(tekst, stuk) for stuk in stukken if any(tekst.tekst[a + 1 : a + 2].isalpha() for a, _ in stuk)]


def geen_naam(woord: str) -> bool:
    """Whether a word is of the field, a place, a month, a greeting, or how sentences begin."""
    stopwoorden, plaatsen, _ = _woordenlijsten()
    klein = woord.lower()
    return any(deel in stopwoorden or deel in plaatsen for deel in (klein, klein.rstrip(".")))


def _naam(tekst: Gevouwen, stuk: list[tuple[int, int]]) -> Naam:
    begin, eind = stuk[0][0], stuk[-1][1]
    voor = tekst.klein[max(0, begin - 30) : begin]
    return Naam(
        begin,
        eind,
        len(stuk),
        na_rol=bool(patroon("rol_ervoor").search(voor)),
        genoemd=bool(patroon("naam_ervoor").search(voor)),
        na_lidwoord=bool(_LIDWOORD.search(voor)),
    )


def kleine_naam(soort: str, tekst: Gevouwen, begin: int, eind: int) -> Naam | None:
    """A name without capitals that ends at a place, after a word such as cliënt or voor, or where a line begins."""
    m = patroon(soort).search(tekst.klein[begin:eind])
    if not m:
        return None
    _, _, tussenvoegsels = _woordenlijsten()
    woorden = [(w.start(), w.end(), w[0]) for w in re.finditer(r"[^ ]+", m[1])]
    while woorden and (geen_naam(woorden[0][2]) or woorden[0][2] in tussenvoegsels):
        woorden.pop(0)
    if not woorden or any(geen_naam(w) and w not in tussenvoegsels for _, _, w in woorden) or len(woorden) > 5:
        return None
    van = begin + m.start(1)
    return Naam(van + woorden[0][0], van + woorden[-1][1], len(woorden), na_rol=True)


def regelnaam(tekst: Gevouwen, begin: int, eind: int) -> Naam | None:
    """The name in the same row of a table: the nearest before the place, else after it."""
    van = tekst.klein.rfind("\n", 0, begin) + 1
    tot = tekst.klein.find("\n", eind)
    links = namen(tekst, max(van, begin - 200), begin)
    rechts = namen(tekst, eind, min(tot if tot >= 0 else len(tekst.klein), eind + 200))
    goed = [[n for n in rij if n.woorden > 1 or not _afkorting(tekst, n)] for rij in (links, rechts)]
    if goed[0]:
        eerste, laatste = goed[0][0], goed[0][-1]
        return eerste.tot(laatste) if not re.search(r"\d", tekst.klein[eerste.eind : laatste.begin]) else laatste
    return goed[1][0] if goed[1] else None


def _afkorting(tekst: Gevouwen, naam: Naam) -> bool:
    woord = tekst.tekst[naam.begin : naam.eind]
    return len(woord) < 3 or (woord.isupper() and len(woord) < 5)


def herhalingen(tekst: Gevouwen, gezien: list[Naam], bezet: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where these names, their surnames, or one of their words with a capital stand again."""
    vormen = {vorm for naam in gezien for vorm in _vormen(tekst.tekst[naam.begin : naam.eind])}
    per_begin: dict[str, list[str]] = {}
    for vorm in sorted(vormen, key=lambda v: (-len(v), v)):
        per_begin.setdefault(_WOORD.findall(vorm)[0], []).append(vorm)
    over = bedek(tekst.tekst, bezet) if vormen else ""
    gevonden, plek = [], 0
    for m in _WOORD.finditer(over):
        passend = (v for v in per_begin.get(m[0], ()) if over.startswith(v, m.start()))
        eind = next((e for v in passend if not _WOORD.match(over, e := m.start() + len(v))), 0)
        if m.start() >= plek and eind:
            gevonden.append((m.start(), eind))
            plek = eind
    return gevonden


def _vormen(naam: str) -> set[str]:
    """A name; its words; its surname with the small words, which can also be that of a place: `van Dongen`."""
    _, _, tussenvoegsels = _woordenlijsten()
    delen = naam.split(" ")
    los = (w for w in (*delen, *_WOORD.findall(naam)) if len(w) > 2 and w[0].isupper() and "." not in w)
    vormen = {naam, *(w for w in los if not geen_naam(w) and w.lower() not in tussenvoegsels)}
    begin = next((n for n, deel in enumerate(delen[:-1]) if n and deel.lower() in tussenvoegsels), 0)
    rest = " ".join(delen[begin:])
    return vormen | ({rest, rest[:1].upper() + rest[1:]} if begin and _WOORD.match(rest) else set())
