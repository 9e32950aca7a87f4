"""The marks by which a text tells cases apart, in order: names that go together, initials, first names, items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.message.cases.source import MEESTE_GEVALLEN, Bron, Plek
from assistant.reading.days.dates import Datumvondst, vind_datums
from assistant.reading.days.rows import met_jaren
from assistant.reading.told import plaatsen_in
from knowledge.folding import vouw

_LABEL = re.compile(
    r"(?m)(?:^[ \t]*(?:[-*•·–]|\(?(?:[a-d1-9]|i{1,3}|iv)[.):])|(?<=[\s:])\(?(?:[a-d1-4]|i{1,3}|iv)\))\s+"
)
_INITIAAL = re.compile(
    r"(?:(?P<voor>\b(?:[Bb]ij|[Vv]oor|[Vv]an|[Mm]et|[Ff]or|[Ww]ith)\s+)|^|(?<=[.:;,(\n])\s*|\b(?:en|and|maar|terwijl)\s+)"
    r"\b(?P<naam>[A-Z])(?P<punt>\.?)(?=[\s,:;(])(?P<dan>\s*(?:[:(]|\S+))?"
)
_VOORNAAM = re.compile(r"(?<![\w-])(?P<naam>[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?)\s+(?P<dan>[a-zà-ÿ]+)\b")
_SEGMENTLETTERS = frozenset("BCV")
_MENSNAAM = re.compile(r"(?:^|(?<=[.,;:!?\n]\s)|(?<=\n)|(?<=\n[-*•]\s)|(?<=\ben\s))(?P<naam>[A-Z][^\W\d_]+)(?=[\s:])")
_DEELBEGIN = re.compile(r"(?:^|[.,;:!?\n-]\s*|\b(?:en|and|maar|but)\s+)$")
_KAAL_SEGMENT = re.compile(r"\s*[:\s]\s*(?:segment\s+)?[bcv]\b")
_LABEL_SEGMENT = re.compile(r"\s*:\s*(?:segment\s+)?[bcv]\b")
_PROFIEL = re.compile(
    r"(?:^|[,;.:?!\n]\s*(?:en\s+|and\s+)?|\b(?:en|and|of|or)\s+)(?P<begin>(?:(?:[a-z]+\s+){0,3}(?:met|in|van|voor|bij|with|for)\s+)?"
    r"(?P<profiel>(?:profiel|profile)\s*[1-8])(?!\d|\s*(?:,|en|of|t/m|tot|-|/)\s*[1-8]\b))"
)
"""A profile at the begin of a part of a sentence, with few words before it: "en een cliënt met profiel 6"."""
_ELK_PROFIEL = re.compile(r"\b(?:profiel|profile)\s*(?P<nummer>[1-8])")
_HERHAALD_WOORD = re.compile(r"(?:(?<=^)|(?<=[\s(]))[a-z]{6,}")
_TUSSEN_DAGEN = re.compile(r"\s*(?:,|;|&|/|en|and|resp\w*\.?)\s*(?:en\s+|and\s+)?(?:op\s+|per\s+|vanaf\s+|on\s+)?")
_BEREIK = re.compile(r"\b(?:tussen|between|van|from|vanaf)\s*$")


def reeksnamen(bron: Bron) -> Iterator[list[Plek]]:
    """By names that go together: "de oudste …, de jongste …"."""
    for plekken in bron.woorden.gevalsnamen.vind(bron.plat):
        yield [Plek(*m.span()) for m in plekken]


def een_voor_een(bron: Bron) -> Iterator[list[Plek]]:
    """By "een … is …, een … is …"."""
    plekken = [Plek(*m.span()) for m in bron.woorden.een_geval.finditer(bron.plat)]
    if len(plekken) > 1:
        yield plekken


def initialen(bron: Bron) -> Iterator[list[Plek]]:
    """By an initial: "bij S. …, bij T. …"; the letters of the segments only with a full stop inside a sentence."""
    plekken: dict[str, re.Match[str]] = {}
    for m in _INITIAAL.finditer(bron.tekst):
        dan = (m["dan"] or "").strip()
        if m["naam"] in _SEGMENTLETTERS and "A" not in plekken and not (m["punt"] and dan[:1].islower()):
            continue
        if m["voor"] or dan[:1] in (":", "(") or bron.woorden.persoonsvorm.match(vouw(dan)):
            plekken.setdefault(m["naam"], m)
    if len(plekken) > 1:
        yield [Plek(max(m.start("voor"), m.start("naam") * (not m["voor"])), m.end("punt")) for m in plekken.values()]


def voornamen_met_werkwoord(bron: Bron) -> Iterator[list[Plek]]:
    """By a first name with a verb: "Fenna heeft …, Youssef heeft …"."""
    plekken: dict[str, re.Match[str]] = {}
    for m in _VOORNAAM.finditer(bron.tekst):
        naam = vouw(m["naam"])
        gewoon = naam in bron.woorden.holle_woorden or plaatsen_in(naam) or bron.woorden.vraag_begin.match(vouw(m[0]))
        if not gewoon and bron.woorden.gevalswerkwoord.match(vouw(m["dan"])):
            plekken.setdefault(naam, m)
    if len(plekken) > 1:
        yield [Plek(*m.span("naam")) for m in plekken.values()]


def namen_vooraan(bron: Bron) -> Iterator[list[Plek]]:
    """By who opens a clause: "Pim heeft …. Evi: …, en haar broer krijgt …"; what is of a provider no other delivers."""
    gevonden = [m.span("naam") for m in _MENSNAAM.finditer(bron.tekst)]
    verwant = bron.woorden.verwant_geval.finditer(bron.plat)
    gevonden += [m.span() for m in verwant if _DEELBEGIN.search(bron.plat, 0, m.start())]
    plekken: dict[str, Plek] = {}
    for begin, eind in sorted(gevonden):
        vraagt = bron.plat[(slot := bron.einde(begin)) : slot + 1] == "?" or bron.woorden.vraag_begin.match(
            bron.plat[begin:eind]
        )
        kaal = _KAAL_SEGMENT.match(bron.plat, eind) if plekken else _LABEL_SEGMENT.match(bron.plat, eind)
        if not vraagt and (kaal or bron.woorden.persoonsvorm.match(bron.plat, eind + 1)):
            plekken.setdefault(bron.plat[begin:eind], Plek(begin, eind))
    if len(plekken) > 1:
        yield [*plekken.values()]


def profielen(bron: Bron) -> Iterator[list[Plek]]:
    """By profiles in a row, each at the begin of its own part: "profiel 5, huisarts, aanvraag; profiel 6, gemeente"."""
    alle = [*_ELK_PROFIEL.finditer(bron.plat)]
    rij = {m.end("profiel"): m.start("begin") for m in _PROFIEL.finditer(bron.plat)}
    vooraan = bool(alle) and alle[0].end() in rij
    plekken = [Plek(rij[m.end()] if vooraan else m.start(), m.end()) for m in alle if m.end() in rij or m is alle[0]]
    los = len(plekken) > 1 and "?" in bron.plat[plekken[0].begin : plekken[-1].begin]  # each is asked by itself
    if not los and 1 < len(plekken) == len(alle) == len({m["nummer"] for m in alle}):
        yield plekken


def items(bron: Bron) -> Iterator[list[Plek]]:
    """By the items of a list, in lines or in one line."""
    plekken = [Plek(*m.span()) for m in _LABEL.finditer(bron.plat)]
    if len(plekken) > 1:
        yield plekken


def los_daarvan(bron: Bron) -> Iterator[list[Plek]]:
    """By words that say that what follows stands apart: "los daarvan"."""
    plekken = [Plek(*m.span()) for m in bron.woorden.los_geval.finditer(bron.plat)]
    if plekken:
        yield [Plek(0, 0), *plekken]


def voegwoorden(bron: Bron) -> Iterator[list[Plek]]:
    """By a conjunction or preposition that comes back: "als … verwijst, en als … verwijst", "zowel bij … als bij …"."""
    for woord in bron.woorden.gevalsvoegwoorden:
        for rij in _rijen(bron, list(woord.finditer(bron.plat))):
            yield [Plek(*m.span(), bijzin=m["bijzin"] is not None) for m in rij]


def _rijen(bron: Bron, plekken: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """The conjunctions that are joined to each other, the most first; a row of many is no choice of cases."""
    rijen: list[list[re.Match[str]]] = []
    for plek in plekken:
        if rijen and _verbonden(bron, rijen[-1][-1], plek):
            rijen[-1].append(plek)
        else:
            rijen.append([plek])
    for rij in rijen:
        if len(rij) <= 2 * MEESTE_GEVALLEN:
            for aantal in range(min(MEESTE_GEVALLEN, len(rij)), 1, -1):
                yield from (rij[n : n + aantal] for n in range(len(rij) - aantal + 1))


def _verbonden(bron: Bron, een: re.Match[str], ander: re.Match[str]) -> bool:
    """Whether two conjunctions stand in one sentence with a joining word between them."""
    if bron.einde(een.end()) < ander.start():
        return False
    return bool(een["los"] or bron.woorden.tussen_gevallen.search(bron.plat[een.end() : ander.start()]))


def herhaalde_woorden(bron: Bron) -> Iterator[list[Plek]]:
    """By a word that comes back before each fact: "startdatum 3 juni 2025 en startdatum 3 juli 2025"."""
    plekken: dict[str, list[re.Match[str]]] = {}
    for m in _HERHAALD_WOORD.finditer(bron.plat):
        plekken.setdefault(m[0], []).append(m)
    for rij in plekken.values():
        if len(rij) > 1 and all(bron.einde(a.end()) > b.start() for a, b in pairwise(rij)):
            yield [Plek(*m.span()) for m in rij]


def dagen(bron: Bron) -> Iterator[list[Plek]]:
    """By days in a row: "ingegaan op 3 maart en 5 mei 2021"."""
    rij: list[Datumvondst] = []
    for dag in [*vind_datums(bron.plat), None]:
        tussen = bron.plat[rij[-1].eind : dag.begin] if rij and dag else None
        if dag and dag.maand and tussen is not None and _TUSSEN_DAGEN.fullmatch(tussen):
            rij.append(dag)
            continue
        if len(rij) > 1 and not _BEREIK.search(bron.plat, max(0, rij[0].begin - 12), rij[0].begin):
            jaren = [d.jaar for d in met_jaren(rij)]
            yield [
                Plek(d.begin, d.eind, f" {jaar}" if jaar and not d.jaar else "")
                for d, jaar in zip(rij, jaren, strict=True)
            ]
        rij = [dag] if dag and dag.maand else []
