"""How answers are judged: status, decisive and forbidden facts, tool and verdict, source, regime, and proof."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.models import Answer
from assistant.proof.verify import onbewezen
from evals.questions import Eis, Gesprek, Item, Vraag
from evals.trace import Spoor

SOORTEN = ("status", "feit", "verboden", "tool", "verdict", "bron", "regeling", "onbewezen", "tussen", "weggehaald")
"""Kinds of faults; a fault is a text that begins with its kind."""


@dataclass(frozen=True)
class Ronde:
    """One turn: what was asked, what came back, and how."""

    vraag: str
    answer: Answer
    spoor: Spoor | None = None


@dataclass(frozen=True)
class Oordeel:
    """What is wrong with an answer or the end of a conversation; nothing when it is right."""

    vraag: Item
    answer: Answer
    fouten: tuple[str, ...]
    rondes: tuple[Ronde, ...] = ()

    @property
    def goed(self) -> bool:
        """Whether the answer is right in status, decisive facts, tool and source."""
        return not self.fouten

    @property
    def soorten(self) -> list[str]:
        """The kinds of faults, each once."""
        return list(dict.fromkeys(f.partition(":")[0] for f in self.fouten))

    def heeft(self, soort: str) -> bool:
        """Whether a fault of this kind was found."""
        return soort in self.soorten

    @property
    def verwacht(self) -> str:
        """The status that counts as expected: the one given when more are right and it is among them."""
        statussen = self.vraag.statussen
        return self.answer.status if self.answer.status in statussen else statussen[0]


def _plat(tekst: str) -> str:
    schoon = re.sub(r"\[\d+\]|[*_`]", "", tekst.replace("\u00a0", " ").replace("’", "'").replace("‘", "'"))
    return " ".join(schoon.casefold().split())


def _bevat(tekst: str, feit: str) -> bool:
    """Whether a fact stands in a text, not as a part of a longer number or word beginning."""
    gezocht = re.escape(_plat(feit))
    voor = r"(?<![\d])" if feit[:1].isdigit() else ""
    na = r"(?!\d)" if feit[-1:].isdigit() else ""
    return re.search(f"{voor}{gezocht}{na}", tekst) is not None


def beoordeel(vraag: Vraag, answer: Answer, niet_bewezen: Iterable[str] | None = None) -> Oordeel:
    """Judge one answer; `niet_bewezen` is what nothing bears, by default what the answer's own proof says."""
    return Oordeel(vraag, answer, (*_tekort(vraag, answer), *_zonder_bewijs(answer, niet_bewezen)))


def beoordeel_gesprek(gesprek: Gesprek, antwoorden: Sequence[Answer]) -> Oordeel:
    """Judge a conversation by its last answer; turns before it on what the file expects of them, and on proof."""
    laatste = antwoorden[-1]
    tussen = [
        f"tussen: beurt {nummer}: {fout}"
        for nummer, eis in gesprek.tussen.items()
        for fout in _tekort(eis, antwoorden[nummer - 1])
    ]
    bewijs = [fout for answer in antwoorden for fout in _zonder_bewijs(answer, None)]
    return Oordeel(gesprek, laatste, (*_tekort(gesprek, laatste), *tussen, *bewijs))


def _zonder_bewijs(answer: Answer, niet_bewezen: Iterable[str] | None) -> list[str]:
    mist = onbewezen(answer.answer, answer.tool_results, answer.citations) if niet_bewezen is None else niet_bewezen
    gevonden = sorted(mist)
    return [f"onbewezen: {gevonden}"] if gevonden else []


def _tekort(eis: Eis, answer: Answer) -> list[str]:
    """Where an answer falls short of what is asked of it."""
    fouten = []
    if eis.statussen and answer.status not in eis.statussen:
        fouten.append(f"status: {answer.status}, verwacht {' of '.join(eis.statussen)}")
    tekst = _plat(answer.answer + (f" {answer.clarification.question}" if answer.clarification else ""))
    fouten += [f"feit: {' | '.join(f)}" for f in eis.feiten if not any(_bevat(tekst, x) for x in f)]
    fouten += [f"verboden: {v}" for v in eis.verboden if _bevat(tekst, v)]
    fouten += [f"weggehaald: {soort} niet" for soort in eis.weggehaald if soort not in answer.redacted]
    return [*fouten, *_tool(eis, answer), *_bron(eis, answer)]


def _tool(eis: Eis, answer: Answer) -> list[str]:
    if eis.tool is None:
        return []
    verdicts = [e.verdict for e in answer.tool_results if e.tool == eis.tool]
    if not verdicts:
        return [f"tool: {eis.tool} liep niet, wel {sorted({e.tool for e in answer.tool_results})}"]
    if eis.verdict and eis.verdict not in verdicts:
        return [f"verdict: {', '.join(verdicts)}, verwacht {eis.verdict}"]
    return []


def _bron(eis: Eis, answer: Answer) -> list[str]:
    if answer.status != "answered":
        return []
    fouten = []
    geciteerd = {c.document for c in answer.citations}
    if eis.bronnen and not geciteerd & set(eis.bronnen):
        fouten.append(f"bron: {sorted(geciteerd)}, verwacht {eis.bronnen}")
    vreemd = [r for r in answer.regelingen if eis.regeling and r != eis.regeling]
    if vreemd:
        fouten.append(f"regeling: {vreemd}, verwacht {eis.regeling}")
    return fouten
