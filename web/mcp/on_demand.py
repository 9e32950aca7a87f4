"""The assistant, opened when something first needs it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from anyio import to_thread

from web.opening import Assistent, Opener, Opening, Voortgangsmelder

Tell = Callable[[str], Coroutine[Any, Any, None]]
"""Tells whoever waits what is going on, as a Dutch sentence."""
_ONCE_IN = 0.5
"""Seconds between looks at how far it is."""


class Source(Protocol):
    """Gives the assistant."""

    async def assistent(self, tell: Tell) -> Assistent:
        """The open assistant.

        Raises:
            NogNietKlaar: it can't be opened, or not yet.
        """
        ...


class OnDemand:
    """Opens the assistant at the first question, in a thread of its own; who comes meanwhile waits along.

    When that fails, the next question tries again.
    """

    def __init__(self, opener: Opener) -> None:
        self._opener = opener
        self._opening: Opening | None = None

    async def assistent(self, tell: Tell) -> Assistent:
        """The assistant, as soon as it is open.

        Raises:
            NogNietKlaar: it can't be opened.
        """
        if self._opening is None or self._opening.stand.state == "failed":
            self._opening = Opening(self._opener)
            self._opening.start()
        opening, told = self._opening, ""
        while (stand := opening.stand).state == "opening":
            if stand.text != told:
                told = stand.text
                await tell(told)
            await to_thread.run_sync(opening.wait, _ONCE_IN, abandon_on_cancel=True)
        return opening.assistent

    def close(self) -> None:
        """Close the assistant, or stop opening it."""
        if self._opening is not None:
            self._opening.close()


def open_without_model(melden: Voortgangsmelder) -> Assistent:
    """The assistant without a language model: the one that asks has its own."""
    from assistant.settings import Settings
    from assistant.starting import zonder_opruimen

    settings = Settings().model_copy(update={"model": None})
    with zonder_opruimen():
        from assistant.service import Assistant

        return Assistant.open(settings, progress=melden)
