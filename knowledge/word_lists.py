"""Files of words as models: a list becomes its pattern when the file is read; how it is read is its type here.

All patterns are for folded text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, GetPydanticSchema
from pydantic_core import core_schema

from knowledge.folding import patroon, vouw
from knowledge.store import KENNISMAP
from knowledge.word_file import M, lees_woorden

Lijst = Annotated[list[Annotated[str, Field(pattern=r"\S")]], Field(min_length=1)]
"""Terms as they stand."""
Gevouwen = Annotated[str, AfterValidator(vouw)]


def gelezen(maak: Callable[[list[str]], object]) -> GetPydanticSchema:
    """A list of terms in the file, and what is made of it."""
    return GetPydanticSchema(lambda _, lees: core_schema.no_info_after_validator_function(maak, lees(Lijst)))


def overal(termen: list[str], erna: str = "") -> re.Pattern[str]:
    """Terms that count inside a word too; a final `*` takes the rest of the word with it."""
    delen = [
        r"[\s\-/(),]+".join(
            re.escape(w.removesuffix("*")) + ("[a-z0-9]*" if w.endswith("*") else "") for w in t.split()
        )
        for t in sorted({vouw(t) for t in termen}, key=len, reverse=True)
    ]
    return re.compile(f"(?:{'|'.join(delen)}){erna}")


def _vlak_voor(termen: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{patroon(termen).pattern})\s*$")


def _vlak_na(termen: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{patroon(termen).pattern})")


def _begin(termen: list[str]) -> re.Pattern[str]:
    return re.compile(rf"[^a-z0-9]*{patroon(termen).pattern}")


def _zinsbegin(termen: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[.!?:;]\s|\n)\W*(?:{patroon(termen).pattern})")


def _scheiding(termen: list[str]) -> re.Pattern[str]:
    return re.compile(rf"[.,;:!?()\n]|{patroon(termen).pattern}")


def _teksteinde(termen: list[str]) -> tuple[str, ...]:
    return tuple(f"{vouw(t)} " for t in termen)


Termen = Annotated[re.Pattern[str], gelezen(patroon)]
Overal = Annotated[re.Pattern[str], gelezen(overal)]
"""Inside a word too."""
VlakVoor = Annotated[re.Pattern[str], gelezen(_vlak_voor)]
"""With nothing but white space after it."""
VlakNa = Annotated[re.Pattern[str], gelezen(_vlak_na)]
"""With nothing but white space before it; for `match`."""
Begin = Annotated[re.Pattern[str], gelezen(_begin)]
"""At the very start, after signs; for `match`."""
Zinsbegin = Annotated[re.Pattern[str], gelezen(_zinsbegin)]
Teksteinde = Annotated[tuple[str, ...], gelezen(_teksteinde)]
"""How a text ends, for `str.endswith`."""
Scheiding = Annotated[re.Pattern[str], gelezen(_scheiding)]
"""Where a text can be taken apart: at a sign or one of the terms."""
Woorden = Annotated[frozenset[str], gelezen(lambda termen: frozenset(map(vouw, termen)))]


def lezer(model: type[M], bestand: str) -> Callable[..., M]:
    """What reads a file of `woordenschat/`, once for each knowledge folder.

    It takes the folder, or none for the one that comes along, and raises `KennisFout` with every fault.
    """

    @lru_cache(maxsize=4)
    def lees(map: Path = KENNISMAP) -> M:
        return lees_woorden(model, bestand, map)

    return lees
