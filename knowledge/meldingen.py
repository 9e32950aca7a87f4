"""What pydantic has against a file of the knowledge base, as faults in Dutch with file and line."""

from __future__ import annotations

from pydantic import ValidationError

from knowledge.errors import Fout
from knowledge.yaml_file import regel_van

_MELDINGEN = {
    "missing": "dit verplichte veld ontbreekt",
    "extra_forbidden": "dit veld is onbekend",
    "date_from_datetime_parsing": "geen bestaande datum",
    "date_from_datetime_inexact": "geen datum maar een tijdstip",
    "date_parsing": "geen bestaande datum",
    "date_type": "geen bestaande datum",
    "literal_error": "niet toegestaan; kies uit {expected}",
    "string_type": "moet tekst zijn",
    "string_pattern_mismatch": "heeft niet de vorm {pattern}",
    "int_type": "moet een heel getal zijn",
    "int_parsing": "moet een heel getal zijn",
    "int_from_float": "moet een heel getal zijn",
    "float_type": "moet een getal zijn",
    "float_parsing": "moet een getal zijn",
    "decimal_type": "moet een getal zijn",
    "decimal_parsing": "moet een getal zijn",
    "bool_type": "moet true of false zijn",
    "bool_parsing": "moet true of false zijn",
    "list_type": "moet een lijst zijn",
    "dict_type": "moet velden hebben",
    "model_type": "moet velden hebben",
    "model_attributes_type": "moet velden hebben",
    "too_short": "heeft te weinig onderdelen; minstens {min_length}",
    "too_long": "heeft te veel onderdelen; hoogstens {max_length}",
    "greater_than": "moet groter zijn dan {gt}",
    "greater_than_equal": "moet {ge} of hoger zijn",
    "less_than": "moet lager zijn dan {lt}",
    "less_than_equal": "mag hoogstens {le} zijn",
}


def meldingen(fout: ValidationError, tekst: str, bestand: str, verschuiving: int = 0) -> list[Fout]:
    """Every fault that pydantic found in the YAML `tekst` of `bestand`.

    `verschuiving` is the number of lines of the file before `tekst`.
    """
    fouten = []
    for detail in fout.errors(include_url=False, include_input=False):
        pad = [deel for deel in detail["loc"] if not str(deel).startswith(("function-", "literal["))]
        context = {**detail.get("ctx", {})}
        context["expected"] = str(context.get("expected", "")).replace(" or ", " of ")
        if detail["type"] == "value_error":  # a validator of ours: its message is Dutch already
            melding = detail["msg"].removeprefix("Value error, ")
        else:
            melding = _MELDINGEN.get(detail["type"], "deze waarde past hier niet").format_map(context)
        waar = ".".join(str(deel) for deel in pad)
        fouten.append(Fout(bestand, regel_van(tekst, pad) + verschuiving, f"{waar}: {melding}" if waar else melding))
    return fouten
