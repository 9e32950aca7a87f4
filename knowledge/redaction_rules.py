"""What personal data looks like: patterns and words, one set for the server and for the script of the page.

Patterns are for text that `redaction_text.vouw` folded and put in lower case. They keep to what Python and JavaScript
read alike: no named groups, no flags, lookbehinds of one length.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from knowledge.errors import Fout, KennisFout
from knowledge.models import Model
from knowledge.store import KENNISMAP
from knowledge.yaml_file import lees_bestand, regel_van

_NAAM = "persoonsgegevens.yaml"
SOORTEN = ("bsn", "geboortedatum", "naam", "e-mail", "telefoon", "iban", "adres", "clientnummer")
"""The kinds, in the order in which an answer lists them."""
LABELS = {
    "bsn": "[BSN verwijderd]",
    "geboortedatum": "[geboortedatum verwijderd]",
    "naam": "[naam verwijderd]",
    "naam en geboortedatum": "[naam en geboortedatum verwijderd]",
    "e-mail": "[e-mailadres verwijderd]",
    "telefoon": "[telefoonnummer verwijderd]",
    "iban": "[rekeningnummer verwijderd]",
    "adres": "[adres verwijderd]",
    "clientnummer": "[cliëntnummer verwijderd]",
}
_MAAND = r"(jan|feb|maa|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]{0,7}"
_ORDE = r"(?:e|ste|de|st|nd|rd|th)?"
_TUSSEN = r"[ .\-/()\n]{0,3}"  # between two digits of a phone number
_NETNUMMER = r"0(?:1[0135]|2[0346]|3[03568]|4[0356]|5[0358]|7[0-9]|8[4578]|9[17])"
_KENGETAL = r"0(?:[1-5]\d\d|800|90[069])"
_VOOR = r"(?<![\da-z+])(?<!\d[.,:])"


def _met_haken(nummer: str) -> str:
    """An area number, in brackets or not; one that opens before it and does not close behind it is not its own."""
    return rf"(?:\({nummer}\)|{nummer}\)?)"


_BEDRAG = r"\d{1,12}(?:[.,]\d{1,6}){0,5}"
_HOST = r"[a-z0-9\-]{1,63}"
_PUNT = r"(?:\.| ?[\[({] ?(?:\.|dot|punt) ?[\])}] ?| (?:dot|punt) )"
_MOBIEL = r"(?:0|(?<![a-z0-9])o)6"  # with a letter for the digit too
_TLD = r"(?:nl|be|de|com|org|net|eu|info|amsterdam|frl|uk|fr)"
_LOKAAL = r"(?<![a-z0-9._%+'\-])[a-z0-9_][a-z0-9._%+'\-]{0,250}"

DATUMS = [
    # pattern, order of its groups (d day, m month, j year), whether it beats a phone number
    [rf"(?<!\d)(\d{{1,2}}){_ORDE}(?: of)?[ \-]{{0,2}}{_MAAND}\.?,?[ \-]{{0,2}}'?(\d{{4}}|\d{{2}})(?!\d)", "dmj"],
    [rf"(?<![a-z]){_MAAND}\.? (\d{{1,2}}){_ORDE},? (\d{{4}})(?!\d)", "mdj"],
    [r"(?<!\d)(\d{4}) ?[\-/.] ?(\d{1,2}) ?[\-/.] ?(\d{1,2})(?!\d)", "jmd"],
    [r"(?<!\d)(\d{1,2}) ?[\-/.] ?(\d{1,2}) ?[\-/.] ?'?(\d{4})(?!\d)", "dmj"],
    [r"(?<!\d)(\d{1,2}) (\d{1,2}) (\d{4})(?!\d)", "dmj"],
    [r"(?<!\d)(\d{1,2})[\-/.](\d{1,2})[\-/.]'?(\d{2})(?!\d)(?![\-/.]\d{3}(?!\d))", "dmj"],
]
PATRONEN: dict[str, str] = {
    # neither part of a BSN nor of a phone number
    "barriere": "|".join(
        (
            r"(?<!\d)(?:19|20)\d\d ?(?:-|/|t/m|tot|en) ?(?:19|20)\d\d(?!\d)",  # years
            r"(?<!\d)\d{1,2}[.:]\d\d ?(?:-|tot|t/m|en) ?\d{1,2}[.:]\d\d(?!\d)",  # hours
            r"(?<!\d)\d{1,2}[.:]\d\d ?(?:uur|u)(?![a-z])",
            rf"(?:€|(?<![a-z])eur(?:o)?) ?{_BEDRAG}",
            rf"(?<![\d.,]){_BEDRAG}(?:,-)? ?(?:€|eur(?![a-z])|euro(?:'s)?(?![a-z])|miljoen)",
            r"(?<![\d.,])\d{1,3}(?:\.\d{3}){1,4},\d{1,2}(?!\d)",
        )
    ),
    "los": r"[ \t.\-_/]{1,3}|[ \t.\-]{0,3}\n[ \t>]{0,4}",  # between the digits of a BSN
    "vreemd": r"[,:;+*~=#'\"\\^&!?()<>@]",  # the same, if it is the same all the way
    "wijd": r"[^a-z0-9]{1,6}",  # after the word BSN
    "groepering": r"(?:3,3,3|4,2,3|2,2,2,3|5,4|1(?:,1){8})",  # lengths of groups
    "jaartal": r"(?:19|20)\d\d",
    "codegroep": r"50[1-8]|3[0-2]\d",  # of an enumeration: category 50 with a profile, numbers of messages
    "code_ervoor": r"(?<![a-z])(?:op|tr|iv|up|cs|jw|ijw|wmo)$",  # glued to groups of digits: the code of a rule
    "code_erna": r"^(?:pe|in|dl|dz)(?![a-z])",  # or of a product
    "telefoongat": _TUSSEN.replace("{0,3}", "{1,3}"),
    # phone numbers that no date looks like, then those that are looked for beside the dates
    "telefoon_vast": "|".join(
        (
            rf"(?:\+|00) ?31{_TUSSEN}(?:\(0\){_TUSSEN}|0{_TUSSEN})?[1-9](?:{_TUSSEN}\d){{8}}(?!\d)",
            rf"(?<![\d+])(?<!\d[.,:]){_met_haken(_MOBIEL)} ?[\-./ ]? ?\d{{8}}(?!\d)",
            rf"(?<![\d+])(?<!\d[.,:]){_MOBIEL}([\-. /])\d\d\1\d\d\1\d\d\1\d\d(?!\d|[\-./]\d)",
            rf"{_VOOR}{_met_haken(_NETNUMMER)} ?[\-./ ]? ?\d{{7}}(?!\d)",
            rf"{_VOOR}{_met_haken(_KENGETAL)} ?[\-./ ]? ?\d{{6}}(?!\d)",
            r"(?<!\d)0[1-9]\d{8}(?!\d)",
        )
    ),
    "telefoon_los": "|".join(
        (
            rf"(?<![\d+])(?<!\d[.,:]){_met_haken(_MOBIEL)}(?:{_TUSSEN}\d){{8}}(?!\d|[\-./]\d)",
            rf"{_VOOR}{_met_haken(_NETNUMMER)}(?:{_TUSSEN}\d){{7}}(?!\d|[\-./]\d)",
            rf"{_VOOR}{_met_haken(_KENGETAL)}(?:{_TUSSEN}\d){{6}}(?!\d|[\-./]\d)",
            rf"{_VOOR}0(?:800|90[069]) ?[\-./]? ?\d\d ?\d\d(?!\d)",
        )
    ),
    "telefoon_buitenland": r"(?:\+|(?<![\d.,:+])00)(?=[ (]{0,2}[1-9])",
    "e-mail": "|".join(
        (
            rf"(?:mailto:)?{_LOKAAL} ?(?:@{{1,3}}|%40) ?{_HOST}(?:{_PUNT}{_HOST}){{1,6}}",
            rf"\"[^\"@\n]{{1,60}}\"@{_HOST}(?:{_PUNT}{_HOST}){{0,6}}",
            rf"(?:mailto:)?{_LOKAAL} ?@ ?{_HOST},{_TLD}(?![a-z0-9])",
            rf"(?:mailto:)?{_LOKAAL}@(?=[0-9\-]{{0,20}}[a-z]){_HOST}",
            rf"{_LOKAAL} ?[\[({{<] ?(?:at|apenstaart|apenstaartje|@|a) ?[\])}}>] ?{_HOST}(?:{_PUNT}{_HOST}){{1,6}}",
            rf"{_LOKAAL} (?:at|apenstaart|apenstaartje) {_HOST}{_PUNT}(?:{_HOST}{_PUNT}){{0,3}}{_TLD}(?![a-z0-9])",
        )
    ),
    "iban": r"(?<![a-z0-9])nl ?\d\d ?[a-z]{4}(?: ?\d){10}(?![a-z0-9])",
    "bedragwoord": r"(?:€|eur|euro)",
}


class Persoonsgegevens(Model):
    """The file `persoonsgegevens.yaml`."""

    bsn: list[str]
    rekening: list[str]
    geboren: list[str]
    geboren_op: list[str]
    telefoon: list[str]
    landnummers: dict[str, int] = Field(description="Country number -> least digits of a whole number.")
    tussenvoegsels: list[str]
    rol: list[str]
    tussen_naam_en_geboorte: list[str]
    andere_datum: list[str]
    voor_andere_datum: list[str]
    straat: list[str]
    straat_zonder_postcode: list[str]
    clientnummer: list[str]
    persoon: list[str]
    aanspreking: list[str]
    organisatie: list[str]
    woont: list[str]
    geen_naam: list[list[str]]


@lru_cache
def woorden() -> Persoonsgegevens:
    """The words that come with the program."""
    return _lees(KENNISMAP)


def een_van(woorden: list[str]) -> str:
    """One pattern for many words, the longest first."""
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", " ") for w in sorted(woorden, key=len, reverse=True)) + ")"


def _woordpatronen(woorden: Persoonsgegevens) -> dict[str, str]:
    bsn, geboren = een_van(woorden.bsn), een_van(woorden.geboren)
    op, rol = een_van(woorden.geboren_op), een_van(woorden.rol)
    filler = een_van(woorden.tussen_naam_en_geboorte)
    staart = een_van(woorden.tussenvoegsels)
    leeftijd = r"\d{1,2} ?(?:jaar|jr|j|jarige|maanden|mnd|years? old|years?|yrs?|yo)\.?"
    kind = r"(?:(?:is|van|het|de|mijn|haar|zijn|client|kind|jeugdige|number|nummer|nr|no|als|volgt)[^a-z0-9]{1,3}){0,4}"
    return {
        "bsn_ervoor": rf"(?<![a-z]){bsn}[ \-]?(?:nummer|nr|number|no)?[^a-z0-9]{{0,5}}{kind}$",
        "geboren_ervoor": rf"(?<![a-z]){geboren}(?: (?:te|in|at) [a-z' \-]{{2,30}}| (?:van|of) [a-z' .\-]{{2,50}})?"
        rf"[ \t.:;=(|*,_\"'>\-]{{0,6}}\n?[ \t|]{{0,3}}(?:{op}[ .:]{{1,3}}){{0,3}}$",
        "geboren_erna": r"^[ ,)]{0,3}(?:is |was |werd )?(?:geboren|born)(?![a-z])",
        "geboren_los": rf"(?<![a-z]){geboren}(?![a-z])",
        "aaneen": r"(?<!\d)\d{6}(?:\d\d)?(?!\d)",
        "telefoon_ervoor": rf"(?<![a-z]){een_van(woorden.telefoon)}[ .:;=(|+\-]{{0,4}}"
        r"(?:(?:is|op|nr|nummer|number|on)[ .:]{1,2}){0,2}\(?$",
        "andere_kolom": rf"(?<![a-z]){een_van(woorden.andere_datum)}",
        "andere_ervoor": rf"(?<![a-z]){een_van(woorden.voor_andere_datum)}[ .:;|\-]{{0,4}}$",
        "periode_erna": r"^ ?(?:tot|t/m|tm|until|t\.m\.|-|en met)[ a-z]{0,8}\d{1,2}[\-/. ]",
        "rol_ervoor": rf"(?<![a-z]){rol}[ :,\t|]{{1,4}}$",
        "naam_ervoor": rf"(?<![a-z]){een_van(['naam', 'name', 'genaamd', 'heet'])}[ :\t|]{{1,4}}$",
        "kleine_naam": rf"(?<![a-z]){rol}[ :,]{{1,3}}((?:[a-z'\-]{{1,20}} ){{0,5}}[a-z'\-]{{2,20}})[ ,;(:\-]{{0,4}}$",
        "kleine_los": r"(?:^|[\n.:;|,(!?] {0,2})((?:[a-z'\-]{1,20} ){0,5}[a-z'\-]{2,20})[ ,;(:\-]{0,4}$",
        "vlak_voor": rf"^(?:,? {staart}){{0,3}}[ ,;:|\t(*'\".\-]{{0,6}}"
        rf"(?:(?:{filler}|{leeftijd})[ ,;:|)(.\-]{{1,3}}){{0,4}}$",
        "vlak_ernaast": rf"^(?:,? {staart}){{0,3}}[ ,;:|\t(\[*'\")\-]{{1,6}}#?[ ('\"]{{0,2}}$",
        "vlak_na": r"^[ ,;:|\t)\]\-]{1,6}(?:(?:naam|genaamd|heet|name)[ :]{1,2})?$",
        "adres": rf"(?<![a-z])(?:[a-z'.\-]{{1,30}} ){{0,2}}[a-z'.\-]{{0,30}}{een_van(woorden.straat)}"
        r" ?\d{1,5}(?: ?[a-z]{1,3}|[ \-]\d{1,4})?[ ,\n|]{1,3}[1-9]\d{3} ?[a-z]{2}(?![a-z0-9])",
        # in the text with its capitals
        "straat_en_nummer": rf"(?<![A-Za-z0-9\-])[A-Z][A-Za-z'.\-]{{2,30}}{een_van(woorden.straat_zonder_postcode)}"
        r" \d{1,4}(?:-?[A-Za-z]{1,2}|-\d{1,3})?(?![A-Za-z0-9%])(?![.,:\-/]\d)(?! ?(?:%|€|[a-z]*(?:jaar|jr|maand|mnd|dag"
        r"|week|weken|uur|uren|euro|keer|client|plaats|kind|jeugdige)))",
        "clientnummer": rf"(?<![a-z]){een_van(woorden.clientnummer)}(?:[ \t]{{0,3}}(?:is|van|nr|no)(?![a-z]))?"
        r"[ \t.:=#\-]{0,4}[a-z]{0,4}-?\d[\d.\-/]{2,16}\d(?![a-z0-9])",
        "persoon_ervoor": rf"(?<![a-z]){een_van(woorden.persoon)}[ :,\t|(]{{1,3}}$"
        rf"|[a-z0-9)] {{1,3}}{een_van(woorden.aanspreking)}\.? {{1,3}}$",
        "organisatie_ervoor": rf"(?<![a-z]){een_van(woorden.organisatie)}[ :,\t|(]{{1,3}}$",
        "persoon_erna": r"^(?: ?\(| ?, ?| is | van )(?:[3-9]|1\d|2[0-3]) ?(?:jaar|jr)(?![a-z])"
        rf"|^,? ?\(?(?:die )?{een_van(woorden.woont)}"
        rf"(?![a-z])|^ ?[,(:;] ?(?:met )?(?:{bsn}|{een_van(woorden.clientnummer)})(?![a-z])",
        "naar_plaats": r" (?:in|op|te|bij|aan|uit) ",
        "naar_organisatie": r" (?:bij|aan|uit|van) ",
        "voor_adres": rf"^ ?[,(] ?(?:(?:{een_van(woorden.woont)}|adres) ?:? ?(?:op |aan )?(?:de |het )?)?$",
    }


def _tot_het_eind(patroon: str) -> str:
    """The pattern with a $ that is the very end in Python too, where it can stand before a last line break."""
    return re.sub(r"\$$", r"(?!\\n)$", patroon)


def _naampatroon(tussenvoegsels: list[str]) -> str:
    woord = r"(?:(?:[A-Z]\.){1,5}|[A-Z][A-Za-z']+(?:-[A-Z][A-Za-z']+){0,3}(?![A-Za-z0-9\-]))"
    tussen = een_van([*tussenvoegsels, *(t.title() for t in tussenvoegsels if t.isalpha())])
    return rf"(?<![A-Za-z0-9\-.]){woord}(?: {{1,4}}(?:{tussen} ){{0,3}}{woord}|-{woord}){{0,6}}"


def _lees(folder: Path) -> Persoonsgegevens:
    pad = folder / "woordenschat" / _NAAM
    tekst, data, fouten = lees_bestand(pad)
    naam = f"woordenschat/{_NAAM}"
    if fouten:
        raise KennisFout([Fout(naam, f.regel, f.melding) for f in fouten])
    try:
        return Persoonsgegevens.model_validate(data)
    except ValidationError as fout:
        plekken = [(f["loc"], ".".join(map(str, f["loc"]))) for f in fout.errors()]
        raise KennisFout(
            [Fout(naam, regel_van(tekst, loc), f"{plek}: hier hoort iets anders") for loc, plek in plekken]
        ) from None


def _gepubliceerd(folder: Path) -> list[str]:
    """The e-mail addresses that stand in the knowledge base itself: nobody's personal data."""
    paden = chain((folder / "bronnen").glob("*.md"), (folder / "regelingen").glob("*.yaml"))
    teksten = (pad.read_text(encoding="utf-8").lower() for pad in paden)
    return sorted({adres for tekst in teksten for adres in re.findall(r"[a-z0-9._%+\-]+@[a-z0-9.\-]+[a-z]", tekst)})


def _vakwoorden(folder: Path) -> list[str]:
    """Every word of the names of products and of whom one can ask, which no person has."""
    teksten = (pad.read_text(encoding="utf-8") for pad in sorted((folder / "regelingen").glob("*.yaml")))
    namen = (naam for tekst in teksten for naam in re.findall(r"(?:naam|term|synoniemen|producten): ([^}\n]+)", tekst))
    return sorted({woord.lower() for naam in namen for woord in re.findall(r"[A-Za-z]{4,}", vouw_letters(naam))})


def vouw_letters(tekst: str) -> str:
    """A text with letters without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", tekst) if not unicodedata.combining(c))


def _plaatsen(folder: Path) -> list[str]:
    """Every word of the name of a municipality or region, in lower case."""
    _, data, _ = lees_bestand(folder / "woordenschat" / "plaatsen.yaml")
    namen = chain.from_iterable((data or {}).values())
    return sorted({woord.lower() for naam in namen for woord in re.findall(r"[A-Z][A-Za-z'\-]+", naam)})


@lru_cache(maxsize=2)
def regels(folder: Path = KENNISMAP) -> dict[str, Any]:
    """Everything that tells personal data, as JSON for the page.

    Raises:
        KennisFout: the file of words has a fault.
    """
    woorden = _lees(folder)
    return {
        "soorten": list(SOORTEN),
        "labels": LABELS,
        "datums": DATUMS,
        "patronen": {
            **PATRONEN,
            **{n: _tot_het_eind(p) for n, p in _woordpatronen(woorden).items()},
            "naam": _naampatroon(woorden.tussenvoegsels),
        },
        "landnummers": woorden.landnummers,
        "tussenvoegsels": woorden.tussenvoegsels,
        "geen_naam": sorted({w for groep in woorden.geen_naam for w in groep}),
        "plaatsen": _plaatsen(folder),
        "vakwoorden": _vakwoorden(folder),
        "gepubliceerd": _gepubliceerd(folder),
    }


@lru_cache(maxsize=128)
def patroon(naam: str) -> re.Pattern[str]:
    """A pattern of the rules."""
    return re.compile(regels()["patronen"][naam])
