"""Other words for the same (`woordenschat/zoektermen.yaml`): a search meets what says it otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from knowledge.errors import Fout, KennisFout
from knowledge.models import Model
from knowledge.store import KENNISMAP
from knowledge.text import Analyse, analyse
from knowledge.word_file import map_str
from knowledge.yaml_file import lees_bestand, regel_van

_NAAM = "zoektermen.yaml"


class Zoektermen(Model):
    """The file `zoektermen.yaml`."""

    gelijk: dict[str, list[Annotated[list[str], Field(min_length=2)]]] = Field(
        default={}, description="Subject -> groups of terms that mean the same."
    )
    gewone_taal: dict[str, Annotated[list[str], Field(min_length=1)]] = Field(
        default={}, alias="gewone taal", description="Term of the field -> everyday words for it."
    )


@dataclass(frozen=True, slots=True)
class Term:
    """One way to say something: its stems and codes, in order."""

    stammen: tuple[str, ...]
    codes: tuple[str, ...]

    @classmethod
    def van(cls, tekst: str) -> Term:
        """The term that a text stands for."""
        termen = analyse(tekst)
        return cls(termen.stammen, termen.codes)

    @property
    def sleutel(self) -> str | None:
        """The word or code by which it is looked up; None when nothing of it is searched for."""
        return next(iter((*self.codes, *self.stammen)), None)

    def staat_in(self, termen: Analyse) -> bool:
        """Whether a question has all its codes, and its stems side by side."""
        if not set(self.codes) <= set(termen.codes):
            return False
        lang = len(self.stammen)
        return not lang or any(
            termen.stammen[n : n + lang] == self.stammen for n in range(len(termen.stammen) - lang + 1)
        )


class Synoniemen:
    """What else to look for, by what is asked.

    Args:
        gelijk: groups of terms that mean the same.
        gewoon: term of the field -> everyday words for it, which find the term and not the other way round.
    """

    def __init__(self, gelijk: Iterable[list[str]] = (), gewoon: Mapping[str, list[str]] | None = None) -> None:
        self._regels: dict[str, list[tuple[Term, tuple[Term, ...]]]] = {}
        for groep in gelijk:
            termen = _termen(groep)
            for term in termen:
                self._voeg_toe(term, termen)
        for vakterm, alledaags in (gewoon or {}).items():
            for term in _termen(alledaags):
                self._voeg_toe(term, _termen([vakterm]))

    def _voeg_toe(self, term: Term, anders: tuple[Term, ...]) -> None:
        if term.sleutel is not None:
            self._regels.setdefault(term.sleutel, []).append((term, anders))

    def anders(self, termen: Analyse) -> list[Term]:
        """The other ways to say what a question says; in the order of its words."""
        uit: dict[Term, None] = {}
        for sleutel in dict.fromkeys((*termen.codes, *termen.stammen)):
            for term, anders in self._regels.get(sleutel, ()):
                if term.staat_in(termen):
                    uit.update((ander, None) for ander in anders if not ander.staat_in(termen))
        return list(uit)


def _termen(teksten: Iterable[str]) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(term for tekst in teksten if (term := Term.van(tekst)).sleutel is not None))


@lru_cache(maxsize=4)
def laad_synoniemen(map: Path = KENNISMAP) -> Synoniemen:
    """Read the terms of a knowledge folder; a folder without the file has none.

    Raises:
        KennisFout: the file does not fit; with every fault.
    """
    pad = map / "woordenschat" / _NAAM
    if not pad.exists():
        return Synoniemen()
    tekst, data, fouten = lees_bestand(pad)
    naam = f"woordenschat/{_NAAM}"
    if fouten:
        raise KennisFout([Fout(naam, f.regel, f.melding) for f in fouten])
    try:
        zoektermen = Zoektermen.model_validate(data or {})
    except ValidationError as fout:
        raise KennisFout(
            [
                Fout(naam, regel_van(tekst, d["loc"]), f"{'.'.join(map_str(d['loc']))}: {d['msg']}")
                for d in fout.errors()
            ]
        ) from None
    groepen = [groep for lijst in zoektermen.gelijk.values() for groep in lijst]
    return Synoniemen(groepen, zoektermen.gewone_taal)
