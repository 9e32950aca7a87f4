"""Compare words of a search with words of rows: folded, by word beginning, tolerant of a typing error."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeVar

_VULWOORDEN = frozenset(
    re.findall(
        r"\w+",
        "de het een en of van voor met bij in op te naar wat is zijn welke code codes productcode "
        "productcodes product producten per jeugdigen jeugdige",
    )
)
_NIETS = frozenset({"Pd", "Cf"})
"""Kinds of characters that a code has none of: dashes and what can't be seen."""
R = TypeVar("R")


def schrijf_getal(waarde: object) -> str:
    """A whole number as people here write it (1.000.000); anything else as it is."""
    return f"{waarde:,}".replace(",", ".") if isinstance(waarde, int) else str(waarde)


def vouw(tekst: str) -> str:
    """Lower case without accents."""
    if tekst.isascii():
        return tekst.lower()
    ontleed = unicodedata.normalize("NFKD", tekst.casefold())
    return "".join(teken for teken in ontleed if not unicodedata.combining(teken))


def zonder_streepjes(tekst: str) -> str:
    """A text without spaces, stops, and dashes of any kind; unseen marks are left out too."""
    plat = unicodedata.normalize("NFKC", tekst)
    return "".join(t for t in plat if not (t.isspace() or t in "._\u2212" or unicodedata.category(t) in _NIETS))


def gelijke_naam(naam: str) -> str:
    """What two spellings of one name have in common: no capitals, one space, one kind of dash and apostrophe."""
    plat = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", naam).casefold())
    tekens = ("-" if unicodedata.category(t) == "Pd" or t == "\u2212" else t for t in plat)
    zichtbaar = "".join(t for t in tekens if unicodedata.category(t) != "Cf")
    return " ".join(re.sub("[\u2018\u2019\u00b4`]", "'", zichtbaar).split())


def woorden(tekst: str) -> list[str]:
    """The telling words of a text."""
    return [w for w in re.findall(r"[a-z0-9]+", vouw(tekst)) if w not in _VULWOORDEN]


def lijkt_op(woord: str, ander: str) -> bool:
    """Whether two words differ only in an ending or one typing error; what has a digit must be the same."""
    if woord == ander or any(teken.isdigit() for teken in woord + ander):
        return woord == ander
    kort, lang = sorted((woord, ander), key=len)
    if len(kort) >= 4 and lang.startswith(kort):
        return True
    if len(kort) >= 5 and lang[: len(kort) - 2] == kort[:-2]:
        return True
    return len(kort) >= 6 and _afstand()(kort, lang, score_cutoff=1) <= 1


@cache
def _afstand() -> Callable[..., int]:
    """Of two words; its library is loaded when a word of a search is not found as it stands."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance


def zoek_rijen(zoek: str, rijen: Sequence[R], omschrijving: Callable[[R], str]) -> list[R]:
    """The rows that hold every telling word of `zoek`; none when `zoek` has no telling word."""
    gezocht = woorden(zoek)
    if not gezocht:
        return []
    return [
        rij
        for rij in rijen
        if all(any(lijkt_op(w, v) for v in re.findall(r"[a-z0-9]+", vouw(omschrijving(rij)))) for w in gezocht)
    ]
