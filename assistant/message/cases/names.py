"""Which words of a message are the names of its children.

Whoever gives an opinion, works somewhere or delivers is none; the words stand in `knowledge/woordenschat/bericht.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.message.cases.facts import GETAL
from assistant.message.sentences import Zin
from assistant.reading.slots import Slots
from assistant.reading.told import onderwerp_van, plaatsen_in, slots_van
from assistant.text.spelling import is_nederlands
from knowledge.folding import vouw, vouw_even_lang
from knowledge.message_words import Berichtwoorden
from knowledge.vocabulary import laad_woordenschat

_NAAM = re.compile(
    r"(?P<voor>[\w’'-]+[ \t]+)?(?<![\w’'-])(?P<naam>[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?)(?![\w’-])"
    r"(?=(?P<teken>[ \t]*[:(,])?(?:[ \t]+(?P<dan>[\w-]+))?)"
)
_MIDDENIN = re.compile(r"[\w,;)]\s+$")
_ITEM = re.compile(r"\s*(?:[-*•·–]|\(?\w{1,2}[.):])\s+(?:[A-Za-z]{1,3}\s+){0,2}")
"""What stands before the name of an item: its sign, and small words of the name."""
_NABIJ = 12


def voornamen(zinnen: Sequence[Zin], woorden: Berichtwoorden) -> list[str]:
    """The words that read as first names of children, in order; none where there is one only."""
    gevonden = _namen(zinnen, woorden)
    if len(gevonden) < 2:
        return []
    vooraan = _namen_van_items(gevonden)
    return [n for n, plekken in gevonden.items() if n in vooraan or _is_van_een_kind(n, plekken, woorden)]


def naam_en_verwant(zinnen: Sequence[Zin], woorden: Berichtwoorden) -> list[str]:
    """A first name with who else is told of by a relation: "Lina …, en de zus …"; none where it is not one of each."""
    namen = [n for n, plekken in _namen(zinnen, woorden).items() if _is_van_een_kind(n, plekken, woorden)]
    tekst = "\n".join(zin.tekst for zin in zinnen)
    verwant = dict.fromkeys(m[0] for m in woorden.verwant_geval.finditer(vouw_even_lang(tekst)))
    return [*namen, *verwant] if len(namen) == len(verwant) == 1 else []


def _namen_van_items(gevonden: dict[str, list[re.Match[str]]]) -> frozenset[str]:
    """The names with which items of a list begin, each another one: a surname may be a word ("- Bakker, profiel 3")."""
    begin = {
        n
        for n, rij in gevonden.items()
        if any(m["teken"] and _ITEM.fullmatch(m.string[: m.start("naam")]) for m in rij)
    }
    return frozenset(begin) if len(begin) > 1 else frozenset()


def vreemde_naam(tekst: str, bekend: Sequence[str], woorden: Berichtwoorden) -> bool:
    """Whether a text names somebody, as one names a child, who is none of those that are known."""
    gevonden = _namen([Zin(tekst, 0)], woorden)
    return any(n not in bekend and _is_van_een_kind(n, plekken, woorden) for n, plekken in gevonden.items())


def namen_in(tekst: str, woorden: Berichtwoorden) -> list[str]:
    """The first names that a text names, but for whoever gives an opinion, works somewhere or delivers."""
    gevonden = _namen([Zin(tekst, 0)], woorden)
    return [naam for naam, plekken in gevonden.items() if not _is_ander(plekken, woorden)]


def _namen(zinnen: Sequence[Zin], woorden: Berichtwoorden) -> dict[str, list[re.Match[str]]]:
    """The words with a capital that are no words of the field and no places, with where they stand."""
    gevonden: dict[str, list[re.Match[str]]] = {}
    for zin in zinnen:
        plaatsen = {vouw(w) for plaats in plaatsen_in(zin.tekst) for w in plaats.split()}
        for m in _NAAM.finditer(zin.tekst):
            label = vouw(m["naam"]) in woorden.kind_voor_dubbelepunt and ":" in (m["teken"] or "")
            if vouw(m["naam"]) not in plaatsen and (label or not _is_gewoon(m["naam"], woorden)):
                gevonden.setdefault(m["naam"], []).append(m)
    return gevonden


def _is_van_een_kind(naam: str, plekken: Sequence[re.Match[str]], woorden: Berichtwoorden) -> bool:
    """Whether a name is told of as a child is; a word of the language only where it has its capital in a sentence."""
    if _is_ander(plekken, woorden):
        return False
    plat = vouw(naam)
    middenin = any(_MIDDENIN.search(m.string, 0, m.start("naam")) for m in plekken)
    if middenin or plat in woorden.wel_voornaam or plat in woorden.kind_voor_dubbelepunt:
        return True
    volgt = any(m["teken"] or woorden.gevalsvolger.match(vouw(m["dan"] or "")) or m["dan"] is None for m in plekken)
    erna = [m.string[m.end() : m.end() + _NABIJ] for m in plekken]
    volgt = volgt or any(slots_van(tekst) != Slots() or GETAL.search(tekst) for tekst in erna)
    return volgt and not is_nederlands(plat)


def _is_ander(plekken: Sequence[re.Match[str]], woorden: Berichtwoorden) -> bool:
    """Whether words beside a name say that it is of whoever gives an opinion, works somewhere or delivers."""
    for m in plekken:
        voor, dan = vouw(m["voor"] or "").strip(), vouw(m["dan"] or "")
        if woorden.geen_kind_voor.fullmatch(voor) or (not m["teken"] and woorden.geen_kind_na.fullmatch(dan)):
            return True
    return False


def labels_in(zinnen: Sequence[Zin], woorden: Berichtwoorden) -> list[str]:
    """What a message calls its cases otherwise: "cliënt A", "dossier 4411", "het meisje"; the first such row."""
    tekst = "\n".join(zin.tekst for zin in zinnen)
    eerste = next(woorden.gevalsnamen.vind(vouw_even_lang(tekst)), [])
    if all(m["vast"] for m in eerste):
        return [*dict.fromkeys(n for m in eerste if not woorden.een_van_meer.fullmatch(n := m["vast"].split()[-1]))]
    nummers = [m.start("naam") for m in eerste if m["naam"]]
    einden = [m.end("nummer" if m["nummer"] else "eigen") for m in eerste if m["naam"]]
    return [tekst[a:b] for a, b in zip(nummers, einden, strict=True)]


def _is_gewoon(naam: str, woorden: Berichtwoorden) -> bool:
    """Whether a word with a capital is a word of the language or the field, or a place."""
    plat = vouw(naam)
    if plat in woorden.wel_voornaam:
        return False
    gewoon = plat in woorden.holle_woorden or plat in laad_woordenschat().woorden or plaatsen_in(naam)
    zegt = slots_van(naam) != Slots() or onderwerp_van(naam).sterk or onderwerp_van(naam).zwak
    begint = (
        woorden.persoon.fullmatch(plat) or woorden.vraag_begin.fullmatch(plat) or woorden.persoonsvorm.fullmatch(plat)
    )
    return bool(gewoon or zegt or begint or woorden.geen_voornaam.fullmatch(plat) or woorden.leunt(plat))
