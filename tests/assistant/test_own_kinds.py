"""Documents of the kinds that people bring: what they ask of them, as they type it, is found within the document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from assistant_support import ask

from assistant.line.within import met_rijen
from assistant.models import Answer, AskRequest, Turn
from assistant.proof.verify import onbewezen
from assistant.service import Assistant
from assistant.settings import Settings
from evals.assistants import Assistenten
from evals.eigen.maken import maak
from evals.eigen.stukken import STUKKEN
from evals.eigen.vragen import HELFTEN, lees


@pytest.fixture(scope="module")
def met_alle(assistants: Callable[..., Assistenten], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant that has read six documents of six kinds."""
    folder: Path = tmp_path_factory.mktemp("stukken")
    for stuk in STUKKEN:
        maak(stuk, stuk.vormen[0], folder)
    with assistants(Settings(model=None)) as assistenten:
        yield assistenten.met(str(folder))


def documents(answer: Answer) -> set[str]:
    return {Path(c.document).stem for c in answer.citations}


@pytest.mark.parametrize(
    ("vraag", "document", "feit"),
    [
        ("formulier te laat binnen bij gemeente veenmeer, wat nu?", "werkproces-verlengen", "vier weken"),
        ("op welke dag is het casusoverleg", "werkproces-verlengen", "dinsdagochtend"),
        ("hoeveel zzp'ers mag ik inzetten in lage maten?", "veelgestelde-vragen", "20%"),
        ("Binnen hoeveel dagen betalen ze uit in de regio Lage Maten?", "veelgestelde-vragen", "21 dagen"),
        ("waar is de overlegtafel op 12 februari", "veelgestelde-vragen", "raadzaal Ravenhorst"),
        ("wat moet de jaaromzet minstens zijn bij merendal", "marktconsultatie", "€ 250.000"),
        ("hoe lang wachten kinderen nu in merendal", "marktconsultatie", "17 weken"),
        ("Tot welk bedrag mag Bram tekenen volgens de memo?", "memo-contractdesk", "€ 50.000"),
        ("nummer van Bram Hoekema", "memo-contractdesk", "06 5550 0142"),
    ],
)
def test_the_part_that_tells_is_found(met_alle: Assistant, vraag: str, document: str, feit: str) -> None:
    answer = ask(met_alle, vraag)
    assert answer.status == "answered"
    assert feit in answer.answer
    assert documents(answer) == {document}
    assert answer.regelingen == []


@pytest.mark.parametrize(
    ("vraag", "feit"),
    [
        ("hoeveel gesprekken doet de poh-jeugd in Medemblik max?", "zeven gesprekken"),
        ("medemblik: wie evalueert de wachttijdtafel?", "bureau Stroomlijn"),
        ("wanneer is er spreekuur bij praktijk Vliethoek", "13.00"),
    ],
)
def test_a_document_of_a_region_of_ours_adds_to_its_articles(met_alle: Assistant, vraag: str, feit: str) -> None:
    answer = ask(met_alle, vraag)
    assert answer.status == "answered"
    assert feit in answer.answer
    assert documents(answer) == {"afspraken-medemblik"}


def test_of_a_table_the_row_with_the_code_is_shown_below_its_header(met_alle: Assistant) -> None:
    answer = ask(met_alle, "wat is het tarief van 45A55?")
    assert "Tarief 2031" in answer.answer
    assert "€ 93,66" in answer.answer
    assert "45B10" not in answer.answer


def test_only_rows_of_a_table_with_such_a_row_are_left_out() -> None:
    tabel = "Vooraf\n\n| Code | Tarief |\n| --- | --- |\n| 45A52 | € 1 |\n| 45A55 | € 2 |\n\nErna"
    assert met_rijen(tabel, {"45A55"}) == tabel.replace("| 45A52 | € 1 |\n", "")
    assert met_rijen(tabel, {"99Z99"}) == tabel


@pytest.mark.parametrize(
    "vraag",
    [
        "wat is het mobiele nummer van Sietse?",
        "Wat kost het gebruik van Zorgvenster?",
        "Wat wordt het uurtarief voor gezinsbegeleiding thuis in Merendal?",
        "Hoeveel inwoners heeft Plasbergen?",
        "wat was het tarief van 45A55 in 2027?",
        "welke productcodes gelden er in lage maten",
    ],
)
def test_what_no_document_tells_is_not_told(met_alle: Assistant, vraag: str) -> None:
    assert ask(met_alle, vraag).status in {"abstain", "refused", "clarify"}


@pytest.mark.parametrize(
    ("vraag", "feit"),
    [
        ("Wat moeten ouders in Medemblik betalen voor de praktijkondersteuner jeugd?", "geen kosten"),
        ("minimale omzet om mee te doen in Merendal", "€ 250.000"),
    ],
)
def test_what_the_best_part_lacks_stands_in_the_next(met_alle: Assistant, vraag: str, feit: str) -> None:
    answer = ask(met_alle, vraag)
    assert feit in answer.answer
    assert not onbewezen(answer.answer, answer.tool_results, answer.citations)
    assert len({c.quote for c in answer.citations}) > 1


@pytest.mark.parametrize("vraag", ["Mag B naast C bij dezelfde aanbieder?", "Welke gemeenten horen bij Westfriesland?"])
def test_our_own_regimes_are_answered_as_without(met_alle: Assistant, real_assistant: Assistant, vraag: str) -> None:
    met, zonder = ask(met_alle, vraag), ask(real_assistant, vraag)
    assert (met.status, met.answer) == (zonder.status, zonder.answer)


def test_the_document_that_was_offered_answers_when_it_is_chosen(met_alle: Assistant) -> None:
    vraag = "met hoeveel partijen mag je een combinatie vormen"
    eerst = ask(met_alle, vraag)
    titel = "Aanbesteding gezinsgerichte hulp Merendal"
    if eerst.status == "clarify":
        assert eerst.clarification is not None
        assert titel in eerst.clarification.options
        history = [Turn(question=vraag, answer=eerst.answer)]
        eerst = met_alle.ask(AskRequest(id="test", question=titel, history=history))
    assert eerst.status == "answered"
    assert "vier partijen" in eerst.answer


def test_every_document_has_questions_in_both_halves() -> None:
    for helft in HELFTEN:
        assert list(lees(helft)) == [stuk.naam for stuk in STUKKEN]
