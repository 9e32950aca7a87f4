"""What a document says of itself is taken over only behind a word that says what it is."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from knowledge import readers
from knowledge.metadata import LANGSTE_ONDERWERP, herken_kenmerken, kort_onderwerp


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        ("# Protocol\n\n- Versie: 1.3\n- Publicatiedatum: 11-12-2024\n", "2024-12-11"),
        ("- **Publicatiedatum:** 1 januari 2026\n", "2026-01-01"),
        ("| Eigenschap | Waarde |\n|---|---|\n| Laatst bijgewerkt | 01-10-2017 |\n", "2017-10-01"),
        ("Procesbeschrijving\n\nVersie 1.0\nDatum 30-09-2021\n", "2021-09-30"),
        ("Bericht geplaatst op: 28 januari 2021\n", "2021-01-28"),
        ("Tarieven\n\nLaatst gewijzigd op 12 februari 2024\n", "2024-02-12"),
        ("Versie 2.1, 3 maart 2023\n", "2023-03-03"),
        ("- metadata / laatstBijgewerkt: 2025-10-04\n", "2025-10-04"),
        (
            "| Versie | Datum | Wat |\n|---|---|---|\n| 2.0 | 15 november 2017 | a |\n| 1.0 | 7 oktober 2016 | b |",
            "2017-11-15",
        ),
        ("Datum: 1-1-'25\n", "2025-01-01"),
        ("Vastgesteld op 3 sept. 2024\n", "2024-09-03"),
        ("Publicatiedatum: 01.01.2025\n", "2025-01-01"),
        ("Gepubliceerd op 12 dec ’98\n", "1998-12-12"),
        # the day of publication goes before that of the last change
        ("Laatst gewijzigd: 2-2-2024\nGepubliceerd: 1-1-2023\n", "2023-01-01"),
        # no cue, no such day, or no day at all
        ("Vanaf 1 januari 2022 gaan de nieuwe contracten in.\n", None),
        ("Publicatiedatum: 31-02-2024\n", None),
        ("Publicatiedatum: 12-13-2024\n", None),
        ("Datum: juli 2021\n", None),
        ("Datum: 1 januari jl.\n", None),
        ("Datum: 1-1-25\n", None),
        ("Datum: 31-2-'25\n", None),
        ("Datum: 01-01-0001\n", None),
        ("Wij stellen de datum 1-1-2024 voor.\n", None),
    ],
)
def test_date(text: str, datum: str | None) -> None:
    assert herken_kenmerken(text).datum == datum


@pytest.mark.parametrize(
    ("text", "van", "tot"),
    [
        ("Geldig van 1 januari 2022 tot en met 31 december 2022.", "2022-01-01", "2022-12-31"),
        ("| Geldigheid | 1-1-2022 t/m 31-12-2022 |", "2022-01-01", "2022-12-31"),
        ("Looptijd: 2022-01-01 – 2023-12-31", "2022-01-01", "2023-12-31"),
        ("De overeenkomst geldt van 1 juli 2024 tot 1 juli 2025.", "2024-07-01", "2025-06-30"),
        ("# Administratie periode 2015-2017", "2015-01-01", "2017-12-31"),
        ("Alle informatie gaat over jeugdhulp 2015 tot en met 2017.", "2015-01-01", "2017-12-31"),
        ("**Geldend van 01-01-2025 t/m heden**", "2025-01-01", None),
        ("Deze regeling is in werking getreden op 1 juli 2025.", "2025-07-01", None),
        ("Tarieven jeugdhulp per 1-1-'25\n\nDe tarieven staan hieronder.", "2025-01-01", None),
        ("| Ingangsdatum | 1 jan. 2025 |", "2025-01-01", None),
        ("Geldig van 1 jan. 2025 t/m 31 dec. 2025", "2025-01-01", "2025-12-31"),
        ("Periode: januari 2025", "2025-01-01", "2025-01-31"),
        ("# Kwartaalrapportage 2025Q1", "2025-01-01", "2025-03-31"),
        ("Voortgangsrapportage jeugdhulp, vierde kwartaal 2024", "2024-10-01", "2024-12-31"),
        ("Looptijd: mei 2025 t/m juni 2026", "2025-05-01", "2026-06-30"),
        # which year is not said; told of something else; a month within a sentence
        ("Ingaande 1 januari jl.", None, None),
        ("Wij kopen per 1 januari 2025 in bij veel aanbieders.", None, None),
        ("In de periode januari 2025 waren er drie klachten.", None, None),
        ("Looptijd: juni 2026 t/m mei 2025", None, None),
        # no cue; the wrong way round; no such day; an example further on
        ("Inkoop jeugdhulp 2024-2025", None, None),
        ("Geldig van 31 december 2022 tot en met 1 januari 2022.", None, None),
        ("Geldig van 31 juni 2022 tot en met 31 december 2022.", None, None),
        ("Regel\n" * 40 + "Stel de declaratie beslaat de periode 8-4-2026 t/m 17-6-2026.", None, None),
    ],
)
def test_period(text: str, van: str | None, tot: str | None) -> None:
    kenmerken = herken_kenmerken(text)
    assert (kenmerken.van, kenmerken.tot) == (van, tot)


@pytest.mark.parametrize(
    ("text", "uitgever"),
    [
        ("| Veld | Waarde |\n| --- | --- |\n| Auteur | Zorginstituut Nederland |\n", "Zorginstituut Nederland"),
        ("| Auteur | Regio Voorbeeld |\n| --- | --- |\n| Versie | 1.0 |\n", "Regio Voorbeeld"),
        ("- Auteur: Iemand\n- Organisatie: Ketenbureau\n", "Ketenbureau"),
        ("Opgesteld door: afdeling inkoop\n", "afdeling inkoop"),
        ("Auteur: https://voorbeeld.nl/auteur\n", None),
        # a header is no name with a value
        ("| Auteur | Toelichting |\n| --- | --- |\n| eerste | tekst |\n", None),
        # what comes back belongs to parts of the document
        ("Auteur: Een\n\nTekst.\n\nAuteur: Twee\n", None),
        ("De auteur: dat is degene die schrijft, en zo iemand is er niet altijd.\n", None),
    ],
)
def test_publisher(text: str, uitgever: str | None) -> None:
    assert herken_kenmerken(text).uitgever == uitgever


REGEL = """# OP033 - Een afgegeven toewijzing mag gewijzigd worden.

## Definitie

Een afgegeven toewijzing mag gewijzigd worden.

## Metadata

| Veld | Waarde |
| --- | --- |
| Type | bedrijfsregel |
| Onderwerp | `intrekken` |
| Berichttype | JW301 |

## Samenvatting voor zoeken

Een gemeente meldt een wijziging met een nieuw bericht. Daarna volgt meer.
"""


@pytest.mark.parametrize(
    ("text", "onderwerp"),
    [
        (REGEL, "bedrijfsregel; intrekken; JW301; Een gemeente meldt een wijziging met een nieuw bericht"),
        ("# WJ1 - Geslacht\n\n## Definitie\nSekse van een persoon.\n", "Sekse van een persoon"),
        (
            "**IV047**\n\n*Hoe om te gaan met een briefadres van een cliënt?*\n\nTekst.",
            "Hoe om te gaan met een briefadres van een cliënt?",
        ),
        ("- codelijst / naam: Land\n", "Land"),
        (
            "# Lijst\n\nDeze lijst bevat de foutcodes van het berichtenverkeer. Gebruik hem.\n",
            "Deze lijst bevat de foutcodes van het berichtenverkeer",
        ),
        # what the title says is not said again; a heading of every part is not about the whole
        ("# Declaratie\n\n- Onderwerp: declaratie\n", None),
        ("# Regels\n\n# Een\n## Regel\nHoogstens 12 posities.\n# Twee\n## Regel\nHoogstens 8 posities.\n", None),
        ("Zomaar een tekst over van alles.\n", None),
    ],
)
def test_subject(text: str, onderwerp: str | None) -> None:
    assert herken_kenmerken(text).onderwerp == onderwerp


def test_a_subject_is_one_short_line() -> None:
    lang = kort_onderwerp("Codelijst", "woord " * 100)
    assert lang is not None
    assert len(lang) <= LANGSTE_ONDERWERP
    assert lang.startswith("Codelijst; woord")
    assert lang.endswith("woord…")
    assert kort_onderwerp(None, " ", "") is None
    assert kort_onderwerp("Een\nregel.", "Een regel") == "Een regel"


def test_a_bold_first_line_is_a_title() -> None:
    assert herken_kenmerken("**Weeknummer berekenen**\n\nTekst.").titel == "Weeknummer berekenen"
    assert herken_kenmerken("Tekst met **vet** erin.\n").titel is None


def test_a_long_line_takes_no_long_time() -> None:
    assert herken_kenmerken("periode " * 1000 + "van 1 " * 400).van is None


# --- real documents ----------------------------------------------------------------------------------------


def map_uit(variabele: str) -> Path:
    if not os.environ.get(variabele):
        pytest.skip(f"{variabele} wijst geen map aan")
    return Path(os.environ[variabele])


def test_the_documents_of_a_standard_are_all_read_and_most_say_what_they_are_about() -> None:
    wortel = map_uit("WEGWIJZER_CORPUS")
    aantal: Counter[str] = Counter()
    for pad in sorted(p for p in wortel.rglob("*") if p.is_file()):
        gelezen = readers.lees(pad.read_bytes(), pad.relative_to(wortel).as_posix())
        assert gelezen.sections.pieces()
        kenmerken = gelezen.kenmerken
        aantal.update(["gelezen", *(naam for naam, waarde in vars(kenmerken).items() if waarde)])
        assert len(kenmerken.onderwerp or "") <= LANGSTE_ONDERWERP
    assert aantal["gelezen"] >= 300
    assert aantal["onderwerp"] >= 0.9 * aantal["gelezen"]
    assert aantal["uitgever"] >= 25


def test_the_originals_give_their_day_and_period() -> None:
    wortel = map_uit("WEGWIJZER_ORIGINELEN")
    gevonden = {
        pad.name[:3]: readers.lees(pad.read_bytes(), pad.name).kenmerken for pad in sorted(wortel.glob("*.txt"))
    }
    assert gevonden["003"].datum == "2021-01-28"
    assert (gevonden["002"].van, gevonden["002"].tot) == ("2015-01-01", "2017-12-31")
    assert all(gevonden[nummer].van is None for nummer in ("000", "001", "003", "004"))
