"""Vectors on a Chroma server: one collection a regime, kept under what was embedded, not under a passage.

A generation says in `sleutels.db` which vector each passage has. Building one adds to the server what is not there
yet, before the switch; what only earlier generations had goes after it. So the server always has all vectors of the
generation in use, whenever a process is killed, and readers leave out what their generation does not have. Names
begin with the id of the index and of the model, so that neither two indexes nor two models ever mix.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from knowledge.chroma_server import RUST, ChromaServer, ServerWeg
from knowledge.dense import HNSW, DenseHit, Rij, Stand, beste, punten, toeslag
from knowledge.errors import WegwijzerError
from knowledge.generations import Beschadigd
from knowledge.storage import write_atomically

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

SLEUTELS = "sleutels.db"
"""File of a generation: which vector on the server belongs to which passage."""
INDEX_ID = "index-id"
"""File of an index: what the names of its collections begin with."""

_TEKST = -1
_PORTIE = 1000
_SPELING = 1000

T = TypeVar("T")

logger = logging.getLogger(__name__)


class ServerStore:
    """Vectors on a Chroma server.

    Args:
        server: the server.
        directory: folder of the index.
        model: id of the embedding model.
    """

    soort = "server"

    def __init__(self, server: ChromaServer, directory: Path, model: str) -> None:
        self._server = server
        self._id_bestand = directory / INDEX_ID
        self._model = hashlib.sha256(model.encode()).hexdigest()[:8]

    def close(self) -> None:
        """See `DenseStore`."""
        self._server.close()

    def _begin(self) -> str:
        """What the names of all collections of this index begin with; its id is made when it has none yet."""
        try:
            merk = self._id_bestand.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            merk = ""
        if not (merk.isalnum() and merk.isascii()):
            merk = secrets.token_hex(6)
            write_atomically(self._id_bestand, merk + "\n")
        return f"wegwijzer-{merk}-"

    def writer(self, generatie: Path, vorige: Stand | None, weg: Sequence[Rij], erbij: Sequence[Rij]) -> ServerWriter:
        """See `DenseStore`."""
        sleutels = generatie / SLEUTELS
        sleutels.unlink(missing_ok=True)
        if vorige:
            shutil.copyfile(vorige.generatie / SLEUTELS, sleutels)
        return ServerWriter(self._server, f"{self._begin()}{self._model}-", sleutels, weg, erbij)

    def reader(self, stand: Stand, /) -> ServerIndex:
        """See `DenseStore`."""
        return ServerIndex(self._server, stand)

    def heel(self, stand: Stand, /) -> bool:
        """Whether the server has as many vectors as it must; yes when it does not answer."""
        from chromadb.errors import NotFoundError

        try:
            return all(
                _lees_collectie(self._server, naam)[1] == stand.vectoren[collectie]
                for collectie, naam in _namen(stand.generatie).items()
            )
        except NotFoundError:
            return False
        except ServerWeg:
            return True

    def opruimen(self, stand: Stand, /) -> None:
        """See `DenseStore`; what can not be removed now is removed after a later build."""
        namen = _namen(stand.generatie)
        try:
            for collectie, naam in namen.items():
                doel = _Collectie(self._server, naam)
                if doel.aantal() > stand.vectoren[collectie]:
                    with closing(_open(stand.generatie)) as db:
                        doel.haal_weg(doel.ids() - _sleutels(db, collectie))
            for naam in self._server.schrijf(lambda client: [c.name for c in client.list_collections()]):
                if naam.startswith(self._begin()) and naam not in namen.values():
                    _Collectie(self._server, naam).verwijder()
        except WegwijzerError as error:
            logger.warning("Vectoren die niet meer nodig zijn staan nog op de server: %s", error)


class _Collectie:
    """A collection on the server, for writing; raises WegwijzerError when the server does not answer."""

    def __init__(self, server: ChromaServer, naam: str) -> None:
        self._server = server
        self._naam = naam

    def _doe(self, doe: Callable[[Any], T]) -> T:
        return self._server.schrijf(lambda client: doe(client.get_collection(self._naam, embedding_function=None)))

    def maak(self) -> None:
        """Make it, unless it is there."""
        self._server.schrijf(
            lambda client: client.get_or_create_collection(
                self._naam, embedding_function=None, configuration={"hnsw": HNSW}
            )
        )

    def ids(self) -> set[str]:
        return self._doe(lambda collectie: set(collectie.get(include=[])["ids"]))

    def aantal(self) -> int:
        return self._doe(lambda collectie: int(collectie.count()))

    def zet(self, ids: Sequence[str], vectors: Vectors) -> None:
        self._doe(lambda collectie: collectie.upsert(ids=list(ids), embeddings=vectors))

    def haal_weg(self, ids: Collection[str]) -> None:
        alle = sorted(ids)
        for begin in range(0, len(alle), _PORTIE):
            deel = alle[begin : begin + _PORTIE]
            self._doe(lambda collectie, deel=deel: collectie.delete(ids=deel))  # type: ignore[misc]

    def verwijder(self) -> None:
        self._server.schrijf(lambda client: client.delete_collection(self._naam))


class ServerWriter:
    """Brings a server up to date with a generation; see `DenseWriter`.

    Args:
        server: the server.
        begin: what the names of its collections begin with.
        sleutels: the file with the vectors of the generation before, if there is one; is brought up to date.
        weg: what goes out.
        erbij: what comes in.
    """

    def __init__(
        self, server: ChromaServer, begin: str, sleutels: Path, weg: Sequence[Rij], erbij: Sequence[Rij]
    ) -> None:
        self._server = server
        self._begin = begin
        self._erbij = {(rij.collectie, rij.sleutel): rij for rij in erbij}
        self._db = sqlite3.connect(sleutels)
        self._db.executescript(
            "CREATE TABLE IF NOT EXISTS vectoren (nr INTEGER, plaats INTEGER, collectie TEXT, sleutel TEXT,"
            " PRIMARY KEY (nr, plaats)) WITHOUT ROWID;"
            "CREATE INDEX IF NOT EXISTS op_sleutel ON vectoren (collectie, sleutel);"
            "CREATE TABLE IF NOT EXISTS collecties (collectie TEXT PRIMARY KEY, naam TEXT, geplaatst INTEGER);"
        )
        self._db.executemany("DELETE FROM vectoren WHERE nr = ?", {(rij.nummer,) for rij in weg})
        self._db.executemany(
            "INSERT INTO vectoren VALUES (?, ?, ?, ?)",
            [(r.nummer, _TEKST if r.plaats is None else r.plaats, r.collectie, r.sleutel) for r in erbij],
        )
        self._db.execute("DELETE FROM collecties WHERE collectie NOT IN (SELECT collectie FROM vectoren)")

    def nodig(self) -> list[Rij]:
        """What is not on the server yet.

        Raises:
            WegwijzerError: the server does not answer.
            Beschadigd: the server misses vectors of the generation before.
        """
        nodig: list[Rij] = []
        for collectie, aantal in self._aantallen().items():
            naam, geplaatst = self._naam(collectie, aantal)
            doel = _Collectie(self._server, naam)
            doel.maak()
            aanwezig = doel.ids()
            ontbreekt = sorted(_sleutels(self._db, collectie) - aanwezig)
            if any((collectie, sleutel) not in self._erbij for sleutel in ontbreekt):
                raise Beschadigd("de Chroma-server heeft niet meer alle vectoren")
            nodig += [self._erbij[collectie, sleutel] for sleutel in ontbreekt]
            geplaatst = max(geplaatst, len(aanwezig)) + len(ontbreekt)
            self._db.execute("REPLACE INTO collecties VALUES (?, ?, ?)", (collectie, naam, geplaatst))
        return nodig

    def _aantallen(self) -> dict[str, int]:
        vraag = "SELECT collectie, count(DISTINCT sleutel) FROM vectoren GROUP BY collectie ORDER BY collectie"
        return dict(self._db.execute(vraag))

    def _naam(self, collectie: str, aantal: int) -> tuple[str, int]:
        """Name of a collection on the server, and how many vectors were ever put in it.

        Chroma keeps the places of what was taken out in its graph. When those are more than half of it, the
        vectors go to a collection of another name.
        """
        eerste = f"{self._begin}{collectie}"
        rij = self._db.execute("SELECT naam, geplaatst FROM collecties WHERE collectie = ?", (collectie,)).fetchone()
        if rij is None:
            return eerste, 0
        naam, geplaatst = rij
        if geplaatst <= 2 * aantal + _SPELING:
            return naam, geplaatst
        return f"{eerste}-{secrets.token_hex(3)}", 0

    def write(self, nodig: Sequence[Rij], vectors: Vectors, gedaan: Callable[[int], None]) -> dict[str, int]:
        """See `DenseWriter`."""
        aantallen = self._aantallen()
        namen = dict(self._db.execute("SELECT collectie, naam FROM collecties"))
        klaar = 0
        for collectie in aantallen:
            doel = _Collectie(self._server, namen[collectie])
            plaatsen = [n for n, rij in enumerate(nodig) if rij.collectie == collectie]
            for begin in range(0, len(plaatsen), _PORTIE):
                deel = plaatsen[begin : begin + _PORTIE]
                doel.zet([nodig[n].sleutel for n in deel], vectors[deel])
                klaar += len(deel)
                gedaan(klaar)
            if doel.aantal() < aantallen[collectie]:
                raise Beschadigd("de Chroma-server heeft niet alle vectoren bewaard")
        self._db.commit()
        return aantallen

    def close(self) -> None:
        """See `DenseWriter`."""
        self._db.close()


class _Onvolledig(Exception):
    """The server has fewer vectors than the generation needs."""


class ServerIndex:
    """The vectors of a finished generation on a server; see `DenseIndex`."""

    def __init__(self, server: ChromaServer, stand: Stand) -> None:
        self._server = server
        self._vectoren = dict(stand.vectoren)
        self._namen = _namen(stand.generatie)
        self._db = _open(stand.generatie)
        rijen = self._db.execute("SELECT DISTINCT collectie FROM vectoren WHERE plaats <> ?", (_TEKST,))
        self._met_vragen = {collectie for (collectie,) in rijen}
        self._slot = threading.Lock()
        self._collecties: dict[str, tuple[Any, int]] = {}
        self._ronde = -1
        self._mist_tot: float | None = None

    @property
    def toestand(self) -> str | None:
        """See `DenseIndex`."""
        self._server.kijk()
        return self._server.toestand or (self._melding() if self._mist_tot is not None else None)

    def _melding(self) -> str:
        return (
            f"De Chroma-server op {self._server.url} heeft niet alle vectoren van deze zoekindex: er wordt alleen op "
            "woorden gezocht, niet op betekenis, tot de documenten opnieuw zijn ingelezen of de wegwijzer opnieuw is "
            "gestart."
        )

    def search(
        self, vector: Vectors, collecties: Sequence[str] | None, k: int, af: Vectors | None = None
    ) -> list[DenseHit]:
        """See `DenseIndex`."""

        def vraag() -> list[DenseHit]:
            return beste([hit for naam in self._kies(collecties) for hit in self._zoek(naam, vector, k, af)], k)

        return self._probeer(vraag, [])

    def cosinus(self, nummers: Sequence[int], vector: Vectors, collecties: Sequence[str] | None) -> dict[int, float]:
        """See `DenseIndex`."""

        def vraag() -> dict[int, float]:
            delen = [self._cosinus(naam, nummers, vector) for naam in self._kies(collecties)]
            return {nummer: waarde for deel in delen for nummer, waarde in deel.items()}

        return self._probeer(vraag, {})

    def _kies(self, collecties: Sequence[str] | None) -> list[str]:
        if collecties is None:
            return list(self._vectoren)
        return [naam for naam in dict.fromkeys(collecties) if naam in self._vectoren]

    def _probeer(self, vraag: Callable[[], T], anders: T) -> T:
        """The answer, or `anders` while the server is not there or not complete."""
        from chromadb.errors import NotFoundError

        if self._mist_tot is not None and time.monotonic() < self._mist_tot:
            return anders
        for _ in range(2):  # a collection may have been made anew since it was opened
            try:
                antwoord = vraag()
            except ServerWeg:
                return anders
            except (NotFoundError, _Onvolledig):
                self._collecties.clear()
            else:
                self._mist_tot = None
                return antwoord
        eerste, self._mist_tot = self._mist_tot is None, time.monotonic() + RUST
        if eerste:
            logger.warning(self._melding())
        return anders

    def _collectie(self, naam: str) -> tuple[Any, int]:
        """A collection, and how many vectors it had when it was opened."""
        if self._ronde != self._server.ronde:
            self._ronde = self._server.ronde
            self._collecties.clear()
        if naam not in self._collecties:
            collectie, aantal = _lees_collectie(self._server, self._namen[naam])
            if aantal < self._vectoren[naam]:
                raise _Onvolledig
            self._collecties[naam] = collectie, aantal
        return self._collecties[naam]

    def _zoek(self, naam: str, vector: Vectors, k: int, af: Vectors | None) -> list[DenseHit]:
        collectie, totaal = self._collectie(naam)
        vragers, keer = punten(vector, af, naam in self._met_vragen)
        aantal = keer * k
        while True:
            lijsten = self._vraag(collectie, vragers, aantal)
            gevonden = {sleutel for lijst in lijsten for sleutel in lijst}
            plaatsen = self._plaatsen(naam, sorted(gevonden))
            eigen, passages = {sleutel for sleutel, _, _ in plaatsen}, {nummer for _, nummer, _ in plaatsen}
            if aantal >= totaal or len(eigen) == len(gevonden) or len(passages) >= k:
                break
            aantal *= 4  # some belong to another generation
        bij_rang, bij_vraag = lijsten[0], lijsten[-1]
        teksten = {
            nr: bij_rang[sleutel] for sleutel, nr, plaats in plaatsen if plaats == _TEKST and sleutel in bij_rang
        }
        vragen: dict[int, tuple[float, int]] = {}
        for sleutel, nummer, plaats in plaatsen:
            if plaats != _TEKST and sleutel in bij_vraag:
                vragen[nummer] = max(vragen.get(nummer, (-1.0, 0)), (bij_vraag[sleutel], -plaats))
        nabij = [nummer for nummer, (cosinus, _) in vragen.items() if nummer not in teksten and toeslag(cosinus) > 0]
        teksten |= self._cosinus(naam, nabij, vragers[0])
        return beste([_hit(nummer, tekst, vragen.get(nummer), af) for nummer, tekst in teksten.items()], k)

    def _vraag(self, collectie: Any, vragers: Sequence[Vectors], aantal: int) -> list[dict[str, float]]:
        """For each point the nearest vectors: key and inner product."""
        antwoord = self._server.lees(
            lambda _: collectie.query(query_embeddings=list(vragers), n_results=aantal, include=["distances"])
        )
        return [
            {sleutel: 1.0 - afstand for sleutel, afstand in zip(ids, afstanden, strict=True)}
            for ids, afstanden in zip(antwoord["ids"], antwoord["distances"], strict=True)
        ]

    def _plaatsen(self, naam: str, sleutels: Sequence[str]) -> list[tuple[str, int, int]]:
        """Where in this generation vectors belong: key, passage, question or `_TEKST`."""
        return self._uit_db("sleutel", naam, sleutels)

    def _cosinus(self, naam: str, nummers: Sequence[int], vector: Vectors) -> dict[int, float]:
        import numpy as np

        van = {nummer: sleutel for sleutel, nummer, plaats in self._uit_db("nr", naam, nummers) if plaats == _TEKST}
        if not van:
            return {}
        collectie, _ = self._collectie(naam)
        rij = self._server.lees(lambda _: collectie.get(ids=sorted(set(van.values())), include=["embeddings"]))
        waarden = np.asarray(rij["embeddings"], dtype=np.float32) @ vector
        per_sleutel = dict(zip(rij["ids"], waarden.tolist(), strict=True))
        return {nummer: per_sleutel[sleutel] for nummer, sleutel in van.items() if sleutel in per_sleutel}

    def _uit_db(self, kolom: str, naam: str, waarden: Sequence[str] | Sequence[int]) -> list[tuple[str, int, int]]:
        rijen: list[tuple[str, int, int]] = []
        for begin in range(0, len(waarden), _PORTIE):
            deel = waarden[begin : begin + _PORTIE]
            plekken = ",".join("?" * len(deel))
            with self._slot:
                rijen += self._db.execute(
                    f"SELECT sleutel, nr, plaats FROM vectoren WHERE collectie = ? AND {kolom} IN ({plekken})",
                    (naam, *deel),
                ).fetchall()
        return rijen

    def close(self) -> None:
        """See `DenseIndex`; the connection stays, for the next generation."""
        with self._slot:
            self._db.close()


def _hit(nummer: int, rang: float, vraag: tuple[float, int] | None, af: Vectors | None) -> DenseHit:
    tekst = rang if af is None else None
    if vraag is None:
        return DenseHit(nummer, rang, tekst)
    cosinus, plaats = vraag
    return DenseHit(nummer, rang + float(toeslag(cosinus)), tekst, -plaats, cosinus)


def _open(generatie: Path) -> sqlite3.Connection:
    pad = generatie / SLEUTELS
    return sqlite3.connect(f"file:{pad}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _namen(generatie: Path) -> dict[str, str]:
    """Collection -> its name on the server."""
    with closing(_open(generatie)) as db:
        return dict(db.execute("SELECT collectie, naam FROM collecties ORDER BY collectie"))


def _sleutels(db: sqlite3.Connection, collectie: str) -> set[str]:
    return {sleutel for (sleutel,) in db.execute("SELECT sleutel FROM vectoren WHERE collectie = ?", (collectie,))}


def _lees_collectie(server: ChromaServer, naam: str) -> tuple[Any, int]:
    """A collection and its number of vectors."""

    def vraag(client: Any) -> tuple[Any, int]:
        collectie = client.get_collection(naam, embedding_function=None)
        return collectie, int(collectie.count())

    return server.lees(vraag)
