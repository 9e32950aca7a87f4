"""The same deck of a user as pptx, pdf and html: the same answers to the same ten questions in the chat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from assistant_support import ask
from deck import VORMEN, VRAGEN, Vraag, kaal

from assistant.service import Assistant
from assistant.settings import Settings
from evals.assistants import Assistenten

NIET_IN_WOORDEN = {
    "Hoe snel moet ik een nieuwe toewijzing nakijken?",  # "controleert … binnen tien werkdagen"
}
"""Those of which the deck has hardly a word: what answers them is shown as what comes nearest."""


@pytest.fixture(scope="module", params=["bijeenkomst.pptx", "bijeenkomst.html", "bijeenkomst.pdf"])
def met_deck(
    request: pytest.FixtureRequest, assistants: Callable[..., Assistenten], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Assistant]:
    """An assistant that has read the deck in one of its forms."""
    folder: Path = tmp_path_factory.mktemp("deck")
    VORMEN[request.param](folder / request.param)
    for beside in folder.glob("*.bron.html"):
        beside.unlink()
    with assistants(Settings(model=None)) as assistenten:
        yield assistenten.met(str(folder / request.param))


@pytest.mark.parametrize("vraag", VRAGEN, ids=lambda v: v.vraag)
def test_every_form_gives_the_same_answer_on_its_own_region(met_deck: Assistant, vraag: Vraag) -> None:
    answer = ask(met_deck, f"{vraag.vraag.rstrip('?')} in de regio Duinrand?")
    assert answer.status == ("abstain" if vraag.vraag in NIET_IN_WOORDEN else "answered")
    assert all(feit in kaal(answer.answer) for feit in vraag.feiten)
    assert all("bijeenkomst" in citation.document for citation in answer.citations)
    assert answer.regelingen == []
    assert answer.tool_results == []
    assert answer.answer.count("Jeugdhulp in de regio Duinrand") == 1, "the document is named once"


@pytest.mark.parametrize(
    ("vraag", "status"),
    [
        ("Wat kost een taxirit in de regio Duinrand?", "abstain"),
        ("Hoe zit het met de omzetting in Zandvoorde?", "abstain"),
        ("Wat is het recept voor appeltaart in Duinrand?", "refused"),
        ("Welke gemeenten doen mee in Tilburg?", "abstain"),
    ],
)
def test_what_the_deck_does_not_tell_is_not_told(met_deck: Assistant, vraag: str, status: str) -> None:
    answer = ask(met_deck, vraag)
    assert answer.status == status
    assert answer.regelingen == []


@pytest.mark.parametrize(
    "vraag", ["Mag B naast C bij dezelfde aanbieder?", "Wat is het tarief voor segment B in Westfriesland?"]
)
def test_our_own_regimes_are_answered_as_before(met_deck: Assistant, real_assistant: Assistant, vraag: str) -> None:
    answer, zonder = ask(met_deck, vraag), ask(real_assistant, vraag)
    assert (answer.status, answer.answer) == (zonder.status, zonder.answer)


def test_a_name_of_one_passage_stands_for_the_whole_document(met_deck: Assistant) -> None:
    answer = ask(met_deck, "Mag ik in Helmduin ambulant licht en dagbehandeling stapelen?")
    assert answer.status == "answered"
    assert "ja, hoogstens 13 weken" in answer.answer


def test_words_of_the_document_that_are_no_names_bring_no_answer_from_it(met_deck: Assistant) -> None:
    answer = ask(met_deck, "Mag de aanbieder, na een kwaliteitsgesprek, B naast C leveren?")
    assert answer.tool_results
