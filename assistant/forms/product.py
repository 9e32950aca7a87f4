"""The form for products: in which category one belongs, which ones a category has, what holds for them."""

from __future__ import annotations

import re

from assistant.forms.question import Formulier, Invoer, Kandidaat, Vraag
from assistant.reading.products.catalogue import categorieen_in, namen_in
from knowledge.folding import vouw
from knowledge.form_words import ProductWoorden, laad_formulierwoorden
from knowledge.models import Catalogus, Regeling

_TOOL = "product"
_MEESTE = 4
"""Products of which the category is looked up."""


def _vul(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    catalogus, woorden = regeling.catalogus, laad_formulierwoorden().product
    assert catalogus is not None
    in_kern = namen_in(vraag.kern, catalogus), categorieen_in(vraag.kern, catalogus)
    in_tekst = namen_in(vraag.tekst, catalogus), categorieen_in(vraag.tekst, catalogus)
    namen, genoemde = in_kern[0] or in_tekst[0], in_kern[1] or in_tekst[1]
    genoemd = genoemde[0] if genoemde else None
    opsomming = bool(woorden.opsomming.search(vraag.kern))
    if namen and regeling.productcodes and laad_formulierwoorden().productcode.een_code.search(vraag.kern):
        return []  # its code is asked for

    def met(zekerheid: float, **invoer: str) -> Kandidaat:
        return Kandidaat(_TOOL, invoer, zekerheid, regeling.regeling)

    if not opsomming and (kenmerken := _kenmerken(vraag, regeling, *(in_kern if any(in_kern) else in_tekst))):
        return kenmerken
    if namen and not opsomming and len(catalogus.categorieen) > 1 and _deelt_in(vraag, catalogus, namen, woorden):
        if woorden.hoort_niet.search(vraag.kern):
            namen = _buiten(namen, catalogus, genoemd) or namen
        return [met(0.8, zoek=n) for n in namen[:_MEESTE]]
    if _TOOL not in vraag.sterk and not (_TOOL in vraag.zwak and woorden.lijst.search(vraag.kern)):
        return []
    if namen and not woorden.welke_producten.search(vraag.kern):
        return [met(0.8, zoek=n) for n in namen[:2]]
    if genoemd is None and len(catalogus.categorieen) == 1 and woorden.onderdeel.search(vraag.kern):
        genoemd = catalogus.categorieen[0].id
    return [met(0.85, categorie=genoemd)] if genoemd else []


def _buiten(namen: list[str], catalogus: Catalogus, genoemd: str | None) -> list[str]:
    """The products that do not belong to the category that is named, where they are but a part of several."""
    erin = {p for c in catalogus.categorieen if c.id == genoemd for p in c.producten}
    buiten = [n for n in namen if n not in erin]
    return buiten if erin and 0 < len(buiten) < len(namen) else []


def _kenmerken(vraag: Vraag, regeling: Regeling, namen: list[str], genoemde: list[str]) -> list[Kandidaat]:
    """What holds for each category that is named, by itself or by a product of it, when that is what is asked."""
    catalogus, vragen = regeling.catalogus, laad_formulierwoorden().product.kenmerkvragen
    assert catalogus is not None
    gevraagd = {naam for naam, hoe in vragen.items() if hoe.staat_in(vraag.kern)}
    if not gevraagd or vraag.slots.bedragen:
        return []
    in_namen = {woord for naam in namen for woord in re.findall(r"[a-z]+", vouw(naam))}
    gevonden = []
    for categorie in catalogus.categorieen:
        eigen = next((naam for naam in namen if naam in categorie.producten), None)
        los = categorie.id in genoemde and in_namen.isdisjoint(map(vouw, (categorie.naam, *categorie.synoniemen)))
        regels = tuple(f"{categorie.id}_{k.naam}" for k in categorie.kenmerken if k.naam in gevraagd)
        if regels and (eigen or los):
            invoer: Invoer = {"zoek": eigen} if eigen else {"categorie": categorie.id}
            gevonden.append(Kandidaat(_TOOL, invoer, 0.75, regeling.regeling, regels))
    return gevonden


def _deelt_in(vraag: Vraag, catalogus: Catalogus, namen: list[str], woorden: ProductWoorden) -> bool:
    """Whether it asks in which category these products belong."""
    if woorden.deelt_in.search(vraag.kern):
        return True
    rest = re.sub("|".join(re.escape(vouw(n)) for n in namen), " ", vraag.kern)
    return bool(woorden.is_een.search(vraag.kern) and categorieen_in(rest, catalogus))


FORMULIER = Formulier(_TOOL, "catalogus", _vul)
