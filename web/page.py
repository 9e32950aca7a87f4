"""What every page has around its contents: language, colours, navigation; and `show`, which makes the answer.

A template has, besides its own context and the globals of `web.app`: `t` (texts), `taal`, `kleur`, `navigatie`,
`adres_met` (this page with another choice), `buiten` (asked for from elsewhere on the network), `nl` (the attribute
for Dutch text on an English page).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from fastapi import Request
from markupsafe import Markup
from starlette.responses import Response
from starlette.routing import Match

from knowledge.errors import KennisFout
from web import outside, preferences
from web.language import teksten

NAVIGATIE: tuple[tuple[str, str], ...] = (
    ("vragen", "/"),
    ("opzoeken", "/opzoeken"),
    ("beslishulpen", "/beslishulpen"),
    ("bronnen", "/bronnen"),
    ("concepten", "/concepten"),
    ("beheer", "/beheer"),
)
"""Text below `nav` -> path, in order; a path that no route serves is left out."""


@dataclass(frozen=True)
class Navigatiepunt:
    """One entry of the navigation."""

    naam: str
    pad: str
    huidig: str | None
    """Value of `aria-current`: `page` on the page itself, `true` below it, None elsewhere."""


def frame(request: Request) -> dict[str, Any]:
    """The context that every template gets (a context processor)."""
    voorkeuren = preferences.lees(request)
    return {
        "t": teksten(voorkeuren.taal),
        "taal": voorkeuren.taal,
        "kleur": voorkeuren.kleur,
        "navigatie": _navigatie(request),
        "buiten": outside.is_outside(request),
        "adres_met": partial(preferences.adres_met, request),
        "nl": Markup("") if voorkeuren.taal == "nl" else Markup(' lang="nl"'),
    }


def show(request: Request, template: str, context: dict[str, Any], status: int = 200) -> Response:
    """A page; what the address chooses (language, colours) is kept for the next ones."""
    page: Response = request.app.state.templates.TemplateResponse(request, template, context, status)
    preferences.onthoud(request, page)
    return page


def regelingen() -> dict[str, str]:
    """Id and name of the regimes; none while the knowledge base does not load (the state says so)."""
    from knowledge.store import laad

    try:
        return {r.regeling: r.naam for r in laad().regelingen.values()}
    except KennisFout:
        return {}


def _navigatie(request: Request) -> list[Navigatiepunt]:
    hier = request.scope["path"]
    buiten = outside.is_outside(request)
    paden = [(naam, pad) for naam, pad in _bediend(request) if not buiten or outside.reached("GET", pad)]
    return [Navigatiepunt(naam, pad, _huidig(pad, hier)) for naam, pad in paden]


def _bediend(request: Request) -> tuple[tuple[str, str], ...]:
    """The entries that a route serves; found once for an application."""
    state = request.app.state
    if not hasattr(state, "navigatie"):
        state.navigatie = tuple((naam, pad) for naam, pad in NAVIGATIE if _route(request, pad))
    gevonden: tuple[tuple[str, str], ...] = state.navigatie
    return gevonden


def _route(request: Request, pad: str) -> bool:
    scope = {"type": "http", "method": "GET", "path": pad, "root_path": "", "headers": []}
    return any(route.matches(scope)[0] is Match.FULL for route in request.app.routes)


def _huidig(pad: str, hier: str) -> str | None:
    if hier == pad:
        return "page"
    return "true" if pad != "/" and hier.startswith(f"{pad}/") else None
