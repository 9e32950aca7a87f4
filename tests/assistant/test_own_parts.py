"""Which part of a document of one's own answers: not the one that only has the same name, also in a large document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from assistant_support import ask

from assistant.service import Assistant
from assistant.settings import Settings
from evals.assistants import Assistenten

PLAN = """# Inkoopplan specialistische jeugdhulp Zuiderdelta

De regio Zuiderdelta bestaat uit Merendam, Oudezijl en Steenhoek. Samen kopen zij vanaf 1 januari 2027 jeugdhulp in.
Dit plan beschrijft voor de regio Zuiderdelta wanneer aanbieders kunnen inschrijven en welke eisen de regio stelt.

## Aanleiding

De overeenkomsten in de regio Zuiderdelta lopen af op 31 december 2026.

## Planning

Er wordt gekozen voor een openbare procedure.

- Publicatie van de aankondiging: 9 februari 2026
- Sluiting van de inschrijving: 17 april 2026, 10.00 uur
- Voorlopige gunning: 12 juni 2026

## Gunning

Kwaliteit telt voor 70 procent, prijs voor 10 procent en de presentatie voor 20 procent.
"""
VRAGEN = """Vragen over het berichtenverkeer
Regio Noorderplas, versie april 2026

De gemeenten van de regio Noorderplas geven hier antwoord op vragen die aanbieders het vaakst stellen.

1. Binnen hoeveel dagen moet ik de start melden?
Meld de start binnen vijf werkdagen nadat de hulp is begonnen.

2. Tot wanneer kan ik declareren?
Declareer binnen zestig dagen na afloop van de maand waarin de hulp is geleverd.

3. Hoe lang bewaar ik het dossier?
Twintig jaar na de laatste wijziging.
"""
GROOT = "# Handboek Oosterkoog\n\n" + "\n\n".join(
    f"## Product {n}\n\nBij product {n} hoort een vergoeding die elk jaar wordt herzien." for n in range(40)
)
HAVER = "\n\n## Haver\n\nDe vergoeding voor paardenvoer is 14 euro.\n"


@pytest.fixture(scope="module")
def eigen(assistants: Callable[..., Assistenten], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("stukken")
    stukken = {"inkoopplan.md": PLAN, "vragen-over-het-berichtenverkeer.txt": VRAGEN, "handboek.md": GROOT + HAVER}
    for naam, tekst in stukken.items():
        (folder / naam).write_text(tekst)
    with assistants(Settings(model=None)) as assistenten:
        yield assistenten.met(str(folder))


def test_a_lead_with_the_name_of_the_region_does_not_win_from_the_part_that_tells(eigen: Assistant) -> None:
    answer = ask(eigen, "Tot wanneer kunnen aanbieders inschrijven in Zuiderdelta?")
    assert answer.status == "answered"
    assert "17 april 2026" in answer.citations[0].quote


@pytest.mark.parametrize(
    ("vraag", "feit"),
    [
        ("Binnen hoeveel dagen moet ik in de regio Noorderplas de start melden?", "vijf werkdagen"),
        ("hoe lang bewaar je een dossier in de regio noorderplas", "Twintig jaar"),
    ],
)
def test_of_questions_and_answers_the_one_that_is_asked_is_shown(eigen: Assistant, vraag: str, feit: str) -> None:
    """ "Regio" before the name of a region is not a name that the answer must have too."""
    answer = ask(eigen, vraag)
    assert answer.status == "answered"
    assert feit in answer.citations[0].quote
    assert "zestig dagen" not in answer.citations[0].quote


def test_a_large_document_is_looked_through_too(eigen: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more passages than are all weighed those that have the question's words."""
    monkeypatch.setattr("assistant.line.own.MEEST", 1)
    monkeypatch.setattr("assistant.line.own.UIT_VEEL", 2)
    answer = ask(eigen, "Hoe hoog is de vergoeding voor paardenvoer in Oosterkoog?")
    assert answer.status == "answered"
    assert "14 euro" in answer.citations[0].quote
