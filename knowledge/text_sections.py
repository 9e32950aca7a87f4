"""Cutting a plain text along what looks like a heading: a short line by itself.

In text that came out of a slide deck, what repeats on every slide is recognised.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from knowledge.blocks import LIJSTREGEL, Block, Section, blocks_in
from knowledge.sections import DATUM, DATUMREGEL, Sections, bare_heading, own_date, without_letterhead
from knowledge.text import fold

_GENUMMERD = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|hoofdstuk \d+|artikel \d+)\s+\S", re.I)


_VRAAG = re.compile(r"\s*(?:(?:\d{1,3}[.):]|(?:[Vv]raag|V|Q) ?\d{0,3}[.:)]|[-•*])\s+)?[A-Z][^.?!:]{8,140}\?$")
"""A question as the head of its answer: one sentence on a line by itself, with or without a number before it."""
_VRAGEN = 3
"""So many questions, each with its answer right below it, make a list of questions and answers."""


def text_sections(text: str) -> Sections:
    """The sections of a plain text, with headings recognised by their look."""
    regels = [regel.rstrip(" ") for regel in without_letterhead(text).split("\n")]
    regels = _vragen_los(_voeg_vet_samen(_zonder_herhaling(regels)))
    elementen = list(_elementen(regels))
    koppen, secties = _opbouw(elementen)
    opent_met_kop = bool(elementen) and isinstance(elementen[0], str)
    return Sections(
        koppen[0] if koppen and opent_met_kop else None,
        next((kop for kop in koppen if not _VRAAG.match(kop)), None),
        own_date(regels),
        secties,
    )


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
        if 4 <= len(kaal) <= 60 and not LIJSTREGEL.match(regels[n]) and "\t" not in regels[n] and "|" not in regels[n]:
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


def _vragen_los(regels: list[str]) -> list[str]:
    """In a list of questions and answers every question by itself, as a heading."""
    vragen = {n for n, regel in enumerate(regels) if _VRAAG.match(regel) and not (n and regels[n - 1].strip())}
    beantwoord = [n for n in vragen if any(r.strip() and not _VRAAG.match(r) for r in regels[n + 1 : n + 3])]
    if len(beantwoord) < _VRAGEN:
        return regels
    return [
        deel for n, regel in enumerate(regels) for deel in ((f"**{regel.strip()}**", "") if n in vragen else (regel,))
    ]


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
            yield bare_heading(deel[0])
            deel = deel[1:]
        if len(deel) == 1 and _lijkt_kop(deel[0], in_lijst):
            yield bare_heading(deel[0])
        else:
            yield from blocks_in(deel)


def _loopt_door(deel: list[str] | None, vorige: list[str] | None) -> bool:
    """Whether a list goes on after a blank line: the next number, or a bullet after a bullet."""
    if not deel or not vorige:
        return False
    nu = re.match(r"\s*(\d{1,2})[.)]\s", deel[0])
    eerder = [m for regel in vorige if (m := re.match(r"\s*(\d{1,2})[.)]\s", regel))]
    if nu:
        return bool(eerder) and int(nu[1]) == int(eerder[-1][1]) + 1
    return bool(LIJSTREGEL.match(deel[0]) and LIJSTREGEL.match(vorige[0]))


def _lijkt_kop(regel: str, in_lijst: bool) -> bool:
    kaal = bare_heading(regel)
    if not kaal or len(kaal) > 100 or "\t" in regel or "@" in kaal or "www." in kaal or "|" in kaal:
        return False
    if LIJSTREGEL.match(regel) and (in_lijst or not _GENUMMERD.match(kaal)):
        return False
    if regel.strip().startswith("**") and regel.strip().endswith("**"):
        return True
    if kaal[-1] in ".,;:!&+" or not (kaal[0].isupper() or kaal[0].isdigit()):
        return False
    if (kaal[:1].isdigit() and DATUM.match(kaal)) or DATUMREGEL.match(kaal):
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
