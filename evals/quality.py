"""Ask the question sets and report how many are right, by group."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable

from assistant.service import Assistant
from assistant.verify import onbewezen
from evals.questions import Oordeel, Vraag, beoordeel

SOORTEN = (
    ("status fout", ("status",)),
    ("feit mist", ("feit",)),
    ("verboden tekst", ("verboden",)),
    ("tool of verdict fout", ("tool", "verdict")),
    ("bron fout", ("bron",)),
)
"""How faults are counted: name, and the kinds that fall under it."""
GROEPEN: dict[str, Callable[[Vraag], str]] = {
    "regeling": lambda v: v.regeling or "geen",
    "onderwerp": lambda v: v.onderwerp,
    "gebruiker": lambda v: v.gebruiker,
    "manier": lambda v: v.manier,
    "status": lambda v: v.status if isinstance(v.status, str) else "/".join(v.status),
}


def stel(assistant: Assistant, vragen: Iterable[Vraag]) -> list[Oordeel]:
    """Ask every question."""
    oordelen = []
    for vraag in vragen:
        answer = assistant.ask(vraag.request())
        oordelen.append(beoordeel(vraag, answer, onbewezen(answer.answer, answer.tool_results, answer.citations)))
    return oordelen


def interval(goed: int, totaal: int) -> tuple[float, float]:
    """Wilson interval of 95 % around a share."""
    if totaal == 0:
        return 0.0, 0.0
    z, p = 1.96, goed / totaal
    noemer = 1 + z * z / totaal
    midden = (p + z * z / (2 * totaal)) / noemer
    marge = z * math.sqrt(p * (1 - p) / totaal + z * z / (4 * totaal * totaal)) / noemer
    return midden - marge, midden + marge


def rapport(oordelen: list[Oordeel], titel: str, met_fouten: bool) -> str:
    """The figures as Markdown; the questions that failed only where one may look at them."""
    goed, totaal = sum(o.goed for o in oordelen), len(oordelen)
    laag, hoog = interval(goed, totaal)
    regels = [
        f"## {titel}: {goed} van {totaal} goed ({goed / totaal:.1%}, 95%-interval {laag:.1%}–{hoog:.1%})",
        "",
        f"- met een onbewezen feit: {sum(o.heeft('onbewezen') for o in oordelen)}",
        f"- in de verkeerde regeling: {sum(o.heeft('regeling') for o in oordelen)}",
        "- "
        + ", ".join(f"{naam}: {sum(any(o.heeft(s) for s in soorten) for o in oordelen)}" for naam, soorten in SOORTEN),
        "",
        "| groep | waarde | goed | van | aandeel |",
        "| --- | --- | --- | --- | --- |",
    ]
    for groep, sleutel in GROEPEN.items():
        per: dict[str, list[bool]] = defaultdict(list)
        for o in oordelen:
            per[sleutel(o.vraag)].append(o.goed)
        regels += [f"| {groep} | {w} | {sum(g)} | {len(g)} | {sum(g) / len(g):.0%} |" for w, g in sorted(per.items())]
    if met_fouten:
        regels.append("")
        for o in oordelen:
            if not o.goed:
                regels += [f"- **{o.vraag.id}** {o.vraag.vraag.strip()!r}", *(f"  - {f}" for f in o.fouten)]
                regels.append(f"  - antwoord ({o.answer.status}): {o.answer.answer[:300]!r}")
    return "\n".join(regels)
