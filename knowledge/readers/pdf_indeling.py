"""The reading order of a page: columns one after the other, and tables that have no lines between their cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from statistics import median

from knowledge.readers.pdf_pagina import Pagina, Regel, Rooster, plak

Deel = Regel | Rooster

OPSOMTEKEN = re.compile(r"[•·▪◦●○■□➢➤►✓–*\uf0b7\uf0a7\uf0d8\uf0fc\uf02d\u2043-]|o(?=\s)|\d{1,2}[.)]|[a-z][.)]")
_GOOT = 9.0  # points between two columns, at least
_PROZA = 18  # letters on half of the lines, in a column of running text
_OVERLAP = 0.25  # of the height of a line, when two lines are in one row
_TUSSENRUIMTE = 1.6  # in a table without lines, rows this many letter sizes apart are still one table


def indeling(pagina: Pagina) -> list[Deel]:
    """The lines and tables of a page in the order in which they are read."""
    return list(_orden(_met_teken(pagina.regels), pagina.roosters, 0))


def _met_teken(regels: list[Regel]) -> list[Regel]:
    """A bullet or number that stands apart goes with the text to its right."""
    uit: list[Regel] = []
    for regel in regels:
        vorige = uit[-1] if uit else None
        if vorige and _hoort_bij(vorige, regel):
            vorige.text = f"{vorige.text} {regel.text}"
            vorige.rechts, vorige.onder = regel.rechts, max(vorige.onder, regel.onder)
            vorige.grootte, vorige.vet = regel.grootte, regel.vet
        else:
            uit.append(regel)
    return uit


def _hoort_bij(teken: Regel, text: Regel) -> bool:
    kopnummer = re.fullmatch(r"\d+(?:\.\d+)*\.?", teken.text) and (teken.vet and text.vet)
    naast = abs(teken.onder - text.onder) < 0.6 * text.grootte and 0 <= text.links - teken.rechts < 45
    return naast and bool(kopnummer or OPSOMTEKEN.fullmatch(teken.text))


# --- columns -----------------------------------------------------------------------------------------------


def _orden(regels: list[Regel], roosters: list[Rooster], diepte: int) -> Iterable[Deel]:
    """The parts from the top down; where columns stand side by side, the left one first."""
    x = _goot(regels, roosters) if diepte < 4 else None
    if x is None:
        yield from sorted([*_zonder_lijnen(regels), *roosters], key=_boven)
        return
    groep: list[Deel] = []
    delen: list[Deel] = [*regels, *roosters]
    for deel in [*sorted(delen, key=_boven), None]:
        if deel is not None and not _kruist(deel, x):
            groep.append(deel)
            continue
        yield from _naast_elkaar(groep, x, diepte)
        groep = []
        if deel is not None:
            yield deel


def _naast_elkaar(groep: list[Deel], x: float, diepte: int) -> Iterable[Deel]:
    """Parts that do not cross `x`: two columns when they look so, else lines across."""
    links = [d for d in groep if _rand(d)[1] <= x]
    rechts = [d for d in groep if _rand(d)[1] > x]
    twee = [r for r in links if isinstance(r, Regel)], [r for r in rechts if isinstance(r, Regel)]
    if links and rechts and (_is_kolom(*twee) or any(isinstance(d, Rooster) for d in groep)):
        for kant in (links, rechts):
            tekst = [d for d in kant if isinstance(d, Regel)]
            yield from _orden(tekst, [d for d in kant if isinstance(d, Rooster)], diepte + 1)
    else:
        tekst = [d for d in groep if isinstance(d, Regel)]
        yield from sorted([*_zonder_lijnen(tekst), *(d for d in groep if isinstance(d, Rooster))], key=_boven)


def _goot(regels: list[Regel], roosters: list[Rooster]) -> float | None:
    """The middle of the white strip between two columns, where the most lines keep clear of it."""
    kandidaten: Counter[int] = Counter()
    for links in regels:
        for rechts in regels:
            ruimte = rechts.links - links.rechts
            if _GOOT <= ruimte < 120 and links.boven < rechts.onder and rechts.boven < links.onder:
                kandidaten[round(rechts.links)] += 1
    beste: tuple[int, float] | None = None
    for begin, _ in kandidaten.most_common(12):
        x = begin - 3.0
        reeks: list[Regel] = []
        for regel in [*regels, None]:
            if regel is not None and not _kruist(regel, x):
                reeks.append(regel)
                continue
            kanten = [r for r in reeks if r.rechts <= x], [r for r in reeks if r.rechts > x]
            if _is_kolom(*kanten) and (beste is None or len(reeks) > beste[0]):
                beste = (len(reeks), x)
            reeks = []
    return beste[1] if beste and not any(_kruist(r, beste[1]) and len(roosters) > 3 for r in roosters) else None


def _is_kolom(links: list[Regel], rechts: list[Regel]) -> bool:
    """Whether these lines are two columns of running text, or of bullets, and no table."""
    if len(links) < 3 or len(rechts) < 3:
        return False
    overlap = min(links[-1].onder, rechts[-1].onder) - max(links[0].boven, rechts[0].boven)
    hoogte = min(links[-1].onder - links[0].boven, rechts[-1].onder - rechts[0].boven)
    if overlap < 0.5 * hoogte:
        return False
    proza = all(median(len(r.text) for r in kant) >= _PROZA for kant in (links, rechts))
    punten = all(sum(bool(OPSOMTEKEN.match(r.text)) for r in kant) * 2 >= len(kant) for kant in (links, rechts))
    return proza or punten


def _boven(deel: Deel) -> float:
    return deel.boven


def _kruist(deel: Deel, x: float) -> bool:
    links, rechts = _rand(deel)
    return links < x < rechts


def _rand(deel: Deel) -> tuple[float, float]:
    return (deel.plek[0], deel.plek[2]) if isinstance(deel, Rooster) else (deel.links, deel.rechts)


# --- tables without lines ----------------------------------------------------------------------------------


def _zonder_lijnen(regels: list[Regel]) -> Iterable[Deel]:
    """The lines, with those that stand in columns made into tables."""
    rijen = _rijen(sorted(regels, key=lambda r: (round(r.boven), r.links)))
    nummer = 0
    while nummer < len(rijen):
        einde = _einde(rijen, nummer)
        rooster = _rooster(rijen[nummer:einde]) if einde - nummer >= 2 else None
        if rooster is None:
            yield from rijen[nummer]
            nummer += 1
        else:
            yield rooster
            nummer = einde


def _rijen(regels: list[Regel]) -> list[list[Regel]]:
    """Lines at the same height together; so also the lines of cells that are centred beside each other."""
    rijen: list[list[Regel]] = []
    onder = 0.0
    for regel in regels:
        if rijen and onder - regel.boven > _OVERLAP * (regel.onder - regel.boven):
            rijen[-1].append(regel)
            onder = max(onder, regel.onder)
        else:
            rijen.append([regel])
            onder = regel.onder
    return rijen


def _naast(rij: list[Regel]) -> bool:
    """Whether a row has cells side by side."""
    return max(regel.links for regel in rij) > min(regel.rechts for regel in rij)


def _einde(rijen: list[list[Regel]], begin: int) -> int:
    """How far a run of rows in columns goes."""
    links = min(regel.links for regel in rijen[begin])
    einde = begin
    while einde < len(rijen):
        rij = rijen[einde]
        if einde > begin:
            ruimte = min(r.boven for r in rij) - max(r.onder for r in rijen[einde - 1])
            vervolg = min(r.links for r in rij) > links + 15 and ruimte < 0.6 * rij[0].grootte
            if ruimte > max(_TUSSENRUIMTE * rij[0].grootte, 14) or not (_naast(rij) or vervolg):
                break
        elif not _naast(rij):
            break
        einde += 1
    return einde


def _rooster(rijen: list[list[Regel]]) -> Rooster | None:
    """Rows as a table when their cells stand in columns; None when they do not."""
    kolommen = _kolommen(rijen)
    vol = [rij for rij in rijen if _naast(rij)]
    if len(kolommen) < 2 or len(vol) < 2 or (len(vol) == 2 and len(kolommen) == 2):
        return None
    if any(rij[-1].text[0] in "•▪◦●" for rij in vol):
        return None
    cellen: list[list[list[str]]] = []
    vet: list[bool] = []
    vorige: list[Regel] | None = None
    for rij in rijen:
        if vorige is None or not _loopt_door(rij, vorige, kolommen):
            cellen.append([[] for _ in kolommen])
            vet.append(all(r.vet for r in rij))
        for regel in rij:
            cellen[-1][_kolom(regel, kolommen)].append(regel.text)
        vorige = rij
    tabel = [[plak(cel) for cel in rij] for rij in cellen]
    plek = (kolommen[0][0], rijen[0][0].boven, kolommen[-1][1], max(r.onder for r in rijen[-1]))
    return Rooster(tabel, plek, 1, vet) if len(tabel) > 1 else None


def _kolommen(rijen: list[list[Regel]]) -> list[tuple[float, float]]:
    """Left and right of the columns: the stretches that no two cells of one row share."""
    kolommen: list[tuple[float, float]] = []
    for links, rechts in sorted((r.links, r.rechts) for rij in rijen for r in rij):
        if kolommen and links < kolommen[-1][1]:
            kolommen[-1] = (kolommen[-1][0], max(kolommen[-1][1], rechts))
        else:
            kolommen.append((links, rechts))
    return kolommen


def _kolom(regel: Regel, kolommen: list[tuple[float, float]]) -> int:
    return next(n for n, (links, rechts) in enumerate(kolommen) if links <= regel.links <= rechts)


def _loopt_door(rij: list[Regel], vorige: list[Regel], kolommen: list[tuple[float, float]]) -> bool:
    """Whether a line goes on in the cells of the row above it."""
    onder, boven = max(r.onder for r in vorige), min(r.boven for r in rij)
    eerste_leeg = all(_kolom(r, kolommen) > 0 for r in rij)
    return eerste_leeg and boven - onder < 0.6 * rij[0].grootte
