"""What a text denies is no fact: "niet op 1 maart maar op 9 maart", "geen profiel 8: het is een 7".

What is asked is not denied: "mag dat niet van profiel 2 naar profiel 5?" keeps both.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.reading.certainty.repairs import WAARDEVORMEN
from knowledge.denial_words import laad_ontkenningswoorden
from knowledge.vocabulary import Woordenschat

_NIET_MAAR = re.compile(r"\b(?:niet|not)\s+(?P<weg>[^,.;!?]{1,45}?),?\s+(?:maar|but)\s+(?P<wel>[^,.;!?]{1,45})")
_SOORT = re.compile(r"\b(?P<naam>segment|profiel)\s+(?P<vorm>[bcv]|\d)(?![\w'])")
_KALE_WAARDE = re.compile(r"(?:[bcv]|[1-8])(?![\w'%/-]|[.,]\d|\s+[a-z]+en\b)")
_PROFIEL = r"profiel\w*\s*[1-8](?:\s*(?:,|en|of|t/m|tot en met|-)\s*(?:geen\s+|niet\s+)?(?:profiel\s*)?[1-8])*(?![\d-])"
_GEEN = r"\b(?:geen|niet|not|no)\s+(?:(?:een|om|het|echt|meer|a|about)\s+)*"
_DAT = "het|dat|dit|deze|die|ze|zij|hij"
_CODE = r"\d{2,3}[\s-]?\d?[\s-]?(?:pe|in|dl|dz)(?![a-z0-9])"
_DELEN_VAN_CODE = re.compile(r"\d{2}[\s-]?(?P<profiel>[1-8])[\s-]?(?P<soort>p|i|d)")
_ZELFDE_PROFIEL = re.compile(
    r"\b(?:het|de|dat|same|that)?\s*(?:zelfde|dezelfde|hetzelfde|dat|same|that)\s+(?:profiel|profile)\b"
)
_ZIN = re.compile(r"[^.!?;\n]*[.!?;\n]?")
_WAAROM = re.compile(r"\b(?:waarom|why)\b")
_ANDERE_VRAAG = re.compile(r"\b(?:welke|wat|hoe|which|what)\b|\b(?:maar|wel|but)\b")
"""In a question with one of these another code is asked for: "welke code, niet 504DL, hoort daarbij?"."""
_GEEN_DAGBESTEDING = re.compile(r"\b(?:geen|niet|zonder|no|not)\s+(?:(?:om|de|een|voor)\s+)*dagbesteding\w*")


@lru_cache(maxsize=1)
def _geen_code() -> re.Pattern[str]:
    """A code that is denied: "ik zoek niet 504DL", "504DL bedoel ik niet", "welke code dan, dus niet 504DL?"."""
    zoekt = laad_ontkenningswoorden().zoekt.pattern
    wie = "ik|wij|we|i"
    rij = rf"{_CODE}(?:\s*(?:,|en|of|noch|/)\s*{_CODE})*"
    return re.compile(
        rf"(?:\b(?:{zoekt})\s+(?:(?:{wie}|mij|me|ons|dus|hier|nu|echt|het|namelijk)\s+)*|(?:^|[,(:]|\b(?:dus|en|maar|and|but))\s*)"
        rf"(?:niet|geen|not|no)\s+(?:(?:meer|naar|om|op|de|het|een|code|productcode|for|about|the)\s+)*(?P<voor>{rij})"
        rf"|(?P<na>{rij})\s+(?:{zoekt})\s+(?:{wie})\s+(?:(?:dus|hier|nu|echt)\s+)*(?:niet|not)\b"
    )


@lru_cache(maxsize=1)
def _geen_profiel() -> re.Pattern[str]:
    """A profile that is denied, and the number that is right instead."""
    eenheid = laad_ontkenningswoorden().eenheid.pattern
    return re.compile(
        rf"{_GEEN}{_PROFIEL}(?:\s*,?\s+(?:maar|doch|wel|but)\s+(?:(?:wel|om|een|in|op|a|about)\s+)*"
        rf"(?P<wel>[1-8])(?!\d|[./-]\d|\s+[a-z]+en\b|\s*{eenheid}\b))?"
    )


@lru_cache(maxsize=1)
def _los_profiel() -> re.Pattern[str]:
    """A bare number that is said to be what somebody or something is."""
    woorden = laad_ontkenningswoorden()
    return re.compile(
        rf"\b(?:(?:{_DAT}|it|{woorden.onderwerp.pattern})\s+(?:is|was|wordt|betreft|gaat\s+om)"
        rf"|(?:is|was|wordt|betreft)\s+(?:{_DAT})|gaat\s+het\s+om)"
        rf"(?:\s+{woorden.ertussen.pattern})*\s+(?:een|a)\s+(?P<los>[1-8])"
        r"(?='?e?tje\b|\s*(?:[,.;:!?)]|$)|\s+(?:en|maar|dus|dat|geen|niet|bij)\b)(?![.,]\d)"
    )


def zonder_ontkende(tekst: str, schat: Woordenschat) -> str:
    """A folded text without what it denies; what is right instead takes its place."""
    zelfde_profiel = _ZELFDE_PROFIEL.search(tekst) is not None
    tekst = _ZIN.sub(lambda m: _zonder_codes(m[0], zelfde_profiel=zelfde_profiel), tekst)
    tekst = _NIET_MAAR.sub(lambda m: _wel(m, schat), tekst)
    tekst = _geen_profiel().sub(lambda m: f" profiel {m['wel']} " if m["wel"] else " profiel ", tekst)
    return _GEEN_DAGBESTEDING.sub(" ", tekst)


def _zonder_codes(zin: str, *, zelfde_profiel: bool) -> str:
    """A sentence without the codes that it denies; one that asks whether, or why, it is not so keeps them.

    Of a code whose profile is meant all the same ("de zware variant van hetzelfde profiel") that stays.
    """
    if _WAAROM.search(zin) or (zin.endswith("?") and not _ANDERE_VRAAG.search(zin)):
        return zin

    def profiel(m: re.Match[str]) -> str:
        codes = [c for c in _DELEN_VAN_CODE.finditer(m["voor"] or m["na"]) if zelfde_profiel]
        return f" profiel {codes[0]['profiel']}{' duurzaam' if codes[0]['soort'] == 'd' else ''} " if codes else " "

    return _geen_code().sub(profiel, zin)


def ontkent_code(tekst: str) -> bool:
    """Whether a folded text says of a code that it is not the one that is looked for."""
    return any(_zonder_codes(zin[0], zelfde_profiel=False) != zin[0] for zin in _ZIN.finditer(tekst))


def _wel(m: re.Match[str], schat: Woordenschat) -> str:
    """The value of "niet op 1 maart maar op 9 maart" that is right; all of it where they are not of one kind.

    What it is stays where it stands once: of "niet profiel 3 maar 4" that is "profiel 4".
    """
    naam, kaal = _SOORT.search(m["weg"]), _KALE_WAARDE.match(m["wel"])
    if naam and kaal and naam["vorm"].isdigit() == kaal[0].isdigit():
        return f"{naam['naam']} {m['wel']}"
    soorten = (*WAARDEVORMEN, *schat.soorten.values())
    zelfde = any(soort.search(m["weg"]) and soort.search(m["wel"]) for soort in soorten)
    return m["wel"] if zelfde else m[0]


def los_profiel(tekst: str) -> int | None:
    """The one profile that a folded text gives as a bare number: "het is een 7"; None where it gives several."""
    if laad_ontkenningswoorden().score.search(tekst):
        return None
    gevonden = {int(m["los"]) for m in _los_profiel().finditer(tekst)}
    return gevonden.pop() if len(gevonden) == 1 else None
