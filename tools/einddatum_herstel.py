"""The end date of an allocation aimed at recovery: so many months from the start of the entitlement."""

from __future__ import annotations

from pydantic import Field

from knowledge.models import Regeling
from tools.datum import plus_maanden, schrijf
from tools.envelope import Check, Uitkomst
from tools.invoer import Datum, Invoer
from tools.registry import Tool


class EinddatumInvoer(Invoer):
    """The start of the entitlement (ingangsdatum recht)."""

    ingangsdatum: Datum | None = Field(default=None, description="Ingangsdatum van het recht.")


def beslis(invoer: EinddatumInvoer, regeling: Regeling) -> Uitkomst:
    """Count the months; the same day of the month, or the last day where that day does not exist."""
    regels = regeling.einddatum_herstel
    assert regels is not None
    if invoer.ingangsdatum is None:
        return Uitkomst(
            verdict="gegevens_ontbreken",
            conclusion="Voor de einddatum is de ingangsdatum van het recht nodig.",
            missing=["ingangsdatum"],
        )
    einde = plus_maanden(invoer.ingangsdatum, regels.maanden)
    checks = [
        Check(
            rule="looptijd",
            outcome="voldaan",
            explanation=f"De einddatum ligt {regels.maanden} maanden na de ingangsdatum van het recht: "
            f"{schrijf(invoer.ingangsdatum)} plus {regels.maanden} maanden is {schrijf(einde)}.",
            source=regels.bron,
        )
    ]
    notes = list(regels.opmerkingen)
    voorbij = einde > regels.administratie_tot
    if voorbij:
        notes.insert(
            0,
            f"Deze einddatum ligt na {schrijf(regels.administratie_tot)}: tot die dag loopt de verlenging "
            "van de SPIC’s "
            "die de bron beschrijft. Wat daarna geldt, beschrijft de bron niet.",
        )
    checks.append(
        Check(
            rule="administratie",
            outcome="onbekend" if voorbij else "voldaan",
            explanation=regels.tekst_administratie,
            source=regels.bron_administratie,
        )
    )
    return Uitkomst(
        verdict="berekend",
        conclusion=f"De einddatum is {schrijf(einde)}: {regels.maanden} maanden vanaf de ingangsdatum "
        f"{schrijf(invoer.ingangsdatum)}.",
        checks=checks,
        data={"einddatum": einde.isoformat(), "maanden": regels.maanden},
        notes=notes,
    )


TOOL = Tool(
    naam="einddatum_herstel",
    titel="Einddatum bij herstel",
    beschrijving="Berekent de einddatum van een toewijzing gericht op herstel.",
    invoer=EinddatumInvoer,
    onderdeel="einddatum_herstel",
    beslis=beslis,
)
