"""Where a fact is used: for each section of an article the tools whose rules name it as their source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from knowledge.ijw import laad_standaard
from knowledge.models import Bron
from knowledge.store import Kennisbank
from tools import registry
from web.wording import regelnaam


@dataclass(frozen=True)
class Gebruik:
    """A use of a section: in the rules of a tool, or elsewhere in the regime (then `tool` is None)."""

    tool: str | None
    titel: str


def gebruik(kennis: Kennisbank, document: str) -> dict[str, list[Gebruik]]:
    """The uses of every section of an article, by heading, in a fixed order."""
    tools = {deel: registry.tool(naam) for naam in registry.namen() if (deel := registry.tool(naam).onderdeel)}
    resultaat: dict[str, dict[Gebruik, None]] = {}
    for regeling in kennis.regelingen.values():
        for veld in type(regeling).model_fields:
            tool = tools.get(veld)
            waar = Gebruik(tool.naam, tool.titel) if tool else Gebruik(None, regelnaam(veld))
            for bron in _bronnen(getattr(regeling, veld)):
                if bron.document == document:
                    resultaat.setdefault(bron.section, {})[waar] = None
    landelijk = [registry.tool(naam) for naam in registry.namen() if registry.tool(naam).onderdeel is None]
    for bron in _bronnen(laad_standaard(kennis.map)) if landelijk else ():
        if bron.document == document:
            resultaat.setdefault(bron.section, {}).update({Gebruik(t.naam, t.titel): None for t in landelijk})
    return {sectie: list(uses) for sectie, uses in resultaat.items()}


def _bronnen(waarde: Any) -> Iterator[Bron]:
    """Every source in a part of a regime, however deep."""
    if isinstance(waarde, Bron):
        yield waarde
    elif isinstance(waarde, BaseModel):
        for naam in type(waarde).model_fields:
            yield from _bronnen(getattr(waarde, naam))
    elif isinstance(waarde, dict):
        for deel in waarde.values():
            yield from _bronnen(deel)
    elif isinstance(waarde, list | tuple):
        for deel in waarde:
            yield from _bronnen(deel)
