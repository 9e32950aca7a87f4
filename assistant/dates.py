"""Find dates in running text, with the words before them; a missing year is left missing, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from tools.datum import MAANDEN, maandnummer, plus_maanden

_MAAND = "|".join(
    [
        *MAANDEN,
        "januarie",
        "febr",
        "jan",
        "feb",
        "mrt",
        "maa",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "okt",
        "nov",
        "dec",
    ]
)
_ENGELS = {
    "january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7, "august": 8, "october": 10,
}  # fmt: skip
_EN = "|".join(_ENGELS)
_TELWOORDEN = [
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
    "twintig",
    "eenentwintig",
    "tweeentwintig",
    "drieentwintig",
    "vierentwintig",
    "vijfentwintig",
    "zesentwintig",
    "zevenentwintig",
    "achtentwintig",
    "negenentwintig",
    "dertig",
    "eenendertig",
]
_JAAR = r"(?:\s*,?\s*(?P<{0}>\d{{4}}|'\d{{2}}(?!\d)|\d{{2}}(?=\s*(?:[,?!)]|$|\.\s|\.$))))?"
_PATRONEN = (
    re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<![\d-])(?P<d>\d{1,2})\s?[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?(?P<y>\d{4}|\d{2})(?![\d-])"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:e|ste|de|th|st|nd|rd)?\s*(?:of\s+|van\s+)?(?P<w>{_MAAND}|{_EN})\b\.?"
        + _JAAR.format("y")
    ),
    re.compile(
        rf"\b(?P<w>{_EN}|april|september|november|december)\s+(?P<d>\d{{1,2}})(?:th|st|nd|rd)?\b" + _JAAR.format("y")
    ),
    re.compile(rf"\b(?P<t>{'|'.join(_TELWOORDEN[1:])})\s+(?P<w>{_MAAND})\b" + _JAAR.format("y")),
    re.compile(rf"\beerste (?:dag )?(?:van )?(?P<w>{_MAAND})\b" + _JAAR.format("y")),
    re.compile(
        r"(?<![\d./-])(?<!profiel )(?<!profielen )(?<!segment )(?<!stap )(?<!punt )"
        r"(?P<d>\d{1,2})[-/](?P<m>\d{1,2})(?![\d/-]|\.\d)"
    ),
)
_DAG = re.compile(r"(?<!\d)(?:de |op de )?(?P<d>\d{1,2})(?:e|ste|de)\b(?! (?:maand|kwartaal|keer|jaar|profiel))")
_RELATIEF = re.compile(
    r"\b(?P<r>vandaag|morgen|gisteren|overmorgen|"
    r"(?:de )?(?:eerste (?:dag )?van )?(?:volgende|komende|deze|vorige) maand)\b"
)


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
    """

    begin: int
    eind: int
    dag: int
    maand: int | None
    jaar: int | None
    ervoor: str
    fout: str | None = None

    def als_datum(self, jaar: int | None = None) -> date | None:
        """The date, with this year where none was named; None when it is incomplete or does not exist."""
        gekozen = self.jaar or jaar
        if gekozen is None or self.maand is None or self.fout:
            return None
        try:
            return date(gekozen, self.maand, self.dag)
        except ValueError:
            return None


def _jaar(tekst: str | None) -> int | None:
    if not tekst:
        return None
    cijfers = tekst.lstrip("'")
    return int(cijfers) + 2000 if len(cijfers) == 2 else int(cijfers)


def _bestaat(dag: int, maand: int, jaar: int | None) -> bool:
    try:
        date(jaar or 2024, maand, dag)
    except ValueError:
        return False
    return True


def vind_datums(tekst: str, peildatum: date | None = None) -> list[Datumvondst]:
    """Every day in a folded text, in order; relative days only when `peildatum` is given."""
    gevonden: list[Datumvondst] = []
    bezet: list[tuple[int, int]] = []

    def vrij(begin: int, eind: int) -> bool:
        return not any(a < eind and begin < b for a, b in bezet)

    for patroon in _PATRONEN:
        for m in patroon.finditer(tekst):
            if not vrij(*m.span()):
                continue
            delen = m.groupdict()
            maand = int(delen["m"]) if delen.get("m") else _maand(delen.get("w") or "")
            dag = _TELWOORDEN.index(delen["t"]) if delen.get("t") else int(delen.get("d") or 1)
            jaar = _jaar(delen.get("y"))
            if maand is None or not 1 <= maand <= 12 or not 1 <= dag <= 39:
                if not delen.get("y"):
                    continue
                maand = maand or 1
            fout = None if 1 <= maand <= 12 and _bestaat(dag, maand, jaar) else m[0].strip()
            if fout and not (delen.get("y") or delen.get("w")):
                continue
            bezet.append(m.span())
            gevonden.append(Datumvondst(*m.span(), dag, maand, jaar, tekst[max(0, m.start() - 40) : m.start()], fout))
    if peildatum is not None:
        for m in _RELATIEF.finditer(tekst):
            if vrij(*m.span()):
                dag_ = _relatief(m["r"], peildatum)
                bezet.append(m.span())
                gevonden.append(
                    Datumvondst(*m.span(), dag_.day, dag_.month, dag_.year, tekst[max(0, m.start() - 40) : m.start()])
                )
    for m in _DAG.finditer(tekst):
        if vrij(*m.span()) and 1 <= int(m["d"]) <= 31:
            gevonden.append(Datumvondst(*m.span(), int(m["d"]), None, None, tekst[max(0, m.start() - 40) : m.start()]))
    return sorted(gevonden, key=lambda d: d.begin)


def _maand(woord: str) -> int | None:
    return {"januarie": 1, "febr": 2}.get(woord) or _ENGELS.get(woord) or maandnummer(woord)


def _relatief(woord: str, peildatum: date) -> date:
    dagen = {"vandaag": 0, "morgen": 1, "overmorgen": 2, "gisteren": -1}
    if woord in dagen:
        return peildatum + timedelta(days=dagen[woord])
    stap = -1 if "vorige" in woord else 0 if "deze" in woord else 1
    return plus_maanden(peildatum.replace(day=1), stap)
