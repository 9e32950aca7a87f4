"""What a start keeps, and what it leaves for later."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from assistant.commands.shared import meld_eerste_keer
from assistant.starting import zonder_opruimen
from knowledge.errors import Fout, InvoerFout, KennisFout
from knowledge.kept import een_keer


def test_what_passed_is_not_done_again_until_its_key_changes(tmp_path: Path) -> None:
    pad, keren = tmp_path / "map" / "gekeurd", list[str]()
    for sleutel in ("een", "een", "twee", "twee", "een"):
        een_keer(pad, sleutel, lambda sleutel=sleutel: keren.append(sleutel))  # type: ignore[misc]
    assert keren == ["een", "twee", "een"]


def test_what_fails_is_done_again(tmp_path: Path) -> None:
    def faalt() -> None:
        raise KennisFout([Fout("een.yaml", 1, "fout")])

    for _ in range(2):
        with pytest.raises(KennisFout):
            een_keer(tmp_path / "gekeurd", "een", faalt)


def test_without_a_place_that_can_be_written_it_is_done_every_time(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map")
    keren = list[int]()
    for pad in (None, tmp_path / "bestand" / "gekeurd", tmp_path / "bestand" / "gekeurd"):
        een_keer(pad, "een", lambda: keren.append(1))
    assert len(keren) == 3


def test_rubbish_is_looked_for_again_after_a_start_that_fails() -> None:
    tijdens = list[bool]()

    def begin() -> None:
        with zonder_opruimen():
            tijdens.append(gc.isenabled())
            raise InvoerFout("veld", "kan niet")

    with pytest.raises(InvoerFout):
        begin()
    assert (tijdens, gc.isenabled()) == ([False], True)
    gc.unfreeze()


def test_a_first_start_says_that_it_takes_a_while(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    meld_eerste_keer(tmp_path)
    assert "eerste keer" in capsys.readouterr().err
    (tmp_path / "CURRENT").write_text("gen-1\n")
    meld_eerste_keer(tmp_path)
    assert capsys.readouterr() == ("", "")
