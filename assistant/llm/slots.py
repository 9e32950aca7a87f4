"""Facts as slots: what is exact in a draft is named, so that a model writes `{{code}}` and code fills it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from assistant.proof.claims import Vondst, exacte_waarden, markers, vondsten, zinnen
from tools.envelope import Envelope

_VAK = re.compile(r"\{\{\s*([^{}]{1,60}?)\s*\}\}")
_HAAK = re.compile(r"\{+|\}+")
_SOORTEN = (("d:", "datum"), ("c:", "code"), ("e:", "hoeveelheid"), ("g:", "getal"))


@dataclass(frozen=True)
class Vak:
    """A fact with its name.

    Attributes:
        naam: what the model writes between double braces.
        tekst: what code puts there.
        soort: datum, code, hoeveelheid or getal.
        bron: the marker of its source, as `[1]`; empty when only a tool gives it.
    """

    naam: str
    tekst: str
    soort: str
    bron: str


class Vakken:
    """The slots of one answer."""

    def __init__(self, tool_results: Iterable[Envelope]) -> None:
        self._namen: dict[str, str] = {}
        for envelope in tool_results:
            for sleutel, waarde in _bladen({**envelope.data, **envelope.input}):
                for exact in exacte_waarden(waarde):
                    self._namen.setdefault(exact, sleutel)
        self._vakken: dict[str, Vak] = {}
        self._bij_waarde: dict[tuple[str, str], Vak] = {}

    def neem(self, tekst: str) -> str:
        """The text with a slot in the place of everything exact; the same value keeps its slot."""
        return "\n".join(" ".join(self._zin(zin) for zin in zinnen(regel)) for regel in tekst.splitlines())

    def _zin(self, zin: str) -> str:
        bron = "".join(f"[{n}]" for n in sorted(markers(zin)))
        gevonden = [(vondst, self._vak(vondst, zin[vondst.begin : vondst.eind], bron)) for vondst in vondsten(zin)]
        for vondst, vak in reversed(gevonden):
            zin = f"{zin[: vondst.begin]}{{{{{vak.naam}}}}}{zin[vondst.eind :]}"
        return zin

    def _vak(self, vondst: Vondst, tekst: str, bron: str) -> Vak:
        sleutel = (max(vondst.waarden, key=len), tekst)
        if sleutel not in self._bij_waarde:
            soort = next(naam for begin, naam in _SOORTEN if any(w.startswith(begin) for w in vondst.waarden))
            stam = next((self._namen[w] for w in sorted(vondst.waarden) if w in self._namen), soort)
            naam, nummer = stam, 1
            while naam in self._vakken:
                nummer += 1
                naam = f"{stam}_{nummer}"
            self._vakken[naam] = self._bij_waarde[sleutel] = Vak(naam, tekst, soort, bron)
        return self._bij_waarde[sleutel]

    def lijst(self) -> str:
        """The slots for the model, a line each."""
        regels = [f"{{{{{v.naam}}}}} = {v.tekst} ({v.soort}{f', bron {v.bron}' if v.bron else ''})" for v in self]
        return "\n".join(regels) or "geen"

    def __iter__(self) -> Any:
        return iter(self._vakken.values())

    def vul(self, tekst: str) -> tuple[str, list[str]]:
        """The text with its slots filled, and the names that are no slot; braces that are left count as one too."""
        vreemd: list[str] = []

        def waarde(m: re.Match[str]) -> str:
            vak = self._vakken.get(m[1])
            if vak is None:
                vreemd.append(m[1])
                return m[1]
            return vak.tekst

        gevuld = _VAK.sub(waarde, tekst)
        return gevuld, vreemd + _HAAK.findall(gevuld)


def _bladen(data: Any, sleutel: str = "") -> list[tuple[str, str]]:
    """The single values of a tool result with the name of their field."""
    if isinstance(data, dict):
        return [blad for naam, deel in data.items() if naam != "source" for blad in _bladen(deel, naam)]
    if isinstance(data, list):
        return [blad for deel in data for blad in _bladen(deel, sleutel)]
    tekst = "" if data is None or isinstance(data, bool) else str(data)
    return [(sleutel, tekst)] if len(tekst) <= 20 and exacte_waarden(tekst) else []
