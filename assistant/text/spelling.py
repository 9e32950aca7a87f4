"""Mend typing errors in words of the field: only words that are no Dutch, only towards words that matter."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

KORTSTE = 5
"""Shorter words are left alone: too many are one letter apart; but for the second word of a fixed pair."""
_KORTSTE_TWEEDE = 4
_MEDEKLINKERS = 4
"""A word that is written without its vowels has so many letters left at least."""
_KLINKERS = re.compile(r"[aeiouy]")
_NA_WOORD = re.compile(r"(?<=[a-z] )[a-z]{3,}\b")


def _komt_uit(kort: str, lang: str) -> bool:
    """Whether a word is another one with letters left out."""
    letters = iter(lang)
    return kort[0] == lang[0] and all(letter in letters for letter in kort)


def is_nederlands(woord: str) -> bool:
    """Whether a word stands in a general word list of Dutch; the list is read when it is first asked for."""
    from simplemma import is_known

    return is_known(woord, lang="nl")


class Spelling:
    """Correction towards `doelen`, for words outside `bekend` and outside Dutch; all folded.

    Args:
        doelen: the words of the field.
        bekend: words that are right as they are.
        paren: fixed pairs ("duurzaam licht"): after the first, a short second word is mended too.
    """

    def __init__(self, doelen: Iterable[str], bekend: Iterable[str], paren: Iterable[tuple[str, str]] = ()) -> None:
        self._doelen = sorted({d for d in doelen if len(d) >= KORTSTE})
        self._bekend = frozenset(bekend) | frozenset(self._doelen)
        self._op_medeklinkers: dict[str, list[str]] = defaultdict(list)
        for doel in self._doelen:
            self._op_medeklinkers[_KLINKERS.sub("", doel)].append(doel)
        self._zoek = lru_cache(maxsize=4096)(self._dichtstbij)
        self._tweede: dict[str, list[str]] = defaultdict(list)
        for eerste, tweede in sorted(set(paren)):
            if len(tweede) >= _KORTSTE_TWEEDE:
                self._tweede[eerste].append(tweede)

    def _dichtstbij(self, woord: str) -> str:
        grens = 1 if len(woord) < 8 else 2
        treffer = process.extractOne(woord, self._doelen, scorer=OSA.distance, score_cutoff=grens)
        if treffer is None or treffer[0][0] != woord[0]:
            return self._zonder_klinkers(woord)
        doel = treffer[0]
        ander_einde = doel.startswith(woord) or woord.startswith(doel)  # another ending is no error
        afgekapt = doel[:-1] == woord  # but no ending at all is: "crisi"
        if (ander_einde and not afgekapt) or is_nederlands(woord):
            return woord
        return doel if not afgekapt or is_nederlands(doel) else woord

    def _zonder_klinkers(self, woord: str) -> str:
        """The one word of which a short way of writing leaves out vowels and nothing else: "toevgn"."""
        medeklinkers = _KLINKERS.sub("", woord)
        if len(medeklinkers) < _MEDEKLINKERS or is_nederlands(woord):
            return woord
        langer = [d for d in self._op_medeklinkers.get(medeklinkers, ()) if len(d) > len(woord) and _komt_uit(woord, d)]
        return langer[0] if len(langer) == 1 else woord

    def _paar(self, m: re.Match[str]) -> str:
        eerste = m.string[: m.start() - 1].rpartition(" ")[2]
        if eerste not in self._tweede or m[0] in self._bekend or m[0] in self._tweede[eerste]:
            return m[0]
        treffer = process.extractOne(m[0], self._tweede[eerste], scorer=OSA.distance, score_cutoff=1)
        return m[0] if treffer is None or is_nederlands(m[0]) else treffer[0]

    def verbeter(self, tekst: str) -> str:
        """The folded text with words of the field mended."""

        def woord(m: re.Match[str]) -> str:
            return m[0] if m[0] in self._bekend else self._zoek(m[0])

        heel = re.sub(rf"(?<![a-z0-9@.\-])[a-z]{{{KORTSTE},}}(?![a-z0-9@])", woord, tekst)
        return _NA_WOORD.sub(self._paar, heel)
