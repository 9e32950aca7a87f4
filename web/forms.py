"""A form for any tool, from the JSON Schema of its input; and what a form sends back as input of the tool.

Names are paths: `ingangsdatum`, `toewijzingen.0.segment`. What is left empty is not given. Boxes to tick have `geen`
for the empty list. `rijen` and `zonder` (more rows, without a row) only change the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, get_args

from knowledge.errors import InvoerFout
from tools.envelope import opsomming
from tools.invoer import AFKORTING
from tools.registry import Tool
from web.wording import regelnaam

Soort = Literal["tekst", "lang", "datum", "bedrag", "keuze", "janee", "vinkjes", "rijen"]

LANG = 2000
"""A text that may be longer (or is not limited) gets a large box, and its form is posted, not put in the address."""
MEESTE_KEUZES = 12
"""A whole number with at most so many possible values is chosen from a list."""
GEEN = "geen"
RIJEN, ZONDER = "rijen", "zonder"
_RIJ = re.compile(r"(?P<veld>\w+)\.(?P<nummer>\d{1,2})\.(?P<deel>\w+)")


@dataclass(frozen=True)
class Optie:
    """One of the values of a field."""

    waarde: str
    tekst: str


@dataclass(frozen=True)
class Veld:
    """A field of a form."""

    naam: str
    label: str
    uitleg: str
    soort: Soort
    opties: tuple[Optie, ...] = ()
    waarden: tuple[str, ...] = ()
    """What was filled in; more than one only for boxes to tick."""
    fout: str = ""
    lengte: int | None = None
    rijen: tuple[tuple[Veld, ...], ...] = ()
    """The fields of every row."""
    eerst: bool = False
    """Whether it has the focus when the page opens."""
    bestand: bool = False
    """Whether a script can fill it from a file."""

    @property
    def waarde(self) -> str:
        """What was filled in."""
        return self.waarden[0] if self.waarden else ""

    @property
    def id(self) -> str:
        """The id of its element."""
        return f"veld-{self.naam.replace('.', '-')}"


@dataclass(frozen=True)
class Formulier:
    """The fields of a tool with what was filled in."""

    velden: tuple[Veld, ...]
    fouten: tuple[tuple[str, str], ...] = field(default=())
    """(id of the field or "", message) of what is wrong."""

    @property
    def vraagt(self) -> bool:
        """Whether one of its fields has the focus, with what is needed beside it."""
        return any(deel.eerst for veld in self.velden for deel in (*_binnen(veld), veld))

    @property
    def methode(self) -> Literal["get", "post"]:
        """How it is sent: in the address unless a text is too long for that."""
        return "post" if any(veld.soort == "lang" for veld in self.velden) else "get"

    def met_fouten(self, fouten: Sequence[InvoerFout]) -> Formulier:
        """The same with a message at each field that is wrong, or at the nearest one above it."""
        velden, meldingen = self.velden, []
        for fout in fouten:
            velden = tuple(_met_fout(veld, fout.field, fout.message) for veld in velden)
            plaats = next(
                (v for deel in velden for v in [*_binnen(deel), deel] if v.fout and _hoort(v, fout.field)), None
            )
            meldingen.append((plaats.id if plaats else "", f"{plaats.label if plaats else fout.field}: {fout.message}"))
        return Formulier(velden, tuple(meldingen))

    def met_vraag(self, naam: str, melding: str) -> Formulier:
        """The same with what is needed said at a field that has the focus; of rows, at the first of them."""
        return replace(
            self, velden=tuple(_met_vraag(veld, melding) if veld.naam == naam else veld for veld in self.velden)
        )


def _met_vraag(veld: Veld, melding: str) -> Veld:
    if not veld.rijen:
        return replace(veld, fout=melding, eerst=True)
    eerste, *overige = veld.rijen
    return replace(veld, fout=melding, rijen=((replace(eerste[0], eerst=True), *eerste[1:]), *overige))


def _binnen(veld: Veld) -> Iterator[Veld]:
    for rij in veld.rijen:
        yield from rij


def _met_fout(veld: Veld, naam: str, melding: str) -> Veld:
    rijen = tuple(tuple(_met_fout(deel, naam, melding) for deel in rij) for rij in veld.rijen)
    dieper = any(deel.fout for rij in rijen for deel in rij)
    return replace(veld, rijen=rijen, fout=melding if _hoort(veld, naam) and not dieper else veld.fout)


def _hoort(veld: Veld, naam: str) -> bool:
    return naam == veld.naam or naam.startswith(f"{veld.naam}.")


def formulier(tool: Tool, regelingen: Sequence[Optie], gegeven: Mapping[str, Sequence[str]]) -> Formulier:
    """The form of a tool.

    Args:
        tool: the tool.
        regelingen: the regimes that have such rules; with one there is nothing to choose.
        gegeven: what was filled in, by name.
    """
    schema = tool.schema()
    velden = []
    for naam, deel in schema["properties"].items():
        if naam == "regeling" and len(regelingen) < 2:
            continue
        veld = _veld(naam, deel, schema.get("$defs", {}), gegeven)
        if naam == "regeling":
            veld = replace(veld, soort="keuze", opties=tuple(regelingen))
        elif veld.soort in {"tekst", "lang"} and _bevat(tool.invoer.model_fields[naam].annotation, date):
            veld = replace(veld, soort="datum")
        velden.append(replace(veld, bestand=naam == tool.bestand))
    return Formulier(tuple(velden))


def invoer(velden: Iterable[Veld], gegeven: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The input of the tool: what was filled in, of the fields that the form has and of others."""
    bekend = {veld.naam: veld for veld in velden}
    resultaat: dict[str, Any] = {}
    for naam, waarden in gegeven.items():
        ingevuld = [waarde for waarde in waarden if waarde.strip()]
        if naam in {RIJEN, ZONDER} or not ingevuld or _RIJ.fullmatch(naam):
            continue
        vinkjes = naam in bekend and bekend[naam].soort == "vinkjes"
        resultaat[naam] = [w for w in ingevuld if w != GEEN] if vinkjes else ingevuld[-1]
    for veld in bekend.values():
        if rijen := [rij for rij in map(_ingevuld, veld.rijen) if rij]:
            resultaat[veld.naam] = rijen
    return resultaat


def verstuurd(velden: Iterable[Veld], gegeven: Mapping[str, Sequence[str]]) -> bool:
    """Whether a form was sent, with or without anything in it."""
    namen = {deel.naam for veld in velden for deel in (*_binnen(veld), veld)}
    return not namen.isdisjoint(gegeven)


def tegenspraak(velden: Iterable[Veld]) -> list[InvoerFout]:
    """The boxes of which `geen` was ticked beside another."""
    dubbel = [v for v in velden if v.soort == "vinkjes" and GEEN in v.waarden and len({*v.waarden} - {""}) > 1]
    return [InvoerFout(veld.naam, _meldt_geen(veld)) for veld in dubbel]


def _meldt_geen(veld: Veld) -> str:
    andere = opsomming([optie.tekst for optie in veld.opties if optie.waarde in veld.waarden])
    return f"u koos {andere} en ook ‘{GEEN}’; kies het een of het ander" if andere else f"kies alleen ‘{GEEN}’"


def _ingevuld(rij: tuple[Veld, ...]) -> dict[str, str]:
    return {veld.naam.rsplit(".", 1)[1]: veld.waarde for veld in rij if veld.waarde.strip()}


def alleen_rijen(gegeven: Mapping[str, Sequence[str]]) -> bool:
    """Whether the form was sent to change its rows, not for an outcome."""
    return RIJEN in gegeven or ZONDER in gegeven


# --- from schema to field


def _veld(naam: str, schema: Mapping[str, Any], defs: Mapping[str, Any], gegeven: Mapping[str, Sequence[str]]) -> Veld:
    soorten = [_oplos(deel, defs) for deel in schema.get("anyOf", [schema])]
    soorten = [deel for deel in soorten if deel.get("type") != "null" and AFKORTING not in deel]
    label, uitleg = regelnaam(naam.rsplit(".", 1)[-1]), str(schema.get("description", ""))
    kaal = Veld(naam, label, uitleg, "tekst", waarden=tuple(gegeven.get(naam, ())))
    lijst = next((deel for deel in soorten if deel.get("type") == "array"), None)
    if lijst is not None:
        return _lijst(kaal, lijst, defs, gegeven)
    if any(deel.get("type") == "boolean" for deel in soorten):
        return replace(kaal, soort="janee")
    if opties := _opties(soorten):
        return replace(kaal, soort="keuze", opties=opties)
    if any(deel.get("type") == "number" for deel in soorten):
        return replace(kaal, soort="bedrag")
    lengte = max((deel.get("maxLength", 0) for deel in soorten), default=0) or None
    return replace(kaal, soort="tekst" if lengte and lengte <= LANG else "lang", lengte=lengte)


def _lijst(
    veld: Veld, schema: Mapping[str, Any], defs: Mapping[str, Any], gegeven: Mapping[str, Sequence[str]]
) -> Veld:
    onderdeel = _oplos(schema["items"], defs)
    if "properties" not in onderdeel:
        return replace(veld, soort="vinkjes", opties=_opties([onderdeel]))
    meeste = schema.get("maxItems", 25)
    nummers = _rijnummers(veld.naam, schema.get("minItems", 1), meeste, gegeven)
    rijen = []
    for nieuw, oud in enumerate(nummers):
        waarden = {
            f"{veld.naam}.{nieuw}.{deel}": gegeven.get(f"{veld.naam}.{oud}.{deel}", ())
            for deel in onderdeel["properties"]
        }
        rijen.append(
            tuple(_veld(f"{veld.naam}.{nieuw}.{deel}", s, defs, waarden) for deel, s in onderdeel["properties"].items())
        )
    return replace(veld, soort="rijen", rijen=tuple(rijen), lengte=meeste)


def _rijnummers(naam: str, minste: int, meeste: int, gegeven: Mapping[str, Sequence[str]]) -> list[int]:
    """Which rows as they were filled in the form shows, in order; at least `minste`."""
    treffers = [m for m in map(_RIJ.fullmatch, gegeven) if m and m["veld"] == naam]
    aantal = max([int(m["nummer"]) + 1 for m in treffers], default=minste)
    gevraagd = (gegeven.get(RIJEN) or [""])[-1]
    if gevraagd.isdecimal() and len(gevraagd) < 4:
        aantal = max(aantal, int(gevraagd))
    weg = set(gegeven.get(ZONDER, ()))
    nummers = [n for n in range(min(aantal, meeste)) if f"{naam}.{n}" not in weg]
    vrij = iter(range(meeste, 2 * meeste))
    while len(nummers) < minste:
        nummers.append(next(vrij))
    return nummers


def _oplos(schema: Mapping[str, Any], defs: Mapping[str, Any]) -> Mapping[str, Any]:
    verwijzing = schema.get("$ref")
    gevonden: Mapping[str, Any] = defs[verwijzing.rsplit("/", 1)[1]] if verwijzing else schema
    return gevonden


def _opties(soorten: Sequence[Mapping[str, Any]]) -> tuple[Optie, ...]:
    """The values to choose from; none when one of the kinds has too many to list."""
    waarden: list[Any] = []
    for deel in soorten:
        if "enum" in deel or "const" in deel:
            waarden += deel.get("enum", [deel.get("const")])
        elif deel.get("type") == "integer" and deel.get("maximum", 1000) - deel.get("minimum", 0) < MEESTE_KEUZES:
            waarden += range(deel["minimum"], deel["maximum"] + 1)
        else:
            return ()
    return tuple(Optie(str(w), regelnaam(w) if isinstance(w, str) else str(w)) for w in dict.fromkeys(waarden))


def _bevat(annotatie: Any, soort: type) -> bool:
    return annotatie is soort or any(_bevat(deel, soort) for deel in get_args(annotatie))
