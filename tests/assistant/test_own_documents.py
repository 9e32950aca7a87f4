"""Questions on a document of the user, in its words and in others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from assistant_support import ask

from assistant.service import Assistant
from assistant.settings import Settings
from evals.assistants import Assistenten

LOKET = """# Werkwijze Vervoersloket

## Aanvragen van vervoer
Een aanvraag voor vervoer stuurt u met het formulier V-12 naar het Vervoersloket. Het Vervoersloket beslist binnen \
12 werkdagen na ontvangst van het formulier.
"""
ZUIDWEST = """# Tarieven regio Zuidwest 2026

## Uurtarief ambulant

Het uurtarief voor ambulante begeleiding is in regio Zuidwest in 2026 € 87,35.

## Reistijd

Reistijd wordt niet apart betaald.
"""
AFSPRAAK = """Werkafspraak dagbesteding

Bij afmelding binnen 24 uur betaalt de gemeente 40% van het dagtarief. De afmelding meldt u bij de planner.
"""


@pytest.fixture(scope="module")
def met_eigen(assistants: Callable[..., Assistenten], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant that has read two documents of a user."""
    folder: Path = tmp_path_factory.mktemp("eigen")
    (folder / "loket.md").write_text(LOKET, encoding="utf-8")
    (folder / "afspraak.txt").write_text(AFSPRAAK, encoding="utf-8")
    (folder / "tarieven.md").write_text(ZUIDWEST, encoding="utf-8")
    with assistants(Settings(model=None)) as assistenten:
        yield assistenten.met(str(folder))


@pytest.mark.parametrize(
    ("vraag", "document", "feit"),
    [
        ("Binnen hoeveel werkdagen beslist het Vervoersloket?", "loket.md", "12 werkdagen"),
        ("Hoeveel procent van het dagtarief krijgen we bij afmelding van dagbesteding?", "afspraak.txt", "40%"),
        ("Welk percentage van het dagtarief betaalt de gemeente bij afmelding dagbesteding?", "afspraak.txt", "40%"),
    ],
)
def test_an_own_document_answers(met_eigen: Assistant, vraag: str, document: str, feit: str) -> None:
    answer = ask(met_eigen, vraag)
    assert answer.status == "answered"
    assert answer.citations[0].document.endswith(document)
    assert feit in answer.answer


@pytest.mark.parametrize("vraag", ["Wie is de baas van het Vervoersloket?", "Is het Vervoersloket 's avonds open?"])
def test_what_it_leaves_open_is_not_another_field(met_eigen: Assistant, vraag: str) -> None:
    answer = ask(met_eigen, vraag)
    assert answer.status == "abstain"
    assert any(c.document.endswith("loket.md") for c in answer.citations)


def test_another_field_stays_another_field(met_eigen: Assistant) -> None:
    assert ask(met_eigen, "Wat is het weer morgen?").status == "refused"


@pytest.mark.parametrize("plaats", ["Amstelveen", "Zaanstad", "Hoorn"])
def test_what_holds_elsewhere_is_no_answer_for_a_region_that_is_named(met_eigen: Assistant, plaats: str) -> None:
    answer = ask(met_eigen, f"Wat is het uurtarief voor ambulante begeleiding in {plaats}?")
    assert answer.status == "abstain"
    assert "87,35" not in answer.answer


def test_the_citation_stands_behind_a_sentence_and_not_behind_a_heading(met_eigen: Assistant) -> None:
    answer = ask(met_eigen, "Wat is het uurtarief voor ambulante begeleiding in regio Zuidwest?")
    assert answer.status == "answered"
    assert "€ 87,35. [1]" in answer.answer
    assert "\n\n[1]" not in answer.answer
