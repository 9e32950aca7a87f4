"""Web pages: the main content as Markdown, without what surrounds it on every page of the site.

What is left out is a list of CSS selectors. Nothing that holds a table, the main heading or the bulk of the text
is ever left out: a menu that stays is noise, a table that goes is a loss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from knowledge.decoding import LeesFout
from knowledge.readers.codering import brontekst
from knowledge.readers.html_kenmerken import kenmerken_van_pagina
from knowledge.readers.model import Gelezen
from knowledge.readers.opmaak import gelezen

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_NOOIT = "script, style, noscript, template, svg, canvas, object, iframe, select, datalist, input, textarea, dialog"
_RAND = """
nav, body > footer, body > header, [role=navigation], [role=banner], [role=contentinfo], [role=search], [role=dialog],
[role=alertdialog], [role=toolbar], [role=menu], [role=menubar]
"""
_RUIS_WOORD = re.compile(
    r"""(?:^|[\s_-])(?:
    cookies? | cookie-?\w* | \w*consent | breadcrumbs? | kruimelpad | skip-?links? | share | sharing | social
    | social-?media | deel-?knoppen | lees-?voor | read-?speaker\w* | rs_?skip | rsbtn\w* | rs_?addtools
    | feedback | pagination | paginering | pager | (?:page|site)-?(?:footer|header) | footer | nav | navbar | navigation
    | navigatie | (?:hoofd|main|sub|side|mobile|top)-?(?:menu|nav) | menu | sitemap | logo | print-?(?:knop|button|link)
    | newsletter | nieuwsbrief | login | chat-?(?:bot|widget) | advertisement | back-?to-?top | sr-only
    | visually-hidden
    )(?=$|[\s_-])""",
    re.I | re.X,
)
_VERKLARING = re.compile(r"\A\s*<\?xml\b[^>]*\?>")
_KLEIN = 200  # characters: a bar with buttons, not a paragraph
_BLIJFT = ("html", "body", "main", "article", "table", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6")
_KERN = "main, article, table, h1, [role=main]"
_HOOFD = ("main, [role=main]", "article", "#content, #main-content, #inhoud, #main")
_KOPPEN = ("h1", "h2", "h3", "h4", "h5", "h6")


def lees_html(inhoud: bytes, naam: str) -> Gelezen:
    """A web page.

    Raises:
        LeesFout: it is empty, holds no text, or is nested so deeply that no browser would show it.
    """
    from bs4 import BeautifulSoup

    from knowledge.readers.html_markdown import als_markdown

    soep = BeautifulSoup(_VERKLARING.sub("", brontekst(inhoud, naam)), "lxml")
    try:
        kenmerken = kenmerken_van_pagina(soep)
        _ruim_op(soep)
        return gelezen(naam, [als_markdown(_hoofddeel(soep))], kenmerken)
    except RecursionError as error:
        raise LeesFout(naam, "de pagina is te diep genest om te lezen") from error


# --- what is left out --------------------------------------------------------------------------------------


def _ruim_op(soep: BeautifulSoup) -> None:
    from bs4 import Comment

    for tekst in soep.find_all(string=lambda waarde: isinstance(waarde, Comment)):
        tekst.extract()
    for element in soep.select(_NOOIT):
        element.decompose()
    totaal = max(1, _omvang(soep))
    for element in [*soep.select(_RAND), *_met_ruisnaam(soep)]:
        if not element.decomposed and element.parent and _mag_weg(element, totaal):
            element.decompose()
    for knop in soep.select("button"):
        _ontdoe_knop(knop)


def _met_ruisnaam(soep: BeautifulSoup) -> Iterator[Tag]:
    """Elements named after noise; an id within the content is the anchor of a heading, and says nothing."""
    for element in soep.select("body [class], body [id]"):
        namen = [str(naam) for naam in element.get_attribute_list("class")]
        if not _in_kern(element):
            namen.append(str(element.get("id") or ""))
        if element.name not in _BLIJFT and any(map(_RUIS_WOORD.search, namen)):
            yield element


def _in_kern(element: Tag) -> bool:
    return element.find_parent(["main", "article"]) is not None


def _mag_weg(element: Tag, totaal: int) -> bool:
    """Whether an element can go: it holds nothing of the core, and is small, within the content very small or links."""
    if element.name in _BLIJFT or element.select_one(_KERN):
        return False
    omvang = _omvang(element)
    if _in_kern(element):
        return omvang <= _KLEIN or sum(map(_omvang, element.select("a, button"))) >= 0.5 * omvang
    return omvang <= max(3 * _KLEIN, 0.3 * totaal)


def _ontdoe_knop(knop: Tag) -> None:
    """The text of a button that opens a question is its heading; other buttons say nothing."""
    if knop.find_parent([*_KOPPEN, "summary", "dt"]) is not None:
        knop.unwrap()
    elif knop.get("aria-expanded") is not None or knop.get("aria-controls") is not None:
        knop.name = "summary"
    else:
        knop.decompose()


def _zonder_menu(deel: Tag) -> None:
    """Lists of nothing but short links above the first heading: a menu that no markup tells."""
    for lijst in deel.select("ul"):
        if lijst.decomposed or lijst.find_previous(_KOPPEN) is not None or lijst.find_next(_KOPPEN) is None:
            continue
        links = lijst.select("a")
        if len(links) >= 3 and sum(map(_omvang, links)) == _omvang(lijst) <= 30 * len(links):
            lijst.decompose()


def _omvang(element: Tag) -> int:
    return sum(len(deel) for deel in element.stripped_strings)


def _hoofddeel(soep: BeautifulSoup) -> Tag:
    """The element with the main content; the whole page when that would lose a table or most of the text."""
    geheel: Tag = soep.body or soep
    omvang, tabellen = _omvang(geheel), len(geheel.select("table"))
    for keuze in _HOOFD:
        gevonden = geheel.select(keuze)
        if len(gevonden) == 1:
            deel = gevonden[0]
            if _omvang(deel) >= 0.5 * omvang and len(deel.select("table")) == tabellen:
                return deel
    _zonder_menu(geheel)
    return geheel
