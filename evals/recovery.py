"""Kill an ingest at random moments (kill -9), look at what is left, run it again, and compare with a run left in peace.

Run as `python -m evals.recovery [--keren 20] [--zaad 1]`. The files are the sections of the built-in articles: first
some of them are ingested, then files are added, changed, broken and removed, and that second ingest is killed.
Right after the kill the index must be as before it or as after it, and after the next run as after it.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from knowledge.catalogue import lees_standen
from knowledge.documents import read_article
from knowledge.index import Index
from knowledge.store import KENNISMAP

_VRAGEN = ("504DZ", "hoe vraag ik een verlenging aan", "omzetting voor 1 juli 2026", "signaalbudget", "verwijzing")
_KWIJT = 0.3  # part of the vectors that is not in the cache, so that a run has something to compute


@dataclass(frozen=True)
class Stand:
    """What is in an index: passages, what searches find, what the list of sources says."""

    versie: str
    aantallen: dict[str, int]
    passages: list[str]
    treffers: list[list[tuple[str, float]]]
    bronnen: list[tuple[Any, ...]]


def run(
    keren: Annotated[int, typer.Option(help="Hoe vaak er wordt gestopt.")] = 20,
    zaad: Annotated[int, typer.Option(help="Zaad van het toeval.")] = 1,
) -> None:
    """Stop een opname op willekeurige momenten en vergelijk de index met die van een ongestoorde opname."""
    toeval = random.Random(zaad)
    with tempfile.TemporaryDirectory(prefix="wegwijzer-herstel-") as tijdelijk:
        proef = _Proef(Path(tijdelijk), toeval)
        proef.bereid_voor()
        print(f"ongestoord: {proef.duur:.1f} s, {len(proef.na.passages)} passages, index {proef.na.versie}")
        fouten = sum(not proef.stop(nummer) for nummer in range(1, keren + 1))
    print(f"{keren} keer gestopt, {proef.gestorven} keer voor het einde; na herstel anders dan ongestoord: {fouten}")
    raise typer.Exit(1 if fouten or not proef.gestorven else 0)


class _Proef:
    """The folder with the files, the index before the change, and what undisturbed runs give."""

    def __init__(self, plek: Path, toeval: random.Random) -> None:
        self._plek = plek
        self._toeval = toeval
        self._bestanden = plek / "stukken"
        self.gestorven = 0

    def bereid_voor(self) -> None:
        """Ingest the first state, make the second, and ingest that once in peace."""
        teksten = [
            f"# {passage.titel}\n\n## {passage.section}\n\n{passage.text}\n"
            for artikel in sorted((KENNISMAP / "bronnen").glob("*.md"))
            for passage in read_article(artikel, None)
        ]
        self._bestanden.mkdir()
        for nummer, tekst in enumerate(teksten[:40]):
            (self._bestanden / f"stuk-{nummer:02}.md").write_text(tekst, encoding="utf-8")
        basis = self._plek / "basis"
        self._neem_op(basis)
        self.voor = _stand(basis)
        self._verander(teksten)
        heel = self._plek / "heel"
        self._kopie(heel)
        self._neem_op(heel)
        self.na = _stand(heel)
        self.duur = self._duur()

    def _verander(self, teksten: list[str]) -> None:
        for nummer, tekst in enumerate(teksten[40:60], 40):
            (self._bestanden / f"stuk-{nummer:02}.md").write_text(tekst, encoding="utf-8")
        for nummer in range(0, 40, 4):
            pad = self._bestanden / f"stuk-{nummer:02}.md"
            pad.write_text(pad.read_text(encoding="utf-8") + f"\nAangevuld met regel {nummer}.\n", encoding="utf-8")
            (self._bestanden / f"stuk-{nummer + 1:02}.md").unlink()
        shutil.copyfile(self._bestanden / "stuk-02.md", self._bestanden / "een kopie.md")
        (self._bestanden / "stuk-03.md").write_bytes(b"\x00\x01" * 1000)

    def _duur(self) -> float:
        """Seconds that the second ingest takes from the same start as the killed ones."""
        index = self._plek / "tijd"
        self._kopie(index)
        begin = time.monotonic()
        self._neem_op(index)
        return time.monotonic() - begin

    def stop(self, nummer: int) -> bool:
        """Kill one run, look, run again and compare; whether all is well."""
        index = self._plek / f"keer-{nummer}"
        self._kopie(index)
        moment = self._toeval.uniform(0, self.duur)
        proces = subprocess.Popen(self._opdracht(index), env=self._omgeving(index), stdout=subprocess.DEVNULL)
        time.sleep(moment)
        proces.send_signal(signal.SIGKILL)
        gestopt = proces.wait() == -signal.SIGKILL
        self.gestorven += gestopt
        over = _stand(index)
        heel = over.passages in (self.voor.passages, self.na.passages)
        self._neem_op(index)
        hersteld = _stand(index) == self.na
        wat = "als ervoor" if over.passages == self.voor.passages else "als erna" if heel else "HALF"
        uitslag = "gelijk" if hersteld else "ANDERS"
        print(f"{nummer:3}  na {moment:5.2f} s  {'gestopt' if gestopt else 'klaar':8} {wat:11} hersteld: {uitslag}")
        shutil.rmtree(index)
        return heel and hersteld

    def _kopie(self, index: Path) -> None:
        """An index as it was before the change, with a cache that lacks some vectors."""
        shutil.copytree(self._plek / "basis", index)
        alle = self._plek / "heel/cache/vectors.sqlite"
        if not alle.exists():
            return
        with (
            closing(sqlite3.connect(alle)) as bron,
            closing(sqlite3.connect(index / "cache/vectors.sqlite")) as doel,
        ):
            bron.backup(doel)
            hashes = [rij[0] for rij in doel.execute("SELECT hash FROM vectors ORDER BY hash")]
            kwijt = self._toeval.sample(hashes, int(len(hashes) * _KWIJT))
            with doel:
                doel.executemany("DELETE FROM vectors WHERE hash = ?", ((h,) for h in kwijt))

    def _neem_op(self, index: Path) -> None:
        klaar = subprocess.run(
            self._opdracht(index), env=self._omgeving(index), capture_output=True, text=True, check=False
        )
        if klaar.returncode:
            raise RuntimeError(klaar.stderr)

    def _opdracht(self, index: Path) -> list[str]:
        return [sys.executable, "-m", "assistant.cli", "ingest", str(self._bestanden), "--index", str(index), "--json"]

    def _omgeving(self, index: Path) -> dict[str, str]:
        return {**os.environ, "WEGWIJZER_DATA": str(index)}


def _stand(map_: Path) -> Stand:
    index = Index.open(map_, cache_dir=map_ / "cache")
    try:
        return Stand(
            index.versie,
            index.counts,
            sorted(passage.to_json() for passage in index.passages()),
            [[(hit.passage.id, round(hit.score, 5)) for hit in index.search(vraag)] for vraag in _VRAGEN],
            [(s.bron, s.opgave, s.documenten, s.passages, s.dubbel, s.overgeslagen) for s in lees_standen(map_)],
        )
    finally:
        index.close()


if __name__ == "__main__":
    typer.run(run)
