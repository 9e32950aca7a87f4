"""Which document a request or an extension needs, and who directs the case: the access overview."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from knowledge.models import Cel, Regeling, Toegang, Toegangsrij
from tools.envelope import Check, Uitkomst, een_zin, opsomming
from tools.invoer import Invoer, KleineLetters
from tools.registry import Tool


def _profiel(waarde: Any) -> Any:
    schoon = waarde.strip().casefold() if isinstance(waarde, str) else waarde
    if schoon == "dagbesteding":
        return schoon
    for nummer in range(1, 9):
        if schoon == str(nummer) or (type(schoon) is int and schoon == nummer):
            return nummer
    raise ValueError("kies een profiel van 1 tot en met 8, of dagbesteding")


Profiel = Annotated[
    int | str,
    BeforeValidator(_profiel, json_schema_input_type=Annotated[int, Field(ge=1, le=8)] | Literal["dagbesteding"]),
]


Verwijzer = Literal["gemeente", "extern"]
Moment = Literal["aanvraag", "verlenging"]
_VERWIJZERS: tuple[Verwijzer, ...] = ("gemeente", "extern")
_MOMENTEN: tuple[Moment, ...] = ("aanvraag", "verlenging")


class ToegangInvoer(Invoer):
    """Profile (or dagbesteding), who refers, and whether it is a request or an extension."""

    profiel: Profiel | None = Field(default=None, description="Profiel 1 tot en met 8, of dagbesteding.")
    verwijzer: Annotated[Verwijzer, KleineLetters] | None = Field(
        default=None, description="Wie verwijst: gemeente of extern."
    )
    moment: Annotated[Moment, KleineLetters] | None = Field(default=None, description="Eerste aanvraag of verlenging.")


_VELDNAMEN = {
    "profiel": "het profiel (of dagbesteding)",
    "verwijzer": "wie verwijst (gemeente of extern)",
    "moment": "of het een aanvraag of een verlenging is",
}
_DOCUMENTZIN = {
    "perspectiefplan": "is een perspectiefplan nodig",
    "vervolgdeel": "is een vervolgdeel nodig",
    "aanvraagformulier": "is een aanvraagformulier nodig",
    "geen": "is volgens het overzicht niets nodig",
}


def _wie(profiel: int | str) -> str:
    return "dagbesteding" if profiel == "dagbesteding" else f"profiel {profiel}"


def _cellen(rij: Toegangsrij, invoer: ToegangInvoer) -> list[tuple[Verwijzer, Moment, Cel]]:
    """The cells of a row that the input leaves possible."""
    return [
        (verwijzer, moment, (rij.gemeente if verwijzer == "gemeente" else rij.extern)[moment])
        for verwijzer in _VERWIJZERS
        for moment in _MOMENTEN
        if invoer.verwijzer in (None, verwijzer) and invoer.moment in (None, moment)
    ]


def _beslissend(rij: Toegangsrij, invoer: ToegangInvoer) -> list[str]:
    """The inputs not given that can still change the document of this row."""
    document = {(verwijzer, moment): cel.document for verwijzer, moment, cel in _cellen(rij, invoer)}
    per_moment: dict[str, set[str]] = {}
    per_verwijzer: dict[str, set[str]] = {}
    for (verwijzer, moment), soort in document.items():
        per_moment.setdefault(moment, set()).add(soort)
        per_verwijzer.setdefault(verwijzer, set()).add(soort)
    return [
        naam
        for naam, soorten in (("verwijzer", per_moment), ("moment", per_verwijzer))
        if any(len(s) > 1 for s in soorten.values())
    ]


def _voetnoten(rij: Toegangsrij, invoer: ToegangInvoer, regels: Toegang) -> list[dict[str, Any]]:
    """The footnote marks beside the cells that the answer uses, with their text or null."""
    cellen = _cellen(rij, invoer)
    tekens: list[tuple[str, str]] = []
    if len({cel.document for _, _, cel in cellen}) == 1:
        for verwijzer, moment, cel in cellen:
            waar = "" if len(cellen) == 1 else f" ({moment}, verwijzer {verwijzer})"
            if cel.voetnoot:
                tekens.append((f"document{waar}", cel.voetnoot))
    if rij.regie.voetnoot:
        tekens.append(("regie", rij.regie.voetnoot))
    return [
        {
            "teken": teken,
            "bij": bij,
            "tekst": regels.voetnoten[teken],
            "uitleg": regels.voetnoten[teken]
            or f"De bron zet bij {bij} het voetnootteken {teken}, maar geeft de tekst van die voetnoot niet.",
        }
        for bij, teken in tekens
    ]


def _regie_zin(rij: Toegangsrij) -> str:
    return f"De lokale toegang voert bij {_wie(rij.profiel)} {'' if rij.regie.waarde == 'ja' else 'geen '}regie."


def beslis(invoer: ToegangInvoer, regeling: Regeling) -> Uitkomst:
    """Read the overview; what is certain is given even while an input is missing."""
    regels = regeling.toegang
    assert regels is not None
    rij = next((r for r in regels.rijen if r.profiel == invoer.profiel), None)
    if invoer.profiel is not None and rij is None:
        return Uitkomst(
            verdict="niet_beschreven",
            conclusion=f"Het overzicht van {regeling.naam} noemt {_wie(invoer.profiel)} niet.",
            notes=list(regels.opmerkingen),
        )
    ontbreekt = [v for v in ("profiel", "verwijzer", "moment") if getattr(invoer, v) is None]
    if rij is None:
        return Uitkomst(
            verdict="gegevens_ontbreken",
            conclusion=f"Voor het juiste document is nog nodig: {opsomming([_VELDNAMEN[v] for v in ontbreekt])}.",
            missing=ontbreekt,
        )
    regie_zin = _regie_zin(rij)
    data: dict[str, Any] = {
        "regie": rij.regie.waarde,
        "regie_cel": rij.regie.tekst,
        "voetnoten": _voetnoten(rij, invoer, regels),
    }
    checks = [Check(rule="regie", outcome="voldaan", explanation=regie_zin, source=rij.bron)]
    notes = [noot["uitleg"] for noot in data["voetnoten"]] + list(regels.opmerkingen)
    mogelijk = {cel.document for _, _, cel in _cellen(rij, invoer)}
    if len(mogelijk) > 1:
        ontbreekt = _beslissend(rij, invoer)
        return Uitkomst(
            verdict="gegevens_ontbreken",
            conclusion=een_zin(
                f"Voor het juiste document bij {_wie(rij.profiel)} is nog nodig: "
                f"{opsomming([_VELDNAMEN[v] for v in ontbreekt])}",
                regie_zin,
            ),
            checks=checks,
            data=data,
            missing=ontbreekt,
            notes=notes,
        )
    document = mogelijk.pop()
    bij_wie = {
        "gemeente": "als de gemeente verwijst",
        "extern": "bij een externe verwijzer",
        None: "bij elke verwijzer",
    }
    waarvoor = {
        "aanvraag": "een aanvraag",
        "verlenging": "een verlenging",
        None: "een aanvraag of verlenging",
    }
    zin = (
        f"Voor {waarvoor[invoer.moment]} bij {_wie(rij.profiel)} {_DOCUMENTZIN[document]} {bij_wie[invoer.verwijzer]}."
    )
    data["document"] = document
    if invoer.verwijzer and invoer.moment:
        data["cel"] = getattr(rij, invoer.verwijzer)[invoer.moment].tekst
    checks.insert(0, Check(rule="document", outcome="voldaan", explanation=zin, source=rij.bron))
    return Uitkomst(verdict="gevonden", conclusion=een_zin(zin, regie_zin), checks=checks, data=data, notes=notes)


TOOL = Tool(
    naam="toegang",
    titel="Perspectiefplan, formulier en regie",
    beschrijving="Welk document is nodig bij een aanvraag of verlenging, en wie voert regie?",
    invoer=ToegangInvoer,
    onderdeel="toegang",
    beslis=beslis,
)
