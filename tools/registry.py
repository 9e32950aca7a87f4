"""Every tool by name: the one place from which command line, HTTP and the assistant take them.

A new tool is a module with a `TOOL` and a line in `_MODULES`. Modules are imported when their tool is
asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from typing import Any

from knowledge.models import Regel, Regeling
from knowledge.store import Kennisbank, laad
from tools.datum import schrijf
from tools.envelope import Envelope, Uitkomst, een_zin, opsomming
from tools.invoer import GROOTSTE_INVOER, Invoer, lees
from tools.splitsing import Geval

_MODULES = {
    naam: f"tools.{naam}"
    for naam in (
        "productcode",
        "product",
        "stapelen",
        "verzoek_om_wijziging",
        "conversie",
        "einddatum_herstel",
        "toegang",
        "uitdienen",
        "signaalbudget",
        "onderhanden_werk",
        "contractmutatie",
        "jw_bericht",
    )
}


@dataclass(frozen=True)
class Tool:
    """A deterministic tool: input model, the part of a regime it reads, and its pure function.

    A tool of a national standard reads no part of one regime; its function gets the knowledge base.
    """

    naam: str
    titel: str
    beschrijving: str
    invoer: type[Invoer]
    onderdeel: str | None
    """Field of `Regeling` with the rules; a regime where it is null does not describe the subject. None: of none."""
    beslis: Callable[[Any, Any], Uitkomst]
    """From input and `Regeling` (or `Kennisbank`, without `onderdeel`) to the outcome."""
    zoekt_overal: bool = False
    """Whether a look-up without regime goes through every regime that has such rules."""
    toon: Callable[[Any, Uitkomst], dict[str, Any]] | None = None
    """What of the input may be shown, for input that holds personal data; by default all of it."""
    bestand: str | None = None
    """The text that on the command line may also be the name of a file, and that a form can take from one."""
    decodeer: Callable[[bytes], str] | None = None
    """The text of such a file."""
    gevouwen: Mapping[str, str] = field(default_factory=dict)
    """Parts of the data that a page shows last and folded away: name -> heading."""
    gevallen: Callable[[Any, Any], list[Geval]] | None = None
    """From input and `Regeling` to the complete cases that it leaves possible, of a tool with a finite table."""
    gemak: tuple[str, ...] = ()
    """The inputs of that table, what people know most easily first."""
    grootste_invoer: int = GROOTSTE_INVOER
    """Largest input as JSON, in characters."""

    def regels(self, regeling: Regeling) -> Regel | None:
        """The rules of a regime that the tool decides by; None where the regime does not have them."""
        gevonden: Regel | None = getattr(regeling, self.onderdeel) if self.onderdeel is not None else None
        return gevonden

    def schema(self) -> dict[str, Any]:
        """JSON Schema of the input."""
        return self.invoer.model_json_schema()


class OnbekendeTool(LookupError):
    """There is no tool of this name."""

    def __init__(self, naam: str) -> None:
        super().__init__(f"{naam[:60]!r} is geen tool; kies uit {', '.join(_MODULES)}")


def namen() -> list[str]:
    """The names of all tools."""
    return list(_MODULES)


def tool(naam: str) -> Tool:
    """The tool of this name.

    Raises:
        OnbekendeTool: there is none.
    """
    if naam not in _MODULES:
        raise OnbekendeTool(naam)
    gevonden: Tool = import_module(_MODULES[naam]).TOOL
    return gevonden


def voer_uit(naam: str, data: Any, kennis: Kennisbank | None = None) -> Envelope:
    """Run a tool on raw input (the JSON object of a caller).

    Raises:
        OnbekendeTool: no such tool.
        InvoerFout: the input is malformed.
        KennisFout: the knowledge base does not load.
    """
    gekozen = tool(naam)
    invoer = lees(gekozen.invoer, data)
    return beslis(gekozen, invoer, kennis or laad())


def beslis(gekozen: Tool, invoer: Invoer, kennis: Kennisbank) -> Envelope:
    """Run a tool on validated input."""
    if gekozen.onderdeel is None:
        if invoer.regeling is not None:
            kennis.regeling(invoer.regeling)
        uitkomst = gekozen.beslis(invoer, kennis)
        return _omslag(gekozen, invoer, uitkomst.regeling, uitkomst)
    kandidaten = kennis.met(gekozen.onderdeel)
    if invoer.regeling is not None:
        regeling = kennis.regeling(invoer.regeling)
        if regeling not in kandidaten:
            return _omslag(gekozen, invoer, regeling.regeling, _zonder_regels(gekozen, regeling, kandidaten))
        return _beslis_een(gekozen, invoer, regeling)
    if len(kandidaten) == 1:
        return _beslis_een(gekozen, invoer, kandidaten[0])
    if gekozen.zoekt_overal and kandidaten:
        uitkomsten = [(r.regeling, gekozen.beslis(invoer, r)) for r in kandidaten]
        gevonden = [paar for paar in uitkomsten if paar[1].verdict == "gevonden"]
        if len(gevonden) == 1:
            return _omslag(gekozen, invoer, *gevonden[0])
        if not gevonden:
            anders = next((u for u in uitkomsten if u[1].verdict != "niet_gevonden"), None)
            return _omslag(gekozen, invoer, None, anders[1] if anders else _nergens([u for _, u in uitkomsten]))
        kandidaten = [r for r in kandidaten if r.regeling in dict(gevonden)]
    return _omslag(gekozen, invoer, None, _welke_regeling(kandidaten))


def _beslis_een(gekozen: Tool, invoer: Invoer, regeling: Regeling) -> Envelope:
    return _omslag(gekozen, invoer, regeling.regeling, gekozen.beslis(invoer, regeling), gekozen.regels(regeling))


def _omslag(
    gekozen: Tool, invoer: Invoer, regeling: str | None, uitkomst: Uitkomst, regels: Regel | None = None
) -> Envelope:
    if gekozen.toon is not None:
        velden = gekozen.toon(invoer, uitkomst)
    else:
        velden = invoer.model_dump(mode="json", exclude_none=True, exclude={"regeling"})
    return Envelope(
        tool=gekozen.naam,
        regeling=regeling,
        input=velden,
        verdict=uitkomst.verdict,
        conclusion=uitkomst.conclusion,
        checks=uitkomst.checks,
        data=uitkomst.data,
        missing=uitkomst.missing,
        notes=[*uitkomst.notes, *(buiten_geldigheid(_dagen(invoer), regels) if regels is not None else [])],
    )


def _dagen(invoer: Invoer) -> list[date]:
    return [waarde for waarde in invoer.model_dump().values() if isinstance(waarde, date)]


def buiten_geldigheid(dagen: Iterable[date], regels: Regel) -> list[str]:
    """A caveat for the first day that lies after the one on which the rules were last checked."""
    later = [dag for dag in dagen if dag > regels.gecontroleerd_op]
    return [
        f"{schrijf(d)} ligt na de dag waarop deze regels voor het laatst zijn gecontroleerd "
        f"({schrijf(regels.gecontroleerd_op)}); kijk na of ze dan nog gelden."
        for d in later[:1]
    ]


def _zonder_regels(gekozen: Tool, regeling: Regeling, kandidaten: list[Regeling]) -> Uitkomst:
    wel = opsomming([r.naam for r in kandidaten], "of")
    return Uitkomst(
        verdict="niet_beschreven",
        conclusion=f"Dit is niet beschreven: de documenten over {regeling.naam} zeggen niets over "
        f"‘{gekozen.titel.lower()}’.",
        notes=[f"Wel beschreven voor {wel}; die regels gelden niet voor {regeling.naam}."] if wel else [],
    )


def _welke_regeling(kandidaten: list[Regeling]) -> Uitkomst:
    keuzes = opsomming([r.naam for r in kandidaten], "of")
    return Uitkomst(
        verdict="gegevens_ontbreken",
        conclusion=f"Het antwoord hangt af van de regeling: {keuzes}.",
        data={"regelingen": [r.regeling for r in kandidaten]},
        missing=["regeling"],
    )


def _nergens(uitkomsten: list[Uitkomst]) -> Uitkomst:
    suggesties = [s for u in uitkomsten for s in u.data.get("suggesties", [])]
    beste = next((u for u in uitkomsten if "patroon" in u.data), uitkomsten[0])
    return Uitkomst(
        verdict="niet_gevonden",
        conclusion=een_zin(*dict.fromkeys([beste.conclusion, *(u.conclusion for u in uitkomsten)])),
        checks=[check for u in uitkomsten for check in u.checks],
        data=beste.data | {"suggesties": suggesties[:6]},
        notes=[n for u in uitkomsten for n in u.notes],
    )
