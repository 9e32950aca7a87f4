"""Let nothing exact out that no tool result or cited passage bears: codes, dates, numbers, percentages, amounts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date

from assistant.dates import vind_datums
from assistant.models import Citation
from knowledge.vocabulary import vouw
from tools.envelope import Envelope

_MARKER = re.compile(r"\[\d+\]")
_LIJST = re.compile(r"^\s*\d+\.\s", re.MULTILINE)
_CODE = re.compile(r"(?<![a-z0-9])(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{3,}(?![a-z0-9])")
_GETAL = re.compile(r"(?<![a-z0-9.,])\d[\d.,]*")


def exacte_waarden(tekst: str) -> set[str]:
    """Everything exact in a text, in one spelling: `d:07-01`, `d:2025-07-01`, `c:504dz`, `g:75`."""
    plat = vouw(_LIJST.sub(" ", _MARKER.sub(" ", tekst)))
    waarden: set[str] = set()
    rest = list(plat)
    for dag in vind_datums(plat):
        if dag.maand is None:
            continue
        waarden.add(f"d:{dag.maand:02}-{dag.dag:02}")
        if dag.jaar is not None:
            waarden.add(f"d:{dag.jaar}-{dag.maand:02}-{dag.dag:02}")
        rest[dag.begin : dag.eind] = " " * (dag.eind - dag.begin)
    plat = "".join(rest)
    for m in _CODE.finditer(plat):
        waarden.add(f"c:{m[0]}")
    plat = _CODE.sub(lambda m: " " * len(m[0]), plat)
    for m in _GETAL.finditer(plat):
        waarden.add(f"g:{_getal(m[0])}")
    return waarden


def _getal(tekst: str) -> str:
    schoon = tekst.rstrip(".,")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", schoon):
        schoon = schoon.replace(".", "")
    schoon = schoon.replace(",", ".")
    if re.fullmatch(r"\d+\.\d+", schoon):
        schoon = schoon.rstrip("0").rstrip(".")
    return schoon


def _uit_json(waarde: object) -> set[str]:
    """Exact values of a tool result; ISO dates also as day and month."""
    waarden = exacte_waarden(json.dumps(waarde, ensure_ascii=False, default=str))
    for m in re.finditer(r"\d{4}-\d{2}-\d{2}", json.dumps(waarde, default=str)):
        dag = date.fromisoformat(m[0])
        waarden |= {f"d:{dag.month:02}-{dag.day:02}", f"g:{dag.year}"}
    return waarden


def bewezen(tool_results: Iterable[Envelope], citaties: Iterable[Citation]) -> set[str]:
    """Everything exact that tool results and cited passages bear."""
    waarden: set[str] = set()
    for envelope in tool_results:
        waarden |= _uit_json(envelope.model_dump(mode="json"))
    for citatie in citaties:
        waarden |= exacte_waarden(f"{citatie.title}\n{citatie.section}\n{citatie.quote}")
    return waarden | {f"g:{w[2:6]}" for w in waarden if re.match(r"d:\d{4}-", w)}


def onbewezen(tekst: str, tool_results: Iterable[Envelope], citaties: Iterable[Citation]) -> set[str]:
    """What is exact in an answer and borne by nothing; empty when all is proven."""
    bewijs = bewezen(tool_results, citaties)
    return {w for w in exacte_waarden(tekst) if w not in bewijs and not _deel_van_datum(w, bewijs)}


def _deel_van_datum(waarde: str, bewijs: set[str]) -> bool:
    """A date without a year in the source proves day and month alone; a date with year is not proven by it."""
    return (
        waarde.startswith("d:")
        and len(waarde) == 7
        and any(b.endswith(waarde[2:]) for b in bewijs if b.startswith("d:"))
    )
