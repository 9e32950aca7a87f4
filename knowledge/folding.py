"""Folded text, the form in which all words are looked for, and patterns for it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_GELIJK = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "“": '"', "”": '"', "\u00a0": " "})
_BIJZONDER = re.compile("[^\u0000-\u02ff]")
"""Signs that may be an accent: no other is one."""
_WOORD = re.compile(r"[a-z0-9]+")
_NIET_ASCII = re.compile("[^\u0000-\u007f]")


def vouw(tekst: str) -> str:
    """Lower case, no accents, plain quotes and dashes."""
    if tekst.isascii():
        return tekst.lower()
    ontleed = unicodedata.normalize("NFKD", tekst.translate(_GELIJK).casefold())
    return _BIJZONDER.sub(lambda m: "" if unicodedata.combining(m[0]) else m[0], ontleed)


def losse_woorden(tekst: str) -> str:
    """The words of a text, folded, with one space around each: for looking up some of them side by side."""
    return f" {' '.join(_WOORD.findall(vouw(tekst)))} "


def vouw_even_lang(tekst: str) -> str:
    """A text folded sign by sign, so that every place in it stays the same; the text is composed (NFC).

    A sign that folds to the same mark a few times ("…") becomes that mark; another that folds to more stays.
    """
    if tekst.isascii():
        return tekst.lower()
    return _NIET_ASCII.sub(lambda m: _een_teken(m[0]), tekst).lower()


@lru_cache(maxsize=4096)
def _een_teken(teken: str) -> str:
    plat = vouw(teken)
    if len(plat) == 1:
        return plat
    return plat[0] if len(set(plat)) == 1 and not plat.isalnum() else teken.lower()[:1]


def samengesteld(tekst: str) -> str:
    """A text with every letter and its accent as one sign."""
    return tekst if tekst.isascii() else unicodedata.normalize("NFC", tekst)


_JOKERS = {"#": r"\d+", "*": r"[^\s\-/(),]+", "**": r"[^\s.?!\-/(),]+(?:[\s\-/(),]+[^\s.?!\-/(),]+){0,7}?"}
"""A word of a term that stands for any word, or for a few within one sentence.

What they match and what stands between words have no sign in common: a row of dashes can be read in one way only.
"""


def patroon(termen: list[str]) -> re.Pattern[str]:
    """One pattern for many terms on folded text.

    A final `*` is any ending, an initial `*` any beginning, a lone `*` any word, `**` one to eight words, `#` a number.
    """
    if not termen:
        return re.compile(r"(?!)")
    heel, vrij, tekens = list[str](), list[str](), list[str]()
    for term in sorted({vouw(t) for t in termen}, key=lambda t: (-len(t), t)):
        begint_vrij = re.match(r"\*[a-z0-9]", term) is not None
        woorden = [
            _JOKERS.get(w) or re.escape(w.removesuffix("*")) + ("[a-z0-9]*" if w.endswith("*") else "")
            for w in re.split(r"[\s-]+", term[1:] if begint_vrij else term)
        ]
        deel = r"[\s\-/(),]+".join(woorden)
        if not re.search(r"[a-z0-9]", deel):
            tekens.append(deel)  # a sign ("€") may touch a number
        else:
            (vrij if begint_vrij else heel).append(deel)
    woord = rf"{_aan_het_begin(heel)}(?![a-z0-9])"
    if vrij:
        los = rf"(?:{'|'.join(vrij)})(?![a-z0-9])"
        woord = rf"(?:{woord}|{los})" if heel else los
    return re.compile("|".join([woord, *tekens]))


_BEGIN = r"(?<![a-z0-9]{})"
_WEINIG_LETTERS = 8
"""First letters up to which a search leaps from one of them to the next; of more, most signs of a text are one."""
_VEEL_DELEN = 8
"""So many alternatives with the same beginning are told apart by the sign after it."""


def _aan_het_begin(delen: list[str]) -> str:
    """These alternatives at the begin of a word, the first that fits.

    A pattern that begins with letters lets a search leap to the next of them; one that begins with a look back stops at
    every sign. Alternatives with the same first letter stand together, so that each letter is tried once.
    """
    groepen = _per_teken(delen)
    if groepen is None or len(groepen) > _WEINIG_LETTERS:
        return _BEGIN.format("") + (_samen(delen) or "(?!)")
    return f"(?:{'|'.join(teken + _BEGIN.format(teken) + _samen(rest) for teken, rest in groepen.items())})"


def _samen(delen: list[str]) -> str:
    """The first of these alternatives that fits."""
    groepen = _per_teken(delen) if len(delen) > _VEEL_DELEN else None
    keuzes = delen if groepen is None else [teken + _samen(rest) for teken, rest in groepen.items()]
    return keuzes[0] if len(keuzes) == 1 else f"(?:{'|'.join(keuzes)})" if keuzes else ""


def _per_teken(delen: list[str]) -> dict[str, list[str]] | None:
    """First sign of patterns -> the rest of those that begin with it, in order; None when not all begin with a sign."""
    groepen: dict[str, list[str]] = {}
    for deel in delen:
        if (m := _TEKEN.match(deel)) is None:
            return None
        groepen.setdefault(m[0], []).append(deel[m.end() :])
    return groepen or None


_TEKEN = re.compile(r"\\[^a-z0-9]|[^\\\[\](){}.*+?|^$]")
