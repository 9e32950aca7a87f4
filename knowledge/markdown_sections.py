"""Cutting a Markdown text along its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.blocks import LIJSTREGEL, Block, Section, blocks_in
from knowledge.sections import Sections, bare_heading, own_date, without_letterhead

_ATX = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*)")
_HEK = re.compile(r"^ {0,3}(```+|~~~+)")
_MERK = re.compile(r"\f((?:pagina|dia|blad) .{1,80})")
_STREEP = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")


def markdown_sections(text: str) -> Sections:
    """The sections of a Markdown text; a single `#` heading at the top is its title."""
    regels, plaatsen = _zonder_merken(without_letterhead(text).split("\n"))
    koppen, regels = _markdown_koppen(regels)
    hoogste = [kop for kop in koppen if kop[1] == 1]
    titel = koppen[0][2] if koppen and koppen[0][1] == 1 and len(hoogste) == 1 else None
    secties: list[Section] = []
    pad: list[tuple[int, str]] = []
    grenzen = [*koppen, (len(regels), 0, "")]

    def voeg_toe(pad: tuple[str, ...], van: int, tot: int, heeft_kinderen: bool) -> None:
        ruw = "\n".join(regels[van:tot]).strip("\n")
        if ruw.strip():
            blokken = list(_markdownblocks_in(regels[van:tot], plaatsen[van:tot]))
            secties.append(Section(pad, blokken, ruw, heeft_kinderen))

    voeg_toe((), 0, grenzen[0][0], heeft_kinderen=False)
    for (nummer, niveau, kop), (einde, volgend, _) in zip(koppen, grenzen[1:], strict=True):
        pad = [(n, k) for n, k in pad if n < niveau]
        if not (titel and nummer == koppen[0][0]):
            pad.append((niveau, kop))
        voeg_toe(tuple(k for _, k in pad), nummer + 1, einde, heeft_kinderen=volgend > niveau)
    return Sections(titel, koppen[0][2] if koppen else None, own_date(regels), secties, genest=True)


def _zonder_merken(regels: list[str]) -> tuple[list[str], list[str | None]]:
    """The lines without marks of a page, slide or sheet (a form feed and its name), and for each line where it is."""
    uit: list[str] = []
    plaatsen: list[str | None] = []
    plaats: str | None = None
    for regel in regels:
        if merk := _MERK.fullmatch(regel):
            plaats, regel = merk[1].strip(), ""
        for deel in regel.split("\f"):
            uit.append(deel)
            plaatsen.append(plaats)
    return uit, plaatsen


def _markdown_koppen(regels: list[str]) -> tuple[list[tuple[int, int, str]], list[str]]:
    """Line number, level and text of every heading; setext headings are rewritten to one line."""
    koppen: list[tuple[int, int, str]] = []
    regels = list(regels)
    hek: str | None = None
    for nummer, regel in enumerate(regels):
        if m := _HEK.match(regel):
            hek = None if hek and m[1].startswith(hek) else (hek or m[1][:3])
            continue
        if hek:
            continue
        if (m := _ATX.match(regel)) and m[2]:
            koppen.append((nummer, len(m[1]), bare_heading(_zonder_hekjes(m[2]))))
        elif (
            nummer
            and re.fullmatch(r" {0,3}(=+|-{3,})\s*", regel)
            and regels[nummer - 1].strip()
            and (nummer == 1 or not regels[nummer - 2].strip())
            and not LIJSTREGEL.match(regels[nummer - 1])
            and "|" not in regels[nummer - 1]
        ):
            koppen.append((nummer, 1 if "=" in regel else 2, bare_heading(regels[nummer - 1])))
            regels[nummer - 1] = ""
    return koppen, regels


def _zonder_hekjes(kop: str) -> str:
    """A heading without the hashes that close it."""
    kop = kop.rstrip(" \t")
    kaal = kop.rstrip("#")
    return kaal if kaal.endswith((" ", "\t")) else kop


def _markdownblocks_in(regels: list[str], plaatsen: list[str | None]) -> Iterator[Block]:
    nummer = 0
    while nummer < len(regels):
        regel = regels[nummer]
        if not regel.strip() or _STREEP.match(regel):
            nummer += 1
            continue
        begin = nummer
        if m := _HEK.match(regel):
            nummer += 1
            while nummer < len(regels) and not regels[nummer].strip().startswith(m[1][:3]):
                nummer += 1
            nummer += 1
            yield Block("code", regels[begin:nummer], plaats=plaatsen[begin])
            continue
        while nummer < len(regels) and regels[nummer].strip() and not _HEK.match(regels[nummer]):
            nummer += 1
        for block in blocks_in(regels[begin:nummer]):
            block.plaats = plaatsen[begin]
            yield block
