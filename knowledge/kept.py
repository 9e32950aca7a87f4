"""Results that are slow to get, kept in a file each until what they come from changes."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from zipfile import BadZipFile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Reeksen = dict[str, NDArray[Any]]

_SLEUTEL = "sleutel"


def bewaard(pad: Path | None, sleutel: str, maak: Callable[[], Reeksen]) -> Reeksen:
    """Arrays from a file, or made and put there.

    A file that can't be read, is of another key or can't be written costs only time.

    Args:
        pad: the file; None: nothing is kept.
        sleutel: stands for all that the arrays are made from.
        maak: makes them.
    """
    if pad is None:
        return maak()
    if (oud := _lees(pad, sleutel)) is not None:
        return oud
    nieuw = maak()
    with suppress(OSError):
        _schrijf(pad, sleutel, nieuw)
    return nieuw


def bewaarde_tekst(pad: Path | None, sleutel: str, maak: Callable[[], str]) -> str:
    """A text from a file, or made and put there; see `bewaard`.

    Args:
        pad: the file; None: nothing is kept.
        sleutel: stands for all that the text is made from; one line.
        maak: makes it.
    """
    if pad is None:
        return maak()
    with suppress(OSError, UnicodeDecodeError):
        gevonden, scheiding, tekst = pad.read_text(encoding="utf-8").partition("\n")
        if scheiding and gevonden == sleutel:
            return tekst
    nieuw = maak()
    with suppress(OSError):
        _als_geheel(pad, lambda bestand: bestand.write(f"{sleutel}\n{nieuw}".encode()))
    return nieuw


def een_keer(pad: Path | None, sleutel: str, doe: Callable[[], None]) -> None:
    """Do something, unless it was done before for the same key; what raises is not done.

    Args:
        pad: where the key of the last time is kept; None: nowhere, so that it is done.
        sleutel: stands for all that it depends on.
        doe: does it.
    """
    if pad is None:
        return doe()
    with suppress(OSError, UnicodeDecodeError):
        if pad.read_text(encoding="utf-8") == sleutel:
            return None
    doe()
    with suppress(OSError):
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_text(sleutel, encoding="utf-8")
    return None


def _lees(pad: Path, sleutel: str) -> Reeksen | None:
    import numpy as np

    try:
        with pad.open("rb") as bestand, np.load(bestand, allow_pickle=False) as archief:
            reeksen = {naam: archief[naam] for naam in archief.files}
    except (OSError, ValueError, EOFError, KeyError, AttributeError, TypeError, BadZipFile):
        return None
    gevonden = reeksen.pop(_SLEUTEL, None)
    return reeksen if gevonden is not None and str(gevonden) == sleutel else None


def _schrijf(pad: Path, sleutel: str, reeksen: Reeksen) -> None:
    import numpy as np

    _als_geheel(pad, lambda bestand: np.savez(bestand, **{_SLEUTEL: np.array(sleutel)}, **reeksen))  # type: ignore[arg-type]


def _als_geheel(pad: Path, schrijf: Callable[[BinaryIO], object]) -> None:
    """Two processes that start at once don't meet each other's half file."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    tijdelijk = pad.with_name(f".{pad.name}.{os.getpid()}.tmp")
    try:
        with tijdelijk.open("wb") as bestand:
            schrijf(bestand)
        tijdelijk.replace(pad)
    finally:
        tijdelijk.unlink(missing_ok=True)


def als_reeks(woorden: Sequence[frozenset[str]]) -> NDArray[np.uint8]:
    """Sets of words as bytes, which an archive of arrays can hold."""
    import numpy as np

    return np.frombuffer(json.dumps([sorted(w) for w in woorden]).encode(), dtype=np.uint8)


def uit_reeks(reeks: NDArray[np.uint8]) -> list[frozenset[str]]:
    """The sets of words of `als_reeks`."""
    return [frozenset(w) for w in json.loads(reeks.tobytes())]
