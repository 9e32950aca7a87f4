"""Load the knowledge base: the regimes as models, all or nothing.

A file that does not fit its model stops the load with every fault, file and line. Nothing is read before
`laad` is called, and one process reads a folder once.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from knowledge.errors import Fout, InvoerFout, KennisFout
from knowledge.meldingen import meldingen
from knowledge.models import Regeling
from knowledge.yaml_file import lees_bestand, regel_van

KENNISMAP = Path(__file__).parent
"""The built-in knowledge base; it holds `regelingen/`, `bronnen/`, `onderwerpen/` and `woordenschat/`."""


@dataclass(frozen=True)
class Kennisbank:
    """The regimes by id, and the folder they came from."""

    map: Path
    regelingen: dict[str, Regeling]

    def regeling(self, naam: str) -> Regeling:
        """The regime with this id.

        Raises:
            InvoerFout: no such regime; the message lists those that exist.
        """
        try:
            return self.regelingen[naam]
        except KeyError:
            bekend = ", ".join(sorted(self.regelingen))
            raise InvoerFout("regeling", f"{naam[:80]!r} is geen bekende regeling; kies uit {bekend}") from None

    def herkenning(self) -> dict[str, dict[str, float]]:
        """Per regime the terms that point to it in a document, with their weight: 1.0 for a name of its own, less for
        what it shares with others or is known by."""
        return {
            naam: {
                **{t.term: t.gewicht / 5 for t in r.herkenning.kenmerken},
                **dict.fromkeys(r.herkenning.gedeelde_gebieden, 0.4),
                **dict.fromkeys([*r.herkenning.gebieden, *r.gemeenten], 1.0),
            }
            for naam, r in self.regelingen.items()
        }

    def met(self, onderdeel: str) -> list[Regeling]:
        """The regimes that have rules of this kind (a field name of `Regeling`)."""
        return [r for r in self.regelingen.values() if getattr(r, onderdeel) is not None]


def laad_regeling(pad: Path) -> tuple[Regeling | None, list[Fout]]:
    """Load one regime file; the regime, or the faults that keep it out."""
    tekst, data, fouten = lees_bestand(pad)
    bestand = f"{pad.parent.name}/{pad.name}"
    if fouten:
        return None, [Fout(bestand, f.regel, f.melding) for f in fouten]
    try:
        regeling = Regeling.model_validate(data)
    except ValidationError as fout:
        return None, meldingen(fout, tekst, bestand)
    if regeling.regeling != pad.stem:
        return None, [
            Fout(
                bestand,
                regel_van(tekst, ["regeling"]),
                f"regeling: heet {regeling.regeling!r}, maar het bestand heet {pad.stem!r}",
            )
        ]
    return regeling, []


@lru_cache(maxsize=8)
def laad(map: Path = KENNISMAP) -> Kennisbank:
    """Load every regime in `map`/regelingen.

    Raises:
        KennisFout: one or more files do not load; carries all faults of all files.
    """
    regelingen: dict[str, Regeling] = {}
    fouten: list[Fout] = []
    for pad in sorted((map / "regelingen").glob("*.yaml")):
        regeling, nieuw = laad_regeling(pad)
        fouten += nieuw
        if regeling is not None:
            regelingen[regeling.regeling] = regeling
    if not regelingen and not fouten:
        fouten.append(Fout("regelingen", 1, f"er staat geen enkele regeling in {map.name}/regelingen"))
    if fouten:
        raise KennisFout(fouten)
    return Kennisbank(map, regelingen)


@lru_cache(maxsize=8)
def versie(map: Path = KENNISMAP) -> str:
    """A short hash of every file of the knowledge base; it changes when any fact changes."""
    hasj = hashlib.sha256()
    for onderdeel in ("regelingen/*.yaml", "bronnen/*.md", "onderwerpen/*.yaml", "woordenschat/**/*.yaml"):
        for pad in sorted(map.glob(onderdeel)):
            hasj.update(pad.name.encode())
            hasj.update(pad.read_bytes())
    return hasj.hexdigest()[:12]
