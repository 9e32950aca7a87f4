"""Within documents of users: their small parts, and how much of a question each of those has."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.learned.judge import Judge
from knowledge.folding import vouw
from knowledge.index import Hit
from knowledge.space import stammen

TEKORT = 0.2
"""So much of the question's words a part without what is asked for comes short of one with it."""
IN_ZIN = 0.15
"""What it counts that the passage is the nearest in meaning of those that were found."""
LETTERLIJK = 0.3
"""What it counts that a part has the question's words as they are, also small ones ("gaat in", "gemeenten")."""
IN_EEN_ZIN = 0.15
"""What it counts that a sentence with such a thing (a day, a number) has the question's words too."""
IN_KOP = 0.1
"""What the question's words count once more in the headings of a part."""
EEN_VORM = 0.06
"""What it counts that a part has what the question may be after: a day for "wanneer", a number for "hoeveel"."""
VERVOEGD = 0.9
"""What another form of a word counts ("evalueert", "geëvalueerd")."""
SAMENSTELLING = 0.7
"""What a word counts that stands in a compound ("toeslag" in "avondtoeslag")."""
LANG = 5
"""Letters from which a word is looked for in other forms and in compounds."""
_UITGANG = 3
_ZONDER_JAAR = "D--"
"""How the code of a day without a year begins."""

_ZIN = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|\n+")
_TUSSENKOP = re.compile(r"(?m)^(?=\*\*[^*\n]+\*\*$)")
_WOORD = re.compile(r"[a-z0-9]+")
_KOP = re.compile(r"(?m)^\*\*([^*\n]+)\*\*$")


@dataclass(frozen=True)
class Deel:
    """A part of a passage.

    Attributes:
        hit: the passage.
        stuk: the same with the text of this part only.
        past: how well the part fits the question.
    """

    hit: Hit
    stuk: Hit
    past: float


def stukken(hit: Hit) -> list[Hit]:
    """The small sections that a passage is made of, each under the headings right above it."""
    delen: list[str] = []
    koppen = ""
    for deel in (d.strip() for d in _TUSSENKOP.split(hit.passage.text)):
        if _KOP.fullmatch(deel):
            koppen += f"{deel}\n"
        elif deel:
            delen.append(koppen + deel)
            koppen = ""
    return [replace(hit, passage=replace(hit.passage, text=d)) for d in delen] if len(delen) > 1 else [hit]


def kop_en_tekst(stuk: Hit) -> tuple[str, str]:
    """The heading nearest to a part, and its text without the headings it begins with."""
    koppen, tekst = list[str](), stuk.passage.text
    while m := _KOP.match(tekst):
        koppen.append(m[1])
        tekst = tekst[m.end() :].lstrip()
    return (koppen or [stuk.passage.section])[-1], tekst


def heel(hit: Hit) -> str:
    """A passage with its headings and the title of its document."""
    passage = hit.passage
    return "\n".join([passage.titel, *passage.pad, passage.text])


def dekking(
    judge: Judge, vraag: str, hit: Hit, zonder: Set[str] = frozenset(), zeldzaam: Mapping[str, float] | None = None
) -> float:
    """Weighted share of the question's telling words that a passage of the user has, in this form or nearly.

    What asks for something (a number, a day) is there where the passage has such a thing.

    Args:
        judge: weighs words by how rare they are in the articles.
        vraag: the question.
        hit: the passage.
        zonder: words that don't count.
        zeldzaam: how much words tell within the document; 1 where not given.
    """
    alle = stammen(vraag)
    woorden = alle - zonder or alle
    er = stammen(heel(hit)) | judge.gevonden(vraag, hit.passage)
    gewicht = {s: judge.gewicht(s) * (zeldzaam or {}).get(s, 1.0) for s in woorden}
    totaal = sum(gewicht.values())
    return sum(w * staat_in(s, er) for s, w in gewicht.items()) / totaal if totaal else 0.0


def delen(judge: Judge, vraag: str, hits: Sequence[Hit], zonder: Set[str] = frozenset()) -> list[Deel]:
    """The parts of the passages of one document, the one that fits a question best first.

    Args:
        judge: as in `dekking`.
        vraag: the question.
        hits: the passages.
        zonder: words that tell no part from another.
    """
    paren = [(hit, stuk, _wat_vertelt(judge, stuk)) for hit in hits for stuk in stukken(hit)]
    nabij = [hit.dense for hit in hits if hit.dense is not None]
    verst, spreiding = min(nabij, default=0.0), max(nabij, default=0.0) - min(nabij, default=0.0) or 1.0
    zeldzaam = _zeldzaamheid(stammen(vraag), [stammen(heel(stuk)) for *_, stuk in paren])
    gemeten = [
        Deel(
            hit,
            stuk,
            dekking(judge, vraag, kern, zonder, zeldzaam)
            + LETTERLIJK * _letterlijk(vraag, kern, zonder)
            + IN_ZIN * max(0.0, (hit.dense or 0.0) - verst) / spreiding
            + IN_KOP * dekking(judge, vraag, _kop(kern), zonder, zeldzaam)
            + EEN_VORM * judge.heeft_vorm(vraag, kern.passage)
            + IN_EEN_ZIN * _in_een_zin(judge, vraag, kern, zonder, zeldzaam)
            - TEKORT * judge.vraagt_wat_ontbreekt(vraag, [kern]),
        )
        for hit, stuk, kern in paren
    ]
    return sorted(gemeten, key=lambda d: (-round(d.past, 3), -(d.hit.dense or 0.0)))


def _wat_vertelt(judge: Judge, stuk: Hit) -> Hit:
    """A part without the sentences that only say what is told further on."""
    zinnen = [zin for zin in _ZIN.split(stuk.passage.text) if zin.strip()]
    over = [zin for zin in zinnen if not judge.kondigt_aan(zin)]
    return replace(stuk, passage=replace(stuk.passage, text="\n".join(over))) if len(over) < len(zinnen) else stuk


def _letterlijk(vraag: str, stuk: Hit, zonder: Set[str]) -> float:
    """Share of all words of a question, small ones too, that stand in a part just so; without names that don't tell."""
    woorden, er = set(_WOORD.findall(vouw(vraag))), set(_WOORD.findall(vouw(heel(stuk))))
    if zonder:
        woorden = {woord for woord in woorden if not stammen(woord) or not stammen(woord) <= zonder}
    return len(woorden & er) / len(woorden) if woorden else 0.0


def _in_een_zin(judge: Judge, vraag: str, stuk: Hit, zonder: Set[str], zeldzaam: Mapping[str, float]) -> float:
    """The most that a sentence, an item or a row with what the question may be after has of its telling words."""
    leeg = replace(stuk.passage, titel="", pad=())
    zinnen = (replace(stuk, passage=replace(leeg, text=zin)) for zin in _ZIN.split(stuk.passage.text) if zin.strip())
    met_vorm = (zin for zin in zinnen if judge.heeft_vorm(vraag, zin.passage))
    return max((dekking(judge, vraag, zin, zonder, zeldzaam) for zin in met_vorm), default=0.0)


def _kop(stuk: Hit) -> Hit:
    """Only the headings of a part."""
    koppen = "\n".join([*stuk.passage.pad[-1:], *_KOP.findall(stuk.passage.text)])
    return replace(stuk, passage=replace(stuk.passage, titel="", pad=(), text=koppen))


def _zeldzaamheid(woorden: Set[str], stukken: Sequence[Set[str]]) -> dict[str, float]:
    """How much each word tells one part from another, from 0 to 1; a word that none has keeps its weight."""
    aantal = len(stukken)
    hoogste = math.log(1 + aantal / 1.5)
    keer = {s: sum(s in stuk for stuk in stukken) for s in woorden}
    return {s: math.log(1 + aantal / (0.5 + n)) / hoogste for s, n in keer.items() if n and aantal > 1}


def staat_in(stam: str, er: Set[str]) -> float:
    """How much a word counts as standing among others."""
    if stam in er:
        return 1.0
    if stam.startswith(_ZONDER_JAAR):
        return float(any(s.startswith("D") and s.endswith(stam.removeprefix("D-")) for s in er))
    if {f"{stam}er", f"{stam}{stam[-1]}er"} & er:  # "laat", "later"
        return VERVOEGD
    if len(stam) < LANG or not stam.isalpha():
        return 0.0
    beste = 0.0
    for ander in er:
        if (
            len(ander) >= LANG
            and abs(len(ander) - len(stam)) <= _UITGANG
            and (ander.startswith(stam) or stam.startswith(ander))
        ):
            return VERVOEGD
        if len(ander) > len(stam) and (ander.startswith(stam) or ander.endswith(stam)):
            beste = SAMENSTELLING
    return beste


def met_rijen(tekst: str, codes: Set[str]) -> str:
    """A text whose tables have only the rows with one of these codes, where there are such; else as it was."""
    uit: list[str] = []
    blok: list[str] = []
    for regel in [*tekst.split("\n"), ""]:
        if regel.startswith("|"):
            blok.append(regel)
            continue
        uit += _gekozen(blok, codes)
        blok = []
        uit.append(regel)
    return "\n".join(uit[:-1])


def _gekozen(tabel: list[str], codes: Set[str]) -> list[str]:
    streep = next((n for n, (_, r) in enumerate(pairwise(tabel), start=1) if set(r) <= set("|-: ")), None)
    if streep is None:
        return tabel
    rijen = [rij for rij in tabel[streep + 1 :] if codes & stammen(rij)]
    return [*tabel[: streep + 1], *rijen] if rijen else tabel
