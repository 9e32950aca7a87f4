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
_SOORT = "signaalbudget"
"""The kind of budget that the steps of the source are about."""
_NEE = "Nee, dit mag niet"


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


def _categorieen(product: str, catalogus: Catalogus, binnen: str) -> dict[str, str]:
    """Ids and names of the categories that a product, or a category of that name, can be in.

    None when unknown, or when only some of the products that it can be are in the category `binnen`.
    """
    als_categorie = zoek_categorie(product, catalogus)
    ids = {c.id: c.naam for c, _ in zoek_producten(product, catalogus)}
    if len(ids) == 1 or (ids and binnen not in ids):
        return ids
    return {als_categorie.id: als_categorie.naam} if als_categorie else {}


def _buiten(invoer: SignaalbudgetInvoer, regeling: Regeling, regels: Signaalbudget) -> Uitkomst | None:
    """The outcome when the product is unknown or outside the category; None when it is inside."""
    catalogus = regeling.catalogus
    if invoer.product is None or catalogus is None:
        return None
    gevonden = _categorieen(invoer.product, catalogus, regels.categorie)
    if not gevonden:
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
    if regels.categorie in gevonden:
        return None
    valt_onder = f"het valt onder {opsomming(list(gevonden.values()), 'of')}"
    naam = next(c.naam for c in catalogus.categorieen if c.id == regels.categorie)
    return Uitkomst(
        verdict="niet_van_toepassing",
        conclusion=f"Voor ‘{invoer.product}’ geldt geen signaalbudget: {valt_onder}, en "
        f"signaalbudgetten gelden alleen voor de categorie {naam}.",
        checks=[
            Check(
                rule="categorie",
                outcome="voldaan",
                explanation=f"Signaalbudgetten gelden alleen voor de categorie {naam}; {valt_onder}.",
                source=regels.bron_categorie,
            )
        ],
        data={"categorie": next(iter(gevonden))} if len(gevonden) == 1 else {"categorieen": list(gevonden)},
    )


def beslis(invoer: SignaalbudgetInvoer, regeling: Regeling) -> Uitkomst:
    """Work out the share that is used, exactly; the threshold is compared before rounding."""
    regels = regeling.signaalbudget
    assert regels is not None
    _controleer(invoer)
    buiten = _buiten(invoer, regeling, regels)
    if buiten is not None:
        return buiten
    soort = "maatwerkbudget" if invoer.zeer_complex else _SOORT
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
    return _van_product(_stand(invoer.budget, invoer.gedeclareerd, soort, checks, regels), invoer.product)


def _van_product(uitkomst: Uitkomst, product: str | None) -> Uitkomst:
    """The outcome with the name of the product in its conclusion, so that those of two products can be told apart."""
    if product is None:
        return uitkomst
    nee = uitkomst.conclusion.removeprefix(_NEE)
    conclusie = f"Voor ‘{product}’: {nee}" if nee == uitkomst.conclusion else f"{_NEE} voor ‘{product}’{nee}"
    return uitkomst.model_copy(update={"conclusion": conclusie})


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
        "wat_nu": [] if bereikt and soort != _SOORT else _wat_nu(regels, bereikt),
    }
    stand = f"{euro(gedeclareerd)} van {euro(budget)} is {_ongeveer(budget, gedeclareerd, procent)}%"
    if gedeclareerd > budget:
        return Uitkomst(
            verdict="niet_toegestaan",
            conclusion=een_zin(
                f"{_NEE}: er is {euro(-rest)} meer gedeclareerd dan het budget ({stand})",
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
    if bereikt and soort != _SOORT:  # the source tells these ways of a signal budget alone
        wat_nu = (
            f"De drempel van {regels.drempel_procent}% is bereikt; wat de aanbieder dan doet, beschrijft de bron bij "
            f"het {_SOORT}: of dat ook geldt bij een {soort}, staat er niet"
        )
    elif bereikt:
        checks += [
            Check(rule="vanaf_drempel", outcome="voldaan", explanation=w.tekst, source=w.bron)
            for w in regels.vanaf_drempel
        ]
        wat_nu = f"De drempel van {regels.drempel_procent}% is bereikt: {' '.join(data['wat_nu'])}"
    else:
        wat_nu = f"De drempel van {regels.drempel_procent}% is nog niet bereikt: {regels.onder_drempel}"
    return Uitkomst(
        verdict="berekend",
        conclusion=een_zin(f"{stand}; er is nog {euro(rest)} over", wat_nu),
        checks=checks,
        data=data,
        notes=list(regels.opmerkingen),
    )


def _wat_nu(regels: Signaalbudget, bereikt: bool) -> list[str]:
    return [w.tekst for w in regels.vanaf_drempel] if bereikt else [regels.onder_drempel]


def _ongeveer(budget: Decimal, gedeclareerd: Decimal, procent: Decimal) -> str:
    """A rounded percentage for people; all of the budget is only that when it is so to the cent."""
    getal = f"{procent.normalize():f}".replace(".", ",")
    if procent != 100 or gedeclareerd == budget:
        return getal
    return f"{'iets meer' if gedeclareerd > budget else 'iets minder'} dan {getal}"


TOOL = Tool(
    naam="signaalbudget",
    titel="Signaalbudget",
    beschrijving="Hoe ver is het signaalbudget gebruikt, en wat doet de aanbieder dan?",
    invoer=SignaalbudgetInvoer,
    onderdeel="signaalbudget",
    beslis=beslis,
)
