"""What a text claims: its exact values, the names of documents in it, and what it says may, must, is or is not.

Pure functions of the text and the words in `knowledge/woordenschat/bewijs.yaml`; whether a claim holds is for
`assistant.proof.verify` to say. Everything is cached by text, since the same passages are proof time and again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.reading.days.dates import vind_datums
from knowledge.folding import vouw
from knowledge.numbers import RANGWOORDEN, TELWOORDEN
from knowledge.proof_words import laad_bewijswoorden
from knowledge.text import stem

_MARKER = re.compile(r"\[\d+\]")
_LIJST = re.compile(r"^[ \t]*\d+\.[ \t]", re.MULTILINE)
_CODE = re.compile(r"(?<![a-z0-9])(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{3,}(?![a-z0-9])")
_RANG = re.compile(r"(?<![a-z0-9.,])(\d{1,3})(?:e|ste|de)(?![a-z0-9])")
_GETAL = re.compile(r"(?<![a-z0-9.,])\d[\d.,]*")
_EURO = re.compile(r"(?:€|\beuro|\beur)\s*$")
_EINDE = re.compile(r"[.!?](?:[\"'’”)]*)(?:\s*\[\d+\])*(?=\s+[^\s\[a-z])")
_LIJSTNUMMER = re.compile(r"\s*\d+\.")
_TEKEN = re.compile(r"[;:()–]|,(?!\d)|\s-\s")
_WOORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_TELWAARDEN = {woord: str(n) for woord, n in (TELWOORDEN | RANGWOORDEN).items() if n >= 2 or woord == "eerste"} | {
    "anderhalf": "1.5",
    "anderhalve": "1.5",
}
"""Written number -> its value, from two; "een" is an article."""
_TELWOORD = re.compile(r"(?<![a-z0-9-])(" + "|".join(sorted(_TELWAARDEN, key=len, reverse=True)) + r")(?![a-z0-9])")
_GEEN_TELWOORD = re.compile(
    r"\bin acht (?:te )?(?:neem|neemt|nemen|genomen)\b|\bten (?:eerste|tweede|derde|vierde)\b"
    r"|\bin (?:de )?eerste (?:plaats|instantie)\b"
)
_EEN = re.compile(r"(?<![a-z0-9])een(?![a-z0-9])")


@dataclass(frozen=True)
class Vondst:
    """Something exact in a text, with where it stands; `waarden` are its spellings as keys."""

    begin: int
    eind: int
    waarden: frozenset[str]


@dataclass(frozen=True)
class Uiting:
    """What one clause says of something: that it may, must or is so; and how often it says "not" (`ontkend`)."""

    soort: Literal["mag", "moet", "feit"]
    ontkend: int
    over: frozenset[str]


@lru_cache(maxsize=4096)
def vondsten(tekst: str) -> tuple[Vondst, ...]:
    """Everything exact in a text, in order: `d:07-01`, `d:2025-07-01`, `c:504dz`, `g:75`, with unit also `e:75 %`.

    Markers (`[1]`) and the numbers of a list are nothing exact; numbers may be written in words.
    """
    plat, plek = _gevouwen(tekst)
    rest = _LIJST.sub(_leeg, _MARKER.sub(_leeg, plat))
    gevonden: list[tuple[int, int, set[str]]] = []
    for dag in vind_datums(rest):
        if dag.maand is None:
            continue
        waarden = {f"d:{dag.maand:02}-{dag.dag:02}"}
        if dag.jaar is not None:
            waarden.add(f"d:{dag.jaar}-{dag.maand:02}-{dag.dag:02}")
        gevonden.append((dag.begin, dag.eind, waarden))
    rest = _zonder(rest, gevonden)
    nieuw = [(*m.span(), {f"g:{int(m[1])}"}) for m in _RANG.finditer(rest)]
    rest = _zonder(rest, nieuw)
    gevonden += nieuw
    nieuw = [(*m.span(), {f"c:{m[0]}"}) for m in _CODE.finditer(rest)]
    rest = _GEEN_TELWOORD.sub(_leeg, _zonder(rest, nieuw))
    gevonden += [*nieuw, *_getallen(rest), *_telwoorden_in(rest, tekst, plek)]
    return tuple(
        Vondst(plek[begin], plek[eind - 1] + 1, frozenset(waarden))
        for begin, eind, waarden in sorted(gevonden, key=lambda v: v[0])
    )


def exacte_waarden(tekst: str) -> set[str]:
    """Everything exact in a text, in one spelling."""
    return {w for vondst in vondsten(tekst) for w in vondst.waarden}


def _gevouwen(tekst: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters where it stood."""
    plat = vouw(tekst)
    if len(plat) == len(tekst):
        return plat, list(range(len(tekst)))
    delen, plek = [], []
    for nummer, teken in enumerate(tekst):
        deel = vouw(teken)
        delen.append(deel)
        plek += [nummer] * len(deel)
    return "".join(delen), plek


def _leeg(m: re.Match[str]) -> str:
    return " " * len(m[0])


def _zonder(tekst: str, gevonden: list[tuple[int, int, set[str]]]) -> str:
    letters = list(tekst)
    for begin, eind, _ in gevonden:
        letters[begin:eind] = " " * (eind - begin)
    return "".join(letters)


def _getallen(plat: str) -> list[tuple[int, int, set[str]]]:
    uit = []
    for m in _GETAL.finditer(plat):
        kaal = m[0].rstrip(".,")
        getal = _getal(kaal)
        eind, eenheid = _eenheid(plat, m.start() + len(kaal))
        euro = _EURO.search(plat[max(0, m.start() - 6) : m.start()])
        begin = m.start()
        if euro and eenheid is None:
            begin, eenheid = m.start() - len(euro[0]), "euro"
        uit.append((begin, eind, {f"g:{getal}"} | ({f"e:{getal} {eenheid}"} if eenheid else set())))
    return uit


def _telwoorden_in(plat: str, tekst: str, plek: list[int]) -> list[tuple[int, int, set[str]]]:
    woorden = laad_bewijswoorden()
    uit = []
    for m in _TELWOORD.finditer(plat):
        getal = _TELWAARDEN[m[1]]
        eind, eenheid = _eenheid(plat, m.end())
        uit.append((m.start(), eind, {f"g:{getal}"} | ({f"e:{getal} {eenheid}"} if eenheid else set())))
    for m in _EEN.finditer(plat):
        eind, eenheid = _eenheid(plat, m.end())
        met_accent = "é" in tekst[plek[m.start()] : plek[m.end() - 1] + 1]
        waarden = {"g:1"} if met_accent else set()
        if eenheid in woorden.tijdseenheden:
            waarden.add(f"e:1 {eenheid}")
        if waarden:
            uit.append((m.start(), eind, waarden))
    return uit


def _eenheid(plat: str, na: int) -> tuple[int, str | None]:
    """The unit that follows, with where it ends; else None and where the number ends."""
    woorden = laad_bewijswoorden()
    m = woorden.eenheid.match(plat, na)
    return (m.end(), woorden.geschreven[m["eenheid"]]) if m else (na, None)


def eenheden_in(sleutel: str) -> set[str]:
    """The units in the name of a field, such as `dagen_resterend`."""
    woorden = laad_bewijswoorden()
    return {woorden.geschreven[deel] for deel in sleutel.split("_") if deel in woorden.geschreven}


def _getal(schoon: str) -> str:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", schoon):
        schoon = schoon.replace(".", "")
    schoon = schoon.replace(",", ".")
    if re.fullmatch(r"\d+\.\d+", schoon):
        schoon = schoon.rstrip("0").rstrip(".")
    return schoon


# --- sentences, names, clauses -----------------------------------------------------------------------------


def zinnen(tekst: str) -> list[str]:
    """The sentences of an answer, each with the markers behind it; every line begins a new one."""
    uit = []
    for regel in tekst.splitlines():
        begin = 0
        for m in _EINDE.finditer(regel):
            if _LIJSTNUMMER.fullmatch(regel[begin : m.end()]):
                continue
            uit.append(regel[begin : m.end()])
            begin = m.end()
        uit.append(regel[begin:])
    return [z.strip() for z in uit if z.strip()]


def markers(zin: str) -> frozenset[int]:
    """The numbers of the citations in a sentence."""
    return frozenset(int(m[0][1:-1]) for m in _MARKER.finditer(zin))


def zonder_markers(tekst: str) -> str:
    """The text without `[1]`."""
    return re.sub(r"\s*\[\d+\]", "", tekst)


@lru_cache(maxsize=4096)
def documentnamen(tekst: str) -> frozenset[str]:
    """Names of documents and forms in a text, folded, in the singular."""
    woorden = laad_bewijswoorden()
    gevonden = (m[1].replace("-", "") for m in woorden.documentwoorden.finditer(vouw(tekst)))
    return frozenset(naam for naam in gevonden if naam not in woorden.geen_document)


@lru_cache(maxsize=8192)
def stammen(tekst: str) -> frozenset[str]:
    """Stems of the words that say what a text is about."""
    woorden = laad_bewijswoorden()
    kaal = vouw(tekst)
    for patroon in (woorden.mag, woorden.mag_niet, woorden.moet, woorden.moet_niet, woorden.ontkenning):
        kaal = patroon.sub(" ", kaal)
    return frozenset(stem(w) for w in _WOORD.findall(kaal) if w not in woorden.vulwoorden)


@lru_cache(maxsize=8192)
def uitingen(zin: str) -> tuple[Uiting, ...]:
    """What a sentence says, clause by clause; a question says nothing."""
    kaal = zonder_markers(zin).strip(" *_-|")
    if kaal.endswith("?"):
        return ()
    woorden, geheel = laad_bewijswoorden(), stammen(kaal)
    stukken = [s for deel in _TEKEN.split(vouw(kaal)) for s in woorden.scheiding.split(deel)]
    return tuple(_uiting(stuk, geheel) for stuk in _samengevoegd(stukken))


def _samengevoegd(stukken: list[str]) -> list[str]:
    """The clauses; what says nothing of its own (a word of a list) goes with the next, the last with the one before."""
    uit, los = [], ""
    for stuk in stukken:
        los = f"{los} {stuk}".strip()
        if len(stammen(los)) > 1 and (stuk == los or len(stammen(stuk)) > 1 or _zegt_iets(stuk)):
            uit.append(los)
            los = ""
    if los and uit and not _zegt_iets(los):
        uit[-1] += f" {los}"
    elif los and (stammen(los) or _zegt_iets(los)):
        uit.append(los)
    return uit


def _zegt_iets(stuk: str) -> bool:
    woorden = laad_bewijswoorden()
    patronen = (woorden.mag, woorden.mag_niet, woorden.moet, woorden.moet_niet, woorden.ontkenning)
    return any(p.search(stuk) for p in patronen)


def _uiting(stuk: str, geheel: frozenset[str]) -> Uiting:
    woorden = laad_bewijswoorden()
    niet = len(woorden.ontkenning.findall(stuk))
    verboden, vrij = woorden.mag_niet.search(stuk) is not None, woorden.moet_niet.search(stuk) is not None
    soort: Literal["mag", "moet", "feit"] = "feit"
    if verboden or woorden.mag.search(stuk):
        soort = "mag"
    elif vrij or woorden.moet.search(stuk):
        soort = "moet"
    if verboden or vrij:
        niet = niet - 1 if niet else 1
    over = stammen(stuk)
    return Uiting(soort, niet, over if len(over) > 1 else over | geheel)


def antwoordt(zin: str) -> Literal["ja", "nee"] | None:
    """Whether a sentence begins by answering yes or no."""
    woorden, plat = laad_bewijswoorden(), vouw(zin)
    return "nee" if woorden.nee.match(plat) else "ja" if woorden.ja.match(plat) else None
