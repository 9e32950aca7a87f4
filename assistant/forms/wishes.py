"""The changes to a contract that one sentence asks for: "een extra product, een hoger plafond en een tweede locatie".

What a sentence only speaks of is none: what belongs to another thing ("de AGB-code van onze hoofdbehandelaar"), what
stays as it is, and what is said to be there ("wij leveren twee producten en willen een locatie erbij").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.form_words import MutatieWoorden, laad_formulierwoorden
from knowledge.models import Contractmutaties
from tools.contractmutatie import herken, noemt_anders

_ZIN = re.compile(r"(?<=[.?!])\s+")
_WOORD = re.compile(r"[a-z0-9]+")
_BIJVOEGLIJK = 3
"""Words that may stand between a preposition and what it goes with, or before the first noun of an item of a list."""


@dataclass(frozen=True)
class _Deel:
    """An item of a sentence: the change that it names, whether it is wished, and how it hangs together with others."""

    wijziging: str | None
    gewenst: bool
    begint_kaal: bool
    eindigt_kaal: bool


def gewenst(tekst: str, regels: Contractmutaties) -> list[str]:
    """The changes that the sentence of a folded text with the most of them asks for, in its order.

    None where several sentences ask for one each: which of them is meant, the text tells elsewhere.

    Args:
        tekst: the folded text.
        regels: the changes that the source lists; what it lists with another change stands there as typed.
    """
    per_zin = [list(dict.fromkeys(_wensen(zin, regels))) for zin in _ZIN.split(tekst)]
    meeste = max(per_zin, key=len)
    return meeste if len(meeste) > 1 or all(wensen in ([], meeste) for wensen in per_zin) else []


def _wensen(zin: str, regels: Contractmutaties) -> list[str]:
    tussen = laad_formulierwoorden().contractmutatie.tussen_wensen
    delen = [_lees(deel, regels) for deel in tussen.split(zin) if _WOORD.search(deel)]
    wel = [d.gewenst for d in delen]
    for volgorde in (range(1, len(delen)), range(len(delen) - 1, 0, -1)):
        for i in volgorde:  # "ons plafond, onze producten en onze plaatsen wijzigen": one verb for all of them
            if delen[i - 1].eindigt_kaal and delen[i].begint_kaal:
                wel[i] = wel[i - 1] = wel[i] or wel[i - 1]
    return [d.wijziging for d, w in zip(delen, wel, strict=True) if w and d.wijziging]


def _lees(deel: str, regels: Contractmutaties) -> _Deel:
    """An item; without a change where it says what is not wished."""
    woorden = laad_formulierwoorden().contractmutatie
    if any(p.search(deel) for p in (woorden.niet_die, woorden.onveranderd, woorden.is_er)):
        return _Deel(None, gewenst=False, begint_kaal=False, eindigt_kaal=False)
    termen = tuple(t for m in regels.mutaties.values() for t in m.termen if " " not in t)
    deel = _zonder_bijzaak(deel, termen, woorden)
    gevonden = herken(deel, regels)
    anders = gevonden is None and noemt_anders(deel, regels)
    rij = _WOORD.findall(deel)
    noemt = [i for i, w in enumerate(rij) if w.startswith(termen)]
    ervoor = rij[: noemt[0]] if noemt else rij
    return _Deel(
        wijziging=gevonden[0] if gevonden else deel.strip() if anders else None,
        gewenst=anders or bool(woorden.wenst.search(deel)),
        begint_kaal=bool(noemt) and len(ervoor) <= _BIJVOEGLIJK and all(_kaal(w, woorden) for w in ervoor),
        eindigt_kaal=bool(noemt) and _code_af(rij[noemt[-1] + 1 :]),
    )


def _kaal(woord: str, woorden: MutatieWoorden) -> bool:
    """Whether a word may stand before a name in a list: "een", "nieuwe"."""
    return bool(woorden.lidwoord.fullmatch(woord) or woorden.wenst.fullmatch(woord))


def _code_af(rest: Sequence[str]) -> bool:
    """Whether nothing but the second half of a name follows ("AGB-code")."""
    return all(w in {"code", "codes"} for w in rest)


def _zonder_bijzaak(deel: str, termen: tuple[str, ...], woorden: MutatieWoorden) -> str:
    """An item without what only says of what, or where: "van onze hoofdbehandelaar", not "toevoegen van een ..."."""
    uit = deel
    for m in reversed(list(woorden.voorzetsel.finditer(deel))):
        if woorden.werkwoord_ervoor.search(deel[: m.start()]):
            continue
        for plek, woord in enumerate(_WOORD.finditer(deel, m.end())):
            if woord[0].startswith(termen):
                uit = uit[: m.start()] + " " + uit[woord.end() :]
                break
            if plek == _BIJVOEGLIJK or not _kaal(woord[0], woorden):
                break
    return uit
