"""May a provider change this in its contract, and if not, whom does it contact?"""

from __future__ import annotations

import re

from pydantic import Field

from knowledge.models import Contractmutaties, Mutatie, Regeling
from tools.envelope import Check, Uitkomst, een_zin
from tools.invoer import Invoer, Tekst
from tools.registry import Tool
from tools.tekst import vouw


class ContractmutatieInvoer(Invoer):
    """The change that the provider wants: an id or free text."""

    wijziging: Tekst | None = Field(
        default=None,
        description="Vrije tekst of een id: hoofdbehandelaar_toevoegen, agb_code, budgetplafond, producten, "
        "plaatsen, overig.",
    )


def herken(tekst: str, regels: Contractmutaties) -> tuple[str, Mutatie] | None:
    """The change that a text means, by id or by its terms; None when the source does not list it."""
    sleutel = re.sub(r"[\s\-]+", "_", vouw(tekst).strip())
    if sleutel in regels.mutaties:
        return sleutel, regels.mutaties[sleutel]
    woorden = re.findall(r"[a-z0-9]+", vouw(tekst).replace("in plaats van", " "))

    def noemt(term: str) -> bool:
        return all(any(woord.startswith(deel) for woord in woorden) for deel in term.split())

    for naam, mutatie in regels.mutaties.items():
        if any(map(noemt, mutatie.termen)) and not any(map(noemt, mutatie.niet_met)):
            return naam, mutatie
    return None


def beslis(invoer: ContractmutatieInvoer, regeling: Regeling) -> Uitkomst:
    """Look the change up among those that the source lists."""
    regels = regeling.contractmutatie
    assert regels is not None
    if invoer.wijziging is None:
        return Uitkomst(
            verdict="gegevens_ontbreken",
            conclusion="Geef aan wat er in het contract moet veranderen.",
            data={"keuzes": [*regels.mutaties, "overig"]},
            missing=["wijziging"],
        )
    gevonden = herken(invoer.wijziging, regels)
    if gevonden is None:
        return Uitkomst(
            verdict="niet_beschreven",
            conclusion="De bron zegt niet of u deze wijziging zelf kunt doorvoeren.",
            checks=[Check(rule="overig", outcome="onbekend", explanation=regels.overig, source=regels.bron_overig)],
            data={"wijziging": "overig"},
            notes=[regels.overig, *regels.opmerkingen],
        )
    naam, mutatie = gevonden
    return Uitkomst(
        verdict="niet_toegestaan",
        conclusion=een_zin(
            f"Nee: {(mutatie.tekst[0].lower() if mutatie.tekst[1].islower() else mutatie.tekst[0])}{mutatie.tekst[1:]}",
            mutatie.contact or "",
        ),
        checks=[Check(rule=naam, outcome="geschonden", explanation=mutatie.tekst, source=mutatie.bron)],
        data={"wijziging": naam, "soort": mutatie.soort, "contact": mutatie.contact},
        notes=list(regels.opmerkingen),
    )


TOOL = Tool(
    naam="contractmutatie",
    titel="Contract wijzigen",
    beschrijving="Kan deze wijziging in het contract, en bij wie moet de aanbieder zijn?",
    invoer=ContractmutatieInvoer,
    onderdeel="contractmutatie",
    beslis=beslis,
)
