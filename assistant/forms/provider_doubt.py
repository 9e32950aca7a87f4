"""When a story is not to be read for who delivers what: it tells of more than allocations of one youth side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from assistant.forms.provider_names import plaatsnamen, samengesteld, vouw_even_lang
from knowledge.provider_words import laad_aanbiederwoorden

Voorbehoud = Literal["", "open", "niet"]
_ERVOOR = re.compile(r"(?:([\w'’-]+)\s+)?([^\W\d_][\w'’-]+)\s+(?:\(\d+[^)]*\)\s+)?$")
_ERNA = re.compile(r"\s+([^\W\d_][\w'’-]+)")


@lru_cache(maxsize=512)
def voorbehoud(beurten: tuple[str, ...]) -> Voorbehoud:
    """What stands in the way: `niet` where the allocations are not to be read, `open` where only the providers are not.

    Args:
        beurten: what the user said, as typed, oldest first.
    """
    w = laad_aanbiederwoorden().voorbehoud
    tekst = samengesteld("\n".join(beurten))
    plat = vouw_even_lang(tekst)
    na_elkaar = w.einde.search(plat) and w.begin.search(plat)
    if w.niet_lezen.search(plat) or na_elkaar or _meer_mensen(tekst, plat):
        return "niet"
    return "open" if w.onzeker.search(plat) else ""


def spreekt_gemeente(beurten: Sequence[str]) -> bool:
    """Whether who asks is a municipality or its access: then "wij" delivers nothing."""
    w = laad_aanbiederwoorden().voorbehoud
    return any(w.spreker_gemeente.search(vouw_even_lang(samengesteld(b))) for b in beurten)


def _meer_mensen(tekst: str, plat: str) -> bool:
    """Whether more than one person gets help: the one and the other by name, or "hij" and "zij"."""
    w = laad_aanbiederwoorden().voorbehoud
    mensen: set[str] = set()
    for m in w.krijgt.finditer(plat):
        if (v := _ERVOOR.search(tekst[: m.start()])) and not _noemt_aanbieder(v[1]):
            mensen |= _mens(v[2])
    for m in w.voor.finditer(plat):
        if v := _ERNA.match(tekst, m.end()):
            mensen |= _mens(v[1])
    return len(mensen) > 1 or all(p.search(plat) for p in (w.hij, w.zij))


def _noemt_aanbieder(woord: str | None) -> bool:
    wie = laad_aanbiederwoorden().wie
    return bool(woord) and vouw_even_lang(str(woord)) in wie.lidwoord | wie.soort | wie.naamdeel


def _mens(woord: str) -> set[str]:
    """A word that can be somebody's name."""
    w = laad_aanbiederwoorden()
    plat = vouw_even_lang(woord)
    bekend = w.wie.geen_naam | w.wie.naamdeel | w.wie.lidwoord | w.wie.functiewoord | w.wie.soort | plaatsnamen()
    geen = not woord[0].isupper() or woord.isupper() or any(k.isdigit() for k in woord) or plat in bekend
    return set() if geen or w.wie.mensen.fullmatch(plat) else {plat}
