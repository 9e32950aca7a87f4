"""Places in a text: those that none of our regimes knows, and municipalities of a region that a passage tells apart."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.folding import patroon, vouw, vouw_even_lang
from knowledge.store import Kennisbank
from knowledge.vocabulary import Woordenschat, laad_woordenschat

LANGE_NAAM = 6
"""Letters from which the name of a place is no everyday word."""
_NAAM = re.compile(r"\s+(\w[\w'’-]{3,})")


def als_plaats(tekst: str) -> list[str]:
    """The words of a text as typed that stand where the name of a place does: behind "in" or "regio"."""
    ervoor = laad_woordenschat().plaats.als_plaats
    namen = (_NAAM.match(tekst, m.end()) for m in ervoor.finditer(vouw_even_lang(tekst)))
    return [naam[1] for naam in namen if naam]


class VreemdePlaatsen:
    """Finds municipalities and regions of the Netherlands that none of our regimes knows, where a text means them as a
    place; their names stand in the vocabulary."""

    def __init__(self, kennis: Kennisbank, schat: Woordenschat) -> None:
        eigen = {vouw(n) for n in _eigen_namen(kennis)}
        self._namen, self._woorden = schat.plaatsen, schat.plaats
        self._patroon = patroon([n for n in schat.plaatsen if n not in eigen])

    def eerste(self, tekst: str) -> str | None:
        """The first such place in a text as typed, spelled as it should be; None when it names none."""
        plat = vouw_even_lang(tekst)
        for m in self._patroon.finditer(plat):
            voor = plat[max(0, m.start() - 22) : m.start()]
            hoofdletter = tekst[m.start()].isupper()
            w = self._woorden
            ervoor = w.ervoor.search(voor) or w.begin.fullmatch(voor.strip(" ,.;:!?()\n-"))
            if w.soort.search(voor) or (ervoor and (hoofdletter or len(m[0]) >= LANGE_NAAM)):
                return self._namen.get(re.sub(r"[\s\-/(),]+", " ", m[0]), self._namen.get(m[0], m[0].title()))
        return None


class Gemeenten:
    """Tells whether a passage is about other municipalities of a region than a question."""

    def __init__(self, kennis: Kennisbank) -> None:
        regelingen = kennis.regelingen.values()
        self._streken = patroon([g for r in regelingen for g in r.herkenning.gebieden])
        self._namen = patroon([g for r in regelingen for g in (*r.gemeenten, *r.herkenning.omgeving)])

    def anders(self, vraag: str, passage: str) -> bool:
        """Whether both folded texts name municipalities, and none in common; names of regions don't count."""
        gevraagd, genoemd = (set(self._namen.findall(self._streken.sub(" ", t))) for t in (vraag, passage))
        return bool(gevraagd and genoemd) and not gevraagd & genoemd


def _eigen_namen(kennis: Kennisbank) -> Iterable[str]:
    for r in kennis.regelingen.values():
        yield from (*r.plaatsnamen, *r.herkenning.gedeelde_gebieden)
