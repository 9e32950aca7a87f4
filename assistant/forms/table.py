"""All forms: which tools fit a question."""

from __future__ import annotations

from collections.abc import Callable

from assistant.forms import (
    contractmutatie,
    conversie,
    einddatum_herstel,
    onderhanden_werk,
    product,
    productcode,
    signaalbudget,
    stapelen,
    toegang,
    uitdienen,
    verzoek_om_wijziging,
)
from assistant.forms.question import Formulier, Kandidaat, Vraag
from knowledge.models import Regeling

_MODULES = (
    productcode,
    product,
    stapelen,
    verzoek_om_wijziging,
    conversie,
    einddatum_herstel,
    toegang,
    uitdienen,
    signaalbudget,
    onderhanden_werk,
    contractmutatie,
)

FORMULIEREN: dict[str, Formulier] = {module.FORMULIER.tool: module.FORMULIER for module in _MODULES}
"""Tool -> its form."""
_GEWICHT = 0.3
"""Say of what was learned in the order of tools, beside the words and the facts."""


def volgorde(vraag: Vraag) -> Callable[[Kandidaat], float]:
    """The key by which the surest candidate of a question comes first."""
    return lambda kandidaat: -(kandidaat.zekerheid + _GEWICHT * vraag.kans(kandidaat.tool))


def kandidaten(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    """Every tool of a regime that fits the question, surest first."""
    alle = [
        kandidaat
        for formulier in FORMULIEREN.values()
        if getattr(regeling, formulier.onderdeel) is not None
        for kandidaat in formulier.vul(vraag, regeling)
    ]
    return sorted(alle, key=volgorde(vraag))
