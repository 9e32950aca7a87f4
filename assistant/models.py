"""What goes into the assistant and what comes out of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictInt

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


Kenmerk = Annotated[str, Field(max_length=200)] | StrictInt
"""By what whoever asks knows the answer again, as it was given."""


class AskRequest(BaseModel):
    """A question with what is known around it."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    id: Kenmerk | None = Field(default=None, description="Eigen kenmerk, tekst of getal; het antwoord draagt het ook.")
    question: str = Field(min_length=1, max_length=LANGSTE_VRAAG, description="De vraag.")
    history: Annotated[
        list[Turn],
        BeforeValidator(_laatste_beurten),
        Field(description="Eerdere vragen van dit gesprek met hun antwoord, de oudste eerst."),
    ] = []
    regeling: str | None = Field(default=None, max_length=100, description="Regeling waarvoor het antwoord geldt.")
    peildatum: Datum | None = Field(default=None, description="De dag die als vandaag telt.")


Aanvraag = TypeVar("Aanvraag", AskRequest, "DraftRequest")


def vandaag_als_peildatum(vraag: Aanvraag) -> Aanvraag:
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
    plaats: str = Field(default="", exclude=True)
    """The slide, page or sheet of a file; the command line says it, the answer object has no key for it."""


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

    id: Kenmerk
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
    plaats: str = Field(default="", description="Slide, page or sheet of a file.")
    datum: str = Field(default="", exclude=True)
    """Date of the document, ISO; with `uitgever` for the page."""
    uitgever: str = Field(default="", exclude=True)
    eigen: bool = Field(default=False, exclude=True)
    """Whether it is of a user's file."""
    anker: str = Field(default="", exclude=True)
    """Where the passage of a user's file is on its page; empty: at its heading."""
    woord: bool = Field(default=True, exclude=True)
    """Whether a word or code of what was looked for is in it; the page says so, programs don't get it."""


class SectieView(BaseModel):
    """A section of a document for reading."""

    section: str
    pad: list[str]
    text: str
    plaats: str
    anker: str = Field(default="", exclude=True)
    """As that of `Treffer`."""


class DocumentView(BaseModel):
    """A document for reading."""

    document: str
    title: str
    regeling: str | None
    periode: str
    datum: str | None = Field(default=None, description="Date of the document, ISO.")
    uitgever: str | None = Field(default=None, description="Who published it.")
    laat_open: list[str]
    secties: list[SectieView]
    eigen: bool = Field(default=False, exclude=True)
    """Whether it is a user's file."""


# --- reply drafts ------------------------------------------------------------------------------------------------

LANGSTE_MAIL = 1_000_000
"""Longest incoming mail as a file, in characters; its text may have as many as a question."""


class DraftRequest(BaseModel):
    """An incoming mail to draft a reply to."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    email: str = Field(
        min_length=1, max_length=LANGSTE_MAIL, description="The text of the mail, or a whole .eml file as text."
    )
    subject: str = Field(default="", max_length=500, description="Subject of the mail, where the text has none.")
    regeling: str | None = Field(default=None, max_length=100, description="Regime chosen by the user.")
    peildatum: Datum | None = Field(default=None, description="The day that counts as today.")
    signature: str = Field(default="", max_length=1000, description="The lines to sign with; empty: to be filled in.")


class DraftQuestion(BaseModel):
    """A question of the mail with its answer."""

    number: int
    question: str = Field(description="As it stands in the mail, without personal data.")
    context: list[str] = Field(description="The facts of the mail that belong to it.")
    asked: str = Field(description="What the assistant was asked: facts and question as one text.")
    assumed_regeling: str | None = Field(default=None, description="Regime taken from the other questions of the mail.")
    answer: Answer


class OpenPoint(BaseModel):
    """Something a person must look at before the reply is sent."""

    kind: Literal[
        "geen_antwoord",
        "geweigerd",
        "gegevens_nodig",
        "niet_beschreven",
        "aanname",
        "let_op",
        "niet_bewezen",
        "niet_behandeld",
        "geen_vraag",
    ]
    question: int | None = Field(description="Number of the question; null: the whole mail.")
    text: str


class DraftSource(BaseModel):
    """A source of the reply."""

    number: int = Field(description="Its marker in the reply.")
    document: str
    title: str
    section: str
    regeling: str | None
    regeling_naam: str | None


class Draft(BaseModel):
    """A reply to an incoming mail, to be looked through by a person."""

    subject: str
    to: str | None = Field(description="Address to reply to; only known from an .eml file.")
    in_reply_to: str | None = Field(description="Message-ID of the mail; only known from an .eml file.")
    references: list[str] = []
    sender: str | None = Field(description="The name of whoever wrote the mail.")
    questions: list[DraftQuestion]
    reply: str = Field(description="The reply as Markdown.")
    text: str = Field(description="The reply as plain text, to copy.")
    open_punten: list[OpenPoint]
    sources: list[DraftSource]
    redacted: list[str] = Field(description="Kinds of personal data that were taken out before anything read the mail.")
    versions: Versions
