"""What a story says of allocations, sign by sign: the segments, the providers, and which of them is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from assistant.reading.providers.names import Naam, vind_namen
from knowledge.folding import samengesteld, vouw_even_lang
from knowledge.provider_words import laad_aanbiederwoorden

ONS, ANDER, ENE, ZELFDE, DIE = "=ons", "=ander", "=ene", "=zelfde", "=die"
"""Providers without a name: who asks, another one, the first of two, the same one, whoever was spoken of."""
LANGSTE_ZIN, MEESTE_TEKENS = 600, 40
"""Signs of a sentence, and marks in it, that are read."""
_ERVOOR = 44
_VERGELIJKT = 3
"""Words before "dan" of which one says that they differ."""
_VERGELEKEN = 80
"""Signs before a segment that say with whom a provider is compared."""
_LETTER = re.compile(
    r"(?<![\w'@.])(?<!\w-)(?<!\w\w/)(?P<seg>segm?e?n?e?t?(?:en|s)?\.?[\s-]+)?(?P<haak>\()?(?P<letter>[bcv])(?(haak)\))"
    r"(?P<meer>'?s(?=\b)|'?-?tjes?\b)?(?![\w@'])(?!-\s?(?:contract|aanbieder|overeenkomst|zorg))(?!/\w\w)(?!\.\w)(?!\s(?:aanbieders|providers)\b)"
)
_VULSEL = re.compile(
    r"(?:\b(?:toewij\w*|traj\w*|indicatie\w*|arrangement\w*|allocation\w*|aanvra\w*|segm?e?n?e?t?(?:en|s)?|in|voor|van|uit"
    r"|care|hulp|\w*specialistische|for|of)\b[\s-]*)*$"
)
_EIGEN_CONTRACT = re.compile(r"(?<!\w)[bcv]-\s?(?:contract|overeenkomst)\w*")
"""Says by which contract something is delivered."""
TOEWIJZING = re.compile(r"(?:toewij|traj|trak|indicat|arrangement|allocation|segm)\w*$|in$|voor$")
"""Words that may stand between a segment and the next."""
_NUMMER = re.compile(r"(?:toewij\w*|traj\w*|indicatie|nr\.?|nummer|arrangement|allocation)\s+([1-6])\s*[:.=-]?\s*$")
_KLEIN_ERNA = re.compile(
    r"-?\s*(?:$|[,.?!;:=+&()/-]|(?:bij|van|door|en|naast|erbij|ernaast|loopt|doen|doet|op|er|met|samen|in|of|by|with|and|van"
    r"|toewij\w*|traj\w*|indicatie\w*|arrangement\w*|krijg\w*|aan|over\w*|starten|leveren|draaien|te)\b)"
)
_ZINEINDE = re.compile(r"[?!;]+|\.+(?=\s|$)|\n\s*(?=\n|[-*•\d>]|[A-Z])")
_HAAKJES = re.compile(r"\([^()]*\)")

Soort = Literal["segment", "rang", "deel", "alle", "laatste", "wie"]


@dataclass(frozen=True)
class Teken:
    """One sign.

    Attributes:
        begin: where it begins.
        eind: where it ends.
        soort: what it stands for.
        waarde: the segment, the rank, the number, or the key of the provider.
        ervoor: of a provider: whether a preposition stands before it; of a segment: what stands before it.
        vorm: of a segment: `nieuw`, `tweede`, `een`, `bepaald`, `meer` (several of it) or nothing.
        aantal: of a segment: how many.
        rang: of a segment: whether it is called the second.
        niet: whether it is denied.
        misschien: whether it is not sure.
        vergeleken: of a provider that is denied: whether it is only compared with ("een ander dan De Linde").
    """

    begin: int
    eind: int
    soort: Soort
    waarde: str
    ervoor: bool = False
    vorm: str = ""
    aantal: int = 1
    niet: bool = False
    misschien: bool = False
    rang: bool = False
    vergeleken: bool = False


@dataclass(frozen=True)
class Zin:
    """A sentence with its signs, in order; places are those of the folded text."""

    plat: str
    tekens: tuple[Teken, ...]
    vraagt: bool

    def tussen(self, een: Teken, ander: Teken) -> str:
        """The text between two signs."""
        links, rechts = sorted((een, ander), key=lambda t: t.begin)
        return self.plat[links.eind : rechts.begin]


@lru_cache(maxsize=512)
def lees_zinnen(getypt: str, eerder: frozenset[str] = frozenset()) -> tuple[tuple[Zin, ...], tuple[Naam, ...]]:
    """The sentences of a text as typed, and the providers that it names; those named before count without a sign."""
    tekst = samengesteld(getypt)
    plat = vouw_even_lang(tekst)
    namen = vind_namen(tekst, plat, eerder)
    grenzen = list(_grenzen(tekst, plat))
    letters = {letter for begin, eind in grenzen for letter in _genoemde_letters(plat[begin:eind])}
    uit = []
    for begin, eind in grenzen:
        deel = plat[begin:eind]
        eigen = [
            replace(n, begin=n.begin - begin, eind=n.eind - begin) for n in namen if begin <= n.begin and n.eind <= eind
        ]
        tekens = _vergeleken(
            deel,
            _ontward(
                [
                    *_segmenten(tekst[begin:eind], deel, letters, eigen),
                    *_wie(_zonder_naamwoord(tekst[begin:eind], deel), eigen),
                    *_aanwijzers(deel),
                ]
            ),
        )
        uit.append(
            Zin(deel, tuple(_ontkend(deel, tekens[:MEESTE_TEKENS])), plat[eind : eind + 3].lstrip(".").startswith("?"))
        )
    return tuple(uit), tuple(namen)


_IN_NAAM = re.compile(r"\b[A-Z][a-z]+ (W(?:e|ij)|Ons|Onze) (?=[A-Z][a-z])")
"""A pronoun in a name."""


def _zonder_naamwoord(tekst: str, plat: str) -> str:
    """A folded sentence without the pronoun that is a part of a name, with its capital among capitals: "Yes We Can"."""
    for m in _IN_NAAM.finditer(tekst):
        plat = f"{plat[: m.start(1)]}{'_' * len(m[1])}{plat[m.end(1) :]}"
    return plat


def _grenzen(tekst: str, plat: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends."""
    afkorting = laad_aanbiederwoorden().zekerheid.afkorting
    begin = 0
    for m in _ZINEINDE.finditer(tekst):
        woord = re.search(r"[\w.]+$", plat[begin : m.start()])
        doorloopt = m[0].startswith("..") and tekst[m.end() :].lstrip()[:1].islower()
        if (m[0] == "." and woord and woord[0] in afkorting) or doorloopt:
            continue
        yield from _in_stukken(begin, m.start())
        begin = m.end()
    yield from _in_stukken(begin, len(tekst))


def _in_stukken(begin: int, eind: int) -> Iterator[tuple[int, int]]:
    """A sentence, cut where it is longer than any that people write: patterns grow slow on more."""
    for plek in range(begin, max(eind, begin + 1), LANGSTE_ZIN):
        yield plek, min(eind, plek + LANGSTE_ZIN)


def _ontward(tekens: Sequence[Teken]) -> list[Teken]:
    """The signs in order; of two that overlap the longest."""
    uit: list[Teken] = []
    for t in sorted(tekens, key=lambda t: (t.begin - t.eind, t.begin)):
        if not any(t.begin < a.eind and a.begin < t.eind for a in uit):
            uit.append(t)
    return sorted(uit, key=lambda t: t.begin)


# --- segments ----------------------------------------------------------------------------------------------------


def _segmenten(tekst: str, plat: str, letters: set[str], namen: Sequence[Naam]) -> Iterator[Teken]:
    for m in _LETTER.finditer(plat):
        begin, eind = m.start(), m.end()
        voor = plat[max(0, begin - _ERVOOR) : begin]
        if any(n.begin < eind and begin < n.eind for n in namen) or _geen_letter(m, tekst, plat, voor):
            continue
        if _is_contract(plat, begin, eind) or _is_vergeleken(plat, begin):
            continue
        yield _segment(begin, eind, m["letter"].upper(), _VULSEL.sub("", voor), bool(m["meer"] and "s" in m["meer"]))
    tot = 0
    for begin, eind, letter in _segmentnamen(plat):
        if begin < tot:  # "hoog specialistische jeugdhulp" is not "specialistische jeugdhulp" as well
            continue
        tot = eind
        if letter not in letters and not _is_contract(plat, begin, eind):
            yield _segment(begin, eind, letter, _VULSEL.sub("", plat[max(0, begin - _ERVOOR) : begin]), False)


def _is_vergeleken(plat: str, begin: int) -> bool:
    """Whether a segment is only compared with: "een andere aanbieder dan die van segment B"."""
    w, voor = laad_aanbiederwoorden().toewijzing, plat[max(0, begin - _VERGELEKEN) : begin]
    m = w.vergeleken.search(f"{voor.rstrip()} ")
    return m is not None and w.verschilt.search(voor[: m.start()]) is not None


def _segmentnamen(plat: str) -> list[tuple[int, int, str]]:
    """Where a segment is called by its name, with its letter, in order; of two that begin together the longest."""
    namen = laad_aanbiederwoorden().toewijzing.segmentnaam
    plekken = [(*m.span(), letter) for letter, patroon in namen.items() for m in patroon.finditer(plat)]
    return sorted(plekken, key=lambda p: (p[0], -p[1]))


def _genoemde_letters(plat: str) -> set[str]:
    """The segments of which the letter is named, but for those of a contract."""
    return {m["letter"].upper() for m in _LETTER.finditer(plat) if not _is_contract(plat, *m.span())}


def _geen_letter(m: re.Match[str], tekst: str, plat: str, voor: str) -> bool:
    """Whether a lone letter is no segment."""
    w = laad_aanbiederwoorden().toewijzing
    if m["seg"]:
        return False
    if g := w.geen_segment.search(voor):
        return not w.toch_segment.search(voor[: g.start()])
    if m["haak"] or tekst[m.start("letter")].isupper():
        return bool(re.match(r"\.\s?[A-Z]\w", tekst[m.end("letter") :]) and not voor.strip())
    kop = any(p.search(voor) for p in (w.nog_een, w.een, w.bepaald, w.geen, *w.aantal.values())) or not voor.strip()
    return not ((kop or re.search(r"\w\W*$", voor)) and _KLEIN_ERNA.match(plat[m.end() :]))


@lru_cache(maxsize=256)
def _contractdelen(plat: str) -> tuple[bool, tuple[tuple[int, int], ...]]:
    """Whether a sentence speaks of a contract, and the parts of it that do."""
    w, z = laad_aanbiederwoorden().toewijzing, laad_aanbiederwoorden().zekerheid
    if not w.contract.search(plat):
        return False, ()
    kaal = _EIGEN_CONTRACT.sub(lambda m: " " * len(m[0]), plat)
    grenzen = [g.span() for g in _grens(z.grens).finditer(plat) if not _tussen_letters(plat, g)]
    delen_ = zip([0, *(b for _, b in grenzen)], [*(a for a, _ in grenzen), len(plat)], strict=True)
    return True, tuple(d for d in delen_ if w.contract.search(kaal, *d))


def _is_contract(plat: str, begin: int, eind: int) -> bool:
    """Whether a segment stands beside a word of a contract, in the same part of a sentence."""
    noemt, waar = _contractdelen(plat)
    if any(a <= begin and eind <= b for a, b in waar):
        return True
    w = laad_aanbiederwoorden().toewijzing
    return noemt and bool(w.bezit.search(plat[max(0, begin - _ERVOOR) : begin]))


def _tussen_letters(plat: str, grens: re.Match[str]) -> bool:
    """Whether it joins two segments."""
    voor, na = plat[max(0, grens.start() - 5) : grens.start()], plat[grens.end() : grens.end() + 14]
    return bool(re.search(r"(?<!\w)[bcv]\s*$", voor) and re.match(r"\s*(?:segment\s+)?[bcv](?!\w)", na))


def _segment(begin: int, eind: int, letter: str, voor: str, meer: bool) -> Teken:
    w = laad_aanbiederwoorden().toewijzing
    nummer = _NUMMER.search(voor)
    if nummer:
        return Teken(begin, eind, "segment", letter, vorm="nieuw" if nummer[1] != "1" else "")
    aantal = next((n for n, p in w.aantal.items() if p.search(voor)), 1)
    vormen = (("nieuw", w.nog_een), ("bepaald", w.bepaald), ("een", w.een))
    vorm = next((naam for naam, p in vormen if p.search(voor)), "")
    rang = bool(w.rangwoord.search(voor))
    if (g := w.tweede.search(voor)) and w.bepaald.search(voor[: g.start()]):
        vorm = "tweede"
    vorm = "meer" if meer and aantal == 1 and vorm != "nieuw" else vorm
    return Teken(begin, eind, "segment", letter, vorm=vorm, aantal=aantal, niet=bool(w.geen.search(voor)), rang=rang)


# --- providers ---------------------------------------------------------------------------------------------------


def _wie(plat: str, namen: Sequence[Naam]) -> Iterator[Teken]:
    w = laad_aanbiederwoorden().wie
    for n in namen:
        yield _aanbieder(plat, n.begin, n.eind, n.sleutel)
    for sleutel, patroon in ((ONS, w.onze), (ANDER, w.ander), (ZELFDE, w.zelfde)):
        for m in patroon.finditer(plat):
            yield _aanbieder(plat, m.start(), m.end(), sleutel)
    weg = [m.span() for m in w.niet_ons.finditer(plat)]
    for m in w.ons.finditer(plat):
        if not any(a <= m.start() < b for a, b in weg):
            yield _aanbieder(plat, m.start(), m.end(), ONS)
    for m in _LETTER.finditer(plat):
        voor = _VULSEL.sub("", plat[max(0, m.start() - _ERVOOR) : m.start()])
        if g := w.onze_eigen.search(voor):
            begin = m.start() - min(m.start(), _ERVOOR) + g.start()
            yield Teken(begin, begin + len(g[0].rstrip()), "wie", ONS)
    for m in w.een_ander.finditer(plat):
        na = plat[m.end() :].lstrip()
        ervoor = w.voorzetsel.search(plat[max(0, m.start() - _ERVOOR) : m.start()])
        if not w.een_ander_niet.match(na) and (
            ervoor or not na or not na[0].isalpha() or w.levert.match(na) or w.levert_ook.match(na)
        ):
            yield _aanbieder(plat, m.start(), m.end(), ANDER)
    yield from _voornaamwoorden(plat, namen)


def _voornaamwoorden(plat: str, namen: Sequence[Naam]) -> Iterator[Teken]:
    """ "wij" and "die" where they deliver something."""
    w = laad_aanbiederwoorden().wie
    for sleutel, patroon in ((ONS, w.wij), (DIE, w.voornaamwoord)):
        for m in patroon.finditer(plat):
            if sleutel == DIE and any(n.eind <= m.start() and not plat[n.eind : m.start()].strip() for n in namen):
                continue  # "als De Linde die ook doet": what is done, not who does it
            if sleutel == DIE and _na_onderwerp(plat[: m.start()], namen):
                continue  # "wij doen ze allebei": so too
            if sleutel == ONS and w.naast_wat.search(plat[: m.start()]):
                continue
            tot = min((n.begin for n in namen if n.begin >= m.end()), default=len(plat))
            deel = re.split(r"[,;:()]|\b(?:maar|but|of|or)\b", _HAAKJES.sub(" ", plat[m.end() : tot]))[0]
            ervoor = plat[: m.start()].split()[-1:]
            if sleutel == DIE and w.voorzetsel_klein & {*deel.split()[:1]}:
                continue  # "zou ze bij De Linde": who gets help
            vraagt = bool(ervoor and w.levert_ook.fullmatch(ervoor[0]) and _noemt_segment(deel))
            na = " ".join(deel.split()[: None if sleutel == ONS or vraagt else 2])
            doet = w.levert.search(na) or (ervoor and w.levert.fullmatch(ervoor[0]))
            if sleutel == ONS:
                doet = (
                    doet
                    or w.levert_ook.search(" ".join(na.split()[:3]))
                    or (ervoor and w.levert_ook.fullmatch(ervoor[0]))
                )
            genoemd = re.match(r"\s*[,(]\s*\w|\s*\(|\s*zijn\b", plat[m.end() :])
            veld = bool(ervoor and ervoor[0].rstrip(":") in w.soort and not plat[m.end() :].strip()[:1].isalnum())
            if (doet or (sleutel == ONS and (genoemd or veld))) and not w.gemeente.search(deel):
                yield Teken(m.start(), m.end(), "wie", sleutel)


def _na_onderwerp(voor: str, namen: Sequence[Naam]) -> bool:
    """Whether a text ends with a provider and what it does: "wij doen", "De Linde levert"."""
    w, woorden = laad_aanbiederwoorden().wie, voor.split()
    if len(woorden) < 2 or not w.levert.fullmatch(woorden[-1]):
        return False
    kaal = voor.rstrip().removesuffix(woorden[-1]).rstrip()
    return bool(w.wij.fullmatch(woorden[-2])) or any(n.eind == len(kaal) for n in namen)


def _noemt_segment(plat: str) -> bool:
    """Whether a part of a sentence names a segment, after something else: "kunnen zij voor haar ook de B doen"."""
    return any(m.start() > 1 for m in _LETTER.finditer(plat)) or any(b > 1 for b, _, _ in _segmentnamen(plat))


def _aanbieder(plat: str, begin: int, eind: int, sleutel: str) -> Teken:
    w = laad_aanbiederwoorden()
    voor = plat[max(0, begin - _ERVOOR) : begin]
    kaal = re.sub(rf"(?:\b(?:{'|'.join(map(re.escape, sorted(w.wie.lidwoord | w.wie.soort)))})\s+)+$", "", voor)
    ervoor = bool(w.wie.voorzetsel.search(kaal)) or bool(re.search(r"[bcv]\s*[=:]\s*$", kaal))
    ervoor = ervoor or (sleutel.startswith("=") and plat[begin:eind].split()[0] in w.wie.voorzetsel_klein)
    deel = max((g for g in delen(plat) if g < begin), default=0)
    return Teken(
        begin, eind, "wie", sleutel, ervoor=ervoor, misschien=bool(w.zekerheid.misschien.search(plat, deel, begin))
    )


# --- which one ---------------------------------------------------------------------------------------------------


def _aanwijzers(plat: str) -> Iterator[Teken]:
    w = laad_aanbiederwoorden()
    t = w.toewijzing
    for rang, patroon in t.rang.items():
        for m in patroon.finditer(plat):
            na = plat[m.end() :].lstrip()
            if t.voorwerp.match(na):
                na = t.voorwerp.sub("", na, count=1).lstrip()
            if not na or not na[0].isalpha() or w.wie.voorzetsel.search(na.split()[0]) or _doet_iets(na):
                vorm = "nummer" if t.nummer.fullmatch(m[0]) else ""
                yield Teken(m.start(), m.end(), "rang", str(rang), vorm=vorm)
    for aantal, patroon in t.deel.items():
        for m in patroon.finditer(plat):
            na = plat[m.end() :].lstrip()
            if na and (w.wie.voorzetsel.fullmatch(na.split()[0]) or t.verhuist.match(na)):
                yield Teken(m.start(), m.end(), "deel", str(aantal))
    for m in t.alle.finditer(plat):
        yield Teken(m.start(), m.end(), "alle", "")
    for m in t.laatste.finditer(plat):
        na = plat[m.end() :].lstrip()
        if t.verhuist.match(na) or t.afgelopen.match(na):
            yield Teken(m.start(), m.end(), "laatste", "")


def _doet_iets(na: str) -> bool:
    w = laad_aanbiederwoorden()
    woord = na.split()[0]
    return bool(
        w.wie.levert.match(na)
        or w.wie.levert_ook.match(na)
        or w.toewijzing.verhuist.match(na)
        or w.zekerheid.niet_zelf.match(na)
        or w.toewijzing.fout.match(na)
        or w.toewijzing.haakt_af.match(na)
        or re.match(r"(?:per|op|met ingang|sinds)\b", na)
        or re.match(
            r"(?:toewij|traj|indicatie|arrangement|ook\b|is\b|was\b|staat\b|loopt\b|with\b|en\b|naar\b|dan\b|allocation)",
            woord,
        )
    )


# --- denied ------------------------------------------------------------------------------------------------------


def _ontkend(plat: str, tekens: Sequence[Teken]) -> Iterator[Teken]:
    """The signs with what is denied marked so: "niet bij ons", "in plaats van De Linde", "bij X of bij Y"."""
    z = laad_aanbiederwoorden().zekerheid
    wie = [t for t in tekens if t.soort == "wie"]
    samen = {t for a, b in pairwise(wie) if _of(plat[a.eind : b.begin]) for t in (a, b)}
    for t in tekens:
        voor = plat[max(0, t.begin - _ERVOOR) : t.begin]
        if t.soort != "wie":
            yield t
            continue
        lid = "|".join(map(re.escape, sorted(laad_aanbiederwoorden().wie.lidwoord)))
        kaal = re.sub(rf"(?:\b(?:bij|door|van|via|naar|with|by|{lid})\s+)+$", "", voor)
        niet = t.niet or bool(z.niet.search(voor) or z.niet.search(kaal))
        yield replace(t, niet=niet, misschien=t.misschien or t in samen)


def _vergeleken(plat: str, tekens: Sequence[Teken]) -> list[Teken]:
    """The signs, with one for "een andere aanbieder dan De Linde": somebody who is not De Linde."""
    w, uit = laad_aanbiederwoorden(), list[Teken]()
    for t in tekens:
        dan = w.wie.dan.search(plat[max(0, t.begin - _ERVOOR) : t.begin]) if t.soort == "wie" else None
        ervoor = plat[max(0, t.begin - _ERVOOR) : t.begin][: dan.start()] if dan else ""
        ander = w.toewijzing.verschilt.search(" ".join(ervoor.split()[-_VERGELIJKT:]))
        if not ander or t.waarde in (ANDER, ZELFDE):
            uit.append(t)
            continue
        begin = t.begin
        if uit and uit[-1].waarde == ANDER and not plat[uit[-1].eind : t.begin - len(dan[0]) if dan else 0].strip():
            begin = uit.pop().begin
        uit.append(replace(t, begin=begin, niet=True, vergeleken=True))
    return uit


def _of(tussen: str) -> bool:
    """Whether nothing but "of" stands between two providers."""
    w = laad_aanbiederwoorden()
    woorden = re.findall(r"[\w']+", tussen)
    stil = w.wie.lidwoord | w.wie.soort | w.wie.voorzetsel_klein | w.wie.bijwoord
    stil = stil | {"anders", "toch", "misschien", "with", "by"}
    return bool(woorden and w.zekerheid.of & set(woorden) and not set(woorden) - w.zekerheid.of - stil)


@lru_cache(maxsize=4)
def _grens(grens: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(rf"[,;:()]|\s-\s|{grens.pattern}")


@lru_cache(maxsize=256)
def delen(plat: str) -> list[int]:
    """Where the parts of a sentence begin."""
    return [m.start() for m in _grens(laad_aanbiederwoorden().zekerheid.grens).finditer(plat)]
