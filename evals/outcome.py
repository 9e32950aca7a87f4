"""A run as a file (`uitslag.json`): per question whether it was right and the kinds of its faults, never a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.models import Versions
from evals.judging import Oordeel
from evals.questions import Item, Vraag
from evals.scores import GROEPEN
from knowledge.errors import InvoerFout

VORM = 1
"""Number of the file format."""


class Regel(BaseModel):
    """How one question went."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    deel: str
    goed: bool
    fouten: list[str]
    verwacht: str
    gegeven: str
    groepen: dict[str, str]
    tekst: str = ""
    """Hash of what was asked, by which a changed question is told from the same one; empty in older outcomes."""


class Uitslag(BaseModel):
    """How a run went."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    vorm: int = VORM
    gemeten_op: date
    versies: Versions
    schrijvers: dict[str, int]
    taalmodel: dict[str, int] = {}
    regels: list[Regel]


def uitslag(
    delen: Sequence[tuple[str, Sequence[Oordeel]]], gemeten_op: date, taalmodel: Mapping[str, int] | None = None
) -> Uitslag:
    """The outcome of a run over parts with their judgements, of which there must be at least one.

    Args:
        delen: each part with its judgements.
        gemeten_op: the day.
        taalmodel: what was held back of a language model, see `Meelezer.tellingen`.
    """
    alle = [o for _, oordelen in delen for o in oordelen]
    schrijvers = [o.answer.writer for o in alle]
    return Uitslag(
        gemeten_op=gemeten_op,
        versies=alle[-1].answer.versions,
        taalmodel=dict(taalmodel or {}),
        schrijvers={naam: schrijvers.count(naam) for naam in sorted(set(schrijvers))},
        regels=[_regel(deel, o) for deel, oordelen in delen for o in oordelen],
    )


def _regel(deel: str, o: Oordeel) -> Regel:
    return Regel(
        id=o.vraag.id,
        deel=deel,
        goed=o.goed,
        fouten=o.soorten,
        verwacht=o.verwacht,
        gegeven=o.answer.status,
        groepen={groep: sleutel(o.vraag) for groep, sleutel in GROEPEN.items()},
        tekst=_hash(o.vraag),
    )


def _hash(item: Item) -> str:
    eerder = [turn.question for turn in item.history] if isinstance(item, Vraag) else []
    return sha256("\0".join([*eerder, *item.beurten]).encode()).hexdigest()[:16]


def lees_uitslag(pad: Path) -> Uitslag:
    """Read an outcome; of a folder the `uitslag.json` in it.

    Raises:
        InvoerFout: there is none, or it is not one.
    """
    bestand = pad / "uitslag.json" if pad.is_dir() else pad
    try:
        return Uitslag.model_validate_json(bestand.read_text(encoding="utf-8"))
    except OSError:
        raise InvoerFout("uitslag", f"'{bestand}' is niet te lezen; geef een map of bestand van 'eval --uit'") from None
    except ValidationError:
        raise InvoerFout("uitslag", f"'{bestand}' is geen uitslag van 'eval --uit'") from None
