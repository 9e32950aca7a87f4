"""Which two amounts belong together where a text tells of several budgets, and of which product each pair is.

Three ways of telling are read: each amount with its product ("budget daghulp 5.000 en logeren 2.000, gedeclareerd
logeren 1.800 en daghulp 3.000"), product by product ("daghulp budget 5.000, gedeclareerd 3.000; logeren budget …"), and
kind by kind ("budgetten 5.000 en 2.000, gedeclareerd 3.000 en 1.800"). What stands otherwise is left open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.reading.amounts.roles import Rol, Stand, lees_rollen
from assistant.text.clauses import ZINSEINDE

Bedrag = tuple[Decimal, str]
_AANEEN = re.compile(r"\s*(?:euro?|,-+)?\s*(?:,|/|&|,?\s*(?:en|and|resp\w*\.?))\s*(?:€|eur)?\s*")
"""All that stands between two amounts of one kind."""
_DEEL = re.compile(r"[.;!?](?:\s|$)|,\s")


@dataclass(frozen=True)
class Paar:
    """The two amounts of one product.

    Attributes:
        naam: the product.
        bedragen: both amounts, in order.
        stand: what each is, where they are told kind by kind; else the two tell it by themselves.
    """

    naam: str
    bedragen: list[Bedrag]
    stand: Stand | None = None


def lees_paren(bedragen: Sequence[Bedrag], namen: Sequence[str], namen_in: Callable[[str], list[str]]) -> list[Paar]:
    """The budget of each product and what was declared of it; none where the text leaves a doubt.

    Args:
        bedragen: the amounts with the words around them, in order; two of each product.
        namen: the products that the text names, in order.
        namen_in: gives the products that a piece of text names.
    """
    voor = [namen_in(_ervoor(b)) for b in bedragen]
    if all(len(rij) == 1 for rij in voor) and not namen_in(_erna(bedragen[-1])):
        return _per_bedrag(bedragen, [naam for rij in voor for naam in rij])
    rollen = _rollen(bedragen)
    paren = _paren(rollen)
    if paren is None or len(paren) != len(namen):
        return []
    van = _producten(bedragen, paren, namen, namen_in)
    return [
        Paar(naam, [bedragen[i] for i in paar], _stand(bedragen, rollen, paar) if paar[1] - paar[0] > 1 else None)
        for naam, paar in zip(van, paren, strict=bool(van))
    ]


def _per_bedrag(bedragen: Sequence[Bedrag], van: Sequence[str]) -> list[Paar]:
    """The budget of each product and what was declared of it, where each amount has its product before it.

    An amount with nothing but its product before it is of the kind of the one before it in the same sentence.
    """
    rollen = _rollen(bedragen)
    for i, (bedrag, naam) in enumerate(zip(bedragen, van, strict=True)):
        voor = _ervoor(bedrag)
        kaal = _AANEEN.fullmatch(re.sub(re.escape(naam), "", voor, flags=re.I)) and re.match(
            r"\W*(?:$|[,.;]|(?:en|and)\b)", _erna(bedrag)
        )
        if i and (kaal or rollen[i] is None) and not ZINSEINDE.search(voor):
            rollen[i] = rollen[i - 1]
    uit = list[Paar]()
    for naam in dict.fromkeys(van):
        plekken = sorted((i for i, n in enumerate(van) if n == naam), key=lambda i: rollen[i] != "budget")
        if [rollen[i] for i in plekken] not in (["budget", "gedeclareerd"], ["budget", "rest"]):
            return []
        budget, ander = plekken
        uit.append(Paar(naam, [bedragen[budget], bedragen[ander]], _stand(bedragen, rollen, (budget, ander))))
    return uit


def van_meer(bedragen: Sequence[Bedrag], namen_in: Callable[[str], list[str]]) -> bool:
    """Whether two amounts are told of different products: the budget of one, and what was declared of another."""
    een, ander = bedragen
    rond = (_ervoor(een), _ervoor(ander), _DEEL.split(_erna(ander))[0])
    return len({frozenset(namen) for stuk in rond if (namen := namen_in(stuk))}) > 1


def naam_bij(bedragen: Sequence[Bedrag], namen_in: Callable[[str], list[str]]) -> str | None:
    """The one product that is named beside two amounts, where the text names others elsewhere."""
    gevonden = [*dict.fromkeys(naam for b in bedragen for naam in namen_in(_ervoor(b)))]
    return gevonden[0] if len(gevonden) == 1 else None


def twee_van_een_soort(bedragen: Sequence[Bedrag]) -> bool:
    """Whether two amounts are both a budget, or both declared."""
    een, ander = lees_rollen(bedragen)
    return een is not None and een == ander


def _stand(bedragen: Sequence[Bedrag], rollen: Sequence[Rol | None], paar: tuple[int, int]) -> Stand:
    (budget, _), (ander, _) = (bedragen[i] for i in paar)
    over = rollen[paar[1]] == "rest"
    return Stand(budget, None if over else ander, ander if over else None, afgevallen=False)


def _rollen(bedragen: Sequence[Bedrag]) -> list[Rol | None]:
    """The part of each amount; one that is joined to the amount before it is of the same kind."""
    rollen = lees_rollen(bedragen)
    for i in range(1, len(bedragen)):
        if _AANEEN.fullmatch(_ervoor(bedragen[i])):
            rollen[i] = rollen[i - 1]
    return rollen


def _paren(rollen: Sequence[Rol | None]) -> list[tuple[int, int]] | None:
    """The places of the amounts that go together; None where that is in doubt."""
    naast = [(i, i + 1) for i in range(0, len(rollen), 2)]
    if all({rollen[i], rollen[j]} in ({"budget", "gedeclareerd"}, {"budget", "rest"}) for i, j in naast):
        return naast
    budgetten = [i for i, rol in enumerate(rollen) if rol == "budget"]
    for soort in ("gedeclareerd", "rest"):
        rest = [i for i, rol in enumerate(rollen) if rol == soort]
        if len(budgetten) == len(rest) and 2 * len(rest) == len(rollen):
            return list(zip(budgetten, rest, strict=True))
    return None


def _producten(
    bedragen: Sequence[Bedrag],
    paren: Sequence[tuple[int, int]],
    namen: Sequence[str],
    namen_in: Callable[[str], list[str]],
) -> list[str]:
    """The product of each pair: the one named before or between its amounts, or after each, or all first, in order."""
    voor = [" ".join(_ervoor(bedragen[i]) for i in sorted({paar[0], paar[0] + 1} & {*paar})) for paar in paren]
    na = [" ".join(_erna(bedragen[i]) for i in sorted({paar[0], paar[0] + 1} & {*paar})) for paar in paren]
    for stukken, rond in ((voor, _ervoor), (na, _erna)):
        gevonden = [namen_in(stuk) for stuk in stukken]
        eerste = [rij[-1:] if n == 0 and stukken is voor else rij for n, rij in enumerate(gevonden)]
        if all(len(rij) == 1 for rij in eerste) and len({naam for rij in eerste for naam in rij}) == len(namen):
            van = [naam for rij in eerste for naam in rij]
            elders = (
                {*namen_in(rond(bedragen[i]))[-1:]} - {naam}
                for naam, paar in zip(van, paren, strict=True)
                for i in paar
            )
            return [] if any(elders) else van
    later = any(namen_in(_ervoor(b)) for b in bedragen[1:]) or namen_in(_erna(bedragen[-1]))
    return [] if later else [*namen]


def _ervoor(bedrag: Bedrag) -> str:
    return bedrag[1].partition("|")[0]


def _erna(bedrag: Bedrag) -> str:
    return bedrag[1].partition("|")[2]
