"""The form for the signal budget: how much may be spent, how much was declared, and for which product."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from assistant.forms.question import Formulier, Invoer, Kandidaat, Vraag
from assistant.reading.amounts.pairs import Paar, lees_paren, naam_bij, twee_van_een_soort, van_meer
from assistant.reading.amounts.roles import Stand, lees_stand
from assistant.reading.products.catalogue import categorieen_in, namen_in
from knowledge.form_words import laad_formulierwoorden
from knowledge.models import Catalogus, Regeling
from tools.invoer import lees_bedrag

_TOOL = "signaalbudget"
_MUNT = re.compile(r"\s*(?:€|eur)?\s*$")
_GETAL = r"(\d{1,3}(?:\.\d{3})+|\d{3,7})"
_DEEL_VAN = re.compile(rf"(?<![\w./,-]){_GETAL}(\s\D{{2,20}}?\s){_GETAL}(?![\w%]|[.,/-]\d)")
"""A part of a whole, both without a unit."""
_DEEL_ERNA = re.compile(r"[^,.;:?!\n]{0,40}")
_ZINEIND = re.compile(r"[.!?](?=\s)|\n")
_PROCENT = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d+)?\s*(?:%|procent\b|percent\b)")
_JAAR = re.compile(r"(?:19|20)\d\d")
_BIJZIN = re.compile(r"[.;!?](?:\s|$)|,\s")
_AFGEKAPT = 45
"""So many signs before an amount come with it at most."""
_VLAK_ERNA = 16
"""Signs after an amount in which it is called a budget."""
_REST_VAN_WOORD, _BEGIN_VAN_WOORD = re.compile(r"^\w+"), re.compile(r"\w+$")
_SCHEIDT = re.compile(r"[,;.](?!\d)")
_KOMMA = 8
"""So many signs a comma counts for: "10.000, gedeclareerd 11.000" tells what 11.000 is."""
_GEHEEL = 1.5
"""Say of "1.500 van de 2.000" in which amount is which."""


def _vul(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    catalogus, woorden = regeling.catalogus, laad_formulierwoorden().signaalbudget
    if catalogus is None:
        return []
    namen = namen_in(vraag.tekst, catalogus)
    bedragen = list(vraag.slots.bedragen)
    if not bedragen and (kaal := _deel_van_geheel(vraag, regeling, catalogus, namen)):
        return [kaal]
    if not vraag.signaal(_TOOL):
        return []
    if len(bedragen) < 2 and (deel := _in_procenten(vraag, regeling, catalogus, namen)):
        return [deel]
    if len(bedragen) > 2 and (standen := _standen(vraag, regeling, catalogus, namen)) and len(standen) > 1:
        return standen
    stand = lees_stand(bedragen) if len(bedragen) > 1 and len(namen) < 2 else None
    if stand and (gelezen_stand := _uit_stand(vraag, regeling, catalogus, namen, stand)):
        return [gelezen_stand]
    if len(bedragen) < 2:
        return _een_bedrag(vraag, regeling, catalogus, namen) or _geldt_het(vraag, regeling, catalogus, namen)
    if len(bedragen) > 2 and len(bedragen) != 2 * len(namen):  # which belong together is not said, but for one budget
        return _standen(vraag, regeling, catalogus, namen)
    if len(bedragen) == 2 and woorden.meer_budgetten.search(vraag.tekst) and not _noemt_gebruik(bedragen):
        return []  # two budgets
    if len(bedragen) > 2:
        paren = lees_paren(bedragen, namen, lambda stuk: namen_in(stuk, catalogus))
        per_paar = [_van_paar(vraag, regeling, catalogus, paar) for paar in paren]
        gelezen = [k for k in per_paar if k]
        return gelezen if gelezen and all(per_paar) else [Kandidaat(_TOOL, {}, 0.7, regeling.regeling)]
    if len(namen) > 1:
        if twee_van_een_soort(bedragen) or van_meer(bedragen, lambda stuk: namen_in(stuk, catalogus)):
            return [Kandidaat(_TOOL, {}, 0.7, regeling.regeling)]
        erbij = naam_bij(bedragen, lambda stuk: namen_in(stuk, catalogus))
        if erbij is None and not _in_een_categorie(namen, catalogus):
            return [Kandidaat(_TOOL, {}, 0.7, regeling.regeling)]
        buiten = [
            naam for naam in namen if erbij not in (None, naam) and not _in_een_categorie([str(erbij), naam], catalogus)
        ]
        gelezen = _uit_paar(vraag, regeling, catalogus, [erbij] if erbij else namen, bedragen)
        return [*gelezen, *(Kandidaat(_TOOL, {"product": naam}, 0.85, regeling.regeling) for naam in buiten)]
    return _uit_paar(vraag, regeling, catalogus, namen, bedragen)


def _uit_paar(
    vraag: Vraag, regeling: Regeling, catalogus: Catalogus, namen: list[str], bedragen: list[tuple[Decimal, str]]
) -> list[Kandidaat]:
    """What two amounts of one product give."""
    gelezen = _twee_bedragen(bedragen)
    if gelezen is None:
        return []
    invoer, afgeleid = gelezen
    product, aannames = _product(vraag, regeling, catalogus, namen)
    invoer |= {"product": product} if product else {}
    invoer |= {"zeer_complex": True} if vraag.slots.zeer_complex == "ja" else {}
    return [Kandidaat(_TOOL, invoer, 0.95, regeling.regeling, (), (*aannames, *afgeleid))]


def _van_paar(vraag: Vraag, regeling: Regeling, catalogus: Catalogus, paar: Paar) -> Kandidaat | None:
    """What one of several budgets gives."""
    if paar.stand is not None:
        return _uit_stand(vraag, regeling, catalogus, [paar.naam], paar.stand)
    return next(iter(_uit_paar(vraag, regeling, catalogus, [paar.naam], paar.bedragen)), None)


def _uit_stand(
    vraag: Vraag, regeling: Regeling, catalogus: Catalogus, namen: list[str], stand: Stand
) -> Kandidaat | None:
    """What a budget and how far it is spent give; half of it where the other amounts told are something else."""
    invoer: Invoer = {} if stand.budget is None else {"budget": str(stand.budget)}
    gedeclareerd, afgeleid = stand.gedeclareerd, tuple[str, ...]()
    if gedeclareerd is None and stand.rest is not None and stand.budget is not None:
        gedeclareerd, afgeleid = stand.budget - stand.rest, (_uit_rest(stand.budget, stand.rest),)
    invoer |= {} if gedeclareerd is None else {"gedeclareerd": str(gedeclareerd)}
    heel = len(invoer) > 1
    if not invoer or not (heel or (stand.afgevallen and stand.rest is None and vraag.eigen)):
        return None
    product, aannames = _product(vraag, regeling, catalogus, namen)
    invoer |= {"product": product} if product else {}
    invoer |= {"zeer_complex": True} if vraag.slots.zeer_complex == "ja" else {}
    return Kandidaat(_TOOL, invoer, 0.95 if heel else 0.7, regeling.regeling, (), (*aannames, *afgeleid))


def _uit_rest(budget: Decimal, over: Decimal) -> str:
    return f"U noemt wat er over is; gedeclareerd is dan € {_geld(budget)} min € {_geld(over)}."


def _deel_van_geheel(vraag: Vraag, regeling: Regeling, catalogus: Catalogus, namen: list[str]) -> Kandidaat | None:
    """What "we zitten bij daghulp op 8.700 van de 12.000, al bellen?" gives: no word of money, no other unit."""
    woorden = laad_formulierwoorden().signaalbudget
    gevonden = [m for m in _DEEL_VAN.finditer(vraag.tekst) if _is_kaal(vraag.tekst[m.end() :])]
    paren = [(m[1], m[3]) for m in gevonden if woorden.van_het_geheel.fullmatch(m[2].strip())]
    genoemd = len(namen) == 1 or (not namen and categorieen_in(vraag.tekst, catalogus))
    if len(paren) != 1 or not genoemd or woorden.andere_eenheid.search(vraag.tekst):
        return None
    gebruikt = [p for p in (woorden.gebruikt, woorden.gebruikt_woord, woorden.stand) if p.search(vraag.tekst)]
    if not gebruikt or not woorden.aanloop.search(vraag.tekst) or all(map(_JAAR.fullmatch, paren[0])):
        return None
    deel, geheel = (lees_bedrag(getal) for getal in paren[0])
    product, aannames = _product(vraag, regeling, catalogus, namen)
    uitleg = f"U noemt geen eenheid; gelezen is € {_geld(deel)} gedeclareerd van een budget van € {_geld(geheel)}."
    invoer: Invoer = {"product": product, "budget": str(geheel), "gedeclareerd": str(deel)}
    invoer |= {"zeer_complex": True} if vraag.slots.zeer_complex == "ja" else {}
    return Kandidaat(_TOOL, invoer, 0.9, regeling.regeling, (), (*aannames, uitleg))


def _in_procenten(vraag: Vraag, regeling: Regeling, catalogus: Catalogus, namen: list[str]) -> Kandidaat | None:
    """What "80 procent van ons signaalbudget is op" gives: that amounts are needed to tell what it means."""
    woorden = laad_formulierwoorden().signaalbudget
    gebruikt = woorden.deel_gebruikt.search(vraag.tekst)
    regel = any(
        woorden.deel_regel.search(vraag.tekst, _zinsbegin(vraag.tekst, m.start()), m.start())
        for m in _PROCENT.finditer(vraag.tekst)
    )
    erna = [_DEEL_ERNA.match(vraag.tekst, m.end()) for m in _PROCENT.finditer(vraag.tekst)]
    if woorden.niets_gebruikt.search(vraag.tekst) or any(m and woorden.deel_over.search(m[0]) for m in erna):
        return None
    eigen = not regel and (vraag.eigen or not (vraag.algemeen or vraag.feit))
    if not gebruikt or not eigen or len(namen) > 1 or not _PROCENT.search(vraag.tekst):
        return None
    product, aannames = _product(vraag, regeling, catalogus, namen)
    uitleg = "U noemt een percentage; om te rekenen zijn het budget en wat er gedeclareerd is nodig, in euro's."
    invoer: Invoer = {"product": product} if product else {}
    delen = {lees_bedrag(re.sub(r"[^\d,]", "", m[0])) for m in _PROCENT.finditer(vraag.tekst)}
    if vraag.slots.bedragen:
        budget, rond = vraag.slots.bedragen[0]
        if len(delen) != 1 or not _bij_budget(rond, vraag.tekst):
            return None
        gedeclareerd = (budget * delen.pop() / 100).quantize(Decimal("0.01"))
        invoer |= {"budget": str(budget), "gedeclareerd": str(gedeclareerd)}
        uitleg = f"U noemt een percentage van het budget; gedeclareerd is dan € {_geld(gedeclareerd)}."
    invoer |= {"zeer_complex": True} if vraag.slots.zeer_complex == "ja" else {}
    return Kandidaat(_TOOL, invoer, 0.8, regeling.regeling, (), (*aannames, uitleg))


def _zinsbegin(tekst: str, plek: int) -> int:
    """Where the sentence begins that a place is in."""
    return max((m.end() for m in _ZINEIND.finditer(tekst, 0, plek)), default=0)


def _is_kaal(erna: str) -> bool:
    """Whether no unit follows a number."""
    return not erna[:1].isalnum() and (
        not re.match(r"\s*[a-z]", erna) or bool(laad_formulierwoorden().signaalbudget.na_geheel.match(erna.lstrip()))
    )


def _standen(vraag: Vraag, regeling: Regeling, catalogus: Catalogus, namen: list[str]) -> list[Kandidaat]:
    """One budget, and to what the declarations had come at several moments."""
    woorden = laad_formulierwoorden().signaalbudget
    bedragen = list(vraag.slots.bedragen)
    budgetten = [i for i, (_, rond) in enumerate(bedragen) if _bij_budget(rond, vraag.tekst)]
    if len(budgetten) != 1 or len(namen) > 1 or woorden.geen_stand.search(vraag.tekst):
        return []
    rest = [b for i, b in enumerate(bedragen) if i not in budgetten]
    vorige = False
    for _, rond in rest:
        voor, _, na = rond.partition("|")
        hier = woorden.stand.search(voor) or woorden.stand.search(_BIJZIN.split(na)[0])
        if not hier and not (vorige and woorden.moment.search(voor)):
            return []
        vorige = True
    standen = [bedrag for bedrag, _ in rest]
    if any(later <= eerder for eerder, later in pairwise(standen)):
        return []
    product, aannames = _product(vraag, regeling, catalogus, namen)
    vast: Invoer = {"product": product} if product else {}
    vast |= {"zeer_complex": True} if vraag.slots.zeer_complex == "ja" else {}
    uitleg = "De bedragen zijn gelezen als wat er tot dat moment in totaal gedeclareerd is."
    budget = str(bedragen[budgetten[0]][0])
    return [
        Kandidaat(
            _TOOL, {**vast, "budget": budget, "gedeclareerd": str(s)}, 0.95, regeling.regeling, (), (*aannames, uitleg)
        )
        for s in standen
    ]


def _bij_budget(rond: str, tekst: str) -> bool:
    """Whether an amount is called a budget, before it in the same sentence or right after it."""
    woorden = laad_formulierwoorden().signaalbudget
    voor, _, na = rond.partition("|")
    plek = tekst.find(voor)
    if plek > 0 and len(voor) >= _AFGEKAPT:
        voor = tekst[:plek][-len(voor) :] + voor
    return bool(
        woorden.budget.search(_BIJZIN.split(voor)[-1]) or woorden.budget.search(_BIJZIN.split(na)[0][:_VLAK_ERNA])
    )


def _twee_bedragen(bedragen: list[tuple[Decimal, str]]) -> tuple[Invoer, tuple[str, ...]] | None:
    """What two amounts give, and what was worked out from one that is left; None where the text does not tell."""
    rest = [i for i, (_, rond) in enumerate(bedragen) if is_rest(rond)]
    if len(rest) == 1 and bedragen[1 - rest[0]][0] >= bedragen[rest[0]][0]:
        budget, over = bedragen[1 - rest[0]][0], bedragen[rest[0]][0]
        return {"budget": str(budget), "gedeclareerd": str(budget - over)}, (_uit_rest(budget, over),)
    paar = rollen(bedragen)
    if paar is None:
        return None
    return {"budget": str(bedragen[paar[0]][0]), "gedeclareerd": str(bedragen[paar[1]][0])}, ()


def _noemt_gebruik(bedragen: list[tuple[Decimal, str]]) -> bool:
    """Whether one of the amounts is said to be spent, or to be left."""
    woorden = laad_formulierwoorden().signaalbudget
    soorten = (woorden.gebruikt, woorden.gebruikt_woord)
    return any(is_rest(rond) or any(p.search(rond) for p in soorten) for _, rond in bedragen)


def is_rest(rond: str) -> bool:
    """Whether an amount is what is left: "nog 600 over"."""
    woorden = laad_formulierwoorden().signaalbudget
    voor, _, na = rond.partition("|")
    erna = na.lstrip(" ,-")
    return bool(
        woorden.rest_los.match(erna)
        or (woorden.rest_ervoor.search(_MUNT.sub("", voor)) and woorden.rest_erna.match(erna))
    )


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
    invoer |= {"zeer_complex": True} if vraag.slots.zeer_complex == "ja" else {}
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


def _in_een_categorie(namen: list[str], catalogus: Catalogus) -> bool:
    """Whether products are all in one category, so that what holds for one holds for each."""
    return any({*namen} <= {*c.producten} for c in catalogus.categorieen)


def _product(
    vraag: Vraag, regeling: Regeling, catalogus: Catalogus, namen: list[str]
) -> tuple[str | None, tuple[str, ...]]:
    """The product or its category, and what was assumed."""
    if len(namen) == 1:
        return namen[0], ()
    per_id = {c.id: c.naam for c in catalogus.categorieen}
    if genoemd := categorieen_in(vraag.tekst, catalogus):
        return per_id[genoemd[0]], ()
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
    tussen = [_REST_VAN_WOORD.sub("", voor[m.end() :]) for p in woorden for m in p.finditer(voor)]
    tussen += [_BEGIN_VAN_WOORD.sub("", na[: m.start()]) for p in woorden for m in p.finditer(na)]
    afstanden = (len(t) + _KOMMA * len(_SCHEIDT.findall(t)) for t in tussen)
    return max((1 / (1 + afstand / 8) for afstand in afstanden), default=0.0)


FORMULIER = Formulier(_TOOL, "signaalbudget", _vul, frozenset({"bedragen", "zeer_complex"}))
