"""The question files: well formed, no id twice, and nothing to measure with among what is learnt from."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from evals.questions import VRAGEN, Eis, Gesprek, Item, Vraag, delen, is_meetdeel, lees
from knowledge.store import laad
from tools.registry import namen

DELEN = delen()


@lru_cache(maxsize=32)
def items_van(deel: str) -> list[Item]:
    return lees(deel)


def test_the_parts_are_the_files_in_the_folder() -> None:
    assert set(DELEN) == {p.stem for p in VRAGEN.glob("*.yaml")}
    assert {"ontwikkel", "gesprekken-ontwikkel", "vijandig"} <= set(DELEN)
    assert any(is_meetdeel(deel) for deel in DELEN)


def test_parts_come_in_order_and_those_to_measure_with_last(tmp_path: Path) -> None:
    volgorde = ["ontwikkel", "ontwikkel-2", "ontwikkel-10", "vijandig", "gesprekken-meet", "meet-5", "meet-12"]
    for naam in reversed(volgorde):
        (tmp_path / f"{naam}.yaml").write_text("[]", encoding="utf-8")
    assert delen(tmp_path) == volgorde


@pytest.mark.parametrize(
    ("deel", "meet"),
    [
        ("meet-5", True),
        ("meet", True),
        ("gesprekken-meet", True),
        ("gesprekken-meet-2", True),
        ("ontwikkel-8", False),
        ("gesprekken-ontwikkel", False),
        ("vijandig", False),
    ],
)
def test_which_parts_nobody_may_look_into(deel: str, meet: bool) -> None:
    assert is_meetdeel(deel) == meet


def klopt(item: Item) -> bool:
    kennis = laad()
    documenten = {p.stem for p in (kennis.map / "bronnen").glob("*.md")}
    eisen: list[Eis] = [item, *(item.tussen.values() if isinstance(item, Gesprek) else ())]
    return (
        all(beurt.strip() for beurt in item.beurten)
        and (item.regeling_gegeven is None or item.regeling_gegeven in kennis.regelingen)
        and re.fullmatch(r"[a-z_]+", item.manier) is not None
        and (item.statussen != ["answered"] or bool(item.feiten or item.verdict or item.tool))
        and (item.documenten is None or any((VRAGEN / item.documenten).iterdir()))
        and (not isinstance(item, Gesprek) or set(item.tussen) <= set(range(1, len(item.beurten))))
        and (item.request() if isinstance(item, Vraag) else item.request(0, [])).question != ""
        and all(
            (eis.regeling is None or eis.regeling in kennis.regelingen)
            and (eis.tool is None or eis.tool in namen())
            and (eis.verdict is None or eis.tool is not None)
            and set(eis.bronnen) <= documenten
            and all(groep and all(f.strip() for f in groep) for groep in eis.feiten)
            and all(f.strip() for f in eis.verboden)
            for eis in eisen
        )
    )


@pytest.mark.parametrize("deel", DELEN)
def test_the_questions_are_well_formed(deel: str) -> None:
    items = items_van(deel)
    assert len(items) >= 20
    assert [item.id for item in items if not klopt(item)] == []


def test_no_id_stands_twice() -> None:
    alle = [item for deel in DELEN for item in items_van(deel)]
    assert [i for i, n in Counter(item.id for item in alle).items() if n > 1] == []


def test_there_are_as_many_as_the_evaluation_promises() -> None:
    per = Counter((type(item), is_meetdeel(deel)) for deel in DELEN for item in items_van(deel))
    assert per[Vraag, True] >= 200
    assert per[Vraag, True] + per[Vraag, False] >= 400
    assert per[Gesprek, True] + per[Gesprek, False] >= 40
    assert len(items_van("vijandig")) >= 80


def _sleutels(meet: bool) -> set[tuple[str, str]]:
    items = [item for deel in DELEN if is_meetdeel(deel) == meet for item in items_van(deel)]
    return {
        (" ".join(" / ".join(item.beurten).casefold().split()), str(item.history) if isinstance(item, Vraag) else "")
        for item in items
    }


def test_no_question_to_measure_with_is_one_to_learn_from() -> None:
    aantal = len(_sleutels(True) & _sleutels(False))
    assert aantal == 0, "which ones is not shown: questions to measure with are not looked at"


@pytest.mark.parametrize(
    ("tekst", "wat"),
    [
        ("- {id: a, vraag: b, kleur: c}", "kleur"),
        ("- {id: a, beurten: [b, c, d], kleur: c}", "kleur"),
        ("- {id: a, beurten: [b, c]}", "at least 3 items"),
        ("- {id: a, beurten: [b, c, d, e, f, g, h]}", "at most 6 items"),
        ("- {id: a, beurten: [b, c, d], tussen: {1: {kleur: c}}}", "kleur"),
    ],
)
def test_an_item_that_is_not_well_formed_is_an_error(tekst: str, wat: str, tmp_path: Path) -> None:
    (tmp_path / "proef.yaml").write_text(tekst, encoding="utf-8")
    with pytest.raises(ValueError, match=wat):
        lees("proef", tmp_path)


def test_very_long_input_is_repeated_and_not_written_out() -> None:
    lang = [v for v in items_van("vijandig") if isinstance(v, Vraag) and v.manier == "lang"]
    assert lang
    assert all(len(v.request().question) >= 9_900 for v in lang)
