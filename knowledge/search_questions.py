"""Questions people search with, and the documents that answer them (`woordenschat/zoekvragen`).

A document goes by its name in the standard ("OP284", "JW317.xsd", "Jeugdwet"), so that it is found in whatever folder
somebody brings it. What the questions teach is in `knowledge.question_leg`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field, RootModel

from knowledge.concepts import kernwoorden, laad_begrippen, namen_van
from knowledge.errors import Fout, KennisFout
from knowledge.models import Model
from knowledge.store import KENNISMAP
from knowledge.text import analyse
from knowledge.word_file import afdruk, lees_woorden
from knowledge.yaml_file import regel_van

if TYPE_CHECKING:
    from knowledge.documents import Passage

_FOLDER = "zoekvragen"
_HELPT = 0.3
"""What a document that only helps is for a question, where one that answers it is 1; 0 is worse, 0.5 no better."""
_MINSTENS = 0.5
"""Share of a title or file name that a name without a code takes up: "Notitie over de Jeugdwet" is not that law."""


class Zoekvoorbeeld(Model):
    """One question with the documents that it is about."""

    vraag: str = Field(min_length=1)
    over: list[str] = Field(min_length=1, description="Names of documents that answer it by themselves.")
    helpt: list[str] = Field(default=[], description="Names of documents that help.")

    @property
    def doelen(self) -> dict[str, float]:
        """Name -> how much the question is one for that document."""
        return dict.fromkeys(self.helpt, _HELPT) | dict.fromkeys(self.over, 1.0)


class _Zoekvoorbeelden(RootModel[list[Zoekvoorbeeld]]):
    """All of a file."""


@lru_cache(maxsize=4)
def laad_zoekvragen(map: Path = KENNISMAP) -> tuple[Zoekvoorbeeld, ...]:
    """The questions of every file in the folder; a folder without them has none.

    Raises:
        KennisFout: a file does not fit; with every fault.
    """
    per_bestand: dict[str, list[Zoekvoorbeeld]] = {}
    fouten: list[Fout] = []
    for pad in _bestanden(map):
        naam = f"{_FOLDER}/{pad.name}"
        try:
            per_bestand[naam] = lees_woorden(_Zoekvoorbeelden, naam, map).root
        except KennisFout as fout:
            fouten += fout.fouten
    gebreken = _gebreken(per_bestand, map) if per_bestand else ()
    for naam, plek, melding in gebreken:
        regel = regel_van((map / "woordenschat" / naam).read_text(encoding="utf-8"), plek)
        fouten.append(Fout(f"woordenschat/{naam}", regel, f"{plek[0]}: {melding}"))
    if fouten:
        raise KennisFout(fouten)
    return tuple(v for vragen in per_bestand.values() for v in vragen)


def vingerafdruk(map: Path = KENNISMAP) -> str:
    """The same for the same files: an index that was made with other questions has to be built anew."""
    return afdruk(_bestanden(map))


def _bestanden(map: Path) -> list[Path]:
    return sorted((map / "woordenschat" / _FOLDER).glob("*.yaml"))


_Gebrek = tuple[str, tuple[str | int, ...], str]


def _gebreken(per_bestand: Mapping[str, Sequence[Zoekvoorbeeld]], map: Path) -> Iterator[_Gebrek]:
    """File, place and what is wrong: a question that stands twice, a name that can't be one."""
    namen = {naam for vragen in per_bestand.values() for vraag in vragen for naam in (*vraag.over, *vraag.helpt)}
    fout = _naamgebreken(sorted(namen), map)
    gezien: set[str] = set()
    for bestand, vragen in per_bestand.items():
        for nummer, vraag in enumerate(vragen):
            plat = " ".join(vraag.vraag.casefold().split())
            if plat in gezien:
                yield bestand, (nummer, "vraag"), f"deze vraag staat er al: {vraag.vraag!r}"
            gezien.add(plat)
            eerder: set[str] = set()
            for veld, lijst in (("over", vraag.over), ("helpt", vraag.helpt)):
                for plek, naam in enumerate(lijst):
                    if melding := f"{naam!r} staat hier twee keer" if naam in eerder else fout.get(naam):
                        yield bestand, (nummer, veld, plek), melding
                    eerder.add(naam)


def _naamgebreken(namen: Iterable[str], map: Path) -> dict[str, str]:
    """Name -> what is wrong with it."""
    codes = {code for begrip in laad_begrippen(map) for code in analyse(begrip.term).codes}
    eerste: dict[frozenset[str], str] = {}
    uit: dict[str, str] = {}
    for naam in namen:
        woorden = kernwoorden(naam)
        onbekend = [code for code in analyse(naam).codes if code not in codes]
        if not woorden:
            uit[naam] = f"{naam!r} heeft geen woord om op te zoeken"
        elif eerste.setdefault(woorden, naam) != naam:
            uit[naam] = f"{naam!r} heet elders {eerste[woorden]!r}"
        elif onbekend:
            uit[naam] = f"geen begrip van de standaard heeft {onbekend[0]}"
    return uit


def documenten(namen: Iterable[str], passages: Iterable[Passage]) -> dict[str, tuple[str, ...]]:
    """Name -> the documents of that name: those of which it takes up the most of the title or file name.

    Args:
        namen: names of documents.
        passages: the passages, in a fixed order.
    """
    gezocht = {naam: kernwoorden(naam) for naam in namen}
    minstens = {naam: 0.0 if analyse(naam).codes else _MINSTENS for naam in gezocht}
    deel: dict[str, dict[str, float]] = {}
    for passage in {p.document: p for p in passages}.values():
        regels = [kernwoorden(regel) for regel in namen_van(passage)]
        alle = frozenset[str]().union(*regels)
        for naam, woorden in gezocht.items():
            if woorden <= alle:
                meeste = max(len(woorden & regel) / len(regel) for regel in regels if regel)
                if meeste >= minstens[naam]:
                    deel.setdefault(naam, {})[passage.document] = meeste
    return {
        naam: tuple(document for document, meeste in per.items() if meeste == max(per.values()))
        for naam, per in deel.items()
    }
