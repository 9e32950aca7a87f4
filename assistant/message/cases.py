"""Two to four cases in one question ("de oudste …, de jongste …"): the same question of each, with its own facts.

How people tell cases apart: by name ("kind 1", "de ene", "Fenna heeft …, Youssef heeft …"), by "een … een …", by an
initial, by the items of a list, by
"als … en als …", or by days in a row. Whatever the way, it counts only when each case has a fact of one kind and all of
those differ. The words stand in `knowledge/woordenschat/bericht.yaml`; shapes stand here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from assistant.reading.days.dates import Datumvondst, vind_datums
from assistant.reading.slots import Slots
from assistant.reading.told import plaatsen_in
from knowledge.folding import vouw, vouw_even_lang
from knowledge.message_words import Berichtwoorden

MEESTE_GEVALLEN = 4
"""What is told apart in more pieces is a list, and no choice of cases."""
_SEGMENT = "segmenten"
_EIGEN = (
    "datums", "profielen", "intensiteiten", "verwijzer", "contract_2022", "codes", "bedragen", "gericht_op", "moment",
    "soort_aanbieder", _SEGMENT,
)  # fmt: skip
"""Facts of which each case has one of its own."""
_VOORWAARDEN = tuple(v for v in _EIGEN if v not in (_SEGMENT, "contract_2022"))
"""Facts that a condition can give; a segment after a preposition that comes back is that of a contract."""
_HERHAALD = ("datums", "bedragen")
"""Facts that a word can announce twice in one sentence: "startdatum …, startdatum …"."""
_EINDE = re.compile(r"[.?!](?=\s|$)|\n|$")
_ZINEINDE = re.compile(r"[.?!](?=\s|$)")
_DEELEINDE = re.compile(r"[,;:.?!](?=\s|$)|\n|$")
_LABEL = re.compile(
    r"(?m)(?:^[ \t]*(?:[-*•·–]|\(?(?:[a-d1-9]|i{1,3}|iv)[.):])|(?<=[\s:])\(?(?:[a-d1-4]|i{1,3}|iv)\))\s+"
)
_LABEL_ACHTERAAN = re.compile(r"(?:^|\s)\(?\w{1,3}[.):]\s*$|(?:^|\n)\s*[-*•·–]\s*$")
_LANGSTE_NAAM = 4
_LANGSTE_ZIN = 60
_INITIAAL = re.compile(
    r"(?:(?P<voor>\b(?:[Bb]ij|[Vv]oor|[Vv]an|[Mm]et|[Ff]or|[Ww]ith)\s+)|^|(?<=[.:;,(\n])\s*|\b(?:en|and|maar|terwijl)\s+)"
    r"\b(?P<naam>[A-Z])(?P<punt>\.?)(?=[\s,:;(])(?P<dan>\s*(?:[:(]|\S+))?"
)
_VOORNAAM = re.compile(r"(?<![\w-])(?P<naam>[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?)\s+(?P<dan>[a-zà-ÿ]+)\b")
_SEGMENTLETTERS = frozenset("BCV")
_HERHAALD_WOORD = re.compile(r"(?:(?<=^)|(?<=[\s(]))[a-z]{6,}")
_TUSSEN_DAGEN = re.compile(r"\s*(?:,|;|&|/|en|and|resp\w*\.?)\s*(?:en\s+|and\s+)?(?:op\s+|per\s+|vanaf\s+|on\s+)?")
_MENSNAAM = re.compile(r"(?:^|(?<=[.;:!?\n]\s)|(?<=\ben\s))(?P<naam>[A-Z][^\W\d_]+)(?=\s)")
_ZINDELEN = re.compile(r"[^.?!\n]+[.?!]*")
_BEREIK = re.compile(r"\b(?:tussen|between|van|from|vanaf)\s*$")


@dataclass(frozen=True)
class Geval:
    """One case of a text.

    Attributes:
        naam: how the text calls it, with a capital.
        tekst: the text without the facts of the other cases.
        velden: the kinds of facts by which it differs from them.
        voorwaarde: whether it is a condition ("als de gemeente verwijst"), and no client.
        los: whether its name tells all of it.
    """

    naam: str
    tekst: str
    velden: frozenset[str] = frozenset()
    voorwaarde: bool = False
    los: bool = False


@dataclass(frozen=True)
class _Stuk:
    """The part of a text that is about one case.

    Attributes:
        begin: where it begins.
        eind: where it ends.
        naam: how the text calls the case.
        erbij: what it leaves to a later one to say (a year).
        daarna: what the first of them says for all (", welk document is nodig").
        voorwaarde: whether it is a condition.
    """

    begin: int
    eind: int
    naam: str
    erbij: str = ""
    daarna: str = ""
    voorwaarde: bool = False


@dataclass(frozen=True)
class _Plek:
    """Where a case begins, with the end of its name."""

    begin: int
    eind: int


@dataclass(frozen=True)
class _Tekst:
    """A text with its folded form, the words, and what reads its facts."""

    tekst: str
    plat: str
    woorden: Berichtwoorden
    slots: Callable[[str], Slots]

    def stuk(self, begin: int, naam_eind: int, eind: int) -> _Stuk:
        """A part without what joins it to the next one."""
        eind = begin + len(self.woorden.tussen_gevallen.sub("", self.plat[begin:eind]).rstrip(" ,;.\n"))
        return _Stuk(begin, max(eind, naam_eind), self.tekst[begin:naam_eind].strip(" ,;:.\n"))

    def einde(self, plek: int, teken: re.Pattern[str] = _EINDE) -> int:
        """Where the sentence at a place ends, or the part of it."""
        m = teken.search(self.plat, plek)
        return m.start() if m else len(self.plat)


def lees_gevallen(tekst: str, slots: Callable[[str], Slots], woorden: Berichtwoorden) -> tuple[Geval, ...]:
    """The cases that a text tells apart, in order; none when it has only one.

    Args:
        tekst: facts and question, as they stand.
        slots: reads the facts of a piece of text.
        woorden: with the ways by which people tell cases apart.
    """
    plat = vouw_even_lang(tekst)
    bron = _Tekst(tekst, plat, woorden, slots)
    meer = bool(woorden.meer_gevallen.search(plat))
    for manier, los, eigen in _MANIEREN:
        if not meer and not los:
            continue
        for stukken in manier(bron):
            anders = _anders(bron, stukken, eigen or _EIGEN) if len(stukken) <= MEESTE_GEVALLEN else None
            if anders:
                return tuple(_geval(bron, stukken, stuk, anders) for stuk in stukken)
    return ()


def lees_stapelgevallen(
    tekst: str, stapelt: Callable[[str], Sequence[bool]], woorden: Berichtwoorden, *, meer: bool
) -> tuple[Geval, ...]:
    """The cases that a text counts or tells apart ("casus 1", "(1)", "los daarvan"), each with allocations of its own.

    Args:
        tekst: facts and question, as they stand.
        stapelt: the allocations that a piece of text tells of: whether it says who delivers each.
        woorden: with the ways by which people tell cases apart.
        meer: whether it tells of more than one youth or case; else numbers can count allocations of one.
    """
    plat = vouw_even_lang(tekst)
    bron = _Tekst(tekst, plat, woorden, lambda _: Slots())
    geteld = () if woorden.meer_stapels.search(plat) is None else (_in_lijst,)
    for manier in (_genoemd, _in_lijst, _op_naam, _los_daarvan) if meer else (*geteld, _los_daarvan):
        for stukken in manier(bron):
            gelabeld = manier in (_genoemd, _op_naam)
            bekend = [stapelt(_zonder_label(bron, s, gelabeld)) for s in stukken]
            goed = all(len(b) > 1 and (manier is not _op_naam or any(b)) for b in bekend)
            if goed and 1 < len(stukken) <= MEESTE_GEVALLEN:
                return tuple(_stapelgeval(bron, stukken, stuk, gelabeld) for stuk in stukken)
    return ()


def _zonder_label(bron: _Tekst, stuk: _Stuk, gelabeld: bool) -> str:
    """What is told of a case, without the name that tells it apart: "kind 2 krijgt B" as "het kind krijgt B"."""
    eigen = bron.tekst[stuk.begin : stuk.eind].strip(" ,;")
    if not gelabeld:
        wie = bron.woorden.verwant_geval.match(vouw(eigen))
        return f"{bron.woorden.stapelnaam} {eigen[wie.end() :].lstrip(' :,')}" if wie else eigen
    rest = bron.tekst[stuk.begin : stuk.eind].lstrip(" ,;")[len(stuk.naam) :].rstrip(" ,;")
    kaal = rest.lstrip(" :,;-–.")
    return kaal if kaal != rest.lstrip() else f"{bron.woorden.stapelnaam} {kaal}"


def _stapelgeval(bron: _Tekst, stukken: Sequence[_Stuk], stuk: _Stuk, gelabeld: bool) -> Geval:
    """A case with what is said around all of them, but for what speaks of more than one."""
    eigen = bron.tekst[stuk.begin : stuk.eind].strip(" ,;")
    rondom = [_LABEL_ACHTERAAN.sub(" ", bron.tekst[: stukken[0].begin]), bron.tekst[stukken[-1].eind :]]
    voor, na = (
        " ".join(
            z for z in _ZINDELEN.findall(deel) if z.strip(" .\n") and not bron.woorden.meer_gevallen.search(vouw(z))
        )
        for deel in rondom
    )
    kern = _zonder_label(bron, stuk, gelabeld)
    tekst = " ".join(
        d for d in (voor.strip(), f"{kern[:1].upper()}{kern[1:]}.", na.strip(), bron.woorden.stapelvraag) if d
    )
    return Geval(eigen, tekst, frozenset({_SEGMENT}), los=True)


def _anders(bron: _Tekst, stukken: Sequence[_Stuk], velden: Sequence[str]) -> frozenset[str]:
    """Kinds of which all have a fact, each another one: without such it is one case that takes more turns to tell."""
    alle = [bron.slots(f"{bron.tekst[s.begin : s.eind]}{s.erbij}") for s in stukken]
    return frozenset(veld for veld in velden if _verschilt([_waarde(getattr(s, veld)) for s in alle]))


def _verschilt(waarden: Sequence[object]) -> bool:
    return len(waarden) > 1 and all(waarden) and all(a != b for a, b in combinations(waarden, 2))


def _waarde(waarde: object) -> object:
    """A fact without the place where it stands."""
    if isinstance(waarde, tuple):
        return tuple((d.dag, d.maand, d.jaar) if isinstance(d, Datumvondst) else d for d in waarde)
    return waarde


def _geval(bron: _Tekst, stukken: Sequence[_Stuk], stuk: _Stuk, velden: frozenset[str]) -> Geval:
    voor, na = bron.tekst[: stukken[0].begin], bron.tekst[stukken[-1].eind :]
    eigen = f"{bron.tekst[stuk.begin : stuk.eind]}{stuk.erbij}{stuk.daarna}"
    if not na.strip() or na.startswith("\n"):
        na = f".{na}"
    naam = f"{stuk.naam[:1].upper()}{stuk.naam[1:]}{stuk.erbij}"
    return Geval(naam.replace("Éé", "Eé"), f"{voor}{eigen}{na}".strip(), velden, stuk.voorwaarde)


# --- the ways ------------------------------------------------------------------------------------------------------


def _genoemd(bron: _Tekst) -> Iterator[list[_Stuk]]:
    """By names that go together: "de oudste …, de jongste …"."""
    for plekken in bron.woorden.gevalsnamen.vind(bron.plat):
        yield _aaneen(bron, [_Plek(*m.span()) for m in plekken])


def _een_voor_een(bron: _Tekst) -> Iterator[list[_Stuk]]:
    """By "een … is …, een … is …"."""
    plekken = [_Plek(*m.span()) for m in bron.woorden.een_geval.finditer(bron.plat)]
    if len(plekken) > 1:
        yield [_met_zin_als_naam(bron, stuk) for stuk in _aaneen(bron, plekken)]


def _met_zin_als_naam(bron: _Tekst, stuk: _Stuk) -> _Stuk:
    """A case that has no name of its own, by what is told of it."""
    heel = bron.tekst[stuk.begin : stuk.eind]
    return replace(stuk, naam=heel) if len(heel) <= _LANGSTE_ZIN else stuk


def _met_initiaal(bron: _Tekst) -> Iterator[list[_Stuk]]:
    """By an initial: "bij S. …, bij T. …"; the letters of the segments only with a full stop inside a sentence."""
    plekken: dict[str, re.Match[str]] = {}
    for m in _INITIAAL.finditer(bron.tekst):
        dan = (m["dan"] or "").strip()
        if m["naam"] in _SEGMENTLETTERS and "A" not in plekken and not (m["punt"] and dan[:1].islower()):
            continue
        if m["voor"] or dan[:1] in (":", "(") or bron.woorden.persoonsvorm.match(vouw(dan)):
            plekken.setdefault(m["naam"], m)
    if len(plekken) > 1:
        yield _aaneen(
            bron,
            [_Plek(max(m.start("voor"), m.start("naam") * (not m["voor"])), m.end("punt")) for m in plekken.values()],
        )


def _met_voornaam(bron: _Tekst) -> Iterator[list[_Stuk]]:
    """By a first name with a verb: "Fenna heeft …, Youssef heeft …"."""
    plekken: dict[str, re.Match[str]] = {}
    for m in _VOORNAAM.finditer(bron.tekst):
        naam = vouw(m["naam"])
        gewoon = naam in bron.woorden.holle_woorden or plaatsen_in(naam) or bron.woorden.vraag_begin.match(vouw(m[0]))
        if not gewoon and bron.woorden.gevalswerkwoord.match(vouw(m["dan"])):
            plekken.setdefault(naam, m)
    if len(plekken) > 1:
        yield _aaneen(bron, [_Plek(*m.span("naam")) for m in plekken.values()])


def _in_lijst(bron: _Tekst) -> Iterator[list[_Stuk]]:
    """By the items of a list, in lines or in one line."""
    plekken = list(_LABEL.finditer(bron.plat))
    if len(plekken) < 2:
        return
    grenzen = [*(m.start() for m in plekken), bron.einde(plekken[-1].end())]
    uit = []
    for m, (_, eind) in zip(plekken, pairwise(grenzen), strict=True):
        naam = re.match(rf"[^\s,:;(.?!]+(?:\s[^\s,:;(.?!]+){{0,{_LANGSTE_NAAM - 1}}}", bron.plat[m.end() : eind])
        uit.append(bron.stuk(m.end(), m.end() + (naam.end() if naam else 0), eind))
    yield uit


def _op_naam(bron: _Tekst) -> Iterator[list[_Stuk]]:
    """By the name with which a sentence begins: "Pim heeft …. Evi heeft …"; of a provider no other delivers it."""
    plekken: dict[str, _Plek] = {}
    for m in _MENSNAAM.finditer(bron.tekst):
        vraagt = bron.plat[(slot := bron.einde(m.start())) : slot + 1] == "?" or bron.woorden.vraag_begin.match(
            m["naam"].lower()
        )
        if not vraagt and bron.woorden.persoonsvorm.match(bron.plat, m.end("naam") + 1):
            plekken.setdefault(m["naam"], _Plek(m.start("naam"), m.end("naam")))
    if len(plekken) > 1:
        yield _aaneen(bron, [*plekken.values()])


def _los_daarvan(bron: _Tekst) -> Iterator[list[_Stuk]]:
    """By words that say that what follows stands apart: "los daarvan"."""
    plekken = [m.end() for m in bron.woorden.los_geval.finditer(bron.plat)]
    if plekken:
        grenzen = [m.start() for m in bron.woorden.los_geval.finditer(bron.plat)]
        einden = [*grenzen, len(bron.plat)]
        yield [bron.stuk(a, a, b) for a, b in zip([0, *plekken], einden, strict=True)]


def _onder_voorwaarde(bron: _Tekst) -> Iterator[list[_Stuk]]:
    """By a conjunction or preposition that comes back: "als … verwijst, en als … verwijst", "zowel bij … als bij …"."""
    for woord in bron.woorden.gevalsvoegwoorden:
        for rij in _rijen(bron, list(woord.finditer(bron.plat))):
            *eerste, _ = _aaneen(bron, [_Plek(*m.span()) for m in rij])
            yield _met_gedeelde_vraag(bron, [*eerste, _laatste(bron, eerste[0], rij[-1])])


def _rijen(bron: _Tekst, plekken: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """The conjunctions that are joined to each other, the most first; a row of many is no choice of cases."""
    rijen: list[list[re.Match[str]]] = []
    for plek in plekken:
        if rijen and _verbonden(bron, rijen[-1][-1], plek):
            rijen[-1].append(plek)
        else:
            rijen.append([plek])
    for rij in rijen:
        if len(rij) <= 2 * MEESTE_GEVALLEN:
            for aantal in range(min(MEESTE_GEVALLEN, len(rij)), 1, -1):
                yield from (rij[n : n + aantal] for n in range(len(rij) - aantal + 1))


def _met_gedeelde_vraag(bron: _Tekst, stukken: Sequence[_Stuk]) -> list[_Stuk]:
    """Conditions with, for all, the question that stands after the first: "bij A: wanneer moet het, en bij B?"."""
    eerste = stukken[0]
    vraag = bron.woorden.vraagt_nu.search(bron.plat, eerste.begin, eerste.eind)
    daarna = bron.tekst[vraag.start() : eerste.eind] if vraag else ""
    stukken = [replace(eerste, eind=vraag.start()), *stukken[1:]] if vraag else stukken
    return [_Stuk(s.begin, s.eind, bron.tekst[s.begin : s.eind], daarna=daarna, voorwaarde=True) for s in stukken]


def _verbonden(bron: _Tekst, een: re.Match[str], ander: re.Match[str]) -> bool:
    """Whether two conjunctions stand in one sentence with a joining word between them."""
    if bron.einde(een.end()) < ander.start():
        return False
    return bool(een["los"] or bron.woorden.tussen_gevallen.search(bron.plat[een.end() : ander.start()]))


def _laatste(bron: _Tekst, eerste: _Stuk, plek: re.Match[str]) -> _Stuk:
    """The last part of a sentence up to where it has told what the first does: what follows holds for all."""
    eind = bron.einde(plek.end(), _DEELEINDE)
    if plek["bijzin"] is None:
        velden = [v for v in _EIGEN if getattr(bron.slots(bron.tekst[eerste.begin : eerste.eind]), v)]
        alles = _feiten(bron, plek.start(), eind, velden)
        grenzen = [plek.end() + w.end() for w in re.finditer(r"\S+", bron.plat[plek.end() : eind])]
        eind = next((g for g in grenzen if _feiten(bron, plek.start(), g, velden) == alles), eind)
    return bron.stuk(plek.start(), eind, eind)


def _feiten(bron: _Tekst, begin: int, eind: int, velden: Sequence[str]) -> list[object]:
    slots = bron.slots(bron.tekst[begin:eind])
    return [_waarde(getattr(slots, veld)) for veld in velden]


def _herhaald(bron: _Tekst) -> Iterator[list[_Stuk]]:
    """By a word that comes back before each fact: "startdatum 3 juni 2025 en startdatum 3 juli 2025"."""
    plekken: dict[str, list[re.Match[str]]] = {}
    for m in _HERHAALD_WOORD.finditer(bron.plat):
        plekken.setdefault(m[0], []).append(m)
    for rij in plekken.values():
        if len(rij) > 1 and all(bron.einde(a.end()) > b.start() for a, b in pairwise(rij)):
            laatste = bron.stuk(rij[-1].start(), rij[-1].end(), bron.einde(rij[-1].end(), _DEELEINDE))
            stukken = [*_aaneen(bron, [_Plek(*m.span()) for m in rij])[:-1], laatste]
            yield [_Stuk(s.begin, s.eind, bron.tekst[s.begin : s.eind]) for s in stukken]


def _op_dagen(bron: _Tekst) -> Iterator[list[_Stuk]]:
    """By days in a row: "ingegaan op 3 maart en 5 mei 2021"."""
    rij: list[Datumvondst] = []
    for dag in [*vind_datums(bron.plat), None]:
        tussen = bron.plat[rij[-1].eind : dag.begin] if rij and dag else None
        if dag and dag.maand and tussen is not None and _TUSSEN_DAGEN.fullmatch(tussen):
            rij.append(dag)
            continue
        if len(rij) > 1 and not _BEREIK.search(bron.plat, max(0, rij[0].begin - 12), rij[0].begin):
            jaar = f" {rij[-1].jaar}" if rij[-1].jaar else ""
            yield [_Stuk(d.begin, d.eind, bron.tekst[d.begin : d.eind], "" if d.jaar else jaar) for d in rij]
        rij = [dag] if dag and dag.maand else []


def _aaneen(bron: _Tekst, plekken: Sequence[_Plek]) -> list[_Stuk]:
    """From each place to the next; the last one takes as many sentences as the longest of the others, no question."""
    grenzen = [p.begin for p in plekken]
    zinnen = max(len(_ZINEINDE.findall(bron.plat[a:b].rstrip())) for a, b in pairwise(grenzen))
    slot = bron.einde(plekken[-1].eind)
    vraag = bron.woorden.vraagt_nu.search(bron.plat, plekken[-1].eind, slot)
    slot = vraag.start() if vraag else slot
    for _ in range(zinnen - 1):
        volgende = bron.einde(slot + 1)
        if volgende <= slot + 1 or bron.plat[volgende : volgende + 1] == "?":
            break
        slot = volgende
    slot = _voor_haakje(bron.plat, plekken, slot)
    return [bron.stuk(p.begin, p.eind, tot) for p, tot in zip(plekken, [*grenzen[1:], slot], strict=True)]


def _voor_haakje(plat: str, plekken: Sequence[_Plek], slot: int) -> int:
    """The end of the last case, without what is said of all of them in brackets: "(alle drie herstel)"."""
    haakje = re.search(r"\s*\([^()]*\)\W*$", plat[plekken[-1].eind : slot])
    eerder = plat[plekken[0].begin : plekken[-1].begin]
    return plekken[-1].eind + haakje.start() if haakje and "(" not in eerder else slot


_Manier = Callable[[_Tekst], Iterator[list[_Stuk]]]
_MANIEREN: tuple[tuple[_Manier, bool, tuple[str, ...]], ...] = (
    (_genoemd, True, ()),
    (_een_voor_een, True, ()),
    (_met_initiaal, True, ()),
    (_met_voornaam, False, ()),
    (_in_lijst, False, ()),
    (_onder_voorwaarde, True, _VOORWAARDEN),
    (_herhaald, False, _HERHAALD),
    (_op_dagen, False, ("datums",)),
)
"""Each way; whether it needs no word that says that there are more cases ("allebei"); the facts that it tells apart."""
