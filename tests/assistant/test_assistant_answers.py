"""The answer object against the contract, over every development question."""

from __future__ import annotations

import json
import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from assistant_support import ask, faults, sections, stable

from assistant.models import Answer, AskRequest
from assistant.service import Assistant
from evals.questions import lees_vragen
from knowledge.store import versie

VRAGEN = lees_vragen("ontwikkel")


@pytest.fixture(scope="module")
def answers(assistant: Assistant) -> dict[str, Answer]:
    return {v.id: assistant.ask(v.request()) for v in VRAGEN}


def test_every_exact_value_of_every_answer_is_proven_and_every_citation_resolves(answers: dict[str, Answer]) -> None:
    assert len(answers) >= 80
    kapot = {naam: gevonden for naam, answer in answers.items() if (gevonden := faults(answer))}
    assert kapot == {}


def test_the_questions_bring_every_status_and_tool(answers: dict[str, Answer]) -> None:
    assert {a.status for a in answers.values()} == {"answered", "clarify", "abstain", "refused"}
    assert {e.tool for a in answers.values() for e in a.tool_results} == {
        *("productcode", "product", "stapelen", "verzoek_om_wijziging", "conversie", "einddatum_herstel"),
        *("toegang", "uitdienen", "signaalbudget", "onderhanden_werk", "contractmutatie"),
    }


def test_the_first_sentence_of_an_answer_is_cited_or_followed_by_its_source(answers: dict[str, Answer]) -> None:
    for naam, answer in answers.items():
        if answer.status == "answered":
            assert "[1]" in answer.answer.split("\n\n")[0] or "[1]" in answer.answer[:700], naam


def test_an_answer_is_pure_json(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        data = answer.model_dump(mode="json")
        assert json.loads(json.dumps(data, allow_nan=False)) == data


def test_the_versions_are_those_of_the_knowledge_base(answers: dict[str, Answer]) -> None:
    assert {a.versions.knowledge for a in answers.values()} == {versie()}
    assert len({a.versions.model_dump_json() for a in answers.values()}) == 1
    for answer in answers.values():
        assert (answer.versions.prompt, answer.versions.model, answer.writer) == (None, None, "embedded")


def test_the_timings_add_up(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        tijd = answer.timings_ms
        assert 0 <= tijd.embed + tijd.retrieve <= tijd.total + 1
        if tijd.embed:  # a text that was embedded before costs nothing
            assert answer.status != "refused" or tijd.retrieve > 0
    assert any(answer.timings_ms.embed > 1 for answer in answers.values())


def test_the_id_comes_back_and_is_made_where_none_is_given(assistant: Assistant) -> None:
    vraag = "Wat betekent productcode 504DZ?"
    assert ask(assistant, vraag, id="vraag-7").id == "vraag-7"
    een, twee = ask(assistant, vraag).id, ask(assistant, vraag).id
    assert een != twee
    assert een


def test_a_cited_section_can_be_opened(assistant: Assistant, answers: dict[str, Answer]) -> None:
    geciteerd = {(c.document, c.section) for a in answers.values() for c in a.citations}
    assert len(geciteerd) > 40
    assert geciteerd <= sections().keys()
    for document in {d for d, _ in geciteerd}:
        view = assistant.document(document)
        assert view is not None
        koppen = {s.section for s in view.secties}
        assert {s for d, s in geciteerd if d == document} <= koppen
    assert assistant.document("bestaat-niet") is None


def test_order_and_threads_change_nothing(assistant: Assistant, answers: dict[str, Answer]) -> None:
    vragen = VRAGEN[::3] * 2
    random.Random(7).shuffle(vragen)
    with ThreadPoolExecutor(8) as pool:
        samen = list(pool.map(lambda v: assistant.ask(v.request()), vragen))
    for vraag, answer in zip(vragen, samen, strict=True):
        assert stable(answer) == stable(answers[vraag.id]), vraag.id


# --- the stream ---------------------------------------------------------------------------------------------

STAPPEN = ["guard", "split", "interpret", "scope", "tools", "retrieve", "write", "verify", "join"]


@pytest.mark.parametrize(
    ("vraag", "tools"),
    [
        ("Mogen in Westfriesland segment B en segment V naast elkaar bij verschillende aanbieders?", 1),
        ("Hoe lang duurt crisishulp in Amstelveen?", 0),
        ("Wat is het weer vandaag?", 0),
        ("Vanaf welke datum gelden de nieuwe contracten?", 0),
    ],
)
def test_the_stream_tells_the_same_in_order(assistant: Assistant, vraag: str, tools: int) -> None:
    events = list(assistant.stream(AskRequest(id="x", question=vraag)))
    soorten = [e.event for e in events]
    assert soorten == sorted(soorten, key=_rang)
    assert soorten[-1] == "final"
    assert (soorten.count("final"), soorten.count("passages")) == (1, 1)
    assert soorten.count("tool_result") >= tools
    final = Answer.model_validate(events[-1].data)
    heel = ask(assistant, vraag, id="x")
    assert stable(final) == stable(heel)
    assert final.id == "x"
    assert "".join(e.data["text"] for e in events if e.event == "token") == final.answer
    assert [e.data for e in events if e.event == "tool_result"] == [
        t.model_dump(mode="json") for t in final.tool_results
    ]
    stappen = [e.data["step"] for e in events if e.event == "status"]
    assert stappen == [s for s in STAPPEN if s in stappen]
    assert all(e.data["text"] for e in events if e.event == "status")
    assert stappen[0] == "guard"
    assert stappen[-1] == "join"


def _rang(soort: str) -> int:
    return {"status": 0, "tool_result": 0, "passages": 1, "token": 2, "final": 3}[soort]


def test_the_tokens_of_every_answer_make_up_the_answer(assistant: Assistant) -> None:
    for vraag in VRAGEN[::12]:
        events = list(assistant.stream(vraag.request()))
        assert "".join(e.data["text"] for e in events if e.event == "token") == events[-1].data["answer"]


def test_a_stream_that_is_left_halfway_harms_nothing(assistant: Assistant) -> None:
    vraag = AskRequest(question="Hoe lang duurt crisishulp in Amstelveen?")
    stroom = assistant.stream(vraag)
    next(stroom)
    stroom.close()  # type: ignore[attr-defined]
    assert faults(assistant.ask(vraag)) == []


# --- searching ----------------------------------------------------------------------------------------------


def test_search_gives_ranked_passages(assistant: Assistant) -> None:
    treffers = assistant.search("onderhanden werk aanleveren", k=5)
    assert len(treffers) == 5
    assert [t.score for t in treffers] == sorted((t.score for t in treffers), reverse=True)
    assert treffers[0].document == "az-vrijgevestigden-2017"
    for treffer in treffers:
        assert (treffer.document, treffer.section) in sections()
        assert treffer.text


def test_search_in_one_regime(assistant: Assistant) -> None:
    assert {t.regeling for t in assistant.search("signaalbudget", regeling="westfriesland-2025")} == {
        "westfriesland-2025"
    }


def test_search_for_one_very_long_word_ends(assistant: Assistant) -> None:
    assistant.search("x" * 2000)
