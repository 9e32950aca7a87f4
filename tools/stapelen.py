"""May these allocations run side by side? Pairs by the stacking matrix, providers by the contract forms."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge.models import Regeling, Stapelen, Stapelpaar
from tools.envelope import Check, Uitkomst, Verdict, oordeel, opsomming
from tools.invoer import Hoofdletter, Invoer
from tools.registry import Tool
from tools.tekst import gelijke_naam

MEESTE = 25
"""Most allocations in one question."""
ONGENOEMD = "dezelfde aanbieder"
"""What stands in the place of the name of a provider of whom it is only told that he is the same."""


class Toewijzing(BaseModel):
    """One allocation: its segment and, when known, who provides it."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    segment: Annotated[Literal["B", "C", "V"], Hoofdletter] = Field(description="Segment B, C of V.")
    aanbieder: Annotated[str, Field(min_length=1, max_length=200)] | None = Field(
        default=None, description="Naam van de aanbieder."
    )


class StapelenInvoer(Invoer):
    """The allocations that would run side by side."""

    toewijzingen: Annotated[list[Toewijzing], Field(min_length=2, max_length=MEESTE)] | None = Field(
        default=None, description=f"Twee tot {MEESTE} toewijzingen."
    )


def _sleutel(toewijzing: Toewijzing) -> str | None:
    return gelijke_naam(toewijzing.aanbieder) if toewijzing.aanbieder else None


def _zelfde(een: Toewijzing, ander: Toewijzing) -> bool | None:
    """Whether both have the same provider; None while one is not given."""
    links, rechts = _sleutel(een), _sleutel(ander)
    return None if links is None or rechts is None else links == rechts


def _beide(wie: list[str]) -> str:
    """Who delivers both, in brackets; nothing where he has no name."""
    return f" (beide: {wie[0]})" if wie and wie[0] != ONGENOEMD else ""


def _matrixcheck(rij: Stapelpaar, paar: str, zelfde: bool | None, wie: list[str]) -> Check:
    if rij.voorwaarde == "geen":
        return Check(
            rule="matrix",
            outcome="voldaan",
            explanation=f"{paar}: de matrix noemt geen voorwaarde.",
            source=rij.bron,
        )
    uitkomst: dict[bool | None, tuple[Literal["voldaan", "geschonden", "onbekend"], str]] = {
        False: ("voldaan", f"dat is hier zo ({opsomming(wie)})"),
        True: ("geschonden", f"hier is het dezelfde aanbieder{_beide(wie)}"),
        None: ("onbekend", "hier is niet van beide gegeven wie de aanbieder is"),
    }
    outcome, waarom = uitkomst[zelfde]
    return Check(
        rule="matrix",
        outcome=outcome,
        explanation=f"{paar}: alleen met verschillende aanbieders; {waarom}.",
        source=rij.bron,
    )


def _vormcheck(segmenten: set[str], wie: str | None, regels: Stapelen) -> Check | None:
    """Whether one provider can hold these segments by a contract form; None where no forms are described."""
    if not regels.contractvormen:
        return None
    passend = next((v for v in regels.contractvormen if segmenten <= set(v.segmenten)), None)
    namen = opsomming(sorted(segmenten))
    aanbieder = f"Eén aanbieder ({wie})" if wie and wie != ONGENOEMD else "Eén aanbieder"
    niet = "" if passend else "niet "
    return Check(
        rule="contractvorm",
        outcome="voldaan" if passend else "geschonden",
        explanation=f"{aanbieder} kan segment {namen} volgens de contractvormen {niet}samen leveren.",
        source=(passend or regels.contractvormen[0]).bron,
    )


def _beoordeel(een: Toewijzing, ander: Toewijzing, regels: Stapelen) -> tuple[Verdict, list[Check], list[str]]:
    segmenten: list[str] = sorted([een.segment, ander.segment])
    paar = f"segment {segmenten[0]} met segment {segmenten[1]}"
    rij = next((r for r in regels.matrix if sorted(r.paar) == segmenten), None)
    if rij is None:
        return "niet_beschreven", [], [f"De matrix noemt {paar} niet."]
    zelfde = _zelfde(een, ander)
    checks = [_matrixcheck(rij, paar, zelfde, [" ".join(t.aanbieder.split()) for t in (een, ander) if t.aanbieder])]
    vorm = _vormcheck(set(segmenten), een.aanbieder if zelfde else None, regels)
    notes = []
    if vorm is not None and zelfde:
        checks.append(vorm)
    elif vorm is not None and vorm.outcome == "geschonden" and zelfde is None:
        notes.append(
            f"Bij {paar} gaat het altijd om twee aanbieders: volgens de contractvormen kan één aanbieder "
            f"segment {opsomming(segmenten)} niet samen leveren."
        )
    return oordeel(checks), checks, notes


_ERNST: tuple[Verdict, ...] = ("niet_toegestaan", "niet_beschreven", "voorwaardelijk", "toegestaan")
_ZINNEN: dict[Verdict, str] = {
    "toegestaan": "Ja, {wat} mag naast elkaar: {reden}.",
    "voorwaardelijk": "{Wat} mag naast elkaar, op voorwaarde dat het verschillende aanbieders zijn.",
    "niet_toegestaan": "Nee, {wat} mag niet naast elkaar: {reden}.",
    "niet_beschreven": "De bron beschrijft niet of {wat} naast elkaar mag.",
}


def _conclusie(verdict: Verdict, paren: list[dict[str, Any]], toewijzingen: list[Toewijzing]) -> str:
    bepalend = [p for p in paren if p["verdict"] == verdict]
    if verdict == "toegestaan":
        letters = sorted(t.segment for t in toewijzingen)
    else:
        letters = sorted(bepalend[0]["segmenten"])
    delen = [f"segment {letter}" for letter in letters]
    wat = " met ".join(delen) if len(delen) == 2 else opsomming(delen)
    redenen = [
        check.explanation.rstrip(".")
        for paar in bepalend
        for check in paar["checks"]
        if check.outcome == ("geschonden" if verdict == "niet_toegestaan" else "voldaan")
    ]
    if len(bepalend) == 1:
        redenen = [reden.split(": ", 1)[-1] for reden in redenen]  # the pair is named already
    redenen = [f"één {reden[4:]}" if reden.startswith("Eén ") else reden for reden in redenen]
    reden = "; ".join(dict.fromkeys(redenen))
    return _ZINNEN[verdict].format(wat=wat, Wat=wat[0].upper() + wat[1:], reden=reden)


def beslis(invoer: StapelenInvoer, regeling: Regeling) -> Uitkomst:
    """Judge every pair, and per provider all its segments together."""
    regels = regeling.stapelen
    assert regels is not None
    if invoer.toewijzingen is None:
        return Uitkomst(
            verdict="gegevens_ontbreken",
            conclusion="Geef twee of meer toewijzingen, elk met het segment.",
            missing=["toewijzingen"],
        )
    paren: list[dict[str, Any]] = []
    notes: list[str] = []
    for (i, een), (j, ander) in combinations(enumerate(invoer.toewijzingen), 2):
        verdict, checks, opmerkingen = _beoordeel(een, ander, regels)
        notes += opmerkingen
        paren.append(
            {
                "toewijzingen": [i, j],
                "segmenten": [een.segment, ander.segment],
                "verdict": verdict,
                "checks": checks,
            }
        )
    alle: list[Check] = [check for paar in paren for check in paar["checks"]]
    verdict = min((p["verdict"] for p in paren), key=_ERNST.index)
    conclusie = _conclusie(verdict, paren, invoer.toewijzingen)
    for extra in _vormen_per_aanbieder(invoer.toewijzingen, regels):
        alle.append(extra)
        if verdict != "niet_toegestaan":
            verdict, conclusie = "niet_toegestaan", f"Nee: {extra.explanation}"
    for paar in paren:
        paar["checks"] = [check.model_dump(mode="json") for check in paar["checks"]]
    return Uitkomst(
        verdict=verdict,
        conclusion=conclusie,
        checks=list(dict.fromkeys(alle)),
        data={"paren": paren},
        missing=["aanbieder"] if verdict == "voorwaardelijk" else [],
        notes=[*dict.fromkeys(notes), *_opmerkingen(invoer.toewijzingen, regels)],
    )


def _opmerkingen(toewijzingen: Sequence[Toewijzing], regels: Stapelen) -> list[str]:
    """What the source leaves open about these allocations."""
    zonder = {tuple(sorted(rij.paar)) for rij in regels.matrix if rij.voorwaarde == "geen"}
    paren = {tuple(sorted((een.segment, ander.segment))) for een, ander in combinations(toewijzingen, 2)}
    bij = regels.opmerkingen_bij
    return [
        *(bij.get("geen_voorwaarde", ()) if paren & zonder else ()),
        *(bij.get("meer_dan_twee", ()) if len(toewijzingen) > 2 else ()),
        *regels.opmerkingen,
    ]


def _vormen_per_aanbieder(toewijzingen: list[Toewijzing], regels: Stapelen) -> list[Check]:
    """Providers whose three or more segments fit no contract form, though each pair might."""
    per_aanbieder: dict[str, set[str]] = {}
    namen: dict[str, str] = {}
    for toewijzing in toewijzingen:
        sleutel = _sleutel(toewijzing)
        if sleutel is not None:
            per_aanbieder.setdefault(sleutel, set()).add(toewijzing.segment)
            namen.setdefault(sleutel, toewijzing.aanbieder or "")
    checks = (_vormcheck(s, namen[k], regels) for k, s in per_aanbieder.items() if len(s) > 2)
    return [check for check in checks if check is not None and check.outcome == "geschonden"]


TOOL = Tool(
    naam="stapelen",
    titel="Stapelen van toewijzingen",
    beschrijving="Mogen deze toewijzingen naast elkaar lopen?",
    invoer=StapelenInvoer,
    onderdeel="stapelen",
    beslis=beslis,
)
