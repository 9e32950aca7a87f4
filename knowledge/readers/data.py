"""JSON, and JSON lines: names and values as readable text."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any

from knowledge.decoding import LeesFout
from knowledge.kenmerken import Kenmerken
from knowledge.readers.boom import DIEPST, Reeks, Velden, Waarde, blokken
from knowledge.readers.codering import brontekst
from knowledge.readers.model import Gelezen
from knowledge.readers.opmaak import gelezen

_TE_DIEP = "de gegevens zijn te diep genest om te lezen"
_WOORDEN = {True: "ja", False: "nee", None: ""}


def lees_json(inhoud: bytes, naam: str) -> Gelezen:
    """JSON of any shape, or one JSON value a line.

    Raises:
        LeesFout: it is empty, no JSON, or nested too deeply.
    """
    data = _ontleed(brontekst(inhoud, naam), naam)
    waarde = _waarde(data, naam)
    return gelezen(naam, list(blokken(waarde)), _kenmerken(data, naam))


def _ontleed(text: str, naam: str) -> Any:
    try:
        return _laad(text)
    except RecursionError as error:
        raise LeesFout(naam, _TE_DIEP) from error
    except ValueError as error:
        regels = [regel for regel in text.split("\n") if regel.strip()]
        try:
            if len(regels) > 1:
                return [_laad(regel) for regel in regels]
        except (ValueError, RecursionError):
            pass
        regel = f" (regel {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise LeesFout(naam, f"het is geen geldige JSON{regel}") from error


def _laad(text: str) -> Any:
    return json.loads(text, parse_constant=str, parse_float=str, parse_int=str)  # 12.50 is not 12.5


def _waarde(data: Any, naam: str, diepte: int = 0) -> Waarde:
    if diepte > DIEPST:
        raise LeesFout(naam, _TE_DIEP)
    if isinstance(data, dict):
        return Velden([(str(sleutel), _waarde(deel, naam, diepte + 1)) for sleutel, deel in data.items()])
    if isinstance(data, list):
        return Reeks([_waarde(deel, naam, diepte + 1) for deel in data])
    return _WOORDEN[data] if data is None or isinstance(data, bool) else str(data)


# --- what the data say of themselves -----------------------------------------------------------------------

_NAMEN = ("titel", "title", "naam", "name")
_AANDUIDINGEN = ("id", "code", "nummer")


def _kenmerken(data: Any, naam: str) -> Kenmerken:
    """The title: name and id, at the top or in the one record below it; else the name of the file."""
    lagen = [data, *data.values()] if isinstance(data, dict) else []
    for laag in (laag for laag in lagen if isinstance(laag, dict)):
        klein = {str(k).lower(): v for k, v in laag.items() if isinstance(v, str | int) and str(v).strip()}
        titel = next((str(klein[k]) for k in _NAMEN if k in klein), None)
        if titel and len(titel) <= 200:
            code = next((str(klein[k]) for k in _AANDUIDINGEN if k in klein), "")
            return Kenmerken(titel=" ".join(f"{code} {titel}".split()))
    return Kenmerken(titel=PurePath(naam).name)
