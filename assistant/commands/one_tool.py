"""One tool with its input, as `wegwijzer tool NAME --json INPUT` asks for it: without the parser of options, whose
import and models take a fifth of the time of such a call."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.commands.shared import schrijf
from knowledge.errors import InvoerFout


def gevraagd(argumenten: Sequence[str]) -> tuple[str, str] | None:
    """The name and the input, of a command that is written in the plainest way; None of any other."""
    if len(argumenten) != 4:
        return None
    opdracht, naam, optie, invoer = argumenten
    plat = (opdracht, optie) == ("tool", "--json") and not naam.startswith("-") and invoer.startswith("{")
    return (naam, invoer) if plat else None


def een_tool(naam: str, json_: str) -> None:
    """Run one tool and write its envelope.

    Raises:
        InvoerFout: there is no such tool, or the input is wrong.
        KennisFout: the knowledge base does not load.
    """
    from tools.invoer import GROOTSTE_INVOER, lees_json
    from tools.registry import OnbekendeTool, namen, tool, voer_uit

    try:
        grootste = tool(naam).grootste_invoer if naam in namen() else GROOTSTE_INVOER
        uitkomst = voer_uit(naam, met_bestand(naam, lees_json(json_, grootste)))
    except OnbekendeTool as fout:
        raise InvoerFout("tool", str(fout.args[0])) from None
    schrijf(uitkomst.model_dump(mode="json"))


def met_bestand(naam: str, data: Any) -> Any:
    """The input with the text of a file in the place of its name, for a tool that takes one; only on this command line.

    Raises:
        InvoerFout: the file is too large, can't be read, or is no text.
    """
    from tools.registry import tool

    gekozen = tool(naam)
    waarde = data.get(gekozen.bestand) if gekozen.bestand and isinstance(data, dict) else None
    if gekozen.decodeer is None or not isinstance(waarde, str) or waarde.lstrip("\ufeff \t\r\n").startswith("<"):
        return data
    veld = str(gekozen.bestand)
    try:
        pad = Path(waarde)
        if not pad.is_file():
            if pad.suffix.lower() == ".xml":
                raise InvoerFout(veld, "er is geen bestand met deze naam, en de tekst zelf is geen XML")
            return data
        if pad.stat().st_size > 4 * gekozen.grootste_invoer:
            raise InvoerFout(veld, "het bestand is te groot")
        return data | {veld: gekozen.decodeer(pad.read_bytes())}
    except (OSError, ValueError):
        return data  # no name of a file: the tool says what is wrong with the text
