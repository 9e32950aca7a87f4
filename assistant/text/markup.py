"""HTML as the text that its reader sees: of a mail, or pasted in a message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag

_IN, _UIT = "\ue000", "\ue001"
"""Where a quoted block begins and ends while HTML becomes text; signs of private use, taken out of what was sent."""
_KOLOM = " | "
_LANGSTE_CEL = 80
"""A cell of a table of facts has no more signs; a longer one holds a piece of the mail."""
_INGESPRONGEN = re.compile(r"border(-style)?\s*:\s*(none|0)", re.IGNORECASE)
"""How editors write a paragraph that its writer indented; that is no quote."""
_TAG = re.compile(
    r"</?(?:p|br|div|span|table|thead|tbody|tr|td|th|ul|ol|li|b|strong|i|em|u|a|font|h[1-6]|body|html|blockquote|hr)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_MINSTE_TAGS = 2
"""A text with fewer tags is no HTML."""


def zonder_opmaak(tekst: str) -> str:
    """A text as it is read: where it was pasted with its HTML tags, without those."""
    return van_html(tekst, regels=True) if len(_TAG.findall(tekst)) >= _MINSTE_TAGS else tekst


def van_html(html: str, *, regels: bool = False) -> str:
    """The text of HTML: rows of tables as `a | b`, items with a dash, quoted blocks below what was written.

    Args:
        html: the source.
        regels: whether the lines of what stands in no tag are kept.
    """
    from bs4 import BeautifulSoup

    soep = BeautifulSoup(html, "html.parser")
    for weg in soep(["script", "style", "head", "title"]):
        weg.decompose()
    for stuk in soep.find_all(string=True):
        if stuk.find_parent("pre") is None and not (regels and stuk.parent is soep):
            stuk.replace_with(re.sub(rf"[\s{_IN}{_UIT}]+", " ", stuk))
    for regeleinde in soep("br"):
        regeleinde.replace_with("\n")
    for citaat in soep("blockquote"):
        if not _INGESPRONGEN.search(str(citaat.get("style", ""))):
            citaat.insert(0, f"\n{_IN}\n")
            citaat.append(f"\n{_UIT}\n")
    for item in soep("li"):
        item.insert(0, "- ")
    for tabel in soep("table"):
        _met_kolommen(tabel)
    for blok in soep(["p", "div", "li", "tr", "h1", "h2", "h3", "blockquote"]):
        blok.append("\n" if blok.name in ("li", "tr", "div") else "\n\n")
    tekst = soep.get_text().replace("\u00a0", " ")
    los = re.sub(r"[ \t]*\n[ \t]*", "\n", tekst).split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_met_citaat_onderaan(los))).strip()


def _met_kolommen(tabel: Tag) -> None:
    """Write the rows of a table as plain text does (`a | b`); a table that only lays out a mail stays as it is."""
    rijen = [rij(["td", "th"]) for rij in tabel("tr")]
    cellen = [cel for rij in rijen for cel in rij]
    breed = len(rijen) > 1 and min(map(len, rijen)) > 1
    if not breed or tabel("table") or any(len(cel.get_text(" ", strip=True)) > _LANGSTE_CEL for cel in cellen):
        return
    for rij in rijen:
        for n, cel in enumerate(rij):
            tekst = re.sub(r"[\s|]+", " ", cel.get_text(" ")).strip()
            cel.string = f"{_KOLOM if n else ''}{tekst}"


def _met_citaat_onderaan(regels: list[str]) -> list[str]:
    """The lines with those of quoted blocks marked as plain text does (`>`), below what the sender wrote.

    A line that introduces a block ("Op 3 maart schreef Janneke:") goes with it, so that what is written between and
    below the blocks stays the sender's.
    """
    eigen: list[str] = []
    citaat: list[str] = []
    diepte = 0
    for regel in regels:
        if regel == _IN:
            if not diepte:
                citaat += ["", *_inleiding(eigen)]
            diepte += 1
        elif regel == _UIT:
            diepte -= 1
        elif diepte:
            citaat.append(f"{'>' * diepte} {regel}".rstrip())
        else:
            eigen.append(regel)
    return [*eigen, *citaat]


def _inleiding(eigen: list[str]) -> list[str]:
    """The line that introduces a quoted block, taken off the end of what stands above it."""
    while eigen and not eigen[-1]:
        eigen.pop()
    ingeleid = [eigen.pop()] if eigen and eigen[-1].endswith(":") else []
    eigen.append("")
    return ingeleid
