"""XML, read with every door shut (no DTD, entities, network or huge trees), as readable text; schemas by `xsd`."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import PurePath
from typing import TYPE_CHECKING

from knowledge.decoding import LeesFout
from knowledge.kenmerken import Kenmerken
from knowledge.metadata import kort_onderwerp
from knowledge.readers.boom import DIEPST, Reeks, Velden, Waarde, blokken
from knowledge.readers.codering import brontekst
from knowledge.readers.model import Gelezen
from knowledge.readers.opmaak import gelezen

if TYPE_CHECKING:
    from lxml.etree import _Element

_DIEPTE = "het XML-bestand is te diep genest om te lezen"
_BEGIN = re.compile(r"<\?xml\b|<!DOCTYPE\b|<!--|<[A-Za-z_]")
_VERKLARING = re.compile(r"\A<\?xml\b[^>]*\?>")
_EERSTE_ELEMENT = re.compile(r"<[A-Za-z_]")
_INSTANTIE = "{http://www.w3.org/2001/XMLSchema-instance}"
_SCHEMA = "{http://www.w3.org/2001/XMLSchema}schema"
_TITELS = ("titel", "title", "naam", "name", "citeertitel", "opschrift")


def lees_xml(inhoud: bytes, naam: str) -> Gelezen:
    """An XML document or schema.

    Raises:
        LeesFout: it is empty, broken, nested too deeply, or declares entities.
    """
    wortel = ontleed(brontekst(inhoud, naam), naam)
    if wortel.tag == _SCHEMA:
        from knowledge.readers.xsd import lees_schema

        return lees_schema(wortel, naam)
    waarde = _waarde(wortel, naam)
    return gelezen(naam, list(blokken(waarde, kale_naam(wortel))), _kenmerken(wortel, naam))


def ontleed(text: str, naam: str) -> _Element:
    """The root of an XML document; text above its beginning is left out.

    Raises:
        LeesFout: it is broken, nested too deeply, or declares entities.
    """
    from lxml import etree

    begin = _BEGIN.search(text)
    if begin is None:
        raise LeesFout(naam, "het is geen XML (de extensie klopt niet met de inhoud)")
    bron = _VERKLARING.sub("", text[begin.start() :])
    _weiger_entiteiten(bron, naam)
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
        return etree.fromstring(bron.encode("utf-8", "surrogatepass"), parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise LeesFout(naam, _DIEPTE) from error
        regel = (error.lineno or 1) + text[: begin.start()].count("\n")
        raise LeesFout(naam, f"het XML-bestand is beschadigd (regel {regel})") from error


def _weiger_entiteiten(bron: str, naam: str) -> None:
    """Entities can make a small file fill the memory, or take in other files; real documents have none."""
    eerste = _EERSTE_ELEMENT.search(bron)
    aanhef = bron[: eerste.start()] if eerste else bron
    doctype = re.search(r"<!DOCTYPE\b", aanhef, re.I)
    if doctype and "[" in aanhef[doctype.start() :]:
        raise LeesFout(naam, "het XML-bestand bepaalt eigen entiteiten; dat wordt uit veiligheid niet gelezen")


# --- from elements to values -------------------------------------------------------------------------------


def kale_naam(element: _Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def elementen(ouder: _Element) -> list[_Element]:
    """The elements below one; comments and instructions left out."""
    return [kind for kind in ouder if isinstance(kind.tag, str)]


def _waarde(element: _Element, naam: str, diepte: int = 0) -> Waarde:
    if diepte > DIEPST:
        raise LeesFout(naam, _DIEPTE)
    kinderen = elementen(element)
    text = _tekst(element)
    if kinderen and _gemengd(element):
        kinderen, text = [], _alle_tekst(element)
    paren: list[tuple[str, Waarde]] = [
        (str(sleutel).rpartition("}")[2], str(waarde))
        for sleutel, waarde in element.attrib.items()
        if not str(sleutel).startswith(_INSTANTIE)
    ]
    if not kinderen and not paren:
        return text
    if text:
        paren.append(("tekst", text))
    for sleutel, groep in groupby(kinderen, key=kale_naam):
        waarden = [_waarde(kind, naam, diepte + 1) for kind in groep]
        paren.append((sleutel, waarden[0] if len(waarden) == 1 else Reeks(waarden)))
    return Velden(paren)


def _gemengd(element: _Element) -> bool:
    """Whether text runs between the elements, as in a sentence with a word in bold."""
    return bool((element.text or "").strip()) or any((kind.tail or "").strip() for kind in element)


def _tekst(element: _Element) -> str:
    return " ".join((element.text or "").split())


def _alle_tekst(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


# --- what the document says of itself ----------------------------------------------------------------------


def _kenmerken(wortel: _Element, naam: str) -> Kenmerken:
    soort = kale_naam(wortel)
    if wortel.prefix and wortel.prefix.lower() != soort.lower():
        soort = f"{soort} ({wortel.prefix})"
    groepen = (kind for kind in wortel.iterdescendants() if isinstance(kind.tag, str) and len(kind))
    namen = list(dict.fromkeys(map(kale_naam, groepen)))
    return Kenmerken(
        titel=_eigen_titel(wortel) or f"{PurePath(naam).name}: {soort}",
        onderwerp=kort_onderwerp(f"XML-gegevens van {soort}", f"met {', '.join(namen[:40])}" if namen else None),
    )


def _eigen_titel(wortel: _Element) -> str | None:
    for element in elementen(wortel):
        text = _tekst(element)
        if kale_naam(element).lower() in _TITELS and not len(element) and 3 < len(text) <= 200:
            return text
    return None
