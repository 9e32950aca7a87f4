"""A cleaned web page as Markdown: markdownify, with tables, definition lists and folded questions written out."""

from __future__ import annotations

import re
from typing import Any

from bs4 import Tag
from markdownify import MarkdownConverter

from knowledge.readers.opmaak import cel
from knowledge.readers.tabelvorm import leesbare_tabel

_KOPPEN = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOKKEN = ("p", "div", "li", "br", "dt", "dd", "tr", *_KOPPEN)
_LANG = 500
_MEESTE_CELLEN = 60  # cells that one colspan or rowspan may fill


def als_markdown(deel: Tag) -> str:
    """The Markdown of an element; it is changed on the way."""
    for tabel_ in deel.select("table"):
        if _is_opmaak(tabel_):
            _ontdoe_tabel(tabel_)
    for lijst in deel.select("dl"):
        if _is_lang(lijst):
            _als_secties(lijst)
    _nummer_koppen(deel)
    for noot in deel.select("sup"):
        _schrijf_noot(noot)
    omzetter = _Omzetter(
        heading_style="atx",
        bullets="-",
        escape_asterisks=False,
        escape_underscores=False,
        escape_misc=False,
        strip=["a", "img", "video", "label", "summary"],
    )
    return str(omzetter.convert_soup(deel))


def _schrijf_noot(noot: Tag) -> None:
    """A raised note mark stands apart from the word before it: "€ 100¹" is not "€ 1001"."""
    voor = noot.previous_sibling
    is_maat = re.search(r"\b[kcdm]?m$", str(voor or ""))
    text = noot.get_text(strip=True)
    noot.replace_with(text if is_maat or not text.strip("*") else f" [{text}]")


def _nummer_koppen(deel: Tag) -> None:
    """The line that opens a folded part becomes a heading below the one before it."""
    niveau = 1
    for element in deel.find_all([*_KOPPEN, "summary"]):
        if element.name != "summary":
            niveau = int(element.name[1])
            continue
        diepte = max(1, len(element.find_parents("details")))
        element.name = f"h{min(6, niveau + diepte)}"


# --- definition lists --------------------------------------------------------------------------------------


def _is_lang(lijst: Tag) -> bool:
    """Whether a definition list is really a series of small sections (questions with their answers)."""
    return any(
        dd.select_one("table, ul, ol, p + p, h2, h3, h4") or len(dd.get_text()) > _LANG for dd in lijst.select("dd")
    )


def _als_secties(lijst: Tag) -> None:
    for deel in lijst.find_all(["dt", "dd"]):
        deel.name = "summary" if deel.name == "dt" else "div"
    lijst.name = "div"


# --- tables ------------------------------------------------------------------------------------------------


def _is_opmaak(element: Tag) -> bool:
    """Whether a table only lays out the page."""
    if element.get("role") in ("presentation", "none"):
        return True
    return element.select_one("table, h1, h2, h3") is not None and element.select_one(":scope > thead, th") is None


def _ontdoe_tabel(element: Tag) -> None:
    for deel in element.find_all(["tbody", "thead", "tfoot", "tr", "td", "th"]):
        if deel.find_parent("table") is element:
            deel.name = "div"
    element.name = "div"


def _celtekst(element: Tag) -> str:
    """The text of a cell; its lines and items become a series."""
    for blok in element.find_all(_BLOKKEN):
        blok.insert_before("\n")
        blok.insert_after("\n")
    text = re.sub(r"[ \t\r]+", " ", element.get_text())
    return cel(re.sub(r"\n\s*[•▪·-]\s+", "\n", text))


def _getal(element: Tag, naam: str) -> int:
    waarde = str(element.get(naam) or "1").strip()
    return max(1, min(_MEESTE_CELLEN, int(waarde))) if waarde.isdecimal() else 1


def _rooster(rijen: list[Tag]) -> list[list[str]]:
    """The cells in rows and columns; a cell over several rows or columns is repeated in each.

    A cell over the whole width (a heading within the table) is not repeated: it stands in the first column.
    """
    rooster: list[dict[int, str]] = [{} for _ in rijen]
    for n, rij in enumerate(rijen):
        cellen = rij.find_all(["td", "th"], recursive=False)
        kolom = 0
        for element in cellen:
            while kolom in rooster[n]:
                kolom += 1
            text, breed = _celtekst(element), 1 if len(cellen) == 1 else _getal(element, "colspan")
            for onder in range(n, min(len(rijen), n + _getal(element, "rowspan"))):
                rooster[onder].update(dict.fromkeys(range(kolom, kolom + breed), text))
            kolom += breed
    return [[rij.get(k, "") for k in range(max(rij, default=-1) + 1)] for rij in rooster]


def _aantal_kopregels(rijen: list[Tag]) -> int:
    """How many rows at the top are header: those in `thead`, else the leading rows of nothing but `th`."""
    in_kop = sum(rij.find_parent("thead") is not None for rij in rijen)
    if in_kop:
        return in_kop
    aantal = 0
    for rij in rijen:
        if rij.find("td", recursive=False) is not None:
            break
        aantal += 1
    return aantal if aantal < len(rijen) else min(aantal, 1)


def _kop(regels: list[list[str]]) -> list[str]:
    """One header out of several rows: what stands above each other, once."""
    breedte = max(map(len, regels))
    kolommen = ([regel[k] for regel in regels if k < len(regel) and regel[k]] for k in range(breedte))
    return [" - ".join(dict.fromkeys(kolom)) for kolom in kolommen]


def _tabel(element: Tag) -> str:
    rijen = [rij for rij in element.find_all("tr") if rij.find_parent("table") is element]
    rijen.sort(key=lambda rij: (rij.find_parent("thead") is None, rij.find_parent("tfoot") is not None))
    aantal = _aantal_kopregels(rijen)
    rooster = _rooster(rijen)
    if not any(map(len, rooster)):
        return ""
    if aantal == 0 and max(map(len, rooster)) <= 2:
        return "\n".join("- " + ": ".join(filter(None, rij)) for rij in rooster if any(rij))
    aantal = max(1, aantal)
    bijschrift = element.find("caption", recursive=False)
    titel = f"{_celtekst(bijschrift)}:\n\n" if bijschrift and bijschrift.get_text(strip=True) else ""
    return titel + leesbare_tabel(_kop(rooster[:aantal]), rooster[aantal:])


class _Omzetter(MarkdownConverter):
    """markdownify, with its own writing of tables, definition lists and headings."""

    def convert_table(self, el: Tag, *_: Any, **__: Any) -> str:
        return f"\n\n{_tabel(el)}\n\n"

    def convert_dl(self, el: Tag, *_: Any, **__: Any) -> str:
        regels: list[str] = []
        termen: list[str] = []
        for deel in el.find_all(["dt", "dd"]):
            if deel.name == "dt":
                termen.append(_celtekst(deel))
            elif termen:
                regels.append(f"- **{', '.join(termen)}**: {_celtekst(deel)}")
                termen = []
            elif regels:
                regels[-1] += f"; {_celtekst(deel)}"
        return "\n\n" + "\n".join([*regels, *(f"- **{term}**" for term in termen)]) + "\n\n"

    def convert_hN(self, n: int, _: Tag, text: str, parent_tags: Any) -> str:
        kaal = " ".join(re.sub(r"\*\*|__", "", text).split())
        return f"\n\n{'#' * max(1, min(6, n))} {kaal}\n\n" if kaal and "_inline" not in parent_tags else f" {kaal} "
