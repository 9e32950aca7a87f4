"""What a text puts right of itself, and what it tells of a mistake: "ik zit in het verkeerde dossier: het is C".

Only a writer who puts right his own question repairs it. What stood in the wrong place, or what somebody else thought,
is no fact of the question, nor does it put one right.
"""

from __future__ import annotations

import re

from knowledge.vocabulary import Woordenschat

_ZINNEN = re.compile(r"[^.!?;\n]*(?:[.!?;\n]+(?=\s|$)|[.!?;\n]|$)")
_MAAR = re.compile(r"\bmaar\b|\bterwijl\b")


def zonder_vergissing(tekst: str, schat: Woordenschat) -> str:
    """A folded text without what somebody read in the wrong place or thought by mistake."""
    zinnen = [z for z in (m[0] for m in _ZINNEN.finditer(tekst)) if z]
    fout = [bool(schat.vergissing.search(z)) for z in zinnen]
    uit = []
    for i, zin in enumerate(zinnen):
        m = schat.bij_vergissing.search(zin)
        ervoor = i > 0 and fout[i - 1] and m is not None and not zin[: m.start()].strip()
        erna = i + 1 < len(zinnen) and fout[i + 1] and not zinnen[i + 1].rstrip().endswith("?")
        vraagt = m is not None and zin.rstrip().endswith("?") and not schat.vergissing.search(zin, 0, m.start())
        if m is None or not (ervoor or erna or (fout[i] and not vraagt)):
            uit.append(zin)
            continue
        eind = min(
            (e.start() for p in (_MAAR, schat.weer_juist) for e in p.finditer(zin, m.end()) if _los(zin, e)),
            default=len(zin.rstrip(".!?;\n ")),
        )
        uit.append(f"{zin[: m.start()]} {zin[eind:]}")
    return "".join(uit)


def _los(zin: str, m: re.Match[str]) -> bool:
    """Whether words begin a clause of their own."""
    return m.re is _MAAR or zin[: m.start()].rstrip().endswith(",")


def herzien_vanaf(tekst: str, schat: Woordenschat) -> int:
    """Where a folded text begins to put right what it said before; 0 where it does not, or only adds to it."""
    eind = max((m.end() for m in schat.herziet.finditer(tekst)), default=0)
    return 0 if eind and schat.voegt_toe.match(tekst[eind:].lstrip(" ,.:;!-")) else eind
