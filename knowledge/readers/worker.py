"""The process in which files are read (see `isolation`), and the line to it: a length and JSON or bytes."""

from __future__ import annotations

import contextlib
import json
import os
import struct
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any

from knowledge.decoding import LeesFout

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from knowledge.readers.model import Gelezen, Reader

_LENGTE = struct.Struct(">Q")
_MEESTE = 2**30
"""Bytes of a message; more is a worker gone mad."""

RESPIJT = 2.0
"""Seconds beyond its limit that the worker waits for the other process to end it, before it ends itself."""


def schrijf(pijp: IO[bytes], *delen: bytes) -> None:
    """Send parts, each with its length in front."""
    for deel in delen:
        pijp.write(_LENGTE.pack(len(deel)))
        pijp.write(deel)
    pijp.flush()


def ontvang(pijp: IO[bytes]) -> bytes:
    """One part.

    Raises:
        EOFError: the other side is gone.
    """
    kop = pijp.read(_LENGTE.size)
    if len(kop) < _LENGTE.size:
        raise EOFError
    (lengte,) = _LENGTE.unpack(kop)
    if lengte > _MEESTE:
        raise EOFError
    deel = pijp.read(lengte)
    if len(deel) < lengte:
        raise EOFError
    return deel


@cache
def vorm() -> TypeAdapter[Gelezen]:
    """How what was read looks as JSON."""
    from pydantic import TypeAdapter

    from knowledge.readers.model import Gelezen

    return TypeAdapter(Gelezen)


def _begrens(geheugen: int) -> None:
    """Bound the address space, where the system can; elsewhere only time bounds the worker."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash leaves no file behind
        _, hoogste = resource.getrlimit(resource.RLIMIT_AS)
        grens = geheugen if hoogste == resource.RLIM_INFINITY else min(geheugen, hoogste)
        resource.setrlimit(resource.RLIMIT_AS, (grens, hoogste))


@contextlib.contextmanager
def _uiterste(seconden: float) -> Iterator[None]:
    """Die after this time, whatever the code is doing: for when the other process is no longer there to see to it."""
    import signal

    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconden)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _antwoord(vraag: dict[str, str], inhoud: bytes) -> dict[str, Any]:
    """What the reader gives, or why it does not; `versleten`: this process had better be replaced."""
    module, _, functie = vraag["lezer"].partition(":")
    try:
        lezer: Reader = getattr(import_module(module), functie)
        return {"gelezen": vorm().dump_python(lezer(inhoud, vraag["naam"]), mode="json")}
    except LeesFout as fout:
        return {"fout": fout.reden}
    except MemoryError:
        return {"fout": "het lezen vraagt te veel geheugen; splits het bestand", "versleten": True}
    except RecursionError:
        return {"fout": "het bestand is te diep genest om te lezen"}
    except ImportError as fout:
        return {"fout": f"op deze computer ontbreekt een onderdeel om het te lezen ({fout.name or fout})"}
    except Exception as fout:  # noqa: BLE001 - parsers throw anything at a broken file
        return {"fout": f"het bestand is beschadigd en niet te lezen ({type(fout).__name__})"}


def main() -> None:
    """Read files until the input closes."""
    geheugen, tijd = int(sys.argv[1]), float(sys.argv[2])
    uit = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints may not come between the answers
    _begrens(geheugen)
    while True:
        try:
            vraag, inhoud = json.loads(ontvang(sys.stdin.buffer)), ontvang(sys.stdin.buffer)
        except EOFError:
            return
        with _uiterste(tijd + RESPIJT):
            antwoord = _antwoord(vraag, inhoud)
            schrijf(uit, json.dumps(antwoord).encode())
