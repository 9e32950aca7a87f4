"""Every sentence of the articles, told with one lie and told honestly in other words: what does the verifier let pass?

Run with `python -m evals.zinnen`; no model is needed.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from assistant.library import kennis_passages
from assistant.llm.slots import Vakken
from assistant.models import Citation
from assistant.proof.claims import zinnen
from assistant.proof.verify import Bewijs, bezwaren_tegen
from evals.leugens import HERSCHRIJVINGEN, LEUGENS, Leugen

PARAFRASEN = Path(__file__).parent / "parafrasen.yaml"


def artikelzinnen() -> Iterator[tuple[str, Bewijs]]:
    """The sentences of every section, each with its section as the only proof."""
    for passage in kennis_passages():
        citaat = Citation(
            marker=1,
            document=passage.document,
            title=passage.titel,
            section=passage.section,
            regeling=passage.regeling,
            quote=passage.text,
        )
        bewijs = Bewijs([], [citaat])
        for zin in zinnen(passage.text):
            if zin.endswith(".") and not zin.startswith(("|", "*", "-")):
                yield f"{zin} [1]", bewijs


def tel(soorten: Mapping[str, Leugen], ieder: int = 1) -> dict[str, tuple[int, int, list[str]]]:
    """By kind: how many sentences were stopped, how many were tried, and those that passed."""
    uit = {naam: (0, 0, list[str]()) for naam in soorten}
    for nummer, (zin, bewijs) in enumerate(artikelzinnen()):
        if nummer % ieder:
            continue
        vakken = Vakken([])
        met_vakken = vakken.neem(zin)
        for naam, maak in soorten.items():
            nieuw = maak(met_vakken, random.Random(zin))
            if nieuw is None:
                continue
            tekst, vreemd = vakken.vul(nieuw)
            if "[97]" not in tekst and naam != "woordelijk" and bewijs.zegt_zin(tekst):
                continue  # another sentence of the section says just that
            tegen = bool(vreemd or "[97]" in tekst or bezwaren_tegen(tekst, bewijs, streng=True))
            gestopt, geprobeerd, door = uit[naam]
            uit[naam] = (gestopt + tegen, geprobeerd + 1, door if tegen else [*door, tekst])
    return uit


def parafrasen() -> tuple[int, int]:
    """How many of the rewordings by hand pass, and how many there are."""
    goed = alle = 0
    zinnen_nu = list(artikelzinnen())
    for rij in yaml.safe_load(PARAFRASEN.read_text(encoding="utf-8")):
        bewijzen = [bewijs for zin, bewijs in zinnen_nu if zin.startswith(rij["zin"])]
        for anders in rij["anders"]:
            goed += any(not bezwaren_tegen(f"{anders} [1]", bewijs, streng=True) for bewijs in bewijzen)
            alle += 1
    return goed, alle


def main() -> None:
    """Print both tables in Markdown."""
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("--toon", action="store_true", help="toon leugens die doorgelaten worden")
    lezer.add_argument("--ieder", type=int, default=1, help="alleen elke zoveelste zin")
    keuze = lezer.parse_args()
    print("| leugen | tegengehouden | van |\n| --- | --- | --- |")
    for naam, (gestopt, alle, door) in tel(LEUGENS, keuze.ieder).items():
        print(f"| {naam} | {gestopt} | {alle} |")
        for tekst in door if keuze.toon else ():
            print(f"    - {tekst}")
    print("\n| eerlijk, anders gezegd | doorgelaten | van |\n| --- | --- | --- |")
    for naam, (_, alle, door) in tel(HERSCHRIJVINGEN, keuze.ieder).items():
        print(f"| {naam} | {len(door)} | {alle} |")
    goed, alle = parafrasen()
    print(f"| met de hand herschreven | {goed} | {alle} |")


if __name__ == "__main__":
    main()
