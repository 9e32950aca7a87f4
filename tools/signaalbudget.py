"""How far a signal budget is used, whether the threshold is reached, and what the provider does then."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

from pydantic import Field

from knowledge.errors import InvoerFout
from knowledge.models import Catalogus, Regeling, Signaalbudget
from tools.envelope import Check, Uitkomst, een_zin, opsomming
from tools.invoer import Bedrag, Invoer, JaNee, Tekst
from tools.product import zoek_categorie, zoek_producten
from tools.registry import Tool

_CENT = Decimal("0.01")


class SignaalbudgetInvoer(Invoer):
    """A product, its budget and what has been declared, in euros."""

    product: Tekst | None = Field(default=None, description="Naam van het product.")
    budget: Bedrag | None = Field(default=None, description="Toegekend budget in euro's.")
    gedeclareerd: Bedrag | None = Field(default=None, description="Gedeclareerd bedrag in euro's.")
    zeer_complex: JaNee | None = Field(default=None, description="Gaat het om zeer complexe zorg?")


def euro(bedrag: Decimal) -> str:
    """An amount for people: `€ 2.500` or `€ 2.500,50`."""
    tekst = f"{bedrag:,.2f}".replace(",", "_").replace(".", ",").replace("_", ".")
    return f"€ {tekst.removesuffix(',00')}"


def _controleer(invoer: SignaalbudgetInvoer) -> None:
    if invoer.budget is not None and invoer.budget <= 0:
        raise InvoerFout("budget", "moet groter zijn dan 0")
    if invoer.gedeclareerd is not None and invoer.gedeclareerd < 0:
        raise InvoerFout("gedeclareerd", "mag niet lager zijn dan 0")


def _categorie(product: str, catalogus: Catalogus) -> tuple[str, str] | None:
    """Id and name of the category of a product or of that name; None when unknown or in more than one."""
    als_categorie = zoek_categorie(product, catalogus)
    ids = {c.id: c.naam for c, _ in zoek_producten(product, catalogus)}
    if len(ids) == 1:
        return next(iter(ids.items()))
    return (als_categorie.id, als_categorie.naam) if als_categorie else None


def _buiten(invoer: SignaalbudgetInvoer, regeling: Regeling, regels: Signaalbudget) -> Uitkomst | None:
    """The outcome when the product is unknown or outside the category; None when it is inside."""
    catalogus = regeling.catalogus
    if invoer.product is None or catalogus is None:
        return None
    gevonden = _categorie(invoer.product, catalogus)
    if gevonden is None:
        treffers = [p for _, p in zoek_producten(invoer.product, catalogus)]
        namen = treffers or [p for c in catalogus.categorieen for p in c.producten]
        reden = "past bij producten in verschillende categorieën" if treffers else "staat niet bij de producten"
        return Uitkomst(
            verdict="niet_gevonden",
            conclusion=f"‘{invoer.product[:80]}’ {reden} van {regeling.naam}; geef de naam van het product precies.",
            checks=[
                Check(
                    rule="product",
                    outcome="onbekend",
                    explanation="Het signaalbudget hangt af van de categorie van het product.",
                    source=catalogus.bron,
                )
            ],
            data={"suggesties": namen[:9]},
            missing=["product"],
        )
    if gevonden[0] == regels.categorie:
        return None
    naam = next(c.naam for c in catalogus.categorieen if c.id == regels.categorie)
    return Uitkomst(
        verdict="niet_van_toepassing",
        conclusion=f"Voor ‘{invoer.product}’ geldt geen signaalbudget: het valt onder {gevonden[1]}, en "
        f"signaalbudgetten gelden alleen voor de categorie {naam}.",
        checks=[
            Check(
                rule="categorie",
                outcome="geschonden",
                explanation=f"Signaalbudgetten gelden alleen voor de categorie {naam}.",
                source=regels.bron_categorie,
            )
        ],
        data={"categorie": gevonden[0]},
    )


def beslis(invoer: SignaalbudgetInvoer, regeling: Regeling) -> Uitkomst:
    """Work out the share that is used, exactly; the threshold is compared before rounding."""
    regels = regeling.signaalbudget
    assert regels is not None
    _controleer(invoer)
    buiten = _buiten(invoer, regeling, regels)
    if buiten is not None:
        return buiten
    soort = "maatwerkbudget" if invoer.zeer_complex else "signaalbudget"
    checks = []
    if invoer.zeer_complex:
        checks.append(
            Check(
                rule="zeer_complex",
                outcome="voldaan",
                explanation=regels.maatwerk.tekst,
                source=regels.maatwerk.bron,
            )
        )
    ontbreekt = [v for v in ("product", "budget", "gedeclareerd") if getattr(invoer, v) is None]
    if invoer.budget is None or invoer.gedeclareerd is None or (ontbreekt and invoer.gedeclareerd <= invoer.budget):
        namen = {
            "product": "het product",
            "budget": "het toegekende budget",
            "gedeclareerd": "het gedeclareerde bedrag",
        }
        return Uitkomst(
            verdict="gegevens_ontbreken",
            conclusion=f"Voor de stand van het {soort} is nog nodig: {opsomming([namen[v] for v in ontbreekt])}.",
            checks=checks,
            data={"soort_budget": soort, "drempel": str(regels.drempel_procent)},
            missing=ontbreekt,
            notes=list(regels.opmerkingen),
        )
    return _stand(invoer.budget, invoer.gedeclareerd, soort, checks, regels)


def _stand(budget: Decimal, gedeclareerd: Decimal, soort: str, checks: list[Check], regels: Signaalbudget) -> Uitkomst:
    bereikt = gedeclareerd * 100 >= budget * regels.drempel_procent
    procent = (gedeclareerd * 100 / budget).quantize(_CENT, rounding=ROUND_HALF_UP)
    if not bereikt and procent >= regels.drempel_procent:
        procent = (gedeclareerd * 100 / budget).quantize(_CENT, rounding=ROUND_DOWN)  # never shown as reached
    rest = budget - gedeclareerd
    data: dict[str, Any] = {
        "percentage": float(procent),
        "drempel": str(regels.drempel_procent),
        "drempel_bereikt": bereikt,
        "resterend": str(rest.quantize(_CENT)),
        "soort_budget": soort,
        "wat_nu": [w.tekst for w in regels.vanaf_drempel] if bereikt else [regels.onder_drempel],
    }
    stand = f"{euro(gedeclareerd)} van {euro(budget)} is {f'{procent.normalize():f}'.replace('.', ',')}%"
    if gedeclareerd > budget:
        return Uitkomst(
            verdict="niet_toegestaan",
            conclusion=een_zin(
                f"Nee, dit mag niet: er is {euro(-rest)} meer gedeclareerd dan het budget ({stand})",
                regels.boven_budget,
            ),
            checks=[
                *checks,
                Check(rule="maximum", outcome="geschonden", explanation=regels.boven_budget, source=regels.bron),
            ],
            data=data,
            notes=list(regels.opmerkingen),
        )
    checks = [
        *checks,
        Check(
            rule="maximum",
            outcome="voldaan",
            explanation=f"{regels.boven_budget} Hier is nog {euro(rest)} over.",
            source=regels.bron,
        ),
        Check(
            rule="drempel",
            outcome="voldaan",
            explanation=f"De drempel is {regels.drempel_procent}%; {stand}, dus die is "
            f"{'' if bereikt else 'nog niet '}bereikt.",
            source=regels.bron_drempel,
        ),
    ]
    if bereikt:
        checks += [
            Check(rule="vanaf_drempel", outcome="voldaan", explanation=w.tekst, source=w.bron)
            for w in regels.vanaf_drempel
        ]
        wat_nu = f"De drempel van {regels.drempel_procent}% is bereikt: {' '.join(data['wat_nu'])}"
    else:
        wat_nu = f"De drempel van {regels.drempel_procent}% is nog niet bereikt: {regels.onder_drempel}"
    notes = list(regels.opmerkingen)
    if bereikt and soort != "signaalbudget":
        notes.insert(
            0,
            f"De stappen bij {regels.drempel_procent}% beschrijft de bron bij het signaalbudget; of ze ook gelden "
            f"bij een {soort}, staat er niet.",
        )
    return Uitkomst(
        verdict="berekend",
        conclusion=een_zin(f"{stand}; er is nog {euro(rest)} over", wat_nu),
        checks=checks,
        data=data,
        notes=notes,
    )


TOOL = Tool(
    naam="signaalbudget",
    titel="Signaalbudget",
    beschrijving="Hoe ver is het signaalbudget gebruikt, en wat doet de aanbieder dan?",
    invoer=SignaalbudgetInvoer,
    onderdeel="signaalbudget",
    beslis=beslis,
)
