"""Texts of before Unicode: of DOS and of old Macs as well as of Windows, each with its own accents and signs."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.decoding import decodeer
from knowledge.documents import read_file

CLIENT = "De coördinator belt de cliënt over geïndiceerde hulp.\n"
TARIEF = "Het tarief is € 66,40 per uur.\n"
TEKSTEN = {
    "één woord": "Een reële vergoeding.\n",
    "zinnen": CLIENT,
    "accenten": "Eén café, à la carte: hè, eventuele financiën en ideeën zijn geëvalueerd.\n",
    "bedrag": TARIEF,
    "brief": f"Geachte heer,\n\n{CLIENT}\n{TARIEF}\nVragen? Bel 0229 – dat kan.\n".replace("–", "-"),
    "ver": "Er is niets bijzonders aan deze regel.\n" * 8000 + CLIENT,
    "lang": (CLIENT + "Er is niets bijzonders aan deze regel.\n" * 40) * 50,
}
MET_AANHALINGSTEKENS = "Hij zei: „de cliënt komt om één uur” en “dat is reëel”. De foto’s zijn er – nog – niet…\n"
RAAM = "┌─────┬─────┐\n│ uur │ € 5 │\n└─────┴─────┘\n█████░░░░░\n"
GOED_VAN_WINDOWS = [
    "De foto‘s en auto‘s van zo‘n kind – heel “mooi”.\n",
    "Mevrouw Miloševic en de heer Dušan Žižek, Škoda, wonen in Hoorn.\n",
    "Hij zegt “ja”en gaat weg.\n",
    "Größe, Münster; São Paulo, Ångström, Çelik.\n",
    "§ 1 Temperatuur 20° ± ½, Ø 35 mm, 2 à 3 keer · 5 × 4 • punt\n",
    "Noord–Zuid, ‘t Hof, 's‑Hertogenbosch".replace("‑", "-") + " en €5 – £4\n",
    "ALINÉA ÉÉN VAN DE COÖRDINATIE: CLIËNTEN\n",
    "McÉwan en L’Été\n",
]


@pytest.mark.parametrize("naam", TEKSTEN)
@pytest.mark.parametrize("codering", ["cp858", "mac_roman", "cp1252", "utf-8"])
def test_dutch_is_read_as_it_was_written(naam: str, codering: str) -> None:
    assert decodeer(TEKSTEN[naam].encode(codering)) == TEKSTEN[naam]


@pytest.mark.parametrize("codering", ["mac_roman", "cp1252"])
def test_quotation_marks_and_dashes_stay(codering: str) -> None:
    assert decodeer(MET_AANHALINGSTEKENS.encode(codering)) == MET_AANHALINGSTEKENS


def test_a_table_of_dos_stays_a_table() -> None:
    assert decodeer((RAAM + CLIENT).encode("cp858")) == RAAM + CLIENT


@pytest.mark.parametrize("text", GOED_VAN_WINDOWS)
def test_what_is_fine_as_text_of_windows_is_left_as_it_is(text: str) -> None:
    assert decodeer(text.encode("cp1252")) == text


@pytest.mark.parametrize(("naam", "codering"), [("dos.txt", "cp850"), ("mac.md", "mac_roman"), ("dos.csv", "cp858")])
def test_a_file_is_read_so_whatever_its_kind(tmp_path: Path, naam: str, codering: str) -> None:
    pad = tmp_path / naam
    inhoud = "Wie;Wat\nde cliënt;geïndiceerde hulp\n" if naam.endswith("csv") else f"# Afspraak\n\n{CLIENT}"
    pad.write_bytes(inhoud.encode(codering))
    text = "\n".join(passage.text for passage in read_file(pad, None))
    assert "cliënt" in text
    assert "geïndiceerde" in text
