"""What a web page says of itself in its metadata: Dublin Core, OpenGraph and schema.org."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from knowledge.kenmerken import Kenmerken
from knowledge.metadata import kort_onderwerp
from knowledge.periode import datum_van

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_TITELS = ("dcterms.title", "dc.title", "og:title")
_UITGEVERS = (
    *("dcterms.publisher", "dc.publisher", "overheid.authority", "dcterms.creator", "dc.creator", "og:site_name"),
)
_DATUMS = (
    *("dcterms.issued", "dc.date.issued", "article:published_time", "datepublished", "dcterms.available", "dc.date"),
    *("dcterms.date", "date", "dcterms.modified", "article:modified_time", "datemodified", "last-modified"),
)
_OMSCHRIJVINGEN = ("description", "dcterms.abstract", "dcterms.description", "dc.description", "og:description")
_VAN, _TOT = ("overheidwetgeving.geldigheidsdatum", "dcterms.valid.start"), ("dcterms.valid.end",)


def kenmerken_van_pagina(soep: BeautifulSoup) -> Kenmerken:
    """From the page's metadata; the names are those of Dublin Core, OpenGraph and schema.org."""
    meta = _meta(soep)

    def eerste(*namen: str) -> str | None:
        return next((meta[naam] for naam in namen if naam in meta), None)

    def datum(*namen: str) -> str | None:
        return next((iso for naam in namen if (iso := datum_van(meta.get(naam, "")))), None)

    uitgever = eerste(*_UITGEVERS)
    omschrijving = eerste(*_OMSCHRIJVINGEN)
    return Kenmerken(
        titel=_titel(soep, eerste(*_TITELS), uitgever),
        uitgever=uitgever,
        datum=datum(*_DATUMS),
        van=datum(*_VAN),
        tot=datum(*_TOT),
        onderwerp=kort_onderwerp(omschrijving),
    )


def _titel(soep: BeautifulSoup, opgegeven: str | None, uitgever: str | None) -> str | None:
    """The main heading, when there is one; else the title without the name of the site."""
    koppen = soep.select("h1")
    if len(koppen) == 1 and (kop := " ".join(koppen[0].get_text(" ").split())):
        return kop
    titel = opgegeven or (" ".join(soep.title.get_text().split()) if soep.title else "")
    delen = re.split(r"\s+[|–—·»-]\s+", titel)
    if len(delen) > 1 and (delen[-1] == uitgever or "|" in titel or re.match(r"gemeente\b", delen[-1], re.I)):
        delen.pop()
        return " - ".join(delen)
    return titel or None


def _meta(soep: BeautifulSoup) -> dict[str, str]:
    """Names (lower case) and values: the first of each name in meta elements, then in JSON-LD."""
    meta: dict[str, str] = {}
    for element in soep.select("meta[content]"):
        naam = str(element.get("name") or element.get("property") or element.get("itemprop") or "").lower()
        waarde = " ".join(str(element["content"]).split())
        if naam and waarde:
            meta.setdefault(naam, waarde)
    for element in soep.select('script[type="application/ld+json"]'):
        for naam, waarde in _json_ld(element.get_text()):
            meta.setdefault(naam, waarde)
    return meta


_LD_NAMEN = {"datePublished": "datepublished", "dateModified": "datemodified", "description": "dcterms.description"}


def _json_ld(text: str) -> Iterator[tuple[str, str]]:
    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError):
        return
    knopen = data.get("@graph", [data]) if isinstance(data, dict) else data
    for knoop in knopen if isinstance(knopen, list) else []:
        if not isinstance(knoop, dict):
            continue
        for naam, sleutel in _LD_NAMEN.items():
            if isinstance(waarde := knoop.get(naam), str) and waarde.strip():
                yield sleutel, " ".join(waarde.split())
        uitgever = knoop.get("publisher")
        if isinstance(uitgever, dict) and isinstance(uitgever.get("name"), str):
            yield "dcterms.publisher", uitgever["name"]
