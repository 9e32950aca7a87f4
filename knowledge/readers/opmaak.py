"""What the readers of office files and PDFs share: writing Markdown, judging metadata, refusing broken files.

A reader gives blocks of Markdown (a heading, paragraph, list or table each) and marks where a page, slide or
sheet begins; `gelezen` makes sections of them.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

from knowledge.decoding import LeesFout, clean
from knowledge.kenmerken import Kenmerken
from knowledge.markdown_sections import markdown_sections
from knowledge.readers.model import Gelezen
from knowledge.redaction import verwijder_bsn

BEVEILIGD = "is met een wachtwoord beveiligd; haal de beveiliging eraf en probeer het opnieuw"
KAPOT = "is beschadigd en niet te lezen"
GEEN_TEKST = "er staat geen leesbare tekst in"
ALLEEN_BEELD = "bevat alleen afbeeldingen; laat er eerst tekstherkenning (OCR) op los"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_VERSLEUTELD = "EncryptedPackage".encode("utf-16-le")


# --- errors ------------------------------------------------------------------------------------------------


@contextmanager
def leesbaar(naam: str) -> Iterator[None]:
    """Whatever a parser throws at a broken file becomes one `LeesFout`; what it warns of is not shown.

    Parsers of these formats raise errors of every class on broken input, so every class is caught here; the
    cause stays attached.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (LeesFout, MemoryError):
        raise
    except Exception as error:
        raise LeesFout(naam, KAPOT) from error


def controleer_pakket(inhoud: bytes, naam: str) -> None:
    """Refuse what can't be an Office file of today: nothing, one with a password, one of before 2007.

    Raises:
        LeesFout: it is one of these.
    """
    if not inhoud.strip(b"\0 \r\n\t"):
        raise LeesFout(naam, "het bestand is leeg")
    if inhoud.startswith(_OLE):
        if _VERSLEUTELD in inhoud:
            raise LeesFout(naam, BEVEILIGD)
        raise LeesFout(naam, "is van een soort van voor 2007; sla het op als docx, pptx of xlsx")


# --- Markdown ----------------------------------------------------------------------------------------------

_VERVOLG = re.compile(r"\s*(?:\((?:vervolg ?\d*|deel \d+|\d+(?: ?(?:/|van) ?\d+)?)\)|[-–:]? ?\bvervolg)\s*$", re.I)
_LIJKT_OPMAAK = re.compile(r"^(\s*)(#{1,6}\s|```|~~~|\|(?=.*\|\s*$))")


def merk(soort: str, nummer: object, *, verborgen: bool = False) -> str:
    """The mark of where a page, slide or sheet begins."""
    return f"\f{soort} {' '.join(str(nummer).split())}{' (verborgen)' if verborgen else ''}"


def kop(niveau: int, text: str) -> str:
    """A heading, on one line."""
    return f"{'#' * max(1, min(niveau, 6))} {' '.join(text.split())}"


def zonder_vervolg(titel: str) -> str:
    """A title without "(vervolg)", "(2/3)" and the like, so that it is the same on each slide or page."""
    return _VERVOLG.sub("", titel) or titel


def alinea(text: str) -> str:
    """A paragraph: line breaks kept, nothing in it taken for a heading, a table or code."""
    regels = (" ".join(regel.split()) for regel in text.split("\n"))
    return "\n".join(_LIJKT_OPMAAK.sub(r"\1\\\2", regel) for regel in regels if regel)


def punt(text: str, diepte: int = 0, teken: str = "") -> str:
    """An item of a list; a mark of its own ("3.", "b)") stays, any other stands in the text."""
    bekend = re.fullmatch(r"\d{1,2}[.)]|[a-z][.)]", teken)
    voor = teken if bekend else f"- {teken}".rstrip()
    return f"{'    ' * diepte}{voor} {' '.join(text.split())}"


def cel(text: str) -> str:
    """The text of a table cell on one line; its lines become a series."""
    regels = [" ".join(regel.split()) for regel in text.split("\n")]
    uit = ""
    for regel in filter(None, regels):
        uit += regel if not uit else (" " if uit[-1] in ".,;:!?-" or regel[0].islower() else "; ") + regel
    return uit


def tabel(rijen: Sequence[Sequence[str]], kopregels: int = 1) -> list[str]:
    """A table as blocks of Markdown.

    Args:
        rijen: its rows; merged cells have their value in each. A row of one cell in a wider table is a band
            over the full width: what stands below it becomes a table of its own, with the same header.
        kopregels: number of header rows, bands not counted; they become one.
    """
    schoon = _zonder_leegte([[cel(c) for c in rij] for rij in rijen])
    breedte = max(map(len, schoon), default=0)
    if breedte < 2:
        return [alinea(rij[0]) for rij in schoon]
    gewoon = [rij for rij in schoon if len(rij) > 1]
    hoofd = _een_kop([_breed(rij, breedte) for rij in gewoon[:kopregels]]) if kopregels else [""] * breedte
    blokken: list[str] = []
    open_rijen: list[list[str]] = []
    over = kopregels

    def sluit() -> None:
        if open_rijen or (len(gewoon) <= kopregels and not over and not blokken):
            blokken.append("\n".join(map(_rij, [hoofd, ["---"] * breedte, *open_rijen])))
            open_rijen.clear()

    for rij in schoon:
        if len(rij) == 1:
            sluit()
            blokken.append(alinea(rij[0]))
        elif over:
            over -= 1
        else:
            open_rijen.append(_breed(rij, breedte))
    sluit()
    return blokken or [_rij(hoofd)]


def _zonder_leegte(rijen: list[list[str]]) -> list[list[str]]:
    """Without empty rows and empty columns."""
    rijen = [rij for rij in rijen if any(rij)]
    breedte = max(map(len, rijen), default=0)
    vol = [any(len(rij) > k and (rij[k] and len(rij) > 1) for rij in rijen) for k in range(breedte)]
    if breedte < 2 or not any(vol):
        return [[next(filter(None, rij))] for rij in rijen]
    return [rij if len(rij) == 1 else [c for c, houd in zip(rij, vol, strict=False) if houd] for rij in rijen]


def _een_kop(rijen: list[list[str]]) -> list[str]:
    """Header rows as one: each column with the different texts above it."""
    return [" – ".join(dict.fromkeys(filter(None, kolom))) for kolom in zip(*rijen, strict=True)]


def _breed(rij: list[str], breedte: int) -> list[str]:
    return [*rij, *[""] * (breedte - len(rij))]


def _rij(cellen: list[str]) -> str:
    return "| " + " | ".join(re.sub(r"(?<!\\)\|", r"\\|", c) for c in cellen) + " |"


# --- metadata ----------------------------------------------------------------------------------------------

_GEEN_TITEL = re.compile(
    r"(?:microsoft|ms) (?:word|powerpoint|excel|office).*|powerpoint[- ]?present.*|(?:dia|slide|pagina|page) ?\d+"
    r"|(?:document|presentat\w+|map|book|blad|sheet|werkblad|workbook|werkmap|titel|title|naamloos|untitled"
    r"|sjabloon|template|concept|geen (?:dia)?titel|no slide title|notitie|memo|brief|rapport)[ -]?\d*"
    r"|(?:naamloos|untitled|sjabloon|template)\b.*"
    r"|welkom|agenda|inhoud|inhoudsopgave|voorwoord|inleiding|colofon|programma|vragen\??|.*\.\w{3,5}",
    re.I,
)
_PROGRAMMA = re.compile(
    r"(?:microsoft(?: office)?|office|windows|default|onbekende?|unknown|local)?[ -]?(?:user|gebruiker|auteur|author)?"
    r"|admin\w*|python-\w+|openpyxl|\w*user\w*|steve canny|apache poi|microsoft(?: corporation)?|hp|dell|home|thuis",
    re.I,
)
_EERSTE_JAAR = 1995
_SJABLONEN = {date(2013, 12, 23), date(2013, 1, 27)}
"""Days on which the empty templates of common libraries were made."""


def echte_titel(text: str | None) -> str | None:
    """A title, unless it is what a program fills in by itself, or a file name."""
    titel = " ".join(clean(text or "").split()).strip(" -–:*")
    if not 4 <= len(titel) <= 200 or _GEEN_TITEL.fullmatch(titel) or (" " not in titel and re.search(r"[_\d]", titel)):
        return None
    return titel if re.search(r"[^\W\d_]{3}", titel) else None


def kenmerken(
    titel: str | None = None,
    auteur: str | None = None,
    organisatie: str | None = None,
    datum: date | None = None,
    onderwerp: str | None = None,
) -> Kenmerken:
    """What the properties of a file say, as far as it looks real.

    Args:
        titel: its title.
        auteur: who made it; publisher when there is no organisation.
        organisatie: the organisation.
        datum: the day it was last saved.
        onderwerp: its subject.
    """
    dag = datum.date() if isinstance(datum, datetime) else datum
    echt = dag is not None and dag.year >= _EERSTE_JAAR and dag not in _SJABLONEN
    return Kenmerken(
        titel=echte_titel(titel),
        uitgever=_naam(organisatie) or (_naam(auteur) if " " in (auteur or "").strip() else None),
        datum=dag.isoformat() if dag and echt else None,
        onderwerp=(echte_titel(onderwerp) or "")[:200] or None,
    )


def ooxml_kenmerken(inhoud: bytes) -> Kenmerken:
    """What the properties of a docx, pptx or xlsx say.

    Read from the file itself: the libraries make up properties, with the time of today, where it has none.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    waarden: dict[str, str] = {}
    with ZipFile(BytesIO(inhoud)) as pakket:
        for onderdeel in ("docProps/core.xml", "docProps/app.xml"):
            if onderdeel in pakket.namelist():
                wortel = etree.fromstring(pakket.read(onderdeel), parser)
                elementen = [] if wortel is None else [e for e in wortel if isinstance(e.tag, str)]
                waarden.update({e.tag.rpartition("}")[2]: e.text or "" for e in elementen})
    dag = re.match(r"\d{4}-\d\d-\d\d", waarden.get("modified", ""))
    return kenmerken(
        titel=waarden.get("title"),
        auteur=waarden.get("creator"),
        organisatie=waarden.get("Company"),
        datum=date.fromisoformat(dag[0]) if dag else None,
        onderwerp=waarden.get("subject"),
    )


def _naam(text: str | None) -> str | None:
    naam = " ".join(clean(text or "").split())
    return naam if 2 < len(naam) <= 100 and not _PROGRAMMA.fullmatch(naam) else None


# --- the result --------------------------------------------------------------------------------------------


def gelezen(
    naam: str,
    blokken: Sequence[str],
    uit_bestand: Kenmerken | None = None,
    meldingen: Sequence[str] = (),
    leeg: str = GEEN_TEKST,
) -> Gelezen:
    """The sections of a file from its blocks of Markdown.

    What the text itself shows as title and date goes before what the properties of the file say.

    Args:
        naam: name of the file.
        blokken: Markdown, marks included.
        uit_bestand: what the properties of the file say.
        meldingen: what the user must know of it.
        leeg: the reason when there is no text.

    Raises:
        LeesFout: there is no text in it.
    """
    if not any(re.search(r"\w", blok) for blok in blokken if not blok.startswith("\f")):
        raise LeesFout(naam, leeg)
    text, _ = verwijder_bsn(clean("\n\n".join(blokken)))
    sections = markdown_sections(text)
    eigen = Kenmerken(titel=echte_titel(sections.titel), datum=sections.datum)
    return Gelezen(sections, eigen.aangevuld(uit_bestand or Kenmerken()), tuple(meldingen))


def voeg_tabel_voort(blok: str, rijen: Sequence[Sequence[str]]) -> str:
    """The header of a table in Markdown with other rows below it."""
    hoofd = blok.split("\n")[:2]
    return "\n".join([*hoofd, *(_rij([cel(c) for c in rij]) for rij in rijen)])
