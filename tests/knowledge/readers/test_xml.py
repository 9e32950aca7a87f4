"""XML and schemas: every value with its path, every element of a message findable, and no door open."""

from __future__ import annotations

import pytest

from knowledge.decoding import LeesFout
from knowledge.readers.model import Gelezen
from knowledge.readers.xml import lees_xml

BERICHT = """<?xml version="1.0" encoding="UTF-8"?>
<p:Bericht xmlns:p="urn:voorbeeld:bericht" xmlns:b="urn:voorbeeld:basis"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:voorbeeld bericht.xsd">
  <!-- een opmerking -->
  <p:Header versie="3"><p:Code>486</p:Code><p:Leeg/></p:Header>
  <p:Client><p:Bsn>999990019</p:Bsn>
    <p:Producten><p:Product><b:Categorie>45</b:Categorie><b:Code>45A03</b:Code></p:Product></p:Producten></p:Client>
</p:Bericht>"""

SCHEMA = """## TOE1.xsd

<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:toe1" targetNamespace="urn:toe1">
  <xs:annotation><xs:appinfo><t:release>3.2</t:release></xs:appinfo></xs:annotation>
  <xs:element name="Bericht" type="t:Root"/>
  <xs:complexType name="Root">
    <xs:annotation><xs:documentation>Bericht voor het toewijzen van Jeugdhulp.</xs:documentation></xs:annotation>
    <xs:sequence><xs:element name="Producten" type="t:Producten" minOccurs="0"/></xs:sequence>
  </xs:complexType>
  <xs:complexType name="Producten">
    <xs:sequence><xs:element name="Product" type="t:Product" maxOccurs="unbounded"/></xs:sequence>
  </xs:complexType>
  <xs:complexType name="Product">
    <xs:sequence>
      <xs:element name="ToewijzingNummer" type="t:Nummer">
        <xs:annotation><xs:documentation>Nummer van de opdracht.</xs:documentation></xs:annotation></xs:element>
      <xs:element name="Reden" minOccurs="0" maxOccurs="3"><xs:simpleType><xs:restriction base="xs:string">
        <xs:enumeration value="01"><xs:annotation><xs:documentation>Verhuizing</xs:documentation></xs:annotation>
        </xs:enumeration><xs:enumeration value="02"/></xs:restriction></xs:simpleType></xs:element>
      <xs:element name="Periode"><xs:complexType><xs:sequence>
        <xs:element name="Begin" type="xs:date"/></xs:sequence></xs:complexType></xs:element>
      <xs:choice><xs:element name="Volume" type="xs:integer"/><xs:element name="Budget" type="xs:decimal"/></xs:choice>
    </xs:sequence>
    <xs:attribute name="id" use="required" type="xs:string"/>
  </xs:complexType>
  <xs:simpleType name="Nummer">
    <xs:restriction base="xs:integer"><xs:minInclusive value="1"/><xs:pattern value="[0-9]{1,9}"/></xs:restriction>
  </xs:simpleType>
</xs:schema>"""

BOM = (
    '<?xml version="1.0"?><!DOCTYPE lol [<!ENTITY a "lach">'
    + "".join(f'<!ENTITY {n} "{f"&{v};" * 10}">' for v, n in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><lol>&i;</lol>"
)


def lees(text: str, naam: str = "bericht.xml") -> Gelezen:
    return lees_xml(text.encode(), naam)


def tekst(gelezen: Gelezen) -> str:
    return "\n".join(f"[{' > '.join(s.pad)}]\n{s.ruw}" for s in gelezen.sections.secties)


def sectie(gelezen: Gelezen, kop: str) -> str:
    return next(s.ruw for s in gelezen.sections.secties if s.pad and s.pad[-1] == kop)


# --- documents ---------------------------------------------------------------------------------------------


def test_every_value_has_its_path_without_namespaces() -> None:
    inhoud = tekst(lees(BERICHT))
    for regel in ("- Header / versie: 3", "- Header / Code: 486", "- Client / Producten / Product / Code: 45A03"):
        assert regel in inhoud.split("\n")
    assert "opmerking" not in inhoud
    assert "schemaLocation" not in inhoud


def test_an_empty_element_is_told_from_a_missing_one() -> None:
    assert "- Header / Leeg: (leeg)" in tekst(lees(BERICHT))


def test_a_bsn_in_a_message_is_taken_out() -> None:
    assert "999990019" not in tekst(lees(BERICHT))
    assert "Bsn: [BSN verwijderd]" in tekst(lees(BERICHT))


def test_title_and_subject_name_file_message_and_its_parts() -> None:
    kenmerken = lees(BERICHT, "map/JW317.xml").kenmerken
    assert kenmerken.titel == "JW317.xml: Bericht (p)"
    assert kenmerken.onderwerp == "XML-gegevens van Bericht (p); met Header, Client, Producten, Product"


def test_equal_records_become_a_table() -> None:
    rijen = "".join(f"<code id='{n}'><naam>Land {n}</naam></code>" for n in range(40))
    inhoud = tekst(lees(f"<lijst><titel>Landen</titel><codes>{rijen}</codes></lijst>"))
    assert "| id | naam |\n| --- | --- |\n| 0 | Land 0 |" in inhoud
    assert "| 39 | Land 39 |" in inhoud


def test_large_parts_are_sections_and_running_text_stays_whole() -> None:
    alinea = "<al>Een <nadruk>jeugdige</nadruk> heeft recht op hulp, zoals omschreven in de wet.</al>" * 10
    gelezen = lees(f"<wet><titel>Voorbeeldwet</titel><artikel><kop>Artikel 1</kop>{alinea}</artikel></wet>")
    assert gelezen.kenmerken.titel == "Voorbeeldwet"
    assert "Een jeugdige heeft recht op hulp, zoals omschreven in de wet." in tekst(gelezen)
    assert any("artikel" in " ".join(s.pad) for s in gelezen.sections.secties)


def test_a_remark_of_the_maker_is_no_text() -> None:
    inhoud = tekst(
        lees(
            "<wet><al>Een jeugdige <!-- nog nakijken --> heeft <b>recht</b> op hulp.</al>"
            "<n>een <!-- x --> twee</n></wet>"
        )
    )
    assert "Een jeugdige heeft recht op hulp." in inhoud
    assert "- n: een twee" in inhoud


def test_an_old_encoding_is_read_as_declared() -> None:
    inhoud = '<?xml version="1.0" encoding="ISO-8859-15"?><a><b>cliënt betaalt € 5</b></a>'.encode("iso-8859-15")
    assert "cliënt betaalt € 5" in tekst(lees_xml(inhoud, "a.xml"))


# --- schemas -----------------------------------------------------------------------------------------------


def test_a_schema_is_titled_by_what_it_says_of_its_message() -> None:
    kenmerken = lees(SCHEMA, "xsd/TOE1.xsd").kenmerken
    assert kenmerken.titel == "TOE1.xsd: Bericht voor het toewijzen van Jeugdhulp"
    assert kenmerken.onderwerp == "XML-schema; Bericht, Root, Producten, Product, Nummer"


def test_an_element_comes_with_obligation_type_values_and_meaning() -> None:
    regels = sectie(lees(SCHEMA), "Product").split("\n")
    assert "- ToewijzingNummer (verplicht; Nummer): Nummer van de opdracht." in regels
    assert "- Reden (optioneel, hoogstens 3 keer; tekst; waarden 01: Verhuizing, 02)" in regels
    assert "- Periode / Begin (verplicht; datum)" in regels
    assert "- id (verplicht; tekst)" in regels
    assert any(regel.startswith("- Budget (") and "getal" in regel for regel in regels)


def test_a_type_says_where_it_is_used_and_what_it_may_hold() -> None:
    gelezen = lees(SCHEMA)
    assert "Onderdeel van Producten (1 of meer keer)." in sectie(gelezen, "Product")
    nummer = sectie(gelezen, "Nummer")
    assert "Onderdeel van Product" in nummer
    assert "Geheel getal; minstens 1; patroon [0-9]{1,9}." in nummer


def test_a_type_that_only_passes_on_gets_no_section_of_its_own() -> None:
    assert "Producten" not in {s.pad[-1] for s in lees(SCHEMA).sections.secties if s.pad}


# --- closed doors ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reden"),
    [
        (BOM, "eigen entiteiten"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>', "eigen entiteiten"),
        ("<a>" * 100_000 + "x" + "</a>" * 100_000, "te diep genest"),
        ("<a>" * 150 + "x" + "</a>" * 150, "te diep genest"),
        ("<a><b>tekst</a>", r"beschadigd \(regel 1\)"),
        ("titel\n\n<a>\n<b></a>", r"beschadigd \(regel 4\)"),
        ("zomaar tekst", "geen XML"),
        ("<a/>", "geen leesbare tekst"),
    ],
)
def test_what_is_hostile_or_broken_is_refused_with_the_reason(text: str, reden: str) -> None:
    with pytest.raises(LeesFout, match=reden):
        lees(text)


def test_entities_in_another_encoding_are_refused_too() -> None:
    with pytest.raises(LeesFout, match="eigen entiteiten"):
        lees_xml(BOM.encode("utf-16"), "a.xml")


def test_an_external_dtd_is_never_fetched() -> None:
    assert "tekst" in tekst(lees('<!DOCTYPE a SYSTEM "https://voorbeeld.invalid/a.dtd"><a><b>tekst</b></a>'))
