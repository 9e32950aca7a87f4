"""Two runs compared: what was gained and lost, and whether that may be chance."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.models import Versions
from evals.comparing import mcnemar, tabel, vergelijk
from evals.outcome import Regel, Uitslag, lees_uitslag
from knowledge.errors import InvoerFout


def regel(id_: str, goed: bool, deel: str = "ontwikkel", regeling: str = "r1") -> Regel:
    return Regel(
        id=id_,
        deel=deel,
        goed=goed,
        fouten=[] if goed else ["feit"],
        verwacht="answered",
        gegeven="answered",
        groepen={"regeling": regeling},
    )


def uitslag(*regels: Regel) -> Uitslag:
    return Uitslag(
        gemeten_op=date(2026, 11, 22),
        versies=Versions(knowledge="k", index="i", code="c"),
        schrijvers={"embedded": len(regels)},
        regels=list(regels),
    )


OUD = uitslag(
    regel("a", True),
    regel("b", False),
    regel("c", True, regeling="r2"),
    regel("m-1", False, "meet-9"),
    regel("weg", True),
    regel("f", False),
)
NIEUW = uitslag(
    regel("nieuw", True),
    regel("c", False, regeling="r2"),
    regel("b", True),
    regel("a", True),
    regel("m-1", True, "meet-9"),
    regel("f", False),
)


def test_what_was_gained_and_lost() -> None:
    v = vergelijk(OUD, NIEUW)
    assert {r.id for r in v.gewonnen} == {"b", "m-1"}
    assert {r.id for r in v.verloren} == {"c"}
    assert len(v.paren) == 5


@pytest.mark.parametrize(
    ("gewonnen", "verloren", "p"),
    [(0, 0, 1.0), (5, 5, 1.0), (5, 0, 0.0625), (0, 5, 0.0625), (10, 2, 0.03857421875), (1, 1, 1.0), (6, 0, 0.03125)],
)
def test_mcnemar_is_the_exact_sign_test(gewonnen: int, verloren: int, p: float) -> None:
    """Twice the tail of a fair coin."""
    assert mcnemar(gewonnen, verloren) == pytest.approx(p)


def test_the_table_names_questions_but_of_held_out_parts_only_how_many() -> None:
    tekst = tabel(OUD, NIEUW)
    assert "5 vragen in beide metingen: 2 goed, nu 3 goed" in tekst
    assert "gewonnen: 2 (b, 1 in meetdelen)" in tekst
    assert "verloren: 1 (c)" in tekst
    assert "m-1" not in tekst
    assert "alleen in de oude meting: 1, alleen in de nieuwe: 1" in tekst
    assert "| deel | meet-9 | 1 | 0 | 1 | 1 | 0 | 1,000 |" in tekst
    assert "| regeling | r2 | 1 | 1 | 0 | 0 | 1 | 1,000 |" in tekst


def test_runs_without_a_question_in_common() -> None:
    tekst = tabel(uitslag(regel("a", True)), uitslag(regel("b", True)))
    assert "0 vragen in beide metingen" in tekst
    assert "**Let op:** de metingen hebben geen vraag gemeen" in tekst
    assert "| groep |" not in tekst


def test_a_changed_text_under_the_same_id_is_not_compared() -> None:
    oud = uitslag(*(regel(i, True).model_copy(update={"tekst": t}) for i, t in (("a", "1"), ("b", "1"), ("c", ""))))
    nieuw = uitslag(*(regel(i, False).model_copy(update={"tekst": t}) for i, t in (("a", "2"), ("b", "1"), ("c", "1"))))
    v = vergelijk(oud, nieuw)
    assert ([r.id for r in v.veranderd], [r.id for r in v.verloren]) == (["a"], ["b", "c"])
    tekst = tabel(oud, nieuw)
    assert "een andere tekst, niet vergeleken: 1 (a)" in tekst
    assert "alleen in de oude meting: 0, alleen in de nieuwe: 0" in tekst


def test_what_weighs_most_stands_for_both_runs() -> None:
    onthoudt = {"verwacht": "abstain", "gegeven": "abstain"}
    gemist = {"verwacht": "abstain", "gegeven": "answered", "fouten": ["status", "onbewezen", "regeling"]}
    oud = uitslag(regel("a", True).model_copy(update=onthoudt), regel("b", True).model_copy(update=onthoudt))
    nieuw = uitslag(regel("a", True).model_copy(update=onthoudt), regel("b", False).model_copy(update=gemist))
    nieuw = nieuw.model_copy(update={"versies": Versions(knowledge="k2", index="i", code="c")})
    tekst = tabel(oud, nieuw)
    for rij in ("| onbewezen | 0 | 1 |", "| verkeerde regeling | 0 | 1 |", "| onthouding (F1) | 1,000 | 0,667 |"):
        assert rij in tekst
    assert "knowledge k → k2; index i; code c" in tekst


def test_a_small_chance_is_not_written_as_none() -> None:
    namen = [f"v{n}" for n in range(12)]
    tekst = tabel(uitslag(*(regel(n, False) for n in namen)), uitslag(*(regel(n, True) for n in namen)))
    assert "(McNemar, exact): < 0,001" in tekst
    assert "0.000" not in tekst


def test_an_outcome_is_read_from_its_file_or_folder(tmp_path: Path) -> None:
    (tmp_path / "uitslag.json").write_text(OUD.model_dump_json(), encoding="utf-8")
    assert lees_uitslag(tmp_path) == lees_uitslag(tmp_path / "uitslag.json") == OUD


@pytest.mark.parametrize("tekst", ["{}", "geen json", OUD.model_dump_json()[:-1] + ', "kleur": 2}'])
def test_what_is_no_outcome_is_refused(tekst: str, tmp_path: Path) -> None:
    (tmp_path / "uitslag.json").write_text(tekst, encoding="utf-8")
    with pytest.raises(InvoerFout, match="geen uitslag"):
        lees_uitslag(tmp_path)
    with pytest.raises(InvoerFout, match="niet te lezen"):
        lees_uitslag(tmp_path / "elders")
