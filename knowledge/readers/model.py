"""What every reader gives: the text of a file along its structure, and what the file says of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from knowledge.kenmerken import Kenmerken
from knowledge.sections import Sections


@dataclass(frozen=True)
class Gelezen:
    """A file that was read.

    Attributes:
        sections: its text, cut at its headings.
        kenmerken: what its format or text gives of title, publisher, dates and subject.
        meldingen: what the user must know of it (Dutch), such as a hidden sheet.
    """

    sections: Sections
    kenmerken: Kenmerken = field(default_factory=Kenmerken)
    meldingen: tuple[str, ...] = ()


Reader = Callable[[bytes, str], Gelezen]
"""From the content of a file, and its name for errors; raises `LeesFout` for what can't be read."""
