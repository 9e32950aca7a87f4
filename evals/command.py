"""The commands `wegwijzer eval` and `wegwijzer bench`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer


def run(
    deel: Annotated[list[str] | None, typer.Argument(help="Delen: ontwikkel, meet. Zonder: allebei.")] = None,
    fouten: Annotated[bool, typer.Option("--fouten", help="Toon de foute antwoorden van het ontwikkeldeel.")] = False,
) -> None:
    """Stel de proefvragen en toon hoeveel er goed zijn, per groep."""
    from assistant.service import Assistant
    from evals.quality import rapport, stel
    from evals.questions import DELEN, lees_vragen

    gekozen = deel or list(DELEN)
    for naam in gekozen:
        if naam not in DELEN:
            print(f"deel: kies uit {', '.join(DELEN)}.", file=sys.stderr)
            raise typer.Exit(2)
    from assistant.progress import Voortgangsmelder

    with Voortgangsmelder() as melder:
        assistant = Assistant.open(progress=melder)
    try:
        gemeten = []
        for naam in gekozen:
            oordelen = stel(assistant, lees_vragen(naam))
            print(rapport(oordelen, naam, fouten and naam.startswith("ontwikkel")), end="\n\n")
            gemeten += oordelen if naam.startswith("meet") else []
        if sum(naam.startswith("meet") for naam in gekozen) > 1:
            print(rapport(gemeten, "meetdelen samen", met_fouten=False))
    finally:
        assistant.close()


def bench() -> None:
    """Meet de snelheid, als verhouding tot een ondergrens uit dezelfde meting."""
    from evals.speed import meet

    print(meet())
