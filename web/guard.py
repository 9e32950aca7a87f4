"""What every request passes before it reaches a route, and the headers that every answer gets.

The application trusts whoever can reach it on this machine, so it makes sure that a web page elsewhere cannot
use the visitor's browser to reach it: only loopback names as host (against DNS rebinding), no requests that
change or ask something from another origin, no framing, no outside resources, bodies of at most 1 MB (more
where documents are added or a message is checked). Where it also has an address on the network, what comes by that
reaches no more than the chat on other websites (`web.outside`), and no other host or client does.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web import outside
from web.headers import EMBEDDED, headers_for
from web.problems import describe, respond

GROOTSTE_BODY = 1024 * 1024
"""Largest request body, in bytes."""
MET_BESTANDEN = frozenset({"/api/documents", "/beheer/documenten"})
"""Paths that take documents; only these take more than `GROOTSTE_BODY`."""
MET_BERICHT = frozenset({"/api/tools/jw_bericht", "/beslishulpen/jw_bericht"})
"""Paths that take a message as XML, which JSON and forms write longer than it is."""
GROOTSTE_BERICHT = 4 * 1024 * 1024
"""Largest body with a message, in bytes."""
GROOTSTE_ZENDING = 256 * 1024 * 1024
"""Largest body with documents, in bytes."""

_HOST = re.compile(r"(?P<naam>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::(?P<poort>[0-9]{1,5}))?")
_VEILIG = {"GET", "HEAD", "OPTIONS"}


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine and nothing else."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Guard:
    """ASGI middleware: host, origin and size are checked, the security headers are added.

    Args:
        app: what the request goes to.
        embedded_on: origins of the websites that may embed the chat.
        address: by which others on the network reach the chat, when they do (`https://wegwijzer.example.nl`).
    """

    def __init__(self, app: ASGIApp, embedded_on: Sequence[str] = (), address: str | None = None) -> None:
        self.app = app
        self._embedded_on = embedded_on
        self._address = address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check one request and pass it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        cache = "no-cache" if scope["path"].startswith("/static/") else "no-store"

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(headers_for(scope["path"], self._embedded_on))
                headers.setdefault("Cache-Control", cache)
            await send(message)

        grens = _grens(scope["path"])
        try:
            _check(scope["method"], Headers(scope=scope), grens, self._origin(scope))
        except HTTPException as exc:
            response = respond(Request(scope), describe(exc))
            await response(scope, receive, send_with_headers)
            return
        if outside.is_outside(Request(scope)) and scope["path"] == "/":
            await RedirectResponse(EMBEDDED, 303)(scope, receive, send_with_headers)
            return
        await self.app(scope, _limited(receive, grens), send_with_headers)

    def _origin(self, scope: Scope) -> str:
        """The origin of our own pages for this request, which is marked when it comes from elsewhere on the network.

        Raises:
            HTTPException: it was sent to another host, or asks for what others may not reach.
        """
        host = Headers(scope=scope).get("host", "").lower()
        found = _HOST.fullmatch(host)
        near = self._address is None or is_loopback((scope.get("client") or ("", 0))[0])
        if found is not None and is_loopback(found["naam"]) and near:
            return f"http://{host}"
        if self._address is None or host.removesuffix(":80").removesuffix(":443") != outside.host_of(self._address):
            raise HTTPException(421, "Deze server is alleen te bereiken als 127.0.0.1 of localhost.")
        outside.mark(scope)
        if scope["path"] != "/" and not outside.reached(scope["method"], scope["path"]):
            raise HTTPException(403, "Dit is alleen te openen op de computer waar de wegwijzer draait.")
        return self._address


def _grens(path: str) -> int:
    """The largest body that a path takes, in bytes."""
    if path in MET_BESTANDEN:
        return GROOTSTE_ZENDING
    return GROOTSTE_BERICHT if path in MET_BERICHT else GROOTSTE_BODY


def host_name(host: str) -> str:
    """The name in a Host header; empty when it is none."""
    gevonden = _HOST.fullmatch(host)
    return gevonden["naam"] if gevonden else ""


def _te_groot(grens: int) -> HTTPException:
    mb = grens // (1024 * 1024)
    wat = (
        "Stuur minder bestanden tegelijk."
        if grens == GROOTSTE_ZENDING
        else "Maak de tekst korter en probeer het opnieuw."
    )
    return HTTPException(413, f"Stuur ten hoogste {mb} MB. {wat}")


def _check(method: str, headers: Headers, grens: int, origin: str) -> None:
    if method not in _VEILIG and not _same_origin(headers, origin):
        raise HTTPException(403, "Deze aanvraag komt van een andere website en is daarom geweigerd.")
    lengte = headers.get("content-length", "0")
    if not lengte.isdigit() or int(lengte) > grens:
        raise _te_groot(grens)


def _same_origin(headers: Headers, origin: str) -> bool:
    """Whether a request comes from a page of ours or from no page at all.

    Browsers say so in `Sec-Fetch-Site`. A browser too old for that sends `Origin`; programs send neither.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    return "origin" not in headers or _whole(headers["origin"]) == _whole(origin)


def _whole(origin: str) -> str:
    """An origin in lower case, without the port that goes without saying."""
    usual = {"http:": ":80", "https:": ":443"}
    return origin.lower().removesuffix(usual.get(origin.lower().partition("//")[0], "\0"))


def _limited(receive: Receive, grens: int) -> Receive:
    """Count the body as it comes in; a body without a stated length is stopped where it gets too large."""
    gelezen = 0

    async def counting() -> Message:
        nonlocal gelezen
        message = await receive()
        gelezen += len(message.get("body", b""))
        if gelezen > grens:
            raise _te_groot(grens)
        return message

    return counting
