"""One question of a message: what is kept of it, and its words without those that tie it to what comes before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.message.sentences import zonder_nummer
from knowledge.folding import vouw, vouw_even_lang
from knowledge.message_words import Berichtwoorden, laad_berichtwoorden

_LANGSTE_AANLOOP = 30
_VRAAGDEEL = re.compile(r"[\s,:]*\w+[\s\w]")


@dataclass(frozen=True)
class Deelvraag:
    """One question of a message.

    Attributes:
        tekst: the question as it stands.
        context: the facts that belong to it, sentence by sentence.
        zelfstandig: facts and question as one text that can be answered by itself.
        vervolg: it points back to the question before it, and is to be read as the next turn of a conversation.
        delen: the sentences with which it asks.
        geval: the case that it is of, as the message calls it; empty when the message has one.
    """

    tekst: str
    context: tuple[str, ...]
    zelfstandig: str
    vervolg: bool = False
    delen: tuple[str, ...] = ()
    geval: str = ""


def kale_vraag(tekst: str) -> str:
    """A question as it can stand in a heading: without its number and the words that tie it to what comes before it."""
    woorden = laad_berichtwoorden()
    zonder = zonder_aanloop(zonder_telling(zonder_nummer(tekst), woorden), woorden)
    plat = vouw_even_lang(zonder)
    begin = woorden.vraagzin.search(plat, 0, _LANGSTE_AANLOOP) or woorden.nieuw_begin.match(plat)
    if begin and _VRAAGDEEL.match(plat, begin.end()):
        zonder = zonder[begin.end() :].strip(" ,:")
    zonder = re.sub(r"[\s,;]+(?:en|and)$", "", zonder)
    return f"{zonder[:1].upper()}{zonder[1:]}"


def inhoud_van(tekst: str, woorden: Berichtwoorden) -> set[str]:
    """The words of a text that say what it is about."""
    return set(re.findall(r"[a-z0-9]{4,}", vouw(tekst))) - woorden.holle_woorden


def woorden_van(plat: str) -> list[str]:
    """The words of a folded text."""
    return re.findall(r"[a-z0-9]+", plat)


def zonder_werkwoord(plat: str, woorden: Berichtwoorden) -> bool:
    """Whether a folded question leaves its verb to the one before it."""
    vormen = (woorden.persoonsvorm.search(plat), woorden.vraag_begin.match(plat), woorden.vraagzin.search(plat))
    return not any(vormen)


def zonder_opener(plat: str, woorden: Berichtwoorden) -> str:
    """A folded question without the words that open it."""
    treffer = woorden.nieuw_begin.match(plat)
    return plat[treffer.end() :] if treffer else plat


def zonder_aanloop(tekst: str, woorden: Berichtwoorden) -> str:
    """A question without the words that tie it to the one before it: "daarnaast vroeg ik mij af"."""
    plat = vouw_even_lang(tekst)
    opener = woorden.nieuw_begin.match(plat)
    zin = woorden.vraagzin.search(plat, 0, opener.end() + _LANGSTE_AANLOOP) if opener else None
    treffer = zin or woorden.aanloop.match(plat)
    return tekst[treffer.end() :].strip() if treffer else tekst


def zonder_telling(tekst: str, woorden: Berichtwoorden) -> str:
    """A question without the words that count it: "vraag 2:", "ten eerste"."""
    treffer = woorden.tel_begin.match(vouw_even_lang(tekst))
    rest = tekst[treffer.end() :].strip() if treffer else ""
    return rest or tekst


def aangevuld(eerder: str, tekst: str, woorden: Berichtwoorden) -> str | None:
    """A question without a verb ("en voor profiel 3?") with words of the one before it; None when they don't fit."""
    plat, toen = vouw_even_lang(tekst), vouw_even_lang(eerder)
    begin = woorden.voorzetsel_begin.match(plat)
    if begin is None:
        return None
    plek = max((m.start() for m in re.finditer(rf"\b{re.escape(begin['voorzetsel'])}\b", toen)), default=0)
    return f"{eerder[:plek]}{tekst[begin.start('voorzetsel') :]}" if plek else None
