"""Pieces of a size that can be found and cited: small sections together, large ones apart.

Never mid-sentence; lists and tables whole, or with their introduction and header repeated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from knowledge.blocks import Block, Section

KLEINST, GROOTST = 300, 900
_LIJST_HEEL = 1400  # a list or table up to this size stays in one piece
_HARDE_GRENS = 4000  # a "sentence" without an end is cut here


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the headings above it.

    Attributes:
        pad: heading path, outermost first.
        text: Markdown.
        has_children: whether the section has headings below it.
        plaats: the page, slide or sheet it stands on, when the text has marks of those.
    """

    pad: tuple[str, ...]
    text: str
    has_children: bool = False
    plaats: str | None = None


# --- small sections together ---------------------------------------------------------------------------------

_ONDER_KOP = 1200  # a heading with all below it stays whole up to this size
_LOS = 15  # a parent with this many children or more is a list of entries (a glossary); each stands by itself


def gather(secties: list[Section]) -> list[Section]:
    """The sections, with small ones brought together so that each can be understood by itself.

    A heading with everything below it becomes one section when it fits in a piece; neighbours under one parent
    come together while they fit, the headings kept in the text.
    """
    return _gather(secties, 0)


def _gather(secties: list[Section], diepte: int) -> list[Section]:
    """The same for sections that share the first `diepte` headings."""
    uit: list[Section] = []
    groepen = [list(groep) for _, groep in groupby(secties, key=lambda s: s.pad[: diepte + 1])]
    los = len(groepen) >= _LOS
    for groep in groepen:
        pad = groep[0].pad[: diepte + 1]
        if len(groep) > 1 and len(pad) > diepte:
            if _lengte(groep) <= _ONDER_KOP:
                delen = [_samen(groep, pad)]
            else:
                delen = _gather(groep, diepte + 1)
        else:
            delen = groep
        for deel in delen:
            vorige = uit[-1] if uit else None
            if not los and vorige and _past(vorige, deel, diepte):
                uit[-1] = _samen([vorige, deel], deel.pad[:diepte])
            else:
                uit.append(deel)
    return uit


def _past(a: Section, b: Section, diepte: int) -> bool:
    """Whether two neighbours at this depth are better together: one is too small to stand by itself."""
    kleinste = min(_lengte([a]), _lengte([b]))
    naast = len(a.pad) <= diepte + 1 and len(b.pad) <= diepte + 1
    if naast and _vlak(a) != _vlak(b):
        return False
    return naast and kleinste < KLEINST and _lengte([a, b]) <= GROOTST


def _vlak(sectie: Section) -> str | None:
    """The slide or sheet a section is on, which it does not share with others; pages run on."""
    plaats = sectie.blocks[0].plaats if sectie.blocks else None
    return plaats if plaats and not plaats.startswith("pagina") else None


def _lengte(secties: list[Section]) -> int:
    return sum(len(block.text) + 2 for sectie in secties for block in sectie.blocks)


def _samen(secties: list[Section], pad: tuple[str, ...]) -> Section:
    """One section at `pad` with the blocks of several, each under its own heading."""
    blocks: list[Block] = []
    getoond: tuple[str, ...] = pad
    for sectie in secties:
        eigen = [kop for n, kop in enumerate(sectie.pad) if sectie.pad[: n + 1] != getoond[: n + 1]]
        if eigen and sectie.blocks:
            blocks.append(Block("kop", [f"**{kop}**" for kop in eigen], plaats=sectie.blocks[0].plaats))
        getoond = sectie.pad if len(sectie.pad) > len(pad) else getoond
        blocks.extend(sectie.blocks)
    return Section(pad, blocks, "\n\n".join(s.ruw for s in secties), any(s.has_children for s in secties))


# --- pieces ------------------------------------------------------------------------------------------------

_AFKORTING = re.compile(
    r"(?:\b(?:bijv|bv|nr|art|ca|resp|incl|excl|max|min|dhr|mevr|mw|drs|ing|jl|evt|etc|blz|vgl|zgn|tel|afd|lid)"
    r"|\b(?:[a-z]\.)+[a-z])\.$",
    re.I,
)
_LANGSTE_AFKORTING = 20
_ZINSEINDE = re.compile(r"(?<=[.!?…])([\"'”’)]*)\s+(?=[\"'“‘(]?[A-Z0-9À-Þ])")


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph; an abbreviation does not end one."""
    zinnen: list[str] = []
    begin = 0
    for m in _ZINSEINDE.finditer(text):
        slot = text[max(begin, m.end(1) - _LANGSTE_AFKORTING) : m.end(1)].strip()
        if _AFKORTING.search(slot) or re.fullmatch(r"\d{1,2}\.", slot):
            continue
        zinnen.append(text[begin : m.end()].strip())
        begin = m.end()
    return [*zinnen, rest] if (rest := text[begin:].strip()) else zinnen


def pack(blocks: list[Block], *, los: bool = False) -> list[tuple[str, str | None]]:
    """The blocks of a section as texts of about the wanted size, each with where it stands.

    Args:
        blocks: the blocks.
        los: let a list or table begin a piece of its own (in plain text, where sections run on unseen).
    """
    stukken: list[tuple[str, str | None]] = []
    huidig = ""
    van = tot = None
    for eenheid, heel, plaats in _eenheden(blocks):
        grens = GROOTST if len(huidig) >= KLEINST else _LIJST_HEEL
        apart = los and heel and len(huidig) >= KLEINST
        if huidig and (apart or len(huidig) + len(eenheid) > grens):
            stukken.append((huidig, _van_tot(van, tot)))
            huidig = ""
        van = van if huidig else plaats
        tot = plaats
        huidig = f"{huidig}\n\n{eenheid}" if huidig else eenheid
    kort = len(huidig) < KLEINST and not los
    if huidig and kort and stukken and len(stukken[-1][0]) + len(huidig) <= _ONDER_KOP:
        vorige, begin = stukken.pop()
        stukken.append((f"{vorige}\n\n{huidig}", _van_tot(begin, tot)))
    elif huidig:
        stukken.append((huidig, _van_tot(van, tot)))
    return stukken


def _van_tot(van: str | None, tot: str | None) -> str | None:
    """From page 3 to page 4: 'pagina 3-4'."""
    if van is None or tot is None or van == tot:
        return van or tot
    soort, _, nummer = tot.rpartition(" ")
    return f"{van}-{nummer}" if soort and van.startswith(soort + " ") and nummer.isdigit() else f"{van} – {tot}"


def _eenheden(blocks: list[Block]) -> Iterator[tuple[str, bool, str | None]]:
    """Texts that stay together, whether each is a list or table with its introduction, and where it stands."""
    inleiding: list[str] = []
    for nummer, block in enumerate(blocks):
        volgend = blocks[nummer + 1] if nummer + 1 < len(blocks) else None
        if block.soort == "kop":
            inleiding.append(block.text)
        elif block.soort == "alinea":
            text = block.text
            leidt_in = volgend is not None and (
                text.endswith(":") or (volgend.soort in ("lijst", "tabel") and len(text) <= KLEINST)
            )
            if leidt_in and len(text) <= GROOTST:
                inleiding.append(text)
                continue
            for stuk in _alinea_stukken(text):
                yield "\n\n".join([*inleiding, stuk]), bool(inleiding), block.plaats
                inleiding = []
        else:
            yield from ((stuk, True, block.plaats) for stuk in _lijst_stukken(block, "\n\n".join(inleiding)))
            inleiding = []
    if inleiding:
        yield "\n\n".join(inleiding), False, blocks[-1].plaats


def _alinea_stukken(text: str) -> list[str]:
    if len(text) <= GROOTST:
        return [text]
    stukken: list[str] = []
    for zin in [deel for heel in sentences(text) for deel in _hard(heel)]:
        if stukken and len(stukken[-1]) + len(zin) < GROOTST:
            stukken[-1] += " " + zin
        else:
            stukken.append(zin)
    if len(stukken) > 1 and len(stukken[-1]) < KLEINST // 2 and len(stukken[-2]) + len(stukken[-1]) < _LIJST_HEEL:
        laatste = stukken.pop()
        stukken[-1] += " " + laatste
    return stukken


def _hard(zin: str) -> Iterator[str]:
    begin, einde = 0, len(zin)
    while einde - begin > _HARDE_GRENS:
        grens = zin.rfind(" ", begin, begin + _HARDE_GRENS)
        grens = grens if grens > begin else begin + _HARDE_GRENS
        yield zin[begin:grens]
        begin = grens
        while begin < einde and zin[begin].isspace():
            begin += 1
    yield zin[begin:].strip() if begin else zin


def _lijst_stukken(block: Block, inleiding: str) -> Iterator[str]:
    """A list or table in as few pieces as needed, each with the introduction and the header."""
    vast = "\n".join(block.regels[: block.kopregels])
    voor = inleiding + "\n\n" if inleiding else ""
    heel = voor + block.text
    if len(heel) <= _LIJST_HEEL or block.soort == "code":
        yield from _hard(heel) if len(heel) > _HARDE_GRENS * 4 else (heel,)
        return
    items: list[str] = []
    for regel in block.regels[block.kopregels :]:
        if items and regel.startswith("  ") and block.soort == "lijst":
            items[-1] += "\n" + regel
        else:
            items.extend(_hard(regel))
    stuk: list[str] = []
    for item in items:
        if stuk and len(voor) + len(vast) + sum(len(i) + 1 for i in stuk) + len(item) > GROOTST:
            yield voor + "\n".join(filter(None, [vast, *stuk]))
            stuk = []
        stuk.append(item)
    if stuk:
        yield voor + "\n".join(filter(None, [vast, *stuk]))
