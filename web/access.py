"""Who may manage: without a password whoever sits at this computer, with one whoever knows it.

Logging in gives a cookie that says until when, signed with a key made of the password: it outlives a restart, and
another password ends it. Programs send the password as a bearer token.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from functools import cached_property
from urllib.parse import urlencode

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from web.guard import host_name, is_loopback
from web.problems import wants_page

COOKIE = "beheer"
SESSION = 8 * 3600
"""Seconds that one stays logged in."""
MOST_TRIES = 10
"""Wrong passwords in `WINDOW`; after that nobody gets in for the rest of it."""
WINDOW = 300.0
"""Seconds over which wrong passwords are counted."""

_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
_CLOSED = (
    "Het beheer is alleen te openen op de computer waar de wegwijzer draait. Zet een wachtwoord in "
    "WEGWIJZER_BEHEER_WACHTWOORD en start de wegwijzer opnieuw."
)


class TooManyTries(HTTPException):
    """There were too many wrong passwords just now."""

    def __init__(self) -> None:
        super().__init__(429, "Er is te vaak een verkeerd wachtwoord gegeven. Probeer het over vijf minuten opnieuw.")


class NotLoggedIn(HTTPException):
    """The password is needed first; a page leads to where it is asked."""

    def __init__(self) -> None:
        super().__init__(
            401, "Meld u eerst aan bij het beheer.", {"WWW-Authenticate": 'Bearer realm="beheer"', "Vary": "Cookie"}
        )


class Gate:
    """Lets people in to the management.

    Args:
        password: the password; None when there is none.
        clock: gives seconds since 1970.
    """

    def __init__(self, password: str | None, clock: Callable[[], float] = time.time) -> None:
        self._password = password
        self._clock = clock
        self._wrong: list[float] = []

    @property
    def has_password(self) -> bool:
        """Whether one has to log in."""
        return self._password is not None

    def check(self, request: Request) -> None:
        """Let this request pass, or raise.

        Raises:
            NotLoggedIn: there is a password, and this request does not bear it.
            TooManyTries: there were too many wrong passwords just now.
            HTTPException: there is no password, and this may be someone at another computer (403).
        """
        if self._password is None:
            if not at_this_computer(request):
                raise HTTPException(403, _CLOSED)
            return
        if self._valid(request.cookies.get(COOKIE, "")):
            return
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not self.knows(token.strip()):
            raise NotLoggedIn

    def knows(self, password: str) -> bool:
        """Whether this is the password; takes as long for any other.

        Raises:
            TooManyTries: there were too many wrong ones just now.
        """
        now = self._clock()
        self._wrong = [at for at in self._wrong if now - at < WINDOW]
        if len(self._wrong) >= MOST_TRIES:
            raise TooManyTries
        right = hmac.compare_digest(_digest(password), _digest(self._password or secrets.token_hex()))
        if not right:
            self._wrong.append(now)
        return right

    def log_in(self, request: Request, response: Response) -> None:
        """Give the visitor of this answer the cookie."""
        value = f"{int(self._clock()) + SESSION}.{secrets.token_urlsafe(12)}"
        response.set_cookie(
            COOKIE,
            f"{value}.{self._sign(value)}",
            max_age=SESSION,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )

    def log_out(self, response: Response) -> None:
        """Take the cookie back."""
        response.delete_cookie(COOKIE, httponly=True, samesite="strict")

    def _valid(self, cookie: str) -> bool:
        value, _, signature = cookie.rpartition(".")
        until = value.partition(".")[0]
        right = hmac.compare_digest(signature.encode(), self._sign(value).encode())
        return right and until.isdecimal() and int(until) > self._clock()

    def _sign(self, value: str) -> str:
        return hmac.new(self._key, value.encode(), "sha256").hexdigest()

    @cached_property
    def _key(self) -> bytes:
        return hashlib.scrypt((self._password or "").encode(), salt=b"wegwijzer-beheer", n=2**14, r=8, p=1)


def at_this_computer(request: Request) -> bool:
    """Whether a request surely comes from this computer: nothing that passes it on stands in between."""
    client = request.client
    return (
        is_loopback(host_name(request.headers.get("host", "")))
        and (client is None or is_loopback(client.host))
        and not any(name in request.headers for name in _FORWARDED)
    )


def gate(request: Request) -> Gate:
    """The gate of this application."""
    found: Gate = request.app.state.gate
    return found


def manager(request: Request) -> None:
    """Dependency of every route that manages; a page leads to where the password is asked."""
    try:
        gate(request).check(request)
    except NotLoggedIn:
        if not wants_page(request):
            raise
        to = request.url.path if request.method == "GET" else "/beheer"
        raise HTTPException(303, headers={"Location": f"/beheer/aanmelden?{urlencode({'naar': to})}"}) from None


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
