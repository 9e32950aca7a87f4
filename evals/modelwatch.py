"""Count what the check held back of a language model, from what the assistant logs of it: kinds, never a text."""

from __future__ import annotations

import logging
from collections import Counter
from types import TracebackType

_BRON = "assistant.llm.prose"


class Meelezer(logging.Handler):
    """Counts while it is entered.

    Attributes:
        afgekeurd: texts of the model that were stopped, an attempt each.
        redenen: why, by kind; a text may have more than one.
        terugval: answers for which the fixed writer stood in.
    """

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.afgekeurd = 0
        self.redenen: Counter[str] = Counter()
        self.terugval = 0
        self._bron = logging.getLogger(_BRON)
        self._was = (self._bron.level, self._bron.propagate)

    def emit(self, record: logging.LogRecord) -> None:
        """Count one line of the log: a text that was stopped is told at INFO, a fall-back at WARNING."""
        if record.levelno >= logging.WARNING:
            self.terugval += 1
        elif isinstance(record.args, tuple) and isinstance(record.args[-1], list):
            self.afgekeurd += 1
            self.redenen.update(record.args[-1])

    def __enter__(self) -> Meelezer:
        self._was = (self._bron.level, self._bron.propagate)
        self._bron.setLevel(logging.INFO)
        self._bron.propagate = False
        self._bron.addHandler(self)
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        self._bron.removeHandler(self)
        self._bron.setLevel(self._was[0])
        self._bron.propagate = self._was[1]

    @property
    def tellingen(self) -> dict[str, int]:
        """The counts by their Dutch names."""
        return {
            "teksten tegengehouden": self.afgekeurd,
            **{f"tegengehouden om: {naam}": aantal for naam, aantal in self.redenen.most_common()},
            "antwoorden van de vaste schrijver in plaats van het model": self.terugval,
        }
