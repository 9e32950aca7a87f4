"""No list of the vocabulary holds a term in vain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge.folding import vouw
from knowledge.store import KENNISMAP
from knowledge.yaml_file import lees_bestand

FILES = sorted((KENNISMAP / "woordenschat").glob("*.yaml"))
WITH_BARE_TERMS = {"waarden", "bedoelingen"}
"""Keys whose terms without an ending are read apart: by the language model and in spelling."""


def _lists(data: Any, key: str = "") -> Iterator[tuple[str, list[str]]]:
    if isinstance(data, dict):
        for name, value in data.items():
            yield from _lists(value, f"{key}.{name}".lstrip("."))
    elif isinstance(data, list):
        yield key, [vouw(term) for term in data if isinstance(term, str)]
        for part in data:
            yield from _lists(part, key) if not isinstance(part, str) else ()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_term_stands_twice_in_a_list_or_under_one_with_any_ending(file: Path) -> None:
    _, data, faults = lees_bestand(file)
    assert not faults
    for key, terms in _lists(data):
        assert [term for term, times in Counter(terms).items() if times > 1] == [], key
        if key.partition(".")[0] not in WITH_BARE_TERMS:
            assert [term for term in terms if f"{term}*" in terms] == [], key
