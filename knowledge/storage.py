"""Writing to disk so that a crash leaves either the old or the new, and saying plainly what went wrong."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

from knowledge.errors import WegwijzerError

_VOL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_VOL_TEKST = (
    "disk is full",
    "no space left",
    "quota exceeded",
    "file too large",
    "disk i/o error",
    "os error 28",
    "os error 27",
)
_ALLEEN_LEZEN_TEKST = ("read-only", "readonly", "os error 30", "unable to open database")
_KRAP = 4 * 1024 * 1024  # with less than this free, a write that fails fails for want of room


def opslagfout(wat: str, error: BaseException, map_: Path) -> WegwijzerError:
    """A Dutch error for something that could not be read or written.

    Args:
        wat: the subject of the sentence, plural ("De bewaarde vectoren").
        error: what the system said.
        map_: the folder that was written to.
    """
    tekst = str(error)
    alleen_lezen = isinstance(error, PermissionError) or getattr(error, "errno", None) == errno.EROFS
    if alleen_lezen or any(teken in tekst.lower() for teken in _ALLEEN_LEZEN_TEKST):
        return WegwijzerError(
            f"{wat} konden niet worden opgeslagen: in de map {map_} mag of kan niet worden geschreven; "
            "geef schrijfrechten of kies een andere map (WEGWIJZER_DATA)."
        )
    vol = getattr(error, "errno", None) in _VOL or any(teken in tekst.lower() for teken in _VOL_TEKST)
    if vol or _vrij(map_) < _KRAP:
        return WegwijzerError(
            f"{wat} konden niet worden opgeslagen: de schijf is vol of niet beschrijfbaar. Wat er al was "
            "blijft gelden; maak ruimte en probeer het opnieuw."
        )
    if "locked" in tekst:
        return WegwijzerError(f"{wat} zijn in gebruik door een ander proces; probeer het zo weer.")
    return WegwijzerError(f"{wat} konden niet worden gelezen of opgeslagen ({tekst}); probeer het opnieuw.")


def _vrij(map_: Path) -> int:
    """Free bytes where a folder is, or would be."""
    while not map_.exists() and map_ != map_.parent:
        map_ = map_.parent
    try:
        return shutil.disk_usage(map_).free
    except OSError:
        return _KRAP


def fsync_dir(path: Path) -> None:
    """Make the names in a folder durable."""
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def fsync_tree(path: Path) -> None:
    """Make every file and name under a folder durable."""
    for map_, _, bestanden in os.walk(path):
        for naam in bestanden:
            fd = os.open(Path(map_) / naam, os.O_RDONLY)
            try:
                os.fsync(fd)
            finally:
                os.close(fd)
        fsync_dir(Path(map_))


def write_atomically(path: Path, text: str) -> None:
    """Replace a file as a whole: after a crash it has the old text or the new."""
    tijdelijk = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with tijdelijk.open("w", encoding="utf-8") as bestand:
            bestand.write(text)
            bestand.flush()
            os.fsync(bestand.fileno())
        tijdelijk.replace(path)
    finally:
        tijdelijk.unlink(missing_ok=True)
    fsync_dir(path.parent)
