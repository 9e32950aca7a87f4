"""The words of conversations: read whole, and every fault told with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.reading.slots import Slots
from knowledge.conversation_words import laad_gesprekswoorden
from knowledge.errors import KennisFout
from knowledge.store import KENNISMAP

ECHT = KENNISMAP / "woordenschat" / "gesprek.yaml"


def test_every_fault_in_the_file_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "woordenschat").mkdir()
    fout = re.sub(r"(?m)^dank: .*$", "dank: []", ECHT.read_text(encoding="utf-8"))
    fout = fout.replace("profiel {antwoord}", "profiel", 1)
    (tmp_path / "woordenschat" / "gesprek.yaml").write_text(fout, encoding="utf-8")
    with pytest.raises(KennisFout) as gevangen:
        laad_gesprekswoorden(tmp_path)
    assert len(gevangen.value.fouten) == 2
    assert all(re.match(r"woordenschat/gesprek\.yaml:[1-9]", str(f)) for f in gevangen.value.fouten)


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(KennisFout):
        laad_gesprekswoorden(tmp_path)


def test_every_answer_is_for_a_fact_that_there_is() -> None:
    for vorm in laad_gesprekswoorden().antwoorden:
        assert hasattr(Slots(), vorm.slot)
        assert vorm.lees or vorm.ja or vorm.nee
