"""Generations of the index on disk: built aside, proven whole, switched to in one step.

```
<index>/gen-7/…            a finished generation; its manifest.json is written last and never changes
<index>/CURRENT            the name of the generation in use, replaced atomically
<index>/.lock              held (flock) by the one process that is building; goes with the process
```

Whatever happens while a generation is built, CURRENT names a whole one: the next build removes the remains.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from knowledge.errors import WegwijzerError
from knowledge.storage import fsync_dir, fsync_tree, write_atomically

_HASH_TOT = 256 * 1024 * 1024  # above this size in all only the sizes of files are compared when opening
_VERANDERLIJK = ("chroma/chroma.sqlite3",)  # Chroma writes a little in it when it opens a database


@dataclass(frozen=True)
class DocumentInfo:
    """What the index knows of one document: content hash, hash of its file, number of passages."""

    hash: str
    bestand: str | None
    passages: int


@dataclass(frozen=True)
class Manifest:
    """What a generation is made of.

    Attributes:
        indeling: version of the code that built it.
        model: id of the embedding model.
        versie: hash of the content, the same for the same passages and model.
        bronnen: owner -> document -> what is known of it.
        vectoren: collection -> number of vectors.
        passages: number of passages in all.
        bestanden: file -> size and sha256 (empty for what may change).
        opslag: kind of store that has the vectors.
    """

    indeling: str
    model: str
    versie: str
    bronnen: dict[str, dict[str, DocumentInfo]]
    vectoren: dict[str, int]
    passages: int
    bestanden: dict[str, tuple[int, str]] = field(default_factory=dict)
    opslag: str = "map"


class Beschadigd(Exception):
    """A generation is not what its manifest says; the message says in Dutch what is wrong."""


class Generations:
    """The generations in one folder.

    Args:
        directory: the folder; made when something is written.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._current = directory / "CURRENT"
        self._hoogste = 0

    def stempel(self) -> tuple[int, int] | None:
        """Changes whenever CURRENT does; None when there is none."""
        try:
            stat = os.stat(self._current)  # noqa: PTH116 - on the path of every search
        except FileNotFoundError:
            return None
        return stat.st_ino, stat.st_mtime_ns

    def current(self) -> Path | None:
        """The folder that CURRENT names, whole or not; None when there is no CURRENT."""
        try:
            naam = self._current.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError):
            naam = ""
        return self.directory / (naam if re.fullmatch(r"gen-\d+", naam) else "gen-onbekend")

    @contextmanager
    def lock(self, wachten: float = 10.0) -> Iterator[None]:
        """Be the only one that builds.

        Raises:
            WegwijzerError: somebody else is building, and still was after `wachten` seconds.
        """
        import fcntl

        self.directory.mkdir(parents=True, exist_ok=True)
        fd = os.open(self.directory / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            tot = time.monotonic() + wachten
            while True:
                try:
                    fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() >= tot:
                        raise WegwijzerError(
                            f"De zoekindex in {self.directory} wordt op dit moment door een ander proces "
                            "bijgewerkt; probeer het opnieuw als dat klaar is."
                        ) from None
                    time.sleep(0.05)
            yield
        finally:
            os.close(fd)

    def begin(self) -> Path:
        """A new, empty folder for the next generation; only under the lock."""
        self.opruimen()
        # Not the name of one that failed in this process: Chroma remembers clients by their folder.
        self._hoogste = max(self._hoogste, *(_nummer(pad) for pad in self.directory.glob("gen-*")), 0) + 1
        nieuw = self.directory / f"gen-{self._hoogste}"
        nieuw.mkdir()
        return nieuw

    def publish(self, generatie: Path, manifest: Manifest) -> None:
        """Write the manifest and make this the current generation; only under the lock."""
        bestanden = {naam: _kenmerk(generatie / naam, naam) for naam in _bestanden(generatie)}
        inhoud = asdict(manifest) | {"bestanden": bestanden}
        fsync_tree(generatie)
        write_atomically(generatie / "manifest.json", json.dumps({"som": _som(inhoud), "inhoud": inhoud}, indent=1))
        fsync_dir(self.directory)
        write_atomically(self._current, generatie.name + "\n")
        self.opruimen()

    def opruimen(self) -> None:
        """Remove half-built generations and those before the previous one; only under the lock."""
        current = self.current()
        heel = sorted(
            (pad for pad in self.directory.glob("gen-*") if (pad / "manifest.json").exists()),
            key=_nummer,
            reverse=True,
        )
        vorige = next((pad for pad in heel if current and _nummer(pad) < _nummer(current)), None)
        for pad in self.directory.glob("gen-*"):
            if pad not in (current, vorige):
                shutil.rmtree(pad, ignore_errors=True)


def _nummer(pad: Path) -> int:
    cijfers = pad.name.removeprefix("gen-")
    return int(cijfers) if cijfers.isdigit() else 0


def _bestanden(generatie: Path) -> list[str]:
    return sorted(p.relative_to(generatie).as_posix() for p in generatie.rglob("*") if p.is_file())


def _kenmerk(pad: Path, naam: str) -> tuple[int, str]:
    if naam in _VERANDERLIJK:
        return 0, ""
    with pad.open("rb") as bestand:
        return pad.stat().st_size, hashlib.file_digest(bestand, "sha256").hexdigest()


def _som(inhoud: object) -> str:
    return hashlib.sha256(json.dumps(inhoud, sort_keys=True).encode()).hexdigest()


def lees_manifest(generatie: Path) -> Manifest:
    """The manifest of a generation.

    Raises:
        Beschadigd: there is none, or it is not as it was written.
    """
    try:
        data = json.loads((generatie / "manifest.json").read_text(encoding="utf-8"))
        inhoud = data["inhoud"]
        if _som(inhoud) != data["som"]:
            raise Beschadigd("de inhoudsopgave klopt niet")
        bronnen = {
            bron: {naam: DocumentInfo(**info) for naam, info in documenten.items()}
            for bron, documenten in inhoud["bronnen"].items()
        }
        bestanden = {naam: (int(grootte), str(som)) for naam, (grootte, som) in inhoud["bestanden"].items()}
        return Manifest(**{**inhoud, "bronnen": bronnen, "bestanden": bestanden})
    except FileNotFoundError as error:
        raise Beschadigd("de inhoudsopgave ontbreekt") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Beschadigd("de inhoudsopgave is onleesbaar") from error


def controleer(generatie: Path, manifest: Manifest, alleen: str | None = None) -> None:
    """Compare the files of a generation with its manifest.

    Args:
        generatie: its folder.
        manifest: its manifest.
        alleen: only this file; None: all.

    Raises:
        Beschadigd: a file is missing or is not as it was written.
    """
    namen = manifest.bestanden if alleen is None else [alleen]
    klein = sum(grootte for grootte, _ in manifest.bestanden.values()) <= _HASH_TOT
    for naam in namen:
        try:
            grootte, som = manifest.bestanden[naam]
            pad = generatie / naam
            gelijk = pad.stat().st_size == grootte or not som
            if som and gelijk and (klein or alleen):
                gelijk = _kenmerk(pad, naam)[1] == som
        except (OSError, KeyError) as error:
            raise Beschadigd(f"het bestand {naam} ontbreekt") from error
        if not gelijk:
            raise Beschadigd(f"het bestand {naam} is veranderd")
