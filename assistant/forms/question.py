"""A question as the forms see it, and what a form is and gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.reading.slots import Slots
from knowledge.models import Regeling
from knowledge.vocabulary import Woordenschat

Invoer = dict[str, Any]


@dataclass(frozen=True)
class Kandidaat:
    """A tool that fits the question.

    Attributes:
        tool: its name.
        invoer: what the text gives of its input.
        zekerheid: from 0 to 1, how surely the question is for this tool.
        regeling: the regime whose rules it reads.
        gevraagd: rule ids asked for, when only a part of the tool's answer is asked.
        aannames: Dutch sentences on what was taken as given.
        alleen_beslissend: the input is so thin that only a verdict counts, not a question back.
        vraagt: an input that the tool can do without, and that decides what is asked here.
        buiten_bron: the text asks of a time that the source does not reach: no passage answers that.
    """

    tool: str
    invoer: Invoer
    zekerheid: float
    regeling: str
    gevraagd: tuple[str, ...] = ()
    aannames: tuple[str, ...] = ()
    alleen_beslissend: bool = False
    vraagt: str | None = None
    buiten_bron: bool = False


@dataclass(frozen=True)
class Vraag:
    """A question as the forms see it: folded text, slots, signs.

    `sterk` and `zwak` hold the tools for which the text has signs; `kern` is the part that asks; `eigen` says that it
    is about one client or allocation of the reader, `feit` that it asks who, where, when, why or how many. `kansen` has
    for every tool (and for none, `GEEN`) how likely the question is for it, once that is known; `beurten` what the user
    typed, oldest first, capitals and all.
    """

    tekst: str
    kern: str
    slots: Slots
    sterk: frozenset[str]
    zwak: frozenset[str]
    algemeen: bool
    geval: bool
    eigen: bool
    feit: bool
    kansen: Mapping[str, float] = field(default_factory=dict)
    beurten: tuple[str, ...] = ()

    def kans(self, tool: str) -> float:
        """How likely it is for this tool; a half while that is not known."""
        return self.kansen.get(tool, 0.5)

    def signaal(self, tool: str) -> float:
        """1 for a strong sign, 0.5 for a weak one, else 0."""
        return 1.0 if tool in self.sterk else 0.5 if tool in self.zwak else 0.0


@dataclass(frozen=True)
class Formulier:
    """The form of a tool.

    Attributes:
        tool: its name.
        onderdeel: the part of a regime that it reads; without it the form is not filled.
        vul: the candidates that a question gives; none when it is not for this tool.
        feiten: the slots by which a turn of a conversation belongs to a question for this tool.
        beoordeelt: whether it judges a case, so that what is asked in general is for the documents; the others look
            up or count one thing, and who asks for that without saying of what is asked back.
    """

    tool: str
    onderdeel: str
    vul: Callable[[Vraag, Regeling], list[Kandidaat]]
    feiten: frozenset[str] = frozenset()
    beoordeelt: bool = False


def maak_vraag(tekst: str, kern: str, slots: Slots, schat: Woordenschat) -> Vraag:
    """Collect the signs of a folded question."""
    return Vraag(
        tekst=tekst,
        kern=kern,
        slots=slots,
        sterk=frozenset(t for t, p in schat.sterk.items() if p.search(tekst)),
        zwak=frozenset(t for t, p in schat.zwak.items() if p.search(tekst)),
        algemeen=bool(schat.algemeen.search(kern)),
        geval=bool(schat.geval.search(tekst)),
        eigen=bool(schat.eigen_geval.search(tekst)),
        feit=bool(schat.feitvraag.search(kern)),
    )
