"""Small pictures as SVG inside the page: they take its colours, so that they fit light and dark."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup

from evals.scores import Aandeel, Klasse

_BREED, _HOOG = 420, 260
_LINKS, _ONDER, _BOVEN, _RECHTS = 44, 40, 12, 12


def streep(a: Aandeel, drempel: float | None = None) -> Markup:
    """A dot with its interval from 0 to 100 %, as wide as its cell; the numbers stand beside it in the table."""
    laag, hoog = a.grenzen
    grens = (
        Markup('<line class="grens" x1="{0}%" x2="{0}%" y1="0" y2="18"/>').format(_pct(drempel))
        if drempel is not None
        else ""
    )
    return Markup(
        '<svg class="streep" width="100%" height="18" aria-hidden="true" focusable="false">'
        '<line class="as" x1="0" x2="100%" y1="9" y2="9"/>{grens}'
        '<line class="marge" x1="{laag}%" x2="{hoog}%" y1="9" y2="9"/>'
        '<circle class="punt" cx="{midden}%" cy="9" r="4.5"/></svg>'
    ).format(grens=grens, laag=_pct(laag), hoog=_pct(hoog), midden=_pct(a.waarde))


def kromme(klassen: Sequence[Klasse]) -> Markup:
    """Share of questions to answer (dots with intervals) and answered (squares), against nearness."""
    van, tot = _bereik(klassen)

    def x(waarde: float) -> float:
        return _LINKS + (waarde - van) / (tot - van) * (_BREED - _LINKS - _RECHTS)

    delen = [_assen(van, tot)]
    delen += [
        Markup('<line class="lijn" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>').format(
            x(a.midden), _y(a.verwacht.waarde), x(b.midden), _y(b.verwacht.waarde)
        )
        for a, b in pairwise(klassen)
    ]
    for k in klassen:
        laag, hoog = k.verwacht.grenzen
        delen.append(
            Markup(
                '<line class="marge" x1="{x:.1f}" x2="{x:.1f}" y1="{laag:.1f}" y2="{hoog:.1f}"/>'
                '<circle class="punt" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
                '<rect class="gegeven" x="{vx:.1f}" y="{vy:.1f}" width="8" height="8"/>'
            ).format(
                x=x(k.midden),
                laag=_y(laag),
                hoog=_y(hoog),
                y=_y(k.verwacht.waarde),
                vx=x(k.midden) - 4,
                vy=_y(k.gegeven.waarde) - 4,
            )
        )
    return Markup(
        '<svg class="kromme" viewBox="0 0 {} {}" role="img" aria-label="Aandeel vragen met een antwoord, '
        'naar de kans op een antwoord; de getallen staan in de tabel eronder">{}</svg>'
    ).format(_BREED, _HOOG, Markup("").join(delen))


def _bereik(klassen: Sequence[Klasse]) -> tuple[float, float]:
    van, tot = klassen[0].midden, klassen[-1].midden
    rand = max(0.01, (tot - van) * 0.06)
    return van - rand, tot + rand


def _y(aandeel: float) -> float:
    return _BOVEN + (1 - aandeel) * (_HOOG - _BOVEN - _ONDER)


def _assen(van: float, tot: float) -> Markup:
    delen = [
        Markup(
            '<line class="raster" x1="{l}" x2="{r}" y1="{y:.1f}" y2="{y:.1f}"/>'
            '<text x="{t}" y="{ty:.1f}" text-anchor="end">{n}%</text>'
        ).format(l=_LINKS, r=_BREED - _RECHTS, y=_y(deel / 4), t=_LINKS - 6, ty=_y(deel / 4) + 4, n=25 * deel)
        for deel in range(5)
    ]
    for i in range(5):
        plek = _LINKS + i / 4 * (_BREED - _LINKS - _RECHTS)
        delen.append(
            Markup('<text x="{:.1f}" y="{}" text-anchor="{}">{}</text>').format(
                plek, _HOOG - 20, "end" if i == 4 else "middle", f"{van + i / 4 * (tot - van):.2f}".replace(".", ",")
            )
        )
    delen.append(
        Markup('<text x="{}" y="{}" text-anchor="middle">kans volgens de assistent</text>').format(
            _BREED / 2, _HOOG - 3
        )
    )
    return Markup("").join(delen)


def _pct(waarde: float) -> str:
    return f"{100 * waarde:.2f}"
