"""Old or new contract, and until when a running indication under the old one must be moved."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from knowledge.models import Regeling
from tools.datum import schrijf
from tools.envelope import Check, Uitkomst, opsomming
from tools.invoer import Datum, Invoer
from tools.registry import Tool


class UitdienenInvoer(Invoer):
    """When the allocation starts, and the day from which to count."""

    startdatum: Datum | None = Field(default=None, description="Startdatum van de toewijzing.")
    peildatum: Datum | None = Field(default=None, description="Dag vanaf waar de resterende dagen tellen.")


def _hoe_lang_nog(peil: date, voor: date) -> str:
    """The days that are left, or that there are none and since when."""
    over = (voor - peil).days
    if over > 0:
        return f"vanaf {schrijf(peil)} {'is dat nog 1 dag' if over == 1 else f'zijn dat nog {over} dagen'}"
    waar = f"op {schrijf(peil)} is die dag voorbij" if over else f"{schrijf(peil)} is die dag zelf"
    return f"{waar}, er zijn 0 dagen over"


def beslis(invoer: UitdienenInvoer, regeling: Regeling) -> Uitkomst:
    """Decide by the start date, and count the days that are left."""
    regels = regeling.uitdienen
    assert regels is not None
    contract = None
    if invoer.startdatum is not None:
        contract = "nieuw" if invoer.startdatum >= regels.nieuw_vanaf else "oud"
    checks = [
        Check(
            rule="contract",
            outcome="onbekend" if contract is None else "voldaan",
            explanation=f"Toewijzingen met een startdatum op of na {schrijf(regels.nieuw_vanaf)} vallen onder het "
            "nieuwe contract, eerdere onder het oude.",
            source=regels.bron_toewijzen,
        )
    ]
    resterend = None if invoer.peildatum is None else max(0, (regels.omzetten_voor - invoer.peildatum).days)
    data: dict[str, Any] = {
        "contract": contract,
        "termijn": regels.termijn,
        "omzetten_voor": None if contract == "nieuw" else regels.omzetten_voor.isoformat(),
        "routes": [{"naam": r.naam, "tekst": r.tekst, "source": r.bron.model_dump()} for r in regels.routes],
        "dagen_resterend": resterend,
    }
    if contract == "nieuw":
        assert invoer.startdatum is not None
        return Uitkomst(
            verdict="berekend",
            conclusion=f"Een toewijzing die start op {schrijf(invoer.startdatum)} valt onder het nieuwe contract; "
            "omzetten is niet nodig.",
            checks=checks,
            data=data,
            notes=list(regels.opmerkingen),
        )
    checks.append(
        Check(
            rule="termijn",
            outcome="voldaan",
            explanation=f"De uitdientermijn is {regels.termijn}: doorlopende indicaties worden vóór "
            f"{schrijf(regels.omzetten_voor)} omgezet naar de nieuwe inkoop.",
            source=regels.bron,
        )
    )
    checks += [Check(rule="route", outcome="voldaan", explanation=r.tekst, source=r.bron) for r in regels.routes]
    notes = list(regels.opmerkingen)
    te_laat = invoer.peildatum is not None and invoer.peildatum >= regels.omzetten_voor
    if te_laat and invoer.peildatum is not None:
        notes.insert(
            0,
            f"Op {schrijf(invoer.peildatum)} is het niet meer vóór {schrijf(regels.omzetten_voor)}; wat er dan met een "
            "oude indicatie gebeurt, staat niet in de bron.",
        )
    begin = (
        f"Een toewijzing die start op {schrijf(invoer.startdatum)} valt onder het oude contract en"
        if invoer.startdatum
        else f"Een doorlopende indicatie van voor {schrijf(regels.nieuw_vanaf)}"
    )
    rest = ""
    if resterend is not None and invoer.peildatum is not None:
        rest = f"; {_hoe_lang_nog(invoer.peildatum, regels.omzetten_voor)}"
    routes = opsomming([r.naam for r in regels.routes], "of")
    return Uitkomst(
        verdict="berekend",
        conclusion=f"{begin} {'moest' if te_laat else 'moet'} vóór {schrijf(regels.omzetten_voor)} zijn omgezet naar "
        f"de nieuwe inkoop (uitdientermijn van {regels.termijn}){rest}; genoemde routes: {routes}.",
        checks=checks,
        data=data,
        notes=notes,
    )


TOOL = Tool(
    naam="uitdienen",
    titel="Uitdienen van het oude contract",
    beschrijving="Oud of nieuw contract, en voor welke dag moet worden omgezet?",
    invoer=UitdienenInvoer,
    onderdeel="uitdienen",
    beslis=beslis,
)
