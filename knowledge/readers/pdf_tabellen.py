"""Tables on a page of a PDF: drawn with cells, or marked as a table, or drawn with lines below the rows only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from knowledge.readers.pdf_pagina import BOX, Rooster, binnen, plak, regels

_HOOGSTE_RIJ = 160.0  # points between two lines, when there is one row of a table between them
_WIT = 0.45  # of a letter size between two columns, at least


def tabellen(bron: Any, woorden: list[dict[str, Any]]) -> list[Rooster]:
    """The tables, each found in one of three ways; what an earlier way found, a later one leaves alone."""
    roosters: list[Rooster] = []
    for gevonden in (
        (_met_cellen(tabel, woorden) for tabel in bron.find_tables()),
        _gemerkt(bron.structure_tree, woorden),
        (_uit_ladder(ladder, woorden) for ladder in _ladders(bron)),
    ):
        nieuw = [r for r in gevonden if r is not None and not any(_overlapt(r.plek, ander.plek) for ander in roosters)]
        roosters += nieuw
    return roosters


def _overlapt(a: BOX, b: BOX) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


# --- cells between lines -----------------------------------------------------------------------------------
def _met_cellen(tabel: Any, woorden: list[dict[str, Any]]) -> Rooster | None:
    """A table of pdfplumber, or None when it is a frame around text.

    One row is a table only where the page begins or ends with it: its others stand on the page before or after.
    """
    rijen = tabel.rows
    minst = 1 if _aan_de_rand(tabel.bbox, woorden) else 2
    if len(rijen) < minst or max(len(rij.cells) for rij in rijen) < 2:
        return None
    eigen = [w for w in woorden if binnen(w, tabel.bbox)]
    linksen = sorted({round(c[0], 1) for c in tabel.cells})
    teksten = {c: _celtekst([w for w in eigen if binnen(w, c)]) for c in tabel.cells}
    uit: list[list[str]] = []
    vet: list[bool] = []
    doorlopend = False
    for nummer, rij in enumerate(rijen):
        hoogte = rij.bbox[1] + 1.5
        cellen = [_cel_op(tabel.cells, x + 1.5, hoogte) for x in linksen]
        if any(cellen):
            een = len(set(cellen)) == 1 and len(cellen) > 1
            inhoud = [teksten[c][0] if c else "" for c in cellen]
            uit.append(inhoud[:1] if een else inhoud)
            vet.append(all(teksten[c][1] for c in cellen if c and teksten[c][0]))
            doorlopend |= nummer == 1 and any(c and c[1] < rij.bbox[1] - 3 for c in cellen)
    gevuld = [rij for rij in uit if sum(map(bool, rij)) > 1]
    omvang = sum(len(text) for text, _ in teksten.values())
    if len(gevuld) < minst or (len(tabel.cells) <= 4 and omvang > 1200) or not omvang:
        return None
    dubbel = doorlopend and len(uit) > 2 and len(set(uit[0])) < len(uit[0])
    return Rooster(uit, tabel.bbox, 2 if dubbel else 1, vet)


def _aan_de_rand(plek: BOX, woorden: Iterable[dict[str, Any]]) -> bool:
    """Whether the page has nothing above a place, or nothing below it."""
    buiten = [w for w in woorden if not binnen(w, plek)]
    return all(w["top"] >= plek[3] - 1 for w in buiten) or all(w["bottom"] <= plek[1] + 1 for w in buiten)


def _cel_op(cellen: Iterable[BOX], x: float, y: float) -> BOX | None:
    return next((c for c in cellen if c[0] <= x <= c[2] and c[1] <= y <= c[3]), None)


def _celtekst(woorden: list[dict[str, Any]]) -> tuple[str, bool]:
    """The text of a cell, and whether it is bold."""
    delen = regels(woorden)
    return plak(r.text for r in delen), bool(delen) and all(r.vet for r in delen)


# --- marked as a table -------------------------------------------------------------------------------------


def _gemerkt(boom: Iterable[dict[str, Any]], woorden: list[dict[str, Any]]) -> Iterator[Rooster | None]:
    """The tables that a tagged page names."""
    op_merk: dict[int, list[dict[str, Any]]] = {}
    for woord in woorden:
        if woord["mcid"] is not None:
            op_merk.setdefault(woord["mcid"], []).append(woord)
    for knoop in _knopen(boom, {"Table"}):
        rijen = [list(_knopen(tr.get("children", []), {"TH", "TD"})) for tr in _knopen([knoop], {"TR"})]
        inhoud = [[(cel, [w for m in _merken(cel) for w in op_merk.get(m, [])]) for cel in rij] for rij in rijen]
        yield _uit_merken([rij for rij in inhoud if any(eigen for _, eigen in rij)])


def _knopen(boom: Iterable[dict[str, Any]], soorten: set[str]) -> Iterator[dict[str, Any]]:
    """The outermost nodes of these kinds."""
    for knoop in boom:
        if knoop.get("type") in soorten:
            yield knoop
        else:
            yield from _knopen(knoop.get("children", []), soorten)


def _merken(knoop: dict[str, Any]) -> Iterator[int]:
    yield from knoop.get("mcids", [])
    for kind in knoop.get("children", []):
        yield from _merken(kind)


def _uit_merken(rijen: list[list[tuple[dict[str, Any], list[dict[str, Any]]]]]) -> Rooster | None:
    woorden = [w for rij in rijen for _, eigen in rij for w in eigen]
    if len(rijen) < 2 or max(map(len, rijen)) < 2:
        return None
    uit: list[list[str]] = []
    vet: list[bool] = []
    for rij in rijen:
        teksten = [_celtekst(eigen) for _, eigen in rij]
        breedtes = [int((cel.get("attributes") or {}).get("ColSpan", 1)) for cel, _ in rij]
        uit.append([text for (text, _), n in zip(teksten, breedtes, strict=True) for _ in range(max(1, min(n, 100)))])
        vet.append(all(dik for text, dik in teksten if text))
    koppen = [all(cel.get("type") == "TH" for cel, _ in rij) for rij in rijen]
    plek = (
        min(w["x0"] for w in woorden) - 1,
        min(w["top"] for w in woorden) - 1,
        max(w["x1"] for w in woorden) + 1,
        max(w["bottom"] for w in woorden) + 1,
    )
    return Rooster(uit, plek, max(1, koppen.index(False) if False in koppen else 1), vet)


# --- lines below the rows ----------------------------------------------------------------------------------


def _ladders(bron: Any) -> list[list[tuple[float, float, float]]]:
    """Horizontal lines of one width, above each other: (height, left, right), from the top down."""
    lijnen: list[tuple[float, float, float]] = []
    for rand in sorted(bron.horizontal_edges, key=lambda e: (round(e["top"]), e["x0"])):
        y, links, rechts = float(rand["top"]), float(rand["x0"]), float(rand["x1"])
        if lijnen and abs(lijnen[-1][0] - y) < 2 and links <= lijnen[-1][2] + 4:
            lijnen[-1] = (lijnen[-1][0], min(lijnen[-1][1], links), max(lijnen[-1][2], rechts))
        else:
            lijnen.append((y, links, rechts))
    ladders: list[list[tuple[float, float, float]]] = []
    for lijn in lijnen:
        past = next((ladder for ladder in ladders if _past(ladder[-1], lijn)), None)
        if lijn[2] - lijn[1] < 60:
            continue
        if past is None:
            ladders.append([lijn])
        else:
            past.append(lijn)
    return [ladder for ladder in ladders if len(ladder) > 1]


def _past(boven: tuple[float, float, float], onder: tuple[float, float, float]) -> bool:
    recht = abs(boven[1] - onder[1]) < 4 and abs(boven[2] - onder[2]) < 4
    return recht and 5 < onder[0] - boven[0] < _HOOGSTE_RIJ


def _uit_ladder(ladder: list[tuple[float, float, float]], woorden: list[dict[str, Any]]) -> Rooster | None:
    """The rows between the lines, and the header above the first; None when they have no columns in common."""
    _, links, rechts = ladder[0]
    binnen_breedte = [w for w in woorden if links - 4 <= w["x0"] and w["x1"] <= rechts + 4]
    boven = [w for w in binnen_breedte if 0 <= ladder[0][0] - w["bottom"] < 1.2 * w["size"]]
    rijen = [
        [w for w in binnen_breedte if a[0] - 1 < (w["top"] + w["bottom"]) / 2 < b[0] + 1] for a, b in pairwise(ladder)
    ]
    rijen = [rij for rij in ([boven] if boven else []) + rijen if rij]
    kolommen = _kolommen(rijen)
    if len(rijen) < 2 or len(kolommen) < 2:
        return None
    uit: list[list[str]] = []
    vet: list[bool] = []
    for rij in rijen:
        cellen = [[w for w in rij if k[0] <= (w["x0"] + w["x1"]) / 2 <= k[1]] for k in kolommen]
        teksten = [_celtekst(cel) for cel in cellen]
        uit.append([text for text, _ in teksten])
        vet.append(all(dik for text, dik in teksten if text))
    if sum(sum(map(bool, rij)) > 1 for rij in uit) < 2:
        return None
    top = min(w["top"] for w in rijen[0])
    return Rooster(uit, (links - 4, min(top, ladder[0][0]), rechts + 4, ladder[-1][0]), 1, vet)


def _kolommen(rijen: list[list[dict[str, Any]]]) -> list[tuple[float, float]]:
    """Left and right of the columns: what white divides in all rows."""
    wit = _WIT * max((w["size"] for rij in rijen for w in rij), default=10)
    kolommen: list[tuple[float, float]] = []
    for links, rechts in sorted((w["x0"], w["x1"]) for rij in rijen for w in rij):
        if kolommen and links - kolommen[-1][1] < wit:
            kolommen[-1] = (kolommen[-1][0], max(kolommen[-1][1], rechts))
        else:
            kolommen.append((links, rechts))
    return kolommen
