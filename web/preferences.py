"""What a visitor chose for the look of the pages: language and light or dark, in a cookie or in the address.

`?taal=en` or `?kleur=donker` on any page chooses, and is remembered by a cookie, so that it works without scripts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from web.language import TALEN

KLEUREN = ("systeem", "licht", "donker")
_KEUZES: dict[str, tuple[str, ...]] = {"taal": TALEN, "kleur": KLEUREN}
_JAAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Voorkeuren:
    """Language and colours."""

    taal: str
    kleur: str
    """`licht`, `donker`, or `systeem`: as the device asks."""


def lees(request: Request) -> Voorkeuren:
    """What was chosen: in the address, else before; the first of each kind when nothing (known) was."""
    return Voorkeuren(taal=_keuze(request, "taal"), kleur=_keuze(request, "kleur"))


def _keuze(request: Request, naam: Literal["taal", "kleur"]) -> str:
    for waarde in (request.query_params.get(naam), request.cookies.get(naam)):
        if waarde in _KEUZES[naam]:
            return str(waarde)
    return _KEUZES[naam][0]


def onthoud(request: Request, response: Response) -> None:
    """Keep what the address chooses for the next pages."""
    for naam, waarden in _KEUZES.items():
        waarde = request.query_params.get(naam)
        if waarde in waarden:
            response.set_cookie(naam, str(waarde), max_age=_JAAR, samesite="lax")


def adres_met(request: Request, naam: str, waarde: str) -> str:
    """The address of this page with another choice."""
    velden = [(n, w) for n, w in request.query_params.multi_items() if n != naam]
    return f"?{urlencode([*velden, (naam, waarde)])}"
