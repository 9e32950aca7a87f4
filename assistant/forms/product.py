"""The form for products: in which category one belongs, which ones a category has, what holds for them."""

from __future__ import annotations

import re

from assistant.forms.question import Formulier, Invoer, Kandidaat, Vraag
from assistant.reading.products.catalogue import categorie_in, namen_in
from knowledge.folding import vouw
from knowledge.form_words import ProductWoorden, laad_formulierwoorden
from knowledge.models import Catalogus, Regeling

_TOOL = "product"
_MEESTE = 4
"""Products of which the category is looked up."""


def _vul(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    catalogus, woorden = regeling.catalogus, laad_formulierwoorden().product
    assert catalogus is not None
    namen = namen_in(vraag.kern, catalogus) or namen_in(vraag.tekst, catalogus)
    genoemd = categorie_in(vraag.kern, catalogus) or categorie_in(vraag.tekst, catalogus)
    opsomming = bool(woorden.opsomming.search(vraag.kern))
    if namen and regeling.productcodes and laad_formulierwoorden().productcode.een_code.search(vraag.kern):
        return []  # its code is asked for

    def met(zekerheid: float, **invoer: str) -> Kandidaat:
        return Kandidaat(_TOOL, invoer, zekerheid, regeling.regeling)

    if not opsomming and (kenmerk := _kenmerk(vraag, regeling, namen, genoemd)):
        return [kenmerk]
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


def _kenmerk(vraag: Vraag, regeling: Regeling, namen: list[str], genoemd: str | None) -> Kandidaat | None:
    """What holds for the category of a product, or for one that is named, when that is what is asked."""
    catalogus, vragen = regeling.catalogus, laad_formulierwoorden().product.kenmerkvragen
    assert catalogus is not None
    gevraagd = {naam for naam, hoe in vragen.items() if hoe.staat_in(vraag.kern)}
    if not gevraagd or vraag.slots.bedragen:
        return None
    van_product = [c for c in catalogus.categorieen if namen and namen[0] in c.producten]
    for categorie in van_product or [c for c in catalogus.categorieen if c.id == genoemd]:
        regels = tuple(f"{categorie.id}_{k.naam}" for k in categorie.kenmerken if k.naam in gevraagd)
        if regels:
            invoer: Invoer = {"zoek": namen[0]} if van_product else {"categorie": categorie.id}
            return Kandidaat(_TOOL, invoer, 0.75, regeling.regeling, regels)
    return None


def _deelt_in(vraag: Vraag, catalogus: Catalogus, namen: list[str], woorden: ProductWoorden) -> bool:
    """Whether it asks in which category these products belong."""
    if woorden.deelt_in.search(vraag.kern):
        return True
    rest = re.sub("|".join(re.escape(vouw(n)) for n in namen), " ", vraag.kern)
    return bool(woorden.is_een.search(vraag.kern) and categorie_in(rest, catalogus))


FORMULIER = Formulier(_TOOL, "catalogus", _vul)
