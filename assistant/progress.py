"""Show how far a long step is, on stderr."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.index import Progress


class Voortgangsmelder:
    """A bar with rate and time left on a terminal; elsewhere a line every few seconds. Silent when nothing is long."""

    def __init__(self, om_de: float = 5.0) -> None:
        self._om_de = om_de
        self._balk: object | None = None
        self._taken: dict[str, object] = {}
        self._laatst = monotonic()

    def __enter__(self) -> Voortgangsmelder:
        return self

    def __call__(self, stand: Progress) -> None:
        """Take note of a stand."""
        if sys.stderr.isatty():
            self._teken(stand)
        elif monotonic() - self._laatst >= self._om_de:
            self._laatst = monotonic()
            print(f"{stand.fase}: {stand.gedaan} van {stand.totaal}", file=sys.stderr, flush=True)

    def _teken(self, stand: Progress) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        if self._balk is None:
            kolommen = (
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
            )
            self._balk = Progress(*kolommen, console=Console(stderr=True), transient=True)
            self._balk.start()
        assert isinstance(self._balk, Progress)
        if stand.fase not in self._taken:
            self._taken[stand.fase] = self._balk.add_task(stand.fase, total=stand.totaal)
        self._balk.update(self._taken[stand.fase], completed=stand.gedaan, total=stand.totaal)  # type: ignore[arg-type]

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        if self._balk is not None:
            self._balk.stop()  # type: ignore[attr-defined]
