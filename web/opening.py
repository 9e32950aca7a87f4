"""Open the assistant in the background, so that the server is up at once and can say what is going on.

The first start builds an index, which takes a while. Until the assistant is open every question gets
`NogNietKlaar`; when opening failed, the reason stays readable.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Literal, Protocol

from assistant.models import Answer, AskRequest, DocumentView, Event, Treffer
from assistant.progress import Tempo
from knowledge.errors import WegwijzerError

if TYPE_CHECKING:
    from knowledge.index import Index, Progress

logger = logging.getLogger(__name__)

KLAARZETTEN = "De wegwijzer wordt klaargezet."
SLUITTIJD = 10.0
"""Seconds that a stop waits for an assistant that is still being opened."""


class Assistent(Protocol):
    """What the web needs of the assistant; every method is synchronous and thread-safe."""

    @property
    def index(self) -> Index:
        """The index that is searched."""
        ...

    def ask(self, request: AskRequest) -> Answer:
        """Answer one question."""
        ...

    def stream(self, request: AskRequest) -> Iterator[Event]:
        """Answer one question, step by step; the last event is `final`."""
        ...

    def search(self, text: str, *, k: int = 10, regeling: str | None = None) -> list[Treffer]:
        """The passages that fit best."""
        ...

    def document(self, document: str) -> DocumentView | None:
        """One document for reading; None when there is none of this id."""
        ...

    def toestand(self) -> str | None:
        """Why answers are less good than they should be at the moment, as a Dutch sentence; None when all is well."""
        ...

    def close(self) -> None:
        """Give back what is held."""
        ...


Voortgangsmelder = Callable[["Progress"], None]
"""Called while the assistant opens, with what it does and how far it is."""
Opener = Callable[[Voortgangsmelder], Assistent]


@dataclass(frozen=True)
class Stand:
    """How far the opening is, for people."""

    state: Literal["opening", "ready", "failed"]
    text: str
    done: int | None = None
    total: int | None = None


class NogNietKlaar(WegwijzerError):
    """The assistant cannot be asked yet, or not at all when opening it failed."""

    def __init__(self, stand: Stand) -> None:
        self.stand = stand
        super().__init__(stand.text)


class _Afgebroken(Exception):
    """The server stops while the assistant is being opened."""


class Opening:
    """Holds the assistant: opens it in a thread of its own, hands it out when it is ready."""

    def __init__(self, opener: Opener) -> None:
        self._opener = opener
        self._stand = Stand("opening", KLAARZETTEN)
        self._tempo = Tempo()
        self._assistent: Assistent | None = None
        self._stoppen = threading.Event()
        self._thread = threading.Thread(target=self._open, name="wegwijzer-openen", daemon=True)

    def start(self) -> None:
        """Begin opening; returns at once."""
        self._thread.start()

    @property
    def stand(self) -> Stand:
        """How far it is."""
        return self._stand

    @property
    def assistent(self) -> Assistent:
        """The open assistant.

        Raises:
            NogNietKlaar: it is still being opened, or that failed.
        """
        if self._assistent is None:
            raise NogNietKlaar(self._stand)
        return self._assistent

    def wait(self, seconds: float) -> bool:
        """Wait until opening has ended; whether the assistant is ready."""
        self._thread.join(seconds)
        return self._stand.state == "ready"

    def close(self) -> None:
        """Close the assistant, or stop opening it."""
        self._stoppen.set()
        if self._thread.ident is not None:
            self._thread.join(SLUITTIJD)
        assistent, self._assistent = self._assistent, None
        self._stand = Stand("failed", "De wegwijzer is gestopt.")
        if assistent is not None:
            assistent.close()

    def _meld(self, progress: Progress) -> None:
        if self._stoppen.is_set():
            raise _Afgebroken
        rest = self._tempo(progress, monotonic()).rest
        text = f"{KLAARZETTEN} {progress.fase}{rest and f', {rest}'}."
        self._stand = Stand("opening", text, progress.gedaan, max(progress.totaal, 1))

    def _open(self) -> None:
        try:
            assistent = self._opener(self._meld)
        except _Afgebroken:
            return
        except WegwijzerError as fout:
            logger.error("De assistent gaat niet open: %s", fout)
            self._stand = Stand("failed", f"De wegwijzer kan niet starten. {fout}")
        except Exception:
            logger.exception("De assistent gaat niet open")
            self._stand = Stand(
                "failed",
                "De wegwijzer kan niet starten. Kijk in het venster waar de server draait wat er misging.",
            )
        else:
            self._assistent = assistent
            self._stand = Stand("ready", "De wegwijzer is klaar voor uw vraag.")


def open_assistent(melden: Voortgangsmelder) -> Assistent:
    """Open the real assistant with the settings of this machine."""
    from assistant.starting import zonder_opruimen

    with zonder_opruimen():
        from assistant.service import Assistant

        return Assistant.open(progress=melden)
