"""What is learned from example questions, and that it is kept only as long as it holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.learned.examples import GEEN_OPEN, Overwicht, Voorbeelden
from assistant.learned.regression import OPEN, Regressie, Voorbeeld
from knowledge.documents import Passage
from knowledge.index import Hit
from knowledge.kept import bewaard
from knowledge.regression import BREEDTE, TEUGEL, WOORDEN, Geleerd, leer


def _punten(rijen: list[list[float]]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    punten = np.array(rijen, dtype=np.float64)
    return punten / np.linalg.norm(punten, axis=1, keepdims=True)


PUNTEN = _punten([[1, 0, 0], [0.9, 0.1, 0], [0, 1, 0], [0, 0.9, 0.1]])
VOORBEELDEN = [
    Voorbeeld({"plan": 1.0}, "a", False),
    Voorbeeld({"plan": 0.8, "prijs": 0.6}, "a", True),
    Voorbeeld({"code": 1.0}, "b", False),
    Voorbeeld({"code": 0.8, "prijs": 0.6}, "b", True),
]


def test_meaning_tells_the_passage() -> None:
    geleerd = Regressie(PUNTEN, VOORBEELDEN).op(_punten([[1, 0.05, 0]])[0], {})
    assert geleerd["a"] > geleerd["b"]


def test_words_tell_the_passage_where_meaning_is_of_two_minds() -> None:
    regressie, tussen = Regressie(PUNTEN, VOORBEELDEN), _punten([[1, 1, 0]])[0]
    assert regressie.op(tussen, {"code": 1.0})["b"] > regressie.op(tussen, {"plan": 1.0})["b"]


def test_words_of_open_questions_lean_to_open() -> None:
    regressie = Regressie(PUNTEN, VOORBEELDEN)
    assert regressie.op(PUNTEN[0], {"prijs": 1.0})[OPEN] > regressie.op(PUNTEN[0], {"plan": 1.0})[OPEN]


def test_unknown_words_say_nothing() -> None:
    regressie = Regressie(PUNTEN, VOORBEELDEN)
    assert regressie.op(PUNTEN[0], {"onbekend": 1.0}) == regressie.op(PUNTEN[0], {})


def test_known_weights_give_the_same() -> None:
    eerst = Regressie(PUNTEN, VOORBEELDEN)
    later = Regressie(PUNTEN, VOORBEELDEN, eerst.gewichten)
    assert later.op(PUNTEN[1], {"prijs": 1.0}) == eerst.op(PUNTEN[1], {"prijs": 1.0})


@pytest.mark.parametrize("aantal", [1, 3, 255, 256, 257, 600])
def test_words_of_many_examples_add_up_one_by_one(aantal: int) -> None:
    dobbel = np.random.default_rng(aantal)
    woorden = [
        {
            f"w{k}": float(g)
            for k, g in zip(dobbel.permutation(9)[: dobbel.integers(0, 5)], dobbel.random(5), strict=False)
        }
        for _ in range(aantal)
    ]
    gewichten, punten = dobbel.random((aantal, 3)), _punten([[1, 0, 0]] * aantal)
    geleerd = Geleerd(punten, woorden, gewichten)
    for woord in ("w0", "w5", "w8"):
        samen = np.zeros(3)
        for eigen, w in zip(gewichten, woorden, strict=True):
            if woord in w:
                samen += WOORDEN * w[woord] * eigen
        erbij = geleerd.op(punten[0], {woord: 1.0}) - geleerd.op(punten[0], {})
        assert erbij == pytest.approx(samen, abs=1e-9)


@pytest.mark.parametrize("aantal", [1, 2, 40])
def test_examples_learn_from_nearness_and_from_every_shared_word(aantal: int) -> None:
    dobbel = np.random.default_rng(aantal)
    namen = [[f"w{k}" for k in dobbel.permutation(9)[: dobbel.integers(0, 5)]] for _ in range(aantal)]
    woorden = [{naam: float(dobbel.random()) for naam in rij} for rij in namen]
    punten, doelen = _punten(dobbel.random((aantal, 4)).tolist()), dobbel.random((aantal, 3))
    bewaard_ = punten.copy()
    kern = np.zeros((aantal, aantal))
    for i, een in enumerate(woorden):
        for j, ander in enumerate(woorden):
            gedeeld = sum(gewicht * ander.get(woord, 0.0) for woord, gewicht in een.items())
            nabij = np.exp(-BREEDTE * (2 - 2 * punten[i] @ punten[j]))
            kern[i, j] = nabij + WOORDEN * gedeeld + (i == j) * TEUGEL * (1 + WOORDEN)
    geleerd = leer(punten, woorden, doelen)
    assert kern @ geleerd == pytest.approx(doelen, abs=1e-9)
    assert (punten == bewaard_).all()


class _Maker:
    """Makes arrays and counts how often."""

    def __init__(self) -> None:
        self.keren = 0

    def __call__(self) -> dict[str, np.ndarray[tuple[int], np.dtype[np.float64]]]:
        self.keren += 1
        return {"x": np.arange(3, dtype=np.float64)}


def test_arrays_are_made_once(tmp_path: Path) -> None:
    maak, pad = _Maker(), tmp_path / "nieuw" / "a.npz"
    assert [bewaard(pad, "k", maak)["x"].tolist() for _ in range(2)] == [[0, 1, 2]] * 2
    assert maak.keren == 1
    assert [p.name for p in pad.parent.iterdir()] == ["a.npz"]


def test_another_key_makes_them_anew(tmp_path: Path) -> None:
    maak = _Maker()
    bewaard(tmp_path / "a.npz", "een", maak)
    bewaard(tmp_path / "a.npz", "twee", maak)
    bewaard(tmp_path / "a.npz", "twee", maak)
    assert maak.keren == 2


@pytest.mark.parametrize("inhoud", [b"", b"geen archief", b"PK\x03\x04 half"])
def test_a_broken_file_is_made_anew(tmp_path: Path, inhoud: bytes) -> None:
    pad, maak = tmp_path / "a.npz", _Maker()
    pad.write_bytes(inhoud)
    assert bewaard(pad, "k", maak)["x"].tolist() == [0, 1, 2]
    assert bewaard(pad, "k", maak)["x"].tolist() == [0, 1, 2]
    assert maak.keren == 1


def test_a_place_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map")
    assert bewaard(tmp_path / "bestand" / "a.npz", "k", _Maker())["x"].tolist() == [0, 1, 2]


def _passage(naam: str, vragen: list[str], onbeantwoord: list[str]) -> Passage:
    return Passage(
        id=naam, document="d", titel="Document", section=naam, pad=(naam,), text=f"Over {naam}.", regeling="r",
        herkomst="kennisbank", bestand="d.md", vragen=(*vragen, *onbeantwoord), onbeantwoord=tuple(onbeantwoord),
    )  # fmt: skip


PASSAGES = [
    _passage("plan", ["Moet er een plan bij?"], ["Wat kost een plan?"]),
    _passage("code", ["Welke code hoort erbij?"], ["Wat kost een code?"]),
]
RICHTINGEN = [[1.0, 0, 0], [0.8, 0, 0.6], [0, 1.0, 0], [0, 0.8, 0.6]]
VECTOREN = {
    vraag: np.array(richting, dtype=np.float32)
    for vraag, richting in zip([v for p in PASSAGES for v in p.vragen], RICHTINGEN, strict=True)
}


def test_the_passage_whose_examples_are_nearest_comes_first() -> None:
    hits = [Hit(p, 0.5, None, None) for p in PASSAGES]
    volgorde = Voorbeelden(PASSAGES, VECTOREN).rangschik(hits, [0.05, 1, 0], "welke code?")
    assert [h.passage.id for h in volgorde] == ["code", "plan"]
    assert all(0 <= h.score <= 1 for h in volgorde)


def test_a_passage_without_examples_keeps_its_score() -> None:
    los = replace(PASSAGES[0], id="los", vragen=(), onbeantwoord=(), regeling=None)
    (hit,) = Voorbeelden(PASSAGES, VECTOREN).rangschik([Hit(los, 0.4, None, None)], [1, 0, 0], "plan")
    assert hit.score == 0.4


def test_the_examples_are_asked_once_for_ranking_and_judging_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    gevraagd: list[dict[str, float]] = []
    op = Regressie.op

    def geteld(
        zelf: Regressie, punt: np.ndarray[tuple[int], np.dtype[np.float64]], woorden: dict[str, float]
    ) -> object:
        gevraagd.append(woorden)
        return op(zelf, punt, woorden)

    monkeypatch.setattr(Regressie, "op", geteld)
    voorbeelden, vector, vraag = Voorbeelden(PASSAGES, VECTOREN), [0.05, 1.0, 0.0], "welke code?"
    voorbeelden.per_regeling(vector, vraag)
    voorbeelden.rangschik([Hit(PASSAGES[0], 0.5, None, None)], vector, vraag)
    voorbeelden.nabij(vector, vraag, ["r"])
    assert len(gevraagd) == 1
    voorbeelden.nabij(vector, "welk plan?", ["r"])
    assert len(gevraagd) == 2


ZONDER_BUREN = [PASSAGES[0], replace(PASSAGES[1], id="elders", regeling="s"), replace(PASSAGES[1], id="weer")]
"""Examples of a regime that do not stand together."""


@pytest.mark.parametrize("regelingen", [["r"], ["s"], ["r", "s"], [], ["onbekend"]])
@pytest.mark.parametrize("vector", [[0.9, 0.1, 0.4], [0.1, 0.9, 0.4], [0.0, 0.6, 0.8]])
def test_nearness_is_that_of_the_examples_of_those_regimes_only(regelingen: list[str], vector: list[float]) -> None:
    nabij = Voorbeelden(ZONDER_BUREN, VECTOREN).nabij(vector, "vraag", regelingen)
    mee = [p for p in ZONDER_BUREN if p.regeling in (regelingen or ["r", "s"])]

    def naaste(open_: bool) -> float:
        cosinus = [float(VECTOREN[v] @ vector) for p in mee for v in p.vragen if (v in p.onbeantwoord) == open_]
        return max([0.0, *cosinus])

    assert (nabij.beantwoord, nabij.onbeantwoord) == pytest.approx((naaste(False), naaste(True)))


def test_what_was_kept_gives_the_same_and_changed_examples_are_learned_anew(tmp_path: Path) -> None:
    pad = tmp_path / "v.npz"
    vraag = ([1.0, 0.2, 0.1], "wat kost het plan", ["r"])
    vers = Voorbeelden(PASSAGES, VECTOREN, pad).nabij(*vraag)
    assert Voorbeelden(PASSAGES, VECTOREN, pad).nabij(*vraag) == vers
    eerste = pad.read_bytes()
    anders = [replace(PASSAGES[0], onbeantwoord=()), PASSAGES[1]]
    ander = Voorbeelden(anders, VECTOREN, pad).nabij(*vraag)
    assert ander.neiging < vers.neiging
    assert pad.read_bytes() != eerste


def test_no_examples_no_leaning() -> None:
    assert Voorbeelden([], {}).nabij([1.0, 0.0], "iets", []).neiging == 0.0


def test_the_examples_of_a_passage_tell_what_it_leaves_open() -> None:
    voorbeelden = Voorbeelden(PASSAGES, VECTOREN)
    open_ = voorbeelden.overwicht([0.8, 0, 0.6], "Wat kost dat plan?", "plan")
    wel = voorbeelden.overwicht([1, 0, 0.1], "Moet er echt een plan bij?", "plan")
    assert open_.naaste > 0 > wel.naaste
    assert open_.naasten > 0 > wel.naasten
    assert open_.woorden > 0 > wel.woorden


def test_what_a_passage_leaves_open_goes_by_its_own_examples_only() -> None:
    anders = [PASSAGES[0], replace(PASSAGES[1], onbeantwoord=())]
    vraag = ([0.9, 0, 0.4], "Wat kost een plan?", "plan")
    eigen = Voorbeelden(anders, VECTOREN).overwicht(*vraag)
    assert eigen.woorden == Voorbeelden(PASSAGES, VECTOREN).overwicht(*vraag).woorden


def test_a_passage_without_open_examples_leans_to_an_answer_and_one_without_any_to_nothing() -> None:
    zonder = [replace(PASSAGES[0], vragen=PASSAGES[0].vragen[:1], onbeantwoord=()), PASSAGES[1]]
    voorbeelden = Voorbeelden(zonder, VECTOREN)
    assert voorbeelden.overwicht([1, 0, 0], "Moet er een plan bij?", "plan").naaste < GEEN_OPEN
    assert voorbeelden.overwicht([1, 0, 0], "plan", "los") == Overwicht(0.0, 0.0, 0.0)
