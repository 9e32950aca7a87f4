"""A Chroma server by URL, which is not asked again and again while it does not answer.

After a failure the server is left alone for a few seconds: whoever asks is told so at once, and the first one after
that looks whether it is back. So a search waits at most once, and a server that returns is used again by itself.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar
from urllib.parse import urlsplit

from knowledge.errors import WegwijzerError

T = TypeVar("T")

logger = logging.getLogger(__name__)

RUST = 5.0
"""Seconds that a server which failed is left alone."""
_ZOEKTIJD = 3.0  # a search gets this long, also when the server has to load its index first
_SCHRIJFTIJD = 120.0
_PROEFTIJD = 1.0


class ServerWeg(Exception):
    """The server does not answer."""


class ChromaServer:
    """A Chroma server; safe in threads.

    Args:
        url: such as `http://127.0.0.1:8000`.

    Raises:
        WegwijzerError: that is no URL of a server.
    """

    def __init__(self, url: str) -> None:
        delen = urlsplit(url.strip())
        try:
            self._host, poort = delen.hostname or "", delen.port
        except ValueError:  # a port that is none
            self._host, poort = "", None
        if delen.scheme not in ("http", "https") or not self._host or delen.path.strip("/") or "@" in delen.netloc:
            raise WegwijzerError(
                f"De instelling WEGWIJZER_CHROMA ('{url}') is geen adres van een Chroma-server; "
                "geef bijvoorbeeld http://127.0.0.1:8001."
            )
        self._ssl = delen.scheme == "https"
        self._port = poort or (443 if self._ssl else 80)
        self.url = f"{delen.scheme}://{delen.netloc}"
        self._slot = threading.Lock()
        self._lezer: Any = None
        self._schrijver: Any = None
        self._weg_tot: float | None = None
        self._gezien = 0.0
        self.ronde = 0
        """Goes up whenever the server is (back) there: what was known of it may not hold any more."""

    @property
    def toestand(self) -> str | None:
        """What a user must know, as a Dutch sentence; None while the server answers."""
        if self._weg_tot is None:
            return None
        return (
            f"De Chroma-server op {self.url} antwoordt niet: er wordt alleen op woorden gezocht, niet op betekenis, "
            "tot de server terug is."
        )

    def kijk(self) -> None:
        """Look whether the server is there, unless that was seen a moment ago."""
        if self._weg_tot is not None or time.monotonic() - self._gezien > RUST:
            with suppress(ServerWeg):
                self.lees(lambda client: client.heartbeat())

    def lees(self, doe: Callable[[Any], T]) -> T:
        """Ask the server something.

        Args:
            doe: gets the client.

        Raises:
            ServerWeg: it does not answer, or did not a moment ago.
            NotFoundError: of Chroma: there is no such collection.
        """
        from chromadb.errors import NotFoundError

        client = self._verbonden()
        try:
            antwoord = doe(client)
        except NotFoundError:
            raise
        except Exception as error:  # Chroma raises plain Exception for whatever a proxy may answer
            self._gaf_fout(error)
            raise ServerWeg(str(error)) from error
        self._gezien = time.monotonic()
        return antwoord

    def schrijf(self, doe: Callable[[Any], T]) -> T:
        """Have the server change something, with time for it; for one thread at a time.

        Raises:
            WegwijzerError: it does not answer or refuses.
        """
        try:
            if self._schrijver is None:
                self._proef()
                self._schrijver = self._verbind(_SCHRIJFTIJD)
            return doe(self._schrijver)
        except Exception as error:
            logger.debug("Chroma-server %s: %s", self.url, error)
            raise WegwijzerError(
                f"De Chroma-server op {self.url} antwoordt niet; de zoekindex is gebleven zoals hij was. "
                "Start de server en probeer het opnieuw."
            ) from error

    def close(self) -> None:
        """Let go of the connections."""
        with self._slot:
            for client in (self._lezer, self._schrijver):
                if client is not None:
                    client._server._session.close()  # which `close` of the client leaves open
                    client.close()
            self._lezer = self._schrijver = None

    # --- the connection ------------------------------------------------------------------------------------

    def _verbonden(self) -> Any:
        """The client for reading; of a server that failed, one caller at a time looks whether it is back."""
        client = self._lezer
        if client is not None and self._weg_tot is None:
            return client
        if not self._slot.acquire(timeout=_ZOEKTIJD if self._weg_tot is None else 0):
            raise ServerWeg("er wordt al gekeken of de server terug is")
        try:
            if self._lezer is None or self._weg_tot is not None:
                if self._weg_tot is not None and time.monotonic() < self._weg_tot:
                    raise ServerWeg("de server gaf net geen antwoord")
                self._proef()
                self._lezer = self._lezer or self._verbind(_ZOEKTIJD)
                self.ronde += 1
                if self._weg_tot is not None:
                    logger.warning("De Chroma-server op %s is terug.", self.url)
                self._weg_tot = None
        except ServerWeg:
            raise
        except Exception as error:
            self._gaf_fout(error)
            raise ServerWeg(str(error)) from error
        finally:
            self._slot.release()
        return self._lezer

    def _proef(self) -> None:
        """Look whether the server answers at all; Chroma's client waits for ever while it is being made."""
        import httpx

        httpx.get(f"{self.url}/api/v2/heartbeat", timeout=_PROEFTIJD).raise_for_status()

    def _verbind(self, tijd: float) -> Any:
        """A client that waits no longer than this for any answer."""
        import chromadb
        import httpx
        from chromadb.config import Settings

        client: Any = chromadb.HttpClient(
            self._host, self._port, self._ssl, settings=Settings(anonymized_telemetry=False)
        )
        client._admin_client._server._session.close()  # only used while the client is made
        client._server._session.timeout = httpx.Timeout(tijd, connect=_PROEFTIJD)
        return client

    def _gaf_fout(self, error: Exception) -> None:
        eerste, self._weg_tot = self._weg_tot is None, time.monotonic() + RUST
        logger.debug("Chroma-server %s: %s", self.url, error)
        if eerste:
            logger.warning(self.toestand)
