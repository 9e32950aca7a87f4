"""What a document says of itself: title, publisher, date, period, regime, subject; from front matter, text or user."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import yaml

from knowledge.periode import datum_van, periode_van


@dataclass(frozen=True)
class Kenmerken:
    """Metadata of a document; None for what is not known.

    Attributes:
        titel: its title.
        uitgever: who published it.
        datum: its own date, ISO.
        van: first day of the period it is about, ISO.
        tot: last day of that period, ISO.
        regeling: id of the contract regime it holds for.
        onderwerp: one line that says what it is about, at most 200 characters.
    """

    titel: str | None = None
    uitgever: str | None = None
    datum: str | None = None
    van: str | None = None
    tot: str | None = None
    regeling: str | None = None
    onderwerp: str | None = None

    def aangevuld(self, ander: Kenmerken) -> Kenmerken:
        """These, with the values of another for what is not known here."""
        leeg = {veld.name: getattr(ander, veld.name) for veld in fields(self) if getattr(self, veld.name) is None}
        return replace(self, **leeg)


class _Kop(yaml.SafeLoader):
    """A safe loader that takes every value as it stands, but for an empty one.

    It refuses aliases: a few of them, one in the other, make a value of any size.
    """

    yaml_implicit_resolvers = {  # noqa: RUF012 - as the base class has it
        teken: [(tag, patroon) for tag, patroon in paren if tag == "tag:yaml.org,2002:null"]
        for teken, paren in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.composer.ComposerError(None, None, "een verwijzing (*naam) mag hier niet", None)
        node: yaml.Node | None = super().compose_node(parent, index)
        return node


def split_front_matter(text: str) -> tuple[dict[str, Any], str, int]:
    """Front matter, body, and the number of lines before the body.

    Text without front matter comes back as it is.

    Raises:
        ValueError: the front matter is no YAML mapping.
    """
    lines = text.split("\n")
    if not lines or lines[0].strip() != "---":
        return {}, text, 0
    for number, line in enumerate(lines[1:], start=1):
        if line.strip() in ("---", "..."):
            try:
                data = yaml.load("\n".join(lines[1:number]), Loader=_Kop)
            except (yaml.YAMLError, RecursionError) as error:
                raise ValueError(str(error)) from error
            if data is None:
                data = {}
            if not isinstance(data, dict):
                raise ValueError("de kop tussen de streepjes is geen lijst van 'naam: waarde'")
            return data, "\n".join(lines[number + 1 :]), number + 1
    return {}, text, 0


_NAMEN = {
    "titel": ("titel", "title"),
    "uitgever": ("uitgever", "publisher", "auteur", "author"),
    "datum": ("datum", "date"),
    "van": ("van", "vanaf", "ingangsdatum"),
    "tot": ("tot", "tot en met", "einddatum"),
    "regeling": ("regeling", "regio"),
    "onderwerp": ("onderwerp", "subject", "description"),
}
"""Each field, and what it is called in front matter; the first that is there counts."""
_PERIODE = ("periode", "period")
_OVERIG = ("document",)  # read elsewhere


def uit_front_matter(data: Mapping[str, Any]) -> Kenmerken:
    """The metadata in front matter, under Dutch or English names."""
    return lees_front_matter(data)[0]


def lees_front_matter(data: Mapping[str, Any]) -> tuple[Kenmerken, list[str]]:
    """The metadata in front matter, and the names (with the value of a day that is none) of what was not used."""
    laag = {str(naam).strip().lower(): waarde for naam, waarde in data.items() if waarde not in (None, "")}
    gevonden: dict[str, str | None] = {}
    ongebruikt = {naam: naam for naam in laag if naam not in _OVERIG}
    for veld, namen in _NAMEN.items():
        naam = next((naam for naam in namen if naam in laag), None)
        if naam is None:
            continue
        tekst = _tekst(laag[naam])
        gevonden[veld] = datum_van(tekst) if veld in ("datum", "van", "tot") else tekst
        if gevonden[veld]:
            del ongebruikt[naam]
        else:
            ongebruikt[naam] = f"{naam} ({tekst[:40]} is geen datum)"
    for naam in (naam for naam in _PERIODE if naam in laag):
        van, tot = _periode(laag[naam])
        if van or tot:
            gevonden = {"van": van, "tot": tot} | gevonden
            del ongebruikt[naam]
    return Kenmerken(**gevonden), list(ongebruikt.values())


def _periode(waarde: Any) -> tuple[str | None, str | None]:
    if isinstance(waarde, Mapping):
        van, tot = (datum_van(_tekst(waarde.get(naam) or "")) for naam in ("van", "tot"))
        return van, tot
    return periode_van([f"Periode: geldig {_tekst(waarde)}"])


def _tekst(waarde: Any) -> str:
    delen = waarde if isinstance(waarde, list) else [waarde]
    return ", ".join(" ".join(str(deel).split()) for deel in delen)
