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
_DEEL = re.compile(r"((?<=\w)[,;:.?!](?=\s|$)|\n|\s(?:en|and)\s(?=z[ei]|zij|hij|zijn|haar|het\b))")
_INPLAATS = re.compile(
    r"(?<![\w'@.])[bcv]\s+(?P<tussen>[a-z. ]+?)(?=\s+(?:(?:de|het|een)\s+)?(?:segment\s+)?[bcv](?![\w'@]))"
)
_ERNA = re.compile(r"\s+([^\W\d_][\w'’-]+)")


@lru_cache(maxsize=512)
def voorbehoud(beurten: tuple[str, ...]) -> Voorbehoud:
    """What stands in the way: `niet` where the allocations are not to be read, `open` where only the providers are not.

    Args:
        beurten: what the user said, as typed, oldest first.
    """
    w = laad_aanbiederwoorden().voorbehoud
    plat = vouw_even_lang(_lopend(beurten))
    na_elkaar = w.einde.search(plat) and w.begin.search(plat)
    if w.niet_lezen.search(plat) or na_elkaar or meer_mensen(beurten):
        return "niet"
    return "open" if w.onzeker.search(plat) or w.verwant.search(plat) else ""


def verwant(beurten: Sequence[str]) -> bool:
    """Whether providers are told to be related, or parts of one, so that nobody knows whether they are two."""
    w = laad_aanbiederwoorden().voorbehoud
    return any(w.verwant.search(vouw_even_lang(samengesteld(b))) for b in beurten)


def _lopend(beurten: Sequence[str]) -> str:
    """All turns as one text, without what is no allocation; what a later turn puts in the place of another stays."""
    heel = [samengesteld(b) for b in beurten]
    return _in_beeld("\n".join([*heel[:1], *map(_zonder_vervanging, heel[1:])]))


def _zonder_vervanging(tekst: str) -> str:
    """A later turn without "B in plaats van V": that changes the case; nothing comes after another."""
    plat = vouw_even_lang(tekst)
    for m in reversed([*_INPLAATS.finditer(plat)]):
        if laad_aanbiederwoorden().toewijzing.in_plaats_van.fullmatch(m["tussen"]):
            tekst = f"{tekst[: m.start('tussen')]}/{tekst[m.end('tussen') :]}"
    return tekst


def _in_beeld(tekst: str) -> str:
    """A text without the parts of sentences that tell of no allocation: "zijn broertje krijgt niks"."""
    w = laad_aanbiederwoorden().voorbehoud
    return "".join(d for d in _DEEL.split(tekst) if not w.buiten_beeld.search(vouw_even_lang(d)))


def spreekt_gemeente(beurten: Sequence[str]) -> bool:
    """Whether who asks is a municipality or its access: then "wij" delivers nothing."""
    w = laad_aanbiederwoorden().voorbehoud
    return any(w.spreker_gemeente.search(vouw_even_lang(samengesteld(b))) for b in beurten)


@lru_cache(maxsize=512)
def meer_mensen(beurten: tuple[str, ...]) -> bool:
    """Whether more than one person gets help: by what they are called, by name, or "hij" and "zij"."""
    w = laad_aanbiederwoorden().voorbehoud
    tekst = _lopend(beurten)
    plat = vouw_even_lang(tekst)
    if w.meer_mensen.search(plat) or len({m[0] for m in w.genummerd.finditer(plat)}) > 1:
        return True
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
