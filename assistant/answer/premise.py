"""What a question takes for granted and the answer contradicts: "klopt het dat crisishulp acht weken duurt?".

A "no" is said up front only where nothing else can be meant: the question asks whether something is so and holds one
exact value, and one of the first sentences of the answer is about the same and holds another one of that kind.
"""

from __future__ import annotations

import re

from assistant.proof.claims import exacte_waarden, zonder_markers
from assistant.text.clauses import ZINSEINDE
from knowledge.conversation_words import laad_gesprekswoorden
from knowledge.folding import vouw
from knowledge.numbers import TELWOORDEN
from knowledge.space import stammen

NEE = "Nee, dat klopt niet."
_DAG = "dag van een jaar"
"""The kind of a value that is a day."""
_ZINNEN = 2
"""So many sentences of the answer are looked at."""
_GRENS = re.compile(
    rf"\b(?:voor|na|sinds|before|after)\s+(?:de\s+|het\s+)?(?:\d|(?:{'|'.join(TELWOORDEN)})\b)|\b(?:tussen|between)\s"
    r"|\b(?:tot|t/m|to|of|or)\s+(?:en met\s+)?[\w-]+\s+(?:weken|maanden|dagen|jaar|weeks|months|days|years)\b"
    r"|\d\s*-\s*\d+\s"
)
"""A value that is no more than a bound."""
_MEER_DAN_EEN = "|".join(woord for woord, getal in TELWOORDEN.items() if getal > 1)
_GETELD = re.compile(rf"(?<![\w.,/-])(?P<getal>\d{{1,3}}|{_MEER_DAN_EEN})\s+(?P<wat>[a-z]{{5,}}(?:en|s))\b")
"""How many there are of something."""
_ZELFDE = 0.5
"""Share of the words of the question that the first sentence of the answer has."""


def weerlegt(vraag: str, antwoord: str, kop: str = "") -> bool:
    """Whether an answer contradicts the one exact value that a question asks to confirm.

    Args:
        vraag: the question.
        antwoord: what is answered, its first sentence first.
        kop: what that is about.
    """
    woorden, plat = laad_gesprekswoorden(), vouw(vraag)
    begin = woorden.vraagt_bevestiging.search(plat)
    if begin is None or woorden.ontkent.search(plat) or woorden.vergelijkt.search(plat):
        return False
    gesteld, alles = plat[begin.end() :], vouw(zonder_markers(antwoord))
    nu, overal = _per_soort(gesteld), _per_soort(alles)
    soort = next(iter(nu)) if len(nu) == 1 else ""
    if len(nu.get(soort, ())) != 1 or _GRENS.search(gesteld):
        return False
    (waarde,) = nu[soort]
    if any(_kan_zelfde_zijn(waarde, ander) for ander in overal.get(soort, ())):
        return False
    eigen = {s for s in stammen(gesteld) if not any(c.isdigit() for c in s)}
    for zin in ZINSEINDE.split(alles)[:_ZINNEN]:
        samen, genoemd = eigen & stammen(f"{kop} {zin}"), _per_soort(zin).get(soort, ())
        if len(genoemd) == 1 and len(samen) >= _ZELFDE * len(eigen) > 0:
            return _valt_erbuiten(gesteld, waarde, zin, *genoemd)
    return False


def _valt_erbuiten(gesteld: str, waarde: str, zin: str, grens: str) -> bool:
    """Whether another value than that of a sentence can't be so: it is no bound there, or one in the question too."""
    woorden = laad_gesprekswoorden()
    if waarde.isdigit() and grens.isdigit():
        voorbij = bool(woorden.tot_hoogstens.search(zin)) and int(waarde) > int(grens)
    else:
        voorbij = bool(woorden.niet_eerder.search(zin)) and len(waarde) == len(grens) and waarde < grens
    return voorbij or all(p.search(gesteld) for p in woorden.begrenst.values() if p.search(zin))


def _per_soort(tekst: str) -> dict[str, set[str]]:
    """The exact values of a text by their kind: days, and numbers by what they count."""
    alle, uit = exacte_waarden(tekst), dict[str, set[str]]()
    for waarde in alle:
        soort, _, wat = waarde.partition(":")
        if soort == "d" and not any(ander != waarde and ander.endswith(wat) for ander in alle):
            uit.setdefault(_DAG, set()).add(wat)
        elif soort == "e":
            getal, _, eenheid = wat.partition(" ")
            uit.setdefault(eenheid, set()).add(getal)
    for m in _GETELD.finditer(tekst):
        getal = m["getal"] if m["getal"].isdigit() else str(TELWOORDEN[m["getal"]])
        if not exacte_waarden(m[0]) & {f"e:{getal} {eenheid}" for eenheid in uit}:
            uit.setdefault(m["wat"], set()).add(getal)
    return uit


def _kan_zelfde_zijn(een: str, ander: str) -> bool:
    """Whether two values may be one: a day without a year is that day of every year."""
    return een.endswith(ander) or ander.endswith(een) if "-" in een else een == ander
