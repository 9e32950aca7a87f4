"""What each amount of a story is: the budget, what was declared of it, what is left, or something else.

An amount is what the nearest words in its own sentence make of it. One of another year, another child, an hour or an
invoice is none of the three, whatever stands beside it. Which words say so stands in `formulier.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.text.clauses import ZINSEINDE
from knowledge.form_words import BedragrolWoorden, laad_formulierwoorden

Rol = Literal["budget", "gedeclareerd", "rest", "anders"]
_ZINSDEEL = re.compile(r"[,(]|\b(?:en|maar|terwijl|and|but)\b")
_KOMMA = 8
"""So many signs the begin of another part of the sentence counts for."""
_ZACHT = 8
"""Signs over which a word loses half of its weight."""
_GEHEEL = 0.8
"""The weight of "van de" right before an amount; more than a word at some distance, less than one beside it."""


@dataclass(frozen=True)
class Stand:
    """A budget, and what was declared of it or what is left; each None where it is not told.

    Attributes:
        budget: how much may be spent.
        gedeclareerd: how much was declared.
        rest: how much is left, where that is told instead.
        afgevallen: whether an amount was told that is none of these.
    """

    budget: Decimal | None
    gedeclareerd: Decimal | None
    rest: Decimal | None
    afgevallen: bool


def lees_stand(bedragen: Sequence[tuple[Decimal, str]]) -> Stand | None:
    """The one budget that amounts tell of, and how far it is spent; None where they leave that in doubt.

    Args:
        bedragen: the amounts with the words around them, in order.
    """
    rollen = lees_rollen(bedragen)
    per_rol: dict[Rol, set[Decimal]] = {}
    for (bedrag, _), rol in zip(bedragen, rollen, strict=True):
        if rol is None:
            return None
        per_rol.setdefault(rol, set()).add(bedrag)
    afgevallen = bool(per_rol.pop("anders", None))
    if not per_rol or any(len(waarden) > 1 for waarden in per_rol.values()):
        return None
    een = {rol: waarde for rol, waarden in per_rol.items() for waarde in waarden}
    stand = Stand(een.get("budget"), een.get("gedeclareerd"), een.get("rest"), afgevallen)
    if stand.budget is not None and stand.rest is not None:
        gebruikt = stand.budget - stand.rest
        if gebruikt < 0 or stand.gedeclareerd not in (None, gebruikt):
            return None
    return stand


def lees_rollen(bedragen: Sequence[tuple[Decimal, str]]) -> list[Rol | None]:
    """The part of each amount; None where nothing tells it.

    Args:
        bedragen: the amounts with the words around them, in order.
    """
    woorden = laad_formulierwoorden().bedragrollen
    delen = [_rond(rond, na_ander=i > 0) for i, (_, rond) in enumerate(bedragen)]
    rollen = [_rol(voor, na, woorden) for voor, na in delen]
    for i, (voor, _) in enumerate(delen[1:], 1):
        if rollen[i] is None and woorden.nu.search(voor):
            rollen[i] = _kaal(*delen[i - 1], woorden)[0]  # "vorig jaar was het budget 8.000, nu 10.000"
        if woorden.gaat_naar.fullmatch(voor.strip()):
            rollen[i - 1 : i + 1] = ["anders", rollen[i] or rollen[i - 1]]  # "verhoogd van 8.000 naar 10.000"
        if woorden.van_het_geheel.fullmatch(voor.strip()):
            rollen[i - 1 : i + 1] = _deel_en_geheel(rollen[i - 1], rollen[i])
        if rollen[i - 1] == "anders" and _sleept_mee([delen[i - 1], delen[i]], bedragen[i][1], woorden):
            rollen[i] = "anders"
    return _gelijke(bedragen, rollen, [_kaal(*deel, woorden)[1] for deel in delen])


def _sleept_mee(delen: Sequence[tuple[str, str]], rond: str, woorden: BedragrolWoorden) -> bool:
    """Whether an amount is of the other time or person that the one before it in its sentence is of.

    "Vorig jaar was het budget 8.000 en is er 6.000 gedeclareerd": one of each kind, and no word that it is of now.
    """
    (voor, na), (tussen, _) = delen
    if ZINSEINDE.search(rond.partition("|")[0]) or not woorden.andere_keer.search(voor) or woorden.eigen.search(tussen):
        return False
    vorige, deze = _kaal(voor, na, woorden)[0], _kaal(*delen[1], woorden)[0]
    return vorige is not None and vorige != deze


def _deel_en_geheel(deel: Rol | None, geheel: Rol | None) -> list[Rol | None]:
    """The parts of "3.000 van de 12.000 gedeclareerd": what stands after the whole is said of the part."""
    if deel == "anders":
        return ["anders", "anders"]
    gezegd: tuple[Rol | None, ...] = (geheel, deel)
    return [next((rol for rol in gezegd if rol in ("gedeclareerd", "rest")), "gedeclareerd"), "budget"]


def _gelijke(
    bedragen: Sequence[tuple[Decimal, str]], rollen: list[Rol | None], gewicht: list[float]
) -> list[Rol | None]:
    """One amount that is told twice is the same each time: what is said of it nearest."""
    sterkst: dict[Decimal, int] = {}
    for i, (bedrag, _) in enumerate(bedragen):
        if rollen[i] not in (None, "anders") and (bedrag not in sterkst or gewicht[i] > gewicht[sterkst[bedrag]]):
            sterkst[bedrag] = i
    return [
        rol if rol == "anders" or bedrag not in sterkst else rollen[sterkst[bedrag]]
        for (bedrag, _), rol in zip(bedragen, rollen, strict=True)
    ]


def _rond(rond: str, *, na_ander: bool) -> tuple[str, str]:
    """What stands before and after an amount in its own sentence.

    Of what stands between two amounts, only what begins a next part of the sentence is of the second.
    """
    voor, _, na = rond.partition("|")
    *eerder, voor = ZINSEINDE.split(voor)
    deel = _ZINSDEEL.search(voor) if na_ander and not eerder else None
    return voor[deel.start() :] if deel else voor, ZINSEINDE.split(na)[0]


def _rol(voor: str, na: str, woorden: BedragrolWoorden) -> Rol | None:
    anders = [m.end() for m in woorden.anders.finditer(voor)]
    if anders and not woorden.nu.search(voor, anders[-1]):
        return "anders"
    if woorden.anders.search(_ZINSDEEL.split(na.lstrip(" ,"), maxsplit=1)[0]) or woorden.anders_erna.search(na):
        return "anders"
    return _kaal(voor, na, woorden)[0]


def _kaal(voor: str, na: str, woorden: BedragrolWoorden) -> tuple[Rol | None, float]:
    """The part that the nearest words give, whatever year or child they are of, and how near those are."""
    gewicht: dict[Rol, float] = {
        "budget": max(_nabij(woorden.budget, voor, na), _GEHEEL if woorden.geheel_ervoor.search(voor) else 0),
        "gedeclareerd": _nabij(woorden.gedeclareerd, voor, na),
        "rest": max(_nabij(woorden.rest, voor, na), 1.5 if _nog_over(voor, na, woorden) else 0),
    }
    beste = max(gewicht, key=lambda rol: gewicht[rol])
    return (beste, gewicht[beste]) if gewicht[beste] > 0 else (None, 0.0)


def _nog_over(voor: str, na: str, woorden: BedragrolWoorden) -> bool:
    """Whether it is "nog 600 beschikbaar": what is available of a budget by itself is the budget."""
    return bool(woorden.nog.search(voor) and woorden.nog_erna.match(na))


def _nabij(woorden: re.Pattern[str], voor: str, na: str) -> float:
    tussen: Iterable[str] = [voor[m.end() :] for m in woorden.finditer(voor)]
    tussen = [*tussen, *(na[: m.start()] for m in woorden.finditer(na))]
    return max((1 / (1 + (len(t.strip()) + _KOMMA * len(_ZINSDEEL.findall(t))) / _ZACHT) for t in tussen), default=0.0)
