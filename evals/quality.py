"""The figures of a part as Markdown, with the questions that failed where one may look at them."""

from __future__ import annotations

from collections.abc import Sequence

from evals.judging import Oordeel
from evals.scores import Aandeel, aandeel, gevangen, onthouding, per_groep

SOORTEN = (
    ("status fout", ("status",)),
    ("feit mist", ("feit",)),
    ("verboden tekst", ("verboden",)),
    ("tool of verdict fout", ("tool", "verdict")),
    ("bron fout", ("bron",)),
    ("eerdere beurt fout", ("tussen",)),
    ("persoonsgegeven blijft staan", ("weggehaald",)),
)
"""How faults are counted: name, and the kinds that fall under it."""


def rapport(oordelen: Sequence[Oordeel], titel: str, met_fouten: bool) -> str:
    """The figures as Markdown; the questions that failed only where one may look at them."""
    samen = aandeel(oordelen)
    o = onthouding(oordelen)
    laag, hoog = o.f1_grenzen
    tellingen = ", ".join(f"{naam}: {tel(oordelen, *soorten)}" for naam, soorten in SOORTEN)
    regels = [
        f"## {titel}: {samen.goed} van {samen.van} goed ({met_interval(samen)})",
        "",
        f"- met een onbewezen feit: {tel(oordelen, 'onbewezen')}",
        f"- in de verkeerde regeling: {tel(oordelen, 'regeling')}",
        f"- {tellingen}",
        f"- teksten waar de controle iets uit haalde: {gevangen(oordelen)}",
        f"- onthouding: F1 {o.f1:.2f} ({laag:.2f}–{hoog:.2f}), "
        f"precisie {o.precisie.goed}/{o.precisie.van}, dekking {o.dekking.goed}/{o.dekking.van}",
        "",
        "| groep | waarde | goed | van | aandeel |",
        "| --- | --- | --- | --- | --- |",
    ]
    for groep, waarden in per_groep(oordelen).items():
        regels += [f"| {groep} | {w} | {a.goed} | {a.van} | {a.waarde:.0%} |" for w, a in waarden.items()]
    if met_fouten:
        regels.append("")
        for fout in [oordeel for oordeel in oordelen if not oordeel.goed]:
            regels += [f"- **{fout.vraag.id}** {_vraag(fout)!r}", *(f"  - {f}" for f in fout.fouten)]
            regels.append(f"  - antwoord ({fout.answer.status}): {fout.answer.answer[:300]!r}")
    return "\n".join(regels)


def tel(oordelen: Sequence[Oordeel], *soorten: str) -> int:
    """How many answers have a fault of one of these kinds."""
    return sum(any(o.heeft(soort) for soort in soorten) for o in oordelen)


def met_interval(a: Aandeel) -> str:
    """A share in words: `90.6%, 95%-interval 87.3%–93.2%`."""
    laag, hoog = a.grenzen
    return f"{a.waarde:.1%}, 95%-interval {laag:.1%}–{hoog:.1%}"


def _vraag(o: Oordeel) -> str:
    return " / ".join(beurt.strip()[:400] for beurt in o.vraag.beurten)
