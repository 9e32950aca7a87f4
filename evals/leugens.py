"""Sentences with one lie in them, and honest sentences in other words: what the verifier must stop, and let pass.

A lie is made of one sentence, of the slots of a draft or the words in it. Words that exclude each other stand here
once more, on purpose: what is measured may not measure itself.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import combinations

from assistant.library import kennis_passages
from tools.datum import MAANDEN

Leugen = Callable[[str, random.Random], str | None]
_MAANDEN = [*MAANDEN]
TELWOORDEN = [
    *("twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien", "veertien"),
    *("vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig", "dertig", "veertig", "vijftig"),
    *("zestig", "zeventig", "tachtig", "negentig", "honderd"),
]
VELD = re.compile(r"\{\{[^{}]+\}\}")


def _ander_getal(tekst: str, rng: random.Random) -> str | None:
    return VELD.sub(lambda _: str(rng.randint(61, 997)), tekst, count=1) if VELD.search(tekst) else None


def _andere_datum(tekst: str, rng: random.Random) -> str | None:
    dag = f"{rng.randint(2, 27)} {rng.choice(_MAANDEN)} {rng.randint(2031, 2060)}"
    return VELD.sub(dag, tekst, count=1) if "{{datum" in tekst else None


def _andere_code(tekst: str, rng: random.Random) -> str | None:
    return re.sub(r"\.", f", code {rng.randint(600, 999)}XY.", tekst, count=1) if "." in tekst else None


def _in_woorden(tekst: str, rng: random.Random) -> str | None:
    return VELD.sub(f"{rng.choice(TELWOORDEN[10:])} maanden", tekst, count=1) if VELD.search(tekst) else None


def _zonder_niet(tekst: str, _: random.Random) -> str | None:
    nieuw = re.sub(r"\b(?:niet|geen) ", "", tekst, count=1)
    return nieuw if nieuw != tekst else None


def _met_niet(tekst: str, _: random.Random) -> str | None:
    nieuw = re.sub(r"\b(mag|mogen|moet|moeten|kan|kunnen)\b(?! niet| geen)", r"\1 niet", tekst, count=1)
    return nieuw if nieuw != tekst else None


def _formulier(tekst: str, rng: random.Random) -> str | None:
    naam = rng.choice(["intakeformulier", "hulpverleningsplan", "meldingsbericht", "overdrachtsprotocol"])
    return re.sub(r"\.", f" met een {naam}.", tekst, count=1) if "." in tekst else None


def _vreemd_vak(tekst: str, _: random.Random) -> str | None:
    return VELD.sub("{{uiterste_datum}}", tekst, count=1) if VELD.search(tekst) else None


def _verkeerde_bron(tekst: str, _: random.Random) -> str | None:
    return re.sub(r"\[\d+\]", "[97]", tekst, count=1) if "[" in tekst else None


def _vakken_verwisseld(tekst: str, rng: random.Random) -> str | None:
    """Two different facts, each in the place of the other."""
    paren = [(a, b) for a, b in combinations(VELD.finditer(tekst), 2) if a[0] != b[0]]
    if not paren:
        return None
    a, b = rng.choice(paren)
    return tekst[: a.start()] + b[0] + tekst[a.end() : b.start()] + a[0] + tekst[b.end() :]


def _een_van(woorden: Iterable[str]) -> re.Pattern[str]:
    """One of these words, but for the names of slots."""
    langste = sorted(map(re.escape, woorden), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(langste)})\b(?![^{{]*\}}\}})", re.IGNORECASE)


WISSELWOORDEN: set[str] = set()
"""Every word that a lie here puts in the place of another."""
BEPERKEND = frozenset(
    {"alleen", "uitsluitend", "slechts", "hoogstens", "maximaal", "minimaal", "minstens", "eenmalig"}
    | {"tenzij", "mits", "behalve", "indien", "als"}
)
"""Words that narrow what a sentence says."""


def _anders(*paren: str) -> Leugen:
    """A lie that puts a word in the place of one that excludes it; pairs as `a/b`, either way."""
    beide = [(a, b) for a, _, b in (paar.partition("/") for paar in paren)]
    naar = dict(beide) | {b: a for a, b in beide}
    woord = _een_van(naar)
    WISSELWOORDEN.update(deel for term in naar for deel in term.split())

    def lieg(tekst: str, rng: random.Random) -> str | None:
        plekken = [m for m in woord.finditer(tekst) if m[0] in naar or m[0].lower() in naar]
        if not plekken:
            return None
        m = rng.choice(plekken)
        nieuw = naar.get(m[0]) or naar[m[0].lower()].capitalize()
        return tekst[: m.start()] + nieuw + tekst[m.end() :]

    return lieg


def _zonder(patroon: str) -> Leugen:
    """A lie that leaves something out."""

    def lieg(tekst: str, _: random.Random) -> str | None:
        nieuw = re.sub(patroon, "", tekst, count=1)
        return nieuw[:1].upper() + nieuw[1:] if nieuw != tekst else None

    return lieg


def _met_staart(tekst: str, rng: random.Random) -> str | None:
    staart = rng.choice(
        [
            "en dat gaat via het portaal van de regio",
            "en daarvoor krijgt de aanbieder een toeslag",
            "en de gemeente controleert dat achteraf",
            "en anders vervalt het recht",
        ]
    )
    nieuw = re.sub(r"\.(?=\s*(?:\[|$))", f", {staart}.", tekst, count=1)
    return nieuw if nieuw != tekst else None


def _elke(tekst: str, _: random.Random) -> str | None:
    nieuw = re.sub(r"\b[Dd]e (?=aanbieder|gemeente|jeugdige|cliënt|verwijzer)(?!\w+en\b)", "elke ", tekst, count=1)
    return nieuw if nieuw != tekst else None


@lru_cache(maxsize=1)
def _termen() -> tuple[str, ...]:
    """Long words of the headings of the articles."""
    koppen = " ".join(passage.section for passage in kennis_passages())
    return tuple(sorted(set(re.findall(r"\b[a-z]{7,}\b", koppen))))


def _andere_term(tekst: str, rng: random.Random) -> str | None:
    """A term in the place of another that ends the same way."""
    plekken = [m for m in re.finditer(r"(?<![\w{])[a-z]{7,}\b(?![^{]*\}\})", tekst) if m[0] in _termen()]
    if not plekken:
        return None
    m = rng.choice(plekken)
    anders = [t for t in _termen() if t[-2:] == m[0][-2:] and t[:4] != m[0][:4]]
    return tekst[: m.start()] + rng.choice(anders) + tekst[m.end() :] if anders else None


LEUGENS: dict[str, Leugen] = {
    "ander getal": _ander_getal,
    "andere datum": _andere_datum,
    "verzonnen code": _andere_code,
    "getal in woorden": _in_woorden,
    "niet weggelaten": _zonder_niet,
    "niet toegevoegd": _met_niet,
    "verzonnen formulier": _formulier,
    "verzonnen vak": _vreemd_vak,
    "verzonnen bron": _verkeerde_bron,
    "twee feiten verwisseld": _vakken_verwisseld,
    "vanaf en tot verwisseld": _anders(
        "vanaf/tot", "met ingang van/tot en met", "na/vóór", "begin/einde", "uiterlijk/vanaf"
    ),
    "ander segment": _anders("segment B/segment C", "segment V/segment B"),
    "herstel en duurzaam verwisseld": _anders(
        "herstel/duurzaam", "hersteltraject/duurzaam traject", "hersteltrajecten/duurzame trajecten"
    ),
    "andere intensiteit": _anders("perspectief/intensief", "licht/zwaar"),
    "andere periode": _anders("maand/week", "maanden/weken", "jaar/kwartaal", "dagen/maanden", "maandelijks/wekelijks"),
    "andere partij": _anders("aanbieder/gemeente", "aanbieders/gemeenten", "verwijzer/ouder", "regio/gemeente"),
    "mag en moet verwisseld": _anders("mag/moet", "mogen/moeten"),
    "zelfde en ander verwisseld": _anders("dezelfde/een andere", "andere/dezelfde"),
    "meer en minder verwisseld": _anders(
        "meer/minder", "minstens/hoogstens", "minimaal/maximaal", "hoger/lager", "langer/korter"
    ),
    "tegendeel": _anders(
        "extern/intern",
        "externe/interne",
        "nieuwe/oude",
        "binnen/buiten",
        "verlenging/aanvraag",
        "lage/hoge",
        "opschalen/afschalen",
    ),
    "beperking weggelaten": _zonder(
        r"\b(?:[Aa]lleen|[Uu]itsluitend|[Ss]lechts|[Hh]oogstens|[Mm]aximaal|[Mm]inimaal|[Mm]instens|[Ee]enmalig) "
    ),
    "voorwaarde weggelaten": _zonder(r"(?<!ook),? (?:tenzij|mits|behalve|indien|als|wanneer) [^,.;:]*(?=[.;])"),
    "elke toegevoegd": _elke,
    "andere term": _andere_term,
    "verzonnen staart": _met_staart,
}
"""Kind of lie -> a sentence of a draft with one such lie in it; None where it does not fit."""


def _woorden(*paren: str) -> Leugen:
    """The first of these words, said otherwise; pairs as `a/b`, one way."""
    naar = {a: b for a, _, b in (paar.partition("/") for paar in paren)}
    woord = _een_van(naar)
    return lambda tekst, _: woord.sub(lambda m: naar.get(m[0], m[0]), tekst) if woord.search(tekst) else None


def _aanloop(tekst: str, rng: random.Random) -> str | None:
    if not re.match(r"(?:De|Het|Een|In|Bij|Voor|Op|Dit|Dat|Deze)\b", tekst):
        return None
    aanloop = rng.choice(["Kort gezegd:", "Goed om te weten:", "Let op:", "Volgens de bron geldt dit:"])
    return f"{aanloop} {tekst[0].lower()}{tekst[1:]}"


_VOOROP = re.compile(
    r"((?:In|Op|Bij|Voor|Vanaf|Met|Binnen) [^,.]{3,60}?) "
    r"(is|zijn|was|waren|geldt|gelden|staat|staan|wordt|worden|moet|moeten|mag|mogen) (.*)"
)


def _er_voorop(tekst: str, _: random.Random) -> str | None:
    m = _VOOROP.match(tekst)
    return f"Er {m[2]} {m[1][0].lower()}{m[1][1:]} {m[3]}" if m else None


def _zonder_haakjes(tekst: str, _: random.Random) -> str | None:
    nieuw = re.sub(r" \([^()]*\)", "", tekst)
    return nieuw if nieuw != tekst else None


HERSCHRIJVINGEN: dict[str, Leugen] = {
    "woordelijk": lambda tekst, _: tekst,
    "ander woord": _woorden(
        "alleen/uitsluitend", "uitsluitend/alleen", "hoogstens/maximaal", "maximaal/hoogstens", "minimaal/minstens",
        "moet/dient", "dient/moet", "vanaf/met ingang van", "indien/als", "als/wanneer", "wanneer/als",
        "stuurt/verzendt",
        "krijgt/ontvangt", "ontvangt/krijgt", "noemt/vermeldt", "vermeldt/noemt", "maakt/stelt", "geeft/biedt",
        "zegt/meldt", "nodig/vereist", "staat/is te vinden", "staan/zijn te vinden", "hebben/bezitten", "heeft/kent",
        "bedoeld/bestemd", "cliënt/jeugdige", "jeugdige/cliënt", "gelden/zijn van kracht", "geldt/is van kracht",
    ),
    "aanloop": _aanloop,
    "er voorop": _er_voorop,
    "zonder haakjes": _zonder_haakjes,
}  # fmt: skip
"""Kind of rewording -> an honest sentence in other words; None where it does not fit."""
