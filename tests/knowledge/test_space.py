"""Points between two meanings."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.space import tussen

HOEK = st.floats(0, math.pi / 2)


def _punt(hoek: float) -> list[float]:
    return [math.cos(hoek), math.sin(hoek)]


@given(HOEK, HOEK, st.floats(0, 1))
def test_between_two_it_has_length_one_and_lies_between(een: float, ander: float, deel: float) -> None:
    gemengd = tussen(_punt(een), _punt(ander), deel)
    assert math.hypot(*gemengd) == pytest.approx(1)
    hoek = math.atan2(gemengd[1], gemengd[0])
    assert min(een, ander) - 1e-6 <= hoek <= max(een, ander) + 1e-6


def test_the_share_says_which_of_the_two_is_nearer() -> None:
    assert tussen([1, 0], [0, 1], 0) == [1, 0]
    assert tussen([1, 0], [0, 1], 1) == [0, 1]
    dichtbij = tussen([1, 0], [0, 1], 0.25)
    assert dichtbij[0] > dichtbij[1] > 0
