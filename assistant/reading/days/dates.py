"""Find dates in running text, with the words before them; a missing year is left missing, never guessed.

What is no single day ("vorige maand", "medio juli") is no date. Days named from today are in `relative`.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.reading.days.relative import JAARWOORDEN, Relatief, jaar_bij, relatieve_dagen
from knowledge.numbers import RANGWOORDEN, TELWOORDEN
from tools.datum import EERSTE_JAAR, LAATSTE_JAAR, MAANDEN, maandnummer

_KORT = ("januarie", "febr", "jan", "feb", "mrt", "maa", "apr", "jun", "jul", "aug", "sept", "sep", "okt", "nov", "dec")
_ENGELS = {
    "january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7, "august": 8, "october": 10, "oct": 10,
}  # fmt: skip
_ANDERS = {"januarie": 1, "febr": 2, **_ENGELS}
_MAAND = "|".join([*MAANDEN, *_KORT, *_ENGELS])
_ENGELSE_MAAND = "|".join([*_ENGELS, "april", "september", "november", "december", "apr", "aug", "sept", "sep", "nov"])
_DAGWOORD = {woord: dag for woord, dag in (TELWOORDEN | RANGWOORDEN).items() if 1 <= dag <= 31} | {
    "first": 1, "second": 2, "third": 3,
}  # fmt: skip
_WOORDDAG = "|".join(sorted(_DAGWOORD, key=len, reverse=True))
_VAN = r"(?:\s+(?:van|vd|v/d|v\.d\.?|of)(?:\s+de)?)?"
_ACHTER = r"(?:e|ste|de|th|st|nd|rd)?"
_JAAR = r"(?:\s*,?\s*(?P<y>\d{4}|'\d{2}(?!\d)|\d{2}(?=\s*(?:[,?!)]|$|\.\s|\.$))))?"
_JAAR_STREEP = rf"(?:[-/](?P<z>\d{{4}}|'?\d{{2}})(?![\d-]|\s*(?:{_MAAND})\b)|{_JAAR})"
_DAG_VAN_MAAND = (
    rf"(?:(?:de|the)\s+)?(?:(?P<d>\d{{1,2}})(?:e|ste|de|th|st|nd|rd)|(?P<t>{_WOORDDAG}))"
    r"(?=\s*(?:[,.;:?!)]|$)|\s+(?:dus|dan|namelijk|dag|om precies|van d(?:i|e)e? maand)\b)"
)
"""A day of the month after it ("oktober, de eerste dus"): no number of something else."""
_AANLOOP = r"(?:(?:en wel|namelijk|om precies te zijn|dus|op|per|vanaf|namely)\s+)*"
_WEEKDAG = r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_KWARTAAL = r"(?:q(?P<q>[1-4])|(?:het\s+)?(?:(?P<qn>[1-4])e|(?P<qw>eerste|tweede|derde|vierde))\s+kwartaal)(?:\s+van)?"
_PATRONEN = (
    re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<![\d-])(?P<d>\d{1,2})\s?[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?(?P<y>\d{4}|'?\d{2})(?![\d-])"),
    re.compile(
        r"(?P<cijfers>\b(?:per|dd|d\.d\.|datum|ingangsdatum|startdatum|einddatum)\s*:?\s*)"
        r"(?P<d>\d{2})(?P<m>\d{2})(?P<y>20\d{2}|\d{2})(?!\d|[.,]\d|\s*(?:euro|eur)\b)"
    ),
    re.compile(rf"(?<!\d)(?P<d>\d{{1,2}}){_ACHTER}{_VAN}\s?[-/]?\s*(?P<w>{_MAAND})\b\.?{_JAAR_STREEP}"),
    re.compile(rf"\b(?P<w>{_ENGELSE_MAAND})\.?\s+(?:the\s+)?(?P<d>\d{{1,2}})(?:th|st|nd|rd)?\b(?![-/.:]\d){_JAAR}"),
    re.compile(rf"\b(?P<t>{_WOORDDAG})(?:\s+dag)?{_VAN}\s+(?P<w>{_MAAND})\b\.?{_JAAR}"),
    re.compile(
        rf"\b(?:(?<!na )(?<!na-)(?P<laatste>laatste|last)\s+(?:dag|day)|ultimo){_VAN}\s+(?P<w>{_MAAND})\b\.?{_JAAR}"
    ),
    re.compile(
        r"\b(?P<begin>begin|start of|eerste dag|first day|"
        r"(?P<laatste>eind|einde|(?<!na )(?<!na-)laatste dag|end|last day))"
        rf"{_VAN}\s+{_KWARTAAL}{_JAAR}"
    ),
    re.compile(
        rf"\b(?:(?P<d>\d{{1,2}}){_ACHTER}|(?P<t>{_WOORDDAG}))\s+(?P<w>{'|'.join(MAANDEN)})-?dag\b(?:\s+(?:van|in))?{_JAAR}"
    ),
    re.compile(rf"\b(?<!na )(?<!na-)(?P<laatste>laatste)\s+(?P<w>{'|'.join(MAANDEN)})-?dag\b(?:\s+(?:van|in))?{_JAAR}"),
    re.compile(
        rf"\b(?P<w>{_MAAND})\b\.?(?:\s+(?P<y>20\d\d))?(?:,|\s+\(?)\s*{_AANLOOP}(?:{_WEEKDAG},?\s+)?{_DAG_VAN_MAAND}"
    ),
    re.compile(
        r"(?<![\d./-])(?<!profiel )(?<!profielen )(?<!segment )(?<!stap )(?<!punt )"
        r"(?P<d>\d{1,2})[-/](?P<m>\d{1,2})(?![\d/-]|\.\d)"
    ),
)
_KALE_MAAND = re.compile(rf"(?<![\w.'-])(?P<w>{_MAAND})\b\.?\s+(?:van\s+)?(?P<y>20\d{{2}}|'\d{{2}})(?!\d)")
_DAG = re.compile(r"(?<!\d)(?:de |op de )?(?P<d>\d{1,2})(?:e|ste|de)\b(?! (?:maand|kwartaal|keer|jaar|profiel))")
_JAARWOORD = "|".join(re.escape(w) for w in sorted(JAARWOORDEN, key=len, reverse=True))
_JAAR_VOOR = re.compile(rf"\b(?P<j>{_JAARWOORD})\s+(?:op\s+|per\s+)?$")
_JAAR_NA = re.compile(rf"\s*,?\s*\(?(?:van\s+|in\s+|of\s+)?(?P<j>{_JAARWOORD})(?![a-z])")

_ROND = 40
"""Signs before and after a day that are kept with it."""
_RUIM = 200
"""The same, where a whole sentence is looked at."""


@dataclass(frozen=True)
class Datumvondst:
    """A day found in a text.

    Attributes:
        begin: where it stands.
        eind: where it ends.
        dag: day of the month.
        maand: month, None where only a day of the month is named.
        jaar: year, None where none is named.
        ervoor: up to forty characters before it.
        fout: the text of the date when no such day exists.
        relatief: whether it was reckoned from the reference date ("over twee weken").
        is_peildatum: whether it is the reference date itself ("vandaag", "vanaf nu").
        erna: up to forty characters after it.
        voor: as much of the text before it as tells what it is the day of.
        na: the same after it.
    """

    begin: int
    eind: int
    dag: int
    maand: int | None
    jaar: int | None
    ervoor: str
    fout: str | None = None
    relatief: bool = False
    is_peildatum: bool = False
    erna: str = field(default="", compare=False)
    voor: str = field(default="", compare=False, repr=False)
    na: str = field(default="", compare=False, repr=False)

    def als_datum(self, jaar: int | None = None) -> date | None:
        """The date, with this year where none was named; None when it is incomplete or does not exist."""
        gekozen = self.jaar or jaar
        if gekozen is None or self.maand is None or self.fout:
            return None
        try:
            return date(gekozen, self.maand, self.dag)
        except ValueError:
            return None


_ALLEEN_IS = re.compile(r"[\s,(]*(?:is|is het|dus|is it)?[\s,(]*")


def vind_datums(tekst: str, peildatum: date | None = None) -> list[Datumvondst]:
    """Every day in a folded text, in order; relative days only when `peildatum` is given."""
    gevonden: list[Datumvondst] = []
    for vondst in _alle(tekst, peildatum):
        if not any(a.begin < vondst.eind and vondst.begin < a.eind for a in gevonden):
            gevonden.append(vondst)
    rij = _zonder_vandaag(sorted(gevonden, key=lambda d: d.begin), tekst)
    return [
        replace(
            d,
            erna=tekst[d.eind : d.eind + _ROND],
            voor=tekst[max(0, d.begin - _RUIM) : d.begin],
            na=tekst[d.eind - (tekst[d.eind - 1] == ".") : d.eind + _RUIM],
        )
        for d in rij
    ]


def _zonder_vandaag(datums: list[Datumvondst], tekst: str) -> list[Datumvondst]:
    """The days, with one for "vandaag 1 mei 2026": whoever says which day it is means that one."""
    uit: list[Datumvondst] = []
    for d in datums:
        vorige = uit[-1] if uit else None
        if vorige and vorige.is_peildatum and d.maand and _ALLEEN_IS.fullmatch(tekst, vorige.eind, d.begin):
            uit[-1] = replace(d, is_peildatum=True)
        else:
            uit.append(d)
    return uit


def vind_maanden(tekst: str) -> list[Datumvondst]:
    """Every month with a year and without a day in a folded text, as its first day, in order."""
    dagen = vind_datums(tekst)
    return [
        Datumvondst(*m.span(), 1, _maand(m["w"]), _jaar(m["y"]), _voor(tekst, m.start()))
        for m in _KALE_MAAND.finditer(tekst)
        if not any(d.begin < m.end() and m.start() < d.eind for d in dagen)
    ]


def _alle(tekst: str, peildatum: date | None) -> Iterator[Datumvondst]:
    """Every reading, the surest first; later ones may overlap."""
    for patroon in _PATRONEN:
        for m in patroon.finditer(tekst):
            if vondst := _lees(m, tekst):
                yield vondst if peildatum is None else _met_jaar(vondst, tekst, peildatum)
    if peildatum is not None:
        yield from (_uit_relatief(r, tekst) for r in relatieve_dagen(tekst, peildatum))
    for m in _DAG.finditer(tekst):
        if 1 <= int(m["d"]) <= 31:
            yield Datumvondst(*m.span(), int(m["d"]), None, None, _voor(tekst, m.start()))


def _voor(tekst: str, plek: int) -> str:
    return tekst[max(0, plek - _ROND) : plek]


def _lees(m: re.Match[str], tekst: str) -> Datumvondst | None:
    """A match of one of the patterns as a day; None when it is no date after all."""
    delen = m.groupdict()
    jaar = _jaar(delen.get("y") or delen.get("z"))
    if not EERSTE_JAAR <= (jaar or EERSTE_JAAR) <= LAATSTE_JAAR:
        return None
    maand = int(delen["m"]) if delen.get("m") else _maand(delen.get("w") or "")
    dag = _DAGWOORD[delen["t"]] if delen.get("t") else int(delen.get("d") or 1)
    begin = m.end("cijfers") if "cijfers" in delen else m.start()
    if "begin" in delen:
        kwartaal = delen["q"] or delen["qn"] or str(1 + ("eerste", "tweede", "derde", "vierde").index(delen["qw"]))
        maand = int(kwartaal) * 3 - (0 if delen["laatste"] else 2)
    if "laatste" in delen and (delen["laatste"] or "begin" not in delen):
        if jaar is None and maand == 2:
            return None  # the 28th or the 29th
        dag = calendar.monthrange(jaar or 2024, maand or 1)[1]
    if maand is None or not 1 <= maand <= 12 or not 1 <= dag <= 39:
        if not delen.get("y"):
            return None
        maand = maand or 1
    fout = None if 1 <= maand <= 12 and _bestaat(dag, maand, jaar) else m[0].strip()
    if fout and ("cijfers" in delen or not (jaar or delen.get("w"))):
        return None
    return Datumvondst(begin, m.end(), dag, maand, jaar, _voor(tekst, begin), fout)


def _jaar(tekst: str | None) -> int | None:
    if not tekst:
        return None
    cijfers = tekst.lstrip("'")
    return int(cijfers) + 2000 if len(cijfers) == 2 else int(cijfers)


def _maand(woord: str) -> int | None:
    return _ANDERS.get(woord) or maandnummer(woord)


def _bestaat(dag: int, maand: int, jaar: int | None) -> bool:
    try:
        date(jaar or 2024, maand, dag)
    except ValueError:
        return False
    return True


def _met_jaar(vondst: Datumvondst, tekst: str, peildatum: date) -> Datumvondst:
    """A day whose year is said by a word beside it: "1 juli jl.", "volgend jaar 1 januari"."""
    if vondst.jaar is not None or vondst.maand is None or vondst.fout:
        return vondst
    voor, na = _JAAR_VOOR.search(tekst[: vondst.begin][-30:]), _JAAR_NA.match(tekst, vondst.eind)
    if not (woord := na or voor):
        return vondst
    jaar = jaar_bij(woord["j"], vondst.dag, vondst.maand, peildatum)
    eind = na.end() if na else vondst.eind
    fout = None if _bestaat(vondst.dag, vondst.maand, jaar) else tekst[vondst.begin : eind]
    return Datumvondst(vondst.begin, eind, vondst.dag, vondst.maand, jaar, vondst.ervoor, fout, relatief=True)


def _uit_relatief(r: Relatief, tekst: str) -> Datumvondst:
    voor = _voor(tekst, r.begin)
    return Datumvondst(r.begin, r.eind, r.dag, r.maand, r.jaar, voor, r.fout, True, r.is_peildatum)
