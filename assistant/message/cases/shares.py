"""What of each sentence is of whom, where children are named again and again.

What stands between two names is of the first of them; what speaks of all is of all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from assistant.message.cases.facts import soorten_in, waarde
from assistant.message.sentences import Zin
from assistant.reading.days.dates import vind_datums
from assistant.reading.told import slots_van
from knowledge.folding import vouw, vouw_even_lang
from knowledge.message_words import Berichtwoorden

_SAMEN = re.compile(r"\s*(?:,|&|/|,?\s+en|,?\s+and)\s*(?:(?:voor|van|bij|met|for)\s+)?")
_SCHEIDT = re.compile(r"[,;:.]|\b(?:en|and|maar|but|terwijl|while)\b")
_HAAKJES = re.compile(r"\s*\([^()]*\)")
_VOORZETSEL = re.compile(r"(?i)\b(?:(?:voor|van|bij|met|for|of)\s+(?:(?:de|het|the)\s+)?|(?:de|het|the)\s+)$")
_VERBINDT = re.compile(r"^[\s,;]*(?:(?:en|and|maar|but|terwijl|while)\b\s*)?")
OPSOMTEKEN = re.compile(r"\s*(?:[-*•·–]|\(?\w{1,2}[.):])\s")
_MET_VOORZETSEL = 2
"""So many words can stand before a name without telling anything: "en voor"."""
_VERSTE_AANLOOP = 7
"""So many words at most stand between the begin of a clause and the name in it."""


_GEVAL = frozenset({"profielen", "intensiteiten", "codes"})
"""A question with one of these and one name is of that child alone."""


@dataclass(frozen=True)
class Genoemd:
    """Where one name stands, or more that are joined ("Daan en Sofie")."""

    begin: int
    eind: int
    wie: frozenset[str]


@dataclass(frozen=True)
class Deel:
    """A part of a sentence that is of some of the children only."""

    begin: int
    eind: int
    wie: frozenset[str]


def deel_van(zin: Zin, delen: Sequence[Deel], naam: str | None) -> Zin | None:
    """A sentence without its parts that are of others (of any, without a name); None when nothing is left."""
    tekst = zin.tekst
    for deel in reversed(delen):
        if naam not in deel.wie:
            tekst = f"{tekst[: deel.begin].rstrip()} {_VERBINDT.sub('', tekst[deel.eind :], count=1)}"
    tekst = re.sub(r"^[\s,;:.]+|[\s,;:]+(?:en|and)?[\s,;:]*$", "", tekst)
    if tekst == zin.tekst or re.search(r"\w", OPSOMTEKEN.sub("", tekst, count=1)):
        return replace(zin, tekst=tekst)
    return None


@lru_cache(maxsize=512)
def _waar(naam: str) -> re.Pattern[str]:
    """Where a name stands; one of more words or without a capital in any letters."""
    vrij = re.IGNORECASE if " " in naam or naam.islower() else re.RegexFlag(0)
    return re.compile(rf"(?<![\w’'-]){re.escape(naam)}(?:['’]?s)?(?![\w-])", vrij)


def genoemd_in(tekst: str, namen: Sequence[str]) -> list[Genoemd]:
    """Where the names stand; those that are joined as one."""
    los = [Genoemd(m.start(), m.end(), frozenset({naam})) for naam in namen for m in _waar(naam).finditer(tekst)]
    uit: list[Genoemd] = []
    for plek in sorted(los, key=lambda p: p.begin):
        if uit and _SAMEN.fullmatch(tekst[uit[-1].eind : plek.begin]):
            uit[-1] = Genoemd(uit[-1].begin, plek.eind, uit[-1].wie | plek.wie)
        else:
            uit.append(plek)
    return uit


def verdeeld(
    zinnen: Sequence[Zin], tekst: str, namen: Sequence[str], woorden: Berichtwoorden
) -> tuple[tuple[tuple[Deel, ...], ...], tuple[frozenset[str], ...]]:
    """Per sentence its parts that are of some of the children, and who is named in it."""
    allen = frozenset(namen)
    plekken = [genoemd_in(zin.tekst, namen) for zin in zinnen]
    feiten = [n for n, zin in enumerate(zinnen) if plekken[n] and not zin.vraag]
    laatste = max(feiten, default=-1)
    verst = max((b - a for a, b in pairwise(feiten)), default=1)
    uit: list[tuple[Deel, ...]] = []
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
        uit.append((Deel(0, len(zin.tekst), nu),) if hoort and nu != allen else ())
    return tuple(uit), tuple(frozenset[str]().union(*(p.wie for p in rij)) for rij in plekken)


def _zelfde_regel(vorige: Zin, zin: Zin, tekst: str) -> bool:
    """Whether two sentences stand in one line."""
    plek = tekst.find(vorige.tekst)
    tot = tekst.find(zin.tekst, plek + len(vorige.tekst)) if plek >= 0 else -1
    return tot >= 0 and "\n" not in tekst[plek + len(vorige.tekst) : tot]


def _in_zin(zin: Zin, plekken: Sequence[Genoemd], allen: frozenset[str], woorden: Berichtwoorden) -> list[Deel]:
    """The parts of a sentence that names children."""
    tekst, plat = zin.tekst, vouw_even_lang(zin.tekst)
    if zin.vraag and len(plekken) == 1 and soorten_in(tekst) & _GEVAL:
        return [Deel(0, len(tekst), plekken[0].wie)] if plekken[0].wie != allen else []
    if zin.vraag and not any(soorten_in(tekst[a.eind : b.begin]) for a, b in pairwise(plekken)):
        return []
    grenzen = [_begin(tekst, vorige, plek) for vorige, plek in pairwise(plekken)]
    aanlopen = [tekst[a : p.begin] for a, p in zip(grenzen, plekken[1:], strict=True)]
    eigen_aanloop = len(plekken) == 1 or any(
        soorten_in(a) or len(re.findall(r"\w+", a)) > _MET_VOORZETSEL for a in aanlopen
    )
    voorzetsel = _VOORZETSEL.search(tekst, 0, plekken[0].begin)
    begin_naam = voorzetsel.start() if voorzetsel else plekken[0].begin
    eerste = _eerste(tekst, plekken[0], woorden) if eigen_aanloop else begin_naam
    begin = [eerste, *grenzen]
    slot = _slot(zin, plat, plekken, begin, woorden)
    einden = [*grenzen, max(slot, plekken[-1].eind)]
    return [Deel(a, b, p.wie) for a, b, p in zip(begin, einden, plekken, strict=True) if p.wie != allen]


def _eerste(tekst: str, plek: Genoemd, woorden: Berichtwoorden) -> int:
    """Where the clause of the first name begins: what another clause says before it is of all."""
    for m in reversed([*_SCHEIDT.finditer(tekst, 0, plek.begin)]):
        voor = vouw(tekst[: m.start()])
        if m[0] == ":" or (woorden.persoonsvorm.search(voor) and len(tekst[m.end() : plek.begin].split()) <= 2):
            return m.end()
    return 0


def _begin(tekst: str, vorige: Genoemd, plek: Genoemd) -> int:
    """Where the clause of a next name begins."""
    teken = next(reversed([*_SCHEIDT.finditer(tekst, vorige.eind, plek.begin)]), None)
    if teken is None or len(tekst[teken.end() : plek.begin].split()) > _VERSTE_AANLOOP:
        return plek.begin
    return teken.start()


def _slot(zin: Zin, plat: str, plekken: Sequence[Genoemd], begin: Sequence[int], woorden: Berichtwoorden) -> int:
    """Where what is told of the last of the names ends: what follows is of all of them."""
    tekst, laatste = zin.tekst, plekken[-1]
    vraagt = woorden.vraagt_nu.search(plat, laatste.eind)
    eind = vraagt.start() if vraagt else len(tekst)
    haakjes = [_HAAKJES.match(tekst, p.eind) for p in plekken]
    if len(plekken) > 1 and all(haakjes) and haakjes[-1]:
        tussen = [tekst[h.end() : b] for h, b in zip(haakjes, begin[1:], strict=False) if h]
        if not any(re.search(r"\w", t) for t in tussen):
            return haakjes[-1].end()
    meer = zin.vraag or woorden.meer_gevallen.search(plat, laatste.eind)
    if len(plekken) > 1 and (meer or _in_een_rij(tekst, plat, plekken, begin, woorden)):
        soorten = frozenset[str]().union(*(soorten_in(tekst[a:b]) for a, b in pairwise(begin)))
        alles = soorten_in(tekst[laatste.begin : eind]) & soorten
        grenzen = [laatste.eind + w.end() for w in re.finditer(r"\S+", tekst[laatste.eind : eind])]
        return next((g for g in [laatste.eind, *grenzen] if _voldoet(tekst[begin[-1] : g], alles, tekst, g)), eind)
    return eind


def _in_een_rij(
    tekst: str, plat: str, plekken: Sequence[Genoemd], begin: Sequence[int], woorden: Berichtwoorden
) -> bool:
    """Whether the names stand in a row without verbs, with facts of one kind: "Jan profiel 1, Piet profiel 6, …"."""
    if woorden.gevalswerkwoord.search(plat, plekken[0].eind):
        return False
    eerder = {soorten_in(tekst[a:b]) for a, b in pairwise(begin)}
    return len(eerder) == 1 and bool(next(iter(eerder))) and next(iter(eerder)) < soorten_in(tekst[begin[-1] :])


def _voldoet(stuk: str, soorten: frozenset[str], tekst: str, grens: int) -> bool:
    """Whether a part tells all those kinds, and no value goes on behind it ("duurzaam" of "duurzaam zwaar")."""
    if not soorten <= soorten_in(stuk):
        return False
    verder = f"{stuk} {' '.join(tekst[grens:].split()[:3])}"
    zelf, dan = slots_van(stuk), slots_van(verder)
    ook = ("nieuw_profiel", "intensiteit_naar")
    return all(waarde(getattr(zelf, soort)) == waarde(getattr(dan, soort)) for soort in (*soorten, *ook))


def eigen_tekst(zinnen: Sequence[Zin], stukken: Sequence[Sequence[Deel]], naam: str) -> str:
    """What is told of one child."""
    paren = zip(zinnen, stukken, strict=True)
    return ". ".join(zin.tekst[s.begin : s.eind] for zin, rij in paren for s in rij if naam in s.wie)


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
