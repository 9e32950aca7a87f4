"""What users brought in: the sources, their files as last read, and all passages of those, duplicates included.

`ingest` holds the files against this, and makes the index follow it. It lies beside the index, in one SQLite file;
a change is one transaction, committed after the index has switched to it. Without it (lost, or damaged) the list is
made again from the index, and the files are read again at the next run.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import get_args

from knowledge.documents import Passage
from knowledge.duplicates import Afdruk, afdruk, eigenaren
from knowledge.index_folder import CATALOGUS
from knowledge.kenmerken import Kenmerken
from knowledge.sources import Bron, Soort
from knowledge.storage import opslagfout

BESTAND = CATALOGUS
WACHTEN = 10.0
"""Seconds to wait for another process that is changing it."""

_GEGEVENS = "De gegevens over opgenomen documenten"
_VERSIE = 1
_TABELLEN = """
CREATE TABLE bron (nr INTEGER PRIMARY KEY, naam TEXT, soort TEXT, pad BLOB, opgave TEXT NOT NULL, op TEXT,
    UNIQUE (naam, soort));
CREATE TABLE bestand (bron INTEGER, document TEXT, som TEXT NOT NULL, reden TEXT,
    PRIMARY KEY (bron, document)) WITHOUT ROWID;
CREATE TABLE passage (nr INTEGER PRIMARY KEY, bron INTEGER, document TEXT, volgnummer INTEGER,
    sleutel BLOB NOT NULL, geraamte BLOB NOT NULL, van INTEGER, json TEXT NOT NULL);
CREATE INDEX passages ON passage (document, bron, volgnummer);
"""


@dataclass(frozen=True)
class Bekend:
    """A file as it was last read.

    Attributes:
        som: hash of its content and of all else that decided on its passages; empty when that is not known.
        reden: why it could not be read; None when it could.
    """

    som: str
    reden: str | None = None


@dataclass(frozen=True)
class BronStand:
    """A source and what of it is in.

    Attributes:
        bron: the source.
        opgave: what the user said of its documents.
        op: when it last changed, as the caller of `ingest` gave it.
        documenten: files that are in.
        passages: their passages that can be found by themselves.
        dubbel: their passages that another file has too, and that are found there.
        redenen: files that could not be read, and why.
    """

    bron: Bron
    opgave: Kenmerken
    op: str | None
    documenten: int
    passages: int
    dubbel: int
    redenen: Mapping[str, str]

    @property
    def overgeslagen(self) -> int:
        """How many files could not be read."""
        return len(self.redenen)


@dataclass(frozen=True)
class Naam:
    """What a document is called: in the index, and whether its title needs that too to be told from another's."""

    naam: str
    in_titel: bool = False

    def op(self, passage: Passage) -> Passage:
        """A passage of the document, under this name."""
        if passage.document == self.naam:
            return passage
        titel = f"{passage.titel} ({self.naam})" if self.in_titel else passage.titel
        return replace(passage, document=self.naam, titel=titel)


class Catalogue:
    """The list of what users brought in, in the folder of an index; use it in one thread, and close it."""

    def __init__(self, directory: Path) -> None:
        self._map = directory
        self._namen: dict[tuple[int, str], Naam] | None = None
        self._anders = False  # whether passages came or went since it was last settled which are kept
        pad = directory / BESTAND
        with self._eerlijk():
            directory.mkdir(parents=True, exist_ok=True)
            try:
                self._db = self._open(pad)
            except sqlite3.DatabaseError as fout:
                if isinstance(fout, sqlite3.OperationalError):
                    raise
                merk = f".beschadigd-{time.time_ns()}"
                for naam in (pad, pad.with_name(f"{BESTAND}-wal"), pad.with_name(f"{BESTAND}-shm")):
                    if naam.exists():
                        naam.replace(naam.with_name(naam.name + merk))
                self._db = self._open(pad)

    @staticmethod
    def _open(pad: Path) -> sqlite3.Connection:
        db = sqlite3.connect(pad, timeout=WACHTEN, isolation_level=None)
        try:
            _zet_wal(db)
            if _versie(db) != _VERSIE:
                db.execute("BEGIN IMMEDIATE")
                if _versie(db) != _VERSIE:  # somebody else may have made it while we waited
                    _maak_tabellen(db)
                db.execute("COMMIT")
        except BaseException:
            db.close()
            raise
        return db

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def _eerlijk(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as fout:
            raise opslagfout(_GEGEVENS, fout, self._map) from fout

    @contextmanager
    def wijzigen(self) -> Iterator[None]:
        """One change: all of it, or nothing when something goes wrong within.

        Raises:
            WegwijzerError: another process is changing it, or the disk refuses.
        """
        with self._eerlijk():
            self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException as fout:
            with suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            if isinstance(fout, sqlite3.Error):
                raise opslagfout(_GEGEVENS, fout, self._map) from fout
            raise

    # --- sources and files ---------------------------------------------------------------------------------

    def bronnen(self) -> dict[Bron, int]:
        """Every source with its number, in order."""
        rijen = self._db.execute("SELECT pad, soort, nr FROM bron").fetchall()
        gevonden = {Bron(Path(os.fsdecode(pad)), _soort(soort)): nr for pad, soort, nr in rijen}
        return dict(sorted(gevonden.items()))

    def standen(self) -> list[BronStand]:
        """Every source and what of it is in, in order."""
        gezegd = {nr: (opgave, op) for nr, opgave, op in self._db.execute("SELECT nr, opgave, op FROM bron")}
        bestanden = self._tel("SELECT bron, count(*) - count(reden), count(reden) FROM bestand GROUP BY bron")
        redenen: dict[int, dict[str, str]] = {}
        for nr, document, reden in self._db.execute(
            "SELECT bron, document, reden FROM bestand WHERE reden IS NOT NULL ORDER BY document"
        ):
            redenen.setdefault(nr, {})[document] = reden
        passages = self._tel("SELECT bron, count(*) - count(van), count(van) FROM passage GROUP BY bron")
        return [
            BronStand(
                bron,
                Kenmerken(**json.loads(gezegd[nr][0])),
                gezegd[nr][1],
                documenten=bestanden.get(nr, (0, 0))[0],
                passages=passages.get(nr, (0, 0))[0],
                dubbel=passages.get(nr, (0, 0))[1],
                redenen=redenen.get(nr, {}),
            )
            for bron, nr in self.bronnen().items()
        ]

    def _tel(self, vraag: str) -> dict[int, tuple[int, int]]:
        return {nr: (een, ander) for nr, een, ander in self._db.execute(vraag)}

    def opgave(self, bron: Bron) -> Kenmerken:
        """What the user said earlier of a source."""
        rij = self._db.execute(
            "SELECT opgave FROM bron WHERE naam = ? AND soort = ?", (bron.naam, bron.soort)
        ).fetchone()
        return Kenmerken(**json.loads(rij[0])) if rij else Kenmerken()

    def zet_bron(self, bron: Bron, opgave: Kenmerken) -> int:
        """Note a source, and what the user says of it; its number."""
        gezegd = json.dumps({veld: waarde for veld, waarde in asdict(opgave).items() if waarde is not None})
        return int(
            self._db.execute(
                "INSERT INTO bron (naam, soort, pad, opgave) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET opgave = excluded.opgave RETURNING nr",
                (bron.naam, bron.soort, os.fsencode(bron.pad), gezegd),
            ).fetchone()[0]
        )

    def gewijzigd(self, nr: int, op: str | None) -> None:
        """Note when a source changed."""
        self._db.execute("UPDATE bron SET op = coalesce(?, op) WHERE nr = ?", (op, nr))

    def verwijder_bron(self, nr: int) -> int:
        """Take a source out with all of its files; how many had been read."""
        aantal = sum(bekend.reden is None for bekend in self.bestanden(nr).values())
        self._anders, self._namen = True, None
        for tabel, sleutel in (("passage", "bron"), ("bestand", "bron"), ("bron", "nr")):
            self._db.execute(f"DELETE FROM {tabel} WHERE {sleutel} = ?", (nr,))
        return aantal

    def bestanden(self, nr: int) -> dict[str, Bekend]:
        """The files of a source as last read, by document."""
        rijen = self._db.execute("SELECT document, som, reden FROM bestand WHERE bron = ?", (nr,))
        return {document: Bekend(som, reden) for document, som, reden in rijen}

    def zet_bestand(self, nr: int, document: str, bekend: Bekend, passages: Iterable[Passage] = ()) -> None:
        """Note a file as read, in place of what was known of it."""
        self.verwijder_bestand(nr, document)
        self._db.execute("INSERT INTO bestand VALUES (?, ?, ?, ?)", (nr, document, bekend.som, bekend.reden))
        for passage in passages:
            merk = afdruk(passage)
            self._db.execute(
                "INSERT INTO passage (bron, document, volgnummer, sleutel, geraamte, json) VALUES (?, ?, ?, ?, ?, ?)",
                (nr, document, passage.volgnummer, merk.sleutel, merk.geraamte, passage.to_json()),
            )

    def verwijder_bestand(self, nr: int, document: str) -> None:
        """Take one file out."""
        self._anders, self._namen = True, None
        for tabel in ("passage", "bestand"):
            self._db.execute(f"DELETE FROM {tabel} WHERE bron = ? AND document = ?", (nr, document))

    # --- passages ------------------------------------------------------------------------------------------

    def kies(self) -> None:
        """Settle which passages are kept: of those that say the same, the first by document.

        A file that is wholly the same as an earlier one is a duplicate whatever its name says.
        """
        if not self._anders:
            return
        rijen = self._db.execute(
            "SELECT p.nr, p.volgnummer, b.som, sleutel, geraamte, van FROM passage p"
            " JOIN bestand b USING (bron, document) ORDER BY p.document, p.bron, volgnummer"
        ).fetchall()
        eerste: dict[tuple[str, int], int] = {}
        kopie: dict[int, int] = {}
        for nr, volgnummer, som, *_ in rijen:
            if som and eerste.setdefault((som, volgnummer), nr) != nr:
                kopie[nr] = eerste[som, volgnummer]
        eigen = ((nr, Afdruk(sleutel, geraamte)) for nr, _, _, sleutel, geraamte, _ in rijen if nr not in kopie)
        van = eigenaren(eigen, self._tekst)
        van |= {nr: van.get(bron, bron) for nr, bron in kopie.items()}
        anders = [(van.get(nr), nr) for nr, *_, was in rijen if van.get(nr) != was]
        self._db.executemany("UPDATE passage SET van = ? WHERE nr = ?", anders)
        self._anders, self._namen = False, None

    def _tekst(self, nr: int) -> str:
        regel = self._db.execute("SELECT json FROM passage WHERE nr = ?", (nr,)).fetchone()[0]
        return Passage.from_json(regel).text

    def gekozen(self) -> dict[str, list[tuple[str, str, int]]]:
        """For each document that must be found: source, hash of the file and place in it, of each passage kept."""
        documenten: dict[str, list[tuple[str, str, int]]] = {}
        for bron, document, *deel in self._db.execute(
            "SELECT p.bron, p.document, bron.naam, b.som, p.volgnummer FROM passage p"
            " JOIN bestand b USING (bron, document) JOIN bron ON bron.nr = p.bron"
            " WHERE van IS NULL ORDER BY p.document, p.bron, volgnummer"
        ):
            naam = self._naam(bron, document)
            merk = (deel[0], deel[1] + "met naam" * naam.in_titel, deel[2])
            documenten.setdefault(naam.naam, []).append(merk)
        return dict(sorted(documenten.items()))

    def passages(self, document: str) -> list[Passage]:
        """The passages of a document that are kept, in order, as they must be found; see `naamgenoten`."""
        eigen = [plek for plek, naam in self._genoemd().items() if naam.naam == document]
        if not eigen:
            bronnen = self._db.execute("SELECT DISTINCT bron FROM passage WHERE document = ? ORDER BY 1", (document,))
            eigen = [(nr, document) for (nr,) in bronnen.fetchall() if (nr, document) not in self._genoemd()]
        return [
            self._naam(nr, naam).op(Passage.from_json(regel))
            for nr, naam in eigen
            for (regel,) in self._db.execute(
                "SELECT json FROM passage WHERE bron = ? AND document = ? AND van IS NULL ORDER BY volgnummer",
                (nr, naam),
            )
        ]

    def _naam(self, nr: int, document: str) -> Naam:
        return self._genoemd().get((nr, document)) or Naam(document)

    def _genoemd(self) -> dict[tuple[int, str], Naam]:
        """Source and name of each document of which another source has one of the same name, and how it is called."""
        if self._namen is None:
            genoten: dict[str, list[tuple[int, Passage]]] = {}
            for nr, document, regel, _ in self._db.execute(
                "SELECT bron, document, json, min(volgnummer) FROM passage WHERE van IS NULL AND document IN"
                " (SELECT document FROM passage WHERE van IS NULL GROUP BY document HAVING count(DISTINCT bron) > 1)"
                " GROUP BY bron, document ORDER BY document, bron"
            ):
                genoten.setdefault(document, []).append((nr, Passage.from_json(regel)))
            bezet = {naam for (naam,) in self._db.execute("SELECT DISTINCT document FROM bestand") if genoten}
            self._namen = {}
            for document, groep in genoten.items():
                self._namen |= {(nr, document): naam for nr, naam in _uiteen(groep, bezet).items()}
        return self._namen

    def eerste_passage(self, nr: int) -> Passage | None:
        """The first passage of a source, kept or not, with the name that its document is found by; None without any."""
        rij = self._db.execute(
            "SELECT json FROM passage WHERE bron = ? ORDER BY document, volgnummer LIMIT 1", (nr,)
        ).fetchone()
        if rij is None:
            return None
        passage = Passage.from_json(rij[0])
        return replace(passage, document=self._naam(nr, passage.document).naam)

    def dubbel(self, nr: int) -> dict[tuple[str, str], int]:
        """How many passages of a document (first) of a source are found at another document (second).

        The second has its source behind it when it has the same name in another source.
        """
        rijen = self._db.execute(
            "SELECT p.document, e.document || CASE WHEN e.document = p.document AND e.bron <> p.bron"
            " THEN ' (uit ' || bron.naam || ')' ELSE '' END, count(*)"
            " FROM passage p JOIN passage e ON p.van = e.nr JOIN bron ON bron.nr = e.bron"
            " WHERE p.bron = ? GROUP BY 1, 2 ORDER BY 1, 2",
            (nr,),
        )
        return {(document, eigenaar): aantal for document, eigenaar, aantal in rijen}

    def naamgenoten(self, nr: int) -> dict[str, list[str]]:
        """Documents of a source of which another source has one with the same name and another text: how each of these
        is called instead, with as much of its folders as tells it apart."""
        eigen = sorted(document for bron, document in self._genoemd() if bron == nr)
        return {
            document: sorted({n.naam for (_, ander), n in self._genoemd().items() if ander == document})
            for document in eigen
        }

    def aantal(self, nr: int) -> int:
        """Passages of a source that are kept."""
        return int(self._db.execute("SELECT count(*) FROM passage WHERE bron = ? AND van IS NULL", (nr,)).fetchone()[0])


def _uiteen(groep: Sequence[tuple[int, Passage]], bezet: AbstractSet[str]) -> dict[int, Naam]:
    """Names for the documents of one name, by source: the end of the path of each, as long as it must be."""
    paden = {nr: Path(passage.bestand).parts[1:] for nr, passage in groep}
    if len(set(paden.values())) == 1:  # one file, in two sources
        return {}
    titels = Counter(passage.titel for _, passage in groep)
    kortste = 1 + max(len(Path(passage.document).parts) for _, passage in groep)
    for lengte in range(kortste, 1 + max(kortste, *map(len, paden.values()))):
        namen = {delen: "/".join(delen[-lengte:]) for delen in paden.values()}
        if len(set(namen.values())) == len(namen) and bezet.isdisjoint(namen.values()):
            break
    return {nr: Naam(namen[paden[nr]], titels[passage.titel] > 1) for nr, passage in groep}


def lees_standen(directory: Path) -> list[BronStand]:
    """What is in the index of a folder, by source; nothing is made there."""
    if not (directory / BESTAND).exists():
        return []
    with gelezen(directory) as catalogus:
        return catalogus.standen()


def eerste_passages(directory: Path) -> dict[str, Passage]:
    """The first passage of every source in the index of a folder, by the name of the source."""
    if not (directory / BESTAND).exists():
        return {}
    with gelezen(directory) as catalogus:
        eerste = {bron.naam: catalogus.eerste_passage(nr) for bron, nr in catalogus.bronnen().items()}
    return {naam: passage for naam, passage in eerste.items() if passage}


@contextmanager
def gelezen(directory: Path) -> Iterator[Catalogue]:
    """The list in the folder of an index, for reading.

    Raises:
        WegwijzerError: it can not be read.
    """
    with closing(Catalogue(directory)) as catalogus, catalogus._eerlijk():
        yield catalogus


def _zet_wal(db: sqlite3.Connection) -> None:
    """Let readers go on while somebody writes; SQLite itself does not wait for whoever is doing this at the moment."""
    tot = time.monotonic() + WACHTEN
    while db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() >= tot:
                raise
            time.sleep(0.01)


def _versie(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _maak_tabellen(db: sqlite3.Connection) -> None:
    """Make the tables anew, within a transaction."""
    for (naam,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        db.execute(f"DROP TABLE {naam}")
    for opdracht in (*_TABELLEN.split(";"), f"PRAGMA user_version = {_VERSIE}"):
        if opdracht.strip():
            db.execute(opdracht)


def _soort(naam: str) -> Soort:
    gevonden: Soort = next(soort for soort in get_args(Soort) if soort == naam)
    return gevonden
