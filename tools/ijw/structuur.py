"""Does a message have the structure that the standard demands? Each fault with its place; then it goes on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from knowledge.ijw import STRUCTUUR, Bericht, Eis, Element, Standaard
from tools.envelope import opsomming
from tools.ijw.lezen import Knoop
from tools.tekst import schrijf_getal

_WIT = " \t\r\n"
_GETAL = re.compile(r"[+-]?[0-9]+")
_DATUM = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?")
_LANGSTE_GETAL = 30
"""Digits from which a number is above every limit, so that its size need not be worked out."""
_LEESBAAR = re.compile(r"[A-Za-z]{1,40}")


@dataclass(frozen=True)
class Plek:
    """Where something stands in a message."""

    pad: str
    lijn: int

    def __str__(self) -> str:
        return f"regel {self.lijn}, {self.pad}"


@dataclass(frozen=True)
class Bevinding:
    """What is wrong at a place, by the rule that it breaks."""

    regel: str
    plek: Plek
    melding: str


@dataclass
class Verslag:
    """What was found, and how often each rule was held against something."""

    bevindingen: list[Bevinding] = field(default_factory=list)
    getoetst: Counter[str] = field(default_factory=Counter)

    def fout(self, regel: str, plek: Plek, melding: str) -> None:
        """Note something that is wrong."""
        self.getoetst.setdefault(regel, 0)
        self.bevindingen.append(Bevinding(regel, plek, melding))


def getal(tekst: str) -> int | None:
    """The whole number that a value is; None when it is none."""
    kaal = tekst.strip(_WIT)
    if not _GETAL.fullmatch(kaal):
        return None
    if len(kaal) > _LANGSTE_GETAL:
        kaal = kaal[0] + kaal[1:].lstrip("0") if kaal[0] in "+-" else kaal.lstrip("0") or "0"
    return int(kaal[: _LANGSTE_GETAL + 1] or "0") if kaal not in {"+", "-"} else 0


def datum(tekst: str) -> date | None:
    """The day that a value is, whatever its time zone; None when it is none."""
    m = _DATUM.fullmatch(tekst.strip(_WIT))
    try:
        return date(int(m[1]), int(m[2]), int(m[3])) if m else None
    except ValueError:
        return None


def toets(wortel: Knoop, bericht: Bericht, standaard: Standaard) -> Verslag:
    """Hold a message against its structure, its limits and its code lists."""
    verslag = Verslag()
    verslag.getoetst[STRUCTUUR] = 1
    _samengesteld(wortel, bericht.elementen, bericht.naamruimte, wortel.naam, bericht, standaard, verslag)
    return verslag


def _samengesteld(
    knoop: Knoop,
    elementen: Sequence[Element],
    ruimte: str,
    pad: str,
    bericht: Bericht,
    standaard: Standaard,
    verslag: Verslag,
) -> None:
    """An element with elements in it; `ruimte` is the namespace of those."""
    hier = Plek(pad, knoop.lijn)
    _kaal(knoop, hier, verslag)
    if knoop.losse_tekst or (not knoop.kinderen and knoop.tekst.strip(_WIT)):
        verslag.fout(STRUCTUUR, hier, "hier staat tekst waar alleen elementen mogen staan")
    plaatsen = {element.naam: nummer for nummer, element in enumerate(elementen)}
    verst, aantallen = 0, Counter[str]()
    for kind in knoop.kinderen:
        nummer = plaatsen.get(kind.naam)
        if nummer is None:
            verwacht = opsomming([e.naam for e in _volgende(elementen, verst, aantallen)], "of")
            hint = f"; hier kan komen: {verwacht}" if verwacht else ""
            verslag.fout(STRUCTUUR, Plek(pad, kind.lijn), f"{_naam(kind)} hoort hier niet{hint}")
            continue
        element = elementen[nummer]
        aantallen[kind.naam] += 1
        plek = Plek(_pad(pad, element, aantallen[kind.naam]), kind.lijn)
        if kind.ruimte != ruimte:
            verslag.fout(STRUCTUUR, plek, f"{kind.naam} staat niet in de naamruimte {ruimte}")
        if nummer < verst:
            verslag.fout(
                STRUCTUUR, plek, f"{kind.naam} staat op de verkeerde plaats; het hoort voor {elementen[verst].naam}"
            )
        verst = max(verst, nummer)
        if element.max is not None and aantallen[kind.naam] == element.max + 1:
            verslag.fout(STRUCTUUR, plek, f"{kind.naam} staat er meer dan eens")
        if element.elementen:
            binnen = standaard.basisschema if element.basis else bericht.naamruimte
            _samengesteld(kind, element.elementen, binnen, plek.pad, bericht, standaard, verslag)
        else:
            _waarde(kind, element, plek, standaard, verslag)
    for element in elementen:
        if element.min and not aantallen[element.naam]:
            verslag.fout(STRUCTUUR, hier, f"{element.naam} ontbreekt")


def _pad(pad: str, element: Element, nummer: int) -> str:
    return f"{pad}/{element.naam}" + (f"[{nummer}]" if element.max is None else "")


def _volgende(elementen: Sequence[Element], verst: int, aantallen: Counter[str]) -> Iterator[Element]:
    """What can stand at this place, up to the first that has to."""
    for element in elementen[verst:]:
        if aantallen[element.naam] and element.max is not None:
            continue
        yield element
        if element.min and not aantallen[element.naam]:
            return


def _naam(knoop: Knoop) -> str:
    """The name of an element that the standard does not have, where it can hold no personal data."""
    return f"het element {knoop.naam}" if _LEESBAAR.fullmatch(knoop.naam) else "een onbekend element"


def _kaal(knoop: Knoop, plek: Plek, verslag: Verslag) -> None:
    if knoop.vreemd_attribuut:
        verslag.fout(STRUCTUUR, plek, "hier staat een attribuut dat niet in het bericht hoort")


def _waarde(knoop: Knoop, element: Element, plek: Plek, standaard: Standaard, verslag: Verslag) -> None:
    assert element.waarde is not None
    _kaal(knoop, plek, verslag)
    if knoop.kinderen:
        verslag.fout(STRUCTUUR, plek, "hier staan elementen waar een waarde hoort")
        return
    soort = standaard.waarden[element.waarde]
    tekst = knoop.tekst if soort.basis == "tekst" else knoop.tekst.strip(_WIT)
    if element.vast is not None:
        verslag.getoetst[element.vast.regel] += 1
        if tekst != element.vast.waarde:
            verslag.fout(element.vast.regel, plek, f"de waarde moet {element.vast.waarde} zijn")
    if soort.basis == "geheel_getal" and getal(tekst) is None:
        verslag.fout(STRUCTUUR, plek, "dit is geen geheel getal")
        return
    if soort.basis == "datum" and datum(tekst) is None:
        bestaat_niet = _DATUM.fullmatch(tekst) is not None
        melding = "deze dag bestaat niet" if bestaat_niet else "dit is geen datum in de vorm jjjj-mm-dd"
        verslag.fout(STRUCTUUR, plek, melding)
    for eis in soort.eisen:
        verslag.getoetst[eis.regel] += 1
        if melding_ := _breekt(eis, tekst):
            verslag.fout(eis.regel, plek, melding_)
    if soort.codelijst is not None:
        verslag.getoetst[soort.codelijst] += 1
        lijst = standaard.codelijsten[soort.codelijst]
        if tekst not in lijst.codes:
            codes = list(lijst.codes)
            kan = f"; kies uit {opsomming(codes, 'of')}" if len(codes) < 10 else ""
            verslag.fout(soort.codelijst, plek, f"deze waarde staat niet in de codelijst{kan}")


def _breekt(eis: Eis, tekst: str) -> str | None:
    """How a value breaks a limit; None when it does not."""
    if eis.langste is not None and len(tekst) > eis.langste:
        return f"hier staan {schrijf_getal(len(tekst))} tekens; er mogen er {schrijf_getal(eis.langste)} zijn"
    if eis.niet_leeg and not tekst.strip():
        return "hier staat niets, of alleen wit"
    if eis.patroon is not None and not re.fullmatch(eis.patroon, tekst):
        return "de waarde heeft niet de goede vorm"
    if eis.zonder_tijdzone and (m := _DATUM.fullmatch(tekst)) and m[4]:
        return "bij de datum staat een tijdzone"
    if eis.minimum is not None and (getal(tekst) or 0) < eis.minimum:
        return f"de waarde is lager dan {schrijf_getal(eis.minimum)}"
    if eis.maximum is not None and (getal(tekst) or 0) > eis.maximum:
        return f"de waarde is hoger dan {schrijf_getal(eis.maximum)}"
    return None
