"""What a document says of itself in its own text: date, publisher, period, title and subject, never by guess.

A value counts only behind a word that says what it is ("Publicatiedatum: 11-12-2024", "| Auteur | … |", "geldig van …
tot en met …"). A name that comes back within the beginning belongs to the parts of a document, not to the whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from knowledge.kenmerken import Kenmerken
from knowledge.periode import DAG, datum_van, periode_van
from knowledge.text import fold

if TYPE_CHECKING:
    from knowledge.readers.model import Gelezen
    from knowledge.sections import Sections

BEGIN = 8000
"""Characters of a document in which it says what it is."""
LANGSTE_ONDERWERP = 200
"""Characters: it goes with every passage, so it may not outweigh the text itself."""

_MEESTE_REGELS = 120


def herken_kenmerken(text: str) -> Kenmerken:
    """What a document says of itself.

    Args:
        text: its beginning, clean Markdown or plain text.
    """
    text = text[:BEGIN]
    gegevens = dict(_gegevens(text))
    regels = [_kaal(regel).strip("#|- ") for regel in text.split("\n") if regel.strip()]
    van, tot = periode_van(regels[:_MEESTE_REGELS])
    titel = _eerste(gegevens, _TITELS) or _vette_titel(text)
    return Kenmerken(
        titel=titel if titel and len(titel) <= LANGSTE_ONDERWERP else None,
        uitgever=_uitgever(gegevens),
        datum=_datum(gegevens, text),
        van=van,
        tot=tot,
        onderwerp=_onderwerp(gegevens, text),
    )


def kenmerken_van(gelezen: Gelezen, *, tekst_eerst: bool) -> Gelezen:
    """What was read, with what its text says of itself.

    Args:
        gelezen: what was read, with the metadata of its format.
        tekst_eerst: whether the text goes before those: they only tell who saved the file last, and when.
    """
    gevonden = herken_kenmerken(_begin(gelezen.sections))
    if gelezen.sections.titel or gelezen.kenmerken.titel:
        gevonden = replace(gevonden, titel=None)  # the heading above it all says more
    eerst, dan = (gevonden, gelezen.kenmerken) if tekst_eerst else (gelezen.kenmerken, gevonden)
    return replace(gelezen, kenmerken=eerst.aangevuld(dan))


def kort_onderwerp(*delen: str | None) -> str | None:
    """One line of at most 200 characters out of what says what a document is about; None when nothing does."""
    kaal = (" ".join(deel.split()).rstrip(".;: ") for deel in delen if deel)
    text = "; ".join(dict.fromkeys(filter(None, kaal)))
    if len(text) > LANGSTE_ONDERWERP:
        text = text[: LANGSTE_ONDERWERP - 1].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"
    return text or None


def _begin(sections: Sections) -> str:
    """The beginning of a document that was cut at its headings."""
    delen = [f"# {sections.titel}"] if sections.titel else []
    omvang = 0
    for sectie in sections.secties:
        tekst = sectie.ruw or "\n\n".join(block.text for block in sectie.blocks)
        delen.extend([f"## {sectie.pad[-1]}", tekst] if sectie.pad else [tekst])
        omvang += len(tekst)
        if omvang > BEGIN:
            break
    return "\n\n".join(delen)


# --- names and values --------------------------------------------------------------------------------------

_KOP = re.compile(r"^ {0,3}#{1,6}\s+(.*?)[\s#]*$")
_PAAR = re.compile(r"^\s*(?:[-*•+]\s+)?\**([^\W\d_][\w /-]{1,60}?)\**\s*:\**\s*(\S.*)$")
_CEL = re.compile(r"(?<!\\)\|")
_STREEP = re.compile(r"^[\s|:-]+$")
_OPMAAK = re.compile(r"[*`]+|\\(?=[|_*])")


def _gegevens(text: str) -> Iterator[tuple[str, str]]:
    """Names (folded) with their value, each that stands there once."""
    paren = list(_paren(text.split("\n")[:_MEESTE_REGELS]))
    vaak = Counter(naam for naam, _ in paren)
    return ((naam, waarde) for naam, waarde in paren if vaak[naam] == 1)


def _paren(regels: Sequence[str]) -> Iterator[tuple[str, str]]:
    for nummer, regel in enumerate(regels):
        if cellen := _cellen(regel):
            if len(cellen) == 2 and all(cellen) and not _is_kopregel(regels, nummer):
                yield _naam(cellen[0]), cellen[1]
        elif paar := _PAAR.match(regel):
            yield _naam(paar[1]), _kaal(paar[2])


def _is_kopregel(regels: Sequence[str], nummer: int) -> bool:
    """Whether a row is the header of other rows, and not the first name with a value of a table of those."""
    if _STREEP.match(regels[nummer]):
        return True
    if nummer + 1 >= len(regels) or not re.match(r"\s*\|[\s|:]*-", regels[nummer + 1]):
        return False
    onder = _cellen(regels[nummer + 2]) if nummer + 2 < len(regels) else []
    return bool(onder) and _naam(onder[0]) not in _BEKEND


def _cellen(regel: str) -> list[str]:
    """The cells of a row of a table; none for another line."""
    regel = regel.strip()
    return [_kaal(cel) for cel in _CEL.split(regel.strip("|"))] if regel.startswith("|") else []


def _naam(text: str) -> str:
    """One spelling of a name: the last part of a path, words apart, lower case."""
    laatste = text.rpartition(" / ")[2]
    return " ".join(fold(re.sub(r"(?<=[a-z])(?=[A-Z])|[-_]", " ", _kaal(laatste))).split())


def _kaal(text: str) -> str:
    return " ".join(_OPMAAK.sub("", text).split())


def _eerste(gegevens: dict[str, str], namen: Sequence[str]) -> str | None:
    return next((gegevens[naam] for naam in namen if naam in gegevens), None)


_TITELS = ("documentnaam", "titel document", "naam document", "citeertitel", "titel")
_UITGEVERS = (
    *("uitgever", "uitgegeven door", "publicerende organisatie", "organisatie", "organisaties", "auteur", "auteurs"),
    *("auteur s", "opgesteld door", "afkomstig van", "eigenaar", "beheerder", "opsteller"),
)
_DATUMS = (
    *("publicatiedatum", "datum publicatie", "gepubliceerd", "gepubliceerd op", "geplaatst op", "bericht geplaatst op"),
    *("datum", "versiedatum", "documentdatum", "datum document", "vastgesteld", "vastgesteld op"),
    *("datum vaststelling", "laatst bijgewerkt", "laatst bijgewerkt op", "laatst gewijzigd", "laatst gewijzigd op"),
    *("laatste wijziging", "laatste update", "bijgewerkt op", "gewijzigd op", "datum laatste wijziging"),
)
_SOORTEN = ("documenttype", "document type", "type document", "type bestand", "tabeltype", "type")
_OVER = ("onderwerp", "onderwerpen", "thema", "berichttype", "berichttypen", "bericht", "element")
_UITLEG = ("definitie", "samenvatting", "omschrijving", "beschrijving", "betekenis", "doel", "toelichting")
_BEKEND = frozenset((*_TITELS, *_UITGEVERS, *_DATUMS, *_SOORTEN, *_OVER, *_UITLEG, "naam", "id", "versie", "status"))


def _uitgever(gegevens: dict[str, str]) -> str | None:
    namen = (gegevens[naam] for naam in _UITGEVERS if naam in gegevens)
    return next((naam for naam in namen if 2 <= len(naam) <= 100 and "://" not in naam), None)


def _vette_titel(text: str) -> str | None:
    """The first line, when it is bold by itself."""
    eerste = next((regel.strip() for regel in text.split("\n") if regel.strip()), "")
    vet = re.fullmatch(r"\*\*([^*]{5,150})\*\*", eerste)
    return _kaal(vet[1]) if vet else None


# --- dates -------------------------------------------------------------------------------------------------

_DATUMREGEL = re.compile(
    rf"^[\s>*_-]*(?:versie [\w.]+[,;]? )?(?:(?:bericht|pagina|document) )?(?:{'|'.join(_DATUMS)})"
    rf"[\s*:]*(?:op|d\.d\.|per)?[\s*:]*({DAG})",
    re.I | re.M,
)
_VERSIEREGEL = re.compile(rf"^[\s>*_-]*versie(?: [\w.]*\d[\w.]*)?(?: van|[,:;]| [-–])? ({DAG})", re.I | re.M)


def _datum(gegevens: dict[str, str], text: str) -> str | None:
    """The date behind the first name in the order of preference, else in a line or a list of versions."""
    kandidaten = [
        *(gegevens.get(naam, "") for naam in _DATUMS),
        *(gevonden[1] for patroon in (_DATUMREGEL, _VERSIEREGEL) for gevonden in patroon.finditer(text)),
    ]
    return next(filter(None, map(datum_van, kandidaten)), None) or _datum_laatste_versie(text.split("\n"))


def _datum_laatste_versie(regels: Sequence[str]) -> str | None:
    """The latest day in a table of versions: the day of the document as it is."""
    for nummer, regel in enumerate(regels):
        kop = [_naam(cel) for cel in _cellen(regel)]
        if "versie" in kop and "datum" in kop:
            rijen = takewhile(bool, map(_cellen, regels[nummer + 1 :]))
            kolom = kop.index("datum")
            return max(filter(None, (datum_van(rij[kolom]) for rij in rijen if len(rij) > kolom)), default=None)
    return None


# --- subject -----------------------------------------------------------------------------------------------

_UITLEGKOP = re.compile(
    r"(?:definitie|betekenis|uitgangspunt|samenvatting|omschrijving|beschrijving|doel|regeltekst|regel)\b(?!.*\d)", re.I
)
_LANGSTE_GEGEVEN = 70
_KORTSTE_ZIN = 30


def _onderwerp(gegevens: dict[str, str], text: str) -> str | None:
    """Kind, subject and message by name, and the sentence that defines or sums up; without what the title says."""
    regels = [regel.strip() for regel in text.split("\n") if regel.strip()]
    gezegd = _woorden(next((kop[1] for regel in regels if (kop := _KOP.match(regel))), ""))
    delen = [_eerste(gegevens, _SOORTEN), *(gegevens.get(naam) for naam in _OVER)]
    kort = [deel for deel in delen if deel and len(deel) <= _LANGSTE_GEGEVEN and not _woorden(deel) <= gezegd]
    zinnen = [*(gegevens[naam] for naam in _UITLEG if naam in gegevens), *_uitleg(regels), *_aanhef(regels)]
    zin = next((zin for zin in zinnen if len(_woorden(zin) - gezegd) >= 2), None)
    if not kort and not zin and (naam := gegevens.get("naam")) and not _woorden(naam) <= gezegd:
        kort = [naam]
    return kort_onderwerp(*dict.fromkeys(kort), zin)


def _uitleg(regels: Sequence[str]) -> Iterator[str]:
    """The first sentence below each heading that promises a definition or a summary, and stands there once."""
    vaak = Counter(regel for regel in regels if _KOP.match(regel))
    for kopregel, alinea in pairwise(regels):
        kop = _KOP.match(kopregel)
        if kop and vaak[kopregel] == 1 and _UITLEGKOP.match(_kaal(kop[1])):
            yield from _eerste_zin(alinea)


def _aanhef(regels: Sequence[str]) -> Iterator[str]:
    """The sentence right below the title; below the first of many headings it says nothing of the document."""
    if len(regels) > 1 and (regels[0].startswith("# ") or re.fullmatch(r"\*\*[^*]+\*\*", regels[0])):
        yield from (zin for zin in _eerste_zin(regels[1]) if len(zin) >= _KORTSTE_ZIN and zin.endswith((".", "?", "!")))


def _eerste_zin(alinea: str) -> Iterator[str]:
    from knowledge.pieces import sentences

    paar = _PAAR.match(alinea)
    if re.match(r"[#|<`]|[-*•+]\s", alinea) or (paar and _naam(paar[1]) in _BEKEND):
        return
    yield from sentences(_kaal(alinea))[:1]


def _woorden(text: str) -> set[str]:
    return set(re.findall(r"\w{2,}", fold(text)))
