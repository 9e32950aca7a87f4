"""Put filled templates to the assistant and count how they were read."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from assistant.models import Answer, AskRequest, Turn
from assistant.service import Assistant
from evals.lezen.sjablonen import Sjabloon
from evals.lezen.vergelijken import SOORTEN, Lezing, vergelijk
from evals.lezen.vullen import Bericht, vul
from evals.scores import Aandeel

_PEILDATUM = date(2026, 2, 10)
"""Always the same, so that two runs are."""


@dataclass(frozen=True)
class Gesteld:
    """One filling of one template, and how it was read.

    Attributes:
        naam: which one: "ontwikkel-1 12.0".
        tool: the tool that it is for.
        bericht: the filling.
        lezing: the judgement.
    """

    naam: str
    tool: str
    bericht: Bericht
    lezing: Lezing


def stel(
    assistant: Assistant,
    sjablonen: Mapping[str, Sequence[Sjabloon]],
    keren: int,
    zaad: int,
    melder: Callable[[int, int], None] | None = None,
) -> list[Gesteld]:
    """Ask each template some times, filled in another way each time.

    Args:
        assistant: who is asked.
        sjablonen: part -> its templates.
        keren: fillings of each.
        zaad: of the random values; the same gives the same messages.
        melder: is told how many are done, and of how many.
    """
    alle = [(f"{deel} {n}.{k}", s) for deel, rij in sjablonen.items() for n, s in enumerate(rij) for k in range(keren)]
    uit = list[Gesteld]()
    for nummer, (naam, sjabloon) in enumerate(alle, 1):
        bericht = vul(sjabloon, random.Random(f"{zaad} {naam}"))
        antwoord = _vraag(assistant, bericht.beurten)
        lezing = vergelijk(sjabloon.tool, bericht.waarheid, antwoord.tool_results)
        uit.append(Gesteld(naam, sjabloon.tool, bericht, lezing))
        if melder:
            melder(nummer, len(alle))
    return uit


def _vraag(assistant: Assistant, beurten: Sequence[str]) -> Answer:
    verloop = list[Turn]()
    for beurt in beurten:
        antwoord = assistant.ask(AskRequest(id="lezen", question=beurt, history=verloop, peildatum=_PEILDATUM))
        verloop.append(Turn(question=beurt, answer=antwoord.answer))
    return antwoord


def tabel(gesteld: Sequence[Gesteld], titel: str) -> str:
    """How often each tool got what was told, as a table in Markdown."""
    op_tool = sorted(gesteld, key=lambda g: g.tool)
    groepen = {tool: Counter(g.lezing.soort for g in rij) for tool, rij in groupby(op_tool, key=lambda g: g.tool)}
    samen = Counter(g.lezing.soort for g in gesteld)
    goed = Aandeel(samen["goed"], len(gesteld))
    laag, hoog = (round(100 * grens, 1) for grens in goed.grenzen)
    kop = ["beslishulp", *SOORTEN, "van"]
    rijen = [[naam, *(str(t[s]) for s in SOORTEN), str(t.total())] for naam, t in (*groepen.items(), ("samen", samen))]
    lijnen = [kop, ["---"] * len(kop), *rijen]
    return "\n".join(
        [
            f"## {titel}",
            "",
            *(f"| {' | '.join(lijn)} |" for lijn in lijnen),
            "",
            f"Goed: {100 * goed.waarde:.1f}% ({laag}-{hoog}); iets fout gelezen: {samen['fout']} van {len(gesteld)}.",
        ]
    )


def missers(gesteld: Sequence[Gesteld]) -> Iterator[str]:
    """What was not read right, with what the tool got; not for parts that nobody may look into."""
    for g in gesteld:
        if g.lezing.soort != "goed":
            fout = "; ".join(f"{veld}: {kreeg} in plaats van {goed}" for veld, kreeg, goed in g.lezing.fout)
            gemist = f"gemist: {', '.join(g.lezing.gemist)}" if g.lezing.gemist else ""
            wat = "; ".join(filter(None, (fout, gemist))) or g.lezing.soort
            yield f"- {g.naam} ({g.tool}): {wat}\n  " + " || ".join(b.replace("\n", " / ") for b in g.bericht.beurten)
