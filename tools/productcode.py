"""Look up product codes; a code that only fits the pattern is never presented as existing."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from knowledge.errors import InvoerFout
from knowledge.models import INTENSITEIT_NAMEN, Intensiteit, Productcode, Productcodes, Regeling
from tools.envelope import Check, Uitkomst, opsomming
from tools.invoer import IntensiteitVeld, Invoer, Profielnummer, Tekst
from tools.registry import Tool
from tools.splitsing import Geval
from tools.tekst import woorden, zoek_rijen, zonder_streepjes


def _schone_code(waarde: str) -> str:
    schoon = zonder_streepjes(waarde).upper()
    if not schoon:
        raise ValueError("mag niet leeg zijn")
    return schoon


Code = Annotated[str, Field(min_length=1, max_length=40), AfterValidator(_schone_code)]


class ProductcodeInvoer(Invoer):
    """One of: a code, a profile with an intensity, or words to search for."""

    code: Code | None = Field(
        default=None, description="Productcode; hoofdletters, spaties en streepjes maken niet uit."
    )
    profiel: Profielnummer | None = Field(default=None, description="Profiel 1 tot en met 8.")
    intensiteit: IntensiteitVeld | None = Field(default=None, description="Intensiteit, voluit of als PE, IN, DL, DZ.")
    zoek: Tekst | None = Field(default=None, description="Woorden uit de omschrijving.")


def _rij(code: Productcode) -> dict[str, Any]:
    return code.model_dump(mode="json", exclude={"bron"})


def _gevonden(codes: list[Productcode], tabel: Productcodes, conclusie: str) -> Uitkomst:
    checks = [
        Check(
            rule="in_tabel",
            outcome="voldaan",
            explanation=f"{code.code} staat in de tabel met productcodes: {code.omschrijving}, "
            f"{code.eenheid} {code.frequentie}.",
            source=code.bron,
        )
        for code in codes
    ]
    return Uitkomst(
        verdict="gevonden",
        conclusion=conclusie,
        checks=checks,
        data={"codes": [_rij(c) for c in codes]},
        notes=list(tabel.opmerkingen),
    )


def _zin(code: Productcode) -> str:
    return (
        f"{code.code} is ‘{code.omschrijving}’: categorie {code.categorie}, profiel {code.profiel}, "
        f"intensiteit {INTENSITEIT_NAMEN[code.intensiteit]}, eenheid {code.eenheid} {code.frequentie}."
    )


def _niet_gevonden(
    tabel: Productcodes,
    conclusie: str,
    suggesties: list[Productcode],
    patroon: dict[str, Any] | None,
    checks: list[Check],
) -> Uitkomst:
    data: dict[str, Any] = {"codes": [], "suggesties": [c.code for c in suggesties]}
    if patroon is not None:
        data["patroon"] = patroon
    return Uitkomst(
        verdict="niet_gevonden", conclusion=conclusie, checks=checks, data=data, notes=list(tabel.opmerkingen)
    )


def _dichtstbij(code: str, tabel: Productcodes) -> list[Productcode]:
    from rapidfuzz.distance import Levenshtein

    return sorted(tabel.codes, key=lambda c: (Levenshtein.distance(code, c.code), c.code))[:3]


def ontleed(code: str, tabel: Productcodes) -> tuple[int, Intensiteit] | None:
    """Profile and intensity by the pattern of the codes, also of a code that is not in the table; None outside it."""
    patroon = tabel.patroon
    einden = {_schone_code(deel): waarde for deel, waarde in patroon.intensiteiten.items()}
    cijfers = "|".join(map(str, patroon.profielen))
    begin, eind = re.escape(_schone_code(patroon.categorie)), "|".join(map(re.escape, einden))
    gevonden = re.fullmatch(f"{begin}({cijfers})({eind})", code)
    return (int(gevonden[1]), einden[gevonden[2]]) if gevonden else None


def toets_code(code: str, tabel: Productcodes) -> Check:
    """The check on a code: in the table, or unknown or violated outside it."""
    return _op_code(_schone_code(code), tabel).checks[0]


def _op_code(code: str, tabel: Productcodes) -> Uitkomst:
    for rij in tabel.codes:
        if _schone_code(rij.code) == code:
            return _gevonden([rij], tabel, _zin(rij))
    patroon = tabel.patroon
    if delen := ontleed(code, tabel):
        profiel, intensiteit = delen
        naam = INTENSITEIT_NAMEN[intensiteit]
        zelfde = [c for c in tabel.codes if c.profiel == profiel or c.intensiteit == intensiteit]
        return _niet_gevonden(
            tabel,
            f"{code} staat niet in de tabel die wij hebben; volgens het patroon zou het profiel {profiel}, "
            f"{naam} zijn, maar controleer in {tabel.volledige_lijst} of deze code bestaat.",
            (zelfde or tabel.codes)[:3],
            {"categorie": patroon.categorie, "profiel": profiel, "intensiteit": intensiteit},
            [
                Check(
                    rule="in_tabel",
                    outcome="onbekend",
                    explanation=f"{code} volgt het patroon van de codes, maar staat niet in de tabel van de bron.",
                    source=patroon.bron,
                )
            ],
        )
    dichtbij = _dichtstbij(code, tabel)
    return _niet_gevonden(
        tabel,
        f"{code} staat niet in de tabel en volgt het patroon van de codes niet; het meest lijken "
        f"{opsomming([c.code for c in dichtbij])} erop.",
        dichtbij,
        None,
        [
            Check(
                rule="patroon",
                outcome="onbekend",
                explanation=f"{code} volgt het patroon van de codes niet: een code bestaat uit "
                f"{patroon.categorie}, een profiel "
                f"({patroon.profielen[0]} tot en met {patroon.profielen[-1]}) en "
                f"{opsomming(list(patroon.intensiteiten), 'of')}.",
                source=patroon.bron,
            )
        ],
    )


def _op_profiel(profiel: int, intensiteit: str, tabel: Productcodes) -> Uitkomst:
    codes = [c for c in tabel.codes if (c.profiel, c.intensiteit) == (profiel, intensiteit)]
    if codes:
        return _gevonden(codes, tabel, " ".join(_zin(c) for c in codes))
    return _niet_gevonden(
        tabel,
        f"De bron geeft geen code voor profiel {profiel}, {INTENSITEIT_NAMEN[intensiteit]}; "
        f"kijk daarvoor in {tabel.volledige_lijst}.",
        [c for c in tabel.codes if c.profiel == profiel or c.intensiteit == intensiteit],
        {"categorie": tabel.patroon.categorie, "profiel": profiel, "intensiteit": intensiteit},
        [
            Check(
                rule="in_tabel",
                outcome="onbekend",
                explanation="Deze combinatie staat niet in de tabel van de bron.",
                source=tabel.bron,
            )
        ],
    )


def _op_woorden(zoek: str, tabel: Productcodes) -> Uitkomst:
    def omschrijving(c: Productcode) -> str:
        return f"{c.code} {c.omschrijving} profiel {c.profiel} {INTENSITEIT_NAMEN[c.intensiteit]}"

    treffers = zoek_rijen(zoek, tabel.codes, omschrijving)
    if treffers:
        namen = opsomming([f"{c.code} ({c.omschrijving})" for c in treffers])
        return _gevonden(treffers, tabel, f"Bij ‘{zoek}’ staan in de tabel: {namen}.")
    ontleed = zoek if woorden(zoek) else "deze tekst"
    return _niet_gevonden(
        tabel,
        f"Bij ‘{ontleed[:80]}’ staat geen code in de tabel; kijk in {tabel.volledige_lijst}.",
        tabel.codes,
        None,
        [
            Check(
                rule="in_tabel",
                outcome="onbekend",
                explanation="Geen omschrijving in de tabel past bij deze woorden.",
                source=tabel.bron,
            )
        ],
    )


def beslis(invoer: ProductcodeInvoer, regeling: Regeling) -> Uitkomst:
    """Look up in the code table of one regime."""
    tabel = regeling.productcodes
    assert tabel is not None
    wegen = [
        invoer.code is not None,
        invoer.zoek is not None,
        invoer.profiel is not None or invoer.intensiteit is not None,
    ]
    if sum(wegen) > 1:
        veld = "zoek" if invoer.zoek is not None else "code"
        raise InvoerFout(veld, "geef een code, of een profiel met een intensiteit, of zoekwoorden; niet door elkaar")
    if invoer.code is not None:
        return _op_code(invoer.code, tabel)
    if invoer.zoek is not None:
        return _op_woorden(invoer.zoek, tabel)
    if invoer.profiel is not None and invoer.intensiteit is not None:
        return _op_profiel(invoer.profiel, invoer.intensiteit, tabel)
    return _onvolledig(invoer, tabel)


def _onvolledig(invoer: ProductcodeInvoer, tabel: Productcodes) -> Uitkomst:
    """A profile or an intensity alone: the codes that it leaves possible."""
    ontbreekt = [v for v in ("profiel", "intensiteit") if getattr(invoer, v) is None]
    if len(ontbreekt) > 1:
        return Uitkomst(
            verdict="gegevens_ontbreken",
            conclusion="Bij elke code horen een profiel en een intensiteit; geef die twee, of een code of zoekwoorden.",
            missing=["code"],
        )
    kan = [
        c for c in tabel.codes if invoer.profiel in (None, c.profiel) and invoer.intensiteit in (None, c.intensiteit)
    ]
    checks = [
        Check(
            rule="in_tabel",
            outcome="voldaan",
            explanation=f"{c.code} is de code voor profiel {c.profiel}, {INTENSITEIT_NAMEN[c.intensiteit]}.",
            source=c.bron,
        )
        for c in kan
    ]
    conclusie = f"Voor de juiste code is ook {'het profiel' if invoer.profiel is None else 'de intensiteit'} nodig."
    if not kan:
        wat = f"profiel {invoer.profiel}" if invoer.intensiteit is None else INTENSITEIT_NAMEN[invoer.intensiteit]
        conclusie = f"De tabel van de bron heeft geen enkele code voor {wat}; kijk daarvoor in {tabel.volledige_lijst}."
        checks = [Check(rule="in_tabel", outcome="onbekend", explanation=conclusie, source=tabel.bron)]
    return Uitkomst(
        verdict="gegevens_ontbreken",
        conclusion=conclusie,
        checks=checks,
        data={"codes": [_rij(c) for c in kan]},
        missing=ontbreekt,
        notes=list(tabel.opmerkingen),
    )


def mogelijke_gevallen(invoer: ProductcodeInvoer, regeling: Regeling) -> list[Geval]:
    """Every profile with every intensity that an input leaves possible, each with its code in the table."""
    tabel = regeling.productcodes
    assert tabel is not None
    codes = {(c.profiel, c.intensiteit): c.code for c in tabel.codes}
    return [
        Geval({"profiel": profiel, "intensiteit": intensiteit}, (codes.get((profiel, intensiteit)),))
        for profiel in tabel.patroon.profielen
        for intensiteit in tabel.patroon.intensiteiten.values()
        if invoer.profiel in (None, profiel) and invoer.intensiteit in (None, intensiteit)
    ]


TOOL = Tool(
    naam="productcode",
    titel="Productcode opzoeken",
    beschrijving="Zoekt een productcode op, of de code bij een profiel en een intensiteit.",
    invoer=ProductcodeInvoer,
    onderdeel="productcodes",
    beslis=beslis,
    zoekt_overal=True,
    gevallen=mogelijke_gevallen,
    gemak=("profiel", "intensiteit"),
)
