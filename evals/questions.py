"""The question sets in `vragen/`, and how one answer is judged against its question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from assistant.models import Answer, AskRequest, Turn

VRAGEN = Path(__file__).parent / "vragen"
DELEN = ("ontwikkel", "ontwikkel-2", "ontwikkel-3", "ontwikkel-4", "ontwikkel-5", "meet-3", "meet-4", "meet-5")
"""`ontwikkel…` are there to learn from; `meet…` are looked at only to measure."""

Status = Literal["answered", "clarify", "abstain", "refused"]


class Vraag(BaseModel):
    """One question with what a right answer must and must not hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    vraag: str
    regeling: str | None = Field(description="Regime the answer must hold for; null: none or any.")
    onderwerp: str
    gebruiker: Literal["aanbieder", "ondersteuner", "nieuw"]
    manier: str
    status: Status | list[Status]
    feiten: list[list[str]] = Field(default=[], description="Of every inner list at least one must be in the answer.")
    verboden: list[str] = Field(default=[], description="Texts that make the answer wrong.")
    tool: str | None = None
    verdict: str | None = None
    bronnen: list[str] = Field(default=[], description="At least one must be cited.")
    history: list[Turn] = []
    regeling_gegeven: str | None = None
    peildatum: date | str | None = None

    def request(self) -> AskRequest:
        """The question as the assistant gets it."""
        return AskRequest(
            id=self.id,
            question=self.vraag,
            history=self.history,
            regeling=self.regeling_gegeven,
            peildatum=self.peildatum,
        )


@dataclass(frozen=True)
class Oordeel:
    """What is wrong with an answer; nothing when it is right."""

    vraag: Vraag
    answer: Answer
    fouten: tuple[str, ...]

    @property
    def goed(self) -> bool:
        """Whether the answer is right in status, decisive facts, tool and source."""
        return not self.fouten

    def heeft(self, soort: str) -> bool:
        """Whether a fault of this kind was found."""
        return any(fout.startswith(soort) for fout in self.fouten)


def lees_vragen(deel: str, map: Path = VRAGEN) -> list[Vraag]:
    """The questions of one part."""
    data: Any = yaml.safe_load((map / f"{deel}.yaml").read_text(encoding="utf-8"))
    return TypeAdapter(list[Vraag]).validate_python(data)


def _plat(tekst: str) -> str:
    schoon = re.sub(r"\[\d+\]|[*_`]", "", tekst.replace("\u00a0", " ").replace("’", "'").replace("‘", "'"))
    return " ".join(schoon.casefold().split())


def _bevat(tekst: str, feit: str) -> bool:
    """Whether a fact stands in a text, not as a part of a longer number or word beginning."""
    gezocht = re.escape(_plat(feit))
    voor = r"(?<![\d])" if feit[:1].isdigit() else ""
    na = r"(?!\d)" if feit[-1:].isdigit() else ""
    return re.search(f"{voor}{gezocht}{na}", tekst) is not None


def beoordeel(vraag: Vraag, answer: Answer, onbewezen: set[str]) -> Oordeel:
    """Judge an answer; `onbewezen` is what nothing bears."""
    fouten = []
    statussen = [vraag.status] if isinstance(vraag.status, str) else vraag.status
    if answer.status not in statussen:
        fouten.append(f"status: {answer.status}, verwacht {' of '.join(statussen)}")
    tekst = _plat(answer.answer + (f" {answer.clarification.question}" if answer.clarification else ""))
    fouten += [f"feit: {' | '.join(f)}" for f in vraag.feiten if not any(_bevat(tekst, x) for x in f)]
    fouten += [f"verboden: {v}" for v in vraag.verboden if _bevat(tekst, v)]
    tools = {e.tool: e.verdict for e in answer.tool_results}
    if vraag.tool and vraag.tool not in tools:
        fouten.append(f"tool: {vraag.tool} liep niet, wel {sorted(tools)}")
    elif (
        vraag.tool
        and vraag.verdict
        and vraag.verdict not in {e.verdict for e in answer.tool_results if e.tool == vraag.tool}
    ):
        fouten.append(f"verdict: {tools[vraag.tool]}, verwacht {vraag.verdict}")
    geciteerd = {c.document for c in answer.citations}
    if vraag.bronnen and not geciteerd & set(vraag.bronnen) and answer.status == "answered":
        fouten.append(f"bron: {sorted(geciteerd)}, verwacht {vraag.bronnen}")
    vreemd = [r for r in answer.regelingen if vraag.regeling and r != vraag.regeling]
    if vreemd and answer.status == "answered":
        fouten.append(f"regeling: {vreemd}, verwacht {vraag.regeling}")
    if onbewezen:
        fouten.append(f"onbewezen: {sorted(onbewezen)}")
    return Oordeel(vraag, answer, tuple(fouten))
