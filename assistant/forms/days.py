"""Which of the days in a question is which, and how it goes into a tool."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from assistant.forms.question import Vraag
from assistant.reading.days.dates import Datumvondst
from knowledge.form_words import laad_formulierwoorden
from knowledge.models import Regeling

_ERVOOR = 28
"""Signs before a day that are looked at."""


_JAAR_ERVOOR = re.compile(
    r"(?P<sinds>\b(?:sinds|since|vanaf|tot)\s+)?(?<![\d./-])(?P<jaar>20[0-3]\d)(?![\d./-]|\s*(?:euro|eur)\b)"
    r"[\s,:;(-]+(?P<tussen>[a-z]+[\s,:(-]+){0,2}$"
)
"""A year right before a day: "kerst 2024, op 20 december"."""
_SINDS = re.compile(r"\b(?:sinds|since|geboren in|born in|uit|tot)\s+(?:eind\s+|begin\s+|medio\s+)?$")
"""Before the year of something that has gone on for long."""
BIJ_LEESTEKEN = re.compile(r"[,;:.!?\n]")
"""Where a text is cut at every sign: what stands in such a piece is said of one thing."""
_DEEL = re.compile(r"[,:;!?()\n]|\.(?!\w)|\s-\s|\b(?:maar|en|but|and)\b")
"""Where another part of a sentence begins."""


def met_rol(datums: Sequence[Datumvondst], *woorden: re.Pattern[str]) -> list[Datumvondst]:
    """The days with one of these words before them."""
    return [d for d in datums if any(p.search(d.ervoor[-_ERVOOR:]) for p in woorden)]


def in_een_rij(dagen: Sequence[Datumvondst]) -> bool:
    """Whether days stand in one row, so that it is asked of each of them: "op 12 maart, 25 april of 10 mei"."""

    def ertussen(een: Datumvondst, ander: Datumvondst) -> bool:
        tussen = een.erna[: ander.begin - een.eind]
        woorden = laad_formulierwoorden().dagen.tussen_dagen
        return 0 < ander.begin - een.eind < _ERVOOR and not re.search(r"[a-z0-9]", woorden.sub(" ", tussen))

    return len(dagen) > 1 and all(ertussen(een, ander) for een, ander in pairwise(dagen))


def in_zinsdeel(dag: Datumvondst, woorden: re.Pattern[str]) -> bool:
    """Whether one of these words stands after a day, in the same part of the sentence."""
    return woorden.search(_DEEL.split(dag.erna, maxsplit=1)[0]) is not None


def als_invoer(
    dag: Datumvondst, vraag: Vraag, regeling: Regeling, *, eigen_jaar: bool = False
) -> tuple[str | None, tuple[str, ...]]:
    """What goes into the tool, and what was assumed: an ISO date, or an impossible one as typed for the tool to refuse.

    None for a day of which the year is not known. With `eigen_jaar` no year is taken that is told of something else.
    """
    gevonden, aannames = _met_jaar(dag, vraag, regeling, eigen_jaar=eigen_jaar)
    return dag.fout or (gevonden.isoformat() if gevonden else None), aannames


def _met_jaar(
    dag: Datumvondst, vraag: Vraag, regeling: Regeling, *, eigen_jaar: bool
) -> tuple[date | None, tuple[str, ...]]:
    """A date without a year, with a year that the question or the regime leaves no choice in; and what was assumed."""
    if dag.jaar is not None:
        return dag.als_datum(), ()
    erbij = _JAAR_ERVOOR.search(dag.ervoor)
    if erbij and not (erbij["sinds"] and erbij["tussen"]):
        return dag.als_datum(int(erbij["jaar"])), ()
    jaren_genoemd = [j for j in _genoemde_jaren(vraag) if not eigen_jaar or _hoort_bij(j, dag, vraag)]
    jaren = [j for j in jaren_genoemd if regeling.geldig.van is None or j >= regeling.geldig.van.year]
    jaren = jaren or jaren_genoemd
    if len(jaren) == 1:
        return dag.als_datum(jaren[0]), ()
    peil, geldig = vraag.slots.peildatum, regeling.geldig
    if peil is not None and (geldig.van is None or geldig.van <= peil) and (geldig.tot is None or peil <= geldig.tot):
        jaar = peil.year
        return dag.als_datum(jaar), (f"U noemt geen jaar; hier is {jaar} genomen.",)
    return None, ()


def _genoemde_jaren(vraag: Vraag) -> list[int]:
    """The years that it names; not that of a day reckoned from today, nor one since which something goes on."""
    gerekend = {d.jaar for d in vraag.slots.datums if d.relatief}
    genoemd = {d.jaar for d in (*vraag.slots.datums, *vraag.slots.maanden) if not d.relatief}

    def telt(jaar: int) -> bool:
        plekken = [m.start() for m in re.finditer(rf"\b{jaar}\b", vraag.tekst)]
        if jaar in genoemd or not plekken:
            return jaar in genoemd or jaar not in gerekend
        return any(not _SINDS.search(vraag.tekst[max(0, p - 24) : p]) for p in plekken)

    return [j for j in vraag.slots.jaren if telt(j)]


def _hoort_bij(jaar: int, dag: Datumvondst, vraag: Vraag) -> bool:
    """Whether a year stands in the same part of a sentence as a day, or in one that tells nothing else.

    So does that of a later day in the sentence: "startte 15 mei, nee, 15 juli 2025".
    """
    plek = vraag.tekst.find(dag.ervoor)
    if plek < 0:
        return True
    plek += len(dag.ervoor)
    noemt = re.compile(rf"\b{jaar}\b")
    zin = re.split(r"[!?;\n]|\.(?!\w)", vraag.tekst[plek:], maxsplit=1)[0]
    if noemt.search(zin) and any(d.jaar == jaar and not d.relatief for d in vraag.slots.datums):
        return True
    grenzen = [0, *(i for m in _DEEL.finditer(vraag.tekst) for i in m.span()), len(vraag.tekst)]
    delen = [(a, b) for a, b in zip(grenzen[::2], grenzen[1::2], strict=True) if noemt.search(vraag.tekst, a, b)]

    def telt(begin: int, eind: int) -> bool:
        rest = laad_formulierwoorden().dagen.jaar_alleen.sub(" ", noemt.sub(" ", vraag.tekst[begin:eind]))
        return begin <= plek <= eind or not re.search(r"\w", rest)

    return not delen or any(telt(a, b) for a, b in delen)
