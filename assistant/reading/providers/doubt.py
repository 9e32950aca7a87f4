"""When a story is not to be read for who delivers what: it tells of more than allocations of one youth side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from assistant.reading.providers.marks import lees_zinnen
from assistant.reading.providers.names import plaatsnamen
from knowledge.folding import samengesteld, vouw_even_lang
from knowledge.provider_words import laad_aanbiederwoorden

Voorbehoud = Literal["", "open", "niet"]
_ERVOOR = re.compile(r"(?:([\w'’-]+)\s+)?([^\W\d_][\w'’-]+)\s+(?:\(\d+[^)]*\)\s+)?$")
_DEEL = re.compile(r"((?<=\w)[,;:.?!](?=\s|$)|\n|\s(?:en|and)\s(?=z[ei]|zij|hij|zijn|haar|het\b))")
_INPLAATS = re.compile(
    r"(?<![\w'@.])[bcv]\s+(?P<tussen>[a-z. ]+?)(?=\s+(?:(?:de|het|een)\s+)?(?:segment\s+)?[bcv](?![\w'@]))"
)
_NUMMER = re.compile(r"\s+(?:nr\.?\s*|nummer\s+|no\.?\s*|#)?(\d{1,8})(?![\d./-])")
_ALLEEN_B = re.compile(
    r"(?:^|[,;.:\n]|\b(?:en|and))\s+([^\W\d_][\w'’-]+)\s+(?:(?:een|de|a)\s+)?(?:segment\s+)?[bcvBCV]\s+"
)
"""A name with a segment right behind it, of which another delivers: "..., en Lot B bij Parlan"."""
_LABEL = re.compile(
    r"(?:^|[.;!?\n]\s*)(?:[-*•]\s*)?(?P<naam>[^\W\d_][\w’'-]+)\s*:\s*(?P<erna>(?:segment\s+)?[bcvBCV](?:\s*(?:,|en|and|\+|&)\s*[bcvBCV])*\s+[a-z]+\s+)"
    r"(?=[A-Z])"
)
"""So too as a label: "Lot: B bij Parlan"."""
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
    """All turns as one text, without what is no allocation."""
    return _in_beeld(_heel(beurten))


def _heel(beurten: Sequence[str]) -> str:
    """All turns as one text."""
    heel = [samengesteld(b) for b in beurten]
    return "\n".join([*heel[:1], *map(_zonder_vervanging, heel[1:])])


def _zonder_vervanging(tekst: str) -> str:
    """A later turn without "B in plaats van V": that changes the case; nothing comes after another."""
    plat = vouw_even_lang(tekst)
    for m in reversed([*_INPLAATS.finditer(plat)]):
        if laad_aanbiederwoorden().toewijzing.in_plaats_van.fullmatch(m["tussen"]):
            tekst = f"{tekst[: m.start('tussen')]}/{tekst[m.end('tussen') :]}"
    return tekst


def _in_beeld(tekst: str) -> str:
    """A text without the parts of sentences that tell of no allocation: "zijn broertje krijgt niks".

    Of a part that tells of one all the same ("is net verhuisd en krijgt C") only those words are left out.
    """
    w = laad_aanbiederwoorden().voorbehoud
    uit = []
    for deel in _DEEL.split(tekst):
        plat = vouw_even_lang(deel)
        if not (m := w.buiten_beeld.search(plat)):
            uit.append(deel)
        elif _noemt_toewijzing(deel):
            uit.append(f"{deel[: m.start()]} {deel[m.end() :]}")
    return "".join(uit)


def _ander_krijgt(tekst: str) -> bool:
    """Whether a part that seems to tell of no allocation gives one to somebody else: "zijn zus krijgt geen V maar B".

    So too what goes on in the next part: "moeder is net verhuisd, krijgt C", "zijn zus krijgt geen V, wel B".
    """
    w = laad_aanbiederwoorden().voorbehoud
    delen = [d for d in _DEEL.split(tekst)[::2] if d.strip()]
    for deel, volgt in pairwise([*delen, ""]):
        plat, dan = vouw_even_lang(deel), vouw_even_lang(volgt).strip()
        m = w.buiten_beeld.search(plat)
        if m is None or not (w.familie.search(plat) or w.meer_mensen.search(plat)):
            continue
        verder = w.vervolg.match(dan) or (w.niet_lezen.search(plat) and w.vervolg_persoon.match(dan))
        zelf = _noemt_toewijzing(deel) and not _nieuw_onderwerp(deel[m.end() :])
        if zelf or (verder and _noemt_toewijzing(volgt)):
            return True
    return False


def _nieuw_onderwerp(tekst: str) -> bool:
    """Whether somebody else gets it: "(moeder is net verhuisd) en Sem krijgt B"."""
    w = laad_aanbiederwoorden()
    krijgt = w.voorbehoud.krijgt.search(vouw_even_lang(tekst))
    voor = _ERVOOR.search(tekst[: krijgt.start()]) if krijgt else None
    return bool(voor and (_mens(voor[2]) or w.wie.mensen.fullmatch(vouw_even_lang(voor[2]))))


def _noemt_toewijzing(tekst: str) -> bool:
    """Whether a part of a sentence tells of an allocation that it does not deny."""
    return any(t.soort == "segment" and not t.niet for z in lees_zinnen(tekst)[0] for t in z.tekens)


def spreekt_gemeente(beurten: Sequence[str]) -> bool:
    """Whether who asks is a municipality or its access: then "wij" delivers nothing."""
    w = laad_aanbiederwoorden().voorbehoud
    return any(w.spreker_gemeente.search(vouw_even_lang(samengesteld(b))) for b in beurten)


@lru_cache(maxsize=512)
def meer_mensen(beurten: tuple[str, ...]) -> bool:
    """Whether more than one person gets help: by what they are called, by name, or "hij" and "zij"."""
    w = laad_aanbiederwoorden().voorbehoud
    if _ander_krijgt(_heel(beurten)):
        return True
    tekst = _lopend(beurten)
    plat = vouw_even_lang(tekst)
    if w.meer_mensen.search(plat) or len({m[0] for m in w.genummerd.finditer(plat)}) > 1 or _nummers(plat) > 1:
        return True
    mensen: set[str] = set()
    for m in w.krijgt.finditer(plat):
        if (v := _ERVOOR.search(tekst[: m.start()])) and not _noemt_aanbieder(v[1]):
            mensen |= _mens(v[2])
    for m in w.voor.finditer(plat):
        if v := _ERNA.match(tekst, m.end()):
            mensen |= _mens(v[1])
    for m in _ALLEEN_B.finditer(tekst) if mensen else ():
        if laad_aanbiederwoorden().wie.voorzetsel.search(vouw_even_lang(f"{tekst[m.end() :].split(' ')[0]} ")):
            mensen |= _mens(m[1])
    for m in _LABEL.finditer(tekst):
        if laad_aanbiederwoorden().wie.voorzetsel.search(vouw_even_lang(m["erna"])):
            mensen |= _mens(m["naam"])
    return len(mensen) > 1 or all(p.search(plat) for p in (w.hij, w.zij))


def _nummers(plat: str) -> int:
    """How many clients or cases have a number of their own: "client 4411"."""
    wie = laad_aanbiederwoorden().voorbehoud.genummerd_wie
    return len({n[1] for m in wie.finditer(plat) if (n := _NUMMER.match(plat, m.end()))})


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
