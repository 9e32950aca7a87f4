"""What goes into the assistant and what comes out of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from tools.envelope import Envelope
from tools.invoer import Datum

Status = Literal["answered", "clarify", "abstain", "refused"]
LANGSTE_VRAAG = 20_000
"""Longest question, in characters."""
MEESTE_BEURTEN = 50
"""Most earlier turns that are read; older ones are left out."""


class Turn(BaseModel):
    """An earlier turn of the conversation."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    question: str = Field(max_length=LANGSTE_VRAAG)
    answer: str = Field(default="", max_length=200_000)


def _laatste_beurten(waarde: Any) -> Any:
    return waarde[-MEESTE_BEURTEN:] if isinstance(waarde, list) else [] if waarde is None else waarde


class AskRequest(BaseModel):
    """A question with what is known around it."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    id: str | None = Field(default=None, max_length=200)
    question: str = Field(min_length=1, max_length=LANGSTE_VRAAG)
    history: Annotated[list[Turn], BeforeValidator(_laatste_beurten)] = []
    regeling: str | None = Field(default=None, max_length=100, description="Regime chosen by the user.")
    peildatum: Datum | None = Field(default=None, description="The day that counts as today.")


def vandaag_als_peildatum(vraag: AskRequest) -> AskRequest:
    """The request with today as its reference date where it has none; for the edges, where the clock may be read."""
    if vraag.peildatum is not None:
        return vraag
    return vraag.model_copy(update={"peildatum": datetime.now().astimezone().date()})


class Citation(BaseModel):
    """A passage that bears the answer, bound to its marker."""

    marker: int
    document: str
    title: str
    section: str
    regeling: str | None
    quote: str


class Clarification(BaseModel):
    """The one question that is asked back, with options to choose from."""

    question: str
    options: list[str]


class Versions(BaseModel):
    """What made an answer."""

    knowledge: str
    index: str
    code: str
    prompt: str | None = None
    model: str | None = None


class Timings(BaseModel):
    """Milliseconds spent."""

    embed: float = 0.0
    retrieve: float = 0.0
    total: float = 0.0


class Answer(BaseModel):
    """The answer object."""

    id: str
    status: Status
    answer: str = Field(description="Dutch Markdown with citations as [1].")
    citations: list[Citation] = []
    tool_results: list[Envelope] = []
    regelingen: list[str] = []
    clarification: Clarification | None = None
    redacted: list[str] = []
    writer: Literal["embedded", "llm"] = "embedded"
    versions: Versions
    timings_ms: Timings


class Event(BaseModel):
    """One step of a streamed answer."""

    event: Literal["status", "tool_result", "passages", "token", "final"]
    data: dict[str, Any]


class Treffer(BaseModel):
    """A passage found by a search."""

    document: str
    title: str
    section: str
    regeling: str | None
    text: str
    score: float


class SectieView(BaseModel):
    """A section of a document for reading."""

    section: str
    pad: list[str]
    text: str
    plaats: str


class DocumentView(BaseModel):
    """A document for reading."""

    document: str
    title: str
    regeling: str | None
    periode: str
    laat_open: list[str]
    secties: list[SectieView]
