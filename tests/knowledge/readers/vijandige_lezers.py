"""Readers that do what a parser does at a hostile file; run by the worker process only."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from knowledge.decoding import LeesFout
from knowledge.readers.model import Gelezen
from knowledge.readers.opmaak import gelezen


def gewoon(inhoud: bytes, naam: str) -> Gelezen:
    return gelezen(naam, [f"# Titel\n\n{inhoud.decode()}"], meldingen=("een melding",))


def praat(inhoud: bytes, naam: str) -> Gelezen:
    print("dit mag niet tussen de antwoorden komen", flush=True)
    os.write(1, b"dit ook niet\n")
    return gewoon(inhoud, naam)


def zegt_wie(inhoud: bytes, naam: str) -> Gelezen:
    return gewoon(str(os.getpid()).encode(), naam)


def weigert(inhoud: bytes, naam: str) -> Gelezen:
    raise LeesFout(naam, "dit kan niet")


def struikelt(inhoud: bytes, naam: str) -> Gelezen:
    raise KeyError(inhoud)


def duikt(inhoud: bytes, naam: str) -> Gelezen:
    return duikt(inhoud, naam)


def hangt(inhoud: bytes, naam: str) -> Gelezen:
    """Never ends; `inhoud` is the path of a file that shows that it has begun."""
    Path(inhoud.decode()).touch()
    while True:
        time.sleep(60)


def vreet(inhoud: bytes, naam: str) -> Gelezen:
    vol = bytearray(4 * 2**30)
    return gewoon(str(len(vol)).encode(), naam)


def crasht(inhoud: bytes, naam: str) -> Gelezen:
    os.abort()


def verdwijnt(inhoud: bytes, naam: str) -> Gelezen:
    sys.stdout.flush()
    os._exit(0)
