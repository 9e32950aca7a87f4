"""Read the XML of a message with every door shut: no DTD, no entities, no network, no huge trees.

What is wrong is said by line and never by what stands there, since a message holds personal data.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from knowledge.errors import InvoerFout
from tools.tekst import schrijf_getal

if TYPE_CHECKING:
    from lxml.etree import _Element

VELD = "xml"
MEESTE_ELEMENTEN = 50_000
"""Most elements of a message; a real one has some hundreds."""
_BOM = "\ufeff"
_VERLOREN = "\ufffd"
_WIT = " \t\r\n"
_VERKLARING = re.compile(r"<\?xml[ \t\r\n][^>]{0,300}\?>")
_TEKENSET = re.compile(r"""[ \t\r\n]encoding[ \t\r\n]*=[ \t\r\n]*(?:"([^"]{0,60})"|'([^']{0,60})')""")
_TEKENSETTEN = {"utf-8", "ascii", "iso8859-1", "iso8859-15", "cp1252", "utf-16", "utf-16-le", "utf-16-be"}
_INSTANTIE = "{http://www.w3.org/2001/XMLSchema-instance}"
_MAG = {f"{_INSTANTIE}{naam}" for naam in ("schemaLocation", "noNamespaceSchemaLocation")}
_FOUTEN = {
    "ERR_DOCUMENT_END": "na het einde van het bericht staat nog iets, of het bericht is niet af",
    "ERR_DOCUMENT_EMPTY": "er staat geen element in",
    "ERR_TAG_NAME_MISMATCH": "een element wordt met een andere naam gesloten dan het is geopend",
    "ERR_TAG_NOT_FINISHED": "een element is niet gesloten",
    "ERR_GT_REQUIRED": "een > ontbreekt",
    "ERR_LTSLASH_REQUIRED": "een element is niet gesloten",
    "ERR_NAME_REQUIRED": "een < staat er zonder naam van een element; schrijf in tekst &lt; en &amp;",
    "ERR_LT_IN_ATTRIBUTE": "een < staat in een attribuut",
    "ERR_ATTRIBUTE_NOT_STARTED": "een attribuut heeft geen aanhalingstekens",
    "ERR_ATTRIBUTE_NOT_FINISHED": "een attribuut is niet gesloten",
    "ERR_ATTRIBUTE_WITHOUT_VALUE": "een attribuut heeft geen waarde",
    "ERR_ATTRIBUTE_REDEFINED": "een attribuut staat er twee keer",
    "ERR_SPACE_REQUIRED": "een spatie ontbreekt",
    "ERR_UNDECLARED_ENTITY": "er staat een entiteit in; alleen &amp;, &lt;, &gt;, &quot; en &apos; mogen",
    "WAR_UNDECLARED_ENTITY": "er staat een entiteit in; alleen &amp;, &lt;, &gt;, &quot; en &apos; mogen",
    "ERR_ENTITYREF_SEMICOL_MISSING": "na een & ontbreekt een puntkomma; schrijf in tekst &amp;",
    "ERR_ENTITYREF_NO_NAME": "er staat een losse &; schrijf in tekst &amp;",
    "ERR_INVALID_CHAR": "er staat een teken dat in XML niet mag",
    "ERR_INVALID_CHARREF": "er staat een teken dat in XML niet mag",
    "ERR_RESERVED_XML_NAME": "de XML-declaratie staat niet aan het begin",
    "ERR_XMLDECL_NOT_FINISHED": "de XML-declaratie is niet af",
    "ERR_COMMENT_NOT_FINISHED": "commentaar is niet gesloten",
    "ERR_CDATA_NOT_FINISHED": "een stuk CDATA is niet gesloten",
    "ERR_PI_NOT_FINISHED": "een instructie (<?…?>) is niet gesloten",
    "NS_ERR_UNDEFINED_NAMESPACE": "voor een voorvoegsel (zoals jw317:) is geen naamruimte opgegeven",
}


@dataclass(frozen=True, slots=True)
class Knoop:
    """An element as it stands in the message."""

    naam: str
    ruimte: str
    lijn: int
    tekst: str
    kinderen: tuple[Knoop, ...]
    vreemd_attribuut: bool
    """Whether it has an attribute that no element of a message has."""
    losse_tekst: bool
    """Whether there is text beside the elements in it."""

    def kind(self, *pad: str) -> Knoop | None:
        """The first element at this path below it, whatever its namespace."""
        knoop: Knoop | None = self
        for naam in pad:
            knoop = next((k for k in knoop.kinderen if k.naam == naam), None) if knoop else None
        return knoop

    def alle(self, naam: str) -> list[Knoop]:
        """The elements of this name right below it."""
        return [k for k in self.kinderen if k.naam == naam]


@dataclass(frozen=True)
class Gelezen:
    """A message as XML, with what is to be said of the file."""

    wortel: Knoop
    opmerkingen: list[str]


def decodeer(inhoud: bytes) -> str:
    """The text of a file with a message, by its byte order mark or by the character set that it names.

    Raises:
        InvoerFout: the bytes are not of that set.
    """
    if inhoud[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        tekenset = "utf-16-le" if inhoud[:2] == codecs.BOM_UTF16_LE else "utf-16-be"
    else:
        begin = inhoud.removeprefix(codecs.BOM_UTF8)[:400].decode("latin-1")
        tekenset = _genoemde_tekenset(begin)[1] or "utf-8"
    try:
        return inhoud.decode(tekenset)
    except UnicodeDecodeError:
        raise InvoerFout(VELD, f"het bestand is geen {tekenset.upper()}; bewaar het als UTF-8") from None


def lees_xml(tekst: str) -> Gelezen:
    """Parse the text of a message.

    Raises:
        InvoerFout: it is no XML, has a DTD or entities, or is not well-formed; names the line.
    """
    opmerkingen = []
    if tekst.startswith(_BOM):
        tekst = tekst[1:]
        opmerkingen.append("Het bestand begint met een BOM; een bericht is UTF-8 zonder BOM (OP192).")
    kaal = tekst.lstrip(_WIT)
    if not kaal:
        raise InvoerFout(VELD, "het bericht is leeg; plak het hele bericht of kies een ander bestand")
    if not kaal.startswith("<"):
        raise InvoerFout(VELD, "dit is geen XML; een bericht begint met <")
    if _VERLOREN in kaal:
        raise InvoerFout(VELD, "het bestand is met een verkeerde tekenset gelezen; bewaar het als UTF-8")
    regels_ervoor = tekst[: len(tekst) - len(kaal)].count("\n")
    if len(kaal) < len(tekst):
        opmerkingen.append("Voor het begin van het bericht staat wit; in een bestand mag dat niet.")
    kaal, opmerking = _zonder_tekenset(kaal)
    opmerkingen += [opmerking] if opmerking else []
    _weiger_dtd(kaal, regels_ervoor)
    if kaal.count("<") > 2 * MEESTE_ELEMENTEN:
        raise InvoerFout(VELD, f"hoogstens {schrijf_getal(MEESTE_ELEMENTEN)} elementen")
    return Gelezen(_ontleed(kaal, regels_ervoor), opmerkingen)


def _genoemde_tekenset(tekst: str) -> tuple[re.Match[str] | None, str | None]:
    """Where an XML declaration names a character set, and which.

    Raises:
        InvoerFout: it is none that a message can have.
    """
    verklaring = _VERKLARING.match(tekst)
    genoemd = _TEKENSET.search(verklaring[0]) if verklaring else None
    if genoemd is None:
        return None, None
    naam = genoemd[1] if genoemd[1] is not None else genoemd[2]
    try:
        tekenset = codecs.lookup(naam).name if naam.isascii() else ""
    except (LookupError, ValueError):
        tekenset = ""
    if tekenset not in _TEKENSETTEN:
        raise InvoerFout(VELD, "de XML noemt een tekenset die hier niet kan; gebruik UTF-8")
    return genoemd, tekenset


def _zonder_tekenset(tekst: str) -> tuple[str, str | None]:
    """The text without the character set that it names (it is text already), and what to say of that set."""
    genoemd, tekenset = _genoemde_tekenset(tekst)
    if genoemd is None or tekenset is None:
        return tekst, None
    zonder = tekst[: genoemd.start()] + " " * len(genoemd[0]) + tekst[genoemd.end() :]
    if tekenset == "utf-8":
        return zonder, None
    return zonder, f"De XML noemt de tekenset {tekenset.upper()}; een bericht is UTF-8 (OP192)."


def _weiger_dtd(tekst: str, regels_ervoor: int) -> None:
    """A DTD can stand only before the first element."""
    plek = 0
    while True:
        while plek < len(tekst) and tekst[plek] in _WIT:
            plek += 1
        if tekst.startswith("<?", plek):
            eind = tekst.find("?>", plek)
        elif tekst.startswith("<!--", plek):
            eind = tekst.find("-->", plek + 4)
        else:
            break
        if eind < 0:
            return
        plek = tekst.index(">", eind) + 1
    if tekst[plek : plek + 9].upper() in {"<!DOCTYPE", "<!ENTITY "}:
        regel = regels_ervoor + tekst.count("\n", 0, plek) + 1
        raise InvoerFout(VELD, f"regel {regel}: een bericht heeft geen DTD of entiteiten; haal <!DOCTYPE weg")


def _ontleed(tekst: str, regels_ervoor: int) -> Knoop:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        wortel = etree.fromstring(tekst.encode("utf-8"), parser)
    except etree.XMLSyntaxError as fout:
        raise InvoerFout(VELD, _waarom(fout, parser.error_log, regels_ervoor)) from None
    except UnicodeEncodeError:
        raise InvoerFout(VELD, "geen geldige tekst") from None
    return _knoop(wortel, regels_ervoor)


def _waarom(fout: Any, gemeld: Any, regels_ervoor: int) -> str:
    """What is wrong with the XML, in Dutch: the first thing that this parser saw (the error knows of older ones)."""
    eerste = next(iter(gemeld), None)
    if "depth" in str(fout):
        return "de elementen zitten te diep in elkaar"
    regel = ((eerste.line if eerste is not None else fout.lineno) or 1) + regels_ervoor
    waarom = _FOUTEN.get(eerste.type_name, "hier klopt de XML niet") if eerste is not None else "hier klopt de XML niet"
    return f"geen goed gevormde XML, regel {regel}: {waarom}"


def _knoop(element: _Element, regels_ervoor: int) -> Knoop:
    kinderen = []
    los = False
    for kind in element:
        if not isinstance(kind.tag, str):  # an entity; comments and instructions are left out
            raise InvoerFout(VELD, "er staat een entiteit in")
        kinderen.append(_knoop(kind, regels_ervoor))
        los = los or bool((kind.tail or "").strip(_WIT))
    lijn: Any = element.sourceline
    ruimte, _, naam = str(element.tag).rpartition("}")
    return Knoop(
        naam=naam,
        ruimte=ruimte.removeprefix("{"),
        lijn=int(lijn or 1) + regels_ervoor,
        tekst=element.text or "",
        kinderen=tuple(kinderen),
        vreemd_attribuut=any(str(naam) not in _MAG for naam in element.attrib),
        losse_tekst=bool(kinderen) and (los or bool((element.text or "").strip(_WIT))),
    )
