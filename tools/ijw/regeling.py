"""The rules of a contract regime on a message, where its product codes belong to one: those of the tools themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from knowledge.ijw import Standaard
from knowledge.models import Intensiteit, Productcode, Productcodes, Regel, Regeling
from knowledge.store import Kennisbank
from tools.datum import EERSTE_JAAR, LAATSTE_JAAR, schrijf
from tools.envelope import Check, Outcome, opsomming
from tools.ijw.inhoud import Inhoud, Product
from tools.productcode import ontleed, toets_code
from tools.registry import buiten_geldigheid
from tools.verzoek_om_wijziging import toets_nieuw_product

_ERNST: tuple[Outcome, ...] = ("geschonden", "onbekend", "voldaan")


@dataclass
class Regelingstoets:
    """What the rules of a regime say of a message."""

    regeling: str | None = None
    checks: list[Check] = field(default_factory=list)
    opmerkingen: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Geval:
    """A product with a code of the regime."""

    product: Product
    code: str
    profiel: int
    intensiteit: Intensiteit

    @property
    def naam(self) -> str:
        begin = self.product.begin.datum if self.product.begin else None
        return f"{self.code} vanaf {schrijf(begin)}" if begin else self.code


def toets_regeling(inhoud: Inhoud, standaard: Standaard, kennis: Kennisbank, gevraagd: str | None) -> Regelingstoets:
    """Apply the rules of the regime whose codes are in the message, or of the one that was asked for."""
    kandidaten = [kennis.regeling(gevraagd)] if gevraagd is not None else kennis.met("productcodes")
    vreemd = [zin for regeling in kandidaten for zin in _half_gelijk(inhoud, regeling)]
    for regeling in kandidaten:
        if gevallen := _gevallen(inhoud, regeling.productcodes):
            uit = _toets(inhoud, standaard, regeling, gevallen, gevraagd=gevraagd is not None)
            uit.opmerkingen += vreemd
            return uit
    if gevraagd is None or vreemd:
        return Regelingstoets(opmerkingen=vreemd)
    naam = kandidaten[0].naam
    waarom = (
        f"geen product heeft een code van {naam}"
        if kandidaten[0].productcodes
        else f"over de productcodes van {naam} is niets bekend"
    )
    return Regelingstoets(opmerkingen=[f"De regels van {naam} zijn niet getoetst: {waarom}."])


def _gevallen(inhoud: Inhoud, tabel: Productcodes | None) -> list[_Geval]:
    if tabel is None:
        return []
    gevallen = []
    for product in inhoud.van("NieuwProduct", "AangevraagdProduct"):
        code = (product.productcode or "").upper()
        delen = ontleed(code, tabel) if product.sleutel[0] == tabel.patroon.categorie else None
        if delen is not None:
            gevallen.append(_Geval(product, code, *delen))
    return gevallen


def _half_gelijk(inhoud: Inhoud, regeling: Regeling) -> list[str]:
    """Of each product with either the category or a code of the regime, and not both: that its rules were not tested.

    Whose code it is, cannot be seen: another region may have it too.
    """
    tabel = regeling.productcodes
    if tabel is None:
        return []
    eigen, zinnen = tabel.patroon.categorie, []
    for product in inhoud.van("NieuwProduct", "AangevraagdProduct"):
        categorie, code = product.sleutel[0], (product.productcode or "").upper()
        volgt = ontleed(code, tabel) is not None
        if not code or (categorie == eigen) == volgt:
            continue
        anders = (
            f"{code} is een code als die van {regeling.naam}, maar die staan in categorie {eigen} en in het bericht "
            "staat een andere categorie"
            if volgt
            else f"in categorie {eigen} heeft {regeling.naam} codes van een ander patroon dan de code in het bericht"
        )
        zin = f"Let op de productcode: {anders}. De regels van {regeling.naam} zijn op dit product niet getoetst."
        zinnen.append(f"{zin} Hoort de gemeente daarbij, kijk de categorie en de code dan na.")
    return list(dict.fromkeys(zinnen))


def _toets(
    inhoud: Inhoud, standaard: Standaard, regeling: Regeling, gevallen: list[_Geval], *, gevraagd: bool
) -> Regelingstoets:
    uit = Regelingstoets(regeling.regeling)
    if not gevraagd:
        uit.opmerkingen.append(
            f"Omdat er een productcode in staat zoals die van {regeling.naam}, zijn ook de regels daarvan getoetst. "
            "Hoort de gemeente bij een andere regio, dan tellen die niet."
        )
    regels: Regel | None
    if inhoud.soort == "JW317":
        regels, checks = regeling.verzoek_om_wijziging, _wijziging(regeling, gevallen, uit)
        uit.opmerkingen += _niet_in_de_tabel(regeling, gevallen)
    else:
        regels, checks = regeling.productcodes, [*_codes(regeling, gevallen), *_contract(regeling, gevallen)]
    checks += _omvang(standaard, regeling, gevallen)
    uit.checks = _een_per_regel(checks)
    if regels is not None:
        uit.opmerkingen += regels.opmerkingen
        dagen = [g.product.begin.datum for g in gevallen if g.product.begin and g.product.begin.datum]
        uit.opmerkingen += buiten_geldigheid(sorted(dagen, reverse=True), regels)
    return uit


def _wijziging(regeling: Regeling, gevallen: list[_Geval], uit: Regelingstoets) -> list[tuple[_Geval, Check]]:
    """JW317: each new product is the intensity that is wished."""
    if regeling.verzoek_om_wijziging is None:
        uit.opmerkingen.append(f"Over een verzoek om wijziging is van {regeling.naam} niets bekend.")
        return []
    paren = []
    for geval in gevallen:
        begin = geval.product.begin.datum if geval.product.begin else None
        if begin and not EERSTE_JAAR <= begin.year <= LAATSTE_JAAR:
            uit.opmerkingen.append(
                f"{geval.code}: de ingangsdatum kan niet kloppen; de regels van {regeling.naam} zijn er niet getoetst."
            )
            continue
        checks = toets_nieuw_product(geval.profiel, geval.intensiteit, begin, regeling.verzoek_om_wijziging)
        paren += [(geval, check) for check in checks]
    return paren


def _codes(regeling: Regeling, gevallen: list[_Geval]) -> list[tuple[_Geval, Check]]:
    """JW315: the code in the table."""
    tabel = regeling.productcodes
    assert tabel is not None
    return [(geval, toets_code(geval.code, tabel)) for geval in gevallen]


def _contract(regeling: Regeling, gevallen: list[_Geval]) -> list[tuple[_Geval, Check]]:
    """JW315: the codes are those of the new contract, under which an allocation falls by the day on which it starts."""
    regels, paren = regeling.uitdienen, []
    if regels is None:
        return []
    vanaf = f"voor toewijzingen met een startdatum vanaf {schrijf(regels.nieuw_vanaf)}"
    for geval in gevallen:
        begin = geval.product.begin.datum if geval.product.begin else None
        if begin is None:
            continue
        goed = begin >= regels.nieuw_vanaf
        wel = "De gevraagde startdatum valt daarin." if goed else "De gevraagde startdatum ligt daarvoor."
        uitleg = f"De codes zijn van het nieuwe contract, {vanaf}. {wel}"
        uitkomst: Outcome = "voldaan" if goed else "geschonden"
        check = Check(rule="contract", outcome=uitkomst, explanation=uitleg, source=regels.bron_toewijzen)
        paren.append((geval, check))
    return paren


def _omvang(standaard: Standaard, regeling: Regeling, gevallen: list[_Geval]) -> list[tuple[_Geval, Check]]:
    """Unit and frequency as the table has them, in both messages: it is the same product that is asked for."""
    tabel = regeling.productcodes
    assert tabel is not None
    paren = []
    for geval in gevallen:
        rij = _rij(geval, tabel)
        if rij is None:
            continue
        for regel, tekst, goed in _eenheid_en_frequentie(standaard, geval.product, rij):
            uitkomst: Outcome = "voldaan" if goed else "geschonden"
            wel = "Zo staat het in het bericht." if goed else "In het bericht staat iets anders."
            paren.append((geval, Check(rule=regel, outcome=uitkomst, explanation=f"{tekst} {wel}", source=rij.bron)))
    return paren


def _niet_in_de_tabel(regeling: Regeling, gevallen: list[_Geval]) -> list[str]:
    """JW317: a code that is not in the table is said to be so, and decides nothing: the change is what is judged."""
    tabel = regeling.productcodes
    assert tabel is not None
    codes = dict.fromkeys(geval.code for geval in gevallen if _rij(geval, tabel) is None)
    return [
        f"{code} staat niet in de tabel die wij hebben; controleer in {tabel.volledige_lijst} of deze code bestaat."
        for code in codes
    ]


def _rij(geval: _Geval, tabel: Productcodes) -> Productcode | None:
    return next((rij for rij in tabel.codes if rij.code == geval.code), None)


def _eenheid_en_frequentie(standaard: Standaard, product: Product, rij: Productcode) -> Iterable[tuple[str, str, bool]]:
    """What the table says of unit and frequency (id, sentence, whether it is so), as far as the message has them."""
    for veld, gegeven, lijst, woord in (
        ("eenheid", product.eenheid, "WJ756", rij.eenheid),
        ("frequentie", product.frequentie, "WMO757", rij.frequentie),
    ):
        if gegeven is None:
            continue
        codes = [c for c, naam in standaard.codelijsten[lijst].codes.items() if _heet(naam, woord)]
        if codes:
            tekst = f"Bij {rij.code} hoort {veld} ‘{woord}’ ({opsomming(codes, 'of')})."
            yield veld, tekst, gegeven.tekst in codes


def _heet(naam: str, woord: str) -> bool:
    """Whether a code of the national list has this name; what stands between brackets there makes no difference."""
    return naam.partition(" (")[0].casefold() == woord.casefold()


def _een_per_regel(paren: list[tuple[_Geval, Check]]) -> list[Check]:
    """One check a rule: the worst outcome, with the product that each explanation is about."""
    per_regel: dict[str, list[tuple[_Geval, Check]]] = defaultdict(list)
    for paar in paren:
        per_regel[paar[1].rule].append(paar)
    checks = []
    for rijen in per_regel.values():
        ergste = min(rijen, key=lambda paar: _ERNST.index(paar[1].outcome))[1]
        uitleg = dict.fromkeys(f"{g.naam}: {c.explanation}" for g, c in rijen if c.outcome == ergste.outcome)
        checks.append(ergste.model_copy(update={"explanation": _enkele(list(uitleg))}))
    return checks


def _enkele(teksten: list[str], meeste: int = 3) -> str:
    rest = len(teksten) - meeste
    return " ".join([*teksten[:meeste], *([f"En nog {rest}."] if rest > 0 else [])])
