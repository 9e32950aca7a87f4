"""The command line `wegwijzer`: data on stdout, errors as one Dutch sentence on stderr, exit status 0, 1 or 2.

The commands stand in `assistant.commands`; those of the rooms above (`serve`, `eval`, `bench`) come in by name through
entry points, so that nothing here imports them. Heavy parts are imported by the command that needs them.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from assistant.commands.ask import ask, draft
from assistant.commands.documents import check, ingest, search
from assistant.commands.tool import tool_
from knowledge.errors import InvoerFout, WegwijzerError

app = typer.Typer(
    name="wegwijzer",
    help="Vragen over jeugdhulpcontracten, exact beantwoord uit de documenten.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
_DEBUG = {"aan": False}


@app.callback()
def _opties(
    debug: Annotated[bool, typer.Option("--debug", help="Toon bij een fout ook de technische melding.")] = False,
) -> None:
    _DEBUG["aan"] = _DEBUG["aan"] or debug


app.command("tool")(tool_)
for _opdracht in (ask, draft, search, ingest, check):
    app.command()(_opdracht)


def _hogere_kamers() -> None:
    """Add the commands that other rooms offer; only when the command asked for is not ours."""
    from importlib.metadata import entry_points

    eigen = {c.name for c in app.registered_commands}
    for punt in entry_points(group="wegwijzer.commands"):
        if punt.name not in eigen:
            app.command(punt.name)(punt.load())


def _haal_debug_weg() -> None:
    """Take `--debug` wherever it stands before a lone `--`, not only before the command."""
    opties = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    if "--debug" in sys.argv[1:opties]:
        _DEBUG["aan"] = True
        sys.argv[1:opties] = [a for a in sys.argv[1:opties] if a != "--debug"]


def main() -> None:
    """Run the command line."""
    eigen = {"tool", "ask", "draft", "search", "ingest", "check"}
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for them takes 50 ms, and none is used
    _haal_debug_weg()
    gevraagd = next((a for a in sys.argv[1:] if not a.startswith("-")), None)
    if gevraagd not in eigen:
        _hogere_kamers()
    try:
        status = app(standalone_mode=False)
    except typer.Exit as einde:
        sys.exit(einde.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        print("Afgebroken.", file=sys.stderr)
        sys.exit(130)
    except InvoerFout as fout:
        _meld(f"{fout.field}: {fout.message}.")
        sys.exit(2)
    except WegwijzerError as fout:
        _meld(str(fout))
        sys.exit(1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as fout:
        if type(fout).__module__.startswith(("click", "typer")) and hasattr(fout, "format_message"):
            from assistant.commands.errors import nederlands

            if type(fout).__name__ == "NoArgsIsHelpError":
                print(fout.format_message(), file=sys.stderr)
                sys.exit(2)
            _hogere_kamers()
            namen = {c.name or c.callback.__name__ for c in app.registered_commands if c.callback}
            _meld(nederlands(fout, sorted(n.rstrip("_") for n in namen)))
            sys.exit(2)
        if _DEBUG["aan"]:
            raise
        _meld(f"Er ging iets mis ({type(fout).__name__}: {str(fout)[:200]}); met --debug ziet u meer.")
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)


def _meld(tekst: str) -> None:
    if _DEBUG["aan"]:
        import traceback

        traceback.print_exc()
    print(tekst, file=sys.stderr)


if __name__ == "__main__":
    main()
