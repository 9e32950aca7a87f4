"""A question back: what is certain first, then the one fact that tells most, with options that the assistant reads."""

from __future__ import annotations

import pytest
from assistant_support import ask, faults, talk

from assistant.answer.wording import ZEKER
from assistant.drafts.reply import maak_concept
from assistant.llm.parts import deel_in
from assistant.models import DraftRequest
from assistant.service import Assistant

DUURZAAM = (
    "Welke conversieprocedure geldt in Zaanstreek-Waterland voor een duurzame toewijzing van een aanbieder die in 2021 "
    "gecontracteerd was?"
)


@pytest.mark.parametrize(
    ("vraag", "eerst", "gevraagd"),
    [
        (
            "Mag profiel 3 in West-Friesland van perspectief naar intensief?",
            ["Profiel 3 hoort daar bij. [1]", "van perspectief naar intensief; dat mag wel. [2]"],
            "Op welke dag",
        ),
        (
            "Kan ik in Hoorn een 317 sturen voor profiel 2, ingaand op 1 maart 2026, naar intensief?",
            ["Profiel 2 hoort daar bij. [1]", "1 maart 2026 is dat."],
            "Wat is de intensiteit nu?",
        ),
        (
            "Welke productcode hoort in Westfriesland bij profiel 4?",
            ["504DL is de code voor profiel 4, duurzaam licht. [1]", "504DZ is de code voor profiel 4"],
            "Om welke intensiteit gaat het?",
        ),
        (
            "Welk document is in Westfriesland nodig voor profiel 3?",
            ["geen regie. [1]", "een perspectiefplan, een vervolgdeel of helemaal geen document. [1]"],
            "Wie verwijst",
        ),
        (
            "Welk document is nodig in Westfriesland bij een verlenging?",
            ["Mogelijk is nog nodig: een vervolgdeel, een aanvraagformulier of helemaal geen document. [1]"],
            "Wie verwijst",
        ),
        (
            "Welk document is er in Hoorn nodig bij een verlenging als de gemeente verwijst, en wie voert de regie?",
            ["is een vervolgdeel nodig als de gemeente verwijst. [1]"],
            "Om welk profiel gaat het",
        ),
        (
            DUURZAAM,
            ["‘duurzaam, alleen segment B in 2022’", "‘maatwerk’"],
            "Voor welke segmenten is de aanbieder",
        ),
    ],
)
def test_what_is_certain_stands_before_the_question(
    assistant: Assistant, vraag: str, eerst: list[str], gevraagd: str
) -> None:
    answer = ask(assistant, vraag)
    assert answer.status == "clarify"
    assert answer.clarification is not None
    assert answer.clarification.question.startswith(gevraagd)
    alineas = answer.answer.split("\n\n")
    assert alineas[0].startswith(ZEKER) == (len(eerst) > 1 and "\n- " in alineas[0])
    assert ZEKER not in alineas[0] or "Mogelijk" not in alineas[0]
    erboven = alineas[: 2 if alineas[1].startswith("Mogelijk") else 1]
    assert all(deel in "\n".join(erboven) for deel in eerst)
    erna = alineas[len(erboven)]
    assert "nog nodig" in erna or "ook de intensiteit nodig" in erna
    assert alineas[-1] == answer.clarification.question
    assert faults(answer) == []


def test_the_rule_that_waits_for_the_fact_is_told_too(assistant: Assistant) -> None:
    vraag = "Mag in Enkhuizen een 317 per 1 februari 2026 voor profiel 2, nu intensief, het is de eerste keer?"
    answer = ask(assistant, vraag)
    assert answer.status == "clarify"
    assert "Waarom:\n- Wisselen mag tussen perspectief en intensief" in answer.answer


@pytest.mark.parametrize(
    ("vraag", "document"),
    [
        ("Welk document is nodig in Westfriesland bij een verlenging als de gemeente verwijst?", "vervolgdeel"),
        ("Welk document bij een aanvraag als de gemeente verwijst, in Westfriesland?", "perspectiefplan"),
        ("Welk document moet er mee bij een verlenging in Hoorn als de gemeente verwijst?", "vervolgdeel"),
        (
            "Welk document moet ik in Westfriesland hebben bij een nieuwe aanvraag via de gemeente?",
            "perspectiefplan",
        ),
    ],
)
def test_what_holds_for_every_profile_asks_for_none(assistant: Assistant, vraag: str, document: str) -> None:
    answer = ask(assistant, vraag)
    assert answer.status == "answered"
    assert f"is een {document} nodig als de gemeente verwijst. [1]" in answer.answer.split("\n\n")[0]
    assert answer.clarification is None


@pytest.mark.parametrize("vraag", ["Code voor profiel 6 in Westfriesland?", "Welke code hoort bij profiel 2 in Hoorn?"])
def test_a_profile_without_a_code_asks_for_no_intensity(assistant: Assistant, vraag: str) -> None:
    answer = ask(assistant, vraag)
    assert answer.status == "answered"
    assert answer.answer.startswith("De tabel van de bron heeft geen enkele code voor profiel ")


@pytest.mark.parametrize(
    ("optie", "contract"),
    [
        ("Alleen B", ["B"]),
        ("Alleen C", ["C"]),
        ("Alleen V", ["V"]),
        ("B en C", ["B", "C"]),
        ("B en V", ["B", "V"]),
        ("C en V", ["C", "V"]),
        ("B, C en V", ["B", "C", "V"]),
        ("In 2022 geen contract", []),
    ],
)
def test_every_contract_can_be_chosen(assistant: Assistant, optie: str, contract: list[str]) -> None:
    eerst = ask(assistant, DUURZAAM)
    assert eerst.clarification is not None
    assert optie in eerst.clarification.options
    daarna = ask(assistant, optie, (DUURZAAM, eerst.answer))
    (uit,) = daarna.tool_results
    assert uit.input == {"gericht_op": "duurzaam", "gecontracteerd_2021": True, "contract_2022": contract}


@pytest.mark.parametrize(
    ("vraag", "segment", "contract"),
    [
        ("duurzaam segment B met alleen B in 2022, gecontracteerd in 2021", "B", ["B"]),
        ("duurzaam segment C met alleen B in 2022, gecontracteerd in 2021", "C", ["B"]),
        ("een duurzame toewijzing in segment B bij alleen V in 2022, in 2021 gecontracteerd", "B", ["V"]),
        ("duurzaam segment C en uitsluitend C in 2022, ook in 2021 gecontracteerd", "C", ["C"]),
        ("duurzaam B met enkel B in 2022, wij waren in 2021 gecontracteerd", "B", ["B"]),
        ("duurzaam segment C bij een aanbieder met alleen V in 2022 die in 2021 gecontracteerd was", "C", ["V"]),
    ],
)
def test_the_segment_of_the_client_beside_that_of_the_contract(
    assistant: Assistant, vraag: str, segment: str, contract: list[str]
) -> None:
    answer = ask(assistant, f"Welke conversieprocedure geldt in Zaanstreek-Waterland voor {vraag}?")
    (uit,) = answer.tool_results
    assert (uit.input.get("segment"), uit.input["contract_2022"]) == (segment, contract)
    assert uit.verdict != "gegevens_ontbreken"


def test_a_draft_says_what_is_certain_and_asks_with_options(assistant: Assistant) -> None:
    draft = maak_concept(assistant, DraftRequest(email=f"Goedemiddag,\n\n{DUURZAAM}\n\nGroet,\nJan"))
    assert "Mogelijk zijn nog de procedures" in draft.text
    assert "Voor welke segmenten is de aanbieder in 2022 gecontracteerd?" in draft.text
    assert "Alleen V" in draft.text


def test_a_model_words_no_question_back_anew(assistant: Assistant) -> None:
    assert deel_in(ask(assistant, DUURZAAM), "Zaanstreek-Waterland") is None


@pytest.mark.parametrize("plaats", ["Zaanstreek-Waterland", "Zaandam"])
@pytest.mark.parametrize(
    ("antwoord", "contract"), [("segment C", ["C"]), ("C", ["C"]), ("B en V", ["B", "V"]), ("geen", [])]
)
def test_an_answer_is_read_by_the_question_whatever_remark_follows_it(
    assistant: Assistant, plaats: str, antwoord: str, contract: list[str]
) -> None:
    vraag = (
        f"Duurzame cliënt in segment B, de aanbieder was in 2021 gecontracteerd. Welke conversieprocedure in {plaats}?"
    )
    (uitkomst,) = talk(assistant, vraag, antwoord)[-1].tool_results
    assert uitkomst.input["segment"] == "B"
    assert list(uitkomst.input["contract_2022"]) == contract


@pytest.mark.parametrize(
    "vraag",
    [
        "Mag ik een 317 sturen?",
        "Mogen wij een verzoek om wijziging doen?",
        "Mag ik voor mijn cliënt een 317-bericht sturen?",
    ],
)
def test_whether_a_request_may_be_sent_is_asked_for_the_case(assistant: Assistant, vraag: str) -> None:
    answer = ask(assistant, vraag)
    assert answer.status == "clarify"
    assert "profiel 1 tot en met 4" in answer.answer
    assert "duurzaam licht en duurzaam zwaar" in answer.answer


@pytest.mark.parametrize(
    "vraag",
    [
        "Mag ik een 317 met terugwerkende kracht sturen?",
        "Mag ik een 317 sturen voor segment V?",
        "Mag ik twee keer een 317 sturen?",
        "Mag ik zelf een 317 sturen of moet de gemeente dat doen?",
    ],
)
def test_what_else_is_asked_of_a_request_is_for_the_documents(assistant: Assistant, vraag: str) -> None:
    assert not ask(assistant, vraag).tool_results


@pytest.mark.parametrize(
    "vraag",
    [
        "Onze cliënt met profiel 6 heeft meer hulp nodig. Welk bericht sturen we? (Medemblik)",
        "Een jeugdige met profiel 7 in Hoorn heeft minder begeleiding nodig, welk bericht gebruik ik?",
        "Met welk JW bericht schalen wij op? Afschalen of opschalen bij profiel 5, bedoel ik.",
    ],
)
def test_the_message_for_more_or_less_help_is_no_document(assistant: Assistant, vraag: str) -> None:
    """What profiles 5 to 8 use, the source does not say."""
    (uitkomst,) = ask(assistant, vraag).tool_results
    assert (uitkomst.tool, uitkomst.verdict) == ("verzoek_om_wijziging", "niet_toegestaan")
    assert any("profiel 5 tot en met 8" in noot for noot in uitkomst.notes)


def test_a_message_by_which_care_is_prolonged_keeps_its_document(assistant: Assistant) -> None:
    vraag = "Wij leveren profiel 5. Met welk bericht vragen we verlenging aan bij verwijzing door de huisarts? (Hoorn)"
    assert [e.tool for e in ask(assistant, vraag).tool_results] == ["toegang"]


@pytest.mark.parametrize(
    "vraag",
    [
        "Wie stelt het perspectiefplan op als de huisarts verwijst bij profiel 8?",
        "Wie maakt het perspectiefplan bij profiel 2 als de gemeente verwijst?",
    ],
)
def test_who_makes_a_plan_needs_no_further_fact(assistant: Assistant, vraag: str) -> None:
    answer = ask(assistant, vraag)
    assert answer.status == "answered"
    assert answer.answer.startswith("De lokale toegang stelt in de nieuwe inkoop het perspectiefplan op.")


def test_which_plan_is_needed_still_asks_for_the_moment(assistant: Assistant) -> None:
    assert ask(assistant, "Profiel 8, huisarts verwijst. Welk document is nodig?").status == "clarify"


@pytest.mark.parametrize("maand", ["maart 2017", "juni 2017", "april 2016"])
def test_the_work_in_progress_of_any_month_goes_in_between_two_days(assistant: Assistant, maand: str) -> None:
    answer = ask(assistant, f"Wanneer kan ik het OHW van {maand} aanleveren? Wij zijn een groepspraktijk.")
    assert answer.answer.startswith(
        "Onderhanden werk levert u eens per maand aan, van de 10e tot en met de 20e van de maand."
    )


def test_of_the_last_month_the_last_time_is_told_too(assistant: Assistant) -> None:
    vraag = "Wij zijn een groepspraktijk in Diemen. Wanneer kan ik het OHW over december 2017 aanleveren?"
    answer = ask(assistant, vraag).answer
    assert "van de 10e tot en met de 20e van de maand" in answer
    assert "De laatste aanlevering van onderhanden werk over 2017 is in januari 2018." in answer


def test_the_last_time_is_not_a_matter_of_every_month(assistant: Assistant) -> None:
    answer = ask(assistant, "Wanneer is de laatste aanlevering van het OHW over 2017?")
    assert answer.answer.startswith("De laatste aanlevering van onderhanden werk over 2017 is in januari 2018.")


@pytest.mark.parametrize(
    "vraag",
    [
        "Kunnen we met een nieuw 315-bericht van profiel 1 perspectief naar profiel 5 perspectief?",
        "Wij willen van 501PE naar 505PE. Kan dat met een 315?",
    ],
)
def test_of_another_message_no_verdict_on_a_request_for_change_is_given(assistant: Assistant, vraag: str) -> None:
    answer = ask(assistant, vraag)
    assert not answer.tool_results
    assert "Het 315-bericht is het verzoek om toewijzing van de aanbieder." in answer.answer


def test_one_of_two_messages_is_judged(assistant: Assistant) -> None:
    vraag = "Moet ik voor profiel 1 van perspectief naar intensief een 315 of een 317 sturen?"
    assert [e.tool for e in ask(assistant, vraag).tool_results] == ["verzoek_om_wijziging"]
