"""The request messages of the national standard iJw: what `berichten/ijw-3.2.yaml` says of them, as models.

A national standard belongs to no contract regime, so it is no part of the regimes and the chat does not search it. The
file is read when a message is checked, and by `wegwijzer check`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from knowledge.errors import Fout, KennisFout
from knowledge.meldingen import meldingen
from knowledge.models import BronVeld, Model
from knowledge.yaml_file import lees_bestand, regel_van

MAP = "berichten"
"""The folder of the knowledge base with message standards: data in YAML, and the article that restates each."""
BESTAND = "ijw-3.2.yaml"
STRUCTUUR = "structuur"
"""The id of what the schema demands without a rule number."""


class Eis(Model):
    """One limit of a kind of value, with the number of the rule that sets it."""

    regel: str
    minimum: int | None = None
    maximum: int | None = None
    langste: int | None = Field(default=None, gt=0, description="Most characters.")
    patroon: str | None = Field(default=None, description="Regular expression that the whole value fits.")
    niet_leeg: bool = Field(default=False, description="Whether it needs a character that is not blank.")
    zonder_tijdzone: bool = Field(default=False, description="Whether a date may not have a time zone.")


class Waarde(Model):
    """A kind of value."""

    basis: Literal["tekst", "geheel_getal", "datum"]
    eisen: list[Eis] = Field(default=[])
    codelijst: str | None = None


class Vast(Model):
    """The one value that an element may have."""

    waarde: str
    regel: str


class Element(Model):
    """An element of a message, in the place where it stands."""

    naam: str
    min: Literal[0, 1] = 1
    max: Literal[1] | None = Field(default=1, description="Null where it may stand more than once.")
    waarde: str | None = Field(default=None, description="Kind of value; null for an element with elements in it.")
    vast: Vast | None = None
    basis: bool = Field(
        default=False, description="Whether the elements in it are in the namespace of the base schema."
    )
    elementen: list[Element] = Field(default=[])


class Bericht(Model):
    """A message that is checked."""

    naam: str
    code: str
    naamruimte: str
    retourbericht: str
    bron: BronVeld
    elementen: list[Element] = Field(min_length=1)


class SoortBericht(Model):
    """A message of the standard, checked or not."""

    code: str
    naam: str | None = None


class Codelijst(Model):
    """The codes that a value may be."""

    naam: str
    bron: BronVeld
    codes: dict[str, str] = Field(min_length=1)


class BerichtRegel(Model):
    """A rule of the standard."""

    niveau: Literal[1, 2, 3, 4] | None = Field(description="Level of control; null for a rule about the process.")
    retourcode: str | None
    berichten: list[str] = Field(min_length=1)
    eis: str = Field(description="What it demands, as one Dutch sentence.")
    toets: Literal["structuur", "bericht", "peildatum", "historie", "extern"]
    bron: BronVeld
    waarom: str | None = Field(default=None, description="Why one message is not enough to test it.")
    waarden: dict[str, Any] = Field(default={}, description="What it compares with.")


class Opmerking(Model):
    """Something worth a warning for which the standard has no rule."""

    bron: BronVeld
    waarden: dict[str, Any] = Field(default={})


class Standaard(Model):
    """A message standard."""

    standaard: str
    document: str = Field(description="The article that restates it.")
    gecontroleerd_op: date
    basisschema: str = Field(description="Namespace of the base schema.")
    bron_structuur: BronVeld
    bron_soort_bericht: BronVeld
    soorten_bericht: dict[str, SoortBericht]
    waarden: dict[str, Waarde]
    berichten: dict[str, Bericht]
    codelijsten: dict[str, Codelijst]
    regels: dict[str, BerichtRegel]
    opmerkingen: dict[str, Opmerking]


def lees_standaard(pad: Path) -> tuple[Standaard | None, list[Fout]]:
    """Read a standard; the standard, or the faults that keep it out."""
    bestand = f"{pad.parent.name}/{pad.name}"
    tekst, data, fouten = lees_bestand(pad)
    if fouten:
        return None, [Fout(bestand, f.regel, f.melding) for f in fouten]
    try:
        standaard = Standaard.model_validate(data)
    except ValidationError as fout:
        return None, meldingen(fout, tekst, bestand)
    if vreemd := list(_namen_die_er_niet_zijn(standaard)):
        return None, [Fout(bestand, regel_van(tekst, plek), melding) for plek, melding in vreemd]
    return standaard, []


@lru_cache(maxsize=2)
def laad_standaard(map: Path) -> Standaard:
    """The standard of a knowledge folder; one process reads it once.

    Raises:
        KennisFout: it does not load; carries all faults.
    """
    standaard, fouten = lees_standaard(map / MAP / BESTAND)
    if standaard is None:
        raise KennisFout(fouten)
    return standaard


def _namen_die_er_niet_zijn(s: Standaard) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Names of kinds of values, code lists, rules and messages that the file uses and does not have."""
    for naam, waarde in s.waarden.items():
        if waarde.codelijst is not None and waarde.codelijst not in s.codelijsten:
            yield ("waarden", naam), f"waarden.{naam}: de codelijst {waarde.codelijst!r} bestaat niet"
        for eis in waarde.eisen:
            if eis.regel not in s.regels:
                yield ("waarden", naam), f"waarden.{naam}: de regel {eis.regel!r} bestaat niet"
    for naam, bericht in s.berichten.items():
        if naam not in s.soorten_bericht or s.soorten_bericht[naam].code != bericht.code:
            yield ("berichten", naam, "code"), f"berichten.{naam}.code: staat anders bij soorten_bericht"
        for plek, element in _elementen(bericht.elementen, ("berichten", naam, "elementen")):
            if (element.waarde is None) is not bool(element.elementen):
                yield plek, f"{element.naam}: heeft een waarde of elementen, een van beide"
            if element.waarde is not None and element.waarde not in s.waarden:
                yield plek, f"{element.naam}: de waarde {element.waarde!r} bestaat niet"
            if element.vast is not None and element.vast.regel not in s.regels:
                yield plek, f"{element.naam}: de regel {element.vast.regel!r} bestaat niet"
    for nummer, regel in s.regels.items():
        for bericht_ in regel.berichten:
            if bericht_ not in s.berichten:
                yield ("regels", nummer, "berichten"), f"regels.{nummer}: het bericht {bericht_!r} wordt niet getoetst"
        if (regel.waarom is None) is not (regel.toets in {"structuur", "bericht"}):
            yield ("regels", nummer), f"regels.{nummer}: waarom hoort bij een regel die één bericht niet laat zien"


def _elementen(
    elementen: list[Element], plek: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], Element]]:
    for nummer, element in enumerate(elementen):
        yield (*plek, nummer), element
        yield from _elementen(element.elementen, (*plek, nummer, "elementen"))
