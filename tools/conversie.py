"""Which conversion procedure applies: a decision table, and which missing inputs still matter."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations, product
from typing import Annotated, Any, Literal

from pydantic import Field

from knowledge.errors import InvoerFout
from knowledge.models import Conversie, Conversierij, Regeling
from tools.envelope import NOG_MOGELIJK, Check, Uitkomst, opsomming
from tools.invoer import Hoofdletter, IntensiteitVeld, Invoer, JaNee, KleineLetters
from tools.registry import Tool
from tools.splitsing import Geval, maakt_uit

Segmentletter = Annotated[Literal["B", "C"], Hoofdletter]
Contractletter = Annotated[Literal["B", "C", "V"], Hoofdletter]


class ConversieInvoer(Invoer):
    """The client's allocation in 2021 and the provider's contracts."""

    gericht_op: Annotated[Literal["herstel", "duurzaam"], KleineLetters] | IntensiteitVeld | None = Field(
        default=None, description="Herstel of duurzaam; een intensiteit mag ook."
    )
    intensiteit: IntensiteitVeld | None = Field(
        default=None, description="Intensiteit, in plaats van herstel of duurzaam."
    )
    segment: Segmentletter | None = Field(default=None, description="Segment van de toewijzing: B of C.")
    gecontracteerd_2021: JaNee | None = Field(default=None, description="Had de aanbieder in 2021 een contract?")
    contract_2022: Annotated[list[Contractletter], Field(max_length=10)] | None = Field(
        default=None, description="Segmenten waarvoor de aanbieder in 2022 een contract heeft; leeg is geen."
    )


Conversiegeval = dict[str, Any]
"""A complete case: gericht_op, segment, gecontracteerd_2021, contract_2022 (a sorted tuple)."""


def alle_gevallen(regels: Conversie) -> list[Conversiegeval]:
    """Every complete case of a regime, in a fixed order."""
    letters = sorted(regels.contractsegmenten)
    contracten = [set_ for n in range(len(letters) + 1) for set_ in combinations(letters, n)]
    velden: dict[str, list[Any]] = {
        "gericht_op": list(regels.gericht_op),
        "segment": regels.segmenten,
        "gecontracteerd_2021": [True, False],
        "contract_2022": contracten,
    }
    return [dict(zip(velden, waarden, strict=True)) for waarden in product(*velden.values())]


def past(rij: Conversierij, geval: Mapping[str, Any]) -> bool:
    """Whether a row of the table holds for a case."""
    for veld, waarden in rij.als.items():
        mogelijk = [tuple(sorted(w)) for w in waarden] if veld == "contract_2022" else waarden
        if geval[veld] not in mogelijk:
            return False
    return True


def contract_maakt_niet_uit(bekend: Mapping[str, Any], regels: Conversie) -> bool:
    """Whether, with what is known of a case, every contract for the year after leads to the same row of the table."""
    gevallen = (g for g in alle_gevallen(regels) if g["contract_2022"] and all(g[v] == w for v, w in bekend.items()))
    return len({id(rij_van(geval, regels)) for geval in gevallen}) == 1


def rij_van(geval: Mapping[str, Any], regels: Conversie) -> Conversierij:
    """The row that decides a complete case.

    Raises:
        LookupError: the table has a hole; `wegwijzer check` keeps that out.
    """
    for rij in regels.tabel:
        if past(rij, geval):
            return rij
    raise LookupError(f"de beslistabel zegt niets over {geval}")


def _gegeven(invoer: ConversieInvoer, regels: Conversie) -> Conversiegeval:
    doelen = []
    for veld in ("gericht_op", "intensiteit"):
        waarde = getattr(invoer, veld)
        if waarde is not None:
            doel = next((d for d, namen in regels.gericht_op.items() if waarde == d or waarde in namen), None)
            if doel is None:
                raise InvoerFout(veld, f"kies uit {', '.join(regels.gericht_op)}")
            doelen.append(doel)
    if len(set(doelen)) > 1:
        raise InvoerFout("intensiteit", f"past niet bij ‘gericht op {doelen[0]}’")
    if invoer.segment is not None and invoer.segment not in regels.segmenten:
        raise InvoerFout("segment", f"kies uit {', '.join(regels.segmenten)}")
    if invoer.contract_2022 is not None and not set(invoer.contract_2022) <= set(regels.contractsegmenten):
        raise InvoerFout("contract_2022", f"kies uit {', '.join(regels.contractsegmenten)}")
    return {
        "gericht_op": doelen[0] if doelen else None,
        "segment": invoer.segment,
        "gecontracteerd_2021": invoer.gecontracteerd_2021,
        "contract_2022": None if invoer.contract_2022 is None else tuple(sorted(set(invoer.contract_2022))),
    }


def mogelijke_gevallen(invoer: ConversieInvoer, regeling: Regeling) -> list[Geval]:
    """The complete cases that an input leaves possible, each with its procedure."""
    regels = regeling.conversie
    assert regels is not None
    gegeven = _gegeven(invoer, regels)
    gevallen = [g for g in alle_gevallen(regels) if all(gegeven[v] in (None, g[v]) for v in g)]
    return [Geval(g, (rij_van(g, regels).procedure,)) for g in gevallen]


_VELDNAMEN = {
    "gericht_op": "of de toewijzing gericht is op herstel of duurzaam is",
    "segment": "het segment van de toewijzing",
    "gecontracteerd_2021": "of de aanbieder in 2021 gecontracteerd was",
    "contract_2022": "voor welke segmenten de aanbieder in 2022 gecontracteerd is",
}


def _omschrijving(geval: Conversiegeval) -> str:
    contract = geval["contract_2022"]
    delen = [
        {"herstel": "gericht op herstel", "duurzaam": "duurzaam"}.get(geval["gericht_op"], geval["gericht_op"]),
        geval["segment"] and f"segment {geval['segment']}",
        {True: "in 2021 gecontracteerd", False: "in 2021 niet gecontracteerd"}.get(geval["gecontracteerd_2021"]),
        None
        if contract is None
        else (
            f"in 2022 gecontracteerd voor {opsomming(list(contract))}" if contract else "in 2022 niet gecontracteerd"
        ),
    ]
    return ", ".join(d for d in delen if d)


def _nog_mogelijk(mogelijk: Sequence[Hashable], regels: Conversie) -> str:
    """Which procedures are left, and whether the source may be silent."""
    namen = [f"‘{procedure.naam}’" for naam, procedure in regels.procedures.items() if naam in mogelijk]
    begin = "Mogelijk is nog de procedure" if len(namen) == 1 else "Mogelijk zijn nog de procedures"
    stil = "; het kan ook dat de bron dit geval niet beschrijft" if None in mogelijk else ""
    return f"{begin} {opsomming(namen, 'of')}{stil}."


def beslis(invoer: ConversieInvoer, regeling: Regeling) -> Uitkomst:
    """Decide the procedure when every completion of the input leads to the same one."""
    regels = regeling.conversie
    assert regels is not None
    gegeven = _gegeven(invoer, regels)
    gevallen = mogelijke_gevallen(invoer, regeling)
    nodig = maakt_uit(gevallen, [veld for veld in gegeven if gegeven[veld] is None])
    if nodig:
        mogelijk = list(dict.fromkeys(procedure for geval in gevallen for procedure in geval.uitkomst))
        return Uitkomst(
            verdict="gegevens_ontbreken",
            conclusion=f"Voor de juiste conversieprocedure is nog nodig: {opsomming([_VELDNAMEN[v] for v in nodig])}.",
            checks=[
                Check(
                    rule=NOG_MOGELIJK,
                    outcome="onbekend",
                    explanation=_nog_mogelijk(mogelijk, regels),
                    source=regels.bron,
                )
            ],
            data={"procedure": None, "mogelijke_procedures": [p for p in mogelijk if p]},
            missing=nodig,
        )
    rij = rij_van(gevallen[0].velden, regels)
    omschrijving = _omschrijving(gegeven)
    notes = [*rij.opmerkingen, *regels.opmerkingen]
    stappen = regels.procedures[rij.procedure].stappen if rij.procedure else ()
    if any(stap.datum_tekst for stap in stappen):
        notes += regels.opmerkingen_bij.get("dagen", ())
    if rij.procedure is None:
        return Uitkomst(
            verdict="niet_beschreven",
            conclusion=f"Dit geval is niet beschreven: de bron noemt geen conversieprocedure voor {omschrijving}.",
            checks=[
                Check(
                    rule="beslistabel",
                    outcome="onbekend",
                    explanation=f"Geen van de beschreven procedures noemt dit geval: {omschrijving}.",
                    source=rij.bron,
                )
            ],
            data={"procedure": None, "stappen": []},
            notes=notes,
        )
    procedure = regels.procedures[rij.procedure]
    return Uitkomst(
        verdict="gevonden",
        conclusion=f"De procedure is ‘{procedure.naam}’: {procedure.samenvatting}",
        checks=[
            Check(
                rule="beslistabel",
                outcome="voldaan",
                explanation=f"Dit geval ({omschrijving}) valt onder ‘{procedure.naam}’.",
                source=rij.bron,
            )
        ],
        data={
            "procedure": rij.procedure,
            "naam": procedure.naam,
            "stappen": [
                {
                    "wie": stap.wie,
                    "tekst": stap.tekst,
                    "datum": stap.datum.isoformat() if stap.datum else None,
                    "datum_tekst": stap.datum_tekst,
                    "source": (stap.bron or rij.bron).model_dump(),
                }
                for stap in procedure.stappen
            ],
        },
        notes=notes,
    )


TOOL = Tool(
    naam="conversie",
    titel="Conversie naar de nieuwe contracten",
    beschrijving="Welke conversieprocedure geldt voor deze cliënt en aanbieder, met de stappen en de dagen?",
    invoer=ConversieInvoer,
    onderdeel="conversie",
    beslis=beslis,
    gevallen=mogelijke_gevallen,
    gemak=("gericht_op", "segment", "gecontracteerd_2021", "contract_2022"),
)
