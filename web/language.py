"""The texts of the interface in Dutch and English, from `teksten/*.yaml`; what documents and rules say stays Dutch.

A text is found by its path in the file (`nav.vragen`) and may have places to fill (`{aantal}`). Both files have the
same paths and places; `verschillen` tells where they don't, and the application does not start then.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.yaml_file import lees_vlot

TALEN = ("nl", "en")
"""Languages of the interface; the first is used unless someone chooses otherwise."""
TEKSTEN = Path(__file__).parent / "teksten"


class Teksten:
    """The texts in one language.

    Args:
        taal: `nl` or `en`.
        teksten: path -> text.
    """

    def __init__(self, taal: str, teksten: Mapping[str, str]) -> None:
        self.taal = taal
        self._teksten = teksten

    def __call__(self, sleutel: str, **waarden: object) -> str:
        """The text at a path, its places filled.

        Raises:
            KeyError: there is no such text, or a place is not given a value.
        """
        tekst = self._teksten[sleutel]
        return tekst.format_map(waarden) if waarden else tekst

    def aantal(self, sleutel: str, aantal: int, **waarden: object) -> str:
        """The text for a number: `<path>.een` for 1, else `<path>.meer`; the number fills `{aantal}`."""
        return self(f"{sleutel}.{'een' if aantal == 1 else 'meer'}", aantal=aantal, **waarden)

    def deel(self, *koppen: str) -> dict[str, str]:
        """The texts below one or more headings, by their whole path: what a script of the page gets."""
        return {s: t for s, t in self._teksten.items() if s.split(".", 1)[0] in koppen}


@cache
def teksten(taal: str) -> Teksten:
    """The texts in a language.

    Raises:
        KeyError: no such language.
    """
    if taal not in TALEN:
        raise KeyError(taal)
    return Teksten(taal, _lees(TEKSTEN / f"{taal}.yaml"))


def verschillen(map_: Path = TEKSTEN) -> list[str]:
    """What one language has and another has not: paths, and places to fill."""
    eerste, *rest = ((taal, _lees(map_ / f"{taal}.yaml")) for taal in TALEN)
    return [fout for ander in rest for fout in _verschil(*eerste, *ander)]


def _verschil(taal: str, een: dict[str, str], andere: str, twee: dict[str, str]) -> Iterator[str]:
    for sleutel in sorted(een.keys() ^ twee.keys()):
        yield f"{sleutel}: not in {andere if sleutel in een else taal}.yaml"
    for sleutel in sorted(een.keys() & twee.keys()):
        if _plaatsen(een[sleutel]) != _plaatsen(twee[sleutel]):
            yield f"{sleutel}: other places in {taal}.yaml than in {andere}.yaml"


def _plaatsen(tekst: str) -> set[str]:
    return {naam for _, naam, _, _ in string.Formatter().parse(tekst) if naam}


@cache
def _lees(pad: Path) -> dict[str, str]:
    return dict(_vlak(lees_vlot(pad.read_text(encoding="utf-8")), ""))


def _vlak(deel: Any, pad: str) -> Iterator[tuple[str, str]]:
    if isinstance(deel, dict):
        for sleutel, waarde in deel.items():
            yield from _vlak(waarde, f"{pad}.{sleutel}" if pad else str(sleutel))
    else:
        yield pad, str(deel)
