"""The benchmark of the index: real texts in any number, true indexes of that size, every figure beside its floor."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import typer

from evals.bench import inlezen, meting, starten, teksten
from evals.bench.meting import DELEN, MINSTE, meet
from evals.bench.metingen import Meting, percentiel
from evals.bench.opbouw import Fasen, Maat, maak, verzin, wijzig
from evals.bench.rapport import als_json, getal, tabel
from evals.bench.zoeken import meet_bellers, meet_zoeken
from evals.command import bench
from knowledge.documents import Passage
from knowledge.embedding import get_embeddings
from knowledge.index import Index, Progress
from knowledge.text import analyse

AANTAL = 600


@pytest.fixture(scope="module")
def echt() -> list[Passage]:
    return teksten.basis()


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory, copy_cache: Callable[[Path], None]) -> Path:
    """A folder for indexes whose cache has the vectors of the articles already."""
    map_ = tmp_path_factory.mktemp("bench")
    copy_cache(map_)
    return map_


@pytest.fixture(scope="module")
def maat(map_: Path, echt: list[Passage]) -> Maat:
    return maak(map_, echt, AANTAL, "proef")


@pytest.fixture
def index(maat: Maat) -> Iterator[Index]:
    with closing(maat.open()) as index:
        yield index


# --- texts -------------------------------------------------------------------------------------------------


def test_texts_are_real_different_and_always_the_same(echt: list[Passage]) -> None:
    aantal = 3 * len(echt)
    passages = teksten.veel(echt, aantal)
    assert len(passages) == len({p.text for p in passages}) == len({p.id for p in passages}) == aantal
    assert [p.text for p in passages[: len(echt)]] == [p.text for p in echt]
    assert passages == teksten.veel(echt, aantal)
    woorden = {w for p in echt for w in p.text.split() if not any(c.isdigit() for c in w)}
    nieuw = {w for p in passages for w in p.text.split() if not any(c.isdigit() for c in w)}
    assert nieuw <= woorden


def test_a_smaller_index_has_the_first_texts_of_a_larger_one(echt: list[Passage]) -> None:
    assert teksten.veel(echt, 50) == teksten.veel(echt, 400)[:50]


def test_codes_grow_with_the_size(echt: list[Passage]) -> None:
    passage = next(p for p in echt if "504DZ" in p.text)
    codes = {p.text for p in teksten.veel([passage, echt[0]], 20)}
    assert len(codes) == 20


def test_too_little_to_recombine_is_said(echt: list[Passage]) -> None:
    with pytest.raises(ValueError, match="geen 5 verschillende"):
        teksten.veel([replace(echt[0], text="Een zin.")], 5)


def test_a_corpus_is_read_and_what_can_not_be_read_is_left_out(tmp_path: Path, echt: list[Passage]) -> None:
    (tmp_path / "regel.md").write_text("# Regel\n\nDe zomertijd begint in maart.\n", encoding="utf-8")
    (tmp_path / "leeg.md").write_bytes(b"")
    met = teksten.basis(tmp_path)
    assert len(met) == len(echt) + 1
    assert "zomertijd" in met[-1].text


def test_questions_are_real_and_different() -> None:
    vragen = teksten.vragen(60)
    assert len(set(vragen)) == 60
    assert "Waar gaat TR349 precies over" in vragen
    assert not any(analyse(vraag).alleen_codes for vraag in vragen)


# --- indexes of a size ---------------------------------------------------------------------------------------


def test_made_up_vectors_are_unit_vectors_near_a_real_one() -> None:
    centra = np.eye(5, 384, dtype=np.float32)
    vectoren = verzin(centra, 40, zaad=1)
    assert vectoren.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectoren, axis=1), 1, atol=1e-5)
    assert (vectoren @ centra.T).max(axis=1).min() > 0.85
    assert not np.array_equal(vectoren, verzin(centra, 40, zaad=2))


def test_an_index_has_exactly_the_size_and_is_built_once(maat: Maat, map_: Path, echt: list[Passage]) -> None:
    assert {"Vectoren opslaan", "Woorden indexeren"} <= set(maat.bouw)
    with closing(maat.open()) as index:
        assert index.counts["passages"] == AANTAL
        versie = index.versie
    nog_eens = maak(map_, echt, AANTAL, "proef")
    assert nog_eens.bouw == {}
    with closing(nog_eens.open()) as index:
        assert index.versie == versie
    assert maat.schijf > AANTAL * 384 * 4
    assert (maat.data / "cache").samefile(maat.cache)


def test_one_passage_is_changed_and_the_size_stays(index: Index) -> None:
    versie = index.versie
    fasen = wijzig(index)
    assert index.versie != versie
    assert index.counts["passages"] == AANTAL
    assert "Woorden indexeren" in fasen


def test_phases_add_up_and_are_passed_on() -> None:
    gehoord: list[str] = []
    fasen = Fasen(lambda stand: gehoord.append(stand.fase))
    for fase in ("een", "een", "twee"):
        fasen(Progress(fase, 0, 1))
    assert list(fasen.klaar()) == ["Voorbereiden", "een", "twee"]
    assert gehoord == ["een", "een", "twee"]


# --- measuring -----------------------------------------------------------------------------------------------


def test_search_is_measured_at_each_size_against_its_embedding(index: Index) -> None:
    metingen = meet_zoeken(get_embeddings(), {10: index, 20: index}, ["Wat is 504DZ?", "Wie betaalt?"], ronden=1)
    geheel = [m for m in metingen if m.wat.startswith("vraag inbedden en zoeken")]
    assert [(m.bij, m.wat[-3:]) for m in geheel] == [(10, "p50"), (10, "p95"), (20, "p50"), (20, "p95")]
    assert all(m.verhouding and m.verhouding > 1 for m in geheel)
    assert geheel[0].verder["ruw"]["aantal"] == 2
    [groei] = [m for m in metingen if m.budget]
    assert (groei.bij, groei.vloer, groei.budget) == (20, geheel[1].waarde, 1.5)


def test_callers_at_once_are_held_against_as_many_embedding(index: Index) -> None:
    metingen = meet_bellers(get_embeddings(), {AANTAL: index}, ["504DZ", "Wie betaalt?"], (1, 4), ronden=1, per_keer=8)
    tempo = [m for m in metingen if m.eenheid == "per s"]
    assert [m.wat for m in tempo] == ["antwoorden, 1 vrager", "antwoorden, 4 vragers tegelijk"]
    assert all(m.vloer and m.waarde > 0 and m.budget == 0.8 and m.minstens for m in tempo)


def test_indexing_is_measured_against_embedding_the_same_texts(echt: list[Passage]) -> None:
    kort = sorted(echt, key=lambda p: len(p.zoektekst))[:4]
    tempo, cpu, deel = inlezen.meet_tempo(kort, aantal=4, ronden=1)
    assert tempo.wat == "4 nieuwe passages"
    assert tempo.verhouding
    assert len(tempo.verder["ronden"]["kaal"]) == len(tempo.verder["ronden"]["index"]) == 1
    assert cpu.waarde > 0
    assert 0 < deel.waarde < 1


def test_processes_are_measured_with_memory(maat: Maat, echt: list[Passage], map_: Path) -> None:
    metingen = starten.meet_processen([maat], "Wie betaalt het vervoer?", ronden=1)
    per_wat = {m.wat: m for m in metingen}
    assert per_wat["index per passage"].waarde > 384 * 4
    geheugen = per_wat["proces na één vraag"]
    assert geheugen.vloer
    assert geheugen.waarde > geheugen.vloer
    tweede = inlezen.meet_tweede_run(echt, None, map_ / "cache", bestanden=3, ronden=1)
    assert "3 bestanden zonder wijziging" in tweede.wat
    assert tweede.budget == 2.0


def test_the_server_is_measured_until_it_is_ready(maat: Maat) -> None:
    kaal, geheugen_kaal, klaar, geheugen = starten.meet_server([maat], ronden=1)
    assert (klaar.bij, klaar.budget, geheugen.budget) == (AANTAL, 4.0, 700.0)
    assert "ondergrens" in kaal.wat
    assert 0 < kaal.waarde < klaar.waarde
    assert 50 < geheugen_kaal.waarde < geheugen.waarde


def test_only_the_parts_asked_for_are_done(map_: Path, maat: Maat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meting, "VRAGEN", 2)
    gemeld: list[str] = []
    metingen, over = meet([MINSTE], map_, None, ["opbouw", "wijziging"], gemeld.append)
    assert {m.groep for m in metingen} == {"Opbouw zonder inbedden", "Eén passage wijzigen"}
    assert over["echte_passages"] == len(teksten.basis())
    assert any("Woorden indexeren" in regel for regel in gemeld)


# --- the report ----------------------------------------------------------------------------------------------


def test_a_percentile_is_a_value_that_occurred() -> None:
    assert percentiel([3.0, 1.0, 2.0, 4.0], 0.5) == 2.0
    assert percentiel([float(n) for n in range(1, 101)], 0.95) == 95.0
    assert percentiel([7.0], 0.95) == 7.0


def test_budgets_go_up_or_down() -> None:
    hoogstens = Meting("G", "w", 3.0, "s", 2.0, "v", budget=1.5)
    assert hoogstens.gehaald
    assert not Meting("G", "w", 3.1, "s", 2.0, "v", budget=1.5).gehaald
    assert not Meting("G", "w", 1.5, "s", 2.0, "v", budget=0.8, minstens=True).gehaald
    assert not Meting("G", "w", 2.1, "s", budget=2.0).gehaald
    assert Meting("G", "w", 2.1, "s").gehaald is None


def test_the_report_is_a_dutch_table_and_json() -> None:
    metingen = [
        Meting("Zoeken", "p95", 12.34, "ms", 10.0, "inbedden", budget=1.5, bij=100_000),
        Meting("Schijf", "index", 2.0, "MB"),
        Meting("Zoeken", "traag", 40.0, "ms", 10.0, "inbedden", budget=1.5),
    ]
    regels = tabel(metingen).splitlines()
    assert "| 100.000 | p95 | 12,3 ms | 10 ms (inbedden) | 1,23 | hoogstens 1,50: gehaald |" in regels
    assert "|  | traag | 40 ms | 10 ms (inbedden) | 4 | hoogstens 1,50: niet gehaald |" in regels
    assert [regel for regel in regels if regel.startswith("## ")] == ["## Zoeken", "## Schijf"]
    data = json.loads(als_json(metingen, {"kernen": 2}))
    assert data["over"] == {"kernen": 2}
    assert [m["gehaald"] for m in data["metingen"]] == [True, None, False]


@pytest.mark.parametrize(("waarde", "tekst"), [(12345.6, "12.346"), (0.123, "0,12"), (12.34, "12,3"), (4.0, "4")])
def test_numbers_are_dutch(waarde: float, tekst: str) -> None:
    assert getal(waarde) == tekst


@pytest.mark.parametrize(
    ("opties", "klacht"),
    [
        ({"deel": "iets"}, "deel: kies zoeken, of niets."),
        ({"deel": "zoeken", "maten": "veel"}, f"maten: geef aantallen vanaf {MINSTE}"),
        ({"deel": "zoeken", "maten": "10"}, f"maten: geef aantallen vanaf {MINSTE}"),
        ({"deel": "zoeken", "corpus": Path("bestaat-niet")}, "corpus: 'bestaat-niet' is geen map."),
        ({"deel": "zoeken", "alleen": "opbouw,iets"}, f"deel: kies uit {', '.join(DELEN)}."),
    ],
)
def test_wrong_input_is_refused(opties: dict[str, Any], klacht: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as fout:
        bench(**{"maten": "1000", "corpus": None, "map_": None, "uit": None, "alleen": None, **opties})
    assert fout.value.exit_code == 2
    assert klacht in capsys.readouterr().err
