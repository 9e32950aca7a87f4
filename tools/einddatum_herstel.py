"""The end date of an allocation aimed at recovery: so many months from the start of the entitlement."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from knowledge.models import EinddatumHerstel, Regeling
from tools.datum import MAANDEN, plus_maanden, schrijf
from tools.envelope import Check, Uitkomst
from tools.invoer import Datum, Invoer
from tools.registry import Tool


class EinddatumInvoer(Invoer):
    """The start of the entitlement (ingangsdatum recht)."""

    ingangsdatum: Datum | None = Field(default=None, description="Ingangsdatum van het recht.")


def _buiten(ingang: date, einde: date, regels: EinddatumHerstel) -> str:
    """Of what entitlements, this one among them, the source says nothing; empty for one of which it may."""
    tot = regels.trajecten_tot
    if tot is None or ingang <= tot < einde:
        return ""
    wat = f"een recht dat na {schrijf(tot)} ingaat" if ingang > tot else f"trajecten die op {schrijf(tot)} voorbij zijn"
    return f"Over {wat}, zegt de bron niets; de regel staat er voor trajecten die op die dag lopen en daarna doorgaan."


def _laatste_dag(ingang: date, einde: date) -> str:
    """That the last day of the month was taken, where that of the start does not exist; else empty."""
    if ingang.day == einde.day:
        return ""
    maand = f"{MAANDEN[einde.month - 1]} {einde.year}"
    return f"Dag {ingang.day} bestaat niet in {maand}; daarom is de laatste dag van die maand genomen."


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
    notes = [*regels.opmerkingen, *([laatste] if (laatste := _laatste_dag(invoer.ingangsdatum, einde)) else [])]
    voorbij = einde > regels.administratie_tot
    buiten = _buiten(invoer.ingangsdatum, einde, regels)
    if voorbij:
        notes.insert(
            0,
            f"Deze einddatum ligt na {schrijf(regels.administratie_tot)}: tot die dag loopt de verlenging "
            "van de SPIC’s "
            "die de bron beschrijft. Wat daarna geldt, beschrijft de bron niet.",
        )
    if buiten:
        notes.insert(0, buiten)
    checks.append(
        Check(
            rule="administratie",
            outcome="onbekend" if voorbij or buiten else "voldaan",
            explanation=f"{regels.tekst_administratie} Of dat hier zo is, zegt de bron niet."
            if buiten
            else regels.tekst_administratie,
            source=regels.bron_administratie,
        )
    )
    gerekend = f"{schrijf(einde)}: {regels.maanden} maanden vanaf de ingangsdatum {schrijf(invoer.ingangsdatum)}"
    return Uitkomst(
        verdict="berekend",
        conclusion=f"Gerekend is de einddatum {gerekend}; of die regel hier geldt, zegt de bron niet."
        if buiten
        else f"De einddatum is {gerekend}.",
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
