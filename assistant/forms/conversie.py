"""The form for the conversion of allocations: which procedure moves them to the contracts of a new year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.forms.question import Formulier, Invoer, Kandidaat, Vraag
from assistant.reading.contracts.segments import LETTER
from assistant.reading.slots import Slots
from assistant.text.clauses import ZIN
from knowledge.form_words import ConversieWoorden, laad_formulierwoorden
from knowledge.models import Conversie, Regeling
from knowledge.vocabulary import laad_woordenschat
from tools.conversie import contract_maakt_niet_uit

_TOOL = "conversie"
VERLOREN = "U zegt dat er geen contract meer is; hier is aangenomen dat de aanbieder er in 2021 een had."
"""What is taken as given of a contract that ended."""
LOPEND = "Hier is aangenomen dat de aanbieder in 2021 een contract had, omdat het om een lopende toewijzing gaat."
"""What is taken as given of an allocation of which the contract is not told."""


def _vul(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    signaal, regels = vraag.signaal(_TOOL), regeling.conversie
    assert regels is not None
    if not signaal:
        return []
    slots = _beide_jaren(vraag)
    invoer, aannames = _gegeven(slots, regels)
    if not _genoeg(vraag, invoer):
        return []
    if slots.gecontracteerd_2021 == "nee" and slots.contract_2022_wel and slots.contract_2022 is None:
        if not contract_maakt_niet_uit(invoer, regels):
            return []  # the documents say what there is to say
        invoer["contract_2022"] = list(regels.contractsegmenten)
        aannames += ("U noemt niet voor welke segmenten het contract voor 2022 is; hier maakt dat niet uit.",)
    if "gecontracteerd_2021" not in invoer and ("gericht_op" in invoer or "segment" in invoer):
        aanname = VERLOREN if _verloor_contract(vraag) else LOPEND if _loopt_al(vraag) else None
        if aanname:
            invoer["gecontracteerd_2021"] = True
            aannames += (aanname,)
    zekerheid = 0.45 + 0.15 * signaal + 0.1 * min(len(invoer), 4)
    return [Kandidaat(_TOOL, invoer, zekerheid, regeling.regeling, (), aannames)]


def _loopt_al(vraag: Vraag) -> bool:
    """Whether a text tells that the care runs with the provider already; said to be unknown, it is left to be asked."""
    if laad_woordenschat().niet_geweten.search(vraag.tekst):
        return False
    return bool(laad_formulierwoorden().conversie.loopt_al.search(vraag.tekst))


_JAAR = re.compile(r"\b20\d\d\b")
_TOEN = 2021
"""The year of the old contracts: one that was lost in it or before tells nothing of it."""


def _verloor_contract(vraag: Vraag) -> bool:
    """Whether a text tells that the reader has no contract any more for 2022, so that there was one before."""
    schat, woorden = laad_woordenschat(), laad_formulierwoorden().conversie
    anderen = schat.andermans.search(vraag.tekst) or woorden.van_anderen.search(vraag.tekst)
    if vraag.slots.contract_2022 != () or anderen or schat.niet_geweten.search(vraag.tekst):
        return False
    return any(
        _gezegd(z, woorden) and not (woorden.verloor_niet.search(z) or any(int(j) <= _TOEN for j in _JAAR.findall(z)))
        for z in ZIN.split(vraag.tekst)
    )


def _gezegd(zin: str, woorden: ConversieWoorden) -> bool:
    """Whether a sentence tells that a contract was lost; one that asks, only by what it takes as known ("een aanbieder
    die geen contract meer heeft")."""
    if not zin.endswith("?"):
        return woorden.verloor.search(zin) is not None
    return any(woorden.bekend.search(zin[: m.start()].split(",")[-1]) for m in woorden.verloor.finditer(zin))


def _beide_jaren(vraag: Vraag) -> Slots:
    """The facts, with the one segment of the contract for 2022 as that of 2021 where it is told of both years."""
    slots, schat, woorden = vraag.slots, laad_woordenschat(), laad_formulierwoorden().conversie
    if slots.contract_2021 or len(slots.contract_2022 or ()) != 1 or schat.niet_geweten.search(vraag.tekst):
        return slots
    (segment,) = slots.contract_2022 or ()
    for zin in ZIN.split(vraag.tekst):
        letters = {m[0].upper() for m in LETTER.finditer(zin)}
        anderen = schat.andermans.search(zin) or woorden.van_anderen.search(zin)
        if letters == {segment} and not anderen and woorden.beide_jaren.search(zin):
            return replace(slots, contract_2021=(segment,), gecontracteerd_2021="ja")
    return slots


def _gegeven(slots: Slots, regels: Conversie) -> tuple[Invoer, tuple[str, ...]]:
    """The input that the text gives, and what was assumed."""
    invoer: Invoer = {}
    aannames: tuple[str, ...] = ()
    doel = gericht_op(slots, regels)
    if doel:
        invoer["gericht_op"] = doel
    van_client = {*slots.segmenten}
    if len(van_client) > 1:
        van_client = {*_zonder(slots.segmenten, slots.contract_2021)}
    if "segmenten" not in slots.open and len(van_client) == 1 and van_client <= {*regels.segmenten}:
        (invoer["segment"],) = van_client
    ongenoemd = not slots.segmenten and "segmenten" not in slots.open
    if doel == "duurzaam" and ongenoemd and len(slots.contract_2021) == 1:
        (invoer["segment"],) = slots.contract_2021
        aannames = (f"U noemt geen segment; hier is {invoer['segment']} genomen, waarvoor u in 2021 een contract had.",)
    if slots.contract_2022 is not None:
        invoer["contract_2022"] = list(slots.contract_2022)
    if slots.gecontracteerd_2021 is not None:
        invoer["gecontracteerd_2021"] = slots.gecontracteerd_2021 == "ja"
    return invoer, aannames


def gericht_op(slots: Slots, regels: Conversie) -> str | None:
    """What the care is aimed at, as said or by the intensities of which that is certain."""
    doelen = {d for d, namen in regels.gericht_op.items() if any(i in namen for i in slots.intensiteiten)}
    if len(doelen) > 1:
        return None  # two allocations, of which each has its own procedure
    return slots.gericht_op or (doelen.pop() if doelen else None)


def _zonder(segmenten: Sequence[str], contract: Sequence[str]) -> Iterable[str]:
    """The segments but for those that the text names as contracted."""
    return (Counter(segmenten) - Counter(contract)).elements()


def _genoeg(vraag: Vraag, invoer: Invoer) -> bool:
    """Whether the signs and the input together make it a question for this tool."""
    sterk = vraag.signaal(_TOOL) == 1
    naar_procedure = bool(laad_formulierwoorden().conversie.naar_procedure.search(vraag.kern))
    if not sterk and len(invoer) < 3 and not naar_procedure and not vraag.eigen:
        return False
    if len(invoer) >= (1 if vraag.slots.contract_2022_wel else 2):
        return True
    if invoer.get("contract_2022") and sterk and vraag.eigen and not (vraag.algemeen or vraag.feit):
        return True  # "wij hebben B en V en dit kind loopt door; krijgen we een uitvraag?"
    return not vraag.algemeen and "gericht_op" in invoer and sterk and vraag.geval and naar_procedure


FORMULIER = Formulier(
    _TOOL,
    "conversie",
    _vul,
    frozenset(
        {"segmenten", "gericht_op", "contract_2021", "gecontracteerd_2021", "contract_2022", "contract_2022_wel"}
    ),
    beoordeelt=True,
)
