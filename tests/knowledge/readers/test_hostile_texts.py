"""Small texts that are made to keep a reader busy: each is read, or refused, well within the limit of the worker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge import readers
from knowledge.decoding import LeesFout
from knowledge.documents import read_file
from knowledge.pieces import sentences
from knowledge.readers import isolation
from knowledge.readers.isolation import Werker

VEEL = 400_000
ALIASSEN = "---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 8)
)

TEKSTEN = {
    "verwijzingen.md": ALIASSEN + "titel: *a7\n---\nHier staat de tekst.\n",
    "spaties voor een rij.md": "Hier staat de tekst:\n\n| a | b |\n" + " " * VEEL + "| c | d |\n" + " " * VEEL + "x\n",
    "spaties in een rij.md": "Hier staat de tekst:\n\n| a | b |\n|" + " " * VEEL + "c | d |\n",
    "spaties in een kop.md": "# Kop" + " " * VEEL + "van twee delen\n\nHier staat de tekst.\n",
    "spaties na opmaak.txt": "Hier staat <b>de</b> tekst." + " " * VEEL + "En meer.\n",
    "spaties in een cel.txt": "Hier\tstaat <b>de</b> tekst." + " " * VEEL + "En meer.\nA\tB\n",
    "commentaar.md": "<!---->" * 40 + "Hier staat de tekst.\n",
    "cellen.md": "Hier staat de tekst:\n\n" + "|" * VEEL + "\n| a |\n",
    "afkortingen.txt": "Hier staat de tekst. " + "Zie nr. A en art. B, resp. C. " * (VEEL // 31) + "\n",
    "letters met punten.txt": "Hier staat de tekst. " + "a." * (VEEL // 2) + " En meer.\n",
    "haken.md": "---\na: " + "[" * VEEL + "\n---\n\nHier staat de tekst.\n",
}


@pytest.fixture(autouse=True)
def eigen_werker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Werker]:
    """A worker of its own, with the limits that it has."""
    werker = Werker()
    monkeypatch.setattr(isolation, "_werker", werker)
    yield werker
    werker.stop()


@pytest.mark.parametrize("naam", TEKSTEN)
def test_a_text_made_to_take_for_ever_is_read(tmp_path: Path, naam: str) -> None:
    bestand = tmp_path / naam
    bestand.write_text(TEKSTEN[naam], encoding="utf-8")
    assert any("tekst" in passage.text for passage in read_file(bestand, tmp_path))


@pytest.mark.parametrize("naam", ["a.txt", "a.md", "a.csv", "a.json", "a"])
def test_texts_are_read_in_the_worker_too(eigen_werker: Werker, naam: str) -> None:
    assert eigen_werker.pid is None
    assert readers.lees(b'{"titel": "Gewone; tekst"}', naam).sections.pieces()
    assert eigen_werker.pid is not None


@pytest.mark.parametrize(("naam", "inhoud"), [("leeg.txt", b" \n"), ("a.md", b"\0\1\2" * 99), ("a.json", b"{")])
def test_why_a_text_is_refused_comes_back(naam: str, inhoud: bytes) -> None:
    with pytest.raises(LeesFout) as fout:
        readers.lees(inhoud, naam)
    assert fout.value.bestand == naam
    assert "vastgelopen" not in fout.value.reden


def test_a_row_of_many_abbreviations_is_one_sentence() -> None:
    rij = "Zie nr. A en art. B en bijv. C " * 50
    assert sentences(f"{rij.strip()}. En dan nog iets.") == [f"{rij.strip()}.", "En dan nog iets."]
