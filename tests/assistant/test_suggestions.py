"""What one can ask next: questions that the sections beside the cited ones answer."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer.suggestions import Suggester
from assistant.library import kennis_passages
from assistant.models import Answer, Citation, Clarification, Timings, Versions

PASSAGES = kennis_passages()
SUGGESTER = Suggester(PASSAGES)
PLACE = next(i for i, p in enumerate(PASSAGES) if p.section == "Wat een signaalbudget is")


def answer(section: str, **more: object) -> Answer:
    citation = Citation(
        marker=1, document="aa-inkoop-2022", title="t", section=section, regeling="amstelveen-aalsmeer-2022", quote="q"
    )
    versions = Versions(knowledge="k", index="i", code="c")
    fields = {"id": "1", "status": "answered", "answer": "x [1]", "citations": [citation], **more}
    return Answer(versions=versions, timings_ms=Timings(), **fields)


def test_reading_on_comes_first() -> None:
    gevonden = SUGGESTER.suggest(answer("Wat een signaalbudget is"))
    volgende = next(q for q in PASSAGES[PLACE + 1].vragen if q not in PASSAGES[PLACE + 1].onbeantwoord)
    assert len(gevonden) == 3
    assert gevonden[0] == volgende


def test_no_question_that_was_asked_or_that_nothing_answers() -> None:
    eerste, *_ = SUGGESTER.suggest(answer("Wat een signaalbudget is"))
    weer = SUGGESTER.suggest(answer("Wat een signaalbudget is"), [eerste.upper()])
    assert eerste not in weer
    volgende = PASSAGES[PLACE + 1]
    open_gelaten = replace(volgende, vragen=("Wat laat de bron open?",), onbeantwoord=("Wat laat de bron open?",))
    zonder = Suggester([*PASSAGES[: PLACE + 1], open_gelaten]).suggest(answer("Wat een signaalbudget is"))
    assert zonder
    assert "Wat laat de bron open?" not in zonder


def test_nothing_beside_a_question_back_or_without_an_article() -> None:
    vraag = Clarification(question="Welke regio?", options=["a", "b"])
    assert SUGGESTER.suggest(answer("Wat een signaalbudget is", clarification=vraag)) == []
    assert SUGGESTER.suggest(answer("Geen sectie")) == []
