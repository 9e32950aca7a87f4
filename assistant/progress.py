"""Show how far a long step is, on stderr, with its rate and the time left."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Balk
    from rich.progress import TaskID

    from knowledge.index import Progress

_EENHEID = {"Bestanden lezen": "bestanden", "Teksten omzetten naar vectoren": "passages"}


@dataclass(frozen=True)
class Stand:
    """How far a long step is.

    Attributes:
        fase: what is done, Dutch.
        gedaan: how much of it is done.
        totaal: how much there is.
        per_seconde: how much goes in a second; None while that is not known.
        resterend: seconds left, None while that is not known.
    """

    fase: str
    gedaan: int
    totaal: int
    per_seconde: float | None = None
    resterend: float | None = None

    def __str__(self) -> str:
        delen = [f"{self.fase}: {self.gedaan} van {self.totaal}"]
        if tempo := self.tempo:
            delen.append(tempo)
        return ", ".join(delen)

    @property
    def tempo(self) -> str:
        """Rate and time left in Dutch; empty while they are not known, and when it is done."""
        if self.per_seconde is None or not self.resterend:
            return ""
        snelheid = f"{self.per_seconde:.1f}".replace(".", ",") if self.per_seconde < 10 else f"{self.per_seconde:.0f}"
        return f"{snelheid} {_EENHEID.get(self.fase, 'stuks')} per seconde, {self.rest}"

    @property
    def rest(self) -> str:
        """Time left in Dutch; empty while it is not known, and when it is done."""
        return f"nog {_tijd(self.resterend)}" if self.resterend else ""


class Tempo:
    """From how far a step is at each moment to its rate; what was there at the start (from a cache) does not count."""

    def __init__(self) -> None:
        self._fase = ""
        self._begin = (0.0, 0)

    def __call__(self, stand: Progress, nu: float) -> Stand:
        """The stand with its rate.

        Args:
            stand: how far it is.
            nu: the time in seconds, from any origin.
        """
        if stand.fase != self._fase or stand.gedaan < self._begin[1]:
            self._fase, self._begin = stand.fase, (nu, stand.gedaan)
        verstreken, gedaan = nu - self._begin[0], stand.gedaan - self._begin[1]
        if verstreken <= 0 or gedaan <= 0:
            return Stand(stand.fase, stand.gedaan, stand.totaal)
        snelheid = gedaan / verstreken
        return Stand(stand.fase, stand.gedaan, stand.totaal, snelheid, (stand.totaal - stand.gedaan) / snelheid)


class Voortgangsmelder:
    """A bar with rate and time left on a terminal; elsewhere a line every few seconds. Silent when nothing is long."""

    def __init__(self, om_de: float = 5.0) -> None:
        self._om_de = om_de
        self._tempo = Tempo()
        self._balk: Balk | None = None
        self._taken: dict[str, TaskID] = {}
        self._laatst = monotonic()

    def __enter__(self) -> Voortgangsmelder:
        return self

    def __call__(self, stand: Progress) -> None:
        """Take note of a stand."""
        nu = monotonic()
        gemeten = self._tempo(stand, nu)
        if sys.stderr.isatty():
            self._teken(gemeten)
        elif nu - self._laatst >= self._om_de:
            self._laatst = nu
            print(gemeten, file=sys.stderr, flush=True)

    def _teken(self, stand: Stand) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        if self._balk is None:
            kolommen = (
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[tempo]}"),
            )
            self._balk = Progress(*kolommen, console=Console(stderr=True), transient=True)
            self._balk.start()
        if stand.fase not in self._taken:
            self._taken[stand.fase] = self._balk.add_task(stand.fase, total=stand.totaal, tempo="")
        self._balk.update(self._taken[stand.fase], completed=stand.gedaan, total=stand.totaal, tempo=stand.tempo)

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        if self._balk is not None:
            self._balk.stop()


def _tijd(seconden: float) -> str:
    if seconden < 60:
        return f"{max(1, round(seconden))} s"
    if seconden < 3600:
        return f"{int(seconden // 60)} min {int(seconden % 60):02d} s"
    return f"{int(seconden // 3600)} uur {int(seconden % 3600 // 60):02d} min"
