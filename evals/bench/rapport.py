"""The measurement as a Markdown table by subject, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from evals.bench.metingen import Meting

_KOP = ("| passages | wat | gemeten | ondergrens | verhouding | budget |", "| --- | --- | --- | --- | --- | --- |")


def tabel(metingen: Sequence[Meting]) -> str:
    """A table for each subject, in the order of measuring."""
    groepen = dict.fromkeys(meting.groep for meting in metingen)
    volgorde = sorted(metingen, key=lambda m: list(groepen).index(m.groep))
    delen = [f"## {groep}\n\n" + "\n".join((*_KOP, *map(_regel, rij))) for groep, rij in groupby(volgorde, _groep)]
    return "\n\n".join(delen)


def als_json(metingen: Sequence[Meting], over: dict[str, Any]) -> str:
    """All figures, with what the measurement was about."""
    rijen = [{**asdict(m), "verhouding": m.verhouding, "gehaald": m.gehaald} for m in metingen]
    return json.dumps({"over": over, "metingen": rijen}, ensure_ascii=False, indent=1)


def _groep(meting: Meting) -> str:
    return meting.groep


def _regel(m: Meting) -> str:
    bij = f"{m.bij:,}".replace(",", ".") if m.bij else ""
    vloer = f"{getal(m.vloer)} {m.eenheid} ({m.vloer_is})" if m.vloer is not None else ""
    verhouding = "" if m.verhouding is None else getal(m.verhouding)
    return f"| {bij} | {m.wat} | {getal(m.waarde)} {m.eenheid} | {vloer} | {verhouding} | {_budget(m)} |"


def _budget(m: Meting) -> str:
    if m.budget is None:
        return ""
    grens = f"{'minstens' if m.minstens else 'hoogstens'} {getal(m.budget)}"
    return f"{grens}: {'gehaald' if m.gehaald else 'niet gehaald'}"


def getal(waarde: float) -> str:
    """Three digits that matter, the Dutch way."""
    if waarde >= 100 or waarde == int(waarde):
        return f"{waarde:,.0f}".replace(",", ".")
    return f"{waarde:.{1 if waarde >= 10 else 2}f}".replace(".", ",")
