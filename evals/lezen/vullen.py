"""Fill the gaps of a template: a value of the kind that its name tells, in one of the ways in which people write it."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from evals.lezen.sjablonen import GAT, Sjabloon

Waarde = str | int | date
_SOORTEN = {
    "profiel": ("profiel", "nieuw_profiel"),
    "intensiteit": ("oud", "nieuw", "intens"),
    "datum": ("datum", "ingang", "start", "eind", "nieuw_eind", "x"),
    "bedrag": ("bedrag", "budget", "decl", "rest"),
    "segment": ("segment", "s"),
    "aanbieder": ("aanbieder", "a"),
    "getal": ("n",),
}
"""What a gap holds -> how its name begins; the longest that fits."""
_MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_INTENSITEITEN = {
    "perspectief": ("perspectief", "PE", "Perspectief"),
    "intensief": ("intensief", "IN", "Intensief"),
    "duurzaam_licht": ("duurzaam licht", "DL", "duurzaam-licht", "Duurzaam licht"),
    "duurzaam_zwaar": ("duurzaam zwaar", "DZ", "duurzaam-zwaar", "Duurzaam zwaar"),
}
_PAREN = (("perspectief", "intensief"), ("duurzaam_licht", "duurzaam_zwaar"))
"""Between which intensities a request for change goes."""
_AANBIEDERS = (
    "Parlan",
    "Levvel",
    "De Opvoedpoli",
    "Kenter",
    "Triversum",
    "Lijn5",
    "Prodeba",
    "Spirit",
    "Horizon",
    "Yes We Can",
)
_BUDGETTEN = (2000, 5000, 7500, 10000, 12500, 16000, 35000)
_DELEN_VAN_BUDGET = (0.2, 0.4, 0.6, 0.74, 0.8, 0.9)
_PERIODEN = {
    "uitdienen": (date(2024, 9, 1), date(2026, 3, 1)),
    "einddatum_herstel": (date(2020, 1, 1), date(2021, 12, 31)),
    "onderhanden_werk": (date(2015, 1, 1), date(2018, 1, 31)),
}
"""Tool -> between which days the one lies that it asks."""
_AFLEIDERS_TOT = {
    "einddatum_herstel": date(2021, 12, 1),
    "onderhanden_werk": date(2017, 12, 1),
    "signaalbudget": date(2025, 1, 1),
    "conversie": date(2021, 10, 1),
}
"""Tool -> before which day those lie that only distract."""
_POGINGEN = 200


@dataclass(frozen=True)
class Bericht:
    """A filled template.

    Attributes:
        beurten: what the user says, in order.
        waarheid: input of the tool -> its value, a list where it has several.
    """

    beurten: list[str]
    waarheid: dict[str, Any]


def vul(sjabloon: Sjabloon, keuze: random.Random) -> Bericht:
    """Fill a template with values that all differ, as far as their kind has so many."""
    vuller = _Vuller(sjabloon, keuze)
    for gat in sjabloon.gaten:
        vuller.vul(gat)
    waarheid: dict[str, Any] = {
        naam: vuller.waarden[gat.lower()] if isinstance(gat, str) else [vuller.waarden[g.lower()] for g in gat]
        for naam, gat in sjabloon.waar.items()
    }
    return Bericht([_ingevuld(b, vuller.teksten) for b in sjabloon.beurten], waarheid | sjabloon.vast)


def _ingevuld(beurt: str, teksten: Mapping[str, str]) -> str:
    def tekst(naam: str) -> str:
        uit = teksten[naam.lower()]
        return uit[:1].upper() + uit[1:] if naam[0].isupper() else uit

    return GAT.sub(lambda m: tekst(m[1]), beurt)


class _Vuller:
    """The values of the gaps of one template.

    Attributes:
        waarden: gap -> its value, as the tool takes it.
        teksten: gap -> how it is written.
    """

    def __init__(self, sjabloon: Sjabloon, keuze: random.Random) -> None:
        self._tool, self._rollen, self._keuze = sjabloon.tool, sjabloon.rollen, keuze
        self._van, self._naar = keuze.sample(keuze.choice(_PAREN), 2)
        self._budget = keuze.choice(_BUDGETTEN)
        self._gebruikt = set[tuple[type, Waarde]]()
        self.waarden: dict[str, Waarde] = {}
        self.teksten: dict[str, str] = {}

    def vul(self, gat: str) -> None:
        """Give a gap its value.

        Raises:
            ValueError: its name begins as none that is known.
        """
        passend = [(len(begin), soort) for soort, rij in _SOORTEN.items() for begin in rij if gat.startswith(begin)]
        if not passend:
            raise ValueError(f"van het gat '{gat}' is de soort niet bekend")
        waarde, geschreven = getattr(self, f"_{max(passend)[1]}")(gat)
        self.waarden[gat] = waarde
        self.teksten[gat] = geschreven or str(waarde)

    def _nieuw(self, kies: Callable[[], Waarde]) -> Any:
        """A value that no other gap has, as long as one can be found."""
        waarde = kies()
        for _ in range(_POGINGEN):
            if (type(waarde), waarde) not in self._gebruikt:
                break
            waarde = kies()
        self._gebruikt.add((type(waarde), waarde))
        return waarde

    def _profiel(self, gat: str) -> tuple[Waarde, str]:
        hoogste = 8 if gat.startswith("x") or self._tool == "toegang" else 4
        return self._nieuw(lambda: self._keuze.randint(1, hoogste)), ""

    def _intensiteit(self, gat: str) -> tuple[Waarde, str]:
        afleider = gat not in ("oud", "nieuw") and gat not in self._rollen
        intensiteit = self._van if gat.startswith("oud") else self._naar
        if afleider:
            intensiteit = self._keuze.choice(list(_INTENSITEITEN))
        return intensiteit, self._keuze.choice(_INTENSITEITEN[intensiteit])

    def _datum(self, gat: str) -> tuple[Waarde, str]:
        dag = self._nieuw(lambda: self._dag(gat))
        return dag, self._geschreven(dag)

    def _dag(self, gat: str) -> date:
        if self._tool == "verzoek_om_wijziging" and (
            self._rollen.get(gat) == "ingangsdatum" or gat.startswith("ingang")
        ):
            jaar = self._keuze.choice((2025, 2026, 2026))
            return date(jaar, self._keuze.randint(7 if jaar == 2025 else 1, 12), self._keuze.choice((1, 1, 1, 15)))
        if gat == "eind2" or self._rollen.get(gat) == "nieuwe_einddatum":
            return self._tussen(date(2027, 7, 1), date(2028, 7, 1))
        if gat.startswith(("eind", "nieuw_eind")):
            return self._tussen(date(2027, 1, 1), date(2027, 6, 30))
        if gat.startswith("x"):
            return self._tussen(date(2014, 1, 1), _AFLEIDERS_TOT.get(self._tool, date(2025, 7, 1)))
        return self._tussen(*_PERIODEN.get(self._tool, (date(2020, 1, 1), date(2026, 1, 1))))

    def _tussen(self, van: date, tot: date) -> date:
        return van + timedelta(days=self._keuze.randrange((tot - van).days))

    def _geschreven(self, dag: date) -> str:
        maand = _MAANDEN[dag.month - 1]
        voluit = f"{dag.day} {maand} {dag.year}"
        anders = (
            f"{dag.day}-{dag.month}-{dag.year}",
            f"{dag:%d-%m-%Y}",
            f"{dag.day}/{dag.month}/{dag.year}",
            f"{dag.day} {maand[:3]} {dag.year}",
            f"{dag:%d-%m-%y}",
        )
        return self._keuze.choice((voluit,) * 5 + anders)

    def _bedrag(self, gat: str) -> tuple[Waarde, str]:
        rol = self._rollen.get(gat)
        if rol == "budget":
            bedrag = self._budget
        elif rol in ("gedeclareerd", "rest"):
            bedrag = self._nieuw(lambda: round(self._budget * self._keuze.choice(_DELEN_VAN_BUDGET)))
        else:
            bedrag = self._nieuw(lambda: self._keuze.randrange(100, 20000, 50))
        self._gebruikt.add((int, bedrag))  # the budget too
        met_punt = f"{bedrag:,}".replace(",", ".")
        return bedrag, self._keuze.choice((met_punt, met_punt, str(bedrag)))

    def _segment(self, _gat: str) -> tuple[Waarde, str]:
        return self._keuze.choice("BCV"), ""

    def _aanbieder(self, _gat: str) -> tuple[Waarde, str]:
        return self._nieuw(lambda: self._keuze.choice(_AANBIEDERS)), ""

    def _getal(self, _gat: str) -> tuple[Waarde, str]:
        return self._keuze.randint(5, 17), ""
