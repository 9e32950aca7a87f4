"""The command line `wegwijzer`: data on stdout, errors as one Dutch sentence on stderr, exit status 0, 1 or 2.

The commands stand in `assistant.commands`; those of the rooms above (`serve`, `eval`, `bench`) come in by name through
entry points, so that nothing here imports them. Heavy parts are imported by the command that needs them.
"""

from __future__ import annotations

import os
import sys

from knowledge.errors import InvoerFout, WegwijzerError

_DEBUG = {"aan": False}


def _haal_debug_weg() -> None:
    """Take `--debug` wherever it stands before a lone `--`, not only before the command."""
    opties = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    if "--debug" in sys.argv[1:opties]:
        _DEBUG["aan"] = True
        sys.argv[1:opties] = [a for a in sys.argv[1:opties] if a != "--debug"]


def main() -> None:
    """Run the command line."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for them takes 50 ms, and none is used
    _haal_debug_weg()
    try:
        status = _voer_uit()
    except KeyboardInterrupt:
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
        if _DEBUG["aan"]:
            raise
        _meld(f"Er ging iets mis ({type(fout).__name__}: {str(fout)[:200]}); met --debug ziet u meer.")
        sys.exit(1)
    sys.exit(status)


def _voer_uit() -> int:
    """What was asked for; the exit status."""
    from assistant.commands.one_tool import een_tool, gevraagd

    if een := gevraagd(sys.argv[1:]):
        from assistant.commands.shared import meld
        from assistant.starting import zonder_opruimen

        try:
            with zonder_opruimen():
                een_tool(*een)
        except InvoerFout as fout:
            meld(f"{fout.field}: {fout.message}.")
            return 2
        return 0
    return _met_opties()


def _met_opties() -> int:
    import typer

    from assistant.commands.app import app, hogere_kamers

    eigen = {"tool", "ask", "draft", "search", "ingest", "check"}
    gevraagd = next((a for a in sys.argv[1:] if not a.startswith("-")), None)
    if gevraagd not in eigen:
        hogere_kamers()
    try:
        status = app(standalone_mode=False)
    except typer.Exit as einde:
        return int(einde.exit_code)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except Exception as fout:
        if not (type(fout).__module__.startswith(("click", "typer")) and hasattr(fout, "format_message")):
            raise
        from assistant.commands.errors import nederlands

        if type(fout).__name__ == "NoArgsIsHelpError":
            print(fout.format_message(), file=sys.stderr)
            return 2
        hogere_kamers()
        namen = {c.name or c.callback.__name__ for c in app.registered_commands if c.callback}
        _meld(nederlands(fout, sorted(n.rstrip("_") for n in namen)))
        return 2
    return status if isinstance(status, int) else 0


def _meld(tekst: str) -> None:
    if _DEBUG["aan"]:
        import traceback

        traceback.print_exc()
    print(tekst, file=sys.stderr)


if __name__ == "__main__":
    main()
