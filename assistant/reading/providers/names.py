"""The names of providers in a text: what is called a provider, or stands where a provider would."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.text.spelling import is_nederlands
from knowledge.folding import vouw
from knowledge.provider_words import Wiewoorden, laad_aanbiederwoorden
from knowledge.redaction_names import geen_naam
from knowledge.store import laad
from knowledge.vocabulary import laad_woordenschat

LANGSTE = 6
"""Words of the longest name."""
_KORTSTE = 4
"""Letters of the shortest name without a capital."""
TUSSENVOEGSELS = frozenset({"van", "de", "der", "des", "den", "het", "op", "&", "'t", "ter", "ten", "te"})
_LEUS = 3
"""Common words with a capital that make a name."""
_NA_EN = re.compile(r"\s+(?:en|and)\s+")
_NA_TELWOORD = re.compile(
    r"(?:x|keer|maal|uur|jaar|dag\w*|we\w+|jan|feb|maa?rt|apr|mei|jun|jul|aug|sep|okt|nov|dec|[bcv]\b)"
)
"""After a number that counts or dates something."""
_DEEL = re.compile(r"[,.;:?!\n]")
_DEEL_VOOR = re.compile(r"[,.;:?!\n]|\b(?:of|or|dat|that|en|and|als|if)\b")
_VLAK_VOOR = re.compile(
    r"(?:er |een |de |die |nog |tweede |eerste |ook )*(?:segment )?[bcv]\b|(?:de|die) (?:eerste|tweede|derde|andere)\b"
    r"|(?:(?:ze|die|deze|het|ook|zelf|them) )*(?:allebei|beide|beiden|alle ?(?:twee|drie)|both)\b"
)
_VERDER = re.compile(r"\s*(?:,|&|\+|,?\s*(?:en|of|and|or))\s+(?:(?:bij|door|van|by|with|from)\s+)?")
"""Between two names of one row."""
_NA_SEGMENT = re.compile(r"\bseg(?:ment|m?\.?)\s+[bcv]\s*,\s*(?:ook\s+|eveneens\s+)?$")
"""Before a name that ends a line: "segment B, De Linde"."""
_WOORD = re.compile(r"['’‘]?[^\W_][\w'’‘&.-]*")
_DICHTBIJ = re.compile(r"(?<![\w'@.])\(?[bcv]\)?(?:'?s)?(?:[\s-]?[a-z]*)?(?:\s+[a-z]+){0,2}\s*$")


@dataclass(frozen=True)
class Woord:
    """A word with its place, as typed and folded."""

    begin: int
    eind: int
    tekst: str
    plat: str

    @property
    def hoofdletter(self) -> bool:
        """Whether it begins with a capital."""
        return self.tekst.lstrip("'’‘")[:1].isupper()


def _is_leus(woorden: Sequence[Woord]) -> bool:
    """Whether common words each have a capital, and so make a name: "Yes We Can"."""
    return len(woorden) >= _LEUS and all(w.hoofdletter and w.plat not in plaatsnamen() for w in woorden)


@dataclass(frozen=True)
class Naam:
    """A provider that is named.

    Attributes:
        begin: where it begins.
        eind: where it ends.
        sleutel: by what it is the same as another.
        tekst: how it is spelled.
    """

    begin: int
    eind: int
    sleutel: str
    tekst: str


def sleutel(naam: str) -> str:
    """By what a name is compared: without articles and what a provider is called, unless nothing is left."""
    w = laad_aanbiederwoorden().wie
    woorden = re.findall(r"'?[a-z0-9&]+", vouw(naam))
    kaal = [k for k in woorden if k not in w.lidwoord]
    eigen = [k for k in kaal if k not in w.naamdeel]
    heel = " ".join(k.lstrip("'") for k in eigen or kaal or woorden)
    return re.sub(r"(?<=[a-z]) (?=\d)", "", heel)


def soorten(naam: str) -> tuple[str, str]:
    """What a provider is called, before its own name and after it; without what says nothing of which one it is."""
    w = laad_aanbiederwoorden().wie
    woorden = [k for k in re.findall(r"'?[a-z0-9&]+", vouw(naam)) if k not in w.lidwoord | w.omschrijving]
    eigen = [i for i, k in enumerate(woorden) if k not in w.naamdeel]
    if not eigen:
        return "", ""
    voor, na = woorden[: eigen[0]], [k for k in woorden[eigen[0] :] if k in w.naamdeel]
    return " ".join(voor), " ".join(na)


def vind_namen(tekst: str, plat: str, eerder: Iterable[str] = ()) -> list[Naam]:
    """Every place where a provider is named, in order; the same name without its sign counts too.

    Args:
        tekst: the text, composed.
        plat: the same, folded sign by sign.
        eerder: keys of providers that were named before.
    """
    woorden = [Woord(m.start(), m.end(), m[0], plat[m.start() : m.end()]) for m in _WOORD.finditer(tekst)]
    woorden = [_zonder_punt(w) for w in woorden]
    eerste = list(_Lezer(tekst, plat, woorden).namen())
    bekend = {n.sleutel for n in eerste if n.sleutel and not _is_client(n, plat)} | set(eerder)
    gevonden = [n for n in eerste if n.sleutel in bekend]
    for k in sorted(bekend, key=len, reverse=True):
        gevonden += [
            n for n in _terug(tekst, plat, k) if not any(n.begin < a.eind and a.begin < n.eind for a in gevonden)
        ]
    return sorted(gevonden, key=lambda n: n.begin)


def _zonder_punt(w: Woord) -> Woord:
    kaal = w.tekst.rstrip(".'’‘-&")
    if kaal.casefold().endswith(("'s", "’s")):
        kaal = kaal[:-2]
    return Woord(w.begin, w.begin + len(kaal), kaal, w.plat[: len(kaal)])


def _terug(tekst: str, plat: str, sleutel_: str) -> Iterator[Naam]:
    """Where a known name stands without anything that tells that it is one."""
    if sleutel_ in plaatsnamen():
        return
    woorden = [re.sub(r"(?<=[a-z])(?=\d)", r"[\\s-]?", re.escape(k)) for k in sleutel_.split()]
    delen = r"[^a-z0-9]{1,3}".join(woorden)
    for m in re.finditer(rf"(?<![\w'])(?:'?{delen})(?![a-z0-9])", plat):
        if len(sleutel_) > 1 and not re.search(r"\b(?:uit|in|te|gemeente)\s+$", plat[: m.start()]):
            yield _met_soort(Naam(m.start(), m.end(), sleutel_, tekst[m.start() : m.end()]), tekst, plat)


def _met_soort(naam: Naam, tekst: str, plat: str) -> Naam:
    """A name with what it is called right after it, so that "lijn5 jeugd" is not taken for "lijn5"."""
    w = laad_aanbiederwoorden().wie
    volgt = re.match(r" ([a-z]+)", plat[naam.eind :])
    if volgt is None or volgt[1] not in w.naamdeel - w.omschrijving:
        return naam
    eind = naam.eind + volgt.end()
    return Naam(naam.begin, eind, naam.sleutel, tekst[naam.begin : eind])


def _is_client(naam: Naam, plat: str) -> bool:
    """Whether a bare name is that of somebody who gets help."""
    w = laad_aanbiederwoorden().wie
    woorden = re.findall(r"'?[a-z0-9&]+", vouw(naam.tekst))
    if any(k in w.lidwoord or k in w.naamdeel for k in woorden) or re.search(r"\d", naam.sleutel):
        return False
    plekken = list(re.finditer(rf"(?<![\w']){re.escape(naam.sleutel)}(?![a-z0-9])", plat))
    vast = any(w.voorzetsel_vast.search(plat[max(0, m.start() - 40) : m.start()]) for m in plekken)
    for m in plekken:
        erna = plat[m.end() : m.end() + 30]
        doet = w.client_erna.match(erna.lstrip()) or (not vast and w.client_heeft.match(erna.lstrip()))
        if w.client_ervoor.search(plat[max(0, m.start() - 40) : m.start()]) or doet:
            return True
        if re.match(r"\s*[,(]\s*\d{1,2}\b", erna):
            return True
        van = w.client_van.match(erna.lstrip()) if re.search(r"\bvan\s+$", plat[: m.start()]) else None
        if van and re.match(r"\s*\w", erna.lstrip()[van.end() :]):  # "een V van De Linde bij" is not somebody's
            return True
    return False


class _Lezer:
    """Goes over the words of one text."""

    def __init__(self, tekst: str, plat: str, woorden: Sequence[Woord]) -> None:
        self._tekst, self._plat, self._woorden = tekst, plat, woorden
        self._w: Wiewoorden = laad_aanbiederwoorden().wie
        midden = [w for a, w in pairwise(woorden) if len(w.plat) > 1 and self._bijeen(a, w)]
        self._klein = not any(w.hoofdletter for w in midden)

    def namen(self) -> Iterator[Naam]:
        """The names that something tells to be one."""
        tot = -1
        for i, w in enumerate(self._woorden):
            if w.begin < tot:
                continue
            if tot > 0 and _VERDER.fullmatch(self._plat[tot : w.begin]) and (einde := self._reeks(i)):
                volgende = self._maak(i, einde)
                tot = volgende.eind
                yield volgende
                continue
            naam = self._na_soort(i) or self._na_voorzetsel(i) or self._bij_teken(i) or self._als_onderwerp(i)
            naam = naam or self._in_opsomming(i) or self._als_antwoord(i)
            if naam is not None:
                tot = naam.eind
                yield naam

    # --- four ways ---------------------------------------------------------------------------------------------

    def _na_soort(self, i: int) -> Naam | None:
        """ "Stichting De Linde", "aanbieder X", "praktijk zilverberk"."""
        w = self._woorden[i]
        if i + 1 >= len(self._woorden):
            return None
        if w.plat not in self._w.soort | self._w.naamdeel:
            einde = self._reeks(i + 1) if w.plat.endswith(tuple(self._w.soort)) else None
            return self._maak(i + 1, einde) if einde and not w.hoofdletter else None
        n = self._woorden[i + 1]
        if w.plat in self._w.soort and self._plat[w.eind : n.begin].strip() == ":" and (einde := self._reeks(i + 1)):
            return self._maak(i + 1, einde)
        if not self._bijeen(w, n) or (n.plat in self._w.geen_naam - self._w.lidwoord and not n.hoofdletter):
            return None
        einde = self._reeks(i + 1)
        if einde is None and w.plat in self._w.soort and re.fullmatch(r"[a-z]|\d{1,2}", n.plat):
            letter = n.plat in "bcv" and (self._vrij(i) or not n.tekst.isupper())
            einde = None if letter else i + 2
        if (
            einde is None
            and w.plat in self._w.soort
            and n.hoofdletter
            and n.plat not in plaatsnamen()
            and len(n.plat) > 1
        ):
            einde = i + 2
            if n.plat in self._w.lidwoord:
                einde = i + 3 if self._hoofd_na(i + 1) else None
        if einde is None and (
            (w.plat in self._w.soort and self._vreemd(n)) or (self._klein and self._is_lidnaam(i + 1))
        ):
            einde = i + 2 if n.plat not in self._w.lidwoord else i + 3
        if einde is None and w.hoofdletter and i and not self._zinsbegin(i):
            return None
        return self._maak(i, einde) if einde else None

    def _na_voorzetsel(self, i: int) -> Naam | None:
        """ "bij De Linde", "op naam van Veerkracht", and without capitals beside a segment."""
        w = self._woorden[i]
        voor = self._plat[max(0, w.begin - 40) : w.begin]
        m = self._w.voorzetsel.search(voor)
        if m is None:
            return None
        if (einde := self._reeks(i)) is not None:
            return self._maak(i, einde)
        j = i + 1 if w.plat in self._w.lidwoord and i + 1 < len(self._woorden) else i
        naam = self._woorden[j]
        if m[0].split()[-1] not in self._w.voorzetsel_klein:
            return None
        if (
            naam.plat in self._w.geen_naam
            or len(naam.plat) < _KORTSTE
            or naam.hoofdletter
            or not self._dichtbij(voor, m)
        ):
            return None
        if self._vreemd(naam) or (self._klein and self._gewoon(naam) and self._einde_van_deel(naam)):
            return self._maak(i, j + 1)
        return None

    def _bij_teken(self, i: int) -> Naam | None:
        """ "B = De Linde", "De Linde: segment B"."""
        w = self._woorden[i]
        voor = self._plat[max(0, w.begin - 14) : w.begin]
        na_letter = re.search(r"(?<![\w'@.])[bcv]\s*(?:=|:|->|-|\()\s*$", voor)
        einde = self._reeks(i)
        rest = "" if einde is None else self._plat[self._woorden[einde - 1].eind :]
        einde_regel = None if einde is None else re.match(r"[ \t]*(?:[.;\n]|$)", rest)
        na_letter = na_letter or (
            None if einde_regel is None else _NA_SEGMENT.search(self._plat[max(0, w.begin - 24) : w.begin])
        )
        if na_letter and einde is None and self._vreemd(w):
            einde = i + 1
        if na_letter and einde is None and self._klein and self._is_lidnaam(i):
            einde = i + 2
        if einde is None:
            return None
        na = self._plat[self._woorden[einde - 1].eind :]
        voor_letter = re.match(r"\s*(?:=|:)\s*(?:\w+\s+)?(?:segment\s+)?[bcv](?![\w'])", na)
        if not self._zinsbegin(i) or not is_nederlands(w.plat):
            voor_letter = voor_letter or re.match(r"\s*\((?:segment\s+)?[bcv]\)", na)
        return self._maak(i, einde) if na_letter or voor_letter else None

    def _in_opsomming(self, i: int) -> Naam | None:
        """ "Twee B's: De Linde en Havenlicht", "drie organisaties: De Linde, De Brug en Havenlicht"."""
        einde = self._reeks(i)
        voor = re.split(r"[.?!\n]", self._plat[: self._woorden[i].begin])[-1]
        kop, teken, rij = voor.rpartition(":")
        soort = any(k in self._w.soort for k in re.findall(r"[a-z]+", kop)) or re.search(
            r"(?<![\w'@.])[bcv](?:'?s)?(?!\w)", kop
        )
        if einde is None or not teken or not soort or not re.search(r"(?:^|,|\ben|\band)\s*$", rij):
            return None
        na = self._plat[self._woorden[einde - 1].eind :]
        return self._maak(i, einde) if rij.strip() or re.match(r"(?:,\s|\s+(?:en|and)\s)", na) else None

    def _als_antwoord(self, i: int) -> Naam | None:
        """All that a turn says: "dan De Linde", "dat wordt Zilverberk"."""
        einde = self._reeks(i)
        if einde is None or not self._w.dat_wordt.fullmatch(self._plat[: self._woorden[i].begin].strip()):
            return None
        return None if self._plat[self._woorden[einde - 1].eind :].strip(" .!") else self._maak(i, einde)

    def _als_onderwerp(self, i: int) -> Naam | None:
        """ "nu wil Zilverberk C doen", "De Linde levert B"."""
        einde = self._reeks(i)
        if einde is None:
            klein = self._klein and self._vreemd(self._woorden[i])
            doet = klein and self._w.levert.match(self._na_bijwoord(self._woorden[i].eind))
            return self._maak(i, i + 1) if doet else None
        na_en = _NA_EN.match(self._plat, self._woorden[einde - 1].eind)
        samen = bool(na_en) and bool(self._reeks(einde + 1)) and self._als_onderwerp(einde + 1) is not None
        alleen_begin = self._zinsbegin(i) and einde == i + 1
        doet_iets = self._begint_zin if alleen_begin else self._staat_in_zin
        return self._maak(i, einde) if samen or self._als_bijnaam(self._woorden[i]) or doet_iets(i, einde) else None

    def _begint_zin(self, i: int, einde: int) -> bool:
        """Whether one word with a capital at the begin of a sentence does what providers do."""
        volgt = self._woorden[einde + 1 : einde + 2]
        omgekeerd = bool(volgt) and (self._reeks(einde + 1) is not None or bool(self._w.wij.fullmatch(volgt[0].plat)))
        return not omgekeerd and bool(self._w.levert.match(self._na_bijwoord(self._woorden[i].eind)))

    def _staat_in_zin(self, i: int, einde: int) -> bool:
        """Whether a name inside a sentence does what providers do."""
        w, laatste = self._woorden[i], self._woorden[einde - 1]
        voor = self._woorden[i - 1].plat if i and self._bijeen(self._woorden[i - 1], w) else ""
        na = self._na_bijwoord(laatste.eind)
        if self._w.levert.match(na) or (voor and self._w.levert.fullmatch(voor)):
            return True
        verderop = bool(self._w.levert.search(_DEEL.split(self._plat[laatste.eind :])[0]))
        if w.plat in self._w.lidwoord or any(t.isdigit() for t in laatste.tekst):
            return verderop or bool(self._w.levert_ook.match(na))
        vlak_voor = bool(_VLAK_VOOR.match(na))
        eerder = _DEEL_VOOR.split(self._plat[: w.begin])[-1]
        anderen = self._w.wij.search(eerder) or self._w.mensen.search(eerder)
        gevraagd = bool(voor and self._w.levert_ook.fullmatch(voor))
        if verderop and not anderen and (vlak_voor or gevraagd):
            return True
        return vlak_voor and bool(self._w.laat.search(self._plat, laatste.eind))

    def _na_bijwoord(self, eind: int) -> str:
        """What follows, without adverbs."""
        woorden = self._plat[eind : eind + 60].lstrip().split(" ")
        while woorden and woorden[0] in self._w.bijwoord:
            woorden = woorden[1:]
        return " ".join(woorden)

    def _als_bijnaam(self, w: Woord) -> bool:
        """ "wij, Het Baken,", "bij ons (Kindzorg Ceder)"."""
        bijnaam = "|".join(map(re.escape, sorted(self._w.bijnaam)))
        m = re.search(rf"([a-z]+)\s*(?:[,(]|\s(?:{bijnaam})\s)\s*$", self._plat[: w.begin])
        return bool(m and (self._w.wij.fullmatch(m[1]) or self._w.ons.fullmatch(m[1])))

    # --- shapes ------------------------------------------------------------------------------------------------

    def _reeks(self, i: int) -> int | None:
        """Where a run of capitalised words ends that begins at a word; None when it is no name."""
        j = i
        if self._woorden[i].plat in self._w.lidwoord and i + 1 < len(self._woorden):
            volgt = self._woorden[i + 1]
            if not self._bijeen(self._woorden[i], volgt) or volgt.plat in self._w.lidwoord:
                return None
            j = i + 1
        begin, einde = j, j
        while einde < min(len(self._woorden), begin + LANGSTE):
            w = self._woorden[einde]
            if einde > begin and not self._bijeen(self._woorden[einde - 1], w):
                break
            if w.hoofdletter and (len(w.plat) > 1 or einde > begin) and not re.match(r"[bcv]-", w.plat):
                if len(w.plat) == 1 and w.plat in "bcv":
                    break
                einde += 1
            elif einde > begin and w.plat in TUSSENVOEGSELS and self._hoofd_na(einde):
                einde += 1
            else:
                break
        delen = self._woorden[begin:einde]
        while delen and not delen[-1].hoofdletter:
            delen = delen[:-1]
        heel = " ".join(w.plat for w in delen)
        stil = not delen or heel in plaatsnamen() or (all(map(self._is_stil, delen)) and not _is_leus(delen))
        return None if stil else j + len(delen)

    def _hoofd_na(self, i: int) -> bool:
        n = self._woorden[i + 1 : i + 2]
        return bool(n) and n[0].hoofdletter and len(n[0].plat) > 1 and self._bijeen(self._woorden[i], n[0])

    def _is_stil(self, w: Woord) -> bool:
        stil = w.plat in self._w.geen_naam | self._w.soort or bool(self._w.mensen.fullmatch(w.plat))
        return stil or geen_naam(w.plat) or w.plat in plaatsnamen()

    def _vreemd(self, w: Woord) -> bool:
        """Whether a word without a capital is none that people know."""
        return len(w.plat) >= _KORTSTE and self._gewoon(w) and w.plat.isalnum() and not is_nederlands(w.plat)

    def _gewoon(self, w: Woord) -> bool:
        """Whether a word is not of the field, no place and no person."""
        return not self._is_stil(w) and w.plat not in laad_woordenschat().woorden and not _lijkt_op_stil(w.plat)

    def _is_lidnaam(self, i: int) -> bool:
        """Whether an article and a word follow."""
        return (
            self._woorden[i].plat in self._w.lidwoord
            and i + 1 < len(self._woorden)
            and self._gewoon(self._woorden[i + 1])
        )

    def _dichtbij(self, voor: str, m: re.Match[str]) -> bool:
        """Whether a preposition follows closely after a segment."""
        return bool(_DICHTBIJ.search(voor[: m.start()]))

    def _einde_van_deel(self, w: Woord) -> bool:
        na = self._plat[w.eind :].lstrip(" ")
        return not na[:1].isalnum() or bool(self._w.na_naam.match(na))

    def _vrij(self, i: int) -> bool:
        """Whether "aanbieder" before a letter is in "een andere aanbieder B", so that the letter is a segment."""
        voor = self._plat[max(0, self._woorden[i].begin - 20) : self._woorden[i].begin]
        return bool(laad_aanbiederwoorden().toewijzing.toch_segment.search(voor))

    def _zinsbegin(self, i: int) -> bool:
        return not i or bool(re.search(r"[.!?:;\n]\W*$", self._plat[: self._woorden[i].begin]))

    def _bijeen(self, een: Woord, ander: Woord) -> bool:
        return self._tekst[een.eind : ander.begin] in (" ", "  ", " & ")

    def _nummer(self, einde: int) -> bool:
        """Whether a number that belongs to a name stands at a place: "Lijn 5", not "Parlan 2 keer"."""
        if einde >= len(self._woorden) or not self._bijeen(self._woorden[einde - 1], self._woorden[einde]):
            return False
        na = self._woorden[einde + 1].plat if einde + 1 < len(self._woorden) else ""
        cijfers = self._woorden[einde].plat
        return bool(re.fullmatch(r"\d{1,3}", cijfers)) and not _NA_TELWOORD.match(na)

    def _maak(self, i: int, einde: int) -> Naam:
        while i + 1 < einde and self._woorden[i].plat in self._w.functiewoord:
            i += 1
        einde += self._nummer(einde)
        begin, eind = self._woorden[i].begin, self._woorden[einde - 1].eind
        tekst = " ".join(self._tekst[begin:eind].split())
        return _met_soort(Naam(begin, eind, sleutel(tekst), tekst), self._tekst, self._plat)


@lru_cache(maxsize=4096)
def _lijkt_op_stil(woord: str) -> bool:
    """Whether a word is one that is no name, with a typing error."""
    w = laad_aanbiederwoorden().wie
    stil = [k for k in w.geen_naam | w.soort | laad_woordenschat().woorden if len(k) >= _KORTSTE]
    grens = 1 if len(woord) < 8 else 2
    return process.extractOne(woord, stil, scorer=OSA.distance, score_cutoff=grens) is not None


@lru_cache(maxsize=1)
def plaatsnamen() -> frozenset[str]:
    """Single words of the names of municipalities and regions."""
    eigen = {vouw(n) for r in laad().regelingen.values() for n in (*r.plaatsnamen, *r.herkenning.omgeving)}
    return frozenset(eigen) | frozenset(laad_woordenschat().plaatsen)
