"""Read the inputs of tools out of free text: codes, profiles, intensities, segments, contracts, dates, amounts.

Works on folded text. A slot that the text does not give stays None; nothing is guessed. Which words mean which
value stands in the vocabulary, only the shapes (numbers, letters, dates) stand here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from assistant.contracts import lees_contracten
from assistant.dates import Datumvondst, vind_datums, vind_maanden
from assistant.earlier_change import lees_eerder_gewijzigd
from assistant.referral import lees_verwijzer
from assistant.repairs import herzien_vanaf, zonder_vergissing
from knowledge.vocabulary import Woordenschat
from tools.invoer import lees_bedrag

_TELWOORD = {
    "een": 1,
    "twee": 2,
    "drie": 3,
    "vier": 4,
    "vijf": 5,
    "zes": 6,
    "zeven": 7,
    "acht": 8,
    "negen": 9,
}
_PROFIEL = re.compile(
    r"\b(?:ondersteunings?)?(?:profiel(?:en)?|profile|prof\.?)\s*(?:nr\.?|nummer)?\s*\(?"
    r"(?P<lijst>(?:\d+|een|twee|drie|vier|vijf|zes|zeven|acht)\b"
    r"(?:\s*(?:,|en|of|naar|to|and|t/m|tot en met|-|>|->|=>)\s*(?:naar\s+)?(?:profiel\s*)?(?:\d+)\b"
    r"(?![-/.]\d|\s*(?:jan|feb|m|apr|jul|jun|aug|sep|okt|nov|dec)))*)"
)
_VAN_NAAR_PROFIEL = re.compile(
    r"profiel\w*\b[^.?!]{0,60}?\bvan\s+(?:profiel\s*)?([1-9])\s+(?:naar|to)\s+(?:profiel\s*)?([1-9])\b(?![-/.]\d)"
)
_ANDER_PROFIEL = re.compile(
    r"profiel\w*\s*[1-8]\b[^.?!]{0,45}(?:\bnaar\b|->|=>|>|\bto\b|\bwordt\b)[^.?!]{0,25}?profiel\w*\s*[1-8]\b"
    r"|profiel\w*\s*[1-8]\s*(?:naar|->|>|to)\s*[1-8]\b(?![-/.]\d)"
)
_CODE = re.compile(
    r"(?<![a-z0-9])(\d{2,3})[\s\-]?(\d)?[\s\-]{0,3}(p[\s\-]?e|i[\s\-]?n|d[\s\-]?l|d[\s\-]?z)(?![a-z0-9])(?=(\s*(?:[,.;:?!)\"']|$))?)"
)
_INVULLEN = re.compile(r"\b(?:vul|voer|geef|tik|typ|toets|lees|zet|stel)[a-z]*\b[^.?!]*$")
_CODEACHTIG = re.compile(r"(?<![a-z0-9])(\d{2,3}[a-z]{1,3}\d?)(?![a-z0-9])")
_GEEN_CODE = re.compile(r"\d+(?:e|x|de|ste|mnd|jr|mg|kg|k|th|st|nd|rd|uur|u|min|pm|am|b|c|v)$")
_NA_CODE = re.compile(r"\bcode\s+(?:is\s+|van\s+)?([a-z]{0,3}\d[a-z0-9]{2,8})(?![a-z0-9])")
_KORT = re.compile(r"(?<![a-z0-9])([1-8])\s?(pe|in|dl|dz)(?![a-z0-9])")
_SEGMENTLIJST = (
    r"[bcv](?:\s*(?:,|en|&|/|\+|of|met|samen met|x|and|or|with|plus|naast|ook|n|en ook|versus|,\s*en)"
    r"\s*(?:een |nog een |ook |voor |in )?(?:segment\s+)?[bcv](?![a-z0-9'])){0,9}"
)
_SEGMENT = re.compile(rf"\b(?:segment(?:en|s)?|segm?\.?|seg)[\s-]+({_SEGMENTLIJST})(?![a-z0-9'])")
_SEGMENT_ACHTER = re.compile(rf"(?<![a-z0-9'@.])({_SEGMENTLIJST})[\s-]+segment(?:en)?\b")
_LETTERSET = re.compile(
    r"(?<![a-z0-9'@.\-])"
    r"([bcv](?:\s*(?:,|&|/|\+|en|of|met|and|with|naast|n)\s*(?:een |nog een )?[bcv]){1,9})(?![a-z0-9'])"
)
_GEEN_SEGMENT = re.compile(
    r"\b(?:geen|niet(?: voor| in)?|zonder|no|not(?: for| in)?|without)\s+(?:een\s+)?segment\s+[bcv](?![a-z0-9'])"
    r"(?!\s*(?:,|en|of|met|naast|and|or)\s+(?:segment\s+)?[bcv](?![a-z0-9']))"
)
_ZOWEL_ALS = re.compile(
    r"\b(?:zowel|both)\s+(?:voor\s+|in\s+)?(?P<een>(?:segment\s+)?[bcv])\s+(?:als|and)\s+(?:ook\s+)?(?:voor\s+|in\s+)?"
    r"(?:segment\s+)?(?P<ander>[bcv])(?![a-z0-9'])"
)
_CONTRACTWOORD = r"(?:contract\w*|gecontracteerd\w*|gegund\w*|gunning\w*|overeenkomst\w*|contracted)"
_CONTRACT = re.compile(
    rf"{_CONTRACTWOORD}\b(?:(?!client|toewijzing|jeugdige|traject|\bkind)[^.?!;]){{0,40}}?\b(?:voor|in|van|bij|for|met)?\s*(?:de\s+|alleen\s+|enkel\s+|uitsluitend\s+|zowel\s+|only\s+|segment\w*\s+)*(?P<set>{_SEGMENTLIJST})(?![a-z0-9'])"
)
_VOOR_CONTRACT = re.compile(
    rf"(?P<set>(?<![a-z0-9'])(?:segment\w*\s+)?{_SEGMENTLIJST})\s+(?:\w+\s+){{0,2}}{_CONTRACTWOORD}"
)
_TUSSEN_HAAKJES = re.compile(r"\b[a-z]+\s*\(\s*(?:segment\s*)?([bcv])\s*\)")
_ONTKEND = re.compile(
    r"\b(?:in plaats van|i\.p\.v\.|ipv) (?:bij|door|via|de|een|het)\b[^,.?!;]{0,40}"
    r"|\bniet (?:door|bij|via|van) (?:de |het |een )?[a-z]+(?: [a-z]+)? (?=maar\b)"
)
_MET_NAAM = re.compile(
    r"(?<![a-z0-9'])(?:segment\s+)?([bcv])(?:-?\s?(?:toewijzing|traject))?\s+(?:bij|van|door)\s+"
    r"(?:aanbieder|zorgaanbieder|instelling|organisatie|partij|stichting)\s+([a-z0-9]+)"
)
_LETTER_WOORD = re.compile(
    r"(?<![a-z0-9'@.])([bcv])-?\s?(?=(?:toewijzing|traject|client|indicatie|jeugdige|contract|kind|segment)[a-z]*)"
    r"|(?<![a-z0-9'@.])([bcv])-(?=(?:duurza|herstel|perspectie|intensie)[a-z]*)"
    r"|\b(?:duurzaam|licht|zwaar|intensief|perspectief|herstel)\s+in\s+([bcv])(?![a-z0-9'\-])"
    r"|\b(?:client|jeugdige|kind|jongen|meisje|toewijzing|traject|indicatie)\w*\s+(?:[a-z]+\s+){0,3}?in\s+([bcv])"
    r"(?![a-z0-9'\-])"
    r"|(?<![a-z0-9'@.\-])([bcv])(?='?-?tjes?\b|\s+(?:bij|door)\s)"
    r"|\b(?:een|nog een)\s+([bcv])(?![a-z0-9'\-])"
    r"|\b(?:lever\w*|doet|doen|biedt|bieden)\s+(?:wij\s+|we\s+)?(?:segment\s+)?([bcv])(?![a-z0-9'\-])"
    r"|\b(?:een|nog een|de|een tweede|ook|er een|tweede)\s+([bcv])"
    r"(?=\s*(?:[,.?!]|$|bij\b|naast\b|erbij\b|er\b|en\b|van\b|door\b|samen\b))"
)
_DUBBEL = re.compile(r"\b(?:2|twee|dubbele?)\s*(?:x|keer|maal)?\s*(?:segment(?:en)?\s*)?([bcv])(?:'?s)?(?![a-z0-9'])")
_MET_2022 = re.compile(
    rf"(?:aanbieder|instelling|wij|we|met|hebben|krijgen|doen|leveren)\s+(?:alleen\s+)?(?:segment\w*\s+)?(?P<set>{_SEGMENTLIJST})"
    r"\s+(?:in|voor|vanaf|per)\s+(?:1[- ](?:1|januari)[- ])?2022"
)
_NA_2022 = re.compile(
    r"2022\)?\s+(?:(?:hebben|heb|krijgen|kregen|doen|leveren)\s+(?:we|wij|ik)\s+)?(?:(?:alleen|een|ook|weer|nog|gewoon|opnieuw|enkel|only|wel|voor|in|uitsluitend)\s+)*"
    rf"(?:contract\s+(?:voor\s+)?)?(?:segment\w*\s+)?(?P<set>{_SEGMENTLIJST})(?![a-z0-9'])"
)
_ALLEEN = re.compile(
    r"\b(?:alleen|uitsluitend|enkel|slechts|only|just)\s+(?:nog\s+)?(?:maar\s+)?(?:voor\s+|in\s+|for\s+)?(?:de\s+|het\s+)?(?:segment\w*\s+)?(?P<set>"
    + _SEGMENTLIJST
    + r")(?![a-z0-9'])"
)
_BEDRAG = re.compile(
    r"(?:€|eur(?:o)?\b)\s*(?P<a>\d[\d.]*(?:,\d{1,2}|,-+)?)|(?<![\d.])(?P<b>\d[\d.]*(?:,\d{1,2})?)\s*(?:,-+)?\s*(?:euro\w*|eur\b|€)"
)
_KAAL_BEDRAG = re.compile(r"(?<![\d./-])(\d{1,3}(?:\.\d{3})+(?:,\d{2})?|\d{3,7}(?:,\d{2})?)(?![\d%]|[./-]\d|\s*%)")
_KORT_DUURZAAM = re.compile(
    r"\bduurz|\bprofiel\w*\s*[1-8]\s*[,(]?\s*(?:licht|zwaar)\b|\b(?:van|naar)\s+(?:licht|zwaar)\b"
)
"""Where "licht" and "zwaar" mean the lasting intensities: there are no others of that name."""
_ZELF_ALLEBEI = re.compile(
    r"\b(?:(?:bij|door|van) ons|(?:mogen|kunnen|willen|leveren|doen) (?:wij|we)|(?:wij|we) (?:leveren|doen|bieden))"
    rf"\s+(?:ook\s+|zowel\s+|zelf\s+)?(?P<voor>(?:segment\s+)?{_SEGMENTLIJST})(?![a-z0-9'])"
    rf"|(?<![a-z0-9'])(?P<na>{_SEGMENTLIJST})\s+(?:tegelijk\s+|samen\s+|allebei\s+|beide\s+)?(?:bij|door) ons\b"
)
"""One provider that says of several segments that they are its own."""
_NIET_OM = (
    r"\b(?:niet|geen|not|no)\s+(?:(?:om|op|van|voor|in|binnen|bij|gericht op|een|het|de|echt|for|about|aimed at)\s+)*"
)
_PIJL = re.compile(r"->|=>|→|>|\bnaar\b|\bto\b|\bwordt\b|\bworden\b|\bin plaats van\b")


_NIET_MAAR = re.compile(r"\b(?:niet|not)\s+(?P<weg>[^,.;!?]{1,45}?),?\s+(?:maar|but)\s+(?P<wel>[^,.;!?]{1,45})")
_VORMEN = (
    re.compile(
        r"(?<!\d)\d{1,2}[\s./-]+(?:\d{1,2}|(?:jan|feb|mrt|maa|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*)"
        r"(?:[\s./'-]+(?:20)?\d\d)?(?!\d)"
    ),
    re.compile(r"\bprofiel\w*\s+\d"),
    re.compile(r"(?<![a-z0-9])[bcv](?![a-z0-9'])"),
    re.compile(r"€\s*\d[\d.,]*|(?<!\d)\d[\d.,]*\s*(?:euro|eur|€)"),
)
"""Kinds of values that have a shape: days, profiles, segments, amounts. The others stand in the vocabulary."""


_VERSTE_FOUT = 40
"""So many signs stand at most between a value and the words that put it right, and between those and the right one."""


def _zonder_ontkende(tekst: str, schat: Woordenschat) -> str:
    """A text without the value in "niet op 1 maart maar op 9 maart": another of its kind takes its place."""

    def wel(m: re.Match[str]) -> str:
        zelfde = any(soort.search(m["weg"]) and soort.search(m["wel"]) for soort in (*_VORMEN, *schat.soorten))
        return m["wel"] if zelfde else m[0]

    return _NIET_MAAR.sub(wel, tekst)


def _zonder_verbeterde(tekst: str, schat: Woordenschat) -> str:
    """A text without the value in "profiel 5, o nee sorry profiel 4": the next of its kind takes its place.

    Only where nothing but signs stands before the words that put it right, and little of meaning after them.
    """
    for m in reversed(list(schat.verbetert.finditer(tekst))):
        begin = max(0, m.start() - _VERSTE_FOUT)
        voor, na = tekst[begin : m.start()], tekst[m.end() : m.end() + _VERSTE_FOUT]
        for soort in (*_VORMEN, *schat.soorten):
            fout = next((f for f in soort.finditer(voor) if not re.search(r"[\w€]", voor[f.end() :])), None)
            goed = soort.search(na)
            if fout and goed and schat.voor_het_juiste.fullmatch(na[: goed.start()]):
                tekst = f"{tekst[: begin + fout.start()]} {tekst[m.end() :]}"
                break
    return tekst


@dataclass(frozen=True)
class Slots:
    """What a text gives; empty or None where it gives nothing."""

    codes: tuple[str, ...] = ()
    profielen: tuple[int, ...] = ()
    profiel_fout: str | None = None
    nieuw_profiel: int | None = None
    dagbesteding: bool = False
    intensiteiten: tuple[str, ...] = ()
    intensiteit_naar: str | None = None
    segmenten: tuple[str, ...] = ()
    met_naam: tuple[tuple[str, str], ...] = ()
    segmentwoorden: tuple[str, ...] = ()
    onbekend_segment: str | None = None
    contract_2022: tuple[str, ...] | None = None
    contract_2022_wel: str | None = None
    contract_2021: tuple[str, ...] = ()
    gecontracteerd_2021: str | None = None
    gericht_op: str | None = None
    verwijzer: str | None = None
    moment: str | None = None
    soort_aanbieder: str | None = None
    zelfde_aanbieder: str | None = None
    eerder_gewijzigd: str | None = None
    zeer_complex: str | None = None
    datums: tuple[Datumvondst, ...] = ()
    maanden: tuple[Datumvondst, ...] = ()
    bedragen: tuple[tuple[Decimal, str], ...] = ()
    jaren: tuple[int, ...] = ()
    peildatum: date | None = None


def _profielen(tekst: str) -> tuple[tuple[int, ...], str | None]:
    nummers: list[int] = []
    fout = None
    for m in _PROFIEL.finditer(tekst):
        delen = re.findall(r"\d+|" + "|".join(_TELWOORD), m["lijst"])
        reeks = [_TELWOORD.get(d) or int(d) for d in delen]
        if len(reeks) == 2 and re.search(r"t/m|tot en met|\d\s*-\s*\d", m["lijst"]) and reeks[0] < reeks[1] <= 8:
            reeks = list(range(reeks[0], reeks[1] + 1))
        for nummer in reeks:
            if 1 <= nummer <= 8:
                nummers.append(nummer)
            else:
                fout = fout or str(nummer)
    return tuple(dict.fromkeys(nummers)), fout


def profielen_met_intensiteit(tekst: str, schat: Woordenschat) -> tuple[tuple[int, str], ...]:
    """Each profile with the intensity told of it: all after their profile, or all before it; none where that is mixed.

    Args:
        tekst: a folded text.
        schat: the words for an intensity.
    """
    plekken = list(_PROFIEL.finditer(tekst))
    grenzen = [0, *(m.start() for m in plekken), len(tekst)]
    stukken = [_intensiteiten(tekst[a:b], schat)[0] for a, b in pairwise(grenzen)]
    voor, na = stukken[:-1], stukken[1:]
    if all(voor) == all(na):
        return ()
    nummers = [_profielen(m[0])[0] for m in plekken]
    rij = zip(nummers, na if all(na) else voor, strict=True)
    return tuple(dict.fromkeys((p, i) for profielen, bij in rij for p in profielen for i in bij))


def _codes(tekst: str) -> tuple[str, ...]:
    gevonden = []
    for m in _CODE.finditer(tekst):
        cijfers = m[1] + (m[2] or "")
        letters = re.sub(r"[\s\-]", "", m[3])
        los = letters == "in" and not re.fullmatch(r"[\d\-]+in", m[0])
        if los and (m[4] is None or not re.fullmatch(r"50[1-8]", cijfers) or _INVULLEN.search(tekst[: m.start()])):
            continue  # "501 in de tabel", "ik vul 501 in": the word, not the letters
        if len(cijfers) == 3:
            gevonden.append((m.start(), cijfers + letters.upper()))
    for m in [*_CODEACHTIG.finditer(tekst), *_NA_CODE.finditer(tekst)]:
        if not _GEEN_CODE.fullmatch(m[1]) and any(c.isdigit() for c in m[1]) and any(c.isalpha() for c in m[1]):
            gevonden.append((m.start(1), m[1].upper()))
    for m in _KORT.finditer(tekst):
        if re.search(r"\bcodes?\b|\bcode", tekst) and re.fullmatch(r"\d(?:pe|in|dl|dz)", m[0]):
            gevonden.append((m.start(), m[0].upper()))
    return tuple(dict.fromkeys(code for _, code in sorted(gevonden)))


def _letters(tekst: str) -> list[str]:
    return [w.upper() for w in re.findall(r"(?<![a-z0-9])[bcv](?![a-z0-9])", tekst)]


def _contract(tekst: str, schat: Woordenschat) -> tuple[tuple[str, ...] | None, list[tuple[int, int]]]:
    """The set of segments contracted for 2022, and where the text says it."""
    plekken: list[tuple[int, int]] = []
    per_jaar: dict[str, set[str]] = {"2022": set(), "": set()}
    for patroon in (_NA_2022, _ALLEEN, _CONTRACT, _VOOR_CONTRACT, _MET_2022):
        for m in patroon.finditer(tekst):
            begin, eind = m.span("set")
            if any(a < eind and begin < b for a, b in plekken):
                continue
            plekken.append((begin, eind))
            zin, deel = _zin_rond(tekst, begin), _BIJZIN.split(tekst[:eind])[-1]
            if ("2021" in zin and "2022" not in zin) or _is_van_nu(deel, schat) or schat.ontkent.search(deel):
                continue  # what was contracted before, or no more
            per_jaar["2022" if "2022" in zin else ""] |= set(_letters(m["set"]))
        if per_jaar["2022"]:
            break
    letters = per_jaar["2022"] or per_jaar[""]
    if not letters and schat.waarden["contract_2022_geen"]["ja"].search(tekst):
        return (), []
    return (tuple(sorted(letters)) if letters else None), plekken


def _geweten(tekst: str, schat: Woordenschat) -> str:
    """A text without the sentences of which somebody says not to know it."""
    if not schat.niet_geweten.search(tekst):
        return tekst
    return " ".join(zin for zin in re.split(r"(?<=[.;!?])\s|\n", tekst) if not schat.niet_geweten.search(zin))


def _is_van_nu(deel: str, schat: Woordenschat) -> bool:
    """Whether a clause speaks of the contracts that run, and not of those of the year after."""
    return bool(schat.dit_jaar.search(deel)) and "2022" not in deel and not schat.volgend_jaar.search(deel)


def _zin_rond(tekst: str, plek: int) -> str:
    """The sentence around a place."""
    begin = max(tekst.rfind(teken, 0, plek) for teken in ".;!?\n")
    einden = [e for e in (tekst.find(teken, plek) for teken in ".;!?\n") if e >= 0]
    return tekst[begin + 1 : min(einden, default=len(tekst))]


def _segmenten(tekst: str, bezet: list[tuple[int, int]]) -> tuple[str, ...]:
    """The segments of allocations, in order and with repeats, outside the places that speak of contracts."""
    gevonden: list[tuple[int, str]] = []
    gezien: list[tuple[int, int]] = list(bezet)
    for m in _DUBBEL.finditer(tekst):
        gezien.append(m.span(1))
        gevonden += [(m.start(1), m[1].upper())] * 2
    for patroon in (_SEGMENT, _SEGMENT_ACHTER, _LETTERSET, _LETTER_WOORD):
        for m in patroon.finditer(tekst):
            groep = m.lastindex or 1
            begin, eind = m.span(groep)
            if any(a < eind and begin < b for a, b in gezien):
                continue
            gezien.append((begin, eind))
            gevonden += [(begin + i, letter) for i, letter in enumerate(_letters(m[groep]))]
    return tuple(letter for _, letter in sorted(gevonden))


def _intensiteiten(tekst: str, schat: Woordenschat) -> tuple[tuple[str, ...], str | None]:
    """The intensities in order of mention, and the one towards which the change goes."""
    plekken: list[tuple[int, int, str]] = []
    for naam, patroon in schat.waarden["intensiteit"].items():
        for m in patroon.finditer(tekst):
            if not any(a < m.end() and m.start() < b for a, b, _ in plekken):
                plekken.append((m.start(), m.end(), naam))
    for m in re.finditer(r"(?<![a-z0-9])(?:\d{2,3})?([1-8])?(pe|dl|dz)(?![a-z0-9])", tekst):
        naam = {"pe": "perspectief", "dl": "duurzaam_licht", "dz": "duurzaam_zwaar"}[m[2]]
        if not any(a < m.end() and m.start() < b for a, b, _ in plekken):
            plekken.append((m.start(), m.end(), naam))
    for m in re.finditer(
        r"(?<![a-z0-9])(?:in(?=-(?:traject|toewijzing|indicatie|client|kind))"
        r"|(?<=\bnaar )in|(?<=\bpe[ /])in|(?<=-> )in|(?<=> )in|(?<=>)in"
        r"|in(?= ?(?:->|→|>|naar (?:pe|perspectief)))|(?<=[,(] )in(?=\s*[,.;:?!)])|(?<=[,(:])in(?=\s*[,.;:?!)])"
        r"|\d{3}in|[1-8]in)(?![a-z0-9])(?! (?:de|het|een))",
        tekst,
    ):
        if not any(a < m.end() and m.start() < b for a, b, _ in plekken):
            plekken.append((m.start(), m.end(), "intensief"))
    plekken.sort()
    kaal = [(m.start(), m.end()) for m in re.finditer(r"(?<![a-z0-9])(?:lichte?|zware?|zwaar)(?![a-z0-9])", tekst)]
    for begin, eind in kaal:
        duurzaam = any(n.startswith("duurzaam") for _, _, n in plekken) or _KORT_DUURZAAM.search(tekst)
        if duurzaam and not any(a <= begin < b for a, b, _ in plekken):
            plekken.append((begin, eind, "duurzaam_licht" if tekst[begin] == "l" else "duurzaam_zwaar"))
    plekken.sort()
    namen = [naam for _, _, naam in plekken]
    naar = None
    for begin, _, naam in plekken:
        voor = tekst[max(0, begin - 18) : begin]
        if re.search(r"(?:->|=>|→|>|\bnaar\b|\bto\b)\s*(?:de\s+|intensiteit\s+|profiel\s+\d\s+|\w+\s+)?$", voor):
            naar = naam
    if naar is None and len(set(namen)) == 2 and len(namen) == 2:
        tussen = tekst[plekken[0][1] : plekken[1][0]]
        if re.search(r"in plaats van|i\.p\.v\.|ipv|instead of|vanuit|\bvan\b", tussen):
            naar = namen[0]
        elif _PIJL.search(tussen):
            naar = namen[1]
    uniek = tuple(dict.fromkeys(namen))
    if naar and len(uniek) == 2:
        uniek = (*(n for n in uniek if n != naar), naar)
    return uniek, naar


_DUIZENDEN = re.compile(r"(?<![\d.,])(\d+)(?:[.,](\d))?\s?(?:k|mille)\b")
_BIJZIN = re.compile(r"[.;!?:,()\n]|\b(?:maar|wel|but)\b")
"""Where another part of a sentence begins."""
_TIENTALLEN = (
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
)
_WOORDWAARDE = {**_TELWOORD, **{woord: 10 + n for n, woord in enumerate(_TIENTALLEN)}, "twintig": 20}
_WOORDGETAL = re.compile(
    rf"\b(?:(?P<ander>anderhalf|anderhalve)\s?|(?P<woord>{'|'.join(sorted(_WOORDWAARDE, key=len, reverse=True))})"
    r"(?P<half>\s?en\s?een\s?half|enhalf|eneenhalf)?\s?)?(?P<maat>duizend|honderd|mille)\b(?P<euro>\s*(?:euro|eur|€))?"
)


def _getallen_voluit(tekst: str, schat: Woordenschat) -> str:
    """`7,4k`, `12 mille`, `vijfduizend euro` and, where it is about money, `achttienhonderd` in digits."""
    tekst = _DUIZENDEN.sub(lambda m: f"{int(m[1]) * 1000 + int(m[2] or 0) * 100} euro", tekst)

    def voluit(m: re.Match[str]) -> str:
        geld = schat.geld.search(tekst[max(0, m.start() - 25) : m.start()]) or schat.geld.search(
            tekst, m.end(), m.end() + 20
        )
        if not m["euro"] and not (geld and (m["woord"] or m["ander"])):
            return m[0]
        keer = Decimal("1.5") if m["ander"] else _WOORDWAARDE[m["woord"]] if m["woord"] else 1
        keer += Decimal("0.5") if m["half"] else 0
        return f"{int(keer * (100 if m['maat'] == 'honderd' else 1000))} euro"

    return _WOORDGETAL.sub(voluit, tekst)


def _bedragen(tekst: str) -> tuple[tuple[Decimal, str], ...]:
    """Amounts with the words around them; bare numbers only beside words of money."""
    gevonden: list[tuple[int, int, str]] = [(m.start(), m.end(), m["a"] or m["b"]) for m in _BEDRAG.finditer(tekst)]
    if re.search(r"budget|gedeclareer|declare|potje", tekst):
        for m in _KAAL_BEDRAG.finditer(tekst):
            if any(a < m.end() and m.start() < b for a, b, _ in gevonden):
                continue
            voor, na = tekst[max(0, m.start() - 22) : m.start()], tekst[m.end() : m.end() + 16]
            if re.fullmatch(r"(?:19|20)\d\d", m[1]) and not (
                re.search(r"(budget|gedeclareer\w*|declared?)\s*(is|van|was|:)?\s*$", voor)
                or re.match(r"\s*(?:is |al |zijn )?(?:gedeclar|declared|budget)", na)
            ):
                continue
            gevonden.append((m.start(), m.end(), m[1]))
    gevonden.sort()
    uit = []
    vorige = 0
    for i, (begin, eind, getal) in enumerate(gevonden):
        volgende = gevonden[i + 1][0] if i + 1 < len(gevonden) else len(tekst)
        try:
            bedrag = lees_bedrag(getal.rstrip(".,-"))
        except ValueError:
            continue
        uit.append((bedrag, f"{tekst[max(vorige, begin - 45) : begin]}|{tekst[eind : min(volgende, eind + 40)]}"))
        vorige = eind
    return tuple(uit)


_ONTKENNING = re.compile(r"\b(?:niet|geen|nooit|not)\s+(?:bij\s+|door\s+|van\s+|de\s+|echt\s+)*$")


def _waarde(slot: str, tekst: str, schat: Woordenschat) -> str | None:
    """The value that the text means; a denial beats what it overlaps or follows closely, else the longest match wins.

    Where a text says both yes and no apart from each other, it says neither.
    """
    treffers: dict[str, re.Match[str]] = {}
    for waarde, patroon in schat.waarden[slot].items():
        for m in patroon.finditer(tekst):
            if not _ONTKENNING.search(tekst[max(0, m.start() - 14) : m.start()]):
                treffers.setdefault(waarde, m)
            elif waarde == "ja":
                treffers.setdefault("nee", m)
    if set(treffers) == {"ja", "nee"}:
        ja, nee = treffers["ja"], treffers["nee"]
        samen = nee.start() - 25 <= ja.start() and ja.end() <= nee.end() + 25
        return "nee" if samen or slot != "zelfde_aanbieder" else None
    return max(treffers, key=lambda w: len(treffers[w][0])) if treffers else None


def _twee_namen(tekst: str) -> str | None:
    """`nee` where a text names two different providers (aanbieder X, aanbieder Y)."""
    namen = set(re.findall(r"\b(?:aanbieder|zorgaanbieder|instelling|organisatie)\s+([a-z]|\d)\b(?!')", tekst))
    return "nee" if len(namen) > 1 else None


def _zelfde_aanbieder(tekst: str, schat: Woordenschat) -> str | None:
    gezegd = _waarde("zelfde_aanbieder", tekst, schat) or _twee_namen(tekst)
    if gezegd is None and any(len(_letters(m[0])) > 1 for m in _ZELF_ALLEBEI.finditer(tekst)):
        return "ja"
    return gezegd


def _verwijzer(tekst: str, schat: Woordenschat) -> str | None:
    """Who refers: whom the story gives that part, else whom it names."""
    gelezen = lees_verwijzer(tekst)
    return None if gelezen.onzeker else gelezen.waarde or _waarde("verwijzer", gelezen.rest, schat)


def _alleen_werkend(tekst: str, schat: Woordenschat) -> str | None:
    """What one person without staff is; of several together that does not tell it."""
    if schat.samen_werkend.search(tekst) or not schat.enkeling.search(tekst):
        return None
    return _waarde("soort_aanbieder_zwak", tekst, schat)


_TE_HERZIEN = (
    "codes", "profielen", "intensiteiten", "segmenten", "contract_2022", "contract_2021",
    "gecontracteerd_2021", "gericht_op", "verwijzer", "moment", "soort_aanbieder", "zelfde_aanbieder",
    "eerder_gewijzigd",
)  # fmt: skip
"""Facts that a message can put right itself, further on; a day or an amount may be that of another part."""
_EEN_GEHEEL = frozenset({"contract_2022", "contract_2021"})
"""Facts of which the new value is all of it, however few it names."""


def lees_slots(tekst: str, schat: Woordenschat, peildatum: date | None = None) -> Slots:
    """Every slot that a folded text gives; what it puts right itself counts as it was put right."""
    tekst = _zonder_ontkende(_zonder_verbeterde(zonder_vergissing(tekst, schat), schat), schat)
    heel = _lees(tekst, schat, peildatum)
    if not (eind := herzien_vanaf(tekst, schat)):
        return heel
    return _herzien(heel, _lees(tekst[:eind], schat, peildatum), _lees(tekst[eind:], schat, peildatum))


def _herzien(heel: Slots, voor: Slots, na: Slots) -> Slots:
    """The facts of a text of which a later part puts right what an earlier part told: of each kind its own hold."""
    leeg: tuple[object, ...] = (None, (), False)
    anders: dict[str, Any] = {}
    for naam in _TE_HERZIEN:
        oud, nieuw = getattr(voor, naam), getattr(na, naam)
        if oud in leeg or (nieuw in leeg and not (naam == "contract_2022" and nieuw == ())):
            continue
        if naam in _EEN_GEHEEL or not isinstance(nieuw, tuple) or len({*map(str, nieuw)}) >= len({*map(str, oud)}):
            anders[naam] = nieuw
    if "intensiteiten" in anders:
        anders["intensiteit_naar"] = na.intensiteit_naar
    return replace(heel, **anders)


def _lees(tekst: str, schat: Woordenschat, peildatum: date | None) -> Slots:
    tekst = _TUSSEN_HAAKJES.sub(r"segment \1", _ONTKEND.sub(" ", tekst))
    tekst = re.sub(r"(?<![a-z0-9'])([bc])\s+(?:met|en|plus|\+|&)\s+verblijf\b", r"\1 en v", tekst)
    tekst = _GEEN_SEGMENT.sub(" ", tekst)
    tekst = _ZOWEL_ALS.sub(r"\g<een> en \g<ander>", tekst)
    profielen, profiel_fout = _profielen(tekst)
    nieuw_profiel = None
    if m := _VAN_NAAR_PROFIEL.search(tekst):
        profielen, nieuw_profiel = (int(m[1]),), int(m[2])
    elif len(profielen) == 2 and _ANDER_PROFIEL.search(tekst):
        profielen, nieuw_profiel = (profielen[0],), profielen[-1]
    if not profielen and (uit_code := {int(m[1]) for m in re.finditer(r"\b\d{2}([1-8])(?:pe|in|dl|dz)\b", tekst)}):
        profielen = tuple(sorted(uit_code))
    for m in _KORT.finditer(tekst):
        if not profielen and re.fullmatch(r"\d(?:pe|dl|dz|in)", m[0]):
            profielen = (int(m[1]),)
    intensiteiten, naar = _intensiteiten(tekst, schat)
    contract, plekken = _contract(tekst, schat)
    per_jaar = lees_contracten(tekst, schat, peildatum)
    plekken += [(plek, plek + 1) for plek in per_jaar[2022].plekken]
    if per_jaar[2022].open:
        contract = None
    elif (segmenten := per_jaar[2022].segmenten) or per_jaar[2022].wel is False:
        contract = segmenten
    datums = tuple(vind_datums(tekst, peildatum))
    jaren = [int(j) for j in re.findall(r"(?<![\d.,€])20[0-3]\d(?![\d.,]\d|\d)", tekst)] + [
        d.jaar for d in datums if d.jaar
    ]
    onbekend = re.search(r"\bsegment\s+([a-z])\b(?!')", tekst)
    return Slots(
        codes=_codes(tekst),
        profielen=profielen,
        profiel_fout=profiel_fout,
        nieuw_profiel=nieuw_profiel,
        dagbesteding="dagbesteding" in tekst,
        intensiteiten=intensiteiten,
        intensiteit_naar=naar,
        segmenten=_segmenten(tekst, plekken),
        met_naam=tuple((m[1].upper(), m[2]) for m in _MET_NAAM.finditer(tekst)),
        segmentwoorden=tuple(s for s, p in schat.segmentwoorden.items() if p.search(tekst)),
        onbekend_segment=onbekend[1].upper() if onbekend and onbekend[1] not in "bcv" else None,
        contract_2022=contract,
        contract_2022_wel=_waarde("contract_2022_wel", tekst, schat),
        contract_2021=per_jaar[2021].segmenten,
        gecontracteerd_2021=_waarde("gecontracteerd_2021", _geweten(tekst, schat), schat)
        or _JA_NEE[per_jaar[2021].wel],
        gericht_op=_gericht_op(tekst, schat),
        verwijzer=_verwijzer(tekst, schat),
        moment=_waarde("moment", tekst, schat) or _waarde("moment_zwak", tekst, schat),
        soort_aanbieder=_waarde("soort_aanbieder", tekst, schat) or _alleen_werkend(tekst, schat),
        zelfde_aanbieder=_zelfde_aanbieder(tekst, schat),
        eerder_gewijzigd=lees_eerder_gewijzigd(
            tekst, schat.waarden["eerder_gewijzigd"], lambda zin: _intensiteiten(zin, schat)
        ),
        zeer_complex=_waarde("zeer_complex", tekst, schat),
        datums=datums,
        maanden=tuple(vind_maanden(tekst)),
        bedragen=_bedragen(_getallen_voluit(tekst, schat)),
        jaren=tuple(dict.fromkeys(jaren)),
        peildatum=peildatum,
    )


_JA_NEE = {None: None, True: "ja", False: "nee"}


def _gericht_op(tekst: str, schat: Woordenschat) -> str | None:
    gevonden = [
        w
        for w, p in schat.waarden["gericht_op"].items()
        if any(not re.search(rf"{_NIET_OM}$", tekst[max(0, m.start() - 26) : m.start()]) for m in p.finditer(tekst))
    ]
    if "herstel" in gevonden and re.search(r"\bniet[- ]duurzaam", tekst):
        return "herstel"
    return gevonden[0] if len(gevonden) == 1 else None
