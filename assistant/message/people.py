"""The children of a message, told apart by name, each with what is told of it, in whatever order that stands.

A name counts as that of a child where a case stands with it (a profile, a change, a budget with what is used of it),
and only where two have one of the same kind: a day, an amount or a referrer by itself may be that of whoever called,
treats or signs. What stands between two names is of the first of them; what speaks of all is of all. The words stand in
`knowledge/woordenschat/bericht.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from assistant.message.sentences import Zin
from assistant.reading.days.dates import vind_datums
from assistant.reading.slots import Slots
from assistant.reading.told import onderwerp_van, plaatsen_in, slots_van
from assistant.text.spelling import is_nederlands
from knowledge.folding import vouw, vouw_even_lang
from knowledge.message_words import Berichtwoorden
from knowledge.vocabulary import laad_woordenschat

MEESTE_KINDEREN = 4
"""More names are a list, and no choice of cases."""
SOORTEN = (
    "datums", "profielen", "intensiteiten", "verwijzer", "contract_2022", "codes", "bedragen", "gericht_op", "moment",
    "segmenten", "eerder_gewijzigd", "dagbesteding",
)  # fmt: skip
"""The kinds of facts that can be of one child."""
_NAAM = re.compile(
    r"(?P<voor>[\w’'-]+[ \t]+)?(?<![\w’'-])(?P<naam>[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?)(?![\w’-])"
    r"(?=(?P<teken>[ \t]*[:(,])?(?:[ \t]+(?P<dan>[\w-]+))?)"
)
_SAMEN = re.compile(r"\s*(?:,|&|/|,?\s+en|,?\s+and)\s*(?:(?:voor|van|bij|met|for)\s+)?")
_SCHEIDT = re.compile(r"[,;:.]|\b(?:en|and|maar|but|terwijl|while)\b")
_HAAKJES = re.compile(r"\s*\([^()]*\)")
_VERBINDT = re.compile(r"^[\s,;]*(?:(?:en|and|maar|but|terwijl|while)\b\s*)?")
_VOORZETSEL = re.compile(r"\b(?:[Vv]oor|[Vv]an|[Bb]ij|[Mm]et|[Ff]or|[Oo]f)\s+$")
_GETAL = re.compile(r"\b\d{1,3}[.]\d{3}\b")
_MIDDENIN = re.compile(r"[\w,;)]\s+$")
_NABIJ = 12
_OPSOMTEKEN = re.compile(r"\s*(?:[-*•·–]|\(?\w{1,2}[.):])\s")
_MET_VOORZETSEL = 2
"""So many words can stand before a name without telling anything: "en voor"."""
_VERSTE_AANLOOP = 7
"""So many words at most stand between the begin of a clause and the name in it."""


@dataclass(frozen=True)
class _Plek:
    """Where one name stands, or more that are joined ("Daan en Sofie")."""

    begin: int
    eind: int
    wie: frozenset[str]


@dataclass(frozen=True)
class _Stuk:
    """A part of a sentence that is of some of the children only."""

    begin: int
    eind: int
    wie: frozenset[str]


@dataclass(frozen=True)
class Kinderen:
    """The children of a message.

    Attributes:
        namen: in order.
        soorten: the kinds of facts that they have of their own.
        genoemd: per sentence who is named in it.
    """

    namen: tuple[str, ...]
    soorten: frozenset[str]
    genoemd: tuple[frozenset[str], ...]
    _stukken: tuple[tuple[_Stuk, ...], ...]

    def deel(self, plek: int, zin: Zin, naam: str | None) -> Zin | None:
        """A sentence without what is of the other children (of any, without a name); None when nothing is left."""
        tekst = zin.tekst
        for stuk in reversed(self._stukken[plek]):
            if naam not in stuk.wie:
                tekst = f"{tekst[: stuk.begin].rstrip()} {_VERBINDT.sub('', tekst[stuk.eind :], count=1)}"
        tekst = re.sub(r"^[\s,;:.]+|[\s,;:]+(?:en|and)?[\s,;:]*$", "", tekst)
        if tekst == zin.tekst or re.search(r"\w", _OPSOMTEKEN.sub("", tekst, count=1)):
            return replace(zin, tekst=tekst)
        return None


def lees_kinderen(
    zinnen: Sequence[Zin], tekst: str, woorden: Berichtwoorden, gevallen: Callable[[str], Sequence[object]]
) -> Kinderen | None:
    """The children that the sentences of a message tell apart by name; None when it does not.

    Args:
        zinnen: the sentences of the message.
        tekst: the text that they are of, with its lines.
        woorden: the words of messages.
        gevallen: the cases that a text tells apart otherwise; where it has none, "cliënt A" is a name too.
    """
    if genoemd := _kinderen_met(zinnen, tekst, _namen(zinnen, woorden), woorden):
        return genoemd
    labels = _labels(zinnen, woorden)
    if len(labels) < 2 or gevallen(tekst):
        return None
    return _kinderen_met(zinnen, tekst, labels, woorden, zeker=True)


def _kinderen_met(
    zinnen: Sequence[Zin], tekst: str, namen: Sequence[str], woorden: Berichtwoorden, *, zeker: bool = False
) -> Kinderen | None:
    """The children by these names; without what is no child of them (`zeker`: all of them are)."""
    while len(namen) > 1:
        stukken, genoemd = _verdeeld(zinnen, tekst, namen, woorden)
        verteld = {naam: _eigen(zinnen, stukken, naam) for naam in namen}
        eigen = {naam: _feiten(verteld[naam]) for naam in namen}
        met = {n for n in namen if (eigen[n] if zeker else _is_geval(verteld[n]))}
        samen = [plek.wie for zin in zinnen if zin.vraag or zeker for plek in _plekken(zin.tekst, namen)]
        blijft = [n for n in namen if n in met or _bij(n, met, samen) or (met and _heeft_label(n, eigen[n], tekst))]
        if not met and _elk_een_dag(zinnen, eigen, woorden):
            blijft = [*namen]
        if len(blijft) == len(namen):
            return _kinderen(namen, eigen, stukken, genoemd, zinnen)
        namen = blijft
    return None


def _is_geval(verteld: str) -> bool:
    """Whether what is told with a name is a case of its own, and not only a day, an amount or a wish."""
    slots = slots_van(verteld)
    wijzigt = len(slots.intensiteiten) > 1 or slots.nieuw_profiel is not None
    bedragen = max(len(slots.bedragen), len(_GETAL.findall(verteld)))
    return bool(slots.profielen or slots.codes or slots.gericht_op or wijzigt or bedragen > 1)


def _bij(naam: str, met: set[str], samen: Sequence[frozenset[str]]) -> bool:
    """Whether a name is joined with that of a child in what is asked: "mag dat voor Daan en Sofie?"."""
    return any(len(wie) > 1 and naam in wie and wie & met for wie in samen)


def _heeft_label(naam: str, feiten: frozenset[str], tekst: str) -> bool:
    """Whether a name begins an item of a list, or a line with a colon or brackets, with facts that are no mere days."""
    wie = re.escape(naam)
    label = rf"(?m)^(?:{_OPSOMTEKEN.pattern}{wie}\b|[^\w\n]*{wie}[ \t]*(?:\([^()\n]*\))?[ \t]*[:(])"
    return bool(feiten - {"datums", "bedragen"}) and re.search(label, tekst) is not None


def _elk_een_dag(zinnen: Sequence[Zin], eigen: dict[str, frozenset[str]], woorden: Berichtwoorden) -> bool:
    """Whether each has a day and the message says that there are more cases than one: "allebei herstel"."""
    meer = any(woorden.meer_gevallen.search(vouw(zin.tekst)) for zin in zinnen)
    return meer and all("datums" in feiten for feiten in eigen.values())


def _kinderen(
    namen: Sequence[str],
    eigen: dict[str, frozenset[str]],
    stukken: tuple[tuple[_Stuk, ...], ...],
    genoemd: tuple[frozenset[str], ...],
    zinnen: Sequence[Zin],
) -> Kinderen | None:
    """The children, unless there are too many, or what is told of them is of different kinds, or the same for all."""
    if len(namen) > MEESTE_KINDEREN or len([n for n in namen if eigen[n]]) < 1:
        return None
    zelfde_soort = any(eigen[a] & eigen[b] for a, b in combinations(namen, 2))
    open_kind = any(not eigen[n] for n in namen)
    verteld = {_verteld(_eigen(zinnen, stukken, n)) for n in namen}
    if not (zelfde_soort or open_kind) or len(verteld) < 2:
        return None
    soorten = frozenset[str]().union(*eigen.values())
    stapelt = any(onderwerp_van(z.tekst).sterk & {"stapelen"} for z in zinnen)
    if stapelt and soorten <= {"segmenten"}:
        return None
    return Kinderen(tuple(namen), soorten, genoemd, stukken)


# --- who ------------------------------------------------------------------------------------------------------------


def _namen(zinnen: Sequence[Zin], woorden: Berichtwoorden) -> list[str]:
    """The words that read as first names of children, in order."""
    gevonden: dict[str, list[re.Match[str]]] = {}
    for zin in zinnen:
        plaatsen = {vouw(w) for plaats in plaatsen_in(zin.tekst) for w in plaats.split()}
        for m in _NAAM.finditer(zin.tekst):
            label = vouw(m["naam"]) in woorden.kind_voor_dubbelepunt and ":" in (m["teken"] or "")
            if vouw(m["naam"]) not in plaatsen and (label or not _is_gewoon(m["naam"], woorden)):
                gevonden.setdefault(m["naam"], []).append(m)
    if len(gevonden) < 2:
        return []
    return [naam for naam, plekken in gevonden.items() if _is_van_een_kind(naam, plekken, woorden)]


def _is_van_een_kind(naam: str, plekken: Sequence[re.Match[str]], woorden: Berichtwoorden) -> bool:
    """Whether a name is told of as a child is; a word of the language only where it has its capital in a sentence."""
    for m in plekken:
        voor, dan = vouw(m["voor"] or "").strip(), vouw(m["dan"] or "")
        if woorden.geen_kind_voor.fullmatch(voor) or (not m["teken"] and woorden.geen_kind_na.fullmatch(dan)):
            return False
    plat = vouw(naam)
    middenin = any(_MIDDENIN.search(m.string, 0, m.start("naam")) for m in plekken)
    if middenin or plat in woorden.wel_voornaam or plat in woorden.kind_voor_dubbelepunt:
        return True
    volgt = any(m["teken"] or woorden.gevalsvolger.match(vouw(m["dan"] or "")) or m["dan"] is None for m in plekken)
    volgt = volgt or any(slots_van(m.string[m.end() : m.end() + _NABIJ]) != Slots() for m in plekken)
    return volgt and not is_nederlands(plat)


def _labels(zinnen: Sequence[Zin], woorden: Berichtwoorden) -> list[str]:
    """What a message calls its cases with a letter or a number: "cliënt A"; those of the first such word."""
    tekst = "\n".join(zin.tekst for zin in zinnen)
    eerste = next(woorden.gevalsnamen.vind(vouw_even_lang(tekst)), [])
    nummers = [m.start("naam") for m in eerste if m["naam"]]
    einden = [m.end("nummer") for m in eerste if m["naam"]]
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


def _plekken(tekst: str, namen: Sequence[str]) -> list[_Plek]:
    """Where the names stand; those that are joined as one."""
    los = [
        _Plek(m.start(), m.end(), frozenset({naam}))
        for naam in namen
        for m in re.finditer(
            rf"(?<![\w’'-]){re.escape(naam)}(?:['’]?s)?(?![\w-])", tekst, re.IGNORECASE * (" " in naam)
        )
    ]
    uit: list[_Plek] = []
    for plek in sorted(los, key=lambda p: p.begin):
        if uit and _SAMEN.fullmatch(tekst[uit[-1].eind : plek.begin]):
            uit[-1] = _Plek(uit[-1].begin, plek.eind, uit[-1].wie | plek.wie)
        else:
            uit.append(plek)
    return uit


# --- what is of whom ------------------------------------------------------------------------------------------------


def _verdeeld(
    zinnen: Sequence[Zin], tekst: str, namen: Sequence[str], woorden: Berichtwoorden
) -> tuple[tuple[tuple[_Stuk, ...], ...], tuple[frozenset[str], ...]]:
    """Per sentence its parts that are of some of the children, and who is named in it."""
    allen = frozenset(namen)
    plekken = [_plekken(zin.tekst, namen) for zin in zinnen]
    feiten = [n for n, zin in enumerate(zinnen) if plekken[n] and not zin.vraag]
    laatste = max(feiten, default=-1)
    verst = max((b - a for a, b in pairwise(feiten)), default=1)
    uit: list[tuple[_Stuk, ...]] = []
    nu: frozenset[str] = frozenset()
    for n, zin in enumerate(zinnen):
        plat = vouw(zin.tekst)
        if plekken[n]:
            stukken = _in_zin(zin, plekken[n], allen, woorden)
            nu = stukken[-1].wie if stukken and not zin.vraag else nu if zin.vraag else frozenset()
            uit.append(tuple(stukken))
            continue
        onder = n > 0 and _zelfde_regel(zinnen[n - 1], zin, tekst)
        wijst = bool(woorden.wijst_naar_kind.match(plat))
        erna = n < laatste or n - laatste < verst
        hoort = nu and not zin.vraag and not woorden.meer_gevallen.search(plat) and (wijst or (onder and erna))
        nu = nu if hoort or zin.vraag else frozenset()
        uit.append((_Stuk(0, len(zin.tekst), nu),) if hoort and nu != allen else ())
    return tuple(uit), tuple(frozenset[str]().union(*(p.wie for p in rij)) for rij in plekken)


def _zelfde_regel(vorige: Zin, zin: Zin, tekst: str) -> bool:
    """Whether two sentences stand in one line."""
    plek = tekst.find(vorige.tekst)
    tot = tekst.find(zin.tekst, plek + len(vorige.tekst)) if plek >= 0 else -1
    return tot >= 0 and "\n" not in tekst[plek + len(vorige.tekst) : tot]


def _in_zin(zin: Zin, plekken: Sequence[_Plek], allen: frozenset[str], woorden: Berichtwoorden) -> list[_Stuk]:
    """The parts of a sentence that names children."""
    tekst, plat = zin.tekst, vouw_even_lang(zin.tekst)
    if zin.vraag and not any(_feiten(tekst[a.eind : b.begin]) for a, b in pairwise(plekken)):
        return []
    grenzen = [_begin(tekst, vorige, plek) for vorige, plek in pairwise(plekken)]
    aanlopen = [tekst[a : p.begin] for a, p in zip(grenzen, plekken[1:], strict=True)]
    eigen_aanloop = len(plekken) == 1 or any(
        _feiten(a) or len(re.findall(r"\w+", a)) > _MET_VOORZETSEL for a in aanlopen
    )
    voorzetsel = _VOORZETSEL.search(tekst, 0, plekken[0].begin)
    begin_naam = voorzetsel.start() if voorzetsel else plekken[0].begin
    eerste = _eerste(tekst, plekken[0], woorden) if eigen_aanloop else begin_naam
    begin = [eerste, *grenzen]
    slot = _slot(zin, plat, plekken, begin, woorden)
    einden = [*grenzen, max(slot, plekken[-1].eind)]
    return [_Stuk(a, b, p.wie) for a, b, p in zip(begin, einden, plekken, strict=True) if p.wie != allen]


def _eerste(tekst: str, plek: _Plek, woorden: Berichtwoorden) -> int:
    """Where the clause of the first name begins: what another clause says before it is of all."""
    for m in reversed([*_SCHEIDT.finditer(tekst, 0, plek.begin)]):
        voor = vouw(tekst[: m.start()])
        if m[0] == ":" or (woorden.persoonsvorm.search(voor) and len(tekst[m.end() : plek.begin].split()) <= 2):
            return m.end()
    return 0


def _begin(tekst: str, vorige: _Plek, plek: _Plek) -> int:
    """Where the clause of a next name begins."""
    teken = next(reversed([*_SCHEIDT.finditer(tekst, vorige.eind, plek.begin)]), None)
    if teken is None or len(tekst[teken.end() : plek.begin].split()) > _VERSTE_AANLOOP:
        return plek.begin
    return teken.start()


def _slot(zin: Zin, plat: str, plekken: Sequence[_Plek], begin: Sequence[int], woorden: Berichtwoorden) -> int:
    """Where what is told of the last of the names ends: what follows is of all of them."""
    tekst, laatste = zin.tekst, plekken[-1]
    vraagt = woorden.vraagt_nu.search(plat, laatste.eind)
    eind = vraagt.start() if vraagt else len(tekst)
    haakjes = [_HAAKJES.match(tekst, p.eind) for p in plekken]
    if len(plekken) > 1 and all(haakjes) and haakjes[-1]:
        tussen = [tekst[h.end() : b] for h, b in zip(haakjes, begin[1:], strict=False) if h]
        if not any(re.search(r"\w", t) for t in tussen):
            return haakjes[-1].end()
    if len(plekken) > 1 and (zin.vraag or woorden.meer_gevallen.search(plat, laatste.eind)):
        soorten = frozenset[str]().union(*(_feiten(tekst[a:b]) for a, b in pairwise(begin)))
        alles = _feiten(tekst[laatste.begin : eind]) & soorten
        grenzen = [laatste.eind + w.end() for w in re.finditer(r"\S+", tekst[laatste.eind : eind])]
        return next((g for g in [laatste.eind, *grenzen] if _voldoet(tekst[begin[-1] : g], alles, tekst, g)), eind)
    return eind


def _voldoet(stuk: str, soorten: frozenset[str], tekst: str, grens: int) -> bool:
    """Whether a part tells all those kinds, and no value goes on behind it ("duurzaam" of "duurzaam zwaar")."""
    if not soorten <= _feiten(stuk):
        return False
    verder = f"{stuk} {' '.join(tekst[grens:].split()[:3])}"
    zelf, dan = slots_van(stuk), slots_van(verder)
    return all(_waarde(zelf, soort) == _waarde(dan, soort) for soort in soorten)


def _feiten(tekst: str) -> frozenset[str]:
    """The kinds of facts that a text gives; a number in thousands is an amount, whatever it is the amount of."""
    slots = slots_van(tekst)
    bedrag = {"bedragen"} if _GETAL.search(tekst) else set[str]()
    return frozenset(soort for soort in SOORTEN if getattr(slots, soort)) | bedrag


def _eigen(zinnen: Sequence[Zin], stukken: Sequence[Sequence[_Stuk]], naam: str) -> str:
    """What is told of one child."""
    paren = zip(zinnen, stukken, strict=True)
    return ". ".join(zin.tekst[s.begin : s.eind] for zin, rij in paren for s in rij if naam in s.wie)


def _verteld(tekst: str) -> tuple[object, ...]:
    """The facts of a text."""
    slots = slots_van(tekst)
    return (*(_waarde(slots, soort) for soort in SOORTEN), *_GETAL.findall(tekst))


def _waarde(slots: Slots, soort: str) -> object:
    """A fact without the place where it stands."""
    return tuple((d.dag, d.maand, d.jaar) for d in slots.datums) if soort == "datums" else getattr(slots, soort)


def met_dag(zin: Zin, eerder: Sequence[Zin], woorden: Berichtwoorden) -> Zin:
    """A sentence with the day that it says is the same as that of another child."""
    m = woorden.zelfde_dag.search(vouw_even_lang(zin.tekst))
    if m is None:
        return zin
    for voor in (replace(zin, tekst=zin.tekst[: m.start()]), *reversed(eerder)):
        if dagen := vind_datums(vouw_even_lang(voor.tekst)):
            dag = voor.tekst[dagen[-1].begin : dagen[-1].eind]
            return replace(zin, tekst=f"{zin.tekst[: m.start()]}{dag}{zin.tekst[m.end() :]}")
    return zin
