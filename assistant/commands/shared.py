"""What the commands of `wegwijzer` have in common: lines of JSON in and out, errors, and what a start says."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

GRENS_REGEL = 2_000_000
"""Longest line of JSON that is read from stdin, in characters."""


def stop(melding: str, status: int) -> NoReturn:
    """End with a sentence on stderr."""
    import typer

    meld(melding)
    raise typer.Exit(status)


def meld(melding: str) -> None:
    """A sentence on stderr."""
    print(" ".join(melding.split()) if "\n" not in melding else melding, file=sys.stderr)


def schrijf(data: Any) -> None:
    """A line of JSON on stdout."""
    print(json.dumps(data, ensure_ascii=False), flush=True)


def regels() -> Iterator[tuple[str, Any]]:
    """JSON objects from stdin, with the fault of a line that holds none."""
    for ruw in sys.stdin.buffer:
        try:
            regel = ruw.decode("utf-8-sig")
        except UnicodeDecodeError:
            yield "geen tekst in UTF-8", None
            continue
        if not regel.strip():
            continue
        if len(regel) > GRENS_REGEL:
            yield f"de regel is langer dan {GRENS_REGEL} tekens", None
            continue
        try:
            data = json.loads(regel)
        except (ValueError, RecursionError):
            yield "geen geldige JSON", None
            continue
        yield ("", data) if isinstance(data, dict) else ("geef een JSON-object", None)


def fout_in(id_: Any, field: str, message: str) -> dict[str, Any]:
    """What is wrong with a line of input, as the answer to it."""
    return {"id": id_, "error": {"field": field, "message": message}}


def keur_regeling(regeling: str) -> None:
    """Refuse an unknown regime, before anything that takes long."""
    from knowledge.store import laad

    laad().regeling(regeling)


def voortgang() -> Any:
    """Progress on stderr; a bar on a terminal, a line now and then elsewhere."""
    from assistant.progress import Voortgangsmelder

    return Voortgangsmelder()


def meld_eerste_keer(index: Path) -> None:
    """Say on stderr that a first start takes a while."""
    from knowledge.generations import Generations

    if Generations(index).current() is None:
        print("De index wordt de eerste keer gemaakt; dat kan een minuut duren.", file=sys.stderr, flush=True)
