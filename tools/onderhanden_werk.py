"""May the work in progress (onderhanden werk, OHW) be delivered on this day, and when is the next window?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import Field

from knowledge.models import OnderhandenWerk, Regeling
from tools.datum import plus_maanden, schrijf
from tools.envelope import Check, Uitkomst, een_zin, opsomming
from tools.invoer import Datum, Invoer, KleineLetters
from tools.registry import Tool


class OnderhandenWerkInvoer(Invoer):
    """The kind of provider and the day of delivery."""

    soort_aanbieder: Annotated[Literal["instelling", "groepspraktijk", "zelfstandige"], KleineLetters] | None = Field(
        default=None, description="Instelling, groepspraktijk of zelfstandige."
    )
    datum: Datum | None = Field(default=None, description="Dag van aanlevering.")


def _venster(maand: date, regels: OnderhandenWerk) -> tuple[date, date]:
    return maand.replace(day=regels.van_dag), maand.replace(day=regels.tot_en_met_dag)


def _eerstvolgend(dag: date, regels: OnderhandenWerk) -> dict[str, str] | None:
    """The first window that starts after `dag`; None after the last delivery."""
    maand = dag.replace(day=1)
    if dag.day >= regels.van_dag:
        maand = plus_maanden(maand, 1)
    if maand > regels.laatste_levering:
        return None
    van, tot = _venster(maand, regels)
    return {"van": van.isoformat(), "tot_en_met": tot.isoformat()}


def _vensterzin(regels: OnderhandenWerk) -> str:
    return f"Aanleveren kan iedere maand van de {regels.van_dag}e tot en met de {regels.tot_en_met_dag}e."


def beslis(invoer: OnderhandenWerkInvoer, regeling: Regeling) -> Uitkomst:
    """First who must deliver, then which period the source describes, then the day of the month."""
    regels = regeling.onderhanden_werk
    assert regels is not None
    dag, soort = invoer.datum, invoer.soort_aanbieder
    einde = plus_maanden(regels.laatste_levering, 1) - timedelta(days=1)
    if soort is not None and soort not in regels.soorten:
        return Uitkomst(
            verdict="niet_beschreven",
            conclusion=f"De bron zegt niet of een {soort} onderhanden werk moet aanleveren.",
            notes=list(regels.opmerkingen),
        )
    if soort is not None and not regels.soorten[soort]:
        zin = f"Een {soort} hoeft geen onderhanden werk aan te leveren."
        return Uitkomst(
            verdict="niet_van_toepassing",
            conclusion=zin,
            checks=[
                Check(
                    rule="soort_aanbieder",
                    outcome="voldaan",
                    explanation=zin,
                    source=regels.bron_zelfstandigen,
                )
            ],
            notes=list(regels.opmerkingen),
        )
    if dag is not None and dag > einde:
        maand = schrijf(regels.laatste_levering)[2:]
        zin = f"De laatste aanlevering was in {maand}; daarna vervalt het onderhanden werk."
        return Uitkomst(
            verdict="niet_van_toepassing",
            conclusion=zin,
            checks=[Check(rule="laatste_levering", outcome="voldaan", explanation=zin, source=regels.bron_einde)],
        )
    if dag is not None and dag < regels.eerste_dag:
        return Uitkomst(
            verdict="niet_beschreven",
            conclusion=f"De bron beschrijft het onderhanden werk vanaf {regels.eerste_dag.year}; over "
            f"{schrijf(dag)} zegt zij niets.",
            checks=[
                Check(
                    rule="periode",
                    outcome="onbekend",
                    explanation=f"De bron gaat over de periode vanaf {regels.eerste_dag.year}.",
                    source=regels.bron,
                )
            ],
            missing=["soort_aanbieder"] if soort is None and not all(regels.soorten.values()) else [],
        )
    ontbreekt = [v for v in ("soort_aanbieder", "datum") if getattr(invoer, v) is None]
    if ontbreekt or dag is None:
        namen = {"soort_aanbieder": "wat voor aanbieder het is", "datum": "de dag van aanlevering"}
        return Uitkomst(
            verdict="gegevens_ontbreken",
            conclusion=een_zin(_vensterzin(regels), f"Nog nodig: {opsomming([namen[v] for v in ontbreekt])}"),
            checks=[Check(rule="venster", outcome="onbekend", explanation=_vensterzin(regels), source=regels.bron)],
            missing=ontbreekt,
            notes=list(regels.opmerkingen),
        )
    return _op_dag(dag, regels)


def _op_dag(dag: date, regels: OnderhandenWerk) -> Uitkomst:
    binnen = regels.van_dag <= dag.day <= regels.tot_en_met_dag
    notes = list(regels.opmerkingen)
    if dag.replace(day=1) == regels.laatste_levering:
        notes.insert(
            0,
            f"{schrijf(regels.laatste_levering)[2:].capitalize()} is de laatste aanlevering, over "
            f"{dag.year - 1}; de bron "
            "zegt niet of het venster daarvoor ook geldt, deze uitkomst past het toe.",
        )
    data: dict[str, Any] = {}
    if binnen:
        van, tot = _venster(dag, regels)
        data["venster"] = {"van": van.isoformat(), "tot_en_met": tot.isoformat()}
        zin = f"Ja, op {schrijf(dag)} kan het onderhanden werk worden aangeleverd."
    else:
        volgend = _eerstvolgend(dag, regels)
        data["eerstvolgend_venster"] = volgend
        zin = f"Nee, op {schrijf(dag)} kan het onderhanden werk niet worden aangeleverd."
        if volgend:
            van, tot = date.fromisoformat(volgend["van"]), date.fromisoformat(volgend["tot_en_met"])
            zin += f" Het eerstvolgende venster is van {schrijf(van)} tot en met {schrijf(tot)}."
        else:
            zin += " Er volgt geen venster meer."
    return Uitkomst(
        verdict="toegestaan" if binnen else "niet_toegestaan",
        conclusion=een_zin(zin, _vensterzin(regels)),
        checks=[
            Check(
                rule="venster",
                outcome="voldaan" if binnen else "geschonden",
                explanation=f"{_vensterzin(regels)} {schrijf(dag)} valt daar{'' if binnen else ' niet'} in.",
                source=regels.bron,
            )
        ],
        data=data,
        notes=notes,
    )


TOOL = Tool(
    naam="onderhanden_werk",
    titel="Onderhanden werk (OHW)",
    beschrijving="Kan het onderhanden werk op deze dag worden aangeleverd?",
    invoer=OnderhandenWerkInvoer,
    onderdeel="onderhanden_werk",
    beslis=beslis,
)
