"""May a provider change this in its contract, and if not, whom does it contact?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

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
        description="Wat er moet veranderen, in eigen woorden: bijvoorbeeld hoofdbehandelaar toevoegen, AGB-code, "
        "budgetplafond, producten of plaatsen.",
    )


def herken(tekst: str, regels: Contractmutaties) -> tuple[str, Mutatie] | None:
    """The change that a text means, by id or by its terms; None when the source does not list it."""
    sleutel = re.sub(r"[\s\-]+", "_", vouw(tekst).strip())
    if sleutel in regels.mutaties:
        return sleutel, regels.mutaties[sleutel]
    woorden = _woorden(tekst)
    for naam, mutatie in regels.mutaties.items():
        if _noemt(mutatie.termen, woorden) and not _noemt(mutatie.niet_met, woorden):
            return naam, mutatie
    return None


def noemt_anders(tekst: str, regels: Contractmutaties) -> bool:
    """Whether a text names what the source lists, with another change than the one that it lists."""
    woorden = _woorden(tekst)
    return any(_noemt(m.termen, woorden) and _noemt(m.niet_met, woorden) for m in regels.mutaties.values())


def _woorden(tekst: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", vouw(tekst).replace("in plaats van", " "))


def _noemt(termen: Iterable[str], woorden: Sequence[str]) -> bool:
    """Whether words begin with all parts of one of the terms."""
    return any(all(any(w.startswith(deel) for w in woorden) for deel in term.split()) for term in termen)


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
