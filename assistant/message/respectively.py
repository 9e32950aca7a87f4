"""Facts that a sentence gives to several at once, each in its turn: "Jan en Piet, profiel 1 en 2", "respectievelijk".

Each gets its own in a sentence before it, and the rest is of both: "Jan profiel 1, Piet profiel 2. Allebei …". Only
where as many values of one kind stand in a row as there are names in a row. The words stand in
`knowledge/woordenschat/bericht.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.message.cases.names import namen_in
from assistant.message.cases.shares import genoemd_in
from assistant.message.sentences import splits
from assistant.reading.days.dates import vind_datums
from assistant.reading.days.rows import met_jaren
from knowledge.folding import vouw_even_lang
from knowledge.message_words import Berichtwoorden

_MEESTE = 4
"""More names are a list."""
_TUSSEN = r"\s*(?:,\s*(?:en\s+|and\s+)?|&|/|en\s|and\s)\s*"
_PROFIELEN = re.compile(
    rf"\bprofiel\w*\s+(?P<rij>[1-8](?:{_TUSSEN}(?:profiel\s+)?[1-8]){{1,3}})(?![\d%]|[-/.]\d|\s+(?:euro|keer|maanden|dagen|weken))"
)
_TUSSEN_DAGEN = re.compile(rf"{_TUSSEN}|,?\s*(?:en\s+)?resp(?:ectievelijk|\.)?\s*")

Plek = tuple[int, int]


def met_verdeling(tekst: str, woorden: Berichtwoorden) -> str:
    """A text in which every one of those who are named in a row has what is told of it in the same order."""
    for zin in [zin for regel in tekst.split("\n") for zin in splits(regel, woorden)]:
        if (nieuw := _verdeeld(zin, woorden)) != zin:
            tekst = tekst.replace(zin, nieuw, 1)
    return tekst


def _verdeeld(zin: str, woorden: Berichtwoorden) -> str:
    plat = vouw_even_lang(zin)
    verwant = [zin[m.start() : m.end()] for m in woorden.verwant_geval.finditer(plat)]
    namen = list(dict.fromkeys([*namen_in(zin, woorden), *verwant]))
    groepen = [g for g in genoemd_in(zin, namen) if 1 < len(g.wie) <= _MEESTE]
    if len(groepen) != 1 or woorden.meer_gevallen.search(plat):
        return zin
    (groep,) = groepen
    rij = sorted(groep.wie, key=lambda naam: zin.find(naam, groep.begin))
    gezegd = woorden.om_beurten.search(plat)
    gevonden = [(plek, w) for plek, w in _rijen(zin, plat, woorden) if len(w) == len(rij) == len({*w})]
    if not gevonden or (len(gevonden) > 1 and not gezegd):
        return zin
    feiten = [" ".join(w[n] for _, w in gevonden) for n in range(len(rij))]
    samen = ", ".join(f"{naam} {feit}" for naam, feit in zip(rij, feiten, strict=True))
    stukken = [(groep.begin, groep.eind, woorden.allebei), *((a, b, "") for (a, b), _ in gevonden)]
    stukken += [(*gezegd.span(), "")] if gezegd else []
    for begin, eind, nieuw in sorted(stukken, reverse=True):
        zin = f"{zin[:begin]}{nieuw}{zin[eind:]}"
    rest = re.sub(r"\s*[,:]\s*(?=[,:.?!])", "", re.sub(r"[ \t]{2,}", " ", zin)).strip()
    return f"{samen}. {rest[:1].upper()}{rest[1:]}"


def _rijen(zin: str, plat: str, woorden: Berichtwoorden) -> Iterator[tuple[Plek, list[str]]]:
    """The rows of values of one kind, each value as it stands beside one name."""
    datums = vind_datums(plat)
    for m in _PROFIELEN.finditer(plat):
        if not any(d.begin < m.end() and m.start() < d.eind for d in datums):
            yield m.span(), [f"profiel {d}" for d in re.findall(r"[1-8]", m["rij"])]
    dagen = [d for d in datums if d.maand and not d.relatief]
    reeks = list(dagen[:1])
    for een, ander in [*pairwise(dagen), *((d, None) for d in dagen[-1:])]:
        if ander is not None and _TUSSEN_DAGEN.fullmatch(plat[een.eind : ander.begin]):
            reeks.append(ander)
            continue
        if len(reeks) > 1:
            voor = woorden.voor_dagen.search(plat[: reeks[0].begin])
            begin = voor.start() if voor else reeks[0].begin
            aanloop = zin[begin : reeks[0].begin] if voor else woorden.dagzin
            jaren = [
                f" {d.jaar}" if d.jaar and not zonder.jaar else ""
                for zonder, d in zip(reeks, met_jaren(reeks), strict=True)
            ]
            waarden = [f"{aanloop.strip()} {zin[d.begin : d.eind]}{jaar}" for d, jaar in zip(reeks, jaren, strict=True)]
            yield (begin, reeks[-1].eind), waarden
        reeks = [ander] if ander is not None else []
