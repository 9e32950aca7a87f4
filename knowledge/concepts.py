"""What people say when they mean a rule, code list, message or step of the field (`woordenschat/begrippen`).

A term stands in the title or a heading of the passages that explain it: "OP271", "elfproef", "Jeugdwet artikel 7.3.4".
That is how the words find their passages, in whatever documents somebody brings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, TypeAdapter, ValidationError

from knowledge.errors import Fout, KennisFout
from knowledge.store import KENNISMAP
from knowledge.text import analyse
from knowledge.word_file import afdruk, map_str
from knowledge.yaml_file import lees_bestand, regel_van

if TYPE_CHECKING:
    from knowledge.documents import Passage

_Zin = Annotated[str, Field(min_length=1)]
_BESTAND: TypeAdapter[dict[str, list[str]]] = TypeAdapter(dict[_Zin, Annotated[list[_Zin], Field(min_length=1)]])
_BIJNA_ZO_GOED = 0.7
"""A heading that has this share of what the closest heading has of a term, is about the term as well."""
_NUMMERING = re.compile(r"^\d+(?:\.\d+)*[.)]?\s+")
_VETTE_REGEL = re.compile(r"^[\s#>*-]*\*\*(.+?)\*\*\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Begrip:
    """A term of the field, and what people say when they mean it.

    Attributes:
        term: what stands in a title or heading.
        gezegd: sentences and words of users.
    """

    term: str
    gezegd: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vindplaats:
    """A term with the passages that are about it.

    Attributes:
        begrip: the term.
        kop: title of the document when that has the term, else the term itself.
        nummers: numbers of the passages, in order.
    """

    begrip: Begrip
    kop: str
    nummers: tuple[int, ...]


def _map(map: Path) -> Path:
    return map / "woordenschat" / "begrippen"


@lru_cache(maxsize=4)
def laad_begrippen(map: Path = KENNISMAP) -> tuple[Begrip, ...]:
    """The terms of a knowledge folder, by file and in order; a folder without them has none.

    Raises:
        KennisFout: a file does not fit; with every fault.
    """
    uit: dict[frozenset[str], Begrip] = {}
    fouten: list[Fout] = []
    for pad in sorted(_map(map).glob("*.yaml")):
        naam = f"woordenschat/begrippen/{pad.name}"
        tekst, data, gebreken = lees_bestand(pad)
        fouten += [Fout(naam, fout.regel, fout.melding) for fout in gebreken]
        try:
            termen = _BESTAND.validate_python(data or {}, strict=True)
        except ValidationError as fout:
            for d in fout.errors():
                fouten.append(Fout(naam, regel_van(tekst, d["loc"]), f"{'.'.join(map_str(d['loc']))}: {d['msg']}"))
            continue
        for term, gezegd in termen.items():
            woorden = kernwoorden(term)
            if woorden and woorden not in uit:
                uit[woorden] = Begrip(term, tuple(gezegd))
                continue
            wat = f"staat er al als {uit[woorden].term!r}" if woorden else "heeft geen woord om op te zoeken"
            fouten.append(Fout(naam, regel_van(tekst, (term,)), f"{term}: {wat}"))
    if fouten:
        raise KennisFout(fouten)
    return tuple(uit.values())


def vingerafdruk(map: Path = KENNISMAP) -> str:
    """The same for the same files: an index that was made with other terms has to be built anew."""
    return afdruk(sorted(_map(map).glob("*.yaml")))


def vindplaatsen(begrippen: Iterable[Begrip], passages: Iterable[tuple[int, Passage]]) -> list[Vindplaats]:
    """Where terms are explained: the passages in whose headings they stand, and take up the most of it.

    Args:
        begrippen: the terms.
        passages: number and passage, in a fixed order.
    """
    per_woord = _per_woord(begrippen)
    bekend: dict[frozenset[str], tuple[tuple[Begrip, frozenset[str]], ...]] = {}
    plekken: dict[Begrip, dict[int, float]] = {}
    titels: dict[Begrip, str] = {}
    for nummer, passage in passages:
        titel = kernwoorden(passage.titel) | kernwoorden(_naam(passage))
        for regel in _koppen(passage):
            woorden = kernwoorden(regel)
            if woorden not in bekend:
                bekend[woorden] = tuple(k for woord in woorden for k in per_woord.get(woord, ()))
            for begrip, term in bekend[woorden]:
                if term <= woorden | titel:
                    plek = plekken.setdefault(begrip, {})
                    plek[nummer] = max(plek.get(nummer, 0.0), len(term & woorden) / len(woorden))
                    if term <= titel:
                        titels.setdefault(begrip, passage.titel)
    return [
        Vindplaats(begrip, titels.get(begrip, begrip.term), _dichtbij(plekken[begrip]))
        for begrip in begrippen
        if begrip in plekken
    ]


def _dichtbij(plek: Mapping[int, float]) -> tuple[int, ...]:
    grens = _BIJNA_ZO_GOED * max(plek.values())
    return tuple(nummer for nummer, deel in plek.items() if deel >= grens)


def _per_woord(begrippen: Iterable[Begrip]) -> dict[str, list[tuple[Begrip, frozenset[str]]]]:
    uit: dict[str, list[tuple[Begrip, frozenset[str]]]] = {}
    for begrip in begrippen:
        term = kernwoorden(begrip.term)
        for woord in term:
            uit.setdefault(woord, []).append((begrip, term))
    return uit


def _koppen(passage: Passage) -> Iterator[str]:
    """The title, the name of the file, the headings above a passage, and those in it; without their numbers."""
    yield from (passage.titel, _naam(passage))
    for kop in (*passage.pad, *_VETTE_REGEL.findall(passage.text)):
        yield _NUMMERING.sub("", kop)


def _naam(passage: Passage) -> str:
    stam = re.sub(r"\.\w{2,4}$", "", passage.document.rsplit("/", 1)[-1])
    return re.sub(r"[_.-]", " ", stam)


def namen_van(passage: Passage) -> tuple[str, ...]:
    """What the document of a passage is called: its title, and its file name without and with the extension."""
    return passage.titel, _naam(passage), passage.document.rsplit("/", 1)[-1]


@lru_cache(maxsize=50_000)
def kernwoorden(tekst: str) -> frozenset[str]:
    """The codes and stems in a heading or a name."""
    termen = analyse(tekst)
    return frozenset((*termen.codes, *termen.stammen))
