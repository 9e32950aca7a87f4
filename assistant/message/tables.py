"""Tables in a message, as sentences: each cell with the head of its column, so that a fact is read with its name.

A row of somebody begins with his name ("Isa: start 28 september 2025"); where the rows are facts and the columns say of
when those are, each fact stands with its time ("profiel nu 2, gewenst 3"). The words stand in
`knowledge/woordenschat/terzijde.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reading.days.dates import vind_datums
from knowledge.aside_words import Terzijdewoorden, laad_terzijdewoorden
from knowledge.folding import vouw
from knowledge.provider_words import laad_aanbiederwoorden

_LIJN = re.compile(r"[\s|:+-]*-[\s|:+-]*")
_STREEP = re.compile(r"\s*\|?(?P<cellen>[^|\n]*(?:\|[^|\n]*)+?)\|?\s*")
_TAB = re.compile(r"[^\t\n]*(?:\t+[^\t\n]*)+")
_PUNTKOMMA = re.compile(r"[^;\n]+(?:;[^;\n]*){2,}")
_GEEN_KOP = re.compile(r"[^|\t\n]*\d[^|\t\n]*;[^|\t\n]*|[^|\t\n]*;[^|\t\n]*\d[^|\t\n]*")
"""A line with semicolons and a digit: prose, or a row of a table whose head was not pasted; never a head."""
"""A row as spreadsheets write it, of three columns or more."""
_KOLOMMEN = 2
"""A table has at least so many columns."""


def tabellen_als_zinnen(tekst: str) -> str:
    """A text with the rows of its tables as sentences; what is no table stays as it is."""
    uit, tabel = list[str](), list[list[str]]()
    bron = list[str]()
    for regel in [*tekst.split("\n"), ""]:
        cellen = _cellen(regel)
        if cellen is not None and (tabel or not _GEEN_KOP.fullmatch(regel)):
            tabel.append(cellen)
            bron.append(regel)
            continue
        uit += _zinnen(tabel) or bron
        tabel, bron = [], []
        uit.append(regel)
    return "\n".join(uit[:-1])


def _cellen(regel: str) -> list[str] | None:
    """The cells of a line; none of one that only rules the table off; None of a line that is of no table."""
    if "|" in regel and _LIJN.fullmatch(regel):
        return []
    if "|" in regel and (m := _STREEP.fullmatch(regel)):
        return [_schoon(c) for c in m["cellen"].split("|")]
    if _PUNTKOMMA.fullmatch(regel) and not re.search(r";\s*\w+\s+\w+\s+\w+\s+\w+", regel):
        return [_schoon(c) for c in regel.split(";")]
    if _TAB.fullmatch(regel) and regel.strip():
        return [_schoon(c) for c in re.split(r"\t+", regel.strip("\n"))]
    return None


def _schoon(cel: str) -> str:
    return cel.strip(" \t*_`")


def _zinnen(rijen: Sequence[list[str]]) -> list[str]:
    """The sentences of a table; none when it is none: a head and a row below it, with as many cells."""
    gevuld = [rij for rij in rijen if rij]
    if len(gevuld) < _KOLOMMEN or len(gevuld[0]) < _KOLOMMEN or any(len(rij) > len(gevuld[0]) for rij in gevuld):
        return []
    woorden = laad_terzijdewoorden()
    kop, *rest = gevuld
    if _draagt_velden(kop, woorden):
        regels = [_feit(kop, rij, woorden) for rij in rest]
        return [f"{', '.join(r for r in regels if r)}."]
    if len(kop) == _KOLOMMEN and vouw(kop[0]) not in woorden.rijnaam and _is_lijst(gevuld):
        return [f"{', '.join(f'{naam}: {waarde}' for naam, waarde in gevuld if waarde)}."]
    regels = [_rij(kop, rij, woorden) for rij in rest]
    return [f"- {regel}" for regel in regels] if len(regels) > 1 else regels


def _draagt_velden(kop: Sequence[str], woorden: Terzijdewoorden) -> bool:
    """Whether the rows are facts, of which the columns say when they hold."""
    eerste = vouw(kop[0])
    tijden = [any(w in woorden.kolom_nu or w in woorden.kolom_straks for w in vouw(naam).split()) for naam in kop[1:]]
    return (not eerste or eerste in woorden.veldnaam or all(tijden)) and eerste not in woorden.rijnaam


def _is_lijst(rijen: Sequence[list[str]]) -> bool:
    """Whether two columns are names of facts and their values, with no head above them."""
    return not any(re.search(r"\d", rij[0]) for rij in rijen) and re.search(r"\d", rijen[0][1]) is not None


def _feit(kop: Sequence[str], rij: Sequence[str], woorden: Terzijdewoorden) -> str:
    """A fact with its values; a value that stays the same is given once."""
    naam, waarden = rij[0], [(k, w) for k, w in zip(kop[1:], rij[1:], strict=False) if w]
    if len({vouw(w) for _, w in waarden}) == 1:
        return f"{naam} {waarden[0][1]}"
    nu = next((w for k, w in waarden if woorden.kolom_nu & {*vouw(k).split()}), None)
    straks = next((w for k, w in waarden if woorden.kolom_straks & {*vouw(k).split()}), None)
    if nu is None or straks is None or len(waarden) > _KOLOMMEN:
        return ", ".join(f"{naam} {k}: {w}" for k, w in waarden)
    vorm = woorden.dag_anders if vind_datums(vouw(nu)) else woorden.feit_anders
    return vorm.format(naam=naam, nu=nu, straks=straks)


def _rij(kop: Sequence[str], rij: Sequence[str], woorden: Terzijdewoorden) -> str:
    """A row of somebody or something."""
    paren = list(zip(kop, rij, strict=False))
    naam = ""
    if vouw(paren[0][0]) in woorden.rijnaam:
        naam, paren = f"{paren[0][1]}{_van_wie(kop, woorden)}: ", paren[1:]
    status = [w for k, w in paren if vouw(k) in woorden.statuskolom and w]
    feiten = [_cel(k, w) for k, w in paren if w and vouw(k) not in woorden.statuskolom]
    return f"{naam}{', '.join([*feiten, *status])}."


def _van_wie(kop: Sequence[str], woorden: Terzijdewoorden) -> str:
    """What a name of a row is the name of, where there are segments: else it reads as who delivers one."""
    wie, *andere = map(vouw, kop)
    if not any(k in woorden.segmentkolom for k in andere):
        return ""
    if wie in woorden.mensnaam:
        return f" ({wie})"
    return f" ({woorden.mens})" if any(k in laad_aanbiederwoorden().wie.soort for k in andere) else ""


def _cel(kop: str, waarde: str) -> str:
    """A cell with the head of its column, unless it says that itself."""
    return waarde if not kop or vouw(waarde).startswith(vouw(kop)) else f"{kop} {waarde}"
