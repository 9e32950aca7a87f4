"""What a later turn of a conversation does to the allocations that were told of: it replaces, mends or drops them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.reading.contracts.segments import vervallen_segmenten
from assistant.reading.providers.changes import corrigeert, valt_weg, was_fout
from assistant.reading.providers.marks import ANDER, DIE, ONS, ZELFDE, Teken, Zin, delen
from assistant.reading.providers.rows import PAAR, Stand
from knowledge.conversation_words import laad_gesprekswoorden
from knowledge.provider_words import laad_aanbiederwoorden

_LIDWOORD = "de|het|een|die|dat|segment|a|the"


class LatereBeurt:
    """Carries out on what was read what a later turn changes of it."""

    def __init__(self, stand: Stand) -> None:
        self._stand = stand

    def vervang(self, zin: Zin) -> Zin:
        """A sentence of a later turn with "B in plaats van V" carried out: the sign for B is then that allocation."""
        w = laad_aanbiederwoorden().toewijzing
        tekens = list(zin.tekens)
        for een, ander in pairwise([t for t in zin.tekens if t.soort == "segment"]):
            tussen = zin.tussen(een, ander).strip(" ,-")
            if w.in_plaats_van.fullmatch(re.sub(rf"\s+(?:{_LIDWOORD})$", "", tussen)):
                nieuw, oud = een, ander
            elif w.wordt_een.fullmatch(tussen) and (een.niet or een.vorm == "bepaald"):
                nieuw, oud = ander, een
            else:
                continue
            plekken = [i for i, r in enumerate(self._stand.rijen) if r.segment == oud.waarde]
            if plekken and nieuw.waarde != oud.waarde:
                self._word(plekken[-1], nieuw.waarde)
                tekens = [t for t in tekens if t not in (een, ander)] + [replace(nieuw, soort="laatste", niet=False)]
        return replace(zin, tekens=tuple(sorted(tekens, key=lambda t: t.begin)))

    def verbeter(self, zinnen: list[Zin]) -> list[Zin]:
        """The sentences of a later turn that puts the one segment right of a row that it points to, carried out.

        It points by rank ("dat tweede heb ik fout. Het is V") or by who delivers ("bij ons zit hij in V").
        """
        segmenten = [(i, t) for i, z in enumerate(zinnen) for t in z.tekens if t.soort == "segment"]
        if len(segmenten) != 1 or not corrigeert(zinnen):
            return zinnen
        plek, t = segmenten[0]
        if t.niet or t.aantal > 1 or t.vorm in ("nieuw", "tweede", "meer"):
            return zinnen
        fout = next((r for z in zinnen[: plek + 1] if (r := was_fout(z)) is not None), None)
        zin = zinnen[plek]
        if fout is None:
            wie = [self._stand.als_ons(k) for k in zin.tekens if k.soort == "wie" and not k.niet and k.ervoor]
            bij = [i for i, r in enumerate(self._stand.rijen) if len(wie) == 1 and r.wie == wie[0].waarde]
            fout = bij[0] if len(bij) == 1 else None
        elif fout < len(self._stand.rijen):
            self._stand.rijen[fout].wie, self._stand.rijen[fout].open = None, False
        if fout is None or fout >= len(self._stand.rijen):
            return zinnen
        self._stand.rijen[fout].segment, self._stand.laatste = t.waarde, [fout]
        nieuw = replace(t, soort="laatste", vorm="")
        tekens = tuple(nieuw if k is t else k for k in zin.tekens if k.soort != "laatste")
        return [*zinnen[:plek], replace(zin, tekens=tekens), *zinnen[plek + 1 :]]

    def haak_af(self, zin: Zin, beurt: int) -> bool:
        """Take away what a later turn says falls away; of two is only open who delivers it then."""
        plek = valt_weg(zin, [r.wie for r in self._stand.rijen])
        if plek is None or self._stand.rijen[plek].beurt == beurt:
            return False
        if len(self._stand.rijen) > PAAR:
            self._stand.verwijder(plek)
        else:
            self._stand.rijen[plek].wie, self._stand.laatste = None, [plek]
            self._stand.rijen[plek].open = self._stand.rijen[plek].weg = True
        return True

    def _word(self, plek: int, segment: str) -> None:
        """Put another segment in the place of one; who delivers it stays sure only where one delivers all."""
        rij = self._stand.rijen[plek]
        rij.segment, self._stand.laatste = segment, [plek]
        if len({r.wie for r in self._stand.rijen}) > 1:
            rij.wie, rij.open = None, True

    def stel_anders(self, zinnen: Sequence[Zin]) -> None:
        """A provider in a later turn that goes with no allocation: that one delivers all, or who does is open now.

        All only where nothing else is said ("en als De Linde het ook doet?"); who is but spoken of changes nothing.
        """
        w = laad_aanbiederwoorden().wie
        if self._neemt_over(zinnen):
            return
        wie = [(z, t) for z in zinnen for t in z.tekens if t.soort == "wie" and not t.niet and t.waarde != DIE]
        wat = any(t.soort == "segment" or (t.soort == "rang" and z.vraagt is False) for z in zinnen for t in z.tekens)
        if len({t.waarde for _, t in wie}) != 1 or wat or len(self._stand.rijen) < 2:
            return
        zin, t = wie[-1]
        bekend = [r.wie for r in self._stand.rijen]
        if t.waarde == ZELFDE and w.allemaal.search(zin.plat, t.begin, t.eind):
            sleutel = bekend[0] if len({*bekend}) == 1 else ZELFDE
        else:
            alleen = bool(w.allemaal.search(zin.plat)) and _zegt_alleen(zin, t)
            levert = levert_iets(zin, t) or w.stelt.search(zin.plat)
            if {*bekend} == {t.waarde} or not (alleen or levert):
                return
            sleutel = t.waarde if alleen and levert and t.waarde in bekend else None
        for rij in self._stand.rijen if sleutel else self._stand.rijen[-1:]:
            rij.wie, rij.open = sleutel, sleutel is None

    def verbeter_wie(self, sleutel: str | None, *, alle: bool) -> None:
        """Another provider in the place of the one that a turn puts right; of which of several it is, is open then.

        Args:
            sleutel: the provider; None for one that was not named before.
            alle: whether the turn says that it delivers all.
        """
        rijen = self._stand.rijen
        zeker = sleutel is not None and (alle or len(rijen) == 1)
        for rij in rijen:
            if zeker or rij.wie != sleutel:
                rij.wie, rij.open = (sleutel, False) if zeker else (None, True)

    def _neemt_over(self, zinnen: Sequence[Zin]) -> bool:
        """Give the allocation of which who delivered it stopped to the one provider of a later turn: "dan De Linde"."""
        weg = [r for r in self._stand.rijen if r.weg and r.wie is None and r.open]
        wie = [(z, t) for z in zinnen for t in z.tekens if t.soort == "wie" and t.waarde != DIE]
        if len(weg) != 1 or len(wie) != 1:
            return False
        zin, t = wie[0]
        t = self._stand.als_ons(t)
        zeker = not (t.niet or t.misschien or t.waarde in (ZELFDE, ANDER) or (t.waarde == ONS and self._stand.gemeente))
        if zeker and (_zegt_alleen(zin, t) or levert_iets(zin, t)):
            weg[0].wie, weg[0].open = t.waarde, False
        return True

    def begin_opnieuw(self, zinnen: Sequence[Zin], aantal: int | None) -> None:
        """A later turn that tells of another combination begins with nothing; a segment alone replaces the last."""
        w = laad_aanbiederwoorden().toewijzing
        nieuw = [t for z in zinnen for t in z.tekens if t.soort == "segment" and not t.niet]
        if self._wissel(zinnen, nieuw):
            return
        bekend = {r.segment for r in self._stand.rijen}
        geteld = aantal is not None and aantal == len(self._stand.rijen) + sum(t.aantal for t in nieuw)
        erbij = (
            geteld
            or any(w.erbij.search(z.plat) for z in zinnen)
            or any(t.vorm in ("nieuw", "tweede", "bepaald") for t in nieuw)
        )
        letters = {t.waarde for t in nieuw}
        if sum(t.aantal for t in nieuw) > 1 and not any(t.vorm in ("nieuw", "tweede", "bepaald") for t in nieuw):
            self._stand.rijen, self._stand.laatste = [], []
        elif len(letters) == 1 and not letters & bekend and not erbij and self._stand.rijen:
            self._vervang_laatste()

    def _wissel(self, zinnen: Sequence[Zin], nieuw: Sequence[Teken]) -> bool:
        """Take away the allocation that a turn leaves out and puts another in the place of: "zonder V, met C?"."""
        weg = vervallen_segmenten("\n".join(z.plat for z in zinnen), laad_gesprekswoorden())
        plekken = [i for i, r in enumerate(self._stand.rijen) if r.segment in weg]
        erbij = [t for t in nieuw if t.waarde not in weg]
        bekend = {r.segment for r in self._stand.rijen}
        if len(weg) != 1 or len(plekken) != 1 or len(erbij) != 1 or erbij[0].aantal > 1 or erbij[0].waarde in bekend:
            return False
        self._stand.verwijder(plekken[0])
        return True

    def _vervang_laatste(self) -> None:
        """Take the last allocation away for another; whose of two providers stays is not sure then."""
        weg = self._stand.rijen.pop()
        for rij in self._stand.rijen if weg.wie else ():
            if rij.wie != weg.wie:
                rij.wie, rij.open = None, True


def _zegt_alleen(zin: Zin, wie: Teken) -> bool:
    """Whether a sentence says of a provider that it delivers and nothing else: "en als X het ook doet"."""
    rest = re.findall(r"[\w']+", f"{zin.plat[: wie.begin]} {zin.plat[wie.eind :]}")
    return {*rest} <= laad_aanbiederwoorden().wie.doet_alleen


def levert_iets(zin: Zin, wie: Teken) -> bool:
    """Whether a sentence speaks of what a provider delivers, and not to others; else it only speaks of it."""
    w = laad_aanbiederwoorden().wie
    deel = zin.plat[max((g for g in delen(zin.plat) if g <= wie.begin), default=0) :]
    return bool((wie.ervoor or w.doet.search(deel)) and not w.voor_anderen.search(zin.plat))
