"""The one state that walks the line, and what the steps put in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypedDict

from assistant.forms import Kandidaat, Vraag
from assistant.message.question import Deelvraag
from assistant.models import Answer, AskRequest
from knowledge.index import Hit
from tools.envelope import Envelope

Soort = Literal["vraag", "aanval", "buiten", "groet", "dank"]


@dataclass(frozen=True)
class Interpretatie:
    """What is asked.

    Attributes:
        soort: a question, an attempt to change the instructions, another field, or only a greeting or thanks.
        vraag: the question with slots and signs; for a follow-up together with what came before.
        zoektekst: what to search for.
        vervolg: whether the question leans on an earlier turn.
        eerdere: folded texts of earlier questions and answers, newest last, for the regime.
        origineel: the question as typed, redacted.
        anders: the facts that a turn which goes on changed; None when it stands by itself, names what is looked up by
            name, or says nothing of its own.
        veronderstelt: whether it puts another case: "en als het ...".
        bevestigt: whether it asks if what was said is so, or why: "dus ik kan het insturen?".
    """

    soort: Soort
    vraag: Vraag
    zoektekst: str
    vervolg: bool
    eerdere: tuple[str, ...]
    origineel: str
    anders: frozenset[str] | None = None
    veronderstelt: bool = False
    bevestigt: bool = False


@dataclass(frozen=True)
class Scope:
    """Which regimes the answer must hold for.

    Attributes:
        regelingen: ids; empty while undecided.
        expliciet: whether the user named or chose them.
        vreemd: a municipality or region of which we have no documents.
        keuzes: ids to choose from when undecided.
    """

    regelingen: tuple[str, ...] = ()
    expliciet: bool = False
    vreemd: str | None = None
    keuzes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Toolronde:
    """The tools that ran, with the candidates they came from."""

    resultaten: tuple[tuple[Kandidaat, Envelope], ...] = ()
    invoerfouten: tuple[tuple[Kandidaat, str], ...] = ()


@dataclass
class Concept:
    """An answer before it is verified: its status and its text.

    `zonder_tools`: what the tools gave is no part of it. `buiten_regelingen`: it is of documents of the user, and holds
    for no regime of the knowledge base.
    """

    status: Literal["answered", "clarify", "abstain", "refused"]
    tekst: str
    vraag: str | None = None
    opties: list[str] = field(default_factory=list)
    zonder_tools: bool = False
    buiten_regelingen: bool = False


class State(TypedDict, total=False):
    """Everything between question and answer; each step adds its part.

    A message with several questions walks the line once for each: `tekst` is the one that is being answered, `klaar`
    has the answers to those before it, and `beurten` is the conversation before the message (`gesprek`; `gesprekken`
    has that of each question, since one on a child has its own), with the question before it where it points back to
    that. `voor_wie` has the children of one of whom the message gives a fact, without saying of which: that is asked
    and nothing else done. With a language model an unclear question is read again as `lezing`; `eerste` has the answer
    before that.
    `eigen` has the passages of users that are near, more of them than `hits`.
    """

    request: AskRequest
    redacted: list[str]
    vragen: list[Deelvraag]
    gesprekken: list[list[tuple[str, str]]]
    voor_wie: tuple[str, ...]
    overig: int
    klaar: list[Answer]
    tekst: str
    gesprek: list[tuple[str, str]]
    beurten: list[tuple[str, str]]
    interpretatie: Interpretatie
    vector: list[float]
    embed_ms: float
    retrieve_ms: float
    hits_overal: list[Hit]
    kandidaten: list[Kandidaat]
    scope: Scope
    tools: Toolronde
    hits: list[Hit]
    eigen: list[Hit]
    concept: Concept
    answer: Answer
    lezing: str | None
    eerste: Answer | None
