"""Show where the words that were looked for stand: in an excerpt, and in the HTML of a section."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import snowballstemmer
from markupsafe import Markup, escape

LANGSTE_FRAGMENT = 320
"""Length of an excerpt, in characters."""
_KORTSTE = 3
"""Shorter words are in every passage; they count only when they have a digit."""
_WOORD = re.compile(r"\w+")
_OPMAAK = re.compile(r"[*_`#]+|^\s*(?:[-+]|>+)\s+|\|?\s*:?-{3,}:?\s*(?=\||$)", re.M)


class Zoekwoorden:
    """The words of a question, found in a text whatever their ending, capitals or accents; use it in one thread."""

    def __init__(self, vraag: str) -> None:
        self._stemmer = snowballstemmer.stemmer("dutch")
        self._stammen: dict[str, str] = {}
        woorden = _WOORD.findall(vouw(vraag))
        self._gezocht = {self._stam(w) for w in woorden if len(w) >= _KORTSTE or any(t.isdigit() for t in w)}

    def plaatsen(self, tekst: str) -> Iterator[tuple[int, int]]:
        """Where the words stand: begin and end."""
        for woord in _WOORD.finditer(vouw(tekst)):
            if self._stam(woord[0]) in self._gezocht:
                yield woord.span()

    def _stam(self, woord: str) -> str:
        if woord not in self._stammen:
            self._stammen[woord] = self._stemmer.stemWord(woord)
        return self._stammen[woord]


def vouw(tekst: str) -> str:
    """Lower case without accents, as long as the text itself, so that places in one are places in the other."""
    return "".join(_kaal(teken) for teken in tekst)


def _kaal(teken: str) -> str:
    klein = unicodedata.normalize("NFKD", teken).casefold()
    return klein[0] if klein else teken


def fragment(tekst: str, zoek: Zoekwoorden) -> Markup:
    """The part of a Markdown text where most words stand, as one line of HTML with the words marked."""
    kaal = " ".join(_OPMAAK.sub(" ", tekst).replace("|", " ").split())
    begin = _beste(kaal, zoek)
    stuk = kaal[begin : begin + LANGSTE_FRAGMENT]
    voor, na = "… " if begin else "", " …" if begin + LANGSTE_FRAGMENT < len(kaal) else ""
    return Markup(f"{voor}{_markeer(stuk, zoek)}{na}")


def markeer_html(html: Markup, zoek: Zoekwoorden) -> Markup:
    """The HTML of a section with the words marked in its text."""
    from bs4 import BeautifulSoup

    soep = BeautifulSoup(str(html), "html.parser")
    gemarkeerd = False
    for deel in list(soep.find_all(string=True)):
        if any(True for _ in zoek.plaatsen(str(deel))):
            deel.replace_with(BeautifulSoup(_markeer(str(deel), zoek), "html.parser"))
            gemarkeerd = True
    return Markup(str(soep)) if gemarkeerd else html


def _beste(tekst: str, zoek: Zoekwoorden) -> int:
    """Where an excerpt begins: so that it has most of the words, at the beginning of a word."""
    plaatsen = [begin for begin, _ in zoek.plaatsen(tekst)]
    if len(tekst) <= LANGSTE_FRAGMENT or not plaatsen:
        return 0
    beste = max(plaatsen, key=lambda p: sum(p <= ander < p + LANGSTE_FRAGMENT * 3 // 4 for ander in plaatsen))
    begin = max(0, min(beste - LANGSTE_FRAGMENT // 6, len(tekst) - LANGSTE_FRAGMENT))
    return tekst.rfind(" ", 0, begin) + 1 if begin else 0


def _markeer(tekst: str, zoek: Zoekwoorden) -> str:
    delen, rest = [], 0
    for begin, eind in zoek.plaatsen(tekst):
        delen += [escape(tekst[rest:begin]), "<mark>", escape(tekst[begin:eind]), "</mark>"]
        rest = eind
    return "".join(map(str, [*delen, escape(tekst[rest:])]))
