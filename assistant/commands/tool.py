"""The command `tool`: a fixed rule, without language model or index."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.commands.shared import fout_in, regels, schrijf, stop
from knowledge.errors import InvoerFout


def tool_(
    naam: Annotated[str | None, typer.Argument(help="Naam van de tool.")] = None,
    json_: Annotated[str | None, typer.Option("--json", help="Invoer als JSON-object.")] = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Lees regels {id, tool, input} van stdin.")] = False,
    lijst: Annotated[bool, typer.Option("--list", help="Toon alle tools met hun JSON Schema.")] = False,
) -> None:
    """Voer een vaste regel uit, zonder taalmodel."""
    from tools.invoer import GROOTSTE_INVOER, lees_json
    from tools.registry import OnbekendeTool, namen, tool, voer_uit

    if lijst:
        schrijf(
            [
                {
                    "name": n,
                    "title": tool(n).titel,
                    "description": tool(n).beschrijving,
                    "schema": tool(n).schema(),
                }
                for n in namen()
            ]
        )
        return
    if jsonl:
        for fout, regel in regels():
            schrijf(fout_in(None, "invoer", fout) if fout else _een_tool(regel))
        return
    if naam is None:
        stop(f"Noem een tool: {', '.join(namen())}.", 2)
    try:
        grootste = tool(naam).grootste_invoer if naam in namen() else GROOTSTE_INVOER
        data = lees_json(json_ if json_ is not None else "{}", grootste)
        uitkomst = voer_uit(naam, _met_bestand(naam, data))
    except OnbekendeTool as fout:
        stop(f"tool: {fout.args[0]}.", 2)
    except InvoerFout as fout:
        stop(f"{fout.field}: {fout.message}.", 2)
    schrijf(uitkomst.model_dump(mode="json"))


def _met_bestand(naam: str, data: Any) -> Any:
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


def _een_tool(regel: dict[str, Any]) -> dict[str, Any]:
    from tools.registry import OnbekendeTool, voer_uit

    id_ = regel.get("id")
    vreemd = set(regel) - {"id", "tool", "input"}
    if vreemd:
        return fout_in(id_, sorted(vreemd)[0][:80], "dit veld bestaat niet; toegestaan zijn id, tool, input")
    if not isinstance(regel.get("tool"), str):
        return fout_in(id_, "tool", "noem de naam van een tool")
    if not isinstance(regel.get("input", {}), dict):
        return fout_in(id_, "input", "geef een JSON-object met velden")
    try:
        data = _met_bestand(regel["tool"], regel.get("input", {}))
        return {"id": id_, "result": voer_uit(regel["tool"], data).model_dump(mode="json")}
    except OnbekendeTool as fout:
        return fout_in(id_, "tool", str(fout.args[0]))
    except InvoerFout as fout:
        return fout_in(id_, fout.field, fout.message)
