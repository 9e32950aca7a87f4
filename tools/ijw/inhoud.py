"""What a message says, as far as it can be read: for rules that go on where the structure is broken.

Personal data stay in here: the rules look at them, and no text that leaves the tool has them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tools.datum import schrijf
from tools.ijw.lezen import Knoop
from tools.ijw.structuur import datum, getal

Rol = Literal["OngewijzigdProduct", "TeWijzigenProduct", "NieuwProduct", "AangevraagdProduct"]

_TOONBARE_CODE = re.compile(r"[A-Za-z0-9]{1,5}")


@dataclass(frozen=True)
class Gegeven:
    """A value that stands in the message, whether it is right or not."""

    tekst: str

    @property
    def datum(self) -> date | None:
        """The day that it is; None when it is none."""
        return datum(self.tekst)

    @property
    def getal(self) -> int | None:
        """The number that it is; None when it is none."""
        return getal(self.tekst)


@dataclass(frozen=True)
class Product:
    """A product in a request. A field is None when it is not there."""

    rol: Rol
    nummer: int
    """Which of its role, from 1."""
    lijn: int
    heeft_product: bool
    heeft_omvang: bool
    toewijzing: Gegeven | None
    referentie: Gegeven | None
    beschikking: Gegeven | None
    beschikking_ingang: Gegeven | None
    categorie: Gegeven | None
    code: Gegeven | None
    begin: Gegeven | None
    eind: Gegeven | None
    volume: Gegeven | None
    eenheid: Gegeven | None
    frequentie: Gegeven | None
    budget: Gegeven | None
    verwijzer: Gegeven | None
    verwijzer_naam: Gegeven | None
    verwijzer_code: Gegeven | None

    @property
    def naam(self) -> str:
        """How the product is called, with its code and its start."""
        delen = [f"{self.rol} {self.nummer}"]
        if self.productcode:
            delen.append(f"({self.productcode})")
        if self.begin and self.begin.datum:
            delen.append(f"vanaf {schrijf(self.begin.datum)}")
        return " ".join(delen)

    @property
    def productcode(self) -> str | None:
        """The code, where it has the form of one."""
        return self.code.tekst if self.code and _TOONBARE_CODE.fullmatch(self.code.tekst) else None

    @property
    def sleutel(self) -> tuple[str | None, str | None]:
        """Category and code as they stand there."""
        return (self.categorie.tekst if self.categorie else None, self.code.tekst if self.code else None)

    @property
    def periode(self) -> tuple[date, date] | None:
        """First and last day, the last possible one where no end is given; None when it can't be told."""
        begin = self.begin.datum if self.begin else None
        eind = self.eind.datum if self.eind else date.max
        return (begin, eind) if begin and eind and begin <= eind else None


@dataclass(frozen=True)
class Inhoud:
    """What a message says."""

    soort: str
    """`JW317` or `JW315`."""
    dagtekening: date | None
    dagtekening_lijn: int
    xsdversies: tuple[str, ...]
    bsn: str | None
    geboren: Gegeven | None
    datumgebruik: Gegeven | None
    heeft_verzoek: bool
    """Whether the part that holds the products is there."""
    producten: tuple[Product, ...]

    def van(self, *rollen: Rol) -> list[Product]:
        """The products of these roles, in the order of the message."""
        return [product for product in self.producten if product.rol in rollen]


_GROEPEN: dict[str, tuple[tuple[str, ...], tuple[tuple[str, Rol], ...]]] = {
    "JW317": (
        ("Client", "Verzoek"),
        (
            ("OngewijzigdeProducten", "OngewijzigdProduct"),
            ("TeWijzigenProducten", "TeWijzigenProduct"),
            ("NieuweProducten", "NieuwProduct"),
        ),
    ),
    "JW315": (("Client",), (("AangevraagdeProducten", "AangevraagdProduct"),)),
}


def lees_inhoud(soort: str, wortel: Knoop) -> Inhoud:
    """Read what can be read."""
    pad, groepen = _GROEPEN[soort]
    verzoek = wortel.kind(*pad)
    producten = [
        _product(rol, nummer, knoop)
        for groep, rol in groepen
        for nummer, knoop in enumerate([k for g in (verzoek.alle(groep) if verzoek else []) for k in g.alle(rol)], 1)
    ]
    dagtekening = wortel.kind("Header", "BerichtIdentificatie", "Dagtekening")
    versies = wortel.kind("Header", "XsdVersie")
    bsn = wortel.kind("Client", "Bsn")
    geboorte = wortel.kind("Client", "Geboortedatum")
    return Inhoud(
        soort=soort,
        dagtekening=datum(dagtekening.tekst) if dagtekening else None,
        dagtekening_lijn=dagtekening.lijn if dagtekening else wortel.lijn,
        xsdversies=tuple(k.tekst for k in versies.kinderen) if versies else (),
        bsn=bsn.tekst if bsn else None,
        geboren=_gegeven(geboorte, "Datum"),
        datumgebruik=_gegeven(geboorte, "DatumGebruik"),
        heeft_verzoek=verzoek is not None,
        producten=tuple(producten),
    )


def _product(rol: Rol, nummer: int, knoop: Knoop) -> Product:
    begin, eind = (
        ("ToewijzingIngangsdatum", "ToewijzingEinddatum")
        if rol == "AangevraagdProduct"
        else ("GewensteIngangsdatum", "Einddatum")
    )
    return Product(
        rol=rol,
        nummer=nummer,
        lijn=knoop.lijn,
        heeft_product=knoop.kind("Product") is not None,
        heeft_omvang=knoop.kind("Omvang") is not None,
        toewijzing=_gegeven(knoop, "ToewijzingNummer"),
        referentie=_gegeven(knoop, "ReferentieAanbieder"),
        beschikking=_gegeven(knoop, "BeschikkingNummer"),
        beschikking_ingang=_gegeven(knoop, "BeschikkingIngangsdatum"),
        categorie=_gegeven(knoop, "Product", "Categorie"),
        code=_gegeven(knoop, "Product", "Code"),
        begin=_gegeven(knoop, begin),
        eind=_gegeven(knoop, eind),
        volume=_gegeven(knoop, "Omvang", "Volume"),
        eenheid=_gegeven(knoop, "Omvang", "Eenheid"),
        frequentie=_gegeven(knoop, "Omvang", "Frequentie"),
        budget=_gegeven(knoop, "Budget"),
        verwijzer=_gegeven(knoop, "Verwijzer", "Type"),
        verwijzer_naam=_gegeven(knoop, "Verwijzer", "Naam"),
        verwijzer_code=_gegeven(knoop, "Verwijzer", "ZorgverlenerCode"),
    )


def _gegeven(knoop: Knoop | None, *pad: str) -> Gegeven | None:
    gevonden = knoop.kind(*pad) if knoop else None
    return Gegeven(gevonden.tekst) if gevonden else None
