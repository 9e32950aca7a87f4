"""Types for the inputs of tools, and Dutch messages for input that does not fit.

An input model forbids unknown fields. `lees` turns whatever pydantic has against the input into one
`InvoerFout` that names the field and what is allowed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from knowledge.errors import InvoerFout
from knowledge.models import INTENSITEIT_NAMEN, Intensiteit
from tools.datum import EERSTE_JAAR, LAATSTE_JAAR, lees_datum
from tools.tekst import schrijf_getal, zonder_streepjes

LANGSTE_TEKST = 500
"""Longest text that a tool accepts in one field."""
GROOTSTE_INVOER = 100_000
"""Largest JSON input of a tool, in characters."""

AFKORTING = "x-afkorting"
"""In a schema beside values that are short for others: a form does not list them."""

_INTENSITEITCODES = {"pe": "perspectief", "in": "intensief", "dl": "duurzaam_licht", "dz": "duurzaam_zwaar"}
_INTENSITEITWOORDEN = _INTENSITEITCODES | {
    re.sub(r"[^a-z]", "", naam): waarde for waarde, naam in INTENSITEIT_NAMEN.items()
}


class Invoer(BaseModel):
    """Base of every tool's input."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    regeling: str | None = Field(default=None, max_length=100, description="Regeling waarvan de regels gelden.")


def _datum(waarde: Any) -> Any:
    if isinstance(waarde, datetime) or not isinstance(waarde, str | date):
        raise ValueError("geen datum; schrijf bijvoorbeeld 2025-07-01, 1-7-2025 of 1 juli 2025")
    if isinstance(waarde, str):
        return lees_datum(waarde)
    if not EERSTE_JAAR <= waarde.year <= LAATSTE_JAAR:
        raise ValueError(f"het jaar moet tussen {EERSTE_JAAR} en {LAATSTE_JAAR} liggen")
    return waarde


def _intensiteit(waarde: Any) -> Any:
    if isinstance(waarde, str) and len(waarde) <= 40:
        return _INTENSITEITWOORDEN.get(zonder_streepjes(waarde.casefold()), waarde)
    return waarde


_GROEPEN = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d{1,2})?")
_KOMMA = re.compile(r"[+-]?\d+,\d{1,2}")
_PUNT = re.compile(r"[+-]?\d+(\.\d+)?")


def lees_bedrag(tekst: str) -> Decimal:
    """Read an amount in euros: `35.000` and `35000` are thirty-five thousand, `35,50` and `35.50` have cents.

    Raises:
        ValueError: not an amount; the message is Dutch.
    """
    schoon = re.sub(r"(?i)euro|eur|€|\s|,-+$|,=$", "", tekst) if len(tekst) <= 60 else ""
    if _GROEPEN.fullmatch(schoon):
        schoon = schoon.replace(".", "").replace(",", ".")
    elif _KOMMA.fullmatch(schoon):
        schoon = schoon.replace(",", ".")
    elif not _PUNT.fullmatch(schoon):
        raise ValueError("geen bedrag; schrijf bijvoorbeeld 7500, 7.500 of 7500,50")
    return Decimal(schoon)


def _bedrag(waarde: Any) -> Any:
    if isinstance(waarde, bool) or not isinstance(waarde, str | int | float | Decimal):
        raise ValueError("geen bedrag; schrijf bijvoorbeeld 7500, 7.500 of 7500,50")
    if isinstance(waarde, str):
        bedrag = lees_bedrag(waarde)
    else:
        bedrag = Decimal(str(waarde)) if isinstance(waarde, float) else Decimal(waarde)
    if not bedrag.is_finite() or bedrag.copy_abs() >= Decimal("1e12"):
        raise ValueError("geen bedrag dat hier kan voorkomen")
    if bedrag != bedrag.quantize(Decimal("0.01")):
        raise ValueError("een bedrag heeft ten hoogste twee cijfers achter de komma")
    return bedrag


def _janee(waarde: Any) -> Any:
    if isinstance(waarde, str):
        waarde = {"ja": True, "true": True, "nee": False, "false": False}.get(waarde.strip().casefold(), waarde)
    if not isinstance(waarde, bool) and waarde is not None:
        raise ValueError("kies ja (true) of nee (false)")
    return waarde


def is_heel(waarde: Any) -> bool:
    """Whether a number is whole though it is written with a point: 1.0 is an integer of JSON Schema."""
    return isinstance(waarde, float) and waarde.is_integer()


def _profiel(waarde: Any) -> Any:
    if (isinstance(waarde, str) and re.fullmatch(r"\s*[1-8]\s*", waarde)) or is_heel(waarde):
        return int(waarde)
    if isinstance(waarde, bool) or not isinstance(waarde, int) or not 1 <= waarde <= 8:
        raise ValueError("kies een profiel van 1 tot en met 8")
    return waarde


def _hoofdletter(waarde: Any) -> Any:
    return waarde.strip().upper() if isinstance(waarde, str) else waarde


def _kleine_letters(waarde: Any) -> Any:
    return waarde.strip().casefold() if isinstance(waarde, str) else waarde


Datum = Annotated[date, BeforeValidator(_datum, json_schema_input_type=str)]
Afkorting = Annotated[Literal["PE", "IN", "DL", "DZ"], Field(json_schema_extra={AFKORTING: True})]
IntensiteitVeld = Annotated[Intensiteit, BeforeValidator(_intensiteit, json_schema_input_type=Intensiteit | Afkorting)]
Bedrag = Annotated[Decimal, BeforeValidator(_bedrag, json_schema_input_type=str | float)]
JaNee = Annotated[bool, BeforeValidator(_janee, json_schema_input_type=bool | Literal["ja", "nee"])]
Profielnummer = Annotated[int, BeforeValidator(_profiel, json_schema_input_type=Annotated[int, Field(ge=1, le=8)])]
Tekst = Annotated[str, Field(min_length=1, max_length=LANGSTE_TEKST)]
Hoofdletter = BeforeValidator(_hoofdletter)
KleineLetters = BeforeValidator(_kleine_letters)

M = TypeVar("M", bound=BaseModel)

_MELDINGEN = {
    "extra_forbidden": "dit veld bestaat niet; toegestaan zijn {velden}",
    "missing": "dit veld is verplicht",
    "literal_error": "kies uit {expected}",
    "greater_than_equal": "moet {ge} of hoger zijn",
    "less_than_equal": "mag hoogstens {le} zijn",
    "greater_than": "moet groter zijn dan {gt}",
    "string_too_long": "hoogstens {max_length} tekens",
    "string_too_short": "mag niet leeg zijn",
    "too_short": "minstens {min_length} stuks",
    "too_long": "hoogstens {max_length} stuks",
    "int_parsing": "geen heel getal",
    "int_type": "geen heel getal",
    "int_from_float": "geen heel getal",
    "bool_parsing": "kies ja (true) of nee (false)",
    "bool_type": "kies ja (true) of nee (false)",
    "string_type": "geen tekst",
    "string_unicode": "geen geldige tekst",
    "list_type": "geen lijst",
    "model_type": "geen object met velden",
    "dict_type": "geen object met velden",
    "date_type": "geen datum; schrijf bijvoorbeeld 2025-07-01, 1-7-2025 of 1 juli 2025",
}


def velden(model: type[BaseModel], pad: Sequence[str]) -> str:
    """The fields that exist where `pad` points: those of `model`, or of a model inside one of its fields."""
    for deel in pad[:-1]:
        stapel = [veld.annotation] if (veld := model.model_fields.get(deel)) else []
        while stapel:
            soort: Any = stapel.pop()
            if isinstance(soort, type) and issubclass(soort, BaseModel):
                model = soort
            stapel += get_args(soort)
    return ", ".join(model.model_fields)


def _melding(detail: Any, model: type[BaseModel]) -> InvoerFout:
    pad = [str(d) for d in detail["loc"] if not str(d).startswith(("function-", "literal[", "constrained-"))]
    pad = [d for d in pad if d not in {"int", "str", "date"}]
    veld = ".".join(pad)[:80].encode("utf-8", "replace").decode() or "invoer"
    context = {"velden": velden(model, pad), **{k: schrijf_getal(v) for k, v in detail.get("ctx", {}).items()}}
    context["expected"] = str(context.get("expected", "")).replace(" or ", " of ")
    if detail["type"] == "value_error":  # a validator of ours: its message is Dutch already
        return InvoerFout(veld, detail["msg"].removeprefix("Value error, "))
    return InvoerFout(veld, _MELDINGEN.get(detail["type"], "deze waarde past hier niet").format_map(context))


def lees(model: type[M], data: Any) -> M:
    """Validate `data` as `model`.

    Raises:
        InvoerFout: the first thing that is wrong, with the field and what is allowed.
    """
    if not isinstance(data, dict):
        raise InvoerFout("invoer", "geef een JSON-object met velden")
    try:
        return model.model_validate(data)
    except ValidationError as fout:
        details = fout.errors(include_url=False, include_input=False)
        raise _melding(details[0], model) from None


def lees_json(tekst: str, grootste: int = GROOTSTE_INVOER) -> Any:
    """Parse the JSON input of a tool.

    Raises:
        InvoerFout: no JSON, or more than `grootste` characters.
    """
    if len(tekst) > grootste:
        raise InvoerFout("invoer", f"hoogstens {schrijf_getal(grootste)} tekens JSON")
    try:
        return json.loads(tekst)
    except (ValueError, RecursionError):  # ValueError: no JSON, or a number of thousands of digits
        raise InvoerFout("invoer", "geen geldige JSON") from None
