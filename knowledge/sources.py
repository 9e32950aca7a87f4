"""What a user points at: files, folders and patterns; and the files that these come down to."""

from __future__ import annotations

import glob
import os
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

from knowledge.decoding import LeesFout
from knowledge.documents import lees_bytes
from knowledge.errors import InvoerFout
from knowledge.index_folder import is_index

Soort = Literal["map", "bestand", "patroon"]

_MAPPEN = {"__pycache__", "node_modules", "__MACOSX"}
_BEGIN = (".", "~$")  # hidden; lock files of office programs
_EIND = ("~", ".tmp", ".temp", ".swp", ".part", ".crdownload", ".lock")
_NAMEN = {"thumbs.db", "desktop.ini"}
_NIET_TE_TONEN = {"Cc", "Cs", "Zl", "Zp"}


class Onbereikbaar(LeesFout):
    """A file that is there but can't be read just now: what it says is not known."""


@dataclass(frozen=True, order=True)
class Bron:
    """Something that a user points at, and that goes in and out as a whole.

    Attributes:
        pad: absolute path; of a pattern the pattern itself.
        soort: what it is.
    """

    pad: Path
    soort: Soort

    @property
    def naam(self) -> str:
        """The path as text, whatever bytes it is made of."""
        return toonbaar(str(self.pad))

    @property
    def wortel(self) -> Path:
        """The folder below which its files are named."""
        if self.soort == "map":
            return self.pad
        if self.soort == "bestand":
            return self.pad.parent
        vast = next(nr for nr, deel in enumerate(self.pad.parts) if glob.has_magic(deel))
        return Path(*self.pad.parts[:vast])

    def bevat(self, ander: Bron) -> bool:
        """Whether this is a folder that takes in everything of another source."""
        if self.soort != "map" or self == ander or not ander.wortel.is_relative_to(self.pad):
            return False
        binnen = ander.pad if ander.soort != "patroon" else ander.wortel
        return not any(_genegeerd(deel) for deel in binnen.relative_to(self.pad).parts)


@dataclass
class Vondst:
    """The files of a source.

    Attributes:
        bestanden: document -> file, in order.
        overgeslagen: what was left out and must be known: `bestand` and `reden`.
        onleesbaar: folders that could not be listed, as documents begin ("" for all of it).
    """

    bestanden: dict[str, Path] = field(default_factory=dict)
    overgeslagen: list[dict[str, str]] = field(default_factory=list)
    onleesbaar: list[str] = field(default_factory=list)


def toonbaar(naam: str) -> str:
    """A file name as text that can be shown and stored: odd bytes and control characters are written out."""
    tekst = os.fsencode(naam).decode("utf-8", "backslashreplace")
    return "".join(
        teken.encode("unicode_escape").decode() if unicodedata.category(teken) in _NIET_TE_TONEN else teken
        for teken in tekst
    )


def vind_bronnen(paden: Sequence[Path | str], bekend: Collection[Bron] = ()) -> list[Bron]:
    """What the user points at, in order; what lies in a folder that is given too is not taken twice.

    Args:
        paden: files, folders, or patterns such as `docs/**/*.pdf`.
        bekend: sources of before; a pattern among them may fit nothing any more, since its files can be gone.

    Raises:
        InvoerFout: a path does not exist or is no file or folder; a pattern fits nothing.
    """
    bronnen = list(dict.fromkeys(_bron(str(pad), bekend) for pad in paden))
    return [bron for bron in bronnen if not any(ander.bevat(bron) for ander in bronnen)]


def pad_van(tekst: str) -> Path:
    """The absolute path that a user means; it need not exist."""
    try:
        return Path(tekst).expanduser().resolve()
    except (OSError, RuntimeError, ValueError) as fout:  # a loop of links, no such home, a zero byte
        raise InvoerFout("pad", f"'{toonbaar(tekst)[:200]}' is geen pad; geef een bestand of een map") from fout


def _bron(tekst: str, bekend: Collection[Bron]) -> Bron:
    try:
        return _wat(tekst, pad_van(tekst), bekend)
    except OSError as fout:
        reden = "u hebt geen rechten om daar te lezen" if isinstance(fout, PermissionError) else str(fout.strerror)
        raise InvoerFout("pad", f"'{toonbaar(tekst)[:200]}' is niet te vinden: {reden}") from fout


def _wat(tekst: str, pad: Path, bekend: Collection[Bron]) -> Bron:
    naam = toonbaar(tekst)[:200]
    if pad.is_dir():
        return Bron(pad, "map")
    if pad.is_file():
        return Bron(pad, "bestand")
    if pad.exists():
        raise InvoerFout("pad", f"'{naam}' is geen bestand of map")
    bron = Bron(pad, "patroon")
    if any(ander.pad == pad for ander in bekend) and not (glob.has_magic(tekst) and bron.wortel.is_dir()):
        wat = "staat nog in de index; haal het weg met --verwijder, of zet het terug"
        raise InvoerFout("pad", f"'{naam}' bestaat niet meer, maar wat eruit is opgenomen {wat}")
    if not glob.has_magic(tekst):
        raise InvoerFout("pad", f"'{naam}' bestaat niet; geef een bestand of een map")
    if bron not in bekend and not vind_bestanden(bron).bestanden:
        raise InvoerFout("pad", f"'{naam}' past op geen enkel bestand; geef een ander patroon, een bestand of een map")
    return bron


def vind_bestanden(bron: Bron) -> Vondst:
    """The files of a source, hidden and temporary ones left out; links out of a folder are not followed."""
    vondst = Vondst()
    if bron.soort == "bestand":
        vondst.bestanden[toonbaar(bron.pad.name)] = bron.pad
        return vondst
    patroon = bron.pad.parts[len(bron.wortel.parts) :]
    for pad in _lijst(bron.wortel, vondst):
        delen = pad.relative_to(bron.wortel).parts
        if patroon and not any(_past(delen[:tot], patroon) for tot in range(1, len(delen) + 1)):
            continue
        document = toonbaar("/".join(delen))
        if vondst.bestanden.setdefault(document, pad) != pad:
            _sla_over(vondst, document, "een ander bestand in deze map heeft dezelfde naam")
    vondst.bestanden = dict(sorted(vondst.bestanden.items()))
    return vondst


def _lijst(wortel: Path, vondst: Vondst) -> Iterator[Path]:
    """Every file below a folder that counts."""

    def onleesbaar(fout: OSError) -> None:
        plek = os.path.relpath(os.fsdecode(fout.filename), wortel) if fout.filename else "."
        document = "" if plek == "." else toonbaar(Path(plek).as_posix()) + "/"
        reden = "u hebt geen rechten om deze map te lezen" if isinstance(fout, PermissionError) else str(fout.strerror)
        _sla_over(vondst, document or "./", f"{reden}; wat er eerder uit is opgenomen, blijft")
        vondst.onleesbaar.append(document)

    for ouder, mappen, namen in os.walk(wortel, onerror=onleesbaar):
        plek = Path(ouder)
        for naam in (*mappen, *namen):
            if not _genegeerd(naam) and (plek / naam).is_symlink() and not _binnen(plek / naam, wortel):
                document = toonbaar((plek / naam).relative_to(wortel).as_posix())
                _sla_over(vondst, document, "dit is een koppeling naar buiten de map; die wordt niet gevolgd")
        mappen[:] = sorted(naam for naam in mappen if not _genegeerd(naam) and not is_index(plek / naam))
        for naam in namen:
            pad = plek / naam
            if not _genegeerd(naam) and not pad.is_symlink() and pad.is_file():
                yield pad


def _binnen(koppeling: Path, wortel: Path) -> bool:
    """Whether a link leads to something in the folder, that is found by itself."""
    try:
        return koppeling.resolve().is_relative_to(wortel)
    except (OSError, RuntimeError):  # RuntimeError: a loop of links
        return False


def _genegeerd(naam: str) -> bool:
    laag = naam.lower()
    return naam.startswith(_BEGIN) or laag.endswith(_EIND) or laag in _NAMEN or naam in _MAPPEN


def _past(delen: Sequence[str], patroon: Sequence[str]) -> bool:
    """Whether a path fits a pattern, part by part; `**` is any number of folders; upper or lower case."""
    if not patroon:
        return not delen
    if patroon[0] == "**":
        return any(_past(delen[vanaf:], patroon[1:]) for vanaf in range(len(delen) + 1))
    return bool(delen) and fnmatchcase(delen[0].lower(), patroon[0].lower()) and _past(delen[1:], patroon[1:])


def _sla_over(vondst: Vondst, bestand: str, reden: str) -> None:
    vondst.overgeslagen.append({"bestand": bestand, "reden": reden})


def lees_rustig(pad: Path, document: str) -> bytes:
    """The bytes of a file that did not change while it was read.

    Raises:
        Onbereikbaar: it can't be read now, or keeps changing.
        LeesFout: it is too large.
    """
    try:
        for _ in range(2):
            voor = _stand(pad)
            inhoud = lees_bytes(pad, document)
            if _stand(pad) == voor:
                return inhoud
    except OSError as fout:
        raise Onbereikbaar(document, "het bestand verdween terwijl het werd gelezen") from fout
    except LeesFout as fout:
        if isinstance(fout.__cause__, OSError):
            raise Onbereikbaar(document, fout.reden) from fout
        raise
    raise Onbereikbaar(document, "het bestand verandert terwijl het wordt gelezen; probeer het straks opnieuw")


def _stand(pad: Path) -> tuple[int, int, int]:
    stat = pad.stat()
    return stat.st_size, stat.st_mtime_ns, stat.st_ino
