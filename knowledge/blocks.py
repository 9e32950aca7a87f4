"""Blocks of a text: paragraphs, lists, tables and code, and the sections that they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Soort = Literal["alinea", "lijst", "tabel", "code", "kop"]
LIJSTREGEL = re.compile(r"^\s*(?:[•·▪◦●○■–*+-]|o(?=\s)|\d{1,2}[.)]|[a-z][.)])\s+\S")
_PIJPREGEL = re.compile(r"^\s*\|.*\|\s*$")
_SCHEIDING = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")


@dataclass(slots=True)
class Block:
    """A paragraph, list, table or code block; `regels` are its lines (of a table: the rows, header first)."""

    soort: Soort
    regels: list[str]
    kopregels: int = 0
    plaats: str | None = None

    @property
    def text(self) -> str:
        """The block as Markdown."""
        return "\n".join(self.regels)


@dataclass(slots=True)
class Section:
    """Blocks under one heading path; `ruw` is the text as it stood."""

    pad: tuple[str, ...]
    blocks: list[Block] = field(default_factory=list)
    ruw: str = ""
    has_children: bool = False


def blocks_in(regels: list[str]) -> Iterator[Block]:
    """The blocks in lines without a blank line between them."""
    nummer = 0
    while nummer < len(regels):
        begin = nummer
        soort = _soort(regels, nummer)
        nummer += 1
        if soort == "tabel":
            while nummer < len(regels) and _soort(regels, nummer) == "tabel":
                nummer += 1
            yield _tabel(regels[begin:nummer])
        elif soort == "lijst":
            while nummer < len(regels) and _soort(regels, nummer) != "tabel":
                nummer += 1
            yield Block("lijst", _lijst(regels[begin:nummer]))
        else:
            while nummer < len(regels) and _soort(regels, nummer) == "alinea":
                nummer += 1
            yield Block("alinea", _alinea(regels[begin:nummer]))


def _soort(regels: list[str], nummer: int) -> Soort:
    regel = regels[nummer]
    if _PIJPREGEL.match(regel):
        return "tabel"
    if "\t" in regel.strip(" "):
        buren = [regels[n] for n in (nummer - 1, nummer + 1) if 0 <= n < len(regels)]
        if "\t" in regel.strip() or any("\t" in buur.strip() for buur in buren):
            return "tabel"
    return "lijst" if LIJSTREGEL.match(regel) else "alinea"


def _alinea(regels: list[str]) -> list[str]:
    """Wrapped lines joined; lines that are short by choice keep their breaks."""
    uit: list[list[str]] = []
    vorige = ""
    for regel in (r.strip() for r in regels):
        loopt_door = (
            uit and (len(vorige) >= 60 or regel[:1].islower()) and not vorige.endswith((".", ":", "?", "!", ";"))
        )
        if uit and (loopt_door or (len(vorige) >= 60 and len(regels) > 1)):
            uit[-1].append(regel)
        else:
            uit.append([regel])
        vorige = regel
    return [" ".join(delen) for delen in uit]


def _lijst(regels: list[str]) -> list[str]:
    """Items with one kind of bullet; deeper items and continuation lines keep their indent."""
    uit: list[str] = []
    eerste: int | None = None
    for regel in regels:
        inspringing = len(regel.expandtabs(4)) - len(regel.expandtabs(4).lstrip())
        if not LIJSTREGEL.match(regel):
            uit.append(f"  {regel.strip()}")
            continue
        eerste = inspringing if eerste is None else min(eerste, inspringing)
        diepte = "  " if inspringing > eerste else ""
        kaal = regel.strip()
        if not kaal[0].isalnum() or re.match(r"o\s", kaal):
            kaal = "- " + kaal[1:].strip()
        uit.append(diepte + kaal)
    return uit


def _tabel(regels: list[str]) -> Block:
    """Rows as a Markdown table; tabs or pipes between the cells."""
    if _PIJPREGEL.match(regels[0]):
        rijen = [re.split(r"(?<!\\)\|", r.strip().strip("|")) for r in regels if not _SCHEIDING.fullmatch(r.strip())]
    else:
        rijen = [[cel.replace("|", "\\|") for cel in regel.split("\t")] for regel in regels]
    breedte = max((n for rij in rijen for n, cel in enumerate(rij, 1) if cel.strip()), default=1)
    rijen = [rij[:breedte] for rij in rijen]
    tabel = [
        "| " + " | ".join(" ".join(c.split()) for c in (*rij, *[""] * (breedte - len(rij)))) + " |" for rij in rijen
    ]
    kop = 1
    while kop < len(rijen) - 1 and kop < 3 and any(not cel.strip() for cel in rijen[kop - 1][1:]) and len(rijen) > 4:
        kop += 1
    tabel.insert(kop if kop == 1 else 1, "|" + " --- |" * breedte)
    return Block("tabel", tabel, kopregels=kop + 1)
