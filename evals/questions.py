"""The question sets in `vragen/`: single questions and conversations, each with what a right answer must hold.

A part is a file. `ontwikkel…`, `…-ontwikkel` and `vijandig` are there to learn from; a part with `meet` in its name is
held out: it is looked at only to measure, so nothing shows or writes its texts.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.models import Answer, AskRequest, Status, Turn
from knowledge.yaml_file import lees_vlot

VRAGEN = Path(__file__).parent / "vragen"

Een_of_meer = Status | list[Status]


class Eis(BaseModel):
    """What a right answer must and must not hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    status: Een_of_meer | None = None
    feiten: list[list[str]] = Field(default=[], description="Of every inner list at least one must be in the answer.")
    verboden: list[str] = Field(default=[], description="Texts that make the answer wrong.")
    tool: str | None = None
    verdict: str | None = None
    bronnen: list[str] = Field(default=[], description="At least one must be cited.")
    regeling: str | None = Field(default=None, description="Regime the answer must hold for; null: none or any.")
    weggehaald: list[str] = Field(default=[], description="Kinds of personal data that must have been taken out.")

    @property
    def statussen(self) -> list[Status]:
        """Every status that is right; empty when any is."""
        if self.status is None:
            return []
        return [self.status] if isinstance(self.status, str) else self.status


class _Item(Eis):
    """What questions and conversations have in common."""

    id: str
    regeling: str | None
    onderwerp: str
    gebruiker: Literal["aanbieder", "ondersteuner", "nieuw"]
    manier: str
    status: Een_of_meer
    regeling_gegeven: str | None = None
    peildatum: date | str | None = None
    sectie: str | None = Field(
        default=None, description="Of a question that is left open: the section that comes nearest."
    )
    documenten: str | None = Field(default=None, description="Folder of documents that are in the index as well.")

    def _vraag(self, tekst: str, eerder: list[Turn]) -> AskRequest:
        return AskRequest(
            id=self.id,
            question=tekst,
            history=eerder,
            regeling=self.regeling_gegeven,
            peildatum=self.peildatum,
        )


class Vraag(_Item):
    """One question, perhaps with the turns before it."""

    vraag: str
    history: list[Turn] = []
    vulling: str = Field(default="", description="Stands before the question, `herhaal` times, for very long input.")
    herhaal: int = Field(default=1, ge=1)

    def request(self) -> AskRequest:
        """The question as the assistant gets it."""
        return self._vraag(self.beurten[0], self.history)

    @property
    def beurten(self) -> list[str]:
        """What the user types."""
        return [self.vulling * self.herhaal + self.vraag]


class Gesprek(_Item):
    """Turns of a user, asked one by one; the assistant's own answers become the conversation. The last is judged."""

    beurten: list[str] = Field(min_length=3, max_length=6)
    tussen: dict[int, Eis] = Field(default={}, description="What is expected of turns before the last, from 1.")

    def request(self, nummer: int, eerder: list[Answer]) -> AskRequest:
        """Turn `nummer` (from 0) as the assistant gets it, after its answers to those before."""
        turns = [Turn(question=v, answer=a.answer) for v, a in zip(self.beurten, eerder, strict=False)]
        return self._vraag(self.beurten[nummer], turns)


Item = Vraag | Gesprek


def is_meetdeel(deel: str) -> bool:
    """Whether a part is held out: only totals of it may be seen."""
    return "meet" in deel.split("-")


def delen(map: Path = VRAGEN) -> list[str]:
    """Every part there is, those to learn from first."""
    return sorted((p.stem for p in map.glob("*.yaml")), key=lambda naam: (is_meetdeel(naam), *_natuurlijk(naam)))


def _natuurlijk(naam: str) -> tuple[str, int]:
    m = re.fullmatch(r"(.*?)(?:-(\d+))?", naam)
    assert m is not None
    return m[1], int(m[2] or 1)


def lees(deel: str, map: Path = VRAGEN) -> list[Item]:
    """The questions and conversations of one part.

    Raises:
        ValueError: an item is not well-formed (pydantic's ValidationError).
    """
    data: list[dict[str, Any]] = lees_vlot((map / f"{deel}.yaml").read_text(encoding="utf-8")) or []
    return [Gesprek.model_validate(d) if "beurten" in d else Vraag.model_validate(d) for d in data]


def lees_vragen(deel: str, map: Path = VRAGEN) -> list[Vraag]:
    """The single questions of one part.

    Raises:
        ValueError: an item is not well-formed.
    """
    return [item for item in lees(deel, map) if isinstance(item, Vraag)]
