"""The report of a run as one HTML page, with everything in it; of held-out parts nothing but totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from evals.judging import Oordeel
from evals.outcome import Uitslag
from evals.pictures import kromme, streep
from evals.quality import SOORTEN, tel
from evals.questions import is_meetdeel
from evals.scores import (
    STATUSSEN,
    Aandeel,
    Klasse,
    Onthouding,
    aandeel,
    betrouwbaarheid,
    gevangen,
    onthouding,
    per_groep,
    verwarring,
)

Deel = tuple[str, Sequence[Oordeel]]

DREMPEL = 0.95
"""The share of right answers that is asked for; a line in the pictures."""
LANGSTE = 1500
"""Of a longer question so many characters are shown."""
STATUSNAMEN = {
    "answered": "beantwoord",
    "clarify": "teruggevraagd",
    "abstain": "onthouden",
    "refused": "geweigerd",
}
STAPNAMEN = {
    "guard": "Persoonsgegevens weghalen",
    "split": "Vragen in het bericht vinden",
    "whom": "Vragen over wie het gaat",
    "interpret": "Vraag lezen",
    "scope": "Regeling bepalen",
    "tools": "Regels toepassen",
    "retrieve": "Passages zoeken",
    "oordeel": "Beoordelen of de documenten het zeggen",
    "write": "Concept schrijven",
    "verify": "Elk feit controleren",
    "reread": "Vraag nog eens lezen met het taalmodel",
    "phrase": "Verwoorden met het taalmodel",
    "join": "Antwoorden samenvoegen",
}


@dataclass(frozen=True)
class Afdeling:
    """The figures of the parts of one kind together."""

    id: str
    titel: str
    delen: list[tuple[str, Aandeel]]
    samen: Aandeel
    tellingen: list[tuple[str, int]]
    groepen: dict[str, dict[str, Aandeel]]
    verwarring: Counter[tuple[str, str]]
    onthouding: list[tuple[str, Onthouding]]
    klassen: list[Klasse]


def verslag(gemeten: Sequence[Deel], uit: Uitslag) -> str:
    """The page, for a person: figures of every part, and how each failure in a part to learn from came about."""
    meet = [deel for deel in gemeten if is_meetdeel(deel[0])]
    ontwikkel = [deel for deel in gemeten if not is_meetdeel(deel[0])]
    afdelingen = [
        _afdeling(id_, titel, deel)
        for id_, titel, deel in (("meet", "Meetdelen", meet), ("ontwikkel", "Ontwikkeldelen", ontwikkel))
        if deel
    ]
    fouten = [(naam, o) for naam, oordelen in ontwikkel for o in oordelen if not o.goed]
    return _omgeving().get_template("rapport.html").render(afdelingen=afdelingen, fouten=fouten, uit=uit)


def _afdeling(id_: str, titel: str, delen: Sequence[Deel]) -> Afdeling:
    alle = [o for _, oordelen in delen for o in oordelen]
    tellingen = [
        ("met een onbewezen feit", tel(alle, "onbewezen")),
        ("in de verkeerde regeling", tel(alle, "regeling")),
    ]
    tellingen += [(naam, tel(alle, *soorten)) for naam, soorten in SOORTEN]
    return Afdeling(
        id=id_,
        titel=titel,
        delen=[(naam, aandeel(oordelen)) for naam, oordelen in delen],
        samen=aandeel(alle),
        tellingen=[*tellingen, ("concepten waar de controle iets uit haalde", gevangen(alle))],
        groepen=per_groep(alle),
        verwarring=verwarring(alle),
        onthouding=[
            ("onthouden", onthouding(alle)),
            ("onthouden of geweigerd", onthouding(alle, ("abstain", "refused"))),
        ],
        klassen=betrouwbaarheid(alle),
    )


def _omgeving() -> Environment:
    omgeving = Environment(
        loader=PackageLoader("evals"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    omgeving.filters.update(procent=_procent, marge=_marge, kort=_kort, streep=streep, kromme=kromme)
    omgeving.globals.update(STATUSSEN=STATUSSEN, STATUSNAMEN=STATUSNAMEN, STAPNAMEN=STAPNAMEN, DREMPEL=DREMPEL)
    return omgeving


def _procent(waarde: float) -> str:
    return f"{100 * waarde:.1f}%".replace(".", ",")


def _marge(grenzen: tuple[float, float]) -> str:
    return f"{_procent(grenzen[0])} tot {_procent(grenzen[1])}"


def _kort(tekst: str) -> str:
    """A text as it was typed, cut when it is very long."""
    weg = len(tekst) - LANGSTE
    return tekst if weg <= 0 else f"{tekst[:LANGSTE]} … (nog {weg} tekens)"
