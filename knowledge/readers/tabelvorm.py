"""A table as text: with pipes where that can be read, else a line a row, each value with the name of its column."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.readers.opmaak import cel, tabel

LANGSTE_RIJ = 500
"""Characters in an average row: of longer ones no two fit in a passage."""

MEESTE_KOLOMMEN = 14
"""With more columns nobody can match a cell with its header."""

Rij = Sequence[str]


def leesbare_tabel(kop: Rij, rijen: Sequence[Rij]) -> str:
    """A table as Markdown.

    Args:
        kop: the header; columns that it leaves without a name have none.
        rijen: the rows; a row of one cell in a wider table is a heading over what follows. Without rows the header
            is the content.
    """
    if not rijen:
        return _als_regel([], kop)
    breedte = max(len(kop), *(len(rij) for rij in rijen))
    omvang = sum(len(waarde) for rij in rijen for waarde in rij) / len(rijen)
    if breedte > MEESTE_KOLOMMEN or omvang > LANGSTE_RIJ:
        return "\n".join(filter(None, (_als_regel(kop, rij) for rij in rijen)))
    return "\n\n".join(tabel([[*kop, *[""] * (breedte - len(kop))], *rijen]))


def _als_regel(kop: Rij, rij: Rij) -> str:
    namen = [*kop, *[""] * (len(rij) - len(kop))]
    waarden = [(cel(naam), cel(waarde)) for naam, waarde in zip(namen, rij, strict=False)]
    regel = "; ".join(f"{naam}: {waarde}" if naam else waarde for naam, waarde in waarden if waarde)
    return f"- {regel}" if regel else ""
