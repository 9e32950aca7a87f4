"""Read the inputs of tools out of free text: codes, profiles, intensities, segments, contracts, dates, amounts.

Works on folded text. A slot that the text does not give stays None; nothing is guessed. Which words mean which value
stands in the vocabulary; the shapes (numbers, letters, dates), with function words in them, stand here and in the
modules `slot_...`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.reading.amounts.figures import lees_bedragen
from assistant.reading.certainty.denials import zonder_ontkende
from assistant.reading.certainty.doubt import lees_twijfel
from assistant.reading.certainty.repairs import herzien_vanaf, zonder_verbeterde, zonder_vergissing
from assistant.reading.contracts.fields import contractvelden_voluit
from assistant.reading.contracts.segments import (
    SEGMENTLIJST,
    lees_contract,
    lees_segmenten,
    letters,
    segmenten_voluit,
)
from assistant.reading.contracts.years import lees_contracten
from assistant.reading.days.dates import Datumvondst, vind_datums, vind_maanden
from assistant.reading.earlier_change.before import naast_eerdere
from assistant.reading.earlier_change.story import lees_eerder_gewijzigd
from assistant.reading.products.codes import Profielen, lees_codes, lees_intensiteiten, lees_profielen, richting_open
from assistant.reading.referral import lees_verwijzer
from knowledge.vocabulary import Woordenschat

_ZELF_ALLEBEI = re.compile(
    r"\b(?:(?:bij|door|van) ons|(?:mogen|kunnen|willen|leveren|doen) (?:wij|we)|(?:wij|we) (?:leveren|doen|bieden))"
    rf"\s+(?:ook\s+|zowel\s+|zelf\s+)?(?P<voor>(?:segment\s+)?{SEGMENTLIJST})(?![a-z0-9'])"
    rf"|(?<![a-z0-9'])(?P<na>{SEGMENTLIJST})\s+(?:tegelijk\s+|samen\s+|allebei\s+|beide\s+)?(?:bij|door) ons\b"
)
"""One provider that says of several segments that they are its own."""
_ONTKEND = re.compile(
    r"\b(?:in plaats van|i\.p\.v\.|ipv) (?:bij|door|via|de|een|het)\b[^,.?!;]{0,40}"
    r"|\bniet (?:door|bij|via|van) (?:de |het |een )?[a-z]+(?: [a-z]+)? (?=maar\b)"
)
_NIET_OM = (
    r"\b(?:niet|geen|not|no)\s+(?:(?:om|op|van|voor|in|binnen|bij|gericht op|een|het|de|echt|for|about|aimed at)\s+)*"
)


@dataclass(frozen=True)
class Slots:
    """What a text gives; empty or None where it gives nothing."""

    codes: tuple[str, ...] = ()
    profielen: tuple[int, ...] = ()
    profiel_fout: str | None = None
    nieuw_profiel: int | None = None
    dagbesteding: bool = False
    intensiteiten: tuple[str, ...] = ()
    intensiteit_naar: str | None = None
    segmenten: tuple[str, ...] = ()
    segmentwoorden: tuple[str, ...] = ()
    contract_2022: tuple[str, ...] | None = None
    contract_2022_wel: str | None = None
    contract_2021: tuple[str, ...] = ()
    gecontracteerd_2021: str | None = None
    gericht_op: str | None = None
    verwijzer: str | None = None
    moment: str | None = None
    soort_aanbieder: str | None = None
    zelfde_aanbieder: str | None = None
    eerder_gewijzigd: str | None = None
    zeer_complex: str | None = None
    datums: tuple[Datumvondst, ...] = ()
    maanden: tuple[Datumvondst, ...] = ()
    bedragen: tuple[tuple[Decimal, str], ...] = ()
    jaren: tuple[int, ...] = ()
    peildatum: date | None = None
    open: frozenset[str] = frozenset()
    """The facts of which a value is told and left in doubt; those have none."""


def _geweten(tekst: str, schat: Woordenschat) -> str:
    """A text without the sentences of which somebody says not to know it."""
    if not schat.niet_geweten.search(tekst):
        return tekst
    return " ".join(zin for zin in re.split(r"(?<=[.;!?])\s|\n", tekst) if not schat.niet_geweten.search(zin))


_ONTKENNING = re.compile(
    r"\b(?:niet|geen|nooit|not)\s+(?:bij\s+|door\s+|van\s+|om\s+|een\s+|de\s+|echt\s+|meer\s+|als\s+)*$"
)


def _waarde(slot: str, tekst: str, schat: Woordenschat) -> str | None:
    """The value that the text means; a denial beats what it overlaps or follows closely, else the longest match wins.

    Where a text says both yes and no of `zelfde_aanbieder`, apart from each other, it says neither.
    """
    treffers: dict[str, re.Match[str]] = {}
    langste: dict[str, int] = {}
    for waarde, patroon in schat.waarden[slot].items():
        for m in patroon.finditer(tekst):
            if not _ONTKENNING.search(tekst[max(0, m.start() - 22) : m.start()]):
                treffers.setdefault(waarde, m)
                langste[waarde] = max(langste.get(waarde, 0), len(m[0]))
            elif waarde == "ja":
                treffers.setdefault("nee", m)
                langste["nee"] = max(langste.get("nee", 0), len(m[0]))
    if set(treffers) == {"ja", "nee"}:
        ja, nee = treffers["ja"], treffers["nee"]
        samen = nee.start() - 25 <= ja.start() and ja.end() <= nee.end() + 25
        return "nee" if samen or slot != "zelfde_aanbieder" else None
    return max(langste, key=lambda w: langste[w]) if langste else None


def _twee_namen(tekst: str) -> str | None:
    """`nee` where a text names two different providers (aanbieder X, aanbieder Y)."""
    namen = set(re.findall(r"\b(?:aanbieder|zorgaanbieder|instelling|organisatie)\s+([a-z]|\d)\b(?!')", tekst))
    return "nee" if len(namen) > 1 else None


def _zelfde_aanbieder(tekst: str, schat: Woordenschat) -> str | None:
    gezegd = _waarde("zelfde_aanbieder", tekst, schat) or _twee_namen(tekst)
    if gezegd is None and any(len(letters(m[0])) > 1 for m in _ZELF_ALLEBEI.finditer(tekst)):
        return "ja"
    return gezegd


_ALLEEN_GEMEENTE = re.compile(
    r"(?:\bprofiel\s+[1-8]|\baanvraag|\bverlenging)\s*(?:[,:/]\s*(?:de\s+)?gemeente\s*(?=[,;./)\n]|$)"
    r"|[,:/]?\s*gemeente\s*[,:/]?\s*(?:aanvraag|verlenging)\b)"
)
"""The referrer as a value by itself, beside a profile or a moment: "profiel 6, gemeente, verlenging"."""


def _verwijzer(tekst: str, schat: Woordenschat) -> str | None:
    """Who refers: whom the story gives that part, else whom it names."""
    gelezen = lees_verwijzer(tekst)
    if gelezen.onzeker:
        return None
    los = "gemeente" if _ALLEEN_GEMEENTE.search(gelezen.rest) else None
    return gelezen.waarde or _waarde("verwijzer", gelezen.rest, schat) or los


def _alleen_werkend(tekst: str, schat: Woordenschat) -> str | None:
    """What one person without staff is; of several together that does not tell it."""
    if schat.samen_werkend.search(tekst) or not schat.enkeling.search(tekst):
        return None
    return _waarde("soort_aanbieder_zwak", tekst, schat)


_JAARTAL = re.compile(r"(?<![\d.,€])20[0-3]\d(?![\d.,]\d|\d)")
_JA_NEE = {None: None, True: "ja", False: "nee"}
_TE_HERZIEN = (
    "codes", "profielen", "intensiteiten", "segmenten", "contract_2022", "contract_2021",
    "gecontracteerd_2021", "gericht_op", "verwijzer", "moment", "soort_aanbieder", "zelfde_aanbieder",
    "eerder_gewijzigd",
)  # fmt: skip
"""Facts that a message can put right itself, further on; a day or an amount may be that of another part."""
_EEN_GEHEEL = frozenset({"contract_2022", "contract_2021"})
"""Facts of which the new value is all of it, however few it names."""


def lees_slots(tekst: str, schat: Woordenschat, peildatum: date | None = None) -> Slots:
    """Every slot that a folded text gives; what it puts right itself counts as it was put right."""
    tekst = contractvelden_voluit(tekst)
    tekst = zonder_ontkende(zonder_verbeterde(zonder_vergissing(tekst, schat), schat), schat)
    heel = _lees(tekst, schat, peildatum)
    if not (eind := herzien_vanaf(tekst, schat)):
        return heel
    return _herzien(heel, _lees(tekst[:eind], schat, peildatum), _lees(tekst[eind:], schat, peildatum))


def _herzien(heel: Slots, voor: Slots, na: Slots) -> Slots:
    """The facts of a text of which a later part puts right what an earlier part told: of each kind its own hold."""
    leeg: tuple[object, ...] = (None, (), False)
    anders: dict[str, Any] = {}
    for naam in _TE_HERZIEN:
        oud, nieuw = getattr(voor, naam), getattr(na, naam)
        if oud in leeg or (nieuw in leeg and not (naam == "contract_2022" and nieuw == ())):
            continue
        if naam in _EEN_GEHEEL or not isinstance(nieuw, tuple) or len({*map(str, nieuw)}) >= len({*map(str, oud)}):
            anders[naam] = nieuw
    if "intensiteiten" in anders:
        anders["intensiteit_naar"] = na.intensiteit_naar
    return replace(heel, **anders)


@dataclass(frozen=True)
class _Contracten:
    """What a text tells of contracts.

    Attributes:
        segmenten: for which segments, for 2022; None when the text doesn't tell.
        eerder: for which, in 2021.
        had: whether there was one in 2021.
        plekken: where the text names segments of contracts, which are no allocations.
    """

    segmenten: tuple[str, ...] | None
    eerder: tuple[str, ...]
    had: str | None
    plekken: list[tuple[int, int]]


def _contracten(tekst: str, schat: Woordenschat, peildatum: date | None, *, open_: bool) -> _Contracten:
    """What a text tells of contracts: by year where it does so, else as a whole; nothing of 2022 where that is open."""
    segmenten, plekken = lees_contract(tekst, schat)
    per_jaar = lees_contracten(tekst, schat, peildatum)
    nu, eerder = per_jaar[2022], per_jaar[2021]
    if nu.open or open_:
        segmenten = None
    elif nu.segmenten or nu.wel is False:
        segmenten = nu.segmenten
    gezegd = None if eerder.segmenten else _waarde("gecontracteerd_2021", _geweten(tekst, schat), schat)
    had = gezegd or _JA_NEE[eerder.wel]  # "in 2021 geen contract voor C, wel voor B": there was one
    return _Contracten(segmenten, eerder.segmenten, had, [*plekken, *((plek, plek + 1) for plek in nu.plekken)])


def _jaren(tekst: str, datums: tuple[Datumvondst, ...]) -> tuple[int, ...]:
    """The years that a text names, by themselves or in a day."""
    return tuple(dict.fromkeys([*(int(m[0]) for m in _JAARTAL.finditer(tekst)), *(d.jaar for d in datums if d.jaar)]))


def _lees(tekst: str, schat: Woordenschat, peildatum: date | None) -> Slots:
    twijfel = lees_twijfel(segmenten_voluit(_ONTKEND.sub(" ", tekst)), schat)
    tekst, open_ = twijfel.rest, twijfel.open
    profielen = Profielen() if "profielen" in open_ else lees_profielen(tekst)
    if "hulp" in open_:
        open_ = open_ - {"hulp"} | (set() if profielen.nummers else {"profielen"})
    intensiteiten, naar = lees_intensiteiten(tekst, schat)
    wissel = naast_eerdere(tekst, lambda deel: lees_intensiteiten(deel, schat))
    eerder = lees_eerder_gewijzigd(tekst, schat.waarden["eerder_gewijzigd"], lambda zin: lees_intensiteiten(zin, schat))
    if wissel:
        intensiteiten, naar = wissel.intensiteiten, wissel.naar
        eerder = eerder or ("ja" if wissel.zeker else None)
    if naar is None and richting_open(tekst, schat):
        intensiteiten, open_ = (), open_ | {"intensiteiten"}
    contracten = _contracten(tekst, schat, peildatum, open_="contract_2022" in open_)
    segmenten = lees_segmenten(tekst, contracten.plekken)
    if segmenten and "contract_2022" in open_:
        open_ -= {"segmenten"}
    datums = tuple(vind_datums(tekst, peildatum))
    return Slots(
        codes=lees_codes(tekst),
        profielen=profielen.nummers,
        profiel_fout=profielen.fout,
        nieuw_profiel=profielen.nieuw,
        dagbesteding="dagbesteding" in tekst,
        intensiteiten=intensiteiten,
        intensiteit_naar=naar,
        segmenten=segmenten,
        segmentwoorden=tuple(s for s, p in schat.segmentwoorden.items() if p.search(tekst)),
        contract_2022=contracten.segmenten,
        contract_2022_wel=_waarde("contract_2022_wel", tekst, schat),
        contract_2021=contracten.eerder,
        gecontracteerd_2021=contracten.had,
        gericht_op=_gericht_op(tekst, schat),
        verwijzer=_verwijzer(tekst, schat),
        moment=_waarde("moment", tekst, schat) or _waarde("moment_zwak", tekst, schat),
        soort_aanbieder=_waarde("soort_aanbieder", tekst, schat) or _alleen_werkend(tekst, schat),
        zelfde_aanbieder=_zelfde_aanbieder(tekst, schat),
        eerder_gewijzigd=eerder,
        zeer_complex=_waarde("zeer_complex", tekst, schat),
        datums=datums,
        maanden=tuple(vind_maanden(tekst)),
        bedragen=lees_bedragen(tekst, schat),
        jaren=_jaren(tekst, datums),
        peildatum=peildatum,
        open=open_,
    )


def _gericht_op(tekst: str, schat: Woordenschat) -> str | None:
    gevonden = [
        w
        for w, p in schat.waarden["gericht_op"].items()
        if any(not re.search(rf"{_NIET_OM}$", tekst[max(0, m.start() - 26) : m.start()]) for m in p.finditer(tekst))
    ]
    if "herstel" in gevonden and re.search(r"\bniet[- ]duurzaam", tekst):
        return "herstel"
    return gevonden[0] if len(gevonden) == 1 else None
