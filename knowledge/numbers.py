"""The Dutch words for numbers: "twaalf", "vijfentwintig", "achtste"."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

_TOT_TWINTIG: Final = (
    *("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"),
    *("tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"),
)
_TIENTALLEN: Final = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")


def _telwoorden() -> dict[str, int]:
    woorden = {woord: getal for getal, woord in enumerate(_TOT_TWINTIG)}
    for tiental, naam in enumerate(_TIENTALLEN, 2):
        woorden[naam] = tiental * 10
        woorden |= {f"{_TOT_TWINTIG[n]}en{naam}": tiental * 10 + n for n in range(1, 10)}
    return {**woorden, "honderd": 100, "duizend": 1000}


TELWOORDEN: Final = MappingProxyType(_telwoorden())
"""Number by its folded word: 0 to 100, and 1000."""

RANGWOORDEN: Final = MappingProxyType(
    {"eerste": 1, "derde": 3}
    | {
        f"{woord}{'de' if getal < 20 and getal != 8 else 'ste'}": getal
        for woord, getal in TELWOORDEN.items()
        if getal not in {0, 1, 3}
    }
)
"""Number by the folded word for its place in a row: "eerste", "achtste", "eenendertigste"."""
