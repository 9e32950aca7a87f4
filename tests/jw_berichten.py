"""Made-up messages to test with: one valid JW317 and one valid JW315, and ways to change them."""

from __future__ import annotations

import re

JW317 = """<?xml version="1.0" encoding="UTF-8"?>
<m:Bericht xmlns:m="http://www.istandaarden.nl/ijw/3_2/jw317/schema"
           xmlns:ijw="http://www.istandaarden.nl/ijw/3_2/basisschema/schema">
  <m:Header>
    <m:BerichtCode>486</m:BerichtCode>
    <m:BerichtVersie>3</m:BerichtVersie>
    <m:BerichtSubversie>2</m:BerichtSubversie>
    <m:Afzender>99887766</m:Afzender>
    <m:Ontvanger>0384</m:Ontvanger>
    <m:BerichtIdentificatie>
      <ijw:Identificatie>VOW260001</ijw:Identificatie>
      <ijw:Dagtekening>2026-11-16</ijw:Dagtekening>
    </m:BerichtIdentificatie>
    <m:XsdVersie>
      <ijw:BasisschemaXsdVersie>1.0.0</ijw:BasisschemaXsdVersie>
      <ijw:BerichtXsdVersie>1.0.0</ijw:BerichtXsdVersie>
    </m:XsdVersie>
  </m:Header>
  <m:Client>
    <m:Bsn>999900006</m:Bsn>
    <m:Verzoek>
      <m:ReferentieAanbieder>VOW-2026-000123</m:ReferentieAanbieder>
      <m:RedenVerzoek>1</m:RedenVerzoek>
      <m:OngewijzigdeProducten>
        <m:OngewijzigdProduct>
          <m:ToewijzingNummer>700102</m:ToewijzingNummer>
        </m:OngewijzigdProduct>
      </m:OngewijzigdeProducten>
      <m:TeWijzigenProducten>
        <m:TeWijzigenProduct>
          <m:ToewijzingNummer>700101</m:ToewijzingNummer>
          <m:GewensteIngangsdatum>2026-03-01</m:GewensteIngangsdatum>
          <m:Einddatum>2026-12-31</m:Einddatum>
          <m:Omvang>
            <ijw:Volume>1</ijw:Volume>
            <ijw:Eenheid>82</ijw:Eenheid>
            <ijw:Frequentie>4</ijw:Frequentie>
          </m:Omvang>
        </m:TeWijzigenProduct>
      </m:TeWijzigenProducten>
      <m:NieuweProducten>
        <m:NieuwProduct>
          <m:Product>
            <ijw:Categorie>50</ijw:Categorie>
            <ijw:Code>501IN</ijw:Code>
          </m:Product>
          <m:GewensteIngangsdatum>2027-01-01</m:GewensteIngangsdatum>
          <m:Einddatum>2027-08-31</m:Einddatum>
          <m:Omvang>
            <ijw:Volume>1</ijw:Volume>
            <ijw:Eenheid>82</ijw:Eenheid>
            <ijw:Frequentie>4</ijw:Frequentie>
          </m:Omvang>
        </m:NieuwProduct>
      </m:NieuweProducten>
    </m:Verzoek>
  </m:Client>
</m:Bericht>
"""

JW315 = """<?xml version="1.0" encoding="UTF-8"?>
<m:Bericht xmlns:m="http://www.istandaarden.nl/ijw/3_2/jw315/schema"
           xmlns:ijw="http://www.istandaarden.nl/ijw/3_2/basisschema/schema">
  <m:Header>
    <m:BerichtCode>446</m:BerichtCode>
    <m:BerichtVersie>3</m:BerichtVersie>
    <m:BerichtSubversie>2</m:BerichtSubversie>
    <m:Afzender>99887766</m:Afzender>
    <m:Ontvanger>0384</m:Ontvanger>
    <m:BerichtIdentificatie>
      <ijw:Identificatie>VOT260001</ijw:Identificatie>
      <ijw:Dagtekening>2026-11-16</ijw:Dagtekening>
    </m:BerichtIdentificatie>
    <m:XsdVersie>
      <ijw:BasisschemaXsdVersie>1.0.0</ijw:BasisschemaXsdVersie>
      <ijw:BerichtXsdVersie>1.0.0</ijw:BerichtXsdVersie>
    </m:XsdVersie>
  </m:Header>
  <m:Client>
    <m:Bsn>999900006</m:Bsn>
    <m:Geboortedatum>
      <ijw:Datum>2014-05-09</ijw:Datum>
    </m:Geboortedatum>
    <m:Geslacht>2</m:Geslacht>
    <m:Naam>
      <ijw:Geslachtsnaam>
        <ijw:Achternaam>Voorbeeldnaam</ijw:Achternaam>
      </ijw:Geslachtsnaam>
    </m:Naam>
    <m:AangevraagdeProducten>
      <m:AangevraagdProduct>
        <m:ReferentieAanbieder>VOT-2026-000045</m:ReferentieAanbieder>
        <m:Product>
          <ijw:Categorie>50</ijw:Categorie>
          <ijw:Code>501PE</ijw:Code>
        </m:Product>
        <m:ToewijzingIngangsdatum>2026-12-01</m:ToewijzingIngangsdatum>
        <m:ToewijzingEinddatum>2027-11-30</m:ToewijzingEinddatum>
        <m:Omvang>
          <ijw:Volume>1</ijw:Volume>
          <ijw:Eenheid>82</ijw:Eenheid>
          <ijw:Frequentie>4</ijw:Frequentie>
        </m:Omvang>
        <m:Verwijzer>
          <ijw:Type>02</ijw:Type>
          <ijw:ZorgverlenerCode>01000000</ijw:ZorgverlenerCode>
        </m:Verwijzer>
      </m:AangevraagdProduct>
    </m:AangevraagdeProducten>
  </m:Client>
</m:Bericht>
"""

GEHEIM = ("999900006", "VOW-2026-000123", "VOT-2026-000045", "Voorbeeldnaam", "2014-05-09", "9 mei 2014", "01000000")
"""What stands in the messages and may never come out."""


def anders(bericht: str, oud: str, nieuw: str, hoeveelste: int = 1) -> str:
    """The message with the nth occurrence of a text changed."""
    plek = -1
    for _ in range(hoeveelste):
        plek = bericht.index(oud, plek + 1)
    return bericht[:plek] + nieuw + bericht[plek + len(oud) :]


def zonder(bericht: str, element: str, hoeveelste: int = 1) -> str:
    """The message without the nth element of a name (with what stands in it)."""
    gevonden = list(re.finditer(rf"\s*<(?:m|ijw):{element}>.*?</(?:m|ijw):{element}>", bericht, re.DOTALL))
    m = gevonden[hoeveelste - 1]
    return bericht[: m.start()] + bericht[m.end() :]


def na(bericht: str, element: str, erbij: str, hoeveelste: int = 1) -> str:
    """The message with something right after the nth element of a name."""
    gevonden = list(re.finditer(rf"</(?:m|ijw):{element}>", bericht))
    plek = gevonden[hoeveelste - 1].end()
    return bericht[:plek] + erbij + bericht[plek:]


def stuk(bericht: str, element: str) -> str:
    """The first element of a name as text."""
    m = re.search(rf"<(?:m|ijw):{element}>.*?</(?:m|ijw):{element}>", bericht, re.DOTALL)
    assert m
    return m[0]
