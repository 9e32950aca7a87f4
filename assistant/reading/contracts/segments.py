"""The segments in a folded text: of allocations, and of the contracts for 2022."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.conversation_words import Gesprekswoorden
from knowledge.folding import vouw
from knowledge.vocabulary import Woordenschat

SEGMENTLIJST = (
    r"[bcv](?:\s*(?:,|en|&|/|\+|of|met|samen met|x|and|or|with|plus|naast|ook|n|en ook|versus|,\s*en)"
    r"\s*(?:een |nog een |ook |voor |in )?(?:segment\s+)?[bcv](?![a-z0-9'])){0,9}"
)
"""One segment or a row of them, as a pattern."""
LETTER = re.compile(r"(?<![a-z0-9'@.\-])[bcv](?![a-z0-9'\-])")
"""The letter of a segment, by itself."""
_SEGMENT = re.compile(rf"\b(?:segment(?:en|s)?|segm?\.?|seg)[\s-]+({SEGMENTLIJST})(?![a-z0-9'])")
_SEGMENT_ACHTER = re.compile(rf"(?<![a-z0-9'@.])({SEGMENTLIJST})[\s-]+segment(?:en)?\b")
_LETTERSET = re.compile(
    r"(?<![a-z0-9'@.\-])"
    r"([bcv](?:\s*(?:,|&|/|\+|en|of|met|and|with|naast|n)\s*(?:een |nog een )?[bcv]){1,9})(?![a-z0-9'])"
)
_GEEN_SEGMENT = re.compile(
    r"\b(?:geen|niet(?: voor| in)?|zonder|no|not(?: for| in)?|without)\s+(?:een\s+)?segment\s+[bcv](?![a-z0-9'])"
    r"(?!\s*(?:,|en|of|met|naast|and|or)\s+(?:segment\s+)?[bcv](?![a-z0-9']))"
)
ZONDER_SEGMENT = re.compile(
    r"(?<!niet )(?<!not )(?<!kan )\b(?:zonder|without)\s+(?:dat\s+(?:ze|zij|we|wij|hij|die|u|je|men|ik)\s+)?"
    r"(?:(?:er|ook|daarbij|een|extra)\s+)*"
    rf"(?:segment(?:en)?\s+)?{SEGMENTLIJST}(?:\s*,?\s+(?:en|of|noch)\s+(?:een\s+)?(?:segment\s+)?[bcv])*(?![a-z0-9'])"
)
"""Segments of which is told, or asked, that they do not come with another."""
_CLAUSULE_EINDE = re.compile(r"[,.?!;:()\n]|\b(?:en|maar|dan|mag|mogen|kan|kunnen|want|omdat|and|but|then)\b")
_BIJ_WIE = re.compile(r"\b(?:bij|van|door|vanuit|via|at|by|from)\s+\w")
_MAG_ERVOOR = re.compile(r"\b(?:mag|mogen|kan|kunnen|may|can)\s+(?:(?:de|het|een|die|segment)\s+)*$")
_ZOWEL_ALS = re.compile(
    r"\b(?:zowel|both)\s+(?:voor\s+|in\s+)?(?P<een>(?:segment\s+)?[bcv])\s+(?:als|and)\s+(?:ook\s+)?(?:voor\s+|in\s+)?"
    r"(?:segment\s+)?(?P<ander>[bcv])(?![a-z0-9'])"
)
_CONTRACTWOORD = r"(?:contract\w*|gecontracteerd\w*|gegund\w*|gunning\w*|overeenkomst\w*|contracted)"
_CONTRACT = re.compile(
    rf"{_CONTRACTWOORD}\b(?:(?!client|toewijzing|jeugdige|traject|\bkind)[^.?!;]){{0,40}}?\b(?:voor|in|van|bij|for|met)?\s*(?:de\s+|alleen\s+|enkel\s+|uitsluitend\s+|zowel\s+|only\s+|segment\w*\s+)*(?P<set>{SEGMENTLIJST})(?![a-z0-9'])"
)
_GEEN_CONTRACT = re.compile(
    rf"\b(?:geen|zonder|no|without)\s+{_CONTRACTWOORD}\s+(?:meer\s+)?(?:voor|in|van|for)\s+(?:segment\w*\s+)?"
    rf"(?P<set>{SEGMENTLIJST})(?![a-z0-9'])"
)
"""For which there was none: a segment of no client either."""
_VOOR_CONTRACT = re.compile(
    rf"(?P<set>(?<![a-z0-9'])(?:segment\w*\s+)?{SEGMENTLIJST})\s+(?:\w+\s+){{0,2}}{_CONTRACTWOORD}"
)
_TUSSEN_HAAKJES = re.compile(r"\b[a-z]+\s*\(\s*(?:segment\s*)?([bcv])\s*\)")
_LETTER_WOORD = re.compile(
    r"(?<![a-z0-9'@.])([bcv])-?\s?(?=(?:toewijzing|traject|client|indicatie|jeugdige|contract|kind|segment)[a-z]*)"
    r"|(?<![a-z0-9'@.])([bcv])-(?=(?:duurza|herstel|perspectie|intensie)[a-z]*)"
    r"|\b(?:duurzaam|licht|zwaar|intensief|perspectief|herstel)\s+(?:in\s+)?([bcv])(?![a-z0-9'\-])"
    r"|\b(?:client|jeugdige|kind|jongen|meisje|toewijzing|traject|indicatie)\w*\s+(?:[a-z]+\s+){0,3}?in\s+([bcv])"
    r"(?![a-z0-9'\-])"
    r"|(?<![a-z0-9'@.\-])([bcv])(?='?-?tjes?\b|\s+(?:bij|door)\s)"
    r"|\b(?:een|nog een)\s+([bcv])(?![a-z0-9'\-])"
    r"|\b(?:tweede|derde|vierde)\s+(?:toewijzing\s+|traject\s+|segment\s+)?(?:er\s?)?bij"
    r"\s*[,:(]?\s*(?:namelijk\s+|te weten\s+)?([bcv])(?![a-z0-9'\-])"
    r"|\b(?:lever\w*|doet|doen|biedt|bieden)\s+(?:wij\s+|we\s+)?(?:segment\s+)?([bcv])(?![a-z0-9'\-])"
    r"|\b(?:een|nog een|de|een tweede|ook|er een|tweede)\s+([bcv])"
    r"(?=\s*(?:[,.?!]|$|bij\b|naast\b|erbij\b|er\b|en\b|van\b|door\b|samen\b))"
)
_DUBBEL = re.compile(r"\b(?:2|twee|dubbele?)\s*(?:x|keer|maal)?\s*(?:segment(?:en)?\s*)?([bcv])(?:'?s)?(?![a-z0-9'])")
_MET_2022 = re.compile(
    rf"(?:aanbieder|instelling|wij|we|met|hebben|krijgen|doen|leveren)\s+(?:alleen\s+)?(?:segment\w*\s+)?(?P<set>{SEGMENTLIJST})"
    r"\s+(?:in|voor|vanaf|per)\s+(?:1[- ](?:1|januari)[- ])?2022"
)
_NA_2022 = re.compile(
    r"2022\)?\s+(?:(?:hebben|heb|krijgen|kregen|doen|leveren)\s+(?:we|wij|ik)\s+)?(?:(?:alleen|een|ook|weer|nog|gewoon|opnieuw|enkel|only|wel|voor|in|uitsluitend)\s+)*"
    rf"(?:contract\s+(?:voor\s+)?)?(?:segment\w*\s+)?(?P<set>{SEGMENTLIJST})(?![a-z0-9'])"
)
_ALLEEN = re.compile(
    r"\b(?:alleen|uitsluitend|enkel|slechts|only|just)\s+(?:nog\s+)?(?:maar\s+)?(?:voor\s+|in\s+|for\s+)?(?:de\s+|het\s+)?(?:segment\w*\s+)?(?P<set>"
    + SEGMENTLIJST
    + r")(?![a-z0-9'])"
)

_MET_VERBLIJF = re.compile(r"(?<![a-z0-9'])([bc])\s+(?:met|en|plus|\+|&)\s+verblijf\b")
_BIJZIN = re.compile(r"[.;!?:,()\n]|\b(?:maar|wel|but)\b")
"""Where another part of a sentence begins."""


def segmenten_voluit(tekst: str) -> str:
    """A folded text with each segment that it means named as one: "instelling (B)", "C met verblijf", not "geen V"."""
    tekst = ZONDER_SEGMENT.sub(" ", tekst)
    tekst = _TUSSEN_HAAKJES.sub(r"segment \1", tekst)
    tekst = _MET_VERBLIJF.sub(r"\1 en v", tekst)
    return _ZOWEL_ALS.sub(r"\g<een> en \g<ander>", _GEEN_SEGMENT.sub(" ", tekst))


def vervallen_segmenten(tekst: str, woorden: Gesprekswoorden) -> tuple[str, ...]:
    """The segments that a folded turn leaves out: "zonder V dan?", "en als V wegvalt?".

    Not one of which it says who delivers it ("zonder V bij Parlan", "als C er niet bij ons is"), that it names once
    more, or of which it asks whether it may come too ("mag C er niet bij?").
    """
    weg: list[str] = []
    for m in ZONDER_SEGMENT.finditer(tekst):
        if not _BIJ_WIE.search(_CLAUSULE_EINDE.split(tekst[m.end() :])[0]):
            weg += letters(m[0].partition(" ")[2])
    for m in LETTER.finditer(tekst):
        erna = woorden.valt_weg.match(tekst[m.end() :].lstrip())
        if erna and not _MAG_ERVOOR.search(tekst[: m.start()]):
            rest = _CLAUSULE_EINDE.split(tekst[m.end() :].lstrip()[erna.end() :])[0]
            weg += letters(m[0]) if {*re.findall(r"\w+", rest)} <= woorden.valt_weg_slot else []
    genoemd = letters(tekst)
    return tuple(s for s in dict.fromkeys(weg) if genoemd.count(s) == 1)


def weggelaten_segmenten(beurten: Sequence[str], woorden: Gesprekswoorden) -> frozenset[str]:
    """The segments that a later turn leaves out and that none after it names again."""
    weg: set[str] = set()
    for beurt in beurten[1:]:
        tekst = vouw(beurt)
        weg = (weg - {*letters(tekst)}) | {*vervallen_segmenten(tekst, woorden)}
    return frozenset(weg)


def letters(tekst: str) -> list[str]:
    """The letters of segments that stand by themselves, in order and with repeats."""
    return [w.upper() for w in re.findall(r"(?<![a-z0-9])[bcv](?![a-z0-9])", tekst)]


def lees_contract(tekst: str, schat: Woordenschat) -> tuple[tuple[str, ...] | None, list[tuple[int, int]]]:
    """The set of segments contracted for 2022, and where the text says it."""
    plekken = [m.span("set") for m in _GEEN_CONTRACT.finditer(tekst)]
    per_jaar: dict[str, set[str]] = {"2022": set(), "": set()}
    for patroon in (_NA_2022, _ALLEEN, _CONTRACT, _VOOR_CONTRACT, _MET_2022):
        for m in patroon.finditer(tekst):
            begin, eind = m.span("set")
            if any(a < eind and begin < b for a, b in plekken):
                continue
            plekken.append((begin, eind))
            zin, deel = _zin_rond(tekst, begin), _BIJZIN.split(tekst[:eind])[-1]
            if (
                ("2021" in zin and "2022" not in zin)
                or _van_2021(tekst, eind)
                or _is_van_nu(deel, schat)
                or schat.ontkent.search(deel)
            ):
                continue
            if schat.slechts_gevraagd.search(deel) and not schat.contract.search(deel):
                continue  # what was contracted before, or no more
            per_jaar["2022" if "2022" in zin else ""] |= set(letters(m["set"]))
        if per_jaar["2022"]:
            break
    gevonden = per_jaar["2022"] or per_jaar[""]
    if not gevonden and schat.waarden["contract_2022_geen"]["ja"].search(tekst):
        return (), []
    return (tuple(sorted(gevonden)) if gevonden else None), plekken


def _van_2021(tekst: str, eind: int) -> bool:
    """Whether 2021 is the last year named before a place, and the rest of its clause names no other."""
    zin = re.split(r"[.;!?\n]", tekst[:eind])[-1]
    jaren = re.findall(r"\b202\d\b", zin)
    return bool(jaren) and jaren[-1] == "2021" and "2022" not in _BIJZIN.split(tekst[eind:])[0]


def _is_van_nu(deel: str, schat: Woordenschat) -> bool:
    """Whether a clause speaks of the contracts that run, and not of those of the year after."""
    return bool(schat.dit_jaar.search(deel)) and "2022" not in deel and not schat.volgend_jaar.search(deel)


def _zin_rond(tekst: str, plek: int) -> str:
    """The sentence around a place."""
    begin = max(tekst.rfind(teken, 0, plek) for teken in ".;!?\n")
    einden = [e for e in (tekst.find(teken, plek) for teken in ".;!?\n") if e >= 0]
    return tekst[begin + 1 : min(einden, default=len(tekst))]


def lees_segmenten(tekst: str, bezet: list[tuple[int, int]]) -> tuple[str, ...]:
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
            gevonden += [(begin + i, letter) for i, letter in enumerate(letters(m[groep]))]
    return tuple(letter for _, letter in sorted(gevonden))
