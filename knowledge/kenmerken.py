"""What a document says of itself: title, publisher, date, period, regime, subject; from front matter, text or user."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

import yaml

from knowledge.periode import datum_van


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


class _ZonderVerwijzing(yaml.SafeLoader):
    """A safe loader that refuses aliases: a few of them, one in the other, make a value of any size."""

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
                data = yaml.load("\n".join(lines[1:number]), Loader=_ZonderVerwijzing)
            except (yaml.YAMLError, RecursionError) as error:
                raise ValueError(str(error)) from error
            if data is None:
                data = {}
            if not isinstance(data, dict):
                raise ValueError("de kop tussen de streepjes is geen lijst van 'naam: waarde'")
            return data, "\n".join(lines[number + 1 :]), number + 1
    return {}, text, 0


def uit_front_matter(data: Mapping[str, Any]) -> Kenmerken:
    """The metadata in front matter, under Dutch or English names."""
    laag = {str(naam).lower(): waarde for naam, waarde in data.items()}

    def eerste(*namen: str) -> Any:
        return next((laag[naam] for naam in namen if laag.get(naam) is not None), None)

    def tekst(*namen: str) -> str | None:
        waarde = eerste(*namen)
        return " ".join(str(waarde).split()) or None if waarde is not None else None

    periode = eerste("periode", "period")
    van, tot = (periode.get("van"), periode.get("tot")) if isinstance(periode, Mapping) else (None, None)
    return Kenmerken(
        titel=tekst("titel", "title"),
        uitgever=tekst("uitgever", "publisher", "auteur", "author"),
        datum=_iso(eerste("datum", "date")),
        van=_iso(van),
        tot=_iso(tot),
        regeling=tekst("regeling"),
        onderwerp=tekst("onderwerp", "subject", "description"),
    )


def _iso(waarde: Any) -> str | None:
    """The day, ISO; None when it is none."""
    if isinstance(waarde, datetime):
        return waarde.date().isoformat()
    if isinstance(waarde, date):
        return waarde.isoformat()
    return datum_van(str(waarde).strip()) if waarde is not None else None
