"""Nested data (XML, JSON) as Markdown: large parts get a heading, small parts a line with their path.

Lists of records with the same fields become a table; every other value stands behind its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.readers.opmaak import alinea, cel, kop
from knowledge.readers.tabelvorm import leesbare_tabel

DIEPST = 100
"""Levels: real data never come near it, and each takes a few Python calls."""

_KLEIN = 400  # characters that fit in a few lines
_LANGE_TEKST = 300  # a value beyond this is a paragraph
_NIVEAUS = 6
_LEEG = "(leeg)"


@dataclass(frozen=True, slots=True)
class Velden:
    """Values by name, in order; a name may come back."""

    paren: Sequence[tuple[str, Waarde]]
    omvang: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "omvang", sum(len(naam) + 4 + omvang(waarde) for naam, waarde in self.paren))


@dataclass(frozen=True, slots=True)
class Reeks:
    """Values without a name of their own."""

    items: Sequence[Waarde]
    omvang: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "omvang", sum(2 + omvang(waarde) for waarde in self.items))


Waarde = str | Velden | Reeks


def omvang(waarde: Waarde) -> int:
    """About how many characters a value takes."""
    return len(waarde) if isinstance(waarde, str) else waarde.omvang


def blokken(waarde: Waarde, naam: str = "", niveau: int = 2) -> Iterator[str]:
    """The blocks of Markdown of a value; `niveau` is that of the headings within it."""
    if isinstance(waarde, str):
        yield alinea(waarde)
    elif isinstance(waarde, Reeks):
        yield from _reeks(waarde, naam, niveau)
    else:
        yield from _velden(waarde, niveau)


def _velden(velden: Velden, niveau: int) -> Iterator[str]:
    """First what is small, as one list, then each large part under its heading."""
    regels: list[str] = []
    groot: list[tuple[str, Waarde]] = []
    for naam, waarde in velden.paren:
        if isinstance(waarde, str) and len(waarde) > _LANGE_TEKST:
            yield from _lijst(regels)
            regels = []
            yield f"**{cel(naam)}**: {alinea(waarde)}"
        elif isinstance(waarde, str) or _past_op_regels(waarde) or niveau > _NIVEAUS:
            regels.extend(_bladeren(waarde, naam))
        else:
            groot.append(_ingekort(naam, waarde))
    yield from _lijst(regels)
    for naam, waarde in groot:
        yield kop(niveau, naam)
        yield from blokken(waarde, naam.rsplit(" / ")[-1], niveau + 1)


def _past_op_regels(waarde: Velden | Reeks) -> bool:
    return waarde.omvang <= _KLEIN and not (isinstance(waarde, Reeks) and len(waarde.items) > 2 and _kolommen(waarde))


def _ingekort(naam: str, waarde: Waarde) -> tuple[str, Waarde]:
    """A chain of single parts as one path."""
    while isinstance(waarde, Velden) and len(waarde.paren) == 1 and not isinstance(waarde.paren[0][1], str):
        volgende, waarde = waarde.paren[0]
        naam = f"{naam} / {volgende}"
    return naam, waarde


def _lijst(regels: list[str]) -> Iterator[str]:
    if regels:
        yield "\n".join(regels)


def _bladeren(waarde: Waarde, pad: str) -> Iterator[str]:
    """Each single value as a line with its path."""
    if isinstance(waarde, str):
        yield f"- {cel(pad)}: {cel(waarde) or _LEEG}" if pad else f"- {cel(waarde)}"
    elif isinstance(waarde, Velden):
        for naam, deel in waarde.paren:
            yield from _bladeren(deel, f"{pad} / {naam}" if pad else naam)
    elif all(isinstance(item, str) for item in waarde.items):
        yield from _bladeren("; ".join(str(item) for item in waarde.items), pad)
    else:
        for nummer, item in enumerate(waarde.items, start=1):
            yield from _bladeren(item, f"{pad} {nummer}" if pad else str(nummer))


# --- series ------------------------------------------------------------------------------------------------


def _reeks(reeks: Reeks, naam: str, niveau: int) -> Iterator[str]:
    if kolommen := _kolommen(reeks):
        yield leesbare_tabel(kolommen, [_rij(item, kolommen) for item in reeks.items])
        return
    if all(omvang(item) <= _KLEIN for item in reeks.items) or niveau > _NIVEAUS:
        yield "\n".join(f"- {'; '.join(regel[2:] for regel in _bladeren(item, ''))}" for item in reeks.items)
        return
    for nummer, item in enumerate(reeks.items, start=1):
        yield kop(niveau, " ".join(filter(None, [naam, str(nummer)])) + _aanduiding(item))
        yield from blokken(item, naam, niveau + 1)


def _kolommen(reeks: Reeks) -> list[str]:
    """The columns of a series of records with single values; none when it isn't one."""
    namen: dict[str, int] = {}
    for item in reeks.items:
        if not isinstance(item, Velden) or not all(isinstance(waarde, str) for _, waarde in item.paren):
            return []
        eigen = [naam for naam, _ in item.paren]
        if len(set(eigen)) < len(eigen):
            return []
        for naam in eigen:
            namen[naam] = namen.get(naam, 0) + 1
    gevuld = sum(namen.values()) / max(1, len(namen) * len(reeks.items))
    return list(namen) if len(reeks.items) > 1 and len(namen) > 1 and gevuld >= 0.5 else []


def _rij(item: Waarde, kolommen: list[str]) -> list[str]:
    waarden = {naam: str(waarde) for naam, waarde in item.paren} if isinstance(item, Velden) else {}
    return [waarden.get(kolom, "") for kolom in kolommen]


def _aanduiding(item: Waarde) -> str:
    """What tells this record from the others: its first value, when that is a name."""
    if isinstance(item, Velden) and item.paren:
        eerste = item.paren[0][1]
        if isinstance(eerste, str) and len(eerste) <= 80 and re.search(r"[^\W\d_]{2}", eerste):
            return f": {cel(eerste)}"
    return ""
