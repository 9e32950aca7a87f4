"""Read the front matter and headings of an article, in `bronnen/` (of a regime) or `berichten/` (of a standard)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import Field, ValidationError

from knowledge.errors import Fout
from knowledge.meldingen import meldingen
from knowledge.models import Geldig, Model
from knowledge.yaml_file import GEEN_UTF8, lees

PLAATS = "*Plaats in de bron:*"
"""How the last line of a section begins: where the source says it."""
_KOP = re.compile(r"^(#{1,6})\s+(.+?)\s*$")


class Voorwerk(Model):
    """Front matter of an article."""

    document: str = Field(description="Id of the article; the name of its file.")
    titel: str
    uitgever: str | None
    datum: date | None = Field(description="Date of the source itself.")
    regeling: str | None = Field(description="The regime that it is a source of; null for a national standard.")
    periode: Geldig
    gecontroleerd_op: date
    laat_open: list[str] = Field(description="What the source leaves open or contradicts.")


@dataclass(frozen=True)
class Sectie:
    """A heading with the text below it, until the next heading."""

    kop: str
    pad: tuple[str, ...]
    niveau: int
    regel: int
    tekst: str
    plaats: str


@dataclass(frozen=True)
class Artikel:
    """An article: what it is, and its sections in order."""

    voorwerk: Voorwerk
    secties: tuple[Sectie, ...]

    @property
    def koppen(self) -> set[str]:
        """Every heading."""
        return {sectie.kop for sectie in self.secties}


def _secties(tekst: str, eerste_regel: int) -> list[Sectie]:
    secties: list[Sectie] = []
    pad: list[str] = []
    kop, niveau, begin, regels = "", 0, eerste_regel, list[str]()

    def sluit() -> None:
        if kop:
            plaats = next((r.removeprefix(PLAATS).strip() for r in reversed(regels) if r.startswith(PLAATS)), "")
            body = "\n".join(r for r in regels if not r.startswith(PLAATS)).strip()
            secties.append(Sectie(kop, tuple(pad[:-1]), niveau, begin, body, plaats))

    for nummer, regel in enumerate(tekst.splitlines(), eerste_regel):
        if m := _KOP.match(regel):
            sluit()
            kop, niveau, begin, regels = m[2], len(m[1]), nummer, []
            pad = [*pad[: niveau - 1], kop]
        else:
            regels.append(regel)
    sluit()
    return secties


def artikelbestanden(map: Path) -> list[Path]:
    """Every article that can be opened: the sources of the regimes, then those of national standards."""
    return [pad for deel in ("bronnen", "berichten") for pad in sorted((map / deel).glob("*.md"))]


def lees_artikel(pad: Path) -> tuple[Artikel | None, list[Fout]]:
    """Read an article; the article, or the faults that keep it out."""
    bestand = f"{pad.parent.name}/{pad.name}"
    try:
        tekst = pad.read_text(encoding="utf-8")
    except UnicodeDecodeError as fout:
        return None, [Fout(bestand, fout.object.count(b"\n", 0, fout.start) + 1, GEEN_UTF8)]
    except OSError as fout:
        return None, [Fout(bestand, 1, f"niet te lezen: {fout.strerror}")]
    delen = re.match(r"---\n(.*?)\n---\n(.*)", tekst, flags=re.DOTALL)
    if delen is None:
        return None, [Fout(bestand, 1, "het voorwerk tussen twee regels --- ontbreekt")]
    data, fouten = lees(delen[1], bestand)
    if fouten:
        return None, [Fout(f.bestand, f.regel + 1, f.melding) for f in fouten]
    try:
        voorwerk = Voorwerk.model_validate(data)
    except ValidationError as fout:
        return None, meldingen(fout, delen[1], bestand, verschuiving=1)
    if voorwerk.document != pad.stem:
        return None, [Fout(bestand, 2, f"document: heet {voorwerk.document!r}, maar het bestand heet {pad.stem!r}")]
    eerste = delen[1].count("\n") + 4
    return Artikel(voorwerk, tuple(_secties(delen[2], eerste))), []
