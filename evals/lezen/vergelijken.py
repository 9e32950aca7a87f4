"""What a tool got beside what a message said: right, something missing, or something read wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from tools.envelope import Envelope

Soort = Literal["goed", "gemist", "geen", "meer", "fout"]
SOORTEN: tuple[Soort, ...] = ("goed", "gemist", "geen", "meer", "fout")
"""Right; a fact that was told did not come; no such tool ran; more than one verdict; a fact is another than told."""
_STIL = frozenset({"product", "peildatum", "zoek", "code"})
"""Inputs that a template does not speak of."""


@dataclass(frozen=True)
class Lezing:
    """How a message was read.

    Attributes:
        soort: the judgement.
        fout: what is read wrong: input, what the tool got, what was told (None: nothing was).
        gemist: inputs that were told and did not come.
    """

    soort: Soort
    fout: tuple[tuple[str, Any, Any], ...] = ()
    gemist: tuple[str, ...] = ()


def vergelijk(tool: str, waarheid: Mapping[str, Any], uitkomsten: Sequence[Envelope]) -> Lezing:
    """Hold what a message told against what came of it; of several verdicts the one that is read best."""
    eigen = [e for e in uitkomsten if e.tool == tool]
    if not eigen:
        return Lezing("geen")
    paren = _stapeling if tool == "stapelen" else _velden
    gelezen = [paren(waarheid, e.input) for e in eigen]
    fout, gemist = min(gelezen, key=lambda p: (len(p[0]), len(p[1])))
    soort: Soort = "fout" if fout else "gemist" if gemist else "meer" if len(eigen) > 1 else "goed"
    return Lezing(soort, tuple(fout), tuple(gemist))


_Gelezen = tuple[list[tuple[str, Any, Any]], list[str]]


def _stapeling(waarheid: Mapping[str, Any], invoer: Mapping[str, Any]) -> _Gelezen:
    """Which segments there are, and whether one provider delivers all."""
    rijen = invoer.get("toewijzingen") or []
    segmenten, wie = sorted(r["segment"] for r in rijen), [r.get("aanbieder") for r in rijen]
    fout = list[tuple[str, Any, Any]]()
    if segmenten != sorted(waarheid["segmenten"]):
        fout.append(("segmenten", segmenten, sorted(waarheid["segmenten"])))
    zelfde = len({w.casefold() for w in wie}) == 1 if all(wie) and wie else None
    genoemd = waarheid.get("aanbieders")
    verteld = len(set(genoemd)) == 1 if genoemd else waarheid.get("zelfde")
    if zelfde is None:
        return fout, [] if verteld is None else ["aanbieders"]
    return fout + ([] if zelfde == verteld else [("zelfde aanbieder", zelfde, verteld)]), []


def _velden(waarheid: Mapping[str, Any], invoer: Mapping[str, Any]) -> _Gelezen:
    verteld = dict(waarheid)
    if "rest" in verteld:
        verteld["gedeclareerd"] = verteld["budget"] - verteld.pop("rest")
    gemist = [v for v in verteld if v not in invoer and (v, verteld[v]) != ("zeer_complex", False)]
    fout = [(v, g, verteld.get(v)) for v, g in invoer.items() if v not in _STIL and not _klopt(v, invoer, verteld)]
    return fout, gemist


def _klopt(veld: str, invoer: Mapping[str, Any], verteld: Mapping[str, Any]) -> bool:
    if veld not in verteld:
        return veld == "nieuw_profiel" and invoer[veld] == invoer.get("profiel")
    kreeg, goed = invoer[veld], verteld[veld]
    if isinstance(goed, list):
        return sorted(kreeg) == sorted(goed)
    if veld in ("budget", "gedeclareerd"):
        return Decimal(str(kreeg)) == Decimal(str(goed))
    if isinstance(goed, bool) or isinstance(kreeg, bool):
        return kreeg is goed
    return str(kreeg) == (goed.isoformat() if isinstance(goed, date) else str(goed))
