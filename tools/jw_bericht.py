"""Is this iJw 3.2 message (JW317 or JW315) right? Structure, code lists, rules within the message, those of the regime.

A message has personal data of a child. None of it leaves here: not in the outcome, not in an error.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import ConfigDict, Field

from knowledge.store import Kennisbank
from tools.envelope import Check, Outcome, Uitkomst, oordeel, opsomming
from tools.invoer import Datum, Invoer
from tools.registry import Tool
from tools.tekst import schrijf_getal

if TYPE_CHECKING:
    from knowledge.ijw import Standaard
    from tools.ijw.inhoud import Inhoud
    from tools.ijw.lezen import Knoop
    from tools.ijw.structuur import Verslag

LANGSTE_BERICHT = 1_000_000
"""Longest message, in characters; a real one has some thousands."""
_MEESTE_PLEKKEN = 3
"""How many places an explanation names."""
_MEESTE_NAMEN = 8
"""How many rules a conclusion names."""
_MEESTE_FOUTEN = 100
"""How many faults stand in the data."""


class BerichtInvoer(Invoer):
    """A message as text, with its lines as they are."""

    model_config = ConfigDict(str_strip_whitespace=False)

    xml: Annotated[str, Field(max_length=LANGSTE_BERICHT)] | None = Field(
        default=None, description="Het hele bericht: een JW317 of een JW315 van iJw 3.2, als XML."
    )
    peildatum: Datum | None = Field(
        default=None, description="De dag van vandaag; alleen nodig om te zien of de dagtekening in de toekomst ligt."
    )


def beslis(invoer: BerichtInvoer, kennis: Kennisbank) -> Uitkomst:
    """Hold a message against every rule that one message can show; all are shown, also after the first violation."""
    if invoer.xml is None:
        return Uitkomst(
            verdict="gegevens_ontbreken",
            conclusion="Plak hier een bericht (JW317 of JW315) als XML, of kies het bestand.",
            missing=["xml"],
        )
    from knowledge.ijw import laad_standaard
    from tools.ijw.lezen import lees_xml

    standaard = laad_standaard(kennis.map)
    gelezen = lees_xml(invoer.xml)
    soort = _soort(gelezen.wortel, standaard)
    if soort is None:
        return _ander_bericht(gelezen.wortel, standaard, gelezen.opmerkingen)
    return _toets(soort, gelezen.wortel, gelezen.opmerkingen, invoer, standaard, kennis)


# --- which message it is -----------------------------------------------------------------------------------


def _soort(wortel: Knoop, standaard: Standaard) -> str | None:
    """The message that the root says it is, where that one is checked."""
    if wortel.naam != "Bericht":
        return None
    return next((naam for naam, b in standaard.berichten.items() if b.naamruimte == wortel.ruimte), None)


def _ander_bericht(wortel: Knoop, standaard: Standaard, opmerkingen: list[str]) -> Uitkomst:
    wel = opsomming([f"een {naam}" for naam in standaard.berichten], "of")
    wat = _wat(wortel, standaard)
    return Uitkomst(
        verdict="niet_van_toepassing",
        conclusion=f"Dit is {wat}; deze beslishulp toetst alleen {wel} van {standaard.standaard}.",
        checks=[
            Check(
                rule="soort_bericht",
                outcome="onbekend",
                explanation=f"De regels hier zijn die van {wel} van {standaard.standaard}; er is niets getoetst.",
                source=standaard.bron_soort_bericht,
            )
        ],
        notes=opmerkingen,
    )


def _wat(wortel: Knoop, standaard: Standaard) -> str:
    """What the root is, in words; nothing of the message itself but names and numbers of messages."""
    ruimte = re.fullmatch(
        r"http://www\.istandaarden\.nl/(ijw|iwmo)/([0-9])_([0-9])/((?:jw|wmo)[0-9]{3})/schema", wortel.ruimte
    )
    if wortel.naam == "Bericht" and ruimte is not None:
        bericht = ruimte[4].upper()
        versie = f"{ {'ijw': 'iJw', 'iwmo': 'iWmo'}[ruimte[1]] } {ruimte[2]}.{ruimte[3]}"
        bekend = standaard.soorten_bericht.get(bericht) if versie == standaard.standaard else None
        naam = f" ({bekend.naam})" if bekend and bekend.naam else ""
        return f"een {bericht}{naam} van {versie}"
    if wortel.naam == "Bericht":
        return "een bericht zonder naamruimte" if not wortel.ruimte else "een bericht met een andere naamruimte"
    if re.fullmatch("[A-Za-z]{1,40}", wortel.naam):
        return f"XML met als buitenste element ‘{wortel.naam}’"
    return "andere XML"


# --- the test ----------------------------------------------------------------------------------------------


def _toets(
    soort: str,
    wortel: Knoop,
    opmerkingen: list[str],
    invoer: BerichtInvoer,
    standaard: Standaard,
    kennis: Kennisbank,
) -> Uitkomst:
    from tools.ijw import structuur
    from tools.ijw.inhoud import lees_inhoud
    from tools.ijw.opmerkingen import opmerkingen as waarschuwingen
    from tools.ijw.regeling import toets_regeling

    verslag = structuur.toets(wortel, standaard.berichten[soort], standaard)
    inhoud = lees_inhoud(soort, wortel)
    landelijk, geschonden, niet_getoetst = _regels(soort, inhoud, invoer, standaard)
    regionaal = toets_regeling(inhoud, standaard, kennis, invoer.regeling)
    checks = [*_structuurchecks(verslag, standaard), *landelijk, *regionaal.checks]
    checks.sort(key=lambda check: ("geschonden", "onbekend", "voldaan").index(check.outcome))
    verdict = oordeel(checks)
    return Uitkomst(
        verdict=verdict,
        conclusion=_conclusie(verdict, soort, checks),
        checks=checks,
        data={
            "bericht": soort,
            "regels": [
                {"regel": c.rule, "niveau": r.niveau, "retourcode": r.retourcode}
                for c in checks
                if c.outcome == "geschonden" and (r := standaard.regels.get(c.rule)) is not None
            ],
            "fouten": [*_fouten(verslag), *geschonden][:_MEESTE_FOUTEN],
            "niet_getoetst": niet_getoetst,
        },
        notes=[
            *opmerkingen,
            *waarschuwingen(inhoud, standaard),
            *regionaal.opmerkingen,
            *_niet_getoetst(len(niet_getoetst)),
        ],
        regeling=regionaal.regeling,
    )


def _niet_getoetst(aantal: int) -> list[str]:
    if not aantal:
        return []
    wat = "is 1 regel" if aantal == 1 else f"zijn {aantal} regels"
    return [f"Niet getoetst {wat} waarvoor meer nodig is dan dit bericht."]


def _fouten(verslag: Verslag) -> list[dict[str, Any]]:
    return [{"regel": b.regel, "plaats": str(b.plek), "fout": b.melding} for b in verslag.bevindingen]


def _structuurchecks(verslag: Verslag, standaard: Standaard) -> list[Check]:
    """A check for each rule of structure, limit and code list that was held against something."""
    per_regel: dict[str, list[str]] = defaultdict(list)
    for bevinding in verslag.bevindingen:
        per_regel[bevinding.regel].append(f"{bevinding.plek}: {bevinding.melding}")
    checks = []
    for nummer in verslag.getoetst:
        if nummer in standaard.regels:
            eis, bron = standaard.regels[nummer].eis, standaard.regels[nummer].bron
        elif nummer in standaard.codelijsten:
            lijst = standaard.codelijsten[nummer]
            eis, bron = f"De waarde staat in de codelijst ‘{lijst.naam}’ ({nummer}).", lijst.bron
        else:
            eis, bron = (
                "De elementen zijn die van het bericht, op hun plaats en met een goede waarde.",
                standaard.bron_structuur,
            )
        checks.append(_check(nummer, eis, per_regel.get(nummer, []), bron))
    return checks


def _regels(
    soort: str, inhoud: Inhoud, invoer: BerichtInvoer, standaard: Standaard
) -> tuple[list[Check], list[dict[str, Any]], list[dict[str, str]]]:
    """The rules of the standard: a check for each that applies, where they are broken, and what was not tested."""
    from tools.ijw.regels import REGELS, Toets

    checks, fouten, niet_getoetst = list[Check](), list[dict[str, Any]](), list[dict[str, str]]()
    for nummer, regel in standaard.regels.items():
        if soort not in regel.berichten or regel.toets == "structuur":
            continue
        if regel.toets in {"historie", "extern"} or (regel.toets == "peildatum" and invoer.peildatum is None):
            niet_getoetst.append({"regel": nummer, "eis": regel.eis, "waarom": regel.waarom or ""})
            continue
        vondsten = REGELS[nummer](Toets(inhoud, regel.waarden, invoer.peildatum))
        if vondsten is None:
            continue
        fouten += [{"regel": nummer, "plaats": v.plek, "fout": v.melding} for v in vondsten]
        checks.append(_check(nummer, regel.eis, [f"{v.plek}: {v.melding}" for v in vondsten], regel.bron))
    return checks, fouten, niet_getoetst


def _check(nummer: str, eis: str, gebreken: list[str], bron: Any) -> Check:
    if not gebreken:
        return Check(rule=nummer, outcome="voldaan", explanation=eis, source=bron)
    genoemd, rest = gebreken[:_MEESTE_PLEKKEN], len(gebreken) - _MEESTE_PLEKKEN
    zinnen = [eis, "Dat is hier niet zo.", *(f"{gebrek[0].upper()}{gebrek[1:]}." for gebrek in genoemd)]
    zinnen += [f"En nog op {rest} {'plaats' if rest == 1 else 'plaatsen'}."] if rest > 0 else []
    outcome: Outcome = "geschonden"
    return Check(rule=nummer, outcome=outcome, explanation=" ".join(zinnen), source=bron)


# --- the conclusion ----------------------------------------------------------------------------------------

_VOORWAARDEN = {
    "profiel": "het profiel gelijk blijft",
    "groepen": "de intensiteit binnen haar groep wisselt",
    "vanaf": "de ingangsdatum niet te vroeg is",
    "dag_van_de_maand": "de ingangsdatum de goede dag van de maand is",
    "eenmalig": "dit de eerste wijziging is",
    "looptijd": "de looptijd blijft staan",
    "in_tabel": "de productcode in de volledige productcodelijst staat",
}
"""What an open rule of a regime asks, as a condition."""


def _conclusie(verdict: str, soort: str, checks: list[Check]) -> str:
    if verdict == "niet_toegestaan":
        slecht = [check for check in checks if check.outcome == "geschonden"]
        namen = [check.rule.replace("_", " ") for check in slecht[:_MEESTE_NAMEN]]
        if len(slecht) == 1:
            return f"Nee, deze {soort} voldoet niet aan de regel ‘{namen[0]}’: {_eerste_zin(slecht[0])}."
        namen += [f"nog {len(slecht) - _MEESTE_NAMEN}"] if len(slecht) > _MEESTE_NAMEN else []
        return f"Nee, deze {soort} voldoet niet aan {len(slecht)} regels: {opsomming(namen)}."
    if verdict == "voorwaardelijk":
        open_ = [check.rule for check in checks if check.outcome == "onbekend"]
        voorwaarden = opsomming([_VOORWAARDEN.get(regel, regel.replace("_", " ")) for regel in open_])
        return f"Ja, deze {soort} is goed, op voorwaarde dat {voorwaarden}; ga dat zelf na."
    return f"Ja, deze {soort} is goed: aan alle {len(checks)} getoetste regels is voldaan."


def _eerste_zin(check: Check) -> str:
    """What a rule asks, without the product that the explanation begins with."""
    zin = re.sub(r"^\w+(?: vanaf [^:]{1,30})?: (?=[A-Z])", "", check.explanation).split(". ")[0].removesuffix(".")
    return zin if zin[1].isupper() else zin[0].lower() + zin[1:]


def toon(invoer: BerichtInvoer, uitkomst: Uitkomst) -> dict[str, Any]:
    """The input as it may be shown: which message it is and how long, never what stands in it."""
    velden: dict[str, Any] = {}
    if invoer.xml is not None:
        velden["xml"] = f"{uitkomst.data.get('bericht', 'ander bericht')}, {schrijf_getal(len(invoer.xml))} tekens"
    if invoer.peildatum is not None:
        velden["peildatum"] = invoer.peildatum.isoformat()
    return velden


def decodeer(inhoud: bytes) -> str:
    """The text of a file with a message.

    Raises:
        InvoerFout: it is in another character set than it says.
    """
    from tools.ijw.lezen import decodeer as lees

    return lees(inhoud)


TOOL = Tool(
    naam="jw_bericht",
    titel="Bericht controleren (JW315 en JW317)",
    beschrijving="Klopt dit verzoek om wijziging (JW317) of verzoek om toewijzing (JW315) volgens de landelijke "
    "standaard iJw 3.2, en volgens de regels van de regio als de productcodes daarbij horen?",
    invoer=BerichtInvoer,
    onderdeel=None,
    beslis=beslis,
    toon=toon,
    bestand="xml",
    gevouwen={"regels": "Niveau en retourcode", "fouten": "Alle plaatsen", "niet_getoetst": "Niet getoetst"},
    decodeer=decodeer,
    grootste_invoer=3 * LANGSTE_BERICHT,
)
