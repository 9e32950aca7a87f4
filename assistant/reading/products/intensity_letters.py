"""The letters of an intensity that are a word too: "van PE naar IN" in a text that is folded keeps no capitals.

So they are written out before that, where the capitals are no part of a text in capitals.
"""

from __future__ import annotations

import re

_IN = re.compile(r"(?<![\w'’-])IN(?![\w'’]|-[A-Z])")
_WOORD_ERVOOR = re.compile(r"([^\W\d_]{2,})[ \t]*$")
_WOORD_ERNA = re.compile(r"[ \t]*([^\W\d_]{2,})")
_CODE_ERVOOR = re.compile(r"(?<![\d./'’-])\d{2,3}[\s-]?\d?[\s-]{0,3}$")
_LETTERS = frozenset({"PE", "IN", "DL", "DZ"})


def letters_voluit(tekst: str) -> str:
    """A text as typed, with the letters IN written out where they can only be the intensity."""
    return _IN.sub(lambda m: "intensief" if _is_intensiteit(tekst, m) else m[0], tekst)


def _is_intensiteit(tekst: str, m: re.Match[str]) -> bool:
    """Whether they stand alone in capitals, and are no part of a code."""
    if _CODE_ERVOOR.search(tekst, 0, m.start()):
        return False
    buren = (_WOORD_ERVOOR.search(tekst, 0, m.start()), _WOORD_ERNA.match(tekst, m.end()))
    return not any(b and b[1].isupper() and b[1] not in _LETTERS for b in buren)
