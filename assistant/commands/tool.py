"""The command `tool`: a fixed rule, without language model or index."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from assistant.commands.one_tool import een_tool, met_bestand
from assistant.commands.shared import fout_in, regels, schrijf, stop
from knowledge.errors import InvoerFout


def tool_(
    naam: Annotated[str | None, typer.Argument(help="Naam van de tool.")] = None,
    json_: Annotated[str | None, typer.Option("--json", help="Invoer als JSON-object.")] = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Lees regels {id, tool, input} van stdin.")] = False,
    lijst: Annotated[bool, typer.Option("--list", help="Toon alle tools met hun JSON Schema.")] = False,
) -> None:
    """Voer een vaste regel uit, zonder taalmodel."""
    from tools.registry import namen, tool

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
        een_tool(naam, json_ if json_ is not None else "{}")
    except InvoerFout as fout:
        stop(f"{fout.field}: {fout.message}.", 2)


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
        data = met_bestand(regel["tool"], regel.get("input", {}))
        return {"id": id_, "result": voer_uit(regel["tool"], data).model_dump(mode="json")}
    except OnbekendeTool as fout:
        return fout_in(id_, "tool", str(fout.args[0]))
    except InvoerFout as fout:
        return fout_in(id_, fout.field, fout.message)
