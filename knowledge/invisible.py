"""Characters that nobody sees: marks of direction, joiners, soft hyphens. They hide words from a reader, or from us."""

from __future__ import annotations

_TEKENS = dict.fromkeys(
    [0x00AD, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
)


def zonder_onzichtbaar(tekst: str) -> str:
    """The text without them."""
    return tekst.translate(_TEKENS)
