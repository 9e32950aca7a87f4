"""The sentences of a message, with their paragraph and list item, and which of them ask."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.reading.told import geeft_feiten, mutaties_in, noemt_gevraagd, onderwerp_van
from knowledge.folding import vouw, vouw_even_lang
from knowledge.message_words import Berichtwoorden

_ITEM = re.compile(
    r"^\s*(?:(?:vraag|question)\s*(\d{1,2})\s*[:.)-]|\(?(\d{1,2})[.):](?!\d)|\(?([a-h])\)|([a-h])\.(?=\s)|[-*•–·](?=\s))\s*",
    re.I,
)
_TELTEKENS = tuple(
    re.compile(teken, re.IGNORECASE)
    for teken in (
        r"(?:^|(?<=[\s:?.;,]))\(?(?P<n>[1-9])\)(?=\s)",
        r"(?:^|(?<=[\s:?.;,]))\(?(?P<n>[a-h])\)(?=\s)",
        r"(?:^|(?<=[.:?;,]\s))(?P<n>[1-9])\.(?=\s)",
        r"(?:^|(?<=\s))(?P<n>[1-9])\.(?=\s)",
        r"(?:^|(?<=\s))(?P<n>[1-9]):(?=\s)",
        r"(?:^|(?<=[.:?;,]\s)|(?<=\ben\s)|(?<=\band\s))(?P<n>[a-h])[.:](?=\s)",
    )
)
"""Signs that count within a line; each on its own, from one on."""
_LOS_NUMMER = _TELTEKENS[3]
"""One that counts only before words that ask: elsewhere it ends a sentence ("profiel 2. Wie …")."""
_ZINEIND = re.compile(r"[?!]+[\"'’”)\]]*(?=\s|$)|\.+[\"'’”)\]]*(?=\s+[\"'‘“(\[]?[A-Z0-9À-Ý]|\s*$)|\u2026(?=\s)")
_LANGE_REGEL = 45
"""A line this long that ends in the middle of a sentence goes on in the next."""
_VERSTE_AANLOOP = 60
_VEEL = 2
"""So many items of a list must ask before a whole sentence that does not counts as asked."""
_VELD = re.compile(r"\W*[a-z]+(?:\s+(?:nu|nog|worden|zijn|dan))?\s*:(?=\s)")
"""A verb that labels a value: "was: intensief", "moet worden: perspectief"."""
_NOEMT = re.compile(r"(?P<wat>[^,:;.?!]{4,60}?)\s*[,:]\s+")


@dataclass(frozen=True)
class Zin:
    """A sentence of the message.

    Attributes:
        tekst: as it stands.
        alinea: number of its paragraph.
        item: (list, number) when it stands in a numbered or bulleted item.
        vraag: whether it asks.
        aanloop: what stands before it in the same sentence and makes it one by itself ("ik wil graag weten").
        deel: whether it is a later part of a sentence.
    """

    tekst: str
    alinea: int
    item: tuple[int, int] | None = None
    vraag: bool = False
    aanloop: str = ""
    deel: bool = False

    def los(self, eerste: bool) -> str:
        """The sentence so that it can be read by itself: no number before it, a sign behind it."""
        tekst = zonder_nummer(self.tekst)
        heel = f"{self.aanloop} {tekst}" if eerste and self.aanloop else tekst
        if self.vraag and not heel.endswith("?"):
            heel = re.sub(r"[\s,;.]+(?:en|and)?$", "", heel)
        return heel if re.search(r"[.?!:;,…]\W*$", heel) else f"{heel}{'?' if self.vraag else '.'}"


def zonder_nummer(tekst: str) -> str:
    """A line without the number or sign of its list."""
    return _ITEM.sub("", tekst, count=1)


def lees_zinnen(tekst: str, woorden: Berichtwoorden) -> list[Zin]:
    """The sentences of a text with their paragraph and list item, and which of them ask."""
    blokken = _alineas(tekst, woorden)
    plekken = _lijsten(blokken, woorden)
    ruw = [
        Zin(zin, alinea, item, _vraagt(zin, woorden))
        for alinea, (blok, items) in enumerate(zip(blokken, plekken, strict=True))
        for regel, item in zip(blok, items, strict=True)
        for zin in splits(regel, woorden)
    ]
    ruw = _zonder_vertelde(_zonder_schijnlijst(ruw, woorden), woorden)
    if not any(z.vraag for z in ruw):
        ruw = [replace(z, vraag=_begint_met_vraag(z.tekst, woorden)) for z in ruw]
    return [deel for z in ruw for deel in _samengesteld(z, woorden)]


def _alineas(tekst: str, woorden: Berichtwoorden) -> list[list[str]]:
    """Paragraphs as lines; a line that breaks off is joined with the next, an item inside a line gets its own."""
    blokken: list[list[str]] = [[]]
    for regel in tekst.split("\n"):
        if not regel.strip():
            if blokken[-1]:
                blokken.append([])
            continue
        for n, stuk in enumerate(_in_items(regel.strip(), woorden)):
            blok = blokken[-1]
            vraagt = blok and _ITEM.match(blok[-1]) and woorden.vraag_begin.match(vouw(stuk))
            if n == 0 and blok and loopt_door(blok[-1], stuk) and (not vraagt or blok[-1].endswith(",")):
                blok[-1] = f"{blok[-1]} {stuk}"
            else:
                blok.append(stuk)
    return [b for b in blokken if b]


def _in_items(regel: str, woorden: Berichtwoorden) -> list[str]:
    """A line cut where it counts, from one on: "1) … 2) …", "ten eerste …, ten tweede …"; else the line as it is."""
    plat = vouw_even_lang(regel)
    for teken in _TELTEKENS:
        los = teken is not _LOS_NUMMER
        gevonden = [
            (m.start(), m["n"]) for m in teken.finditer(plat) if los or woorden.vraag_begin.match(plat, m.end())
        ]
        reeks = _op_volgorde(gevonden, "123456789" if gevonden and gevonden[0][1].isdigit() else "abcdefgh")
        if len(reeks) > 1:
            return _geknipt(regel, reeks)
    for namen in woorden.telreeksen if woorden.telwoord.search(plat) else ():
        plekken = [m.start() if m else -1 for m in (naam.search(plat) for naam in namen)]
        reeks = plekken[: next((n for n, plek in enumerate(plekken) if plek < 0), len(plekken))]
        if len(reeks) > 1 and reeks == sorted(reeks):
            return _geknipt(regel, reeks)
    return [regel]


def _op_volgorde(gevonden: list[tuple[int, str]], telling: str) -> list[int]:
    """The places of the signs that count on: the first, the second, the third."""
    uit: list[int] = []
    for plek, teken in gevonden:
        if len(uit) < len(telling) and teken == telling[len(uit)]:
            uit.append(plek)
    return uit


def _geknipt(regel: str, plekken: list[int]) -> list[str]:
    grenzen = [0, *plekken, len(regel)]
    return [stuk for a, b in pairwise(grenzen) if (stuk := regel[a:b].strip())]


def loopt_door(vorige: str, regel: str) -> bool:
    """Whether a line goes on with the sentence of the one before it."""
    if _ITEM.match(regel) or (_ITEM.match(vorige) and regel[0].isupper()):
        return False
    if re.search(r"[.?!:;]\W*$", vorige):
        return False
    return len(vorige) >= _LANGE_REGEL or regel[0].islower() or vorige.endswith(",")


def _lijsten(blokken: list[list[str]], woorden: Berichtwoorden) -> list[list[tuple[int, int] | None]]:
    """The list and the item of every line. A list goes on below an empty line where its count does.

    A line below an item belongs to it; so does a paragraph between two items, unless it leads up to the next.
    """
    uit: list[list[tuple[int, int] | None]] = [[None] * len(blok) for blok in blokken]
    item: tuple[int, int] | None = None
    vorige: tuple[str, int] | None = None
    los: list[tuple[int, int]] = []
    for n, blok in enumerate(blokken):
        nieuw = True
        for r, regel in enumerate(blok):
            teken = _teken(regel, woorden)
            if teken is None:
                if nieuw:
                    los.append((n, r))
                else:
                    uit[n][r] = item
                continue
            gaat_door = item is not None and vorige is not None and (not nieuw or _telt_door(vorige, teken))
            for a, b in los if gaat_door and not _leidt_in([blokken[a][b] for a, b in los], woorden) else ():
                uit[a][b] = item
            item = (item[0], item[1] + 1) if gaat_door and item is not None else (n, 1)
            vorige, los, nieuw, uit[n][r] = teken, [], False, item
    return uit


def _teken(regel: str, woorden: Berichtwoorden) -> tuple[str, int] | None:
    """What makes a line an item: the kind of its sign, and the number that it gives; None for another line."""
    m = _ITEM.match(regel)
    if m is None:
        return ("woord", 0) if woorden.tel_begin.match(vouw(regel)) else None
    cijfer, letter = m[1] or m[2], m[3] or m[4]
    if cijfer:
        return "cijfer", int(cijfer)
    return ("letter", ord(letter.lower())) if letter else (m[0].strip(), 0)


def _telt_door(vorige: tuple[str, int], nu: tuple[str, int]) -> bool:
    """Whether a sign is the next of a list: a number further, or the same sign where that does not count."""
    return vorige[0] == nu[0] and nu[1] == vorige[1] + (nu[0] in ("cijfer", "letter"))


def _leidt_in(regels: list[str], woorden: Berichtwoorden) -> bool:
    """Whether lines between two items are about the next one."""
    return any(r.endswith(":") or woorden.feit_volgende_begin.match(vouw(r)) for r in regels)


def _is_item(regel: str, woorden: Berichtwoorden) -> bool:
    return bool(_ITEM.match(regel) or woorden.tel_begin.match(vouw(regel)))


def splits(regel: str, woorden: Berichtwoorden) -> list[str]:
    """The sentences of a line; a short form with a full stop ends none."""
    uit, begin = [], 0
    kop = _ITEM.match(regel)
    for m in _ZINEIND.finditer(regel, kop.end() if kop else 0):
        voor = vouw(regel[begin : m.start()]).split()
        kort = bool(voor) and (voor[-1].strip("(\"'") in woorden.afkortingen or (len(voor) == 1 == len(voor[0])))
        if m[0].startswith(".") and kort and m.end() < len(regel.rstrip()):
            continue
        uit.append(regel[begin : m.end()].strip())
        begin = m.end()
    uit.append(regel[begin:].strip())
    return [z for z in uit if z]


def _vraagt(zin: str, woorden: Berichtwoorden) -> bool:
    plat = vouw(zin)
    if re.search(r"\?\W*$", plat) or woorden.vraagzin.search(plat):
        return True
    opener = woorden.nieuw_begin.match(plat)
    if opener and woorden.vraag_begin.match(plat[opener.end() :].lstrip(" ,:")):
        return True
    return bool(woorden.omgekeerd.search(plat))


def _zonder_schijnlijst(zinnen: list[Zin], woorden: Berichtwoorden) -> list[Zin]:
    """Items count only in a list of questions; those without a mark ask when the others do."""
    lijsten: dict[int, dict[int, bool]] = {}
    for z in zinnen:
        if z.item is not None:
            rij = lijsten.setdefault(z.item[0], {})
            rij[z.item[1]] = rij.get(z.item[1], False) or z.vraag or _begint_als_vraag(z, woorden)
    kort = _kort_gevraagd(zinnen, lijsten, woorden)
    for lijst, nummer in kort:
        lijsten[lijst][nummer] = True
    echt = {n for n, rij in lijsten.items() if sum(rij.values()) >= 2}
    uit = []
    for z in zinnen:
        if z.item is None or z.item[0] not in echt:
            uit.append(replace(z, item=None))
        else:
            begint = _begint_als_vraag(z, woorden) and _is_item(z.tekst, woorden)
            uit.append(replace(z, vraag=z.vraag or begint or kort.get(z.item) is z))
    return uit


def _zonder_vertelde(zinnen: list[Zin], woorden: Berichtwoorden) -> list[Zin]:
    """A counted sentence only tells what the next one asks about: "ten tweede zijn wij van plan …. Kan dat?"."""
    uit = list(zinnen)
    for n, (zin, dan) in enumerate(pairwise(zinnen)):
        plat = vouw(zin.tekst)
        geteld = woorden.tel_begin.match(plat)
        if not (geteld and zin.vraag and dan.vraag and dan.alinea == zin.alinea) or plat.endswith("?"):
            continue
        vraagt = woorden.vraagzin.search(plat) or woorden.open_vraagwoord.match(plat, geteld.end())
        if not vraagt and re.search(r"\?\W*$", dan.tekst) and woorden.leunt(vouw(dan.tekst)):
            uit[n] = replace(zin, vraag=False)
    return uit


def _begint_als_vraag(zin: Zin, woorden: Berichtwoorden) -> bool:
    return _begint_met_vraag(_ITEM.sub("", zin.tekst), woorden)


def _begint_met_vraag(tekst: str, woorden: Berichtwoorden) -> bool:
    """Whether a text begins as a question does, and not with a label."""
    plat = vouw(tekst)
    return woorden.vraag_begin.match(plat) is not None and _VELD.match(plat) is None


def _kort_gevraagd(
    zinnen: list[Zin], lijsten: dict[int, dict[int, bool]], woorden: Berichtwoorden
) -> dict[tuple[int, int], Zin]:
    """The items that only name what is wanted, or say it as a wish, below one that asks: "2. de code voor profiel 4".

    A whole sentence is one only where most others of the list ask; what stands before the first question is a fact.
    """
    uit: dict[tuple[int, int], Zin] = {}
    for z in zinnen:
        vraagt = lijsten.get(z.item[0], {}) if z.item else {}
        if z.item is None or vraagt[z.item[1]] or z.item in uit or not any(vraagt[n] for n in vraagt if n < z.item[1]):
            continue
        kaal = zonder_nummer(z.tekst)
        over = bool(onderwerp_van(kaal).sterk or mutaties_in(kaal) or noemt_gevraagd(kaal))
        if woorden.persoonsvorm.search(vouw(kaal)):
            vraagt_zelf = over and sum(vraagt.values()) >= _VEEL
        else:
            vraagt_zelf = over or not geeft_feiten(kaal)
        if vraagt_zelf:
            uit[z.item] = z
    return uit


def _samengesteld(zin: Zin, woorden: Berichtwoorden) -> list[Zin]:
    """A sentence whose parts ask by themselves, as those parts: "ik wil weten of …, en daarnaast hoe …"."""
    if not zin.vraag:
        return [zin]
    plat = vouw_even_lang(zin.tekst)
    begin = woorden.vraagzin.search(plat)
    aanloop = begin.end() if begin and begin.start() <= _VERSTE_AANLOOP else _noemt_eerst(plat, woorden)
    grenzen = list(woorden.vraagdeel.finditer(plat, aanloop))
    laatste_en = max((m.start() for m in grenzen if m["en"] or m["los"]), default=-1)
    plekken = [0]
    stukken: list[tuple[int, int]] = []
    for m in grenzen:
        rest = plat[m.end() :]
        if m.start() > laatste_en or not _kan_zelf(rest.split(",")[0], woorden):
            continue
        stuk = plat[plekken[-1] : m.start()]
        if _vraagt_zelf(stuk, woorden) or (len(plekken) > 1 and len(stuk.split()) >= woorden.kortste_vraag):
            stukken.append((plekken[-1], m.start()))
            plekken.append(m.end())
    stukken.append((plekken[-1], len(plat)))
    return [
        replace(zin, tekst=zin.tekst[a:b].strip(" ,;"), aanloop=zin.tekst[:aanloop] if a else "", deel=a > 0)
        for a, b in stukken
    ]


def _noemt_eerst(plat: str, woorden: Berichtwoorden) -> int:
    """The end of what a sentence names before it asks: "het perspectiefplan, wie maakt dat"; 0 when it does not."""
    treffer = _NOEMT.match(plat)
    zegt = (woorden.persoonsvorm, woorden.persoon, woorden.open_vraagwoord)
    if treffer is None or any(p.search(treffer["wat"]) for p in zegt):
        return 0
    inhoud = set(re.findall(r"[a-z0-9]{4,}", treffer["wat"])) - woorden.holle_woorden - woorden.aankondigingen
    return treffer.end() if inhoud and woorden.vraag_begin.match(plat[treffer.end() :]) else 0


def _kan_zelf(stuk: str, woorden: Berichtwoorden) -> bool:
    """Whether a part of a sentence has a verb, or who does it, by which it can be asked by itself."""
    return bool(woorden.persoonsvorm.search(stuk) or woorden.onderwerp_begin.match(stuk))


def _vraagt_zelf(stuk: str, woorden: Berichtwoorden) -> bool:
    """Whether a part of a sentence asks, and is no mere introduction."""
    if len(stuk.split()) < woorden.kortste_vraag:
        return False
    delen = re.split(r"[,:;]\s+", stuk)
    return bool(woorden.vraagzin.search(stuk)) or any(woorden.vraag_begin.match(deel) for deel in delen)
