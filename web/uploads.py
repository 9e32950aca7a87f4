"""Documents that come in over HTTP: read from the request, and kept in a folder of their own in the data folder.

A file is kept under its own name, made safe, and replaces an earlier one of that name as a whole. What was sent is
never used as a path.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import unicodedata
import uuid
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from knowledge.documents import GROOTSTE_BESTAND
from knowledge.errors import InvoerFout
from knowledge.storage import fsync_dir, opslagfout

MOST_FILES = 200
"""Most files in one request."""
LONGEST_NAME = 150
"""Longest name of a file, in bytes."""
OPTIONS = ("regeling", "titel", "datum", "uitgever", "van", "tot")
"""What may be said of documents, as `assistant.documents.lees_opgave` takes it."""
COMING = ".*.tmp"
"""What files are called while they come in; what is left of them is of no use."""
_WHAT = "De bestanden"
_NOT_A_FORM = "stuur de bestanden als formulier (multipart/form-data)"


@dataclass(frozen=True)
class Sent:
    """A file of a request."""

    name: str
    """The name it gets."""
    size: int
    content: BinaryIO


@dataclass(frozen=True)
class Sending:
    """What a request brings: files, and what is said of them."""

    files: list[Sent]
    options: dict[str, str]


@asynccontextmanager
async def sending(request: Request) -> AsyncIterator[Sending]:
    """The files of a request, open while one is within.

    Raises:
        InvoerFout: it is not a form with files, or there are too many.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise InvoerFout("bestand", _NOT_A_FORM)
    async with AsyncExitStack() as stack:
        try:
            form = await stack.enter_async_context(request.form(max_files=MOST_FILES, max_fields=50))
        except HTTPException as error:
            if error.status_code != 400:
                raise
            many = "Too many files" in str(error.detail)  # Starlette says in English what is wrong
            raise InvoerFout("bestand", f"hoogstens {MOST_FILES} bestanden tegelijk" if many else _NOT_A_FORM) from None
        except OSError as error:
            raise opslagfout(_WHAT, error, Path(tempfile.gettempdir())) from error
        files = [
            Sent(safe_name(value.filename or ""), value.size or 0, value.file)
            for _, value in form.multi_items()
            if isinstance(value, UploadFile) and (value.filename or value.size)
        ]
        options = {name: value for name, value in form.items() if name in OPTIONS and isinstance(value, str)}
        if not files:
            raise InvoerFout("bestand", "kies eerst een of meer bestanden")
        yield Sending(files, options)


def safe_name(name: str) -> str:
    """A name for a file that was sent: no folders, nothing that can't be shown, not hidden, not too long."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/")).rpartition("/")[2]
    shown = "".join(c if unicodedata.category(c)[0] not in "CZ" else " " if c.isspace() else "" for c in last)
    clean = " ".join(shown.split()).lstrip(".~$ ")
    stem, dot, extension = clean.rpartition(".")
    if not stem:
        stem, dot, extension = clean, "", ""
    room = LONGEST_NAME - len((dot + extension).encode()[:30])
    stem = stem.encode()[:room].decode("utf-8", "ignore").strip()
    extension = extension.encode()[:29].decode("utf-8", "ignore")
    return f"{stem or 'document'}{dot}{extension}"


def keep(folder: Path, files: Sequence[Sent]) -> tuple[list[str], list[dict[str, str]]]:
    """Keep files in a folder.

    Returns:
        The names of those that are kept, and what was left out: `bestand` and `reden`.

    Raises:
        WegwijzerError: the disk refuses.
    """
    kept: list[str] = []
    left_out: list[dict[str, str]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for file in files:
            if file.size > GROOTSTE_BESTAND:
                reason = f"het bestand is groter dan {GROOTSTE_BESTAND // (1024 * 1024)} MB"
                left_out.append({"bestand": file.name, "reden": reason})
            else:
                name = _free(file.name, kept)
                _write(folder, file, name)
                kept.append(name)
        fsync_dir(folder)
    except OSError as error:
        raise opslagfout(_WHAT, error, folder) from error
    return kept, left_out


def _free(name: str, kept: Iterable[str]) -> str:
    """A name that no other file of the same request has; upper or lower case is no difference on every disk."""
    taken = {other.casefold() for other in kept}
    stem, dot, extension = name.rpartition(".") if "." in name else (name, "", "")
    number = 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem} ({number}){dot}{extension}"
    return name


def _write(folder: Path, file: Sent, name: str) -> None:
    coming = folder / f".{uuid.uuid4().hex}.tmp"
    try:
        with coming.open("wb") as target:
            file.content.seek(0)
            shutil.copyfileobj(file.content, target, 1024 * 1024)
            target.flush()
            os.fsync(target.fileno())
        coming.replace(folder / name)
    finally:
        coming.unlink(missing_ok=True)


def names(folder: Path) -> list[str]:
    """The documents in the folder, by name."""
    if not folder.is_dir():
        return []
    return sorted(p.name for p in folder.iterdir() if p.is_file() and not p.name.startswith("."))
