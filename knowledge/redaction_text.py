"""Fold a text so that one set of ASCII patterns reads it, and know for every character where it came from."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from knowledge.redaction_rules import LABELS

_LABEL = re.compile("|".join(re.escape(label) for label in LABELS.values()))
_GEWOON = {"\r": " ", "\t": "\t", "\n": "\n", "€": "€", "’": "'", "‘": "'", "“": '"', "”": '"', "•": ".", "·": "."}
_REGELEINDEN = "\x0b\x0c\x85\u2028\u2029"


@dataclass(frozen=True)
class Gevouwen:
    """A folded text.

    Attributes:
        tekst: only ASCII and the euro sign; digits of any script as 0 to 9, letters without accents (those of other
            scripts as x and X), every dash as -, every space as a space; what can't be seen is left out.
        klein: the same in lower case, as long.
        plek: of every character of `tekst`, its index in the text that was folded.
    """

    tekst: str
    klein: str
    plek: list[int]


@dataclass(frozen=True)
class Vindplaats:
    """Something to take out: from where to where in the folded text, its kind, its label if another."""

    begin: int
    eind: int
    soort: str
    label: str = ""


def bedek(tekst: str, spans: list[tuple[int, int]]) -> str:
    """The text, as long, with hash signs over these places: no pattern finds or crosses them."""
    delen, plek = [], 0
    for begin, eind in sorted(spans):
        if eind > plek:
            delen += [tekst[plek:begin], "#" * (eind - max(begin, plek))]
            plek = eind
    return "".join(delen) + tekst[plek:]


def vouw(tekst: str) -> Gevouwen:
    """Fold a text; what was taken out of it before (`[BSN verwijderd]`) becomes hash signs, that nothing crosses."""
    delen: list[str] = []
    plek: list[int] = []
    weg = {i for label in _LABEL.finditer(tekst) for i in range(*label.span())}
    for index, teken in enumerate(tekst):
        gevouwen = "#" if index in weg else _teken(teken)
        delen.append(gevouwen)
        plek.extend([index] * len(gevouwen))
    geheel = "".join(delen)
    return Gevouwen(geheel, geheel.lower(), plek)


@lru_cache(maxsize=4096)
def _teken(teken: str) -> str:
    if teken in _GEWOON:
        return _GEWOON[teken]
    if teken in _REGELEINDEN:
        return "\n"
    return "".join(_deel(deel) for deel in unicodedata.normalize("NFKD", teken))


def _deel(teken: str) -> str:
    """One character of a decomposed one."""
    soort = unicodedata.category(teken)
    if soort in ("Mn", "Me", "Cf"):
        return ""
    if " " <= teken <= "~":
        return teken
    if soort == "Nd":
        return str(unicodedata.decimal(teken))
    if soort == "Pd" or teken == "\u2212":
        return "-"
    if soort == "Zs":
        return " "
    if soort.startswith("L"):
        return "X" if soort in ("Lu", "Lt") else "x"
    return "#"
