"""`wegwijzer eval` as a process: reports, files, the gate, and comparing two runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer

from evals.command import run

if TYPE_CHECKING:
    from conftest import CommandLine  # type: ignore[import-not-found]


@pytest.mark.usefixtures("built")
def test_a_run_writes_its_report_ends_at_the_threshold_and_is_compared(cli: CommandLine, tmp_path: Path) -> None:
    uit = cli("eval", "gesprekken-ontwikkel", "--fouten", "--uit", "meting", "--drempel", "1")
    assert uit.lines[0].startswith("## gesprekken-ontwikkel: ")
    meting = json.loads((tmp_path / "meting/uitslag.json").read_text(encoding="utf-8"))
    fout = [regel["id"] for regel in meting["regels"] if not regel["goed"]]
    assert len(meting["regels"]) == 20
    assert uit.code == (1 if fout else 0), uit.stderr
    assert ("de drempel is 100.0%." in uit.stderr) == bool(fout)
    assert [id_ for id_ in fout if f"- **{id_}**" not in uit.stdout] == []
    assert "<title>Evaluatie" in (tmp_path / "meting/rapport.html").read_text(encoding="utf-8")

    vergeleken = cli("eval", "vergelijk", "meting", "meting/uitslag.json")
    assert vergeleken.code == 0
    assert "gewonnen: 0\n- verloren: 0" in vergeleken.stdout


def test_a_folder_without_an_outcome_is_one_sentence(cli: CommandLine) -> None:
    uit = cli("eval", "vergelijk", "een", "twee")
    assert uit.code == 2
    assert uit.complaint.startswith("uitslag: 'een' is niet te lezen")


@pytest.mark.parametrize(
    ("deel", "opties", "wat"),
    [
        (["onzin"], {}, "deel: kies uit "),
        (["ontwikkel"], {"drempel": 95.0}, "drempel: geef een getal van 0 tot en met 1"),
        (["ontwikkel"], {"llm": True}, "llm: stel eerst een taalmodel in met WEGWIJZER_MODEL."),
        (["vergelijk", "een"], {}, "vergelijk: geef de map"),
    ],
)
def test_wrong_input_is_refused(
    deel: list[str], opties: dict[str, Any], wat: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as einde:
        run(deel, **opties)
    assert einde.value.exit_code == 2
    uit, fout = capsys.readouterr()
    assert uit == ""
    assert fout.startswith(wat)
    assert fout.count("\n") == 1
