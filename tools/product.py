"""Look up products by name or category, with what holds for their category."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from knowledge.models import Catalogus, Productcategorie, Regeling
from tools.envelope import Check, Uitkomst, opsomming
from tools.invoer import Invoer, Tekst
from tools.registry import Tool
from tools.tekst import lijkt_op, vouw, woorden, zoek_rijen


class ProductInvoer(Invoer):
    """Words of a product's name, or a category."""

    zoek: Tekst | None = Field(default=None, description="Naam of deel van de naam van een product.")
    categorie: Tekst | None = Field(default=None, description="Naam van een productcategorie.")


def zoek_categorie(tekst: str, catalogus: Catalogus) -> Productcategorie | None:
    """The category that this text names, by id, name or synonym."""
    gezocht = vouw(tekst).strip()
    for categorie in catalogus.categorieen:
        namen = [categorie.id, categorie.naam, *categorie.synoniemen]
        if gezocht in {vouw(naam) for naam in namen}:
            return categorie
    for categorie in catalogus.categorieen:
        for naam in [categorie.naam, *categorie.synoniemen]:
            if any(lijkt_op(w, vouw(naam)) for w in woorden(tekst)):
                return categorie
    return None


def zoek_producten(tekst: str, catalogus: Catalogus) -> list[tuple[Productcategorie, str]]:
    """The products whose name holds these words; an exact name alone when there is one."""
    paren = [(c, p) for c in catalogus.categorieen for p in c.producten]
    precies = [(c, p) for c, p in paren if vouw(p) == vouw(tekst).strip()]
    return precies or zoek_rijen(tekst, paren, lambda paar: paar[1])


def _categorie_data(categorie: Productcategorie) -> dict[str, Any]:
    return {
        "id": categorie.id,
        "naam": categorie.naam,
        "producten": categorie.producten,
        "kenmerken": {k.naam: k.waarde for k in categorie.kenmerken},
    }


def _checks(categorieen: list[Productcategorie], regeling: Regeling) -> list[Check]:
    checks = []
    for categorie in categorieen:
        checks.append(
            Check(
                rule=f"categorie_{categorie.id}",
                outcome="voldaan",
                explanation=f"{regeling.naam} noemt de categorie {categorie.naam} met "
                f"{len(categorie.producten)} "
                f"{'product' if len(categorie.producten) == 1 else 'producten'}.",
                source=categorie.bron,
            )
        )
        checks += [
            Check(
                rule=f"{categorie.id}_{kenmerk.naam}",
                outcome="voldaan" if kenmerk.waarde is not None else "onbekend",
                explanation=kenmerk.tekst,
                source=kenmerk.bron,
            )
            for kenmerk in categorie.kenmerken
        ]
    return checks


def _uitkomst(
    paren: list[tuple[Productcategorie, str]],
    categorieen: list[Productcategorie],
    conclusie: str,
    regeling: Regeling,
) -> Uitkomst:
    catalogus = regeling.catalogus
    assert catalogus is not None
    return Uitkomst(
        verdict="gevonden",
        conclusion=conclusie,
        checks=_checks(categorieen, regeling),
        data={
            "producten": [{"product": p, "categorie": c.naam} for c, p in paren],
            "categorieen": [_categorie_data(c) for c in categorieen],
        },
        notes=list(catalogus.opmerkingen),
    )


def _niet_gevonden(tekst: str, regeling: Regeling) -> Uitkomst:
    catalogus = regeling.catalogus
    assert catalogus is not None
    namen = [p for c in catalogus.categorieen for p in c.producten]
    gezocht = woorden(tekst)
    suggesties = [n for n in namen if any(lijkt_op(w, v) for w in gezocht for v in woorden(n))]
    return Uitkomst(
        verdict="niet_gevonden",
        conclusion=f"‘{tekst[:80]}’ staat niet bij de {catalogus.soort} van {regeling.naam}.",
        checks=[
            Check(
                rule="in_catalogus",
                outcome="onbekend",
                explanation=f"De bron noemt {len(namen)} {catalogus.soort}; deze naam is er niet bij.",
                source=catalogus.bron,
            )
        ],
        data={"producten": [], "suggesties": suggesties[:5]},
        notes=list(catalogus.opmerkingen),
    )


def beslis(invoer: ProductInvoer, regeling: Regeling) -> Uitkomst:
    """Look up in the catalogue of one regime."""
    catalogus = regeling.catalogus
    assert catalogus is not None
    if invoer.zoek is None and invoer.categorie is None:
        namen = opsomming([c.naam for c in catalogus.categorieen])
        return Uitkomst(
            verdict="gegevens_ontbreken",
            conclusion=f"Geef woorden om op te zoeken of een categorie; er zijn {namen}.",
            data={"categorieen": [c.naam for c in catalogus.categorieen]},
            missing=["zoek"],
        )
    categorie = zoek_categorie(invoer.categorie, catalogus) if invoer.categorie else None
    if invoer.categorie and categorie is None:
        return _niet_gevonden(invoer.categorie, regeling)
    if invoer.zoek is None and categorie is not None:
        paren = [(categorie, p) for p in categorie.producten]
        aantal = "1 product" if len(paren) == 1 else f"{len(paren)} producten"
        namen = opsomming(categorie.producten)
        zin = f"De categorie {categorie.naam} heeft bij {regeling.naam} {aantal}: {namen}."
        return _uitkomst(paren, [categorie], zin, regeling)
    assert invoer.zoek is not None
    gelijk = {vouw(n): c for c in catalogus.categorieen for n in [c.id, c.naam, *c.synoniemen]}
    if categorie is None and (hele := gelijk.get(vouw(invoer.zoek).strip())):
        return beslis(ProductInvoer(categorie=hele.id), regeling)  # the name of a category means all of it
    paren = [(c, p) for c, p in zoek_producten(invoer.zoek, catalogus) if categorie in (None, c)]
    if not paren and categorie is None and (als_categorie := zoek_categorie(invoer.zoek, catalogus)):
        return beslis(ProductInvoer(categorie=als_categorie.id), regeling)
    if not paren:
        return _niet_gevonden(invoer.zoek, regeling)
    categorieen = [c for c in catalogus.categorieen if any(c == gevonden for gevonden, _ in paren)]
    namen = opsomming([f"{p} (categorie {c.naam})" for c, p in paren])
    return _uitkomst(paren, categorieen, f"Bij ‘{invoer.zoek}’ noemt {regeling.naam}: {namen}.", regeling)


TOOL = Tool(
    naam="product",
    titel="Product opzoeken",
    beschrijving="Zoekt producten op naam of categorie, met wat voor de categorie geldt.",
    invoer=ProductInvoer,
    onderdeel="catalogus",
    beslis=beslis,
    zoekt_overal=True,
)
