"""The form for the signal budget: how much may be spent, how much was declared, and for which product."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.forms.names import categorie_in, namen_in
from assistant.forms.question import Formulier, Invoer, Kandidaat, Vraag
from knowledge.form_words import laad_formulierwoorden
from knowledge.models import Catalogus, Regeling

_TOOL = "signaalbudget"
_MUNT = re.compile(r"\s*(?:€|eur)?\s*$")
_GEHEEL = 1.5
"""Say of "1.500 van de 2.000" in which amount is which."""


def _vul(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    catalogus = regeling.catalogus
    if not vraag.signaal(_TOOL) or catalogus is None:
        return []
    namen = namen_in(vraag.tekst, catalogus)
    bedragen = list(vraag.slots.bedragen)
    if len(bedragen) < 2:
        return _een_bedrag(vraag, regeling, catalogus, namen) or _geldt_het(vraag, regeling, catalogus, namen)
    if len(bedragen) > 2 and len(bedragen) != 2 * len(namen):
        return []  # which belong together is not said
    uit = []
    for plek in range(0, len(bedragen), 2):
        eigen = namen[plek // 2 : plek // 2 + 1] if len(bedragen) > 2 else namen
        gelezen = _twee_bedragen(bedragen[plek : plek + 2])
        if gelezen is None:
            return []
        invoer, afgeleid = gelezen
        product, aannames = _product(vraag, regeling, catalogus, eigen)
        invoer |= {"product": product} if product else {}
        invoer |= {"zeer_complex": True} if vraag.slots.zeer_complex == "ja" else {}
        uit.append(Kandidaat(_TOOL, invoer, 0.95, regeling.regeling, (), (*aannames, *afgeleid)))
    return uit


def _twee_bedragen(bedragen: list[tuple[Decimal, str]]) -> tuple[Invoer, tuple[str, ...]] | None:
    """What two amounts give, and what was worked out from one that is left; None where the text does not tell."""
    rest = [i for i, (_, rond) in enumerate(bedragen) if _is_rest(rond)]
    if len(rest) == 1 and bedragen[1 - rest[0]][0] >= bedragen[rest[0]][0]:
        budget, over = bedragen[1 - rest[0]][0], bedragen[rest[0]][0]
        uitleg = f"U noemt wat er over is; gedeclareerd is dan € {_geld(budget)} min € {_geld(over)}."
        return {"budget": str(budget), "gedeclareerd": str(budget - over)}, (uitleg,)
    paar = rollen(bedragen)
    if paar is None:
        return None
    return {"budget": str(bedragen[paar[0]][0]), "gedeclareerd": str(bedragen[paar[1]][0])}, ()


def _is_rest(rond: str) -> bool:
    """Whether an amount is what is left: "nog 600 over"."""
    woorden = laad_formulierwoorden().signaalbudget
    voor, _, na = rond.partition("|")
    return bool(woorden.rest_ervoor.search(_MUNT.sub("", voor)) and woorden.rest_erna.match(na.lstrip(" ,-")))


def _geld(bedrag: Decimal) -> str:
    """As in the verdict: "3.000" or "3.000,50"."""
    heel = f"{bedrag:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return heel.removesuffix(",00")


def _een_bedrag(vraag: Vraag, regeling: Regeling, catalogus: Catalogus, namen: list[str]) -> list[Kandidaat]:
    """One amount of somebody's own case: the other one has yet to be told."""
    eigen = vraag.eigen or (vraag.geval and not vraag.algemeen and not vraag.feit)
    if len(vraag.slots.bedragen) != 1 or _TOOL not in vraag.sterk or not eigen:
        return []
    woorden = laad_formulierwoorden().signaalbudget
    bedrag, rond = vraag.slots.bedragen[0]
    ervoor = woorden.budget.search(rond.partition("|")[0])  # "een budget van 7.000", not "3.000 van het budget"
    gebruikt = _nabijheid([woorden.gebruikt, woorden.gebruikt_woord], rond)
    if not ervoor and not gebruikt and not woorden.budget.search(rond):
        return []
    product, aannames = _product(vraag, regeling, catalogus, namen)
    invoer: Invoer = {"budget" if ervoor or not gebruikt else "gedeclareerd": str(bedrag)}
    return [Kandidaat(_TOOL, invoer | ({"product": product} if product else {}), 0.7, regeling.regeling, (), aannames)]


def _geldt_het(vraag: Vraag, regeling: Regeling, catalogus: Catalogus, namen: list[str]) -> list[Kandidaat]:
    """Without two amounts: whether a product has such a budget at all."""
    regels = regeling.signaalbudget
    if _TOOL not in vraag.sterk or len(namen) != 1 or regels is None:
        return []
    if not any(namen[0] in c.producten for c in catalogus.categorieen if c.id == regels.categorie):
        return [Kandidaat(_TOOL, {"product": namen[0]}, 0.85, regeling.regeling)]
    if vraag.slots.bedragen or not laad_formulierwoorden().signaalbudget.geldt.search(vraag.kern):
        return []
    return [Kandidaat("product", {"zoek": namen[0]}, 0.7, regeling.regeling, (f"{regels.categorie}_signaalbudget",))]


def _product(
    vraag: Vraag, regeling: Regeling, catalogus: Catalogus, namen: list[str]
) -> tuple[str | None, tuple[str, ...]]:
    """The product or its category, and what was assumed."""
    if len(namen) == 1:
        return namen[0], ()
    per_id = {c.id: c.naam for c in catalogus.categorieen}
    if categorie := categorie_in(vraag.tekst, catalogus):
        return per_id[categorie], ()
    if regeling.signaalbudget is None:
        return None, ()
    naam = per_id[regeling.signaalbudget.categorie]
    return naam, (f"U noemt geen product; hier is een product in de categorie {naam} genomen.",)


def rollen(bedragen: list[tuple[Decimal, str]]) -> tuple[int, int] | None:
    """Which amount is the budget and which was declared; None when the text does not tell."""
    woorden = laad_formulierwoorden().signaalbudget
    beste, keuze = 0.0, None
    for i, (_, rond_i) in enumerate(bedragen[:4]):
        for j, (_, rond_j) in enumerate(bedragen[:4]):
            if i == j:
                continue
            punten = _nabijheid([woorden.budget], rond_i)
            punten += _nabijheid([woorden.gebruikt, woorden.gebruikt_woord], rond_j)
            if j == i - 1 and woorden.van_het_geheel.search(_MUNT.sub("", rond_i.partition("|")[0])):
                punten += _GEHEEL
            if punten > beste:
                beste, keuze = punten, (i, j)
    return keuze


def _nabijheid(woorden: Sequence[re.Pattern[str]], rond: str) -> float:
    """How near one of these words stands to an amount: 1 next to it, less further away, 0 when absent."""
    voor, _, na = rond.partition("|")
    afstanden = [len(voor) - m.end() for p in woorden for m in p.finditer(voor)]
    afstanden += [m.start() for p in woorden for m in p.finditer(na)]
    return max((1 / (1 + afstand / 8) for afstand in afstanden), default=0.0)


FORMULIER = Formulier(_TOOL, "signaalbudget", _vul, frozenset({"bedragen"}))
