"""What a later turn of a conversation says of allocations that were told of: one falls away, or one was wrong.

Whether it can be told which one; where it can't, nothing is known of what is left, and that is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reading.providers.marks import Teken, Zin, delen, lees_zinnen
from knowledge.conversation_words import laad_gesprekswoorden
from knowledge.form_words import laad_formulierwoorden
from knowledge.message_words import laad_berichtwoorden
from knowledge.provider_words import laad_aanbiederwoorden


def corrigeert(zinnen: Sequence[Zin]) -> bool:
    """Whether a turn puts right what was said before."""
    correctie = laad_gesprekswoorden().correctie
    return any(correctie.search(z.plat) for z in zinnen)


def valt_weg(zin: Zin, wie: Sequence[str | None]) -> int | None:
    """The place of the allocation that a sentence of a later turn says falls away; None where it says so of none.

    Args:
        zin: the sentence.
        wie: who delivers each allocation that was told of.
    """
    w = laad_aanbiederwoorden().toewijzing
    einde = w.haakt_af.search(zin.plat) or w.afgelopen.search(zin.plat)
    if einde is None or any(t.soort == "segment" for t in zin.tekens):
        return None
    voor, na = zin.plat[: einde.start()].split()[-2:], re.split(r"[,;:]", zin.plat[einde.end() :])[0].split()[:3]
    vraagt_verder = _vraagt_verder(zin.plat, *einde.span())
    if vraagt_verder:
        voor = [k for k in voor if k not in w.onderstelt]
    elif zin.vraagt:
        return None
    niet = laad_aanbiederwoorden().zekerheid.niet_zelf.search(" ".join(na))
    if niet or w.niet_afgelopen.search(" ".join(voor)):
        return None
    genoemd = [t for t in zin.tekens if t.begin < einde.start() and not t.niet and t.soort in ("wie", "rang")][:1]
    plekken = [p for t in genoemd for p in _plekken(t, wie)]
    return plekken[0] if len(plekken) == 1 else None


def _vraagt_verder(plat: str, begin: int, eind: int) -> bool:
    """Whether that it falls away is told or supposed, and what then is asked: "X stopt, mogen die twee?"."""
    onderstelt, mag = laad_aanbiederwoorden().toewijzing.onderstelt, laad_formulierwoorden().stapelen.mag
    deel = max((g for g in delen(plat) if g <= begin), default=0)
    komma = re.search(r"[,;:]", plat[eind:])
    if onderstelt & {*re.findall(r"\w+", plat[deel:begin])}:
        return True
    erna = komma and mag.search(plat, eind + komma.start())
    return bool(erna) and not mag.search(plat, 0, begin)


def _plekken(teken: Teken, wie: Sequence[str | None]) -> list[int]:
    if teken.soort == "rang":
        return [p for p in (int(teken.waarde) - 1,) if p < len(wie)]
    return [i for i, k in enumerate(wie) if k == teken.waarde]


def was_fout(zin: Zin) -> int | None:
    """The place of the allocation that a sentence says was wrong: "dat tweede heb ik fout"; None where it doesn't."""
    w = laad_aanbiederwoorden().toewijzing
    for t in zin.tekens:
        if t.soort == "rang" and w.fout.match(zin.plat[t.eind :].lstrip()):
            return int(t.waarde) - 1
    return None


def verteld_aantal(beurt: str) -> int | None:
    """How many allocations a turn says that it asks about; None where it says none, or more numbers than one."""
    w, vraagzin = laad_aanbiederwoorden().toewijzing, laad_berichtwoorden().vraagzin
    gevonden = set[int]()
    for zin in lees_zinnen(beurt)[0]:
        if any(t.soort == "segment" for t in zin.tekens):
            gevonden = set()  # "mogen die drie samen? En kan X ook C doen?": what is told after it counts too
        rest = bool(w.blijft_over.search(zin.plat)) and not zin.vraagt
        if (zin.vraagt or rest or vraagzin.search(zin.plat)) and not w.niet_samen.search(zin.plat):
            genoemd = sum(t.aantal for t in zin.tekens if t.soort == "segment" and not t.niet)
            gevonden |= {n for n, p in w.samen.items() if p.search(zin.plat) and n >= genoemd}
    return gevonden.pop() if len(gevonden) == 1 else None
