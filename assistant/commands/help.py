"""The help of a command in Dutch: the parser of the command line has it in English."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

_WOORDEN = (
    ("Usage: ", "Gebruik: "),
    ("[OPTIONS]", "[OPTIES]"),
    ("COMMAND [ARGS]...", "OPDRACHT [GEGEVENS]..."),
    ("\nArguments:\n", "\nGegevens:\n"),
    ("\nOptions:\n", "\nOpties:\n"),
    ("\nCommands:\n", "\nOpdrachten:\n"),
    ("Show this message and exit.", "Toon deze uitleg."),
    ("  [default: ", "  [standaard: "),
    ("  [required]", "  [verplicht]"),
)


def in_het_nederlands(uitleg: str) -> str:
    """The help with the words of the parser in Dutch."""
    for engels, nederlands in _WOORDEN:
        uitleg = uitleg.replace(engels, nederlands)
    return uitleg


class Opdracht(TyperCommand):
    """A command with Dutch help."""

    def get_help(self, ctx: Any) -> str:
        """Its help."""
        return in_het_nederlands(str(super().get_help(ctx)))


class Opdrachten(TyperGroup):
    """The commands together."""

    def get_help(self, ctx: Any) -> str:
        """Their help."""
        return in_het_nederlands(str(super().get_help(ctx)))
