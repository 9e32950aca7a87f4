"""XML schemas: each type with its meaning, and its elements with obligation, type, allowed values and meaning."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING

from knowledge.kenmerken import Kenmerken
from knowledge.metadata import kort_onderwerp
from knowledge.readers.model import Gelezen
from knowledge.readers.opmaak import gelezen, kop
from knowledge.readers.xml import elementen, kale_naam

if TYPE_CHECKING:
    from lxml.etree import _Element

_XS = "{http://www.w3.org/2001/XMLSchema}"
_TYPEN = {
    **dict.fromkeys(("string", "token", "normalizedString", "NMTOKEN"), "tekst"),
    **dict.fromkeys(("integer", "int", "long", "short", "byte"), "geheel getal"),
    "nonNegativeInteger": "geheel getal vanaf 0",
    "positiveInteger": "geheel getal vanaf 1",
    "decimal": "getal",
    "date": "datum",
    "dateTime": "datum en tijd",
    "time": "tijd",
    "boolean": "ja of nee",
    "base64Binary": "bestand (base64)",
}
_GRENZEN = {
    "length": "lengte {}",
    "minLength": "minimumlengte {}",
    "maxLength": "maximumlengte {}",
    "minInclusive": "minstens {}",
    "maxInclusive": "hoogstens {}",
    "minExclusive": "meer dan {}",
    "maxExclusive": "minder dan {}",
    "totalDigits": "hoogstens {} cijfers",
    "fractionDigits": "hoogstens {} decimalen",
    "pattern": "patroon {}",
}
_LAGEN = ("sequence", "choice", "all", "complexContent", "simpleContent", "extension", "restriction", "complexType")
_MET_SECTIE = ("element", "complexType", "simpleType", "group", "attributeGroup")


def lees_schema(wortel: _Element, naam: str) -> Gelezen:
    """A schema, given its root.

    Raises:
        LeesFout: there is nothing in it.
    """
    delen = [deel for deel in elementen(wortel) if deel.get("name") and kale_naam(deel) in _MET_SECTIE]
    plaatsen = _plaatsen(delen)
    blokken = [_gegevens(wortel)]
    for deel in delen:
        if not _is_doorgang(deel):
            blokken.extend(_sectie(deel, plaatsen))
    namen = ", ".join(str(deel.get("name")) for deel in delen)
    kenmerken = Kenmerken(titel=_titel(wortel, delen, naam), onderwerp=kort_onderwerp("XML-schema", namen))
    return gelezen(naam, [blok for blok in blokken if blok], kenmerken)


def _titel(wortel: _Element, delen: list[_Element], naam: str) -> str:
    """The name of the file and what the schema, its message or that message's type says of itself."""
    bericht = next((deel for deel in delen if kale_naam(deel) == "element"), None)
    soort = _lokaal(bericht.get("type")) if bericht is not None else ""
    bronnen = [wortel, bericht, *(deel for deel in delen if soort and deel.get("name") == soort)]
    uitleg = next((text for bron in bronnen if bron is not None and (text := _uitleg(bron))), "XML-schema")
    return f"{PurePath(naam).name}: {uitleg}".rstrip(". ")[:200]


def _gegevens(wortel: _Element) -> str:
    """What stands in the schema for programs: standard, message, release."""
    paren = (f"{kale_naam(e)}: {_plat(e.text)}" for e in wortel.iterfind(f"{_XS}annotation/{_XS}appinfo/*"))
    return "; ".join(paren)


# --- sections ----------------------------------------------------------------------------------------------


def _plaatsen(delen: list[_Element]) -> dict[str, list[str]]:
    """For each type the parts that use it, and whether more than once."""
    plaatsen: dict[str, list[str]] = {}
    for deel in delen:
        velden = [deel] if kale_naam(deel) == "element" else [veld for _, veld in _velden(deel)]
        for veld in velden:
            waar = str(deel.get("name")) + (" (1 of meer keer)" if veld.get("maxOccurs", "1") != "1" else "")
            if veld.get("type"):
                plaatsen.setdefault(_lokaal(veld.get("type")), []).append(waar)
    return plaatsen


def _is_doorgang(deel: _Element) -> bool:
    """Whether a part says nothing by itself: it only names a type, or holds one other element."""
    if kale_naam(deel) == "element":
        return not _uitleg(deel) and not len(deel)
    velden = list(_velden(deel))
    enig = kale_naam(deel) == "complexType" and len(velden) == 1
    return enig and not _uitleg(deel) and bool(velden[0][1].get("type"))


def _sectie(deel: _Element, plaatsen: dict[str, list[str]]) -> Iterator[str]:
    naam = str(deel.get("name"))
    yield kop(2, naam)
    waar = ", ".join(dict.fromkeys(plaatsen.get(naam, [])))
    inhoud = "; ".join(_inhoud(deel))
    yield " ".join(map(_zin, filter(None, [_uitleg(deel), f"Onderdeel van {waar}" if waar else "", inhoud])))
    if velden := list(_velden(deel)):
        keuze = ", waarvan één wordt gekozen" if deel.find(f"{_XS}choice") is not None else ""
        yield f"{naam} bestaat uit{keuze}:\n" + "\n".join(_regel(pad, veld) for pad, veld in velden)
    if waarden := [f"- {waarde}" for waarde in _waarden(deel)]:
        yield f"Toegestane waarden van {naam}:\n" + "\n".join(waarden)


def _velden(deel: _Element, pad: str = "") -> Iterator[tuple[str, _Element]]:
    """The elements and attributes of a type, each with the path of the elements around it."""
    for kind in elementen(deel):
        soort = kale_naam(kind)
        if soort in _LAGEN:
            yield from _velden(kind, pad)
        elif soort in ("element", "attribute", "group", "attributeGroup") and (kind.get("name") or kind.get("ref")):
            naam = str(kind.get("name") or _lokaal(kind.get("ref")))
            yield f"{pad}{naam}", kind
            yield from _velden(kind, f"{pad}{naam} / ")


def _regel(pad: str, veld: _Element) -> str:
    eigenschappen = [_aantal(veld), _lokaal(veld.get("type") or veld.get("ref")), *_inhoud(veld)]
    waarden = list(_waarden(veld))
    if waarden:
        eigenschappen.append(f"waarden {', '.join(waarden)}")
    uitleg = _uitleg(veld)
    return f"- {pad} ({'; '.join(filter(None, eigenschappen))})" + (f": {uitleg}" if uitleg else "")


# --- what stands in one part -------------------------------------------------------------------------------


def _aantal(veld: _Element) -> str:
    minst, meest = veld.get("minOccurs", "1"), veld.get("maxOccurs", "1")
    if kale_naam(veld) == "attribute":
        minst = "1" if veld.get("use") == "required" else "0"
    verplicht = "optioneel" if minst == "0" else "verplicht"
    if meest == "1":
        return verplicht
    return f"{verplicht}, {'1 of meer keer' if meest == 'unbounded' else f'hoogstens {meest} keer'}"


def _beperking(deel: _Element) -> _Element | None:
    for pad in (f"{_XS}restriction", f"{_XS}simpleType/{_XS}restriction", f"{_XS}simpleContent/{_XS}restriction"):
        if (gevonden := deel.find(pad)) is not None:
            return gevonden
    return None


def _inhoud(deel: _Element) -> list[str]:
    """Type and limits of a single value, and what a type extends."""
    uit: list[str] = []
    beperking = _beperking(deel)
    if beperking is not None:
        uit.append(_lokaal(beperking.get("base")))
        for grens in elementen(beperking):
            waarde = grens.get("value")
            if (vorm := _GRENZEN.get(kale_naam(grens))) and waarde is not None:
                uit.append(("waarde {}" if waarde.isalnum() and "patroon" in vorm else vorm).format(waarde))
    for pad, zin in (("extension", "uitbreiding van {}"), ("list", "lijst van {}"), ("union", "een van {}")):
        for element in (*deel.iterfind(f"{_XS}{pad}"), *deel.iterfind(f"{{*}}*/{_XS}{pad}")):
            naam = element.get("base") or element.get("itemType") or element.get("memberTypes")
            uit.append(zin.format(_lokaal(naam)))
    return [zin for zin in uit if zin]


def _waarden(deel: _Element) -> Iterator[str]:
    beperking = _beperking(deel)
    for waarde in beperking.iterfind(f"{_XS}enumeration") if beperking is not None else ():
        uitleg = _uitleg(waarde)
        yield f"{waarde.get('value')}: {uitleg}" if uitleg else str(waarde.get("value"))


def _uitleg(deel: _Element) -> str:
    teksten = ("".join(map(str, e.itertext())) for e in deel.iterfind(f"{_XS}annotation/{_XS}documentation"))
    return _plat(" ".join(teksten))


def _lokaal(naam: str | None) -> str:
    """Type names without prefix, the built-in ones in Dutch."""
    delen = [(deel.rpartition(":")[0], deel.rpartition(":")[2]) for deel in (naam or "").split()]
    return ", ".join(_TYPEN.get(kaal, kaal) if voor in ("xs", "xsd", "") else kaal for voor, kaal in delen)


def _plat(text: str | None) -> str:
    return " ".join((text or "").split())


def _zin(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text[:1].upper()}{text[1:]}."
