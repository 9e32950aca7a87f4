"""Cutting a text along its own structure: headings, paragraphs, lists, tables.

`markdown_sections` follows Markdown; `text_sections` has to recognise headings in plain text (a short line
by itself) and, in text that came out of a slide deck, what repeats on every slide. Both give `Sections`,
which come out whole (`whole`) or as pieces of a size that can be found and cited (`pieces`): never
mid-sentence, lists and tables whole or with their introduction and header repeated.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from knowledge.text import fold

KLEINST, GROOTST = 300, 900
_LIJST_HEEL = 1400  # a list or table up to this size stays in one piece
_HARDE_GRENS = 4000  # a "sentence" without an end is cut here

Soort = Literal["alinea", "lijst", "tabel", "code", "kop"]


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


@dataclass(slots=True)
class Sections:
    """A document, cut at its headings.

    Attributes:
        titel: the heading at the top, when the document opens with one.
        eerste_kop: the first heading anywhere.
        datum: the date that the document gives itself at the top, ISO.
        secties: the sections in order.
        genest: whether the levels of its headings are known, so that small sections may come together.
    """

    titel: str | None
    eerste_kop: str | None
    datum: str | None
    secties: list[Section]
    genest: bool = False

    def whole(self) -> list[Piece]:
        """Every section with text as one piece, as it stood."""
        return [Piece(s.pad, s.ruw.strip(), s.has_children) for s in self.secties if s.ruw.strip()]

    def pieces(self) -> list[Piece]:
        """The text in pieces of about 300 to 900 characters; small sections of one parent come together."""
        secties = gather(self.secties) if self.genest else self.secties
        return [
            Piece(s.pad, text, s.has_children, plaats)
            for s in secties
            for text, plaats in pack(s.blocks, los=not self.genest)
        ]


# --- Markdown ----------------------------------------------------------------------------------------------

_ATX = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_HEK = re.compile(r"^ {0,3}(```+|~~~+)")
_LIJSTREGEL = re.compile(r"^\s*(?:[•·▪◦●○■–*+-]|o(?=\s)|\d{1,2}[.)]|[a-z][.)])\s+\S")
_PIJPREGEL = re.compile(r"^\s*\|.*\|\s*$")
_SCHEIDING = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
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
            blokken = list(_markdown_blokken(regels[van:tot], plaatsen[van:tot]))
            secties.append(Section(pad, blokken, ruw, heeft_kinderen))

    voeg_toe((), 0, grenzen[0][0], heeft_kinderen=False)
    for (nummer, niveau, kop), (einde, volgend, _) in zip(koppen, grenzen[1:], strict=True):
        pad = [(n, k) for n, k in pad if n < niveau]
        if not (titel and nummer == koppen[0][0]):
            pad.append((niveau, kop))
        voeg_toe(tuple(k for _, k in pad), nummer + 1, einde, heeft_kinderen=volgend > niveau)
    return Sections(titel, koppen[0][2] if koppen else None, _eigen_datum(regels), secties, genest=True)


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
            koppen.append((nummer, len(m[1]), _kale_kop(m[2])))
        elif (
            nummer
            and re.fullmatch(r" {0,3}(=+|-{3,})\s*", regel)
            and regels[nummer - 1].strip()
            and (nummer == 1 or not regels[nummer - 2].strip())
            and not _LIJSTREGEL.match(regels[nummer - 1])
            and "|" not in regels[nummer - 1]
        ):
            koppen.append((nummer, 1 if "=" in regel else 2, _kale_kop(regels[nummer - 1])))
            regels[nummer - 1] = ""
    return koppen, regels


def _kale_kop(kop: str) -> str:
    return " ".join(re.sub(r"\*\*|__", "", kop).split()).strip("* ")


def _markdown_blokken(regels: list[str], plaatsen: list[str | None]) -> Iterator[Block]:
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
        for block in _blokken(regels[begin:nummer]):
            block.plaats = plaatsen[begin]
            yield block


# --- plain text --------------------------------------------------------------------------------------------

_MAANDNAMEN = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_DATUM = re.compile(
    rf"\b(\d{{1,2}})\s+({_MAANDNAMEN})\s+(\d{{4}})\b|\b(\d{{1,2}})-(\d{{1,2}})-(\d{{4}})\b",
    re.I,
)
_DATUMREGEL = re.compile(r"(?:bericht )?(?:geplaatst|gepubliceerd|datum|versie|publicatiedatum)\b.*\d{4}", re.I)
_MAANDEN = _MAANDNAMEN.split("|")
_GENUMMERD = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|hoofdstuk \d+|artikel \d+)\s+\S", re.I)


def text_sections(text: str) -> Sections:
    """The sections of a plain text, with headings recognised by their look."""
    regels = [regel.rstrip(" ") for regel in without_letterhead(text).split("\n")]
    regels = _voeg_vet_samen(_zonder_herhaling(regels))
    elementen = list(_elementen(regels))
    koppen, secties = _opbouw(elementen)
    opent_met_kop = bool(elementen) and isinstance(elementen[0], str)
    return Sections(
        koppen[0] if koppen and opent_met_kop else None,
        koppen[0] if koppen else None,
        _eigen_datum(regels),
        secties,
    )


def without_letterhead(text: str) -> str:
    """The text without lines that describe a logo and, at the top, the letterhead that repeats its words.

    The same letterhead stands above pages about other regions, so it says nothing about this text.
    """
    uit: list[str] = []
    woorden_logo: set[str] = set()
    gezien = 0
    in_briefhoofd = False
    for regel in text.split("\n"):
        kaal = regel.strip()
        if re.match(r"logo\b", kaal, re.I) and len(kaal) <= 150 and not kaal.endswith((".", ":")):
            woorden_logo |= _kopwoorden(kaal)
            in_briefhoofd = gezien <= 15
            continue
        if kaal and in_briefhoofd:
            eigen = _kopwoorden(kaal)
            in_briefhoofd = len(kaal) <= 80 and (not eigen or len(eigen & woorden_logo) >= 0.6 * len(eigen))
            if in_briefhoofd:
                continue
        gezien += bool(kaal)
        uit.append(regel)
    return "\n".join(uit)


def _kopwoorden(regel: str) -> set[str]:
    return set(re.findall(r"\w{3,}", fold(regel))) - {"logo"}


def _zonder_herhaling(regels: list[str]) -> list[str]:
    """Page headers and footers out, a form feed in their place.

    A line is one when it is short and comes back, by itself, from begin to end of a long document.
    """
    gevuld = [n for n, regel in enumerate(regels) if regel.strip()]
    if len(gevuld) < 60:
        return regels
    plaatsen: dict[str, list[int]] = {}
    for n in gevuld:
        kaal = _kaal(regels[n])
        if 4 <= len(kaal) <= 60 and not _LIJSTREGEL.match(regels[n]) and "\t" not in regels[n] and "|" not in regels[n]:
            plaatsen.setdefault(kaal, []).append(n)
    omvang = gevuld[-1] - gevuld[0]
    vaak = {k: ns for k, ns in plaatsen.items() if len(ns) >= 5}
    ruis = {k for k, ns in vaak.items() if ns[-1] - ns[0] >= 0.6 * omvang}
    plek = {n for k in ruis for n in vaak[k]}
    # what mostly stands next to such a line belongs to it
    ruis |= {k for k, ns in vaak.items() if sum(bool(plek & set(range(n - 4, n + 5))) for n in ns) >= 0.8 * len(ns)}
    return ["\f" if _kaal(regel) in ruis else regel for regel in regels]


def _kaal(regel: str) -> str:
    return " ".join(fold(regel).replace("*", "").split())


def _voeg_vet_samen(regels: list[str]) -> list[str]:
    """A bold heading over several lines becomes one line."""
    uit: list[str] = []
    nummer = 0
    while nummer < len(regels):
        regel = regels[nummer]
        if regel.strip().startswith("**") and regel.count("**") == 1:
            for eind in range(nummer + 1, min(nummer + 5, len(regels))):
                if not regels[eind].strip():
                    break
                if regels[eind].rstrip().endswith("**"):
                    regel = " ".join(r.strip() for r in regels[nummer : eind + 1])
                    nummer = eind
                    break
        uit.append(regel)
        nummer += 1
    return uit


_BREUK = None
Element = str | Block | None
"""A heading candidate, a block of text, or (None) the start of a page."""


def _elementen(regels: list[str]) -> Iterator[Element]:
    groep: list[str] = []
    groepen: list[list[str] | None] = []
    for regel in [*regels, ""]:
        if regel.strip() and "\f" not in regel:
            groep.append(regel)
            continue
        if groep:
            groepen.append(groep)
            groep = []
        if "\f" in regel:
            groepen.append(None)
            if rest := regel.replace("\f", "").strip():
                groep.append(rest)
    for nummer, deel in enumerate(groepen):
        if deel is None:
            yield _BREUK
            continue
        in_lijst = _loopt_door(deel, groepen[nummer - 1] if nummer else None) or _loopt_door(
            groepen[nummer + 1] if nummer + 1 < len(groepen) else None, deel
        )
        if deel[0].strip().startswith("**") and deel[0].strip().endswith("**") and len(deel) > 1:
            yield _kale_kop(deel[0])
            deel = deel[1:]
        if len(deel) == 1 and _lijkt_kop(deel[0], in_lijst):
            yield _kale_kop(deel[0])
        else:
            yield from _blokken(deel)


def _loopt_door(deel: list[str] | None, vorige: list[str] | None) -> bool:
    """Whether a list goes on after a blank line: the next number, or a bullet after a bullet."""
    if not deel or not vorige:
        return False
    nu = re.match(r"\s*(\d{1,2})[.)]\s", deel[0])
    eerder = [m for regel in vorige if (m := re.match(r"\s*(\d{1,2})[.)]\s", regel))]
    if nu:
        return bool(eerder) and int(nu[1]) == int(eerder[-1][1]) + 1
    return bool(_LIJSTREGEL.match(deel[0]) and _LIJSTREGEL.match(vorige[0]))


def _lijkt_kop(regel: str, in_lijst: bool) -> bool:
    kaal = _kale_kop(regel)
    if not kaal or len(kaal) > 100 or "\t" in regel or "@" in kaal or "www." in kaal or "|" in kaal:
        return False
    if _LIJSTREGEL.match(regel) and (in_lijst or not _GENUMMERD.match(kaal)):
        return False
    if regel.strip().startswith("**") and regel.strip().endswith("**"):
        return True
    if kaal[-1] in ".,;:!&+" or not (kaal[0].isupper() or kaal[0].isdigit()):
        return False
    if (kaal[:1].isdigit() and _DATUM.match(kaal)) or _DATUMREGEL.match(kaal):
        return False
    return bool(re.search(r"[^\W\d_]{3}", kaal))


def _opbouw(elementen: list[Element]) -> tuple[list[str], list[Section]]:
    """Headings and sections out of the sequence of candidates and blocks."""
    vaker = Counter(element for element in elementen if isinstance(element, str))
    koppen: list[str] = []
    secties: list[Section] = []
    nummer = 0

    def begin(*pad: str) -> None:
        koppen.extend(pad)
        if secties and not secties[-1].blocks:
            secties.pop()
        if len(pad) == 1 and _GENUMMERD.match(pad[0]) and secties and secties[-1].pad:
            ouders = tuple(k for k in secties[-1].pad if not _GENUMMERD.match(k))[:1]
            pad = (*ouders, *pad)
        secties.append(Section(tuple(dict.fromkeys(pad))))

    while nummer < len(elementen):
        element = elementen[nummer]
        if element is _BREUK:
            nummer += 1
            continue
        if isinstance(element, Block):
            if not secties:
                secties.append(Section(()))
            secties[-1].blocks.append(element)
            nummer += 1
            continue
        reeks: list[str] = []
        while nummer < len(elementen) and isinstance(kandidaat := elementen[nummer], str):
            if reeks and vaker[kandidaat] > 2 and kandidaat != reeks[-1]:
                break
            if kandidaat not in reeks[-1:]:
                reeks.append(kandidaat)
            nummer += 1
        gevolgd = nummer < len(elementen) and isinstance(elementen[nummer], Block)
        _plaats_reeks(reeks, gevolgd, vaker[reeks[0]] > 1, begin, secties)
    return koppen, list(_zonder_kruimels([s for s in secties if s.blocks]))


_KRUIMEL = 80


def _zonder_kruimels(secties: list[Section]) -> Iterator[Section]:
    """Neighbouring sections of a few words, as on a slide with loose terms, come together under the first."""
    wacht: Section | None = None
    for sectie in secties:
        klein = sum(len(block.text) for block in sectie.blocks) < _KRUIMEL and not any(
            block.soort == "tabel" or block.text.endswith(".") for block in sectie.blocks
        )
        if klein and wacht is not None:
            kop = [Block("alinea", [f"**{sectie.pad[-1]}**"])] if sectie.pad else []
            wacht.blocks.extend([*kop, *sectie.blocks])
            continue
        if wacht is not None:
            yield wacht
        wacht = sectie if klein else None
        if not klein:
            yield sectie
    if wacht is not None:
        yield wacht


def _plaats_reeks(
    reeks: list[str], gevolgd: bool, vaker: bool, begin: Callable[..., None], secties: list[Section]
) -> None:
    """Decide which candidates in a row are headings and which are the content of a slide."""
    if gevolgd and len(reeks) <= (3 if vaker else 2):
        begin(*reeks)
        return
    if len(reeks) == 1:
        if len(reeks[0]) >= 15 and not any(reeks[0] in sectie.pad for sectie in secties):
            begin(*reeks)
            secties[-1].blocks.append(Block("alinea", [reeks[0]]))
        return
    boven = 2 if vaker and len(reeks) > (3 if gevolgd else 2) else 1
    begin(*reeks[:boven])
    inhoud = reeks[boven:-1] if gevolgd else reeks[boven:]
    if inhoud:
        secties[-1].blocks.append(Block("lijst", [f"- {regel}" for regel in inhoud]))
    if gevolgd:
        begin(reeks[0], reeks[-1])


def _eigen_datum(regels: list[str]) -> str | None:
    """A date that stands by itself, or after 'geplaatst op' or the like, among the first lines."""
    for regel in [r.strip(" *") for r in regels if r.strip(" *\f")][:15]:
        m = _DATUM.search(regel)
        if m and (m[0] == regel or _DATUMREGEL.match(regel)):
            dag, maand, jaar = (m[1], _MAANDEN.index(m[2].lower()) + 1, m[3]) if m[1] else (m[4], int(m[5]), m[6])
            if 1 <= int(maand) <= 12 and 1 <= int(dag) <= 31:
                return f"{jaar}-{int(maand):02}-{int(dag):02}"
    return None


# --- blocks ------------------------------------------------------------------------------------------------


def _blokken(regels: list[str]) -> Iterator[Block]:
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
    return "lijst" if _LIJSTREGEL.match(regel) else "alinea"


def _alinea(regels: list[str]) -> list[str]:
    """Wrapped lines joined; lines that are short by choice keep their breaks."""
    uit: list[str] = []
    vorige = ""
    for regel in (r.strip() for r in regels):
        loopt_door = (
            uit and (len(vorige) >= 60 or regel[:1].islower()) and not vorige.endswith((".", ":", "?", "!", ";"))
        )
        if uit and (loopt_door or (len(vorige) >= 60 and len(regels) > 1)):
            uit[-1] += " " + regel
        else:
            uit.append(regel)
        vorige = regel
    return uit


def _lijst(regels: list[str]) -> list[str]:
    """Items with one kind of bullet; deeper items and continuation lines keep their indent."""
    uit: list[str] = []
    eerste: int | None = None
    for regel in regels:
        inspringing = len(regel.expandtabs(4)) - len(regel.expandtabs(4).lstrip())
        if not _LIJSTREGEL.match(regel):
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
        rijen = [re.split(r"(?<!\\)\|", r.strip().strip("|")) for r in regels if not _SCHEIDING.match(r)]
    else:
        rijen = [[cel.replace("|", "\\|") for cel in regel.split("\t")] for regel in regels]
    breedte = max(len(rij) for rij in rijen)
    while breedte > 1 and all(len(rij) < breedte or not rij[-1].strip() for rij in rijen):
        breedte -= 1
        rijen = [rij[:breedte] for rij in rijen]
    tabel = [
        "| " + " | ".join(" ".join(c.split()) for c in (*rij, *[""] * (breedte - len(rij)))) + " |" for rij in rijen
    ]
    kop = 1
    while kop < len(rijen) - 1 and kop < 3 and any(not cel.strip() for cel in rijen[kop - 1][1:]) and len(rijen) > 4:
        kop += 1
    tabel.insert(kop if kop == 1 else 1, "|" + " --- |" * breedte)
    return Block("tabel", tabel, kopregels=kop + 1)


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
_ZINSEINDE = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9À-Þ])")


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph; an abbreviation does not end one."""
    zinnen: list[str] = []
    begin = 0
    for m in _ZINSEINDE.finditer(text):
        zin = text[begin : m.end()].strip()
        if _AFKORTING.search(zin) or re.fullmatch(r"\d{1,2}\.", zin):
            continue
        zinnen.append(zin)
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
    while len(zin) > _HARDE_GRENS:
        grens = zin.rfind(" ", 0, _HARDE_GRENS)
        grens = grens if grens > 0 else _HARDE_GRENS
        yield zin[:grens]
        zin = zin[grens:].strip()
    yield zin


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
