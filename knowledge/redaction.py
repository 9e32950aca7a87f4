"""Take a BSN out of a text: out of a question before anything else sees it, out of a document before it is kept."""

from __future__ import annotations

import re

VERVANGING = "[BSN verwijderd]"
_NEGEN = re.compile(r"(?<!\d)\d(?:[\s.\-_/\u2010-\u2015\u2212\u00b7\u200b-\u200d\u2060\ufeff]{0,3}\d){8}(?!\d)")
_LANDNUMMER = re.compile(r"(?:\+|\b00)\d{0,3}[\s\-()/.]{0,3}$")
_DATUM = re.compile(r"(?<!\d)(?:\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}|\d{4}-\d{1,2}-\d{1,2})(?!\d)")


def elfproef(cijfers: str) -> bool:
    """Whether nine digits pass the 11-proof of a BSN."""
    gewichten = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return len(cijfers) == 9 and sum(int(c) * g for c, g in zip(cijfers, gewichten, strict=True)) % 11 == 0


def verwijder_bsn(tekst: str) -> tuple[str, bool]:
    """Replace every nine digits that pass the 11-proof, with any separators; dates stay."""
    datums = [m.span() for m in _DATUM.finditer(tekst)]
    delen: list[str] = []
    begin = plek = 0
    while treffer := _NEGEN.search(tekst, plek):
        in_datum = any(a < treffer.end() and treffer.start() < b for a, b in datums)
        cijfers = re.sub(r"\D", "", treffer[0])
        in_datum = in_datum or bool(_LANDNUMMER.search(tekst[max(0, treffer.start() - 9) : treffer.start()]))
        if in_datum or cijfers == "0" * 9 or not elfproef(cijfers):
            plek = treffer.start() + 1
            continue
        delen += [tekst[begin : treffer.start()], VERVANGING]
        begin = plek = treffer.end()
    return "".join(delen) + tekst[begin:], bool(delen)
