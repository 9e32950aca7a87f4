"""Static files under an address that changes with their contents, so that a browser keeps them for good.

All files share one version (`/static/v-1a2b3c4d/chat.js`), so that the modules of a script, which name each other by
relative address, change together. Without a version the address works too, and the browser asks every time.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_VOORVOEGSEL = "v-"
_BLIJVEND = "public, max-age=31536000, immutable"


class VersionedFiles(StaticFiles):
    """Serves a folder, with and without the version in the address.

    Args:
        directory: the folder.
        base: the path at which it is mounted, e.g. `/static`.
    """

    def __init__(self, directory: Path, base: str) -> None:
        super().__init__(directory=directory)
        self._map = directory
        self._base = base
        self.versie = _versie(directory)

    def url(self, naam: str) -> str:
        """The address of a file, with the version."""
        return f"{self._base}/{_VOORVOEGSEL}{self.versie}/{naam}"

    def has(self, naam: str) -> bool:
        """Whether there is such a file."""
        return (self._map / naam).is_file()

    def get_path(self, scope: Scope) -> str:
        """The path below the folder: without the version."""
        pad = super().get_path(scope)
        eerste, _, rest = pad.partition("/")
        return rest if rest and eerste.startswith(_VOORVOEGSEL) else pad

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file; kept by the browser when asked by its present version."""
        response = await super().get_response(path, scope)
        if f"/{_VOORVOEGSEL}{self.versie}/" in scope["path"] and response.status_code in {200, 304}:
            response.headers["Cache-Control"] = _BLIJVEND
        return response


def _versie(directory: Path) -> str:
    som = hashlib.sha256()
    for pad in sorted(p for p in directory.rglob("*") if p.is_file()):
        som.update(pad.relative_to(directory).as_posix().encode())
        som.update(hashlib.sha256(pad.read_bytes()).digest())
    return som.hexdigest()[:12]
