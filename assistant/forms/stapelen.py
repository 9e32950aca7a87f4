"""The form for stacking: may these allocations run side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.forms.question import Formulier, Invoer, Kandidaat, Vraag
from assistant.reading.contracts.segments import LETTER, ZONDER_SEGMENT, weggelaten_segmenten
from assistant.reading.providers.allocations import lees_toewijzingen
from assistant.reading.providers.changes import verteld_aantal
from assistant.reading.providers.doubt import meer_mensen, spreekt_gemeente, verwant, voorbehoud
from assistant.reading.providers.marks import lees_zinnen
from assistant.reading.providers.one import contract_van_een_deel, segmenten_van_een
from assistant.reading.told import slots_van
from knowledge.conversation_words import laad_gesprekswoorden
from knowledge.form_words import laad_formulierwoorden
from knowledge.models import Regeling
from knowledge.provider_words import laad_aanbiederwoorden
from tools.stapelen import ONGENOEMD

_TOOL = "stapelen"
_MEESTE = 6
"""Allocations that are looked at."""
_MINSTE = 2
"""Allocations that make a stack."""
_SEGMENT_ERNA = re.compile(r"\s+(?:in\s+|van\s+|voor\s+|for\s+)?(?:segment\s+)?[bcv]\b")
_TWEE_KEER = re.compile(r"\b(?:twee|2)\s*(?:x|keer|maal)?\s*(?:segment\w*\s*)?[bcv]\b")


def _vul(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    """The candidates; without their allocations where the question says that there are more or fewer of them."""
    aantal = verteld_aantal(vraag.beurten[-1]) if vraag.beurten else None
    gelezen = _lees(vraag, regeling)
    if gelezen and any(t.weg for t in lees_toewijzingen(vraag.beurten)):
        return [replace(k, invoer={}) for k in gelezen]
    return [
        replace(k, invoer={}) if aantal and len(k.invoer.get("toewijzingen", "") or range(aantal)) != aantal else k
        for k in gelezen
    ]


def _lees(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    if meer_mensen(vraag.beurten):
        return []  # never one verdict for two youths
    slots, zelfde = vraag.slots, _zelfde(vraag)
    if len(slots.segmenten) < _MINSTE and ZONDER_SEGMENT.search(vraag.tekst):
        return []  # one segment without another is asked of the documents

    def met(zekerheid: float, rijen: list[Invoer]) -> list[Kandidaat]:
        return [Kandidaat(_TOOL, {"toewijzingen": rijen} if rijen else {}, zekerheid, regeling.regeling)]

    van_een, rijen = ([], []) if "conversie" in vraag.sterk else (_van_een(vraag, regeling), _gelezen(vraag))
    if van_een and not (len(rijen) == len(van_een) and all("aanbieder" in rij for rij in rijen)):
        return met(0.95, van_een)
    if "segmenten" in slots.open:
        return met(0.7, []) if vraag.signaal(_TOOL) else []
    if rijen:
        return met(0.65 + 0.3 * max(0.5, vraag.signaal(_TOOL)), rijen)
    segmenten = _genoemde(vraag)
    if len(segmenten) < _MINSTE and vraag.signaal(_TOOL) and slots.zelfde_aanbieder and vraag.beurten:
        verteld = [t.segment for t in lees_toewijzingen(vraag.beurten)]
        segmenten = verteld if len(verteld) >= _MINSTE else segmenten
    if len(segmenten) == 1 and _nog_iets(vraag.tekst):
        return met(0.7, [])
    if len(segmenten) == 1 and laad_formulierwoorden().stapelen.twee.search(vraag.tekst):
        anders = sorted(_losse_letters(vraag.tekst) - {*segmenten}) or [
            s for s in slots.segmentwoorden if s not in segmenten
        ]
        segmenten = [*segmenten, *(anders or segmenten)]
    signaal = _signaal(vraag, segmenten)
    if len(segmenten) >= 2 and signaal:
        return met(0.65 + 0.3 * signaal, _rijen(segmenten, zelfde))
    return met(0.6, []) if signaal == 1 and _vraagt_of_het_mag(vraag) else []


def _van_een(vraag: Vraag, regeling: Regeling) -> list[Invoer]:
    """The segments of which the last turn asks by itself whether one provider delivers them.

    None where one provider could, but by a contract for all of them, and a contract for one is told of.
    """
    segmenten = segmenten_van_een(vraag.beurten[-1]) if vraag.beurten else ()
    if not segmenten or spreekt_gemeente(vraag.beurten):
        return []
    vormen = regeling.stapelen.contractvormen if regeling.stapelen else []
    nooit = bool(vormen) and not any({*segmenten} <= {*vorm.segmenten} for vorm in vormen)
    return _rijen(segmenten, "ja") if nooit or not contract_van_een_deel(vraag.beurten[-1]) else []


def _zelfde(vraag: Vraag) -> str | None:
    """Whether one provider delivers all, as the words say; nothing where the story is against it or leaves it open."""
    zelfde = vraag.slots.zelfde_aanbieder
    if zelfde is None or not vraag.beurten:
        return zelfde
    if voorbehoud(vraag.beurten) == "niet" or verwant(vraag.beurten):
        return None
    laatste = vraag.beurten[-1:] if _pas_gezegd(vraag) else vraag.beurten
    wie = [t.aanbieder for t in lees_toewijzingen(laatste) if t.aanbieder is not None]
    anders = len(set(wie)) > 1 if zelfde == "ja" else len(wie) > len(set(wie))
    return None if anders else zelfde


def _pas_gezegd(vraag: Vraag) -> bool:
    """Whether the last of several turns says by itself that one provider delivers all, or that they differ."""
    zelfde = vraag.slots.zelfde_aanbieder
    return len(vraag.beurten) > 1 and zelfde is not None and slots_van(vraag.beurten[-1]).zelfde_aanbieder == zelfde


def _gelezen(vraag: Vraag) -> list[Invoer]:
    """The allocations with who delivers them; none where the text doesn't tell that, or says it of all at once."""
    signaal = vraag.signaal(_TOOL)
    if not _signaal(vraag, _genoemde(vraag)) and not _vraagt_of_naast(vraag):
        return []  # before the story is read: most questions end here
    if _TOOL not in vraag.sterk and laad_aanbiederwoorden().voorbehoud.iets_anders.search(vraag.kern):
        return []
    weg = weggelaten_segmenten(vraag.beurten, laad_gesprekswoorden())
    verteld = [t.segment for t in lees_toewijzingen(vraag.beurten)]
    gelezen = [t for t in lees_toewijzingen(vraag.beurten) if t.segment not in weg or verteld.count(t.segment) > 1]
    bekend = sum(t.aanbieder is not None for t in gelezen)
    if len(gelezen) < 2 or not (bekend or (signaal and all(t.open for t in gelezen))):
        return []
    if not bekend and _pas_gezegd(vraag):
        return []
    if not signaal and bekend < len(gelezen):
        return []
    if bekend < len(gelezen) and vraag.slots.zelfde_aanbieder and not any(t.open for t in gelezen):
        return []
    if _pas_gezegd(vraag) and vraag.slots.zelfde_aanbieder == "nee" and bekend > len({t.aanbieder for t in gelezen}):
        return _rijen([t.segment for t in gelezen], _anders(vraag))
    return [{"segment": t.segment} | ({"aanbieder": t.aanbieder} if t.aanbieder else {}) for t in gelezen[:_MEESTE]]


def _anders(vraag: Vraag) -> str | None:
    """That all differ, where a later turn says that of no provider by its name; else it stays open who delivers."""
    genoemd = any(t.soort in ("wie", "segment") for z in lees_zinnen(vraag.beurten[-1])[0] for t in z.tekens)
    return None if genoemd else "nee"


def _vraagt_of_naast(vraag: Vraag) -> bool:
    """Whether it asks if allocations may run side by side, and nothing else, without a word of stacking."""
    w = laad_aanbiederwoorden().voorbehoud
    mag = laad_formulierwoorden().stapelen.mag.search(vraag.kern)
    return bool(mag and w.naast.search(vraag.tekst) and not w.iets_anders.search(vraag.tekst))


def _genoemde(vraag: Vraag) -> list[str]:
    """The segments that are named: as such, by what they are for, or as those of a contract."""
    slots = vraag.slots
    segmenten = list(slots.segmenten)
    if len(segmenten) < 2 and vraag.signaal(_TOOL):
        segmenten += [s for s in slots.segmentwoorden if s not in segmenten]
    if slots.contract_2022 and "conversie" not in vraag.sterk:
        segmenten += [s for s in slots.contract_2022 if s not in segmenten]
    return segmenten


def _nog_iets(tekst: str) -> bool:
    """Whether it has a second allocation of which it isn't said what it is."""
    nog = laad_formulierwoorden().stapelen.nog_iets
    return any(not _SEGMENT_ERNA.match(tekst, m.end()) for m in nog.finditer(tekst))


def _losse_letters(tekst: str) -> set[str]:
    """The segments whose letter stands in a text, but for those that name a provider."""
    woorden, gevonden = laad_formulierwoorden().stapelen, set[str]()
    for m in LETTER.finditer(tekst):
        voor = tekst[: m.start()]
        if not voor.endswith(woorden.naam_ervoor) or voor.endswith(woorden.geen_naam_ervoor):
            gevonden.add(m[0].upper())
    return gevonden


def _signaal(vraag: Vraag, segmenten: Sequence[str]) -> float:
    """The sign for this tool; two segments of which it is said whose they are make a weak one."""
    signaal = vraag.signaal(_TOOL)
    if signaal or len(segmenten) < 2 or "conversie" in vraag.sterk:
        return signaal
    return 0.5 if vraag.slots.zelfde_aanbieder or _TWEE_KEER.search(vraag.tekst) else 0.0


def _rijen(segmenten: Sequence[str], zelfde_aanbieder: str | None) -> list[Invoer]:
    rijen: list[Invoer] = [{"segment": s} for s in segmenten[:_MEESTE]]
    if zelfde_aanbieder == "ja":
        return [r | {"aanbieder": ONGENOEMD} for r in rijen]
    if zelfde_aanbieder == "nee":
        return [r | {"aanbieder": f"aanbieder {i}"} for i, r in enumerate(rijen, 1)]
    return rijen


def _vraagt_of_het_mag(vraag: Vraag) -> bool:
    woorden = laad_formulierwoorden().stapelen
    return not vraag.algemeen and bool(woorden.mag.search(vraag.kern) and woorden.toewijzing.search(vraag.kern))


FORMULIER = Formulier(_TOOL, "stapelen", _vul, frozenset({"segmenten", "zelfde_aanbieder"}), beoordeelt=True)
