"""What a day in a message is the day of, by the words that stand with it in the same part of a sentence.

People tell more days than the one that counts: when the letter came, when the child was born, when they met. A day
that is told of something else is no input of a tool, however near it stands to the right words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from enum import Enum

from assistant.reading.days.dates import Datumvondst
from knowledge.day_words import laad_dagwoorden


class Dagrol(Enum):
    """What a day is the day of."""

    INGANG = "a start, in so many words"
    VANAF = "a start by a small word ('per', 'from'), and it is not said of what"
    LOOPT = "on which what runs already has begun"
    EINDE = "an end"
    AFGEKEURD = "a start by a small word, of what was refused"
    ANDERS = "something else that happened"
    OPGEGEVEN = "given up for another day, or denied"
    GEEN = "nothing is told of it"


Soorten = tuple[tuple[Dagrol, re.Pattern[str]], ...]
VAN_WIJZIGING = (
    frozenset({Dagrol.INGANG}),
    frozenset({Dagrol.VANAF}),
    frozenset({Dagrol.GEEN}),
    frozenset({Dagrol.AFGEKEURD}),
)
"""How surely a day is the first one of a change."""
VAN_TOEWIJZING = (frozenset({Dagrol.INGANG, Dagrol.LOOPT}), frozenset({Dagrol.VANAF}), frozenset({Dagrol.GEEN}))
"""How surely a day is the first one of what may run already."""

_ZIN = re.compile(
    r"[!?;\n|]|(?<!\bd\.d)(?<!\bdd)(?<!\bgeb)(?<!\bm\.i\.v)(?<!\bi\.p\.v)(?<!\bnr)(?<!\bjl)(?<!\bing)\.(?![\w.])"
)
"""Where a sentence ends."""
_DEEL = re.compile(
    r"[,:()]|\s[-–]\s|\b(?:maar|en|dus|want|omdat|doordat|terwijl|waarna|zodat|nadat|voordat|but|and|because)\b"
)
"""Where another part of a sentence begins."""
_LABEL = re.compile(r"(?:^|[,(–-])\s*(?P<naam>(?:[^\s:,]+\s+){0,5}[^\s:,]+)\s*:\s*(?:[^\W\d]+\s+)?$")
_REGEL = re.compile(r"\s*:\s*(?P<naam>[^:]{3,80})")
"""What a day at the head of a line is said to be."""
_OPSOMMING = " -–*•\t0123456789.)"
"""What may stand before the first word of an item in a list."""
_GENOEMD = re.compile(
    r"(?P<lid>(?:^|[,(]|\b(?:de|het|een|onze|ons|mijn|uw|haar|zijn|hun|die|deze|dit|dat|bij|na|in|volgens|the|our))"
    r"\s+(?:[\w-]+\s+)?)?(?P<naam>[^\W\d][\w-]*)\s+"
    r"(?:van|d\.d\.?|dd\.?|gedateerd(?: op)?|of|dated)\s+(?:de\s+)?$"
)
"""A noun with its day: "de brief van"."""
_TOT = re.compile(r"\s*(?:tot|t/m|until|-)\b")
_EERST_DAARNA = re.compile(
    r"\s*(?:(?:op|per|vanaf|sinds|de|als|met ingang van)\s+)*\d{1,2}(?:e|ste|de)?"
    r"(?:\s*[-/]\s*\d{1,2}\b|\s+(?:jan|feb|ma?a?rt|mrt|apr|mei|may|mar|jun|jul|aug|sep|okt|oct|nov|dec))"
    r"(?![^.?!,;]*\b(?:af|door|nog|niet meer|niet langer|ten einde)\b)"
)
"""After words for a start, behind the day that a decision is called by: it begins on another day than its own."""
_TUSSEN_HAAKJES = re.compile(r"\(\s*[^\W\d][\w-]*\s+$")
"""A day in brackets with its name: "(intake 3 mei)"."""
_NAAR = re.compile(r"\s*(?:naar|to)\b")
_IS = re.compile(
    r"\b(?:de|het|een|mijn|onze|ons|haar|zijn|hun|uw|die|the|our)\s+(?P<naam>(?:[\w-]+\s+){1,5})"
    r"(?:is|was|wordt|werd|valt|viel|blijkt|bleek|staat|stond)\s+(?:nu\s+|dan\s+)?(?:op\s+|per\s+|van\s+)?$"
)
_ERNA = re.compile(
    r"\s*[,(]?\s*(?:(?:of|eh|nee|sorry|wacht|oeps|oh|no)[\s,]+)*"
    r"(?:is|was|als|dat is|dat was|that is|that was|zijnde|=)\s+(?!(?:de\s+)?\d)(?P<naam>(?:[\w-]+\s*){1,7})"
)
"""What a day is said to be: "als startdatum", "dat is de datum van de beschikking"."""
_VOORZETSEL = re.compile(r"(?<!\w)(?:op|per|vanaf|met ingang van|on|from)\s*$")
_NIET = re.compile(r"\b(?:niet|not)\s+(?:(?:meer|langer)\s+)?$")
_GAAT = re.compile(r"\b(?:(?P<ging>ging|gingen|is|zijn)|gaat|gaan|ga|moet|moeten|zal|zou|laten)\b")
_IN = re.compile(r"\s*(?:al\s+|pas\s+|dan\s+)?(?:in|ingaan)\b(?!\s+(?!en\b|maar\b|mag\b|kan\b)\w)")
_KLEIN = (
    (Dagrol.LOOPT, re.compile(r"\b(?:sinds|sedert|since|al vanaf|al per|al van)\s+$")),
    (Dagrol.EINDE, re.compile(r"\b(?:tot|t/m|tot en met|until)\s+$")),
    (Dagrol.ANDERS, re.compile(r"\b(?:voor|uiterlijk|before|by)\s+$")),
)
"""Small words right before a day: they say what it is of, unless it is told of something else."""
_ERNA_VERDER = 4
"""By how many signs a word after a day counts as farther away: a day is mostly called by what stands before it."""
_LAATSTE_WOORD = re.compile(r"\S+\s*$")


def rol(dag: Datumvondst, eigen: re.Pattern[str] | None = None) -> Dagrol:
    """What a day is the day of; `eigen` are words for what is asked for, as good as those for a start."""
    woorden = laad_dagwoorden()
    voor, na = _ZIN.split(dag.voor)[-1], _ZIN.split(dag.na, maxsplit=1)[0]
    ervoor = _VOORZETSEL.sub("", voor)
    if _NIET.search(ervoor) or woorden.opgegeven.search(ervoor) or woorden.opgegeven_erna.match(na):
        return Dagrol.OPGEGEVEN
    soorten: Soorten = (
        (Dagrol.EINDE, woorden.einde),
        (Dagrol.LOOPT, woorden.loopt),
        (Dagrol.INGANG, woorden.ingang),
        (Dagrol.INGANG, woorden.wijziging),
        (Dagrol.ANDERS, woorden.anders),
    )
    if eigen is not None:
        soorten = ((Dagrol.INGANG, eigen), *soorten)
    return _bij_naam(voor, na, soorten) or _in_deel(voor, na, soorten)


def op_die_dag(dag: Datumvondst) -> bool:
    """Whether further on in its sentence something is to begin on that same day: "... en per die datum willen we"."""
    return laad_dagwoorden().die_dag.search(_ZIN.split(dag.na, maxsplit=1)[0]) is not None


def beste(
    dagen: Sequence[Datumvondst], trappen: Sequence[frozenset[Dagrol]], eigen: re.Pattern[str] | None = None
) -> list[Datumvondst]:
    """The days of the first of these sets of roles that has any."""
    rollen = [(d, rol(d, eigen)) for d in dagen]
    return next((gevonden for trap in trappen if (gevonden := [d for d, r in rollen if r in trap])), [])


def _bij_naam(voor: str, na: str, soorten: Soorten) -> Dagrol | None:
    """The role that a day is called by: a label, a noun with its day, what it is said to be."""
    aan_kop = None if voor.strip(_OPSOMMING) else _REGEL.match(na)
    for kop in filter(None, (_LABEL.search(voor), aan_kop)):
        if gevonden := _van(kop["naam"], soorten):
            besloten = gevonden is Dagrol.ANDERS and laad_dagwoorden().besluit.search(kop["naam"])
            return Dagrol.INGANG if besloten and laad_dagwoorden().start_erna.match(na) else gevonden
    if m := _GENOEMD.search(voor):
        if _TOT.match(na):
            return Dagrol.LOOPT
        if gevonden := _van(m["naam"], soorten):
            return gevonden
        if laad_dagwoorden().lopend.search(m["naam"]):
            loopt_pas = (
                _EERST_DAARNA.match(na[begint.end() :]) if (begint := laad_dagwoorden().loopt_erna.match(na)) else None
            )
            return Dagrol.ANDERS if loopt_pas else Dagrol.LOOPT
        if m["lid"] is not None and not _NAAR.match(na) and m["naam"] not in laad_dagwoorden().zonder_eigen_dag:
            return Dagrol.ANDERS
    if _TUSSEN_HAAKJES.search(voor) and na.lstrip().startswith(")"):
        return _van(voor.rsplit("(", 1)[1], soorten) or Dagrol.ANDERS
    for gezegd in filter(None, (_ERNA.match(na), _IS.search(voor))):
        if gevonden := _van(gezegd["naam"], soorten):
            besloten = gevonden is Dagrol.ANDERS and laad_dagwoorden().besluit.search(gezegd["naam"])
            return Dagrol.INGANG if besloten and laad_dagwoorden().start_erna.match(na) else gevonden
    return None


def _van(naam: str, soorten: Soorten) -> Dagrol | None:
    """What a name or a label stands for: the word that comes first decides, of two there the longest."""
    plekken = [(m.start(), -m.end(), i) for i, (_, p) in enumerate(soorten) if (m := p.search(naam))]
    if not plekken:
        return None
    gevonden = _soort(soorten, min(plekken)[2], {i for *_, i in plekken})
    van_lopend = gevonden is Dagrol.INGANG and laad_dagwoorden().lopend.search(naam)
    return Dagrol.LOOPT if van_lopend else gevonden


def _in_deel(voor: str, na: str, soorten: Soorten) -> Dagrol:
    """The role that the nearest words in the same part of the sentence give it."""
    voor, na = _DEEL.split(voor)[-1], _DEEL.split(na, maxsplit=1)[0]
    if _IN.match(na) and (m := _GAAT.search(voor)):
        return Dagrol.LOOPT if m["ging"] else Dagrol.INGANG
    klein = next((r for r, p in (*_KLEIN, (Dagrol.VANAF, laad_dagwoorden().vanaf)) if p.search(voor)), None)
    if klein:
        voor = _LAATSTE_WOORD.sub(" ", voor)
    besluit, afgekeurd = laad_dagwoorden().besluit, laad_dagwoorden().afgekeurd
    over_dag = klein is Dagrol.VANAF or laad_dagwoorden().start_erna.match(na)
    if over_dag and klein is Dagrol.VANAF and not besluit.search(voor) and afgekeurd.search(voor):
        voor, klein = afgekeurd.sub(" ", voor), Dagrol.AFGEKEURD
    if over_dag:  # "afgesproken per 1 juni": of what was agreed it is the first day, not the day of agreeing
        voor = besluit.sub(_blanco, voor)
    afstanden = [(a, i) for i, (_, p) in enumerate(soorten) if (a := _afstand(p, voor, na)) is not None]
    if not afstanden:
        return klein or Dagrol.GEEN
    dichtst = _soort(soorten, min(afstanden)[1], {i for _, i in afstanden})
    if klein is None or dichtst is Dagrol.ANDERS:
        return dichtst
    return (
        dichtst if klein in {Dagrol.VANAF, Dagrol.AFGEKEURD, Dagrol.ANDERS} and dichtst is not Dagrol.EINDE else klein
    )


def _blanco(m: re.Match[str]) -> str:
    return " " * len(m[0])


def _soort(soorten: Soorten, gekozen: int, alle: Collection[int]) -> Dagrol:
    """The role of the words that decide; a change beside an end is one of that end."""
    soort, patroon = soorten[gekozen]
    over_einde = patroon is laad_dagwoorden().wijziging and any(soorten[i][0] is Dagrol.EINDE for i in alle)
    return Dagrol.EINDE if over_einde else soort


def _afstand(patroon: re.Pattern[str], voor: str, na: str) -> int | None:
    """How many signs from a day the nearest of these words stands, a bit more after it; None where there is none."""
    plekken = [len(voor) - m.end() for m in patroon.finditer(voor)]
    plekken += [m.start() + _ERNA_VERDER for m in patroon.finditer(na)]
    return min(plekken, default=None)
