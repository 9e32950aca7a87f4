"""Passages by group, held against a walk through all of them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.passage_groups import Groepen, schrijf

GROEPEN = st.lists(st.dictionaries(st.integers(0, 40), st.sampled_from(["algemeen", "a", "b"]), max_size=8), max_size=6)
"""Of each group the passages with their collection."""


@given(GROEPEN, st.lists(st.integers(0, 45), unique=True), st.sets(st.sampled_from(["algemeen", "a", "c"])))
def test_groups_give_what_a_walk_through_all_gives(
    groepen: list[dict[int, str]], gevonden: list[int], collecties: set[str]
) -> None:
    with TemporaryDirectory() as map_:
        schrijf(Path(map_), [groep.items() for groep in groepen])
        index = Groepen(Path(map_))
    assert len(index) == len(groepen)
    van = {n: [nr for nr in gevonden if nr in groep] for n, groep in enumerate(groepen)}
    assert index.van(gevonden) == {n: nummers for n, nummers in van.items() if nummers}
    for n, groep in enumerate(groepen):
        assert index.eerste(n, 3) == sorted(groep)[:3]
        assert index.eerste(n, 2, collecties) == sorted(nr for nr, naam in groep.items() if naam in collecties)[:2]


def test_without_groups_there_is_nothing(tmp_path: Path) -> None:
    schrijf(tmp_path, [])
    assert not Groepen(tmp_path)
    assert Groepen(tmp_path).van([1, 2]) == {}


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="groepen"):
        Groepen(tmp_path)
