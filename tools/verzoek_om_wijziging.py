"""Is this change request (verzoek om wijziging, 317) allowed? Every rule of the regime, one check each."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from knowledge.models import INTENSITEIT_NAMEN, Intensiteit, Regeling, Wijziging
from tools.datum import plus_maanden, schrijf
from tools.envelope import Check, Outcome, Uitkomst, een_zin, oordeel, opsomming
from tools.invoer import Datum, IntensiteitVeld, Invoer, JaNee, Profielnummer
from tools.registry import Tool


class WijzigingInvoer(Invoer):
    """The allocation as it is, and the change that is wanted."""

    profiel: Profielnummer | None = Field(default=None, description="Profiel van de toewijzing, 1 tot en met 8.")
    intensiteit: IntensiteitVeld | None = Field(default=None, description="Intensiteit nu.")
    nieuwe_intensiteit: IntensiteitVeld | None = Field(default=None, description="Gewenste intensiteit.")
    ingangsdatum: Datum | None = Field(default=None, description="Dag waarop de wijziging moet ingaan.")
    nieuw_profiel: Profielnummer | None = Field(default=None, description="Gewenst profiel, als dat anders is.")
    eerder_gewijzigd: JaNee | None = Field(default=None, description="Is deze toewijzing al eens zo gewijzigd?")
    einddatum: Datum | None = Field(default=None, description="Einddatum van de toewijzing.")
    nieuwe_einddatum: Datum | None = Field(default=None, description="Gewenste einddatum, als die anders is.")


def _check(regels: Wijziging, regel: str, outcome: Outcome, feit: str) -> Check:
    bron = regels.regels[regel]  # type: ignore[index]
    return Check(rule=regel, outcome=outcome, explanation=f"{bron.tekst} {feit}", source=bron.bron)


def _profiel(invoer: WijzigingInvoer, regels: Wijziging) -> Check | None:
    if not regels.profiel_blijft:
        return None
    if invoer.nieuw_profiel is None:
        return _check(regels, "profiel", "voldaan", "Er is geen ander profiel gevraagd.")
    if invoer.profiel is None:
        return _check(regels, "profiel", "onbekend", "Het huidige profiel is niet gegeven.")
    if invoer.nieuw_profiel == invoer.profiel:
        return _check(regels, "profiel", "voldaan", f"Het blijft profiel {invoer.profiel}.")
    return _check(
        regels,
        "profiel",
        "geschonden",
        f"Gevraagd is profiel {invoer.nieuw_profiel} in plaats van {invoer.profiel}.",
    )


def _profielen(invoer: WijzigingInvoer, regels: Wijziging) -> Check:
    if invoer.profiel is None:
        return _check(regels, "profielen", "onbekend", "Het profiel is niet gegeven.")
    goed = invoer.profiel in regels.profielen
    return _check(
        regels,
        "profielen",
        "voldaan" if goed else "geschonden",
        f"Profiel {invoer.profiel} hoort daar {'bij' if goed else 'niet bij'}.",
    )


def _groepen(invoer: WijzigingInvoer, regels: Wijziging) -> Check:
    van, naar = invoer.intensiteit, invoer.nieuwe_intensiteit
    if van is None or naar is None:
        return _check(regels, "groepen", "onbekend", "Niet beide intensiteiten zijn gegeven.")
    stap = f"van {INTENSITEIT_NAMEN[van]} naar {INTENSITEIT_NAMEN[naar]}"
    if van == naar:
        return _check(regels, "groepen", "geschonden", f"Gevraagd is {stap}: er verandert niets.")
    goed = any(van in groep and naar in groep for groep in regels.groepen)
    return _check(
        regels,
        "groepen",
        "voldaan" if goed else "geschonden",
        f"Gevraagd is {stap}; dat mag {'wel' if goed else 'niet'}.",
    )


def _vanaf(invoer: WijzigingInvoer, regels: Wijziging) -> Check:
    if invoer.ingangsdatum is None:
        return _check(regels, "vanaf", "onbekend", "De ingangsdatum is niet gegeven.")
    goed = invoer.ingangsdatum >= regels.vanaf
    return _check(
        regels,
        "vanaf",
        "voldaan" if goed else "geschonden",
        f"{schrijf(invoer.ingangsdatum)} ligt {'niet ' if goed else ''}voor {schrijf(regels.vanaf)}.",
    )


def _dag(invoer: WijzigingInvoer, regels: Wijziging) -> Check:
    dag = invoer.ingangsdatum
    if dag is None:
        return _check(regels, "dag_van_de_maand", "onbekend", "De ingangsdatum is niet gegeven.")
    if dag.day == regels.dag_van_de_maand:
        return _check(regels, "dag_van_de_maand", "voldaan", f"{schrijf(dag)} is dat.")
    eerder, later = mogelijke_dagen(invoer, regels)
    dagen = [schrijf(d) for d in (eerder, later) if d >= regels.vanaf]
    return _check(
        regels,
        "dag_van_de_maand",
        "geschonden",
        f"{schrijf(dag)} is dat niet; het dichtst erbij {'ligt' if len(dagen) == 1 else 'liggen'} {opsomming(dagen)}.",
    )


def mogelijke_dagen(invoer: WijzigingInvoer, regels: Wijziging) -> tuple[Datum, Datum]:
    """The possible days of the month just before and just after the day asked for."""
    assert invoer.ingangsdatum is not None
    in_maand = invoer.ingangsdatum.replace(day=regels.dag_van_de_maand)
    if in_maand <= invoer.ingangsdatum:
        return in_maand, plus_maanden(in_maand, 1)
    return plus_maanden(in_maand, -1), in_maand


def _eenmalig(invoer: WijzigingInvoer, regels: Wijziging) -> Check | None:
    if not regels.eenmalig:
        return None
    teksten: dict[bool | None, tuple[Outcome, str]] = {
        None: ("onbekend", "Niet gegeven is of deze toewijzing al eens zo is gewijzigd."),
        False: ("voldaan", "Deze toewijzing is nog niet zo gewijzigd."),
        True: ("geschonden", "Dit verzoek zou een tweede wijziging zijn."),
    }
    outcome, feit = teksten[invoer.eerder_gewijzigd]
    return _check(regels, "eenmalig", outcome, feit)


def _looptijd(invoer: WijzigingInvoer, regels: Wijziging) -> Check | None:
    if not regels.looptijd_blijft:
        return None
    if invoer.nieuwe_einddatum is None:
        return _check(regels, "looptijd", "voldaan", "Er is geen andere einddatum gevraagd.")
    if invoer.einddatum is None:
        return _check(regels, "looptijd", "onbekend", "De huidige einddatum is niet gegeven.")
    if invoer.nieuwe_einddatum == invoer.einddatum:
        return _check(regels, "looptijd", "voldaan", f"De einddatum blijft {schrijf(invoer.einddatum)}.")
    return _check(
        regels,
        "looptijd",
        "geschonden",
        f"Gevraagd is {schrijf(invoer.nieuwe_einddatum)} in plaats van {schrijf(invoer.einddatum)}.",
    )


def toets_nieuw_product(
    profiel: int, intensiteit: Intensiteit, ingangsdatum: date | None, regels: Wijziging
) -> list[Check]:
    """Every rule, for a message that asks for a product: it shows what is wished and not the allocation as it is.

    What the message can't show (profile, intensity and end now, an earlier change) stays unknown.
    """
    gewenst = WijzigingInvoer.model_construct(profiel=profiel, ingangsdatum=ingangsdatum)
    onbekend = WijzigingInvoer.model_construct(
        nieuw_profiel=profiel, nieuwe_intensiteit=intensiteit, nieuwe_einddatum=date.max
    )
    checks = [
        _profiel(onbekend, regels),
        _profielen(gewenst, regels),
        _groepen(onbekend, regels),
        _vanaf(gewenst, regels),
        _dag(gewenst, regels),
        _eenmalig(onbekend, regels),
        _looptijd(onbekend, regels),
    ]
    return [check for check in checks if check is not None]


def beslis(invoer: WijzigingInvoer, regeling: Regeling) -> Uitkomst:
    """Hold the request against every rule; all rules are shown, also after the first violation."""
    regels = regeling.verzoek_om_wijziging
    assert regels is not None
    soorten = (_profiel, _profielen, _groepen, _vanaf, _dag, _eenmalig, _looptijd)
    checks = [check for soort in soorten if (check := soort(invoer, regels)) is not None]
    verdict = oordeel(checks)
    nodig = [v for v in ("profiel", "intensiteit", "nieuwe_intensiteit", "ingangsdatum") if getattr(invoer, v) is None]
    open_ = list(nodig)
    if regels.eenmalig and invoer.eerder_gewijzigd is None:
        open_.append("eerder_gewijzigd")
    if regels.looptijd_blijft and invoer.nieuwe_einddatum is not None and invoer.einddatum is None:
        open_.append("einddatum")
    if verdict == "voorwaardelijk" and (nodig or "einddatum" in open_):
        verdict = "gegevens_ontbreken"
    onzeker = {check.rule for check in checks if check.outcome != "voldaan"}
    bij = [tekst for regel, teksten in regels.opmerkingen_bij.items() if regel in onzeker for tekst in teksten]
    notes = [*bij, *regels.opmerkingen]
    conclusie = _conclusie(verdict, checks, nodig or open_, regels)
    if invoer.einddatum and invoer.ingangsdatum and invoer.ingangsdatum > invoer.einddatum:
        notes.insert(0, "De gevraagde ingangsdatum ligt na de einddatum van de toewijzing.")
        if verdict in {"toegestaan", "voorwaardelijk"}:
            conclusie = een_zin(
                conclusie,
                f"maar {schrijf(invoer.ingangsdatum)} ligt na de einddatum van de toewijzing "
                f"({schrijf(invoer.einddatum)}): kijk eerst na of die dagen kloppen",
            )
    return Uitkomst(
        verdict=verdict,
        conclusion=conclusie,
        checks=checks,
        data={"bericht": regels.bericht},
        missing=[] if verdict in {"toegestaan", "niet_toegestaan"} else open_,
        notes=notes,
    )


_VELDNAMEN = {
    "profiel": "het profiel",
    "intensiteit": "de intensiteit nu",
    "nieuwe_intensiteit": "de gewenste intensiteit",
    "ingangsdatum": "de ingangsdatum",
    "einddatum": "de huidige einddatum",
    "eerder_gewijzigd": "of de toewijzing al eens zo is gewijzigd",
}


def _conclusie(verdict: str, checks: list[Check], ontbreekt: list[str], regels: Wijziging) -> str:
    verzoek = f"dit verzoek om wijziging ({regels.bericht})"
    if verdict == "niet_toegestaan":
        redenen = een_zin(*(check.explanation for check in checks if check.outcome == "geschonden"))
        return f"Nee, {verzoek} mag niet: {redenen[0].lower()}{redenen[1:]}"
    if verdict == "gegevens_ontbreken":
        return f"Om {verzoek} te beoordelen is nog nodig: {opsomming([_VELDNAMEN[v] for v in ontbreekt])}."
    if verdict == "voorwaardelijk":
        voorwaarde = "dat deze toewijzing nog niet eerder zo is gewijzigd (het mag eenmalig)"
        return f"Ja, {verzoek} mag, op voorwaarde {voorwaarde}."
    return f"Ja, {verzoek} mag: aan alle regels is voldaan."


TOOL = Tool(
    naam="verzoek_om_wijziging",
    titel="Verzoek om wijziging (317)",
    beschrijving="Mag dit verzoek om wijziging van de intensiteit?",
    invoer=WijzigingInvoer,
    onderdeel="verzoek_om_wijziging",
    beslis=beslis,
)
