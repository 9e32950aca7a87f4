"""What others on the network may reach of a server that is not only for this computer: the chat on other websites.

There are no accounts yet, so only what shows nothing of anybody else: the chat in a frame, whose conversations have
addresses that cannot be guessed, and the pages that show the knowledge base; documents of users are not among those
(`web.pages.sources`), although the chat answers from them.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.types import Scope

from web.headers import EMBEDDED, EMBEDDING

ADDRESS = re.compile(r"https?://(?:\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::[0-9]{1,5})?")
"""An address as `serve --adres` takes it, in lower case."""

_ID = r"[0-9a-f]{32}"
_CONVERSATION = rf"/api/gesprekken/{_ID}"
_REACHED = {
    "GET": rf"{re.escape(EMBEDDING)}|{EMBEDDED}(?:/{_ID})?|{_CONVERSATION}(?:/berichten/{_ID}/stroom)?|/static/.+"
    r"|/healthz|/readyz|/(?:opzoeken|beslishulpen|bronnen)(?:/.*)?",
    "POST": rf"{EMBEDDED}|/beslishulpen/[^/]+|/api/feedback|/api/gesprekken|{_CONVERSATION}/berichten(?:/{_ID}/stop)?",
}
_STATE = "outside"


def reached(method: str, path: str) -> bool:
    """Whether others on the network may ask for this."""
    pattern = _REACHED.get("GET" if method == "HEAD" else method, "")
    return re.fullmatch(pattern, path) is not None


def host_of(address: str) -> str:
    """The Host header of requests to an address: without the port where that goes without saying."""
    parts = urlsplit(address)
    usual = {"http": 80, "https": 443}[parts.scheme]
    host = parts.netloc.removesuffix(f":{usual}")
    return host.lower()


def mark(scope: Scope) -> None:
    """This request comes from elsewhere on the network."""
    scope.setdefault("state", {})[_STATE] = True


def is_outside(connection: HTTPConnection) -> bool:
    """Whether a request comes from elsewhere on the network."""
    return bool(getattr(connection.state, _STATE, False))
