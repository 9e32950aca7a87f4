"""The commands of `wegwijzer` and their options."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.commands.ask import ask, draft
from assistant.commands.documents import check, ingest, search
from assistant.commands.help import Opdracht, Opdrachten
from assistant.commands.tool import tool_

app = typer.Typer(
    cls=Opdrachten,
    name="wegwijzer",
    help="Vragen over jeugdhulpcontracten, exact beantwoord uit de documenten.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def _opties(
    debug: Annotated[bool, typer.Option("--debug", help="Toon bij een fout ook de technische melding.")] = False,
) -> None:
    """`assistant.cli` takes the option out wherever it stands; here it is told of."""
    del debug


app.command("tool", cls=Opdracht)(tool_)
for _opdracht in (ask, draft, search, ingest, check):
    app.command(cls=Opdracht)(_opdracht)


def hogere_kamers() -> None:
    """Add the commands that other rooms offer; only when the command asked for is not ours."""
    from importlib.metadata import entry_points

    eigen = {c.name for c in app.registered_commands}
    for punt in entry_points(group="wegwijzer.commands"):
        if punt.name not in eigen:
            app.command(punt.name, cls=Opdracht)(punt.load())
