"""For which segments somebody says to be contracted in which year: "in 21 al c, per 2022 niks meer".

A sentence is read clause by clause. A clause belongs to the last year named; the segments in it are contracted then,
unless it denies them; a clause that denies without naming a segment means: none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.reading.contracts.segments import LETTER
from assistant.text.clauses import ZIN
from knowledge.vocabulary import Woordenschat

_GRENS = re.compile(
    r"[.;!?:,()]+"
    r"|\s(?:maar|doch|terwijl|daarna|but|while)\s"
    r"|(?<![^a-z0-9][bcv])\s(?:en|and)\s|\s(?:en|and)\s(?!(?:ook\s+)?(?:segment\s+)?[bcv]\b)"  # "B en C" is one thing
    r"|\bwel\b(?=\s+(?:voor\s+|in\s+)?[bcv]\b)"
)
_JAAR = re.compile(r"\b20(2[12])\b|(?:\b(?:in|per|voor|vanaf|van|sinds|over|from|for)\s+|')(2[12])(?![\d\-/.:%])\b")
_NOG_EEN_JAAR = re.compile(rf"\s*(?:in\s+|voor\s+)?(?:{_JAAR.pattern})")
_EEN_JAAR = re.compile(r"\b20[0-4]\d\b")
_EN_OOK = re.compile(rf"\s+(?:als|en|and)\s+(?:(?:ook|weer|in|voor|vanaf)\s+)*(?:{_JAAR.pattern})")
_IN_HET_CONTRACT = re.compile(r"\bin (?:ons|onze|het|mijn|dit|de|hun|our|the) [a-z]*(?:contract|overeenkomst)[a-z]*")
"""Where it is about what stands in a contract, not about having one."""
_VAN_VOOR = re.compile(
    r"\bvan (?:ver |ruim |net |lang )?voor (?:(?:1|1e) januari )?(?:1-1-)?20\d\d\b|\bdateert van (?:voor )?20\d\d\b"
)
"""When care began, which is no year of a contract."""
_ERNAAST = re.compile(r"(?<=\b[bcv])\s(?=(?:met|bij|en|with)\s(?P<rest>[^.;!?:,()\n]*))")
"""After a segment that may be of the client, where another one follows: "segment B met alleen B in 2022"."""
_KORTE_ZIN = 6
"""Words of the longest clause that says of another year what the sentence before it said of the first."""
_LETTERS = re.compile(r"\s*(?:(?:en|of|ook|segment|voor|[bcv])\s*)+")
"""A clause that is no more than segments."""


@dataclass(frozen=True)
class Jaarcontract:
    """What is told of one year.

    Attributes:
        wel: whether there was a contract; None when the text doesn't tell.
        segmenten: for which segments, as far as it names them.
        plekken: where the text names those.
        open: whether it cannot be told for which segments, whatever is named: "in 2021 B, ook in 2022 nog iets met V".
        van_eerder: segments that it has because it had them the year before.
    """

    wel: bool | None = None
    segmenten: tuple[str, ...] = ()
    plekken: tuple[int, ...] = field(default=(), compare=False)
    open: bool = False
    van_eerder: frozenset[str] = field(default=frozenset(), compare=False)


@dataclass(frozen=True)
class _Zin:
    """A sentence as its clauses are read.

    Attributes:
        vraagt: whether it ends with a question mark.
        volgend: whether it names the year after the contracts that run.
        over_2022: whether the text that it is part of names that year.
    """

    vraagt: bool
    volgend: bool
    over_2022: bool


def lees_contracten(tekst: str, schat: Woordenschat, peildatum: date | None = None) -> dict[int, Jaarcontract]:
    """What a folded text says of the contracts of 2021 and of 2022, by year.

    Only sentences with a year and a word of having, getting or losing a contract count, and short ones right after such
    a sentence ("vanaf 2022 wel"). "Nu" and "dit jaar" are 2021, where they stand beside a contract or beside 2022.
    """
    uit = {2021: Jaarcontract(), 2022: Jaarcontract()}
    tekst = _VAN_VOOR.sub(lambda m: " " * len(m[0]), tekst)
    tekst = _ERNAAST.sub(lambda m: "," if _begrensd(m["rest"], schat) else " ", tekst)
    tekst = schat.dubbel_ontkend.sub(lambda m: "met".ljust(len(m[0])), tekst)
    if _volgend_is_2022(tekst, peildatum):
        tekst = schat.volgend_jaar.sub(lambda m: "2022".ljust(len(m[0])), tekst)
    alle = {m[0].upper() for m in LETTER.finditer(tekst)}
    anderen = bool(schat.andermans.search(tekst) and schat.wij.search(tekst))
    telde = False
    for plek, zin in _stukken(ZIN, tekst):
        if schat.niet_geweten.search(zin):
            continue
        if telde and _geweigerd(zin, schat):  # "segment C kregen we niet": not the segment of a client
            plekken = (*uit[2022].plekken, *(plek + m.start() for m in LETTER.finditer(zin)))
            uit[2022] = replace(uit[2022], plekken=plekken)
            continue
        telde = bool(schat.contracteert.search(zin)) or (telde and _zegt_ook(zin, schat))
        soort = _Zin(zin.rstrip().endswith("?"), bool(re.search(r"\b2022\b|'22\b", zin)), "2022" in tekst)
        jaren: list[int] = []
        kaal = ook = gevraagd = False
        for begin, deel in _stukken(_GRENS, zin) if telde or soort.volgend else ():
            genoemd = _jaren(deel, soort, schat)
            if not telde and not (2021 in genoemd and schat.dit_jaar.search(deel)) and not jaren:
                continue
            if genoemd:
                jaren = [*jaren, *genoemd] if kaal and _NOG_EEN_JAAR.match(deel) else genoemd
                ook = False
            letters = list(LETTER.finditer(deel))
            kaal = bool(genoemd) and not letters  # "in 2021 en 2022 alleen B"
            kaal = kaal and not any(p.search(deel) for p in (schat.contract, schat.neemt_deel, schat.ontkent))
            if schat.neemt_deel.search(deel) and (schat.ontkent.search(zin) or schat.om_tafel.search(zin)):
                continue  # "we zaten er al in, maar zonder contract"
            gevraagd = _slechts_gevraagd(deel, schat) or (gevraagd and bool(_LETTERS.fullmatch(deel)))
            if gevraagd:  # "we hadden voor 2022 ingeschreven op B, C en V"
                plekken = (*uit[2022].plekken, *(plek + begin + m.start() for m in letters))
                uit[2022] = replace(uit[2022], plekken=plekken)
                continue
            if schat.over_client.search(deel) or (anderen and schat.andermans.search(deel)):
                continue
            if 2022 in jaren and letters and not schat.ontkent.search(deel):
                uit[2022] = _met_eerdere(uit, deel, letters, alle, ook, schat)
            ook = ook or bool(2022 in jaren and not letters and schat.bovendien.search(deel))
            uit |= {jaar: _erbij(uit[jaar], deel, letters, plek + begin, schat) for jaar in jaren}
    return uit


def _begrensd(deel: str, schat: Woordenschat) -> bool:
    """Whether what follows a segment begins with those that are all there is of a contract."""
    alleen = schat.niet_meer_dan.search(deel)
    return alleen is not None and not LETTER.search(deel[: alleen.start()]) and not schat.erbij.search(deel)


def _geweigerd(zin: str, schat: Woordenschat) -> bool:
    """Whether a short sentence without a year tells which segments somebody did not get, after one of contracts."""
    lang = len(zin.split()) > _KORTE_ZIN + 2
    if lang or _EEN_JAAR.search(zin) or zin.rstrip().endswith("?") or not LETTER.search(zin):
        return False
    delen = (schat.ontkent, schat.contracteert, schat.wij)
    return not schat.over_client.search(zin) and all(p.search(zin) for p in delen)


def _slechts_gevraagd(deel: str, schat: Woordenschat) -> bool:
    """Whether a clause tells that a contract was asked for, and not that there is one."""
    return schat.slechts_gevraagd.search(deel) is not None and schat.contract.search(deel) is None


def _volgend_is_2022(tekst: str, peildatum: date | None) -> bool:
    """Whether "next year" can only be 2022: beside 2021, or where no year is named at all and today is in 2021."""
    if "2021" in tekst:
        return True
    return (peildatum is None or peildatum.year == 2021) and not _EEN_JAAR.search(tekst)


def _stukken(grens: re.Pattern[str], tekst: str) -> Iterator[tuple[int, str]]:
    """The parts of a text, with the place where each begins."""
    begin = 0
    for m in grens.finditer(tekst):
        yield begin, tekst[begin : m.start()]
        begin = m.end()
    yield begin, tekst[begin:]


def _zegt_ook(zin: str, schat: Woordenschat) -> bool:
    """Whether a sentence only says of another year what the one before it was about: "vanaf januari 2022 wel"."""
    deel = _GRENS.split(zin)[0]
    if len(deel.split()) > _KORTE_ZIN:
        return False
    if schat.nu_niets.search(deel):
        return True
    komt_bij = schat.bovendien.search(deel) and LETTER.search(deel)
    return bool(_JAAR.search(deel) and (komt_bij or schat.evenzo.search(zin)))


def _jaren(deel: str, zin: _Zin, schat: Woordenschat) -> list[int]:
    """The years that a clause names, "now" as the year of the contracts that run."""
    genoemd = [2000 + int(a or b) for a, b in _JAAR.findall(deel)]
    if not genoemd and zin.over_2022 and not zin.vraagt and schat.nu_niets.search(deel):
        return [2021]
    nu = schat.dit_jaar.search(deel)
    if nu is None or 2021 in genoemd:
        return genoemd
    if genoemd:  # "zowel nu als in 2022"
        return [2021, *genoemd] if _EN_OOK.match(deel, nu.end()) else genoemd
    los = not deel[nu.end() :].strip() and not zin.vraagt  # "zij zijn nu en in 2022 gecontracteerd"
    if zin.volgend and (LETTER.search(deel) or los):
        return [2021]
    heeft = schat.contract.search(_IN_HET_CONTRACT.sub(" ", deel))
    return [2021] if heeft and not zin.vraagt else []


def _met_eerdere(
    uit: dict[int, Jaarcontract],
    deel: str,
    letters: list[re.Match[str]],
    alle: set[str],
    ook: bool,
    schat: Woordenschat,
) -> Jaarcontract:
    """What was told of 2022 with the segments of 2021, where those of a clause come to them: "in 2022 ook V".

    Where it cannot be told whether they do, or to what, the segments of 2022 are left open.

    Args:
        uit: what was told of both years.
        deel: the clause.
        letters: the segments in it.
        alle: all segments that the text names.
        ook: whether the clause before it said "ook" and named none.
        schat: the words.
    """
    eerder, nu = uit[2021], uit[2022]
    nieuw = {m[0].upper() for m in letters}
    voor, na = deel[: letters[0].start()], deel[letters[-1].end() :]
    gezegd = schat.bovendien.search(voor) or schat.bovendien.match(na.strip()) or schat.erbij.search(deel)
    if not (gezegd or ook) or nieuw & {*eerder.segmenten} or schat.niet_meer_dan.search(deel):
        return nu
    if not eerder.segmenten:
        return replace(nu, open=True) if alle - nieuw - {*nu.segmenten} else nu
    vlak_ervoor = any(not voor[m.end() :].strip() for m in schat.bovendien.finditer(voor))
    if vlak_ervoor or schat.erbij.search(deel) or (ook and not schat.bovendien.search(deel)):
        return replace(
            nu,
            segmenten=tuple(sorted({*nu.segmenten, *eerder.segmenten})),
            van_eerder=frozenset(eerder.segmenten),
        )
    return replace(nu, open=True)


def _erbij(
    eerder: Jaarcontract, deel: str, letters: list[re.Match[str]], plek: int, schat: Woordenschat
) -> Jaarcontract:
    """What was told of a year with what one more clause tells."""
    genoemd = {m[0].upper() for m in letters}
    plekken = (*eerder.plekken, *(plek + m.start() for m in letters))
    if schat.ontkent.search(deel):
        if genoemd & eerder.van_eerder:  # "in 2022 ook V, maar geen C meer"
            return replace(eerder, segmenten=tuple(s for s in eerder.segmenten if s not in genoemd), plekken=plekken)
        return eerder if letters or eerder.wel else Jaarcontract(wel=False)
    if eerder.open:
        return replace(eerder, wel=True, plekken=plekken)
    if letters:
        return replace(eerder, wel=True, segmenten=tuple(sorted({*eerder.segmenten, *genoemd})), plekken=plekken)
    zegt = schat.contract.search(deel) or schat.neemt_deel.search(deel)
    return replace(eerder, wel=True) if zegt else eerder
