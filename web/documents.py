"""The list of documents: the articles of the knowledge base, and what somebody added to the index."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.settings import Settings
from knowledge.artikelen import artikelbestanden, lees_artikel
from knowledge.catalogue import BESTAND, gelezen
from knowledge.documents import Passage
from knowledge.store import Kennisbank
from tools.datum import schrijf_periode


@dataclass(frozen=True)
class Documentrij:
    """A document in the list."""

    document: str
    titel: str
    regeling: str | None
    eigen: bool
    """Whether somebody added it; else it is an article of the knowledge base."""
    uitgever: str | None = None
    datum: str | None = None
    """Its own date, ISO."""
    periode: str = ""
    """The period it is about, in Dutch; empty when none is named."""
    open_punten: int = 0
    passages: int = 0


def artikelen(kennis: Kennisbank) -> list[Documentrij]:
    """The articles, those of national standards last."""
    rijen = []
    for pad in artikelbestanden(kennis.map):
        artikel, _ = lees_artikel(pad)
        if artikel is None:
            continue  # the state of the server says that the knowledge base does not load
        werk = artikel.voorwerk
        rijen.append(
            Documentrij(
                document=pad.stem,
                titel=werk.titel,
                regeling=werk.regeling,
                eigen=False,
                uitgever=werk.uitgever,
                periode=schrijf_periode(*(d.isoformat() if d else None for d in (werk.periode.van, werk.periode.tot))),
                open_punten=len(werk.laat_open),
                passages=sum(1 for sectie in artikel.secties if sectie.tekst),
            )
        )
    return rijen


def eigen_documenten(vanaf: int, aantal: int, index: Path | None = None) -> tuple[list[Documentrij], int]:
    """Some of what was added to an index (by default that of the settings), by name; and how many there are in all."""
    map_ = index or Settings().index
    if not (map_ / BESTAND).exists():
        return [], 0
    with gelezen(map_) as catalogus:
        gekozen = catalogus.gekozen()
        namen = sorted(gekozen)[vanaf : vanaf + aantal]
        eerste = {naam: catalogus.passages(naam)[0] for naam in namen}
    rijen = [_eigen(naam, eerste[naam], len(gekozen[naam])) for naam in namen]
    return rijen, len(gekozen)


def _eigen(naam: str, eerste: Passage, passages: int) -> Documentrij:
    return Documentrij(
        naam,
        eerste.titel,
        eerste.regeling,
        eigen=True,
        uitgever=eerste.uitgever,
        datum=eerste.datum,
        periode=schrijf_periode(eerste.van, eerste.tot),
        passages=passages,
    )
