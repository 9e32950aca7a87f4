"""Several questions in one message: each answered by itself, the answers joined into one."""

from __future__ import annotations

import pytest
from assistant_support import AA, ask, faults, verdicts

from assistant.answer.combine import combineer, zonder_herhaalde
from assistant.message.reader import lees_bericht
from assistant.service import Assistant

TWEE = """Mag segment B naast segment V in Hoorn?
Daarnaast vroeg ik mij af wat de productcode is voor profiel 4 duurzaam zwaar."""


def test_a_question_stands_above_its_answer_without_the_words_that_tie_it(assistant: Assistant) -> None:
    answer = ask(assistant, TWEE)
    assert faults(answer) == []
    assert verdicts(answer) == {("stapelen", "toegestaan"), ("productcode", "gevonden")}
    assert "**Mag segment B naast segment V in Hoorn?**" in answer.answer
    assert "**Wat de productcode is voor profiel 4 duurzaam zwaar.**" in answer.answer
    assert "vroeg ik mij af" not in answer.answer


def test_the_versions_are_those_of_the_answer_that_a_model_worded(assistant: Assistant) -> None:
    een, ander = ask(assistant, "Mag segment B naast segment V in Hoorn?"), ask(assistant, "Wat is 504DZ in Hoorn?")
    versies = een.versions.model_copy(update={"prompt": "p1", "model": "m1"})
    met_model = een.model_copy(update={"writer": "llm", "versions": versies})
    for delen in ([("a", met_model), ("b", ander)], [("a", ander), ("b", met_model)]):
        samen = combineer(delen)
        assert (samen.writer, samen.versions.model, samen.versions.prompt) == ("llm", "m1", "p1")
    zonder = combineer([("a", een), ("b", ander)])
    assert (zonder.writer, zonder.versions.model) == ("embedded", None)


@pytest.mark.parametrize(
    "bericht",
    [
        "Hoe lang duurt crisishulp in Amstelveen? En wat is de productcode voor profiel 2 intensief in Hoorn?",
        "Cliënt met profiel 4 in Hoorn. Mag die met een 317 van licht naar zwaar per 1 november 2026, de eerste keer? "
        "En tot slot: mag een groepspraktijk uit Amsterdam op 24 november 2016 nog onderhanden werk aanleveren?",
    ],
)
def test_a_later_question_is_answered_as_if_it_were_asked_alone(assistant: Assistant, bericht: str) -> None:
    samen = ask(assistant, bericht)
    los = [ask(assistant, vraag.zelfstandig) for vraag in lees_bericht(bericht).vragen]
    assert len(los) == 2
    assert [e.conclusion for e in samen.tool_results] == [e.conclusion for a in los for e in a.tool_results]
    assert samen.regelingen == list(dict.fromkeys(r for a in los for r in a.regelingen))


def test_a_question_without_a_region_goes_by_the_one_before_it_in_the_message(assistant: Assistant) -> None:
    los = ask(assistant, "Hoe kan ik contact opnemen?")
    assert los.regelingen == []
    samen = ask(assistant, "Wat is een signaalbudget? Tot slot: hoe kan ik contact opnemen?")
    assert samen.regelingen == [AA]
    assert "welke regio" not in samen.answer


def test_cases_of_one_question_are_each_answered_under_their_own_name(assistant: Assistant) -> None:
    answer = ask(
        assistant,
        "Twee kinderen op herstel in Purmerend. Bij N. ging het recht in op 3 maart 2021, bij O. op 5 mei 2021. Wat "
        "worden de einddatums?",
    )
    assert faults(answer) == []
    assert [e.verdict for e in answer.tool_results] == ["berekend", "berekend"]
    eerst, daarna = answer.answer.split("**Bij O", 1)
    assert "3 september 2022" in eerst
    assert "5 november 2022" in daarna


def test_another_case_put_is_answered_beside_the_first(assistant: Assistant) -> None:
    answer = ask(
        assistant,
        "Kind uit Hoorn met profiel 3, eerste aanvraag, verwezen door de huisarts. Welk document is nodig? En wat als "
        "de gemeente verwijst?",
    )
    een, ander = (e.conclusion for e in answer.tool_results)
    assert "externe verwijzer" in een
    assert "gemeente verwijst" in ander


def test_a_note_that_holds_for_several_answers_is_given_once(assistant: Assistant) -> None:
    bericht = (
        "Kind uit Hoorn met profiel 3, eerste aanvraag, verwezen door de huisarts. Welk document is nodig? En wat als "
        "de gemeente verwijst?"
    )
    los = [n for e in ask(assistant, bericht).tool_results for n in e.notes]
    dubbel = {n for n in los if los.count(n) > 1}
    assert dubbel
    tekst = ask(assistant, bericht).answer
    assert all(tekst.count(noot) == 1 for noot in dubbel)


def test_only_notes_and_assumptions_are_not_said_again() -> None:
    een = "Ja, dat mag.\n\nLet op:\n- a\n- b"
    ander = "Ja, dat mag.\n\nLet op:\n- b\n- c\n\nEn meer."
    derde = "Nee.\n\nLet op:\n- a\n- c"
    assert zonder_herhaalde([een, ander, derde]) == [een, "Ja, dat mag.\n\nLet op:\n- c\n\nEn meer.", "Nee."]


def test_an_assumed_place_is_said_once(assistant: Assistant) -> None:
    tekst = ask(
        assistant, "Kind uit Drechterland met profiel 8. Wie voert de regie? En wat is de productcode bij intensief?"
    ).answer
    assert tekst.count("noemen Drechterland niet bij naam") == 1


def test_a_heading_without_a_text_of_its_own_is_left_out(assistant: Assistant) -> None:
    een = ask(assistant, "Mag segment B naast segment V in Hoorn?")
    assert "Uw volgende vraag" not in combineer([("Mag B naast V?", een), ("Mag het op 9 mei 1901?", een)]).answer
    assert "Uw vraag" in combineer([("Mag het op 9 mei 1901?", een), ("Mag B naast V?", een)]).answer
