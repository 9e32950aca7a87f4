"""What a sentence binds together: its values and the words that exclude each other, each to the words around it.

A sentence by a model is borne by one sentence of its source: that one must have every value and every such word, bound
to the same words, and what narrows it (`alleen`, `hoogstens`, `tenzij`) may not be left out. Pure functions of text,
the words in `knowledge/woordenschat/bewijs.yaml` and the headings of the articles; a rewording that can't be followed
is refused, which costs words only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.library import kennis_passages
from assistant.proof.claims import stammen, vondsten, zinnen, zonder_markers
from knowledge.folding import vouw
from knowledge.proof_words import laad_bewijswoorden

OMGEVING = 4
"""How many parts away a part still belongs to a word or value."""
GEDEKT = 0.5
"""Share of the words of a sentence, and of each of its clauses, that the sentence that bears it must have."""
SPELING = 0.2
"""How much less than the best a sentence of the source may have of these words to bear them."""
BEPERKT = 3
"""Parts on either side of a restriction that say what is restricted."""
TERM = 5
"""Letters from which a stem of a heading is a term that may not take the place of another."""
_WAARDE = "waarde"
_BEPERKING = "beperking"
_NIET = "niet"
_WOORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LIJSTITEM = re.compile(r"^\s*(?:[-*]|\d+\.)\s+")
_VOOR_DATUM = re.compile(r"([a-z]+)\s+(?:de\s+|het\s+)?$")
_DEEL = re.compile(r"[;:()–]|,(?!\d)|\s-\s|\ben\b|\bof\b")
_NEVEN = re.compile(r"[\s,]*(?:en|of)?(?:\s+(?:de|het|een|bij|met|segment|profiel))*\s*")


@dataclass(frozen=True)
class Deel:
    """A part of a sentence that means something: an exact value, a word of a kind, or another word.

    Attributes:
        soort: `waarde`, `beperking`, a kind of `kenmerken`, or empty for any other word.
        sleutels: the value in its spellings, the value of the kind, or the stem.
        begin: where it stands in the folded text.
        eind: where it ends.
        bewijst: what it proves beside that: a date its year.
    """

    soort: str
    sleutels: frozenset[str]
    begin: int
    eind: int
    bewijst: frozenset[str] = frozenset()

    def is_in(self, bron: Deel) -> bool:
        """Whether a part of the source says this."""
        return self.soort == bron.soort and not self.sleutels.isdisjoint(bron.sleutels | bron.bewijst)


@dataclass(frozen=True)
class Zinsbeeld:
    """A sentence in parts, in order; `kop` has the parts of what stands above it."""

    tekst: str
    delen: tuple[Deel, ...]
    kop: tuple[Deel, ...] = ()

    @property
    def woorden(self) -> frozenset[str]:
        """The words that say what it is about."""
        return _woorden(self.delen)


def plat_van(tekst: str) -> str:
    """The text folded, without markers; words that only their accents tell apart are written out."""
    for woord, ander in laad_bewijswoorden().met_accent.items():
        tekst = re.sub(rf"(?i)(?<!\w){woord}(?!\w)", ander, tekst)
    return vouw(zonder_markers(tekst))


@lru_cache(maxsize=16384)
def delen_van(tekst: str) -> tuple[Deel, ...]:
    """The parts of a sentence, in order."""
    woorden = laad_bewijswoorden()
    plat = plat_van(tekst)
    uit: list[Deel] = []
    for vondst in vondsten(plat):
        uit.append(Deel(_WAARDE, vondst.waarden, vondst.begin, vondst.eind, _jaar(vondst.waarden)))
        voor = _VOOR_DATUM.search(plat[: vondst.begin]) if any(w.startswith("d:") for w in vondst.waarden) else None
        if voor and voor[1] in woorden.bij_datum:
            uit.append(Deel("tijd", frozenset({woorden.bij_datum[voor[1]]}), voor.start(1), voor.end(1)))
    rest = _zonder(plat, uit)
    soorten = {**woorden.kenmerken, _BEPERKING: woorden.beperkingen}
    for soort, waarde, vorm in ((soort, *w) for soort, waarden in soorten.items() for w in waarden.items()):
        nieuw = [Deel(soort, frozenset({waarde}), *m.span()) for m in vorm.finditer(rest)]
        uit += nieuw
        rest = _zonder(rest, nieuw)
    nieuw = [Deel(_NIET, frozenset({_NIET}), *m.span()) for m in woorden.ontkenning.finditer(rest)]
    uit += nieuw
    for m in _WOORD.finditer(_zonder(rest, nieuw)):
        if m[0] not in woorden.neutraal and (stam := stammen(m[0])):
            uit.append(Deel("", stam, *m.span()))
    return tuple(sorted(uit, key=lambda d: d.begin))


def _jaar(waarden: frozenset[str]) -> frozenset[str]:
    return frozenset(f"g:{w[2:6]}" for w in waarden if w.startswith("d:") and len(w) == 12)


def _zonder(plat: str, delen: Iterable[Deel]) -> str:
    letters = list(plat)
    for deel in delen:
        letters[deel.begin : deel.eind] = " " * (deel.eind - deel.begin)
    return "".join(letters)


def beelden(tekst: str, kop: str = "") -> Iterator[Zinsbeeld]:
    """The sentences of a text; an item of a list also with what introduces it, and the list as one."""
    boven = delen_van(kop) if kop else ()
    inleiding, lijst = "", list[str]()
    for regel in [*tekst.splitlines(), ""]:
        item = _LIJSTITEM.match(regel)
        if item and inleiding:
            los = regel[item.end() :].strip()
            lijst.append(los)
            yield _beeld(f"{inleiding} {los}", boven)
            continue
        if lijst and regel.strip():
            yield _beeld(" ".join([inleiding, *lijst]), boven)
            inleiding, lijst = "", []
        for zin in zinnen(regel):
            yield _beeld(_LIJSTITEM.sub("", zin), boven)
            inleiding = zin if zin.rstrip().endswith(":") else ""
    if lijst:
        yield _beeld(" ".join([inleiding, *lijst]), boven)


def _beeld(zin: str, boven: tuple[Deel, ...]) -> Zinsbeeld:
    return Zinsbeeld(plat_van(zin), delen_van(zin), boven)


# --- holding one sentence against another ------------------------------------------------------------------


def losgeraakt(zin: str, bronnen: Iterable[Zinsbeeld]) -> str | None:
    """Why no sentence of the source bears this one with everything bound as it is there; None when one does."""
    kern = laad_bewijswoorden().aanlopen.sub("", plat_van(zin), count=1)
    eigen = Zinsbeeld(kern, delen_van(kern))
    gedekt = sorted(((_dekking(eigen.woorden, bron), bron) for bron in bronnen), key=lambda d: -d[0])
    eerste = "geen zin van de bron zegt dit"
    for nummer, (dekking, bron) in enumerate(gedekt):
        if dekking < max(GEDEKT, gedekt[0][0] - SPELING):
            break
        reden = _bezwaar(eigen, bron)
        if reden is None:
            return None
        eerste = reden if not nummer else eerste
    return eerste


def _woorden(delen: Iterable[Deel]) -> frozenset[str]:
    return frozenset(s for d in delen if not d.soort for s in d.sleutels)


def _dekking(woorden: frozenset[str], bron: Zinsbeeld) -> float:
    return len(woorden & (bron.woorden | _woorden(bron.kop))) / len(woorden) if woorden else 1.0


def _bezwaar(zin: Zinsbeeld, bron: Zinsbeeld) -> str | None:
    gezegd = bron.woorden | _woorden(bron.kop)
    if vreemd := sorted(_termen() & zin.woorden - gezegd):
        return f"over {vreemd[0]!r} zegt de zin van de bron niets"
    for stuk in _stukken(zin):
        if (woorden := _woorden(stuk)) and _dekking(woorden, bron) < GEDEKT:
            return "de bron zegt een deel van de zin niet"
    for soort in dict.fromkeys(d.soort for d in zin.delen if d.soort not in {"", _NIET}):
        if reden := _los_in_soort(soort, zin, bron):
            return reden
    return _weggelaten(zin, bron)


@lru_cache(maxsize=1)
def _termen() -> frozenset[str]:
    """Stems of what the articles are about: the words of their headings, but for those that say it in other words."""
    woorden = laad_bewijswoorden()
    koppen = (passage.section for passage in kennis_passages())
    zegswijzen = frozenset().union(*(stammen(w) for w in woorden.zegswijzen))
    return frozenset(d for kop in koppen for d in _woorden(delen_van(kop)) if len(d) >= TERM) - zegswijzen


def _stukken(zin: Zinsbeeld) -> Iterator[list[Deel]]:
    """The parts of each clause."""
    grenzen = [m.start() for m in _DEEL.finditer(zin.tekst)]
    grenzen += [m.start() for m in laad_bewijswoorden().scheiding.finditer(zin.tekst)]
    begin = 0
    for eind in [*sorted(grenzen), len(zin.tekst)]:
        yield [d for d in zin.delen if begin <= d.begin < eind]
        begin = eind


def _los_in_soort(soort: str, zin: Zinsbeeld, bron: Zinsbeeld) -> str | None:
    """What of one kind is not in the source sentence, or is bound to other words there."""
    hier, daar = [d for d in zin.delen if d.soort == soort], [d for d in bron.delen if d.soort == soort]
    if not daar:
        daar = [d for d in bron.kop if d.soort == soort]
        mist = [d for d in hier if not any(d.is_in(ander) for ander in daar)]
        if mist:
            return f"{soort} {_naam(mist[0])}: niet in de zin van de bron"
        return None if _in_volgorde(hier, daar) else f"{soort}: in de bron in een andere volgorde"
    if len(hier) > 1 and len(hier) == len(daar) and _in_volgorde(hier, daar):
        return None
    gelijk = False
    for deel in hier:
        zelfde = [_nabij(zin, deel, bron, ander) for ander in daar if deel.is_in(ander)]
        anders = [_nabij(zin, deel, bron, a, _verte(deel, a)) for a in daar if not deel.is_in(a)]
        if not zelfde:
            return f"{soort} {_naam(deel)}: niet in de zin van de bron"
        if sum(d.sleutels == deel.sleutels for d in hier) > len(zelfde):
            return f"{soort} {_naam(deel)}: vaker dan in de bron"
        if anders and max(anders) > max(zelfde):
            return f"{soort} {_naam(deel)}: in de bron bij iets anders"
        gelijk = gelijk or bool(anders and max(anders) == max(zelfde))
    if gelijk and not _in_volgorde(hier, daar) and not _nevengeschikt(daar, bron):
        return f"{soort}: in de bron in een andere volgorde"
    return None


def _naam(deel: Deel) -> str:
    return repr(max(deel.sleutels, key=len).removeprefix("g:").removeprefix("d:").removeprefix("e:").removeprefix("c:"))


def _verte(deel: Deel, ander: Deel) -> int:
    """How far around two parts is looked for the same; values of two kinds are mixed up only side by side."""
    soorten = [{w[:2] + w.partition(" ")[2] for w in d.sleutels if d.soort == _WAARDE} for d in (deel, ander)]
    return OMGEVING if not any(soorten) or soorten[0] & soorten[1] else 1


def _nabij(zin: Zinsbeeld, deel: Deel, bron: Zinsbeeld, ander: Deel, ver_weg: int = OMGEVING) -> float:
    """How much the same stands around a part here and one there; what is near counts most."""
    rond_hier, rond_daar = ([r for r in rond if r[1] <= ver_weg] for rond in (_rond(zin, deel), _rond(bron, ander)))
    return sum(
        max((1 / max(ver, afstand) for buur, afstand in rond_daar if naast.is_in(buur)), default=0.0)
        for naast, ver in rond_hier
    )


@lru_cache(maxsize=16384)
def _rond(zin: Zinsbeeld, deel: Deel) -> tuple[tuple[Deel, int], ...]:
    """The parts of other kinds around a part, with how far away they are."""
    plek = zin.delen.index(deel)
    uit = []
    for kant in (zin.delen[plek + 1 :], zin.delen[:plek][::-1]):
        uit += [(buur, nr) for nr, buur in enumerate(kant[:OMGEVING], 1) if buur.soort != deel.soort or not buur.soort]
    return tuple(uit)


def _in_volgorde(hier: list[Deel], daar: list[Deel]) -> bool:
    """Whether the parts here come in the order of those there."""
    rest = iter(daar)
    return all(any(deel.is_in(ander) for ander in rest) for deel in hier)


def _nevengeschikt(daar: list[Deel], bron: Zinsbeeld) -> bool:
    """Whether these are only listed there, so that any order says the same."""
    return all(_NEVEN.fullmatch(bron.tekst[a.eind : b.begin]) for a, b in pairwise(daar))


def _weggelaten(zin: Zinsbeeld, bron: Zinsbeeld) -> str | None:
    """A restriction of the source sentence that is gone here, or the "from" or "until" of what stands here."""

    anders = laad_bewijswoorden().ook_beperkend

    def staat_hier(delen: tuple[Deel, ...]) -> bool:
        return bool(delen) and all(any(hier.is_in(deel) for hier in zin.delen) for deel in delen)

    for plek, deel in enumerate(bron.delen):
        if deel.soort not in {"tijd", _BEPERKING} or any(hier.is_in(deel) for hier in zin.delen):
            continue
        if any((vorm := anders.get(sleutel)) and vorm.search(zin.tekst) for sleutel in deel.sleutels):
            continue
        voor, na = bron.delen[max(0, plek - BEPERKT) : plek], bron.delen[plek + 1 : plek + 1 + BEPERKT]
        weg = staat_hier(na[:1]) if deel.soort == "tijd" else staat_hier(voor) or staat_hier(na)
        if weg:
            return f"{deel.soort} {_naam(deel)}: weggelaten"
    return None
