"""Fixtures: the real assistants, and a small run that went partly wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from evals_support import AA, GEHEIM, gesprek, vraag

from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.service import Assistant
    from evals.assistants import Assistenten
    from evals.judging import Oordeel
    from evals.outcome import Uitslag

    Meting = list[tuple[str, list[Oordeel]]]


@pytest.fixture(scope="session")
def assistenten(data: Path, real_assistant: Assistant) -> Iterator[Assistenten]:
    """The session's assistant, and one that has read the hostile documents too."""
    from evals.assistants import Assistenten

    with Assistenten(Settings(data=data), gewoon=real_assistant) as alle:
        yield alle


@pytest.fixture(scope="session")
def meting(assistenten: Assistenten) -> Meting:
    """A part to learn from and one to measure with: each with something right and something wrong."""
    from evals.running import stel

    premisse = "Klopt het dat een 317 in Westfriesland ook voor profiel 6 mag? <b>Vet</b>"
    leren = [
        vraag(id="leer-1", feiten=[["504DZ"]]),
        vraag(id="leer-2", vraag=premisse, feiten=[["paars"]], tool=None, verdict=None),
        gesprek(id="leer-3", beurten=["hoi", "welke productcode hoort bij profiel 4 in Hoorn?", "duurzaam zwaar"]),
        vraag(id="leer-4", vraag="Wat is een arrangement in Westfriesland?", feiten=[], tool=None, verdict=None),
    ]
    meten = [
        vraag(id="geheim-1", vraag=GEHEIM, feiten=[["segment"]], tool="stapelen", verdict="toegestaan"),
        vraag(id="geheim-2", vraag=GEHEIM, feiten=[["blauwe zee"]], regeling=AA),
    ]
    return [("ontwikkel-98", stel(assistenten, leren)), ("meet-98", stel(assistenten, meten, met_stappen=False))]


@pytest.fixture(scope="session")
def uitslag_(meting: Meting) -> Uitslag:
    """The outcome of that run."""
    from evals.outcome import uitslag

    return uitslag(meting, date(2026, 11, 22))
