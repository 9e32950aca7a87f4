"""Which document a request or an extension needs, and who directs the case: the access overview."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from knowledge.models import Cel, Regeling, Toegang, Toegangsrij
from tools.envelope import NOG_MOGELIJK, Check, Uitkomst, een_zin, opsomming
from tools.invoer import Invoer, KleineLetters, is_heel
from tools.registry import Tool
from tools.splitsing import Geval, maakt_uit


def _profiel(waarde: Any) -> Any:
    schoon = waarde.strip().casefold() if isinstance(waarde, str) else waarde
    if schoon == "dagbesteding":
        return schoon
    for nummer in range(1, 9):
        if schoon == str(nummer) or ((type(schoon) is int or is_heel(schoon)) and schoon == nummer):
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


_DOCUMENT = {
    "perspectiefplan": "een perspectiefplan",
    "vervolgdeel": "een vervolgdeel",
    "aanvraagformulier": "een aanvraagformulier",
    "geen": "helemaal geen document",
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


def mogelijke_gevallen(invoer: ToegangInvoer, regeling: Regeling) -> list[Geval]:
    """The cells that an input leaves possible, each with its document and who directs the case."""
    regels = regeling.toegang
    assert regels is not None
    return [
        Geval(
            {"profiel": rij.profiel, "verwijzer": verwijzer, "moment": moment},
            (cel.document, rij.regie.waarde),
        )
        for rij in regels.rijen
        if invoer.profiel in (None, rij.profiel)
        for verwijzer, moment, cel in _cellen(rij, invoer)
    ]


def _voetnoten(rijen: list[Toegangsrij], invoer: ToegangInvoer, regels: Toegang) -> list[dict[str, Any]]:
    """The footnote marks beside the cells that the answer uses, with their text or null."""
    cellen = [cel for rij in rijen for cel in _cellen(rij, invoer)]
    tekens: list[tuple[str, str]] = []
    if len({cel.document for _, _, cel in cellen}) == 1:
        for verwijzer, moment, cel in cellen:
            waar = "" if len(cellen) == 1 else f" ({moment}, verwijzer {verwijzer})"
            if cel.voetnoot:
                tekens.append((f"document{waar}", cel.voetnoot))
    if len(rijen) == 1 and rijen[0].regie.voetnoot:
        tekens.append(("regie", rijen[0].regie.voetnoot))
    return [
        {
            "teken": teken,
            "bij": bij,
            "tekst": regels.voetnoten[teken],
            "uitleg": regels.voetnoten[teken]
            or f"De bron zet bij {bij} het voetnootteken {teken}, maar geeft de tekst van die voetnoot niet.",
        }
        for bij, teken in dict.fromkeys(tekens)
    ]


_BIJ_WIE = {
    "gemeente": "als de gemeente verwijst",
    "extern": "bij een externe verwijzer",
    None: "bij elke verwijzer",
}
_WAARVOOR = {
    "aanvraag": "een aanvraag",
    "verlenging": "een verlenging",
    None: "een aanvraag of verlenging",
}


def _bij_profiel(rijen: list[Toegangsrij], invoer: ToegangInvoer) -> str:
    """For which profiles a sentence holds: the one given, or all of the overview."""
    if invoer.profiel is not None:
        return f"bij {_wie(invoer.profiel)}"
    dagbesteding = any(rij.profiel == "dagbesteding" for rij in rijen)
    return f"bij elk profiel in het overzicht{', en bij dagbesteding,' if dagbesteding else ''}"


def _documentcheck(document: str, rijen: list[Toegangsrij], invoer: ToegangInvoer, regels: Toegang) -> Check:
    return Check(
        rule="document",
        outcome="voldaan",
        explanation=f"Voor {_WAARVOOR[invoer.moment]} {_bij_profiel(rijen, invoer)} {_DOCUMENTZIN[document]} "
        f"{_BIJ_WIE[invoer.verwijzer]}.",
        source=rijen[0].bron if invoer.profiel is not None else regels.bron,
    )


def _regiecheck(rijen: list[Toegangsrij], invoer: ToegangInvoer) -> Check:
    regie = "" if rijen[0].regie.waarde == "ja" else "geen "
    zin = f"De lokale toegang voert {_bij_profiel(rijen, invoer)} {regie}regie."
    return Check(rule="regie", outcome="voldaan", explanation=zin, source=rijen[0].bron)


def beslis(invoer: ToegangInvoer, regeling: Regeling) -> Uitkomst:
    """Read the overview; what is certain is given even while an input is missing."""
    regels = regeling.toegang
    assert regels is not None
    rijen = [r for r in regels.rijen if invoer.profiel in (None, r.profiel)]
    if not rijen:
        return Uitkomst(
            verdict="niet_beschreven",
            conclusion=f"Het overzicht van {regeling.naam} noemt {_wie(invoer.profiel or '')} niet.",
            notes=list(regels.opmerkingen),
        )
    gevallen = mogelijke_gevallen(invoer, regeling)
    ontbreekt = maakt_uit(gevallen, [v for v in _VELDNAMEN if getattr(invoer, v) is None])
    documenten = list(dict.fromkeys(str(geval.uitkomst[0]) for geval in gevallen))
    voetnoten = _voetnoten(rijen, invoer, regels)
    checks: list[Check] = []
    data: dict[str, Any] = {}
    if len(documenten) == 1:
        checks.append(_documentcheck(documenten[0], rijen, invoer, regels))
    if len({rij.regie.waarde for rij in rijen}) == 1:
        checks.append(_regiecheck(rijen, invoer))
        data |= {"regie": rijen[0].regie.waarde, "regie_cel": rijen[0].regie.tekst}
    if checks:
        data["voetnoten"] = voetnoten
    if len(documenten) == 1:
        data["document"] = documenten[0]
        if invoer.profiel is not None and invoer.verwijzer and invoer.moment:
            data["cel"] = getattr(rijen[0], invoer.verwijzer)[invoer.moment].tekst
    notes = [*(noot["uitleg"] for noot in voetnoten), *(regels.opmerkingen if checks else [])]
    vast = [check.explanation for check in checks]
    if not ontbreekt:
        return Uitkomst(verdict="gevonden", conclusion=een_zin(*vast), checks=checks, data=data, notes=notes)
    if len(documenten) > 1:
        namen = opsomming([_DOCUMENT[d] for d in _DOCUMENT if d in documenten], "of")
        checks.append(
            Check(
                rule=NOG_MOGELIJK,
                outcome="onbekend",
                explanation=f"Mogelijk is nog nodig: {namen}.",
                source=rijen[0].bron if invoer.profiel is not None else regels.bron,
            )
        )
    waarvoor = "het juiste document" if len(documenten) > 1 else "wie regie voert"
    bij = f" bij {_wie(invoer.profiel)}" if invoer.profiel is not None else ""
    return Uitkomst(
        verdict="gegevens_ontbreken",
        conclusion=f"Voor {waarvoor}{bij} is nog nodig: {opsomming([_VELDNAMEN[v] for v in ontbreekt])}.",
        checks=checks,
        data=data,
        missing=ontbreekt,
        notes=notes,
    )


TOOL = Tool(
    naam="toegang",
    titel="Perspectiefplan, formulier en regie",
    beschrijving="Welk document is nodig bij een aanvraag of verlenging, en wie voert regie?",
    invoer=ToegangInvoer,
    onderdeel="toegang",
    beslis=beslis,
    gevallen=mogelijke_gevallen,
    gemak=("moment", "verwijzer", "profiel"),
)
