"""The path of a decision: every question with the answer given, and what each other answer would give.

Found by asking the tool once for each other answer; nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from knowledge.errors import InvoerFout
from tools import registry
from tools.envelope import Envelope
from web.forms import GEEN, Optie, Veld

MEESTE_VINKJES = 4
"""Boxes to tick of which every combination is tried: 16 at most."""
_VOLGORDE: dict[str, dict[str, tuple[str, ...]]] = {
    "conversie": {
        "gericht_op": ("herstel", "duurzaam"),
        "gecontracteerd_2021": (),
        "contract_2022": (),
        "segment": (),
    },
}
"""Tool -> fields in the order of its path, with the answers to show (none: all). Others show all their choices."""


@dataclass(frozen=True)
class Antwoord:
    """One answer to a question of the path."""

    waarden: tuple[str, ...]
    """As the form sends them."""
    tekst: str
    gekozen: bool
    uitkomst: Envelope


@dataclass(frozen=True)
class Stap:
    """A question of the path with its answers."""

    veld: Veld
    antwoorden: tuple[Antwoord, ...]

    @property
    def beantwoord(self) -> bool:
        """Whether one of the answers was given."""
        return any(antwoord.gekozen for antwoord in self.antwoorden)

    @property
    def maakt_uit(self) -> bool:
        """Whether the answers do not all give the same, as far as they give anything yet."""
        kernen = {_kern(antwoord.uitkomst) for antwoord in self.antwoorden}
        return len(kernen) > 1 or any(verdict == "gegevens_ontbreken" for verdict, _ in kernen)


def pad(naam: str, velden: Sequence[Veld], invoer: Mapping[str, Any], *, ja: str, nee: str) -> list[Stap]:
    """The path through a tool, as far as its questions have answers to choose from.

    Args:
        naam: the tool.
        velden: the fields of its form.
        invoer: the input as the form sent it.
        ja: the word for yes.
        nee: the word for no.
    """
    volgorde = _VOLGORDE.get(naam)
    gekozen = {veld.naam: veld for veld in velden if veld.naam != "regeling"}
    namen = [n for n in (volgorde or gekozen) if n in gekozen]
    stappen = []
    for veld in (gekozen[n] for n in namen):
        toon = (volgorde or {}).get(veld.naam, ())
        antwoorden = tuple(_antwoorden(naam, veld, invoer, [o for o in _opties(veld, ja, nee) if _mag(o, toon)]))
        if len(antwoorden) > 1:
            stappen.append(Stap(veld, antwoorden))
    return stappen


def heeft_pad(naam: str) -> bool:
    """Whether a tool shows its path before anything is filled in."""
    return naam in _VOLGORDE


def _mag(optie: tuple[tuple[str, ...], str], toon: tuple[str, ...]) -> bool:
    return not toon or set(optie[0]) <= set(toon)


def _antwoorden(
    naam: str, veld: Veld, invoer: Mapping[str, Any], opties: Sequence[tuple[tuple[str, ...], str]]
) -> Iterator[Antwoord]:
    for waarden, tekst in opties:
        waarde: Any = [w for w in waarden if w != GEEN] if veld.soort == "vinkjes" else waarden[0]
        try:
            uitkomst = registry.voer_uit(naam, {**invoer, veld.naam: waarde})
        except InvoerFout:
            continue  # an answer that cannot go with the others
        yield Antwoord(waarden, tekst, _zelfde(invoer.get(veld.naam), waarde), uitkomst)


def _zelfde(gegeven: Any, waarde: Any) -> bool:
    if isinstance(waarde, list):
        return isinstance(gegeven, list) and set(gegeven) == set(waarde)
    return bool(gegeven == waarde)


def _opties(veld: Veld, ja: str, nee: str) -> list[tuple[tuple[str, ...], str]]:
    match veld.soort:
        case "keuze":
            return [((optie.waarde,), optie.tekst) for optie in veld.opties]
        case "janee":
            return [(("ja",), ja), (("nee",), nee)]
        case "vinkjes" if len(veld.opties) <= MEESTE_VINKJES:
            return [((GEEN,), GEEN), *_combinaties(veld.opties)]
        case _:
            return []


def _combinaties(opties: Sequence[Optie]) -> Iterator[tuple[tuple[str, ...], str]]:
    for aantal in range(1, len(opties) + 1):
        for keuze in combinations(opties, aantal):
            yield tuple(o.waarde for o in keuze), " + ".join(o.tekst for o in keuze)


def _kern(uitkomst: Envelope) -> tuple[str, str]:
    """What makes two outcomes the same for someone who decides."""
    return uitkomst.verdict, str(uitkomst.data.get("procedure", uitkomst.conclusion))
