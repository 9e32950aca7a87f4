"""The rules of the standard that one message can show, a small function each, by rule number.

A function gives what breaks the rule, or None where there is nothing to hold it against. What a rule compares with
(codes, limits) comes from the data. No text has a value of the client in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tools.datum import schrijf
from tools.ijw.inhoud import Gegeven, Inhoud, Product


@dataclass(frozen=True)
class Vondst:
    """Where a rule is broken, and how."""

    plek: str
    melding: str


@dataclass(frozen=True)
class Toets:
    """What a rule is held against."""

    inhoud: Inhoud
    waarden: dict[str, Any]
    """What the data give this rule to compare with."""
    peildatum: date | None = None


Uitslag = list[Vondst] | None
Regelfunctie = Callable[[Toets], Uitslag]


def _bij(product: Product, melding: str) -> Vondst:
    return Vondst(f"bij {product.naam}, regel {product.lijn}", melding)


def _per_product(producten: Iterable[Product], breekt: Callable[[Product], str | None]) -> Uitslag:
    """Hold something against each product; None when there is none."""
    lijst = list(producten)
    if not lijst:
        return None
    return [_bij(product, melding) for product in lijst if (melding := breekt(product))]


# --- the client --------------------------------------------------------------------------------------------


def _negen_cijfers(toets: Toets) -> list[int] | None:
    bsn = toets.inhoud.bsn
    return [int(c) for c in bsn] if bsn is not None and re.fullmatch("[0-9]{9}", bsn) else None


def elfproef(toets: Toets) -> Uitslag:
    """CS002."""
    cijfers = _negen_cijfers(toets)
    if cijfers is None:
        return None
    som = sum(gewicht * cijfer for gewicht, cijfer in zip(toets.waarden["gewichten"], cijfers, strict=True))
    return [Vondst("bij Client/Bsn", "het nummer voldoet niet")] if som % toets.waarden["deler"] else []


def heeft_bsn(toets: Toets) -> Uitslag:
    """OP079: nine zeros are a number, and nobody's."""
    cijfers = _negen_cijfers(toets)
    if cijfers is None:
        return None
    return [] if any(cijfers) else [Vondst("bij Client/Bsn", "er staan alleen nullen")]


def geboortedatum_niet_te_oud(toets: Toets) -> Uitslag:
    """TR002."""
    geboren, tekening = _geboren(toets), toets.inhoud.dagtekening
    if geboren is None or tekening is None:
        return None
    gebruik = toets.inhoud.datumgebruik
    if gebruik and gebruik.tekst == "3" and geboren == date(1900, 1, 1):
        return []
    jaar = tekening.year - toets.waarden["jaren"]
    if jaar < 1 or (geboren.year, geboren.month, geboren.day) >= (jaar, tekening.month, tekening.day):
        return []
    return [Vondst("bij Client/Geboortedatum", "deze datum ligt verder terug")]


def geboortedatum_niet_later(toets: Toets) -> Uitslag:
    """TR134."""
    geboren, tekening = _geboren(toets), toets.inhoud.dagtekening
    if geboren is None or tekening is None:
        return None
    return [Vondst("bij Client/Geboortedatum", "deze datum ligt erna")] if geboren > tekening else []


def datumgebruik(toets: Toets) -> Uitslag:
    """CS139."""
    geboren, gebruik = _geboren(toets), toets.inhoud.datumgebruik
    delen = toets.waarden.get(gebruik.tekst) if gebruik else None
    if geboren is None or delen is None:
        return None
    echt = {"dag": geboren.day, "maand": geboren.month, "jaar": geboren.year}
    anders = [naam for naam, waarde in delen.items() if echt[naam] != waarde]
    return [Vondst("bij Client/Geboortedatum", f"anders dan DatumGebruik zegt: {', '.join(anders)}")] if anders else []


def _geboren(toets: Toets) -> date | None:
    return toets.inhoud.geboren.datum if toets.inhoud.geboren else None


# --- a product by itself -----------------------------------------------------------------------------------


def _gevraagd(toets: Toets) -> list[Product]:
    return toets.inhoud.van("AangevraagdProduct", "NieuwProduct")


def _met_einddatum(toets: Toets) -> list[Product]:
    return toets.inhoud.van("AangevraagdProduct", "NieuwProduct", "TeWijzigenProduct")


def einde_niet_voor_begin(toets: Toets) -> Uitslag:
    """CS003."""
    paren = [
        (product, product.begin.datum, product.eind.datum)
        for product in _met_einddatum(toets)
        if product.begin and product.eind
    ]
    tweetallen = [(p, begin, eind) for p, begin, eind in paren if begin and eind]
    if not tweetallen:
        return None
    return [
        _bij(p, f"de einddatum is {schrijf(eind)}, de ingangsdatum {schrijf(begin)}")
        for p, begin, eind in tweetallen
        if eind < begin
    ]


def _na(product: Product, grens: date) -> bool:
    """Whether a product ends after a day, or never; an end that can't be read counts as neither."""
    eind = product.eind.datum if product.eind else date.max
    return eind is not None and eind > grens


def eenheid_met_frequentie(toets: Toets) -> Uitslag:
    """CS338 and CS343."""

    def breekt(product: Product) -> str | None:
        if product.eenheid is None or product.frequentie is None or not _na(product, toets.waarden["na"]):
            return None
        past = product.eenheid.tekst not in toets.waarden["eenheden"]
        if past or product.frequentie.tekst in toets.waarden["frequenties"]:
            return None
        return f"bij eenheid {product.eenheid.tekst} staat een andere frequentie"

    return _per_product((p for p in _met_einddatum(toets) if p.heeft_omvang), breekt)


def omvang_bij_code(toets: Toets) -> Uitslag:
    """CD041."""
    return _per_product(
        _gevraagd(toets), lambda p: "er is een code en geen Omvang" if p.code and not p.heeft_omvang else None
    )


def beschikking_heel(toets: Toets) -> Uitslag:
    """CD043."""

    def breekt(product: Product) -> str | None:
        if (product.beschikking is None) == (product.beschikking_ingang is None):
            return None
        mist = "BeschikkingNummer" if product.beschikking is None else "BeschikkingIngangsdatum"
        return f"{mist} ontbreekt"

    return _per_product(toets.inhoud.van("AangevraagdProduct"), breekt)


def _verwijzers(toets: Toets, *, van_type: bool) -> list[Product]:
    return [
        p
        for p in toets.inhoud.van("AangevraagdProduct")
        if p.verwijzer and p.verwijzer.tekst and (p.verwijzer.tekst in toets.waarden["typen"]) is van_type
    ]


def geen_naam_bij_zorgverlenercode(toets: Toets) -> Uitslag:
    """CD066."""
    return _per_product(
        _verwijzers(toets, van_type=True),
        lambda p: "er staan een ZorgverlenerCode en een Naam" if p.verwijzer_code and p.verwijzer_naam else None,
    )


def naam_zonder_zorgverlenercode(toets: Toets) -> Uitslag:
    """CD067."""
    return _per_product(
        _verwijzers(toets, van_type=True),
        lambda p: "er staat geen van beide" if not p.verwijzer_code and not p.verwijzer_naam else None,
    )


def geen_zorgverlenercode(toets: Toets) -> Uitslag:
    """CD068."""
    return _per_product(
        _verwijzers(toets, van_type=False), lambda p: "er staat een ZorgverlenerCode" if p.verwijzer_code else None
    )


def einde_bij_budget(toets: Toets) -> Uitslag:
    """CD075."""
    return _per_product(
        _met_einddatum(toets), lambda p: "er is een budget en geen einddatum" if p.budget and not p.eind else None
    )


def einde_bij_frequentie(toets: Toets) -> Uitslag:
    """CD076."""
    per_week = toets.waarden["frequenties"]
    return _per_product(
        _met_einddatum(toets),
        lambda p: "de einddatum ontbreekt" if p.frequentie and p.frequentie.tekst in per_week and not p.eind else None,
    )


def omvang_of_budget(toets: Toets) -> Uitslag:
    """CD077 and its mirror CD078."""
    return _per_product(
        _met_einddatum(toets), lambda p: "er zijn een omvang en een budget" if p.budget and p.heeft_omvang else None
    )


def product_zonder_budget(toets: Toets) -> Uitslag:
    """CD079."""
    return _per_product(
        _gevraagd(toets), lambda p: "Budget en Product ontbreken" if not p.budget and not p.heeft_product else None
    )


def geen_omvang_zonder_code(toets: Toets) -> Uitslag:
    """CD095 and CD096."""
    return _per_product(
        _gevraagd(toets),
        lambda p: (
            "er is een omvang en geen productcode"
            if p.heeft_omvang and not p.code and _na(p, toets.waarden["na"])
            else None
        ),
    )


def na_dagtekening(toets: Toets) -> Uitslag:
    """TR380."""
    tekening = toets.inhoud.dagtekening
    producten = [(p, p.begin.datum) for p in toets.inhoud.van("NieuwProduct") if p.begin]
    dagen = [(p, begin) for p, begin in producten if begin]
    if tekening is None or not dagen:
        return None
    return [_bij(p, f"de dagtekening is {schrijf(tekening)}") for p, begin in dagen if begin <= tekening]


# --- products together -------------------------------------------------------------------------------------


def minstens_een_bestaand(toets: Toets) -> Uitslag:
    """TR352."""
    return _minstens_een(toets, bool(toets.inhoud.van("OngewijzigdProduct", "TeWijzigenProduct")))


def minstens_een_verandering(toets: Toets) -> Uitslag:
    """TR353."""
    return _minstens_een(toets, bool(toets.inhoud.van("TeWijzigenProduct", "NieuwProduct")))


def _minstens_een(toets: Toets, er_is_er_een: bool) -> Uitslag:
    if not toets.inhoud.heeft_verzoek:
        return None
    return [] if er_is_er_een else [Vondst("bij Client/Verzoek", "er staat er geen")]


def _dubbel(producten: Iterable[tuple[Product, Any]]) -> list[Vondst]:
    gezien: dict[Any, Product] = {}
    vondsten = []
    for product, sleutel in producten:
        eerste = gezien.setdefault(sleutel, product)
        if eerste is not product:
            vondsten.append(_bij(product, f"dit is gelijk aan {eerste.rol} {eerste.nummer}"))
    return vondsten


def unieke_rijen(toets: Toets) -> Uitslag:
    """TR101."""
    inhoud = toets.inhoud
    if not inhoud.producten:
        return None
    vondsten = []
    for rol in ("OngewijzigdProduct", "TeWijzigenProduct"):
        vondsten += _dubbel((p, _nummer(p.toewijzing)) for p in inhoud.van(rol) if p.toewijzing)
    vondsten += _dubbel(
        (p, (*p.sleutel, p.begin.datum)) for p in inhoud.van("NieuwProduct") if p.begin and p.begin.datum
    )
    return vondsten + _dubbel((p, p.referentie.tekst) for p in inhoud.van("AangevraagdProduct") if p.referentie)


def _nummer(gegeven: Gegeven) -> int | str:
    """Numbers are equal as numbers: zeros before them make no difference."""
    return gegeven.tekst if gegeven.getal is None else gegeven.getal


def unieke_referenties(toets: Toets) -> Uitslag:
    """TR383."""
    producten = toets.inhoud.van("AangevraagdProduct")
    if not producten:
        return None
    return _dubbel((p, p.referentie.tekst) for p in producten if p.referentie)


def geen_overlap(toets: Toets) -> Uitslag:
    """TR386 and TR410.

    One pass over the products by their first day: what is the same and began before overlaps when it has not ended. A
    product without a code is the same as every other of its category, one without a category the same as all.
    """
    rijen = [(p.periode, p) for p in _gevraagd(toets)]
    op_volgorde = sorted([(periode, p) for periode, p in rijen if periode], key=lambda r: (r[0], r[1].nummer))
    if not op_volgorde:
        return None
    laatste: dict[tuple[str, ...], date] = {}
    vondsten = []
    for (begin, eind), product in op_volgorde:
        categorie, code = product.sleutel
        botst: list[tuple[str, ...]]
        sporen: list[tuple[str, ...]]
        if categorie is None:
            botst, sporen = [("alles",)], [("generiek",)]
        elif code is None:
            botst, sporen = [("generiek",), ("categorie", categorie)], [("zonder code", categorie)]
        else:
            botst = [("generiek",), ("zonder code", categorie), ("code", categorie, code)]
            sporen = [("code", categorie, code)]
        if any(laatste.get(spoor, date.min) >= begin for spoor in botst):
            vondsten.append(_bij(product, "dit overlapt met hetzelfde product"))
        for spoor in [("alles",), *([("categorie", categorie)] if categorie else []), *sporen]:
            laatste[spoor] = max(laatste.get(spoor, date.min), eind)
    return vondsten


# --- outside the message -----------------------------------------------------------------------------------


def niet_in_de_toekomst(toets: Toets) -> Uitslag:
    """TR135."""
    tekening = toets.inhoud.dagtekening
    if tekening is None or toets.peildatum is None:
        return None
    if tekening <= toets.peildatum:
        return []
    melding = f"{schrijf(tekening)} ligt na de peildatum {schrijf(toets.peildatum)}"
    return [Vondst(f"bij Dagtekening, regel {toets.inhoud.dagtekening_lijn}", melding)]


REGELS: dict[str, Regelfunctie] = {
    "CS002": elfproef,
    "CS003": einde_niet_voor_begin,
    "CS139": datumgebruik,
    "CS338": eenheid_met_frequentie,
    "CS343": eenheid_met_frequentie,
    "CD041": omvang_bij_code,
    "CD043": beschikking_heel,
    "CD066": geen_naam_bij_zorgverlenercode,
    "CD067": naam_zonder_zorgverlenercode,
    "CD068": geen_zorgverlenercode,
    "CD075": einde_bij_budget,
    "CD076": einde_bij_frequentie,
    "CD077": omvang_of_budget,
    "CD078": omvang_of_budget,
    "CD079": product_zonder_budget,
    "CD095": geen_omvang_zonder_code,
    "CD096": geen_omvang_zonder_code,
    "TR002": geboortedatum_niet_te_oud,
    "TR101": unieke_rijen,
    "TR134": geboortedatum_niet_later,
    "TR135": niet_in_de_toekomst,
    "TR352": minstens_een_bestaand,
    "TR353": minstens_een_verandering,
    "TR380": na_dagtekening,
    "TR383": unieke_referenties,
    "TR386": geen_overlap,
    "TR410": geen_overlap,
    "OP079": heeft_bsn,
}
"""Rule number -> the function that tests it; the data say for which messages it holds."""
