"""Which days of a change request are ends: the one that the allocation has, and the one that is wished for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.forms.days import in_zinsdeel, met_rol
from assistant.reading.days.dates import Datumvondst
from assistant.reading.days.roles import Dagrol, rol
from knowledge.form_words import WijzigingWoorden, laad_formulierwoorden

_ZINSDEEL = re.compile(r"[.,;:?!]\s")
_ZINSEINDE = re.compile(r"[.;?!\n](?!\w)")
_PAAR = 2


@dataclass(frozen=True)
class Einden:
    """The days on which an allocation ends.

    Attributes:
        alle: every day that is an end, and so not the first day of the change.
        nu: the end that it has; None where that is not clear.
        nieuw: the end that is wished.
        verschuift: whether another end is wished, known or not.
    """

    alle: tuple[Datumvondst, ...] = ()
    nu: Datumvondst | None = None
    nieuw: Datumvondst | None = None
    verschuift: bool = False


def lees_einden(tekst: str, datums: Sequence[Datumvondst]) -> Einden:
    """The ends among the days of a folded text. Which of two is new its words say, or else that it comes last."""
    woorden = laad_formulierwoorden().verzoek_om_wijziging
    over_einde = woorden.over_einde.search(tekst) is not None
    wil = woorden.einde_verschuift.search(tekst) is not None
    naar = over_einde and any(_naar(d, woorden) for d in datums)
    verschuift = (wil or naar) and not woorden.al_verlengd.search(tekst)
    rollen = {d: rol(d) for d in datums}
    datums = [d for d in datums if rollen[d] not in {Dagrol.ANDERS, Dagrol.OPGEGEVEN, Dagrol.LOOPT, Dagrol.INGANG}]

    def staat_erop(dag: Datumvondst) -> bool:
        return over_einde and not _is_begin(dag, woorden) and woorden.staat_op.search(dag.ervoor) is not None

    alle = [d for d in datums if rollen[d] is Dagrol.EINDE or _is_einde(d, woorden) or staat_erop(d)]
    if verschuift:
        alle = [d for d in datums if d in alle or _wordt(d, datums, alle, woorden)]
    dagen = {d.als_datum() or d.begin: d for d in reversed(alle)}
    einden = sorted(dagen.values(), key=lambda d: d.begin)
    if len(einden) == 1:
        nieuw = verschuift and wil and _nieuw(einden[0], woorden)
        return Einden(tuple(alle), None if nieuw else einden[0], einden[0] if nieuw else None, verschuift and wil)
    al_verlengd = woorden.al_verlengd.search(tekst) is not None
    if len(einden) == _PAAR and not verschuift and not al_verlengd and (paar := _gewenst(einden, woorden)):
        return Einden(tuple(alle), *paar, verschuift=True)
    if len(einden) != _PAAR or not verschuift:
        return Einden(tuple(alle))
    een, ander = einden
    if _nieuw(een, woorden) and not _nieuw(ander, woorden):
        een, ander = ander, een
    return Einden(tuple(alle), een, ander, True)


def _gewenst(einden: Sequence[Datumvondst], woorden: WijzigingWoorden) -> tuple[Datumvondst, Datumvondst] | None:
    """The end of now and the wished one of two, where one of them stands with words of wishing, or without any more."""
    delen = _delen(einden)
    if any(woorden.ander_einde.search(deel) or woorden.blijft.search(deel) for deel in delen):
        return None
    if woorden.blijft.search(_ZINSEINDE.split(einden[1].na)[0]):
        return None
    loopt_af = [in_zinsdeel(dag, woorden.einde_erna) for dag in einden]
    wens = [_laatst(woorden.wens, deel) > _laatst(woorden.van_nu, deel) for deel in delen]
    wens = [wel and not af for wel, af in zip(wens, loopt_af, strict=True)]
    nu = [woorden.van_nu.search(deel) is not None for deel in delen]
    gewenst = wens if sum(wens) == 1 else [not w for w in nu]  # "loopt tot 31 december en einddatum 30 juni"
    van_iets = [wel and woorden.iets_met_einde.search(deel) for wel, deel in zip(gewenst, delen, strict=True)]
    if sum(gewenst) != 1 or (sum(wens) != 1 and any(van_iets)):
        return None
    een, ander = einden
    return (een, ander) if gewenst[1] else (ander, een)


def _laatst(woorden: re.Pattern[str], deel: str) -> int:
    """Where the last of these words stands; -1 where none does."""
    return max((m.start() for m in woorden.finditer(deel)), default=-1)


def _delen(einden: Sequence[Datumvondst]) -> list[str]:
    """What stands before each of two days, in its own sentence and after the other one."""
    een, ander = einden
    tussen = max(0, ander.begin - een.eind)
    ervoor = ander.voor[-tussen:] if tussen else ""
    return [_ZINSEINDE.split(een.voor)[-1], _ZINSEINDE.split(ervoor)[-1]]


def _is_einde(dag: Datumvondst, woorden: WijzigingWoorden) -> bool:
    """Whether the words beside a day say that something ends on it."""
    if _is_begin(dag, woorden):
        return False
    if met_rol([dag], woorden.einde):
        return True
    if woorden.begint.search(dag.ervoor):
        return False
    return bool(met_rol([dag], woorden.stopt)) or in_zinsdeel(dag, woorden.einde_erna)


def _wordt(
    dag: Datumvondst, datums: Sequence[Datumvondst], einden: Sequence[Datumvondst], woorden: WijzigingWoorden
) -> bool:
    """Whether an end moves to this day ("naar 30 juni"), or from it to the day right after it."""
    if _naar(dag, woorden):
        return any(d.begin < dag.begin for d in (einden or datums))
    volgende = next((d for d in datums if d.begin > dag.begin), None)
    samen = volgende is not None and volgende.begin - dag.eind <= len(" naar de ")
    return samen and volgende is not None and woorden.wordt.search(volgende.ervoor) is not None


def _nieuw(dag: Datumvondst, woorden: WijzigingWoorden) -> bool:
    """Whether the words before a day say that it is the end that is wished."""
    if woorden.van.search(dag.ervoor):
        return False
    return _naar(dag, woorden) or bool(met_rol([dag], woorden.nieuw_einde))


def _is_begin(dag: Datumvondst, woorden: WijzigingWoorden) -> bool:
    """Whether a day is told of a start: "de start moet naar 1 november"."""
    deel = _ZINSDEEL.split(dag.ervoor)[-1]
    return woorden.begin.search(deel) is not None and woorden.einde.search(deel) is None


def _naar(dag: Datumvondst, woorden: WijzigingWoorden) -> bool:
    if _is_begin(dag, woorden):
        return False
    return bool(woorden.wordt.search(dag.ervoor) or woorden.wordt_erna.match(dag.erna.lstrip()))
