"""What a tool found, ready to show below its verdict: every datum with a label, as text, list, table or timeline."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from tools.datum import schrijf
from web.wording import regelnaam, waardenaam

_DATUM = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIJDLIJN = "stappen"
_VERZWEGEN = frozenset({"regelingen", "procedure", "naam", "cel", "regie_cel"})
"""Data that other parts of the card tell already."""
_NIET_GELEZEN = frozenset({"regeling", "peildatum"})
"""Inputs that come with a question, and are not read out of it."""
_LABELS = {"verdict": "oordeel"}
_KOLOM_VERZWEGEN = frozenset({"source", "id"})
_PLAATSEN = "toewijzingen"
"""A column with places in the input, counted from 0; people count from 1."""


@dataclass(frozen=True)
class Gegeven:
    """One datum of a result."""

    label: str
    vorm: Literal["tekst", "lijst", "tabel", "tijdlijn"]
    waarde: Any
    """A text; texts; rows (column -> text); steps."""


def gegevens(data: Mapping[str, Any], ja: str, nee: str) -> list[Gegeven]:
    """The data of a result, in their order, without what is empty.

    Args:
        data: `data` of an envelope.
        ja: the word for true.
        nee: the word for false.
    """
    gevuld = ((naam, waarde) for naam, waarde in data.items() if naam not in _VERZWEGEN and _gevuld(waarde))
    return [_gegeven(naam, waarde, ja, nee) for naam, waarde in gevuld]


def gelezen(invoer: Mapping[str, Any]) -> dict[str, Any]:
    """What of the input of a tool was read out of a message; that there is none of something is read too."""
    return {n: "geen" if w == [] else w for n, w in invoer.items() if n not in _NIET_GELEZEN}


def _gevuld(waarde: Any) -> bool:
    return waarde is not None and waarde not in ("", [], {})


def _gegeven(naam: str, waarde: Any, ja: str, nee: str) -> Gegeven:
    label = regelnaam(naam)
    if isinstance(waarde, Mapping):
        waarde = [waarde]
    if not isinstance(waarde, list):
        return Gegeven(label, "tekst", tekst(waarde, ja, nee))
    if naam == _TIJDLIJN:
        return Gegeven(label, "tijdlijn", waarde)
    if all(isinstance(deel, Mapping) for deel in waarde):
        return Gegeven(label, "tabel", _tabel(waarde, ja, nee))
    return Gegeven(label, "lijst", [tekst(deel, ja, nee) for deel in waarde])


def _tabel(rijen: Sequence[Mapping[str, Any]], ja: str, nee: str) -> list[dict[str, str]]:
    """Rows with the same columns, without columns in which nothing stands or that hold more than a text."""
    kolommen = dict.fromkeys(naam for rij in rijen for naam in rij if naam not in _KOLOM_VERZWEGEN)
    toon = [k for k in kolommen if any(_gevuld(rij.get(k)) for rij in rijen) and not _diep(rijen, k)]
    return [{regelnaam(_LABELS.get(k, k)): _cel(k, rij.get(k), ja, nee) for k in toon} for rij in rijen]


def _diep(rijen: Sequence[Mapping[str, Any]], kolom: str) -> bool:
    """Whether a column holds objects, or lists of them."""
    waarden = [rij.get(kolom) for rij in rijen]
    return any(isinstance(deel, Mapping) for w in waarden for deel in (w if isinstance(w, list) else [w]))


def _cel(kolom: str, waarde: Any, ja: str, nee: str) -> str:
    if kolom == _PLAATSEN and isinstance(waarde, list):
        waarde = [nummer + 1 for nummer in waarde]
    if kolom in _LABELS and isinstance(waarde, str):
        return regelnaam(waarde)
    return tekst(waarde, ja, nee)


def tekst(waarde: Any, ja: str, nee: str) -> str:
    """A value as people read it: days in Dutch, ids with spaces, yes and no."""
    if waarde is None:
        return "–"
    if isinstance(waarde, bool):
        return ja if waarde else nee
    if isinstance(waarde, list):
        return ", ".join(tekst(deel, ja, nee) for deel in waarde) or "–"
    if isinstance(waarde, Mapping):
        return "; ".join(f"{regelnaam(str(n)).lower()}: {tekst(w, ja, nee)}" for n, w in waarde.items())
    if isinstance(waarde, str) and _DATUM.fullmatch(waarde):
        with suppress(ValueError):  # no such day, as it may stand in somebody's document: shown as it stands
            return schrijf(date.fromisoformat(waarde))
    gelezen = waardenaam(str(waarde))
    return gelezen if gelezen == waarde else gelezen[:1].upper() + gelezen[1:]
