"""Characters that nobody sees: marks of direction, joiners, soft hyphens, control characters, colours of a terminal.

They hide words from a reader, or from us.
"""

from __future__ import annotations

import re

_TEKENS = dict.fromkeys(
    [0x00AD, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
    + [n for n in (*range(0x20), *range(0x7F, 0xA0)) if n not in {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85}]
)
_TERMINAL = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|\x1b[@-Z\\-_]")
"""What tells a terminal to colour or to move."""


def zonder_onzichtbaar(tekst: str) -> str:
    """The text without them."""
    return _TERMINAL.sub("", tekst).translate(_TEKENS)
