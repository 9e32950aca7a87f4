"""Which passages say the same: equal but for layout, case, lines of the printer, or a slip of the pen in a long word.

In this field two texts may differ only in a code, an amount, a "niet" or a region, and then both must be found. So
likeness is not measured (a set of shared word groups hardly notices one word) but proven: what differs must be on a
short list of what can't matter. That makes equality a key (`Afdruk.sleutel`), and a slip something that is looked
for only among passages with the same frame (`Afdruk.geraamte`).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from knowledge.text import fold

if TYPE_CHECKING:
    from knowledge.documents import Passage

Nr = TypeVar("Nr", bound=Hashable)

AFDRUK_VERSIE = 1
"""Raise this when the same passages give other keys."""

_TEKEN = re.compile(r"\w+(?:[.,:/'-]\w+)*|(?<!\w)-(?=\d)|[^\w\s.,;:!'\"()\[\]{}#•·▪…`\\/-]")
_GELIJK = str.maketrans("–—‑’‘“”", "---''\"\"")
_AFBREKING = re.compile(r"(?<=[^\W\d_])-[ \t]*\n\s*(?=[a-z])")
_NADRUK = re.compile(r"(?<!\w)(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_STREEP = re.compile(r"^[ \t|:-]+$", re.M)  # the line under the head of a table
_WOORD = re.compile(r"[^\W\d_]+|\d+")
_AFDRUKREGEL = frozenset(
    ("pagina", "blz", "bladzijde", "page", "afgedrukt", "geprint", "uitgeprint", "printdatum", "afdrukdatum")
)
_VERDACHT = re.compile("|".join(sorted(_AFDRUKREGEL)), re.I)
_BIJ_AFDRUK = frozenset(
    (
        *("van", "of", "op", "om", "uur", "datum", "januari", "februari", "maart", "april", "mei", "juni", "juli"),
        *("augustus", "september", "oktober", "november", "december"),
    )
)
_VOLGNUMMER = frozenset(("document", "bestand", "kopie", "copy", "file"))  # "Document 2" is a name, no content
_LIDWOORD = frozenset(("de", "het"))
_LANG = 8  # in a word of this many letters one wrong letter is a slip; in "niet", "licht" or "mag" it is not
_WOORDEN_PER_SLIP = 40
_KORTSTE = 20  # words; of a shorter text nothing but equality counts


@dataclass(frozen=True, slots=True)
class Afdruk:
    """What a passage is compared by.

    Attributes:
        sleutel: the same for passages that say the same.
        geraamte: the same for passages that differ at most in their long words; empty when it is too short for that.
    """

    sleutel: bytes
    geraamte: bytes


def afdruk(passage: Passage) -> Afdruk:
    """The print of a passage: its regime, period, headings, and what in its title tells it from others, count too."""
    tekens = _tekens(passage.text)
    plek = [
        passage.regeling,
        passage.van,
        passage.tot,
        _merken(passage.titel),
        [_gevouwen(_tekens(kop)) for kop in passage.pad if kop != passage.titel],
    ]
    kaal = ["\0" if _is_lang(teken) else teken.lower() for teken in tekens if teken.lower() not in _LIDWOORD]
    return Afdruk(_som([plek, _gevouwen(tekens)]), _som([plek, kaal]) if len(tekens) >= _KORTSTE else b"")


def verschrijving(een: str, ander: str) -> bool:
    """Whether two texts with the same frame differ only in a slip or two: one letter in a long word."""
    from rapidfuzz.distance import OSA

    woorden, andere = ([fold(t) for t in _tekens(text) if _is_lang(t)] for text in (een, ander))
    slippen = [(a, b) for a, b in zip(woorden, andere, strict=True) if a != b]
    hoogstens = 1 + len(_tekens(een)) // _WOORDEN_PER_SLIP
    return len(slippen) <= hoogstens and all(a[0] == b[0] and OSA.distance(a, b) == 1 for a, b in slippen)


def eigenaren(afdrukken: Iterable[tuple[Nr, Afdruk]], tekst: Callable[[Nr], str]) -> dict[Nr, Nr]:
    """For each passage that is a duplicate, the one that is kept in its place: the first that says the same.

    Args:
        afdrukken: the passages with their prints, in the order that decides which is first.
        tekst: the text of a passage; asked only of those with the same frame.
    """
    eerste: dict[bytes, Nr] = {}
    kaders: dict[bytes, list[Nr]] = {}
    van: dict[Nr, Nr] = {}
    for nr, merk in afdrukken:
        eigenaar = eerste.get(merk.sleutel)
        kader = kaders.setdefault(merk.geraamte, []) if merk.geraamte else []
        if eigenaar is None and kader:
            eigen = tekst(nr)
            eigenaar = next((ander for ander in kader if verschrijving(eigen, tekst(ander))), None)
        if eigenaar is None:
            eerste[merk.sleutel] = nr
            kader.append(nr)
        else:
            eerste.setdefault(merk.sleutel, eigenaar)
            van[nr] = eigenaar
    return van


def _tekens(text: str) -> list[str]:
    """Words, numbers and telling signs of a text, as written; no layout, no lines that a printer added."""
    text = _NADRUK.sub(r"\2", _AFBREKING.sub("", _STREEP.sub("", text.translate(_GELIJK))))
    if _VERDACHT.search(text):
        text = "\n".join(regel for regel in text.split("\n") if not _van_de_printer(regel))
    return _TEKEN.findall(text)


def _van_de_printer(regel: str) -> bool:
    """Whether a line is only a page number or a day of printing."""
    woorden = {woord for woord in _WOORD.findall(fold(regel)) if not woord.isdigit()} if len(regel) <= 80 else set()
    return bool(woorden & _AFDRUKREGEL) and woorden <= _AFDRUKREGEL | _BIJ_AFDRUK


def _gevouwen(tekens: list[str]) -> list[str]:
    return fold(" ".join(tekens)).split(" ")  # all at once: folding one by one takes three times as long


def _is_lang(teken: str) -> bool:
    return len(teken) >= _LANG and teken.isalpha() and teken.islower()


def _merken(titel: str) -> list[str]:
    """What in a title tells one document from another: codes, numbers, single letters, places."""
    plat = fold(titel)
    tekens = _gevouwen(_tekens(titel))
    paren = zip(["", *tekens], tekens, strict=False)
    merken = [t for voor, t in paren if voor not in _VOLGNUMMER and (len(t) == 1 or any(c.isdigit() for c in t))]
    return [*merken, *_plaatsen().findall(plat)]


@lru_cache(maxsize=1)
def _plaatsen() -> re.Pattern[str]:
    from knowledge.folding import patroon
    from knowledge.vocabulary import laad_woordenschat

    return patroon(list(laad_woordenschat().plaatsen))


def _som(inhoud: object) -> bytes:
    return hashlib.sha256(json.dumps(inhoud, ensure_ascii=True).encode()).digest()[:16]
