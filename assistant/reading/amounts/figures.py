"""The amounts in a folded text, in digits or in words."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.text.clauses import ZINSEINDE
from knowledge.form_words import laad_formulierwoorden
from knowledge.numbers import TELWOORDEN
from knowledge.vocabulary import Woordenschat
from tools.datum import MAANDEN
from tools.invoer import lees_bedrag

_BEDRAG = re.compile(
    r"(?:€|eur(?:o)?\b)\s*(?P<a>\d[\d.]*(?:,\d{1,2}|,-+)?)|(?<![\d.])(?P<b>\d[\d.]*(?:,\d{1,2})?)\s*(?:,-+)?\s*(?:euro\w*|eur\b|€)"
)
_KAAL_BEDRAG = re.compile(r"(?<![\d./-])(\d{1,3}(?:\.\d{3})+(?:,\d{2})?|\d{3,7}(?:,\d{2})?)(?![\d%]|[./-]\d|\s*%)")
_DUIZEND = re.compile(r"\d{1,3}\.\d{3}|\d{4}")
"""Where no budget is named, smaller numbers may be anything."""
_JAAR = re.compile(r"(?:19|20)\d\d")
_ROND_JAAR = re.compile(r"2000")
"""A year that is long past: an amount, unless the text says that it is a year."""
_ALS_JAAR = re.compile(rf"\b(?:in|jaar|sinds|uit|begin|eind|medio|since|year|{'|'.join(MAANDEN)})\.?\s+$")
_ERVOOR, _ERNA = 45, 40
"""Signs around an amount that come with it, also from another sentence."""
_ZIN_ERVOOR, _ZIN_ERNA = 110, 90
"""Signs of its own sentence that come with it."""
_DUIZENDEN = re.compile(r"(?<![\d.,])(\d+)(?:[.,](\d))?\s?(?:k|mille)\b")
_WOORDWAARDE = {woord: getal for woord, getal in TELWOORDEN.items() if 1 <= getal <= 20}
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


def _gaat_over_bedrag(tekst: str) -> bool:
    """Whether a text without a word of a budget speaks of what is left or granted, and of a sign to give."""
    woorden = laad_formulierwoorden().bedragrollen
    return bool(woorden.om_signaal.search(tekst) and woorden.om_bedrag.search(tekst))


def lees_bedragen(tekst: str, schat: Woordenschat) -> tuple[tuple[Decimal, str], ...]:
    """Amounts with the words around them; bare numbers only beside words of money.

    Args:
        tekst: a folded text.
        schat: the words for money.
    """
    tekst = _getallen_voluit(tekst, schat)
    gevonden: list[tuple[int, int, str]] = [(m.start(), m.end(), m["a"] or m["b"]) for m in _BEDRAG.finditer(tekst)]
    over_bedrag = _gaat_over_bedrag(tekst)
    genoemd = re.search(r"budget|gedeclareer|declare|potje", tekst) or (over_bedrag and "declaraties" in tekst)
    if genoemd or over_bedrag:
        for m in _KAAL_BEDRAG.finditer(tekst):
            if not genoemd and not _DUIZEND.match(m[1]):
                continue
            if any(a < m.end() and m.start() < b for a, b, _ in gevonden):
                continue
            voor, na = tekst[max(0, m.start() - 22) : m.start()], tekst[m.end() : m.end() + 16]
            rond_jaar = _ROND_JAAR.fullmatch(m[1]) and not _ALS_JAAR.search(voor)
            if _JAAR.fullmatch(m[1]) and not (
                rond_jaar
                or re.search(r"(budget|gedeclareer\w*|declared?)\s*(is|van|was|:)?\s*$", voor)
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
        uit.append((bedrag, f"{_ervoor(tekst[vorige:begin])}|{_erna(tekst[eind:volgende])}"))
        vorige = eind
    return tuple(uit)


def _ervoor(tekst: str) -> str:
    """What stands before an amount that comes with it: its own sentence, from the sign before it, or some signs."""
    zin = max((m.start() for m in ZINSEINDE.finditer(tekst)), default=0)
    return tekst[max(0, min(len(tekst) - _ERVOOR, max(zin, len(tekst) - _ZIN_ERVOOR))) :]


def _erna(tekst: str) -> str:
    """What stands after it likewise."""
    eind = ZINSEINDE.search(tekst)
    return tekst[: max(_ERNA, min(eind.start() if eind else len(tekst), _ZIN_ERNA))]
