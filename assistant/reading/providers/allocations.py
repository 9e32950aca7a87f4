"""Who delivers which allocation, out of what people tell: each segment in order, with its provider where that is sure.

Every sentence is read by its signs (`marks`): a provider belongs to the segment in its part of the sentence,
else to the nearest. What is put right takes the place of what was said before; what two things are said of stays open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from assistant.reading.providers.changes import verteld_aantal
from assistant.reading.providers.doubt import spreekt_gemeente, voorbehoud
from assistant.reading.providers.later import LatereBeurt, levert_iets
from assistant.reading.providers.links import is_nagekomen, koppel, opsomming, vaag_in_rij
from assistant.reading.providers.marks import ANDER, DIE, ENE, ONS, ZELFDE, Teken, Zin, lees_zinnen
from assistant.reading.providers.names import TUSSENVOEGSELS, Naam, soorten, vind_namen
from assistant.reading.providers.put_right import kale_verbetering, zoals_verbeterd
from assistant.reading.providers.rows import PAAR, Rij, Stand
from knowledge.folding import vouw_even_lang
from knowledge.provider_words import laad_aanbiederwoorden

_LIJKT = 6
"""Letters from which two names that differ by one may be the same."""
_ZELFDE_ZIN = 25
"""Signs of a sentence from which it says the same when it comes back."""
_MAAR = re.compile(r"\s*(?:\w+\s*){0,2},?\s*(?:maar|but)\s+(?:\w+\s+){0,2}\w*\s*")
_VERBETERD = 30
"""Signs within which something takes the place of what was put right."""


@dataclass(frozen=True)
class Toewijzing:
    """An allocation that is told of.

    Attributes:
        segment: of which segment.
        aanbieder: who delivers it.
        open: whether it is told that nobody knows who does.
        weg: whether it is told that who did stops, and not who does now: then one is left of two.
    """

    segment: str
    aanbieder: str | None
    open: bool = False
    weg: bool = False


@lru_cache(maxsize=512)
def lees_toewijzingen(beurten: tuple[str, ...]) -> tuple[Toewijzing, ...]:
    """The allocations that the turns of a conversation tell of, in order.

    Args:
        beurten: what the user said, as typed, oldest first; a later turn changes what an earlier one told.
    """
    verbeterd = [zoals_verbeterd(beurt) for beurt in beurten]
    beurten = tuple(beurt for beurt, _ in verbeterd)
    bezwaar = voorbehoud(beurten)
    if bezwaar == "niet":
        return ()
    bezwaar = bezwaar if all(zeker for _, zeker in verbeterd) else "open"
    lezer = _Lezer(spreekt_gemeente(beurten))
    for nummer, beurt in enumerate(_zonder_herhaald(beurten)):
        zinnen, namen = lees_zinnen(beurt, lezer.bekend)
        if nummer and (wie := kale_verbetering(beurt)) and lezer.verbeter_wie(*wie):
            continue
        lezer.lees(nummer, zinnen, namen, verteld_aantal(beurt))
    gelezen = lezer.toewijzingen()
    return tuple(Toewijzing(t.segment, None, True, t.weg) for t in gelezen) if bezwaar else gelezen


def _zonder_herhaald(beurten: Sequence[str]) -> list[str]:
    """The turns without those whose story stands in a later one as well."""

    def staat_in(een: str, ander: str) -> bool:
        return any(len(zin) > _ZELFDE_ZIN and zin in ander for zin in re.split(r"(?<=[.?!])\s+|\n+", een))

    return [b for i, b in enumerate(beurten) if not any(staat_in(b, later) for later in beurten[i + 1 :])]


class _Lezer:
    """Reads sentence by sentence what it adds to the allocations, or changes of them."""

    def __init__(self, gemeente: bool) -> None:
        self._stand = Stand(gemeente)
        self._later = LatereBeurt(self._stand)
        self._soorten: dict[str, set[tuple[str, str]]] = {}
        self._beurt = self._zin = 0
        self._laatste_wie: str | None = None
        self._mensen = False
        self._correctie = False
        self._spelling: dict[str, str] = {}
        self._anderen = 0

    @property
    def bekend(self) -> frozenset[str]:
        """The keys of the providers that were named."""
        return frozenset(self._spelling)

    # --- all of it ---------------------------------------------------------------------------------------------

    def lees(self, beurt: int, zinnen: Sequence[Zin], namen: Sequence[Naam], aantal: int | None = None) -> None:
        """One turn further; it may say how many allocations it asks about."""
        self._beurt = beurt
        eerder = [(r.segment, r.wie) for r in self._stand.rijen]
        for n in namen:
            self._soorten.setdefault(n.sleutel, set()).add(soorten(n.tekst))
            if len(n.tekst) > len(self._spelling.get(n.sleutel, "")):
                self._spelling[n.sleutel] = n.tekst
        if beurt:
            zinnen = self._later.verbeter([self._later.vervang(zin) for zin in zinnen])
            self._later.begin_opnieuw(zinnen, aantal)
        for zin in zinnen:
            self._zin += 1
            self._correctie = False
            self._lees_zin(zin)
        if beurt and eerder == [(r.segment, r.wie) for r in self._stand.rijen]:
            self._later.stel_anders(zinnen)

    def verbeter_wie(self, naam: str, alle: bool) -> bool:
        """Carry out a turn that only says who it is instead ("nee, Horizon"); not where it may tell who was missing."""
        if not self._stand.rijen or not (alle or all(r.wie for r in self._stand.rijen)):
            return False
        zin = f"bij {naam}."
        sleutel = next((n.sleutel for n in vind_namen(zin, vouw_even_lang(zin), self.bekend)), None)
        if sleutel is not None:
            self._spelling.setdefault(sleutel, naam)
        self._later.verbeter_wie(sleutel, alle=alle)
        return True

    def toewijzingen(self) -> tuple[Toewijzing, ...]:
        """What was read, each provider by the name that was given most fully."""
        over = [r for r in self._stand.rijen if r.wie or not r.weg]
        self._stand.rijen = over if len(over) >= PAAR else self._stand.rijen
        wie = [self._zeker(r) for r in self._stand.rijen]
        self._vul_ander(wie)
        namen = [self._naam(k, wie[:i]) for i, k in enumerate(wie)]
        return tuple(
            Toewijzing(r.segment, n, r.open, r.weg and n is None) for r, n in zip(self._stand.rijen, namen, strict=True)
        )

    def _zeker(self, rij: Rij) -> str | None:
        """Who delivers an allocation; of whom it is only told who does not, another one than all others."""
        if rij.open or rij.wie:
            return None if rij.open else rij.wie
        anderen = {r.wie for r in self._stand.rijen if r is not rij}
        return f"{ANDER}!" if rij.niet and anderen <= rij.niet else None

    def _vul_ander(self, wie: list[str | None]) -> None:
        """Of two of which the second is another's, the first has one too."""
        if len(wie) == 2 and wie.count(None) == 1 and any(k and k.startswith(ANDER) for k in wie):
            plek = wie.index(None)
            if not self._stand.rijen[plek].open:
                wie[plek] = ENE

    def _naam(self, sleutel: str | None, eerder: Sequence[str | None]) -> str | None:
        """How a provider is called; None where it looks like another without being it."""
        if sleutel is None or (sleutel == ONS and self._stand.gemeente) or self._soorten_botsen(sleutel):
            return None
        if any(_lijkt(sleutel, k) for k in eerder if k):
            return None
        if sleutel == ONS and self._stand.ons:
            return self._spelling.get(self._stand.ons, self._stand.ons)
        if sleutel.startswith("="):
            return laad_aanbiederwoorden().wie.benaming[sleutel.strip("=!")]
        return self._spelling.get(sleutel, sleutel)

    def _soorten_botsen(self, sleutel: str) -> bool:
        """Whether a name is called two kinds of provider, so that it may be that of two."""
        voor, na = ({s[i] for s in self._soorten.get(sleutel, ())} for i in (0, 1))
        return len(voor - {""}) > 1 or len(na) > 1

    # --- one sentence ------------------------------------------------------------------------------------------

    def _lees_zin(self, zin: Zin) -> None:
        w = laad_aanbiederwoorden()
        if self._beurt and self._later.haak_af(zin, self._beurt):
            return
        tekens = _niet_maar(zin, _zonder_verbeterde(zin, self._zonder_bijnaam(zin)))
        if self._beurt and not any(t.soort == "wie" and levert_iets(zin, t) for t in tekens):
            tekens = [t for t in tekens if t.soort != "alle"]  # "De Linde vindt het allebei goed"
        verbeterd = [m.end() for m in w.zekerheid.verbetert.finditer(zin.plat)]
        wat = [t for t in tekens if t.soort != "wie"]
        wie = [t for t in tekens if t.soort == "wie"]
        if self._verdeel(zin, wat, wie):
            self._onthoud(wie, zin)
            return
        paren = koppel(zin, wat, wie)
        bij = {i: vaag_in_rij(zin, p, wie, list(paren.values())) for i, p in paren.items()}
        for plek, t in enumerate(wat):
            self._correctie = any(v <= t.begin for v in verbeterd) and bool(self._stand.rijen)
            self._lees_teken(zin, t, bij.get(plek), wat)
        self._los(zin, wat, [p for p in wie if p not in paren.values()])
        self._afgelopen(zin, wat)
        if w.zekerheid.open.search(zin.plat):
            self._zet_open(wat)
        self._onthoud(wie, zin)

    def _verdeel(self, zin: Zin, wat: Sequence[Teken], wie: Sequence[Teken]) -> bool:
        """Read "X en Y leveren allebei B", "twee B's: X en Y" and "alle drie elders: X, Y en Z"; whether it is such."""
        if not opsomming(zin, wie):
            return False
        segmenten = [t for t in wat if t.soort == "segment"]
        alle = any(t.soort == "alle" for t in wat)
        if not segmenten and alle:
            plekken = list(range(len(self._stand.rijen))) if len(wie) == len(self._stand.rijen) else []
        elif len(segmenten) == 1 and (segmenten[0].aantal == len(wie) or (alle and segmenten[0].aantal == 1)):
            eigen = [i for i, r in enumerate(self._stand.rijen) if r.segment == segmenten[0].waarde]
            plekken = [i for i in eigen if self._stand.rijen[i].wie is None][: len(wie)]
            plekken += [self._maak(segmenten[0].waarde) for _ in range(len(wie) - len(plekken))]
        elif len(segmenten) == len(wie) and laad_aanbiederwoorden().wie.respectievelijk.search(zin.plat):
            plekken = [self._maak(t.waarde) for t in segmenten]
        else:
            return False
        for plek, p in zip(plekken, wie, strict=False):
            self._zet(self._stand.rijen[plek], p.waarde)
        self._stand.laatste = plekken or self._stand.laatste
        return True

    def _zonder_bijnaam(self, zin: Zin) -> list[Teken]:
        """The signs, without a name that says who "ons" is: "bij ons (Kindzorg Ceder)", "wij, Het Baken,"."""
        uit: list[Teken] = []
        for t in zin.tekens:
            vorige = uit[-1] if uit else None
            if vorige and vorige.soort == t.soort == "wie" and self._is_bijnaam(zin, vorige, t):
                self._stand.ons = t.waarde if vorige.waarde == ONS else vorige.waarde
                uit[-1] = Teken(
                    vorige.begin, t.eind, "wie", ONS, vorige.ervoor, niet=vorige.niet, misschien=vorige.misschien
                )
            else:
                uit.append(t)
        return [self._stand.als_ons(t) for t in uit]

    def _is_bijnaam(self, zin: Zin, een: Teken, ander: Teken) -> bool:
        ons = [t.waarde == ONS for t in (een, ander)]
        if sum(ons) != 1 or any(t.waarde.startswith("=") and t.waarde != ONS for t in (een, ander)):
            return False
        tussen, na = zin.tussen(een, ander), zin.plat[ander.eind :].lstrip()
        if tussen.strip() == "(":
            return True
        bijnaam = laad_aanbiederwoorden().wie.bijnaam
        return ons[0] and (tussen.strip() in bijnaam or (tussen.strip() == "," and na[:1] in (",", "(", "")))

    def _lees_teken(self, zin: Zin, t: Teken, wie: Teken | None, wat: Sequence[Teken]) -> None:
        """What one sign adds, with the provider that belongs to it."""
        if t.soort == "segment" and t.niet:
            self._weg(zin, t, wat)
            return
        ontkend = wie is not None and (wie.niet or self._niet_zelf(zin, t, wie))
        sleutel = self._sleutel(zin, wie, t) if wie else None
        plekken = self._plekken(zin, t, None if ontkend else sleutel)
        self._stand.laatste = plekken or self._stand.laatste
        for plek in plekken:
            rij = self._stand.rijen[plek]
            if ontkend and sleutel:
                self._zet_niet(zin, rij, sleutel, bool(wie and wie.vergeleken))
            elif wie is not None and (wie.misschien or sleutel is None):
                rij.open = rij.open or wie.misschien
            elif sleutel:
                self._zet(rij, sleutel)
        if sleutel and not ontkend and not sleutel.startswith(ANDER):
            self._laatste_wie = sleutel

    def _niet_zelf(self, zin: Zin, t: Teken, wie: Teken) -> bool:
        """Whether a provider that stands before an allocation is said after it not to deliver it."""
        if zin.vraagt or wie.ervoor:
            return False
        na = re.split(r"[,;:]", zin.plat[max(t.eind, wie.eind) :])[0]
        return bool(laad_aanbiederwoorden().zekerheid.niet_zelf.match(na.strip()))

    def _zet(self, rij: Rij, sleutel: str) -> None:
        """Give an allocation its provider; another than before only where it is put right or asked anew."""
        if sleutel in rij.niet or (rij.open and not self._vervangt(rij)) or (sleutel == ONS and self._stand.gemeente):
            return  # a municipality that "has" an allocation delivers none
        if rij.wie in (None, sleutel) or self._vervangt(rij):
            rij.wie, rij.open = sleutel, False
        else:
            rij.wie, rij.open = None, True

    def _zet_niet(self, zin: Zin, rij: Rij, sleutel: str, vergeleken: bool = False) -> None:
        """Who does not deliver an allocation; in a question ("mag het niet bij X?") that is not sure."""
        if zin.vraagt and rij.wie is None and not vergeleken:
            rij.open = True
        rij.niet.add(sleutel)
        rij.wie = None if rij.wie == sleutel else rij.wie

    def _vervangt(self, rij: Rij) -> bool:
        return self._correctie or rij.beurt < self._beurt

    # --- which allocations -------------------------------------------------------------------------------------

    def _plekken(self, zin: Zin, t: Teken, wie: str | None) -> list[int]:
        """The places of the allocations that a sign means; what is new is added."""
        if t.soort == "segment":
            return self._van_segment(zin, t, wie)
        if t.soort == "alle":
            return list(range(len(self._stand.rijen)))
        if t.soort == "laatste":
            return self._stand.laatste[-1:]
        if t.vorm == "nummer":
            return list(range(len(self._stand.rijen)))[int(t.waarde) - 1 : int(t.waarde)]
        laatste = self._stand.rijen[self._stand.laatste[0]].segment if self._stand.laatste else ""
        groep = [i for i, r in enumerate(self._stand.rijen) if r.segment == laatste]
        groep = groep if len(groep) > 1 else list(range(len(self._stand.rijen)))
        if t.soort == "deel":
            vrij = [i for i in groep if self._stand.rijen[i].wie is None]
            return vrij[: int(t.waarde)] if len(groep) > 1 else []
        rang = int(t.waarde)
        if len(groep) == 1 and self._stand.rijen[groep[0]].extra and rang < 3:
            return [self._voeg_voor(groep[0])] if rang == 1 else groep
        return groep[rang - 1 : rang] if len(groep) > 1 else []

    def _van_segment(self, zin: Zin, t: Teken, wie: str | None) -> list[int]:
        eigen = [i for i, r in enumerate(self._stand.rijen) if r.segment == t.waarde]
        if t.aantal > 1:
            while len(eigen) < t.aantal:
                eigen.append(self._maak(t.waarde))
                self._stand.rijen[-1].geteld = "gevraagd" if zin.vraagt else "verteld"
            return eigen
        if t.vorm == "meer" or not eigen:
            return eigen or ([] if t.vorm == "meer" else [self._maak(t.waarde, t.vorm in ("nieuw", "tweede"))])
        if len(eigen) == 1 and t.vorm in ("bepaald", "een") and self._stand.rijen[eigen[0]].extra:
            return [self._voeg_voor(eigen[0])]
        if (geteld := self._geteld(t, eigen)) is not None:
            return [geteld]
        bekend = self._bestaand(zin, t, wie, eigen)
        return [self._maak(t.waarde)] if bekend is None else bekend

    def _geteld(self, t: Teken, eigen: Sequence[int]) -> int | None:
        """The allocation that a sign tells of once more, where only their number was told: "twee keer V? X doet V"."""
        los = [
            i
            for i in eigen
            if self._stand.rijen[i].geteld and not (self._stand.rijen[i].wie or self._stand.rijen[i].open)
        ]
        if not los or self._stand.rijen[los[0]].zin == self._zin or t.vorm == "bepaald":
            return None
        samen = [self._stand.rijen[i] for i in eigen if self._stand.rijen[i].zin == self._stand.rijen[los[0]].zin]
        begonnen = any(not r.geteld for r in samen)
        if t.vorm in ("nieuw", "tweede") and not (begonnen or self._stand.rijen[los[0]].geteld == "gevraagd"):
            return None
        self._stand.rijen[los[0]].geteld = ""
        return los[0]

    def _bestaand(self, zin: Zin, t: Teken, wie: str | None, eigen: list[int]) -> list[int] | None:
        """Which of the allocations of a segment is meant; None when it is another one."""
        zelfde = [i for i in eigen if self._stand.rijen[i].wie == wie and wie]
        eerder = [i for i in eigen if self._stand.rijen[i].beurt < self._beurt]
        leeg = [i for i in eigen if self._stand.rijen[i].wie is None and not self._stand.rijen[i].open]
        nu = [i for i in eigen if self._stand.rijen[i].zin == self._zin]
        if t.vorm == "nieuw" and t.rang and len(eigen) > 1 and self._stand.rijen[eigen[1]].zin < self._zin:
            tweede = self._stand.rijen[eigen[1]]
            if wie and tweede.wie in (None, wie) and not tweede.open:
                return eigen[1:2]
        if t.vorm == "nieuw":
            return eigen[-1:] if self._correctie and len(eigen) > 1 else None
        if t.vorm == "tweede":
            return eigen[1:2] or (eigen if self._stand.rijen[eigen[0]].extra else None)
        if t.vorm == "bepaald":
            if zelfde or len(eigen) == 1:
                past = zelfde or [i for i in eigen if wie is None or self._mag_worden(i, wie)]
                return past[:1] or None
            return leeg[:1] or (eerder[-1:] if wie and eerder else eigen[-1:] if wie is None else None)
        if self._correctie:
            return zelfde[:1] or leeg[:1] or eigen[-1:]
        if t.vorm == "een":
            return zelfde[:1] if zelfde and eerder else None
        if nu and (wie or zin.plat[: t.begin].rstrip().endswith(("met", "naast", "+", "en", "&", "/", "and", "x"))):
            return None
        if wie is None:
            return eigen[-1:]
        return zelfde[:1] or (eerder[-1:] if eerder else leeg[:1]) or None

    def _mag_worden(self, plek: int, wie: str) -> bool:
        rij = self._stand.rijen[plek]
        return rij.wie in (None, wie) or self._vervangt(rij)

    def _maak(self, segment: str, extra: bool = False) -> int:
        self._stand.rijen.append(Rij(segment, self._beurt, self._zin, extra=extra))
        return len(self._stand.rijen) - 1

    def _voeg_voor(self, plek: int) -> int:
        """The first of a segment of which only "a second" was told: "een tweede B naast de B van De Linde"."""
        rij = self._stand.rijen[plek]
        rij.extra = False
        self._stand.rijen.insert(plek, Rij(rij.segment, self._beurt, self._zin))
        return plek

    def _weg(self, zin: Zin, t: Teken, wat: Sequence[Teken]) -> None:
        """A segment that is denied: "niet om B maar om V" takes it away."""
        na = [s for s in wat if s.begin > t.begin and s.soort == "segment"]
        if na and re.match(r"[\s,]*(?:maar|but)\b", zin.plat[t.eind :]):
            eigen = [i for i, r in enumerate(self._stand.rijen) if r.segment == t.waarde]
            if eigen:
                self._stand.verwijder(eigen[-1])

    # --- which provider ----------------------------------------------------------------------------------------

    def _sleutel(self, zin: Zin, wie: Teken, wat: Teken | None) -> str | None:
        """Which provider a sign means; None when that is not sure."""
        if wie.waarde == DIE:
            return None if self._mensen_voor(zin, wie) else self._eerder_genoemd(zin, wie)
        if wie.waarde == ZELFDE and wat and wat.soort == "alle" and len({r.wie for r in self._stand.rijen}) > 1:
            return ZELFDE
        if wie.waarde == ZELFDE:
            return self._eerder_genoemd(zin, wie)
        if wie.waarde == ANDER:
            self._anderen += 1
            return (
                ANDER
                if not any(r.wie == ANDER for r in self._stand.rijen) or zin.plat[wie.begin :].startswith("de")
                else None
            )
        return wie.waarde

    def _eerder_genoemd(self, zin: Zin, wie: Teken) -> str | None:
        eerder = [t for t in zin.tekens if t.soort == "wie" and t.eind <= wie.begin and t.waarde not in (DIE, ZELFDE)]
        bekend = {r.wie for r in self._stand.rijen if r.wie}
        if wie.waarde == ZELFDE and ONS not in bekend:  # "B bij X. We willen er C bij, bij dezelfde aanbieder"
            eerder = [t for t in eerder if t.waarde != ONS or t.ervoor or not bekend]
        if eerder:
            return ONS if eerder[-1].waarde == self._stand.ons else eerder[-1].waarde
        if wie.waarde == ZELFDE and len(bekend) == 1:
            return next(iter(bekend))
        if wie.waarde == ZELFDE and len(bekend) > 1 and self._laatste_wie is None:
            return None
        if wie.waarde == DIE and self._laatste_wie == ONS:
            return None
        return self._laatste_wie

    def _mensen_voor(self, zin: Zin, wie: Teken) -> bool:
        """Whether somebody else stands nearer before "die" than the provider that was spoken of."""
        w = laad_aanbiederwoorden().wie
        begin = max((t.eind for t in zin.tekens if t.soort == "wie" and t.eind <= wie.begin), default=None)
        return bool(w.mensen.search(zin.plat, begin or 0, wie.begin)) or (begin is None and self._mensen)

    def _onthoud(self, wie: Sequence[Teken], zin: Zin) -> None:
        """Whom a next sentence means."""
        genoemd = [t for t in wie if not t.niet and t.waarde not in (DIE, ZELFDE)]
        if genoemd:
            self._laatste_wie = genoemd[-1].waarde
        na = genoemd[-1].eind if genoemd else 0
        nieuw = bool(laad_aanbiederwoorden().wie.mensen.search(zin.plat, na))
        self._mensen = nieuw if genoemd else self._mensen or nieuw

    # --- what is told of an allocation without its segment -------------------------------------------------------

    def _los(self, zin: Zin, wat: Sequence[Teken], over: Sequence[Teken]) -> None:
        """Providers that belong to no sign of the sentence: they deliver what was spoken of last, where it says so."""
        for p in over:
            laatste = [i for i in self._stand.laatste[-1:] if i < len(self._stand.rijen)]
            na_segment = any(t.begin < p.begin for t in wat if t.soort == "segment" and not t.niet)
            if not laatste or (na_segment and not p.niet):
                continue
            rij = self._stand.rijen[laatste[0]]
            nagekomen = not zin.vraagt and is_nagekomen(zin, 0, p)
            if nagekomen and rij.wie == ONS and rij.zin == self._zin - 1:
                rij.wie = None  # "wij willen er C bij. Ook bij De Linde."
            sleutel = self._sleutel(zin, p, None)
            if p.niet and sleutel and rij.wie is None:
                self._zet_niet(zin, rij, sleutel, p.vergeleken)
            elif sleutel and not wat and rij.wie is None and (nagekomen or self._vertelt(zin, p)):
                rij.open = rij.open or p.misschien
                self._zet(rij, sleutel)

    def _vertelt(self, zin: Zin, p: Teken) -> bool:
        """Whether a sentence tells who delivers what was spoken of: "die gaat naar De Linde", "Aanbieder: De Linde"."""
        w = laad_aanbiederwoorden()
        voor = zin.plat[: p.begin].strip(" -*•\t")
        kop = voor.endswith(":") and voor.rstrip(" :") in w.wie.soort
        return kop or (p.ervoor and bool(w.toewijzing.verhuist.search(zin.plat, 0, p.eind)))

    def _afgelopen(self, zin: Zin, wat: Sequence[Teken]) -> None:
        """Take away what has ended, unless it is asked or denied."""
        w = laad_aanbiederwoorden().toewijzing
        einde = w.afgelopen.search(zin.plat)
        if zin.vraagt or not self._stand.rijen or not (einde or w.vroeger.search(zin.plat)):
            return
        niet = w.niet_afgelopen
        if einde and (niet.search(einde[0]) or niet.search(" ".join(zin.plat[: einde.start()].split()[-2:]))):
            return
        voor = [t for t in wat if t.soort != "laatste" and (einde is None or t.begin < einde.start())]
        segmenten = [t for t in voor if t.soort == "segment"]
        if segmenten and self._stand.laatste:
            eigen = [
                i for i, r in enumerate(self._stand.rijen) if r.segment == segmenten[-1].waarde and r.zin == self._zin
            ]
            for plek in (eigen or self._stand.laatste)[-1:]:
                self._stand.verwijder(plek)
        elif self._stand.laatste:
            self._stand.verwijder(self._stand.laatste[-1])

    def _zet_open(self, wat: Sequence[Teken]) -> None:
        """Nobody knows yet who delivers what is spoken of in a sentence, or what was spoken of last."""
        for plek in self._stand.laatste[-1:]:
            rij = self._stand.rijen[plek]
            if rij.wie is None or (rij.zin == self._zin and not any(t.soort == "segment" for t in wat)):
                rij.wie, rij.open = None, True


def _lijkt(een: str, ander: str) -> bool:
    """Whether two names may be one that is misspelled or shortened, or two parts of one provider."""
    if een == ander or een.startswith("=") or ander.startswith("="):
        return False
    delen_, andere = set(een.split()), set(ander.split())
    eerste = [next((k for k in n.split() if k not in TUSSENVOEGSELS), n) for n in (een, ander)]
    if delen_ <= andere or andere <= delen_ or eerste[0] == eerste[1] or _is_afkorting(een, ander):
        return True
    lang = min(len(een), len(ander)) >= _LIJKT and een.isalpha() and ander.isalpha()
    return lang and OSA.distance(een, ander, score_cutoff=1) <= 1


def _is_afkorting(een: str, ander: str) -> bool:
    """Whether one name can be the other without its spaces, or its first letters."""
    kort, lang = sorted((een, ander), key=len)
    letters = "".join(k[0] for k in lang.split())
    return een.replace(" ", "") == ander.replace(" ", "") or (len(letters) > 1 and kort.replace(" ", "") == letters)


def _niet_maar(zin: Zin, tekens: Sequence[Teken]) -> list[Teken]:
    """The signs, with the one provider for the other in "C niet bij X maar bij Y"."""
    uit: list[Teken] = []
    for t in tekens:
        vorige = uit[-1] if uit else None
        weg = vorige is not None and vorige.soort == t.soort == "wie" and vorige.niet and vorige.ervoor and t.ervoor
        if (
            vorige is not None
            and weg
            and not (t.niet or t.misschien or t.waarde in (DIE, ZELFDE, ANDER, vorige.waarde))
            and _MAAR.fullmatch(zin.tussen(vorige, t))
        ):
            uit[-1] = replace(vorige, waarde=t.waarde, niet=False)
        else:
            uit.append(t)
    return uit


def _zonder_verbeterde(zin: Zin, tekens: Sequence[Teken]) -> list[Teken]:
    """The signs without those that another takes the place of: "C, o nee, B", "bij X, nee sorry, bij Y"."""
    uit = list(tekens)
    for m in laad_aanbiederwoorden().zekerheid.verbetert.finditer(zin.plat):
        for kind in ("segment", "wie"):
            voor = [t for t in uit if t.eind <= m.start()]
            na = [t for t in uit if t.begin >= m.end()]
            fout = voor[-1] if voor and voor[-1].soort == kind else None
            goed = na[0] if na and na[0].soort == kind and na[0].begin - m.end() <= _VERBETERD else None
            if fout and goed and m.start() - fout.eind <= _VERBETERD and not goed.niet and not fout.niet:
                uit.remove(fout)
    return uit
