"""May a provider change this in its contract, and if not, whom does it contact?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pydantic import Field
from rapidfuzz.distance import OSA

from knowledge.models import Contractmutaties, Mutatie, Regeling
from tools.envelope import Check, Uitkomst, een_zin
from tools.invoer import Invoer, Tekst
from tools.registry import Tool
from tools.tekst import vouw


class ContractmutatieInvoer(Invoer):
    """The change that the provider wants: an id or free text."""

    wijziging: Tekst | None = Field(
        default=None,
        description="Wat er moet veranderen, in eigen woorden: bijvoorbeeld hoofdbehandelaar toevoegen, AGB-code, "
        "budgetplafond, producten of plaatsen.",
    )


_LANG = 9
"""Signs of a term that may be typed with an error in it."""


def herken(tekst: str, regels: Contractmutaties) -> tuple[str, Mutatie] | None:
    """The change that a text means, by id or by its terms; None when the source does not list it."""
    if (sleutel := _als_id(tekst)) in regels.mutaties:
        return sleutel, regels.mutaties[sleutel]
    return next(iter(_bedoeld(_delen(tekst, regels), regels).items()), None)


def herken_alle(tekst: str, regels: Contractmutaties) -> dict[str, Mutatie]:
    """Every change that a text means, in its order: one for each part between words as "en", or for its id."""
    if (sleutel := _als_id(tekst)) in regels.mutaties:
        return {sleutel: regels.mutaties[sleutel]}
    delen = _delen(tekst, regels)
    bedoeld = _bedoeld(delen, regels)
    gevonden: dict[str, Mutatie] = {}
    for deel in delen:
        naam = next((naam for naam, m in bedoeld.items() if _noemt(m.termen, _zonder_eigenaar(deel, m, regels))), None)
        gevonden |= {naam: bedoeld[naam]} if naam else {}
    return gevonden or dict(list(bedoeld.items())[:1])


def noemt_anders(tekst: str, regels: Contractmutaties) -> bool:
    """Whether a text names what the source lists, with another change than the one that it lists."""
    woorden = _woorden(tekst, regels)
    return any(_noemt(m.termen, woorden) and _is_anders(m, woorden) for m in regels.mutaties.values())


def _als_id(tekst: str) -> str:
    return re.sub(r"[\s\-]+", "_", vouw(tekst).strip())


def _bedoeld(delen: Sequence[str], regels: Contractmutaties) -> dict[str, Mutatie]:
    """The changes that the parts of a text name, and none of which it says that another change is meant."""
    woorden = _woorden(" ".join(delen), regels)
    return {
        naam: mutatie
        for naam, mutatie in regels.mutaties.items()
        if _noemt(mutatie.termen, [w for deel in delen for w in _zonder_eigenaar(deel, mutatie, regels)])
        and not _is_anders(mutatie, woorden)
    }


def _zonder_eigenaar(deel: str, mutatie: Mutatie, regels: Contractmutaties) -> list[str]:
    """The words of a part of a text, but for the owner of what it changes: "het e-mailadres van onze locatie"."""
    woorden = _woorden(deel, regels)
    if not _noemt(mutatie.eigenschappen, woorden):
        return woorden
    bezit = re.compile(rf"{_los(regels.bezit)} +(\w+)")
    return _woorden(bezit.sub(lambda m: " " if _noemt(mutatie.termen, [m[1]]) else m[0], vouw(deel)), regels)


def _is_anders(mutatie: Mutatie, woorden: Sequence[str]) -> bool:
    if _noemt(mutatie.niet_met, woorden):
        return True
    return _noemt(mutatie.anders, woorden) and not _noemt(mutatie.toch, woorden)


def _delen(tekst: str, regels: Contractmutaties) -> list[str]:
    """The parts of a text, but for what it says not to mean: "niet het plafond, maar ons telefoonnummer"."""
    stukken = re.split(rf"([,;:.?!]+|{_los(regels.tussen)})", vouw(tekst))
    delen = list[tuple[bool, str]]()
    tegenover = False
    for stuk, scheiding in zip(stukken[::2], ["", *stukken[1::2]], strict=True):
        tegenover = tegenover or scheiding in regels.tegenover
        if stuk.strip():
            delen.append((tegenover, stuk.strip()))
            tegenover = False
    niet = re.compile(_los(regels.niet))
    return [
        deel
        for i, (_, deel) in enumerate(delen)
        if not ((niet.search(deel) and i + 1 < len(delen) and delen[i + 1][0]) or (i and niet.match(deel)))
    ]


def _los(woorden: Sequence[str]) -> str:
    """One pattern for words that stand by themselves; for no words, one that is never there."""
    return rf"\b(?:{'|'.join(map(re.escape, woorden))})\b" if woorden else "(?!)"


def _woorden(tekst: str, regels: Contractmutaties) -> list[str]:
    """The words of a text, and what two in a row would be as one; without those that only begin like a term."""
    los = re.findall(r"[a-z0-9]+", vouw(tekst).replace("in plaats van", " "))
    samen = [een + ander for een, ander in pairwise(los) if len(een) > 1 and len(een + ander) >= _LANG]
    return [w for w in [*los, *samen] if not w.startswith(tuple(regels.behalve))]


def _noemt(termen: Iterable[str], woorden: Sequence[str]) -> bool:
    """Whether words begin with all parts of one of the terms."""
    letters = {w[:1] for w in woorden}  # most terms begin with a letter that no word has

    def staat_er(deel: str) -> bool:
        return deel[:1] in letters and any(_begint(w, deel) for w in woorden)

    return any(all(map(staat_er, term.split())) for term in termen)


def _begint(woord: str, term: str) -> bool:
    """Whether a word begins with a term; with one typing error in it, where that is long."""
    if woord.startswith(term):
        return True
    if len(term) < _LANG or woord[:1] != term[0]:
        return False
    return any(OSA.distance(woord[:n], term, score_cutoff=1) <= 1 for n in (len(term) - 1, len(term), len(term) + 1))


def beslis(invoer: ContractmutatieInvoer, regeling: Regeling) -> Uitkomst:
    """Look the change up among those that the source lists."""
    regels = regeling.contractmutatie
    assert regels is not None
    if invoer.wijziging is None:
        return Uitkomst(
            verdict="gegevens_ontbreken",
            conclusion="Geef aan wat er in het contract moet veranderen.",
            data={"keuzes": [*regels.mutaties, "overig"]},
            missing=["wijziging"],
        )
    gevonden = herken_alle(invoer.wijziging, regels)
    if not gevonden:
        return Uitkomst(
            verdict="niet_beschreven",
            conclusion="De bron zegt niet of u deze wijziging zelf kunt doorvoeren.",
            checks=[Check(rule="overig", outcome="onbekend", explanation=regels.overig, source=regels.bron_overig)],
            data={"wijziging": "overig"},
            notes=[regels.overig, *regels.opmerkingen],
        )
    soorten = [{"wijziging": n, "soort": m.soort, "contact": m.contact} for n, m in gevonden.items()]
    per_contact: dict[str, list[str]] = {}
    for mutatie in gevonden.values():
        per_contact.setdefault(mutatie.contact or "", []).append(mutatie.tekst)
    eerste, *rest = [zin for contact, teksten in per_contact.items() for zin in (*teksten, contact)]
    return Uitkomst(
        verdict="niet_toegestaan",
        conclusion=een_zin(
            f"Nee: {(eerste[0].lower() if eerste[1].islower() else eerste[0])}{eerste[1:]}",
            *rest,
        ),
        checks=[
            Check(rule=naam, outcome="geschonden", explanation=mutatie.tekst, source=mutatie.bron)
            for naam, mutatie in gevonden.items()
        ],
        data=soorten[0] | ({"wijzigingen": soorten} if len(soorten) > 1 else {}),
        notes=list(regels.opmerkingen),
    )


TOOL = Tool(
    naam="contractmutatie",
    titel="Contract wijzigen",
    beschrijving="Kan deze wijziging in het contract, en bij wie moet de aanbieder zijn?",
    invoer=ContractmutatieInvoer,
    onderdeel="contractmutatie",
    beslis=beslis,
)
