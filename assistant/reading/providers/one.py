"""Whether a text asks if one provider delivers several segments, without telling of any allocation.

"Kunnen wij ook C aanbieden naast B?", "Mag de aanbieder die B levert ook C leveren?": one who delivers, and segments.
It is read only where every word is known and none is of somebody else; the words stand in `aanbieders.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.reading.providers.names import plaatsnamen
from knowledge.folding import samengesteld, vouw_even_lang
from knowledge.provider_words import Eenwoorden, laad_aanbiederwoorden

_ZIN = re.compile(r"[^.?!;\n]+")
_LETTER = re.compile(r"(?<![a-z0-9'@.\-])[bcv](?![a-z0-9'\-])")
_WOORD = re.compile(r"[a-z0-9'\-]+")


@lru_cache(maxsize=512)
def segmenten_van_een(tekst: str) -> tuple[str, ...]:
    """The segments of which a text asks whether one provider delivers them all, in order; none where it doesn't.

    Args:
        tekst: the text as typed.
    """
    gelezen = _zinnen(tekst)
    soorten = [[soort for soort, _ in zin] for zin in gelezen]
    alle = [soort for zin in soorten for soort in zin]
    segmenten = dict.fromkeys(waarde.upper() for zin in gelezen for soort, waarde in zin if soort == "segment")
    wie = alle.count("aanbieder") + ("wij" in alle)
    vraagt = [zin for zin in soorten if "vraagt" in zin]
    if "" in alle or len(segmenten) < 2 or wie != 1 or len(vraagt) != 1 or vraagt[0] != soorten[-1]:
        return ()
    vertelt = all("wij" in zin and "segment" in zin for zin in soorten[:-1] if {*zin} - {"erbij"})
    levert = "levert" in alle or ({"heeft", "contract"} & {*alle} and ("aanbieder" in alle or "contract" in alle))
    samen = "ernaast" not in alle or "ook" in alle
    return tuple(segmenten) if vertelt and levert and samen and "segment" in vraagt[0] else ()


def contract_van_een_deel(tekst: str) -> bool:
    """Whether a contract is told of that need not be for all the segments: "wij hebben een contract voor B, ook V?".

    Args:
        tekst: the text as typed, in which one provider is asked about.
    """
    soorten = [[soort for soort, _ in zin] for zin in _zinnen(tekst)]
    return any("contract" in zin for zin in soorten) and not any("contract" in z and _in_een_adem(z) for z in soorten)


def _in_een_adem(soorten: list[str]) -> bool:
    """Whether all segments of a sentence are named one after another, and there are several."""
    plekken = [i for i, soort in enumerate(soorten) if soort == "segment"]
    return len(plekken) > 1 and {*soorten[plekken[0] : plekken[-1]]} <= {"segment", "erbij"}


def _zinnen(tekst: str) -> list[list[tuple[str, str]]]:
    """The words of each sentence, with their kinds."""
    plat, woorden = vouw_even_lang(samengesteld(tekst)), laad_aanbiederwoorden().een_aanbieder
    return [[*_lees(zin, woorden)] for zin in _ZIN.findall(plat)]


def _lees(zin: str, woorden: Eenwoorden) -> Iterator[tuple[str, str]]:
    """The kinds of the words of a sentence, the longest each time; an empty kind for one that is not known."""
    plek, vorige = 0, ""
    patronen = {naam: getattr(woorden, naam) for naam in Eenwoorden.model_fields if naam != "aanbieder"}
    patronen["segment"] = _LETTER
    while m := _WOORD.search(zin, plek):
        treffers = [(t.end(), naam) for naam, p in patronen.items() if (t := p.match(zin, m.start()))]
        wie = "aanbieder" if vorige == "bepaling" and _eindigt(woorden.aanbieder, m) else ""
        anders = "erbij" if m[0] in plaatsnamen() else wie
        eind, vorige = max(treffers, default=(m.end(), anders))
        yield vorige, zin[m.start() : eind]
        plek = eind


def _eindigt(woord: re.Pattern[str], m: re.Match[str]) -> bool:
    """Whether a word is, or ends with, one that a pattern has."""
    return any(t.end() == m.end() for t in woord.finditer(m.string, m.start(), m.end()))
