"""How well the assistant answers from documents that people bring themselves.

`python -m evals.eigen` asks every question of every form of its document, once with that document alone and once with
all documents together; `--fouten` shows what went wrong, of the half to learn from only.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from assistant.models import Answer, AskRequest, Turn
from assistant.service import Assistant
from assistant.settings import Settings
from evals.assistants import Assistenten
from evals.eigen.maken import GeenChromium, maak
from evals.eigen.stukken import STUKKEN, Kop, Stuk
from evals.eigen.vragen import HELFTEN, Helft, Vraag, lees

Uitkomst = Literal["goed", "dichtstbij", "teruggevraagd", "onze regeling", "zwijgt", "fout"]
UITKOMSTEN: tuple[Uitkomst, ...] = ("goed", "dichtstbij", "teruggevraagd", "onze regeling", "zwijgt", "fout")


def uitkomst(vraag: Vraag, antwoord: Answer) -> Uitkomst:
    """How an answer does: right, as the nearest passage, asked back, from a regime of ours, silent, or wrong."""
    plat = " ".join(re.sub(r"[|*]|---", " ", antwoord.answer).split()).casefold()
    raak = bool(vraag.feiten) and all(feit.casefold() in plat for feit in vraag.feiten)
    if not vraag.feiten:
        if antwoord.regelingen and antwoord.status == "answered":
            return "onze regeling"
        return {"answered": "fout", "clarify": "teruggevraagd"}.get(antwoord.status, "goed")  # type: ignore[return-value]
    if raak and antwoord.status in ("answered", "abstain"):
        return "goed" if antwoord.status == "answered" else "dichtstbij"
    if antwoord.status == "clarify":
        return "teruggevraagd"
    if antwoord.regelingen or antwoord.tool_results:
        return "onze regeling"
    return "fout" if antwoord.status == "answered" else "zwijgt"


class Meting:
    """Counts of outcomes, and the questions that did not come out right."""

    def __init__(self, *, fouten: bool) -> None:
        self._fouten = fouten
        self._telling: dict[tuple[str, Helft], Counter[str]] = {}

    def vraag(self, waar: str, vorm: str, stuk: Stuk, helft: Helft, assistent: Assistant) -> None:
        """Ask the questions of one half on a document."""
        for vraag in lees(helft)[stuk.naam]:
            if vraag.vormen and vorm not in vraag.vormen:
                continue
            antwoord = assistent.ask(AskRequest(id="eigen", question=vraag.vraag))
            hoe = uitkomst(vraag, antwoord)
            soort = "niet in het stuk" if not vraag.feiten else "genoemd" if vraag.genoemd else "niet genoemd"
            self._telling.setdefault((f"{waar}, {soort}", helft), Counter())[hoe] += 1
            if hoe == "teruggevraagd" and vraag.feiten:
                gekozen = _kies(vraag, antwoord, assistent)
                self._telling[f"{waar}, {soort}", helft]["na keuze goed"] += gekozen == "goed"
            if self._fouten and hoe != "goed" and helft == "ontwikkel":
                print(f"[{waar}, {vorm}] {hoe} ({antwoord.status}): {vraag.vraag}\n    {_kort(antwoord.answer)}")
                if hoe == "teruggevraagd" and vraag.feiten:
                    print(f"    → {gekozen}")

    def tabel(self) -> str:
        """The figures as Markdown."""
        kolommen = [*UITKOMSTEN, "na keuze goed"]
        kop = [
            f"| documenten, vraag | helft | vragen | {' | '.join(kolommen)} |",
            "| --- | --- |" + " ---: |" * (1 + len(kolommen)),
        ]
        rijen = []
        for (waar, helft), telling in sorted(self._telling.items(), key=lambda paar: (paar[0][1], paar[0][0])):
            getallen = [sum(telling[u] for u in UITKOMSTEN), *(telling[k] for k in kolommen)]
            rijen.append(f"| {waar} | {helft} | {' | '.join(map(str, getallen))} |")
        return "\n".join([*kop, *rijen])


def _kies(vraag: Vraag, antwoord: Answer, assistent: Assistant) -> Uitkomst:
    """What comes of choosing the document that was offered; asked back, where it was not."""
    keuzes = antwoord.clarification.options if antwoord.clarification else []
    titel = next((b.tekst for s in STUKKEN for b in s.blokken if isinstance(b, Kop) and b.tekst in keuzes), None)
    if titel is None:
        return "teruggevraagd"
    eerder = [Turn(question=vraag.vraag, answer=antwoord.answer)]
    return uitkomst(vraag, assistent.ask(AskRequest(id="eigen", question=titel, history=eerder)))


def _kort(tekst: str) -> str:
    return " ".join(tekst.split())[:260]


def main(argv: list[str] | None = None) -> int:
    """Measure, and print a table."""
    opties = argparse.ArgumentParser(prog="python -m evals.eigen", description=__doc__)
    opties.add_argument("--fouten", action="store_true", help="show what went wrong, of the half to learn from")
    opties.add_argument("--stuk", help="this document only")
    gekozen = opties.parse_args(argv)
    meting = Meting(fouten=gekozen.fouten)
    stukken = [s for s in STUKKEN if gekozen.stuk in (None, s.naam)]
    with TemporaryDirectory(prefix="wegwijzer-eigen-") as tijdelijk, Assistenten(Settings(model=None)) as assistenten:
        map_ = Path(tijdelijk)
        for stuk in stukken:
            for vorm in stuk.vormen:
                try:
                    pad = maak(stuk, vorm, map_)
                except GeenChromium:
                    print(f"{stuk.naam}.{vorm} is left out: chromium is not installed.", file=sys.stderr)
                    continue
                for helft in HELFTEN:
                    meting.vraag("alleen", vorm, stuk, helft, assistenten.met(str(pad)))
        if len(stukken) == len(STUKKEN):
            samen = map_ / "samen"
            samen.mkdir()
            for stuk in STUKKEN:
                maak(stuk, stuk.vormen[0], samen)
            for stuk in STUKKEN:
                for helft in HELFTEN:
                    meting.vraag("samen", stuk.vormen[0], stuk, helft, assistenten.met(str(samen)))
    print(meting.tabel())
    return 0


if __name__ == "__main__":
    sys.exit(main())
