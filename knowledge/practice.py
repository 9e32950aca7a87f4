"""Questions as people put them in practice (`woordenschat/praktijk/`): whole, hurried, out of e-mails.

Example questions are written beside an article, in its words and one at a time; these came the other way about, and
teach what the first do not: which tool or section a question is for when it looks like none of the examples.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field, RootModel, ValidationError, model_validator

from knowledge.kept import bewaarde_tekst
from knowledge.models import Model
from knowledge.store import KENNISMAP
from knowledge.tool_questions import GEEN
from knowledge.word_file import afdruk, lees_woorden

if TYPE_CHECKING:
    from knowledge.documents import Passage

_FOLDER = "praktijk"


class Praktijkvraag(Model):
    """One question, with the tool or the section that it is for; with neither, the documents must decide it."""

    vraag: str = Field(min_length=1)
    beslishulp: str | None = Field(default=None, description="The tool that must answer it.")
    document: str | None = Field(default=None, description="The article that it is about.")
    sectie: str | None = Field(default=None, description="The heading in that article.")
    open: bool = Field(default=False, description="That section leaves it open.")
    uit: str | None = Field(default=None, description="The question of `evals/vragen` that it was taken from.")

    @model_validator(mode="after")
    def _een_doel(self) -> Praktijkvraag:
        if (self.document is None) != (self.sectie is None):
            raise ValueError("document en sectie horen bij elkaar")
        if self.beslishulp and self.document:
            raise ValueError("kies een beslishulp of een sectie")
        if self.open and self.document is None:
            raise ValueError("bij open hoort de sectie die de vraag openlaat")
        return self


class _Praktijkvragen(RootModel[list[Praktijkvraag]]):
    """All of them."""


@lru_cache(maxsize=4)
def laad_praktijkvragen(map: Path = KENNISMAP, bewaar: Path | None = None) -> tuple[Praktijkvraag, ...]:
    """The questions of every file in the folder.

    Args:
        map: the knowledge folder.
        bewaar: where they are kept in a form that is read fast, until a file changes; None: nowhere.

    Raises:
        KennisFout: a file does not fit; with every fault.
    """
    namen = praktijkbestanden(map)

    def lees() -> _Praktijkvragen:
        return _Praktijkvragen([p for naam in namen for p in lees_praktijkbestand(naam, map)])

    if bewaar is not None:
        sleutel = afdruk([Path(__file__), *(map / "woordenschat" / naam for naam in namen)])
        tekst = bewaarde_tekst(bewaar, sleutel, lambda: lees().model_dump_json(exclude_defaults=True))
        with suppress(ValidationError):
            return tuple(_Praktijkvragen.model_validate_json(tekst).root)
    return tuple(lees().root)


def praktijkbestanden(map: Path) -> list[str]:
    """The files of these questions, below `woordenschat/`."""
    return [f"{_FOLDER}/{pad.name}" for pad in sorted((map / "woordenschat" / _FOLDER).glob("*.yaml"))]


def lees_praktijkbestand(naam: str, map: Path) -> list[Praktijkvraag]:
    """The questions of one file.

    Raises:
        KennisFout: it does not fit; with every fault.
    """
    return lees_woorden(_Praktijkvragen, naam, map).root


def bij_beslishulpen(
    voorbeelden: Mapping[str, Sequence[str]], praktijk: Iterable[Praktijkvraag]
) -> dict[str, tuple[str, ...]]:
    """Example questions by tool, and those of practice after them."""
    alle = {naam: tuple(vragen) for naam, vragen in voorbeelden.items()}
    for p in praktijk:
        naam = p.beslishulp or GEEN
        alle[naam] = (*alle.get(naam, ()), p.vraag)
    return alle


def bij_passages(passages: Iterable[Passage], praktijk: Iterable[Praktijkvraag]) -> list[Passage]:
    """Passages with the questions of practice after their own example questions."""
    per_sectie: dict[tuple[str, str], list[Praktijkvraag]] = defaultdict(list)
    for p in praktijk:
        if p.document and p.sectie:
            per_sectie[p.document, p.sectie].append(p)
    return [_met(passage, per_sectie.get((passage.document, passage.section), [])) for passage in passages]


def _met(passage: Passage, praktijk: Sequence[Praktijkvraag]) -> Passage:
    nieuw = list({p.vraag: p for p in praktijk if p.vraag not in passage.vragen}.values())
    if not nieuw:
        return passage
    return replace(
        passage,
        vragen=(*passage.vragen, *(p.vraag for p in nieuw)),
        onbeantwoord=(*passage.onbeantwoord, *(p.vraag for p in nieuw if p.open)),
    )
