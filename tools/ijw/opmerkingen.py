"""What is worth a warning in a message although the standard has no rule for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from knowledge.ijw import Standaard
from tools.datum import schrijf
from tools.envelope import opsomming
from tools.ijw.inhoud import Inhoud, Product

_MEESTE = 3
"""How many products a warning names."""


def opmerkingen(inhoud: Inhoud, standaard: Standaard) -> list[str]:
    """The warnings on a message, in a fixed order."""
    return [
        *_zelfde_toewijzing(inhoud),
        *_volume_nul(inhoud),
        *_aansluiting(inhoud),
        *_zonder_einde(inhoud, standaard),
        *_kleine_letters(inhoud),
        *_xsdversie(inhoud, standaard),
        *_gecertificeerde_instelling(inhoud, standaard),
    ]


def _noem(producten: list[Product]) -> str:
    namen = [p.naam for p in producten[:_MEESTE]]
    rest = len(producten) - len(namen)
    return opsomming([*namen, *([f"nog {rest}"] if rest else [])])


def _zelfde_toewijzing(inhoud: Inhoud) -> Iterator[str]:
    ongewijzigd = {p.toewijzing.getal for p in inhoud.van("OngewijzigdProduct") if p.toewijzing}
    dubbel = [
        p
        for p in inhoud.van("TeWijzigenProduct")
        if p.toewijzing and p.toewijzing.getal is not None and p.toewijzing.getal in ongewijzigd
    ]
    if dubbel:
        yield f"Dezelfde toewijzing staat ook bij de ongewijzigde producten: {_noem(dubbel)}. Noem haar één keer."


def _volume_nul(inhoud: Inhoud) -> Iterator[str]:
    nul = [p for p in inhoud.producten if p.volume and p.volume.getal == 0]
    if nul:
        yield f"Het volume is 0 bij {_noem(nul)}; kijk na of dat zo bedoeld is."


def _aansluiting(inhoud: Inhoud) -> Iterator[str]:
    einden = {p.eind.datum for p in inhoud.van("TeWijzigenProduct") if p.eind and p.eind.datum}
    if not einden:
        return
    aansluitend = {eind + timedelta(days=1) for eind in einden if eind < date.max}
    los = [
        p
        for p in inhoud.van("NieuwProduct")
        if p.begin and p.begin.datum is not None and p.begin.datum not in aansluitend
    ]
    if los:
        dagen = opsomming([schrijf(eind) for eind in sorted(einden)[:_MEESTE]])
        yield (
            f"Begint niet op de dag na de einddatum van een te wijzigen product ({dagen}): {_noem(los)}. "
            "Tussen oud en nieuw zit dan een gat of een overlap."
        )


def _zonder_einde(inhoud: Inhoud, standaard: Standaard) -> Iterator[str]:
    totaal = standaard.opmerkingen["totaal_zonder_einde"].waarden["frequenties"]
    if zonder := [p for p in inhoud.producten if p.frequentie and p.frequentie.tekst in totaal and not p.eind]:
        yield f"Een totaal voor de hele looptijd heeft geen einddatum bij {_noem(zonder)}."
    if open_ := [p for p in inhoud.van("TeWijzigenProduct") if not p.eind]:
        yield (
            f"Zonder einddatum: {_noem(open_)}. De standaard zegt niet of de einddatum dan blijft of vervalt; "
            "noem hem daarom altijd."
        )


def _kleine_letters(inhoud: Inhoud) -> Iterator[str]:
    klein = [p for p in inhoud.producten if p.productcode and p.productcode != p.productcode.upper()]
    if klein:
        yield f"De productcode heeft kleine letters bij {_noem(klein)}; in een codelijst staan meestal hoofdletters."


def _xsdversie(inhoud: Inhoud, standaard: Standaard) -> Iterator[str]:
    verwacht = standaard.opmerkingen["xsdversie"].waarden["verwacht"]
    if any(versie not in verwacht for versie in inhoud.xsdversies):
        yield (
            f"In XsdVersie staat een andere versie dan {opsomming(verwacht, 'of')}; kijk na of het de versie is van "
            "het XSD dat u gebruikt (IV034)."
        )


def _gecertificeerde_instelling(inhoud: Inhoud, standaard: Standaard) -> Iterator[str]:
    if inhoud.soort != "JW317":
        return
    categorieen = standaard.opmerkingen["gecertificeerde_instelling"].waarden["categorieen"]
    if gevonden := [p for p in inhoud.producten if p.categorie and p.categorie.tekst in categorieen]:
        yield (
            f"Jeugdbescherming of jeugdreclassering (categorie {opsomming(categorieen, 'of')}) bij {_noem(gevonden)}: "
            "volgens de afspraken voor gecertificeerde instellingen gaat dat niet met een JW317 maar met een JW315."
        )
