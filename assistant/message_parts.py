"""The parts of a message: greeting, closing, headers of forwarded mail, quoted mail; and the sentences of the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from email.utils import parseaddr
from itertools import pairwise

from assistant.text import zinnen
from knowledge.message_words import Berichtwoorden
from knowledge.vocabulary import vouw

_CITAAT = re.compile(r"^\s*(?:>\s?)+")
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
_LANGSTE_AANHEF = 60
_LANGSTE_BELEEFDHEID = 9
_VERSTE_AANLOOP = 60
_LANGSTE_NAAM = 5
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


@dataclass
class Delen:
    """A message in parts; `tekst` is what is left to be read."""

    tekst: str = ""
    aanhef: str = ""
    afsluiting: str = ""
    afzender: str | None = None
    kop: str = ""
    eerder: str = ""
    onderwerp: str = ""


@dataclass
class _Stapel:
    """Lines as they are sorted."""

    tekst: list[str] = field(default_factory=list)
    aanhef: list[str] = field(default_factory=list)
    afsluiting: list[str] = field(default_factory=list)
    kop: list[str] = field(default_factory=list)
    namen: list[str] = field(default_factory=list)
    onderwerpen: list[str] = field(default_factory=list)


def lees_delen(tekst: str, woorden: Berichtwoorden) -> Delen:
    """Sort the lines of a message; no line is lost."""
    regels = [r.rstrip() for r in tekst.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4).split("\n")]
    eigen, lager, kop = _lagen(regels, woorden)
    boven = _sorteer(eigen, woorden)
    onder = _sorteer(lager, woorden) if lager else None
    if onder is not None and _stuurt_door(boven, woorden):
        delen = _delen(onder)
        delen.kop = _blok([*boven.kop, *boven.aanhef, *boven.tekst, *boven.afsluiting, *kop, *onder.kop])
        delen.onderwerp = " ".join([*boven.onderwerpen, *onder.onderwerpen])
        delen.afzender = _naam(onder, woorden)
        return delen
    delen = _delen(boven)
    delen.afzender = _naam(boven, woorden)
    delen.onderwerp = " ".join(boven.onderwerpen + (onder.onderwerpen if onder else []))
    delen.eerder = _blok([*kop, *lager])
    return delen


def _blok(regels: list[str]) -> str:
    return "\n".join(regels).strip()


def _delen(stapel: _Stapel) -> Delen:
    return Delen(
        tekst=_blok(stapel.tekst),
        aanhef=_blok(stapel.aanhef),
        afsluiting=_blok(stapel.afsluiting),
        kop=_blok(stapel.kop),
    )


def _lagen(regels: list[str], woorden: Berichtwoorden) -> tuple[list[str], list[str], list[str]]:
    """The message itself, the mail quoted or forwarded below it, and the lines between them."""
    for n, regel in enumerate(regels):
        plat = vouw(regel)
        if woorden.scheiding.match(plat) or woorden.citaatinleiding.match(plat) or _CITAAT.match(regel):
            rest = regels[n + (0 if _CITAAT.match(regel) else 1) :]
            if not _blok(rest):
                break
            tussen = [] if _CITAAT.match(regel) else [regel]
            return regels[:n], [_CITAAT.sub("", r) for r in rest], tussen
        kop = sum(bool(woorden.kopregel.match(vouw(r))) for r in regels[n : n + 4])
        if kop >= 2 and n and woorden.kopregel.match(plat) and _blok(regels[:n]):
            return regels[:n], regels[n:], []
    return regels, [], []


def _stuurt_door(boven: _Stapel, woorden: Berichtwoorden) -> bool:
    """Whether the upper message only passes the lower one on."""
    zinnen = lees_zinnen(_blok(boven.tekst), woorden)
    vragen = [z for z in zinnen if z.vraag]
    return not vragen or (len(vragen) == 1 and bool(woorden.doorsturen.search(vouw(vragen[0].tekst))))


def _sorteer(regels: list[str], woorden: Berichtwoorden) -> _Stapel:
    """Which lines greet, ask, take leave."""
    stapel, gesloten, in_kop = _Stapel(), False, True
    for regel in regels:
        plat = vouw(regel)
        if not plat.strip():
            (stapel.afsluiting if gesloten else stapel.tekst).append("")
            continue
        if in_kop and woorden.kopregel.match(plat):
            _kopregel(regel, plat, stapel, woorden)
            continue
        in_kop = in_kop and (woorden.scheiding.match(plat) is not None)
        if in_kop:
            stapel.kop.append(regel)
        elif woorden.kleine_letters_begin.match(plat):
            gesloten = True
            stapel.afsluiting.append(regel)
        elif gesloten and not _heropent(plat, woorden):
            stapel.afsluiting.append(regel)
        else:
            gesloten = _gewone_regel(regel, plat, stapel, woorden)
    return stapel


def _heropent(plat: str, woorden: Berichtwoorden) -> bool:
    """Whether a line below the closing belongs to the message after all."""
    return bool(woorden.naschrift_begin.match(plat)) or (bool(re.search(r"\?\W*$", plat)) and "http" not in plat)


def _kopregel(regel: str, plat: str, stapel: _Stapel, woorden: Berichtwoorden) -> None:
    stapel.kop.append(regel)
    waarde = regel.split(":", 1)[1].strip()
    if woorden.onderwerp.match(plat):
        voor = woorden.onderwerpvoorvoegsel.match(vouw(waarde))
        stapel.onderwerpen.append(waarde[voor.end() :].strip() if voor else waarde)
    elif woorden.afzender.match(plat):
        stapel.namen.append(parseaddr(waarde)[0] or waarde)


def _gewone_regel(regel: str, plat: str, stapel: _Stapel, woorden: Berichtwoorden) -> bool:
    """Put one line of text where it belongs; whether the message is closed by it."""
    if not _blok(stapel.tekst) and (treffer := woorden.aanhef_begin.match(plat)):
        rest = _na_aanhef(regel, plat, treffer.end())
        if rest is not None:
            stapel.aanhef.append(regel[: len(regel) - len(rest)].strip() if rest else regel)
            if rest:
                stapel.tekst.append(rest)
            return False
    if woorden.groet_begin.match(plat) and len(plat) <= _LANGSTE_AANHEF and "?" not in plat and _blok(stapel.tekst):
        stapel.afsluiting.append(regel)
        return True
    alle = zinnen(regel)
    vraagt = next((n for n in range(len(alle), 0, -1) if not _beleefd(vouw(alle[n - 1]), woorden)), 0)
    plek = regel.rfind(alle[vraagt]) if vraagt < len(alle) else len(regel)
    stapel.afsluiting += [regel[plek:]] if plek < len(regel) else []
    stapel.tekst += [regel[:plek].rstrip()] if plek else []
    return False


def _beleefd(plat: str, woorden: Berichtwoorden) -> bool:
    """Whether a sentence has no fact and no question: thanks, or where to call back."""
    kort = len(plat.split()) <= _LANGSTE_BELEEFDHEID and "?" not in plat
    return kort and woorden.beleefd_begin.match(plat) is not None


def _na_aanhef(regel: str, plat: str, eind: int) -> str | None:
    """What follows the greeting in its line; None when the line does not greet after all."""
    kort = len(regel) <= _LANGSTE_AANHEF and "?" not in regel
    if kort and regel.rstrip()[-1] in ",!":
        return ""
    if len(plat) != len(regel):
        return "" if kort else None
    treffer = re.match(r"[^,.!?:]{0,45}([,!]|\.(?=\s|$))\s*", regel[eind:])
    if treffer is not None:
        return regel[eind + treffer.end() :]
    return "" if kort and len(regel[eind:].split()) <= 5 else None


def _naam(stapel: _Stapel, woorden: Berichtwoorden) -> str | None:
    """The person who signs; else the one whom a header names."""
    for regel in stapel.afsluiting:
        plat = vouw(regel)
        treffer = woorden.groet_begin.match(plat)
        rest = regel[treffer.end() :] if treffer and len(plat) == len(regel) else "" if treffer else regel
        for deel in re.split(r"[,|/]", rest):
            naam = lees_naam(deel, woorden)
            if naam:
                return naam
    return next((n for kandidaat in stapel.namen if (n := lees_naam(kandidaat, woorden))), None)


def lees_naam(tekst: str, woorden: Berichtwoorden) -> str | None:
    """The text when it reads as the name of a person: one to five words with capitals, nothing else."""
    schoon = re.sub(r"\([^)]*\)", " ", tekst).strip(" \t.,;:!\"'’”“-–*")
    delen = schoon.split()
    zonder = [d for d in delen if vouw(d).rstrip(".") not in woorden.tussenvoegsels]
    if not 1 <= len(delen) <= _LANGSTE_NAAM or woorden.geen_naam.search(vouw(" ".join(zonder))):
        return None
    for deel in delen:
        if vouw(deel).rstrip(".") in woorden.tussenvoegsels:
            continue
        if (
            not re.fullmatch(r"(?:[^\W\d_]\.)+|[^\W\d_][^\W\d_'’\-]*(?:[-'’][^\W\d_]+)*\.?", deel)
            or not deel[0].isupper()
        ):
            return None
    return schoon if any(vouw(d).rstrip(".") not in woorden.tussenvoegsels for d in delen) else None


# --- sentences -----------------------------------------------------------------------------------------------------


def lees_zinnen(tekst: str, woorden: Berichtwoorden) -> list[Zin]:
    """The sentences of a text with their paragraph and list item, and which of them ask."""
    ruw = [z for alinea, blok in enumerate(_alineas(tekst, woorden)) for z in _van_blok(blok, alinea, woorden)]
    ruw = _zonder_schijnlijst(ruw, woorden)
    if not any(z.vraag for z in ruw):
        ruw = [replace(z, vraag=bool(woorden.vraag_begin.match(vouw(z.tekst)))) for z in ruw]
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
            if n == 0 and blok and _loopt_door(blok[-1], stuk):
                blok[-1] = f"{blok[-1]} {stuk}"
            else:
                blok.append(stuk)
    return [b for b in blokken if b]


def _in_items(regel: str, woorden: Berichtwoorden) -> list[str]:
    """A line cut where it counts, from one on: "1) … 2) …", "ten eerste …, ten tweede …"; else the line as it is."""
    plat = vouw(regel)
    if len(plat) != len(regel):
        return [regel]
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


def _loopt_door(vorige: str, regel: str) -> bool:
    if _ITEM.match(regel) or (_ITEM.match(vorige) and regel[0].isupper()):
        return False
    if re.search(r"[.?!:;]\W*$", vorige):
        return False
    return len(vorige) >= _LANGE_REGEL or regel[0].islower() or vorige.endswith(",")


def _van_blok(blok: list[str], alinea: int, woorden: Berichtwoorden) -> list[Zin]:
    uit: list[Zin] = []
    item: tuple[int, int] | None = None
    nummer = 0
    for regel in blok:
        if _is_item(regel, woorden):
            nummer += 1
            item = (alinea, nummer)
        for zin in _splits(regel, woorden):
            uit.append(Zin(zin, alinea, item, _vraagt(zin, woorden)))
    return uit


def _is_item(regel: str, woorden: Berichtwoorden) -> bool:
    return bool(_ITEM.match(regel) or woorden.tel_begin.match(vouw(regel)))


def _splits(regel: str, woorden: Berichtwoorden) -> list[str]:
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
            vraagt = z.vraag or bool(woorden.vraag_begin.match(vouw(_ITEM.sub("", z.tekst))))
            rij = lijsten.setdefault(z.item[0], {})
            rij[z.item[1]] = rij.get(z.item[1], False) or vraagt
    echt = {n for n, rij in lijsten.items() if sum(rij.values()) >= 2 and sum(rij.values()) * 2 > len(rij)}
    uit = []
    for z in zinnen:
        if z.item is None or z.item[0] not in echt:
            uit.append(replace(z, item=None))
        else:
            begint = bool(woorden.vraag_begin.match(vouw(_ITEM.sub("", z.tekst)))) and _is_item(z.tekst, woorden)
            uit.append(replace(z, vraag=z.vraag or begint))
    return uit


def _samengesteld(zin: Zin, woorden: Berichtwoorden) -> list[Zin]:
    """A sentence whose parts ask by themselves, as those parts: "ik wil weten of …, en daarnaast hoe …"."""
    plat = vouw(zin.tekst)
    if not zin.vraag or len(plat) != len(zin.tekst):
        return [zin]
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
        if _vraagt_zelf(plat[plekken[-1] : m.start()], woorden):
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
