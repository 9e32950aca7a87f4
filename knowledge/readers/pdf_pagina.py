"""A page of a PDF as it stands: stretches of text on a line, and tables drawn with lines.

pdfplumber gives letters with their place and font, and the cells between lines; here they become words in order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, pairwise
from typing import Any, NamedTuple

BOX = tuple[float, float, float, float]
"""Left, top, right, bottom, in points from the top left."""

_BREUK = 1.3  # a gap of this many letter sizes divides a line
_VET = re.compile(r"bold|black|heavy|semibold|demi|,b\b|-bd\b", re.I)
_BLOKTAGS = {"P", "TD", "TH", "Caption", "BlockQuote", "Note", "Title"}
_KOPTAG = re.compile(r"H([1-6])|heading ?([1-6])", re.I)


class Merk(NamedTuple):
    """What a tagged page says of a stretch of text.

    Attributes:
        blok: number of its paragraph, heading or cell in the page.
        kop: level of the heading that it is.
        punt: number of the list item that it is in.
        diepte: how deep that item lies, from 0.
    """

    blok: int
    kop: int | None = None
    punt: int | None = None
    diepte: int = 0


@dataclass(slots=True)
class Regel:
    """A stretch of text on one line.

    Attributes:
        text: the text.
        links, boven, rechts, onder: its place, in points.
        grootte: size of its letters, in points.
        vet: whether (nearly) all of it is bold.
        merk: what the file itself says it is.
        stip: whether a bullet is drawn before it.
    """

    text: str
    links: float
    boven: float
    rechts: float
    onder: float
    grootte: float
    vet: bool
    merk: Merk | None = None
    stip: bool = False


@dataclass(slots=True)
class Rooster:
    """A table: rows of texts (one cell: a band over the full width), its place, and which rows are bold."""

    rijen: list[list[str]]
    plek: BOX
    kopregels: int = 1
    vet: list[bool] = field(default_factory=list)

    @property
    def boven(self) -> float:
        """Its top."""
        return self.plek[1]


@dataclass(slots=True)
class Pagina:
    """A page; `tekens` is the number of its letters, `onleesbaar` of those without a known sign."""

    nummer: int
    breedte: float
    hoogte: float
    regels: list[Regel]
    roosters: list[Rooster]
    tekens: int
    onleesbaar: int
    beeld: bool


def lees_pagina(bron: Any, nummer: int) -> Pagina:
    """The text and tables of a page of pdfplumber."""
    from knowledge.readers.pdf_tabellen import tabellen

    letters = _letters(bron)
    merken = _merken(bron.structure_tree)
    woorden = _woorden(letters)
    roosters = tabellen(bron, woorden)
    buiten = [w for w in woorden if not any(binnen(w, r.plek) for r in roosters)]
    gewone = regels(buiten, merken)
    _zet_stippen(gewone, _stippen(bron))
    return Pagina(
        nummer,
        float(bron.width),
        float(bron.height),
        gewone,
        roosters,
        len(letters),
        sum(c["text"].startswith("(cid:") or c["text"] == "\ufffd" for c in letters),
        bool(bron.images or bron.curves),
    )


def _letters(bron: Any) -> list[dict[str, Any]]:
    """The upright letters, each once; what the file calls decoration (headers and footers) is left out."""
    letters = [c for c in bron.chars if c["upright"] and c["size"] > 2 and -5 < c["top"] < bron.height + 5]
    eigen = [c for c in letters if c.get("tag") != "Artifact"]
    if len(eigen) * 2 >= len(letters):
        letters = eigen
    return list(_zonder_dubbel(_in_hun_merk(letters)))


def _in_hun_merk(letters: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The letters, in the order of the file; one that lost its mark gets that of the letter that it stands against.

    A ligature may have a mark of its own inside that of its text, and what comes after it reads as if it had none.
    """
    vorige: dict[str, Any] | None = None
    for c in letters:
        if (
            c["mcid"] is None
            and vorige is not None
            and abs(c["top"] - vorige["top"]) < 1
            and abs(c["x0"] - vorige["x1"]) < c["size"] / 2
        ):
            c = {**c, "mcid": vorige["mcid"]}
        vorige = c
        yield c


def _zonder_dubbel(letters: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The letters without those printed a second time at (nearly) the same place, to look bold."""
    gezien: set[tuple[str, float, int, int]] = set()
    for c in letters:
        grootte = round(c["size"], 1)
        stap = 0.1 * c["size"]
        x, y = round(c["x0"] / stap), round(c["top"] / stap)
        buren = {(c["text"], grootte, x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
        if c["text"].isspace() or c["x1"] <= c["x0"] or not gezien & buren:
            gezien.add((c["text"], grootte, x, y))
            yield c


def _merken(boom: Iterable[dict[str, Any]]) -> dict[int, Merk]:
    """What a tagged page says of its marked contents, by their id."""
    uit: dict[int, Merk] = {}
    teller = count(1)

    def loop(knopen: Iterable[dict[str, Any]], merk: Merk) -> None:
        for knoop in knopen:
            soort = str(knoop.get("type", ""))
            eigen = merk
            if m := _KOPTAG.fullmatch(soort):
                eigen = Merk(next(teller), int(m[1] or m[2]))
            elif soort == "LI":
                nummer = next(teller)
                eigen = Merk(nummer, merk.kop, nummer, merk.diepte)
            elif soort == "L":
                eigen = merk._replace(diepte=merk.diepte + (merk.punt is not None))
            elif soort in _BLOKTAGS:
                eigen = merk._replace(blok=next(teller))
            uit.update(dict.fromkeys(knoop.get("mcids", []), eigen))
            loop(knoop.get("children", []), eigen)

    loop(boom, Merk(0))
    return uit


def _stippen(bron: Any) -> list[tuple[float, float]]:
    """The middles of small drawn shapes, such as bullets."""
    vormen = [*bron.curves, *bron.rects]
    return [
        ((v["x0"] + v["x1"]) / 2, (v["top"] + v["bottom"]) / 2)
        for v in vormen
        if 1 < v["x1"] - v["x0"] < 8 and 1 < v["bottom"] - v["top"] < 8
    ]


def _zet_stippen(regels: list[Regel], stippen: list[tuple[float, float]]) -> None:
    """Tell each line whether a bullet is drawn close before it."""
    for regel in regels:
        regel.stip = any(
            0 < regel.links - x < 2.2 * regel.grootte and regel.boven < y < regel.onder for x, y in stippen
        )


def _woorden(letters: list[dict[str, Any]]) -> list[dict[str, Any]]:
    from pdfplumber.utils.text import extract_words

    woorden: list[dict[str, Any]] = extract_words(
        letters, x_tolerance_ratio=0.16, y_tolerance=2, extra_attrs=["fontname", "size", "mcid"], return_chars=True
    )
    return woorden


def binnen(woord: dict[str, Any], plek: BOX) -> bool:
    """Whether the middle of a word lies in a place."""
    x, y = (woord["x0"] + woord["x1"]) / 2, (woord["top"] + woord["bottom"]) / 2
    return bool(plek[0] <= x <= plek[2] and plek[1] <= y <= plek[3])


# --- lines -------------------------------------------------------------------------------------------------


def regels(woorden: Sequence[dict[str, Any]], merken: dict[int, Merk] | None = None) -> list[Regel]:
    """Words as lines, cut where a wide gap stands between them; from the top down, and from the left."""
    rijen: list[list[dict[str, Any]]] = []
    for woord in sorted(woorden, key=lambda w: (w["top"] + w["bottom"]) / 2):
        midden = (woord["top"] + woord["bottom"]) / 2
        rij = next((r for r in reversed(rijen[-3:]) if _zelfde_regel(r, midden, woord)), None)
        if rij is None:
            rijen.append([woord])
        else:
            rij.append(woord)
    uit: list[Regel] = []
    for rij in rijen:
        rij.sort(key=lambda w: w["x0"])
        deel = [rij[0]]
        for woord in rij[1:]:
            if woord["x0"] - deel[-1]["x1"] > _BREUK * max(6.0, min(woord["size"], deel[-1]["size"])):
                uit.append(_regel(deel, merken or {}))
                deel = []
            deel.append(woord)
        uit.append(_regel(deel, merken or {}))
    return sorted(uit, key=lambda r: (round(r.boven), r.links))


def _zelfde_regel(rij: list[dict[str, Any]], midden: float, woord: dict[str, Any]) -> bool:
    """Whether a word stands at the height of those of a line, and beside them."""
    grootste = max(rij, key=lambda w: w["size"])
    hoog = (
        grootste["top"] <= midden <= grootste["bottom"]
        or woord["top"] <= (grootste["top"] + grootste["bottom"]) / 2 <= woord["bottom"]
    )
    return hoog and not any(w["x0"] < woord["x1"] - 1 and woord["x0"] < w["x1"] - 1 for w in rij)


def _regel(woorden: list[dict[str, Any]], merken: dict[int, Merk]) -> Regel:
    text = woorden[0]["text"]
    for vorige, woord in pairwise(woorden):
        text += (" " if _los(vorige, woord) else "") + woord["text"]
    tekens: Counter[float] = Counter()
    vet = 0
    for woord in woorden:
        tekens[round(woord["size"] * 2) / 2] += len(woord["text"])
        vet += len(woord["text"]) * bool(_VET.search(woord["fontname"]))
    return Regel(
        text,
        woorden[0]["x0"],
        min(w["top"] for w in woorden),
        woorden[-1]["x1"],
        max(w["bottom"] for w in woorden),
        tekens.most_common(1)[0][0],
        vet >= 0.9 * sum(tekens.values()),
        merken.get(woorden[0]["mcid"]),
    )


def _los(vorige: dict[str, Any], woord: dict[str, Any]) -> bool:
    """Whether there is a space between two words; a tagged page may put cells of a table against each other."""
    if woord["x0"] - vorige["x1"] >= 0.1 * woord["size"]:
        return True
    ander = woord["mcid"] != vorige["mcid"] and woord["fontname"] == vorige["fontname"]
    return bool(ander and vorige["text"][-1].isalnum() and woord["text"][0].isalnum())


# --- joining lines -----------------------------------------------------------------------------------------

_AFGEBROKEN = re.compile(r"[^\W\d_]{2,}[-\u00ad]$")
_VOEGWOORD = re.compile(r"(?:en|of|tot|noch|dan wel|respectievelijk)\b")


def plak(delen: Iterable[str]) -> str:
    """Lines as one text, words that were cut at the end of a line whole again."""
    uit = ""
    for deel in delen:
        if not uit:
            uit = deel
        elif uit.endswith("\u00ad") or (
            _AFGEBROKEN.search(uit)
            and deel[:1].islower()
            and uit[-2:-1].islower()
            and not _VOEGWOORD.match(deel)
            and not re.search(r"-\w+-$", uit)
        ):
            uit = uit[:-1] + deel
        elif re.search(r"\w-$", uit) and not uit.endswith(" -") and not _VOEGWOORD.match(deel):
            uit += deel
        else:
            uit += (" " if deel else "") + deel
    return uit
