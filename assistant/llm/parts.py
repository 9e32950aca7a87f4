"""What of an answer may be worded anew: the explanation, never the verdict, the steps, a table or a caveat."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.models import Answer
from assistant.proof.claims import markers, stammen, zinnen, zonder_markers

_REGEL = re.compile(r"\s*(?:[-*]|\d+\.)\s+")


@dataclass(frozen=True)
class Indeling:
    """An answer in four parts, in this order.

    Attributes:
        kop: what code says first: the verdict of the tools, or whom the answer holds for.
        vrij: the text to be worded anew, every sentence with its source.
        vast: the blocks that stay as they are, below it.
        bij_kop: whether the model goes on in the sentence of the head.
    """

    kop: str
    vrij: str
    vast: tuple[str, ...]
    bij_kop: bool

    @property
    def markers(self) -> frozenset[int]:
        """The sources that the new text must cite: those that nothing else cites."""
        return markers(self.vrij) - markers("\n".join((self.kop, *self.vast)))

    def samen(self, proza: str) -> str:
        """The answer with a new text."""
        begin = f"{self.kop} {proza}" if self.bij_kop else f"{self.kop}\n\n{proza}"
        return "\n\n".join([begin, *self.vast])


def deel_in(answer: Answer, naam: str) -> Indeling | None:
    """The parts of an answer; None when there is nothing in it to word anew.

    Only an answer on one regime: of two, each stands by itself and they must not run together.

    Args:
        answer: the embedded answer.
        naam: how the regime is called in answers.
    """
    if answer.status != "answered" or len(answer.regelingen) != 1:
        return None
    blokken = list(zip(_blokken(answer.answer), _blokken(met_bronnen(answer.answer)), strict=True))
    if answer.tool_results:
        kop, rest = blokken[0][0], blokken[1:]
    else:
        kop, rest = f"Voor {naam} geldt:", blokken
    uitleg = " ".join(_kaal(check.explanation) for e in answer.tool_results for check in e.checks)
    vast = tuple(blok for blok, _ in rest if _is_vast(blok, uitleg))
    vrij = [b for blok, b in rest if blok not in vast and not stammen(zonder_markers(b)) <= stammen(naam)]
    if not markers("\n".join(vrij)):
        return None
    return Indeling(kop, "\n\n".join(vrij), vast, not answer.tool_results)


def met_bronnen(tekst: str) -> str:
    """The answer with a source behind every sentence: its own, else that of its line, else the one before it."""
    regels, vorige = [], ""
    for regel in tekst.split("\n"):
        delen = zinnen(regel)
        hier = next((_bron(zin) for zin in delen if markers(zin)), vorige)
        uit = []
        for zin in delen:
            hier = _bron(zin) or hier
            erft = hier and not markers(zin) and not zin.endswith(":") and not zin.startswith("|")
            uit.append(f"{zin} {hier}" if erft else zin)
        vorige = hier
        regels.append(" ".join(uit))
    return "\n".join(regels)


def _bron(zin: str) -> str:
    return "".join(f"[{n}]" for n in sorted(markers(zin)))


def _blokken(tekst: str) -> list[str]:
    """The paragraphs; one that ends in a colon stays with what it introduces."""
    uit: list[str] = []
    for blok in re.split(r"\n{2,}", tekst):
        if uit and zonder_markers(uit[-1]).rstrip().endswith(":") and (_REGEL.match(blok) or blok.startswith("|")):
            uit[-1] += f"\n\n{blok}"
        else:
            uit.append(blok)
    return uit


def _is_vast(blok: str, uitleg: str) -> bool:
    """Whether a block is a table or a list; a list of the rules that were applied is an explanation."""
    regels = [r for r in blok.splitlines() if r.strip()]
    punten = [r for r in regels if _REGEL.match(r)]
    if any(r.startswith("|") for r in regels):
        return True
    return bool(punten) and not all(_kaal(_REGEL.sub("", r, count=1)) in uitleg for r in punten)


def _kaal(tekst: str) -> str:
    return " ".join(re.findall(r"\w+", zonder_markers(tekst).casefold()))
